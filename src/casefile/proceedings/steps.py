"""A step of a proceeding: what a court, prosecutor or State did, as recorded by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from casefile.errors import StepRefused

WITHDRAWN = ""
"""The stage of a correction that says that the earlier step was not taken at all."""


@dataclass(frozen=True, slots=True, order=True)
class Rest:
    """What a step rests on: `kind` is one of `RESTS`, `id` names it."""

    kind: str
    id: str


RESTS = ("document", "claim", "register")


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded step.

    `happened`, `public` and `known` are kept apart: when it was done, when it became public, when
    we learned of it. The first two are a day, a month, a year or an interval ("2023-03/2023-05",
    "2023-03-17/.."), "" where not known; `known` is an ISO moment, that of the entry.
    """

    proceeding: str
    stage: str  # WITHDRAWN only where `corrects` says of which step
    known: str
    rests_on: tuple[Rest, ...]
    happened: str = ""
    public: str = ""
    persons: tuple[str, ...] = ()  # () means everybody in the proceeding
    note: str = ""
    corrects: int | None = None  # the number of the step that this one replaces, from 1
    before: int | None = None  # the number of the step that this one, learned of late, precedes
    gap: bool = False  # steps between the one before and this one are not recorded
    entry: int = 0  # number of the ledger's entry, 0 while there is none

    def to_record(self) -> dict[str, Any]:
        """For canonical JSON, without the entry's number, which the ledger gives."""
        return {
            "proceeding": self.proceeding,
            "stage": self.stage,
            "known": self.known,
            "rests_on": [[r.kind, r.id] for r in self.rests_on],
            "happened": self.happened,
            "public": self.public,
            "persons": list(self.persons),
            "note": self.note,
            "corrects": self.corrects,
            "before": self.before,
            "gap": self.gap,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], entry: int = 0) -> Self:
        """The reverse of `to_record`; keys that are not known are passed over.

        Raises:
            StepRefused: the record is not in the form of a step.
        """
        known = {f.name for f in fields(cls)} - {"entry"}
        values = {name: value for name, value in record.items() if name in known}
        try:
            values["rests_on"] = tuple(Rest(kind, id_) for kind, id_ in record["rests_on"])
            values["persons"] = tuple(record.get("persons", ()))
            return cls(**values, entry=entry)
        except (KeyError, TypeError, ValueError) as error:
            raise StepRefused(
                "a record is not in the form of a step",
                found=type(error).__name__,
                next_step="write it with Step.to_record",
            ) from error


@dataclass(frozen=True, slots=True)
class Proceeding:
    """One forum's dealing with one matter.

    `persons` are those it is about, by the names or ids that the case uses; () where nobody is
    named. A situation and the cases in it may stand in one proceeding: they run side by side.
    `machine` is the id of its procedure, "" where the data has none.
    """

    id: str
    forum: str
    machine: str
    situation: str = ""
    persons: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()  # step number 1 first


@dataclass(frozen=True, slots=True)
class Numbered:
    """A step with its number, and the number of the step in whose place it stands."""

    number: int
    place: int
    step: Step


def in_effect(steps: tuple[Step, ...], known_by: str = "") -> tuple[Numbered, ...]:
    """The steps as they stand after corrections, in the order in which they were taken.

    A correction takes the place of the step that it corrects, from its own `known` on. Nothing is
    removed: the earlier step stays in the proceeding.

    Args:
        known_by: an ISO day; only what was known on it counts. "" for everything.
    """
    order: list[int] = []
    place: dict[int, int] = {}
    standing: dict[int, Numbered] = {}
    for number, step in enumerate(steps, start=1):
        root = number if step.corrects is None else place.get(step.corrects, step.corrects)
        place[number] = root
        if root == number:
            following = place.get(step.before or 0)
            order.insert(len(order) if following is None else order.index(following), root)
        if not known_by or step.known[:10] <= known_by:
            standing[root] = Numbered(number, root, step)
    found = (standing[root] for root in order if root in standing)
    return tuple(n for n in found if n.step.stage != WITHDRAWN)


def replaced_by(steps: tuple[Step, ...], number: int) -> int | None:
    """The number of the step that stands in the place of step `number` now, None if it does."""
    found = None
    for later, step in enumerate(steps, start=1):
        if step.corrects is not None and step.corrects == (found or number):
            found = later
    return found
