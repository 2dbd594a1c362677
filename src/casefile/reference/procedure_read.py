"""Read and check procedure.json: two forms of machine become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefile.errors import LawError
from casefile.reference.partial_days import full_day, shown
from casefile.reference.procedure import (
    DOMESTIC,
    LEVELS,
    CodeArticle,
    Declaration,
    Machine,
    Move,
    OtherForum,
    Procedure,
    SideProcedure,
    Stage,
    Standard,
    Ukraine,
)

Row = Mapping[str, Any]
_ASSERTED = "asserted: "


def read(record: Row) -> Procedure:
    """See `procedure.parse`."""
    standards = tuple(
        sorted((_standard(r) for r in _rows(record, "standards_of_proof")), key=_rank)
    )
    machines = tuple(_machine(row, standards) for row in _rows(record, "machines"))
    _once([m.id for m in machines], "machine")
    _once([s.id for m in machines for s in m.stages], "stage")
    return Procedure(
        as_of=_words(record, "as_of", "procedures"),
        standards=standards,
        machines=machines,
        side_procedures=tuple(_side(r) for r in _rows(record, "side_procedures", needed=False)),
        ukraine=_ukraine(record["ukraine"]) if record.get("ukraine") else None,
        other_forums=tuple(_forum(r) for r in _rows(record, "other_forums", needed=False)),
        reading_rules=tuple(record.get("reading_rules", ())),
        sources=tuple(_source(r) for r in _rows(record, "sources")),
    )


def _rank(standard: Standard) -> int:
    return standard.rank


def _standard(row: Row) -> Standard:
    name = f"standard {_id(row, 'standard of proof')}"
    rank = row.get("rank")
    if not isinstance(rank, int):
        raise LawError(f"{name}: rank must be a whole number", found=shown(rank))
    return Standard(
        id=row["id"],
        label=_words(row, "label", name),
        articles=_listed(row, "articles", name, needed=True),
        rank=rank,
        decides=_words(row, "decides", name),
        note=row.get("note", ""),
    )


def _machine(row: Row, standards: tuple[Standard, ...]) -> Machine:
    name = f"machine {_id(row, 'machine')}"
    rows = _rows(row, "states", what=name)
    known = {r["id"]: r for r in rows if _id(r, f"stage of {name}")}
    reader = _Stages(name, frozenset(known), frozenset(s.id for s in standards))
    stages = tuple(reader.stage(r) for r in rows)
    named = (*row.get("initial", ()), *row.get("case_initial", ()))
    for stage in named:
        if stage not in known:
            raise LawError(
                f"{name}: it begins at a stage that it does not have",
                found=shown(stage),
                next_step="name one of its stages",
            )
    # Where the data names no beginning, terms differ by country: a record begins where it can.
    initial = named or tuple(s.id for s in stages if not s.terminal)
    return Machine(row["id"], stages, initial, row.get("note", ""))


@dataclass(frozen=True, slots=True)
class _Stages:
    """Reads the stages of one machine, knowing which there are."""

    machine: str
    known: frozenset[str]
    standards: frozenset[str]

    def stage(self, row: Row) -> Stage:
        name = f"stage {row['id']}"
        level = row.get("level", DOMESTIC)
        if level not in LEVELS:
            raise LawError(f"{name}: unknown level", found=shown(level), next_step=_one_of(LEVELS))
        moves = tuple(self._move(m, name) for m in self._moves(row))
        terminal = bool(row.get("terminal", not moves))
        if terminal and moves:
            raise LawError(f"{name}: it is terminal and has moves", found=f"{len(moves)} moves")
        if not terminal and not moves:
            raise LawError(f"{name}: it is not terminal and has no moves")
        standard, words = self._standard(row, name)
        return Stage(
            id=row["id"],
            label=_words(row, "label", name),
            level=level,
            actor=row.get("actor", ""),
            articles=_listed(row, "articles", name, needed=level != DOMESTIC),
            rules=_listed(row, "rules", name),
            standard=standard,
            standard_words=words,
            visibility=row.get("visibility", ""),
            effect=row.get("effect", ""),
            does_not_mean=row.get("does_not_mean", ""),
            note=row.get("note", ""),
            cues=tuple(row.get("report_cues", row.get("cues", ()))),
            terminal=terminal,
            moves=moves,
        )

    def _moves(self, row: Row) -> list[Row]:
        """`transitions` are rows; the generic machine lists the ids in `to`."""
        if "to" in row:
            return [{"to": to} for to in row["to"]]
        return list(row.get("transitions", ()))

    def _move(self, row: Row, name: str) -> Move:
        to = row.get("to")
        if to not in self.known:
            raise LawError(
                f"{name}: a move ends in a stage that {self.machine} does not have",
                found=shown(to),
                next_step="add the stage or correct the move",
            )
        return Move(
            to, row.get("trigger", ""), _listed(row, "articles", name), row.get("condition", "")
        )

    def _standard(self, row: Row, name: str) -> tuple[str, str]:
        """(id, words): an id, an id that somebody asserts, or words for what has no id here."""
        said = row.get("standard_of_proof", row.get("standard")) or ""
        if said in self.standards or not said:
            return said, ""
        asserted = said.removeprefix(_ASSERTED)
        if said.startswith(_ASSERTED) and asserted in self.standards:
            return asserted, "asserted"
        if "standard_of_proof" not in row or (" " in said and not said.startswith(_ASSERTED)):
            return "", said
        raise LawError(
            f"{name}: unknown standard of proof",
            found=shown(said),
            next_step=_one_of(sorted(self.standards)),
        )


def _side(row: Row) -> SideProcedure:
    name = f"side procedure {_id(row, 'side procedure')}"
    return SideProcedure(
        id=row["id"],
        label=_words(row, "label", name),
        articles=_listed(row, "articles", name, needed=True),
        test=_words(row, "test", name),
        contested=bool(row.get("contested", False)),
    )


def _ukraine(row: Row) -> Ukraine:
    name = "ukraine"
    facts: Row = row["rome_statute"]
    referrals, opt_out = facts["state_referrals"], facts["article_124"]
    days = (
        "signed", "investigation_opened", "instrument_deposited", "entry_into_force",
    )  # fmt: skip
    checked = {day: full_day(facts[day], name, day).isoformat() for day in days}
    return Ukraine(
        code=_words(row, "code", name),
        articles=tuple(_code_article(r) for r in row["articles"]),
        situation_number=_words(facts, "situation_number", name),
        declarations=tuple(_declaration(r) for r in facts["declarations_12_3"]),
        referred_from=full_day(referrals["from"], name, "from").isoformat(),
        referring_states=referrals["total"],
        article_124=_words(opt_out, "text", name),
        article_124_effect=_words(opt_out, "effect", name),
        sources=(*_listed(row, "sources", name, needed=True), *_listed(facts, "sources", name)),
        **checked,
    )


def _code_article(row: Row) -> CodeArticle:
    name = f"article {row.get('article', '')} of the code"
    return CodeArticle(
        article=_words(row, "article", name),
        title=_words(row, "title", name),
        verified=_flag(row.get("verified")),
        note=row.get("note", ""),
        penalty=row.get("penalty", ""),
    )


def _declaration(row: Row) -> Declaration:
    lodged = full_day(row.get("lodged"), "declaration under 12(3)", "lodged").isoformat()
    return Declaration(lodged, row["period"], _flag(row.get("verified")))


def _forum(row: Row) -> OtherForum:
    name = "other forum"
    verified = _flag(row.get("verified"))
    return OtherForum(
        _words(row, "forum", name), row.get("note", ""), verified, row.get("source", "")
    )


def _source(row: Row) -> tuple[str, str, str]:
    name = "source"
    return _words(row, "key", name), _words(row, "what", name), _flag(row.get("verified"))


def _flag(value: object) -> str:
    """ "yes", "no" or the data's own word ("partly")."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else "no"


