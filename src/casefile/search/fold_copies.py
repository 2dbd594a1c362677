"""Which documents are copies of earlier ones, and which agency a document names for itself.

A document joins the group of the earlier document that it shares most with; a third one never joins
two groups. A copy is a suggestion: a person can reject it, and the document then stands alone.
"""

from __future__ import annotations

import apsw

from casefile.case.agencies import named_agency
from casefile.case.copies import Copy, compare, fingerprint
from casefile.search.database import insert, insert_all, one, packed, rows, unpacked
from casefile.search.seen import ReadingSeen, read_words

SCHEMA = """
CREATE TABLE copy_run(run INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(run, number))
  STRICT, WITHOUT ROWID;
CREATE TABLE copy_link(document TEXT PRIMARY KEY, of TEXT NOT NULL, score TEXT NOT NULL,
  kind TEXT NOT NULL, passages TEXT NOT NULL, reasons TEXT NOT NULL, state TEXT NOT NULL,
  decided INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE copy_group(document TEXT PRIMARY KEY, lead TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX copy_group_lead ON copy_group(lead);
CREATE TABLE agency(document TEXT PRIMARY KEY, name TEXT NOT NULL, start INTEGER NOT NULL,
  stop INTEGER NOT NULL, words TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
TABLES = (
    ("copy_run", "run, number"),
    ("copy_link", "document"),
    ("copy_group", "document"),
    ("agency", "document"),
)
_CANDIDATES = 4  # earlier documents that are compared, those that share most runs
_FEWEST = 2  # shared runs under which nothing is compared
_SHARE = 25  # and under one in so many of a document's own runs
_COMMONEST = 400  # a run in more documents than this is a formula, not a copy


def forget(db: apsw.Connection, document: str) -> None:
    """Nothing to forget: a document's text never changes, so neither does what it copies."""


def fold(db: apsw.Connection, seen: ReadingSeen) -> None:
    """Compare a new document with earlier ones; a further reading of it changes nothing."""
    if one(db, "SELECT 1 FROM copy_group WHERE document=?", (seen.document,)):
        return
    words = read_words(seen.text, seen.regions)
    runs = fingerprint(words)
    best = _best(db, seen, words, runs)
    if best is None:
        insert(db, "copy_group", (seen.document, seen.document))
    else:
        _link(db, seen.document, *best)
    lead = one(db, "SELECT lead FROM copy_group WHERE document=?", (seen.document,))
    fresh = [run for run in runs if not one(db, _HELD, (run, lead))]
    insert_all(db, "copy_run", ((run, seen.number) for run in fresh))
    agency = named_agency(seen.text, seen.regions, seen.authors, seen.outlet)
    if agency is not None and agency.wrote_it:  # "with files from X" leaves the rest its own
        place = (agency.start, agency.end)
        said = seen.text[agency.start : agency.end] if agency.end else agency.name
        insert(db, "agency", (seen.document, agency.name, *place, said))


def _best(
    db: apsw.Connection, seen: ReadingSeen, words: str, runs: tuple[int, ...]
) -> tuple[str, Copy] | None:
    """The earlier document that this one shares most with, and what they share."""
    shared: dict[int, int] = {}
    query = "SELECT number FROM copy_run WHERE run=? LIMIT ?"
    for run in runs:
        found = rows(db, query, (run, _COMMONEST + 1))
        if len(found) <= _COMMONEST:
            for (number,) in found:
                shared[number] = shared.get(number, 0) + 1
    least = max(_FEWEST, len(runs) // _SHARE)
    enough = [number for number in shared if shared[number] >= least]
    likeliest = sorted(enough, key=lambda number: (-shared[number], number))[:_CANDIDATES]
    ids = [str(one(db, _ID, (number,))) for number in likeliest]
    compared = [
        (d, n, compare(words, seen.read_words_of(d))) for d, n in zip(ids, likeliest, strict=True)
    ]
    copies = [(copy.is_copy, copy.score, -n, d, copy) for d, n, copy in compared if copy]
    if not copies:
        return None
    *_, document, copy = max(copies, key=lambda found: found[:3])
    return document, copy


# A story that is printed a thousand times must not make its own runs look like a formula.
_HELD = """SELECT 1 FROM copy_run r JOIN document d ON d.number=r.number
    JOIN copy_group g ON g.document=d.id WHERE r.run=? AND g.lead=? LIMIT 1"""
_ID = "SELECT id FROM document WHERE number=?"


def _link(db: apsw.Connection, document: str, of: str, copy: Copy) -> None:
    kind = "copy" if copy.is_copy else "passage"
    insert(
        db,
        "copy_link",
        (
            document,
            of,
            f"{copy.score:.3f}",
            kind,
            packed([list(p) for p in copy.passages]),
            packed([[r.what, f"{r.weight:.3f}"] for r in copy.reasons]),
            "suggested",
            -1,
        ),
    )
    lead = one(db, "SELECT lead FROM copy_group WHERE document=?", (of,))
    insert(db, "copy_group", (document, lead if copy.is_copy else document))


def passages_of(db: apsw.Connection, document: str) -> list[list[int]]:
    """What a document shares with the one it follows: start, end here; start, end there."""
    found = one(db, "SELECT passages FROM copy_link WHERE document=?", (document,))
    return unpacked(found) if found else []
