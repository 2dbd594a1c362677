"""Queries about allegations and the mappings that people made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from casefile.case.crime_table import conduct_table
from casefile.errors import DecisionError
from casefile.search.database import rows

_LIST = "'casefile allegations' lists them"
_AT_ONCE = 500  # incidents asked for in one query


@dataclass(frozen=True, slots=True)
class AllegationRow:
    """An allegation in a list: an incident read as one kind of conduct."""

    number: int
    incident: int
    name: str  # of the candidate set: "conf.children"
    documents: int
    claims: int
    acting: tuple[str, ...]  # who are said to have acted, by name or as told, the most told first
    speakers: tuple[str, ...]  # who tell it, as lists show them, the first told first
    denied_by: tuple[str, ...]
    other_accounts: tuple[str, ...]  # presents it as another thing, or denies and says more
    no_answer: tuple[str, ...]
    first_said: str  # "" where not known


def allegations(db: apsw.Connection, wanted: Sequence[int] = ()) -> list[AllegationRow]:
    """The allegations that stand, by number; only `wanted` numbers where given."""
    query = """SELECT a.number, i.root, a.name FROM allegation a JOIN incident i
        ON i.number=a.incident WHERE a.stands=1 ORDER BY a.number"""
    found = [r for r in rows(db, query) if not wanted or r[0] in wanted]
    roots = sorted({root for _, root, _ in found})
    voices, acting, kinds = _voices(db, roots), _acting(db, roots), _kinds(db, roots)
    told = [
        (number, root, name, _of_set(kinds.get(root, {}), name)) for number, root, name in found
    ]
    return [_row(one, voices.get(one[1], []), acting.get(one[1], [])) for one in told]


def kinds_of(db: apsw.Connection, incident: int, name: str) -> frozenset[str]:
    """The kinds of told events of an incident (root) that are of a candidate set's conduct."""
    return _of_set(_kinds(db, [incident]).get(incident, {}), name)


