"""Copies: whether one report was cut or edited from another, by the words that they share.

Two reports of one happening share names and short phrases; a copy shares whole runs of words.
Words are compared as `copy_words` has them, so that quotes, dashes, spelling and the writing of
numbers make no difference. A translation, and a report told anew, are not seen as copies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from casefile.case.copy_align import Passage, in_order, passages
from casefile.case.copy_runs import fingerprint
from casefile.case.copy_words import Words, words_of
from casefile.particulars import Reason

__all__ = ["COPY_SCORE", "FEWEST_WORDS", "Copy", "compare", "fingerprint"]

FEWEST_WORDS = 25
"""Of a shorter text nothing is said: headlines and first lines are alike without copying."""
COPY_SHARE = 0.45
"""Share of the shorter text's words, in passages that both have, from which it is a copy."""
COPY_SCORE = 0.5
"""Score from which a pair is a copy."""

_FEWEST_RUNS = 15  # different runs of three words: with fewer, a text is a table or one word
_FEWEST_SAME = 8  # equal words of a passage: shorter ones are shared by chance
_TOLD_SAME = 16  # equal words of a passage that is worth telling where the whole is no copy
_TOLD_RUN = 8  # unbroken ones among them
_STATEMENT = 0.5  # share of the shared words that stand in quotation marks
_FRAME = 0.3  # share of its words outside quotation marks that a mere quoter may have in common
_MOVED = -0.08  # weight where all shared words stand in another order


@dataclass(frozen=True, slots=True)
class Copy:
    """What two texts share: a suggestion with its reasons.

    `score` is 0 to 1: at least `COPY_SCORE` for a copy, below it for the weaker findings. Those
    are a passage that both have while the rest is their own, and (`same_statement`) somebody's
    words that both quote, or that one has and the other quotes. `of_shorter` and `of_longer` are
    the shares, 0 to 1, of each text's words that stand in shared passages; `shorter` says which
    has fewer words, "one" or "other", "" where both have as many. `passages` are
    `(start, end, start, end)` in code points of the one and of the other, by place in the one.
    """

    score: float
    is_copy: bool
    of_shorter: float
    of_longer: float
    shorter: str
    passages: tuple[tuple[int, int, int, int], ...]
    reasons: tuple[Reason, ...]
    same_statement: bool = False

    def turned(self) -> Copy:
        """The same, seen from the other text."""
        return replace(
            self,
            shorter={"one": "other", "other": "one"}.get(self.shorter, ""),
            passages=tuple(sorted((c, d, a, b) for a, b, c, d in self.passages)),
        )


def compare(one: str, other: str) -> Copy | None:
    """What two texts share; None where that is nothing worth telling, or too little to tell by.

    The order makes no difference: `compare(b, a)` is `compare(a, b).turned()`. Time grows with the
    words of both.

    >>> story = " ".join(f"word{n} and more of it" for n in range(20))
    >>> compare(story, "Lead. " + story).is_copy
    True
    """
    if (len(one), one) > (len(other), other):
        found = compare(other, one)
        return None if found is None else found.turned()
    here, there = words_of(one), words_of(other)
    if not (_is_enough(here) and _is_enough(there)):
        return None
    shared = passages(here.forms, there.forms, _FEWEST_SAME)
    return _Judge(here, there, shared).judged() if shared else None


def _is_enough(words: Words) -> bool:
    if len(words) < FEWEST_WORDS:
        return False
    runs: set[tuple[str, str, str]] = set()
    for run in zip(words.forms, words.forms[1:], words.forms[2:], strict=False):
        runs.add(run)
        if len(runs) >= _FEWEST_RUNS:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Judge:
    """Two texts and what they share; `shared` has the places in `here` first."""

    here: Words
    there: Words
    shared: list[Passage]

    def judged(self) -> Copy | None:
        here, there = self._shares()
        statement = self._statement()
        reasons = self._reasons(here, there, statement)
        score = min(1.0, sum(reason.weight for reason in reasons))
        is_copy = score >= COPY_SCORE and not statement
        told = self.shared
        if not is_copy:
            told = [p for p in told if p.same >= _TOLD_SAME and p.longest >= _TOLD_RUN]
            score = min(max(score, 0.0), COPY_SCORE - 0.01)
        if not told:
            return None
        shorter, one, other = self._sides(here, there)
        return Copy(
            score=round(score, 4),
            is_copy=is_copy,
            of_shorter=round(one, 4),
            of_longer=round(other, 4),
            shorter=shorter,
            passages=tuple(self._place(p) for p in told),
            reasons=tuple(replace(r, weight=round(r.weight, 4)) for r in reasons),
            same_statement=bool(statement),
        )

    def _shares(self) -> tuple[float, float]:
        """The share of each text's words that stands in shared passages."""
        return (
            sum(p.end - p.start for p in self.shared) / len(self.here),
            sum(p.other_end - p.other_start for p in self.shared) / len(self.there),
        )

    def _sides(self, here: float, there: float) -> tuple[str, float, float]:
        """Which text has fewer words, its share, and that of the other."""
        if len(self.here) == len(self.there):
            return "", max(here, there), min(here, there)
        fewer = len(self.here) < len(self.there)
        return ("one", here, there) if fewer else ("other", there, here)

    def _reasons(self, share_one: float, share_other: float, statement: str) -> list[Reason]:
        shorter = self.here if share_one >= share_other else self.there
        share = max(share_one, share_other)
        same = sum(p.same for p in self.shared)
        moved = same - in_order(self.shared)
        found = [
            Reason(
                f"{round(share * len(shorter))} of {len(shorter)} words of the shorter text stand "
                "in passages that both have",
                _weight(share),
            )
        ]
        if moved:
            words = f"{moved} of {same} shared words stand in another order"
            found.append(Reason(words, _MOVED * moved / same))
        if statement:
            found.append(Reason(statement, -COPY_SCORE))
        return found

    def _statement(self) -> str:
        """What to say where they share somebody's words, each in its own frame; "" elsewhere."""
        one, other, both = self._quoted()
        count = sum(p.end - p.start for p in self.shared)
        frames = [len(words) - sum(words.quoted) for words in (self.here, self.there)]
        if both >= _STATEMENT * count and count - both < _FRAME * max(1, min(frames)):
            return f"{both} shared words stand in quotation marks in both, in frames of their own"
        for quoted, frame in zip((one, other), frames, strict=True):
            # A release, and a report that quotes it: a copy of a report would keep the marks
            alone = quoted - both >= _STATEMENT * count
            if alone and count - quoted < _FRAME * max(1, frame):
                return f"{quoted} shared words stand in quotation marks in one, in its own frame"
        return ""

    def _quoted(self) -> tuple[int, int, int]:
        """Shared words that stand in quotation marks: in the one, in the other, in both."""
        one = other = both = 0
        for p in self.shared:
            here = sum(self.here.quoted[p.start : p.end])
            there = sum(self.there.quoted[p.other_start : p.other_end])
            one, other, both = one + here, other + there, both + min(here, there)
        return one, other, both

    def _place(self, p: Passage) -> tuple[int, int, int, int]:
        here, there = self.here, self.there
        return (
            here.starts[p.start],
            here.ends[p.end - 1],
            there.starts[p.other_start],
            there.ends[p.other_end - 1],
        )


def _weight(share: float) -> float:
    """0 to 1, `COPY_SCORE` at `COPY_SHARE`, rising all the way: the fuller match is the better."""
    if share < COPY_SHARE:
        return share / COPY_SHARE * COPY_SCORE
    return COPY_SCORE + (share - COPY_SHARE) / (1 - COPY_SHARE) * (1 - COPY_SCORE)
