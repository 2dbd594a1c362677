"""What became of one warrant or summons by one day: issued, public, executed, ended.

Only dates of its record are used. Where a date is a month or a year, the days inside it are not
certain, and the answer says so instead of guessing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casefile.reference.partial_days import Days, days_of
from casefile.reference.warrants import SUMMONS, CourtEvent, Instrument


class Force(StrEnum):
    """How an instrument stood on a day."""

    NOT_PUBLIC = "not public"  # not issued yet, or issued and not made public by then
    IN_FORCE = "in force and public"
    EXECUTED = "executed"  # the person was before the Court, or held for it
    ENDED = "ended"
    NOT_CERTAIN = "not certain"


@dataclass(frozen=True, slots=True)
class InstrumentOnDay:
    """One instrument on one day. `issued` and `public`: None where that is not certain.

    `events` are the recorded ones that surely lie on the day or before it.
    """

    instrument: Instrument
    day: date
    force: Force
    issued: bool | None
    public: bool | None
    words: str
    events: tuple[CourtEvent, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A day (or span) with which an instrument is executed or ended."""

    days: Days
    force: Force
    event: CourtEvent


# Words of events, in lower case. Own list, after the events of warrants.json and usual reports.
_BEFORE_COURT = (
    "surrender", "in custody of the court", "initial appearance", "appears voluntarily",
    "appeared voluntarily", "transferred to the court", "transferred to the hague",
)  # fmt: skip
_ARREST = ("arrested", "arrests in", "detained")
_IN_COURT = (*_BEFORE_COURT, "confirm", "trial", "convicted", "acquitted", "sentenced")
_END = (
    "terminated", "charges not confirmed", "charge not confirmed", "vacated", "case ended",
    "prosecutor withdraws", "withdrawn", "inadmissible", "acquitted", "released after serving",
    "sentence completed", "sentence served", "without effect", "annulled", "revoked", "dropped",
    "case closed",
)  # fmt: skip
_DEATH = ("killed", "died", "dies", "death", "dead")
_NO_TURN = ("rejected", "request", "challenge", "not arrested", "released by", "later released")


def instrument_on(
    instrument: Instrument, related: Iterable[Instrument], day: date
) -> InstrumentOnDay:
    """How `instrument` stood on `day`.

    Args:
        related: the register's instruments; those of the same person and case share events.
    """
    family = _family(instrument, related)
    issued, public = _by(instrument.issued_on, day), _by(instrument.public_on, day)
    if public and issued is None:
        issued = True  # what was public had been issued
    events = tuple(e for e in _events(family) if e.date and days_of(e.date).last <= day)
    if public is False:
        force, words = Force.NOT_PUBLIC, _not_public(instrument, issued)
    elif public is None:
        when = instrument.public_on or "on a day that is not recorded"
        force, words = Force.NOT_CERTAIN, f"made public {when}: whether by that day is not certain"
    else:
        force, words = _since_public(instrument, family, day)
        if force is Force.IN_FORCE:
            words += _told_of_death(events)
    return InstrumentOnDay(instrument, day, force, issued, public, words, events)


def started_before(instrument: Instrument, day: date) -> bool | None:
    """Whether its proceedings had begun before `day`: applied for or issued. None: not certain."""
    spans = [days_of(d) for d in (instrument.applied_on, instrument.issued_on) if d]
    if any(span.last < day for span in spans):
        return True
    return None if not spans or any(span.first < day for span in spans) else False


def _told_of_death(events: tuple[CourtEvent, ...]) -> str:
    """A death alone ends no proceedings: a Chamber does. So it is told beside what stands."""
    told = [e for e in events if _has(e, _DEATH)]
    return "".join(f"; {e.event} ({e.date}), no end of the case recorded by then" for e in told)


def _by(written: str, day: date) -> bool | None:
    """Whether a day as written had come by `day`; None: not certain."""
    if not written:
        return None
    days = days_of(written)
    if day >= days.last:
        return True
    return False if day < days.first else None


