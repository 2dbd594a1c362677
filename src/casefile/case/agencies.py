"""The news agency that a document names for itself: whose report an outlet printed.

Only what a document says of its own making counts: a by-line, a tag before its first or after its
last words, a note on who helped, its authors and its outlet. "He told Reuters" in the text is how
one claim came, not where the document is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casefile.case.origin_agency_forms import agency_forms, folded_name, owners
from casefile.document import Region, RegionKind
from casefile.reference.tables import load_table

_LONGEST_LINE = 200  # code points of a line that is a by-line, tag or note
_TAG_WITHIN = 120  # code points of a line's beginning or end in which a tag stands
_LINES = 4  # first and last lines of the reporting that are looked at
_SMALL_WORDS = frozenset(
    {
        "and", "near", "de", "la", "le", "al", "el", "of", "the", "on", "in", "off", "du", "des",
        "von", "bei",
    }
)  # fmt: skip
_BESIDE_NAMES = _SMALL_WORDS | {
    "by", "from", "for", "staff", "writer", "writers", "reporter", "reporters", "correspondent",
    "van", "der", "den", "bin", "ibn",
}  # fmt: skip

Line = tuple[int, int]


class AgencyPlace(StrEnum):
    """Where a document names the agency, the surest first."""

    BYLINE = "byline"  # "By Ann Lee, Reuters"
    START_TAG = "start_tag"  # "KYIV (AP) —"
    END_TAG = "end_tag"  # "— Agence France-Presse"
    AUTHORS = "authors"  # the imprint's authors
    OUTLET = "outlet"  # the agency's own page
    HELPED = "helped"  # "with files from", "contributed to this report"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as a document names it.

    `name` is as lists show it: "The Associated Press". `start` and `end` are code points of its
    name in the text, both 0 where only the imprint names it.
    """

    name: str
    start: int
    end: int
    where: AgencyPlace

    @property
    def wrote_it(self) -> bool:
        """Whether the report is said to be the agency's; else it only gave some of it."""
        return self.where is not AgencyPlace.HELPED


def named_agency(
    text: str, regions: Iterable[Region], authors: Sequence[str], outlet: str
) -> Agency | None:
    """The agency that the document names for itself; None where it names none.

    `authors` and `outlet` are the imprint's. Of several names the surest place wins
    (`AgencyPlace`), then the first.

    >>> text = "KYIV (AP) — Two bridges were closed on Monday."
    >>> named_agency(text, [Region(0, len(text), RegionKind.BODY)], (), "").name
    'The Associated Press'
    """
    ordered = sorted(regions)
    lines = _lines(text, [r for r in ordered if r.kind is RegionKind.BODY])
    bylines = _lines(text, [r for r in ordered if r.kind is RegionKind.BYLINE])[:_LINES]
    first, last = lines[:_LINES], lines[-_LINES:][::-1]
    # In a text without a page's marks the first line may pass for a headline
    top = _lines(text, [r for r in ordered if r.kind is RegionKind.HEADLINE])[:1]
    tries = (
        *(_byline(text, line, known=True) for line in bylines),
        *(_byline(text, line, known=False) for line in first),
        *(_start_tag(text, line) for line in (*top, *first)),
        *(_end_tag(text, line) for line in last),
        _in_authors(authors),
        _in_outlet(outlet),
        *(_helper(text, line) for line in (*bylines, *first, *last)),
    )
    return next((found for found in tries if found is not None), None)


def agency_called(words: str) -> tuple[str, str] | None:
    """Key and name of the agency that is called so, by name or key; None for others.

    >>> agency_called("the news agency Reuters")
    ('reuters', 'Reuters')
    """
    bare = " ".join(words.split())[:_LONGEST_LINE]
    for row in load_table("agencies")["wire"]:
        if row["key"] == bare:
            return row["key"], row["name"]
    match = agency_forms().called.fullmatch(bare)
    return owners()[folded_name(match["agency"])] if match else None


