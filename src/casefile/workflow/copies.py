"""Which documents repeat earlier ones, and deciding whether they do."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.decision import About, Action, Decision
from casefile.particulars import Reason
from casefile.search.database import rows, unpacked
from casefile.workflow.decide import Decided, decide
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A document that shares words with an earlier one.

    `kind` is "copy", or "passage" where only a part is shared (a statement quoted in both): such a
    document is an origin of its own. `lead` is the first document of the copy group.
    """

    number: int
    outlet: str
    headline: str
    published: str
    of: int
    lead: int
    kind: str
    score: str  # 0 to 1, higher is surer
    passages: int
    agency: str
    state: str  # "suggested", "accepted" or "rejected"
    decided: int  # entry, -1 for nobody
    reasons: tuple[Reason, ...]


def copies(case: Workspace) -> list[CopyRow]:
    """All documents that share words with an earlier one, by number."""
    query = """SELECT d.number, d.outlet, d.headline, d.published, o.number, g.number, l.kind,
        l.score, l.passages, coalesce(a.name, ''), l.state, l.decided, l.reasons
        FROM copy_link l JOIN document d ON d.id=l.document JOIN document o ON o.id=l.of
        JOIN copy_group c ON c.document=d.id JOIN document g ON g.id=c.lead
        LEFT JOIN agency a ON a.document=d.id ORDER BY d.number"""
    return [
        CopyRow(
            number=number,
            outlet=outlet,
            headline=headline,
            published=published,
            of=of,
            lead=lead,
            kind=kind,
            score=score,
            passages=len(unpacked(passages)),
            agency=agency,
            state=state,
            decided=decided,
            reasons=tuple(Reason(what, float(weight)) for what, weight in unpacked(reasons)),
        )
        for (
            number, outlet, headline, published, of, lead, kind, score, passages, agency, state,
            decided, reasons,
        ) in rows(case.index.db, query)
    ]  # fmt: skip


def decide_copy(case: Workspace, document: str, action: Action, reason: str = "") -> Decided:
    """Accept or reject that a document repeats the one that it was taken for a copy of.

    Raises:
        CaseError: no such document.
        DecisionError: it is not taken for a copy, or that is decided already.
    """
    row = case.index.find_document(document)
    return decide(case, Decision(About.COPY, action, (row.id,), reason))
