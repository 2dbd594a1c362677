"""Membership of the Rome Statute by date."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from casefile.errors import LawError
from casefile.reference.membership import (
    StandingKind,
    find_states,
    membership,
    parse_membership,
    parties_on,
    standing_on,
    territories,
)

RAW: dict[str, Any] = json.loads(
    (files("casefile.reference") / "data" / "states_parties.json").read_text(encoding="utf-8")
)
A_DAY = timedelta(days=1)
NEVER, NOT_YET, PARTY, LEAVING, LEFT = StandingKind


def kind(iso2: str, day: str | date) -> StandingKind:
    return standing_on(iso2, date.fromisoformat(day) if isinstance(day, str) else day).kind


@pytest.mark.parametrize("point", RAW["checkpoints"], ids=lambda p: p["date"])
def test_every_checkpoint_is_reproduced(point: dict[str, Any]) -> None:
    """The rows give the numbers of parties that other sources give, future ones included."""
    assert parties_on(date.fromisoformat(point["date"])) == point["parties"]


@pytest.mark.parametrize("row", RAW["parties"], ids=lambda r: r["iso2"])
def test_both_sides_of_every_change(row: dict[str, Any]) -> None:
    """For every State that ever was party: the day before and the day of each dated change."""
    iso2, joined = row["iso2"], date.fromisoformat(row["in_force"])
    assert kind(iso2, joined - A_DAY) is NOT_YET
    assert kind(iso2, joined) is PARTY
    for notice in row.get("withdrawals", []):
        notified = date.fromisoformat(notice["notified"])
        assert kind(iso2, notified - A_DAY) is PARTY
        assert kind(iso2, notified) is LEAVING
        if notice["status"] == "rescinded":
            last = notice["rescinded"] or notice["rescinded_between"][1]
            assert kind(iso2, date.fromisoformat(last) - A_DAY) is LEAVING
            assert kind(iso2, last) is PARTY
        else:
            effective = date.fromisoformat(notice["effective"])
            assert kind(iso2, effective - A_DAY) is LEAVING
            assert kind(iso2, effective) is LEFT


def test_the_count_is_the_rule_of_the_table() -> None:
    """On every day on which anything changes, the count is that of the table's own rule."""
    days = {date.fromisoformat(r["in_force"]) for r in RAW["parties"]}
    for row in RAW["parties"]:
        for notice in row.get("withdrawals", []):
            days |= {date.fromisoformat(notice[f]) for f in ("notified", "effective") if notice[f]}
    for day in sorted(days | {d - A_DAY for d in days}):
        wanted = sum(
            r["in_force"] <= day.isoformat()
            and not any(
                w["status"] != "rescinded" and w["effective"] <= day.isoformat()
                for w in r.get("withdrawals", [])
            )
            for r in RAW["parties"]
        )
        assert parties_on(day) == wanted, day


HUNGARY = [
    ("2025-04-02", PARTY, True, None),
    ("2025-04-03", PARTY, True, date(2025, 4, 3)),  # announced: no effect
    ("2025-06-01", PARTY, True, date(2025, 4, 3)),
    ("2025-06-02", LEAVING, True, None),
    ("2026-05-27", LEAVING, True, None),
    ("2026-05-28", LEAVING, False, None),  # rescinded on one of these days
    ("2026-05-31", LEAVING, False, None),
    ("2026-06-01", PARTY, True, None),
    ("2026-06-02", PARTY, True, None),  # the day on which it would have left
]


@pytest.mark.parametrize(("day", "wanted", "certain", "announced"), HUNGARY)
def test_a_rescinded_notice_counts_until_it_is_taken_back(
    day: str, wanted: StandingKind, certain: bool, announced: date | None
) -> None:
    """A State is leaving between notice and rescission; in the range of days, not surely so."""
    found = standing_on("HU", date.fromisoformat(day))
    assert (found.kind, found.certain, found.announced) == (wanted, certain, announced)


def test_a_rescinded_notice_is_told_afterwards() -> None:
    """Once taken back it is told beside the standing, with both ends of the range."""
    (words,) = standing_on("HU", date(2026, 7, 1)).earlier
    assert "2025-06-02" in words
    assert "2026-05-28 to 2026-06-01" in words


def test_a_day_after_the_table_is_marked_expected() -> None:
    """What lies ahead is as things stood; the words leave room for a rescission."""
    found = standing_on("NE", date(2027, 6, 18))
    assert found.kind is LEFT
    assert found.expected
    assert "unless it is rescinded" in found.words
    assert not standing_on("NE", date(2026, 11, 23)).expected


