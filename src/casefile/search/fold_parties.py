"""The register of parties, folded from readings and people's decisions, entry by entry.

Each party of a document joins the likest registered one as a suggestion, or opens a new one. What
a person decided stays when a newer reading of the document comes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import apsw

from casefile.case.parties import Alias, LinkState
from casefile.case.party_joining import NOT_SETTLED, Candidate, Joining, choose
from casefile.case.party_names import standing_name
from casefile.case.party_ranks import object_of
from casefile.claim import Claim
from casefile.particulars import Party, PartyKind, Reason
from casefile.reading.parties.identity_across import Likeness, likely_same
from casefile.reading.parties.mention_names import person_words
from casefile.search.database import insert, insert_all, one, packed, rows, unpacked
from casefile.search.party_rows import (
    NOBODY,
    SCHEMA,
    SPELLING,
    TABLES,
    Sighting,
    are_apart,
    count_in,
    count_out,
    link_id,
    names_of,
    open_party,
    reasons_text,
    root_of,
    sighting_of,
)
from casefile.search.seen import ReadingSeen

__all__ = ["SCHEMA", "TABLES", "fold", "forget"]

_BLOCK = 64  # parties under one key that are looked at
_COMPARED = 24  # candidates that are compared
_ROLES = 8  # roles of a registered party that are compared
SAME_HERE = Reason("same name in this document", 0.75)
_LONGEST = 300  # code points of a name that is kept


def forget(db: apsw.Connection, document: str) -> None:
    """Take a document's reading out. Its links are remembered, not counted: a newer reading that
    finds the same names takes them up again, with what people decided about them."""
    found = rows(
        db,
        "SELECT l.link, l.local, l.name, l.kind, l.aliases, l.number FROM party_link l"
        " JOIN party_document d ON d.number=l.document WHERE d.id=? AND l.stands=1"
        " ORDER BY l.link",
        (document,),
    )
    for row in found:
        count_out(db, int(row[5]), sighting_of(row[:5]))
        for table in ("party_possible", "party_role", "party_named"):
            db.execute(f"DELETE FROM {table} WHERE link=?", (row[0],))
        db.execute("UPDATE party_link SET stands=0 WHERE link=?", (row[0],))


def fold(db: apsw.Connection, seen: ReadingSeen) -> None:
    """Take a reading in. One of the same document that was taken in before is forgotten first."""
    forget(db, seen.document)
    db.execute("INSERT OR REPLACE INTO party_document VALUES(?,?,?,?)",
               (seen.number, seen.document, seen.published, seen.outlet))  # fmt: skip
    folding = _Folding(db, seen)
    for sighting in folding.sightings:
        folding.place(sighting)
    folding.write_roles()
    folding.write_claims()


@dataclass(frozen=True, slots=True)
class _Placed:
    """In which party a link stands, how it came there, and what a person decided."""

    number: int
    state: LinkState
    score: str = ""
    reasons: str = "[]"
    decided: int = NOBODY
    kind: str = ""


class _Folding:
    """One reading on its way into the register."""

    def __init__(self, db: apsw.Connection, seen: ReadingSeen) -> None:
        self._db, self._seen = db, seen
        self._parties = {party.id: party for party in seen.particulars.parties}
        self._known = self._remembered()
        self.sightings = tuple(self._sighted())
        self._links = {s.local: s.link for s in self.sightings}
        self._by_name: dict[str, set[str]] = {}
        for sighting in self.sightings:
            for name in sighting.names:
                self._by_name.setdefault(SPELLING.spelled(name), set()).add(sighting.link)
        self._generic: dict[str, int] = {}  # parties of this document by a name such as "the Court"
        self._mentions = Counter(m.party for m in seen.particulars.mentions)

    def place(self, sighting: Sighting) -> None:
        """Write the link of a sighting: the remembered one, or where likeness puts it."""
        joining = _joining(self._db, sighting, self._role_words(sighting))
        if joining.chosen is None and (here := self._of_that_name(sighting)):
            joining = Joining(here, joining.possible)
        known = self._known.get(sighting.link)
        if known is not None and (known.decided != NOBODY or known.kind == sighting.kind):
            self._write(sighting, known)
        elif joining.chosen is None:
            number = open_party(self._db, sighting.link, sighting.kind.value, self._seen.n,
                                unsettled=joining.unsettled)  # fmt: skip
            self._write(sighting, _Placed(number, LinkState.OPENED))
        else:
            self._write(sighting, _joined(joining.chosen))
        self._write_possible(sighting, joining)

    def _of_that_name(self, sighting: Sighting) -> Candidate | None:
        """A party of this document with the same name, where the name says nothing elsewhere."""
        if sighting.keys.asked or sighting.kind is PartyKind.PEOPLE:
            return None
        spelled = SPELLING.spelled(sighting.name)
        number = self._generic.setdefault(spelled, 0)
        if not number:
            return None
        return Candidate(number, root_of(self._db, number), 1, SAME_HERE.weight, (SAME_HERE,))

    def _write_possible(self, sighting: Sighting, joining: Joining) -> None:
        """The other parties that it may be, but for its own and those that a person told apart."""
        query = "SELECT number FROM party_link WHERE link=?"
        own = root_of(self._db, int(one(self._db, query, (sighting.link,))))
        shown = [joining.chosen] if joining.chosen else []
        for other in [*shown, *joining.possible]:
            if other.root == own or are_apart(self._db, own, other.root):
                continue
            why = reasons_text(other.reasons)
            values = sighting.link, other.number, f"{other.score:.3f}", why
            insert(self._db, "party_possible", values)

    def write_roles(self) -> None:
        """What words say that parties are, of whom, and in which claims."""
        roles = [
            (role.start, sighting.link, role)
            for sighting in self.sightings
            for role in self._parties[sighting.local].roles
        ]
        within = _claims_at(self._seen.claims, [start for start, _, _ in roles])
        written: set[tuple[str, int]] = set()
        for start, link, role in roles:
            if (link, start) in written:
                continue
            written.add((link, start))
            words = " ".join(self._seen.text[start : role.end].split())[:_LONGEST]
            of = self._links.get(role.of, "") or self._called(object_of(words), but=link)
            insert(self._db, "party_role", (link, start, words, of, packed(within.get(start, []))))

    def _called(self, words: str, *, but: str) -> str:
        """The only other party of the document that has these words as a name."""
        spelled = SPELLING.spelled(words)
        fits = self._by_name.get(spelled, set()) - {but} if spelled else set()
        return min(fits) if len(fits) == 1 else ""

    def write_claims(self) -> None:
        """In whose source, content, relay or condition a party is named, and how many it makes."""
        mentions = [m for m in self._seen.particulars.mentions if m.party in self._links]
        within = _claims_at(self._seen.claims, [m.start for m in mentions])
        named = {(self._links[m.party], c) for m in mentions for c in within.get(m.start, ())}
        insert_all(self._db, "party_named", sorted(named))
        made = Counter(self._links.get(c.speaker, "") for c in self._seen.claims)
        counts = Counter(link for link, _ in named)
        for link in sorted(set(self._links.values()) & (set(made) | set(counts))):
            values = made[link], counts[link], link
            self._db.execute("UPDATE party_link SET made=?, named=? WHERE link=?", values)

    def _write(self, sighting: Sighting, placed: _Placed) -> None:
        self._db.execute("DELETE FROM party_link WHERE link=?", (sighting.link,))
        values = (
            sighting.link, self._seen.number, sighting.local, placed.number, sighting.name,
            sighting.kind.value, packed(list(sighting.aliases)),
            self._mentions[sighting.local], 0, 0, placed.state.value, placed.score,
            placed.reasons, placed.decided, 1,
        )  # fmt: skip
        insert(self._db, "party_link", values)
        count_in(self._db, placed.number, sighting)
        if self._generic.get(SPELLING.spelled(sighting.name)) == 0:
            self._generic[SPELLING.spelled(sighting.name)] = placed.number

    def _remembered(self) -> dict[str, _Placed]:
        query = """SELECT link, number, state, score, reasons, decided, kind FROM party_link
            WHERE document=? ORDER BY link"""
        found = rows(self._db, query, (self._seen.number,))
        return {
            link: _Placed(number, LinkState(state), score, why, decided, kind)
            for link, number, state, score, why, decided, kind in found
        }

    def _sighted(self) -> Iterator[Sighting]:
        """The document's parties. One whose fullest name is new, and whose names are those of one
        remembered link that a person decided on, takes up that link."""
        parties = self._seen.particulars.parties
        links = _link_ids(self._seen.document, parties)
        decided = {k: n for k, n in self._decided_names().items() if k not in links}
        for party, link in zip(parties, links, strict=True):
            name = party.name[:_LONGEST]
            aliases = tuple(dict.fromkeys(a[:_LONGEST] for a in party.aliases))
            if decided and link not in self._known:
                fits = [k for k, names in decided.items() if _part_of(names, (name, *aliases))]
                if len(fits) == 1:
                    link = fits[0]
                    del decided[link]
            yield Sighting(link, party.id, name, party.kind, aliases)

    def _decided_names(self) -> dict[str, tuple[str, ...]]:
        found = rows(
            self._db,
            "SELECT link, name, aliases FROM party_link WHERE document=? AND decided>=0"
            " ORDER BY link",
            (self._seen.number,),
        )
        return {link: (name, *unpacked(aliases)) for link, name, aliases in found}

    def _role_words(self, sighting: Sighting) -> tuple[str, ...]:
        roles = self._parties[sighting.local].roles[:_ROLES]
        return tuple(self._seen.text[r.start : r.end] for r in roles)


def _link_ids(document: str, parties: Iterable[Party]) -> list[str]:
    nth: Counter[str] = Counter()
    links = []
    for party in parties:
        name = party.name[:_LONGEST]
        spelled = SPELLING.spelled(name) or name
        links.append(link_id(document, name, nth[spelled]))
        nth[spelled] += 1
    return links


def _part_of(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of the names is a part of one of the others, or the other way: "Moor"."""
    mine, theirs = ([set(SPELLING.spelled(n).split()) for n in ns] for ns in (names, others))
    return any(a and b and (a <= b or b <= a) for a in mine for b in theirs)


