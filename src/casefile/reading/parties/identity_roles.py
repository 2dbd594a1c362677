"""Which party a role means: the one named beside it, or the only one before that has that role."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from functools import cache
from itertools import islice

from casefile.particulars import MentionForm, PartyKind
from casefile.reading.parties.identity_gender import role_gender
from casefile.reading.parties.identity_names import UNKNOWN, Cluster, Link
from casefile.reading.parties.mention_names import BODIES
from casefile.reading.parties.mention_words import Draft, Words, table_set

_NEAR = 8  # sentences after which "the soldier" may well be another one than "a soldier"
_MOST = 30  # parties with one role that are looked at
_PEOPLE = frozenset({PartyKind.PERSON, PartyKind.PEOPLE})


class Roles:
    """Links roles, in the order of the text; learns who has which role as it goes."""

    def __init__(self, words: Words, drafts: Sequence[Draft], clusters: list[Cluster]) -> None:
        self._words, self._clusters = words, clusters
        self._starts = {d.start: n for n, d in enumerate(drafts) if d.form is MentionForm.NAME}
        self._ends = {d.end: n for n, d in enumerate(drafts) if d.form is MentionForm.NAME}
        self._drafts = drafts
        self._holders: dict[str, dict[int, None]] = defaultdict(dict)
        self._described: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_MOST))
        self._same_words: dict[str, int] = {}

    def named(self, cluster: int) -> None:
        """A named party was met: its name's last word may be what it is called by later."""
        for head in self._clusters[cluster].heads:
            self._holders[head][cluster] = None

    def beside(self, role: Draft, links: Sequence[Link]) -> Link | None:
        """The party whose name stands beside the role: title before, apposition after, comma."""
        number = self._titled(role)
        rule, score = "title", 0.95
        if number is None:
            number, rule, score = self._apposed(role), "apposition", 0.93
        if number is None:
            return None
        link = links[number]
        if link.cluster == UNKNOWN or not _agree(role, self._clusters[link.cluster]):
            return None
        self._learn(role, link.cluster)
        return Link(link.cluster, score, rule)

    def _titled(self, role: Draft) -> int | None:
        """ "Wagner founder | Yevgeny Prigozhin", "the prosecutor, | Karim Khan,"."""
        text = self._words.text
        number = self._starts.get(role.end + 1)
        if number is not None and text[role.end] in " \u00a0" and not role.many:
            return number if self._drafts[number].kind is PartyKind.PERSON else None
        number = self._starts.get(role.end + 2)
        if number is None or text[role.end : role.end + 2] != ", " or role.many:
            return None
        name = self._drafts[number]
        closed = text[name.end : name.end + 1] in (",", ".")
        is_full = name.kind is PartyKind.PERSON and " " in text[name.start : name.end]
        return number if closed and is_full and role.definite else None

    def _apposed(self, role: Draft) -> int | None:
        """ "Mykhailo Anest, | a 35-year-old medic"."""
        text = self._words.text
        between = _between().search(text, max(role.start - 8, 0), role.start)
        number = self._ends.get(between.start()) if between else None
        if number is None or role.many:
            return None
        if not _closes().match(text, role.end):
            return None
        return number

    def _learn(self, role: Draft, cluster: int) -> None:
        known = self._clusters[cluster]
        bare = role.head.rsplit(" ", 1)[-1]
        for head in (role.head, bare):
            known.heads.setdefault(head, role.owner)
            self._holders[head][cluster] = None
        known.roles.append(role)
        known.gender = known.gender or role_gender(bare)

    def before(self, role: Draft) -> Link:
        """The only party before that the role fits; a new one for what is first described."""
        if role.kind in BODIES and (role.owner or not role.definite):
            return self._owned(role)
        if not role.definite or self._is_unmarked_name(role):
            return self._new(role)
        held = [*islice(self._holders.get(role.head, {}), _MOST), *self._described[role.head]]
        fits = [c for c in dict.fromkeys(held) if self._fits(role, c)]
        if role.owner:
            fits = [c for c in fits if self._clusters[c].heads.get(role.head) == role.owner] or fits
        if not fits:
            return self._new(role)
        if len(fits) == 1:
            return Link(fits[0], 0.88, "only one with this role")
        return Link(UNKNOWN, 0.0, "two candidates")

    def _is_unmarked_name(self, role: Draft) -> bool:
        """ "the Refugee Council": a body's name that the model did not mark, not a role."""
        first, last = self._words.at(role.start), self._words.before(role.end)
        capitals = [
            n
            for n in range(first, last + 1)
            if self._words.text[self._words.starts[n]].isupper() and self._words.gap(n - 1) != "."
        ]
        return role.kind not in _PEOPLE and role.owner == "" and len(capitals) > 1

    def _fits(self, role: Draft, cluster: int) -> bool:
        known = self._clusters[cluster]
        owner = known.heads.get(role.head, "")
        if not _agree(role, known) or (role.owner and owner and role.owner != owner):
            return False
        if known.named:
            return True
        if role.many and not known.source:
            return False  # "the officials" seldom are the same ones
        near = role.sentence - known.sentence <= _NEAR or known.source
        return near and (role.kind in _PEOPLE or owner != "")

    def _owned(self, role: Draft) -> Link:
        """ "Ukraine’s president’s office" again, or with the adjective."""
        first, last = self._words.at(role.start), self._words.before(role.end)
        kept = [w for w in self._words.lower[first : last + 1] if w not in _plain_words()]
        key = " ".join(kept)
        if role.owner and key in self._same_words:
            return Link(self._same_words[key], 0.9, "same description")
        link = self._new(role)
        self._same_words[key] = link.cluster
        return link

    def _new(self, role: Draft) -> Link:
        self._clusters.append(
            Cluster(role.kind, many=role.many, source=role.source, gender=role_gender(role.head))
        )
        cluster = len(self._clusters) - 1
        self._clusters[cluster].heads[role.head] = role.owner
        self._described[role.head].append(cluster)
        return Link(cluster, role.score, "description")


def _agree(role: Draft, known: Cluster) -> bool:
    """A person's role for a person, a body's for a body; one for one, several for several."""
    if role.many != known.many and (role.kind in _PEOPLE or known.kind in _PEOPLE):
        return False
    return (role.kind in _PEOPLE) == (known.kind in _PEOPLE) and (
        role.kind in _PEOPLE or (role.kind is PartyKind.PLACE) == (known.kind is PartyKind.PLACE)
    )


@cache
def _plain_words() -> frozenset[str]:
    return table_set("parties", "words", "definite") | {"’s", "'s", "a", "an", "its", "their"}


@cache
def _between() -> re.Pattern[str]:
    """`Anest|, a medic`, `Montalvo|, 19, a member`."""
    return re.compile(r",(?: \d{1,3},)? $")


@cache
def _closes() -> re.Pattern[str]:
    """What may follow a role in apposition; a verb after it would make it the subject."""
    return re.compile(
        r"[,.;:)”\"]|\s*$|\s?[—–(]"
        r"| (?:who|which|whose|before|after|in|at|from|with|on|near|under|by|for|of)\b"
    )
