"""A told event: one event as one document tells it, with when, where, who and how many in words.

The reader's particulars point at words; here the words and values stand together, so that rules
can compare events of different documents without opening them. A told event is what a document
says, never what took place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToldTime:
    """When, as told. `earliest` and `latest` are ISO days or moments, "" for an open end; both are
    "" where the words name a day that cannot be worked out ("on 5 May" in an undated text)."""

    words: str
    earliest: str
    latest: str
    precision: str  # a value of `particulars.Precision`


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """Where, as told. Unresolved words have no name, country or point."""

    words: str
    name: str = ""  # of the best candidate, or of the anchor of a relative place
    country: str = ""  # ISO 3166-1 alpha-2
    feature: str = ""  # "country", "region", "settlement", …
    latitude: float | None = None  # degrees
    longitude: float | None = None  # degrees
    radius_km: float | None = None  # how far it may lie from the point


@dataclass(frozen=True, slots=True)
class ToldCount:
    """How many, as told: from `low` to `high`, None for an end that is not stated."""

    words: str
    low: int | None
    high: int | None
    hedge: str  # "at least", "about", …
    unit: str  # "children"
    effect: str  # "deported"; what happened to them
    per: str = ""
    cut_off: str = ""  # words of the time up to which it counts


@dataclass(frozen=True, slots=True)
class ToldPart:
    """Who or what takes part: `party` is its id within the document, "" where not known."""

    role: str  # "actor", "affected", "target", "instrument", "origin", "destination", …
    words: str
    party: str = ""
    name: str = ""  # the party's fullest name
    kind: str = ""  # a value of `particulars.PartyKind`


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One event as one document tells it.

    `id` covers the document, the words' place and the kind, so that a person's decision about it
    outlives the reader. `claim` is the claim whose words tell it, "" where it stands in the
    outlet's own words and no claim holds it; `stance` and `speaker` are of that claim.
    """

    id: str
    document: str
    published: str  # ISO 8601 of the document, "" where not known
    start: int
    end: int
    words: str  # the trigger: "deporting"
    kind: str  # a row of the table `events`: "deportation_or_transfer"
    status: str  # a value of `particulars.EventStatus`
    negated: bool
    score: float
    context: str  # the sentence that it stands in
    context_start: int
    claim: str = ""
    stance: str = ""
    speaker: str = ""  # short name, as lists show it
    times: tuple[ToldTime, ...] = ()
    places: tuple[ToldPlace, ...] = ()
    counts: tuple[ToldCount, ...] = ()
    parts: tuple[ToldPart, ...] = ()
