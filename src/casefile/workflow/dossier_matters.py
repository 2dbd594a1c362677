"""Proceedings as a dossier shows them: recorded and reported steps apart, and what can follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.export.dossier_law import DossierProceeding, NextStep, Rung, Step
from casefile.export.dossier_told import ChronologyRow, Decided, TimeTold
from casefile.particulars import Precision
from casefile.proceedings import steps as recorded_steps
from casefile.proceedings.ahead import POSSIBLE, Ahead
from casefile.proceedings.steps import WITHDRAWN, in_effect, replaced_by
from casefile.reference.partial_days import days_of
from casefile.reference.procedure import procedure
from casefile.search.database import rows
from casefile.search.matters import ReportedRow
from casefile.workflow.dossier_material import Material
from casefile.workflow.dossier_standings import Spoken, recorders, spoken_of
from casefile.workflow.proceedings import ProceedingShown, label_of, proceedings

_REPORTS_ONLY = (
    "Reported steps are what documents say; a step counts as taken only where it is recorded."
)


@dataclass(frozen=True, slots=True)
class Matters:
    """The proceedings of a case as the other parts of a dossier need them."""

    shown: tuple[ProceedingShown, ...]
    claims: dict[int, frozenset[str]]  # ids of the claims that each one's steps rest on
    spoken: tuple[Spoken, ...]

    @property
    def parties(self) -> frozenset[int]:
        """The registered parties that steps are about."""
        return frozenset(s.party for s in self.spoken)


def matters(made: Material) -> Matters:
    """All proceedings, with their claims and the persons whom they are about."""
    shown = tuple(proceedings(made.case))
    claims = {one.row.number: frozenset(_claims(one)) for one in shown}
    return Matters(shown, claims, tuple(s for one in shown for s in spoken_of(made, one)))


def proceeding(
    made: Material, one: ProceedingShown, allegations: tuple[str, ...]
) -> DossierProceeding:
    """One proceeding.

    Args:
        allegations: numbers of those that its steps' claims bear on.
    """
    at, said = one.recorded_stage, one.reported_stage
    return DossierProceeding(
        number=f"F{one.row.number}",
        forum=one.row.name,
        matter=_matter(one),
        stage=at.label if at else "",
        reported_stage=f"{said.label} ({said.how})" if said else "",
        recorded=tuple(_recorded(made, one)),
        reported=tuple(_reported(made, told) for told in one.reported),
        next_steps=tuple(_next(step) for step in one.ahead),
        ladder=tuple(_ladder(one)),
        allegations=allegations,
        cautions=tuple(dict.fromkeys(_cautions(one))),
    )


def recorded_rows(made: Material, found: Matters) -> tuple[ChronologyRow, ...]:
    """Recorded steps for the chronology; those that a correction replaced are left out."""
    listed = []
    for one in found.shown:
        by = recorders(made, one.row.number)
        for numbered in in_effect(one.recorded.steps):
            step = numbered.step
            listed.append(
                ChronologyRow(
                    when=_when(step.happened),
                    what=f"{label_of(step.stage)} (F{one.row.number}, {one.row.name})",
                    words="",
                    status="recorded",
                    who_says=f"recorded by {by.get(step.entry, 'a person')}",
                    said=step.public,
                    claims=made.numbered(r.id for r in step.rests_on if r.kind == "claim"),
                )
            )
    return tuple(listed)


def _when(happened: str) -> TimeTold:
    """A recorded day, month, year or interval as a time."""
    none = Precision.NONE.value
    if not happened:
        return TimeTold("", "", "", none)
    first, _, last = happened.partition("/")
    earliest, latest = _end(first)[0], _end(last or first)[1]
    if not earliest or not latest:
        return TimeTold("", earliest, latest, Precision.OPEN.value)
    return TimeTold("", earliest, latest, Precision.DAY.value if earliest == latest else "")


def _end(written: str) -> tuple[str, str]:
    """The first and last day of one end of an interval; "" for an open one."""
    if written in ("", ".."):
        return "", ""
    days = days_of(written)
    return days.first.isoformat(), days.last.isoformat()


def _matter(one: ProceedingShown) -> str:
    row = one.row
    place = f"situation {row.situation}, " if row.situation else ""
    return place + (", ".join(row.persons) or "nobody is named")


def _claims(one: ProceedingShown) -> Iterator[str]:
    for told in one.reported:
        yield from told.claims
    for step in one.recorded.steps:
        yield from (rest.id for rest in step.rests_on if rest.kind == "claim")


def _recorded(made: Material, one: ProceedingShown) -> Iterator[Step]:
    by = recorders(made, one.row.number)
    for number, step in enumerate(one.recorded.steps, 1):
        later = replaced_by(one.recorded.steps, number)
        marks = [f"step {number}"]
        if step.corrects:
            marks.append(f"corrects step {step.corrects}")
        if later:
            marks.append(f"replaced by step {later}")
        if step.gap:
            marks.append("steps before it are not recorded")
        persons = f": {', '.join(step.persons)}" if step.persons else ""
        stage = label_of(step.stage) if step.stage != WITHDRAWN else "the step was not taken"
        yield Step(
            stage=stage + persons,
            status=f"recorded ({', '.join(marks)})",
            happened=step.happened,
            public=step.public,
            learned=step.known,
            article=_articles(step.stage),
            source=", ".join(_sources(made, step)),
            claims=made.numbered(r.id for r in step.rests_on if r.kind == "claim"),
            decided=Decided("record", by.get(step.entry, ""), step.known, step.note),
        )


def _sources(made: Material, step: recorded_steps.Step) -> Iterator[str]:
    """Documents and registers that a step rests on; its claims stand beside them."""
    query = "SELECT number FROM document WHERE id=?"
    for rest in step.rests_on:
        if rest.kind == "document":
            yield from (f"D{number}" for (number,) in rows(made.db, query, (rest.id,)))
        elif rest.kind != "claim":
            yield f"{rest.kind} {rest.id}"


def _reported(made: Material, told: ReportedRow) -> Step:
    label = label_of(told.stage) if told.stage else f"stage not stated ({told.act})"
    about = ", ".join(p["name"] or p["words"] for p in told.persons)
    learned = "SELECT received FROM document WHERE number=?"
    days = [d["earliest"] or d["latest"] for d in told.days]
    said = "" if told.claims else f"D{told.number}, in the outlet's own words"
    return Step(
        stage=f"{label}; about {about}" if about else label,
        status=told.manner,
        happened=days[0] if days else "",
        public=told.published,
        learned=str(rows(made.db, learned, (told.number,))[0][0]),
        article=_articles(told.stage),
        source=said,
        claims=made.numbered(told.claims),
        condition="; ".join(c.removeprefix("if ") for c in told.conditions),
        decided=made.decided.get(told.decided),
    )


def _articles(stage: str) -> str:
    found = procedure().stage(stage)
    return f"Art. {', '.join(found.articles)}" if found and found.articles else ""


def _next(step: Ahead) -> NextStep:
    standard = procedure().standard(step.standard)
    parts = [step.trigger, f"where {step.condition}" if step.condition else ""]
    parts += [f"as reported: {words}" for words in step.reported]
    after = f" (after {label_of(step.after)})" if step.steps > 1 else ""
    return NextStep(
        stage=step.label + after,
        decides=step.decides,
        standard=standard.label if standard else "",
        article=f"Art. {', '.join(step.articles)}" if step.articles else "",
        condition="; ".join(part for part in parts if part),
    )


def _ladder(one: ProceedingShown) -> Iterator[Rung]:
    for rung in one.ladder.rungs if one.ladder else ():
        place = "present" if rung.now else "next" if rung.next else ""
        yield Rung(rung.label, rung.decides, ", ".join(rung.articles), place)


def _cautions(one: ProceedingShown) -> Iterator[str]:
    if one.reported:
        yield _REPORTS_ONLY
    if one.ladder:
        yield from one.ladder.does_not_mean
    if one.ahead:
        yield POSSIBLE
    for told in one.reported:
        if told.not_said:
            yield f"Step {told.label} does not say: {'; '.join(told.not_said)}."
        yield from (
            f"Step {told.label}: {note}."
            for note in told.notes
            if not (one.ladder and note.startswith("does not mean"))  # the ladder's line says it
        )
