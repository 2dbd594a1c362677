"""Proceedings: the steps that documents report, and those that people recorded.

A reported step is a suggestion beside its words; a recorded one is an entry. Both are gathered by
matter: a forum, the situation's State, and the persons by name where the words give names. Two
matters are never joined because one of them names nobody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict

import apsw

from casefile.entry import Entry
from casefile.proceedings.reported import reported_steps
from casefile.proceedings.reported_step import Report, ReportedStep
from casefile.reading.sentences import sentences
from casefile.search.database import insert, one, packed, rows, unpacked
from casefile.search.seen import ReadingSeen

RECORD = "step.record"
REGISTER = "register.add"

SCHEMA = """
CREATE TABLE matter(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, forum TEXT NOT NULL,
  name TEXT NOT NULL, machine TEXT NOT NULL, situation TEXT NOT NULL, country TEXT NOT NULL,
  persons TEXT NOT NULL) STRICT;
CREATE TABLE reported_step(id TEXT PRIMARY KEY, matter INTEGER NOT NULL, document TEXT NOT NULL,
  number INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL,
  act TEXT NOT NULL, stage TEXT NOT NULL, manner TEXT NOT NULL, persons TEXT NOT NULL,
  situation TEXT NOT NULL, subject TEXT NOT NULL, made_public INTEGER NOT NULL,
  conditions TEXT NOT NULL, days TEXT NOT NULL, claims TEXT NOT NULL, events TEXT NOT NULL,
  speakers TEXT NOT NULL, follows TEXT NOT NULL, not_said TEXT NOT NULL, notes TEXT NOT NULL,
  score TEXT NOT NULL, reasons TEXT NOT NULL, published TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX reported_step_matter ON reported_step(matter);
CREATE INDEX reported_step_document ON reported_step(document);
CREATE TABLE recorded_step(n INTEGER PRIMARY KEY, matter INTEGER NOT NULL, record TEXT NOT NULL,
  by TEXT NOT NULL) STRICT;
CREATE INDEX recorded_step_matter ON recorded_step(matter);
CREATE TABLE register(n INTEGER PRIMARY KEY, name TEXT NOT NULL, blob TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
"""
TABLES = (
    ("matter", "number"),
    ("reported_step", "id"),
    ("recorded_step", "n"),
    ("register", "n"),
)


def forget(db: apsw.Connection, document: str) -> None:
    """Take out what an earlier reading reported; matters stay, their numbers are not reused."""
    db.execute("DELETE FROM reported_step WHERE document=?", (document,))


def fold(db: apsw.Connection, seen: ReadingSeen) -> None:
    """Add the steps that a document reports."""
    blocks = [(r.start, r.end) for r in seen.regions if r.kind.is_read]
    report = Report(
        document=seen.document,
        text=seen.text,
        sentences=tuple(sentences(seen.text, blocks)),
        claims=seen.claims,
        particulars=seen.particulars,
        told=seen.told,
        speakers=seen.speakers,
    )
    for step in reported_steps(report):
        _add(db, seen, step)


def fold_entry(db: apsw.Connection, entry: Entry) -> None:
    """Fold a recorded step or an added register; other kinds are passed over."""
    if entry.kind == RECORD:
        data = entry.data
        what = {k: str(data[k]) for k in ("forum", "name", "machine", "situation", "country")}
        number = matter_number(db, what, tuple(data["persons"]))
        insert(db, "recorded_step", (entry.n, number, packed(data["step"]), entry.by))
    elif entry.kind == REGISTER:
        blob = next(b.sha256 for b in entry.blobs if b.role == "register")
        insert(db, "register", (entry.n, entry.data["name"], blob, entry.by, entry.at))


def matter_id(forum: str, country: str, persons: Iterable[str]) -> str:
    """The id of a matter: its forum, the situation's State, and who is named.

    >>> matter_id("icc", "UA", ())
    'icc|UA|'
    """
    names = sorted({" ".join(name.casefold().split()) for name in persons if name})
    return "|".join((forum, country, ",".join(names)))


def matter_number(db: apsw.Connection, what: dict[str, str], persons: tuple[str, ...]) -> int:
    """The number of a matter, opened where there is none of its id yet."""
    known = matter_id(what["forum"], what["country"], persons)
    number = one(db, "SELECT number FROM matter WHERE id=?", (known,))
    if number is not None:
        return int(number)
    number = int(one(db, "SELECT coalesce(max(number), 0) + 1 FROM matter"))
    insert(
        db,
        "matter",
        (
            number,
            known,
            what["forum"],
            what["name"],
            what["machine"],
            what["situation"],
            what["country"],
            packed(sorted(set(persons))),
        ),
    )
    return number


def _add(db: apsw.Connection, seen: ReadingSeen, step: ReportedStep) -> None:
    forum = step.forum
    names = tuple(dict.fromkeys(p.name for p in step.persons if p.name))
    country = step.country or forum.country
    what = {
        "forum": forum.id,
        "name": forum.name,
        "machine": forum.machine,
        "situation": step.situation,
        "country": country,
    }
    number = matter_number(db, what, names)
    insert(
        db,
        "reported_step",
        (
            reported_id(step),
            number,
            seen.document,
            seen.number,
            step.start,
            step.end,
            step.words,
            step.act,
            step.stage,
            step.manner.value,
            packed([asdict(p) for p in step.persons]),
            step.situation,
            step.subject,
            int(step.made_public),
            packed(list(step.conditions)),
            packed([asdict(d) for d in step.days]),
            packed(list(step.claims)),
            packed(list(step.events)),
            packed(list(step.speakers)),
            packed(list(step.follows)),
            packed(list(step.not_said)),
            packed(list(step.notes)),
            f"{step.score:.3f}",
            packed([[r.what, f"{r.weight:.3f}"] for r in step.reasons]),
            seen.published,
        ),
    )


def reported_id(step: ReportedStep) -> str:
    """SHA-256 over the document's id, the words' place, the act and the forum: no score."""
    words = f"{step.document}\x00{step.start}:{step.end}\x00{step.act}\x00{step.forum.id}"
    return hashlib.sha256(b"casefile/reported-step/v1\x00" + words.encode()).hexdigest()


def recorded(db: apsw.Connection, matter: int) -> list[tuple[int, dict[str, object], str]]:
    """Entry, record and pseudonym of each recorded step of a matter, in ledger order."""
    query = "SELECT n, record, by FROM recorded_step WHERE matter=? ORDER BY n"
    return [(n, unpacked(record), by) for n, record, by in rows(db, query, (matter,))]
