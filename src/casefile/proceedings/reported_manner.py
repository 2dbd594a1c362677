"""Whether a step is reported as planned, done, denied, possible or conditional, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.claim import Certainty, Claim, Directness, Outlook, Stance
from casefile.particulars import EventStatus
from casefile.proceedings.acts import Act
from casefile.proceedings.phrases import Word
from casefile.proceedings.reported_step import Manner

# Whoever asks, demands or explains the law reports no step; nor does silence.
_NO_REPORT = frozenset(
    {Stance.ASKS, Stance.DEMANDS, Stance.DEFINES, Stance.CANNOT_CONFIRM}
    | {stance for stance in Stance if stance.is_silence}
)
_TURNED_DOWN = frozenset({Stance.REJECTS, Stance.REFUSES})
_FORWARD = frozenset({Stance.PLANS, Stance.PROMISES, Stance.EXPECTS})

_IF = frozenset(("if", "unless", "provided", "should", "pending", "once", "subject"))
_NOT = frozenset(("not", "never", "no", "without", "t", "neither", "nor"))
_MAY = frozenset(("could", "may", "might", "possible", "possibly", "perhaps", "potential"))
_WILL = frozenset(
    ("will", "shall", "plans", "planning", "plan", "intends", "expected", "due",
     "preparing", "prepares", "scheduled")
)  # fmt: skip
_HYPOTHETICAL = frozenset(
    ("any", "no", "reject", "rejects", "rejected", "ignore", "ignores", "dismiss", "defy",
     "whether", "future", "such", "potential", "possible")
)  # fmt: skip
_BROUGHT = frozenset(
    ("filed", "files", "brought", "brings", "laid", "pressed", "presses", "faces", "facing", "face")
)
_DEFINITE = frozenset(
    ("the", "his", "her", "their", "its", "'s", "outstanding", "existing", "under", "faces",
     "facing", "face", "despite", "defied")
)  # fmt: skip
_DEFINITE_WINDOW = 3  # words: "the court's arrest warrant"
_WINDOW = 6  # words before, within the clause


@dataclass(frozen=True, slots=True)
class Told:
    """How the words tell an act: the event's status and negation, or what stands before a cue."""

    status: str
    negated: bool
    bare: bool  # a noun alone: "the arrest warrant", which reports no issuing of it
    words: str
    by_event: bool


def manner_of(act: Act, told: Told, claim: Claim | None, before: Sequence[Word]) -> Manner | None:
    """The manner, None where nothing is reported.

    Args:
        claim: the innermost claim whose content tells it, if any.
        before: the words before it in its sentence.
    """
    stance = claim.stance if claim else Stance.ASSERTS
    if {"whether", "if"} & set(told.words.split()):
        return None  # the reader took the question along
    if stance in _NO_REPORT or (stance in _TURNED_DOWN and not act.decides):
        return None
    near = {w.low for w in before[-_WINDOW:]}
    if told.bare and (near & _HYPOTHETICAL or told.negated):
        return None
    if told.bare and not _tells(act, told, before):
        return None
    if stance is Stance.DENIES or told.status == EventStatus.DENIED:
        return None if told.bare and not act.decides else Manner.DENIED
    found = _by_status(act, told, claim, before)
    if "whether" in near and found in (Manner.DONE, Manner.PLANNED):
        found = Manner.POSSIBLE  # "will decide whether to confirm": the outcome is open
    if told.negated and not act.decides:
        return Manner.DENIED if found is Manner.DONE else None
    if found is Manner.DONE and stance in _FORWARD:
        return Manner.PLANNED
    if found is Manner.DONE and stance is Stance.DOUBTS:
        return Manner.POSSIBLE
    return found


def _tells(act: Act, told: Told, before: Sequence[Word]) -> bool:
    """Whether a noun alone tells of the act: "the ICC's arrest warrant for X", "filed charges".

    A warrant that is only spoken of must be spoken of as one that there is.
    """
    near = {w.low for w in before[-_WINDOW:]}
    if act.id == "charge":
        return bool(near & _BROUGHT)
    if act.id != "warrant":
        return False
    told_of = told.status in (EventStatus.HAPPENED, EventStatus.ALLEGED)
    return not told_of or bool({w.low for w in before[-_DEFINITE_WINDOW:]} & _DEFINITE)


def cue_told(words: str, before: Sequence[Word], claim: Claim | None) -> Told:
    """How words without an event tell an act, by the words just before them and their claim."""
    clause: list[str] = []
    for word in reversed(before[-_WINDOW:]):
        if word.low in (",", ";", ":"):
            break
        clause.append(word.low)
    near = set(clause)
    status = EventStatus.HAPPENED
    if near & _MAY or (claim and claim.certainty is Certainty.POSSIBLE):
        status = EventStatus.POSSIBLE
    elif "would" in near or near & {"if", "unless"}:
        status = EventStatus.CONDITIONAL
    elif near & _WILL or (claim and claim.outlook is Outlook.PENDING):
        status = EventStatus.PLANNED
    return Told(status.value, bool(near & _NOT), False, words, False)


def _by_status(act: Act, told: Told, claim: Claim | None, before: Sequence[Word]) -> Manner | None:
    if told.status == EventStatus.SOUGHT:
        done = act.id == "application" or act.decides or told.words.split()[0].endswith("ed")
        return Manner.DONE if done and not told.bare else None  # "issued", "asked to issue"
    if act.plans and told.status in (EventStatus.HAPPENED, EventStatus.ALLEGED):
        return Manner.PLANNED
    if told.status in (EventStatus.PLANNED, EventStatus.THREATENED):
        if act.settled:
            return Manner.DONE
        return Manner.CONDITIONAL if claim and claim.condition else Manner.PLANNED
    if told.status == EventStatus.CONDITIONAL:
        return _conditional(told, claim, before)
    if told.status == EventStatus.POSSIBLE:
        return Manner.CONDITIONAL if claim and claim.condition else Manner.POSSIBLE
    return Manner.DONE


def _conditional(told: Told, claim: Claim | None, before: Sequence[Word]) -> Manner:
    """ "Said it would seek" is a plan in reported words; "would seek if" hangs on something."""
    said = claim is not None and claim.directness is not Directness.OWN_VOICE
    hangs = bool(claim and claim.condition) or any(w.low in _IF for w in before)
    would = any(w.low == "would" for w in before[-_WINDOW:])
    return Manner.PLANNED if said and would and not hangs and not told.bare else Manner.CONDITIONAL
