"""How steps of proceedings speak of persons: suspected, charged, acquitted, convicted; by whom.

A word is given only where a step was recorded, or where a report tells it as done; a step that is
planned, possible or denied says nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from casefile.export.dossier_told import Standing
from casefile.proceedings.reported_step import Manner
from casefile.proceedings.steps import in_effect
from casefile.search.database import rows
from casefile.search.matters import ReportedRow
from casefile.workflow.dossier_material import Material
from casefile.workflow.proceedings import ProceedingShown, label_of

_WORDS = {
    "suspected": ("case.warrant", "case.warrant_amended", "case.summons", "dom.suspicion"),
    "charged": ("case.charges_confirmed", "case.charges_confirmed_absent", "dom.indictment"),
    "acquitted": ("case.acquittal", "dom.acquittal"),
    "convicted": ("case.conviction", "dom.conviction"),
}
_WORD_OF = {stage: word for word, stages in _WORDS.items() for stage in stages}
_TAKEN_BACK = frozenset(
    {"case.warrant_vacated", "case.charges_withdrawn", "case.charges_not_confirmed"}
    | {"case.vacated_trial", "case.no_case_to_answer", "case.dropped", "case.inadmissible"}
    | {"case.application_refused", "case.terminated_death", "dom.closed"}
)
"""Stages after which an earlier word no longer stands: their own label is shown."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a step speaks of one person: the party's number and the row, with the proceeding."""

    party: int
    proceeding: int
    standing: Standing


def recorders(made: Material, matter: int) -> dict[int, str]:
    """Who recorded each step, by entry."""
    return dict(rows(made.db, "SELECT n, by FROM recorded_step WHERE matter=?", (matter,)))


def spoken_of(made: Material, one: ProceedingShown) -> Iterator[Spoken]:
    """How steps speak of the persons whom they name; nobody else is listed."""
    row = one.row
    by = recorders(made, row.number)
    for numbered in in_effect(one.recorded.steps):
        step = numbered.step
        standing = Standing(
            word=_word(step.stage),
            of=f"F{row.number}, {row.name}",
            by=f"{row.name}, as recorded by {by.get(step.entry, 'a person')}",
            since=step.happened or step.public or step.known[:10],
            claims=made.numbered(r.id for r in step.rests_on if r.kind == "claim"),
        )
        for name in step.persons or row.persons:
            yield Spoken(made.parties.titled(name), row.number, standing)
    for told in one.reported:
        standing = _told_standing(made, one, told)
        for person in told.persons:
            party = made.parties.of(told.number, person["party"])
            yield Spoken(party, row.number, standing)


def _told_standing(made: Material, one: ProceedingShown, told: ReportedRow) -> Standing:
    """A word only where a report tells the step as done and nobody rejected that reading."""
    stands = told.manner == Manner.DONE.value and told.state != "rejected"
    speakers = ", ".join(dict.fromkeys(s or "the outlet" for s in told.speakers))
    return Standing(
        word=_word(told.stage) if stands else "",
        of=f"F{one.row.number}, {one.row.name}",
        by=f"{one.row.name}, as {speakers or 'the outlet'} tells",
        since=told.published[:10],
        claims=made.numbered(told.claims),
    )


def _word(stage: str) -> str:
    """How a stage speaks of a person; "" where it says nothing new of anybody."""
    if stage in _TAKEN_BACK:
        return label_of(stage).lower()
    return _WORD_OF.get(stage, "")


def standings(found: Iterable[Spoken]) -> tuple[Standing, ...]:
    """The rows that say something of a person, by day; those alike once, with all claims."""
    merged: dict[tuple[str, str, str, str], Standing] = {}
    for spoken in found:
        new = spoken.standing
        if not new.word:
            continue
        key = (new.word, new.of, new.by, new.since)
        known = merged.get(key)
        claims = tuple(dict.fromkeys((*(known.claims if known else ()), *new.claims)))
        merged[key] = replace(new, claims=claims)
    return tuple(sorted(merged.values(), key=lambda s: (s.since, s.word, s.by)))
