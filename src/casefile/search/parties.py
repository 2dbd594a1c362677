"""Queries of the register of parties: the list, one party, the links that it rests on.

Merges are followed when asked: a party shows what was merged into it as its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import apsw

from casefile.case.parties import (
    Alias,
    Cited,
    LinkState,
    Other,
    PartyLink,
    RegisteredParty,
)
from casefile.case.party_names import script_of, standing_name
from casefile.errors import CaseError
from casefile.particulars import PartyKind
from casefile.search.database import one, packed, rows, unpacked
from casefile.search.party_roles import label, told_of
from casefile.search.party_rows import SPELLING, members_of, reasons_of, root_of

_HIDDEN = (PartyKind.PEOPLE, PartyKind.PLACE)  # of the list, unless asked for by kind
_LIST = "'casefile parties' lists them"


@dataclass(frozen=True, slots=True)
class PartyFilter:
    """Which parties to list. `kind` is a `PartyKind`, "" for all but nameless people and places;
    `words` are part of a name, in any script or spelling."""

    kind: str = ""
    words: str = ""


def list_parties(db: apsw.Connection, wanted: PartyFilter) -> list[RegisteredParty]:
    """Parties with their counts, the most named first; without aliases and roles."""
    kinds = [wanted.kind] if wanted.kind else [k.value for k in PartyKind if k not in _HIDDEN]
    found = []
    names = _all_names(db, kinds)
    parties = _all_parties(db)
    counts = _all_counts(db)
    for root, numbers in _groups(parties).items():
        id_, kind, unsettled, _ = parties[root]
        held = [n for n in numbers if n in counts]
        if kind not in kinds or not held:
            continue
        called = _added(names.get(n, ()) for n in numbers)
        if wanted.words and not any(_matches(wanted.words, alias.name) for alias in called):
            continue
        documents = counts[held[0]][0] if len(held) == 1 else _documents(db, held)
        found.append(
            RegisteredParty(
                number=root,
                id=id_,
                name=standing_name(called, PartyKind(kind), SPELLING),
                kind=PartyKind(kind),
                unsettled=unsettled,
                documents=documents,
                claims=sum(counts[n][1] for n in held),
                named_in=sum(counts[n][2] for n in held),
                cited=Cited.of([day for n in held for day in counts[n][3]]),
                merged=tuple(n for n in numbers if n != root),
            )
        )
    return sorted(found, key=lambda p: (-p.documents, -p.claims, p.number))


def find_party(db: apsw.Connection, wanted: str) -> int:
    """The number of the party that a person typed as "p7" or 7; merges are not followed.

    Raises:
        CaseError: there is none.
    """
    digits = wanted.strip().lower().removeprefix("p")
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        number = one(db, "SELECT number FROM party WHERE number=?", (int(digits),))
        if number is not None:
            return int(number)
    raise CaseError("no party is meant", found=repr(wanted[:40]), next_step=_LIST)


def party_id(db: apsw.Connection, number: int) -> str:
    """The id that decisions name a party by."""
    return str(one(db, "SELECT id FROM party WHERE number=?", (number,)))


def party(db: apsw.Connection, number: int) -> RegisteredParty:
    """One party with all that is said of it; a merged one is shown as what it was merged into."""
    root = root_of(db, number)
    numbers = members_of(db, root)
    id_, kind, unsettled = rows(db, "SELECT id, kind, unsettled FROM party WHERE number=?",
                                (root,))[0]  # fmt: skip
    links = links_of(db, root)
    called = _aliases(links)
    told = told_of(db, numbers)
    counts = [rows(db, f"{_COUNTS} AND l.number=?", (n,))[0] for n in numbers]
    name = standing_name(called, PartyKind(kind), SPELLING) if called else "(no longer named)"
    return RegisteredParty(
        number=root,
        id=id_,
        name=name,
        kind=PartyKind(kind),
        unsettled=bool(unsettled),
        documents=len({link.document for link in links}),
        claims=sum(int(made or 0) for made, _ in counts),
        named_in=sum(int(named or 0) for _, named in counts),
        cited=Cited.of([link.published for link in links]),
        merged=tuple(n for n in numbers if n != root),
        aliases=tuple(alias for alias in called if alias.name != name),
        roles=told.roles,
        superiors=told.superiors,
        subordinates=told.subordinates,
        others=_others(db, root, numbers),
    )


def links_of(db: apsw.Connection, number: int, documents: Iterable[int] = ()) -> list[PartyLink]:
    """The links of a party and of what was merged into it, by document.

    Args:
        documents: only those in documents of these numbers; none means all.
    """
    wanted = frozenset(documents)
    found = []
    for member in members_of(db, root_of(db, number)):
        for row in rows(db, f"{_LINK} WHERE l.number=? AND l.stands=1", (member,)):
            if not wanted or row[1] in wanted:
                found.append(_link(*row))
    return sorted(found, key=lambda link: (link.document, link.local, link.id))


def registered(db: apsw.Connection, document: int) -> dict[str, int]:
    """Numbers of the registered parties by the document's own ids of them; merges are followed."""
    query = "SELECT local, number FROM party_link WHERE document=? AND stands=1 ORDER BY local"
    return {str(local): root_of(db, n) for local, n in rows(db, query, (document,))}


