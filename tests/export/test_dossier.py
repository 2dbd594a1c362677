"""`casefile.export.dossier`: numbers that lead somewhere, and words that convict nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from casefile.errors import CaseError
from casefile.export.dossier import Dossier, check_numbers
from casefile.export.dossier_blocks import Para, Table
from casefile.export.dossier_sections import dossier_sections
from casefile.export.dossier_words import counted, day_words, listed, visible, when_words
from tests.export.dossier_sample import sample

CONVICTING = re.compile(
    r"\b(perpetrators?|guilty|guilt|culprits?|facts?|true|truth|proven|proved|met|victims?"
    r"|war criminals?|offenders?|percent)\b|%",
    re.IGNORECASE,
)


def texts(value: Any) -> Iterator[str]:
    """Every text in blocks, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def documents_alone() -> Dossier:
    """The sample without anything that points."""
    nothing: dict[str, Any] = {"chronology": (), "incidents": (), "parties": ()}
    return replace(sample(), **nothing, allegations=(), proceedings=())


def changed_claim(**changes: Any) -> Dossier:
    """Documents alone, with their first claim changed."""
    dossier = documents_alone()
    first = dossier.documents[0]
    claims = (replace(first.claims[0], **changes), *first.claims[1:])
    return replace(dossier, documents=(replace(first, claims=claims), *dossier.documents[1:]))


def test_the_sample_points_at_what_it_holds() -> None:
    """All numbers stand once and lead to something."""
    check_numbers(sample())
    assert {"D1", "D1-2", "I1", "P1", "A1", "F1"} <= sample().anchors()


@pytest.mark.parametrize(
    "number",
    ["D1-2", "D2-9", "D1-0", "D1-", "1-1", "D1-1\n", 'D1-1"><script>', "D1-01"],
)
def test_a_wrong_number_is_refused(number: str) -> None:
    """Twice the same, another document's, malformed: refused before anything is set."""
    check_numbers(changed_claim(number="D1-77"))
    with pytest.raises(CaseError, match=r"stands twice|has no number of it") as caught:
        check_numbers(changed_claim(number=number))
    assert "script" not in str(caught.value)


@pytest.mark.parametrize("number", ["A1", "I0", "X1", "I1 ", "i1"])
def test_a_wrong_row_number_is_refused(number: str) -> None:
    """An incident whose number is another row's, or none."""
    dossier, parties = documents_alone(), (replace(sample().parties[0], number="A1"),)
    wrong = replace(sample().incidents[0], number=number)
    check_numbers(replace(dossier, incidents=(replace(wrong, number="I7"),), parties=parties))
    with pytest.raises(CaseError, match=r"stands twice|has no number like"):
        check_numbers(replace(dossier, incidents=(wrong,), parties=parties))


def test_nothing_may_point_at_nothing() -> None:
    """A claim, an incident, a party, an allegation that is not there: one clear error each."""
    dossier = sample()
    for gone in ("incidents", "parties", "allegations", "documents"):
        with pytest.raises(CaseError, match="points at something"):
            check_numbers(replace(dossier, **{gone: ()}))


def test_no_word_convicts() -> None:
    """Nothing that this program says of its own says guilty, fact, victim, met or a percentage."""
    empty = Dossier("Empty", sample().made_from)
    for dossier in (sample(), empty):
        for text in texts(dossier_sections(dossier)):
            assert not CONVICTING.search(text.replace("<text ", "")), text


def test_people_beside_a_crime_are_presumed_innocent() -> None:
    """Every such section has the line, and each allegation and proceeding after the first."""
    dossier = sample()
    twice = replace(
        dossier,
        allegations=(*dossier.allegations, replace(dossier.allegations[0], number="A2")),
        proceedings=(*dossier.proceedings, replace(dossier.proceedings[0], number="F2")),
    )
    about = {section.anchor: section for section in dossier_sections(twice)}
    silent = {"how-to-read", "documents", "custody"}
    assert {anchor for anchor, section in about.items() if not section.about_people} == silent
    for anchor in ("allegations", "proceedings"):
        lines = [b for b in about[anchor].blocks if isinstance(b, Para) and b.kind == "presumption"]
        assert [texts_of.line[0].text for texts_of in lines] == [dossier.presumption]


