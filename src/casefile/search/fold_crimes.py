"""What claims say about crimes and their elements, and the allegations that incidents open.

Kept per told event (crimes) and per claim that bears on an incident (topics of elements). An
allegation gets its number when its incident first opens it; whether it stands now follows from the
events that are in the incident now, so that a person's decision about those changes it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace

import apsw

from casefile.case.allegation import CandidateSet, allegations, candidates, families
from casefile.case.bearing import Bearing
from casefile.case.crime_words import conflict_told
from casefile.case.crimes import CrimeHit, crimes_said, crimes_told
from casefile.case.told import ToldEvent
from casefile.case.topics import topics_in
from casefile.claim import Claim, Stance
from casefile.particulars import PartyKind
from casefile.search.database import insert, insert_all, one, rows
from casefile.search.seen import ReadingSeen

SCHEMA = """
CREATE TABLE crime_hit(event TEXT NOT NULL, document TEXT NOT NULL, crime TEXT NOT NULL,
  why TEXT NOT NULL, cue TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  family TEXT NOT NULL, opens INTEGER NOT NULL, linked INTEGER NOT NULL,
  PRIMARY KEY(event, crime, why, start)) STRICT, WITHOUT ROWID;
CREATE INDEX crime_hit_document ON crime_hit(document);
CREATE TABLE crime_seen(incident INTEGER NOT NULL, crime TEXT NOT NULL, why TEXT NOT NULL,
  cue TEXT NOT NULL, family TEXT NOT NULL, opens INTEGER NOT NULL, linked INTEGER NOT NULL,
  PRIMARY KEY(incident, crime, why, cue, family, opens, linked)) STRICT, WITHOUT ROWID;
CREATE TABLE topic_hit(claim TEXT NOT NULL, document TEXT NOT NULL, topic TEXT NOT NULL,
  direction TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY(claim, topic)) STRICT, WITHOUT ROWID;
CREATE INDEX topic_hit_document ON topic_hit(document);
CREATE TABLE allegation(number INTEGER PRIMARY KEY, incident INTEGER NOT NULL, name TEXT NOT NULL,
  stands INTEGER NOT NULL, UNIQUE(incident, name)) STRICT;
