"""Copies of wire stories: pairs and groups. `python3 run.py evals copies`

The set is ECB+ stories with copies made by rule (shared/corpora/neardup-ecbplus-generated): a pair
is two documents of one `cluster`. Left out, as its README says: pairs of stories that it marks as
grey (some reuse), and pairs between a made document and the cluster of a story it has text from.

- pairs: precision, recall and F of "compare says copy" over all other pairs.
- pairs, reuse out: the same without pairs whose *stories* are grey (a made copy and a story that
  shares half a page with its original): the set counts them as no copies, though they share text.
- by level: recall of pairs in which one document was made, by how heavily; of natural pairs; and of
  pairs of two made ones.
- missed: copies whose fingerprints share no hash, of all that `compare` finds in gold or by hashes.
- unfound: documents that copy an earlier one, but are compared with none of those they copy: what
  the index loses by comparing only the few likeliest (constants of search/fold_copies.py).
- groups: documents come in file order; each is compared with those few and joins the group of the
  best copy. Adjusted Rand index, and F of the pairs that stand in one group.

Thresholds come from copies that we made ourselves of other stories' texts; nothing is tuned here.
The set's own stories are partly those we made copies of: "unseen topics" are the eight for which
that is not so.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

from casefile.case.copies import compare, fingerprint
from casefile.search import fold_copies
from evals.figures import Figure

NAME = "neardup-ecbplus-generated"
UNSEEN = frozenset({"2", "5", "12", "18", "21", "23", "34", "35"})  # dev topics of events-ecbplus
PEERS = "3-gram containment >= .4: P .934 R .888 F .910"
Pair = tuple[int, int]


@dataclass
class Tally:
    """Right, wrong and missed pairs; `levels` holds found and all, by level."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    levels: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    examples: list[str] = field(default_factory=list)

    def add(self, gold: bool, found: bool, level: str, name: str) -> None:
        self.right += gold and found
        self.wrong += found and not gold
        self.missed += gold and not found
        if gold:
            self.levels[level][0] += found
            self.levels[level][1] += 1
        if gold is not found:
            self.examples.append(name)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    @property
    def told(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f}; "
            f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        )


