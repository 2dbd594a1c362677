"""Allegations as a dossier shows them: gaps, candidates, the element matrices, who is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casefile.case.gaps import Gap
from casefile.case.matrix import Cell, OriginGroup
from casefile.case.origins import origins_of
from casefile.case.rows import SECTIONS
from casefile.export.dossier_law import (
    Candidate,
    DossierAllegation,
    Matrix,
    MatrixRow,
    NamedBeside,
    Question,
)
from casefile.export.dossier_told import ByOrigin, Standing
from casefile.particulars import PartyKind
from casefile.reference.law import law
from casefile.search.database import rows
from casefile.search.fold_crimes import describing
from casefile.search.party_roles import label
from casefile.workflow.allegations import AllegationShown, short
from casefile.workflow.dossier_happenings import who
from casefile.workflow.dossier_material import Material
from casefile.workflow.dossier_standings import Spoken, standings
from casefile.workflow.dossier_voices import corroboration, saying_of

ALLEGED = "alleged"
_NAMELESS = frozenset({PartyKind.PEOPLE.value, PartyKind.PLACE.value, ""})
_SHARED = ("Every provision of the set", "the rows that all of them share")


@dataclass(frozen=True, slots=True)
class Named:
    """A registered party that somebody names beside an allegation."""

    party: int
    allegation: int
    standing: Standing


def allegation(made: Material, shown: AllegationShown, named: Iterable[Named]) -> DossierAllegation:
    """One allegation with its matrices: shared rows once, then those of each provision."""
    candidates = shown.candidates
    return DossierAllegation(
        number=f"A{shown.row.number}",
        title=f"{shown.incident.title} ({candidates.name})",
        incidents=(f"I{shown.row.incident}",),
        corroboration=corroboration(made, list(shown.sayings.values())),
        candidates=tuple(_candidates(shown)),
        questions=tuple(
            Question(q.text, tuple(_short(c) for c in q.bears_on)) for q in candidates.questions
        ),
        matrices=tuple(_matrices(made, shown)),
        gaps=tuple(_gap(gap, shown) for gap in shown.gaps.gaps),
        parties=tuple(_beside(made, one) for one in named),
    )


def named_beside(
    made: Material, shown: AllegationShown, spoken: Iterable[Spoken]
) -> tuple[Named, ...]:
    """Those whom a claim that says so names as acting, and those whom a step is about.

    Args:
        spoken: how steps whose claims bear on the allegation speak of persons.
    """
    found: dict[int, list[Standing]] = {}
    for party, standing in _alleged(made, shown):
        found.setdefault(party, []).append(standing)
    by_party: dict[int, list[Spoken]] = {}
    for one in spoken:
        if one.party:
            by_party.setdefault(one.party, []).append(one)
    for party, said in by_party.items():
        found.setdefault(party, []).extend(standings(said))
    number = shown.row.number
    return tuple(Named(p, number, standing) for p in sorted(found) for standing in found[p])


def _alleged(made: Material, shown: AllegationShown) -> Iterator[tuple[int, Standing]]:
    """Actors of the conduct, by who names them. A denial or another account names nobody, and
    nobody is alleged to have acted by a claim of their own."""
    says_so = {c for said in shown.corroboration.said_by for c in said.claims}
    of_conduct = describing(made.db, shown.row.incident)
    told: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for event in shown.events:
        claim = event.claim or event.id
        if event.id not in of_conduct or claim not in says_so or event.negated:
            continue
        speaker = shown.sayings[claim].party if claim in shown.sayings else 0
        for part in event.parts:
            party = made.parties.of(event.number, part.party)
            if part.role == "actor" and part.kind not in _NAMELESS and party != speaker and party:
                told.setdefault((party, who(event)), []).append((event.published[:10], event.id))
    of = f"A{shown.row.number}, {shown.candidates.name}"
    for (party, by), places in sorted(told.items()):
        days = sorted(day for day, _ in places if day)
        claims = made.numbered(id_ for _, id_ in places)
        yield party, Standing(ALLEGED, of, by, days[0] if days else "", claims)


def _beside(made: Material, named: Named) -> NamedBeside:
    one = named.standing
    name = label(made.db, named.party)[1]
    return NamedBeside(f"P{named.party}", name, one.word, one.by, one.since, one.claims)


def _candidates(shown: AllegationShown) -> Iterator[Candidate]:
    for one in shown.candidates.candidates:
        verified = law().crime(one.crime).verified
        yield Candidate(
            citation=one.citation,
            title=one.title,
            why="; ".join(one.why),
            provision_verified=verified.provision,
            elements_verified=verified.elements,
            sources=verified.sources,
            reported_word=one.named,
        )


def _short(crime: str) -> str:
    return short(law().crime(crime).citation)


def _gap(gap: Gap, shown: AllegationShown) -> str:
    names = {person.key: person.name for person in shown.persons}
    person = f" ({names.get(gap.person, gap.person)})" if gap.person else ""
    every = len(gap.crimes) == len(shown.candidates.candidates)
    crimes = "" if every else f" [{', '.join(_short(c) for c in gap.crimes)}]"
    return gap.text + person + crimes


def _matrices(made: Material, shown: AllegationShown) -> Iterator[Matrix]:
    cells, crimes = shown.matrix.cells, shown.candidates.candidates
    shared = [c for c in cells if len(crimes) > 1 and len(c.row.crimes) == len(crimes)]
    maker = _Rows(made, shown)
    if shared:
        yield Matrix(*_SHARED, tuple(maker.row(cell) for cell in shared))
    for one in crimes:
        mine = [c for c in cells if one.crime in c.row.crimes and c not in shared]
        if mine:
            made_rows = tuple(maker.row(cell, one.crime) for cell in mine)
            yield Matrix(one.citation, one.title, made_rows)


class _Rows:
    """Turns cells of one allegation into rows."""

    def __init__(self, made: Material, shown: AllegationShown) -> None:
        self._made = made
        self._shown = shown
        self._names = {person.key: person.name for person in shown.persons}
        self._known = origins_of(saying_of(s) for s in shown.sayings.values())

    def row(self, cell: Cell, crime: str = "") -> MatrixRow:
        row = cell.row
        person = f"{self._names.get(row.person, row.person)}: " if row.person else ""
        part = f" — {row.part}" if row.part else ""
        own = _own(cell, crime)
        return MatrixRow(
            section=SECTIONS[row.section].capitalize(),
            element=own or row.element,
            text=person + row.text + part,
            verified=not (law().crime(crime).verified.text if own else row.verified),
            state=cell.state,
            speaks_for=self._origins(cell.told_for),
            speaks_against=self._origins(cell.told_against),
            neutral=self._origins(cell.told_neutral),
            linkage=cell.linkage,
            alternative=row.alternative.partition(": ")[2],
            mapped_by=_mapped_by(cell),
        )

    def _origins(self, groups: Iterable[OriginGroup]) -> tuple[ByOrigin, ...]:
        found = []
        for group in groups:
            ids = [mapped.claim for mapped in group.mapped]
            numbers = self._made.numbered(ids)
            if numbers:
                found.append(ByOrigin(self._label(ids), numbers))
        return tuple(found)

    def _label(self, ids: Sequence[str]) -> str:
        """What to call an origin; a claim that was mapped by hand may not bear by itself."""
        known = next((id_ for id_ in ids if id_ in self._known), "")
        if known:
            return self._known[known].label
        query = """SELECT c.speaker FROM claim c WHERE c.id=? UNION ALL
            SELECT coalesce(nullif(d.outlet, ''), 'the outlet') FROM event e
            JOIN document d ON d.id=e.document WHERE e.id=?"""
        return str(rows(self._made.db, query, (ids[0], ids[0]))[0][0])


def _own(cell: Cell, crime: str) -> str:
    """Where several provisions share a row: the element's id in this one, "" for none."""
    return next((e for e in cell.row.elements if crime and e.startswith(f"{crime}#")), "")


def _mapped_by(cell: Cell) -> str:
    groups = (*cell.told_for, *cell.told_against, *cell.told_neutral)
    mapped = [m for group in groups for m in group.mapped]
    people = dict.fromkeys(f"{m.author}: {m.why}" for m in mapped if m.author != "machine")
    machine = ["machine"] if any(m.author == "machine" for m in mapped) else []
    return "; ".join((*machine, *people))
