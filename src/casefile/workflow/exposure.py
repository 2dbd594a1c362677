"""What follows from a person's warrants in States on days: needs no case and no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path

from casefile.errors import BadInput, EmptyInput
from casefile.particulars import Party, PartyKind
from casefile.proceedings.exposure import (
    FIXED_LINES,
    Exposure,
    exposure_of,
    general_notes,
)
from casefile.proceedings.itinerary import Stop, one_day, one_state, read_itinerary
from casefile.proceedings.persons import Candidate, candidates, the_one
from casefile.reading.parties.identity_across import Likeness, likely_same
from casefile.reading.parties.transliterate import comparing_key
from casefile.reference.membership import LawNote, State, membership
from casefile.reference.warrants import Person, Register, joined, read_register, shipped_register

_SAME = 0.7  # likeness from which on a name told in an incident is the person's
_NEAR = 0.75  # share of like letters in a surname, 0 to 1, from which on it is named as near
_NAMED = 5  # names in one message


@dataclass(frozen=True, slots=True)
class Stay:
    """The answer for the days from `first` to `last`, all alike. `line` is of the itinerary."""

    first: date
    last: date
    exposure: Exposure
    line: int = 0


@dataclass(frozen=True, slots=True)
class ExposureAnswer:
    """Everything that one question gives, with the lines that must stand beside it.

    `matched` explains whom the typed name was taken for; `problems` are lines of the itinerary
    that could not be read.
    """

    typed: str
    matched: Candidate
    stays: tuple[Stay, ...]
    problems: tuple[str, ...]
    notes: tuple[LawNote, ...]
    fixed: tuple[str, ...]
    coverage: str
    as_of: str  # of the registers
    law_as_of: str


def exposure(
    person: str, states: Sequence[str], day: str | date, registers: Sequence[Register] = ()
) -> ExposureAnswer:
    """What follows for a person in each of the States on one day.

    Args:
        person: a name in any spelling or script, or the id of a record.
        states: names or ISO codes.
        registers: further ones, beside the starter register.

    Raises:
        BadInput: nobody or several persons, no or several States, no such day.
        LawError: registers that contradict each other.
    """
    on = one_day(day) if isinstance(day, str) else day
    stops = [Stop(0, one_state(words), on, on) for words in states]
    if not stops:
        raise EmptyInput("no State to look at", next_step="name one with --to")
    return _answer(person, stops, (), registers)


def exposure_itinerary(
    person: str, path: Path, registers: Sequence[Register] = ()
) -> ExposureAnswer:
    """The same for the lines of an itinerary file. A bad line becomes a problem.

    Raises:
        BadInput: the file cannot be read, nobody or several persons are meant, or no line is good.
        LawError: registers that contradict each other.
    """
    itinerary = read_itinerary(_text(path))
    if not itinerary.stops:
        raise BadInput("no line of the itinerary can be used", found="; ".join(itinerary.problems))
    return _answer(person, itinerary.stops, itinerary.problems, registers)


def register_from(path: Path) -> Register:
    """A further register in the form of warrants.json.

    Raises:
        BadInput: the file cannot be opened.
        LawError: a record in it cannot be relied on.
    """
    try:
        return read_register(path.read_bytes(), path.name)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read", found=error.strerror or "") from None


def _answer(
    person: str, stops: Sequence[Stop], problems: tuple[str, ...], registers: Sequence[Register]
) -> ExposureAnswer:
    register = joined([shipped_register(), *registers])
    law = membership()
    matched = _matched(person, register)
    same = _same_person(matched)
    stays = tuple(stay for stop in stops for stay in _stays(stop, matched, same))
    return ExposureAnswer(
        typed=person,
        matched=matched,
        stays=stays,
        problems=problems,
        notes=general_notes(law),
        fixed=FIXED_LINES,
        coverage=register.coverage,
        as_of=register.as_of,
        law_as_of=law.as_of.isoformat(),
    )


def _matched(typed: str, register: Register) -> Candidate:
    """The one person meant; where nobody is, the error names whom a slip may have missed."""
    rows = register.instruments, register.applications
    found = candidates(typed, *rows, _likeness)
    if found:
        return the_one(found)
    words = typed.split()
    same = candidates(words[-1], *rows, _likeness) if len(words) > 1 else ()
    if same:
        raise BadInput(
            "nobody of this name in the registers, only of this surname",
            found="; ".join(c.person.name for c in same[:_NAMED]),
            next_step="write the name as one of them, or the surname alone",
        )
    near = _near(typed, [r.person for r in rows[0]] + [r.person for r in rows[1]])
    if near:
        raise BadInput(
            "nobody of this name in the registers, only of a surname spelt like it",
            found="; ".join(near),
            next_step="write it as the register does, if one of them is meant",
        )
    return the_one(found)


def _near(typed: str, people: Sequence[Person]) -> list[str]:
    """Names whose surname is spelt almost like one of the words. They are told, never taken."""
    spelt: dict[str, set[str]] = {}
    for person in people:
        for word in (person.surname or person.name).split():
            spelt.setdefault(comparing_key(word), set()).add(person.name)
    keys = sorted({comparing_key(word) for word in typed.split()})
    close = [k for key in keys if len(key) > 3 for k in get_close_matches(key, spelt, 3, _NEAR)]
    return sorted({name for key in close for name in spelt[key]})[:_NAMED]


def _stays(stop: Stop, matched: Candidate, same: Callable[[str], bool]) -> Iterator[Stay]:
    """The days of a stop, those with the same answer as one."""
    open_stay: Stay | None = None
    day = stop.first
    while day <= stop.last:
        answer = _on(stop.state, day, matched, same)
        if open_stay and _alike(open_stay.exposure, answer):
            open_stay = replace(open_stay, last=day)
        else:
            if open_stay:
                yield open_stay
            open_stay = Stay(day, day, answer, stop.line)
        day += timedelta(days=1)
    if open_stay:
        yield open_stay


def _on(state: State, day: date, matched: Candidate, same: Callable[[str], bool]) -> Exposure:
    law = membership()
    return exposure_of(matched.records, law.standing_on(state.iso2, day), law, same)


def _alike(one: Exposure, other: Exposure) -> bool:
    """Whether two days have the same class, rule, warrants and standing."""
    return _outcome(one) == _outcome(other)


def _outcome(answer: Exposure) -> tuple[object, ...]:
    rows = tuple((r.seen.instrument.id, r.seen.force, r.rule.id) for r in answer.applied)
    found = tuple((i.incident.id, i.finding) for i in answer.incidents)
    return (answer.rule.id, answer.standing.kind, answer.if_in_force, rows, answer.later, found)


def _likeness(typed: str, name: str) -> Likeness:
    kind = PartyKind.PERSON
    return likely_same(Party("typed", typed, kind), Party("record", name, kind))


def _same_person(matched: Candidate) -> Callable[[str], bool]:
    records = matched.records
    people = [i.person for i in records.instruments] + [a.person for a in records.applications]
    names = sorted({name for p in people for name in (p.name, *p.aliases)})
    return lambda told: any(_likeness(told, name).score >= _SAME for name in names)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: cannot be read", found=error.strerror or "") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: no UTF-8 text", next_step="save it as UTF-8") from None
