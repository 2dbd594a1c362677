"""Sums over a case for the brief: what counts and short lists can be had without reading all rows.

Raising the number of documents tenfold must not raise the time of a screen tenfold.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import apsw

from casefile.search.database import one, rows
from casefile.search.rows import ClaimRow

_CLAIM = ",".join(f"c.{f.name}" for f in fields(ClaimRow))
_OWN = "c.directness='own_voice'"
_NOBODY = "(c.speaker_kind IN ('unresolved', 'not_stated') AND c.party='')"


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and how much a case has of them."""

    speaker: str
    claims: int
    documents: int
    denials: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The first claims of a list, and how many there are in all."""

    total: int
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over all documents and claims."""

    documents: int
    words: int
    outlets: int
    no_outlet: int
    first_published: str
    last_published: str
    no_date: int
    claims: int  # by speakers
    own_voice: int
    unresolved: int  # claims whose speaker is a pronoun or is not named at all
    speakers: int


def totals(db: apsw.Connection) -> Totals:
    """All counts."""
    documents = rows(
        db,
        """SELECT count(*), coalesce(sum(words), 0), count(DISTINCT nullif(outlet, '')),
        coalesce(sum(outlet=''), 0), coalesce(min(nullif(published, '')), ''),
        coalesce(max(published), ''), coalesce(sum(published=''), 0) FROM document""",
    )[0]
    claims = rows(
        db,
        f"""SELECT coalesce(sum(NOT {_OWN}), 0), coalesce(sum({_OWN}), 0),
        coalesce(sum({_NOBODY} AND NOT {_OWN}), 0) FROM claim c""",
    )[0]
    query = f"SELECT count(DISTINCT c.speaker) FROM claim c WHERE NOT {_OWN} AND NOT {_NOBODY}"
    found, words, outlets, no_outlet, first, last, no_date = documents
    said, own, unresolved = claims
    speakers = int(one(db, query))
    return Totals(
        found, words, outlets, no_outlet, first, last, no_date, said, own, unresolved, speakers
    )


def voices(db: apsw.Connection, limit: int) -> tuple[Voice, ...]:
    """The speakers of most claims. Within a document the reader says which words mean one party (a
    suggestion); across documents nothing is merged here beyond equal names."""
    query = f"""SELECT c.speaker, count(*), count(DISTINCT c.document),
        sum(c.stance IN ('denies', 'rejects')) FROM claim c
        WHERE NOT {_OWN} AND NOT {_NOBODY} GROUP BY c.speaker
        ORDER BY count(*) DESC, c.speaker LIMIT ?"""
    return tuple(Voice(*row) for row in rows(db, query, (limit,)))


def by_stance(db: apsw.Connection, stances: tuple[str, ...], limit: int) -> Listed:
    """Attributed claims of these stances."""
    marks = ",".join("?" * len(stances))
    return _listed(db, f"c.stance IN ({marks}) AND NOT {_OWN}", stances, limit)


def pending(db: apsw.Connection, limit: int) -> Listed:
    """What is planned, sought, expected or possible. What somebody is quoted for goes before what
    an outlet thinks possible."""
    return _listed(db, "c.outlook='pending'", (), limit, f"{_OWN}, ")


def _listed(
    db: apsw.Connection, where: str, values: tuple[str, ...], limit: int, first: str = ""
) -> Listed:
    total = int(one(db, f"SELECT count(*) FROM claim c WHERE {where}", values))
    query = f"""SELECT {_CLAIM} FROM claim c WHERE {where}
        ORDER BY {first}c.number, c.position, c.id LIMIT ?"""
    return Listed(total, tuple(ClaimRow(*row) for row in rows(db, query, (*values, limit))))