def _of_set(kinds: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    families = conduct_table().of_set(name)
    return frozenset(kind for family in families for kind in kinds.get(family, ()))


def _kinds(db: apsw.Connection, roots: Sequence[int]) -> dict[int, dict[str, frozenset[str]]]:
    """Kinds of the told events that describe conduct, by incident and family of conduct."""
    query = """SELECT DISTINCT i.root, h.family, e.kind FROM incident i
        JOIN event e ON e.incident=i.number JOIN crime_hit h ON h.event=e.id
        WHERE i.root IN ({})"""
    found: dict[int, dict[str, frozenset[str]]] = {}
    for root, family, kind in _in_parts(db, query, roots):
        of = found.setdefault(root, {})
        of[family] = of.get(family, frozenset()) | {kind}
    return found


def _in_parts(db: apsw.Connection, query: str, roots: Sequence[int]) -> Iterator[Any]:
    """The rows of a query with a place for some incidents, asked in parts."""
    for first in range(0, len(roots), _AT_ONCE):
        some = roots[first : first + _AT_ONCE]
        yield from rows(db, query.format(",".join("?" * len(some))), some)


def most_told(db: apsw.Connection) -> list[int]:
    """Numbers of the allegations that stand, those told by most documents first."""
    query = """SELECT a.number FROM allegation a JOIN incident r ON r.number=a.incident
        JOIN incident i ON i.root=r.root JOIN event_sketch s ON s.incident=i.number
        WHERE a.stands=1 GROUP BY a.number ORDER BY count(*) DESC, a.number"""
    return [int(number) for (number,) in rows(db, query)]


def incident_and_set(db: apsw.Connection, number: int) -> tuple[int, str]:
    """The incident (root) and the candidate set of an allegation.

    Raises:
        DecisionError: there is none of this number, or it does not stand any more.
    """
    query = """SELECT i.root, a.name FROM allegation a JOIN incident i ON i.number=a.incident
        WHERE a.stands=1 AND a.number=?"""
    for incident, name in rows(db, query, (number,)):
        return int(incident), str(name)
    known = rows(db, "SELECT incident FROM allegation WHERE number=?", (number,))
    if known:
        raise DecisionError(
            f"a{number} does not stand any more: its incident was merged, split or read anew",
            next_step=_LIST,
        )
    raise DecisionError("no such allegation", found=f"a{number}", next_step=_LIST)


def allegation_row(db: apsw.Connection, number: int) -> AllegationRow:
    """One allegation.

    Raises:
        DecisionError: there is none of this number, or it does not stand any more.
    """
    incident_and_set(db, number)
    return allegations(db, (number,))[0]


Voice = tuple[str, str, str, str, int, str, str]
"""How, stance, speaker, published, document, claim, kind of the event."""


def _voices(db: apsw.Connection, roots: Sequence[int]) -> dict[int, list[Voice]]:
    """Who says what kind of thing about each incident, in one query."""
    query = """SELECT i.root, b.how, coalesce(c.stance, 'asserts'),
        coalesce(c.speaker, nullif(d.outlet, ''), 'the outlet'), d.published, d.number, b.claim,
        e.kind FROM incident i JOIN event e ON e.incident=i.number
        JOIN bears b ON b.event=e.id JOIN document d ON d.id=e.document
        LEFT JOIN claim c ON c.document=e.document AND c.id=b.claim
        WHERE i.root IN ({}) ORDER BY d.number, coalesce(c.position, e.start)"""
    found: dict[int, list[Voice]] = {}
    for root, *voice in _in_parts(db, query, roots):
        how, stance, speaker, published, number, claim, kind = voice
        found.setdefault(root, []).append((how, stance, speaker, published, number, claim, kind))
    return found


def _acting(db: apsw.Connection, roots: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Who are said to have acted in each incident, with the kind of event, the most told first.

    Only events that describe conduct and that the words do not deny count. Who claims
    responsibility is said to have acted by their own claim.
    """
    query = """SELECT i.root, coalesce(nullif(json_extract(p.value, '$.name'), ''),
        json_extract(p.value, '$.words')) who, e.kind, count(*) FROM incident i
        JOIN event e ON e.incident=i.number, json_each(e.parts) p
        WHERE i.root IN ({}) AND e.parts LIKE '%"actor"%' AND e.negated=0
        AND e.stance NOT IN ('denies', 'doubts') AND json_extract(p.value, '$.role')='actor'
        AND EXISTS (SELECT 1 FROM crime_hit h WHERE h.event=e.id)
        GROUP BY 1, 2, 3"""
    admitted = """SELECT i.root, e.speaker, e.kind, count(*) FROM incident i
        JOIN event e ON e.incident=i.number
        WHERE i.root IN ({}) AND e.stance='admits' AND e.speaker<>'' GROUP BY 1, 2, 3"""
    found: dict[int, dict[tuple[str, str], int]] = {}
    for root, who, kind, told in (*_in_parts(db, query, roots), *_in_parts(db, admitted, roots)):
        if who.casefold() not in _PRONOUNS:
            of = found.setdefault(root, {})
            of[who, kind] = of.get((who, kind), 0) + told
    return {root: sorted(of, key=lambda one: (-of[one], one)) for root, of in found.items()}


_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that", "them"})


_DENYING = frozenset({"denies", "doubts"})


def _row(
    which: tuple[int, int, str, frozenset[str]],
    voices: Sequence[Voice],
    acting: Sequence[tuple[str, str]],
) -> AllegationRow:
    """`acting` holds who are said to have acted, with the kind of event."""
    number, root, name, kinds = which
    denying = _names(v for v in voices if v[1] in _DENYING)
    # Of two unnamed sources nobody knows that they are one.
    known = {name for name in denying if not name.endswith(("(unnamed)", "(not resolved)"))}
    told = [v for v in voices if v[0] == "tells" and v[2] not in known and v[6] in kinds]
    told = [v for v in told if v[1] not in _DENYING]
    other = [v for v in voices if v[1] == "presents_as" or (v[2] in known and v[1] == "asserts")]
    days = sorted({v[3][:10] for v in told if v[3]})
    return AllegationRow(
        number=number,
        incident=root,
        name=name,
        documents=len({v[4] for v in told or voices}),
        claims=len({v[5] for v in voices}),
        acting=tuple(dict.fromkeys(who for who, kind in acting if kind in kinds)),
        speakers=_names(v for v in told if v[1] != "presents_as"),
        denied_by=denying,
        other_accounts=_names(other),
        no_answer=_names(v for v in voices if v[0] == "no_answer"),
        first_said=days[0] if days else "",
    )


def _names(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v[2] for v in voices))
