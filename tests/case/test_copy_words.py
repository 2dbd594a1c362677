"""Words as copies are compared by them: one spelling, right places, quotation marks."""

from __future__ import annotations

import pytest

from casefile.case.copy_words import words_of

SAME = [
    ("colour centre programme", "color center program"),
    ("the organisers realised it", "the organizers realized it"),
    ("a travelled defence", "a traveled defense"),
    ("the dialogue was grey", "the dialog was gray"),
    ("5 per cent of 4,000", "five percent of 4000"),
    ("12% more", "twelve per cent more"),
    ("don’t", "DON'T"),
    ("Café in Łódź", "cafe\u0301 in \u0141o\u0301d\u017a"),
    ("rail\u00adway lines", "railway lines"),
    ("har\u200bbour watch", "harbor watch"),
    ("Two—thirds", "2 - thirds"),
    ("“It fell,” he said", "''It fell'' - he said"),
    ("ﬁne ﬂow", "fine flow"),
]
APART = [
    ("40,000", "4,000"),
    ("3.5", "35"),
    ("march", "may"),
    ("our house", "or house"),
    ("denied", "did not deny"),
    ("four", "for"),
    ("Kyiv", "Kiev"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_text_have_the_same_words(one: str, other: str) -> None:
    """Spelling, quotes, invisible signs and the writing of numbers make no difference."""
    assert words_of(one).forms == words_of(other).forms


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_different(one: str, other: str) -> None:
    """Numbers and words that differ are never made alike."""
    assert words_of(one).forms != words_of(other).forms


@pytest.mark.parametrize(
    "text", ["It fell. 5 per cent, 4,000!", "Зал 3 — “ja”", "港の橋 2", "e\u0301 a"]
)
def test_places_point_at_the_words(text: str) -> None:
    """Each word's place holds it, places rise, and nothing but signs stands between."""
    words = words_of(text)
    at = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert at <= start < end <= len(text)
        assert not any(c.isalnum() for c in text[at:start])
        assert text[start:end].strip() == text[start:end] != ""
        at = end
    assert not any(c.isalnum() for c in text[at:])
    assert len(words) == len(words.forms) == len(words.quoted) > 0


def quoted(text: str) -> list[str]:
    """The words that are taken to stand in quotation marks."""
    words = words_of(text)
    return [form for form, inside in zip(words.forms, words.quoted, strict=True) if inside]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"It fell," she said. "Then dust."', "it fell then dust"),
        ("“It fell,” she said.", "it fell"),
        ("„Es fiel“, sagte sie.", "es fiel"),
        ("«Оно упало», сказала она.", "оно упало"),
        ("``It fell,'' she said.", "it fell"),
        ("The crew's log doesn't say.", ""),
        ('A 12" pipe broke on the quay.', ""),
        ('"It fell.\n"Then dust," she said.', "it fell then dust"),
        ('"It fell.\nThen dust came down.', ""),
        ("Nobody spoke.", ""),
        ('""', ""),
    ],
)
def test_what_stands_in_quotation_marks_is_known(text: str, inside: str) -> None:
    """Marks of several languages, quotations over paragraphs; a mark left open quotes nothing."""
    assert " ".join(quoted(text)) == inside


def test_a_mark_that_is_never_closed_quotes_no_page() -> None:
    """A quotation longer than 4,000 code points is taken for a stray mark."""
    assert quoted('"' + "word " * 900 + '"') == []


@pytest.mark.parametrize("text", ["", "…", "—", " \n\t", "\u0301\u200b", "\ud800"])
def test_a_text_without_words_has_none(text: str) -> None:
    """Signs, marks and lone surrogates are no words."""
    assert len(words_of(text)) == 0
