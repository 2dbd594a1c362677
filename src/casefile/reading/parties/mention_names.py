"""From the model's names to drafts of mentions: trimmed, typed alike, with whose they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from casefile.particulars import MentionForm, PartyKind
from casefile.reading.names import Name, NameType
from casefile.reading.parties.kinds import is_state_name, kind_of_name, state_of, state_of_adjective
from casefile.reading.parties.mention_governments import government_rule, is_placed, joined
from casefile.reading.parties.mention_words import Draft, Words, folded, is_possessive, table_set

BODIES = frozenset(
    {
        PartyKind.MINISTRY,
        PartyKind.COURT,
        PartyKind.ARMED_GROUP,
        PartyKind.MEDIA,
        PartyKind.ORGANISATION,
    }
)
"""Kinds of bodies that names and roles can be shared by."""


def name_drafts(
    words: Words, names: Sequence[Name], sources: frozenset[tuple[int, int]], outlet: str
) -> list[Draft]:
    """One draft a name, in order. Names that overlap an earlier one are left out.

    Args:
        sources: the trimmed spans of attributions' sources.
    """
    trimmed = list(_trimmed(words, names))
    types = _settled_types(words.text, trimmed)
    drafts = []
    for start, end, name in trimmed:
        drafts.append(_draft(words, start, end, types[folded(words.text[start:end])], name.score))
    own = folded(outlet)
    return _joined_alike(words, [_in_context(words, draft, sources, own) for draft in drafts])


def _trimmed(words: Words, names: Sequence[Name]) -> Iterable[tuple[int, int, Name]]:
    """Without marks, article and possessive at the edges, and within the words that are read."""
    taken = 0
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        first, last = words.at(name.start), words.before(name.end)
        if first < len(words) and words.word(first) == "the" and last > first:
            first += 1
        while last >= first and is_possessive(words.word(last)):
            last -= 1
        if last < first or words.starts[first] < taken or words.ends[last] > name.end:
            continue
        start, end = words.starts[first], _with_stop(words.text, words.ends[last], name.end)
        taken = end
        yield start, end, name


def _with_stop(text: str, end: int, limit: int) -> int:
    """The full stop of "U.S." belongs to the name."""
    return end + 1 if text[end : end + 1] == "." and end < limit else end


def _settled_types(text: str, trimmed: Iterable[tuple[int, int, Name]]) -> dict[str, NameType]:
    """One type for all names of the same words: the one that the model is surest of in all."""
    votes: dict[str, dict[NameType, float]] = defaultdict(lambda: defaultdict(float))
    for start, end, name in trimmed:
        votes[folded(text[start:end])][name.type] += name.score
    return {words: max(by, key=lambda t: (by[t], t)) for words, by in votes.items()}


def _draft(words: Words, start: int, end: int, type_: NameType, score: float) -> Draft:
    name = words.text[start:end]
    kind = kind_of_name(name, type_)
    first = words.at(start)
    owner = ""
    if kind in BODIES:
        owned_from, owner = _owner_before(words, first)
        if owner and _is_generic(name):
            start = owned_from
        elif state_of_adjective(words.word(first)):
            owner = state_of_adjective(words.word(first))
    return Draft(
        start, end, kind, MentionForm.NAME, score, words.sentence[first],
        head=words.word(words.before(end)), owner=owner,
    )  # fmt: skip


def _owner_before(words: Words, first: int) -> tuple[int, str]:
    """Where "Ukraine’s" or "Chinese" begins right before a body's name, and whose it is."""
    if words.gap(first - 1).strip():
        return 0, ""
    adjective = state_of_adjective(words.word(first - 1))
    if adjective and words.text[words.starts[first - 1]].isupper():
        return words.starts[first - 1], adjective
    if not is_possessive(words.word(first - 1)) or first < 2:
        return 0, ""
    for length in (1, 2, 3):
        at = first - 1 - length
        if at < 0 or words.sentence[at] != words.sentence[first]:
            break
        state = state_of(words.text[words.starts[at] : words.ends[first - 2]])
        if state and words.text[words.starts[at]].isupper():
            return words.starts[at], state
    return 0, ""


def _is_generic(name: str) -> bool:
    """A body's name that many states have one of: "Defence Ministry", "Supreme Court"."""
    return len(name.split()) <= 4 and not any(map(state_of_adjective, name.lower().split()))


def _in_context(
    words: Words, draft: Draft, sources: frozenset[tuple[int, int]], outlet: str
) -> Draft:
    """A state's name becomes a government where it acts; the outlet's own name is a medium."""
    name = words.text[draft.start : draft.end]
    if outlet and folded(name) == outlet:
        return _of_kind(draft, PartyKind.MEDIA)
    if draft.kind is PartyKind.PLACE and is_state_name(name):
        is_source = (draft.start, draft.end) in sources
        if government_rule(words, draft.start, draft.end, is_source) or _is_seat(name):
            return _of_kind(draft, PartyKind.STATE)
    return draft


def _joined_alike(words: Words, drafts: list[Draft]) -> list[Draft]:
    """ "China and Russia hope": what joins two states' names makes both governments."""
    states = (PartyKind.STATE, PartyKind.PLACE)
    for order in (range(len(drafts) - 1), range(len(drafts) - 2, -1, -1)):
        for number in order:
            pair = drafts[number], drafts[number + 1]
            are_joined = joined(words, pair[0].end, pair[1].start)
            if {d.kind for d in pair} != set(states) or not are_joined:
                continue
            if is_placed(words, pair[0].start):
                continue
            for at in (number, number + 1):
                name = words.text[drafts[at].start : drafts[at].end]
                if drafts[at].kind is PartyKind.PLACE and is_state_name(name):
                    drafts[at] = _of_kind(drafts[at], PartyKind.STATE)
    return drafts


def _is_seat(name: str) -> bool:
    """Buildings that name a government wherever they stand, but for "near the White House"."""
    return folded(name) in ("kremlin", "white house")


def _of_kind(draft: Draft, kind: PartyKind) -> Draft:
    return replace(draft, kind=kind)


def person_words(name: str) -> list[str]:
    """The words of a person's name for comparing: lower case, no titles, no initials' full stops.

    >>> person_words("Prime Minister Anna B. Moor")
    ['anna', 'b', 'moor']
    """
    found = [word.strip(".,") for word in _split().split(folded(name)) if word.strip(".,")]
    while len(found) > 1 and found[0] in _titles():
        found = found[1:]
    while len(found) > 1 and found[-1] in ("jr", "sr", "ii", "iii", "qc", "kc", "mp", "phd"):
        found = found[:-1]
    return found


@cache
def _split() -> re.Pattern[str]:
    return re.compile(r"\s+")


@cache
def _titles() -> frozenset[str]:
    titles = table_set("speakers", "", "titles") | table_set("parties", "roles", "one")
    return titles | {"prime", "vice", "foreign", "miss", "madam", "chief", "first"}
