"""Claims that bear on an incident, each with what its origin is told by: copies, agency, party."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import apsw

from casefile.search.database import rows


@dataclass(frozen=True, slots=True)
class SayingRow:
    """A claim, or a told event in the outlet's own words, that bears on an incident.

    `how` is a value of `case.bearing.Bearing`, the one that says most where there are several.
    `lead` is the document that the copy group of this one began with (itself where it is no copy);
    `agency` the wire agency that the document names for itself; `party` the speaker's number in the
    register of parties, 0 where it is not settled.
    """

    claim: str  # id of the claim, or of the told event
    label: str  # "12-4" for a claim, "12.3" for an event
    document: str
    number: int
    outlet: str
    published: str
    speaker: str
    speaker_kind: str
    party: int
    source: str
    cue: str
    content: str
    stance: str
    directness: str
    relay: str
    asked: str
    certainty: str
    start: int  # where its first word stands
    how: str
    why: str
    lead: str
    lead_number: int
    agency: str

    @property
    def is_own_words(self) -> bool:
        """Whether the outlet speaks in its own voice."""
        return self.directness == "own_voice"


_SELECT = """SELECT b.claim, coalesce(c.ordinal, e.ordinal), d.id, d.number, d.outlet, d.published,
    coalesce(c.speaker, nullif(d.outlet, ''), 'the outlet'), coalesce(c.speaker_kind, 'outlet'),
    coalesce(c.source, ''), coalesce(c.cue, ''), coalesce(c.content, e.context),
    coalesce(c.stance, 'asserts'), coalesce(c.directness, 'own_voice'), coalesce(c.relay, ''),
    coalesce(c.asked, ''), coalesce(c.certainty, 'plain'), coalesce(c.position, e.start), b.how,
    b.why, coalesce(g.lead, d.id), coalesce(l.number, d.number), coalesce(a.name, ''),
    c.id IS NULL, coalesce(c.party, '')
    FROM bears b JOIN event e ON e.id=b.event JOIN incident i ON i.number=e.incident
    JOIN document d ON d.id=e.document LEFT JOIN claim c ON c.document=e.document AND c.id=b.claim
    LEFT JOIN copy_group g ON g.document=d.id LEFT JOIN document l ON l.id=g.lead
    LEFT JOIN agency a ON a.document=d.id"""
_ORDER = " ORDER BY d.number, coalesce(c.position, e.start), b.claim"
_STRENGTH = ("tells", "answers", "no_answer", "names_crime")


def sayings(db: apsw.Connection, incident: int) -> list[SayingRow]:
    """Everything that bears on an incident (root), once a claim, by document and place."""
    found: dict[str, SayingRow] = {}
    parties = _Parties(db)
    for row in rows(db, f"{_SELECT} WHERE i.root=? {_ORDER}", (incident,)):
        saying = _saying(row, parties)
        known = found.get(saying.claim)
        if known is None or _STRENGTH.index(saying.how) < _STRENGTH.index(known.how):
            found[saying.claim] = saying
    return list(found.values())


def topics_of(db: apsw.Connection, claims: Iterable[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Topic, direction and why of each of these claims that says something on a topic."""
    wanted = sorted(set(claims))
    found: dict[str, list[tuple[str, str, str]]] = {}
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        marks = ",".join("?" * len(some))
        query = f"""SELECT claim, topic, direction, why FROM topic_hit WHERE claim IN ({marks})
            ORDER BY claim, topic"""
        for claim, topic, direction, why in rows(db, query, some):
            found.setdefault(claim, []).append((topic, direction, why))
    return found


class _Parties:
    """Numbers in the register of parties, looked up once a document; merges are followed."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self._known: dict[int, dict[str, int]] = {}
        self._merged = dict(rows(db, "SELECT number, merged FROM party WHERE merged>0"))

    def number(self, document: int, party: str) -> int:
        if not party:
            return 0
        if document not in self._known:
            query = "SELECT local, number FROM party_link WHERE document=? AND stands=1"
            self._known[document] = dict(rows(self._db, query, (document,)))
        number = self._known[document].get(party, 0)
        while number in self._merged:
            number = self._merged[number]
        return number


def _saying(row: tuple[object, ...], parties: _Parties) -> SayingRow:
    (claim, ordinal, document, number, outlet, published, speaker, kind, *rest) = row
    (source, cue, content, stance, directness, relay, asked, certainty, start, *rest) = rest
    how, why, lead, lead_number, agency, is_event, party = rest
    return SayingRow(
        claim=str(claim),
        label=f"{number}.{ordinal}" if is_event else f"{number}-{ordinal}",
        document=str(document),
        number=int(str(number)),
        outlet=str(outlet),
        published=str(published),
        speaker=str(speaker),
        speaker_kind=str(kind),
        party=parties.number(int(str(number)), str(party)),
        source=str(source),
        cue=str(cue),
        content=str(content),
        stance=str(stance),
        directness=str(directness),
        relay=str(relay),
        asked=str(asked),
        certainty=str(certainty),
        start=int(str(start)),
        how=str(how),
        why=str(why),
        lead=str(lead),
        lead_number=int(str(lead_number)),
        agency=str(agency),
    )