def _joined(chosen: Candidate) -> _Placed:
    more = (NOT_SETTLED,) if chosen.unsettled else ()
    why = reasons_text((*chosen.reasons, *more))
    return _Placed(chosen.number, LinkState.SUGGESTED, f"{chosen.score:.3f}", why)


def _claims_at(claims: Iterable[Claim], starts: Iterable[int]) -> dict[int, list[str]]:
    """For each position, the claims whose source, content, relay or condition holds it."""
    places = sorted(set(starts))
    found: dict[int, list[str]] = {}
    for claim in claims:
        within: set[int] = set()
        for start, end in (*claim.source, *claim.content, *claim.relay, *claim.condition):
            within.update(places[bisect_left(places, start) : bisect_left(places, end)])
        for place in sorted(within):
            found.setdefault(place, []).append(claim.id)
    return found


def _joining(db: apsw.Connection, sighting: Sighting, roles: tuple[str, ...]) -> Joining:
    """Compare with the parties that share a key, and choose."""
    party = Party(sighting.local, sighting.name, sighting.kind, sighting.aliases)
    single = sighting.kind is PartyKind.PERSON and len(person_words(sighting.name)) == 1
    candidates = []
    for number in _blocked(db, sighting):
        found = rows(db, "SELECT kind, unsettled FROM party WHERE number=?", (number,))[0]
        like, documents = _likeness(db, number, PartyKind(found[0]), party, roles)
        if like.reasons:
            candidates.append(Candidate(number, root_of(db, number), documents, like.score,
                                        like.reasons, bool(found[1])))  # fmt: skip
    return choose(candidates, lambda one, other: are_apart(db, one, other), surname=single)


