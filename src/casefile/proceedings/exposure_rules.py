"""Which rule of law binds a State to a warrant, by its standing on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.proceedings.exposure_instruments import Force, InstrumentOnDay, started_before
from casefile.reference.membership import (
    ExposureRule,
    Membership,
    Referral,
    Standing,
    StandingKind,
    territories,
)
from casefile.reference.warrants import SUMMONS, Instrument

MUST_ARREST = "must_arrest"
BY_RESOLUTION = "must_cooperate_by_resolution"
IN_SITUATION = "must_cooperate_in_situation"
DISPUTED = "residual_disputed"
UNKNOWN = "unknown"
NO_DUTY = "no_duty"

STRENGTH = (MUST_ARREST, BY_RESOLUTION, IN_SITUATION, DISPUTED, UNKNOWN, NO_DUTY)
"""The classes of the data, the furthest-reaching first."""

NOT_IN_FORCE = ExposureRule(
    "own.not_in_force",
    NO_DUTY,
    "every warrant that is known here was executed or had ended by the day",
    (),
    "There is no warrant to execute. What is sealed is not known.",
)
NOT_CERTAIN = ExposureRule(
    "own.not_certain",
    UNKNOWN,
    "the record's dates do not settle whether a warrant was in force and public on the day",
    (),
    "Not certain: the record gives a span for what would decide it.",
)


@dataclass(frozen=True, slots=True)
class Applied:
    """An instrument on a day beside what follows from it for one State.

    `beside` are further rules that bind too; `if_in_force` is the class there would be if an
    instrument whose force is not certain was in force, else "".
    """

    seen: InstrumentOnDay
    rule: ExposureRule
    why: str
    beside: tuple[ExposureRule, ...] = ()
    if_in_force: str = ""


def applied(seen: InstrumentOnDay, standing: Standing, law: Membership) -> Applied:
    """What follows from one instrument for a State of this standing, on the same day."""
    if seen.force is Force.NOT_PUBLIC:
        return Applied(seen, law.rules["exp.sealed"], seen.words)
    if seen.instrument.kind == SUMMONS and seen.force is not Force.ENDED:
        return Applied(seen, law.rules["exp.summons"], "a summons asks a person to appear")
    if seen.force in (Force.EXECUTED, Force.ENDED):
        return Applied(seen, NOT_IN_FORCE, seen.words)
    found = _binding(seen.instrument, standing, law)
    ids = [id for id, _ in found]
    rules = [law.rules[id] for id in ids]
    why = "; ".join(words for _, words in found if words)
    if seen.force is Force.NOT_CERTAIN and rules[0].duty != NO_DUTY:
        return Applied(seen, NOT_CERTAIN, seen.words, if_in_force=rules[0].duty)
    return Applied(seen, rules[0], why, tuple(rules[1:]))


def _binding(instrument: Instrument, standing: Standing, law: Membership) -> list[tuple[str, str]]:
    """Ids of the rules that bind the State to a warrant in force, with why; the first decides."""
    if standing.kind is StandingKind.PARTY:
        return [("exp.party", standing.words)]
    if standing.kind is StandingKind.LEAVING:
        return [("exp.leaving", standing.words)]
    iso2, day = standing.state.iso2, standing.day
    found = []
    referrals = _referrals(instrument, law, day)
    for referral in referrals:
        if iso2 in territories(referral.situation):
            found.append(("exp.unsc", f"named by {referral.resolution} of {referral.day}"))
    found += _accepted(instrument, standing, law)
    if standing.kind is StandingKind.LEFT:
        found += _residual(instrument, standing)
    if found:
        return found
    urged = "; ".join(f"{r.resolution} urges other States to cooperate" for r in referrals)
    return [("exp.none", "; ".join(w for w in (standing.words, urged) if w))]


def _referrals(instrument: Instrument, law: Membership, day: date) -> list[Referral]:
    """Security Council referrals of the instrument's situation, made by `day`."""
    mine = set(_territories(instrument))
    return [
        referral
        for referral in law.referrals
        if referral.day <= day
        and (
            referral.situation == instrument.situation.name
            or ("Security Council" in instrument.situation.basis
                and mine & set(territories(referral.situation)))
        )
    ]  # fmt: skip


def _accepted(instrument: Instrument, standing: Standing, law: Membership) -> list[tuple[str, str]]:
    """Declarations under Art. 12(3) that cover the instrument's situation, or may."""
    if standing.state.iso2 not in _territories(instrument):
        return []
    sure, unsure = [], []
    for one in law.acceptances_on(standing.state.iso2, standing.day):
        covers = one.covers(instrument.alleged_period)
        words = f"declaration of {one.lodged} for {one.period or 'a period not recorded'}"
        if covers:
            sure.append(words)
        elif covers is None:
            unsure.append(f"{words}: whether it covers the acts alleged is not certain")
    words = "; ".join(sure or unsure)
    return [("exp.12_3", words)] if words else []


def _residual(instrument: Instrument, standing: Standing) -> list[tuple[str, str]]:
    """What is left, and disputed, of the duties of a State that has left (Art. 127(2))."""
    if standing.notice is None or standing.notice.effective is None:
        return []
    begun = started_before(instrument, standing.notice.effective)
    if begun:
        return [("exp.left", f"{standing.words}; the proceedings had begun before")]
    if standing.state.iso2 in _territories(instrument):
        words = "the situation is that of this State: the Court acts on matters that it says it "
        words += "considered before the withdrawal took effect, which is contested"
        return [("exp.left", f"{standing.words}; {words}")]
    if begun is None:
        words = "whether the proceedings had begun before is not certain"
        return [("exp.left", f"{standing.words}; {words}")]
    return []


def _territories(instrument: Instrument) -> tuple[str, ...]:
    return territories(instrument.situation.name) or territories(instrument.situation.id)
