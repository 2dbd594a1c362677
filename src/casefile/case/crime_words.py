"""What stands around an event in its words: whom it hits, cues near it, courts, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casefile.case.crime_struck import around, part_groups, struck_beside
from casefile.case.crime_table import conduct_table
from casefile.case.cues import Cover, CueHit, Word, place_of, without_excluded, words_of
from casefile.case.told import ToldEvent

NEAR = 12  # words to each side of an event in which a cue belongs to it
NAMING = 60  # code points between a crime word and the word that reports it
ALWAYS_BESIDE = frozenset({"out_of_combat"})  # "shot soldiers who had surrendered"
NOT_HIT = frozenset({"fighters", "military"})
_STRUCK_ROLES = ("affected", "target", "subject")
_SHORT = 200  # words of a text in which two words of a conflict are enough
_AFTER = 6  # words after a bare name of a crime in which somebody hit would make it a telling


@dataclass(frozen=True)
class Scene:
    """The words of one telling, read once for all cues."""

    words: Sequence[Word]
    hits: tuple[CueHit, ...]
    first: int  # words of the trigger: first and last
    last: int
    start: int  # code points of the trigger
    end: int
    struck: frozenset[str]  # groups hit, by the event's parts or by grammar
    around: frozenset[str]  # groups that stand near
    part_groups: frozenset[str]  # groups hit by the event's own parts
    has_struck_part: bool
    linked: bool
    context: str = ""  # the sentence of the event

    def has(self, name: str) -> bool:
        """Whether a cue of that list stands in the words."""
        return any(True for _ in self._list(name))

    def crime_cues(self) -> list[CueHit]:
        """Strong and weak cues of crimes."""
        return [h for h in self.hits if h.strength in ("strong", "weak")]

    def named(self) -> list[CueHit]:
        """Reported crime words, without phrases of another meaning."""
        barred = Cover(self._list("named_exclude"))
        return [h for h in self._list("named") if not barred.touches(h)]

    def is_near(self, cue: CueHit) -> bool:
        """Whether the cue stands within NEAR words of the event."""
        at = place_of(self.words, cue.start)
        return at - self.last >= -NEAR and at - self.first <= NEAR

    def has_company(self, cue: CueHit, others: Iterable[CueHit]) -> bool:
        """Whether somebody or something protected is hit or near, or a second cue of the crime
        stands. Where the event says that fighters or arms were hit, only the second cue counts."""
        only_fighters = bool(self.part_groups) and self.part_groups <= NOT_HIT
        if not only_fighters and (self.struck | self.around) - NOT_HIT:
            return True
        return any(
            o.key == cue.key and o.cue != cue.cue and (o.end <= cue.start or o.start >= cue.end)
            for o in others
        )

    def row_word(self, row: int) -> str:
        """The first word of that row near the event, "" for none."""
        return next((h.cue for h in self._of(row, "row") if self.is_near(h)), "")

    def barred(self, row: int) -> bool:
        """Whether a barring word of that row stands near."""
        return any(self.is_near(h) for h in self._of(row, "bar"))

    def has_court_before(self) -> bool:
        """Whether a court's work stands before the event in its sentence."""
        return any(h.end <= self.start + 1 for h in self._list("court_words"))

    def is_court_matter(self) -> bool:
        """A bare name of a crime that a court deals with: no incident is told."""
        if self.has_struck_part or not self.has_court_before():
            return False
        after = self.words[self.last + 1 : self.last + 1 + _AFTER]
        end = after[-1].end if after else self.end
        return not any(
            h.strength == "group" and h.key not in NOT_HIT and self.end <= h.start < end
            for h in self.hits
        )

    def is_naming(self, word: CueHit) -> bool:
        """Whether words make the crime word a report of the crime: "committed genocide"."""
        return any(
            word.start - h.end < NAMING and h.start - word.end < NAMING
            for h in self._list("naming_words")
        )

    def is_sympathy(self) -> bool:
        """Whether the bereaved are spoken to: "our thoughts are with the families"."""
        return self.has("sympathy_words") or _is_sympathy_context(self.context)

    def is_disaster(self) -> bool:
        """Whether nature or accident did it, and no conflict is told."""
        return self.has("disaster_words") and not self.linked

    def _list(self, name: str) -> Iterator[CueHit]:
        return (h for h in self.hits if h.key == name and h.strength == "list")

    def _of(self, row: int, strength: str) -> Iterator[CueHit]:
        return (h for h in self.hits if h.strength == strength and h.key == str(row))


