"""Which party a pronoun means, where only one can be meant.

He and she: the only person, of that gender or of none known, in this sentence and the two before.
It: the body or state that is the subject of this sentence or of the one before. They: a group
under the same condition. Where two fit, the pronoun stays unlinked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from casefile.particulars import MentionForm, PartyKind
from casefile.reading.parties.identity_gender import role_gender
from casefile.reading.parties.identity_names import UNKNOWN, Cluster, Link
from casefile.reading.parties.mention_names import BODIES
from casefile.reading.parties.mention_words import Draft, Words, table_set

_WINDOW = 2  # sentences before this one
_MOST = 24  # mentions looked back at: one endless sentence must not cost the square of its length
_NOBODY = Link(UNKNOWN, 0.0, "no candidate")
_TWO = Link(UNKNOWN, 0.0, "two candidates")


@dataclass(slots=True)
class Recent:
    """The last mentions, the newest last: draft and cluster."""

    mentions: deque[tuple[Draft, int]] = field(default_factory=lambda: deque(maxlen=_MOST))

    def add(self, draft: Draft, cluster: int) -> None:
        self.mentions.append((draft, cluster))

    def since(self, sentence: int) -> list[tuple[Draft, int]]:
        return [(d, c) for d, c in self.mentions if d.sentence >= sentence]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Clusters of speakers around a pronoun, `UNKNOWN` where there is none."""

    quoted: int = UNKNOWN  # whose direct words it stands in: they say "I" of themselves
    reported: int = UNKNOWN  # whose reported words it stands in
    since: int = 0  # where those reported words begin


def pronoun_link(
    words: Words, draft: Draft, clusters: Sequence[Cluster], recent: Recent, said: Speakers
) -> Link:
    """The party of a pronoun, or why it has none."""
    if draft.head in ("he", "she"):
        return _person(words, draft, clusters, recent, said)
    if draft.head == "it":
        return _body(words, draft, clusters, recent)
    if draft.head == "who":
        return _relative(words, draft, recent)
    return _group(draft, clusters, recent)


def _person(
    words: Words, draft: Draft, clusters: Sequence[Cluster], recent: Recent, said: Speakers
) -> Link:
    seen = recent.since(draft.sentence - _WINDOW)
    fits = dict.fromkeys(
        c for d, c in reversed(seen) if _is_person(d, c, clusters, draft.head) and c != said.quoted
    )
    if not fits:
        return _NOBODY
    if UNKNOWN in fits:
        return _TWO
    opens_words = draft.start - said.since <= len("that ")
    if said.reported in fits and opens_words and not _others_between(seen, fits, said):
        return Link(said.reported, 0.8, "speaks of itself")
    if len(fits) == 1:
        only = next(iter(fits))
        return _TWO if _is_relative(words, seen, only) else Link(only, 0.85, "only person before")
    known = [c for c in fits if clusters[c].gender == draft.head]
    if len(known) == 1 and clusters[known[0]].named:
        return Link(known[0], 0.75, "only person before of this gender")
    named = [c for c in fits if clusters[c].named]
    if len(named) == 1 and clusters[named[0]].gender == draft.head:
        heads = {h for c in fits if c != named[0] for h in clusters[c].heads}
        if draft.head not in map(role_gender, heads):  # no "wife", no "spokesman" beside
            return Link(named[0], 0.7, "only named person before")
    subject = _subject_person(words, draft, clusters, recent)
    return Link(subject, 0.7, "subject before") if subject in fits else _TWO


def _is_relative(words: Words, seen: Sequence[tuple[Draft, int]], cluster: int) -> bool:
    """ "Her mother" brings another "her" with it, who is not among the candidates."""
    owners = table_set("parties", "words", "owners")
    return all(words.word(words.at(d.start)) in owners for d, c in seen if c == cluster)


