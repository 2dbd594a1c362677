"""Events of one happening across documents. `python3 run.py evals incidents`

ECB+ dev (events-ecbplus): news in pairs of like events ("36_ecb", "36_ecbplus"): same topic, other
event. Its texts have no day of publication. Weights and thresholds were chosen on the train part.

- documents: texts are fed one by one in the order of the file; each joins the group whose nearer
  half it is most alike to on average, from a score of a half on (`document_likeness`), or opens
  one.
  B3 and the adjusted Rand index against `event`. `shuffled` is the mean B3 F over five orders.
  The peers cluster all texts at once, and their threshold was chosen on dev.
- document links: of pairs of documents put together, those of other events (`false`; `hard` of one
  topic, `easy` of two), and of pairs of one event, those kept apart (`missed`).
- event links: every text is read with the shipped model; its told events are grouped and linked in
  the order of the file with `keys` and `choose`, as a case does. A group is scored where one of its
  events overlaps an ACTION mention (not of reporting) in a selected sentence; its chain is that of
  most of its events. Over pairs of such groups in two documents: `false` are put together and stand
  in texts of other events; `narrow` are put together and of another chain of the same news event
  (the shots and the trial of one killing, but also a theft and the smashing of the window, which a
  lawyer would call one); `missed` have one chain and are apart. `keys` is the share of pairs of one
  chain and of kinds that fit that share no key, so that nothing would ever compare them.
- within: of pairs of told events of one text on mentions with chains: the share of pairs joined
  that have one chain, and of pairs of one chain that are joined. Means and outcome ("the shot",
  "the killing") are one happening with us and two chains there, so both are low.

`--part train` measures the part that weights were fitted on; `--thresholds` prints the table of
docs/incidents.md.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.case.link import CANDIDATES, THRESHOLD, choose, likeness_of
from casefile.case.link_documents import DocumentsAlike, document_likeness
from casefile.case.sketch import DocumentSketch, Sketch, document_sketch, keys, sketch
from casefile.case.told import ToldEvent
from casefile.case.within import groups
from casefile.intake.receive import Told, receive_text
from casefile.reading.read import read_document
from casefile.reading.tagger import Tagger
from casefile.search.told_events import Telling, told_events
from evals.figures import Figure

PEERS = "TF-IDF, average link, threshold from dev: .898; .930 with capitalised words counted again"
Row = dict[str, Any]
Score = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Happening:
    """A group of told events of one text whose chain is known."""

    document: str
    topic: int
    event: str
    chain: str
    sketch: Sketch
    incident: str

    def relation(self, other: Happening) -> str:
        """How gold has the two: "same" chain, "narrow", "hard" or "easy"."""
        if self.chain == other.chain:
            return "same"
        if self.event == other.event:
            return "narrow"
        return "hard" if self.topic == other.topic else "easy"


@dataclass(slots=True)
class Case:
    """Texts read one by one, as a case folds them; threshold as the program has it."""

    sketches: dict[str, list[Sketch]] = field(default_factory=dict)
    by_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    documents: dict[str, DocumentSketch] = field(default_factory=dict)

    def join(self, group: Sketch) -> str:
        """The incident that a happening joins or opens."""
        words = keys(group)
        shared: Counter[str] = Counter()
        for word in words:  # as search/fold_events.py ranks them
            for name in self.by_key[word]:
                shared[name] += 10_000 // (9 + len(self.by_key[word]))
        ranked = sorted(shared, key=lambda name: (-shared[name], -int(name)))[:CANDIDATES]
        candidates = {name: self.sketches[name] for name in ranked}
        alike = DocumentsAlike(self.documents[group.document], self.documents.get)
        choice = choose(group, candidates, alike)
        incident = choice.incident or str(len(self.sketches) + 1)
        self.sketches.setdefault(incident, []).append(group)
        for word in words:
            self.by_key[word].add(incident)
        return incident


def measure(corpora: Path, part: str = "dev") -> list[Figure]:
    """All figures; none, with a line, where the corpus is absent."""
    path = corpora / f"events-ecbplus/{part}.jsonl"
    if not path.exists():
        print("skipped: events-ecbplus is not beside this checkout")
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = read_all(rows)
    return [*of_documents(rows, told), *of_events(linked(rows, told)), *of_texts(rows, told)]


def read_all(rows: Sequence[Row]) -> dict[str, tuple[ToldEvent, ...]]:
    """The told events of each text, as a user gets them."""
    tagger = Tagger.open()
    found = {}
    for row in rows:
        document = receive_text(row["text"], Told())
        reading = read_document(document, tagger)
        names = {p.id: p.name for p in reading.particulars.parties}
        speakers = {
            c.id: names.get(c.speaker, "") or c.words("source", document) for c in reading.claims
        }
        telling = Telling(
            row["id"], "", document.text, reading.claims, reading.particulars, speakers
        )
        found[row["id"]] = told_events(telling) if document.text == row["text"] else ()
    return found


def of_documents(rows: Sequence[Row], told: Mapping[str, Sequence[ToldEvent]]) -> list[Figure]:
    """Documents put together by event."""
    sketches = [document_sketch(r["text"], told[r["id"]], "") for r in rows]
    known: dict[tuple[int, int], float] = {}

    def score(one: int, other: int) -> float:
        pair = (min(one, other), max(one, other))
        if pair not in known:
            reasons = document_likeness(sketches[pair[0]], sketches[pair[1]]).reasons
            known[pair] = sum(r.weight for r in reasons)
        return known[pair]

    gold = [r["event"] for r in rows]
    found = put_together(range(len(rows)), score)
    precision, recall, f1 = b_cubed(gold, found)
    shuffled = []
    for seed in range(1, 6):
        order = random.Random(seed).sample(range(len(rows)), len(rows))
        labels = put_together(order, score)
        shuffled.append(b_cubed([gold[i] for i in order], labels)[2])
    name, title = "incidents/documents", "ECB+ documents by event"
    told_how = f"P {precision:.3f} R {recall:.3f}; {len(set(found))} groups, {len(set(gold))} gold"
    orders = " ".join(f"{f:.3f}" for f in shuffled)
    return [
        Figure(f"{name}/b3", f"{title}, B3 F", f1, told_how, 0.92, PEERS),
        Figure(f"{name}/ari", f"{title}, ARI", adjusted_rand(gold, found)),
        Figure(f"{name}/shuffled", f"{title}, B3 F over five orders", sum(shuffled) / 5, orders),
        *_document_links(rows, found),
    ]


def put_together(order: Sequence[int], score: Score) -> list[int]:
    """A label for each item of `order`, one by one; the threshold is a sum of weights of 0."""
    groups_so_far: list[list[int]] = []
    labels = []
    for item in order:
        best, at = 0.0, len(groups_so_far)
        for number, group in enumerate(groups_so_far):
            near = sorted((score(item, other) for other in group), reverse=True)
            near = near[: (len(near) + 1) // 2]
            mean = sum(near) / len(near)
            if mean >= best and (at == len(groups_so_far) or mean > best):
                best, at = mean, number
        if at == len(groups_so_far):
            groups_so_far.append([])
        groups_so_far[at].append(item)
        labels.append(at)
    return labels


def linked(rows: Sequence[Row], told: Mapping[str, Sequence[ToldEvent]]) -> list[Happening]:
    """The happenings with a known chain, after all texts have been folded in order."""
    case, found = Case(), []
    for row in rows:
        events = told[row["id"]]
        case.documents[row["id"]] = document_sketch(row["text"], events, "")
        chains = chains_of(row, events)
        for members in groups(events):
            group = sketch([events[m] for m in members])
            incident = case.join(group)
            counted = Counter(chains[m] for m in members if m in chains)
            if counted:
                chain = f"{row['topic']}:{counted.most_common(1)[0][0]}"
                found.append(
                    Happening(row["id"], row["topic"], row["event"], chain, group, incident)
                )
    return found


def chains_of(row: Row, events: Sequence[ToldEvent]) -> dict[int, str]:
    """The gold chain of each told event that overlaps an action in a selected sentence."""
    selected = [(s["start"], s["end"]) for s in row["sentences"] if s["selected"]]
    actions = [m for m in row["mentions"] if "ACTION" in m["tag"] and "REPORT" not in m["tag"]]
    found = {}
    for n, event in enumerate(events):
        if any(start <= event.start < end for start, end in selected):
            hits = (m for m in actions if m["start"] < event.end and m["end"] > event.start)
            if first := next(hits, None):
                found[n] = first["chain"] or f"{row['id']} {first['start']}"
    return found


def of_events(found: Sequence[Happening]) -> list[Figure]:
    """The error rates of links between happenings of two documents."""
    pairs = _pairs(found)
    counted = Counter((a.relation(b), a.incident == b.incident) for a, b in pairs)
    together = sum(n for (_, joined), n in counted.items() if joined)
    same = counted["same", True] + counted["same", False]
    false = counted["hard", True] + counted["easy", True]
    fit = [(a, b) for a, b in pairs if a.chain == b.chain and _fits(a, b)]
    lost = sum(not set(keys(a.sketch)) & set(keys(b.sketch)) for a, b in fit)
    name, title = "incidents/events", "ECB+ happenings"
    return [
        _rate(f"{name}/false", f"{title}, links to another news event", false, together),
        _rate(f"{name}/narrow", f"{title}, links within one news event, other chain",
              counted["narrow", True], together),
        _rate(f"{name}/missed", f"{title}, of one chain and apart", counted["same", False], same),
        _rate(f"{name}/keys", f"{title}, of one chain and without a common key", lost, len(fit)),
    ]  # fmt: skip


def of_texts(rows: Sequence[Row], told: Mapping[str, Sequence[ToldEvent]]) -> list[Figure]:
    """Grouping within one text."""
    joined = right = gold = 0
    for row in rows:
        chains = chains_of(row, told[row["id"]])
        group_of = {m: g for g, ms in enumerate(groups(told[row["id"]])) for m in ms}
        known = [m for m in chains if m in group_of]
        for at, one in enumerate(known):
            for other in known[at + 1 :]:
                same, together = chains[one] == chains[other], group_of[one] == group_of[other]
                joined, right, gold = joined + together, right + (same and together), gold + same
    name, title = "incidents/within", "ECB+ told events of one text"
    return [
        Figure(f"{name}/precision", f"{title}, joined and of one chain", right / max(joined, 1),
               f"{right} of {joined}"),
        Figure(f"{name}/recall", f"{title}, of one chain and joined", right / max(gold, 1),
               f"{right} of {gold}"),
    ]  # fmt: skip


def b_cubed(gold: Sequence[Any], found: Sequence[Any]) -> tuple[float, float, float]:
    """B3 precision, recall and F."""
    sizes_gold, sizes = Counter(gold), Counter(found)
    both = Counter(zip(gold, found, strict=True))
    n = len(gold) or 1
    precision = sum(k * k / sizes[f] for (_, f), k in both.items()) / n
    recall = sum(k * k / sizes_gold[g] for (g, _), k in both.items()) / n
    return precision, recall, 2 * precision * recall / (precision + recall) if precision else 0.0


def adjusted_rand(gold: Sequence[Any], found: Sequence[Any]) -> float:
    """The adjusted Rand index."""

    def pairs(counted: Counter[Any]) -> float:
        return sum(n * (n - 1) / 2 for n in counted.values())

    both = pairs(Counter(zip(gold, found, strict=True)))
    one, other = pairs(Counter(gold)), pairs(Counter(found))
    chance = one * other / (len(gold) * (len(gold) - 1) / 2)
    return (both - chance) / ((one + other) / 2 - chance)


def _document_links(rows: Sequence[Row], found: Sequence[int]) -> list[Figure]:
    counted: Counter[tuple[str, bool]] = Counter()
    for i, one in enumerate(rows):
        for j in range(i + 1, len(rows)):
            other = rows[j]
            relation = "hard" if one["topic"] == other["topic"] else "easy"
            relation = "same" if one["event"] == other["event"] else relation
            counted[relation, found[i] == found[j]] += 1
    together = sum(n for (_, joined), n in counted.items() if joined)
    same = counted["same", True] + counted["same", False]
    name, title = "incidents/document_links", "ECB+ pairs of documents"
    return [
        _rate(f"{name}/false_hard", f"{title}, put together, one topic, other event",
              counted["hard", True], together),
        _rate(f"{name}/false_easy", f"{title}, put together, other topic",
              counted["easy", True], together),
        _rate(f"{name}/missed", f"{title}, of one event and apart", counted["same", False], same),
    ]  # fmt: skip


def _pairs(found: Sequence[Happening]) -> list[tuple[Happening, Happening]]:
    indexed = enumerate(found)
    return [(a, b) for i, a in indexed for b in found[i + 1 :] if a.document != b.document]


def _fits(one: Happening, other: Happening) -> bool:
    return likeness_of(one.sketch, other.sketch, 1.0).score > 0.0


def _rate(key: str, title: str, wrong: int, of: int) -> Figure:
    told = f"{wrong} of {of}"
    return Figure(key, title, wrong / max(of, 1), told, higher_is_better=False)


def thresholds(corpora: Path, part: str) -> None:
    """Print the two error rates of pairs compared one by one, at each threshold."""
    path = corpora / f"events-ecbplus/{part}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = read_all(rows)
    documents = {r["id"]: document_sketch(r["text"], told[r["id"]], "") for r in rows}
    scored = []
    for a, b in _pairs(linked(rows, told)):
        if a.topic == b.topic:
            alike = document_likeness(documents[a.document], documents[b.document]).score
            scored.append((a.relation(b), likeness_of(a.sketch, b.sketch, alike).score))
    same = sum(relation == "same" for relation, _ in scored)
    print(f"{part}; the program's threshold is {THRESHOLD}")
    for tenth in range(2, 9):
        counted = Counter(relation for relation, score in scored if score >= tenth / 10)
        together = max(counted.total(), 1)
        print(
            f"{tenth / 10:.1f}  false {counted['hard'] / together:.3f}  narrow"
            f" {counted['narrow'] / together:.3f}  missed {1 - counted['same'] / max(same, 1):.3f}"
        )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--thresholds", action="store_true")
    given = parser.parse_args()
    if given.thresholds:
        thresholds(given.corpora, given.part)
        return
    for figure in measure(given.corpora, given.part):
        print(f"{figure.key:36} {figure.value:.3f}  {figure.counts}")


if __name__ == "__main__":
    main()
