"""Where a document speaks of a forum, sentence by sentence, and which one it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from casefile.proceedings.forums import Forum, country_of, find_forum, forums, national
from casefile.proceedings.phrases import Phrases, Word, words_of
from casefile.reference.tables import load_table

_LONGEST_STATE = 4  # words: "central african republic"
_SEAT = "seat"  # a court by its seat alone: the one court that the document names
LONGEST_SENTENCE = 400  # words; what stands further on in one is not read
_BETWEEN = 4  # words between a state and its court


class Form(StrEnum):
    """How words speak of a forum."""

    NAME = "name"
    NATIONAL = "national"  # a state's court, prosecution or police
    GENERIC = "generic"  # "the court", "judges": whichever was named last


@dataclass(frozen=True, slots=True)
class ForumMention:
    """Words that mean a forum, from `start` to `end` in the text.

    `forum` is None where nothing in the document settles which court is meant.
    """

    start: int
    end: int
    form: Form
    forum: Forum | None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mention by positions of words; `forum` "" waits for the one named last."""

    first: int
    after: int
    form: Form
    forum: Forum | None
    fallback: str = ""  # where none was named yet: a forum's id, or _SEAT


def forum_mentions(
    text: str, sentences: Sequence[tuple[int, int]], places: Mapping[int, tuple[int, str]]
) -> dict[int, tuple[ForumMention, ...]]:
    """The mentions of every sentence, by the sentence's number.

    Args:
        places: towns and regions that the reader found: start to (end, ISO code of the state).
    """
    last: Forum | None = None
    found = {}
    read = []
    for number, (start, end) in enumerate(sentences):
        words = words_of(text, start, end)[:LONGEST_SENTENCE]
        read.append((number, words, _spots(words, text, places)))
    only = _only(read)
    for number, words, spots in read:
        mentions = []
        for spot in spots:
            forum = spot.forum
            if spot.form is Form.GENERIC and spot.fallback == _SEAT:
                forum = last or only
            elif spot.form is Form.GENERIC:
                forum = last or (find_forum(spot.fallback) if spot.fallback else None)
            elif forum is not None and forum.criminal and _can_be_the_court(spot, words):
                last = forum
            at = words[spot.first].start, words[spot.after - 1].end
            mentions.append(ForumMention(*at, spot.form, forum))
        found[number] = tuple(mentions)
    return found


def _only(read: Sequence[tuple[int, Sequence[Word], Sequence[_Spot]]]) -> Forum | None:
    """The international criminal court of a document that names just one."""
    named = {s.forum for _, _, spots in read for s in spots if s.form is Form.NAME and s.forum}
    courts = [forum for forum in named if forum.criminal]
    return courts[0] if len(courts) == 1 else None


def _can_be_the_court(spot: _Spot, words: Sequence[Word]) -> bool:
    """Whether "the court" or "judges" may mean it later: a state's police may not."""
    generic = load_table("forums")["words"]["generic"]
    of_court = {*generic, *(f"{g}s" for g in generic)}
    return spot.form is Form.NAME or any(w.low in of_court for w in words[spot.first : spot.after])


def states_in(
    words: Sequence[Word], text: str, places: Mapping[int, tuple[int, str]]
) -> Iterator[tuple[int, int, str]]:
    """States, capitals and towns among words, as (first, after, ISO code); the longest name wins.

    International courts' seats are left out: "in The Hague" says nothing of Dutch courts.
    """
    seats = frozenset(load_table("forums")["words"]["seats"])
    at = 0
    while at < len(words):
        length, country = _state(words, at, text, places)
        name = " ".join(w.low for w in words[at : at + max(length, 1)])
        if length and not seats & {name, name.partition("-")[0]}:  # "Hague-based"
            yield at, at + length, country
        at += max(length, 1)


def _state(
    words: Sequence[Word], at: int, text: str, places: Mapping[int, tuple[int, str]]
) -> tuple[int, str]:
    word = words[at]
    if not text[word.start].isupper():
        return 0, ""
    for length in range(min(_LONGEST_STATE, len(words) - at), 0, -1):
        name = text[word.start : words[at + length - 1].end]
        country = country_of(name)
        if country is None and length > 1:
            country = country_of(f"{name}.")  # "U.S." ends with a stop that is no word
        if country is not None:
            return length, country
    if word.start in places:
        end, country = places[word.start]
        length = sum(word.start <= w.start < end for w in words[at : at + _LONGEST_STATE])
        return length, country
    return 0, ""


