"""Who says so, who repeats, who denies or gave no answer, as a dossier shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from casefile.case import origins
from casefile.case.bearing import Bearing
from casefile.case.origins import Said, Saying
from casefile.export.dossier_told import ByOrigin, Corroboration, Repeat, Voice
from casefile.search.sayings import SayingRow
from casefile.workflow.dossier_material import Material

_PERHAPS_ONE = " (may be the same as another unnamed source)"


def saying_of(row: SayingRow) -> Saying:
    """A claim as far as its origin goes."""
    shared = {f.name: getattr(row, f.name) for f in fields(Saying) if f.name != "own_words"}
    return Saying(**shared, own_words=row.is_own_words)


def found_in(sayings: Iterable[SayingRow]) -> origins.Corroboration:
    """The corroboration of what bears on an incident. Who only names a crime does not say so."""
    telling = [s for s in sayings if Bearing(s.how).says_so]
    return origins.corroboration([saying_of(s) for s in telling])


def corroboration(made: Material, sayings: Sequence[SayingRow]) -> Corroboration:
    """The dossier's table of who says so, by origin."""
    found = found_in(sayings)
    by_claim = {s.claim: s for s in sayings}
    against = _voices(made, found.denied_by, by_claim)
    return Corroboration(
        origins=tuple(_origin(made, said, found.may_be_one) for said in found.said_by),
        repeats=tuple(
            Repeat(r.outlet, f"D{r.of}", _claims_of(made, sayings, r.number))
            for r in found.repeated_by
        ),
        other_accounts=_voices(made, found.other_accounts, by_claim),
        denies=tuple(v for v in against if v.stance != "doubts"),
        no_answer=_voices(made, found.no_answer, by_claim),
        not_confirmed=(
            *_voices(made, found.unconfirmed, by_claim),
            *(v for v in against if v.stance == "doubts"),
        ),
    )


def _origin(made: Material, said: Said, perhaps_one: Sequence[str]) -> ByOrigin:
    open_ = _PERHAPS_ONE if said.origin.key in perhaps_one else ""
    return ByOrigin(said.origin.label + open_, made.numbered(said.claims))


def _voices(
    made: Material, found: Iterable[Said], by_claim: Mapping[str, SayingRow]
) -> tuple[Voice, ...]:
    """One voice for each speaker and stance: denying and rejecting are kept apart."""
    voices = []
    for said in found:
        stances = dict.fromkeys(by_claim[c].stance for c in said.claims)
        for stance in stances:
            claims = [c for c in said.claims if by_claim[c].stance == stance]
            days = sorted(by_claim[c].published[:10] for c in claims if by_claim[c].published)
            since = days[0] if days else ""
            voices.append(Voice(said.origin.label, stance, since, made.numbered(claims)))
    return tuple(voices)


def _claims_of(made: Material, sayings: Iterable[SayingRow], document: int) -> tuple[str, ...]:
    return made.numbered(s.claim for s in sayings if s.number == document)
