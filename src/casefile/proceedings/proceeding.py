"""The rules of a proceeding: which step may be recorded next, and what a refusal says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from casefile.errors import StepRefused
from casefile.proceedings.intervals import Interval, day_of, interval_of
from casefile.proceedings.steps import (
    RESTS,
    WITHDRAWN,
    Numbered,
    Proceeding,
    Step,
    in_effect,
    replaced_by,
)
from casefile.reference.procedure import SITUATION, Machine, Procedure, procedure

EVERYBODY = ""
"""The track of a situation, and of a case in which nobody is named."""


def add_step(proceeding: Proceeding, step: Step, law: Procedure | None = None) -> Proceeding:
    """The proceeding with `step` recorded.

    Raises:
        StepRefused: see `check_step`.
    """
    check_step(proceeding, step, law)
    return replace(proceeding, steps=(*proceeding.steps, step))


def check_step(proceeding: Proceeding, step: Step, law: Procedure | None = None) -> None:
    """Refuse a step that cannot be recorded as it stands.

    Args:
        law: the procedures; the shipped ones if none are given.

    Raises:
        StepRefused: a stage that the procedure does not have, a move that it does not allow, a date
            that cannot be, a person who is not in the proceeding, nothing that it rests on, or a
            correction of a step that is not there or was corrected already.
    """
    machine = machine_of(proceeding, law)
    _check_form(proceeding, step)
    _check_correction(proceeding, step)
    if step.stage != WITHDRAWN:
        _check_stage(machine, step.stage)
        _check_level(machine, step)
    _check_dates(step)
    _check_chains(replace(proceeding, steps=(*proceeding.steps, step)), machine, step)


def machine_of(proceeding: Proceeding, law: Procedure | None = None) -> Machine:
    """The procedure of a proceeding.

    Raises:
        StepRefused: the data has none of that id.
    """
    law = law or procedure()
    machine = law.machine(proceeding.machine)
    if machine is None:
        raise StepRefused(
            f"proceeding {proceeding.id}: there is no such procedure",
            found=proceeding.machine or "none named",
            next_step=f"name one of {', '.join(m.id for m in law.machines)}",
        )
    return machine


def tracks(proceeding: Proceeding, machine: Machine) -> tuple[tuple[str, bool], ...]:
    """The chains of steps in a proceeding, as (person, is situation).

    A situation accuses nobody and has one chain; every person has an own one.
    """
    people = proceeding.persons or (EVERYBODY,)
    cases = tuple((person, False) for person in people)
    has_situation = any(s.level == SITUATION for s in machine.stages)
    return ((EVERYBODY, True), *cases) if has_situation else cases


def chain(
    steps: Sequence[Numbered], machine: Machine, track: tuple[str, bool]
) -> tuple[Numbered, ...]:
    """The steps of one track, in order."""
    person, is_situation = track
    return tuple(
        n
        for n in steps
        if (_level(machine, n.step.stage) == SITUATION) is is_situation
        and (not n.step.persons or person in n.step.persons)
    )


def is_publication(step: Step, before: Sequence[Numbered]) -> bool:
    """Whether a step only says when a stage already recorded became public.

    *Issued* and *made public* are dates of one stage: unsealing moves nothing.
    """
    if step.happened or not step.public:
        return False
    return any(n.step.stage == step.stage for n in before)


def _check_form(proceeding: Proceeding, step: Step) -> None:
    if step.proceeding != proceeding.id:
        raise StepRefused(
            f"the step is of another proceeding than {proceeding.id}", found=step.proceeding
        )
    if not step.rests_on or any(r.kind not in RESTS or not r.id for r in step.rests_on):
        raise StepRefused(
            f"a step of {proceeding.id} rests on nothing that can be looked up",
            found=", ".join(r.kind for r in step.rests_on) or "nothing",
            next_step=f"name a {' or a '.join(RESTS)}",
        )
    for person in step.persons:
        if person not in proceeding.persons:
            raise StepRefused(
                "a step names a person who is not in the proceeding",
                found=person,
                next_step=_named("name one of", proceeding.persons)
                or "nobody is named in this proceeding: leave the person out",
            )


def _check_correction(proceeding: Proceeding, step: Step) -> None:
    if step.before is not None and not 1 <= step.before <= len(proceeding.steps):
        raise StepRefused(
            f"there is no step {step.before} that this one could precede",
            found=f"{len(proceeding.steps)} steps",
            next_step="give the number of a recorded step",
        )
    if step.corrects is None:
        if step.stage == WITHDRAWN:
            raise StepRefused("a step has no stage", next_step="name a stage of the procedure")
        return
    if not 1 <= step.corrects <= len(proceeding.steps):
        raise StepRefused(
            f"there is no step {step.corrects} to correct",
            found=f"{len(proceeding.steps)} steps",
            next_step="give the number of a recorded step",
        )
    now = replaced_by(proceeding.steps, step.corrects)
    if now is not None:
        raise StepRefused(
            f"step {step.corrects} was corrected already",
            found=f"step {now} stands in its place",
            next_step=f"correct step {now}",
        )
    if _moment(step.known) < _moment(proceeding.steps[step.corrects - 1].known):
        raise StepRefused(
            "a correction cannot be known before the step that it corrects", found=step.known
        )


def _check_stage(machine: Machine, stage: str) -> None:
    if machine.find(stage) is not None:
        return
    ids = {s.id: s.id for s in machine.stages}
    names = ids | {s.label.lower(): s.id for s in machine.stages}
    names |= {s.id.partition(".")[2]: s.id for s in machine.stages}
    near = dict.fromkeys(names[n] for n in get_close_matches(stage.lower(), names, n=4, cutoff=0.5))
    raise StepRefused(
        f"the procedure {machine.id} has no such stage",
        found=stage[:60],
        next_step=_named("near it are", tuple(near)) or _named("it has", tuple(ids)),
    )


def _check_level(machine: Machine, step: Step) -> None:
    if step.persons and _level(machine, step.stage) == SITUATION:
        raise StepRefused(
            f"stage {step.stage} is one of a situation, which is about nobody in particular",
            found=", ".join(step.persons),
            next_step="leave the person out, or name a stage of a case",
        )


def _check_dates(step: Step) -> None:
    happened, public = _interval(step.happened, "happened"), _interval(step.public, "became public")
    known = _moment(step.known)
    if public.certainly_before(happened):
        raise StepRefused(
            "a step cannot be public before it happened",
            found=f"public {step.public}, happened {step.happened}",
            next_step="correct one of the two days",
        )
    for name, days in (("happened", happened), ("became public", public)):
        if days.first and days.first > known:
            raise StepRefused(
                f"a step {name} after it was known",
                found=f"{days}, known {known}",
                next_step="record what was done, not what is to come",
            )


def _check_chains(proceeding: Proceeding, machine: Machine, step: Step) -> None:
    """Check the tracks that the newest step touches: every move, and the order of days."""
    standing = in_effect(proceeding.steps)
    for track in tracks(proceeding, machine):
        steps = chain(standing, machine, track)
        if step.corrects is None and step.before is None:
            if steps and steps[-1].number == len(proceeding.steps):
                _check_move(machine, steps[:-1], step)
        else:
            for i, one in enumerate(steps):
                _check_move(machine, steps[:i], one.step)


def _check_move(machine: Machine, before: Sequence[Numbered], step: Step) -> None:
    if is_publication(step, before):
        return
    moves = [n for i, n in enumerate(before) if not is_publication(n.step, before[:i])]
    last = moves[-1] if moves else None
    _check_order(moves, step)
    level = _level(machine, step.stage)
    allowed = machine.allowed(last.step.stage) if last else machine.begins(level)
    if step.stage in allowed:
        return
    further = machine.reachable(last.step.stage) if last else _after(machine, allowed)
    if step.gap and step.stage in further:
        return
    come_from = f"after {last.step.stage}" if last else "at the beginning"
    advice = _named("allowed next:", allowed) or "nothing follows: correct the step before"
    if not step.gap and step.stage in further:
        advice += "; or say that steps between are not recorded"
    raise StepRefused(
        f"the procedure {machine.id} does not allow that stage {come_from}",
        found=step.stage,
        next_step=advice,
    )


def _check_order(moves: Sequence[Numbered], step: Step) -> None:
    days = _interval(step.happened, "happened")
    for one in reversed(moves):
        before = _interval(one.step.happened, "happened")
        if days.certainly_before(before):
            raise StepRefused(
                "a step cannot have happened before the one recorded before it",
                found=f"{step.stage} {step.happened}, {one.step.stage} {one.step.happened}",
                next_step=f"name the step that it precedes, correct step {one.number}, or the day",
            )


def _after(machine: Machine, stages: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(machine.reachable(s) for s in stages)) if stages else frozenset()


def _level(machine: Machine, stage: str) -> str:
    found = machine.find(stage)
    return found.level if found else ""


def _interval(written: str, name: str) -> Interval:
    try:
        return interval_of(written)
    except ValueError:
        raise StepRefused(
            f"the day on which a step {name} is no date that can be",
            found=written[:40],
            next_step="write YYYY-MM-DD, YYYY-MM, YYYY, or two of them as FROM/TO",
        ) from None


def _moment(written: str) -> str:
    try:
        return day_of(written)
    except ValueError:
        raise StepRefused(
            "the moment at which a step was known is none",
            found=written[:40],
            next_step="write it as 2026-11-25T09:00:00Z",
        ) from None


def _named(words: str, names: Sequence[str]) -> str:
    return f"{words} {', '.join(names)}" if names else ""
