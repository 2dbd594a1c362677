"""Which registered party a document's party joins, if any. A suggestion: people decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from casefile.case.parties import NEAR, THRESHOLD
from casefile.particulars import Reason

_TIE = 0.05  # two scores as close as this do not tell two parties apart
_SHOWN = 5  # possible parties that are kept
_BY_SURNAME = frozenset({"same name", "same name in another spelling", "same surname"})
ONLY_ONE = Reason("the only party of that surname so far", 0.2)
NOT_SETTLED = Reason("several parties have this name, and no words tell which", -0.1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registered party beside its likeness with the document's.

    `root` is what a person merged it into, itself where nobody did; `documents` how many name it.
    """

    number: int
    root: int
    documents: int
    score: float
    reasons: tuple[Reason, ...]
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Joining:
    """What to do: join `chosen`, or open a party of its own where it is None.

    `unsettled` marks that own party as one that gathers a name which several parties have.
    """

    chosen: Candidate | None = None
    possible: tuple[Candidate, ...] = ()
    unsettled: bool = False


def choose(
    candidates: Iterable[Candidate], told_apart: Callable[[int, int], bool], *, surname: bool
) -> Joining:
    """Join the likest party from the threshold on; never one of two that a person told apart.

    Args:
        told_apart: whether a person decided that two parties (roots) are not one.
        surname: whether the document's party is a person with one name only.
    """
    best = _best_by_root(candidates)
    settled, gathering = (
        [c for c in best if not c.unsettled],
        [c for c in best if c.unsettled and c.score >= NEAR],
    )
    if surname or any(r.what == "same surname" for c in settled for r in c.reasons):
        settled = _by_surname(settled)
    strong = [c for c in settled if c.score >= THRESHOLD]
    rivals = [c for c in strong[1:] if strong[0].score - c.score <= _TIE]
    disputed = any(told_apart(strong[0].root, c.root) for c in rivals)
    bearing = [c for c in settled if c.score >= NEAR]
    if strong and not disputed:
        chosen: Candidate | None = strong[0]
    elif gathering and (disputed or surname):
        chosen = gathering[0]
    else:
        chosen = None
    possible = tuple(c for c in [*settled, *gathering] if c.score >= NEAR and c is not chosen)
    unsettled = chosen is None and (disputed or (surname and len(bearing) > 1))
    return Joining(chosen, possible[:_SHOWN], unsettled)


def _best_by_root(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The likest of each group, the likest group first."""
    best: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=_order):
        best.setdefault(candidate.root, candidate)
    return list(best.values())


def _order(candidate: Candidate) -> tuple[float, int, int]:
    return -candidate.score, -candidate.documents, candidate.number


def _by_surname(settled: list[Candidate]) -> list[Candidate]:
    """ "Putin" is Vladimir Putin where nobody else of that surname is known; else it is unsaid."""
    bearing = [c for c in settled if any(r.what in _BY_SURNAME for r in c.reasons)]
    alike = [c for c in bearing if NEAR <= c.score < THRESHOLD]
    if len(alike) != 1 or len(bearing) != 1 or alike[0] is not settled[0]:
        return settled
    one = alike[0]
    sure = replace(one, score=round(one.score + ONLY_ONE.weight, 4))
    return [replace(sure, reasons=(*one.reasons, ONLY_ONE)), *settled[1:]]