def test_an_empty_case_says_so() -> None:
    """Every section is there and says that it has nothing."""
    sections = dossier_sections(Dossier("Empty", sample().made_from))
    assert [s.anchor for s in sections][-2:] == ["claims", "custody"]
    assert all(section.blocks for section in sections)


def test_gaps_lead_and_sides_stand_in_one_row() -> None:
    """The denial stands in the row of what it meets; crime base and linkage are two tables."""
    (section,) = (s for s in dossier_sections(sample()) if s.anchor == "allegations")
    kinds = [" ".join(texts(block)) for block in section.blocks]
    gaps = next(n for n, text in enumerate(kinds) if "Nobody has said yet" in text)
    tables = [b for b in section.blocks if isinstance(b, Table) and "element matrix" in b.caption]
    assert gaps < min(section.blocks.index(table) for table in tables)
    base, linkage = tables
    (contested,) = (r for r in base.rows if any("contested" in t for t in texts(r)))
    assert "D1-1" in texts_list(contested.cells[2])
    assert "D1-2" in texts_list(contested.cells[3])
    assert "who answers for it" in linkage.caption
    assert len([r for r in linkage.rows if not r.group]) == 1


def texts_list(value: Any) -> list[str]:
    return list(texts(value))


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "said"),
    [
        ("2031-04-12", "2031-04-12", "day", "12 April 2031 (to the day)"),
        ("2031-04-01", "2031-04-30", "month", "April 2031 (to the month)"),
        ("2031-04-01", "2031-04-29", "open", "1 April 2031 to 29 April 2031 (one end not stated)"),
        ("2028-02-01", "2028-02-29", "month", "February 2028 (to the month)"),
        ("2031-01-01", "2031-12-31", "year", "2031 (to the year)"),
        (
            "2031-01-01",
            "2032-12-31",
            "decade",
            "1 January 2031 to 31 December 2032 (to the decade)",
        ),
        ("", "2031-04-12", "open", "until 12 April 2031 (one end not stated)"),
        ("2031-04-12T21:05:00Z", "2031-04-12T21:05:00Z", "moment", None),
        ("", "", "none", "not placed on the calendar"),
        ("some day", "some day", "", "some day"),
    ],
)
def test_times_are_said_with_their_precision(
    earliest: str, latest: str, precision: str, said: str | None
) -> None:
    """An interval is never told as more exact than it is."""
    expected = said or "12 April 2031, 21:05 UTC (to the moment)"
    assert when_words(earliest, latest, precision) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2031-04-12", "12 April 2031"),
        ("2031-04-12T23:30:00-02:00", "13 April 2031, 01:30 UTC"),
        ("2031-04-12T23:30:00", "12 April 2031, 23:30"),
        ("2031-04", "2031-04"),
        ("2031-02-30", "2031-02-30"),
        ("", ""),
    ],
)
def test_a_day_that_cannot_be_stays_as_it_is(value: str, said: str) -> None:
    """Moments in UTC, moments without an offset as they are, nothing made up."""
    assert day_words(value) == said


def test_hidden_characters_are_seen() -> None:
    """Turned direction, zero width, escape, surrogate and noncharacter; line ends stay."""
    hidden = "a\u202eb\u200bc\x1bd\ud800e\ufdd0f\U0001ffffg\ttab\nline"
    assert visible(hidden) == "a⟨202E⟩b⟨200B⟩c⟨1B⟩d⟨D800⟩e⟨FDD0⟩f⟨1FFFF⟩g\ttab\nline"
    assert visible("Київ ☂ é") == "Київ ☂ é"


def test_small_words() -> None:
    """Plurals and lists as one says them."""
    assert [counted(n, "entry") for n in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
    assert counted(1200, "claim") == "1,200 claims"
    assert [listed(list(w)) for w in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
