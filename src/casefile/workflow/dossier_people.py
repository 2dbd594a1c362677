"""The parties that go into a dossier, and how claims and steps speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casefile.case import parties as registered
from casefile.case.decision import About
from casefile.case.parties import LinkState, RegisteredParty
from casefile.export.dossier_told import DossierParty, LinkMade, RoleTold, Standing
from casefile.particulars import PartyKind
from casefile.search import parties as queries
from casefile.search.database import packed, rows
from casefile.search.party_rows import root_of
from casefile.workflow.dossier_happenings import Happening, weighed
from casefile.workflow.dossier_material import Material

_NAMELESS = frozenset({PartyKind.PEOPLE, PartyKind.PLACE})


def named_in(made: Material, found: Iterable[Happening], claims: Iterable[str]) -> frozenset[int]:
    """Parties that take part in, speak in, or are named in what bears on incidents.

    Args:
        claims: ids of further claims: those that steps of proceedings rest on.
    """
    happenings = list(found)
    wanted = sorted({s.claim for one in happenings for s in one.sayings} | set(claims))
    numbers = {
        made.parties.of(event.number, part.party)
        for one in happenings
        for event in one.events
        for part in event.parts
    }
    listed = packed(wanted)
    speaking = "SELECT number, party FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    numbers |= {made.parties.of(n, local) for n, local in rows(made.db, speaking, (listed,))}
    naming = """SELECT DISTINCT l.number FROM json_each(?) t JOIN party_named m ON m.claim=t.value
        JOIN party_link l ON l.link=m.link WHERE l.stands=1"""
    numbers |= {root_of(made.db, n) for (n,) in rows(made.db, naming, (listed,))}
    kinds = dict(rows(made.db, "SELECT number, kind FROM party"))
    return frozenset(n for n in numbers if n and PartyKind(kinds[n]) not in _NAMELESS)


def decided_about(made: Material) -> frozenset[int]:
    """Parties that a decision which stands is about."""
    targets = [
        target
        for decision in made.decisions
        if decision.about == About.PARTY.value
        for target in decision.targets
    ]
    query = """SELECT number FROM party WHERE id IN (SELECT value FROM json_each(?)) UNION
        SELECT number FROM party_link WHERE link IN (SELECT value FROM json_each(?))"""
    listed = packed(targets)
    return frozenset(root_of(made.db, n) for (n,) in rows(made.db, query, (listed, listed)))


def parties(
    made: Material, numbers: Iterable[int], standings: Mapping[int, Sequence[Standing]]
) -> tuple[DossierParty, ...]:
    """The parties of these numbers, by number.

    Args:
        standings: how each is spoken of beside a crime.
    """
    ordered = sorted(numbers)
    shown = frozenset(f"p{n}" for n in ordered)
    return tuple(_party(made, n, standings.get(n, ()), shown) for n in ordered)


def _party(
    made: Material, number: int, standings: Sequence[Standing], shown: frozenset[str]
) -> DossierParty:
    one = queries.party(made.db, number)
    unsettled = " (which one is meant is not settled)" if one.unsettled else ""
    ties = (
        *(_tie(made, s, "said to stand above it", shown) for s in one.superiors),
        *(_tie(made, s, "said to stand under it", shown) for s in one.subordinates),
    )
    return DossierParty(
        number=f"P{number}",
        name=one.name + unsettled,
        kind=one.kind.value,
        aliases=tuple(alias.name for alias in one.aliases),
        roles=tuple(
            RoleTold(r.words, r.of_name, r.cited.first, r.cited.last, made.numbered(r.claims))
            for r in one.roles
        ),
        relations=ties,
        standings=tuple(standings),
        links=(*_links(made, one), *_merges(made, one)),
    )


def _tie(made: Material, tie: registered.Standing, how: str, shown: frozenset[str]) -> RoleTold:
    number = f"{tie.party.upper()} " if tie.party in shown else ""
    of = f"{number}{tie.name}, {how}"
    return RoleTold(tie.words, of, tie.cited.first, tie.cited.last, made.numbered(tie.claims))


def _links(made: Material, one: RegisteredParty) -> Iterator[LinkMade]:
    for link in queries.links_of(made.db, one.number):
        if link.state is LinkState.OPENED:
            continue
        what = f"“{link.name}” in D{link.document}: {link.state.value}"
        score = "" if link.decided >= 0 else link.score
        yield LinkMade(what, score, weighed(link.reasons), made.decided.get(link.decided))


def _merges(made: Material, one: RegisteredParty) -> Iterator[LinkMade]:
    query = "SELECT merged, merged_at FROM party WHERE number=?"
    for number in one.merged:
        for into, at in rows(made.db, query, (number,)):
            yield LinkMade(f"p{number} merged into p{into}", "", (), made.decided.get(at))