def _subject_person(words: Words, draft: Draft, clusters: Sequence[Cluster], recent: Recent) -> int:
    """For "He …" at a sentence's beginning: the named person who opens the sentence before."""
    if words.gap(words.at(draft.start) - 1) != ".":
        return UNKNOWN
    for earlier, cluster in recent.since(draft.sentence - 1):
        opens = words.gap(words.at(earlier.start) - 1) == "."
        return cluster if opens and cluster != UNKNOWN and clusters[cluster].named else UNKNOWN
    return UNKNOWN


def _others_between(
    seen: Sequence[tuple[Draft, int]], fits: dict[int, None], said: Speakers
) -> bool:
    """ "Wilkins said that Moor fell when he …": another person stands in the reported words."""
    return any(c in fits and c != said.reported and d.start >= said.since for d, c in seen)


def _is_person(draft: Draft, cluster: int, clusters: Sequence[Cluster], series: str) -> bool:
    if cluster == UNKNOWN:
        return draft.kind is PartyKind.PERSON
    known = clusters[cluster]
    return known.kind is PartyKind.PERSON and known.gender in ("", series)


def _relative(words: Words, draft: Draft, recent: Recent) -> Link:
    """ "Mr. Putin, who": the mention right before."""
    for earlier, cluster in reversed(recent.mentions):
        between = words.text[earlier.end : draft.start].strip()
        if cluster != UNKNOWN and earlier.end <= draft.start and between in ("", ",", "—", "–"):
            return Link(cluster, 0.9, "relative")
    return _NOBODY


def _body(words: Words, draft: Draft, clusters: Sequence[Cluster], recent: Recent) -> Link:
    """A subject's pronoun: "Kyiv says it …", "Russia denies …. It has not …"."""
    first = words.at(draft.start)
    opens = words.gap(first - 1) == "." or first == 0
    if words.word(first) != "its" and not _acts(words, first + 1):
        return _NOBODY
    sentence = draft.sentence - opens
    here = _subject(words, sentence, recent, clusters)
    if here is None:
        return _NOBODY
    others = {
        c for d, c in recent.since(sentence)
        if c != here and c != UNKNOWN and (d.kind in BODIES or d.kind is PartyKind.STATE)
    }  # fmt: skip
    alone = not others or (opens and draft.end - draft.start == 2)
    return Link(here, 0.75, "subject before") if alone else _TWO


def _acts(words: Words, number: int) -> bool:
    """Whether a verb of speech or deed follows: "it has", "it plans"; not "it was raining"."""
    word = words.word(number)
    says, does = (table_set("states", "government", key) for key in ("says", "does"))
    told = len(word) > 4 and word.endswith("ed")
    return told or word in says or word in does or word in ("has", "had")


def _subject(
    words: Words, sentence: int, recent: Recent, clusters: Sequence[Cluster]
) -> int | None:
    """The body or state that opens a sentence."""
    for draft, cluster in recent.mentions:
        if draft.sentence != sentence:
            continue
        first = words.at(draft.start)
        opens = words.gap(first - 1) == "." or words.gap(first - 2) == "."
        if cluster == UNKNOWN:
            return None
        kind = clusters[cluster].kind if draft.form is MentionForm.PRONOUN else draft.kind
        if opens and (kind in BODIES or kind is PartyKind.STATE):
            return cluster
        return None
    return None


def _group(draft: Draft, clusters: Sequence[Cluster], recent: Recent) -> Link:
    seen = recent.since(draft.sentence - 1)
    if any(c == UNKNOWN for _, c in seen):
        return _TWO
    groups = dict.fromkeys(c for _, c in seen if clusters[c].many)
    persons = {c for _, c in seen if clusters[c].kind is PartyKind.PERSON}
    bodies = {c for _, c in seen if clusters[c].kind in BODIES and not clusters[c].many}
    if not groups:
        return _NOBODY
    if len(groups) == 1 and not persons and not bodies:
        return Link(next(iter(groups)), 0.7, "only group before")
    return _TWO
