"""How alike two whole documents are: weighted words, names, the lead, numbers, dates.

The weights were fitted on the training part of the corpus that docs/incidents.md names; a score
of a half is the threshold at which its documents were best put together by event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from casefile.case.likeness import Likeness
from casefile.case.link_compare import Relation, towns_relation
from casefile.case.link_dates import days_between
from casefile.case.link_shapes import DocumentSketch
from casefile.particulars import Reason

_NEAR, _FAR = 3, 20  # days

_BASE = -3.41
_WORDS, _NAMES, _LEAD, _NUMBERS = 3.2, 3.3, 3.7, 2.4
_DATES_NEAR, _DATES_APART, _SAME_YEAR, _OTHER_YEARS = 1.5, -0.7, 1.1, -0.9
_DATES_NEAR_KNOWN = 0.4  # of texts whose days are known: those of one week share most dates
_TOWNS_APART = -1.5  # set by hand: reports of one war differ in little but the town


NOT_KNOWN = 0.5
"""The likeness of a document of which no sketch is kept: neither alike nor unlike."""


class DocumentsAlike:
    """How alike one document and others are, each reckoned once.

    Args:
        ours: the sketch of the document at hand.
        sketch_of: gives the sketch of an earlier one by id, None where there is none.
    """

    def __init__(
        self, ours: DocumentSketch, sketch_of: Callable[[str], DocumentSketch | None]
    ) -> None:
        self._ours = ours
        self._sketch_of = sketch_of
        self._known: dict[str, float] = {}

    def __call__(self, document: str) -> float:
        """The likeness, 0 to 1."""
        if document not in self._known:
            theirs = self._sketch_of(document)
            alike = NOT_KNOWN if theirs is None else document_likeness(self._ours, theirs).score
            self._known[document] = alike
        return self._known[document]


def document_likeness(one: DocumentSketch, other: DocumentSketch) -> Likeness:
    """How alike two documents are; the order of the two does not matter."""
    found = (
        Reason("before anything is compared", _BASE),
        Reason("words in common", round(_WORDS * cosine(one.words, other.words), 4)),
        Reason("names in common", round(_NAMES * overlap(one.names, other.names), 4)),
        Reason("first words in common", round(_LEAD * cosine(one.lead, other.lead), 4)),
        Reason("numbers in common", round(_NUMBERS * overlap(one.numbers, other.numbers), 4)),
        *_dates(one, other),
        *_towns(one, other),
    )
    return Likeness.of(r for r in found if r.weight)


def cosine(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> float:
    """The cosine of two weighted sets of words, 0 to 1."""
    theirs = dict(other)
    dot = sum(weight * theirs.get(word, 0) for word, weight in one)
    square = sum(w * w for _, w in one) * sum(w * w for _, w in other)
    return float(dot / square**0.5) if square else 0.0


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """What is in both over the geometric mean of their sizes, 0 to 1."""
    if not one or not other:
        return 0.0
    return float(len(set(one) & set(other)) / (len(set(one)) * len(set(other))) ** 0.5)


def _dates(one: DocumentSketch, other: DocumentSketch) -> Iterator[Reason]:
    if one.dates and other.dates:
        gap = min(days_between(a, b) for a in one.dates for b in other.dates)
        if gap <= _NEAR:
            known = one.published and other.published
            near = _DATES_NEAR_KNOWN if known else _DATES_NEAR
            yield Reason("dates at most three days apart", near)
        elif gap > _FAR:
            yield Reason("dates apart", _DATES_APART)
    if one.years and other.years:
        shared = set(one.years) & set(other.years)
        if shared - _years_of(one, other):
            yield Reason("same year named", _SAME_YEAR)
        elif not shared:
            yield Reason("other years named", _OTHER_YEARS)


def _years_of(one: DocumentSketch, other: DocumentSketch) -> set[int]:
    """The years in which both were published: that they share it tells of no event."""
    return {date.fromordinal(d.published).year for d in (one, other) if d.published}


def _towns(one: DocumentSketch, other: DocumentSketch) -> Iterator[Reason]:
    if towns_relation(one.places, other.places) is Relation.APART:
        yield Reason("towns apart", _TOWNS_APART)
