"""What a model marks as actors, bodies, targets, affected and instruments, joined to events.

The model learned these from reports of attacks, so fillers join events of violence only: whom a
warrant is sought against is no actor of the warrant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casefile.particulars import Event, Participant
from casefile.reading.events.model import ROLES, Filler, Token
from casefile.reading.events.phrases import ends_phrase, head_place
from casefile.reading.events.table import word_class

LEAST = 0.5  # a filler's score below which it changes nothing
LEARNED = frozenset(  # kinds of which the model saw who takes part
    ("attack", "shelling", "air_strike", "drone_strike", "missile_strike", "shooting", "bombing",
     "killing", "death", "injury", "torture", "sexual_violence", "abduction", "destruction",
     "arson", "looting")
)  # fmt: skip
_FAR = 150  # code points between an event and a filler that joins it
_WIDER = 4  # words that a filler may be widened by
_NOUNS = ("people", "groups", "things", "weapons")


def with_fillers(
    tokens: Sequence[Token],
    events: Sequence[Event],
    fillers: Sequence[Filler],
    capitals: frozenset[int] | None,
) -> list[Event]:
    """The events of one sentence with the model's fillers.

    Each filler that scores enough, widened to its noun phrase, joins the nearest event of violence;
    a participant whose head it covers takes its role.

    Args:
        capitals: the starts of capitalised words; None where all is in capitals.
    """
    grown = list(events)
    violent = [i for i, event in enumerate(events) if event.kind in LEARNED]
    sure = [f for f in fillers if f.score >= LEAST and f.role in ROLES]
    if not violent or not sure:
        return grown
    wide = [_widened(tokens, filler, events, capitals) for filler in sure]
    near: dict[int, list[Filler]] = {i: [] for i in violent}
    for filler in wide:
        nearest = min(violent, key=lambda i: (_distance(events[i], filler), i))
        if filler.start < filler.end and _distance(events[nearest], filler) <= _FAR:
            near[nearest].append(filler)
    for i in violent:
        told = [_told_by(tokens, p, sure) for p in events[i].participants]
        own = [Participant(ROLES[f.role], f.start, f.end) for f in near[i]]
        grown[i] = replace(grown[i], participants=merged([*told, *own]))
    return grown


def merged(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """By position; of those in the same role over the same words the longest stays."""
    kept: list[Participant] = []
    for one in sorted(participants, key=lambda p: (p.start - p.end, p.start)):
        if not any(one.role == k.role and one.start < k.end and one.end > k.start for k in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda p: (p.start, p.end, p.role)))


def _told_by(
    tokens: Sequence[Token], participant: Participant, sure: Sequence[Filler]
) -> Participant:
    """The participant in the role of the surest filler that covers the head of its words."""
    inside = [i for i, t in enumerate(tokens) if participant.start <= t.start < participant.end]
    if not inside or participant.role == "organisation":
        return participant
    top = tokens[head_place(tokens, (inside[0], inside[-1]))]
    over = [f for f in sure if f.start < top.end and f.end > top.start]
    if not over:
        return participant
    role = ROLES[max(over, key=lambda f: (f.score, -f.start)).role]
    return participant if role == participant.role else replace(participant, role=role)


def _widened(
    tokens: Sequence[Token],
    filler: Filler,
    events: Sequence[Event],
    capitals: frozenset[int] | None,
) -> Filler:
    """The filler with the rest of its name or noun: "ROBERTO | ARMANDO RIVERA", "Jesuit | priests".

    What stands before its first and after its last name or noun is cut off; where nothing is left
    the filler is empty.
    """
    inside = [i for i, t in enumerate(tokens) if t.start < filler.end and t.end > filler.start]
    while inside and ends_phrase(tokens[inside[-1]].word):
        inside.pop()
    while inside and (ends_phrase(tokens[inside[0]].word) or _is_dropped(tokens[inside[0]].word)):
        inside.pop(0)
    if not inside:
        return replace(filler, end=filler.start)
    last = inside[-1]
    while last + 1 < len(tokens) and last - inside[-1] < _WIDER:
        token = tokens[last + 1]
        if any(e.start < token.end and e.end > token.start for e in events):
            break
        if not _goes_with(tokens[last], token, capitals):
            break
        last += 1
    return replace(filler, start=tokens[inside[0]].start, end=tokens[last].end)


def _goes_with(last: Token, token: Token, capitals: frozenset[int] | None) -> bool:
    """Whether a word belongs to the noun phrase that ends before it."""
    word = token.word
    if not word[0].isalpha() or ends_phrase(word) or word.endswith(("ed", "ing", "ly")):
        return False
    if any(word in word_class(name) for name in _NOUNS):
        return True
    if any(last.word in word_class(name) for name in _NOUNS) or last.word.endswith(("'s", "’s")):
        return False
    return capitals is None or (last.start in capitals and token.start in capitals)


def _is_dropped(word: str) -> bool:
    return word in word_class("dropped")


def _distance(event: Event, filler: Filler) -> int:
    return max(filler.start - event.end, event.start - filler.end, 0)
