"""Whom a reported step is about and what for: the words of the report, and nothing inferred."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefile.claim import Claim
from casefile.particulars import Mention, MentionForm, Participant, Party, PartyKind
from casefile.proceedings.forum_mentions import ForumMention
from casefile.proceedings.phrases import Word, word_at
from casefile.proceedings.reported_forum import Spot
from casefile.proceedings.reported_step import ReportedPerson

_PEOPLE = frozenset((PartyKind.PERSON, PartyKind.PEOPLE))
_ABOUT = frozenset(("for", "against", "of", "on", "to"))
_FOR = frozenset(("for", "over", "of", "with"))
_ENDS = frozenset((",", ";", ":", "(", ")", "said", "who", "which", "that", "after", "before", "in",
                   "on", "if", "unless"))  # fmt: skip
# Words that a reader's stretch may take along: "a soldier | opened", "Dorn | remains".
_TAIL = frozenset(
    ("opened", "opens", "began", "begins", "remains", "remain", "is", "was", "were", "has", "had",
     "will", "of", "for", "in", "at", "on", "to", "over", "with", "convicted", "stands", "and",
     "accused", "suspected")
)  # fmt: skip
_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "any"))
_COURT = frozenset(
    ("court", "courts", "judge", "judges", "prosecutor", "prosecutors", "tribunal", "chamber",
     "office", "warrant", "warrants", "charges", "charge", "crimes", "genocide", "arrest", "case",
     "trial")
)  # fmt: skip
_POLICE = frozenset(
    ("police", "officers", "agents", "authorities", "guards", "state", "government")
)
_CRIMES = frozenset(
    ("crimes", "crime", "genocide", "murder", "murders", "torture", "rape", "charges", "charge",
     "aggression", "killing", "killings", "treason", "pillage")
)  # fmt: skip
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_WARRANTS = frozenset(("warrant", "warrant_unsealed", "application", "summons", "publication"))
_TITLES = 4  # words: "the", "President", "General"
_FURTHEST = 6  # words between an act and whom it is about
_LONGEST_SUBJECT = 40  # words


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text that name or describe somebody."""

    start: int
    end: int
    party: str = ""


class Persons:
    """Finds whom acts of one document are about."""

    def __init__(self, text: str, mentions: Sequence[Mention], parties: Sequence[Party]) -> None:
        self._text = text
        self._mentions = sorted(
            (m for m in mentions if m.kind in _PEOPLE), key=lambda m: (m.start, -m.end)
        )
        self._starts = [m.start for m in self._mentions]
        self._by_start = {m.start: m for m in reversed(self._mentions)}
        self._parties: Mapping[str, Party] = {p.id: p for p in parties}

    def of(
        self, spot: Spot, claim: Claim | None, forum: ForumMention | None
    ) -> tuple[tuple[ReportedPerson, ...], int]:
        """Whom the act is about, and where their words end (the act's end where there are none)."""
        found = [s for s in self._told(spot) if self._may_be(s, claim, forum)]
        if not found:
            found = [s for s in self._beside(spot) if self._may_be(s, claim, forum)]
        every = [further for s in found for further in self._list_from(s, spot.words)]
        people: dict[str, ReportedPerson] = {}
        for stretch in every:
            person = self._person(stretch)
            if person.words:
                people.setdefault(person.name or person.words.lower(), person)
        end = max((s.end for s in every if s.start >= spot.start), default=spot.end)
        return tuple(people.values()), end

    def _told(self, spot: Spot) -> list[Stretch]:
        event = spot.event
        if event is None:
            return []
        roles = ("affected", "actor") if spot.act.person == "any" else ("affected",)
        for role in roles:
            parts = [p for p in event.participants if p.role == role and self._is_person(p)]
            if role == "actor":
                parts = [p for p in parts if not self._acts_for_court(p)]
            if parts:
                return [self._trimmed(p.start, p.end, p.party) for p in parts]
        return []

    def _is_person(self, part: Participant) -> bool:
        """Whoever is no body or state; "Syria's president" has its state's id and is a person."""
        party = self._parties.get(part.party)
        words = self._text[part.start : part.end]
        if party is None and words.islower() and words.split()[-1] in _COURT | _CRIMES:
            return False  # "found her guilty of | war crimes"
        if party is None or party.kind in _PEOPLE:
            return True
        return words not in (party.name, *party.aliases)

    def _acts_for_court(self, part: Participant) -> bool:
        return bool(set(self._text[part.start : part.end].lower().split()) & (_COURT | _POLICE))

    def _trimmed(self, start: int, end: int, party: str) -> Stretch:
        """Without the verb or preposition phrase that a reader's stretch may have taken along."""
        known = self._by_start.get(start)
        if known is not None and known.form is MentionForm.NAME and known.kind is PartyKind.PERSON:
            return Stretch(start, min(end, known.end), party or known.party)
        head, of, tail = self._text[start:end].rpartition(" of ")
        if of and set(tail.lower().split()) & _CRIMES:  # "a general | of war crimes"
            end = start + len(head)
        pieces = self._text[start:end].split(" ")
        while len(pieces) > 1 and pieces[-1].lower() in _TAIL:
            pieces.pop()
        return Stretch(start, start + len(" ".join(pieces)), party)

    def _beside(self, spot: Spot) -> list[Stretch]:
        """After the act ("against X", "for the arrest of X"), or before it where the row says so.

        Elsewhere nobody who stands before the words is taken: it may be whoever speaks of them.
        """
        words = spot.words
        if spot.act.person == "before":
            return self._last_of(self._in(words[0].start, spot.start))
        for at in range(spot.first, min(spot.after + _FURTHEST, len(words) - 1)):
            if words[at].low in _ENDS - {"in", "on"} and at >= spot.after:
                break
            if words[at].low in _ABOUT:
                known = self._at_or_titled(words, at + 1)
                if known is not None:
                    return [Stretch(known.start, known.end, known.party)]
        return self._last_of(self._in(spot.start, spot.end))

    def _at_or_titled(self, words: Sequence[Word], at: int) -> Mention | None:
        """Who is mentioned at a word, or after an article or titles: "President | Omar Teke"."""
        for word in words[at : at + _TITLES]:
            known = self._by_start.get(word.start)
            if known is not None and known.form is not MentionForm.PRONOUN:
                return known
            if word.low not in _ARTICLES and not self._text[word.start].isupper():
                return None
        return None

    def _last_of(self, mentions: Sequence[Mention]) -> list[Stretch]:
        """The nearest name, else the nearest words for somebody; no pronoun."""
        for form in (MentionForm.NAME, MentionForm.ROLE):
            known = next((m for m in reversed(mentions) if m.form is form), None)
            if known is not None:
                return [Stretch(known.start, known.end, known.party)]
        return []

    def _in(self, start: int, end: int) -> list[Mention]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.end <= end]

    def _may_be(self, stretch: Stretch, claim: Claim | None, forum: ForumMention | None) -> bool:
        """Not who speaks, not the court itself, not what is told outside the claim."""
        if forum is not None and stretch.start < forum.end and forum.start < stretch.end:
            return False
        if claim is None:
            return True
        spoken = [*claim.source, *claim.cue]
        return not any(s <= stretch.start < e for s, e in spoken)

    def _list_from(self, stretch: Stretch, words: Sequence[Word]) -> list[Stretch]:
        """ "A, B and C": the reader gives the first, the others are names right after it."""
        found = [stretch]
        at = word_at(words, stretch.end)
        while at < len(words) - 1 and words[at].low in (",", "and"):
            first = at + 1 + (words[at].low == "," and words[at + 1].low == "and")
            known = self._by_start.get(words[first].start) if first < len(words) else None
            if known is None or known.kind is not PartyKind.PERSON:
                break
            if known.form is not MentionForm.NAME or known.start < stretch.end:
                break
            found.append(Stretch(known.start, known.end, known.party))
            at = word_at(words, known.end)
        return found

    def _person(self, stretch: Stretch) -> ReportedPerson:
        words = self._text[stretch.start : stretch.end]
        if not words or (words.islower() and words.split()[-1] in _COURT):
            return ReportedPerson("")
        party = self._parties.get(stretch.party)
        if party is None or party.kind is not PartyKind.PERSON:
            return ReportedPerson(words, party=stretch.party)
        # The name stands in these very words, or it is not given by them: "him", "the general".
        named = words in (party.name, *party.aliases) or party.name in words
        return ReportedPerson(words, party.name if named else "", party.id)


