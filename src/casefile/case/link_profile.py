"""What an event shows of itself, and what a group of events shows together, for grouping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from casefile.case.link_compare import (
    Relation,
    days_relation,
    groups_relation,
    numbers_relation,
    spots_relation,
)
from casefile.case.link_shapes import Days, Number, Spot
from casefile.case.link_tables import EXACT_GROUPS, family_of, moving_families, related_to, states
from casefile.case.link_words import stem, words_of
from casefile.case.sketch import days_of, groups_of, numbers_of, parties_of, spot_of
from casefile.case.told import ToldEvent, ToldPart

_BEFORE = 40  # code points before an event that are looked at
_KEPT = 8  # values of each sort that a group keeps: the first ones told
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_ANYONE = frozenset(
    {"anyone", "anybody", "anything", "nobody", "no one", "nothing", "people", "them", "it"}
)
_ANSWERS = frozenset({"denies", "rejects", "doubts", "admits", "confirms", "presents_as"})


@dataclass(slots=True)
class Profile:
    """Particulars of an event, or of a group so far; `context` is the latest sentence's start."""

    kinds: list[str]
    context: int
    speaker: str
    is_bare: bool  # no particulars of its own
    answers: bool
    points_back: bool  # "the attack", "its attacks"
    is_named_again: bool  # nothing but its word, in the singular: "died", "the heist"
    stems: list[str] = field(default_factory=list)  # of the words that tell it
    days: list[Days] = field(default_factory=list)
    places: list[Spot] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    counts: list[Number] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    affected: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)  # named ones among those affected

    def take(self, event: Profile) -> None:
        """Add what a further event shows."""
        for name in ("kinds", "stems", "days", "places", "groups", "counts", *_NAMED):
            mine = getattr(self, name)
            mine += [v for v in getattr(event, name) if v not in mine][: _KEPT - len(mine)]
        self.context = max(self.context, event.context)
        self.speaker = event.speaker
        self.is_bare = self.is_bare and event.is_bare

    def sought(self) -> Iterator[tuple[str, str]]:
        """Shelves on which groups that it may join stand."""
        for family in dict.fromkeys(family_of(k) for k in self.kinds):
            for near in (family, *related_to(family)):
                yield from ((near, what) for what in self._anchors())

    def shelves(self) -> Iterator[tuple[str, str]]:
        """Shelves on which it stands for later events."""
        for family in dict.fromkeys(family_of(k) for k in self.kinds):
            yield from ((family, what) for what in self._anchors())

    def _anchors(self) -> Iterator[str]:
        yield "latest"
        yield from (f"group {g}" for g in self.groups)
        yield from (f"place {p.name}" for p in self.places)
        yield from (f"day {d.first}" for d in self.days)
        yield from (f"party {p}" for p in (*self.actors, *self.affected))


_NAMED = ("actors", "affected", "persons")


def profile_of(event: ToldEvent) -> Profile:
    """What one event shows."""
    parties = parties_of(event)
    counts = list(numbers_of(event))
    days, places = days_of(event), [spot_of(p) for p in event.places]
    hit_groups = list(groups_of(event))
    hit = [p for p in event.parts if p.role in ("affected", "target") and p.kind == "person"]
    named = {role: [n for r, n in parties if r.startswith(role)] for role in ("actor", "affected")}
    hits = any(_is_named(p) for p in event.parts if p.role in ("affected", "target"))
    # What a denial names besides is seldom whom it hit: "denied deporting anyone".
    hits = hits and event.status != "denied"
    bare = not (days or places or hit_groups or counts or hits)
    return Profile(
        kinds=[event.kind],
        context=event.context_start,
        speaker=event.speaker,
        is_bare=bare,
        answers=event.status == "denied" or event.stance in _ANSWERS,
        points_back=_points_back(event),
        is_named_again=bare and not event.parts and not event.words.endswith("s"),
        stems=[stem(w) for w in words_of(event.words)[:1]],
        days=days,
        places=places,
        groups=hit_groups,
        counts=counts,
        actors=named["actor"],
        affected=named["affected"],
        persons=sorted({p.name.casefold() for p in hit if p.name}),
    )


def anchors(event: Profile, group: Profile) -> int | None:
    """Points for what both show; None where something stands apart.

    Two points for what is exact (a group such as children, a place, a day, a person), one for what
    many happenings share (a state that acts, soldiers, a town, a country).
    """
    moves = any(family_of(k) in moving_families() for k in event.kinds)
    groups = groups_relation(event.groups, group.groups)
    places = spots_relation(event.places, group.places)
    days = days_relation(event.days, group.days)
    numbers = numbers_relation(event.counts, group.counts)
    if places is Relation.APART and moves:  # from one, to the other
        places = Relation.UNKNOWN
    apart = Relation.APART in (groups, places, days)
    if apart or _states_differ(event.actors, group.actors):
        return None
    if event.persons and group.persons and not set(event.persons) & set(group.persons):
        return None
    return (
        _group_points(event, group)
        + 2 * (places is Relation.SAME)
        + (places is Relation.COMPATIBLE)
        + 2 * (days is Relation.SAME)
        + (days is Relation.COMPATIBLE)
        + 2 * bool(set(event.persons) & set(group.persons))
        + bool(set(event.affected) & set(group.affected))
        + bool(set(event.actors) & set(group.actors))
        + (numbers is Relation.SAME)
    )


def _group_points(event: Profile, group: Profile) -> int:
    shared = set(event.groups) & set(group.groups)
    return 2 if shared & EXACT_GROUPS else len(shared) and 1


def _states_differ(one: list[str], other: list[str]) -> bool:
    """Whether both name states that act, and no state in common."""
    mine, theirs = set(one) & states(), set(other) & states()
    return bool(mine and theirs and not mine & theirs)


def _is_named(part: ToldPart) -> bool:
    """Whether a part says who: "denied deporting anyone" leaves that to what it answers."""
    return part.words.casefold() not in _ANYONE


def _points_back(event: ToldEvent) -> bool:
    at = max(0, event.start - event.context_start)
    before = words_of(event.context[max(0, at - _BEFORE) : at])
    return any(w.casefold() in _POINTING for w in before[-2:])