def _spots(words: Sequence[Word], text: str, places: Mapping[int, tuple[int, str]]) -> list[_Spot]:
    """By position, without overlaps: the earlier first, of two that begin together the longer."""
    every = [
        *_named(words, text),
        *_national(words, tuple(states_in(words, text, places))),
        *_generic(words),
    ]
    every.sort(key=lambda s: (s.form is Form.GENERIC, s.form is Form.NATIONAL, s.first, -s.after))
    taken = [False] * len(words)
    kept = []
    for spot in every:
        if not any(taken[spot.first : spot.after]):
            taken[spot.first : spot.after] = [True] * (spot.after - spot.first)
            kept.append(spot)
    return sorted(kept, key=lambda s: s.first)


def _named(words: Sequence[Word], text: str) -> Iterator[_Spot]:
    names, phrases = _names()
    for match in phrases.find(words):
        name, forum = names[match.phrase]
        said = text[words[match.first].start : words[match.after - 1].end]
        if name.isupper() and not said.isupper():
            continue  # "icc" in an address is no court
        yield _Spot(match.first, match.after, _form(forum), forum)


def _form(forum: Forum) -> Form:
    return Form.NATIONAL if forum.id.startswith("national") else Form.NAME


def _national(words: Sequence[Word], states: Sequence[tuple[int, int, str]]) -> Iterator[_Spot]:
    organs, between = _organs()
    starts = {first: (after, country) for first, after, country in states}
    for first, after, country in states:
        at = after
        while at < min(after + _BETWEEN, len(words)) and words[at].low in between:
            at += 1
        end = _organ(words, at, organs)
        if end:
            while end < len(words) and _organ(words, end, organs):
                end = _organ(words, end, organs)  # "Ukraine's prosecutor | general"
            yield _Spot(first, end, Form.NATIONAL, national(country))
    for at in range(len(words)):
        end = _organ(words, at, organs)
        if not end or end + 1 >= len(words) or words[end].low not in ("in", "of", "at"):
            continue
        place = end + 1 + (words[end + 1].low == "the")
        if place in starts:
            after, country = starts[place]
            yield _Spot(at, after, Form.NATIONAL, national(country))


def _organ(words: Sequence[Word], at: int, organs: frozenset[tuple[str, ...]]) -> int:
    """The position after the court word that stands at `at`, 0 for none."""
    for length in (2, 1):
        if tuple(w.low for w in words[at : at + length]) in organs and at + length <= len(words):
            return at + length
    return 0


def _generic(words: Sequence[Word]) -> Iterator[_Spot]:
    phrases, fallbacks = _loose()
    for match in phrases.find(words):
        yield _Spot(match.first, match.after, Form.GENERIC, None, fallbacks[match.phrase])


@cache
def _names() -> tuple[list[tuple[str, Forum]], Phrases]:
    table = load_table("forums")
    rows = [
        (name, f) for f, row in zip(forums(), table["forum"], strict=True) for name in row["names"]
    ]
    for row in table["national_body"]:
        rows += [(name, national(row["country"])) for name in row["names"]]
    return rows, Phrases(name for name, _ in rows)


@cache
def _organs() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    words: dict[str, Any] = load_table("forums")["words"]
    organs = {tuple(o.split()) for o in (*words["organs"], *words["organ_phrases"])}
    organs |= {("prosecutor", "general"), ("prosecutor", "'s")}
    return frozenset(organs), frozenset(w.replace("’", "'") for w in words["between"])


@cache
def _loose() -> tuple[Phrases, list[str]]:
    table = load_table("forums")
    organs = [(o, row["id"]) for row in table["forum"] for o in row.get("organs", ())]
    seats = [(w, _SEAT) for w in table["words"]["loose"]]
    rows = organs + seats + [(w, "") for w in table["words"]["generic"]]
    return Phrases(w for w, _ in rows), [fallback for _, fallback in rows]
