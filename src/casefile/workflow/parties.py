"""Look at parties across documents, and decide which names mean one person or body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.case.decision import About, Action, Decision
from casefile.case.parties import LinkState, PartyLink, RegisteredParty
from casefile.errors import DecisionError
from casefile.search import parties as queries
from casefile.search.database import one
from casefile.search.parties import PartyFilter
from casefile.workflow.decide import Decided, decide
from casefile.workflow.workspace import Workspace

_LIST = "'casefile parties' lists them"


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A party with the links that it rests on."""

    party: RegisteredParty
    links: tuple[PartyLink, ...]


def parties(case: Workspace, wanted: PartyFilter | None = None) -> list[RegisteredParty]:
    """The parties that a filter lets through, those of most documents first."""
    return queries.list_parties(case.index.db, wanted or PartyFilter())


def party(case: Workspace, number: int) -> PartyShown:
    """One party; one that was merged is shown as what it was merged into.

    Raises:
        CaseError: there is none of this number.
    """
    db = case.index.db
    queries.find_party(db, str(number))
    return PartyShown(queries.party(db, number), tuple(queries.links_of(db, number)))


def accept_party(case: Workspace, name: str, into: str = "", reason: str = "") -> list[Decided]:
    """Accept a party's suggested links ("p7"), or one mention ("p7@12") into `into` or its own."""
    number, document = mention(name)
    links = _links(case, number, document)
    if not document:
        links = [link for link in links if link.state is LinkState.SUGGESTED]
    to = _id(case, mention(into)[0]) if into else _id(case, number)
    if not links:
        return []
    targets = (*(link.id for link in links), to)
    return [decide(case, Decision(About.PARTY, Action.ACCEPT, targets, reason))]


def reject_party(case: Workspace, name: str, reason: str) -> Decided:
    """The mentions in one document ("p7@12") do not mean that party."""
    number, document = mention(name)
    if not document:
        raise DecisionError(
            f"p{number} is a party; a mention of it is rejected",
            next_step=f"name the document, as in p{number}@12",
        )
    targets = (*(link.id for link in _links(case, number, document)), _id(case, number))
    return decide(case, Decision(About.PARTY, Action.REJECT, targets, reason))


def merge_parties(case: Workspace, stays: int, goes: int, reason: str) -> Decided:
    """Two parties are one person or body; the second goes into the first."""
    targets = (_id(case, stays), _id(case, goes))
    return decide(case, Decision(About.PARTY, Action.MERGE, targets, reason))


def split_party(case: Workspace, names: Sequence[str], reason: str) -> Decided:
    """Mentions ("p7@12") that are a party of their own."""
    targets: list[str] = []
    for name in names:
        number, document = mention(name)
        if not document:
            raise DecisionError(
                "a whole party cannot be split off", found=name, next_step="name documents: p7@12"
            )
        targets += [link.id for link in _links(case, number, document)]
    return decide(case, Decision(About.PARTY, Action.SPLIT, tuple(targets), reason))


def mention(name: str) -> tuple[int, int]:
    """The numbers in "p7@12": party and document; document 0 where none is named.

    Raises:
        DecisionError: it is no such name.

    >>> mention("p7@12")
    (7, 12)
    """
    party, _, document = name.lower().removeprefix("p").partition("@")
    if not party.isdecimal() or (document and not document.isdecimal()):
        raise DecisionError(
            "that names no party", found=name, next_step="write it as p7, or p7@12 in document 12"
        )
    return int(party), int(document or 0)


def _id(case: Workspace, number: int) -> str:
    """The id of a party that decisions can be about: not one that is merged into another."""
    db = case.index.db
    queries.find_party(db, str(number))
    query = "SELECT merged FROM party WHERE number=?"
    into = int(one(db, query, (number,)))
    if into:
        entry = one(db, "SELECT merged_at FROM party WHERE number=?", (number,))
        raise DecisionError(
            f"p{number} is merged into p{into} already",
            found=f"entry {entry}",
            next_step=f"use p{into}, or undo entry {entry} first",
        )
    return queries.party_id(db, number)


def _links(case: Workspace, number: int, document: int) -> list[PartyLink]:
    db = case.index.db
    queries.find_party(db, str(number))
    links = queries.links_of(db, number, (document,) if document else ())
    if not links:
        where = f" in document {document}" if document else ""
        raise DecisionError(
            f"p{number} is not named{where}", next_step=f"see 'casefile party p{number}'"
        )
    return links
