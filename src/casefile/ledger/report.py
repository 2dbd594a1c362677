"""What a verification found: the report, and the tally it is added up in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from casefile.ledger.checkpoint import Checkpoint

MAX_PROBLEMS = 100  # after so many, more would not help anybody


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, and what to do."""

    where: str
    what: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.next_step}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was found, problems in the order of checking, the first first.

    `proved` holds only what this run proved; it is empty where there is any problem. Counts are of
    what was reached: after a problem with the ledger's file they can be short.
    """

    entries: int
    kinds: tuple[tuple[str, int], ...]  # kind of entry and how many, by name
    documents: int
    readings: int
    claims: int
    quotes: int  # stretches of words compared with the text
    blobs: int
    blob_bytes: int
    unnamed_blobs: int  # stored, but no entry names them
    receipts: int  # receipts and heads from elsewhere that were compared
    journal: str
    head: Checkpoint | None
    problems: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def proved(self) -> tuple[str, ...]:
        """What holds without trusting anybody but the holder of the log key."""
        if self.problems or self.head is None:
            return ()
        proved = [
            f"{self.entries} entries stand unchanged, in order and complete under the signed head",
            f"{self.blobs} blobs ({self.blob_bytes} bytes) are those that the entries name",
            f"{self.documents} documents have the bytes and the text that their ids stand for",
            f"{self.quotes} quoted stretches of {self.claims} claims are the words at their places",
        ]
        if self.receipts:
            proved.append(f"the ledger continues what {self.receipts} receipts or heads have seen")
        return tuple(proved)

    @property
    def asserted(self) -> tuple[str, ...]:
        """What the record says and nobody can prove from it."""
        return (
            "who appended an entry, and when",
            "where the bytes of a document came from",
            "stance, speaker kind and score of claims: a reader's suggestions",
        )

    @property
    def not_checked(self) -> tuple[str, ...]:
        """What this run did not look at."""
        missing = ["whether what a document says is so"]
        if not self.receipts:
            missing.append(
                "whether the whole case was set back to an earlier day or signed anew: "
                "only a receipt kept elsewhere shows that"
            )
        if self.unnamed_blobs:
            missing.append(f"{self.unnamed_blobs} blobs that no entry names")
        return tuple(missing)


@dataclass
class Tally:
    """A report while it is being added up."""

    kinds: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    documents: int = 0
    readings: int = 0
    claims: int = 0
    quotes: int = 0
    blobs: int = 0
    blob_bytes: int = 0
    unnamed_blobs: int = 0
    receipts: int = 0
    journal: str = ""
    head: Checkpoint | None = None
    problems: list[Problem] = field(default_factory=list)

    def problem(self, where: str, what: str, next_step: str = "put it back from a copy") -> None:
        """Note something wrong."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(where, what, next_step))

    def report(self) -> Report:
        """The report so far."""
        plain = {
            name: getattr(self, name)
            for name in Report.__slots__
            if name not in ("kinds", "problems")
        }
        return Report(
            kinds=tuple(sorted(self.kinds.items())), problems=tuple(self.problems), **plain
        )
