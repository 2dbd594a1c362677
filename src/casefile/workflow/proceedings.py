"""Proceedings: what courts did, as recorded here, and what documents report of it, kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casefile.errors import BadInput
from casefile.proceedings.ahead import Ahead, Ladder, ahead, ladder
from casefile.proceedings.as_of import AsOf, as_of
from casefile.proceedings.from_register import RegisterCase, from_application, from_instrument
from casefile.proceedings.reported_step import Manner
from casefile.proceedings.steps import Proceeding, in_effect
from casefile.reference.partial_days import days_of
from casefile.reference.procedure import Machine, procedure
from casefile.reference.warrants import Register, joined, read_register, shipped_register
from casefile.search import matters as queries
from casefile.search.matters import MatterRow, ReportedRow
from casefile.workflow.workspace import Workspace

_STANDS = (Manner.DONE.value, Manner.PLANNED.value)
_SURE = 0.6  # score under which a report sets no stage where surer ones do: a noun alone


@dataclass(frozen=True, slots=True)
class ProceedingFilter:
    """Which proceedings to give; "" leaves a part open. Words are compared without case.

    `stage` is the beginning of a stage id ("case.warrant") or part of its label. `on` is an ISO
    day: what was so, public and known then; reports printed later do not count.
    """

    person: str = ""
    forum: str = ""
    situation: str = ""
    stage: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage in words, with how we have it: "recorded", or as a report tells it."""

    id: str
    label: str
    how: str
    step: str = ""  # "s1.2" for a reported one, "step 3" for a recorded one


@dataclass(frozen=True, slots=True)
class ProceedingShown:
    """One matter before one forum: recorded and reported stage, and what can come next."""

    row: MatterRow
    recorded: Proceeding
    reported: tuple[ReportedRow, ...]
    recorded_stage: Stage | None
    reported_stage: Stage | None
    ahead: tuple[Ahead, ...]
    ladder: Ladder | None
    on: AsOf | None

    @property
    def may_be_several(self) -> bool:
        """Whether steps of different cases may stand together, since they name nobody."""
        documents = {told.number for told in self.reported}
        return not self.row.persons and len(documents) > 1


def proceedings(case: Workspace, wanted: ProceedingFilter | None = None) -> list[ProceedingShown]:
    """The proceedings that a filter lets through, by number.

    Raises:
        BadInput: the filter names a stage or a day that cannot be.
    """
    wanted = wanted or ProceedingFilter()
    _check(wanted)
    db = case.index.db
    found = (_shown(case, row, wanted.on) for row in queries.matters(db))
    return [shown for shown in found if _passes(shown, wanted)]


def proceeding(case: Workspace, number: int, on: str = "") -> ProceedingShown:
    """One proceeding.

    Raises:
        DecisionError: there is none of this number.
        BadInput: `on` is no day.
    """
    _check(ProceedingFilter(on=on))
    return _shown(case, queries.matter(case.index.db, number), on)


def register(case: Workspace | None = None) -> Register:
    """The starter register with those added to the case."""
    return joined([shipped_register(), *added_registers(case)])


def added_registers(case: Workspace | None) -> list[Register]:
    """The registers that were added to the case."""
    if case is None:
        return []
    kept = queries.registers(case.index.db)
    return [read_register(case.record.blobs.get(blob), name) for _, name, blob in kept]


def register_cases(
    case: Workspace | None, wanted: ProceedingFilter | None = None
) -> list[RegisterCase]:
    """Instruments and applications of the registers as proceedings, where a filter lets them.

    Raises:
        BadInput: the filter names a stage or a day that cannot be.
    """
    wanted = wanted or ProceedingFilter()
    _check(wanted)
    found = register(case)
    known = f"{found.as_of}T00:00:00Z"
    cases = [from_instrument(i, known) for i in found.instruments]
    cases += [from_application(a, known) for a in found.applications]
    return [one for one in cases if _register_passes(one, wanted)]


def _shown(case: Workspace, row: MatterRow, on: str) -> ProceedingShown:
    db = case.index.db
    recorded = queries.proceeding(db, row)
    told = [r for r in queries.reported(db, row.number) if not on or _by_then(r, on)]
    machine = procedure().machine(row.machine) if row.machine else None
    at = _recorded_stage(recorded)
    said = _reported_stage(told, machine)
    now = at or said
    general, later = _conditions(told, machine, now)
    return ProceedingShown(
        row=row,
        recorded=recorded,
        reported=tuple(told),
        recorded_stage=at,
        reported_stage=said,
        ahead=ahead(machine, now.id, general, later) if machine and now and now.id else (),
        ladder=ladder(machine, now.id) if machine and now and now.id else None,
        on=as_of(recorded, on) if on and recorded.steps else None,
    )


