"""Read a document: the recipe, one step a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from casefile.claim import Claim, Directness, Extents, Outlook, SpeakerKind, Stance
from casefile.document import Document, RegionKind
from casefile.reading.directness import directness
from casefile.reading.found import Found
from casefile.reading.merge import Heard, merge
from casefile.reading.outlook import outlook
from casefile.reading.own_voice import own_voice
from casefile.reading.quotations import quotations
from casefile.reading.silences import find_silences
from casefile.reading.speakers import speaker_kind
from casefile.reading.stance import stance

READER_RULES = "rules/1"
OWN_VOICE_SCORE = 0.5  # nobody scored it: it is what is left when all attributions are taken away


class FindsAttributions(Protocol):
    """The tagger, or one that plays it in a test."""

    @property
    def reader_id(self) -> str:
        """Names the finder and the digest of its model."""

    def find(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[Found]:
        """Attributions in `blocks` (code points of `text`, in order), by cue."""


def read_document(document: Document, tagger: FindsAttributions) -> tuple[Claim, ...]:
    """The claims of a document, by position: what it says others say, then its own.

    Furniture, captions and credits are not read. The same document and tagger give the same claims.
    """
    text, blocks = document.text, document.read_blocks()
    found = _find(document, tagger)
    silences = find_silences(text, blocks)
    heard = merge(found, silences)
    quoted = quotations(text, blocks)
    reader = f"{READER_RULES} {tagger.reader_id}"
    claims = [_claim(document, item, quoted, reader) for item in heard]
    claims += _own_claims(document, heard, reader)
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.cue, claim.content)))


def _find(document: Document, tagger: FindsAttributions) -> list[Found]:
    """Headlines are read by themselves: what is said in the body does not stand in them."""
    found: list[Found] = []
    for kind in (RegionKind.HEADLINE, RegionKind.BODY):
        blocks = [(r.start, r.end) for r in document.regions if r.kind is kind]
        if blocks:
            found += tagger.find(document.text, blocks)
    return found


def _claim(document: Document, heard: Heard, quoted: Extents, reader: str) -> Claim:
    found = heard.found
    cue, content = _words(document, found.cue), _words(document, found.content)
    source = _words(document, found.source)
    named = heard.stance or stance(cue, content)
    return Claim.point(
        document,
        source=found.source,
        cue=found.cue,
        content=found.content,
        stance=named,
        directness=directness(document.text, found.content, quoted),
        speaker_kind=speaker_kind(source, document.imprint.outlet),
        outlook=_outlook(named, f"{cue} {content}"),
        score=found.score,
        reader=reader,
    )


def _outlook(named: Stance, words: str) -> Outlook:
    """Silence tells of nothing to come, though it says "would not" and "has yet to"."""
    return Outlook.SETTLED if named.is_silence else outlook(words)


def _own_claims(document: Document, heard: Sequence[Heard], reader: str) -> Iterator[Claim]:
    attributed = [(*h.found.source, *h.found.cue, *h.found.content) for h in heard]
    for start, end in own_voice(document.text, document.read_blocks(), attributed):
        yield Claim.point(
            document,
            source=(),
            cue=(),
            content=((start, end),),
            stance=Stance.ASSERTS,
            directness=Directness.OWN_VOICE,
            speaker_kind=SpeakerKind.OUTLET,
            outlook=outlook(document.text[start:end]),
            score=OWN_VOICE_SCORE,
            reader=reader,
        )


def _words(document: Document, extents: Extents) -> str:
    return " ".join(document.text[s:e] for s, e in extents)
