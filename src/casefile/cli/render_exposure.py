"""Exposure as text, JSON or CSV. The presumption of innocence stands on each of them."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from casefile.cli.forms import records
from casefile.cli.terminal import console, one_line

if TYPE_CHECKING:
    from casefile.proceedings.exposure import Exposure
    from casefile.proceedings.exposure_rules import Applied
    from casefile.reference.warrants import Instrument
    from casefile.workflow.exposure import ExposureAnswer, Stay

_MARGIN = 13  # of the text beside a label
_FLAG_WORDS = {
    "yes": "read in a source",
    "no": "from memory",
    "partly": "partly checked",
    "": "not checked",
}


def exposure(answer: ExposureAnswer, form: str) -> None:
    """Print an answer; lines of the itinerary that were not read go to standard error."""
    for problem in answer.problems:
        print(f"casefile: {one_line(problem)}", file=sys.stderr)
    if form == "json":
        print(json.dumps(_record(answer), ensure_ascii=False, indent=1))
    elif form == "csv":
        records([_row(answer, stay) for stay in answer.stays], "csv")
    else:
        _text(answer)


def _text(answer: ExposureAnswer) -> None:
    from casefile.proceedings.exposure import PRESUMPTION

    person = answer.matched.person
    about = ", ".join(w for w in (person.capacity, "/".join(person.nationality)) if w)
    print(f"{one_line(person.name)}" + f" ({one_line(about)})" * bool(about))
    _line("taken for", f"“{answer.typed}” by {answer.matched.explained}")
    print(PRESUMPTION)
    for stay in answer.stays:
        print()
        _stay(stay)
    print()
    print(f"Contested points, as noted on {answer.law_as_of}:")
    for note in answer.notes:
        flag = _FLAG_WORDS.get(note.verified, note.verified)
        _line("note", f"{note.topic}: {note.text} [{flag}]")
    for words in answer.fixed:
        if words != PRESUMPTION:
            print(words)
    print(f"Law as of {answer.law_as_of}, registers as of {answer.as_of}.")
    print(one_line(answer.coverage))


def _stay(stay: Stay) -> None:
    found = stay.exposure
    head = f"{found.state.name} ({found.state.iso2}), {_days(stay)}: {_words(found.duty)}"
    if found.if_in_force:
        head += f"; if the warrant was in force: {_words(found.if_in_force)}"
    console().print(one_line(head), style="bold")
    for label, words in _details(found):
        _line(label, words)


def _details(found: Exposure) -> Iterator[tuple[str, str]]:
    yield "rule", _rule(found.rule.id, found.rule.basis, found.rule.text)
    yield "because", found.why
    for rule in found.beside:
        yield "beside it", _rule(rule.id, rule.basis, rule.text)
    if found.standing.words not in found.why:
        yield "standing", found.standing.words
    for row in found.applied:
        yield row.seen.instrument.kind, _instrument(row, found.later)
    for words in found.applications:
        yield "application", words
    for seen in found.incidents:
        yield "earlier here", _incident_words(seen)
    for note in found.notes:
        yield "note", f"{note.topic}: {note.text}"
    for words in found.later:
        yield "later", words


def _instrument(row: Applied, later: tuple[str, ...]) -> str:
    one = row.seen.instrument
    parts = [f"{one.id} ({one.chamber or 'chamber not recorded'}, {one.situation.name})"]
    parts.append(f"{row.seen.force.value}: {row.seen.words}")
    parts.append(f"dates and status: {_checked(one)}")
    if not any(f"{one.id}:" in words for words in later):
        parts.append(f"recorded status: {_words(one.status)} ({one.status_as_of or 'no day'})")
    if one.content_public is False:
        parts.append("its text is secret, its existence public")
    parts += [f"open: {words}" for words in one.uncertain]
    return "; ".join(parts)


def _checked(one: Instrument) -> str:
    """How far the record's dates and status were read in a source."""
    notes = dict(one.verified_notes)
    words = []
    for field in ("issued", "public", "status"):
        flag = one.flag(field)
        if flag != "yes":
            note = f" ({notes[field]})" if field in notes else ""
            words.append(f"{field} {_FLAG_WORDS.get(flag, flag)}{note}")
    return ", ".join(words) or "read in a source"


def _incident_words(seen: Any) -> str:
    one = seen.incident
    first, last = one.visit
    when = f"{first}" if first == last else f"{first} to {last}"
    who = one.person + (", the same person" if seen.same_person else "")
    words = f"{when}, {who}: {one.what}; finding: {seen.finding or 'none recorded'}"
    if seen.finding_later:
        words += f"; found later: {seen.finding_later}"
    return words