def claims_made(db: apsw.Connection, number: int) -> list[str]:
    """Ids of the claims that a party makes, by document. The index's claims are asked."""
    query = """SELECT c.id FROM party_link l JOIN party_document d ON d.number=l.document
        JOIN claim c ON c.document=d.id AND c.party=l.local
        WHERE l.number=? AND l.stands=1 AND l.made>0 ORDER BY l.document, c.position, c.id"""
    numbers = members_of(db, root_of(db, number))
    return [str(id_) for n in numbers for (id_,) in rows(db, query, (n,))]


def claims_naming(db: apsw.Connection, number: int) -> list[str]:
    """Ids of the claims in whose words a party is named, by document."""
    query = """SELECT m.claim FROM party_link l JOIN party_named m ON m.link=l.link
        WHERE l.number=? AND l.stands=1 ORDER BY l.document, m.claim"""
    numbers = members_of(db, root_of(db, number))
    found = (str(id_) for n in numbers for (id_,) in rows(db, query, (n,)))
    return list(dict.fromkeys(found))


def _link(*row: Any) -> PartyLink:
    id_, document, local, number, name, aliases, state, score, reasons, decided, day, outlet = row
    return PartyLink(
        id_, document, local, number, name, tuple(unpacked(aliases)), LinkState(state), score,
        reasons_of(reasons), decided, day, outlet,
    )  # fmt: skip


_COUNTS = "SELECT sum(l.made), sum(l.named) FROM party_link l WHERE l.stands=1"
_LINK = """SELECT l.link, l.document, l.local, l.number, l.name, l.aliases, l.state, l.score,
    l.reasons, l.decided, d.published, d.outlet FROM party_link l
    JOIN party_document d ON d.number=l.document"""


def _matches(words: str, name: str) -> bool:
    if words.casefold() in name.casefold():
        return True
    spelled = SPELLING.spelled(words)
    return bool(spelled) and f" {spelled} " in f" {SPELLING.spelled(name)} "


def _all_parties(db: apsw.Connection) -> dict[int, tuple[str, str, bool, int]]:
    query = "SELECT number, id, kind, unsettled, merged FROM party ORDER BY number"
    return {n: (id_, kind, bool(open_), merged) for n, id_, kind, open_, merged in rows(db, query)}