def subject_of(spot: Spot, end: int, text: str, claim: Claim | None) -> str:
    """What an act is about, as the words after it say: "for killings in occupied territory"."""
    words = spot.words
    at = word_at(words, end)
    for further in range(at, min(at + _FURTHEST, len(words))):  # past "on Friday"
        if words[further].low in ("over", "for") or words[further].low in _ENDS - {"on", "in"}:
            at = further if words[further].low in _FOR else at
            break
    if at < len(words) and words[at].low == "on" and at + 1 < len(words):
        at += words[at + 1].low in ("charges", "suspicion")
    if at + 1 >= len(words) or words[at].low not in (*_FOR, "charges", "suspicion"):
        return ""
    if words[at].low == "over" and words[at + 1].low == "to":
        return ""  # "handed over to"
    if end == spot.end and spot.act.id in _WARRANTS and words[at].low == "for":
        return ""  # "a warrant for its officials": whom, not what for
    limit = _limit(claim, words[at].start, words[-1].end)
    last = at + 1
    while last < len(words) and last - at <= _LONGEST_SUBJECT:
        if words[last].low == "on" and words[min(last + 1, len(words) - 1)].low in _DAYS:
            break
        if words[last].low in (",", ";", ":", ")", "said", "absentia") or words[last].end > limit:
            break
        last += 1
    last -= words[last - 1].low == "in"
    first = at + 1 + (words[at + 1].low == "of")
    return text[words[first].start : words[last - 1].end] if last > first else ""


def situation_of(spot: Spot, text: str, states: Sequence[tuple[int, int, str]]) -> tuple[str, str]:
    """ "The situation in Ukraine": words and ISO code of the state, ("", "") for none."""
    words = spot.words
    for first, after, country in states:
        before = [w.low for w in words[max(first - 3, 0) : first]]
        if "situation" in before and before[-1] in ("in", "of", "the"):
            return text[words[first].start : words[after - 1].end], country
    return "", ""


def _limit(claim: Claim | None, start: int, end: int) -> int:
    """Where the claim's content that holds `start` ends."""
    if claim is None:
        return end
    return next((e for s, e in claim.content if s <= start < e), end)
