"""What a dossier shows of happenings and parties: chronology, incidents, corroboration, parties.

Plain frozen rows that the workflow fills. Claims are named by their numbers ("D3-12"), days are ISO
8601 and "" where nobody says; words are the documents' own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Numbers = tuple[str, ...]
"""Numbers of claims, as `NumberedClaim.number` has them: "D3-12"."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about a suggestion. None in its place means that nobody did."""

    action: str  # a value of `case.decision.Action`: "accept", "reject", …
    by: str  # pseudonym
    at: str  # ISO 8601
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ByOrigin:
    """Claims that go back to one origin: a speaker, or the first known print of a copied text."""

    origin: str  # "an unnamed source, first in D1"
    claims: Numbers


@dataclass(frozen=True, slots=True)
class TimeTold:
    """When, as told. `earliest` and `latest` as in `particulars.Time`."""

    words: str
    earliest: str
    latest: str
    precision: str  # a value of `particulars.Precision`
    claims: Numbers = ()


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """Where, as told: the name used, and what the gazetteer suggests for it ("" for nothing)."""

    words: str
    precision: str  # "settlement", "region", "country", "unresolved", …
    resolved: str = ""  # "Harbour Town, XX; within 8 km"
    claims: Numbers = ()


@dataclass(frozen=True, slots=True)
class NumberTold:
    """How many, as one speaker tells it. Numbers of several speakers stand side by side."""

    speaker: str
    words: str  # "at least 40 children"
    low: int | None
    high: int | None
    of: str  # what is counted: "children deported"
    hedge: str = ""
    cut_off: str = ""  # words of the time up to which it counts
    claims: Numbers = ()


@dataclass(frozen=True, slots=True)
class LinkMade:
    """Why documents are taken to tell of one happening: a suggestion, or a person's decision."""

    what: str  # "D1 and D2"
    score: str  # 0 to 1 as a decimal string; compares suggestions, no chance that it holds
    reasons: tuple[str, ...] = ()
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who denies, gave no answer, or could not confirm; `since` its earliest day."""

    speaker: str
    stance: str  # a value of `claim.Stance`
    since: str
    claims: Numbers


@dataclass(frozen=True, slots=True)
class Repeat:
    """An outlet that prints what another origin says."""

    outlet: str
    of: str  # the origin
    claims: Numbers


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who says so, counted by origin and not by copies, and who answers how."""

    origins: tuple[ByOrigin, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    other_accounts: tuple[Voice, ...] = ()  # who denies and says more, or presents it otherwise
    denies: tuple[Voice, ...] = ()
    no_answer: tuple[Voice, ...] = ()  # declined, did not respond, nothing to announce
    not_confirmed: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One event as it is told. Rows without any day are listed after the others."""

    when: TimeTold
    what: str  # "deportation or transfer"
    words: str  # the trigger or the sentence, in the document's words
    status: str  # a value of `particulars.EventStatus`
    who_says: str
    said: str  # ISO day of the saying or of its print
    claims: Numbers = ()
    incident: str = ""  # "I1"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class DossierIncident:
    """A happening that claims of one or more documents are about."""

    number: str  # "I1"; also its anchor
    title: str
    kind: str  # "deportation or transfer"
    times: tuple[TimeTold, ...] = ()
    places: tuple[PlaceTold, ...] = ()
    numbers: tuple[NumberTold, ...] = ()
    links: tuple[LinkMade, ...] = ()
    corroboration: Corroboration = field(default_factory=Corroboration)


@dataclass(frozen=True, slots=True)
class RoleTold:
    """What claims say a party is, with the first and last day on which it is cited."""

    words: str
    of: str = ""  # name of the other party: "commander of" whom, "subordinate to" whom
    first: str = ""
    last: str = ""
    claims: Numbers = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a party is spoken of beside a crime: alleged, suspected, charged, acquitted, convicted.

    A person is a suspect only where a source says so: `by` says who, `since` from which day.
    """

    word: str
    of: str  # in a crime's or forum's name
    by: str
    since: str
    claims: Numbers = ()


@dataclass(frozen=True, slots=True)
class DossierParty:
    """A person or body, across documents."""

    number: str  # "P1"; also its anchor
    name: str
    kind: str  # a value of `particulars.PartyKind`
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleTold, ...] = ()
    relations: tuple[RoleTold, ...] = ()  # superiors and subordinates, where claimed
    standings: tuple[Standing, ...] = ()
    links: tuple[LinkMade, ...] = ()
