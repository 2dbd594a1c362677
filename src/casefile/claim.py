"""A claim: what a document says that someone says, with the words it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from casefile.document import Document, Span
from casefile.errors import SpanError

_ID_PREFIX = b"casefile/claim/v1\x00"

Extents = tuple[tuple[int, int], ...]
"""Stretches of one text as `(start, end)` code points, end not included, in order."""


class Stance(StrEnum):
    """What the speaker does with the content. docs/words.md has the definitions and examples."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    ADMITS = "admits"
    DENIES = "denies"
    REJECTS = "rejects"
    DOUBTS = "doubts"
    ACCUSES = "accuses"
    DEMANDS = "demands"
    ASKS = "asks"
    PROMISES = "promises"
    PLANS = "plans"
    EXPECTS = "expects"
    PRESENTS_AS = "presents_as"
    DEFINES = "defines"
    REFUSES = "refuses"
    DECLINES_TO_COMMENT = "declines_to_comment"
    DID_NOT_RESPOND = "did_not_respond"
    CANNOT_CONFIRM = "cannot_confirm"
    NOTHING_TO_ANNOUNCE = "nothing_to_announce"

    @property
    def is_silence(self) -> bool:
        """Whether the speaker was asked and gave no answer on the matter."""
        return self in _SILENCES


_SILENCES = frozenset(
    {Stance.DECLINES_TO_COMMENT, Stance.DID_NOT_RESPOND, Stance.NOTHING_TO_ANNOUNCE}
)


