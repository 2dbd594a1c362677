"""How surely a content is told, by its main verb, the words of its main clause, and the cue."""

from __future__ import annotations

import re
from functools import cache

from casefile.claim import Certainty, Stance
from casefile.reading.outlook import is_in_past
from casefile.reading.predicate import Form, Predicate, folded
from casefile.reference.tables import load_table

_KINDS = (Certainty.DOUBTFUL, Certainty.POSSIBLE, Certainty.PROBABLE)


def certainty(cue: str, said: Predicate, stance: Stance) -> Certainty:
    """Plain, probable, possible or doubtful. Silences have no content to be sure of: plain.

    >>> from casefile.reading.predicate import predicate
    >>> certainty("said", predicate("the court could open in May"), Stance.ASSERTS).value
    'possible'
    """
    if stance.is_silence or stance is Stance.CANNOT_CONFIRM:
        return Certainty.PLAIN
    if stance is Stance.DOUBTS:
        return Certainty.DOUBTFUL
    return _by_cue(cue, said, stance) or _by_shell(said) or _by_content(cue, said, stance)


def _by_cue(cue: str, said: Predicate, stance: Stance) -> Certainty | None:
    """What the word of saying itself tells: "believes", "doubts". Not what it denies or asks."""
    if stance in (Stance.DENIES, Stance.ASKS, Stance.ACCUSES):
        return None
    words = folded(cue)
    if said.form in (Form.INFINITIVE, Form.NONE):  # "would be certain | to reject"
        modal = next((k for k in _KINDS if _modals(k) & set(words.split())), None)
        if modal is not None:
            return modal
    return next((kind for kind in _KINDS if _pattern(kind, "cues").search(words)), None)


def _by_shell(said: Predicate) -> Certainty | None:
    """ "It may be that …", "there are grounds to believe that …"."""
    if re.search(r"\b(?:may|might|could) be\b", said.shell):
        return Certainty.POSSIBLE
    if said.shell and _pattern(Certainty.DOUBTFUL, "words").search(said.shell):
        return Certainty.DOUBTFUL
    kinds = (Certainty.POSSIBLE, Certainty.PROBABLE)
    return next((k for k in kinds if _pattern(k, "words").search(said.shell)), None)


def _by_content(cue: str, said: Predicate, stance: Stance) -> Certainty:
    """The first word of the main clause that tells, a modal included."""
    if _pattern(Certainty.DOUBTFUL, "words").search(said.clause):
        return Certainty.DOUBTFUL
    modal = None if _is_reported_will(cue, said, stance) else _by_modal(said)
    if modal is not None:
        return modal
    best, first = Certainty.PLAIN, len(said.clause) + 1
    for kind in (Certainty.POSSIBLE, Certainty.PROBABLE):
        found = _pattern(kind, "words").search(said.clause)
        if found and found.start() < first:
            best, first = kind, found.start()
    return best


def _is_reported_will(cue: str, said: Predicate, stance: Stance) -> bool:
    """ "Said it would open" stands for "will open"; "would you go?" asks."""
    return said.verb == "would" and (stance is Stance.ASKS or is_in_past(cue))


def _by_modal(said: Predicate) -> Certainty | None:
    """ "Could not" tells of what was out of reach, which is plain; "must have" is a conclusion."""
    if said.form is not Form.MODAL:
        return None
    negated = said.after.startswith("not ")
    if said.verb in _modals(Certainty.POSSIBLE) and not (negated and said.verb == "could"):
        return Certainty.POSSIBLE
    if said.verb in ("would", "wouldn't", "'d"):
        return Certainty.PROBABLE
    if said.verb in ("must", "should") and re.match(r"(?:not )?have \w", said.after):
        return Certainty.PROBABLE
    return None


@cache
def _modals(kind: Certainty) -> frozenset[str]:
    return frozenset(load_table("certainty")[kind.value]["modals"])


@cache
def _pattern(kind: Certainty, part: str) -> re.Pattern[str]:
    words = load_table("certainty")[kind.value][part]
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
