"""What can come next in law, and which standard governs. A possibility, never a prediction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefile.reference.procedure import Machine, Move, Procedure, Stage, procedure

PRESUMPTION = "Everybody is presumed innocent until finally convicted (Art. 66)."
"""Stands wherever a person is shown beside a crime."""

POSSIBLE = "A possibility in law, not a prediction; no deadline is known."


@dataclass(frozen=True, slots=True)
class Ahead:
    """One stage that can follow. `steps` is 1 for the next, 2 for the one after it.

    `decides` is who acts, `standard` the id of the standard that governs, "" for none.
    `reported` holds conditions in the words of reports, `condition` that of the law.
    """

    stage: str
    label: str
    steps: int
    after: str  # the stage that it follows
    decides: str
    standard: str
    articles: tuple[str, ...]
    trigger: str
    condition: str
    reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """A standard on the ladder, lit for the present stage, the next, both or neither."""

    id: str
    label: str
    articles: tuple[str, ...]
    decides: str
    now: bool
    next: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """The standards in rising order. It says which standard governs, never how it stands."""

    rungs: tuple[Rung, ...]
    does_not_mean: tuple[str, ...]
    presumption: str = PRESUMPTION


def ahead(
    machine: Machine,
    stage: str,
    conditions: Iterable[str] = (),
    of_stage: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Ahead, ...]:
    """What can come after `stage`: each next stage, and after a planned one the decision too.

    Args:
        conditions: conditions that reports name, in their words; they belong to the decision.
        of_stage: conditions that reports name of a stage that is still to come, by its id. Those
            of a stage that does not come next are passed over.
    """
    here = machine.find(stage)
    if here is None:
        return ()
    said = tuple(dict.fromkeys(c for c in conditions if c))
    found = []
    for move in here.moves:
        found.append(_one(machine, here, move, 1, said if _is_asked(here) else ()))
        then = machine.find(move.to)
        if then is not None and _is_planned(here) and _is_asked(then):
            found.extend(_one(machine, then, m, 2, said) for m in then.moves)
    if said and not any(a.reported for a in found):
        found = [_with(a, said) for a in found]
    own = of_stage or {}
    return tuple(_with(a, (*a.reported, *own[a.stage])) if a.stage in own else a for a in found)


def _is_planned(stage: Stage) -> bool:
    """A stage without legal effect, which only reports tell of."""
    return stage.visibility.startswith("only through")


def _is_asked(stage: Stage) -> bool:
    """A stage at which judges are asked and have not yet answered."""
    return stage.standard_words == "asserted"


def _one(
    machine: Machine, after: Stage, move: Move, steps: int, reported: tuple[str, ...]
) -> Ahead:
    to = machine.find(move.to)
    if to is None:  # `parse` refuses such a machine
        raise ValueError(move.to)
    decided = _is_asked(after) and to.actor.startswith("Pre-Trial")
    return Ahead(
        stage=to.id,
        label=to.label,
        steps=steps,
        after=after.id,
        decides=to.actor,
        standard=to.standard,
        articles=move.articles or to.articles,
        trigger=move.trigger,
        condition=move.condition,
        reported=reported if decided else (),
    )


def _with(one: Ahead, said: tuple[str, ...]) -> Ahead:
    return Ahead(
        one.stage, one.label, one.steps, one.after, one.decides, one.standard, one.articles,
        one.trigger, one.condition, said,
    )  # fmt: skip


def ladder(machine: Machine, stage: str, law: Procedure | None = None) -> Ladder:
    """The ladder of standards with the present stage's and the next one's lit.

    The next is that of the nearest stages that can follow and have a higher one. A planned or
    applied-for step has no standard applied to it yet, so nothing is lit as present there.
    """
    law = law or procedure()
    here = machine.find(stage)
    now = {here.standard} if here and here.standard and here.standard_words != "asserted" else set()
    lit = _next_standard(machine, here, law, now)
    rungs = tuple(
        Rung(s.id, s.label, s.articles, s.decides, s.id in now, s.id in lit) for s in law.standards
    )
    lines = (
        [f"{here.label}: does not mean {here.does_not_mean}"] if here and here.does_not_mean else []
    )
    return Ladder(rungs, tuple(lines))


def _next_standard(machine: Machine, here: Stage | None, law: Procedure, now: set[str]) -> set[str]:
    """The lowest standard above the present one, among the nearest stages that have one."""
    if here is None:
        return set()
    ranks = {s.id: s.rank for s in law.standards}
    floor = max((ranks[s] for s in now), default=0)
    waiting = [here.standard] if here.standard and not now else []
    seen, level = {here.id}, [here]
    while not waiting and level:
        level = [s for at in level for m in at.moves if (s := machine.find(m.to)) is not None]
        level = [s for s in dict.fromkeys(level) if s.id not in seen]
        seen.update(s.id for s in level)
        waiting = [s.standard for s in level if ranks.get(s.standard, 0) > floor]
    return {min(waiting, key=lambda s: ranks[s])} if waiting else set()