def _family(instrument: Instrument, related: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """The instruments of the same person in the same case, this one among them."""
    mine = [
        other
        for other in related
        if other.id != instrument.id
        and other.person.name == instrument.person.name
        and _case(other) == _case(instrument)
    ]
    return (instrument, *sorted(mine, key=lambda i: i.id))


def _case(instrument: Instrument) -> str:
    return (instrument.case_number.split(" ")[0]) or instrument.situation.id


def _events(family: Iterable[Instrument]) -> tuple[CourtEvent, ...]:
    found = {(e.date, e.event): e for instrument in family for e in instrument.events}
    return tuple(found[key] for key in sorted(found))


def _not_public(instrument: Instrument, issued: bool | None) -> str:
    if issued:
        return f"issued {instrument.issued_on}, made public {instrument.public_on}"
    if issued is None and instrument.issued_on:
        return f"issued {instrument.issued_on}: whether by that day is not certain"
    return f"issued later ({instrument.issued_on or 'day not recorded'})"


def _since_public(
    instrument: Instrument, family: tuple[Instrument, ...], day: date
) -> tuple[Force, str]:
    """It is public on `day`; what has become of it by then."""
    since = f"issued {instrument.issued_on or 'on a day not recorded'}"
    since += f", public since {instrument.public_on}"
    if instrument.arrest_duty_active:
        return Force.IN_FORCE, f"{since}; {_recorded_open(instrument, day)}"
    force, words = Force.IN_FORCE, ""
    for turn in sorted(_turns(instrument, family), key=lambda t: (t.days.first, t.force)):
        if force is Force.ENDED:
            break
        now = _reached(turn, day)
        if now is None:
            words = f"{turn.event.event} ({turn.event.date}): since which day is not certain"
            return Force.NOT_CERTAIN, f"{since}; {words}"
        if now:
            force, words = turn.force, f"{turn.event.event} ({turn.event.date})"
    if force is not Force.IN_FORCE:
        return force, f"{since}; {words}"
    return _never_turned(instrument, family, day, since)


def _never_turned(
    instrument: Instrument, family: tuple[Instrument, ...], day: date, since: str
) -> tuple[Force, str]:
    """No event that ends it lies before `day`."""
    if any(True for _ in _turns(instrument, family)):
        return Force.IN_FORCE, since
    if instrument.arrest_duty_active is None:
        return Force.NOT_CERTAIN, f"{since}; whether it is still in force is not recorded"
    if _by(instrument.status_as_of, day):
        words = instrument.status.replace("_", " ")
        return Force.ENDED, f"{since}; {words} as of {instrument.status_as_of}"
    words = f"no longer in force on {instrument.status_as_of or 'a later day'}"
    return Force.NOT_CERTAIN, f"{since}; {words}, since when is not recorded"


def _recorded_open(instrument: Instrument, day: date) -> str:
    until = instrument.status_as_of
    if until and day > days_of(until).last:
        return f"in force and not executed as last recorded on {until}"
    return "in force and not executed"


def _reached(turn: _Turn, day: date) -> bool | None:
    """Whether the turn had come. On the very day of an arrest the warrant was in force still."""
    if turn.force is Force.EXECUTED:
        if day > turn.days.last:
            return True
        return False if day <= turn.days.first else None
    if day >= turn.days.last:
        return True
    return False if day < turn.days.first else None


def _turns(instrument: Instrument, family: tuple[Instrument, ...]) -> Iterator[_Turn]:
    """What executed or ended an instrument that is in force no more."""
    events = [e for e in _events(family) if e.date and not _has(e, _NO_TURN)]
    for at, event in enumerate(events):
        after = events[at + 1 :]
        in_court = any(_has(e, _IN_COURT) and not _has(e, _DEATH) for e in after)
        if _has(event, _BEFORE_COURT) or (_has(event, _ARREST) and in_court):
            yield _Turn(days_of(event.date), Force.EXECUTED, event)
            break
    ends = [e for e in events if _has(e, _END)]
    if not ends and instrument.status.startswith("died"):
        ends = [e for e in events if _has(e, _DEATH)]
    for event in ends:
        yield _Turn(days_of(event.date), Force.ENDED, event)
    if instrument.status == "superseded":
        yield from _replaced(instrument, family)


def _replaced(instrument: Instrument, family: tuple[Instrument, ...]) -> Iterator[_Turn]:
    later = [
        other
        for other in family
        if other.issued_on and instrument.issued_on and other.issued_on > instrument.issued_on
    ]
    for other in sorted(later, key=lambda i: i.issued_on)[:1]:
        word = "warrant" if other.kind != SUMMONS else SUMMONS
        event = CourtEvent(other.issued_on, f"replaced by a {word}")
        yield _Turn(days_of(other.issued_on), Force.ENDED, event)


def _has(event: CourtEvent, words: tuple[str, ...]) -> bool:
    low = event.event.lower()
    return any(word in low for word in words)
