"""Record a step of a proceeding, decide about a reported one, and add a register of warrants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.case.decision import About, Action, Decision
from casefile.entry import BlobRef, Draft
from casefile.errors import BadInput, DecidedMeanwhile, LedgerBusy, LedgerMoved, StepRefused
from casefile.proceedings.forums import find_forum
from casefile.proceedings.proceeding import check_step
from casefile.proceedings.steps import Proceeding, Rest, Step
from casefile.reference.membership import find_states
from casefile.reference.warrants import read_register
from casefile.search import matters as queries
from casefile.search.fold_steps import RECORD, REGISTER, matter_id
from casefile.search.matters import MatterRow
from casefile.workflow.decide import Decided, decide
from casefile.workflow.find import claim_by_label
from casefile.workflow.workspace import Workspace

_TRIES = 20


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step as a person tells it. Days are ISO, of any precision, or intervals; "" = not known.

    `rests_on` names documents ("12") and claims ("12-4"); at least one.
    """

    stage: str
    rests_on: tuple[str, ...]
    happened: str = ""
    public: str = ""
    persons: tuple[str, ...] = ()
    note: str = ""
    corrects: int | None = None
    before: int | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded step: its entry, its number in its proceeding, and the receipt's text."""

    n: int
    number: int
    matter: MatterRow
    receipt: str


def new_matter(forum: str, situation: str = "", persons: Sequence[str] = ()) -> MatterRow:
    """A matter that the case has not, for its first step. It is there once a step is recorded.

    Args:
        forum: an id, "icc", "national:UA" or "national:Ukraine".
        situation: a State, by name or code; for an international court.

    Raises:
        BadInput: no such forum or State.
    """
    kind, _, state = forum.partition(":")
    found = find_forum(f"national:{_country(state)}" if kind == "national" else forum)
    if found is None:
        raise BadInput(
            "no such forum",
            found=forum,
            next_step="use icc, or national:UA for the courts of a State; see docs/proceedings.md",
        )
    country = _country(situation) if situation else found.country
    names = tuple(sorted(set(persons)))
    id_ = matter_id(found.id, country, names)
    return MatterRow(0, id_, found.id, found.name, found.machine, situation, country, names)


def record_step(
    case: Workspace, matter: MatterRow, told: StepTold, seen: int | None = None
) -> Recorded:
    """Append a step to a proceeding if its procedure allows it.

    Args:
        seen: as in `decide`: how many entries the ledger had when the person looked.

    Raises:
        StepRefused: the procedure does not allow it, or a day cannot be; what is allowed is named.
        DecidedMeanwhile: somebody else recorded a step of this proceeding since.
        CaseError, DecisionError: a document or claim that it rests on is not there.
    """
    looked = case.index.size if seen is None else seen
    rests = tuple(_rest(case, name) for name in told.rests_on)
    for _ in range(_TRIES):
        case.keep_up(case.index)
        size = case.index.size
        recorded = _nobody_first(case, matter, looked)
        step = Step(
            proceeding=recorded.id,
            stage=told.stage,
            known=_moment(case),
            rests_on=rests,
            happened=told.happened,
            public=told.public,
            persons=told.persons,
            note=told.note,
            corrects=told.corrects,
            before=told.before,
            gap=told.gap,
        )
        check_step(recorded, step)
        try:
            receipt = case.record.append([_draft(matter, step)], at_size=size)[0]
        except LedgerMoved:
            continue
        case.keep_up(case.index)
        return Recorded(size, len(recorded.steps) + 1, matter, receipt.to_text())
    raise LedgerBusy("others kept changing this case", next_step="try again in a moment")


def decide_step(case: Workspace, label: str, action: Action, reason: str = "") -> Decided:
    """Accept or reject that a document reports a step ("s1.2") as it was read."""
    step = queries.reported_by_label(case.index.db, label)
    return decide(case, Decision(About.STEP, action, (step.id,), reason))


def add_register(case: Workspace, path: Path) -> tuple[int, int]:
    """Add a register of warrants in the form of the starter one; returns its entry and size.

    Raises:
        BadInput: the file cannot be read.
        LawError: a record has no source, an unknown stage or crime, or a date that cannot be.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput("the register cannot be read", found=error.strerror or "") from error
    found = read_register(data, path.name)
    digest, length = case.record.blobs.put(data)
    data_of = {"v": 1, "name": path.name, "instruments": len(found.instruments)}
    draft = Draft(REGISTER, data_of, (BlobRef("register", digest, length),))
    n = case.record.ledger.size
    case.record.append([draft])
    case.keep_up(case.index)
    return n, len(found.instruments)


def _nobody_first(case: Workspace, matter: MatterRow, looked: int) -> Proceeding:
    db = case.index.db
    last = queries.last_step(db, matter.id)
    if last is not None and last[0] >= looked:
        raise DecidedMeanwhile(
            "somebody recorded a step of this proceeding since you looked",
            found=f"entry {last[0]} by {last[1]}",
            next_step="look again with 'casefile proceedings', then record yours",
        )
    known = [row for row in queries.matters(db) if row.id == matter.id]
    return queries.proceeding(db, known[0] if known else replace(matter, number=-1))


def _draft(matter: MatterRow, step: Step) -> Draft:
    data = {
        "v": 1,
        "forum": matter.forum,
        "name": matter.name,
        "machine": matter.machine,
        "situation": matter.situation,
        "country": matter.country,
        "persons": list(matter.persons),
        "step": step.to_record(),
    }
    return Draft(RECORD, data, refs=tuple(rest.id for rest in step.rests_on))


def _rest(case: Workspace, name: str) -> Rest:
    """What a step rests on: "12-4" is a claim, all else a document as people name it."""
    left, _, right = name.partition("-")
    if left.isdecimal() and right.isdecimal():
        return Rest("claim", claim_by_label(case, name).id)
    if name:
        return Rest("document", case.index.find_document(name).id)
    raise StepRefused("a step rests on nothing", next_step="name a document (12) or a claim (12-4)")


def _country(words: str) -> str:
    found = find_states(words)
    if len(found) != 1:
        raise BadInput(
            "no State is meant" if not found else "more than one State is meant",
            found=words if not found else ", ".join(s.name for s in found),
            next_step="write its name or its two letters, as in UA",
        )
    return found[0].iso2


def _moment(case: Workspace) -> str:
    return case.clock().isoformat(timespec="seconds").replace("+00:00", "Z")
