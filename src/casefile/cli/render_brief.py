"""The brief as one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from casefile.cli.forms import records
from casefile.cli.render_allegations import names
from casefile.cli.terminal import console, count, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from casefile.search.sums import Listed
    from casefile.workflow.brief import Brief
    from casefile.workflow.proceedings import Stage

_FIXED_LINES = 28  # all lines but those of the lists
_LISTS = 7


def brief(result: Brief, name: str, form: str = "table") -> None:
    """Print a brief: sums, then lists cut to what fits the screen; in other forms, whole lists."""
    if form != "table":
        records([{**line, "presumption": result.presumption} for line in _records(result)], form)
        return
    out = console()
    each = max(3, (out.height - _FIXED_LINES) // _LISTS) if out.is_terminal else 4
    for line in _sums(result, name):
        out.print(line)
    _alleged(out, result, each)
    _forums(out, result)
    _voices(out, result, each)
    sections = (
        ("Denies or rejects", result.denials, "--stance denies,rejects"),
        (
            "Declined, did not respond, nothing to announce",
            result.silences,
            "--stance declines_to_comment,did_not_respond,nothing_to_announce",
        ),
        (
            "Could not be confirmed, or is doubted",
            result.unconfirmed,
            "--stance cannot_confirm,doubts",
        ),
        ("Pending: planned, sought, expected or possible", result.pending, "--pending"),
    )
    for title, listed, more in sections:
        _section(out, title, listed, (each, more))
    out.print(_record_line(result))


def _records(result: Brief) -> Iterator[dict[str, str]]:
    """Every line as a record: its section, what opens it, who it is about, its words."""
    for row in result.alleged:
        of = f"a{row.number}"
        yield _record("alleged", of, row.speakers, f"{row.title} ({row.candidates})")
        yield from (_record("denied", of, [who], row.title) for who in row.denied_by)
        yield from (_record("other account", of, [who], row.title) for who in row.other_accounts)
        yield from (_record("said to have acted", of, [who], row.title) for who in row.acting)
    for found in result.open:
        yield from (_record("contested", f"a{found.number}", (), x) for x in found.contested)
        yield from (_record("not said yet", f"a{found.number}", (), x) for x in found.gaps)
    for shown in result.forums:
        at, said = shown.recorded_stage, shown.reported_stage
        recorded = f"recorded: {at.label if at else 'nothing'}"
        words = recorded + (f"; {_told(said)}" if said else "")
        yield _record("before courts", shown.row.label, shown.row.persons, words)
    for voice in result.voices:
        yield _record("who says most", "", [voice.speaker], f"{voice.claims} claims")
    lists = {
        "denies or rejects": result.denials,
        "gave no answer": result.silences,
        "not confirmed": result.unconfirmed,
        "pending": result.pending,
    }
    for section, listed in lists.items():
        for claim in listed.claims:
            words = f"{claim.cue} {claim.content}".strip()
            yield _record(section, claim.label, [claim.speaker], words)


def _record(section: str, opens: str, who: Iterable[str], words: str) -> dict[str, str]:
    return {"section": section, "opens": opens, "who": "; ".join(who), "words": words}


def _sums(result: Brief, name: str) -> list[str]:
    all_of = result.totals
    outlets = count(all_of.outlets, "outlet")
    if all_of.no_outlet:
        outlets += f" ({all_of.no_outlet} with none named)"
    dates = "no publication dates"
    if all_of.first_published:
        dates = f"published {all_of.first_published[:10]} to {all_of.last_published[:10]}"
    if all_of.first_published and all_of.no_date:
        dates += f" ({all_of.no_date} without a date)"
    claims = (
        f"{count(all_of.claims, 'claim')} by speakers, {all_of.own_voice} in outlets' own voice"
    )
    documents = count(all_of.documents, "document")
    return [
        f"{one_line(name)}: {documents}, {outlets}, {all_of.words:,} words",
        dates,
        f"{claims}. Found by machine, not checked by a person.",
    ]


def _alleged(out: Console, result: Brief, each: int) -> None:
    _title(out, "Alleged", result.allegations)
    if not result.alleged:
        _line(out, "      ", "no told event describes the conduct of a listed crime")
        return
    for row in result.alleged[:each]:
        says, denies = names(row.speakers) or "nobody found", names(row.denied_by) or "nobody found"
        other = f"; other account: {names(row.other_accounts)}" if row.other_accounts else ""
        _line(out, f"{'a' + str(row.number):>4}  ", f"{one_line(row.title)} ({row.candidates})")
        _line(out, "      ", f"  say so: {says}; denies: {denies}{other}")
        if row.acting:
            _line(out, "      ", f"  said to have acted: {names(row.acting)}")
    _more(out, result.allegations - min(each, len(result.alleged)), "casefile allegations")
    for found in result.open:
        contested = "; ".join(found.contested) or "nothing found"
        _line(out, f"{'a' + str(found.number):>4}  ", f"contested: {one_line(contested)}")
        for gap in found.gaps[:_GAPS]:
            _line(out, "      ", f"  {gap}")
        matrix = f"casefile matrix a{found.number}"
        _more(out, len(found.gaps) - min(_GAPS, len(found.gaps)), matrix)
    out.print(result.presumption, overflow="fold")


_GAPS = 3


def _forums(out: Console, result: Brief) -> None:
    _title(out, "Before courts", result.proceedings)
    for shown in result.forums:
        row = shown.row
        about = ", ".join(row.persons) or "nobody is named"
        place = f", {row.situation}" if row.situation else ""
        _line(out, f"{row.label:>4}  ", f"{one_line(row.name + place)}: {one_line(about)}")
        at, said = shown.recorded_stage, shown.reported_stage
        recorded = at.label if at else "nothing"
        _line(out, "      ", f"  recorded: {recorded}" + (f"; {_told(said)}" if said else ""))
        waits = [step for step in shown.ahead if step.steps == 1][:1]
        waits += [step for step in shown.ahead if step.reported][:1]
        for step in waits:
            words = f"  can come next: {step.label}, decided by {step.decides}"
            condition = f" ({one_line(step.reported[0])})" if step.reported else ""
            _line(out, "      ", words + condition)
    _more(out, result.proceedings - len(result.forums), "casefile proceedings")


def _told(stage: Stage) -> str:
    return f"reported: {stage.label} ({stage.how})"


def _voices(out: Console, result: Brief, each: int) -> None:
    _title(out, "Who says most", result.totals.speakers)
    if result.totals.unresolved:
        noun = count(result.totals.unresolved, "claim")
        _line(out, "      ", f"({noun} by a pronoun or by nobody named are not counted here)")
    for voice in result.voices[:each]:
        places = count(voice.documents, "document")
        denials = f", {count(voice.denials, 'denial')}" if voice.denials else ""
        claims = count(voice.claims, "claim")
        _line(out, "      ", f"{one_line(voice.speaker)}: {claims} in {places}{denials}")


def _section(out: Console, title: str, listed: Listed, cut: tuple[int, str]) -> None:
    each, more = cut
    _title(out, title, listed.total)
    if not listed.claims:
        _line(out, "      ", "none found")
    for row in listed.claims[:each]:
        words = one_line(f"{row.cue} {row.content}")
        _line(out, f"{row.label:>6}  ", f"{one_line(row.speaker)}: {words}")
    _more(out, listed.total - min(each, listed.total), f"casefile claims {more}")


def _more(out: Console, rest: int, command: str) -> None:
    if rest > 0:
        _line(out, "      ", f"… {rest} more: {command}")


def _title(out: Console, title: str, count: int) -> None:
    out.print(f"{title} ({count})", style="bold")


def _line(out: Console, margin: str, words: str) -> None:
    """One line, cut to the width."""
    room = max(20, out.width - len(margin))
    out.print(
        margin + (words if len(words) <= room else words[: room - 1] + "…"),
        overflow="crop",
        no_wrap=True,
    )


def _record_line(result: Brief) -> str:
    if result.verified is None:
        return f"Record: {result.entries} entries; not verified yet: run 'casefile verify'."
    seen = result.verified
    found = "no problem found" if not seen.problems else f"{seen.problems} PROBLEMS FOUND"
    return (
        f"Record: {result.entries} entries; last verified {seen.at} at {seen.entries} entries, "
        f"{found}."
    )