def scene(event: ToldEvent, words: str) -> Scene:
    """The words around an event; the trigger is found again by what stands before it."""
    spots, hits = _read(words)
    start, end = _trigger(event, words)
    first = place_of(spots, start)
    last = max(first, place_of(spots, end) - 1)
    told = [p.words for p in event.parts if p.role in _STRUCK_ROLES]
    told += [c.unit for c in event.counts if c.unit]
    spoken = words_of(" ; ".join(told))
    parts = part_groups(_hits(spoken), spoken)
    if any(p.kind == "person" and p.role in _STRUCK_ROLES for p in event.parts):
        parts |= {"persons"}  # somebody named
    near = around(hits, spots, first, last)
    return Scene(
        words=spots,
        hits=hits,
        first=first,
        last=last,
        start=start,
        end=end,
        struck=(parts or struck_beside(hits, spots, first, last)) | (near & ALWAYS_BESIDE),
        around=near,
        part_groups=parts,
        has_struck_part=any(p.role in _STRUCK_ROLES for p in event.parts),
        linked=event.kind in conduct_table().war_kinds or _is_linked(event, hits),
        context=event.context,
    )


def _without_landmarks(hits: tuple[CueHit, ...], words: str) -> tuple[CueHit, ...]:
    """Without what stands in a name that only says where: "struck near Tabqa Dam" hits no dam.
    "Near a school" stays: how near an attack came to one matters."""
    spans = [m.span("name") for m in _LANDMARK.finditer(words)]
    return tuple(h for h in hits if not any(s <= h.start and h.end <= e for s, e in spans))


_LANDMARK = re.compile(
    r"\b(?:near|outside|beside|close to|(?:north|south|east|west)(?:-?(?:east|west))? of) (?:the )?"
    r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+)"
)


def scene_of_words(words: str) -> Scene:
    """The same for words without an event: all of them are near."""
    spots, hits = _read(words)
    struck = part_groups(hits, spots)
    end = spots[-1].end if spots else 0
    last = max(0, len(spots) - 1)
    linked = bool(_links(hits))
    return Scene(spots, hits, 0, last, 0, end, struck, struck, frozenset(), False, linked)


def conflict_told(text: str, armed_groups: int = 0) -> bool:
    """Whether a text tells of a conflict, or of a group or power behind what is done: some
    different words of it, since one alone is often a figure of speech. Each armed group that it
    names (`armed_groups` of them) counts like a word."""
    words = words_of(text)
    wanted = 3 if len(words) > _SHORT else 2
    told = {h.cue for h in _links(conduct_table().links.find_in(words))}
    return len(told) + armed_groups >= wanted


def _links(hits: Iterable[CueHit]) -> list[CueHit]:
    hits = list(hits)
    barred = Cover(h for h in hits if h.key == "link_exclude")
    return [h for h in hits if h.key == "link_words" and not barred.touches(h)]


def _is_linked(event: ToldEvent, hits: Iterable[CueHit]) -> bool:
    if any(p.kind == "armed_group" for p in event.parts):
        return True
    return bool(_links(hits)) or _is_linked_context(event.context)


@lru_cache(maxsize=64)  # the events of a sentence are asked about one after the other
def _is_linked_context(context: str) -> bool:
    return bool(_links(conduct_table().links.find(context)))


@lru_cache(maxsize=64)
def _is_sympathy_context(context: str) -> bool:
    return any(h.key == "sympathy_words" for h in conduct_table().cues.find(context))


def _hits(spots: Sequence[Word]) -> tuple[CueHit, ...]:
    """All cues of the words; groups and crimes without what excludes them."""
    return without_excluded(conduct_table().cues.find_in(spots))


@lru_cache(maxsize=64)  # the events of a claim are asked about one after the other
def _read(words: str) -> tuple[Sequence[Word], tuple[CueHit, ...]]:
    spots = tuple(words_of(words))
    return spots, _without_landmarks(_hits(spots), words)


def _trigger(event: ToldEvent, words: str) -> tuple[int, int]:
    """Where the trigger stands in `words`: the place with the longest like words before it."""
    before = event.context[: max(0, event.start - event.context_start)]
    best, best_size = 0, -1
    at = words.find(event.words)
    while at >= 0:
        size = _like(before, words[:at])
        if size > best_size:
            best, best_size = at, size
        at = words.find(event.words, at + 1)
    return best, best + len(event.words)


def _like(one: str, other: str) -> int:
    size = 0
    for a, b in zip(reversed(one[-40:]), reversed(other[-40:]), strict=False):
        if a != b:
            break
        size += 1
    return size
