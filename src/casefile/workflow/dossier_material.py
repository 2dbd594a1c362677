"""What a dossier is made from: one head of the ledger, and the numbers that all its parts use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import apsw

from casefile.entry import Entry
from casefile.errors import LedgerDamaged
from casefile.export.dossier import Custody, CustodyEntry, MadeFrom
from casefile.export.dossier_told import Decided
from casefile.ledger.merkle import Frontier, leaf_hash
from casefile.search.database import one, rows
from casefile.search.parties import registered
from casefile.workflow.decisions import DecisionRow, decisions
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Kept:
    """The blobs of one document: SHA-256 of its record, its text, and its latest reading."""

    record: str
    text: str
    claims: str = ""  # "" where it was never read


@dataclass(frozen=True, slots=True)
class Material:
    """An open case at one head of its ledger.

    `numbers` gives the number of each claim by its id ("D3-12"), and of each told event the number
    of the claim that tells it; one that no claim tells is numbered after its document's claims.
    """

    case: Workspace
    made_from: MadeFrom
    custody: Custody
    kept: Mapping[str, Kept]  # by id of the document
    moments: Mapping[int, str]  # when each entry was appended
    numbers: Mapping[str, str]
    decisions: tuple[DecisionRow, ...]  # those that stand
    decided: Mapping[int, Decided]  # all of them, by entry
    parties: PartyNumbers

    @property
    def db(self) -> apsw.Connection:
        """The index, for queries."""
        return self.case.index.db

    def numbered(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The numbers of claims or told events, each once, in the order of documents.

        What a newer reading no longer finds has no number and is left out.
        """
        found = {self.numbers[id_] for id_ in ids if id_ in self.numbers}
        return tuple(sorted(found, key=_place))


@dataclass
class PartyNumbers:
    """Numbers in the register of parties, looked up once a document; merges are followed."""

    db: apsw.Connection
    _known: dict[int, dict[str, int]] = field(default_factory=dict)

    def of(self, document: int, local: str) -> int:
        """The number of a document's party by its id there; 0 where it is in no register."""
        if not local:
            return 0
        if document not in self._known:
            self._known[document] = registered(self.db, document)
        return self._known[document].get(local, 0)

    def titled(self, name: str) -> int:
        """The one party that bears exactly this name; 0 for none or several."""
        query = """SELECT DISTINCT l.number FROM party_link l JOIN party_name n
            ON n.number=l.number WHERE l.stands=1 AND folded(n.name)=?"""
        found = {self._root(n) for (n,) in rows(self.db, query, (name.casefold(),))}
        return found.pop() if len(found) == 1 else 0

    def _root(self, number: int) -> int:
        into = one(self.db, "SELECT merged FROM party WHERE number=?", (number,))
        return self._root(int(into)) if into else number


def gather(case: Workspace) -> Material:
    """Read the ledger once, up to its head, and number every claim.

    Raises:
        LedgerDamaged: the entries are not those that the head signs.
    """
    case.keep_up(case.index)
    head = case.record.ledger.head()
    frontier = Frontier()
    listed: list[CustodyEntry] = []
    kept: dict[str, Kept] = {}
    for body in case.record.ledger.bodies():
        if frontier.size == head.size:
            break  # appended by another process since the head was read
        leaf = leaf_hash(body)
        frontier = frontier.extend([leaf])
        entry = Entry.from_bytes(body)
        blobs = tuple((b.role, b.sha256) for b in entry.blobs)
        listed.append(CustodyEntry(entry.n, entry.kind, entry.at, entry.by, leaf.hex(), blobs))
        _keep(kept, entry)
    if frontier.root() != head.root:
        raise LedgerDamaged(
            "the entries are not those that the head signs", next_step="run 'casefile verify'"
        )
    made = decisions(case)
    return Material(
        case=case,
        made_from=MadeFrom(head.origin, head.size, head.root.hex(), listed[-1].at),
        custody=Custody(tuple(listed), head.note, case.key_line),
        kept=kept,
        moments={entry.n: entry.at for entry in listed},
        numbers=_numbers(case.index.db),
        decisions=tuple(d for d in made if d.undone_by < 0 and not d.trouble),
        decided={d.n: Decided(d.action, d.by, d.at, d.reason) for d in made},
        parties=PartyNumbers(case.index.db),
    )


def event_number(document: int, claims: int, ordinal: int) -> str:
    """The number of a told event that no claim tells: it follows its document's claims.

    >>> event_number(3, 40, 2)
    'D3-42'
    """
    return f"D{document}-{claims + ordinal}"


def _numbers(db: apsw.Connection) -> dict[str, str]:
    query = "SELECT id, number, ordinal FROM claim"
    found = {str(id_): f"D{number}-{ordinal}" for id_, number, ordinal in rows(db, query)}
    query = """SELECT e.id, e.claim, e.number, d.claims, e.ordinal FROM event e
        JOIN document d ON d.id=e.document"""
    for id_, claim, number, claims, ordinal in rows(db, query):
        found[id_] = found.get(claim) or event_number(number, claims, ordinal)
    return found


def _keep(kept: dict[str, Kept], entry: Entry) -> None:
    """Note where a document and its latest reading lie."""
    blobs = {b.role: b.sha256 for b in entry.blobs}
    if entry.kind == "document.add":
        kept[entry.refs[0]] = Kept(blobs["record"], blobs["text"])
    elif entry.kind == "reading.add":
        before = kept[entry.refs[0]]
        kept[entry.refs[0]] = Kept(before.record, before.text, blobs["claims"])


def _place(number: str) -> tuple[int, int]:
    document, _, ordinal = number[1:].partition("-")
    return int(document), int(ordinal)