def test_what_became_known_later_is_not_in_the_words_of_a_leaving_state() -> None:
    """On a day before the rescission nothing of it is told."""
    assert "rescinded" not in standing_on("ZA", date(2016, 12, 1)).words
    assert not standing_on("ZA", date(2016, 12, 1)).earlier


@pytest.mark.parametrize("iso2", [r["iso2"] for r in RAW["non_parties_of_interest"]])
def test_non_parties_never_were_party(iso2: str) -> None:
    """Also not on the day on which Malaysia's accession would have counted."""
    for day in ("1999-01-01", "2019-06-01", "2026-11-23", "2030-01-01"):
        assert kind(iso2, day) is NEVER


ACCEPTED = [
    ("UA", "2014-04-16", 0),
    ("UA", "2014-04-17", 1),
    ("UA", "2015-09-07", 1),
    ("UA", "2015-09-08", 2),
    ("PS", "2014-12-31", 0),  # the one of 2009 was not accepted
    ("PS", "2015-01-01", 1),
    ("EG", "2020-01-01", 0),  # rejected
    ("LY", "2025-05-11", 0),
    ("LY", "2025-05-12", 1),
    ("CI", "2003-04-18", 1),
    ("AM", "2023-11-13", 0),
]


@pytest.mark.parametrize(("iso2", "day", "number"), ACCEPTED)
def test_acceptances_count_from_the_day_they_are_lodged(iso2: str, day: str, number: int) -> None:
    """Valid declarations under Art. 12(3), none before its day, none that was turned down."""
    assert len(membership().acceptances_on(iso2, date.fromisoformat(day))) == number


COVERS = [
    ("2014-02-20/..", "2022-02-24/..", True),
    ("2014-02-20/..", "2013-12-01/2014-01-01", False),
    ("2014-02-20/..", "", True),  # open: it goes on
    ("2013-11-21/2014-02-22", "", None),
    ("2013-11-21/2014-02-22", "2022-02-24/..", False),
    ("2013-11-21/2014-02-22", "2014-02", True),
]


@pytest.mark.parametrize(("period", "acts", "wanted"), COVERS)
def test_a_declaration_covers_acts_of_its_period(
    period: str, acts: str, wanted: bool | None
) -> None:
    """Where the acts' period is not recorded, a closed declaration is not certain to cover."""
    one = next(a for a in membership().acceptances if a.period == period)
    assert one.covers(acts) is wanted


def test_war_crimes_declarations_end() -> None:
    """France withdrew its own, Colombia's ran out, Ukraine's stands."""
    law = membership()
    stood = {
        (i, d): len(law.opt_outs_on(i, date.fromisoformat(d)))
        for i, d in [
            ("FR", "2008-08-12"), ("FR", "2008-08-13"), ("CO", "2009-10-31"), ("CO", "2009-11-01"),
            ("UA", "2024-10-24"), ("UA", "2024-10-25"), ("UA", "2031-12-31"), ("UA", "2032-01-01"),
        ]
    }  # fmt: skip
    assert list(stood.values()) == [1, 0, 1, 0, 0, 1, 1, 0]


def test_referrals_and_incidents_have_their_day() -> None:
    """None before it; incidents begin before the day asked about."""
    law = membership()
    assert not law.referrals_on("Libya", date(2011, 2, 25))
    assert law.referrals_on("Libya", date(2011, 2, 26))
    assert not law.incidents_before("MN", date(2024, 9, 2))
    assert [i.id for i in law.incidents_before("MN", date(2024, 9, 3))] == ["inc.mn.2024"]


NAMES = [
    ("Mongolia", "MN"), ("mn", "MN"), ("MNG", "MN"), ("the Gambia", "GM"), ("UK", "GB"),
    ("gb", "GB"), ("U.S.", "US"), ("usa", "US"), ("Ivory Coast", "CI"), ("cote d'ivoire", "CI"),
    ("Côte d’Ivoire", "CI"), ("Росія", "RU"), ("Россия", "RU"), ("السودان", "SD"), ("ישראל", "IL"),
    ("Україна", "UA"), ("საქართველო", "GE"), ("中国", "CN"), ("Türkiye", "TR"), ("Kyiv", "UA"),
    ("DRC", "CD"), ("Republic of the Congo", "CG"), ("Niger", "NE"), ("Nigeria", "NG"),
    ("Guinea", "GN"), ("Republic of Korea", "KR"), ("Emirates", "AE"), ("Holland", "NL"),
    ("State of Palestine", "PS"), ("  south   africa ", "ZA"), ("Congo", "CD CG"),
    ("Korea", "KP KR"), ("united", "AE GB TZ US"), ("Atlantis", ""), ("", ""), ("x" * 5000, ""),
    ("Zz", ""), ("un", ""), ("—", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "codes"), NAMES, ids=lambda v: str(v)[:24])
