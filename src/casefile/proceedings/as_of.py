"""Where a proceeding stood on a day: what was so, what was public, and what was known to us.

Three answers, because they differ: a sealed warrant is so before it is public, and both may be
long past before anybody here learns of it. Days that are not known are intervals, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.errors import BadInput
from casefile.proceedings.intervals import Interval, day_of, interval_of
from casefile.proceedings.proceeding import chain, is_publication, machine_of, tracks
from casefile.proceedings.steps import Numbered, Proceeding, in_effect
from casefile.reference.procedure import Machine, Procedure

NOT_RECORDED = ""
"""The stage where no step was taken yet, or none is recorded."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage on a day.

    `stage` is the last that was reached for certain. Where a later one may have been reached too,
    `certain` is False, `perhaps` names those stages in order, and `between` is the interval in
    which the first of them was reached. `step` is the number of the step, 0 for none.
    """

    stage: str = NOT_RECORDED
    step: int = 0
    since: str = ""  # an interval as written by `Interval`, "" where not known
    certain: bool = True
    perhaps: tuple[str, ...] = ()
    between: str = ""
    gap: bool = False  # steps before this one are not recorded
    note: str = ""


@dataclass(frozen=True, slots=True)
class TrackAsOf:
    """One track: `person` is "" for the situation, and where nobody is named."""

    person: str
    is_situation: bool
    so: Standing  # by the days on which steps happened, as we know them now
    public: Standing  # by the days on which they became public, as we know them now
    known: Standing  # by what was recorded here by that day


@dataclass(frozen=True, slots=True)
class AsOf:
    """A proceeding on `day` (ISO), track by track: the situation first, then each person."""

    proceeding: str
    day: str
    tracks: tuple[TrackAsOf, ...]


def as_of(proceeding: Proceeding, day: str, law: Procedure | None = None) -> AsOf:
    """Where a proceeding stood on `day`.

    `so` and `public` use all that is recorded now, corrections included; `known` uses only steps
    and corrections that had been recorded by that day.

    Raises:
        BadInput: `day` is not a full ISO day.
        StepRefused: the proceeding names a procedure that the data does not have.
    """
    _check_day(day)
    machine = machine_of(proceeding, law)
    now, then = in_effect(proceeding.steps), in_effect(proceeding.steps, known_by=day)
    found = []
    for track in tracks(proceeding, machine):
        steps = chain(now, machine, track)
        if track[1] and not steps:
            continue  # nothing of the situation is recorded here
        found.append(
            TrackAsOf(
                person=track[0],
                is_situation=track[1],
                so=_so(steps, day),
                public=_public(steps, day, machine),
                known=_known(chain(then, machine, track)),
            )
        )
    return AsOf(proceeding.id, day, tuple(found))


def _so(steps: Sequence[Numbered], day: str) -> Standing:
    moves = [n for i, n in enumerate(steps) if not is_publication(n.step, steps[:i])]
    return _standing(moves, _entered(steps, moves), day)


def _entered(steps: Sequence[Numbered], moves: Sequence[Numbered]) -> list[Interval]:
    """When each step was taken: as stated, narrowed by what must lie before and after it.

    A step lies before it is public, before it is known, before the steps after it, and after the
    steps before it. Where no day is stated only these bounds remain.
    """
    found = [_stated(n, steps) for n in moves]
    floor = ""
    for i, days in enumerate(found):
        first = max(days.first, floor)
        floor = first if not days.last or first <= days.last else days.first
        found[i] = Interval(floor, days.last)
    ceiling = ""
    for i in range(len(found) - 1, -1, -1):
        first, last = found[i].first, found[i].last
        if ceiling and (not last or last > ceiling):
            last = ceiling
        found[i] = Interval(first, last)
        ceiling = last or ceiling
    return found


def _stated(one: Numbered, steps: Sequence[Numbered]) -> Interval:
    days = interval_of(one.step.happened)
    if days.last:
        return days
    public = _made_public(one, steps)
    return Interval(days.first, public.last or day_of(one.step.known))


def _made_public(one: Numbered, steps: Sequence[Numbered]) -> Interval:
    """The earliest stated publication: the step's own, or that of a later unsealing."""
    at = next(i for i, n in enumerate(steps) if n.number == one.number)
    said = [one.step.public] + [
        n.step.public
        for i, n in enumerate(steps)
        if i > at and n.step.stage == one.step.stage and is_publication(n.step, steps[:i])
    ]
    days = [interval_of(written) for written in said if written]
    return min(days, key=lambda d: (d.last or "9999", d.first)) if days else Interval()


def _public(steps: Sequence[Numbered], day: str, machine: Machine) -> Standing:
    moves = [n for i, n in enumerate(steps) if not is_publication(n.step, steps[:i])]
    entered = _entered(steps, moves)
    shown: list[Numbered] = []
    days: list[Interval] = []
    taken: set[int] = set()
    floor = ""
    for one, happened in zip(moves, entered, strict=True):
        public = _made_public(one, steps)
        stage = machine.find(one.step.stage)
        if public == Interval() and stage is not None and stage.visibility == "yes":
            # What follows a sealed step cannot be public before it.
            public = Interval(max(happened.first, floor), max(happened.last, floor))
            taken.add(one.number)
        if public != Interval():
            shown.append(one)
            days.append(public)
            floor = max(floor, public.first)
    found = _standing(shown, days, day)
    if found.step in taken:
        note = "no day of publication is recorded; such steps are taken in public"
        return Standing(
            found.stage, found.step, found.since, found.certain, found.perhaps, found.between,
            found.gap, note,
        )  # fmt: skip
    return found


def _standing(moves: Sequence[Numbered], days: Sequence[Interval], day: str) -> Standing:
    reached = [i for i, d in enumerate(days) if d.certainly_by(day)]
    at = reached[-1] if reached else -1
    open_ones = [i for i, d in enumerate(days) if i > at and d.perhaps_by(day)]
    perhaps = tuple(dict.fromkeys(moves[i].step.stage for i in open_ones))
    between = str(days[open_ones[0]]) if open_ones else ""
    if at < 0:
        return Standing(certain=not open_ones, perhaps=perhaps, between=between)
    one = moves[at]
    return Standing(
        stage=one.step.stage,
        step=one.number,
        since=str(days[at]),
        certain=not open_ones,
        perhaps=perhaps,
        between=between,
        gap=one.step.gap,
    )


def _known(steps: Sequence[Numbered]) -> Standing:
    moves = [n for i, n in enumerate(steps) if not is_publication(n.step, steps[:i])]
    if not moves:
        return Standing()
    one = moves[-1]
    since = Interval(day_of(one.step.known), day_of(one.step.known))
    return Standing(stage=one.step.stage, step=one.number, since=str(since), gap=one.step.gap)


def _check_day(day: str) -> None:
    try:
        if len(day) != len("2000-01-01"):
            raise ValueError
        day_of(day)
    except ValueError:
        raise BadInput(
            "the day asked for is no day", found=day[:40], next_step="write it as 2023-03-17"
        ) from None
