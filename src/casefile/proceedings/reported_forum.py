"""Which forum a reported step belongs to: who acts, else whose court the words are nearest to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefile.particulars import Event, Reason
from casefile.proceedings.acts import Act
from casefile.proceedings.forum_mentions import Form, ForumMention, states_in
from casefile.proceedings.forums import Forum, country_of, national
from casefile.proceedings.phrases import Word, word_at

_ACTORS = ("actor", "organisation")
_BY = frozenset(("by", "of", "at", "before", "to", "with", "from"))
_OBJECT = frozenset(("for", "against", "of", "on"))
# States do these through their courts; who is arrested or visits in a state is another matter.
_STATE_ACTS = frozenset(
    ("charge", "warrant", "trial", "trial_in_absentia", "conviction", "sentence", "acquittal",
     "investigation", "indictment_unsealed", "registered", "suspicion", "detention_ordered",
     "wanted", "application", "preliminary_examination", "situation_closed", "admission")
)  # fmt: skip
_TRIED_IN = _STATE_ACTS - {"investigation", "wanted", "registered", "preliminary_examination"}
_NEAR_SENTENCES = 2
_CARRIED_ON = frozenset(
    ("warrant_unsealed", "charges_confirmed", "charges_not_confirmed", "confirmation_hearing",
     "summons", "acquittal", "conviction", "sentence", "application", "application_refused")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """An act among the words of its sentence: words `first` to `after`, `number` the sentence."""

    act: Act
    words: Sequence[Word]
    first: int
    after: int
    number: int
    event: Event | None

    @property
    def start(self) -> int:
        return self.words[self.first].start

    @property
    def end(self) -> int:
        return self.words[self.after - 1].end


@dataclass(frozen=True, slots=True)
class Attached:
    """A forum, the words that mean it, and what spoke for it."""

    forum: Forum
    mention: ForumMention | None
    reason: Reason


class Attaching:
    """Finds the forum of acts in one document."""

    def __init__(
        self,
        text: str,
        mentions: Mapping[int, tuple[ForumMention, ...]],
        places: Mapping[int, tuple[int, str]],
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._places = places

    def forum_of(self, spot: Spot) -> Attached | None:
        """The forum that the act belongs to, None where the words settle none."""
        here = [m for m in self._mentions.get(spot.number, ()) if m.forum is not None]
        courts = [m for m in here if m.form is not Form.NATIONAL]
        if spot.act.id in ("executed", "surrendered", "voluntary") and courts:
            return _named(courts[0], "an international court is named beside it", 0.0)
        return (
            self._by_actor(spot, here)
            or self._within(spot, here)
            or self._after(spot, here)
            or self._before(spot, here)
            or self._tried_in(spot, here)
            or self._any(here)
            or self._earlier(spot)
        )

    def _by_actor(self, spot: Spot, here: Sequence[ForumMention]) -> Attached | None:
        if spot.event is None:
            return self._subject(spot, here)
        actors = [p for p in spot.event.participants if p.role in _ACTORS]
        for actor in actors:
            for mention in here:
                if mention.start < actor.end and actor.start < mention.end:
                    return _named(mention, "who acts", 0.0)
        for actor in actors:
            country = country_of(self._text[actor.start : actor.end])
            if country is not None and spot.act.id in _STATE_ACTS:
                return Attached(national(country), None, Reason("a state acts", -0.05))
        return None

    def _subject(self, spot: Spot, here: Sequence[ForumMention]) -> Attached | None:
        """A state at the head of the sentence: "Ukraine has registered …"."""
        if spot.act.id not in _STATE_ACTS or any(m.end <= spot.start for m in here):
            return None
        for first, _, country in states_in(spot.words, self._text, self._places):
            if first == 0 and first < spot.first:
                return Attached(national(country), None, Reason("a state acts", -0.05))
        return None

    def _within(self, spot: Spot, here: Sequence[ForumMention]) -> Attached | None:
        inside = [m for m in here if spot.start <= m.start and m.end <= spot.end]
        return _named(inside[0], "named within the words", 0.0) if inside else None

    def _after(self, spot: Spot, here: Sequence[ForumMention]) -> Attached | None:
        for mention in here:
            if mention.start >= spot.end and self._word_before(spot, mention) in _BY:
                return _named(mention, "named after it", -0.05)
        return None

    def _before(self, spot: Spot, here: Sequence[ForumMention]) -> Attached | None:
        ahead = [m for m in here if m.end <= spot.start]
        free = [m for m in ahead if self._word_before(spot, m) not in _OBJECT]
        return _named((free or ahead)[-1], "named before it", -0.05) if ahead else None

    def _tried_in(self, spot: Spot, here: Sequence[ForumMention]) -> Attached | None:
        if here or spot.act.id not in _TRIED_IN:
            return None
        for first, _, country in states_in(spot.words, self._text, self._places):
            before = first - 1 - (first > 1 and spot.words[first - 1].low == "the")
            if first and spot.words[before].low in ("in", "at"):
                return Attached(national(country), None, Reason("tried in a state", -0.1))
        return None

    def _any(self, here: Sequence[ForumMention]) -> Attached | None:
        return _named(here[0], "named in the sentence", -0.15) if here else None

    def _earlier(self, spot: Spot) -> Attached | None:
        if spot.act.id not in _CARRIED_ON:
            return None
        for number in range(spot.number - 1, max(spot.number - 1 - _NEAR_SENTENCES, -1), -1):
            known = [m.forum for m in self._mentions.get(number, ()) if m.forum is not None]
            if known:
                return Attached(known[-1], None, Reason("named a sentence before", -0.2))
        return None

    def _word_before(self, spot: Spot, mention: ForumMention) -> str:
        """The preposition before a mention, passing over articles and adjectives."""
        at = word_at(spot.words, mention.start)
        for i in range(at - 1, max(at - 4, -1), -1):
            low = spot.words[i].low
            if low in _BY or low in _OBJECT:
                return low
            if low in (",", ";"):
                return ""
        return ""


def _named(mention: ForumMention, what: str, weight: float) -> Attached:
    forum = mention.forum
    if forum is None:
        raise ValueError("a mention without a forum")
    if mention.form is Form.GENERIC:
        return Attached(forum, mention, Reason(f"{what}, as the court named last", weight - 0.1))
    return Attached(forum, mention, Reason(what, weight))
