"""Allegations with who says so, the element matrix, and what nobody has said yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import apsw

from casefile.case.allegation import PRESUMPTION, CandidateSet
from casefile.case.bearing import Bearing
from casefile.case.gaps import Gaps, gaps
from casefile.case.matrix import MACHINE, Mapped, Matrix, matrix
from casefile.case.origins import Corroboration, Saying, corroboration, origins_of
from casefile.case.rows import Person, modes_of, of_person, rows
from casefile.case.topics import Bearing as TopicBearing
from casefile.case.topics import TopicHit, bearings, is_linkage
from casefile.errors import DecisionError
from casefile.search import allegations as queries
from casefile.search import incidents as incident_queries
from casefile.search import mappings
from casefile.search.allegations import AllegationRow
from casefile.search.fold_crimes import candidate_set, describing
from casefile.search.incident_rows import EventRow, IncidentRow
from casefile.search.sayings import SayingRow, sayings, topics_of
from casefile.workflow.jurisdiction import jurisdiction
from casefile.workflow.workspace import Workspace

_UNNAMED = Person("not named", "those who are said to have acted, whom nobody names")
_NAMES_CRIME = Bearing.NAMES_CRIME.value
_CONTRARY = frozenset({"denies", "doubts", "presents_as", "cannot_confirm"})


@dataclass(frozen=True, slots=True)
class AllegationShown:
    """An allegation with all that bears on it.

    `sayings` are the claims by id; `origins` the key of each one's origin.
    """

    row: AllegationRow
    incident: IncidentRow
    events: tuple[EventRow, ...]
    candidates: CandidateSet
    sayings: Mapping[str, SayingRow]
    origins: Mapping[str, str]
    corroboration: Corroboration
    persons: tuple[Person, ...]
    matrix: Matrix
    gaps: Gaps


@dataclass(frozen=True, slots=True)
class AllegationLine:
    """An allegation in a list. `conduct` names the candidate set, `candidates` its citations."""

    number: int
    incident: int
    title: str
    set: str
    conduct: str
    candidates: str
    documents: int
    claims: int
    acting: tuple[str, ...]  # who are said to have acted
    speakers: tuple[str, ...]
    denied_by: tuple[str, ...]
    other_accounts: tuple[str, ...]
    no_answer: tuple[str, ...]
    first_said: str
    presumption: str = PRESUMPTION


def allegations(case: Workspace) -> list[AllegationLine]:
    """The allegations that stand, by number."""
    return lines_of(case)


def lines_of(case: Workspace, numbers: Sequence[int] = ()) -> list[AllegationLine]:
    """Lines of the allegations of these numbers, in their order; of all by number without any."""
    db = case.index.db
    titles = incident_queries.titles(db)
    found = queries.allegations(db, numbers) if numbers else queries.allegations(db)
    place = {number: at for at, number in enumerate(numbers)}
    found.sort(key=lambda row: place.get(row.number, row.number))
    return [_line(db, row, titles) for row in found]


def _line(db: apsw.Connection, row: AllegationRow, titles: Mapping[int, str]) -> AllegationLine:
    found = candidate_set(db, row.incident, row.name)
    return AllegationLine(
        number=row.number,
        incident=row.incident,
        title=titles[row.incident],
        set=row.name,
        conduct=found.name if found else row.name,
        candidates=_citations(found) if found else "",
        documents=row.documents,
        claims=row.claims,
        acting=row.acting,
        speakers=row.speakers,
        denied_by=row.denied_by,
        other_accounts=row.other_accounts,
        no_answer=row.no_answer,
        first_said=row.first_said,
    )


def _citations(found: CandidateSet) -> str:
    """Each provision once, however many crimes it holds."""
    return ", ".join(dict.fromkeys(short(c.citation) for c in found.candidates))


def short(citation: str) -> str:
    """A citation for lists.

    >>> short("Rome Statute Art. 8(2)(b)(ii)"), short("Genocide Convention (1948) Art. II(e)")
    ('8(2)(b)(ii)', 'Genocide Convention II(e)')
    """
    plain = citation.replace(" (1948)", "")
    return plain.removeprefix("Rome Statute ").replace("Art. ", "")


def allegation(case: Workspace, number: int) -> AllegationShown:
    """One allegation.

    Raises:
        DecisionError: there is none of this number, or it does not stand any more.
    """
    db = case.index.db
    row = queries.allegation_row(db, number)
    found = _candidates(db, row.number, row.incident, row.name)
    events = tuple(incident_queries.events_of(db, row.incident))
    bearing = _of_this(db, row, events, sayings(db, row.incident))
    origins = origins_of([_saying(s) for s in bearing])
    told = {claim: origin.key for claim, origin in origins.items()}
    persons, made = _matrix(db, (row.incident, row.name), found, (events, bearing, told))
    return AllegationShown(
        row=row,
        incident=incident_queries.incident(db, row.incident),
        events=events,
        candidates=found,
        sayings={s.claim: s for s in bearing},
        origins=told,
        corroboration=corroboration([_saying(s) for s in bearing if Bearing(s.how).says_so]),
        persons=persons,
        matrix=made,
        gaps=gaps(made),
    )


def _of_this(
    db: apsw.Connection,
    row: AllegationRow,
    events: Sequence[EventRow],
    bearing: Sequence[SayingRow],
) -> list[SayingRow]:
    """What bears on an allegation: who tells another act of the happening ("shelled the mill",
    where it is about "killed nine") is no voice for it. A denial of any act of it counts."""
    kinds = queries.kinds_of(db, row.incident, row.name)
    telling = {event.claim or event.id for event in events if event.kind in kinds}
    return [
        replace(s, how=Bearing.BESIDE.value)
        if s.how == Bearing.TELLS and s.claim not in telling and s.stance not in _CONTRARY
        else s
        for s in bearing
    ]


def open_points(case: Workspace, number: int) -> Gaps:
    """What is missing and what is contested in an allegation, without who says so by origin.

    Raises:
        DecisionError: as in `allegation`.
    """
    db = case.index.db
    incident, name = queries.incident_and_set(db, number)
    found = _candidates(db, number, incident, name)
    bearing = sayings(db, incident)
    told = {s.claim: s.claim for s in bearing}
    events = incident_queries.events_of(db, incident)
    return gaps(_matrix(db, (incident, name), found, (events, bearing, told))[1])


def _candidates(db: apsw.Connection, number: int, incident: int, name: str) -> CandidateSet:
    found = candidate_set(db, incident, name)
    if found is None:
        raise DecisionError(f"a{number} does not stand any more")
    return found


def _matrix(
    db: apsw.Connection,
    which: tuple[int, str],
    found: CandidateSet,
    what: tuple[Sequence[EventRow], Sequence[SayingRow], Mapping[str, str]],
) -> tuple[tuple[Person, ...], Matrix]:
    """The persons named and the matrix of an incident (root) and candidate set.

    Args:
        what: its told events, what bears on it, and the key of each claim's origin.
    """
    events, bearing, told = what
    topics = topics_of(db, told)
    persons = _persons(events, (t for hits in topics.values() for t, _, _ in hits))
    described = describing(db, which[0])
    machine = (*_mapped(bearing, told, topics, persons), *jurisdiction(events, told, described))
    by_hand = mappings.mapped(db, *which, told)
    return persons, matrix(rows(found.crimes, persons), (*machine, *by_hand))


def _saying(row: SayingRow) -> Saying:
    return Saying(
        claim=row.claim,
        document=row.document,
        number=row.number,
        outlet=row.outlet,
        published=row.published,
        lead=row.lead,
        lead_number=row.lead_number,
        agency=row.agency,
        stance=row.stance,
        speaker=row.speaker,
        speaker_kind=row.speaker_kind,
        party=row.party,
        relay=row.relay,
        source=row.source,
        own_words=row.is_own_words,
    )


def _mapped(
    bearing: Sequence[SayingRow],
    origins: Mapping[str, str],
    topics: Mapping[str, Sequence[tuple[str, str, str]]],
    persons: Sequence[Person],
) -> Iterator[Mapped]:
    """What each claim's topics say of elements. Who only names a crime says nothing for it.

    What is said of a mode of liability stands beside the persons whom the claim's words name.
    """
    for saying in bearing:
        named = saying.how == _NAMES_CRIME
        hits = [
            TopicHit(topic, "neutral" if named else direction, 0, 0, why)
            for topic, direction, why in topics.get(saying.claim, ())
        ]
        for found in bearings(hits):
            for element in _elements(found, saying, persons):
                yield Mapped(
                    element,
                    saying.claim,
                    found.direction,
                    origins[saying.claim],
                    saying.directness,
                    MACHINE,
                    found.why,
                    found.topic,
                )


def _elements(found: TopicBearing, saying: SayingRow, persons: Sequence[Person]) -> list[str]:
    if not is_linkage(found.topic):
        return [found.element]
    words = saying.content.casefold()
    named = [p for p in persons if p == _UNNAMED or p.name.casefold().split()[-1] in words]
    return [of_person(found.element, p.key) for p in named]


def _persons(events: Sequence[EventRow], topics: Iterator[str]) -> tuple[Person, ...]:
    """Persons whom a claim names as acting; only natural persons answer (Art. 25(1))."""
    modes = modes_of(dict.fromkeys(topics))
    named: dict[str, Person] = {}
    for event in events:
        for part in event.parts:
            if part.role == "actor" and part.kind == "person" and part.name:
                key = part.name.casefold()
                named.setdefault(key, Person(key, part.name, modes))
    found = tuple(named[key] for key in sorted(named))
    return found or (Person(_UNNAMED.key, _UNNAMED.name, modes),)
