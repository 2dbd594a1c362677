"""Roles that words give a party, dated by the documents and claims that say so, and what they say
of who stands above whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import apsw

from casefile.case.parties import Alias, Cited, RoleHeld, Standing
from casefile.case.party_names import standing_name
from casefile.case.party_ranks import Rank, object_of, rank_of
from casefile.particulars import PartyKind
from casefile.search.database import one, rows, unpacked
from casefile.search.party_rows import SPELLING, members_of, names_of, root_of


@dataclass(frozen=True, slots=True)
class _Said:
    """One place where words give a role: by whose link, of which party (0 for none)."""

    words: str
    of: int
    holder: int
    document: int
    claims: tuple[str, ...]
    published: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the words of roles say of one party."""

    roles: tuple[RoleHeld, ...]
    superiors: tuple[Standing, ...]
    subordinates: tuple[Standing, ...]


def told_of(db: apsw.Connection, numbers: Sequence[int]) -> Told:
    """The roles of a party, alike ones together, by when they were first cited; and who stands
    above and below it, where the words of roles say so.

    Args:
        numbers: the party's and those merged into it; the first one is a party on its own.
    """
    held = _together(_said(db, _HELD, numbers))
    others = _together(_said(db, _OF, numbers), by_holder=True)
    roles: list[RoleHeld] = []
    above: list[Standing] = []
    below: list[Standing] = []
    for (_, of), said in held.items():
        documents, claims, cited = _where(said)
        roles.append(RoleHeld(said[0].words, *label(db, of), documents, claims, cited))
        _rank_into(below, above, _rank(db, said[0].words, of), _standing(db, of, said))
    for (_, holder), said in others.items():
        rank = _rank(db, said[0].words, root_of(db, numbers[0]))
        _rank_into(above, below, rank, _standing(db, holder, said))
    ordered = tuple(sorted(roles, key=lambda r: (r.cited.first or "9999", r.words, r.of)))
    return Told(ordered, _ordered(above), _ordered(below))


def _rank_into(
    over: list[Standing], under: list[Standing], rank: Rank, standing: Standing | None
) -> None:
    """`over` takes who the role's holder stands above, or the holder that stands above."""
    if standing is not None and rank is not Rank.NONE:
        (over if rank is Rank.ABOVE else under).append(standing)


def _ordered(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(sorted(standings, key=lambda s: (-len(s.documents), s.name, s.words)))


def _standing(db: apsw.Connection, other: int, said: Sequence[_Said]) -> Standing | None:
    typed, name = label(db, other)
    name = name or object_of(said[0].words)
    if not name:
        return None
    documents, claims, cited = _where(said)
    return Standing(typed, name, said[0].words, documents, claims, cited)


def _rank(db: apsw.Connection, words: str, of: int) -> Rank:
    kind = one(db, "SELECT kind FROM party WHERE number=?", (of,)) if of else None
    of_person = None if kind is None else kind == PartyKind.PERSON.value
    return rank_of(words, of_person=of_person)


_ROLE = """SELECT r.words, coalesce(o.number, 0), l.number, l.document, r.claims, d.published"""
_HELD = f"""{_ROLE} FROM party_link l JOIN party_role r ON r.link=l.link
    JOIN party_document d ON d.number=l.document
    LEFT JOIN party_link o ON o.link=r.of AND o.stands=1
    WHERE l.number=? AND l.stands=1 ORDER BY l.document, r.start, r.link"""
_OF = f"""{_ROLE} FROM party_link o JOIN party_role r ON r.of=o.link AND r.of<>''
    JOIN party_link l ON l.link=r.link AND l.stands=1
    JOIN party_document d ON d.number=l.document
    WHERE o.number=? AND o.stands=1 ORDER BY l.document, r.start, r.link"""


def _said(db: apsw.Connection, query: str, numbers: Iterable[int]) -> Iterator[_Said]:
    roots: dict[int, int] = {0: 0}
    for number in numbers:
        for words, of, holder, document, claims, published in rows(db, query, (number,)):
            for one_of in (of, holder):
                if one_of not in roots:
                    roots[one_of] = root_of(db, one_of)
            told = tuple(unpacked(claims))
            yield _Said(words, roots[of], roots[holder], document, told, published)


def _together(
    said: Iterable[_Said], *, by_holder: bool = False
) -> dict[tuple[str, int], list[_Said]]:
    """Roles of the same words, articles and case aside, and of the same party."""
    groups: dict[tuple[str, int], list[_Said]] = defaultdict(list)
    for one_said in said:
        other = one_said.holder if by_holder else one_said.of
        groups[_core(one_said.words), other].append(one_said)
    return dict(sorted(groups.items()))


def _core(words: str) -> str:
    plain = words.lower()
    for article in ("the ", "a ", "an "):
        plain = plain.removeprefix(article)
    return plain


def _where(said: Iterable[_Said]) -> tuple[tuple[int, ...], tuple[str, ...], Cited]:
    listed = list(said)
    documents = tuple(sorted({s.document for s in listed}))
    claims = tuple(dict.fromkeys(c for s in listed for c in s.claims))
    return documents, claims, Cited.of([s.published for s in listed])


def label(db: apsw.Connection, number: int) -> tuple[str, str]:
    """What people type for a party that is merged into none, and its name; ("", "") for 0."""
    if not number:
        return "", ""
    kind = PartyKind(one(db, "SELECT kind FROM party WHERE number=?", (number,)))
    names = [Alias(n, "", d) for m in members_of(db, number) for n, d in names_of(db, m)]
    return f"p{number}", standing_name(names, kind, SPELLING) if names else ""
