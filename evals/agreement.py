"""Two annotators of the own gold against each other. `python3 evals/agreement.py`

How far two annotators agree bounds what a reader can be asked for: these figures stand as
peers beside those of `evals/claims.py`, which compares in the same way.

Claims of one text are matched one to one, greedily, by the characters that cue, content and source
share, role by role. A pair shares characters of the content; where one of the two has no content
or is a silence, characters of the cue will do. Own-voice sentences match own-voice sentences only.
Found: F1 over the claims of both. Fields: over matched pairs, the share that is the same, and
Cohen's kappa. Relay and condition: same where the spans overlap or both are empty; their F1 counts
pairs that overlap, over all that either marked. F1 of a stance: pairs in which both have it, over
all claims that either gave it; a claim without a pair is a miss. Conditions of own-voice sentences
count too; everything else leaves own voice out unless its name says so.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from casefile.claim import Extents, Stance
from evals.figures import Figure
from evals.gold_format import GOLD, GoldClaim, GoldError, GoldText, read_gold

SECOND = GOLD.with_name("second")

Pair = tuple[GoldClaim, GoldClaim]

REFUSALS = (
    Stance.DENIES,
    Stance.DECLINES_TO_COMMENT,
    Stance.DID_NOT_RESPOND,
    Stance.CANNOT_CONFIRM,
    Stance.NOTHING_TO_ANNOUNCE,
)
"""Stances that are measured one by one."""

FIELDS: dict[str, Callable[[GoldClaim], str]] = {
    "stance": lambda claim: claim.stance,
    "directness": lambda claim: claim.directness,
    "certainty": lambda claim: claim.certainty,
    "time": lambda claim: claim.time,
    "speaker kind": lambda claim: claim.speaker_kind,
}

_MATCHED_BY = ("cue", "content", "source")
_WORD = re.compile(r"\w+")
_ARTICLES = ("the", "a", "an")


@dataclass(frozen=True, slots=True)
class Score:
    """Right ones among those given and those wanted, and which are not right."""

    right: int
    given: int
    wanted: int
    missed: tuple[GoldClaim, ...] = ()  # wanted
    false: tuple[GoldClaim, ...] = ()  # given; of matched pairs only `missed` is told

    @property
    def precision(self) -> float:
        """Share of the given that is right; 1 where nothing was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted that is right; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Twice the right over given and wanted; 1 where there is neither."""
        both = self.given + self.wanted
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Compared:
    """Claims of two hands in the same text or texts, and which of them are the same saying."""

    one: tuple[GoldClaim, ...]
    other: tuple[GoldClaim, ...]
    pairs: tuple[Pair, ...]

    def said(self) -> Compared:
        """Without own voice."""
        return self._only(lambda claim: not claim.own_voice)

    def own(self) -> Compared:
        """Own-voice sentences only."""
        return self._only(lambda claim: claim.own_voice)

    def found(self) -> Score:
        """Claims that both have: `one` is wanted, `other` given."""
        return self._score(lambda claim: True, lambda pair: True)

    def stance(self, stance: Stance) -> Score:
        """Claims to which both give `stance`."""
        return self._score(lambda claim: claim.stance is stance, lambda pair: True)

    def spans(self, role: str) -> Score:
        """Claims with words in `role` that overlap the other's."""
        return self._score(lambda c: bool(c.spans[role]), lambda pair: overlaps(pair, role))

    def share(self, same: Callable[[Pair], bool]) -> Score:
        """Matched pairs of which `same` holds."""
        wrong = tuple(pair[0] for pair in self.pairs if not same(pair))
        total = len(self.pairs)
        return Score(total - len(wrong), total, total, wrong)

    def field(self, name: str) -> Score:
        """Matched pairs with the same value of a field of `FIELDS`."""
        return self.share(lambda pair: FIELDS[name](pair[0]) == FIELDS[name](pair[1]))

    def kappa(self, name: str) -> float:
        """Cohen's kappa of a field of `FIELDS` over matched pairs."""
        values = [(FIELDS[name](one), FIELDS[name](other)) for one, other in self.pairs]
        return kappa(values)

    def _only(self, wanted: Callable[[GoldClaim], bool]) -> Compared:
        return Compared(
            tuple(filter(wanted, self.one)),
            tuple(filter(wanted, self.other)),
            tuple(pair for pair in self.pairs if wanted(pair[0])),
        )

    def _score(self, has: Callable[[GoldClaim], bool], same: Callable[[Pair], bool]) -> Score:
        right = [p for p in self.pairs if has(p[0]) and has(p[1]) and same(p)]
        sides = []
        for side, claims in enumerate((self.one, self.other)):
            known = {id(pair[side]) for pair in right}  # claims cannot be hashed
            sides.append(tuple(c for c in claims if has(c) and id(c) not in known))
        missed, false = sides
        return Score(len(right), len(right) + len(false), len(right) + len(missed), missed, false)


def compare(one: Sequence[GoldClaim], other: Sequence[GoldClaim]) -> Compared:
    """Match the claims of one text; the order of either list does not matter."""
    ranked = sorted(
        (-shared, start(a), start(b), i, j)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if (shared := _shared(a, b))
    )
    left, right, pairs = set(range(len(one))), set(range(len(other))), []
    for _, _, _, i, j in ranked:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((one[i], other[j]))
    return Compared(tuple(one), tuple(other), tuple(sorted(pairs, key=lambda p: start(p[0]))))


