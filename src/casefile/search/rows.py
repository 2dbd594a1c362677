"""What a query gives back: a line for a document, a line for a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list. `n` is its entry in the ledger; the numbers count what it holds."""

    number: int  # 1, 2, … in the order of adding: what people type
    id: str
    n: int
    digest: str
    name: str
    container: str
    address: str
    outlet: str
    headline: str
    published: str
    received: str
    media_type: str
    words: int
    furniture: int
    photos: int
    flags: int
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list, with its exact words (pieces joined by " … ")."""

    id: str
    document: str
    number: int  # of the document
    position: int  # code point where its first word stands
    outlet: str
    published: str
    speaker: str  # short form, for grouping
    speaker_kind: str
    source: str
    cue: str
    content: str
    stance: str
    directness: str
    outlook: str
    score: str
    reader: str
    relay: str = ""  # through whom it reached the document
    condition: str = ""
    certainty: str = "not_read"
    time: str = "not_read"  # of the content
    asked: str = ""  # "immediately", "by Monday", of a missing reply
    party: str = ""  # of the speaker, within the document; "" where it is not settled
    ordinal: int = 0  # among the claims of its document, by position, from 1

    @property
    def label(self) -> str:
        """What people type: document and claim, "12-4"."""
        return f"{self.number}-{self.ordinal}"


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to give; "" leaves a field open. Words are compared without case.

    `speaker`, `outlet` and `text` match parts of words; `document` is a number or the beginning
    of an id; `stances` (any of them) and `kind` are exact.
    """

    speaker: str = ""
    stances: tuple[str, ...] = ()
    kind: str = ""
    document: str = ""
    outlet: str = ""
    text: str = ""
    own_voice: bool | None = None
    pending: bool = False
