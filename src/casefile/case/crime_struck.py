"""Whom or what an event hits, by the words beside its trigger, where the reader names nobody.

Three places count: the trigger's own words ("brought orphans to"), what follows it as its object
or after "on", "of", "against" ("strikes on a hospital"), and the subject of a passive ("a hospital
was hit"). What merely stands near is company and is not hit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casefile.case.cues import CueHit, Word, place_of

AROUND = 9  # words to each side that are near
_LEADS = frozenset(
    {"on", "of", "against", "at", "to", "upon", "into", "towards", "by", "targeting"}
)
_STOPS = frozenset(
    ("about", "after", "against", "amid", "as", "at", "because", "before", "but", "by", "during",
     "for", "from", "in", "into", "near", "on", "over", "since", "so", "than", "that", "though",
     "to", "until", "when", "where", "which", "while", "who", "with")
)  # fmt: skip
_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})
_NONE = frozenset({"no", "not", "without"})
_ACTORS = frozenset({"fighters", "military"})
_SUBJECT = 12  # longest subject of a passive, in words


def part_groups(hits: Iterable[CueHit], spots: Sequence[Word]) -> frozenset[str]:
    """The groups of people or things that the words name, not those that "no" stands before."""
    return frozenset(h.key for h, _ in _placed(hits, spots))


def around(hits: Iterable[CueHit], spots: Sequence[Word], first: int, last: int) -> frozenset[str]:
    """Groups within AROUND words. Fighters and arms before an active verb act and are left out."""
    found = set()
    passive = _is_passive(spots, first)
    for hit, at in _placed(hits, spots):
        acts = at < first and hit.key in _ACTORS and not passive
        if first - AROUND <= at <= last + AROUND and not acts:
            found.add(hit.key)
    return frozenset(found)


def struck_beside(
    hits: Iterable[CueHit], spots: Sequence[Word], first: int, last: int
) -> frozenset[str]:
    """Groups hit by grammar: the trigger's own words, its object, the subject of a passive."""
    until = _object_end(spots, last)
    since = _subject_start(spots, first) if _is_passive(spots, first) else first
    return frozenset(h.key for h, at in _placed(hits, spots) if since <= at <= until)


def _placed(hits: Iterable[CueHit], spots: Sequence[Word]) -> Iterable[tuple[CueHit, int]]:
    """Group hits with the number of their first word; what "no" stands before is not hit."""
    for hit in hits:
        if hit.strength == "group":
            at = place_of(spots, hit.start)
            if not (at and spots[at - 1].text in _NONE):
                yield hit, at


def _object_end(spots: Sequence[Word], last: int) -> int:
    """The last word of the object: up to a preposition or clause word, after one that leads in."""
    at = last
    led = False
    while at + 1 < len(spots) and spots[at + 1].joined:
        word = spots[at + 1].text
        if word in _LEADS and at == last and not led:
            led = True
        elif word in _STOPS:
            break
        at += 1
    return at


def _subject_start(spots: Sequence[Word], first: int) -> int:
    """The first word of the clause before a passive verb, at most _SUBJECT words back."""
    at = first
    while at > max(0, first - _SUBJECT) and spots[at].joined:
        at -= 1
    return at


def _is_passive(spots: Sequence[Word], first: int) -> bool:
    return any(w.text in _PASSIVE for w in spots[max(0, first - 3) : first])
