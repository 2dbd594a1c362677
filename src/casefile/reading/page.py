"""From spans to claims: what each attribution of one document says besides who and what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from casefile.claim import AUTHOR, Claim, Directness, Extents, SpeakerKind, Stance
from casefile.document import Document
from casefile.reading.certainty import certainty
from casefile.reading.conditions import Condition, conditions_of
from casefile.reading.directness import directness
from casefile.reading.mended import said_words
from casefile.reading.merge import Heard
from casefile.reading.outlook import content_time, outlook
from casefile.reading.parties.find import Parties, speaker_of
from casefile.reading.predicate import predicate
from casefile.reading.silences import asked
from casefile.reading.speakers import settled_kind, speaker_kind
from casefile.reading.stance import stance
from casefile.reading.turns import Lines, inside

_FIRST_PERSON = frozenset({"i", "we", "us", "me"})
OWN_VOICE_SCORE = 0.5  # nobody scored it: it is what is left when all attributions are taken away
_BESIDE = 500  # code points round a content in which a condition of its sentence is its own
_JOINTS = re.compile(r";\s|,\sbut\s")
_OWN_NAMES = re.compile(
    r"(?:this|our) (?:newspaper|paper|magazine|reporter|correspondent|editor)s?"
    r"(?: (?:in|at|on) [\w ]+)?|us|we|me|i"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A document with what was found on it before its claims are made.

    `sentences`, `quoted` and `conditions` are in order; `reader` names who read it; `parties` are
    those that the document names, with who speaks; `lines` are what its lines are labelled with.
    """

    document: Document
    sentences: Sequence[tuple[int, int]]
    quoted: Extents
    conditions: Sequence[Condition]
    reader: str
    parties: Parties
    lines: Lines

    def claim(self, heard: Heard, relay: Extents) -> Claim:
        """The claim of an attribution."""
        found = heard.found
        cue, content = self._words(found.cue), self._words(found.content)
        source = self._words(found.source)
        named = heard.stance or stance(said_words(self.document.text, found), content, source)
        told = predicate(content)
        how = directness(self.document.text, found.content, self.quoted)
        time = content_time(cue, told, named, quoted=how is Directness.DIRECT)
        pending = outlook(time)
        return Claim.point(
            self.document,
            source=found.source,
            cue=found.cue,
            content=found.content,
            stance=named,
            directness=how,
            speaker_kind=self._kind(source, found.source),
            outlook=pending,
            score=found.score,
            reader=self.reader,
            relay=() if self._is_own(relay) else relay,
            condition=()
            if named.is_silence
            else self._conditions(found.content or found.cue, pending == "pending"),
            certainty=certainty(cue, told, named),
            time=time,
            asked=asked(f"{cue} {content}") if named is Stance.DID_NOT_RESPOND else "",
            speaker=self._speaker(found.source),
        )

    def own_claim(self, span: tuple[int, int], named: Stance) -> Claim:
        """The outlet's own claim: a sentence that nobody is quoted for."""
        told = predicate(self.document.text[slice(*span)])
        time = content_time("", told, named)
        pending = outlook(time)
        return Claim.point(
            self.document,
            source=(),
            cue=(),
            content=(span,),
            stance=named,
            directness=Directness.OWN_VOICE,
            speaker_kind=SpeakerKind.OUTLET,
            outlook=pending,
            score=OWN_VOICE_SCORE,
            reader=self.reader,
            condition=self._conditions((span,), pending == "pending"),
            certainty=certainty("", told, named),
            time=time,
        )

    def _kind(self, source: str, extents: Extents) -> SpeakerKind:
        """By the words; a bare name also by the party that it is of."""
        by_words = speaker_kind(source, self.document.imprint.outlet)
        party = self.parties.party(speaker_of(self.parties, extents))
        return settled_kind(by_words, source, party)

    def _speaker(self, source: Extents) -> str:
        """The party of the source; "I" and "we" under a label mean whom the label names."""
        turn = inside(self.lines, source)
        if turn is not None and not turn.own and self._words(source).lower() in ("i", "we"):
            return speaker_of(self.parties, (turn.who,)) or speaker_of(self.parties, source)
        first_person = turn is None and self._words(source).lower() in _FIRST_PERSON
        if first_person and not self._is_quoted(source[0][0]):
            return AUTHOR
        return speaker_of(self.parties, source)

    def _is_quoted(self, position: int) -> bool:
        at = bisect_right(self.quoted, (position, len(self.document.text))) - 1
        return at >= 0 and self.quoted[at][1] > position

    def _conditions(self, content: Extents, pending: bool) -> Extents:
        """Those in the sentences in which the content stands."""
        first = max(0, bisect_right(self.sentences, (content[0][0], len(self.document.text))) - 1)
        start, end = self.sentences[first]
        start, end = max(start, content[0][0] - _BESIDE), min(end, content[-1][1] + _BESIDE)
        start, end = self._clause(content, start, end)
        low = bisect_left(self.conditions, start, key=lambda c: c.start)
        high = bisect_left(self.conditions, max(end, content[-1][1]), key=lambda c: c.start)
        return conditions_of(content, (start, end), self.conditions[low:high], pending)

    def _clause(self, content: Extents, start: int, end: int) -> tuple[int, int]:
        """`start` to `end` without what "; " or ", but" sets apart from the content."""
        text = self.document.text
        for match in _JOINTS.finditer(text, start, content[0][0]):
            start = match.end()
        joint = _JOINTS.search(text, content[-1][1], max(end, content[-1][1]))
        return start, joint.start() if joint else end

    def _is_own(self, relay: Extents) -> bool:
        """Whether the relay is the document's own outlet, which is none."""
        words = self._words(relay).lower().removeprefix("the ")
        outlet = self.document.imprint.outlet.lower().removeprefix("the ")
        return bool(words) and (words == outlet or _OWN_NAMES.fullmatch(words) is not None)

    def _words(self, extents: Extents) -> str:
        return " ".join(self.document.text[s:e] for s, e in extents)