class Directness(StrEnum):
    """Whether the speaker's own words stand in quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN_VOICE = "own_voice"  # the outlet's own claim: nobody else is quoted


class SpeakerKind(StrEnum):
    """What the speaker is, by the words that name it."""

    NAMED_PERSON = "named_person"
    ORGANISATION = "organisation"
    STATE = "state"
    STATE_METONYM = "state_metonym"  # "Kyiv says": a government, not a place
    UNNAMED = "unnamed"
    WRITING = "writing"  # a treaty, report, letter or law that "says"
    OUTLET = "outlet"
    UNRESOLVED = "unresolved"  # a pronoun whose party is not settled
    NOT_STATED = "not_stated"  # "it was reported that"


class Outlook(StrEnum):
    """Whether the content tells of something that is still to come."""

    SETTLED = "settled"
    PENDING = "pending"


class Certainty(StrEnum):
    """How surely the content is told, by its words and its cue; the stance is beside it."""

    PLAIN = "plain"  # said flat
    PROBABLE = "probable"  # "likely", "is expected to", "believes", "appears", "would"
    POSSIBLE = "possible"  # "could", "may", "might"
    DOUBTFUL = "doubtful"  # "unlikely", "doubts that"
    NOT_READ = "not_read"  # a record from before this was read


class ContentTime(StrEnum):
    """When the content's main event happens, as it is told, seen from the saying."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NOT_READ = "not_read"  # a record from before this was read


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says that someone says. Build with `point`.

    `relay` is through whom the saying reached the document, `condition` on what the content hangs.
    `asked` tells how a speaker who gave no reply was asked: "immediately", "by Monday", or "".
    `speaker` is the party that speaks, within the document (`particulars.Party.id`), `AUTHOR` where
    the document's own author does ("we", outside quotations), "" where that is not settled.
    `score` is 0 to 1, higher is surer: the reader's own, not a probability that the content
    holds. `reader` names the reader and the digest of its model.
    """

    id: str
    document: str
    source: Extents
    cue: Extents
    content: Extents
    stance: Stance
    directness: Directness
    speaker_kind: SpeakerKind
    outlook: Outlook
    score: float
    reader: str
    relay: Extents = ()
    condition: Extents = ()
    certainty: Certainty = Certainty.NOT_READ
    time: ContentTime = ContentTime.NOT_READ
    asked: str = ""
    speaker: str = ""

    @classmethod
    def point(
        cls, document: Document, *, source: Extents, cue: Extents, content: Extents, **rest: Any
    ) -> Self:
        """Build a claim that points at its words.

        Raises:
            SpanError: it points at no words, or at words outside the document.
        """
        if not cue and not content:
            raise SpanError("a claim must point at words", found="neither cue nor content")
        for extents in (source, cue, content, rest.get("relay", ()), rest.get("condition", ())):
            _check_extents(extents, len(document.text))
        return cls(
            id=claim_id(document.id, source, cue, content),
            document=document.id,
            source=source,
            cue=cue,
            content=content,
            **rest,
        )

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(s for s, _ in self.source + self.cue + self.content)

    def spans(self, role: str) -> tuple[Span, ...]:
        """The spans of `role`: "source", "cue", "content", "relay" or "condition"."""
        extents: Extents = getattr(self, role)
        return tuple(Span(self.document, s, e) for s, e in extents)

    def words(self, role: str, document: Document) -> str:
        """The exact words of `role`, pieces joined by " … "."""
        return " … ".join(span.quote(document) for span in self.spans(role))

    def to_record(self, document: Document) -> dict[str, Any]:
        """The claim with its exact words, for canonical JSON (the score as a decimal string)."""
        return {
            "id": self.id,
            "source": [list(e) for e in self.source],
            "cue": [list(e) for e in self.cue],
            "content": [list(e) for e in self.content],
            "relay": [list(e) for e in self.relay],
            "condition": [list(e) for e in self.condition],
            "words": {r: [s.quote(document) for s in self.spans(r)] for r in POINTING},
            "stance": self.stance.value,
            "directness": self.directness.value,
            "speaker_kind": self.speaker_kind.value,
            "outlook": self.outlook.value,
            "certainty": self.certainty.value,
            "time": self.time.value,
            "asked": self.asked,
            "speaker": self.speaker,
            "score": f"{self.score:.3f}",
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], document: str, reader: str) -> Self:
        """The reverse of `to_record`. Words and id are compared by `casefile verify`, not here.

        Records of earlier releases, without relay, condition, certainty, time, asked and speaker,
        are read.
        """
        return cls(
            id=record["id"],
            document=document,
            source=_extents(record["source"]),
            cue=_extents(record["cue"]),
            content=_extents(record["content"]),
            stance=Stance(record["stance"]),
            directness=Directness(record["directness"]),
            speaker_kind=SpeakerKind(record["speaker_kind"]),
            outlook=Outlook(record["outlook"]),
            score=float(record["score"]),
            reader=reader,
            relay=_extents(record.get("relay", ())),
            condition=_extents(record.get("condition", ())),
            certainty=Certainty(record.get("certainty", Certainty.NOT_READ)),
            time=ContentTime(record.get("time", ContentTime.NOT_READ)),
            asked=record.get("asked", ""),
            speaker=record.get("speaker", ""),
        )


AUTHOR = "author"
"""The speaker of a claim that the document's author makes in the first person."""

ROLES = ("source", "cue", "content")
"""The roles that a claim's id covers."""

POINTING = (*ROLES, "relay", "condition")
"""All roles that point at words."""


def claim_id(document: str, source: Extents, cue: Extents, content: Extents) -> str:
    """The id of a claim: SHA-256 over the document's id and the spans, nothing else.

    Neither score nor model nor stance is in it: a person's decision outlives the reader.
    """
    roles = zip(ROLES, (source, cue, content), strict=True)
    parts = [f"{role}:{extents}" for role, extents in roles]
    return hashlib.sha256(_ID_PREFIX + "\x00".join([document, *parts]).encode()).hexdigest()


def _extents(pairs: Iterable[Iterable[int]]) -> Extents:
    return tuple((start, end) for start, end in pairs)


def _check_extents(extents: Extents, length: int) -> None:
    at = 0
    for start, end in extents:
        if not at <= start < end <= length:
            raise SpanError(
                "spans of a claim must be in order, apart, and inside the text",
                found=f"{start} to {end} after {at} of {length}",
            )
        at = end
