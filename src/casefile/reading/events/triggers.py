"""Find the dictionary's words in a sentence, and tell nouns from verbs without a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casefile.reading.events.model import Hit, Token
from casefile.reading.events.table import Entry, depth, entries, idioms, patterns, word_class


def tokens_of(folded: str, start: int, end: int) -> list[Token]:
    """Words and marks of a sentence in lower case."""
    return [Token(m.group(), m.start(), m.end()) for m in _tokens().finditer(folded, start, end)]


def may_hold_events(folded: str, start: int, end: int) -> bool:
    """Whether any word of the table stands in the sentence: one quick look."""
    return not _first_words().isdisjoint(_plain_words().findall(folded, start, end))


def find_hits(
    folded: str, tokens: Sequence[Token], kept_out: Sequence[tuple[int, int]]
) -> list[Hit]:
    """The triggers of one sentence, in order, none over another.

    Args:
        folded: the text in lower case.
        tokens: the sentence's tokens.
        kept_out: spans of names, in which no trigger lies.
    """
    if not tokens:
        return []
    start, end = tokens[0].start, tokens[-1].end
    no_events = [m.span() for m in idioms().finditer(folded, start, end)]
    hits = _by_pattern(folded, tokens)
    taken = [(h.start, h.end) for h in hits]
    hits += [h for h in _by_word(tokens, no_events) if not _overlaps(h, taken)]
    named = [h for h in hits if any(s <= h.start and h.end <= e for s, e in kept_out)]
    return sorted(_apart([h for h in hits if h not in named]), key=lambda h: h.start)


def _by_pattern(folded: str, tokens: Sequence[Token]) -> list[Hit]:
    start, end = tokens[0].start, tokens[-1].end
    hits: list[Hit] = []
    for anchor, rules in patterns().items():
        if folded.find(anchor, start, end) < 0:
            continue
        for rule in rules:
            for match in rule.regex.finditer(folded, start, end):
                if any(match.start() < h.end and match.end() > h.start for h in hits):
                    continue  # an earlier rule has it
                told = match.span("t") if "t" in rule.regex.groupindex else match.span()
                hit = _hit(tokens, *told, rule.kind)
                if hit is not None:
                    hits.append(hit)
    return hits


def _hit(tokens: Sequence[Token], start: int, end: int, kind: str) -> Hit | None:
    inside = [i for i, t in enumerate(tokens) if t.start < end and t.end > start]
    return Hit(inside[0], inside[-1], start, end, kind, "phrase") if inside else None


def _by_word(tokens: Sequence[Token], no_events: Sequence[tuple[int, int]]) -> list[Hit]:
    hits: list[Hit] = []
    table = entries()
    at = 0
    while at < len(tokens):
        hit = None
        for entry in table.get(tokens[at].word, ()):
            if _stands(tokens, at, entry.words):
                hit = _fitting(tokens, at, entry)
                if hit is not None:
                    break
        if hit is not None and not _within(hit.start, hit.end, no_events):
            hits.append(hit)
            at = hit.last + 1
        else:
            at += 1
    return hits


def _stands(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    if at + len(words) > len(tokens):
        return False
    return all(tokens[at + i].word == word for i, word in enumerate(words))


def _fitting(tokens: Sequence[Token], at: int, entry: Entry) -> Hit | None:
    """The hit, if the word stands there as the part of speech that the entry asks for."""
    last = at + len(entry.words) - 1
    if _is_only_spoken_of(tokens, at):
        return None
    part = "phrase" if entry.part == "phrase" else part_of_speech(tokens, at, last)
    if entry.part == "verb" and part == "noun" and len(entry.words) == 1:
        if not (_is_third_person(tokens, at) or _is_relative(tokens, at)):
            return None
        part = "verb"
    if entry.part == "noun" and part in ("passive", "adjective"):
        return None
    if entry.part == "noun" and part == "verb" and not entry.words[-1].endswith(("ing", "ings")):
        return None  # "they attack" has an entry of its own
    return Hit(at, last, tokens[at].start, tokens[last].end, entry.kind, part)


def _is_only_spoken_of(tokens: Sequence[Token], at: int) -> bool:
    """ "The ability to | fight" and "blame for the | war" tell of no fight that takes place."""
    before = [token.word for token in tokens[max(0, at - 3) : at]]
    if before[-1:] == ["to"]:
        return before[-2:-1] != [] and before[-2] in _ABILITIES
    return tokens[at].word in ("war", "fight") and before == ["blame", "for", "the"]


def part_of_speech(tokens: Sequence[Token], first: int, last: int) -> str:
    """ "verb", "passive", "adjective" or "noun", by the words before and after."""
    word = tokens[first].word
    before = tokens[first - 1].word if first else ""
    skipped = first - 1
    while skipped > 0 and tokens[skipped].word.endswith("ly"):
        skipped -= 1
    governor = tokens[skipped].word if first else ""
    after = tokens[last + 1].word if last + 1 < len(tokens) else ""
    if word.endswith("ed") or word in word_class("irregular_participles") or first != last:
        return _of_participle(governor, after, tokens, first)
    if word.endswith("ing"):
        return _of_gerund(before, governor, after)
    if governor in word_class("verb_openers"):
        return "verb"
    if before in word_class("determiners") or before in word_class("prepositions") or not before:
        return "noun"
    if word.endswith("s"):
        return "verb" if _opens_object(after) else "noun"
    return (
        "verb" if before in word_class("pronouns") or _is_plural_subject(before, after) else "noun"
    )


def _is_third_person(tokens: Sequence[Token], at: int) -> bool:
    """ "The ombudsman | investigates | claims": a form in -s that is no noun of the table."""
    word = tokens[at].word
    if not word.endswith("s") or not 0 < at < len(tokens) - 1 or word in _nouns():
        return False
    before, after = tokens[at - 1].word, tokens[at + 1].word
    return (
        before[-1:].isalpha()
        and before not in word_class("determiners")
        and (after[:1].isalpha() and after not in word_class("prepositions"))
    )


def _is_relative(tokens: Sequence[Token], at: int) -> bool:
    """ "Strikes that | kill | civilians": a form that is no noun of the table after "that"."""
    word = tokens[at].word
    return at > 1 and tokens[at - 1].word in ("that", "who", "which") and word not in _nouns()


def _of_participle(governor: str, after: str, tokens: Sequence[Token], first: int) -> str:
    if governor in word_class("passive"):
        return "passive"
    if governor in (
        "has",
        "have",
        "had",
        "who",
        "which",
        "that",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
    ):
        return "verb"
    opens = _opens_object(after)
    if opens and _is_year(governor):  # "the strike on 20 May 2024 | killed nine people"
        return "verb"
    noun_follows = after[:1].isalpha() and not opens and after not in word_class("prepositions")
    if governor in word_class("determiners") or governor in _adjectival() or governor[:1].isdigit():
        return "adjective" if noun_follows and after not in word_class("conjunctions") else "noun"
    if opens:
        return "verb"
    if after in ("by", "in", "from", "during", "at", "near", "when", "after", "since") and first:
        return (
            "passive"
            if after == "by" or tokens[first].word not in word_class("intransitive_forms")
            else "verb"
        )
    if noun_follows and (not first or governor in word_class("prepositions")):
        return "adjective"
    return "verb" if noun_follows else "passive"


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _of_gerund(before: str, governor: str, after: str) -> str:
    if governor in word_class("passive"):
        return "verb"
    if before in word_class("determiners") or before.endswith(("'s", "’s")):
        return "noun"
    if after in (
        "of",
        "in",
        "on",
        "at",
        "near",
        "around",
        "between",
        "by",
        "against",
        "was",
        "is",
        "had",
    ):
        return "noun"
    if _opens_object(after):
        return "verb"
    return "verb" if after[:1].isalpha() and after not in word_class("prepositions") else "noun"


def _opens_object(word: str) -> bool:
    """Whether a noun phrase begins here that is no part of what stands before."""
    return (
        word in word_class("determiners")
        or word[:1].isdigit()
        or word
        in (
            "him",
            "them",
            "us",
            "me",
            "it",
            "at",
            "more",
            "dozens",
            "hundreds",
            "thousands",
            "civilian",
            "civilians",
            "people",
        )
    )


def _is_plural_subject(before: str, after: str) -> bool:
    return (
        before.endswith("s")
        and not before.endswith(("'s", "’s", "ss"))
        and (_opens_object(after) or after in word_class("prepositions"))
    )


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < e and end > s for s, e in spans)


def _overlaps(hit: Hit, taken: Sequence[tuple[int, int]]) -> bool:
    return _within(hit.start, hit.end, taken)


def _apart(hits: Sequence[Hit]) -> list[Hit]:
    """Where two share words, the more specific stays, then the longer, then the first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-depth(h.kind), h.start - h.end, h.start)):
        if not any(hit.start < k.end and hit.end > k.start for k in kept):
            kept.append(hit)
    return kept


_ABILITIES = frozenset(
    ("ability", "abilities", "capability", "capabilities", "capacity", "means", "readiness",
     "strength", "will")
)  # fmt: skip


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:mr|mrs|ms|dr|gen|col|lt|sgt|maj|capt|sen|gov|st|brig|prof)\.(?=\s)|\d+(?:[.,]\d+)+|[^\W_][\w’'-]*(?:\.\w(?=\.))*|[^\w\s]"
    )


@cache
def _plain_words() -> re.Pattern[str]:
    return re.compile(r"[^\W_][\w’'-]*")


@cache
def _first_words() -> frozenset[str]:
    anchors = {form for anchor in patterns() for form in (anchor, anchor + "s", anchor + "es")}
    return frozenset(entries()) | anchors


@cache
def _nouns() -> frozenset[str]:
    return frozenset(e.words[0] for found in entries().values() for e in found if e.part == "noun")


@cache
def _adjectival() -> frozenset[str]:
    return frozenset(("of", "with", "for", "badly", "many", "by", "among", "other"))
