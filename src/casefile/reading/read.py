"""Read a document: the recipe, one step a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from casefile.claim import Claim
from casefile.document import Document, RegionKind
from casefile.particulars import Particulars
from casefile.reading.conditions import find_conditions
from casefile.reading.hearing import Scene, hear
from casefile.reading.merge import Heard
from casefile.reading.own_author import read_author
from casefile.reading.page import Page
from casefile.reading.places.gazetteer import Gazetteer, shipped_gazetteer
from casefile.reading.quotations import quotations
from casefile.reading.read_particulars import World, read_particulars
from casefile.reading.relay import give_relays
from casefile.reading.relayed import relayed_sayings
from casefile.reading.sentences import sentences
from casefile.reading.silences import find_silences
from casefile.reading.tagged import Tagged, joined
from casefile.reading.turns import read_lines, speakers_of
from casefile.reading.unquoted import unquoted

READER_RULES = "rules/2"


class TagsText(Protocol):
    """The tagger, or one that plays it in a test."""

    @property
    def reader_id(self) -> str:
        """Names the tagger and the digest of its model."""

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> Tagged:
        """What the model marks in `blocks` (code points of `text`, in order)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one document, and who read it (readers apart by "; ")."""

    claims: tuple[Claim, ...]
    particulars: Particulars
    reader: str


def read_document(
    document: Document, tagger: TagsText, gazetteer: Gazetteer | None = None
) -> Reading:
    """What a document says others say, what it says itself, and the particulars of all of it.

    Furniture, captions and credits are not read. The same document, tagger and gazetteer give the
    same reading.

    Args:
        gazetteer: the shipped one where none is given.
    """
    places = gazetteer or shipped_gazetteer()
    text, imprint = document.text, document.imprint
    lines = read_lines(text, document.read_blocks(), imprint.outlet)
    tagged = _tag(document, tagger, lines.blocks)
    silences = find_silences(text, lines.blocks)
    whole = tuple(sentences(text, lines.blocks))
    quoted = quotations(text, lines.blocks)
    author = read_author(text, whole, quoted, imprint.outlet)
    scene = Scene(author, find_conditions(text, whole), lines)
    heard = hear(text, tagged.attributions, silences, scene)
    heard += map(Heard, relayed_sayings(text, [h.found for h in heard], whole, quoted))
    own, acts = unquoted(text, whole, heard, scene)
    heard += acts
    said = give_relays(text, [h.found for h in heard], whole, lines)
    speaking = [*(found for found, _ in said), *speakers_of(lines)]
    in_full = tuple(sentences(text, document.read_blocks()))  # with the labels: they name parties
    world = World(places, imprint.published, imprint.outlet)
    particulars, parties = read_particulars(text, in_full, tagged, speaking, world)
    reader = f"{READER_RULES}; {tagger.reader_id}; {places.reader_id}"
    page = Page(document, whole, quoted, scene.conditions, reader, parties, lines)
    claims = [
        page.claim(replace(h, found=f), relay) for h, (f, relay) in zip(heard, said, strict=True)
    ]
    claims += [page.own_claim(span, stance) for span, stance in own]
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.cue, claim.content))
    return Reading(tuple(ordered), particulars, reader)


def _tag(document: Document, tagger: TagsText, blocks: Sequence[tuple[int, int]]) -> Tagged:
    """Headlines are read by themselves: what is said in the body does not stand in them."""
    found = []
    for kind in (RegionKind.HEADLINE, RegionKind.BODY):
        regions = [(r.start, r.end) for r in document.regions if r.kind is kind]
        ours = [b for b in blocks if _within(b, regions)]
        if ours:
            found.append(tagger.tag(document.text, ours))
    return joined(found)


def _within(block: tuple[int, int], regions: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(regions, block[0], key=lambda region: region[0]) - 1
    return at >= 0 and block[1] <= regions[at][1]
