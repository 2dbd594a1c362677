"""Told events, the incidents that they are suggested to speak of, and the claims that bear on them.

A document's events are grouped first; each group then joins the best incident so far, or opens one.
Both are suggestions with reasons. What a person decided about an event stands in `event_decided`
and goes before any suggestion, also when the document is read anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import apsw

from casefile.case.bearing import Bearing, DocumentSide, bearings
from casefile.case.link import CANDIDATES, SKETCHES, choose
from casefile.case.link_documents import DocumentsAlike
from casefile.case.link_keys import keys
from casefile.case.link_shapes import DocumentSketch, Sketch
from casefile.case.link_tables import month_names
from casefile.case.sketch import document_sketch, sketch
from casefile.case.told import ToldEvent
from casefile.case.within import groups
from casefile.particulars import Reason
from casefile.search.database import insert, insert_all, one, packed, rows, unpacked
from casefile.search.seen import ReadingSeen

SCHEMA = """
CREATE TABLE event(id TEXT PRIMARY KEY, document TEXT NOT NULL, number INTEGER NOT NULL,
  ordinal INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, words TEXT NOT NULL,
  kind TEXT NOT NULL, status TEXT NOT NULL, negated INTEGER NOT NULL, claim TEXT NOT NULL,
  stance TEXT NOT NULL, speaker TEXT NOT NULL, published TEXT NOT NULL, context TEXT NOT NULL,
  times TEXT NOT NULL, places TEXT NOT NULL, counts TEXT NOT NULL, parts TEXT NOT NULL,
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, party TEXT NOT NULL,
  incident INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX event_document ON event(document, ordinal);
CREATE INDEX event_incident ON event(incident);
CREATE INDEX event_day ON event(first_day, last_day, published);
CREATE TABLE incident(number INTEGER PRIMARY KEY, anchor TEXT NOT NULL, opened INTEGER NOT NULL,
  root INTEGER NOT NULL, merged_into INTEGER NOT NULL, merged_by INTEGER NOT NULL,
  title TEXT NOT NULL) STRICT;
CREATE INDEX incident_root ON incident(root);
CREATE TABLE event_link(event TEXT PRIMARY KEY, state TEXT NOT NULL, score TEXT NOT NULL,
  reasons TEXT NOT NULL, decided INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE event_sketch(event TEXT PRIMARY KEY, n INTEGER NOT NULL, document TEXT NOT NULL,
  incident INTEGER NOT NULL, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX event_sketch_incident ON event_sketch(incident, n, event);
CREATE INDEX event_sketch_document ON event_sketch(document);
CREATE TABLE incident_key(word TEXT NOT NULL, incident INTEGER NOT NULL,
  PRIMARY KEY(word, incident)) STRICT, WITHOUT ROWID;
CREATE TABLE event_possible(event TEXT NOT NULL, incident INTEGER NOT NULL, score TEXT NOT NULL,
  reasons TEXT NOT NULL, PRIMARY KEY(event, incident)) STRICT, WITHOUT ROWID;
CREATE TABLE event_apart(event TEXT NOT NULL, incident INTEGER NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY(event, incident)) STRICT, WITHOUT ROWID;
CREATE TABLE event_decided(n INTEGER NOT NULL, event TEXT NOT NULL, before INTEGER NOT NULL,
  after INTEGER NOT NULL, link_before TEXT NOT NULL, PRIMARY KEY(n, event)) STRICT, WITHOUT ROWID;
CREATE TABLE event_kept(event TEXT PRIMARY KEY, incident INTEGER NOT NULL, state TEXT NOT NULL,
  score TEXT NOT NULL, reasons TEXT NOT NULL, decided INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE document_sketch(document TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE bears(claim TEXT NOT NULL, event TEXT NOT NULL, document TEXT NOT NULL,
  how TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY(claim, event)) STRICT, WITHOUT ROWID;
CREATE INDEX bears_event ON bears(event);
CREATE INDEX bears_document ON bears(document);
"""
TABLES = (
    ("event", "id"),
    ("incident", "number"),
    ("event_link", "event"),
    ("event_sketch", "event"),
    ("incident_key", "word, incident"),
    ("event_possible", "event, incident"),
    ("event_apart", "event, incident"),
    ("event_decided", "n, event"),
    ("event_kept", "event"),
    ("document_sketch", "document"),
    ("bears", "claim, event"),
)
_TITLE_WORDS = 7
_NOBODY = frozenset(
    {"it", "them", "they", "him", "her", "he", "she", "us", "we", "me", "others", "those", "this",
     "that", "these", "who", "what", "which", "themselves", "himself", "herself", "itself"}
)  # fmt: skip
_TITLED = 24  # events that an incident's title is made from
_NEWEST = 100  # incidents of one key that are looked at, the newest


def forget(db: apsw.Connection, document: str) -> None:
    """Take out the events of an earlier reading; incidents stay, their numbers are never reused.

    Where each event was is kept: read again, it is there again, as it was decided.
    """
    keep = """INSERT OR REPLACE INTO event_kept SELECT e.id, e.incident, l.state, l.score,
        l.reasons, l.decided FROM event e JOIN event_link l ON l.event=e.id WHERE e.document=?"""
    db.execute(keep, (document,))
    old = "SELECT id FROM event WHERE document=?"
    for table in ("event_link", "event_possible"):
        db.execute(f"DELETE FROM {table} WHERE event IN ({old})", (document,))
    for table in ("event", "event_sketch", "document_sketch", "bears"):
        db.execute(f"DELETE FROM {table} WHERE document=?", (document,))


def fold(db: apsw.Connection, seen: ReadingSeen) -> None:
    """Add the events of a reading, group them, link the groups, and say which claims bear."""
    told = seen.told
    grouped = groups(told)
    of_document = document_sketch(seen.text, told, seen.published)
    insert(db, "document_sketch", (seen.document, packed(of_document.to_record())))
    alike = _alike(db, of_document)
    kept = _kept(db, [event.id for event in told])
    incidents = [0] * len(told)
    for members in grouped:
        events = [told[m] for m in members]
        number = _join(db, seen, events, (alike, kept))
        for member in members:
            incidents[member] = kept.get(told[member].id, (number,))[0]
    insert_all(
        db,
        "event",
        (_row(seen, n + 1, event, incidents[n]) for n, event in enumerate(told)),
    )
    insert_all(db, "bears", _bears(seen, grouped))
    for incident in sorted({root(db, n) for n in incidents if n}):
        retitle(db, incident)


def retitle(db: apsw.Connection, incident: int) -> None:
    """Name an incident (root) by the first events in it: kind, whom or what it hit, where."""
    query = """SELECT e.kind, e.parts, e.places FROM event e JOIN incident i ON i.number=e.incident
        WHERE i.root=? ORDER BY e.number, e.ordinal LIMIT ?"""
    found = rows(db, query, (incident, _TITLED))
    if found:
        kind = _commonest(kind for kind, _, _ in found).replace("_", " ")
        parts = [p for _, t, _ in found for p in unpacked(t) if p["role"] in ("affected", "target")]
        hit = _commonest(p["words"] for p in parts if tells_whom(p["words"]))
        place = _commonest(p["words"] for _, _, t in found for p in unpacked(t))
        where = f", {place}" if place and place != hit else ""
        title = kind + (f": {hit}" if hit else "") + where
        db.execute("UPDATE incident SET title=? WHERE number=?", (title, incident))


def tells_whom(words: str) -> bool:
    """Whether words say for a title whom or what was hit: no pronoun, no date, no half sentence.

    >>> [w for w in ("nine civilians", "them", "Jan", "April 2015 the barrage") if tells_whom(w)]
    ['nine civilians']
    """
    plain = words.casefold().split()
    dated = any(_is_date(word) for word in plain)
    return not dated and 0 < len(plain) <= _TITLE_WORDS and words.casefold() not in _NOBODY


def _is_date(word: str) -> bool:
    is_year = len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")
    return is_year or word.strip(".,") in month_names()


def _commonest(words: Iterable[str]) -> str:
    counted = Counter(words)
    return min(counted, key=lambda w: (-counted[w], w)) if counted else ""


def root(db: apsw.Connection, incident: int) -> int:
    """The incident that `incident` is merged into, or itself."""
    return int(one(db, "SELECT root FROM incident WHERE number=?", (incident,)) or 0)


def open_incident(db: apsw.Connection, anchor: str, n: int) -> int:
    """A new incident, opened by the event `anchor` or by the decision of entry `n`."""
    number = int(one(db, "SELECT coalesce(max(number), 0) + 1 FROM incident"))
    insert(db, "incident", (number, anchor, n, number, 0, -1, ""))
    return number


Kept = dict[str, tuple[int, str, str, str, int]]
"""Incident, state, score, reasons and deciding entry of events that were read before."""


def _kept(db: apsw.Connection, events: Sequence[str]) -> Kept:
    query = "SELECT incident, state, score, reasons, decided FROM event_kept WHERE event=?"
    found = {event: rows(db, query, (event,)) for event in events}
    db.executemany("DELETE FROM event_kept WHERE event=?", ((e,) for e in events if found[e]))
    return {event: lines[0] for event, lines in found.items() if lines}


def _join(
    db: apsw.Connection,
    seen: ReadingSeen,
    events: Sequence[ToldEvent],
    how: tuple[DocumentsAlike, Kept],
) -> int:
    """Put a group where its events were before, into the best incident, or into a new one."""
    alike, kept = how
    first = events[0].id
    mine = sketch(events)
    words = keys(mine)
    again = [kept[e.id] for e in events if e.id in kept and kept[e.id][0]]
    choice = choose(mine, {} if again else _candidates(db, words, [e.id for e in events]), alike)
    state, score, reasons = "opens", "1.000", "[]"
    if again:
        number, state, score, reasons = again[0][:4]
    elif choice.incident:
        number = root(db, int(choice.incident))
        state, score = "suggested", f"{choice.likeness.score:.3f}"
        reasons = _reasons(choice.likeness.reasons)
    else:
        number = open_incident(db, first, seen.n)
    line = (first, seen.n, seen.document, number, packed(mine.to_record()))
    insert(db, "event_sketch", line)
    for event in events:
        link = kept[event.id][1:] if event.id in kept else (state, score, reasons, -1)
        insert(db, "event_link", (event.id, *link))
    for other, likeness in choice.possible:
        near = (first, int(other), f"{likeness.score:.3f}", _reasons(likeness.reasons))
        insert(db, "event_possible", near)
    add_keys(db, words, number)
    return number


def add_keys(db: apsw.Connection, words: Sequence[str], incident: int) -> None:
    """Let an incident be found under keys."""
    for word in words:
        db.execute("INSERT OR IGNORE INTO incident_key VALUES(?,?)", (word, incident))


def _candidates(
    db: apsw.Connection, words: Sequence[str], events: Sequence[str]
) -> dict[str, list[Sketch]]:
    """Incidents that share keys, the likeliest first, with the sketches that are compared.

    A key counts the less the more incidents it leads to: a city is told of in most of them.
    """
    shared: dict[int, int] = {}
    query = """SELECT i.root FROM incident_key k JOIN incident i ON i.number=k.incident
        WHERE k.word=? ORDER BY k.incident DESC LIMIT ?"""
    for word in words:
        found = rows(db, query, (word, _NEWEST))
        for (number,) in found:
            shared[number] = shared.get(number, 0) + 10_000 // (9 + len(found))
    apart = {number for event in events for (number,) in rows(db, _APART, (event,))}
    ranked = sorted(shared, key=lambda number: (-shared[number], -number))
    best = [number for number in ranked if number not in apart][:CANDIDATES]
    return {str(number): _sketches(db, number) for number in best}


_APART = """SELECT i.root FROM event_apart a JOIN incident i ON i.number=a.incident
    WHERE a.event=?"""


def _sketches(db: apsw.Connection, number: int) -> list[Sketch]:
    """The first and the last sketches of an incident, in ledger order."""
    half = SKETCHES // 2
    query = """SELECT s.n, s.event, s.record FROM event_sketch s JOIN incident i
        ON i.number=s.incident WHERE i.root=? ORDER BY s.n {0}, s.event {0} LIMIT ?"""
    first = rows(db, query.format("ASC"), (number, half))
    last = rows(db, query.format("DESC"), (number, half)) if len(first) == half else []
    found = sorted({(n, event): record for n, event, record in (*first, *last)}.items())
    return [Sketch.from_record(unpacked(record)) for _, record in found]


def _alike(db: apsw.Connection, ours: DocumentSketch) -> DocumentsAlike:
    def sketch_of(document: str) -> DocumentSketch | None:
        query = "SELECT record FROM document_sketch WHERE document=?"
        record = one(db, query, (document,))
        return None if record is None else DocumentSketch.from_record(unpacked(record))

    return DocumentsAlike(ours, sketch_of)


def _row(seen: ReadingSeen, ordinal: int, event: ToldEvent, incident: int) -> tuple[str | int, ...]:
    days = [(t.earliest[:10], t.latest[:10]) for t in event.times]
    actor = next((p for p in event.parts if p.role == "actor" and p.party), None)
    return (
        event.id,
        seen.document,
        seen.number,
        ordinal,
        event.start,
        event.end,
        event.words,
        event.kind,
        event.status,
        int(event.negated),
        event.claim,
        event.stance,
        event.speaker,
        event.published,
        event.context,
        packed([asdict(t) for t in event.times]),
        packed([_place(asdict(p)) for p in event.places]),
        packed([asdict(c) for c in event.counts]),
        packed([asdict(p) for p in event.parts]),
        min((d for d, _ in days if d), default=""),
        max((d for _, d in days if d), default=""),
        actor.party if actor else "",
        incident,
    )


def _place(place: dict[str, object]) -> dict[str, object]:
    """Decimals of places as strings: the same bytes on every machine."""
    return {k: f"{v:.5f}" if isinstance(v, float) else v for k, v in place.items()}


def _bears(
    seen: ReadingSeen, grouped: Sequence[Sequence[int]]
) -> list[tuple[str, str, str, str, str]]:
    """A claim bears on the event that it tells, and on the first event of what it answers."""
    told, found = seen.told, []
    for members in grouped:
        for event in (told[m] for m in members):
            line = (event.claim or event.id, event.id, seen.document, Bearing.TELLS.value)
            found.append((*line, "its words tell the event"))
    side = DocumentSide(seen.text, seen.claims, told, grouped)
    for bears in bearings(side):
        if bears.how is not Bearing.TELLS:
            first = told[grouped[bears.group][0]].id
            found.append((bears.claim, first, seen.document, bears.how.value, bears.why))
    return sorted(set(found))


def _reasons(reasons: Sequence[Reason]) -> str:
    return packed([[reason.what, f"{reason.weight:.3f}"] for reason in reasons])
