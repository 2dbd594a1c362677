"""Forums: which court words mean, and which are no criminal courts."""

from __future__ import annotations

import pytest

from casefile.proceedings.forum_mentions import forum_mentions
from casefile.proceedings.forums import country_of, find_forum, forums
from casefile.reference.procedure import procedure


def test_every_forum_names_source_day_and_a_known_procedure() -> None:
    """Rows of the table: a source, the day it was checked, a machine that exists or none."""
    machines = {m.id for m in procedure().machines} | {""}
    for forum in forums():
        assert forum.source
        assert forum.checked == "2026-11-25"
        assert forum.machine in machines
        assert forum.criminal == ("no criminal court" not in forum.note)
    assert {f.id for f in forums() if not f.criminal} == {"icj", "ecthr"}
    assert len({f.id for f in forums()}) == len(forums())


def test_a_forum_is_found_by_its_id() -> None:
    """International ones by the table, national ones by their state."""
    icc, ukraine = find_forum("icc"), find_forum("national:UA")
    assert icc is not None
    assert ukraine is not None
    assert (icc.machine, ukraine.machine) == ("icc", "domestic.generic")
    assert ukraine.name == "national courts of Ukraine"
    assert find_forum("moon") is None


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Ukraine", "UA"),
        ("Ukrainian", "UA"),
        ("Kyiv", "UA"),
        ("Moscow", "RU"),
        ("U.S.", "US"),
        ("Congo", ""),  # two states: not settled
        ("river", None),
        ("", None),
    ],
)
def test_states_by_name_adjective_and_capital(words: str, country: str | None) -> None:
    """A code where it is settled, "" where words mean one of several, None for no state."""
    assert country_of(words) == country


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The International Criminal Court sat.", ["icc"]),
        ("ICC judges met.", ["icc", "icc"]),
        ("See www.example.org/icc/page for more.", []),
        ("The tribunal for the former Yugoslavia closed.", ["icty"]),
        ("The Kosovo Specialist Chambers sat.", ["ksc"]),
        ("The Special Court for Sierra Leone closed.", ["scsl"]),
        ("The International Court of Justice ruled.", ["icj"]),
        ("The World Court ruled.", ["icj"]),
        ("The European Court of Human Rights ruled.", ["ecthr"]),
        ("A special tribunal for the crime of aggression is planned.", ["sta"]),
        ("Ukrainian prosecutors met.", ["national:UA"]),
        ("Ukraine's prosecutor general spoke.", ["national:UA"]),
        ("Ukraine’s Supreme Court sat.", ["national:UA"]),
        ("The Supreme Court of Ukraine sat.", ["national:UA"]),
        ("A court in Germany sat.", ["national:DE"]),
        ("A Kyiv district court sat.", ["national:UA"]),
        ("Prosecutors in the Netherlands met.", ["national:NL"]),
        ("Russian military courts sat.", ["national:RU"]),
        ("Russia's Investigative Committee spoke.", ["national:RU"]),
        ("US prosecutors met.", ["national:US"]),
        ("The U.S. attorney general spoke.", ["national:US"]),
        ("They told us judges are rare.", [None]),
        ("Congolese judges met.", ["national"]),
        ("Judges in The Hague met.", [None]),  # no Dutch court
        ("The Hague-based court sat.", [None]),
        ("A pre-trial judge at the Hague-based court sat.", ["icc", None]),
        ("Russian soldiers in a court.", [None]),
        ("Ukrainian soldiers held the river.", []),
        ("The tennis player went to the net.", []),
    ],
)
def test_which_court_words_mean(sentence: str, found: list[str | None]) -> None:
    """Names, a state's courts, and words that settle none; in a sentence that stands alone."""
    mentions = forum_mentions(sentence, [(0, len(sentence))], {})
    assert [m.forum.id if m.forum else None for m in mentions[0]] == found


@pytest.mark.parametrize(
    ("first", "second", "forum"),
    [
        ("The ICC sat.", "The court rose.", "icc"),
        ("The Kosovo Specialist Chambers sat.", "Judges rose.", "ksc"),
        ("The ICC sat.", "Judges at the Hague-based court rose.", "icc"),
        ("A Swedish court sat.", "The judges rose.", "national:SE"),
        ("The ICC sat after Kenyan police had searched.", "The judges rose.", "icc"),
        ("The ICC met the International Court of Justice.", "The court rose.", "icc"),
        ("The army moved.", "The court rose.", None),
    ],
)
def test_the_court_is_the_one_named_last(first: str, second: str, forum: str | None) -> None:
    """ "The court" and "judges" mean the criminal court named last; a state's police is none."""
    text = f"{first} {second}"
    mentions = forum_mentions(text, [(0, len(first)), (len(first) + 1, len(text))], {})
    assert {m.forum.id if m.forum else None for m in mentions[1]} == {forum}


def test_a_town_that_the_reader_places_makes_a_national_court() -> None:
    """Places of the reading tell whose court "a court in Koblenz" is."""
    text = "A court in Koblenz sat."
    (mention,) = forum_mentions(text, [(0, len(text))], {11: (18, "DE")})[0]
    assert mention.forum is not None
    assert mention.forum.country == "DE"
