"""Noun phrases before and after a trigger, without a parser: where they begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.reading.events.model import Token
from casefile.reading.events.table import word_class

_MOST_WORDS = 14  # of one noun phrase
_MARKS = frozenset('.,;:!?()[]—–"“”‘’…-')

Phrase = tuple[int, int]  # first and last token, the last one included


def phrase_after(tokens: Sequence[Token], at: int, stops: frozenset[int]) -> Phrase | None:
    """The noun phrase that begins at token `at`, past adverbs: an object, or what "by" governs."""
    while at < len(tokens) and (
        tokens[at].word in word_class("adverbial")
        or tokens[at].word in ("“", '"', "both", "up", "of")
    ):
        at += 1
    last = at - 1
    for place in range(at, min(len(tokens), at + _MOST_WORDS)):
        word = tokens[place].word
        if place in stops and place > at:
            break
        if ends_phrase(word) and not (word == "of" and place > at):
            break
        last = place
    return _clean(tokens, at, last)


def phrases_after(tokens: Sequence[Token], at: int, stops: frozenset[int]) -> list[Phrase]:
    """The noun phrase at `at` and those joined to it: "two tanks, a car and 16 rifles"."""
    found: list[Phrase] = []
    while len(found) < 4:
        phrase = phrase_after(tokens, at, stops)
        if phrase is None:
            break
        found.append(phrase)
        joint = phrase[1] + 1
        if joint >= len(tokens) or tokens[joint].word not in (",", "and", "or", "&"):
            break
        at = joint + 1
        if tokens[joint].word == "," and at < len(tokens) and tokens[at].word in ("and", "or"):
            at += 1
        following = phrase_after(tokens, at, stops)
        if following is None or _is_clause(tokens, following, stops):
            break
    return found


def phrase_before(tokens: Sequence[Token], at: int, stops: frozenset[int]) -> Phrase | None:
    """The noun phrase that ends before token `at`, past auxiliaries and adverbs: a subject."""
    place = at - 1
    relative = False
    while place >= 0 and _may_stand_between(tokens[place].word):
        place -= 1
    if place >= 0 and tokens[place].word in ("who", "which", "that"):
        relative = True
        place -= 1
        while place >= 0 and tokens[place].word in (",", "-"):
            place -= 1
    last = place
    while place >= 0 and place > last - _MOST_WORDS:
        word = tokens[place].word
        if word == "]" and place > 1 and tokens[place - 2].word == "[":
            place -= 3  # an acronym after a name: "the Northern Front [NF]"
            continue
        if place < last and _is_past(word) and opens_object(tokens[place + 1].word):
            last = place - 1  # "gunmen | threw a grenade | and | fled": the first verb's subject
            place -= 1
            continue
        if place in stops or (ends_phrase(word) and word not in ("of", "'", "’")):
            passable = word in word_class("prepositions") and word not in word_class(
                "clause_openers"
            )
            if passable and place not in stops and not relative and place > 0:
                led = word == "by" and tokens[place - 1].word in word_class("led")
                place -= 2 if led else 1  # "troops | led by a colonel | fired"
                last = place  # "troops | in the valley | fired"
                continue
            break
        place -= 1
    return _clean(tokens, place + 1, last)


def head(tokens: Sequence[Token], phrase: Phrase) -> str:
    """The head of a noun phrase: its last word before "of"."""
    return tokens[head_place(tokens, phrase)].word


def head_place(tokens: Sequence[Token], phrase: Phrase) -> int:
    """Which token is the head of a noun phrase."""
    for place in range(phrase[0], phrase[1] + 1):
        if tokens[place].word in ("of", "[", "(") and place > phrase[0]:
            return place - 1
    return phrase[1]


def opens_object(word: str) -> bool:
    """Whether a noun phrase begins with this word."""
    return (
        word in word_class("determiners")
        or word[:1].isdigit()
        or word in ("him", "them", "us", "it")
    )


def _is_past(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 4) or word in word_class("finite_verbs")


def _may_stand_between(word: str) -> bool:
    return (
        word in word_class("auxiliaries")
        or (word.endswith("ly") and len(word) > 4 and word not in ("family", "italy"))
        or word in ("deliberately", "so", "far", "only", "were", "later", "allegedly")
    )


def ends_phrase(word: str) -> bool:
    """Whether no noun phrase goes on over this word."""
    return (
        word in _MARKS
        or word in word_class("prepositions")
        or word in word_class("conjunctions")
        or word in word_class("adverbial")
        or word in word_class("finite_verbs")
        or word in ("who", "which", "that", "whom", "whose")
    )


def _clean(tokens: Sequence[Token], first: int, last: int) -> Phrase | None:
    """Without determiners before, and nothing that is no name or noun."""
    while first <= last and (
        tokens[first].word in word_class("dropped") or not tokens[first].word[0].isalnum()
    ):
        first += 1
    while last >= first and (
        tokens[last].word in word_class("dropped") or not tokens[last].word[0].isalnum()
    ):
        last -= 1
    if first > last:
        return None
    if first == last and tokens[first].word in word_class("pronouns") - {
        "he",
        "she",
        "it",
        "they",
        "them",
        "him",
    }:
        return None
    return first, last


def _is_clause(tokens: Sequence[Token], phrase: Phrase, stops: frozenset[int]) -> bool:
    """Whether a verb follows: "killed two men and | a third fled"."""
    after = phrase[1] + 1
    if phrase[0] in stops:
        return True
    return after < len(tokens) and (
        after in stops or tokens[after].word in word_class("finite_verbs")
    )