"""
TABLES = (
    ("crime_hit", "event, crime, why, start"),
    ("crime_seen", "incident, crime, why, cue, family, opens, linked"),
    ("topic_hit", "claim, topic"),
    ("allegation", "number"),
)
_SEEN = ("crime", "why", "cue", "family", "opens", "linked")


def forget(db: apsw.Connection, document: str) -> None:
    """Take out an earlier reading. What its incidents saw is reckoned anew by `settle`."""
    query = """SELECT DISTINCT i.root FROM event e JOIN incident i ON i.number=e.incident
        WHERE e.document=?"""
    touched = [root for (root,) in rows(db, query, (document,))]
    for table in ("crime_hit", "topic_hit"):
        db.execute(f"DELETE FROM {table} WHERE document=?", (document,))
    settle(db, touched)


def fold(db: apsw.Connection, seen: ReadingSeen) -> None:
    """Add what a reading says of crimes and elements; `fold_events` has run before."""
    content = {c.id: _content(c, seen.text) for c in seen.claims}
    armed = sum(party.kind is PartyKind.ARMED_GROUP for party in seen.particulars.parties)
    linked = conflict_told(seen.text, armed)
    found: dict[str, tuple[CrimeHit, ...]] = {}
    for event in seen.told:
        hits = crimes_told(event, content.get(event.claim, event.context))
        if hits:
            # A weak cue needs the link in its own words: in a war's report all else is near it.
            found[event.id] = tuple(
                replace(h, linked=h.linked or (linked and h.why != "weak")) for h in hits
            )
    insert_all(db, "crime_hit", _hit_lines(found, seen.document))
    of_event = _incidents(db, seen.document)
    touched = _see(db, {e: hits for e, hits in found.items() if e in of_event}, of_event)
    for incident in touched:
        _open(db, incident)
    _name_crimes(db, seen, content, of_event)
    insert_all(db, "topic_hit", _topic_lines(db, seen, content))


def settle(db: apsw.Connection, incidents: Iterable[int]) -> None:
    """Reckon anew what incidents (roots) see and which of their allegations stand."""
    for incident in sorted(set(incidents)):
        db.execute(f"DELETE FROM crime_seen WHERE incident IN ({_SAME_ROOT})", (incident,))
        query = f"""INSERT OR IGNORE INTO crime_seen
            SELECT ?, {", ".join(f"h.{c}" for c in _SEEN)} FROM crime_hit h
            JOIN event e ON e.id=h.event JOIN incident i ON i.number=e.incident WHERE i.root=?"""
        db.execute(query, (incident, incident))
        _open(db, incident)


_SAME_ROOT = "SELECT number FROM incident WHERE root=?"


def hits_of(db: apsw.Connection, incident: int) -> list[CrimeHit]:
    """What the told events of an incident (root) point to, without the places in their words."""
    query = f"""SELECT DISTINCT {", ".join(_SEEN)} FROM crime_seen
        WHERE incident IN ({_SAME_ROOT}) ORDER BY {", ".join(_SEEN)}"""
    return [
        CrimeHit(crime, why, cue, 0, 0, family, bool(opens), bool(linked))
        for crime, why, cue, family, opens, linked in rows(db, query, (incident,))
    ]


def describing(db: apsw.Connection, incident: int) -> frozenset[str]:
    """Ids of the told events of an incident (root) that describe conduct of a listed crime."""
    query = """SELECT DISTINCT h.event FROM crime_hit h JOIN event e ON e.id=h.event
        JOIN incident i ON i.number=e.incident WHERE i.root=?"""
    return frozenset(event for (event,) in rows(db, query, (incident,)))


def candidate_set(db: apsw.Connection, incident: int, name: str) -> CandidateSet | None:
    """The candidate set called `name` of an incident (root); None where it opens none such."""
    for _, hits in families(hits_of(db, incident)):
        found = candidates(hits)
        if found.id == name:
            return found
    return None


def _content(claim: Claim, text: str) -> str:
    return " … ".join(text[start:end] for start, end in claim.content)


def _hit_lines(
    found: Mapping[str, Sequence[CrimeHit]], document: str
) -> Iterable[tuple[str | int, ...]]:
    for event, hits in found.items():
        for hit in hits:
            crime, why, cue, start, end, family, opens, linked = astuple(hit)
            yield (
                event, document, crime, why, cue, start, end, family, int(opens), int(linked)
            )  # fmt: skip


def _incidents(db: apsw.Connection, document: str) -> dict[str, int]:
    """The incident (root) of each told event of a document that is in one."""
    query = """SELECT e.id, i.root FROM event e JOIN incident i ON i.number=e.incident
        WHERE e.document=?"""
    return dict(rows(db, query, (document,)))


def _see(
    db: apsw.Connection, found: Mapping[str, Sequence[CrimeHit]], of_event: Mapping[str, int]
) -> list[int]:
    """Add to what incidents see; gives those that see something new."""
    touched = set()
    for event, hits in found.items():
        for hit in hits:
            line = (
                of_event[event], hit.crime, hit.why, hit.cue, hit.family, int(hit.opens),
                int(hit.linked),
            )  # fmt: skip
            db.execute("INSERT OR IGNORE INTO crime_seen VALUES(?,?,?,?,?,?,?)", line)
            if db.changes():
                touched.add(of_event[event])
    return sorted(touched)


def _open(db: apsw.Connection, incident: int) -> None:
    """Say which allegations of an incident stand; a new one gets the next number."""
    standing = {a.set for a in allegations(str(incident), hits_of(db, incident), ())}
    db.execute(f"UPDATE allegation SET stands=0 WHERE incident IN ({_SAME_ROOT})", (incident,))
    for name in sorted(standing):
        query = f"""SELECT min(number) FROM allegation
            WHERE name=? AND incident IN ({_SAME_ROOT})"""
        number = one(db, query, (name, incident))
        if number is None:
            number = one(db, "SELECT coalesce(max(number), 0) + 1 FROM allegation")
            insert(db, "allegation", (number, incident, name, 1))
        else:
            db.execute("UPDATE allegation SET stands=1 WHERE number=?", (number,))


def _name_crimes(
    db: apsw.Connection, seen: ReadingSeen, content: Mapping[str, str], of_event: Mapping[str, int]
) -> None:
    """Claims that name or define a crime bear on the document's happenings that it may be."""
    first: dict[int, ToldEvent] = {}
    for event in seen.told:
        if event.id in of_event:
            first.setdefault(of_event[event.id], event)
    could_be = {incident: _crimes(db, incident) for incident in first}
    telling = {(e.claim, of_event[e.id]) for e in seen.told if e.id in of_event}
    for claim in seen.claims:
        named = _named(claim, content[claim.id])
        for incident in sorted(first):
            if named & could_be[incident] and (claim.id, incident) not in telling:
                how = "defines a crime" if claim.stance is Stance.DEFINES else "names a crime"
                line = (
                    claim.id, first[incident].id, seen.document, Bearing.NAMES_CRIME.value,
                    f"{how} that it may be",
                )  # fmt: skip
                db.execute("INSERT OR IGNORE INTO bears VALUES(?,?,?,?,?)", line)


