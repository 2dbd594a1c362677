"""Travel exposure: what the law says for a person under a warrant, in one State, on one day.

It informs about law. It predicts no arrest and gives no advice on routes: duties are not behaviour,
and a sealed warrant leaves no trace. A day in the past is answered with what was public on it; what
became public later stands apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.proceedings.exposure_instruments import Force, instrument_on
from casefile.proceedings.exposure_rules import (
    NO_DUTY,
    NOT_IN_FORCE,
    STRENGTH,
    UNKNOWN,
    Applied,
    applied,
)
from casefile.reference.membership import (
    ExposureRule,
    Incident,
    LawNote,
    Membership,
    Standing,
    StandingKind,
    State,
)
from casefile.reference.partial_days import days_of
from casefile.reference.warrants import Application, Instrument

PRESUMPTION = (
    "Everybody named here is presumed innocent until finally convicted (Art. 66). A warrant or a "
    "summons decides nothing about the charges."
)
INFORMS = (
    "This tells what the law says. It predicts no arrest and gives no advice on routes: a duty is "
    "not behaviour."
)
ASSUMES = (
    "A duty to arrest needs a request that reached the State; for a public warrant this assumes "
    "one."
)
UNSEEN = "A sealed warrant leaves no trace: 'none public' is the most that can be said."
FIXED_LINES = (PRESUMPTION, INFORMS, ASSUMES, UNSEEN)
"""Lines that every answer carries."""

_GENERAL = ("Art. 98(1)", "Art. 98(2)", "Overflight")


@dataclass(frozen=True, slots=True)
class IncidentSeen:
    """An earlier visit to the State. `finding` is what had been found by the day asked about;
    what a Chamber found later is in `finding_later`."""

    incident: Incident
    same_person: bool
    finding: str
    finding_later: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """The answer for one State and day.

    `duty` is the class of the data ("must_arrest", "no_duty", …); `rule` the rule that decided it,
    with its articles and text. `applied` are the instruments public by the day (or not certain to
    be), `later` says what had been issued or happened by the day and became public afterwards.
    `if_in_force` is the class there would be if an instrument that is not certain was in force.
    """

    state: State
    day: date
    standing: Standing
    duty: str
    rule: ExposureRule
    why: str
    applied: tuple[Applied, ...]
    beside: tuple[ExposureRule, ...]
    if_in_force: str
    later: tuple[str, ...]
    applications: tuple[str, ...]
    incidents: tuple[IncidentSeen, ...]
    notes: tuple[LawNote, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """What a register holds on one person."""

    name: str
    instruments: tuple[Instrument, ...]
    applications: tuple[Application, ...] = ()


def exposure_of(
    records: Records,
    standing: Standing,
    law: Membership,
    same_person: Callable[[str], bool] = lambda name: False,
) -> Exposure:
    """What follows for one person in the State of `standing`, on its day.

    Args:
        same_person: whether a name told in an incident is this person's.
    """
    day = standing.day
    seen = [instrument_on(i, records.instruments, day) for i in records.instruments]
    all_rows = [applied(one, standing, law) for one in seen]
    rows = tuple(r for r in all_rows if r.seen.force is not Force.NOT_PUBLIC)
    decided = _decided(rows, law)
    unsure = {r.if_in_force for r in rows if r.if_in_force}
    rules = [rule for r in rows for rule in (r.rule, *r.beside)]
    beside = {rule.id: rule for rule in rules if _binds(rule) and rule.id != decided[0].id}
    return Exposure(
        state=standing.state,
        day=day,
        standing=standing,
        duty=decided[0].duty,
        rule=decided[0],
        why=decided[1],
        applied=rows,
        beside=tuple(beside[id] for id in sorted(beside)),
        if_in_force=min(unsure, key=STRENGTH.index) if unsure else "",
        later=tuple(_later(all_rows, records.applications, day)),
        applications=tuple(_applications(records.applications, day)),
        incidents=tuple(_incidents(law, standing, same_person)),
        notes=tuple(_notes(law, standing)),
    )


def general_notes(law: Membership) -> tuple[LawNote, ...]:
    """Contested points that belong to every answer: immunity (both positions), overflight."""
    found = [n for n in law.notes if n.topic.startswith(_GENERAL)]
    argued = "; ".join(
        f"{i.iso2} {i.visit[0].year}: {i.state_argument}" for i in law.incidents if i.state_argument
    )
    contrary = LawNote(
        "Art. 98(1), the other position",
        "Some States hold that a serving head of State or government of a non-party keeps immunity "
        f"from arrest. Argued before the Court: {argued}.",
        "arguments as stored with the incidents",
    )
    at = next((n + 1 for n, note in enumerate(found) if note.topic.startswith(_GENERAL[0])), 0)
    return (*found[:at], contrary, *found[at:])


def _decided(rows: Sequence[Applied], law: Membership) -> tuple[ExposureRule, str]:
    """The rule of the furthest-reaching instrument; of nothing public, the rule on sealed ones."""
    if not rows:
        words = "no warrant or summons was public on the day, as far as the registers go"
        return law.rules["exp.sealed"], words
    best = min(rows, key=lambda row: _strength(row))
    return best.rule, best.why


def _strength(row: Applied) -> tuple[int, bool, str]:
    """Ordered by class; a warrant in force comes before one that has ended."""
    return STRENGTH.index(row.rule.duty), row.rule == NOT_IN_FORCE, row.seen.instrument.id


def _binds(rule: ExposureRule) -> bool:
    return rule.duty not in (UNKNOWN, NO_DUTY)


def _later(
    rows: Sequence[Applied], applications: Sequence[Application], day: date
) -> Iterator[str]:
    """What the day did not know: issued by then and public later, issued later, ended later."""
    for row in rows:
        one, seen = row.seen.instrument, row.seen
        name = f"{one.kind} {one.id}"
        if seen.force is Force.NOT_PUBLIC:
            lead = "issued by then, made public later" if seen.issued else "not issued by then"
            if seen.issued is None:
                lead = "public later, perhaps issued by then"
            yield (
                f"{lead}: {name}: issued {one.issued_on or 'on a day not recorded'}, public "
                f"{one.public_on}"
            )
        elif one.status_as_of and days_of(one.status_as_of).first > day:
            status = one.status.replace("_", " ")
            yield f"as recorded on {one.status_as_of}: {name}: {status}"
    for application in applications:
        if not application.public_on:
            words = f"application {application.id}, which is no warrant"
            yield f"told of, day not recorded: {words}: {application.status}"
        elif days_of(application.public_on).first > day:
            yield f"public later: application {application.id}, public {application.public_on}"


def _applications(applications: Sequence[Application], day: date) -> Iterator[str]:
    """Requests for a warrant that were public by the day. None is a warrant."""
    for one in applications:
        if one.public_on and days_of(one.public_on).last <= day:
            words = f"application {one.id} of {one.applied_on}, which is no warrant"
            yield f"{words}; recorded since: {one.status}"


def _incidents(
    law: Membership, standing: Standing, same_person: Callable[[str], bool]
) -> Iterator[IncidentSeen]:
    for one in law.incidents_before(standing.state.iso2, standing.day):
        by_then = one.finding_day is None or one.finding_day <= standing.day
        dated = f"{one.finding} ({one.finding_day})" if one.finding_day else one.finding
        yield IncidentSeen(
            incident=one,
            same_person=same_person(one.person),
            finding=dated if by_then else "none by that day",
            finding_later="" if by_then else dated,
        )


def _notes(law: Membership, standing: Standing) -> Iterator[LawNote]:
    """Notes on this State and day."""
    if standing.announced and standing.kind is StandingKind.PARTY:
        text = f"A withdrawal was announced on {standing.announced}; an announcement has no effect."
        yield LawNote("Withdrawal announced", text, standing.verified)
    for words in standing.earlier:
        yield LawNote("Notice rescinded", words[:1].upper() + words[1:] + ".", standing.verified)
    if standing.note:
        text = f"As noted on {law.as_of}: {standing.note}"
        yield LawNote(standing.state.name, text, standing.verified)
    for one in law.opt_outs_on(standing.state.iso2, standing.day):
        scope = one.scope or "war crimes by its nationals or on its territory"
        effect = f"; its effect is {one.effect}" if one.effect else ""
        text = f"Declaration of {one.lodged}: {scope}{effect}. It changes no class here."
        yield LawNote("Art. 124", text, one.verified)
    if standing.expected:
        text = f"The day lies after {law.as_of}, the table's own day: as things stood then."
        yield LawNote("Ahead of the data", text, "expected")
