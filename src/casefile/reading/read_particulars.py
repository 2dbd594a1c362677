"""Who, when, where, how many and what: the particulars of one text, one step a line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from casefile.particulars import Event, Mention, MentionForm, Participant, Particulars
from casefile.reading.counts.find import find_counts
from casefile.reading.events.find import find_events
from casefile.reading.events.model import Filler, Trigger
from casefile.reading.found import Found
from casefile.reading.parties.find import Parties, find_parties
from casefile.reading.places.find import find_places
from casefile.reading.places.gazetteer import Gazetteer
from casefile.reading.tagged import Tagged
from casefile.reading.times.find import find_times

Sentences = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class World:
    """What is known beside the words of a text: the places that there are, when the text was
    published ("" if not known), and by whom."""

    gazetteer: Gazetteer
    published: str = ""
    outlet: str = ""


def read_particulars(
    text: str, whole: Sentences, tagged: Tagged, said: Sequence[Found], world: World
) -> tuple[Particulars, Parties]:
    """The particulars of a text, and its parties with who speaks.

    Args:
        whole: the sentences that are read, in order.
        said: the attributions, silences included: their sources are mentions too.
    """
    parties = find_parties(text, whole, tagged.names, attributions=said, outlet=world.outlet)
    times = find_times(text, whole, world.published, hints=[(t.start, t.end) for t in tagged.times])
    places = find_places(
        text, whole, tagged.names, gazetteer=world.gazetteer, governments=parties.governments
    )
    counts = find_counts(text, whole, times)
    events = find_events(
        text,
        whole,
        times=times,
        places=places,
        counts=counts,
        names=tagged.names,
        triggers=[Trigger(t.start, t.end, t.type, t.score) for t in tagged.actions],
        fillers=[Filler(t.start, t.end, t.type, t.score) for t in tagged.fillers],
    )
    linked = tuple(_with_parties(text, events, parties.mentions))
    found = Particulars(parties.mentions, parties.parties, times, places, counts, linked)
    return found, parties


def _with_parties(text: str, events: Sequence[Event], mentions: Sequence[Mention]) -> list[Event]:
    """Events whose participants are linked to the parties that their words mention."""
    starts = [m.start for m in mentions]
    longest = max((m.end - m.start for m in mentions), default=0)

    def linked(one: Participant) -> Participant:
        first, last = bisect_left(starts, one.start - longest), bisect_right(starts, one.end)
        return _linked(text, one, mentions[first:last])

    return [replace(event, participants=tuple(map(linked, event.participants))) for event in events]


def _linked(text: str, participant: Participant, near: Sequence[Mention]) -> Participant:
    """By the mention that covers the head of the words: what stands before their first preposition
    ("a school | north of Odesa" is not Odesa); else the only name among them."""
    head = _heads().match(text, participant.start, participant.end)
    end = head.end() if head else participant.end
    known = [m for m in near if m.party and m.start < end and m.end > participant.start]
    best = [m for m in known if m.end >= end] or [m for m in known if m.form is MentionForm.NAME]
    if not best or (len(best) > 1 and best[0].end < end):
        return participant
    return replace(participant, party=max(best, key=lambda m: m.end - m.start).party)


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(
        r".+?(?= (?:of|in|at|near|from|for|with|on|north|south|east|west)\b)", re.DOTALL
    )