class Made:
    """The set: its documents, and which pairs do not count."""

    def __init__(self, rows: list[dict[str, Any]], natural: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.grey = {frozenset((p["a"], p["b"])) for p in natural if p["label"][:4] == "grey"}
        cluster = {row["id"]: row["cluster"] for row in rows}
        self._inserted = [
            {cluster[i["from"]] for i in row.get("inserted", ()) if i["from"] in cluster}
            for row in rows
        ]

    def is_gold(self, pair: Pair) -> bool:
        one, other = pair
        return bool(self.rows[one]["cluster"] == self.rows[other]["cluster"])

    def is_out(self, pair: Pair) -> bool:
        one, other = pair
        if frozenset((self.rows[one]["id"], self.rows[other]["id"])) in self.grey:
            return True
        return (
            self.rows[one]["cluster"] in self._inserted[other]
            or self.rows[other]["cluster"] in self._inserted[one]
        )

    def is_reuse(self, pair: Pair) -> bool:
        """Whether the stories of the two are a grey pair."""
        return frozenset(self._story(n) for n in pair) in self.grey

    def _story(self, n: int) -> str:
        return str(self.rows[n].get("copy_of") or self.rows[n]["id"])

    def is_unseen(self, pair: Pair) -> bool:
        return all(self.rows[n]["id"].split("_")[0] in UNSEEN for n in pair)

    def level(self, pair: Pair) -> str:
        levels = [self.rows[n]["level"] for n in pair if self.rows[n].get("level")]
        return "natural" if not levels else levels[0] if len(levels) == 1 else "both made"

    def name(self, pair: Pair) -> str:
        return "+".join(str(self.rows[n]["id"]) for n in pair)


def measure(corpora: Path) -> list[Figure]:
    """All figures; none where the corpus is absent."""
    folder = corpora / NAME
    if not (folder / "dev.jsonl").exists():
        print(f"skipped: {NAME} is not beside this checkout")
        return []
    made = Made(_rows(folder / "dev.jsonl"), _rows(folder / "dev-natural-pairs.jsonl"))
    return figures(made, "copies/neardup", "wire copies dev")


def figures(made: Made, key: str, title: str) -> list[Figure]:
    """The figures of one set."""
    gold = set(_gold_pairs(made.rows))
    shared = _shared_hashes(made.rows)
    scores = {
        pair: found.score
        for pair in sorted(gold | set(shared))
        if (found := compare(*(made.rows[n]["text"] for n in pair))) and found.is_copy
    }
    whole, apart, unseen = Tally(), Tally(), Tally()
    for pair in sorted(gold | scores.keys()):
        if made.is_out(pair):
            continue
        told = made.is_gold(pair), pair in scores, made.level(pair), made.name(pair)
        whole.add(*told)
        if not made.is_reuse(pair):
            apart.add(*told)
        if made.is_unseen(pair):
            unseen.add(*told)
    lost = sorted(scores.keys() - shared.keys())
    likeliest = _likeliest(made.rows, shared)
    groups = _grouped(likeliest, scores)
    unfound, copying = _unfound(likeliest, scores, made)
    ari, grouped = _agreement(made, groups)
    return [
        Figure(f"{key}/pairs", f"{title}, pairs, F1", whole.f1, whole.told, 0.95, PEERS,
               examples=tuple(whole.examples)),
        Figure(f"{key}/precision", f"{title}, pairs, precision", whole.precision),
        Figure(f"{key}/recall", f"{title}, pairs, recall", whole.recall),
        Figure(f"{key}/reuse_out", f"{title}, pairs, reused stories left out, F1", apart.f1,
               apart.told),
        Figure(f"{key}/unseen", f"{title}, pairs of unseen topics, F1", unseen.f1, unseen.told),
        *(
            Figure(f"{key}/recall_{level.replace(' ', '_')}", f"{title}, recall, {level}",
                   found / of, f"{found} of {of}")
            for level, (found, of) in sorted(whole.levels.items())
        ),
        Figure(f"{key}/missed", f"{title}, copies that fingerprints miss",
               len(lost) / max(1, len(scores)), f"{len(lost)} of {len(scores)}",
               higher_is_better=False, examples=tuple(made.name(p) for p in lost)),
        Figure(f"{key}/unfound", f"{title}, copying documents compared with no source",
               unfound / max(1, copying), f"{unfound} of {copying}", higher_is_better=False),
        Figure(f"{key}/ari", f"{title}, groups, adjusted Rand index", ari),
        Figure(f"{key}/groups", f"{title}, groups, pair F1", grouped.f1, grouped.told),
    ]  # fmt: skip


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _gold_pairs(rows: list[dict[str, Any]]) -> Iterator[Pair]:
    members: dict[Any, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        members[row["cluster"]].append(n)
    for numbers in members.values():
        yield from combinations(numbers, 2)


def _shared_hashes(rows: list[dict[str, Any]]) -> Counter[Pair]:
    """How many hashes the fingerprints of two documents share, for those that share any."""
    holders: dict[int, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for value in fingerprint(row["text"]):
            holders[value].append(n)
    return Counter(pair for numbers in holders.values() for pair in combinations(numbers, 2))


def _likeliest(rows: list[dict[str, Any]], shared: Counter[Pair]) -> list[list[int]]:
    """The earlier documents that the index compares each document with."""
    earlier: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, other), hashes in shared.items():
        earlier[other].append((-hashes, one))
    found = []
    for n, row in enumerate(rows):
        runs = len(fingerprint(row["text"]))
        least = max(fold_copies._FEWEST, runs // fold_copies._SHARE)
        enough = [one for hashes, one in sorted(earlier[n]) if -hashes >= least]
        found.append(enough[: fold_copies._CANDIDATES])
    return found


def _grouped(likeliest: list[list[int]], scores: dict[Pair, float]) -> list[int]:
    """The group of each document, as documents come one by one and the index folds them."""
    groups: list[int] = []
    for n, compared in enumerate(likeliest):
        copies = [(-scores[one, n], one) for one in compared if (one, n) in scores]
        groups.append(groups[min(copies)[1]] if copies else n)
    return groups


def _unfound(likeliest: list[list[int]], scores: dict[Pair, float], made: Made) -> tuple[int, int]:
    """Documents that copy an earlier one of their cluster and get none of these; all such."""
    sources: dict[int, set[int]] = defaultdict(set)
    for one, other in scores:
        if made.is_gold((one, other)):
            sources[other].add(one)
    lost = sum(not sources[n] & set(compared) for n, compared in enumerate(likeliest) if sources[n])
    return lost, len([n for n in sources if sources[n]])


def _agreement(made: Made, groups: list[int]) -> tuple[float, Tally]:
    """Adjusted Rand index over all pairs, and the tally over the pairs that count."""
    clusters = [row["cluster"] for row in made.rows]
    both = _pairs_in(zip(groups, clusters, strict=True))
    ours, gold = _pairs_in(groups), _pairs_in(clusters)
    expected = ours * gold / comb(len(groups), 2)
    ari = (both - expected) / ((ours + gold) / 2 - expected)
    tally = Tally()
    for pair in combinations(range(len(groups)), 2):
        one, other = pair
        found = groups[one] == groups[other]
        if (found or made.is_gold(pair)) and not made.is_out(pair):
            tally.add(made.is_gold(pair), found, "", made.name(pair))
    return ari, tally


def _pairs_in(labels: Iterable[Any]) -> int:
    return sum(comb(n, 2) for n in Counter(labels).values())


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    for figure in measure(parser.parse_args().corpora):
        print(f"{figure.key:32} {figure.value:.3f}  {figure.counts}")


if __name__ == "__main__":
    main()
