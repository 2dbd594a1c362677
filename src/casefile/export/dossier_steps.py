"""The part about proceedings: recorded and reported steps apart, what can come next, the ladder."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.export.dossier import Dossier
from casefile.export.dossier_blocks import (
    Block,
    Heading,
    Items,
    Line,
    Para,
    Row,
    Section,
    Table,
    Terms,
    line,
    links,
    name,
    strong,
)
from casefile.export.dossier_law import DossierProceeding, NextStep, Rung, Step
from casefile.export.dossier_shared import NONE, decided_line, nothing
from casefile.export.dossier_words import day_words

_PLACES = {"present": "the present step", "next": "the next step"}


def proceedings(dossier: Dossier) -> Section:
    """Every matter before a forum; the presumption of innocence stands before each."""
    blocks = tuple(block for one in dossier.proceedings for block in _proceeding(one, dossier))
    return Section(
        "proceedings", "Proceedings", blocks or (nothing("No proceeding is recorded or reported."),)
    )


def _proceeding(one: DossierProceeding, dossier: Dossier) -> Iterator[Block]:
    yield Heading(3, line(f"{one.number}  {one.forum}: ", name(one.matter)), one.number)
    if one is not dossier.proceedings[0]:  # the section's own stands right above the first
        yield Para(line(dossier.presumption), "presumption")
    yield Terms(tuple(_stages(one)))
    if one.cautions:
        yield Items(tuple(line(caution) for caution in one.cautions))
    for kind, steps in (("Recorded", one.recorded), ("Reported", one.reported)):
        if steps:
            columns = ("Step", "Status", "Happened, public, learned", "Rests on")
            rows = tuple(map(_step_row, steps))
            yield Table(f"{kind} steps of {one.number}", columns, rows, (6, 4, 5, 5))
    if one.next_steps:
        columns = ("Possible step", "Who decides", "Standard", "Hangs on")
        rows = tuple(map(_next_row, one.next_steps))
        yield Table(f"What {one.number} allows next", columns, rows, (5, 5, 4, 5))
    if one.ladder:
        yield Heading(4, line(f"Standards of proof in {one.number}"))
        yield Items(tuple(map(_rung, one.ladder)))


def _stages(one: DossierProceeding) -> Iterator[tuple[str, tuple[Line, ...]]]:
    yield "Recorded stage", (line(one.stage or "nothing recorded"),)
    yield "Reported stage", (line(one.reported_stage or "nothing reported"),)
    if one.allegations:
        yield "Allegations", (links(one.allegations),)


def _step_row(step: Step) -> Row:
    stage = (line(step.stage), *((line(step.article),) if step.article else ()))
    days = (("happened", step.happened), ("public", step.public), ("learned", step.learned))
    rests = [line(step.source)] if step.source else []
    if step.claims:
        rests.append(links(step.claims))
    rests.append(decided_line(step.decided))
    status = (line(step.status), *((line(f"if {step.condition}"),) if step.condition else ()))
    when = tuple(line(f"{what}: {day_words(day) or 'not stated'}") for what, day in days)
    return Row((stage, status, when, tuple(rests)))


def _next_row(step: NextStep) -> Row:
    stage = (line(step.stage), *((line(step.article),) if step.article else ()))
    cells = (step.decides, step.standard, step.condition)
    return Row((stage, *((line(cell),) if cell else (NONE,) for cell in cells)))


def _rung(rung: Rung) -> Line:
    """A rung; the present step and the next are said in words."""
    place = _PLACES.get(rung.place, "")
    articles = f" (Article {rung.articles})" if rung.articles else ""
    words = f"{rung.standard}: governs {rung.governs}{articles}"
    return line(strong(f"{words}; {place}")) if place else line(words)
