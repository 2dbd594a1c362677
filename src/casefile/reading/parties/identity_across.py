"""Whether parties of two documents may be the same: a suggestion, with reasons for and against.

Nothing is merged here. A person decides; the score only orders what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.particulars import Party, PartyKind, Reason
from casefile.reading.parties.identity_gender import name_gender
from casefile.reading.parties.kinds import state_of
from casefile.reading.parties.mention_names import person_words
from casefile.reading.parties.mention_words import folded
from casefile.reading.parties.transliterate import comparing_key

_START = 0.1  # what two parties of one kind have before anything is compared
_GROUPS = {
    PartyKind.PERSON: "person",
    PartyKind.PEOPLE: "people",
    PartyKind.STATE: "state",
    PartyKind.PLACE: "place",
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two parties are one: 0 to 1, higher is likelier, with what spoke for and against.

    The score is the sum of the reasons' weights and a start of 0.1, kept between 0 and 1.
    """

    score: float
    reasons: tuple[Reason, ...]


def likely_same(
    one: Party, other: Party, one_roles: tuple[str, ...] = (), other_roles: tuple[str, ...] = ()
) -> Likeness:
    """Compare two parties of different documents by names, short names and roles.

    Args:
        one_roles: the words of the roles of `one` ("the commander of ground forces"): a party
            itself only holds where they stand.

    >>> likely_same(
    ...     Party("p1", "Volodymyr Zelensky", PartyKind.PERSON),
    ...     Party("p7", "Vladimir Zelenskiy", PartyKind.PERSON),
    ... ).reasons[0].what
    'same name in another spelling'
    """
    if PartyKind.PEOPLE in (one.kind, other.kind):
        return Likeness(0.0, (Reason("nameless", -0.1),))
    if _group(one.kind) != _group(other.kind):
        return Likeness(0.0, (Reason("different kinds", -1.0),))
    if one.kind is PartyKind.PERSON:
        reasons = [*_persons(one, other), *_roles(one_roles, other_roles)]
    else:
        reasons = [*_bodies(one, other), *_roles(one_roles, other_roles)]
    score = _START + sum(reason.weight for reason in reasons)
    return Likeness(round(min(max(score, 0.0), 1.0), 4), tuple(reasons))


def _group(kind: PartyKind) -> str:
    return _GROUPS.get(kind, "body")


def _names(party: Party) -> tuple[str, ...]:
    return (party.name, *party.aliases)


def _persons(one: Party, other: Party) -> Iterator[Reason]:
    """The fullest names decide; a surname alone proves little."""
    first, second = person_words(one.name), person_words(other.name)
    keys = [[comparing_key(w) for w in words] for words in (first, second)]
    if not first or not second:
        return
    if first == second:
        yield Reason("same name", 0.8 if len(first) > 1 else 0.3)
    elif keys[0] == keys[1]:
        yield Reason("same name in another spelling", 0.7 if len(first) > 1 else 0.25)
    elif sorted(keys[0]) == sorted(keys[1]):
        yield Reason("same words in another order", 0.55)
    elif keys[0][-1] != keys[1][-1]:
        yield Reason("different surnames", -0.6)
    else:
        yield from _given(keys[0][:-1], keys[1][:-1])


def _given(one: list[str], other: list[str]) -> Iterator[Reason]:
    """Same surname: what the given names say."""
    yield Reason("same surname", 0.3)
    if not one or not other:
        return
    if one[0] == other[0]:
        yield Reason("same first name", 0.35)
        return
    if 1 in (len(one[0]), len(other[0])):
        same = one[0][:1] == other[0][:1]
        yield Reason("same initial", 0.2) if same else Reason("different initials", -0.6)
        return
    yield Reason("different first names", -0.6)
    genders = name_gender(one[0]), name_gender(other[0])
    if "" not in genders and genders[0] != genders[1]:
        yield Reason("first names of a man and a woman", -0.2)


def _bodies(one: Party, other: Party) -> Iterator[Reason]:
    """Names, short names and initials of bodies, states and places."""
    mine, theirs = ({folded(n) for n in _names(p)} for p in (one, other))
    if mine & theirs:
        yield Reason("same name", 0.75)
    elif {_spelling(n) for n in mine} & {_spelling(n) for n in theirs}:
        yield Reason("same name in another spelling", 0.65)
    elif _share_initials(one, other) or _share_initials(other, one):
        yield Reason("one is the other’s initials", 0.45)
    elif _states(one) & _states(other):
        yield Reason("same state by its seat", 0.5)
    else:
        yield Reason("different names", -0.3)
    owners = _owners(one), _owners(other)
    if owners[0] and owners[1] and not owners[0] & owners[1]:
        yield Reason("of different states", -0.8)
    if one.kind is not other.kind and PartyKind.ORGANISATION not in (one.kind, other.kind):
        yield Reason("different kinds of body", -0.2)


def _spelling(name: str) -> str:
    return " ".join(comparing_key(word) for word in name.split())


def _share_initials(one: Party, other: Party) -> bool:
    short = {n.replace(".", "") for n in _names(one) if n.isupper() and " " not in n}
    return any(_initials(n) & short for n in _names(other) if " " in n)


def _initials(name: str) -> set[str]:
    words = name.replace("-", " ").split()
    return {
        "".join(w[0] for w in words if w[0].isupper()),
        "".join(w[0].upper() for w in words if w.lower() != "the"),
    }


def _states(party: Party) -> set[str]:
    return {state for name in _names(party) if party.kind is PartyKind.STATE
            if (state := state_of(name))}  # fmt: skip


def _owners(party: Party) -> set[str]:
    """States that a body's names say it belongs to: "Ukraine’s Defence Ministry"."""
    found = set()
    for name in _names(party):
        owner, mark, _ = name.partition("’s ")
        if mark and state_of(owner):
            found.add(state_of(owner))
    return found


def _roles(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Reason]:
    if not one or not other:
        return
    mine, theirs = ({_core(role) for role in roles} for roles in (one, other))
    shared = mine & theirs
    if shared:
        yield Reason("same role", 0.2)
    elif not {_head(r) for r in mine} & {_head(r) for r in theirs}:
        yield Reason("different roles", -0.15)


def _core(role: str) -> str:
    plain = role.lower()
    for article in ("the ", "a ", "an "):
        plain = plain.removeprefix(article)
    return " ".join(plain.split())


def _head(role: str) -> str:
    return _core(role).split(" of ")[0].split(" at ")[0].split(" for ")[0].split(" ")[-1]
