"""Sketches: what is stored for comparing, and the keys that candidates are found by."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from casefile.case.link_dates import dates_in, days_between, years_in
from casefile.case.link_words import groups_in, states_in, stem, words_of
from casefile.case.sketch import DocumentSketch, Sketch, document_sketch, keys, sketch
from tests.case.link_tellings import event

CHILDREN = event(
    "deportation_or_transfer", "deported", "Russian officials deported 300 orphans from Sumy.",
    place="Sumy", day="2023-02-20", counts=[(300, 300, "orphans", "deported")],
    parts="actor: Russian officials; affected: 300 orphans",
)  # fmt: skip
TEXT = "Ferry sinks at Odesa\nThe ferry Aurora sank on 24 May 2021, the mayor of Odesa said. " * 3


def _size(record: dict[str, Any]) -> int:
    return len(json.dumps(record, separators=(",", ":")).encode())


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [x for v in value.values() for x in _leaves(v)]
    if isinstance(value, list):
        return [x for v in value for x in _leaves(v)]
    return [value]


def test_sketch_keeps_what_is_compared() -> None:
    """Kind, day, place, the state by its adjective, the group and the number are kept."""
    found = sketch([CHILDREN])
    assert found.kinds == ("deportation_or_transfer",)
    assert found.families == ("removal",)
    assert found.parties == (("actor", "russia"),)
    assert set(found.groups) == {"officials", "children"} - {"officials"}
    assert found.places[0].name == "sumy"
    assert found.counts[0].low == 300
    assert found.days[0].first == found.days[0].last > 0


def test_records_come_back_and_hold_no_floats() -> None:
    """Stored and read again, a sketch is the same; canonical JSON has no floats."""
    one, whole = sketch([CHILDREN]), document_sketch(TEXT, [CHILDREN], "2021-05-25T08:00:00Z")
    assert Sketch.from_record(json.loads(json.dumps(one.to_record()))) == one
    assert DocumentSketch.from_record(json.loads(json.dumps(whole.to_record()))) == whole
    for record in (one.to_record(), whole.to_record()):
        assert not any(isinstance(leaf, float) for leaf in _leaves(record))


def test_records_stay_small_on_hostile_text() -> None:
    """However long the text and its words, a record stays within 3 KB, and usual ones in 1.5."""
    long = " ".join(f"{'Wort' * 30}{n} {n}{n}{n}" for n in range(3000))
    told = [
        event("attack", "hit", long[:5000], at=n, parts=f"affected: P{n} = {'Q' * 90}{n} (state)",
              counts=[(n, n, "u" * 90 + str(n), "killed")], day=f"2023-03-{n % 28 + 1:02}")
        for n in range(300)
    ]  # fmt: skip
    assert _size(sketch(told).to_record()) < 3000
    assert _size(document_sketch(long, told, "").to_record()) < 4500
    assert _size(sketch([CHILDREN]).to_record()) < 1500


def test_document_sketch_finds_names_lead_and_dates() -> None:
    """Capitals inside a sentence are names; the day of publication counts as a date."""
    found = document_sketch(TEXT, (), "2021-05-25")
    assert {"aurora", "odesa"} <= set(found.names)
    assert found.years == (2021,)
    assert found.dates == (524, 525)
    assert ("aurora", 2) in found.lead


def test_weights_need_no_corpus_and_take_one() -> None:
    """A word that earlier documents have weighs less than one that is new."""
    alone = dict(document_sketch("ferry crane", (), "").words)
    assert alone["ferry"] == alone["cran"]
    told = document_sketch("ferry crane", (), "", seen={"ferry": 9, "cran": 0}.__getitem__, total=9)
    assert dict(told.words)["ferry"] < dict(told.words)["cran"]


PAIRS = [
    ("two wordings", CHILDREN,
     event("child_adoption", "adopted by", "Orphans from Sumy were adopted by guards.",
           place="Sumy", document="d2", parts="affected: Orphans")),
    ("country and group", CHILDREN,
     event("abduction", "abducted", "They abducted children.", place="Ukraine", document="d2",
           parts="affected: children")),
    ("day and week", event("shelling", "shelled", "They shelled it.", day="2023-03-01"),
     event("attack", "attack", "An attack came.", day="2023-03-02", document="d2")),
    ("a person by last name",
     event("killing", "killed", "A", parts="affected: Ann Lee = Ann Lee (person)"),
     event("death", "died", "B", document="d2", parts="affected: Lee = Lee (person)")),
    ("means and outcome", event("shelling", "shelled", "They shelled Sumy.", place="Sumy"),
     event("killing", "killed", "Two were killed in Sumy.", place="Sumy", document="d2")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "one", "other"), PAIRS)
def test_tellings_of_one_happening_share_a_key(name: str, one: Any, other: Any) -> None:
    """Candidates are found by any key in common."""
    assert set(keys(sketch([one]))) & set(keys(sketch([other])))


def test_other_families_share_no_key() -> None:
    """A visit to a town is no candidate for the shelling of it."""
    shelled = event("shelling", "shelled", "They shelled Sumy.", place="Sumy")
    visit = event("visit", "visit", "The visit to Sumy ended.", place="Sumy", document="d2")
    assert not set(keys(sketch([shelled]))) & set(keys(sketch([visit])))


def test_keys_are_few_and_sorted() -> None:
    """A long interval or many names make no flood of keys."""
    many = event("shelling", "shelled", "They " + " ".join(f"Ab{c}x" for c in "abcdefghijklmnopq"))
    more = [replace(CHILDREN, kind=k, context=many.context) for k in ("injury", "killing")]
    found = keys(sketch([many, CHILDREN, *more]))
    assert len(found) == 60
    assert list(found) == sorted(set(found))


STEMS = [
    ("children", "children"), ("Attacks", "attack"), ("attacked", "attack"), ("killing", "kill"),
    ("killed", "kill"), ("deporting", "deport"), ("deported", "deport"), ("cities", "city"),
    ("2,000", "2000"), ("gas", "gas"), ("pass", "pass"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "wanted"), STEMS)
def test_stem(word: str, wanted: str) -> None:
    """Forms of one word are counted together, short words left as they are."""
    assert stem(word) == wanted


STATES = [
    ("Russian officials", ("russia",)), ("Ukrainian troops", ("ukraine",)),
    ("Israeli jets", ("israel",)), ("Russia's navy", ("russia",)), ("rushing officials", ()),
    ("Romans", ()), ("Nigerian police", ("nigeria",)), ("the Russians", ("russia",)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "wanted"), STATES)
def test_states_by_adjective(words: str, wanted: tuple[str, ...]) -> None:
    """A state is named by its name and by its adjective, not by what looks like one."""
    assert states_in(words) == wanted


GROUPS = [
    ("civilian infrastructure", ("civilian_infrastructure",)),
    ("thousands of Ukrainian children", ("children",)),
    ("prisoners of war", ("prisoners",)),
    ("enemy positions to the northeast", ("military_objects",)),
    ("homes and a power station", ("civilian_objects", "civilian_infrastructure")),
    ("the police station", ("civilian_objects",)),
    ("the opposition", ()),
]


@pytest.mark.parametrize(("words", "wanted"), GROUPS)
def test_groups(words: str, wanted: tuple[str, ...]) -> None:
    """Who or what is hit, by whole words, the longer phrase first."""
    assert groups_in(words) == wanted


DATES = [
    ("on May 24 the", (524,)), ("24 May 2021", (524,)), ("Sept. 3", (903,)), ("May 2021", ()),
    ("she may 24", (524,)), ("2 March and March 5", (302, 305)), ("24 ferries", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), DATES)
def test_dates(text: str, wanted: tuple[int, ...]) -> None:
    """Month and day in figures, in either order."""
    assert dates_in(words_of(text), 0) == wanted


def test_years_and_days_between() -> None:
    """Years are four figures of our times; the year's end is near its beginning."""
    assert years_in(words_of("In 2021, of 1,999 men and 1776, and 2023"), 0) == (2021, 2023)
    assert days_between(1231, 102) == 2
    assert days_between(301, 228) == days_between(228, 301) == 2