def _groups(parties: dict[int, tuple[str, str, bool, int]]) -> dict[int, list[int]]:
    """Each party that is merged into none, with the numbers it stands for."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number in parties:
        root = number
        while parties[root][3]:
            root = parties[root][3]
        groups[root].append(number)
    return dict(sorted(groups.items()))


def _all_names(db: apsw.Connection, kinds: list[str]) -> dict[int, list[Alias]]:
    names: dict[int, list[Alias]] = defaultdict(list)
    query = """SELECT n.number, n.name, n.documents FROM party_name n
        JOIN party p ON p.number=n.number WHERE p.kind IN (SELECT value FROM json_each(?))
        ORDER BY n.number, n.name"""
    for number, name, documents in rows(db, query, (packed(kinds),)):
        names[number].append(Alias(name, "", documents))
    return names


def _added(lists: Iterable[Iterable[Alias]]) -> list[Alias]:
    """The names of several numbers together."""
    counts: dict[str, int] = defaultdict(int)
    for names in lists:
        for alias in names:
            counts[alias.name] += alias.documents
    return [Alias(name, "", documents) for name, documents in sorted(counts.items())]


def _all_counts(db: apsw.Connection) -> dict[int, tuple[int, int, int, tuple[str, ...]]]:
    query = """SELECT l.number, count(DISTINCT l.document), sum(l.made), sum(l.named),
        coalesce(min(nullif(d.published, '')), ''), max(d.published)
        FROM party_link l JOIN party_document d ON d.number=l.document
        WHERE l.stands=1 GROUP BY l.number"""
    return {n: (docs, made, named, (first, last))
            for n, docs, made, named, first, last in rows(db, query)}  # fmt: skip


def _documents(db: apsw.Connection, numbers: Iterable[int]) -> int:
    query = "SELECT DISTINCT document FROM party_link WHERE number=? AND stands=1"
    return len({document for n in numbers for (document,) in rows(db, query, (n,))})


def _aliases(links: Iterable[PartyLink]) -> list[Alias]:
    """Every name with the documents that use it, the most used first."""
    used: dict[str, dict[int, str]] = defaultdict(dict)
    for link in links:
        for name in (link.name, *link.aliases):
            used[name][link.document] = link.published
    found = [
        Alias(name, script_of(name), len(days), Cited.of(list(days.values())))
        for name, days in used.items()
    ]
    return sorted(found, key=lambda alias: (-alias.documents, alias.name))


def _others(db: apsw.Connection, root: int, numbers: Iterable[int]) -> tuple[Other, ...]:
    """Other parties that one of its links may be, and whose links may be this one; of each the
    likest."""
    found: dict[int, Other] = {}
    for query in (_MAY_BE, _MAY_BE_THIS):
        for member in numbers:
            for number, score, reasons, document in rows(db, query, (member, _MOST)):
                other = root_of(db, number)
                if other == root or (other in found and found[other].score >= float(score)):
                    continue
                if name := label(db, other)[1]:
                    why = reasons_of(reasons)
                    found[other] = Other(f"p{other}", name, float(score), why, document)
    return tuple(sorted(found.values(), key=lambda o: (-o.score, int(o.party[1:]))))


_MOST = 200  # possible parties that are looked at
_MAY_BE = """SELECT number, score, reasons, document FROM (
    SELECT o.number, o.score, o.reasons, l.document, row_number() OVER (
    PARTITION BY o.number ORDER BY o.score DESC, l.document, l.link) place
    FROM party_link l JOIN party_possible o ON o.link=l.link
    WHERE l.number=? AND l.stands=1) WHERE place=1 ORDER BY score DESC, number LIMIT ?"""
_MAY_BE_THIS = """SELECT number, score, reasons, document FROM (
    SELECT l.number, o.score, o.reasons, l.document, row_number() OVER (
    PARTITION BY l.number ORDER BY o.score DESC, l.document, l.link) place
    FROM party_possible o JOIN party_link l ON l.link=o.link
    WHERE o.number=? AND l.stands=1) WHERE place=1 ORDER BY score DESC, number LIMIT ?"""
