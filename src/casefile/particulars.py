"""Particulars: who, when, where, how many and what, as the words of a document state them.

Every value here points at words of one document (`start` to `end`, code points, end not included)
and says by which rule or model it was read. They are a reader's suggestions. A claim says who
speaks; particulars say what the words speak of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Self, get_args, get_type_hints


class PartyKind(StrEnum):
    """What a named person or body is."""

    PERSON = "person"
    STATE = "state"  # a state or its government, also by metonym: "Kyiv", "the Kremlin"
    MINISTRY = "ministry"  # a part of a government: ministry, department, president's office
    COURT = "court"  # a court, tribunal, or its organs: "the office of the prosecutor"
    ARMED_GROUP = "armed_group"  # armed forces and groups, regular or not
    MEDIA = "media"
    ORGANISATION = "organisation"  # any other body
    PEOPLE = "people"  # unnamed persons or a nameless group: "soldiers", "several sources"
    PLACE = "place"


class MentionForm(StrEnum):
    """How words speak of a party."""

    NAME = "name"
    ROLE = "role"  # "the prosecutor", "the ministry", "wounded troops"
    PRONOUN = "pronoun"


class TimeType(StrEnum):
    """The type of a time expression, as TIMEX3 has them."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


class Precision(StrEnum):
    """How exact a time is: the size of its interval."""

    MOMENT = "moment"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    OPEN = "open"  # since, until, before, after: one end is not stated
    NONE = "none"  # not placed on the calendar


class EventStatus(StrEnum):
    """What the words say of an event's reality; whose words they are, the claim says."""

    HAPPENED = "happened"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    SOUGHT = "sought"
    THREATENED = "threatened"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for (above 0) or against (below 0) a reading."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that speak of a party. `party` is "" where it is not known which one."""

    start: int
    end: int
    kind: PartyKind
    form: MentionForm
    party: str
    score: float  # of the link, 0 to 1; of the name itself where it is the party's first
    rule: str  # how it was linked: "same name", "acronym in brackets", …


@dataclass(frozen=True, slots=True)
class Role:
    """What words say a party is: "the commander of ground forces", and of which party."""

    start: int
    end: int
    of: str = ""  # party id, "" where not stated or not known


@dataclass(frozen=True, slots=True)
class Party:
    """A person or body within one document; `id` is "p1", "p2", … by first mention.

    `name` is the fullest name found, in the document's words; `aliases` its other names.
    """

    id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression.

    `value` is a TIMEX3 value ("2023-03-12", "2023-W12", "P3D", "PRESENT_REF"), "" where unknown.
    `earliest` and `latest` are ISO days or moments, both included; "" is an open or unknown end.
    `anchor` is what a relative expression was counted from: "published", "dated line",
    "earlier date", or "" for none.
    """

    start: int
    end: int
    type: TimeType
    value: str
    earliest: str
    latest: str
    precision: Precision
    anchor: str
    rule: str
    modifier: str = ""  # "about", "at least", "since", "until", "before", "start", "end", …


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place of the gazetteer that a name may mean, with what spoke for and against it.

    `score` is the sum of the reasons' weights: it compares candidates, and is no share.
    """

    id: str  # "geonames:706483", "naturalearth:…"
    name: str
    country: str  # ISO 3166-1 alpha-2, "" for none
    feature: str  # "country", "region", "settlement", "water", "mountain", "area", …
    latitude: float
    longitude: float
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Words that mean a place. Unresolved ones have no candidates and stay text.

    For a relative place ("north of Bakhmut", "some eight kilometres from the front") `relation`
    holds the words' relation, `anchor_start` and `anchor_end` the words it is counted from, and the
    point is where the words put it; `radius_km` is how far it may lie from there.
    """

    start: int
    end: int
    candidates: tuple[PlaceCandidate, ...]  # the best first; the next ones are the runners-up
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    rule: str
    relation: str = ""  # "north of", "near", "from", …
    anchor_start: int | None = None
    anchor_end: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons or things: from `low` to `high`, None for an end that is not stated."""

    start: int
    end: int
    low: int | None
    high: int | None
    hedge: str  # "at least", "about", "more than", … in one fixed spelling; "" for a plain number
    unit_start: int | None
    unit_end: int | None
    unit: str  # head of what is counted, in the document's words: "troops", "children"
    effect: str  # what happened to them: "killed", "wounded", "deported", … ; "" for nothing said
    rule: str
    per: str = ""  # "day" in "20 in a single day"
    cut_off_start: int | None = None  # the time expression up to which it counts
    cut_off_end: int | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event, and as what."""

    role: str  # "actor", "affected", "target", "instrument", "organisation", "destination", …
    start: int
    end: int
    party: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that words say happened, happens or is planned.

    `kind` is a row of the table `events`. `time` and `place` are the starts of the expressions
    that date and place it, None where nothing is stated.
    """

    start: int
    end: int
    kind: str
    status: EventStatus
    negated: bool
    score: float
    rule: str
    participants: tuple[Participant, ...] = ()
    time: int | None = None
    place: int | None = None
    counts: tuple[int, ...] = ()


Item = Mention | Party | Time | Place | Count | Event


@dataclass(frozen=True, slots=True)
class Particulars:
    """All particulars read in one document, each list by position."""

    mentions: tuple[Mention, ...] = ()
    parties: tuple[Party, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    counts: tuple[Count, ...] = ()
    events: tuple[Event, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """For canonical JSON: decimals as strings, enum members by value, None as null."""
        return {f.name: [_plain(item) for item in getattr(self, f.name)] for f in fields(self)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The reverse of `to_record`; keys that are not known are passed over."""
        return cls(**_built(cls, record))


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


@cache
def _hints(wanted: Any) -> dict[str, Any]:
    """Types of a class's fields; resolving them anew for each of a case's records took longest."""
    return get_type_hints(wanted)


def _built(wanted: Any, record: Mapping[str, Any]) -> dict[str, Any]:
    hints = _hints(wanted)
    return {name: _value(hints[name], value) for name, value in record.items() if name in hints}


def _value(wanted: Any, value: Any) -> Any:
    if isinstance(wanted, UnionType):
        wanted = next(a for a in get_args(wanted) if a is not NoneType)
        return None if value is None else _value(wanted, value)
    if get_args(wanted):  # tuple[X, ...]
        return tuple(_value(get_args(wanted)[0], v) for v in value)
    if hasattr(wanted, "__dataclass_fields__"):
        return wanted(**_built(wanted, value))
    return wanted(value)
