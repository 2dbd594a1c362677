"""The register of parties across documents: its nouns.

A registered party is what documents call by names that may mean one person or body. That they
mean one is a suggestion with reasons until a person decides; what a party is said to be stands
beside the documents and claims that say so, with the first and last day on which they did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from casefile.particulars import PartyKind, Reason

THRESHOLD = 0.55
"""Likeness from which a document's party joins a registered one, as a suggestion. It was chosen on
the train part of ECB+; `evals/parties.py` measures the joins that are wrong and missed at it."""

NEAR = 0.35
"""Likeness from which another registered party is shown as a possible one."""


class LinkState(StrEnum):
    """How a document's party came to a registered one."""

    OPENED = "opened"  # nothing was like it: it opened the party
    SUGGESTED = "suggested"  # joined by likeness; nobody has decided
    ACCEPTED = "accepted"  # a person accepted the suggestion
    MOVED = "moved"  # a person took it out of another party


@dataclass(frozen=True, slots=True)
class Cited:
    """When something was first and last cited: ISO days of publication, "" where no document that
    says it has one."""

    first: str = ""
    last: str = ""

    @classmethod
    def of(cls, published: list[str]) -> Cited:
        """The range of publication days or moments; unknown ones ("") are left out.

        >>> Cited.of(["2023-03-13T18:04Z", "", "2022-01-02"])
        Cited(first='2022-01-02', last='2023-03-13')
        """
        days = sorted(day[:10] for day in published if day)
        return cls(days[0], days[-1]) if days else cls()


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that documents use for a party."""

    name: str
    script: str  # "latin", "cyrillic", "arabic", …; "other" where it has no letters
    documents: int  # how many use it
    cited: Cited = Cited()


@dataclass(frozen=True, slots=True)
class PartyLink:
    """That a party of one document is a registered one: how it is called there, and why.

    `id` outlives the reader: decisions name it. `score` (0 to 1) and `reasons` are those of the
    suggestion, "" and () where it opened the party. `decided` is the entry of the decision that
    holds, -1 where nobody decided.
    """

    id: str
    document: int
    local: str  # within the document
    party: int  # the number it stands in, before merges are followed
    name: str
    aliases: tuple[str, ...]
    state: LinkState
    score: str
    reasons: tuple[Reason, ...]
    decided: int
    published: str
    outlet: str


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """What words say a party is, and who says it when. It is said, not established.

    `of` is the party that the role is of ("p2"), "" where not stated; `of_name` its name.
    `documents` are numbers; `claims` ids of the claims whose words hold the role, fewer than the
    documents where the outlet says it outside any claim.
    """

    words: str
    of: str
    of_name: str
    documents: tuple[int, ...]
    claims: tuple[str, ...]
    cited: Cited = Cited()


@dataclass(frozen=True, slots=True)
class Standing:
    """That a party stands above or below another, where a role's words say so.

    `party` is the other one ("p2"), "" where it is no party of the register and only words name
    it; `words` are the role's: "the commander of ground forces".
    """

    party: str
    name: str
    words: str
    documents: tuple[int, ...]
    claims: tuple[str, ...]
    cited: Cited = Cited()


@dataclass(frozen=True, slots=True)
class Other:
    """A registered party that may be the same: a suggestion, with score (0 to 1) and reasons."""

    party: str
    name: str
    score: float
    reasons: tuple[Reason, ...]
    document: int  # whose words raised it


@dataclass(frozen=True, slots=True)
class RegisteredParty:
    """A party of the register. `number` is typed as "p7"; `id` stays when numbers change.

    `unsettled` means that several parties have this name and no words tell which one is meant.
    """

    number: int
    id: str
    name: str
    kind: PartyKind
    unsettled: bool = False
    documents: int = 0  # how many name it
    claims: int = 0  # how many claims it makes
    named_in: int = 0  # how many claims name it
    cited: Cited = Cited()
    merged: tuple[int, ...] = ()  # numbers that a person merged into it
    aliases: tuple[Alias, ...] = ()
    roles: tuple[RoleHeld, ...] = ()
    superiors: tuple[Standing, ...] = ()
    subordinates: tuple[Standing, ...] = ()
    others: tuple[Other, ...] = field(default=())

    @property
    def label(self) -> str:
        """What people type: "p7"."""
        return f"p{self.number}"
