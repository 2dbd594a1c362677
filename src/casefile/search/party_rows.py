"""The rows of the register of parties, and small questions to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import apsw

from casefile.case.party_names import Keys, Spelling, blocking_keys
from casefile.particulars import PartyKind, Reason
from casefile.reading.parties.kinds import is_capital, state_of
from casefile.reading.parties.mention_names import person_words
from casefile.reading.parties.transliterate import comparing_key
from casefile.search.database import insert, one, packed, rows, unpacked

SCHEMA = """
CREATE TABLE party(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  merged INTEGER NOT NULL, merged_at INTEGER NOT NULL, unsettled INTEGER NOT NULL,
  opened_at INTEGER NOT NULL) STRICT;
CREATE INDEX party_merged ON party(merged) WHERE merged > 0;
CREATE TABLE party_document(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  published TEXT NOT NULL, outlet TEXT NOT NULL) STRICT;
CREATE TABLE party_link(link TEXT PRIMARY KEY, document INTEGER NOT NULL, local TEXT NOT NULL,
  number INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL,
  mentions INTEGER NOT NULL, made INTEGER NOT NULL, named INTEGER NOT NULL, state TEXT NOT NULL,
  score TEXT NOT NULL, reasons TEXT NOT NULL, decided INTEGER NOT NULL,
  stands INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX party_link_number ON party_link(number);
CREATE INDEX party_link_document ON party_link(document);
CREATE TABLE party_name(number INTEGER NOT NULL, name TEXT NOT NULL, documents INTEGER NOT NULL,
  PRIMARY KEY(number, name)) STRICT, WITHOUT ROWID;
CREATE TABLE party_key(key TEXT NOT NULL, number INTEGER NOT NULL, documents INTEGER NOT NULL,
  PRIMARY KEY(key, number)) STRICT, WITHOUT ROWID;
CREATE TABLE party_possible(link TEXT NOT NULL, number INTEGER NOT NULL, score TEXT NOT NULL,
  reasons TEXT NOT NULL, PRIMARY KEY(link, number)) STRICT, WITHOUT ROWID;
CREATE INDEX party_possible_number ON party_possible(number);
CREATE TABLE party_role(link TEXT NOT NULL, start INTEGER NOT NULL, words TEXT NOT NULL,
  of TEXT NOT NULL, claims TEXT NOT NULL, PRIMARY KEY(link, start)) STRICT, WITHOUT ROWID;
CREATE INDEX party_role_of ON party_role(of) WHERE of <> '';
CREATE TABLE party_named(link TEXT NOT NULL, claim TEXT NOT NULL,
  PRIMARY KEY(link, claim)) STRICT, WITHOUT ROWID;
CREATE TABLE party_apart(one INTEGER NOT NULL, other INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY(one, other, n)) STRICT, WITHOUT ROWID;
CREATE TABLE party_decided(n INTEGER NOT NULL, link TEXT NOT NULL, number INTEGER NOT NULL,
  state TEXT NOT NULL, decided INTEGER NOT NULL, PRIMARY KEY(n, link)) STRICT, WITHOUT ROWID;
CREATE INDEX party_decided_link ON party_decided(link);
"""

TABLES = (
    ("party", "number"),
    ("party_document", "number"),
    ("party_link", "link"),
    ("party_name", "number, name"),
    ("party_key", "key, number"),
    ("party_possible", "link, number"),
    ("party_role", "link, start"),
    ("party_named", "link, claim"),
    ("party_apart", "one, other, n"),
    ("party_decided", "n, link"),
)

NOBODY = -1  # entry number where nothing was decided
_NAMES = 12  # names of a registered party that are compared
SPELLING = Spelling(person_words, comparing_key, state_of, is_capital)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A party of one document, by what it is called there.

    `link` is an id over the document's id and the name's spelling, so that a person's decision
    about it outlives the reader.
    """

    link: str
    local: str  # "p3" within the document
    name: str
    kind: PartyKind
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.name, *self.aliases)))

    @property
    def keys(self) -> Keys:
        return blocking_keys(self.name, self.aliases, self.kind, SPELLING)


def link_id(document: str, name: str, nth: int) -> str:
    """The id of a document's party: over the document and the name's spelling, and which one of
    several that are spelt alike. Neither reader nor score is in it."""
    words = f"casefile/party-link/v1\0{document}\0{SPELLING.spelled(name) or name}\0{nth}"
    return sha256(words.encode()).hexdigest()[:32]


