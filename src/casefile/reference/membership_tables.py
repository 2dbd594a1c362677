"""The tables beside the parties: declarations, referrals, incidents, rules, notes, checkpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from casefile.errors import LawError
from casefile.reference.membership import (
    Acceptance,
    Checkpoint,
    ExposureRule,
    Incident,
    LawNote,
    Referral,
    WarCrimesOptOut,
)
from casefile.reference.membership_fields import (
    TABLE,
    day_of,
    flag_of,
    in_order,
    period_of,
    source_of,
    sourced,
    text_of,
    texts_of,
)
from casefile.reference.partial_days import full_day, shown


def acceptance(row: Mapping[str, Any]) -> Acceptance:
    where = f"{TABLE}: declaration under 12(3) of {text_of(row, TABLE, 'iso2') or 'no State'}"
    return Acceptance(
        iso2=text_of(row, where, "iso2"),
        lodged=full_day(row.get("lodged"), where, "lodged"),
        period=period_of(row, where, "period"),
        status=text_of(row, where, "status"),
        verified=flag_of(row.get("verified")),
        source=source_of(row, where),
    )


def opt_out(row: Mapping[str, Any]) -> WarCrimesOptOut:
    where = f"{TABLE}: declaration under 124 of {text_of(row, TABLE, 'iso2') or 'no State'}"
    lodged = full_day(row.get("lodged"), where, "lodged")
    ended = next(
        (d for f in ("withdrawn", "expired", "until") if (d := day_of(row, where, f))), None
    )
    if day_of(row, where, "expired") and ended:
        ended += timedelta(days=1)  # it stood on the day on which it ran out
    in_order(where, ("lodged", lodged), ("its end", ended))
    return WarCrimesOptOut(
        iso2=text_of(row, where, "iso2"),
        lodged=lodged,
        ended=ended,
        scope=text_of(row, where, "scope"),
        effect=text_of(row, where, "effect"),
        verified=flag_of(row.get("verified")),
        source=source_of(row, where),
    )


def referral(row: Mapping[str, Any]) -> Referral:
    where = f"{TABLE}: referral of {text_of(row, TABLE, 'situation') or 'no situation'}"
    return Referral(
        situation=text_of(row, where, "situation"),
        resolution=sourced(text_of(row, where, "resolution"), where),
        day=full_day(row.get("date"), where, "date"),
        verified=flag_of(row.get("verified")),
    )


def incidents(rows: Sequence[Mapping[str, Any]]) -> tuple[Incident, ...]:
    found: dict[str, Incident] = {}
    for number, row in enumerate(rows, 1):
        incident = _incident(row, text_of(row, TABLE, "id") or f"incident {number}")
        if incident.id in found:
            raise LawError(f"{TABLE}: {incident.id} is there twice", next_step="remove one row")
        found[incident.id] = incident
    return tuple(sorted(found.values(), key=lambda i: (i.visit, i.id)))


def _incident(row: Mapping[str, Any], name: str) -> Incident:
    where = f"{TABLE}: {name}"
    first, _, last = text_of(row, where, "visit").partition("/")
    visit = full_day(first, where, "visit"), full_day(last or first, where, "visit")
    finding_day = day_of(row, where, "finding_date")
    in_order(where, ("visit", visit[0]), ("its end", visit[1]))
    in_order(where, ("visit", visit[0]), ("finding_date", finding_day))
    sources = texts_of(row, where, "sources")
    return Incident(
        id=name,
        iso2=text_of(row, where, "state"),
        person=text_of(row, where, "person"),
        visit=visit,
        what=text_of(row, where, "what"),
        finding=text_of(row, where, "finding"),
        finding_day=finding_day,
        chamber=text_of(row, where, "chamber"),
        referred_to=texts_of(row, where, "referred_to"),
        state_argument=text_of(row, where, "state_argument"),
        verified=flag_of(row.get("verified")),
        sources=sources if sourced("".join(sources), where) else (),
        note=text_of(row, where, "note"),
    )


def rules(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, ExposureRule]:
    found = {}
    for number, row in enumerate(rows, 1):
        where = f"{TABLE}: rule {text_of(row, TABLE, 'id') or number}"
        texts = {f: text_of(row, where, f) for f in ("id", "class", "when", "text")}
        empty = [field for field, text in texts.items() if not text]
        if empty:
            raise LawError(f"{where}: {empty[0]} is missing")
        basis = texts_of(row, where, "basis")
        if not basis and texts["class"] != "unknown":
            raise LawError(f"{where}: no article", next_step="name the article that it rests on")
        found[texts["id"]] = ExposureRule(
            texts["id"], texts["class"], texts["when"], basis, texts["text"]
        )
    return found


def note(row: Mapping[str, Any]) -> LawNote:
    where = f"{TABLE}: note on {text_of(row, TABLE, 'topic') or 'nothing'}"
    flag = flag_of(row.get("verified"))
    if not flag:
        raise LawError(f"{where}: nothing says how it was verified")
    return LawNote(text_of(row, where, "topic"), text_of(row, where, "text"), flag)


def checkpoint(row: Mapping[str, Any]) -> Checkpoint:
    day = full_day(row.get("date"), f"{TABLE}: checkpoint", "date")
    parties = row.get("parties")
    if not isinstance(parties, int) or isinstance(parties, bool):
        raise LawError(f"{TABLE}: checkpoint {day}: no number of parties", found=shown(parties))
    return Checkpoint(day, parties, bool(row.get("future", False)))