def _blocked(db: apsw.Connection, sighting: Sighting) -> list[int]:
    """Numbers that share a key, those that share most first."""
    shared: Counter[int] = Counter()
    for key in sighting.keys.asked:
        query = "SELECT number FROM party_key WHERE key=? ORDER BY number LIMIT ?"
        shared.update(int(number) for (number,) in db.execute(query, (key, _BLOCK)))
    return sorted(shared, key=lambda number: (-shared[number], number))[:_COMPARED]


def _likeness(
    db: apsw.Connection, number: int, kind: PartyKind, party: Party, roles: tuple[str, ...]
) -> tuple[Likeness, int]:
    """How like a registered party is, and how many documents use its most used name."""
    names = names_of(db, number)
    if not names:
        return Likeness(0.0, ()), 0
    name = standing_name((Alias(n, "", used) for n, used in names), kind, SPELLING)
    registered = Party(f"p{number}", name, kind, tuple(n for n, _ in names if n != name))
    theirs: tuple[str, ...] = ()
    if roles:
        query = (
            "SELECT r.words FROM (SELECT link FROM party_link WHERE number=? ORDER BY link LIMIT ?)"
            " l JOIN party_role r ON r.link=l.link ORDER BY r.link, r.start LIMIT ?"
        )
        theirs = tuple(sorted({str(w) for (w,) in db.execute(query, (number, _BLOCK, _ROLES))}))
    return likely_same(registered, party, theirs, roles), names[0][1]
