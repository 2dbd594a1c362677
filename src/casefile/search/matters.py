"""Queries about proceedings: matters, with the steps that were recorded and those reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import apsw

from casefile.errors import DecisionError
from casefile.particulars import Reason
from casefile.proceedings.steps import Proceeding, Step
from casefile.search.database import one, rows, unpacked

_LIST = "'casefile proceedings' lists them"


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter before one forum. `persons` are names that reports or recorded steps give."""

    number: int
    id: str
    forum: str  # "icc", "national:UA"
    name: str  # of the forum
    machine: str  # "" where the data has no procedure for it
    situation: str
    country: str
    persons: tuple[str, ...]

    @property
    def label(self) -> str:
        """What people type: "m2"."""
        return f"m{self.number}"


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A step as one document reports it: a suggestion, kept apart from what is recorded.

    `state` is "suggested", or "accepted" or "rejected" by the decision of entry `decided`.
    """

    id: str
    number: int  # of the document
    label: str  # "s3": the step's place among all reported ones
    words: str
    act: str
    stage: str  # "" where the words state none
    manner: str  # a value of `reported_step.Manner`
    persons: tuple[dict[str, str], ...]
    situation: str
    subject: str
    made_public: bool
    conditions: tuple[str, ...]
    days: tuple[dict[str, str], ...]
    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    follows: tuple[str, ...]
    not_said: tuple[str, ...]
    notes: tuple[str, ...]
    score: str
    reasons: tuple[Reason, ...]
    published: str
    state: str
    decided: int


def matters(db: apsw.Connection) -> list[MatterRow]:
    """All matters that have a step now, reported or recorded, by number."""
    query = """SELECT number, id, forum, name, machine, situation, country, persons FROM matter m
        WHERE EXISTS (SELECT 1 FROM reported_step r WHERE r.matter=m.number)
        OR EXISTS (SELECT 1 FROM recorded_step r WHERE r.matter=m.number) ORDER BY number"""
    return [
        MatterRow(number, id_, forum, name, machine, situation, country, tuple(unpacked(persons)))
        for number, id_, forum, name, machine, situation, country, persons in rows(db, query)
    ]


def most_told(db: apsw.Connection) -> list[int]:
    """Numbers of the matters with a step: recorded ones first, then those most reported."""
    query = """SELECT m.number, (SELECT count(*) FROM recorded_step r WHERE r.matter=m.number),
        (SELECT count(*) FROM reported_step r WHERE r.matter=m.number) FROM matter m"""
    found = [(n, done, told) for n, done, told in rows(db, query) if done or told]
    return [n for n, _, _ in sorted(found, key=lambda x: (-x[1], -x[2], x[0]))]


def matter(db: apsw.Connection, number: int) -> MatterRow:
    """One matter.

    Raises:
        DecisionError: there is none of this number.
    """
    for row in matters(db):
        if row.number == number:
            return row
    raise DecisionError("no such proceeding", found=f"m{number}", next_step=_LIST)


def reported(db: apsw.Connection, number: int) -> list[ReportedRow]:
    """The steps that documents report of a matter, by day of the document."""
    query = f"{_REPORTED} WHERE r.matter=? ORDER BY r.published, r.number, r.start"
    return [_reported(row) for row in rows(db, query, (number,))]


def reported_by_label(db: apsw.Connection, label: str) -> ReportedRow:
    """The reported step that a person means by "s12.2": document and step.

    Raises:
        DecisionError: there is none.
    """
    number, _, place = label.lower().removeprefix("s").partition(".")
    if number.isdecimal() and place.isdecimal():
        for row in rows(db, f"{_REPORTED} WHERE r.number=?", (int(number),)):
            found = _reported(row)
            if found.label == f"s{int(number)}.{int(place)}":
                return found
    raise DecisionError("no such reported step", found=label, next_step=_LIST)


def proceeding(db: apsw.Connection, row: MatterRow) -> Proceeding:
    """The recorded steps of a matter as a proceeding."""
    query = "SELECT n, record FROM recorded_step WHERE matter=? ORDER BY n"
    steps = [Step.from_record(unpacked(record), n) for n, record in rows(db, query, (row.number,))]
    situation = row.situation or row.country
    return Proceeding(row.id, row.forum, row.machine, situation, row.persons, tuple(steps))


def last_step(db: apsw.Connection, matter_id: str) -> tuple[int, str] | None:
    """Entry and pseudonym of the last recorded step of a matter; None where there is none."""
    query = """SELECT r.n, r.by FROM recorded_step r JOIN matter m ON m.number=r.matter
        WHERE m.id=? ORDER BY r.n DESC LIMIT 1"""
    for n, by in rows(db, query, (matter_id,)):
        return int(n), str(by)
    return None


def registers(db: apsw.Connection) -> list[tuple[int, str, str]]:
    """Entry, name and blob of each register that was added to the case."""
    return [(n, name, blob) for n, name, blob in rows(db, "SELECT n, name, blob FROM register")]


def step_state(db: apsw.Connection, step: str) -> tuple[str, int]:
    """What people decided about a reported step: its state and the entry, -1 for nobody."""
    query = """SELECT d.action, d.n FROM decision d JOIN decision_target t ON t.n=d.n
        WHERE d.about='step' AND t.target=? AND d.undone_by<0 AND d.trouble=''
        AND d.action<>'undo' ORDER BY d.n DESC LIMIT 1"""
    for action, n in rows(db, query, (step,)):
        return ("accepted" if action == "accept" else "rejected"), int(n)
    return "suggested", -1


_REPORTED = """SELECT r.id, r.number, (SELECT count(*) FROM reported_step o
    WHERE o.document=r.document AND (o.start, o.id)<=(r.start, r.id)), r.words, r.act, r.stage,
    r.manner, r.persons, r.situation, r.subject, r.made_public, r.conditions, r.days, r.claims,
    r.speakers, r.follows, r.not_said, r.notes, r.score, r.reasons, r.published,
    coalesce((SELECT max(d.n*2+(d.action='reject')) FROM decision d JOIN decision_target t
    ON t.n=d.n WHERE d.about='step' AND t.target=r.id AND d.undone_by<0 AND d.trouble=''
    AND d.action<>'undo'), -1) FROM reported_step r"""


def _reported(row: tuple[Any, ...]) -> ReportedRow:
    decided = int(row[21])
    state = "suggested" if decided < 0 else "rejected" if decided % 2 else "accepted"
    lists = [tuple(unpacked(row[i])) for i in (7, 11, 12, 13, 14, 15, 16, 17)]
    persons, conditions, days, claims, speakers, follows, not_said, notes = lists
    return ReportedRow(
        id=row[0],
        number=row[1],
        label=f"s{row[1]}.{row[2]}",
        words=row[3],
        act=row[4],
        stage=row[5],
        manner=row[6],
        persons=persons,
        situation=row[8],
        subject=row[9],
        made_public=bool(row[10]),
        conditions=conditions,
        days=days,
        claims=claims,
        speakers=speakers,
        follows=follows,
        not_said=not_said,
        notes=notes,
        score=row[18],
        reasons=tuple(Reason(what, float(weight)) for what, weight in unpacked(row[19])),
        published=row[20],
        state=state,
        decided=decided // 2 if decided >= 0 else -1,
    )


def exists(db: apsw.Connection, step: str) -> bool:
    """Whether a reported step of this id is there."""
    return one(db, "SELECT 1 FROM reported_step WHERE id=?", (step,)) is not None
