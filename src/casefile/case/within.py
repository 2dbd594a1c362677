"""Which told events of one document tell of one happening.

Events are taken in the order of the text. Each joins the group before it that it shares most with,
or opens its own. What stands apart (another target, place, day or state that acts) never joins. The
groups are suggestions; time grows with the number of events, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from casefile.case.link_profile import Profile, anchors, profile_of
from casefile.case.link_tables import are_near_kinds, are_related, family_of, told_as
from casefile.case.told import ToldEvent

_LATEST = 4  # groups that are looked at for each thing that an event shares
_FOLLOWING = 300  # code points from a sentence's start within which the next one begins
_REACH = 1500  # code points over which "the attack" and a denial point back
_AGAIN = 3000  # code points within which the same word in the singular tells the same
_JOINS = 2  # points that a shared thing or two must bring
_NOT_TOLD = frozenset({"defines", "asks"})  # stances whose content tells of no happening


def is_told_as_happening(event: ToldEvent) -> bool:
    """Whether an event can open an incident: it is told as done, alleged or denied.

    Steps before a court and politics count when planned or sought too, because cases follow them
    from then on; force that is only planned, threatened, possible or conditional has not been told
    as a happening. Nor has what a law defines or somebody asks, and what did not happen ("failed to
    encircle"), unless an allegation is denied by it.
    """
    if event.stance in _NOT_TOLD or event.status not in told_as(family_of(event.kind)):
        return False
    return not event.negated or event.status == "denied"


def groups(told: Sequence[ToldEvent]) -> tuple[tuple[int, ...], ...]:
    """The events of one document, as groups of indexes into `told`, each telling of one happening.

    Groups are ordered by their first event. Events that tell of no happening are in none, except a
    negative that answers ("did not fire on the ferry"), which joins what it answers.
    """
    forming = _Forming()
    order = sorted(range(len(told)), key=lambda i: (told[i].start, told[i].end, i))
    for index in order:
        forming.add(index, told[index])
    return tuple(sorted(tuple(sorted(members)) for members in forming.members))


class _Forming:
    """The groups so far, and where to look for those that a further event may join."""

    def __init__(self) -> None:
        self.members: list[list[int]] = []
        self._profiles: list[Profile] = []
        self._shelves: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, index: int, event: ToldEvent) -> None:
        """Let an event join the best group, open one, or stay out."""
        happening = is_told_as_happening(event)
        if not happening and not _may_answer(event):
            return
        profile = profile_of(event)
        scored = [(fit(profile, self._profiles[g]), g) for g in self._candidates(profile)]
        best, group = max(scored, default=(0, -1))
        if best >= _JOINS:
            self.members[group].append(index)
            self._profiles[group].take(profile)
        elif happening:
            group = len(self.members)
            self.members.append([index])
            self._profiles.append(profile)
        else:
            return
        self._shelve(group, profile)

    def _candidates(self, profile: Profile) -> list[int]:
        found: set[int] = set()
        for key in profile.sought():
            found.update(self._shelves.get(key, ())[-_LATEST:])
        return sorted(found)

    def _shelve(self, group: int, profile: Profile) -> None:
        for key in profile.shelves():
            shelf = self._shelves[key]
            if not shelf or shelf[-1] != group:
                shelf.append(group)
                del shelf[:-_LATEST]


def fit(event: Profile, group: Profile) -> int:
    """How much an event shares with a group of earlier ones: 0 where they stand apart.

    Two points join. What is told of most exactly brings both; the rest needs a neighbour.
    """
    same = _same_family(event, group)
    if not same and not _related(event, group):
        return 0
    shared = anchors(event, group)
    if shared is None:  # something stands apart
        return 0
    in_sentence = event.context == group.context
    if not same:
        return shared + in_sentence * 2 if in_sentence or shared >= _JOINS + 1 else 0
    if in_sentence and event.speaker == group.speaker:
        return shared + (2 if event.is_bare or group.is_bare or shared else 0)
    gap = event.context - group.context
    if event.is_bare and event.speaker == group.speaker and 0 <= gap <= _FOLLOWING:
        return shared + 2
    if event.is_bare and (event.answers or event.points_back) and 0 <= gap <= _REACH:
        return shared + 2
    if event.is_named_again and set(event.stems) & set(group.stems) and 0 <= gap <= _AGAIN:
        return shared + 2
    near = event.speaker == group.speaker and 0 <= gap <= _FOLLOWING
    return shared + (1 if near and shared else 0)


def _same_family(event: Profile, group: Profile) -> bool:
    for kind in event.kinds:
        alike = [k for k in group.kinds if family_of(k) == family_of(kind)]
        if alike:
            return all(are_near_kinds(kind, k) for k in alike)
    return False


def _related(event: Profile, group: Profile) -> bool:
    return any(are_related(family_of(a), family_of(b)) for a, b in _pairs(event, group))


def _pairs(event: Profile, group: Profile) -> Iterator[tuple[str, str]]:
    return ((a, b) for a in event.kinds for b in group.kinds)


def _may_answer(event: ToldEvent) -> bool:
    """Whether a negative can answer: "it did not deport anybody". What somebody admits not to have
    done ("admitted that they had not moved the children to safety") answers nothing."""
    silent = _NOT_TOLD | {"admits", "confirms"}
    told = event.status in ("happened", "alleged", "denied") and event.stance not in silent
    return told and event.negated
