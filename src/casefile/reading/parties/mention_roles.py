"""Roles and pronouns: "the prosecutor", "Ukraine’s president’s office", "several sources", "she".

No parser stands behind this. A role is found by its last noun (`parties.toml` has the lists) and
followed leftwards to where its phrase begins; what may be another noun's modifier is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.particulars import MentionForm, PartyKind
from casefile.reading.parties.kinds import state_of, state_of_adjective
from casefile.reading.parties.mention_words import Draft, Words, folded, is_possessive, table_set
from casefile.reference.tables import load_table

_MOST_WORDS = 9  # of a phrase before its head
_ONLY_WITH_OF = ("head",)  # "the head of the board" is a person, "the head" seldom
_ROLE_SCORE = 0.8
_PRONOUN_SCORE = 0.6


@dataclass(frozen=True, slots=True)
class _Head:
    kind: PartyKind
    many: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """Which words stand in names: word number → that name."""

    names: dict[int, Draft]

    @classmethod
    def by(cls, words: Words, names: Sequence[Draft]) -> Covered:
        found: dict[int, Draft] = {}
        for name in names:
            for number in range(words.at(name.start), words.before(name.end) + 1):
                found[number] = name
        return cls(found)


def role_drafts(words: Words, covered: Covered) -> Iterator[Draft]:
    """Roles and pronouns, by position."""
    heads, pronouns = _heads(), _pronouns()
    for number, word in enumerate(words.lower):
        if word in pronouns:
            if number not in covered.names:
                yield _pronoun(words, number, pronouns[word])
        elif word in heads and number not in covered.names:
            draft = _role(words, number, heads[word], covered)
            if draft is not None:
                yield draft


def _pronoun(words: Words, number: int, series: str) -> Draft:
    kind = {"it": PartyKind.ORGANISATION, "they": PartyKind.PEOPLE}.get(series, PartyKind.PERSON)
    start, end, sentence = words.starts[number], words.ends[number], words.sentence[number]
    many = series == "they"
    return Draft(
        start, end, kind, MentionForm.PRONOUN, _PRONOUN_SCORE, sentence, head=series, many=many
    )


def _role(words: Words, head: int, what: _Head, covered: Covered) -> Draft | None:
    """The phrase whose last noun is `head`; None where it is not a role."""
    if words.word(head) in _ONLY_WITH_OF and words.word(head + 1) != "of":
        return None
    titled = covered.names.get(head + 1) if not words.gap(head).strip(" ") else None
    if titled is None and not _ends_phrase(words, head):
        return None
    first, article = _walk_left(words, head, covered)
    is_bare = not article and not any(is_possessive(words.word(n)) for n in range(first, head))
    if is_bare:
        first = _bare_start(words, first, head, covered)
        if titled is None and not what.many and not _is_post(words, head):
            return None
        if what.many and what.kind not in (PartyKind.PEOPLE, PartyKind.ARMED_GROUP):
            return None
    end, inside = _extended(words, head, covered, what)
    names = tuple(dict.fromkeys((n.start, n.end) for n in _names_in(first, head, covered)))
    owner = _owner(words, first, head, covered)
    owned = any(is_possessive(words.word(n)) for n in range(first, head)) and owner != ""
    kind = _kind(words, head, what, [covered.names[n] for n in range(head, words.before(end) + 1)
                                     if n in covered.names])  # fmt: skip
    return Draft(
        words.starts[first], end, kind, MentionForm.ROLE, _ROLE_SCORE, words.sentence[head],
        head=_full_head(words, first, head), many=what.many,
        definite=article in _set("definite") or owned or (is_bare and titled is not None),
        owner=owner or _named_owner(words, inside), names=names + inside,
    )  # fmt: skip


def _kind(words: Words, head: int, what: _Head, after: Sequence[Draft]) -> PartyKind:
    """An office of a prosecutor, or at a court, is a court's organ."""
    if what.kind is PartyKind.MINISTRY:
        near = words.lower[max(head - 3, 0) : head + 5]
        if any(w in ("prosecutor", "prosecutors", "court", "tribunal") for w in near):
            return PartyKind.COURT
        if any(name.kind is PartyKind.COURT for name in after):
            return PartyKind.COURT
    return what.kind


def _named_owner(words: Words, inside: Sequence[tuple[int, int]]) -> str:
    """ "the president of Ukraine" is Ukraine’s as "Ukraine’s president" is."""
    for start, end in inside:
        text = words.text[start:end]
        return state_of(text) or folded(text)
    return ""


def _full_head(words: Words, first: int, head: int) -> str:
    """ "shadow home secretary": the head with what makes it another role."""
    start = head
    while start > first and words.word(start - 1) in _set("title_parts"):
        start -= 1
    return " ".join(words.lower[start : head + 1])


def _ends_phrase(words: Words, head: int) -> bool:
    """Whether no further noun follows: "the court said", not "the court documents"."""
    gap = words.gap(head)
    if gap.strip(" "):
        return not gap.startswith("-")
    after = words.word(head + 1)
    return (
        is_possessive(after)
        or after in _set("may_follow")
        or (len(after) > 4 and after.endswith(("ed", "ing", "ly")))
    )


