"""What the model's attributions get wrong in ways that can be told from their words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from casefile.claim import Extents
from casefile.reading.found import Found

_NEAR = 24  # code points between a cue and its content that may belong to the cue


def mended(text: str, found: Iterable[Found]) -> list[Found]:
    """The same attributions, each with the mends that apply to it."""
    return [
        _whole_cue(text, _without_subject(text, _citing(text, _plain_source(text, item))))
        for item in _one_cue(text, found)
    ]


def _one_cue(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Cues that stand side by side, with one source and the same words told, are one: "has" and
    "documented" the removal."""
    before: Found | None = None
    for item in found:
        if before is not None and _goes_on(text, before, item):
            joined = (*before.cue[:-1], (before.cue[-1][0], item.cue[0][1]), *item.cue[1:])
            score = max(before.score, item.score)
            before = replace(item, source=item.source or before.source, cue=joined, score=score)
        else:
            if before is not None:
                yield before
            before = item
    if before is not None:
        yield before


def _goes_on(text: str, before: Found, item: Found) -> bool:
    if not before.cue or not item.cue or before.cue[-1][1] >= item.cue[0][0]:
        return False
    if text[before.cue[-1][1] : item.cue[0][0]] != " " or not before.content or not item.content:
        return False
    alike = not item.source or not before.source or item.source == before.source
    return alike and before.content[-1][1] == item.content[-1][1]


def said_words(text: str, found: Found) -> str:
    """The cue's words with the few that stand between it and the content: "call | on | the"."""
    words = " ".join(text[s:e] for s, e in found.cue)
    gap = _gap(text, found)
    return f"{words} {gap}" if gap else words


def _gap(text: str, found: Found) -> str:
    """What stands between cue and content, where that is a word or two without a mark."""
    if not found.cue or not found.content:
        return ""
    between = text[found.cue[-1][1] : found.content[0][0]][: _NEAR + 1]
    words = between.strip()
    return words if len(between) <= _NEAR and re.fullmatch(r"[a-z’']+(?: [a-z’']+)?", words) else ""


def _plain_source(text: str, item: Found) -> Found:
    """A source without a paragraph's number or a loose "and", and none that is an article only."""
    source: list[tuple[int, int]] = []
    for start, end in item.source:
        number = _numbers().match(text, start, end)
        if number and (start == 0 or text[start - 1] == "\n") and number.end() < end:
            start = number.end()
        loose = re.search(r",?\s(?:and|or|but)$", text[start:end])
        end -= len(loose.group()) if loose else 0
        if text[start:end].lower() not in ("the", "a", "an"):
            source.append((start, end))
    return replace(item, source=tuple(source))


def _without_subject(text: str, item: Found) -> Found:
    """ "Korm | is alleged | to have …" has nobody who alleges: the subject is of the content."""
    if len(item.source) != 1 or len(item.cue) != 1 or not item.content:
        return item
    (start, end), (cue, stop) = item.source[0], item.cue[0]
    if end > cue or text[end:cue].strip(" ,") or not _hearsay().search(text, cue, stop):
        return item
    if not text.startswith(("to ", "of ", "as "), item.content[0][0]) or item.content[0][0] < stop:
        return item
    return replace(item, source=(), content=((start, end), *item.content))


def _whole_cue(text: str, item: Found) -> Found:
    """ "We | do | not know", "We do not | know | how": a cue takes in all of a negated verb."""
    if not item.cue:
        return item
    gap = _gap(text, item)
    cue = item.cue
    if re.match(r"(?:not|never|n['’]t)\b", gap):
        *before, (start, _) = cue
        cue = (*before, (start, text.index(gap, cue[-1][1]) + len(gap)))
    (start, end), *rest = cue
    negated = _negations().search(text, max(0, start - _NEAR), start)
    if negated and all(negated.start() >= e for _, e in item.source if e <= start):
        cue = ((negated.start(), end), *rest)
    return replace(item, cue=cue)


@cache
def _negations() -> re.Pattern[str]:
    """What stands before a verb and turns it round: "do not ", "hasn’t ever ", "could never "."""
    verbs = "do|does|did|has|have|had|will|would|could|can|is|was|were|are|should|must|may|might"
    return re.compile(rf"\b(?:(?:{verbs}) (?:not|never)|(?:{verbs})n['’]t|cannot|never) $")


def _citing(text: str, item: Found) -> Found:
    """ "The Tribune is reporting, citing | two diplomats, that …": the diplomats say it."""
    if len(item.cue) != 1 or text[slice(*item.cue[0])].lower() != "citing" or not item.content:
        return item
    (start, end), *rest = item.content
    told = _cited().match(text, start, end)
    if told is None or start < item.cue[0][1]:
        return item
    content: Extents = ((told.end(), end), *rest)
    return replace(item, source=(told.span("who"),), content=content)


@cache
def _numbers() -> re.Pattern[str]:
    """A paragraph's number: "12. The commission", "(3) One witness"."""
    return re.compile(r"\(?\d{1,3}[.)]\s+")


@cache
def _hearsay() -> re.Pattern[str]:
    verbs = (
        "alleged|accused|suspected|believed|said|reported|thought|known|expected|understood|"
        "rumou?red|feared|considered|estimated|supposed|deemed|claimed|assumed|presumed"
    )
    return re.compile(rf"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?(?:{verbs})$")


@cache
def _cited() -> re.Pattern[str]:
    return re.compile(r"(?P<who>[^,.;“”]{3,80}), (?=that\b)")
