"""What a claim says about legal elements: topics, each for, against or neutral.

Stance decides the direction. Who asserts, admits, confirms or accuses speaks for what the cues
say. A denial speaks against, within its scope: "denies deliberately targeting …" denies that the
target was meant and leaves the attack standing; a circumstance (that they were children) is
untouched unless the denial is about it. Whoever presents a thing under a purpose of its own
concedes that it was done. Questions, definitions, plans, silences and "cannot confirm" are
neutral. A crime's name is no support for its mental element.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casefile.case.cues import CueHit, Word, place_of, without_excluded, words_of
from casefile.case.topic_table import Topic, TopicTable, topic_table

SPEAKING_FOR = frozenset({"asserts", "confirms", "admits", "accuses", "presents_as", ""})
SPEAKING_AGAINST = frozenset({"denies", "doubts"})
_REACHED_BY_DENIAL = frozenset({"conduct", "consequence", "mental", "linkage"})
_NEGATORS = frozenset(
    {"not", "no", "never", "nor", "neither", "without", "nobody", "none", "cannot", "hardly"}
)
_TURNS_BACK = ("conceal", "hid", "hide", "den", "disput", "doubt", "disguis", "only")
"""Words after a negator that turn it back: "has not concealed a programme", "not only"."""
_NEGATED_WITHIN = 4  # words before a cue in which a negator turns it
_ABOUT = frozenset({"was", "were", "is", "are", "being", "be", "been"})
_TURNED = {"for": "against", "against": "for", "neutral": "neutral"}


@dataclass(frozen=True, slots=True)
class TopicHit:
    """What a claim says on a topic. `start` and `end` are code points of the words given."""

    topic: str
    direction: str  # "for", "against", "neutral"
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """An element, or a part of one, on which a topic hit bears."""

    element: str
    direction: str
    topic: str
    why: str


def topics_in(words: str, stance: str, kinds: Sequence[str]) -> tuple[TopicHit, ...]:
    """What the words of one claim say, by topic in the table's order; one hit a topic.

    Args:
        words: the claim's content; for the outlet's own voice its sentence.
        stance: of the claim; "" for own voice that no claim holds.
        kinds: of the events that the claim tells, or that stand in its sentence.
    """
    table = topic_table()
    spots = words_of(words)
    hits = _counting(table.cues.find_in(spots), table)
    reading = _Reading(spots, hits, stance, _narrowing(hits, stance, table))
    found: dict[str, TopicHit] = {}
    for hit in hits:
        if hit.strength != "narrows":
            _keep(found, reading.told(hit, table.topics[hit.key]))
    for narrowed in reading.narrowed:
        _keep(found, reading.denied(narrowed))
    for kind in sorted(set(kinds)):
        for name in table.of_kind.get(kind, ()):
            if name not in found:
                _keep(found, reading.by_kind(table.topics[name], kind))
    return tuple(sorted(found.values(), key=lambda h: table.order[h.topic]))


def bearings(hits: Iterable[TopicHit]) -> tuple[Bearing, ...]:
    """The elements that the hits bear on, each with its direction."""
    found = []
    for hit in hits:
        topic = topic_table().topics[hit.topic]
        found += [Bearing(e, hit.direction, topic.id, hit.why) for e in topic.elements]
        found += [Bearing(e, _TURNED[hit.direction], topic.id, hit.why) for e in topic.opposes]
    return tuple(found)


def topics_of(element: str) -> tuple[Topic, ...]:
    """The topics that bear on an element or a part of one."""
    table: TopicTable = topic_table()
    return tuple(table.topics[t] for t in table.of_element.get(element, ()))


def is_linkage(topic: str) -> bool:
    """Whether a topic is about who answers for it, not about what happened."""
    known = topic_table().topics.get(topic)
    return known is not None and known.linkage


def _counting(hits: Iterable[CueHit], table: TopicTable) -> tuple[CueHit, ...]:
    """The hits that count: none excluded, broad ones beside what they need, as "for"."""
    kept = without_excluded(hits)
    needed = {h.key for h in kept if h.strength == "needs"}
    counting = []
    for hit in kept:
        met = not table.topics[hit.key].has_needs or hit.key in needed
        if hit.strength in ("for", "against") or (hit.strength in ("broad", "narrows") and met):
            counting.append(replace(hit, strength="for") if hit.strength == "broad" else hit)
    return tuple(counting)


def _narrowing(hits: Sequence[CueHit], stance: str, table: TopicTable) -> tuple[CueHit, ...]:
    """The words that narrow a denial: those of the first place only, the nearest to its cue."""
    found = [h for h in hits if h.strength == "narrows"]
    if stance not in SPEAKING_AGAINST or not found:
        return ()
    first = min(h.start for h in found)
    here = [h for h in found if h.start == first]
    meant = [h for h in here if not table.topics[h.key].fallback]
    return tuple(meant or here)


@dataclass(frozen=True, slots=True)
class _Reading:
    spots: Sequence[Word]
    hits: Sequence[CueHit]
    stance: str
    narrowed: tuple[CueHit, ...]

    def told(self, hit: CueHit, topic: Topic) -> TopicHit:
        if self.stance in SPEAKING_AGAINST:
            return self._denied(hit, topic)
        if self.stance not in SPEAKING_FOR:
            return TopicHit(topic.id, "neutral", hit.start, hit.end, self._neutral(hit))
        negated = self._negated(hit)
        direction = _TURNED[hit.strength] if negated else hit.strength
        why = f"says “{hit.cue}”" + (", negated" if negated else "")
        return TopicHit(topic.id, direction, hit.start, hit.end, why)

    def _denied(self, hit: CueHit, topic: Topic) -> TopicHit:
        if hit.strength == "against":  # "denied that they went of their own will" speaks for
            return TopicHit(topic.id, "for", hit.start, hit.end, f"denies “{hit.cue}”")
        if self.narrowed:
            why = f"the denial is narrowed to “{self.narrowed[0].cue}”"
            reached = any(n.key == topic.id for n in self.narrowed)
        else:
            why = "denies it" if self.stance == "denies" else "doubts it"
            reached = topic.facet in _REACHED_BY_DENIAL or self._is_about(hit)
            why = why if reached else "a denial leaves the circumstance standing"
        return TopicHit(topic.id, "against" if reached else "neutral", hit.start, hit.end, why)

    def denied(self, narrow: CueHit) -> TopicHit:
        """The topic that a denial is narrowed to is denied, whatever else the words say of it."""
        return TopicHit(
            narrow.key, "against", narrow.start, narrow.end, f"denies it: “{narrow.cue}”"
        )

    def by_kind(self, topic: Topic, kind: str) -> TopicHit:
        said = kind.replace("_", " ")
        if self.stance in SPEAKING_AGAINST:
            if self.narrowed:
                why = f"the denial is narrowed to “{self.narrowed[0].cue}”"
                return TopicHit(topic.id, "neutral", 0, 0, why)
            return TopicHit(topic.id, "against", 0, 0, f"denies an event: {said}")
        if self.stance == "presents_as":
            why = f"gives it a purpose and so concedes it: {said}"
            return TopicHit(topic.id, "for", 0, 0, why)
        direction = "for" if self.stance in SPEAKING_FOR else "neutral"
        return TopicHit(topic.id, direction, 0, 0, f"tells of an event: {said}")

    def _neutral(self, hit: CueHit) -> str:
        return f"{self.stance.replace('_', ' ')}, so says nothing for or against: “{hit.cue}”"

    def _negated(self, hit: CueHit) -> bool:
        """A negator shortly before the cue and in its clause, and no part of the cue itself."""
        at = place_of(self.spots, hit.start)
        for n in range(at - 1, max(-1, at - 1 - _NEGATED_WITHIN), -1):
            if not self.spots[n + 1].joined:
                return False
            text = self.spots[n].text
            if text.startswith(_TURNS_BACK):
                return False
            if text in _NEGATORS or text.endswith(("n't", "n’t")):
                return True
        return False

    def _is_about(self, hit: CueHit) -> bool:
        """Whether a denial says of a thing what it is: "denied that the house was a school"."""
        at = place_of(self.spots, hit.start)
        return any(w.text in _ABOUT for w in self.spots[max(0, at - 3) : at])


_WEIGHT = {"for": 1, "against": 2, "neutral": 0}


def _keep(found: dict[str, TopicHit], hit: TopicHit) -> None:
    """One hit a topic: against before for before neutral, then the first."""
    known = found.get(hit.topic)
    if known is None or _WEIGHT[hit.direction] > _WEIGHT[known.direction]:
        found[hit.topic] = hit
