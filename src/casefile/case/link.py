"""Which incident a document's happening joins: likeness with reasons, a threshold, a choice.

The weights were fitted on the training part of a public corpus of news about the same events;
docs/incidents.md gives the two error rates at each threshold. Every link is a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.case.likeness import Likeness, nearer_half
from casefile.case.link_compare import (
    Relation,
    days_relation,
    groups_relation,
    numbers_relation,
    spots_relation,
    towns_relation,
)
from casefile.case.link_shapes import Sketch
from casefile.case.link_tables import (
    EXACT_GROUPS,
    are_near_kinds,
    are_related,
    family_of,
    moving_families,
    states,
)
from casefile.particulars import Reason

THRESHOLD = 0.5  # a group joins the best incident from here on
NEAR = 0.25  # from here on an incident is named as possible
_POSSIBLE = 3  # incidents named as possible, the likeliest ones

Documents = Callable[[str], float]
"""How alike the document at hand and an earlier one are, by its id: `DocumentsAlike`."""

CANDIDATES = 8
"""As many incidents, those that share most keys, are worth comparing with a happening."""

SKETCHES = 4
"""As many sketches of an incident are compared: from its beginning and from its end."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is suggested for a happening.

    `incident` is the one that it joins, "" where it opens a new one; `likeness` is to that one, or
    to the nearest that it did not join. `possible` are other incidents, the likeliest first.
    """

    incident: str
    likeness: Likeness
    possible: tuple[tuple[str, Likeness], ...] = ()


def likeness_of(one: Sketch, other: Sketch, documents: float) -> Likeness:
    """How alike two happenings are as told; the order of the two does not matter.

    Args:
        documents: how alike the two whole documents are, 0 to 1 (`document_likeness`).
    """
    kinds = _kinds(one, other)
    if kinds is None:
        return Likeness(0.0, (Reason("kinds of events that are not of one happening", -9.0),))
    found = [Reason("before anything is compared", _BASE), kinds]
    found += _relations(one, other)
    found += _parties(one, other)
    found += _conduct(one, other)
    found += _words(one, other)
    found.append(Reason("documents alike", round(_DOCUMENTS * documents, 4)))
    return Likeness.of(r for r in found if r.weight)


def choose(
    group: Sketch, incidents: Mapping[str, Sequence[Sketch]], documents: Documents
) -> Choice:
    """The incident that a happening joins, those that it may belong to, or a new one.

    Args:
        group: the happening, as one document tells it.
        incidents: candidates with their sketches in the order of the ledger. What the same document
            tells elsewhere was set apart within it and does not count.
    """
    scored: list[tuple[bool, float, str, Likeness]] = []
    for name in sorted(incidents):
        others = _some([s for s in incidents[name] if s.document != group.document])
        if others:
            likeness = nearer_half([likeness_of(group, s, documents(s.document)) for s in others])
            # The sum, not the score: near 1 the score's four digits tell no two apart.
            total = round(sum(r.weight for r in likeness.reasons), 4)
            scored.append((_is_elsewhere(group, others), -total, name, likeness))
    scored.sort(key=lambda item: item[:3])
    elsewhere, _, name, best = scored[0] if scored else (True, 0.0, "", Likeness(0.0, ()))
    joins = best.score >= THRESHOLD and not elsewhere
    rest = scored[1:] if joins else scored
    possible = [(other, likeness) for _, _, other, likeness in rest if likeness.score >= NEAR]
    return Choice(name if joins else "", best, tuple(possible[:_POSSIBLE]))


def _is_elsewhere(group: Sketch, others: Sequence[Sketch]) -> bool:
    """Whether most tellings that name a town or a spot name one far from the happening's own.

    However alike the words, what took place in two towns is two happenings; one that mixes them
    already must not take in a third. People who are moved are told of in the town that they leave
    and in the town that they come to.
    """
    if set(group.families) & moving_families():
        return False
    found = [r for s in others if (r := towns_relation(group.places, s.places)) is not None]
    return 2 * sum(r is Relation.APART for r in found) > len(found)


def _some(sketches: Sequence[Sketch]) -> Sequence[Sketch]:
    """The first and the last ones, so that a large incident costs no more than a small one."""
    half = SKETCHES // 2
    return sketches if len(sketches) <= SKETCHES else (*sketches[:half], *sketches[-half:])


# Kinds, words and documents: fitted. Days, places, groups, parties and numbers: the corpus has few
# of them (no day of publication, hardly a war report), so these are set by hand from how much more
# often they stand in pairs of one event, and what contradicts weighs as much as two that agree.
_BASE = -5.4
_DOCUMENTS, _WORDS = 4.2, 4.6
_KINDS = {"same kind": 1.1, "near kinds": 0.0, "means and outcome": -1.0, "other means": -2.0}
_WEIGHTS = {
    "day": {
        Relation.SAME: 1.2, Relation.COMPATIBLE: 0.3, Relation.NEAR: 0.0, Relation.APART: -2.5,
    },
    "place": {
        Relation.SAME: 0.9, Relation.COMPATIBLE: 0.2, Relation.NEAR: 0.0, Relation.APART: -2.5,
    },
    "group": {Relation.SAME: 0.5, Relation.APART: -2.5},
    "number": {Relation.SAME: 0.5, Relation.NEAR: 0.0, Relation.APART: -0.8},
}  # fmt: skip
_MOVED = -1.2  # from one, to the other; two countries say nothing at all
_NAMED, _STATE, _OTHERS, _CONDUCT = 1.2, 0.4, -0.3, 1.8
_PERSON, _OTHER_PERSONS = 1.2, -2.5
_TOLD = {
    "day": {
        Relation.SAME: "same day", Relation.COMPATIBLE: "times overlap",
        Relation.NEAR: "at most three days apart", Relation.APART: "days apart",
    },
    "place": {
        Relation.SAME: "same place", Relation.COMPATIBLE: "one place may lie in the other",
        Relation.NEAR: "places within 50 km", Relation.APART: "places apart",
    },
    "group": {
        Relation.SAME: "same group affected", Relation.APART: "other group affected",
    },
    "number": {
        Relation.SAME: "numbers agree", Relation.NEAR: "numbers differ",
        Relation.APART: "numbers of another order",
    },
}  # fmt: skip


def _kinds(one: Sketch, other: Sketch) -> Reason | None:
    """How the kinds stand to each other, by the closest pair; None where no pair fits."""
    if set(one.kinds) & set(other.kinds):
        return Reason("same kind", _KINDS["same kind"])
    pairs = [(a, b) for a in one.kinds for b in other.kinds]
    same_family = [(a, b) for a, b in pairs if family_of(a) == family_of(b)]
    if same_family:
        near = any(are_near_kinds(a, b) for a, b in same_family)
        what = "near kinds" if near else "other means"
        return Reason(what, _KINDS[what])
    if any(are_related(family_of(a), family_of(b)) for a, b in pairs):
        return Reason("means and outcome", _KINDS["means and outcome"])
    return None


def _relations(one: Sketch, other: Sketch) -> Iterator[Reason]:
    places = spots_relation(one.places, other.places)
    if places is Relation.APART and set(one.families) & moving_families():
        places = Relation.UNKNOWN
        if towns_relation(one.places, other.places) is Relation.APART:
            yield Reason("towns apart, of people who are moved", _MOVED)
    found = {
        "day": days_relation(one.days, other.days),
        "place": places,
        "group": groups_relation(one.groups, other.groups),
        "number": numbers_relation(one.counts, other.counts),
    }
    for what, relation in found.items():
        if relation in _WEIGHTS[what]:
            yield Reason(_TOLD[what][relation], _WEIGHTS[what][relation])


def _parties(one: Sketch, other: Sketch) -> Iterator[Reason]:
    mine, theirs = ({n for _, n in s.parties} for s in (one, other))
    shared = mine & theirs
    hit, also_hit = _persons_affected(one), _persons_affected(other)
    if hit & also_hit:
        yield Reason("same person affected", _PERSON)
    elif hit and also_hit:
        yield Reason("other persons affected", _OTHER_PERSONS)
    elif shared - states():
        yield Reason("same named party", _NAMED)
    elif (mine - states()) and (theirs - states()):
        yield Reason("other named parties", _OTHERS)
    if shared & states():
        yield Reason("same state named", _STATE)


def _persons_affected(sketch: Sketch) -> set[str]:
    """Last words of the names: reports give a person's whole name once."""
    return {name.split()[-1] for role, name in sketch.parties if role == "affected person" and name}


def _conduct(one: Sketch, other: Sketch) -> Iterator[Reason]:
    """The same done to the same exact group in one country or by one state, no day set apart: what
    goes on for months is told without a day."""
    if not set(one.families) & set(other.families):
        return
    exact = set(one.groups) & set(other.groups) & EXACT_GROUPS
    countries = [{p.country for p in s.places if p.country} for s in (one, other)]
    named = [{n for _, n in s.parties} & states() for s in (one, other)]
    within_one = countries[0] & countries[1] or named[0] & named[1]
    if towns_relation(one.places, other.places) is Relation.APART:
        return
    if exact and within_one and days_relation(one.days, other.days) is not Relation.APART:
        yield Reason("the same done to the same group in one country or by one state", _CONDUCT)


def _words(one: Sketch, other: Sketch) -> Iterator[Reason]:
    mine, theirs = set(one.words), set(other.words)
    if mine and theirs:
        share = len(mine & theirs) / (len(mine) * len(theirs)) ** 0.5
        yield Reason("words in common", round(_WORDS * share, 4))
