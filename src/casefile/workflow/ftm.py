"""Hand parties, documents and incidents over as FollowTheMoney entities."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import apsw

from casefile.case.parties import RegisteredParty
from casefile.entry import Draft
from casefile.errors import CaseError
from casefile.export.ftm import DocumentOut, EventOut, PartyOut, RoleOut, write_ftm
from casefile.search import incidents as incident_queries
from casefile.search import parties as party_queries
from casefile.search.incident_rows import EventRow, IncidentRow
from casefile.search.parties import PartyFilter
from casefile.search.rows import DocumentRow
from casefile.workflow.workspace import Workspace

BESIDE = ".cannot-hold.json"
"""Ending of the file that is written beside the entities: what the format cannot hold."""


@dataclass(frozen=True, slots=True)
class FtmSummary:
    """What was written: entities as JSON lines at `path`, and what they cannot hold beside them."""

    path: Path
    beside: Path
    entities: int
    shortened: int
    sha256: str


def export_ftm(case: Workspace, out: Path) -> FtmSummary:
    """Write the entities of a case; the same case gives the same bytes.

    Nameless people stay out. An entry keeps the digest of what was handed over.

    Raises:
        CaseError: something is at `out` or beside it already, or it cannot be written.
    """
    beside = out.with_name(out.name + BESIDE)
    for path in (out, beside):
        if path.exists():
            raise CaseError(
                "something is there already", found=path.name, next_step="name another file"
            )
    db = case.index.db
    ids = {row.number: row.id for row in case.index.documents()}
    listed = party_queries.list_parties(db, PartyFilter())
    parties = [party_queries.party(db, one.number) for one in listed]
    known = {one.label: one.id for one in parties}
    by_number = {one.number: one.id for one in parties}
    written = write_ftm(
        [_party(db, one, known, ids) for one in parties],
        [_document(row) for row in case.index.documents()],
        [_event(db, row, by_number, ids) for row in incident_queries.incidents(db)],
    )
    _write(out, written.entities)
    _write(beside, written.beside)
    digest = sha256(written.entities).hexdigest()
    data = {"ftm": digest, "size": len(written.entities), "entities": written.count}
    case.record.append([Draft("export.make", data)])
    return FtmSummary(out, beside, written.count, written.shortened, digest)


def _party(
    db: apsw.Connection, one: RegisteredParty, known: dict[str, str], ids: dict[int, str]
) -> PartyOut:
    links = party_queries.links_of(db, one.number)
    roles = tuple(
        RoleOut(
            role.words,
            known.get(role.of, ""),
            tuple(ids[n] for n in role.documents),
            role.cited.first,
            role.cited.last,
        )
        for role in one.roles
    )
    return PartyOut(
        id=one.id,
        name=one.name,
        kind=one.kind,
        aliases=tuple(alias.name for alias in one.aliases),
        roles=roles,
        documents=tuple(dict.fromkeys(ids[link.document] for link in links)),
    )


def _document(row: DocumentRow) -> DocumentOut:
    return DocumentOut(
        id=row.id,
        digest=row.digest,
        file_name=row.name,
        title=row.headline,
        outlet=row.outlet,
        published=row.published,
        address=row.address,
        media_type=row.media_type,
    )


def _event(
    db: apsw.Connection, row: IncidentRow, parties: dict[int, str], ids: dict[int, str]
) -> EventOut:
    events = incident_queries.events_of(db, row.number)
    return EventOut(
        id=row.anchor,
        name=row.title,
        earliest=row.first_day,
        latest=row.last_day,
        places=row.places,
        countries=tuple(sorted({p.country for e in events for p in e.places if p.country})),
        involved=_involved(db, events, parties),
        documents=tuple(ids[n] for n in sorted({e.number for e in events})),
    )


def _involved(
    db: apsw.Connection, events: Sequence[EventRow], parties: dict[int, str]
) -> tuple[str, ...]:
    """Ids of the parties that take part, whatever their part is said to be."""
    found: dict[str, None] = {}
    for event in events:
        numbers = party_queries.registered(db, event.number)
        for part in event.parts:
            one = parties.get(numbers.get(part.party, 0))
            if one:
                found[one] = None
    return tuple(found)


def _write(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_bytes(data)
        os.replace(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise CaseError("the file cannot be written", found=error.strerror or "") from error
