"""Proceedings on the terminal: recorded apart from reported, then what can come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from casefile.cli.forms import records
from casefile.cli.terminal import console, hang, one_line
from casefile.proceedings.ahead import POSSIBLE, PRESUMPTION

if TYPE_CHECKING:
    from rich.console import Console

    from casefile.proceedings.as_of import Standing
    from casefile.proceedings.from_register import RegisterCase
    from casefile.reference.warrants import Register
    from casefile.search.matters import ReportedRow
    from casefile.workflow.proceedings import ProceedingShown


def proceedings(
    found: Sequence[ProceedingShown],
    cases: Sequence[RegisterCase],
    register: Register,
    how: tuple[str, str],
) -> None:
    """Proceedings of the case, then those of registers.

    Args:
        how: the form of output, and the day asked for ("" for now).
    """
    form, on = how
    if form != "table":
        rows = [_record(shown, on) for shown in found]
        records([*rows, *(_register_record(one, on) for one in cases)], form)
        return
    out = console()
    if not found and not cases:
        print("No proceeding matches." if on else "No proceeding is recorded or reported.")
    for shown in found:
        _shown(out, shown)
    for one in cases:
        _register_case(out, one, on)
    if cases:
        print(f"Registers as of {register.as_of}. {one_line(register.coverage.partition(';')[0])}.")
    else:
        size = len(register.instruments)
        print(f"Beside these, registers hold {size} warrants and summonses: --register lists them.")
    print(PRESUMPTION)


def _shown(out: Console, shown: ProceedingShown) -> None:
    row = shown.row
    about = ", ".join(one_line(p) for p in row.persons) or "nobody is named"
    place = f", situation {one_line(row.situation)}" if row.situation else ""
    out.print(f"{row.label}  {one_line(row.name)}{place}: {about}", style="bold")
    at, said = shown.recorded_stage, shown.reported_stage
    out.print(
        f"  recorded stage  {at.label + ' (' + at.step + ')' if at else 'nothing is recorded'}"
    )
    if said:
        hang(out, f"reported stage  {said.label} ({said.how}, {said.step})", 2)
    if shown.may_be_several:
        hang(out, _SEVERAL, 2)
    if shown.on is not None:
        _on(out, shown)
    for number, step in enumerate(shown.recorded.steps, 1):
        days = "; ".join(
            f"{what} {day}" for what, day in (("happened", step.happened), ("public", step.public))
            if day
        )  # fmt: skip
        fix = f"; corrects step {step.corrects}" if step.corrects else ""
        basis = ", ".join(f"{r.kind} {r.id[:10]}" for r in step.rests_on)
        hang(out, f"step {number}  {step.stage}: {days or 'no day known'}; known {step.known}; "
                  f"rests on {basis}; entry {step.entry}{fix}", 2)  # fmt: skip
    for told in shown.reported:
        _told(out, told)
    _next(out, shown)
    out.print()


_SEVERAL = "Several documents name nobody: steps of different cases may stand together here."


def _told(out: Console, told: ReportedRow) -> None:
    who = "; ".join(one_line(s) or "the outlet, in its own words" for s in told.speakers)
    day = told.published[:10] or "day not known"
    stage = told.stage or "stage not stated"
    decided = f", {told.state} by entry {told.decided}" if told.decided >= 0 else ", suggested"
    hang(out, f"{told.label}  {told.manner}: {stage} (“{one_line(told.words)}”), by {who}, "
              f"said {day}{decided}, {told.score}", 2)  # fmt: skip
    persons = ", ".join(one_line(p["words"]) for p in told.persons)
    for title, words in (
        ("about", persons),
        ("subject", one_line(told.subject)),
        ("on condition", "; ".join(one_line(c) for c in told.conditions)),
        ("not said", "; ".join(told.not_said)),
        ("note", "; ".join(told.notes)),
    ):
        if words:
            hang(out, f"{title}: {words}", 8)


def _next(out: Console, shown: ProceedingShown) -> None:
    if not shown.ahead:
        return
    hang(out, f"What can come next. {POSSIBLE}", 2)
    for step in shown.ahead:
        mark = "then" if step.steps > 1 else "next"
        articles = f" [Art. {', '.join(step.articles)}]" if step.articles else ""
        standard = f", standard: {step.standard.replace('_', ' ')}" if step.standard else ""
        trigger = f"{step.trigger}; " if step.trigger else ""
        decides = f"decides: {step.decides}" if step.decides else "decides: not in our data"
        hang(out, f"{mark}  {step.label}: {trigger}{decides}{standard}{articles}", 4)
        if step.condition:
            hang(out, f"where {step.condition}", 10)
        for words in step.reported:
            hang(out, f"as reported: {one_line(words)}", 10)
    if shown.ladder:
        rungs = []
        for rung in shown.ladder.rungs:
            mark = " (now)" if rung.now else " (next)" if rung.next else ""
            rungs.append(f"{rung.label}{mark}")
        hang(out, "standards: " + " → ".join(rungs), 4)
        for line in shown.ladder.does_not_mean:
            hang(out, f"{line}", 4)


def _on(out: Console, shown: ProceedingShown) -> None:
    assert shown.on is not None
    for track in shown.on.tracks:
        who = "situation" if track.is_situation else one_line(track.person) or "case"
        so, public, known = (_standing(s) for s in (track.so, track.public, track.known))
        words = f"on {shown.on.day}, {who}: so {so}; public {public}; known to us {known}"
        hang(out, words, 2)


def _standing(one: Standing) -> str:
    words = one.stage or "nothing"
    if one.since:
        words += f" (since {one.since})"
    if not one.certain:
        words += f", perhaps {', '.join(one.perhaps)} (between {one.between})"
    return words


def _register_case(out: Console, one: RegisterCase, on: str) -> None:
    about = one.proceeding
    out.print(f"{about.id}  {', '.join(about.persons)}, situation {about.situation}", style="bold")
    if on and about.steps:
        from casefile.proceedings.as_of import as_of

        for track in as_of(about, on).tracks:
            hang(out, f"on {on}: so {_standing(track.so)}; public {_standing(track.public)}", 2)
    for number, step in enumerate(about.steps, 1):
        gap = " (steps before are not recorded)" if step.gap else ""
        public = f", public {step.public}" if step.public else ""
        hang(out, f"{number:>2}  {step.stage}: {step.happened or 'no day'}{public}; "
                  f"{one_line(step.note)}{gap}", 2)  # fmt: skip
    for note in one.notes:
        hang(out, f"note {note.date}: {one_line(note.words)} ({note.why})", 6)
    unchecked = [name for name, flag in one.verified if flag not in ("True", "true")]
    if unchecked:
        hang(out, f"not read in a source: {', '.join(unchecked)}", 6)
    for words in one.uncertain:
        hang(out, f"open: {one_line(words)}", 6)


def _record(shown: ProceedingShown, on: str) -> dict[str, Any]:
    return {
        "proceeding": shown.row.label,
        **asdict(shown.row),
        "on": on,
        "as_of": asdict(shown.on) if shown.on else None,
        "recorded_stage": asdict(shown.recorded_stage) if shown.recorded_stage else None,
        "reported_stage": asdict(shown.reported_stage) if shown.reported_stage else None,
        "recorded": [step.to_record() for step in shown.recorded.steps],
        "reported": [asdict(told) for told in shown.reported],
        "may_be_several": shown.may_be_several,
        "ahead": [asdict(step) for step in shown.ahead],
        "ladder": asdict(shown.ladder) if shown.ladder else None,
        "presumption": PRESUMPTION,
    }


def _register_record(one: RegisterCase, on: str) -> dict[str, Any]:
    return {
        "proceeding": one.proceeding.id,
        "forum": one.proceeding.forum,
        "situation": one.proceeding.situation,
        "persons": list(one.proceeding.persons),
        "on": on,
        "recorded": [step.to_record() for step in one.proceeding.steps],
        "notes": [asdict(note) for note in one.notes],
        "verified": dict(one.verified),
        "uncertain": list(one.uncertain),
        "sources": list(one.sources),
        "presumption": PRESUMPTION,
    }
