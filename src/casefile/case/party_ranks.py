"""What a role's words say of who stands above whom. Words, not an established chain of command."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from casefile.reference.tables import load_table

_LONGEST = 40  # words of a role that are looked at
_ENDS = (" of ", " to ", " for ", " at ", " in ", " with ", " who ", " from ", ", ")


class Rank(StrEnum):
    """How who holds a role stands to what the role is of."""

    ABOVE = "above"
    BELOW = "below"
    NONE = ""


def rank_of(role: str, *, of_person: bool | None) -> Rank:
    """How the holder of `role` stands to what it is of.

    A body is below who commands it; below a person is only who serves that person.

    Args:
        of_person: whether the role is of a person; None where that is not known.

    >>> rank_of("the commander of ground forces", of_person=False).value
    'above'
    >>> rank_of("a deputy to Anna Moor", of_person=True).value
    'below'
    """
    head, before = _head(role)
    if before & _words("not_now"):
        return Rank.NONE
    serves = head in _words("below") or bool(before & _words("seconds"))
    if of_person or (of_person is None and " to " in role.split(" of ")[0].split(" who ")[0]):
        return Rank.BELOW if serves else Rank.NONE
    return Rank.ABOVE if head in _words("above") and not serves else Rank.NONE


def object_of(role: str) -> str:
    """What the words say that a role is of, in the words themselves; "" where they say nothing.

    >>> object_of("the commander of river troops who means to stay")
    'river troops'
    >>> object_of("Ukraine’s colonel-general")
    'Ukraine'
    """
    words = " ".join(role.split()[:_LONGEST])
    _, found, rest = words.partition(" of ")
    if not found:
        _, found, rest = words.partition(" to ")
    if not found:
        owner, found, _ = words.partition("’s ")
        rest = owner if found else ""
    for end in (" who ", " which ", ", ", " and "):
        rest = rest.split(end, 1)[0]
    return rest.removeprefix("the ").strip(" .,’'\"")


def says_member(role: str) -> bool:
    """Whether the words say that the holder belongs to the body that the role is of.

    >>> says_member("a fighter of the Northern Brigade"), says_member("the brigade's founder")
    (True, False)
    """
    head, before = _head(role)
    return head in _words("members") and not before & _words("not_now")


def _head(role: str) -> tuple[str, frozenset[str]]:
    """The word that names the role, and the words before it.

    "Ukraine’s former deputy commander of ground forces" → commander; ukraine’s, former, deputy.
    """
    plain = " ".join(role.lower().split()[:_LONGEST])
    for end in _ENDS:
        plain = plain.split(end, 1)[0]
    words = plain.split()
    if not words:
        return "", frozenset()
    head = words[-1].strip(".,’'\"")
    before = {part for word in words[:-1] for part in (word, *word.split("-"))}
    if "-" in head and head not in _words("above") | _words("below"):
        *parts, head = head.split("-")  # "colonel-general", "ex-commander"
        before.update(parts)
    return head, frozenset(before)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("ranks")[name])
