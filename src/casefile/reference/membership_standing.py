"""How a State stands on one day: the rule of Art. 126 and 127 over the dated rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from casefile.reference.membership import (
    Membership,
    PartyRow,
    Standing,
    StandingKind,
    State,
    Withdrawal,
)


def standing_on(table: Membership, iso2: str, day: date) -> Standing:
    """See `Membership.standing_on`."""
    row = table.parties.get(iso2)
    if row is None:
        found = _never(table, iso2, day)
    else:
        found = replace(_member(row, day), verified=row.verified, source=row.source)
    notice = found.notice if found.kind is StandingKind.LEFT else None
    if notice and notice.effective and notice.effective > table.as_of:
        found = replace(found, words=_still_to_come(found.state.name, notice))
    return replace(found, expected=day > table.as_of)


def _still_to_come(name: str, notice: Withdrawal) -> str:
    by = f"the notice of {notice.notified}"
    return f"{name} leaves on {notice.effective} by {by}, unless it is rescinded before"


def _never(table: Membership, iso2: str, day: date) -> Standing:
    from casefile.reference.membership_names import state_with

    state = state_with(iso2) or State(iso2, "", iso2)
    words = f"{state.name} is not party to the Rome Statute and never was"
    note = table.others.get(iso2, "")
    return Standing(state, day, StandingKind.NEVER, words, (), note=note)


def _member(row: PartyRow, day: date) -> Standing:
    name = row.state.name
    if day < row.in_force:
        words = f"{name} was not party yet (it became one on {row.in_force})"
        if row.deposited and row.deposited <= day:
            words = (
                f"{name} was not party yet: deposited {row.deposited}, bound from {row.in_force}"
            )
        articles = () if row.act == "succession" else ("126",)
        return Standing(row.state, day, StandingKind.NOT_YET, words, articles, since=row.in_force)
    party = Standing(
        row.state,
        day,
        StandingKind.PARTY,
        f"{name} is party since {row.in_force}",
        () if row.act == "succession" else ("126",),
        since=row.in_force,
        announced=_announced(row, day),
        earlier=tuple(_rescinded(row, day)),
        note=row.note,
    )
    for notice in reversed(row.withdrawals):
        if day >= notice.notified and not _taken_back(notice, day):
            return _on_the_way_out(party, notice, day)
    return party


def _on_the_way_out(party: Standing, notice: Withdrawal, day: date) -> Standing:
    """The State has given notice, and it stands on `day`."""
    name = party.state.name
    by = f"it gave notice of withdrawal on {notice.notified}"
    if notice.status != "rescinded" and notice.effective and day >= notice.effective:
        words = f"{name} left on {notice.effective}: {by}; party since {party.since}"
        return replace(
            party,
            kind=StandingKind.LEFT,
            words=words,
            articles=("127(1)", "127(2)"),
            notice=notice,
            note=notice.note or party.note,
        )
    until = f"would take effect on {notice.effective}" if notice.effective else "had no effect yet"
    words = f"{name} is party since {party.since} and leaving: {by}, which {until}"
    doubt = notice.rescinded is not None and day >= notice.rescinded[0]
    if doubt and notice.rescinded:
        words += f"; rescinded on a day from {notice.rescinded[0]} to {notice.rescinded[1]}"
    return replace(
        party,
        kind=StandingKind.LEAVING,
        words=words,
        articles=("127(1)",),
        notice=notice,
        certain=not doubt,
        note=notice.note or party.note if doubt else party.note,
    )


def _taken_back(notice: Withdrawal, day: date) -> bool:
    """Whether the notice had surely been rescinded by `day`."""
    return notice.rescinded is not None and day >= notice.rescinded[1]


def _announced(row: PartyRow, day: date) -> date | None:
    for notice in row.withdrawals:
        if notice.announced and notice.announced <= day < notice.notified:
            return notice.announced
    return None


def _rescinded(row: PartyRow, day: date) -> Iterator[str]:
    for notice in row.withdrawals:
        if notice.rescinded and _taken_back(notice, day):
            first, last = notice.rescinded
            when = f"on {first}" if first == last else f"on a day from {first} to {last}"
            yield f"a notice of withdrawal of {notice.notified} was rescinded {when}"
