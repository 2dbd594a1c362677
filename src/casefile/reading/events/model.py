"""What a model may add to the dictionary of events: spans of triggers and of participants."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that a model takes for an event; `score` is 0 to 1, higher is surer."""

    start: int
    end: int
    label: str  # "occurrence", "state", "reporting", "aspectual", …
    score: float


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that a model takes for one who or what takes part in an attack.

    `role` is one of ROLES; `score` is 0 to 1, higher is surer.
    """

    start: int
    end: int
    role: str
    score: float


ROLES = {  # the model's names for roles, and ours
    "actor": "actor",
    "body": "organisation",
    "target": "target",
    "affected": "affected",
    "instrument": "instrument",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a sentence, in lower case, with where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of the dictionary, met in a sentence: tokens `first` to `last`, the last one included.

    `part` is how they stand there: "verb", "passive", "adjective" ("deported children"), "noun" or
    "phrase".
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    part: str
