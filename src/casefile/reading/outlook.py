"""When the main event of a content happens, as it is told, and whether it is still to come."""

from __future__ import annotations

import re

from casefile.claim import ContentTime, Outlook, Stance
from casefile.reading.outlook_words import (
    charge,
    ever_since,
    holding_now,
    listed,
    participle_of_state,
    past_cue,
    perfect,
    question,
    still_silent,
    told_clause,
)
from casefile.reading.predicate import Form, Predicate, folded, predicate

_COMING = frozenset(
    {Stance.PLANS, Stance.PROMISES, Stance.DEMANDS, Stance.EXPECTS, Stance.ASKS}
)  # what they are about is still to be done
_ALWAYS_COMING = frozenset({Stance.PLANS, Stance.PROMISES, Stance.DEMANDS})
_TIMELESS = frozenset({Stance.PRESENTS_AS, Stance.DEFINES})
_DONE = frozenset(
    {Stance.DENIES, Stance.ADMITS, Stance.CONFIRMS, Stance.ACCUSES, Stance.CANNOT_CONFIRM}
)  # what they are about is told of as done


def content_time(cue: str, said: Predicate, stance: Stance, *, quoted: bool = False) -> ContentTime:
    """Past, present or future, seen from the saying.

    Silences tell of no event: the tense of their cue counts, and that of what nobody could confirm.

    Args:
        quoted: the content is a quotation whole, so that its tense is the speaker's own.
    """
    if stance.is_silence or stance in (Stance.REFUSES, Stance.CANNOT_CONFIRM):
        return _of_silence(cue or said.clause, said, stance)
    if stance in _TIMELESS:
        return ContentTime.PRESENT
    if stance in _ALWAYS_COMING:
        return ContentTime.FUTURE
    asked = question().match(said.clause) if stance is Stance.ASKS else None
    if asked is not None:
        return _of_question(asked, said)
    return _of_form(cue, said, stance, reported=not quoted and is_in_past(cue))


def _of_form(cue: str, said: Predicate, stance: Stance, *, reported: bool) -> ContentTime:
    form = said.form
    if form is Form.MODAL:
        return _of_modal(said, stance)
    if form in (Form.INFINITIVE, Form.GERUND, Form.NONE):
        return _without_tense(cue, said, stance)
    if _begins(said.after, "coming") or listed("plans").match(said.clause):
        return _to_have_done(said) or ContentTime.FUTURE
    if form in (Form.BE_PRESENT, Form.PRESENT):
        later = listed("later").search(said.clause)
        return _to_have_done(said) or (ContentTime.FUTURE if later else ContentTime.PRESENT)
    if form is Form.DO_PRESENT:
        return ContentTime.PRESENT
    if form is Form.HAVE_PRESENT:
        done = perfect().match(said.after) and not ever_since().match(said.after)
        return ContentTime.PAST if done else ContentTime.PRESENT
    return ContentTime.PRESENT if reported and _of_the_saying(said) else ContentTime.PAST


def _of_silence(cue: str, said: Predicate, stance: Stance) -> ContentTime:
    """The tense of the cue: past for "declined" and "has not replied", present for "declines"."""
    if stance is Stance.NOTHING_TO_ANNOUNCE:
        return ContentTime.PRESENT
    if stance is Stance.CANNOT_CONFIRM:
        told = _of_told_clause(said)
        if told is not None:
            return told
    words = folded(cue)
    if still_silent().search(words):
        return ContentTime.PRESENT
    return ContentTime.PAST if past_cue().search(words) else ContentTime.PRESENT


def _of_told_clause(said: Predicate) -> ContentTime | None:
    """The time of a clause that nobody could confirm, None where a thing stands there."""
    clause = told_clause().match(said.clause)
    if clause is None and not said.shell.startswith(("that ", "whether ", "if ")):
        return ContentTime.PAST if said.clause in ("it", "this", "that") else None
    inner = predicate(said.clause[clause.end() :]) if clause else said
    if inner.form in (Form.NONE, Form.INFINITIVE, Form.GERUND):
        return ContentTime.PRESENT
    return _of_form("", inner, Stance.ASSERTS, reported=False)


def _of_question(asked: re.Match[str], said: Predicate) -> ContentTime:
    """ "Did he call?", "What do they say?": the first auxiliary tells."""
    if asked["past"]:
        return ContentTime.PAST
    if asked["present"]:
        return ContentTime.PRESENT
    if asked["future"]:
        return ContentTime.FUTURE
    inner = predicate(said.clause[asked.end() :])
    if inner.form is Form.NONE:
        return ContentTime.PRESENT if said.form is Form.NONE else ContentTime.PAST
    return _of_form("", inner, Stance.ASSERTS, reported=False)