def open_party(db: apsw.Connection, id_: str, kind: str, n: int, *, unsettled: bool = False) -> int:
    """A new party; its number is the next one, never used again. One that this id opened before,
    in an older reading, is taken up again."""
    for (number,) in rows(db, "SELECT number FROM party WHERE id=?", (id_,)):
        db.execute("UPDATE party SET kind=? WHERE number=?", (kind, number))
        return int(number)
    number = int(one(db, "SELECT coalesce(max(number), 0) + 1 FROM party"))
    insert(db, "party", (number, id_, kind, 0, NOBODY, int(unsettled), n))
    return number


def root_of(db: apsw.Connection, number: int) -> int:
    """The party that a person merged this one into, itself where nobody did."""
    while merged := rows(db, "SELECT merged FROM party WHERE number=? AND merged>0", (number,)):
        number = int(merged[0][0])
    return number


def members_of(db: apsw.Connection, root: int) -> list[int]:
    """A party's number and all numbers that were merged into it, in order."""
    found = rows(
        db,
        "WITH RECURSIVE m(number) AS (VALUES(?) UNION SELECT p.number FROM party p"
        " JOIN m ON p.merged=m.number AND p.merged>0) SELECT number FROM m ORDER BY number",
        (root,),
    )
    return [int(row[0]) for row in found]


def names_of(db: apsw.Connection, number: int) -> list[tuple[str, int]]:
    """Names of one number with how many documents use each, the most used first."""
    return [
        (str(name), int(documents))
        for name, documents in db.execute(
            "SELECT name, documents FROM party_name WHERE number=?"
            " ORDER BY documents DESC, name LIMIT ?",
            (number, _NAMES),
        )
    ]


def count_in(db: apsw.Connection, number: int, sighting: Sighting) -> None:
    """The names and keys of a sighting count for a party."""
    for name in sighting.names:
        db.execute(
            "INSERT INTO party_name VALUES(?,?,1)"
            " ON CONFLICT DO UPDATE SET documents=documents+1", (number, name))  # fmt: skip
    for key in sighting.keys.held:
        db.execute(
            "INSERT INTO party_key VALUES(?,?,1)"
            " ON CONFLICT DO UPDATE SET documents=documents+1", (key, number))  # fmt: skip


def count_out(db: apsw.Connection, number: int, sighting: Sighting) -> None:
    """They count no more."""
    for name in sighting.names:
        place = (number, name)
        db.execute("UPDATE party_name SET documents=documents-1 WHERE number=? AND name=?", place)
        db.execute("DELETE FROM party_name WHERE number=? AND name=? AND documents<1", place)
    for key in sighting.keys.held:
        place = (key, number)  # type: ignore[assignment]
        db.execute("UPDATE party_key SET documents=documents-1 WHERE key=? AND number=?", place)
        db.execute("DELETE FROM party_key WHERE key=? AND number=? AND documents<1", place)


def sighting_of(row: tuple[Any, ...]) -> Sighting:
    """From the columns link, local, name, kind, aliases."""
    link, local, name, kind, aliases = row
    return Sighting(link, local, name, PartyKind(kind), tuple(unpacked(aliases)))


def move_link(db: apsw.Connection, link: str, number: int, state: str, n: int) -> None:
    """A link goes to another party, or back."""
    row = rows(
        db, "SELECT link, local, name, kind, aliases, number, stands FROM party_link WHERE link=?",
        (link,),
    )[0]  # fmt: skip
    if row[6]:
        count_out(db, int(row[5]), sighting_of(row[:5]))
        count_in(db, number, sighting_of(row[:5]))
    db.execute("UPDATE party_link SET number=?, state=?, decided=? WHERE link=?",
               (number, state, n, link))  # fmt: skip


def are_apart(db: apsw.Connection, one: int, other: int) -> bool:
    """Whether a person told two parties (roots, with all that was merged into them) apart."""
    if not rows(db, "SELECT 1 FROM party_apart LIMIT 1"):
        return False
    mine, theirs = set(members_of(db, one)), set(members_of(db, other))
    for a, b in db.execute("SELECT one, other FROM party_apart"):
        if (a in mine and b in theirs) or (a in theirs and b in mine):
            return True
    return False


def reasons_text(reasons: Iterable[Reason]) -> str:
    """Reasons as JSON: [["same name", "0.80"], …]."""
    return packed([[r.what, f"{r.weight:.2f}"] for r in reasons])


def reasons_of(text: str) -> tuple[Reason, ...]:
    """The reverse of `reasons_text`."""
    return tuple(Reason(what, float(weight)) for what, weight in unpacked(text))
