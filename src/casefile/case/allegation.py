"""Candidates: the crimes that an incident's conduct could be, always as a set with its questions.

No candidate wins and none is ranked: they stand in the law's own order, each with why it is there.
An allegation says that somebody alleges conduct of a kind; it says of nobody that they did it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.case.crime_table import Family, conduct_table
from casefile.case.crimes import CrimeHit
from casefile.reference.law import Crime, Question, law

PRESUMPTION = (
    "Everyone is presumed innocent until proved guilty before the Court "
    "(Rome Statute Art. 66). A mapping is a hypothesis, not a finding."
)
"""Stands on every output that shows a person beside a crime."""

NO_LINK = "no link to a conflict, a group or a power is told"
_ID_PREFIX = b"casefile/allegation/v1\x00"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A crime that the conduct could be, with why it is listed and what of its text is checked."""

    crime: str
    citation: str
    title: str
    why: tuple[str, ...]  # "cue “deport*”", "named: “genocid*”", "belongs to the set", …
    told: bool  # a cue, a tag or a name in the words; False where only the set brings it in
    named: bool  # a reported crime word lists it
    verified: str  # what must be shown beside it, "" where all was read in a source
    note: str


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """Crimes that are easily taken for each other, and the questions that tell them apart."""

    id: str  # "conf.children", or "conduct.detention" where the law data have no set
    name: str
    candidates: tuple[Candidate, ...]
    questions: tuple[Question, ...]

    @property
    def crimes(self) -> tuple[str, ...]:
        """The ids, in the law's own order."""
        return tuple(c.crime for c in self.candidates)


@dataclass(frozen=True, slots=True)
class Allegation:
    """An incident read as one kind of conduct. `conduct` holds the words that tell it."""

    id: str
    incident: str
    set: str  # id of the candidate set
    name: str
    conduct: tuple[str, ...]
    candidates: CandidateSet
    note: str = ""  # NO_LINK, or ""


def families(hits: Iterable[CrimeHit]) -> tuple[tuple[str, tuple[CrimeHit, ...]], ...]:
    """The hits by family of conduct, in the table's order. One incident may open several."""
    by_family: dict[str, list[CrimeHit]] = {}
    for hit in hits:
        by_family.setdefault(hit.family, []).append(hit)
    table = conduct_table().families
    for family in table.values():
        if family.id in by_family:
            for other in family.absorbs:
                by_family[family.id] += by_family.pop(other, [])
    return tuple((name, tuple(by_family[name])) for name in (*table, "") if by_family.get(name))


def opens(hits: Sequence[CrimeHit], linked: bool = False) -> bool:
    """Whether hits of one family are enough for an allegation. Weak cues need a link of their own.

    Args:
        hits: of one family, from one incident.
        linked: the documents tell of a conflict, a group or a power (`crime_words.conflict_told`).
    """
    return any(h.opens and (h.linked or (linked and h.why != "weak")) for h in hits)


def candidates(hits: Sequence[CrimeHit]) -> CandidateSet:
    """The whole set of crimes for hits of one family, or of several taken together."""
    names = [name for name, _ in families(hits)]
    table = conduct_table().families
    known = [table[n] for n in names if n in table]
    why: dict[str, list[str]] = {}
    for hit in hits:
        why.setdefault(hit.crime, []).append(_why(hit))
    told = set(why)
    for family in known:
        _widen(family, why, told)
    listed = [_candidate(law().crime(c), why[c], hits) for c in sorted(why, key=law().order)]
    return CandidateSet(
        "+".join(f.set_id for f in known) or "conduct.other",
        "; ".join(f.name for f in known) or "other conduct",
        tuple(listed),
        _questions(known, set(why)),
    )


def allegations(
    incident: str, hits: Sequence[CrimeHit], conduct: Sequence[str], linked: bool = False
) -> tuple[Allegation, ...]:
    """The allegations that an incident's hits open, one for each family of conduct.

    Args:
        incident: its id.
        hits: of all its told events (`crimes_told`), of whatever family.
        conduct: the words that tell the conduct, for lists.
        linked: as for `opens`.
    """
    found = []
    for _, of_family in families(hits):
        if opens(of_family, linked):
            cast = candidates(of_family)
            found.append(
                Allegation(
                    allegation_id(incident, cast.id),
                    incident,
                    cast.id,
                    cast.name,
                    tuple(dict.fromkeys(conduct)),
                    cast,
                )
            )
    return tuple(found)


def allegation_id(incident: str, set_id: str) -> str:
    """SHA-256 over the incident's id and the set's."""
    return hashlib.sha256(_ID_PREFIX + f"{incident}\x00{set_id}".encode()).hexdigest()


def _why(hit: CrimeHit) -> str:
    if hit.why == "conduct":
        return f"conduct ({hit.cue.replace('_', ' ')})"
    return f"{'named' if hit.why == 'named' else hit.why + ' cue'}: “{hit.cue}”"


def _widen(family: Family, why: dict[str, list[str]], told: set[str]) -> None:
    """Add what belongs with the family: its set, or related crimes, groups and both conflicts."""
    known = law()
    if family.set:
        for crime in known.sets[family.set].crimes:
            why.setdefault(crime, ["belongs to the set"])
        return
    for crime in family.crimes:
        why.setdefault(crime, ["belongs to the set"])
    for crime in sorted(told, key=known.order):
        for other in known.crime(crime).related:
            if _may_join(known.crime(other), family):
                why.setdefault(other, [f"related to {crime}"])
        for group in known.table.groups.values():
            for other in group if crime in group else ():
                if set(known.crime(other).tags) & set(family.tags):
                    why.setdefault(other, ["sub-item of the same provision"])
    for crime in sorted(why, key=known.order):
        for other in _twins(known.crime(crime)):
            why.setdefault(other, ["the same conduct in the other kind of conflict"])


def _may_join(crime: Crime, family: Family) -> bool:
    """Genocide comes in by its name or a set only; other related crimes by a like conduct."""
    return crime.family != "genocide" and bool(set(crime.tags) & set(family.tags))


@cache
def _twins(crime: Crime) -> tuple[str, ...]:
    other = {"international": "non-international", "non-international": "international"}
    wanted = other.get(crime.nexus)
    return tuple(
        c.id
        for c in law().crimes.values()
        if c.nexus == wanted and c.title == crime.title and set(c.tags) & set(crime.tags)
    )


def _candidate(crime: Crime, why: Iterable[str], hits: Iterable[CrimeHit]) -> Candidate:
    mine = [h for h in hits if h.crime == crime.id]
    return Candidate(
        crime.id,
        crime.citation,
        crime.title,
        tuple(dict.fromkeys(why)),
        bool(mine),
        any(h.why == "named" for h in mine),
        crime.verified.text,
        crime.note,
    )


def _questions(families: Iterable[Family], crimes: set[str]) -> tuple[Question, ...]:
    known = law()
    asked: list[Question] = []
    for family in families:
        for question in known.sets[family.set].ask if family.set else family.ask:
            bears = tuple(c for c in question.bears_on if c in crimes)
            if bears:
                asked.append(Question(question.text, bears))
    sides = {c: known.crime(c).nexus for c in crimes}
    asked_already = any("conflict" in q.text for q in asked)
    if not asked_already and {"international", "non-international"} <= set(sides.values()):
        bears = tuple(c for c in sorted(sides, key=known.order) if sides[c] != "none")
        asked.append(Question("Was the armed conflict between States, or not?", bears))
    return tuple(dict.fromkeys(asked))