def together(all_: Iterable[Compared]) -> Compared:
    """Several texts as one."""
    done = list(all_)
    return Compared(
        tuple(claim for c in done for claim in c.one),
        tuple(claim for c in done for claim in c.other),
        tuple(pair for c in done for pair in c.pairs),
    )


def start(claim: GoldClaim) -> int:
    """Where a claim is in its text: its first word of cue, content or source."""
    return min(s for role in _MATCHED_BY for s, _ in claim.spans[role])


def overlaps(pair: Pair, role: str) -> bool:
    """Whether both have words in `role` and at least one character of them is the same."""
    return _common(pair[0].spans[role], pair[1].spans[role]) > 0


def same_spans(pair: Pair, role: str) -> bool:
    """Whether the words in `role` overlap, or neither has any."""
    return overlaps(pair, role) or not (pair[0].spans[role] or pair[1].spans[role])


def same_speaker(pair: Pair) -> bool:
    """Whether the folded speakers are equal."""
    return folded(pair[0].speaker) == folded(pair[1].speaker)


def speaker_fits(pair: Pair) -> bool:
    """Whether the folded speakers are equal or one holds all of the other, word by word."""
    one, other = (f" {folded(claim.speaker)} " for claim in pair)
    return one == other or bool(one.strip() and other.strip() and (one in other or other in one))


def folded(name: str) -> str:
    """Words of a name in small letters, without marks and without an article before them."""
    words = _WORD.findall(name.casefold())
    return " ".join(words[1:] if words and words[0] in _ARTICLES else words)


def kappa(values: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa: agreement beyond that of two hands that guess with their own frequencies."""
    total = len(values)
    if not total:
        return 1.0
    ones, others = Counter(a for a, _ in values), Counter(b for _, b in values)
    by_chance = sum(ones[v] * others[v] for v in ones) / total**2
    agreed = sum(a == b for a, b in values) / total
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def read_second(folder: Path = SECOND, first: Path = GOLD) -> list[GoldText]:
    """The second annotation, read over the texts of the first.

    Raises:
        GoldError: it has not the same texts, or a file does not fit its text.
    """
    marked, texts = ({p.stem for p in f.glob(g)} for f, g in ((folder, "*.json"), (first, "*.txt")))
    if marked != texts:
        raise GoldError(f"{folder}: {sorted(marked ^ texts)} on one side only; mark or remove")
    with tempfile.TemporaryDirectory() as spare:
        for path in (*folder.glob("*.json"), *first.glob("*.txt")):
            shutil.copyfile(path, Path(spare) / path.name)
        return read_gold(Path(spare))


def annotators() -> Compared:
    """First against second annotation, all texts."""
    pairs = zip(read_gold(), read_second(), strict=True)
    return together(compare(one.claims, other.claims) for one, other in pairs)


def measure(_corpora: Path) -> list[Figure]:
    """The agreement; own gold, no corpora are needed. There is nothing to reach."""
    both = annotators()
    said, own = both.said(), both.own()
    return [
        _f1("claims found by both, F1", said.found()),
        _f1("own-voice sentences found by both, F1", own.found()),
        *(_alike(name, said) for name in FIELDS),
        _share("speaker, same words", said.share(same_speaker)),
        _share("speaker, same or one in the other", said.share(speaker_fits)),
        _share("source overlaps", said.share(lambda pair: same_spans(pair, "source"))),
        _share("relay", said.share(lambda pair: same_spans(pair, "relay"))),
        _share("condition", both.share(lambda pair: same_spans(pair, "condition"))),
        _f1("relay, F1", said.spans("relay")),
        _f1("condition, F1", both.spans("condition")),
        *(_f1(f"{stance}, F1", said.stance(stance)) for stance in REFUSALS),
        _alike("stance", own, "own-voice "),
    ]


def _f1(name: str, score: Score) -> Figure:
    counts = f"{score.right} by both, {score.wanted} by the first, {score.given} by the second"
    return _figure(name, score.f1, counts)


def _share(name: str, score: Score, more: str = "") -> Figure:
    return _figure(name, score.precision, f"{score.right} of {score.given} matched{more}")


def _alike(name: str, compared: Compared, before: str = "") -> Figure:
    more = f", kappa {compared.kappa(name):.3f}"
    return _share(before + name, compared.field(name), more)


def _figure(name: str, value: float, counts: str) -> Figure:
    return Figure(f"claims/agreement/{name}", f"two annotators, {name}", value, counts)


def _shared(one: GoldClaim, other: GoldClaim) -> int:
    """Characters that two claims share, 0 where they cannot be the same saying."""
    if one.own_voice != other.own_voice:
        return 0
    common = {role: _common(one.spans[role], other.spans[role]) for role in _MATCHED_BY}
    by_cue = any(c.stance.is_silence or not c.spans["content"] for c in (one, other))
    return sum(common.values()) if common["content"] or (by_cue and common["cue"]) else 0


def _common(one: Extents, other: Extents) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def main() -> None:
    """Print the agreement."""
    for figure in measure(Path()):
        print(f"{figure.title:52} {figure.value:.3f}  {figure.counts}")


if __name__ == "__main__":
    main()