def _conditions(
    told: Sequence[ReportedRow], machine: Machine | None, now: Stage | None
) -> tuple[list[str], dict[str, list[str]]]:
    """Conditions in the words of reports: of the step that is reached, and of stages after it."""
    reached = _rank(now.id, machine) if now else -1
    general: list[str] = []
    later: dict[str, list[str]] = {}
    for row in told:
        if row.state == "rejected":
            continue
        if row.stage and _rank(row.stage, machine) > reached:
            kept = later.setdefault(row.stage, [])
        else:
            kept = general
        kept += [c for c in row.conditions if c not in kept]
    return general, later


def _by_then(row: ReportedRow, day: str) -> bool:
    """Whether a report had surely been printed by a day; one without a date has not."""
    return bool(row.published) and row.published[:10] <= day


def _recorded_stage(recorded: Proceeding) -> Stage | None:
    standing = in_effect(recorded.steps)
    if not standing:
        return None
    last = standing[-1]
    return Stage(last.step.stage, label_of(last.step.stage), "recorded", f"step {last.number}")


def _reported_stage(told: Sequence[ReportedRow], machine: Machine | None) -> Stage | None:
    """The furthest stage that reports tell as done or planned, in words that were read surely or
    that a person accepted; else what they tell."""
    standing = [r for r in told if r.state != "rejected" and r.manner in _STANDS]
    if not standing:
        return None
    staged = [r for r in standing if r.stage]
    staged = [r for r in staged if r.state == "accepted" or float(r.score) >= _SURE] or staged
    best = max(staged or standing, key=lambda r: (_rank(r.stage, machine), r.published))
    label = label_of(best.stage) if best.stage else f"stage not stated ({best.act})"
    return Stage(best.stage, label, best.manner, best.label)


def _rank(stage: str, machine: Machine | None) -> int:
    ids = [s.id for s in machine.stages] if machine else []
    return ids.index(stage) if stage in ids else -1


def label_of(stage: str) -> str:
    """A stage in words; the id itself where the data does not know it."""
    found = procedure().stage(stage)
    return found.label if found else stage


def _check(wanted: ProceedingFilter) -> None:
    if wanted.on:
        try:
            exact = days_of(wanted.on).exact
        except ValueError:
            exact = False
        if not exact:
            raise BadInput(
                "no day that can be", found=wanted.on, next_step="write it as 2023-03-17"
            )
    if wanted.stage and not _stages(wanted.stage):
        raise BadInput(
            "no procedure has such a stage",
            found=wanted.stage,
            next_step="name a stage, such as case.warrant or trial; docs/proceedings.md lists them",
        )


def _stages(words: str) -> frozenset[str]:
    """The ids of the stages that words mean: the beginning of an id, or part of a label."""
    low = words.casefold()
    return frozenset(
        s.id
        for m in procedure().machines
        for s in m.stages
        if s.id.startswith(low) or low in s.label.casefold()
    )


def _passes(shown: ProceedingShown, wanted: ProceedingFilter) -> bool:
    row = shown.row
    said = [w for r in shown.reported for p in r.persons for w in (p["words"], p["name"])]
    at = {s.id for s in (shown.recorded_stage, shown.reported_stage) if s}
    return (
        _holds(wanted.person, (*row.persons, *said))
        and _holds(wanted.forum, (row.forum, row.name))
        and _holds(wanted.situation, (row.situation, row.country))
        and (not wanted.stage or bool(at & _stages(wanted.stage)))
        and (not wanted.on or bool(shown.reported) or shown.on is not None)
    )


def _register_passes(one: RegisterCase, wanted: ProceedingFilter) -> bool:
    about = one.proceeding
    stages = {about.steps[-1].stage} if about.steps else set()
    if wanted.on and about.steps:
        tracks = as_of(about, wanted.on).tracks
        stages = {t.so.stage for t in tracks if t.so.stage}
    return (
        _holds(wanted.person, about.persons)
        and _holds(wanted.forum, (about.forum, "International Criminal Court"))
        and _holds(wanted.situation, (about.situation,))
        and (not wanted.stage or bool(stages & _stages(wanted.stage)))
        and (not wanted.on or bool(stages))
    )


def _holds(words: str, where: Iterable[str]) -> bool:
    low = words.casefold()
    return not low or any(low in one.casefold() for one in where)


def with_person(row: MatterRow, persons: Sequence[str]) -> MatterRow:
    """The matter about other persons: another matter, with its own steps."""
    return replace(row, persons=tuple(sorted(set(persons))))