def _rows(record: Row, field: str, *, what: str = "procedures", needed: bool = True) -> list[Row]:
    rows = record.get(field, [])
    if not isinstance(rows, list) or not all(isinstance(r, Mapping) for r in rows):
        raise LawError(f"{what}: {field} must be a list of rows", found=shown(rows))
    if needed and not rows:
        raise LawError(f"{what}: {field} is missing or empty", next_step=f"give {field}")
    return rows


def _id(row: Row, what: str) -> str:
    found = row.get("id")
    if not isinstance(found, str) or not found:
        raise LawError(f"a {what} has no id", found=shown(row.get("label")), next_step="give an id")
    return found


def _words(row: Row, field: str, name: str) -> str:
    found = row.get(field)
    if not isinstance(found, str) or not found:
        raise LawError(f"{name}: {field} is missing", found=shown(found), next_step=f"give {field}")
    return found


def _listed(row: Row, field: str, name: str, *, needed: bool = False) -> tuple[str, ...]:
    found = row.get(field, [])
    if not isinstance(found, list) or not all(isinstance(x, str) for x in found):
        raise LawError(f"{name}: {field} must be a list of words", found=shown(found))
    if needed and not found:
        raise LawError(f"{name}: it names no {field}", next_step="a row of law needs its source")
    return tuple(found)


def _once(ids: list[str], what: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise LawError(f"{what} {one} is there twice", next_step="give one another id")
        seen.add(one)


def _one_of(names: tuple[str, ...] | list[str]) -> str:
    return f"use one of {', '.join(names)}"