def test_states_are_found_by_name_and_code(words: str, codes: str) -> None:
    """In any script that the tables give; all candidates where several are meant."""
    assert " ".join(s.iso2 for s in find_states(words)) == codes


def test_every_party_is_found_by_its_codes_and_name() -> None:
    """Nobody shadows anybody: only "Congo" means two."""
    for row in RAW["parties"]:
        for words in (row["iso2"], row["iso3"], row["name"], *row["aliases"]):
            codes = [s.iso2 for s in find_states(words)]
            assert row["iso2"] in codes
            assert len(codes) == 1 or words == "Congo"


def test_situations_name_their_states() -> None:
    """Numerals and provinces do not hide the State."""
    named = {w: territories(w) for w in ("Darfur, Sudan", "Central African Republic II", "Mars")}
    assert list(named.values()) == [("SD",), ("CF",), ()]


def broken(change: Callable[[dict[str, Any]], object]) -> str:
    table = copy.deepcopy(RAW)
    change(table)
    with pytest.raises(LawError) as caught:
        parse_membership(table)
    return str(caught.value)


def party(table: dict[str, Any], iso2: str) -> dict[str, Any]:
    return next(r for r in table["parties"] if r["iso2"] == iso2)


def notice(table: dict[str, Any], iso2: str) -> dict[str, Any]:
    return party(table, iso2)["withdrawals"][0]  # type: ignore[no-any-return]


BROKEN: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    ("party without source", lambda t: party(t, "AM")["verified"].pop("source"), "AM: no source"),
    ("no verified at all", lambda t: party(t, "AM").pop("verified"), "AM: no source"),
    ("withdrawal, no source", lambda t: notice(t, "PH").update(source=""), "PH, withdrawal 1: no"),
    ("12(3) without source", lambda t: t["declarations_12_3"][5].pop("source"), "UA: no source"),
    ("124 without source", lambda t: t["declarations_124"][0].pop("source"), "FR: no source"),
    ("incident, no source", lambda t: t["non_arrest_incidents"][0].pop("sources"), "inc.mn.2024"),
    ("30 February", lambda t: party(t, "AM").update(in_force="2024-02-30"), "AM: in_force is no"),
    ("month only", lambda t: party(t, "AM").update(in_force="2024-02"), "must be a full day"),
    ("day as number", lambda t: party(t, "AM").update(in_force=20240201), "AM: in_force"),
    ("not Art. 126", lambda t: party(t, "AM").update(in_force="2024-03-01"), "Art. 126"),
    ("no deposit", lambda t: party(t, "AM").update(deposited=None), "AM: no day of deposit"),
    ("signed late", lambda t: party(t, "AL").update(signed="2020-01-01"), "AL: deposited lies"),
    ("act", lambda t: party(t, "AL").update(act="wish"), "AL: unknown act"),
    ("leaves early", lambda t: notice(t, "PH").update(effective="2019-03-16"), "Art. 127(1)"),
    ("before notice", lambda t: notice(t, "PH").update(effective="2018-01-01"), "effective lies"),
    ("before joining", lambda t: notice(t, "PH").update(notified="2001-01-01"), "notified lies"),
    ("status", lambda t: notice(t, "PH").update(status="maybe"), "PH, withdrawal 1: unknown"),
    ("no end", lambda t: notice(t, "PH").update(effective=None), "no day on which"),
    ("rescinded, no day", lambda t: notice(t, "GM").update(rescinded=None), "do not agree"),
    ("twice", lambda t: t["parties"].append(party(t, "AL")), "AL is there twice"),
    ("code", lambda t: party(t, "AL").update(iso2="al"), "no ISO codes"),
    ("rule, no article", lambda t: t["exposure_rules"][0].update(basis=[]), "exp.party: no art"),
    ("finding early", lambda t: t["non_arrest_incidents"][0].update(finding_date="2024-01-01"),
     "inc.mn.2024: finding_date lies"),
    ("period", lambda t: t["declarations_12_3"][5].update(period="2013-13-01/.."), "period"),
    ("rows", lambda t: t.update(parties={"AL": 1}), "parties must be a list"),
    ("as of", lambda t: t.pop("as_of"), "as_of"),
    ("checkpoint", lambda t: t["checkpoints"][0].update(parties="66"), "no number"),
    ("note", lambda t: t["article_98_notes"][0].pop("verified"), "nothing says how"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "wanted"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_row_that_cannot_be_relied_on_is_refused(
    change: Callable[[dict[str, Any]], object], wanted: str
) -> None:
    """One clear error that names the row."""
    assert wanted in broken(change)