def _crimes(db: apsw.Connection, incident: int) -> set[str]:
    return {
        crime
        for a in allegations(str(incident), hits_of(db, incident), ())
        for crime in a.candidates.crimes
    }


def _named(claim: Claim, words: str) -> set[str]:
    """Crimes that a claim names or defines, whether or not it says that they happened."""
    if claim.stance.is_silence or claim.stance is Stance.ASKS:
        return set()
    if claim.stance is Stance.DEFINES:
        return {h.crime for h in crimes_said(words, Stance.ASSERTS.value)}
    return {h.crime for h in crimes_said(words, claim.stance.value) if h.why == "named"}


def _topic_lines(
    db: apsw.Connection, seen: ReadingSeen, content: Mapping[str, str]
) -> list[tuple[str | int, ...]]:
    """Topics of every claim, and of every told event in the outlet's own words, that bears.

    A claim that bears in two ways is read by the one that says more: `tells` before `no_answer`,
    `no_answer` before `names_crime`, `names_crime` before `answers` (which never stand together).
    """
    told = {event.id: event for event in seen.told}
    claims = {claim.id: claim for claim in seen.claims}
    kinds = _Kinds(seen.told)
    query = """SELECT claim, max(how) FROM bears WHERE document=? GROUP BY claim ORDER BY claim"""
    lines: list[tuple[str | int, ...]] = []
    for claim, how in rows(db, query, (seen.document,)):
        if claim in claims:
            near = () if how in _WITHOUT_KINDS else kinds.of(claims[claim])
            words, stance = content[claim], claims[claim].stance.value
        else:
            words, stance, near = _own_words(told[claim], seen.claims), "", (told[claim].kind,)
        for hit in topics_in(words, stance, near):
            lines.append(
                (claim, seen.document, hit.topic, hit.direction, hit.start, hit.end, hit.why)
            )
    return lines


def _own_words(event: ToldEvent, claims: Sequence[Claim]) -> str:
    """The sentence of an event that the outlet tells, without what others are quoted for in it."""
    start, words = event.context_start, list(event.context)
    for claim in claims:
        for first, last in claim.content:
            if not first <= event.start < last:
                for at in range(max(first - start, 0), min(last - start, len(words))):
                    words[at] = " "
    return "".join(words)


class _Kinds:
    """Kinds of the events that a claim tells, or that stand in the sentence it begins in."""

    def __init__(self, told: Sequence[ToldEvent]) -> None:
        self._by_claim: dict[str, list[str]] = {}
        self._sentences: dict[int, tuple[int, list[str]]] = {}
        for event in told:
            self._by_claim.setdefault(event.claim, []).append(event.kind)
            end = event.context_start + len(event.context)
            _, kinds = self._sentences.setdefault(event.context_start, (end, []))
            kinds.append(event.kind)
        self._starts = sorted(self._sentences)

    def of(self, claim: Claim) -> Sequence[str]:
        own = self._by_claim.get(claim.id)
        if own:
            return own
        at = bisect_right(self._starts, claim.start) - 1
        if at < 0:
            return ()
        end, kinds = self._sentences[self._starts[at]]
        return kinds if claim.start < end else ()


_WITHOUT_KINDS = frozenset({Bearing.NO_ANSWER.value, Bearing.NAMES_CRIME.value})
