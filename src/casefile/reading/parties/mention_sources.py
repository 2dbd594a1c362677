"""Sources of attributions as mentions: "a source", "soldiers", "two people close to the talks"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casefile.claim import SpeakerKind
from casefile.particulars import MentionForm, PartyKind
from casefile.reading.found import Found
from casefile.reading.names import Name, NameType
from casefile.reading.parties.mention_words import Draft, Words, table_set
from casefile.reading.speakers import speaker_kind

_KINDS = {
    SpeakerKind.UNNAMED: PartyKind.PEOPLE,
    SpeakerKind.ORGANISATION: PartyKind.ORGANISATION,
    SpeakerKind.NAMED_PERSON: PartyKind.PERSON,
    SpeakerKind.OUTLET: PartyKind.MEDIA,
    SpeakerKind.STATE: PartyKind.STATE,
    SpeakerKind.STATE_METONYM: PartyKind.STATE,
}
_TYPES = {
    SpeakerKind.STATE: NameType.PLACE,
    SpeakerKind.STATE_METONYM: NameType.PLACE,
    SpeakerKind.OUTLET: NameType.ORGANISATION,
}
_UNMARKED = 0.5  # score of a name that only a table knows
_NEAR = 12  # drafts looked at before a source: phrases are short


def source_spans(attributions: Sequence[Found]) -> list[tuple[int, int]]:
    """Where sources stand, each piece by itself; by position."""
    return sorted({extent for found in attributions for extent in found.source})


def names_of_sources(
    text: str, sources: Sequence[tuple[int, int]], names: Sequence[Name], outlet: str
) -> list[Name]:
    """States and media that speak and that the model left unmarked: the tables know them."""
    marked = sorted((n.start, n.end) for n in names)
    found = []
    for span in sources:
        start, end = _trimmed(text, *span)
        type_ = _TYPES.get(speaker_kind(text[start:end], outlet))
        near = bisect_left(marked, (start, 0))
        touched = any(s < end and e > start for s, e in marked[max(near - 1, 0) : near + 1])
        if type_ is not None and not touched and text[start].isupper():
            found.append(Name(start, end, type_, _UNMARKED))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    end = start + len(words.rstrip(" ,;:\n"))
    if words[:4].lower() == "the " and words[4:5].isupper():
        start += 4
    return start, max(end, start)


def trimmed(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Spans without marks at the edges and without "the" before a capital."""
    return frozenset(_trimmed(text, start, end) for start, end in spans)


@dataclass(frozen=True, slots=True)
class Sourced:
    """Drafts with the sources among them, and which draft speaks for each source's span."""

    drafts: list[Draft]
    speaking: dict[tuple[int, int], int]


def with_sources(
    words: Words, drafts: list[Draft], sources: Sequence[tuple[int, int]], outlet: str
) -> Sourced:
    """Each source among the drafts: one that is there is marked, one that is not is added."""
    starts = [d.start for d in drafts]
    kept: dict[int, Draft] = dict(enumerate(drafts))
    speaking: dict[tuple[int, int], int] = {}
    for span in sources:
        start, end = _trimmed(words.text, *span)
        number = _answering(drafts, starts, span[0], end)
        said = words.text[start:end]
        if number is None or _is_writing(drafts[number], said, outlet):
            draft = _described(words, start, end, outlet)
            if draft is None:
                continue
            number = len(kept)
            kept[number] = draft
        else:
            kept[number] = _marked(kept[number], start, end)
        speaking[span] = number
    order = sorted(kept, key=lambda n: (kept[n].start, -kept[n].end))
    place = {number: at for at, number in enumerate(order)}
    return Sourced([kept[n] for n in order], {s: place[n] for s, n in speaking.items()})


def _is_writing(draft: Draft, said: str, outlet: str) -> bool:
    """A treaty or report speaks: the name within it ("the U.N. convention") does not."""
    return draft.form is not MentionForm.PRONOUN and (
        speaker_kind(said, outlet) is SpeakerKind.WRITING
    )


def _answering(drafts: list[Draft], starts: list[int], start: int, end: int) -> int | None:
    """The draft that speaks for the source: the first person named, or the longest at its start."""
    first = bisect_left(starts, start)
    inside = [n for n in range(first, min(first + _NEAR, len(drafts))) if drafts[n].end <= end]
    for number in inside:
        draft = drafts[number]
        if draft.kind is PartyKind.PERSON and draft.form is MentionForm.NAME:
            return number
    begin = [n for n in inside if drafts[n].start <= start + len("the ")]
    return max(begin, key=lambda n: (drafts[n].end, -n), default=None)


def _marked(draft: Draft, start: int, end: int) -> Draft:
    """A description takes in all words of the source: "two people close to the talks"."""
    if draft.form is MentionForm.ROLE and draft.kind in (PartyKind.PEOPLE, PartyKind.PERSON):
        return replace(draft, start=min(start, draft.start), end=max(end, draft.end), source=True)
    return replace(draft, source=True)


def _described(words: Words, start: int, end: int, outlet: str) -> Draft | None:
    """A source that no list of heads knows: "both sides", "Reuters reporters"; "who" too."""
    first, last = words.at(start), words.before(end)
    if last < first:
        return None
    if words.word(first) in ("who", "which") and first == last:
        return Draft(
            start, end, PartyKind.PERSON, MentionForm.PRONOUN, 0.9, words.sentence[first],
            head="who", source=True,
        )  # fmt: skip
    kind = _KINDS.get(speaker_kind(words.text[start:end], outlet))
    if kind is None or (kind is PartyKind.PEOPLE and not _is_description(words, first, last)):
        return None
    return Draft(
        start, end, kind, MentionForm.ROLE, 0.6, words.sentence[first],
        head=words.word(last), source=True,
    )  # fmt: skip


def _is_description(words: Words, first: int, last: int) -> bool:
    """Begins as a noun phrase does, or holds a word for people."""
    opening = frozenset().union(
        *(table_set("parties", "words", key) for key in ("definite", "indefinite"))
    )
    people = table_set("speakers", "", "unnamed")
    return words.word(first) in opening or any(
        words.word(n) in people for n in range(first, min(last + 1, first + _NEAR))
    )
