"""Which names of one document mean the same party: equal, partial and short names.

Precision first. Each link has its rule's name and a score; a name that fits two parties is linked
to neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from casefile.particulars import PartyKind
from casefile.reading.parties.identity_gender import name_gender, title_gender
from casefile.reading.parties.kinds import is_capital, state_of
from casefile.reading.parties.mention_names import BODIES, person_words
from casefile.reading.parties.mention_words import Draft, Words, folded, table_set
from casefile.reading.parties.transliterate import comparing_key

UNKNOWN = -1
_MANY = 20  # parties that share a word: beyond this nobody asks which one is meant


@dataclass(frozen=True, slots=True)
class Link:
    """To which cluster (`UNKNOWN` for none), how surely, and by which rule or why not."""

    cluster: int
    score: float
    rule: str


@dataclass(slots=True)
class Cluster:
    """What is known so far of one party."""

    kind: PartyKind
    many: bool = False
    named: bool = False
    source: bool = False
    gender: str = ""  # "he", "she", "" for not known
    heads: dict[str, str] = field(default_factory=dict)  # role's head → whose, folded
    roles: list[Draft] = field(default_factory=list)
    sentence: int = -1  # where it was last mentioned


@dataclass(slots=True)
class Named:
    """Clusters of names, and the link of each name."""

    clusters: list[Cluster] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def cluster_names(words: Words, drafts: Sequence[Draft]) -> Named:
    """Link all names of a document with each other, wherever they stand in it."""
    named = Named(links=[Link(UNKNOWN, 0.0, "no candidate")] * len(drafts))
    _Persons(words, drafts, named).link()
    _Bodies(words, drafts, named).link()
    _States(words, drafts, named).link()
    return named


def _new(named: Named, kind: PartyKind) -> int:
    named.clusters.append(Cluster(kind, named=True))
    return len(named.clusters) - 1


class _Persons:
    """Full names first, then surnames and given names that fit one full name only."""

    def __init__(self, words: Words, drafts: Sequence[Draft], named: Named) -> None:
        self._words, self._named = words, named
        chosen = [n for n, d in enumerate(drafts) if d.kind is PartyKind.PERSON]
        self._drafts = {n: drafts[n] for n in chosen}
        self._keys = {n: self._key(drafts[n]) for n in chosen}
        self._full: dict[tuple[str, ...], int] = {}
        self._by_word: dict[str, dict[int, None]] = defaultdict(dict)
        self._single: dict[tuple[str, ...], int] = {}
        self._surnames: dict[int, set[str]] = defaultdict(set)
        self._given: dict[int, dict[str, None]] = defaultdict(dict)

    def _key(self, draft: Draft) -> tuple[str, ...]:
        name = self._words.text[draft.start : draft.end]
        return tuple(key for word in person_words(name) if (key := comparing_key(word)))

    def link(self) -> None:
        for number in sorted(self._keys, key=lambda n: (-len(self._keys[n]), n)):
            key = self._keys[number]
            link = self._full_link(number, key) if len(key) > 1 else self._part_link(number, key)
            self._named.links[number] = link

    def _full_link(self, number: int, key: tuple[str, ...]) -> Link:
        if key in self._full:
            return Link(self._full[key], 0.98, "same name")
        score, rule, cluster = self._drafts[number].score, "name", UNKNOWN
        # Same surname: "Anna Moor" is "Anna B. Moor", "Moor Anna" is not.
        fits = [c for c in self._holding(key) if key[-1] in self._surnames[c]]
        if len(fits) == 1:
            score, rule, cluster = 0.92, "part of the name", fits[0]
        elif fits:
            return Link(UNKNOWN, 0.0, "two candidates")
        else:
            cluster = _new(self._named, PartyKind.PERSON)
        self._full[key] = cluster
        self._surnames[cluster].add(key[-1])
        self._given[cluster][key[0]] = None
        for word in key:
            self._by_word[word][cluster] = None
        return Link(cluster, score, rule)

    def _holding(self, key: tuple[str, ...]) -> list[int]:
        """Clusters that hold every word of the key."""
        rarest = min((self._by_word.get(word, {}) for word in key), key=len)
        if len(rarest) > _MANY:
            return list(rarest)[:2]  # too many to tell apart
        return [c for c in rarest if all(c in self._by_word.get(w, {}) for w in key)]

    def _part_link(self, number: int, key: tuple[str, ...]) -> Link:
        if not key:
            return Link(UNKNOWN, 0.0, "no candidate")
        holders = self._by_word.get(key[0], {})
        if len(holders) > _MANY:
            return Link(UNKNOWN, 0.0, "two candidates")
        fits = list(holders)
        if len(fits) == 1:
            return Link(fits[0], 0.93, "part of the name")
        if len(fits) > 1:
            return self._by_title(number, fits)
        if key in self._single:
            return Link(self._single[key], 0.95, "same name")
        self._single[key] = _new(self._named, PartyKind.PERSON)
        return Link(self._single[key], self._drafts[number].score, "name")

    def _by_title(self, number: int, fits: list[int]) -> Link:
        """ "Mrs. Moor" where the text has Anna Moor and Paul Moor."""
        title = title_gender(self._words, self._drafts[number])
        given = {c: self._gender(c) for c in fits}
        left = [c for c in fits if title and given.get(c) == title]
        if len(left) == 1:
            return Link(left[0], 0.85, "part of the name and title")
        return Link(UNKNOWN, 0.0, "two candidates")

    def _gender(self, cluster: int) -> str:
        return next((g for given in self._given[cluster] if (g := name_gender(given))), "")


class _Bodies:
    """Equal names of one owner, then short names: in brackets, by initials, by first words."""

    def __init__(self, words: Words, drafts: Sequence[Draft], named: Named) -> None:
        self._words, self._named = words, named
        self._drafts = {n: d for n, d in enumerate(drafts) if d.kind in BODIES}
        self._by_key: dict[tuple[str, str], int] = {}
        self._by_name: dict[str, dict[int, None]] = defaultdict(dict)
        self._initials: dict[str, dict[int, None]] = defaultdict(dict)
        self._by_first: dict[str, dict[int, None]] = defaultdict(dict)
        self._heads: dict[str, dict[int, None]] = defaultdict(dict)

    def link(self) -> None:
        for number in sorted(self._drafts, key=lambda n: (self._is_short(n), n)):
            self._named.links[number] = self._one(number)

    def _name(self, number: int) -> str:
        draft = self._drafts[number]
        return self._words.text[draft.start : draft.end]

    def _is_short(self, number: int) -> bool:
        return len(self._name(number).split()) == 1

    def _one(self, number: int) -> Link:
        draft, name = self._drafts[number], self._name(number)
        key = (_core(name), draft.owner)
        if key in self._by_key:
            return Link(self._by_key[key], 0.97, "same name")
        if key[0] in table_set("parties", "words", "common_firsts") and not draft.owner:
            return self._by_head(key[0])
        fits = self._same_core(key)
        if len(fits) == 1:
            return Link(fits[0], 0.9, "same name")
        if len(fits) > 1:
            return Link(UNKNOWN, 0.0, "two candidates")
        plain = name.replace(".", "")
        rules = (
            (self._initials.get(plain, {}), 0.93, "initials"),
            (self._by_first.get(_core(name), {}), 0.86, "part of the name"),
        )
        for found, score, rule in rules:
            if len(found) == 1:
                return self._add(key, next(iter(found)), score, rule)
        cluster = _new(self._named, draft.kind)
        self._named.clusters[cluster].heads[draft.head] = draft.owner
        self._heads[draft.head][cluster] = None
        self._learn(draft, name, cluster)
        return self._add(key, cluster, draft.score, "name")

    def _by_head(self, head: str) -> Link:
        """ "University" alone names nobody: the only body whose name ends so, or none."""
        found = self._heads.get(head, {})
        if len(found) == 1:
            return Link(next(iter(found)), 0.8, "last word of the name")
        return Link(UNKNOWN, 0.0, "two candidates" if found else "no candidate")

    def _same_core(self, key: tuple[str, str]) -> list[int]:
        """Bodies of the same name where one of the two does not say whose it is."""
        same = self._by_name.get(key[0], {})
        if key[1] == "":
            return list(same)
        return [self._by_key[key[0], ""]] if (key[0], "") in self._by_key and not same else []

    def _add(self, key: tuple[str, str], cluster: int, score: float, rule: str) -> Link:
        self._by_key[key] = cluster
        self._by_name[key[0]][cluster] = None
        return Link(cluster, score, rule)

    def _learn(self, draft: Draft, name: str, cluster: int) -> None:
        """The short names that a long one gives: the one in brackets after it, its initials."""
        bracket = _bracket().match(self._words.text, draft.end)
        if bracket:
            self._initials[bracket["short"].replace(".", "")][cluster] = None
        parts = [w for w in re.split(r"[\s-]+", name) if w]
        big = [w for w in parts if w[0].isupper()]
        if len(big) > 1:
            self._initials["".join(w[0] for w in big)][cluster] = None
            every = [w for w in parts if w.lower() not in ("the", "’s")]
            self._initials["".join(w[0].upper() for w in every)][cluster] = None
            first = folded(parts[0])
            if len(first) > 3 and not state_of(first) and first not in _common_firsts():
                self._by_first[first][cluster] = None


class _States:
    """States, their capitals where they act for them, and places."""

    def __init__(self, words: Words, drafts: Sequence[Draft], named: Named) -> None:
        self._words, self._named, self._drafts = words, named, drafts
        self._by_key: dict[tuple[str, str], int] = {}

    def link(self) -> None:
        kinds = (PartyKind.STATE, PartyKind.PLACE)
        chosen = [n for n, d in enumerate(self._drafts) if d.kind in kinds]
        seats = {n: self._is_seat(n) for n in chosen}
        for number in sorted(chosen, key=lambda n: (seats[n], n)):
            self._named.links[number] = self._seat(number) if seats[number] else self._one(number)

    def _name(self, number: int) -> str:
        draft = self._drafts[number]
        return self._words.text[draft.start : draft.end]

    def _is_seat(self, number: int) -> bool:
        return self._drafts[number].kind is PartyKind.STATE and is_capital(self._name(number))

    def _one(self, number: int, group: str = "place") -> Link:
        draft, name = self._drafts[number], self._name(number)
        key = (group, folded(name))
        if key in self._by_key:
            cluster = self._by_key[key]
            if draft.kind is PartyKind.STATE:
                self._named.clusters[cluster].kind = PartyKind.STATE
            return Link(cluster, 0.97, "same name")
        self._by_key[key] = _new(self._named, draft.kind)
        return Link(self._by_key[key], draft.score, "name")

    def _seat(self, number: int) -> Link:
        """ "Kyiv says" speaks for Ukraine, where the text names Ukraine."""
        state = state_of(self._name(number))
        if ("place", state) in self._by_key:
            cluster = self._by_key["place", state]
            self._named.clusters[cluster].kind = PartyKind.STATE
            return Link(cluster, 0.85, "seat of the government")
        return self._one(number, "government")


def _core(name: str) -> str:
    """A body's name without whose it is: "Ukraine’s Defence Ministry" → "defence ministry"."""
    plain = folded(name)
    owner, mark, rest = plain.partition("’s ")
    return rest if mark and state_of(owner) else plain


@cache
def _common_firsts() -> frozenset[str]:
    """First words that many bodies share."""
    return table_set("parties", "words", "common_firsts")


@cache
def _bracket() -> re.Pattern[str]:
    """`International Criminal Court (ICC)`."""
    return re.compile(r"[’'s]{0,2} ?\((?:the )?[“\"]?(?P<short>[A-Z][\w.&-]{1,11})[”\"]?\)")
