"""Queries about allegations and the mappings that people made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw

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
    voices = _voices(db, sorted({root for _, root, _ in found}))
    return [_row(number, root, name, voices.get(root, [])) for number, root, name in found]


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


Voice = tuple[str, str, str, str, int, str]  # how, stance, speaker, published, document, claim


def _voices(db: apsw.Connection, roots: Sequence[int]) -> dict[int, list[Voice]]:
    """Who says what kind of thing about each incident, in one query."""
    query = """SELECT i.root, b.how, coalesce(c.stance, 'asserts'),
        coalesce(c.speaker, nullif(d.outlet, ''), 'the outlet'), d.published, d.number, b.claim
        FROM incident i JOIN event e ON e.incident=i.number
        JOIN bears b ON b.event=e.id JOIN document d ON d.id=e.document
        LEFT JOIN claim c ON c.document=e.document AND c.id=b.claim
        WHERE i.root IN ({}) ORDER BY d.number, coalesce(c.position, e.start)"""
    found: dict[int, list[Voice]] = {}
    for first in range(0, len(roots), _AT_ONCE):
        some = roots[first : first + _AT_ONCE]
        marked = query.format(",".join("?" * len(some)))
        for root, how, stance, speaker, published, number, claim in rows(db, marked, some):
            voice = (how, stance, speaker, published, number, claim)
            found.setdefault(root, []).append(voice)
    return found


_DENYING = frozenset({"denies", "rejects", "doubts"})


def _row(number: int, root: int, name: str, voices: Sequence[Voice]) -> AllegationRow:
    denying = _names(v for v in voices if v[1] in _DENYING)
    told = [v for v in voices if v[0] == "tells" and v[2] not in denying]
    other = [v for v in voices if v[1] == "presents_as" or (v[2] in denying and v[1] == "asserts")]
    days = sorted({v[3][:10] for v in told if v[3]})
    return AllegationRow(
        number=number,
        incident=root,
        name=name,
        documents=len({v[4] for v in told}),
        claims=len({v[5] for v in voices}),
        speakers=_names(v for v in told if v[1] != "presents_as"),
        denied_by=denying,
        other_accounts=_names(other),
        no_answer=_names(v for v in voices if v[0] == "no_answer"),
        first_said=days[0] if days else "",
    )


def _names(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v[2] for v in voices))
