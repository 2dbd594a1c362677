"""FollowTheMoney: the parties, documents and incidents of a case as entities, one JSON a line.

What other programs speak is a graph of persons, bodies, positions and events. It has no word for
who says a thing and who denies it; `ftm_limits.CANNOT_HOLD` lists what is lost, and travels beside
the entities. No entity has a topic: see docs/ftm.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casefile.case.party_ranks import says_member
from casefile.export.ftm_entities import Entity, Properties, entity, ftm_date, ftm_id
from casefile.export.ftm_limits import CANNOT_HOLD
from casefile.particulars import PartyKind
from casefile.reference.tables import load_table

NOTICE = (
    "Named in documents of a case file. To be named, also beside an event, says nothing of"
    " responsibility: everyone is presumed innocent until finally convicted (Rome Statute,"
    " Article 66)."
)
EVENT_NOTICE = "What documents say; nothing here is established. Whoever is involved is presumed"
EVENT_NOTICE += " innocent until finally convicted (Rome Statute, Article 66)."


@dataclass(frozen=True, slots=True)
class RoleOut:
    """What words say a party is. `of` is a party's id, "" where it is of none that is exported;
    `first` and `last` are ISO days on which it was cited, not on which it began or ended."""

    words: str
    of: str = ""
    documents: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class PartyOut:
    """A party. `id` is stable; `countries` are ISO 3166-1 alpha-2; `documents` ids of those that
    name it."""

    id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[RoleOut, ...] = ()
    documents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentOut:
    """A document. `published` is ISO 8601, as precise as known; `digest` is that of its bytes."""

    id: str
    digest: str  # SHA-256, hex
    file_name: str
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    address: str = ""
    media_type: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class EventOut:
    """An incident as documents tell it. `earliest` and `latest` are ISO days, months or years, ""
    where not told; `places` are in the documents' words; `involved` are parties' ids, whatever
    their part is said to be."""

    id: str
    name: str
    earliest: str = ""
    latest: str = ""
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    involved: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FtmWritten:
    """`entities` is JSON lines, UTF-8; `beside` the list of what they cannot hold, as JSON."""

    entities: bytes
    beside: bytes
    count: int
    shortened: int  # values that were cut to the format's longest


def write_ftm(
    parties: Iterable[PartyOut], documents: Iterable[DocumentOut], events: Iterable[EventOut]
) -> FtmWritten:
    """Write entities. The same values give the same bytes; ids are the same in every export.

    >>> written = write_ftm([PartyOut("a", "Anna Moor", PartyKind.PERSON)], [], [])
    >>> written.count
    1
    """
    writing = _Writing(tuple(parties), tuple(documents))
    found: dict[str, Entity] = {}
    for made in (*writing.documents(), *writing.parties(), *writing.events(events)):
        found.setdefault(made.id, made)
    lines = b"".join(one.to_line() for one in found.values())
    shortened = sum(one.shortened for one in found.values())
    beside = {
        "format": f"FollowTheMoney {load_table('ftm')['version']}",
        "entities": len(found),
        "values_shortened": shortened,
        "cannot_hold": [{"what": what, "why": why} for what, why in CANNOT_HOLD],
    }
    text = json.dumps(beside, ensure_ascii=False, indent=1) + "\n"
    return FtmWritten(lines, text.encode("utf-8"), len(found), shortened)


class _Writing:
    """Knows which parties and documents are written, so that no entity points at nothing."""

    def __init__(self, parties: tuple[PartyOut, ...], documents: tuple[DocumentOut, ...]) -> None:
        schemata: dict[str, str] = load_table("ftm")["written"]
        self._parties = {p.id: p for p in parties if p.kind.value in schemata}
        self._schemata = {p.id: schemata[p.kind.value] for p in self._parties.values()}
        self._documents = {d.id: d for d in documents}

    def documents(self) -> Iterator[Entity]:
        languages: dict[str, str] = load_table("ftm")["languages"]
        for one in self._documents.values():
            schema = "Article" if one.outlet else "Document"
            language = languages.get(one.language[:2].lower(), "")
            yield entity(
                ftm_id("document", one.id),
                schema,
                {
                    "name": (one.title or one.file_name,),
                    "fileName": (one.file_name or one.title or one.id,),
                    "title": (one.title,),
                    "author": one.authors,
                    "publisher": (one.outlet,),
                    "publishedAt": (ftm_date(one.published),),
                    "sourceUrl": (one.address,),
                    "mimeType": (one.media_type,),
                    "language": (language,),
                    "notes": (f"SHA-256 of the bytes: {one.digest}",),
                },
            )

    def parties(self) -> Iterator[Entity]:
        for one in self._parties.values():
            schema = self._schemata[one.id]
            told = one.kind.value if _needs_classification(one.kind, schema) else ""
            said = [f"said to be: {r.words}" for r in one.roles if not self._is_link(one, r)]
            notice = (NOTICE,) if one.kind is PartyKind.PERSON else ()
            yield entity(
                self._party(one.id),
                schema,
                {
                    "name": (one.name,),
                    "alias": one.aliases,
                    "country": tuple(c.lower() for c in one.countries),
                    "classification": (told,),
                    "notes": (*one.notes, *said, *notice),
                    "proof": self._proof(one.documents),
                },
            )
            for role in one.roles:
                yield from self._role(one, role)

    def events(self, events: Iterable[EventOut]) -> Iterator[Entity]:
        for one in events:
            first, last = ftm_date(one.earliest), ftm_date(one.latest)
            exact = bool(first) and first == last
            yield entity(
                ftm_id("event", one.id),
                "Event",
                {
                    "name": (one.name,),
                    "date": (first if exact else "",),
                    "startDate": ("" if exact else first,),
                    "endDate": ("" if exact else last,),
                    "location": one.places,
                    "country": tuple(c.lower() for c in one.countries),
                    "involved": tuple(map(self._party, self._known(one.involved))),
                    "notes": (*one.notes, EVENT_NOTICE),
                    **self._sources(one.documents),
                },
            )

    def _role(self, party: PartyOut, role: RoleOut) -> Iterator[Entity]:
        """A membership where the words say so, a position that a person holds, or another link."""
        of = role.of if role.of in self._parties else ""
        of_body = of and self._schemata[of] in ("Organization", "PublicBody")
        if of_body and says_member(role.words):
            yield self._membership(party, role)
        elif party.kind is PartyKind.PERSON and (of_body or not of):
            yield from self._occupancy(party, role, of)
        elif of:
            yield self._link(party, role)

    def _is_link(self, party: PartyOut, role: RoleOut) -> bool:
        """A body that is said to be something, of nobody, holds no position."""
        return party.kind is PartyKind.PERSON or role.of in self._parties

    def _membership(self, party: PartyOut, role: RoleOut) -> Entity:
        ends = {"member": (self._party(party.id),), "organization": (self._party(role.of),)}
        words = {"role": (role.words,)}
        id_ = ftm_id("membership", party.id, role.of, role.words)
        return entity(id_, "Membership", {**ends, **words, **self._cited(role)})

    def _occupancy(self, party: PartyOut, role: RoleOut, of: str) -> Iterator[Entity]:
        # A role of nothing in particular is its holder's own: two presidents share no position.
        post = ftm_id("position", role.words, of or party.id)
        yield entity(
            post,
            "Position",
            {"name": (role.words,), "organization": (self._party(of),) if of else ()},
        )
        id_ = ftm_id("occupancy", party.id, of, role.words)
        ends = {"holder": (self._party(party.id),), "post": (post,)}
        yield entity(id_, "Occupancy", {**ends, **self._cited(role)})

    def _link(self, party: PartyOut, role: RoleOut) -> Entity:
        """ "A deputy to Anna Moor": what kind of tie that is, only the words say."""
        ends = {"subject": (self._party(party.id),), "object": (self._party(role.of),)}
        id_ = ftm_id("link", party.id, role.of, role.words)
        return entity(id_, "UnknownLink", {**ends, "role": (role.words,), **self._cited(role)})

    def _cited(self, role: RoleOut) -> Properties:
        """Days of citing are no start and no end: they are written as dates, and said in words."""
        days = tuple(dict.fromkeys(d for d in (ftm_date(role.first), ftm_date(role.last)) if d))
        said = f"first cited {days[0]}, last cited {days[-1]}" if days else ""
        return {"date": days, "description": (said,), **self._sources(role.documents)}

    def _sources(self, documents: Iterable[str]) -> Properties:
        known = [d for d in dict.fromkeys(documents) if d in self._documents]
        addresses = tuple(self._documents[d].address for d in known)
        return {"proof": self._proof(known), "sourceUrl": addresses}

    def _proof(self, documents: Iterable[str]) -> tuple[str, ...]:
        return tuple(ftm_id("document", d) for d in documents if d in self._documents)

    def _known(self, parties: Iterable[str]) -> list[str]:
        return [p for p in dict.fromkeys(parties) if p in self._parties]

    def _party(self, id_: str) -> str:
        return ftm_id("party", id_)


def _needs_classification(kind: PartyKind, schema: str) -> bool:
    known: dict[str, str] = load_table("ftm")["read"]
    return known[schema] != kind.value