def _walk_left(words: Words, head: int, covered: Covered) -> tuple[int, str]:
    """The first word of the phrase, and the article or number that begins it ("" for none)."""
    first = head
    lowest = max(head - _MOST_WORDS, 0)
    while first > lowest:
        gap, word = words.gap(first - 1), words.word(first - 1)
        if gap.strip(" -\u00a0") and not (gap.strip() == "," and _is_adjective_list(words, first)):
            return first, ""
        if _begins(word):
            return first - 1, word
        if word in _set("enders"):
            return first, ""
        name = covered.names.get(first - 1)
        first = first - 1 if name is None else min(words.at(name.start), first - 1)
    return first, ""


def _is_adjective_list(words: Words, first: int) -> bool:
    """ "a small, ruined city": an article stands right before the word before the comma."""
    return words.word(first - 2) in ("a", "an", "the") and not words.gap(first - 2).strip()


def _begins(word: str) -> bool:
    articles = _set("definite") | _set("indefinite") | _set("owners")
    return word in articles or word.replace(",", "").isdigit()


def _bare_start(words: Words, first: int, head: int, covered: Covered) -> int:
    """Of a phrase without article only what surely belongs: names, "Ukrainian", other roles."""
    start = head
    while start > first:
        word = words.word(start - 1)
        known = state_of_adjective(word) or word in _heads() or word in _set("modifiers")
        if start - 1 not in covered.names and not known:
            break
        start -= 1
    return start


def _is_post(words: Words, head: int) -> bool:
    """ ", head of the school board": a role in apposition without an article."""
    return words.gap(head - 1).strip() == "," and words.word(head + 1) == "of"


def _extended(
    words: Words, head: int, covered: Covered, what: _Head
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Where the phrase ends with what follows its head: "of ground forces", "at the ICC"."""
    last, inside = head, []
    for _ in range(2):
        link = words.word(last + 1)
        if words.gap(last).strip() or link not in ("of", "at", "for", "in"):
            break
        step = last + 2
        if words.gap(last + 1).strip():
            break
        if _begins(words.word(step)) and not words.gap(step).strip():
            step += 1
        name = covered.names.get(step)
        if name is not None and (link != "in" or what.kind is PartyKind.COURT):
            inside.append((name.start, name.end))
            last = words.before(name.end)
            continue
        reach = _of_words(words, step) if link == "of" else _body_words(words, step, link)
        if reach is None:
            break
        last = reach
    return words.ends[last], tuple(inside)


def _of_words(words: Words, step: int) -> int | None:
    """The last of up to four words after "of": "ground forces"."""
    last = None
    for number in range(step, min(step + 4, len(words))):
        word = words.word(number)
        if word in _set("may_follow") or _begins(word) or is_possessive(word):
            break
        last = number
        if words.gap(number).strip(" -"):
            break
    return last


def _body_words(words: Words, step: int, link: str) -> int | None:
    """ "for the ministry", "at the court": a body's head within three words."""
    if link == "in":
        return None
    for number in range(step, min(step + 3, len(words))):
        head = _heads().get(words.word(number))
        if head is not None and head.kind is not PartyKind.PEOPLE and _ends_phrase(words, number):
            return number
        if words.gap(number).strip() or words.word(number) in _set("enders"):
            return None
    return None


def _names_in(first: int, last: int, covered: Covered) -> Iterator[Draft]:
    for number in range(first, last + 1):
        if number in covered.names:
            yield covered.names[number]


def _owner(words: Words, first: int, head: int, covered: Covered) -> str:
    """Whose: the state or body named before the head, folded."""
    for name in _names_in(first, head, covered):
        text = words.text[name.start : name.end]
        return state_of(text) or folded(text)
    for number in range(first, head):
        state = state_of_adjective(words.word(number))
        if state:
            return state
    return ""


@cache
def _heads() -> dict[str, _Head]:
    table = load_table("parties")
    heads = {
        word: _Head(PartyKind(kind), word.endswith("s") and not word.endswith("ss"))
        for kind, bodies in table["bodies"].items()
        for word in bodies
    }
    heads |= {word: _Head(PartyKind.PERSON, False) for word in table["roles"]["one"]}
    heads |= {word: _Head(PartyKind.PEOPLE, True) for word in table["roles"]["many"]}
    adjectives = (a for a in load_table("states")["demonyms"] if a.endswith(("n", "i", "k", "d")))
    heads |= {f"{adjective}s": _Head(PartyKind.PEOPLE, True) for adjective in adjectives}
    heads |= {word: _Head(PartyKind.ARMED_GROUP, True) for word in ("forces",)}
    return heads


@cache
def _pronouns() -> dict[str, str]:
    series: dict[str, list[str]] = load_table("parties")["pronouns"]
    return {word: key for key, forms in series.items() for word in forms}


@cache
def _set(key: str) -> frozenset[str]:
    return table_set("parties", "words", key)
