"""Who in a register may be meant by a name as it is typed. Two who may be are both shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from casefile.errors import BadInput, EmptyInput
from casefile.particulars import Reason
from casefile.proceedings.exposure import Records
from casefile.proceedings.exposure_script import in_other_letters, like_by_consonants
from casefile.reference.warrants import Application, Instrument, Person

REACH = 0.4
"""The score from which on a person may be meant: the same surname alone has it."""

MARGIN = 0.3
"""How far the best score must lie before the next person's for the best to be taken."""

_SURNAME_ONLY = 0.4
_LONGEST = 200  # code points
_SHOWN = 10  # candidates in one message


class LikenessOf(Protocol):
    """What a comparison of two names gives: a score of 0 to 1 and what spoke for and against."""

    @property
    def score(self) -> float: ...
    @property
    def reasons(self) -> tuple[Reason, ...]: ...


Compare = Callable[[str, str], LikenessOf]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the registers who may be meant: with which of their names, and why."""

    records: Records
    person: Person
    matched: str  # the name that the typed one was compared with
    score: float  # 0 to 1; it orders candidates and is no share
    reasons: tuple[Reason, ...]

    @property
    def explained(self) -> str:
        """The match in one line."""
        why = ", ".join(reason.what for reason in self.reasons)
        return f"{self.matched}: {why}" if why else self.matched


def candidates(
    typed: str,
    instruments: Iterable[Instrument],
    applications: Iterable[Application],
    likeness: Compare,
) -> tuple[Candidate, ...]:
    """Everybody within reach of a name as typed, the likeliest first.

    Args:
        typed: a name in any spelling, a surname, or the id of a record.
        likeness: compares two names; the workflow gives the reading's.

    Raises:
        EmptyInput: no name.
        BadInput: too long for one.
    """
    name = " ".join(typed.split())
    if not name:
        raise EmptyInput("no name to look for", next_step="write a person's name")
    if len(name) > _LONGEST:
        raise BadInput("too long for a name", found=f"{len(name)} code points")
    people = _people(instruments, applications)
    by_id = [c for c in people if name in _ids(c[1])]
    if by_id:
        person, records = by_id[0]
        return (Candidate(records, person, person.name, 1.0, (Reason("id of a record", 0.9),)),)
    found = [_compared(name, person, records, likeness) for person, records in people]
    near = [c for c in found if c.score >= REACH]
    return tuple(sorted(near, key=lambda c: (-c.score, c.person.name)))


def the_one(found: Sequence[Candidate]) -> Candidate:
    """The one candidate who is clearly meant.

    Raises:
        BadInput: nobody is within reach, or two are; both are named, and nobody is chosen.
    """
    if not found:
        raise BadInput(
            "nobody of this name in the registers",
            next_step="write the name another way; a register is a subset, so that somebody is "
            "not in it means nothing",
        )
    if len(found) == 1 or found[0].score - found[1].score >= MARGIN:
        return found[0]
    lines = [f"{n}. {_line(c)}" for n, c in enumerate(found[:_SHOWN], 1)]
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise BadInput(
        f"{len(found)} persons may be meant, and none is chosen",
        found="; ".join(lines) + more,
        next_step="write the full name, or the id of a record",
    )


def _line(candidate: Candidate) -> str:
    person, records = candidate.person, candidate.records
    nations = "/".join(person.nationality)
    about = ", ".join(w for w in (person.capacity, nations) if w)
    return f"{person.name} ({about or 'capacity not recorded'}) [{_ids(records)[0]}]"


def _ids(records: Records) -> list[str]:
    return [i.id for i in records.instruments] + [a.id for a in records.applications]


def _people(
    instruments: Iterable[Instrument], applications: Iterable[Application]
) -> list[tuple[Person, Records]]:
    """One row a person: the same name and no other nationality. Aliases join nobody."""
    found: dict[tuple[str, str], tuple[Person, list[Instrument], list[Application]]] = {}
    for instrument in instruments:
        person = instrument.person
        key = (person.name, "/".join(sorted(person.nationality)))
        found.setdefault(key, (person, [], []))[1].append(instrument)
    for application in applications:
        person = application.person
        same = [key for key in sorted(found) if key[0] == person.name]
        key = same[0] if len(same) == 1 else (person.name, "/".join(sorted(person.nationality)))
        found.setdefault(key, (person, [], []))[2].append(application)
    return [
        (found[key][0], Records(key[0], tuple(found[key][1]), tuple(found[key][2])))
        for key in sorted(found)
    ]


def _compared(name: str, person: Person, records: Records, likeness: Compare) -> Candidate:
    people = [i.person for i in records.instruments] or [person]
    best = Candidate(records, person, person.name, 0.0, ())
    for form, only_surname in _forms(people):
        for typed in _spellings(name):
            if only_surname and len(typed.split()) != len(form.split()):
                continue  # with a first name beside it, the first name counts too
            score, reasons = _score(typed, form, likeness)
            if only_surname and score > _SURNAME_ONLY:
                score, reasons = _SURNAME_ONLY, (Reason("same surname", 0.3),)
            if score > best.score:
                best = Candidate(records, person, form, score, reasons)
    return best


def _score(typed: str, form: str, likeness: Compare) -> tuple[float, tuple[Reason, ...]]:
    if in_other_letters(typed):
        return like_by_consonants(typed, form)
    found = likeness(typed, form)
    return found.score, found.reasons


def _forms(people: Sequence[Person]) -> Iterator[tuple[str, bool]]:
    """A person's names: in full, aliases, first name and surname, and the surname alone."""
    given: dict[str, bool] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            given.setdefault(name, False)
        if person.surname and person.surname != person.name:
            given.setdefault(f"{person.name.split()[0]} {person.surname}", False)
            given.setdefault(person.surname, True)
    for name, only_surname in tuple(given.items()):
        given.setdefault(name.replace("-", " "), only_surname)
    yield from given.items()


def _spellings(name: str) -> tuple[str, ...]:
    """A name as typed, with capitals where none were, and with its hyphens closed up."""
    if name == name.lower():
        name = " ".join(word[:1].upper() + word[1:] for word in name.split())
    closed = name.replace("-", "")
    return (name, closed) if closed != name else (name,)