def _record(answer: ExposureAnswer) -> dict[str, Any]:
    from casefile.proceedings.exposure import PRESUMPTION

    person = answer.matched.person
    return {
        "person": asdict(person),
        "typed": answer.typed,
        "matched": answer.matched.explained,
        "score": f"{answer.matched.score:.3f}",
        "presumption": PRESUMPTION,
        "stays": [_stay_record(stay) for stay in answer.stays],
        "problems": list(answer.problems),
        "notes": [asdict(note) for note in answer.notes],
        "limits": list(answer.fixed),
        "coverage": answer.coverage,
        "registers_as_of": answer.as_of,
        "law_as_of": answer.law_as_of,
    }


def _stay_record(stay: Stay) -> dict[str, Any]:
    found = stay.exposure
    return {
        "line": stay.line,
        "state": found.state.name,
        "iso2": found.state.iso2,
        "from": stay.first.isoformat(),
        "to": stay.last.isoformat(),
        "class": found.duty,
        "if_in_force": found.if_in_force,
        "rule": asdict(found.rule),
        "beside": [asdict(rule) for rule in found.beside],
        "why": found.why,
        "standing": found.standing.kind.value,
        "standing_words": found.standing.words,
        "standing_certain": found.standing.certain,
        "expected": found.standing.expected,
        "instruments": [_instrument_record(row) for row in found.applied],
        "applications": list(found.applications),
        "earlier_incidents": [_incident_record(seen) for seen in found.incidents],
        "notes": [asdict(note) for note in found.notes],
        "public_later": list(found.later),
    }


def _instrument_record(row: Applied) -> dict[str, Any]:
    one, seen = row.seen.instrument, row.seen
    return {
        "id": one.id,
        "kind": one.kind,
        "force": seen.force.value,
        "issued_by_day": seen.issued,
        "public_by_day": seen.public,
        "words": seen.words,
        "issued_on": one.issued_on,
        "public_on": one.public_on,
        "class": row.rule.duty,
        "rule": row.rule.id,
        "verified": dict(one.verified),
        "uncertain": list(one.uncertain),
        "events_by_day": [asdict(event) for event in seen.events],
        "status_since": {"as_of": one.status_as_of, "status": one.status, "stage": one.stage},
        "sources": list(one.sources),
    }


def _incident_record(seen: Any) -> dict[str, Any]:
    one = seen.incident
    return {
        "id": one.id,
        "person": one.person,
        "same_person": seen.same_person,
        "from": one.visit[0].isoformat(),
        "to": one.visit[1].isoformat(),
        "what": one.what,
        "finding": seen.finding,
        "finding_later": seen.finding_later,
        "state_argument": one.state_argument,
        "verified": one.verified,
        "sources": list(one.sources),
    }


def _row(answer: ExposureAnswer, stay: Stay) -> dict[str, Any]:
    from casefile.proceedings.exposure import INFORMS, PRESUMPTION

    found = stay.exposure
    return {
        "person": answer.matched.person.name,
        "matched": answer.matched.explained,
        "line": stay.line,
        "state": found.state.name,
        "iso2": found.state.iso2,
        "from": stay.first.isoformat(),
        "to": stay.last.isoformat(),
        "class": found.duty,
        "if_in_force": found.if_in_force,
        "rule": found.rule.id,
        "articles": " ".join(found.rule.basis),
        "text": found.rule.text,
        "why": found.why,
        "standing": found.standing.kind.value,
        "instruments": " | ".join(
            f"{r.seen.instrument.id}: {r.seen.force.value}" for r in found.applied
        ),
        "earlier_incidents": " | ".join(map(_incident_words, found.incidents)),
        "public_later": " | ".join(found.later),
        "presumption": PRESUMPTION,
        "limits": INFORMS,
    }


def _rule(id: str, basis: tuple[str, ...], text: str) -> str:
    articles = ", ".join(f"Art. {b}" if b[0].isdigit() else b for b in basis)
    return f"{text} [{id}" + (f"; {articles}]" if articles else "]")


def _days(stay: Stay) -> str:
    return f"{stay.first}" if stay.first == stay.last else f"{stay.first} to {stay.last}"


def _words(duty: str) -> str:
    return duty.replace("_", " ")


def _line(label: str, words: str) -> None:
    """A label and its words, folded to the width beside it."""
    room = max(20, console().width - _MARGIN - 2)
    for n, part in enumerate(textwrap.wrap(one_line(words), room) or [""]):
        print(f"  {'' if n else label:<{_MARGIN}}{part}")
