"""Decisions about copies: whether a document repeats an earlier one. The target is the document."""

from __future__ import annotations

import apsw

from casefile.case.decision import Action, Decision
from casefile.errors import DecisionError
from casefile.search.database import one, rows

_LIST = "'casefile copies' lists them"


def check(db: apsw.Connection, decision: Decision) -> None:
    """Raises DecisionError where a decision about a copy cannot be taken as things stand."""
    if decision.action not in (Action.ACCEPT, Action.REJECT) or len(decision.targets) != 1:
        raise DecisionError("a copy can be accepted or rejected", next_step=_LIST)
    state = one(db, "SELECT state FROM copy_link WHERE document=?", decision.targets)
    wanted = "accepted" if decision.action is Action.ACCEPT else "rejected"
    if state is None:
        raise DecisionError("that document is not taken for a copy", next_step=_LIST)
    if state == wanted:
        raise DecisionError(f"that is {wanted} already", next_step=_LIST)


def apply(db: apsw.Connection, decision: Decision) -> None:
    """Change the rows as decided; `check` has passed."""
    document = decision.targets[0]
    state = "accepted" if decision.action is Action.ACCEPT else "rejected"
    query = "UPDATE copy_link SET state=?, decided=? WHERE document=?"
    db.execute(query, (state, decision.n, document))
    _regroup(db)


def undo(db: apsw.Connection, decision: Decision, n: int) -> None:
    """The link is a suggestion again, or what an earlier decision made of it."""
    document = decision.targets[0]
    query = """SELECT d.n, d.action FROM decision d JOIN decision_target t ON t.n=d.n
        WHERE d.about='copy' AND t.target=? AND d.undone_by<0 AND d.trouble='' AND d.n<?
        AND d.action<>'undo' ORDER BY d.n DESC LIMIT 1"""
    earlier = rows(db, query, (document, decision.n))
    state, by = ("suggested", -1)
    if earlier:
        by, action = earlier[0]
        state = "accepted" if action == Action.ACCEPT.value else "rejected"
    db.execute("UPDATE copy_link SET state=?, decided=? WHERE document=?", (state, by, document))
    _regroup(db)


def later(db: apsw.Connection, decision: Decision) -> list[int]:
    """Later decisions about the same document."""
    query = """SELECT t.n FROM decision_target t JOIN decision d ON d.n=t.n
        WHERE d.about='copy' AND t.target=? AND t.n>? AND d.undone_by<0 AND d.trouble=''
        AND d.action<>'undo' ORDER BY t.n"""
    return [int(n) for (n,) in rows(db, query, (decision.targets[0], decision.n))]


def _regroup(db: apsw.Connection) -> None:
    """Groups follow from the links that stand, in the order of the documents."""
    query = """SELECT d.id, l.of FROM document d LEFT JOIN copy_link l ON l.document=d.id
        AND l.kind='copy' AND l.state<>'rejected' ORDER BY d.number"""
    lead: dict[str, str] = {}
    for document, of in rows(db, query):
        lead[document] = lead.get(of, document)
    known = dict(rows(db, "SELECT document, lead FROM copy_group"))
    for document in known:
        if known[document] != lead[document]:
            db.execute("UPDATE copy_group SET lead=? WHERE document=?", (lead[document], document))