def _of_the_saying(said: Predicate) -> bool:
    """Whether a reported past is the time of the saying: "said it was full", "said it held X"."""
    if listed("then").search(said.clause):
        return False
    if said.form is Form.BE_PAST:
        done = perfect().match(said.after) and not participle_of_state().match(said.after)
        return (
            not done
            or re.search(r"\bevery (?:day|week|night|month|hour)\b", said.clause) is not None
        )
    if said.form is Form.HAVE_PAST:
        return perfect().match(said.after) is None and not said.after.startswith("had ")
    return listed("states").fullmatch(said.verb) is not None


def is_in_past(cue: str) -> bool:
    """Whether the cue is in the simple past, so that English moves the tense of what is told."""
    words = folded(cue)
    return past_cue().search(words) is not None and not re.search(
        r"\b(?:has|have|had|is|are|am|says?|tells?|den(?:y|ies)|insists?|will|would)\b",
        words,
    )


def outlook(time: ContentTime) -> Outlook:
    """`PENDING` where the content tells of what is still to come, else `SETTLED`."""
    return Outlook.PENDING if time is ContentTime.FUTURE else Outlook.SETTLED


def outlook_of(words: str) -> Outlook:
    """The outlook of words that stand by themselves.

    >>> outlook_of("the court is planning to seek warrants").value
    'pending'
    """
    return outlook(content_time("", predicate(words), Stance.ASSERTS))


def _of_modal(said: Predicate, stance: Stance) -> ContentTime:
    after = said.after.removeprefix("not ")
    if re.match(
        r"(?:\w+ly |also |still |well |already )*have (?:\w+ly )?\w", after
    ) and said.verb not in ("will", "shall"):
        done = re.match(r"(?:\w+ly |also |well |already )*have (.*)", after)
        if done and perfect().match(done.group(1)):
            return ContentTime.PAST
    if said.verb in ("can", "cannot", "can't"):
        return ContentTime.PRESENT
    if said.verb in ("could", "couldn't") and (
        said.after.startswith("not ") or said.verb == "couldn't"
    ):
        return ContentTime.PAST
    if said.verb == "would" and listed("habit").search(said.clause):
        return ContentTime.PAST
    if said.verb in ("may", "might", "could", "must") and (
        holding_now().match(after) or listed("holding").match(_without_adverbs(after))
    ):
        return ContentTime.PRESENT
    if said.verb in ("should", "must") and stance not in _COMING and after.startswith("be "):
        return ContentTime.PRESENT
    return ContentTime.FUTURE


def _without_tense(cue: str, said: Predicate, stance: Stance) -> ContentTime:
    """No finite verb with a tense that shows: the cue, the stance and the adverbs tell."""
    if said.form is Form.INFINITIVE:
        if re.match(r"to have \w", said.after):
            return ContentTime.PAST
        if stance in _DONE or re.search(
            r"\b(?:appear|seem|alleg|claim|report|believ|thought|said)", cue
        ):
            return ContentTime.PRESENT
        return ContentTime.FUTURE
    if stance in _COMING or listed("later").search(said.clause):
        return ContentTime.FUTURE
    if said.form is Form.NONE and listed("plans").search(said.clause):
        return ContentTime.FUTURE
    if stance is Stance.DENIES and listed("state_things").match(said.clause):
        return ContentTime.PRESENT
    words = folded(cue)
    if said.form is Form.GERUND and re.search(
        r"\b(?:told|spoke|spoken|recalled|remembered|described)\b", words
    ):
        return ContentTime.PAST
    if stance is Stance.ACCUSES and charge().search(said.clause):
        return ContentTime.PAST if is_in_past(cue) else ContentTime.PRESENT
    if (
        stance in _DONE
        or words.split()[-2:-1] == ["having"]
        or (said.form is Form.NONE and _of_a_deed(cue))
    ):
        return ContentTime.PAST
    if re.search(r"\b(?:expect|plan|due|schedul|intend|hop)\w*\b", folded(cue)):
        return ContentTime.FUTURE
    return ContentTime.PRESENT


def _of_a_deed(cue: str) -> bool:
    """ "documented | eleven attacks": a thing, and a cue in the past that is no word of saying."""
    words = folded(cue)
    saying = re.search(
        r"\b(?:said|told|added|called|warned|stressed|noted|insisted|believed|thought|wanted)\b",
        words,
    )
    return (
        saying is None
        and re.search(r"\b(?:\w+ed|found|saw|heard|made|gave|met)\b", words) is not None
    )


def _to_have_done(said: Predicate) -> ContentTime | None:
    """ "is believed | to have fled" tells of what is past."""
    return ContentTime.PAST if re.search(r"\bto have \w", said.after[:60]) else None


def _begins(words: str, part: str) -> bool:
    """Whether the pattern comes at once, adverbs set aside: "still | planning to"."""
    return listed(part).match(_without_adverbs(words)) is not None


def _without_adverbs(words: str) -> str:
    return re.sub(
        r"^(?:(?:not|also|now|still|all|both|then|already|only|(?!likely|unlikely)\w+ly) )+",
        "",
        words,
    )
