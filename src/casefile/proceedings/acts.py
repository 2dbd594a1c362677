"""The table of what courts are said to do, and which row the words of a report fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from casefile.proceedings.phrases import Phrases, Word
from casefile.reference.procedure import ICC, NATIONAL, procedure
from casefile.reference.tables import load_table

_NEAR = 8  # words between an event and the words that a row asks for
_CUE_LENGTH = 3  # words: shorter cues of procedure.json are found in any report


@dataclass(frozen=True, slots=True)
class Act:
    """A row of proceedings_acts.toml; its comment says what the fields mean."""

    id: str
    icc: str | None = None
    national: str | None = None
    planned: str = ""
    events: frozenset[str] = frozenset()
    has_words: bool = False
    bare: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    decides: bool = False
    made_public: bool = False
    about_situation: bool = False
    court_only: bool = False  # only where the sentence itself names or means a forum
    plans: bool = False  # "is preparing warrants" tells of a plan
    settled: bool = False  # "will stand trial" tells of a decision already taken
    person: str = ""  # "any": also an actor; "before": who stands before the words
    note: str = ""

    def stage(self, machine: str, words: str, *, planned: bool) -> str | None:
        """The stage in `machine`, "" for not stated, None where the row does not speak of it."""
        if machine == ICC:
            found = self.planned if planned and self.planned else self.icc
        elif machine == NATIONAL:
            found = self.national
        else:
            found = ""
        return "" if found is not None and words in self.nouns else found


class Fits:
    """Which rows the words of one sentence fit."""

    def __init__(self, words: Sequence[Word]) -> None:
        table = _table()
        self._acts = table.acts
        self._spans: dict[tuple[str, bool], list[tuple[int, int]]] = {}
        for match in table.phrases.find(words):
            key = table.owners[match.phrase]
            self._spans.setdefault(key, []).append((match.first, match.after))

    def act_of(self, kind: str, first: int, after: int, words: str) -> Act | None:
        """The first row that an event of `kind` fits, with its plain words and where they stand."""
        if kind.startswith("warrant") and words in bare_warrants():
            kind = (
                "warrant_issued"  # whatever is said of it: the noun alone seeks and executes none
            )
        for act in self._acts:
            if kind not in act.events or self._near(act.id, True, first, after):
                continue
            if not act.has_words or self._near(act.id, False, first, after):
                return act
        return None

    def by_words(self) -> Iterator[tuple[Act, int, int]]:
        """Rows that are found by their words alone, with where those stand."""
        for act in self._acts:
            if not act.events:
                yield from ((act, *span) for span in self._spans.get((act.id, False), ()))

    def _near(self, act: str, without: bool, first: int, after: int) -> bool:
        spans = self._spans.get((act, without), ())
        return any(start - after <= _NEAR and first - end <= _NEAR for start, end in spans)


def bare_warrants() -> frozenset[str]:
    """Nouns that speak of a warrant without saying what is done with it."""
    return next(a.bare for a in _table().acts if a.id == "warrant")


@dataclass(frozen=True, slots=True)
class _Table:
    acts: tuple[Act, ...]
    phrases: Phrases
    owners: tuple[tuple[str, bool], ...]  # row and whether it is a `without`, by phrase


@cache
def _table() -> _Table:
    rows: list[dict[str, Any]] = load_table("proceedings_acts")["act"]
    acts = [_act(row) for row in rows]
    phrases, owners = [], []
    for row in rows:
        for field, without in (("words", False), ("without", True)):
            for phrase in row.get(field, ()):
                phrases.append(phrase)
                owners.append((row["id"], without))
    for act, cues in _cues():
        acts.append(act)
        phrases += cues
        owners += [(act.id, False)] * len(cues)
    return _Table(tuple(acts), Phrases(phrases), tuple(owners))


def _act(row: Mapping[str, Any]) -> Act:
    plain = ("planned", "decides", "made_public", "about_situation", "court_only", "plans",
             "settled", "person", "note")  # fmt: skip
    return Act(
        id=row["id"],
        icc=row.get("icc"),
        national=row.get("national"),
        events=frozenset(row.get("events", ())),
        has_words="words" in row,
        bare=frozenset(row.get("bare", ())),
        nouns=frozenset(row.get("nouns", ())),
        **{name: row[name] for name in plain if name in row},
    )


def _cues() -> Iterator[tuple[Act, list[str]]]:
    """The cues of procedure.json as rows of their own, tried after all others."""
    for machine in procedure().machines:
        for stage in machine.stages:
            cues = [c for c in stage.cues if len(c.split()) >= _CUE_LENGTH]
            if cues:
                yield (
                    Act(
                        id=f"cue.{stage.id}",
                        icc=stage.id if machine.id == ICC else None,
                        national=stage.id if machine.id == NATIONAL else None,
                        has_words=True,
                        court_only=True,
                        about_situation=stage.level == "situation",
                    ),
                    cues,
                )
