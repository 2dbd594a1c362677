"""Who was bound by the Rome Statute on which day, computed from dated rows.

A day in the past is answered with what was so on it: a notice of withdrawal that was rescinded
later still made the State a leaving one until then.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from casefile.reference.partial_days import ends_of


class StandingKind(StrEnum):
    """How a State stands to the Rome Statute on one day."""

    NEVER = "never party"  # as far as the table goes
    NOT_YET = "not yet party"
    PARTY = "party"
    LEAVING = "leaving"  # notice of withdrawal given, not yet effective: still bound
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class State:
    """A State by code (ISO 3166-1) and name. A name says nothing about recognition."""

    iso2: str
    iso3: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One notice of withdrawal. `rescinded` is the days on which it may have been taken back."""

    notified: date
    effective: date | None  # None: rescinded, and no day was stored
    status: str  # "effective", "pending" or "rescinded"
    rescinded: tuple[date, date] | None
    announced: date | None  # to the public; without legal effect
    verified: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A State that ever was party, with its dates."""

    state: State
    un_group: str
    signed: date | None
    deposited: date | None
    act: str  # "ratification", "accession", "acceptance", "approval" or "succession"
    in_force: date
    withdrawals: tuple[Withdrawal, ...]  # by day of the notice
    verified: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A declaration under Art. 12(3) by a State that is not a party."""

    iso2: str
    lodged: date
    period: str  # "2014-02-20/..", "" where not stated
    status: str
    verified: str
    source: str

    @property
    def effective(self) -> bool:
        """Whether the Court treats it as valid."""
        return self.status.startswith("effective")

    def covers(self, period: str) -> bool | None:
        """Whether acts of `period` ("2022-02-24/..") fall under it; None: not known."""
        if not self.period:
            return None
        mine = ends_of(self.period)
        if not period:
            return True if mine[1] == date.max else None
        theirs = ends_of(period)
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]


@dataclass(frozen=True, slots=True)
class WarCrimesOptOut:
    """A declaration under Art. 124, `ended` being the first day without it (None: not known)."""

    iso2: str
    lodged: date
    ended: date | None
    scope: str
    effect: str
    verified: str
    source: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A situation referred by the Security Council."""

    situation: str
    resolution: str
    day: date
    verified: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A visit of a person under a warrant, or one avoided, and what a Chamber found on it."""

    id: str
    iso2: str
    person: str
    visit: tuple[date, date]
    what: str
    finding: str
    finding_day: date | None
    chamber: str
    referred_to: tuple[str, ...]
    state_argument: str
    verified: str
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExposureRule:
    """What follows from a warrant for a State of one standing. `basis` are articles."""

    id: str
    duty: str  # the class: "must_arrest", "no_duty", …
    when: str
    basis: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class LawNote:
    """A contested point that answers carry with them."""

    topic: str
    text: str
    verified: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many parties there were on a day, from another source than the rows."""

    day: date
    parties: int
    future: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a State stood on a day, and why. `words` is one sentence with the dates.

    `notice` is the withdrawal that makes it a leaving State or one that left; `certain` is False on
    days on which that notice may or may not have been rescinded already. `expected` says that the
    day lies after the table's own day: as things stood then. `earlier` tells of notices that were
    rescinded before the day.
    """

    state: State
    day: date
    kind: StandingKind
    words: str
    articles: tuple[str, ...]
    since: date | None = None  # party since, whatever became of it
    notice: Withdrawal | None = None
    certain: bool = True
    expected: bool = False
    announced: date | None = None  # a withdrawal announced by the day, and not notified by then
    earlier: tuple[str, ...] = ()
    note: str = ""
    verified: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """The whole table. Build with `parse_membership` or `membership`."""

    as_of: date
    parties: Mapping[str, PartyRow]  # by iso2
    others: Mapping[str, str]  # notes on States that never were party, by iso2
    acceptances: tuple[Acceptance, ...]
    opt_outs: tuple[WarCrimesOptOut, ...]
    referrals: tuple[Referral, ...]
    rules: Mapping[str, ExposureRule]  # by id
    incidents: tuple[Incident, ...]  # by day
    notes: tuple[LawNote, ...]
    checkpoints: tuple[Checkpoint, ...]

    def parties_on(self, day: date) -> int:
        """How many States were party on `day`."""
        bound = (StandingKind.PARTY, StandingKind.LEAVING)
        return sum(self.standing_on(iso2, day).kind in bound for iso2 in self.parties)

    def standing_on(self, iso2: str, day: date) -> Standing:
        """How the State with this code stood on `day`."""
        from casefile.reference.membership_standing import standing_on

        return standing_on(self, iso2, day)

    def acceptances_on(self, iso2: str, day: date) -> tuple[Acceptance, ...]:
        """Valid Art. 12(3) declarations that the State had lodged by `day`."""
        mine = (a for a in self.acceptances if a.iso2 == iso2 and a.lodged <= day)
        return tuple(a for a in mine if a.effective)

    def opt_outs_on(self, iso2: str, day: date) -> tuple[WarCrimesOptOut, ...]:
        """Art. 124 declarations of the State that stood on `day`."""
        mine = (o for o in self.opt_outs if o.iso2 == iso2 and o.lodged <= day)
        return tuple(o for o in mine if o.ended is None or day < o.ended)

    def referrals_on(self, situation: str, day: date) -> tuple[Referral, ...]:
        """Security Council referrals of the situation of this name, made by `day`."""
        return tuple(r for r in self.referrals if r.situation == situation and r.day <= day)

    def incidents_before(self, iso2: str, day: date) -> tuple[Incident, ...]:
        """Visits of persons under a warrant to the State that began before `day`."""
        return tuple(i for i in self.incidents if i.iso2 == iso2 and i.visit[0] < day)


@cache
def membership() -> Membership:
    """The shipped table, read once a process.

    Raises:
        LawError: a row of the shipped file cannot be relied on.
    """
    path = files("casefile.reference") / "data" / "states_parties.json"
    return parse_membership(json.loads(path.read_text(encoding="utf-8")))


def parse_membership(table: Mapping[str, Any]) -> Membership:
    """Check a table in the form of states_parties.json, row by row.

    Raises:
        LawError: a row has no source, a date that cannot be, or dates in an order that cannot be.
            The message names the row.
    """
    from casefile.reference.membership_rows import parse

    return parse(table)


def standing_on(iso2: str, day: date) -> Standing:
    """How a State stood to the Rome Statute on `day`, by the shipped table.

    >>> standing_on("BI", date(2017, 10, 26)).kind.value
    'leaving'
    """
    return membership().standing_on(iso2, day)


def parties_on(day: date) -> int:
    """How many States were party on `day`, by the shipped table.

    >>> parties_on(date(2023, 3, 17))
    123
    """
    return membership().parties_on(day)


def find_states(words: str) -> tuple[State, ...]:
    """The States that words may mean: a name, an alias or an ISO code, in any script of the table.

    An exact name wins over a part of one; several candidates are all returned, in order of code;
    none gives an empty tuple.

    >>> [s.iso2 for s in find_states("Congo")]
    ['CD', 'CG']
    """
    from casefile.reference.membership_names import find

    return find(words)


def territories(situation: str) -> tuple[str, ...]:
    """The codes of the States that a situation's name names: "Darfur, Sudan" gives SD."""
    from casefile.reference.membership_names import territories as named

    return named(situation)