def _lines(text: str, regions: Iterable[Region]) -> list[Line]:
    found = []
    for region in regions:
        at = region.start
        for line in text[region.start : region.end].split("\n"):
            inner = line.strip()
            if inner:
                start = at + line.index(inner)
                found.append((start, start + len(inner)))
            at += len(line) + 1
    return found


def _byline(text: str, line: Line, *, known: bool) -> Agency | None:
    """The agency of a by-line. Where it is not known to be one, it must look like one."""
    start, end = line
    forms = agency_forms()
    piece = text[start : min(end, start + _LONGEST_LINE + 1)]
    if len(piece) > _LONGEST_LINE or forms.no_byline.search(piece):
        return None
    match = forms.name.search(piece) if known else _whole(forms.byline, piece)
    if match and not known and not _are_names(piece[: match.start("agency")]):
        return None
    return _agency(match, AgencyPlace.BYLINE, start)


def _are_names(words: str) -> bool:
    """Whether these are names and what joins them, and no sentence."""
    bare = (word.strip(".,;:()[]|/—–-•·") for word in words.split())
    return all(not word.islower() or word in _BESIDE_NAMES for word in bare)


def _start_tag(text: str, line: Line) -> Agency | None:
    start, end = line
    piece = text[start : min(end, start + _TAG_WITHIN)]
    for form in agency_forms().start:
        match = form.match(piece)
        if match and _is_dateline(piece[: match.start("agency")], match["after"]):
            return _agency(match, AgencyPlace.START_TAG, start)
    return None


def _is_dateline(before: str, after: str) -> bool:
    """Whether a place and a day stand before a tag: "KYIV, March 13 (", "Kyiv (" with "-" after."""
    words = [word.strip(".,;:()[]/—–-") for word in before.split()]
    words = [word for word in words if word]
    if any(word.islower() and word not in _SMALL_WORDS for word in words):
        return False
    return bool(after.strip()) or (bool(words) and words[0].isupper())


def _end_tag(text: str, line: Line) -> Agency | None:
    start, end = line
    first = max(start, end - _TAG_WITHIN)  # a pattern over a whole hostile line costs its square
    for form in agency_forms().end:
        match = form.search(text[first:end])
        if match:
            return _agency(match, AgencyPlace.END_TAG, first)
    if end - start > _LONGEST_LINE:
        return None
    return _agency(agency_forms().alone.fullmatch(text[start:end]), AgencyPlace.END_TAG, start)


def _in_authors(authors: Sequence[str]) -> Agency | None:
    forms = agency_forms()
    for author in authors:
        piece = author.strip()
        if len(piece) <= _LONGEST_LINE and not forms.no_byline.search(piece):
            found = _agency(_whole((*forms.byline, forms.alone), piece), AgencyPlace.AUTHORS)
            if found:
                return found
    return None


def _in_outlet(outlet: str) -> Agency | None:
    match = agency_forms().outlet.fullmatch(outlet.strip()[:_LONGEST_LINE])
    return _agency(match, AgencyPlace.OUTLET)


def _helper(text: str, line: Line) -> Agency | None:
    first = max(line[0], line[1] - 2 * _LONGEST_LINE)
    for form in agency_forms().helped:
        match = form.search(text[first : line[1]])
        if match:
            return _agency(match, AgencyPlace.HELPED, first)
    return None


def _whole(forms: Iterable[re.Pattern[str]], piece: str) -> re.Match[str] | None:
    return next((match for form in forms if (match := form.fullmatch(piece))), None)


def _agency(
    match: re.Match[str] | None, where: AgencyPlace, at: int | None = None
) -> Agency | None:
    if match is None:
        return None
    _, name = owners()[folded_name(match["agency"])]
    if at is None:
        return Agency(name, 0, 0, where)
    return Agency(name, at + match.start("agency"), at + match.end("agency"), where)
