"""One report of one step in one document is one reported step, with all its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from casefile.particulars import Reason
from casefile.proceedings.reported_step import NOT_STATED, Manner, ReportedPerson, ReportedStep
from casefile.reference.procedure import procedure

_AHEAD = 2  # moves: an application, and the decision on it
_OPEN = frozenset((Manner.POSSIBLE, Manner.CONDITIONAL, Manner.PLANNED))

_NOBODY, _ANYBODY = "\x00nobody", "\x00anybody"
_AGAIN = "reported again in the document"
_MOST = 300  # steps of one document; of more, none is hung on another

_Value = TypeVar("_Value")


def merged(steps: Sequence[ReportedStep]) -> tuple[ReportedStep, ...]:
    """The steps of a document with repetitions and what hangs on them put together, by position.

    A later stage that is only possible, planned or conditional belongs to the step that it hangs
    on, where the document reports that too ("plans to apply … a warrant if the judge approves"):
    its claims and conditions go there, and its stage stands in `follows`. A noun alone ("the arrest
    warrants") is told apart by a score below zero and is kept only so.
    """
    alike: list[list[ReportedStep]] = []
    known: dict[tuple[str, ...], int] = {}  # kind of step and person, to the step among `alike`
    for step in steps:
        kind = _kind(step)
        people = sorted(_keys(step.persons)) or [_NOBODY]
        # The same persons, or nobody in particular on one side.
        wanted = [*people, _NOBODY] if step.persons else [_NOBODY, _ANYBODY]
        at = next((known[(*kind, p)] for p in wanted if (*kind, p) in known), len(alike))
        if at == len(alike):
            alike.append([])
        alike[at].append(step)
        for person in (*people, _ANYBODY):
            known.setdefault((*kind, person), at)
    return _hung([_joined(group) for group in alike])


def _kind(step: ReportedStep) -> tuple[str, ...]:
    act = step.act if step.stage == NOT_STATED else ""
    return step.forum.id, step.stage, step.manner.value, act


def _compatible(some: Sequence[ReportedPerson], others: Sequence[ReportedPerson]) -> bool:
    """The same persons, or nobody in particular on one side."""
    if not some or not others:
        return True
    return bool(_keys(some) & _keys(others))


def _keys(persons: Iterable[ReportedPerson]) -> set[str]:
    return {p.party or p.name or _plain(p.words) for p in persons}


def _plain(words: str) -> str:
    low = words.lower().removeprefix("the ")
    return low.removeprefix("a ")


def _hung(steps: Sequence[ReportedStep]) -> tuple[ReportedStep, ...]:
    found = list(steps)
    for step in steps if len(steps) <= _MOST else ():
        if step.manner not in _OPEN and not is_noun(step):
            continue
        at = next((i for i, base in enumerate(found) if _hangs_on(step, base)), -1)
        if at >= 0:
            found[at] = _with_follower(found[at], step)
            found = [s for s in found if s is not step]
    return tuple(s for s in found if not is_noun(s))


def is_noun(step: ReportedStep) -> bool:
    """Whether only a noun spoke of it, in words that report nothing of their own."""
    return step.score < 0


def _hangs_on(step: ReportedStep, base: ReportedStep) -> bool:
    if base is step or base.forum.id != step.forum.id or is_noun(base) or not base.stage:
        return False
    if base.manner not in (Manner.DONE, Manner.PLANNED) or not step.stage:
        return False
    if not _compatible(base.persons, step.persons):
        return False
    return step.stage in _within(base, _AHEAD)


def _within(base: ReportedStep, moves: int) -> set[str]:
    machine = procedure().machine(base.forum.machine)
    if machine is None:
        return set()
    found, level = set(), {base.stage}
    for _ in range(moves):
        level = {to for stage in level for to in machine.allowed(stage)}
        found |= level
    return found


def _with_follower(base: ReportedStep, step: ReportedStep) -> ReportedStep:
    return replace(
        base,
        conditions=_together(base.conditions, step.conditions),
        claims=_together(base.claims, step.claims),
        events=_together(base.events, step.events),
        speakers=_together(base.speakers, step.speakers),
        follows=_together(base.follows, (step.stage,)),
        reasons=_reasons(base, Reason("told further on in the document", 0.02)),
        score=min(base.score + 0.02, 1.0),
    )


def _joined(group: Sequence[ReportedStep]) -> ReportedStep:
    """Several reports of one step as one; the first that is more than a noun speaks for it."""
    told = [s for s in group if not is_noun(s)]
    one = (told or group)[0]
    gain = min(0.05 * (len(told) - 1), 0.1, 1.0 - one.score) if told else 0.0
    people = {next(iter(_keys([p]))): p for s in reversed(group) for p in reversed(s.persons)}
    order = dict.fromkeys(next(iter(_keys([p]))) for s in (one, *group) for p in s.persons)
    return replace(
        one,
        persons=tuple(people[key] for key in order),
        situation=next((s.situation for s in group if s.situation), ""),
        country=next((s.country for s in group if s.situation), ""),
        subject=next((s.subject for s in (one, *group) if s.subject), ""),
        made_public=any(s.made_public for s in group),
        conditions=_every(s.conditions for s in group),
        days=_every(s.days for s in group),
        claims=_every(s.claims for s in group),
        events=_every(s.events for s in group),
        speakers=_every(s.speakers for s in group),
        notes=_every(s.notes for s in group),
        score=one.score + gain,
        reasons=(*one.reasons, Reason(_AGAIN, gain)) if gain > 0 else one.reasons,
    )


def _reasons(step: ReportedStep, reason: Reason) -> tuple[Reason, ...]:
    if step.score + reason.weight > 1.0:
        reason = Reason(reason.what, 1.0 - step.score)
    kept = (r for r in step.reasons if r.what != reason.what)
    same = sum(r.weight for r in step.reasons if r.what == reason.what)
    return (*kept, Reason(reason.what, reason.weight + same))


def _together(some: Sequence[_Value], others: Sequence[_Value]) -> tuple[_Value, ...]:
    return _every((some, others))


def _every(values: Iterable[Iterable[_Value]]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(values)))
