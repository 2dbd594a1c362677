"""A decision: what a person decided about a suggestion, as an entry of the ledger holds it.

Targets are named by ids that outlive the reader (told events, claims, documents with their party),
never by the numbers of a list. What a decision does to rows, the folds say; whether it can be taken
as things stand, they check before it is appended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from casefile.errors import DecisionError

KIND = "decision.make"
_LONGEST_REASON = 2_000  # code points


class About(StrEnum):
    """What kind of thing a decision is about."""

    INCIDENT = "incident"
    PARTY = "party"
    COPY = "copy"
    MAPPING = "mapping"
    STEP = "step"


class Action(StrEnum):
    """What a person can decide."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"
    MAP = "map"
    UNMAP = "unmap"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `n` is its entry, -1 before it is appended; `by` a pseudonym.

    `targets` are ids in the order that the action gives them a meaning; `more` holds what an action
    needs besides (the element and direction of a mapping). `undoes` is the entry taken back.
    """

    about: About
    action: Action
    targets: tuple[str, ...]
    reason: str = ""
    undoes: int = -1
    more: Mapping[str, str] = field(default_factory=dict)
    n: int = -1
    by: str = ""
    at: str = ""

    def to_data(self) -> dict[str, Any]:
        """The data of its entry."""
        return {
            "v": 1,
            "about": self.about.value,
            "action": self.action.value,
            "targets": list(self.targets),
            "reason": self.reason,
            "undoes": self.undoes,
            "more": dict(self.more),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], n: int, by: str, at: str) -> Self:
        """The reverse of `to_data`.

        Raises:
            DecisionError: a part is missing or of the wrong kind.
        """
        try:
            about, action = About(data["about"]), Action(data["action"])
            targets, more = tuple(data["targets"]), dict(data["more"])
            reason, undoes = data["reason"], data["undoes"]
            words = [*targets, *more, *more.values(), reason]
            if not all(type(word) is str for word in words) or type(undoes) is not int:
                raise TypeError("a part is of the wrong kind")
            return cls(about, action, targets, reason, undoes, more, n, by, at)
        except (KeyError, TypeError, ValueError) as error:
            raise DecisionError(
                f"entry {n} holds no decision that can be read",
                found=type(error).__name__,
                next_step="run 'casefile verify'; a later release may have written it",
            ) from error


def check_reason(decision: Decision) -> None:
    """A decision that changes what is shown needs a reason that a later reader understands.

    Raises:
        DecisionError: it is missing or far too long.
    """
    if decision.action is not Action.ACCEPT and not decision.reason.strip():
        raise DecisionError(
            f"no reason is given for '{decision.action.value}'",
            next_step="say why with --reason, for whoever reads the case later",
        )
    if len(decision.reason) > _LONGEST_REASON:
        raise DecisionError(
            "the reason is too long",
            found=f"{len(decision.reason)} characters, {_LONGEST_REASON} allowed",
            next_step="add a note as a document and name it in the reason",
        )
