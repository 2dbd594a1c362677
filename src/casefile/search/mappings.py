"""What people mapped by hand: a claim beside an element of an allegation, with a reason.

A decision names the claim, the event that stands for the incident, and in `more` the candidate set
(`set`), the element and the direction ("for", "against", "neutral"). Unmapping is a mapping with
the direction "none": the machine's own mapping of that claim and element is taken away too.
"""

from __future__ import annotations

from collections.abc import Mapping

import apsw

from casefile.case.decision import Action, Decision
from casefile.case.matrix import DIRECTIONS, Mapped
from casefile.errors import DecisionError
from casefile.search.database import insert, one, rows
from casefile.search.decide_incidents import incident_of

SCHEMA = """
CREATE TABLE mapping(n INTEGER PRIMARY KEY, claim TEXT NOT NULL, anchor TEXT NOT NULL,
  name TEXT NOT NULL, element TEXT NOT NULL, direction TEXT NOT NULL, by TEXT NOT NULL,
  reason TEXT NOT NULL, stands INTEGER NOT NULL) STRICT;
"""
TABLES = (("mapping", "n"),)
_NONE = "none"


def check(db: apsw.Connection, decision: Decision) -> None:
    """Raises DecisionError where a mapping cannot be made as things stand."""
    missing = [k for k in ("set", "element", "direction") if not decision.more.get(k)]
    if decision.action not in (Action.MAP, Action.UNMAP) or len(decision.targets) != 2 or missing:
        raise DecisionError(
            "a mapping needs a claim, an allegation, an element and a direction",
            found=f"without {', '.join(missing)}" if missing else "",
            next_step="see 'casefile map --help'",
        )
    allowed = (_NONE,) if decision.action is Action.UNMAP else DIRECTIONS
    if decision.more["direction"] not in allowed:
        raise DecisionError(
            "no such direction",
            found=decision.more["direction"],
            next_step=f"use one of: {', '.join(DIRECTIONS)}",
        )
    incident_of(db, decision.targets[1])
    query = "SELECT 1 FROM claim WHERE id=? UNION SELECT 1 FROM event WHERE id=?"
    if one(db, query, (decision.targets[0], decision.targets[0])) is None:
        raise DecisionError(
            "no such claim",
            found=decision.targets[0][:10],
            next_step="'casefile claims' lists them",
        )


def apply(db: apsw.Connection, decision: Decision) -> None:
    """Keep a mapping; `check` has passed."""
    claim, anchor = decision.targets
    more = decision.more
    insert(
        db,
        "mapping",
        (
            decision.n,
            claim,
            anchor,
            more["set"],
            more["element"],
            more["direction"],
            decision.by,
            decision.reason,
            1,
        ),
    )


def undo(db: apsw.Connection, decision: Decision, n: int) -> None:
    """The mapping of an entry counts no more."""
    db.execute("UPDATE mapping SET stands=0 WHERE n=?", (decision.n,))


def later(db: apsw.Connection, decision: Decision) -> list[int]:
    """A mapping stands on no other."""
    return []


def mapped(
    db: apsw.Connection, incident: int, name: str, origins: Mapping[str, str]
) -> list[Mapped]:
    """The hand mappings of an allegation, in the order in which they were made."""
    query = """SELECT m.claim, m.element, m.direction, m.by, m.reason FROM mapping m
        JOIN event e ON e.id=m.anchor JOIN incident i ON i.number=e.incident
        WHERE i.root=? AND m.name=? AND m.stands=1 ORDER BY m.n"""
    return [
        Mapped(element, claim, direction, origins.get(claim, claim), "", by, reason)
        for claim, element, direction, by, reason in rows(db, query, (incident, name))
    ]
