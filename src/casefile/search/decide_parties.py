"""Decisions about parties: which names in documents mean one person or body.

Targets are ids of links (a document's party: `party_link.link`) and of parties (`party.id`), which
outlive the reader. accept and reject: the links, then the party that they are said to be. merge:
the party that stays, then the one that goes into it. split: the links that become a party of their
own. A merge is a redirect, resolved when asked, so that undoing it takes back just that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import apsw

from casefile.case.decision import Action, Decision
from casefile.case.parties import LinkState
from casefile.errors import DecisionError
from casefile.search.database import insert, one, rows
from casefile.search.party_rows import NOBODY, members_of, move_link, open_party, root_of

_LIST = "'casefile parties' lists them"


def check(db: apsw.Connection, decision: Decision) -> None:
    """Raises DecisionError where the decision cannot be taken as things stand."""
    targets = decision.targets
    if decision.action is Action.MERGE:
        _check_merge(db, targets)
    elif decision.action is Action.ACCEPT:
        _check_accept(db, targets)
    elif decision.action is Action.REJECT:
        _check_reject(db, targets)
    elif decision.action is Action.SPLIT:
        _check_split(db, targets)
    else:
        raise DecisionError(f"'{decision.action.value}' is no decision about a party")


def apply(db: apsw.Connection, decision: Decision) -> None:
    """Change the rows as decided; `check` has passed."""
    targets = decision.targets
    if decision.action is Action.MERGE:
        stays, goes = (number_of(db, target) for target in targets)
        db.execute("UPDATE party SET merged=?, merged_at=? WHERE number=?",
                   (stays, decision.n, goes))  # fmt: skip
    elif decision.action is Action.ACCEPT:
        number = number_of(db, targets[-1])
        within = members_of(db, root_of(db, number))
        for link in targets[:-1]:
            at = _number_of_link(db, link)
            _move(db, link, at if at in within else number, LinkState.ACCEPTED, decision.n)
    elif decision.action is Action.REJECT:
        for link in targets[:-1]:
            _move_out(db, [link], decision.n)
    else:
        _move_out(db, targets, decision.n)


def undo(db: apsw.Connection, decision: Decision, n: int) -> None:
    """Take back what `decision` did; the decision of entry `n` says so."""
    if decision.action is Action.MERGE:
        db.execute("UPDATE party SET merged=0, merged_at=? WHERE merged_at=?",
                   (NOBODY, decision.n))  # fmt: skip
        return
    query = "SELECT link, number, state, decided FROM party_decided WHERE n=? ORDER BY link"
    for link, number, state, decided in rows(db, query, (decision.n,)):
        move_link(db, link, number, state, decided)
    db.execute("DELETE FROM party_decided WHERE n=?", (decision.n,))
    db.execute("DELETE FROM party_apart WHERE n=?", (decision.n,))


def later(db: apsw.Connection, decision: Decision) -> list[int]:
    """Later decisions that moved a link which `decision` had moved: they are undone first."""
    query = """SELECT DISTINCT l.n FROM party_decided l JOIN party_decided d ON d.link=l.link
        WHERE d.n=? AND l.n>d.n ORDER BY l.n"""
    return [int(n) for (n,) in rows(db, query, (decision.n,))]


def number_of(db: apsw.Connection, id_: str) -> int:
    """The number of a party by its id; merges are not followed.

    A party's id is that of the link which opened it. Where a later reading joined that link to
    another party, it is that one.

    Raises:
        DecisionError: there is none.
    """
    number = one(db, "SELECT number FROM party WHERE id=?", (id_,))
    if number is None:
        number = one(db, "SELECT number FROM party_link WHERE link=?", (id_,))
    if number is None:
        raise DecisionError("there is no such party", found=id_[:10], next_step=_LIST)
    return int(number)


def _check_accept(db: apsw.Connection, targets: Sequence[str]) -> None:
    _named(targets)
    root = root_of(db, number_of(db, targets[-1]))
    standing = {_state_of(db, link, root) for link in targets[:-1]}
    if standing == {(True, LinkState.ACCEPTED.value)}:
        raise DecisionError(
            f"that is accepted into p{root} already",
            next_step="'casefile decisions' says by which entry",
        )


def _check_reject(db: apsw.Connection, targets: Sequence[str]) -> None:
    _named(targets)
    root = root_of(db, number_of(db, targets[-1]))
    for link in targets[:-1]:
        if not _state_of(db, link, root)[0]:
            at = root_of(db, _number_of_link(db, link))
            raise DecisionError(
                f"that mention is not in p{root}", found=f"it is in p{at}", next_step=_LIST
            )
    _check_rest(db, root, targets[:-1], "reject it from")


def _check_merge(db: apsw.Connection, targets: Sequence[str]) -> None:
    if len(targets) != 2:
        raise DecisionError("two parties must be named", found=f"{len(targets)}", next_step=_LIST)
    stays, goes = (number_of(db, target) for target in targets)
    if stays == goes:
        raise DecisionError(
            f"p{goes} cannot be merged into itself", next_step="name the other party"
        )
    for number in (goes, stays):
        query = "SELECT merged, merged_at FROM party WHERE number=?"
        merged, at = rows(db, query, (number,))[0]
        if merged:
            raise DecisionError(
                f"p{number} is merged into p{merged} already (entry {at})",
                next_step=f"use p{root_of(db, number)}, or undo entry {at} first",
            )


def _check_split(db: apsw.Connection, targets: Sequence[str]) -> None:
    if not targets:
        raise DecisionError("no mention is named to split off", next_step=_LIST)
    roots = sorted({root_of(db, _number_of_link(db, link)) for link in targets})
    if len(roots) > 1:
        raise DecisionError(
            "the mentions to split off are in different parties",
            found=", ".join(f"p{n}" for n in roots),
            next_step="split them off one party at a time",
        )
    _check_rest(db, roots[0], targets, "split it from")


def _check_rest(db: apsw.Connection, root: int, links: Iterable[str], done: str) -> None:
    """Something must stay in the party."""
    held = 0
    for number in members_of(db, root):
        query = "SELECT count(*) FROM party_link WHERE number=? AND stands=1"
        held += int(one(db, query, (number,)))
    if held <= len(set(links)):
        raise DecisionError(
            f"that is all there is in p{root}, so there is nothing to {done}",
            next_step="leave out what belongs to it",
        )


def _named(targets: Sequence[str]) -> None:
    if len(targets) < 2:
        raise DecisionError(
            "a mention and a party must be named", found=f"{len(targets)}", next_step=_LIST
        )


def _number_of_link(db: apsw.Connection, link: str) -> int:
    number = one(db, "SELECT number FROM party_link WHERE link=? AND stands=1", (link,))
    if number is None:
        raise DecisionError("a mention is not there", found=link[:10], next_step=_LIST)
    return int(number)


def _state_of(db: apsw.Connection, link: str, root: int) -> tuple[bool, str]:
    """Whether a link is in a party, and its state."""
    at = root_of(db, _number_of_link(db, link))
    return at == root, str(one(db, "SELECT state FROM party_link WHERE link=?", (link,)))


def _move(db: apsw.Connection, link: str, number: int, state: LinkState, n: int) -> None:
    query = "SELECT number, state, decided FROM party_link WHERE link=?"
    insert(db, "party_decided", (n, link, *rows(db, query, (link,))[0]))
    move_link(db, link, number, state, n)


def _move_out(db: apsw.Connection, links: Sequence[str], n: int) -> None:
    """The links get a new party, which is known not to be the one they came from."""
    kind = str(one(db, "SELECT kind FROM party_link WHERE link=?", (links[0],)))
    name = f"casefile/party/v1\0{n}\0{links[0]}"
    new = open_party(db, sha256(name.encode()).hexdigest()[:32], kind, n)
    for link in dict.fromkeys(links):
        old = _number_of_link(db, link)
        db.execute("INSERT OR IGNORE INTO party_apart VALUES(?,?,?)", (old, new, n))
        _move(db, link, new, LinkState.MOVED, n)
