"""Check the rows of states_parties.json and make them values. Every error names its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from casefile.errors import LawError
from casefile.reference.membership import Membership, PartyRow, State, Withdrawal
from casefile.reference.membership_fields import (
    TABLE,
    day_of,
    flag_of,
    in_order,
    one_of,
    rows_of,
    source_of,
    sourced,
    text_of,
    texts_of,
)
from casefile.reference.membership_tables import (
    acceptance,
    checkpoint,
    incidents,
    note,
    opt_out,
    referral,
    rules,
)
from casefile.reference.partial_days import full_day, shown

_FIRST_DEPOSITS = date(2002, 4, 11)  # those made by this day took effect together
_STATUTE = date(2002, 7, 1)
_ACTS = ("ratification", "accession", "acceptance", "approval", "succession")
_STATUSES = ("effective", "pending", "rescinded")


def parse(table: Mapping[str, Any]) -> Membership:
    """See `casefile.reference.membership.parse_membership`."""
    return Membership(
        as_of=full_day(table.get("as_of"), TABLE, "as_of"),
        parties=_parties(rows_of(table, "parties")),
        others=_others(rows_of(table, "non_parties_of_interest")),
        acceptances=tuple(map(acceptance, rows_of(table, "declarations_12_3"))),
        opt_outs=tuple(map(opt_out, rows_of(table, "declarations_124"))),
        referrals=tuple(map(referral, rows_of(table, "security_council_referrals"))),
        rules=rules(rows_of(table, "exposure_rules")),
        incidents=incidents(rows_of(table, "non_arrest_incidents")),
        notes=tuple(map(note, rows_of(table, "article_98_notes"))),
        checkpoints=tuple(map(checkpoint, rows_of(table, "checkpoints"))),
    )


def _parties(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, PartyRow]:
    found: dict[str, PartyRow] = {}
    for number, row in enumerate(rows, 1):
        party = _party(row, f"{TABLE}: party {number}")
        if party.state.iso2 in found:
            raise LawError(
                f"{TABLE}: party {party.state.iso2} is there twice", next_step="remove one row"
            )
        found[party.state.iso2] = party
    return {iso2: found[iso2] for iso2 in sorted(found)}


def _party(row: Mapping[str, Any], place: str) -> PartyRow:
    state = _state(row, place)
    where = f"{TABLE}: party {state.iso2}"
    verified = row.get("verified")
    source = text_of(verified, where, "source") if isinstance(verified, Mapping) else ""
    signed = day_of(row, where, "signed")
    deposited = day_of(row, where, "deposited")
    in_force = full_day(row.get("in_force"), where, "in_force")
    act = text_of(row, where, "act")
    if act not in _ACTS:
        raise LawError(f"{where}: unknown act", found=shown(act), next_step=f"use {one_of(_ACTS)}")
    in_order(where, ("signed", signed), ("deposited", deposited))
    _check_in_force(where, act, deposited, in_force)
    flags = verified if isinstance(verified, Mapping) else {}
    return PartyRow(
        state=state,
        un_group=text_of(row, where, "un_group"),
        signed=signed,
        deposited=deposited,
        act=act,
        in_force=in_force,
        withdrawals=_withdrawals(row, where, in_force),
        verified=flag_of(flags.get("in_force")),
        source=sourced(source, where),
        note=text_of(row, where, "note"),
    )


def _state(row: Mapping[str, Any], where: str) -> State:
    iso2, iso3, name = (text_of(row, where, field) for field in ("iso2", "iso3", "name"))
    if not (len(iso2) == 2 and len(iso3) == 3 and (iso2 + iso3).isascii() and iso2.isupper()):
        raise LawError(f"{where}: no ISO codes of 2 and 3 capitals", found=shown(iso2 or iso3))
    if not name:
        raise LawError(f"{where} ({iso2}): no name")
    return State(iso2, iso3, name, texts_of(row, where, "aliases"))


def _check_in_force(where: str, act: str, deposited: date | None, in_force: date) -> None:
    """Art. 126: the first day of the month after the 60th day that follows the deposit."""
    if act == "succession":
        return  # takes effect when the State came to be
    if deposited is None:
        raise LawError(f"{where}: no day of deposit", next_step="add it, with its source")
    after = deposited + timedelta(days=60)
    computed = date(after.year + after.month // 12, after.month % 12 + 1, 1)
    if deposited <= _FIRST_DEPOSITS:
        computed = _STATUTE
    if in_force != computed:
        raise LawError(
            f"{where}: in_force does not follow from the deposit (Art. 126)",
            found=f"{in_force} for {computed}",
            next_step="correct one of the two dates",
        )


def _withdrawals(row: Mapping[str, Any], where: str, in_force: date) -> tuple[Withdrawal, ...]:
    found = []
    for number, notice in enumerate(rows_of(row, "withdrawals"), 1):
        found.append(_withdrawal(notice, f"{where}, withdrawal {number}", in_force))
    return tuple(sorted(found, key=lambda w: w.notified))


def _withdrawal(row: Mapping[str, Any], where: str, in_force: date) -> Withdrawal:
    notified = full_day(row.get("notified"), where, "notified")
    effective = day_of(row, where, "effective")
    announced = day_of(row, where, "announced")
    status = text_of(row, where, "status")
    if status not in _STATUSES:
        raise LawError(
            f"{where}: unknown status", found=shown(status), next_step=f"use {one_of(_STATUSES)}"
        )
    rescinded = _rescinded(row, where)
    if (status == "rescinded") != (rescinded is not None):
        raise LawError(f"{where}: status and day of rescission do not agree", found=status)
    if effective is None and status != "rescinded":
        raise LawError(f"{where}: no day on which it takes effect")
    in_order(where, ("in_force", in_force), ("notified", notified), ("effective", effective))
    in_order(where, ("announced", announced), ("notified", notified))
    if rescinded:
        in_order(where, ("notified", notified), ("rescinded", rescinded[0]))
        in_order(where, ("rescinded", rescinded[1]), ("effective", effective))
    if effective and effective < _a_year_after(notified):
        raise LawError(
            f"{where}: effective less than a year after the notice (Art. 127(1))",
            found=f"{notified} to {effective}",
            next_step="correct one of the two dates",
        )
    return Withdrawal(
        notified=notified,
        effective=effective,
        status=status,
        rescinded=rescinded,
        announced=announced,
        verified=flag_of(row.get("verified")),
        source=source_of(row, where),
        note=text_of(row, where, "note"),
    )


def _rescinded(row: Mapping[str, Any], where: str) -> tuple[date, date] | None:
    day = day_of(row, where, "rescinded")
    if day:
        return day, day
    between = row.get("rescinded_between")
    if between is None:
        return None
    if not isinstance(between, list) or len(between) != 2:
        raise LawError(f"{where}: rescinded_between must be two days", found=shown(between))
    first, last = (full_day(d, where, "rescinded_between") for d in between)
    in_order(where, ("rescinded_between", first), ("its end", last))
    return first, last


def _a_year_after(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


def _others(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    found = {}
    for number, row in enumerate(rows, 1):
        where = f"{TABLE}: non-party {number}"
        if not flag_of(row.get("verified")):
            raise LawError(f"{where}: nothing says how it was verified")
        found[text_of(row, where, "iso2")] = text_of(row, where, "note")
    return {iso2: found[iso2] for iso2 in sorted(found)}
