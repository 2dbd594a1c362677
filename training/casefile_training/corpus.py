"""The corpora as training windows. Texts stay where they are; nothing of them is written."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from casefile.reading.labels import anchor, covered, roles
from casefile.reading.tags import labels
from casefile.reading.windows import Window, windows
from casefile.reading.wordpiece import WordPiece

TUNE_SHARE = 21  # one text in so many is kept for thresholds and for choosing, by its id's hash
SET_ASIDE = -100  # the label that no loss counts

Spans = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what its annotators marked.

    Attributes:
        attributions: None where the corpus does not mark them.
        tags: spans of each head that the corpus marks.
        aside: stretches that no head learns from.
        tags_aside: stretches that one head does not learn from.
    """

    id: str
    text: str
    attributions: list[dict[str, Any]] | None = None
    tags: Mapping[str, Spans] = field(default_factory=dict)
    aside: list[tuple[int, int]] = field(default_factory=list)
    tags_aside: Mapping[str, list[tuple[int, int]]] = field(default_factory=dict)
    recased: int | None = None  # how every word is written, where the corpus does not tell


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its gold: for each attribution the anchor (positions) and a role label a piece,
    and for each head that the corpus marks a label a piece.

    `aside` lists the pieces that the annotators set aside: by-lines, adverts.
    """

    window: Window
    attributions: tuple[tuple[tuple[int, int], tuple[int, ...]], ...] | None
    tags: Mapping[str, tuple[int, ...]]
    aside: tuple[int, ...]


def articles(path: Path) -> list[dict[str, Any]]:
    """The lines of a corpus file, packed or not."""
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open() as lines:
        return [json.loads(line) for line in lines]


def is_tune(article: Mapping[str, Any]) -> bool:
    """Whether a text of a training part is kept for tuning."""
    return of_tune(article["id"])


def of_tune(name: str) -> bool:
    """The same, by the id."""
    return int(sha256(name.encode()).hexdigest(), 16) % TUNE_SHARE == 0


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines that hold anything."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return found


def examples(marked: Marked, cutter: WordPiece) -> Iterator[Example]:
    """The windows of a text with what was marked in them; those without anything are left out."""
    text = marked.text
    for window in windows(text, paragraphs(text), cutter):
        if marked.recased is not None:
            window = tuple(piece._replace(case=marked.recased) for piece in window)
        tags = {h: _tag_row(marked, h, window) for h in marked.tags}
        if marked.attributions is None and all(_is_aside(row) for row in tags.values()):
            continue
        aside = tuple(k for s, e in marked.aside for k in covered(window, s, e))
        yield Example(window, _attributions(marked, window), tags, aside)


def _attributions(
    marked: Marked, window: Window
) -> tuple[tuple[tuple[int, int], tuple[int, ...]], ...] | None:
    if marked.attributions is None:
        return None
    gold: dict[tuple[int, int], tuple[int, ...]] = {}
    for item in marked.attributions:
        place = anchor(window, item["cue"])
        if place is not None and not any(place[0] == known[0] for known in gold):
            gold[place] = tuple(roles(window, item["source"], item["cue"], item["content"]))
    return tuple(gold.items())


def _tag_row(marked: Marked, head: str, window: Window) -> tuple[int, ...]:
    first, last = window[0].start, window[-1].end
    near = [s for s in marked.tags[head] if s[0] < last and s[1] > first]
    row = labels(head, window, near)
    for start, end in marked.tags_aside.get(head, ()):
        if start < last and end > first:
            for k in covered(window, start, end):
                row[k] = SET_ASIDE
    return tuple(row)


def _is_aside(row: Iterable[int]) -> bool:
    return all(label == SET_ASIDE for label in row)


# --- one function a corpus ---------------------------------------------------------------------

_CONLL = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}
_NAMES = {
    "PER": "person", "ORG": "organisation", "LOC": "place",
    "person": "person", "group": "organisation", "corporation": "organisation",
    "location": "place", "organization": "organisation", "place": "place",
    "Person": "person", "Organisation": "organisation", "Location": "place",
}  # fmt: skip
_FILLERS = {
    "perp_individual": "actor", "perp_org": "body", "phys_target": "target",
    "hum_target_name": "affected", "hum_target_description": "affected",
    "instrument": "instrument",
}  # fmt: skip
_ACTIONS = {"REPORTING": "reporting", "STATE": "state"}
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "general", "president", "ambassador", "minister", "secretary"}
    | {"colonel", "special", "advisor", "sheikh", "prime", "foreign", "king", "prince"}
    | {"commander", "captain", "major", "sir"}
)


def polnear(corpora: Path) -> Iterator[Marked]:
    """Attributions, and the names that CoreNLP marked (a teacher, not gold)."""
    taught = {
        a["id"]: _conll_names(a) for a in articles(corpora / "polnear/train-corenlp.jsonl.gz")
    }
    for item in articles(corpora / "polnear/train.jsonl"):
        names = taught.get(item["id"])
        tags = {} if names is None else {"names": names[0]}
        tags_aside = {} if names is None else {"names": names[1]}
        yield Marked(
            item["id"], item["text"], item["attributions"], tags, item["discard"], tags_aside
        )


def _conll_names(item: Mapping[str, Any]) -> tuple[Spans, list[tuple[int, int]]]:
    """Runs of tokens with one label; MISC is set aside."""
    found: Spans = []
    aside = []
    for sentence in item["sentences"]:
        for label, run in groupby(sentence["tokens"], key=lambda token: token[4]):
            tokens = list(run)
            if label in _CONLL:
                found.append((tokens[0][0], tokens[-1][1], _CONLL[label]))
            elif label == "MISC":
                aside.append((tokens[0][0], tokens[-1][1]))
    return found, aside


def gum(corpora: Path) -> Iterator[Marked]:
    """Attributions of other kinds of text, and expressions that can be put on a calendar."""
    dated = {a["id"]: a for a in articles(corpora / "gum-entities-coref-dates/train.jsonl")}
    for item in articles(corpora / "gum-attribution/train.jsonl"):
        other = dated.get(item["id"])
        times: Spans = []
        aside: list[tuple[int, int]] = []
        if other is not None:
            times = [(d["start"], d["end"], "time") for d in _outermost(other["dates"])]
            aside = [
                (e["start"], e["end"])
                for e in other["entities"]
                if e["type"] == "time" and not any(s <= e["start"] < t for s, t, _ in times)
            ]
        tags = {"times": times} if other is not None else {}
        yield Marked(
            item["id"], item["text"], item["attributions"], tags, tags_aside={"times": aside}
        )


def uner(corpora: Path) -> Iterator[Marked]:
    """Names in web English."""
    for item in articles(corpora / "ner-uner-ewt/train.jsonl"):
        yield Marked(item["id"], item["text"], tags={"names": _named(item["entities"])})


def wikigold(corpora: Path) -> Iterator[Marked]:
    """Names in Wikipedia, by eight sentences; works, nations and events are set aside."""
    yield from _joined(articles(corpora / "ner-wikigold/train.jsonl"), 8)


def wnut(corpora: Path) -> Iterator[Marked]:
    """Names in posts, by eight; products and works are set aside."""
    yield from _joined(articles(corpora / "ner-wnut17/train.jsonl"), 8)


def re3d(corpora: Path) -> Iterator[Marked]:
    """Mentions in reports on a conflict, the outermost of nested ones; the names among them."""
    for item in articles(corpora / "ner-re3d/train.jsonl"):
        found = [e for e in item["entities"] if e["type"] in _NAMES]
        outer = [(e["start"], e["end"], _NAMES[e["type"]]) for e in _outermost(found)]
        names, unsure = _plain_names(found)
        tags = {"parties": outer, "names": names}
        yield Marked(item["id"], item["text"], tags=tags, tags_aside={"names": unsure})


def wikiwars(corpora: Path) -> Iterator[Marked]:
    """Time expressions in accounts of wars."""
    for item in articles(corpora / "timex-wikiwars/train.jsonl"):
        times = [(t["start"], t["end"], "time") for t in _outermost(item["timexes"])]
        yield Marked(item["id"], item["text"], tags={"times": times})


def ecb(corpora: Path) -> Iterator[Marked]:
    """Actions and times in the sentences that are fully marked."""
    for item in articles(corpora / "events-ecbplus/train.jsonl"):
        actions: Spans = []
        times: Spans = []
        for mention in item["mentions"]:
            place = (mention["start"], mention["end"])
            tag = mention["tag"].removeprefix("NEG_")
            if tag.startswith("ACTION_"):
                kind = _ACTIONS.get(tag.removeprefix("ACTION_"), "occurrence")
                actions.append((*place, kind))
            elif tag.startswith("TIME_"):
                times.append((*place, "time"))
        rest = [(s["start"], s["end"]) for s in item["sentences"] if not s["selected"]]
        yield Marked(
            item["id"],
            item["text"],
            tags={"actions": actions, "times": times},
            tags_aside={"actions": rest, "times": rest},
        )


def muc(corpora: Path) -> Iterator[Marked]:
    """Who and what attacks are told of. The texts are all in capitals: half are read as small.

    Of the texts without an incident every other one is left out.
    """
    empty = 0
    for number, item in enumerate(articles(corpora / "incidents-muc4/train.jsonl")):
        spans: Spans = [
            (s["start"], s["end"], _FILLERS[f["slot"]])
            for incident in item["incidents"]
            for f in incident["fillers"]
            if f["slot"] in _FILLERS
            for s in f.get("spans") or ()
        ]
        empty += not spans
        if not spans and empty % 2:
            continue
        spans.sort(key=lambda s: s[0] - s[1])  # the longest first: it stays where they overlap
        yield Marked(item["id"], item["text"], tags={"fillers": spans}, recased=2 * (number % 2))


CORPORA: Mapping[str, Callable[[Path], Iterator[Marked]]] = {
    "polnear": polnear, "gum": gum, "uner": uner, "wikigold": wikigold, "wnut": wnut,
    "re3d": re3d, "wikiwars": wikiwars, "ecb": ecb, "muc": muc,
}  # fmt: skip
# Which heads learn from a corpus, beside attributions.
TEACHES: Mapping[str, tuple[str, ...]] = {
    "polnear": ("names",), "gum": ("times",), "uner": ("names",), "wikigold": ("names",),
    "wnut": ("names",), "re3d": ("names", "parties"), "wikiwars": ("times",),
    "ecb": ("actions", "times"), "muc": ("fillers",),
}  # fmt: skip
# Licences that let anyone train: the others state none, or an unclear one.
OPEN = ("gum", "uner", "wikigold", "wnut", "re3d", "wikiwars")


def _named(entities: Iterable[Mapping[str, Any]]) -> Spans:
    return [(e["start"], e["end"], _NAMES[e["type"]]) for e in entities if e["type"] in _NAMES]


def _plain_names(found: list[dict[str, Any]]) -> tuple[Spans, list[tuple[int, int]]]:
    """Of mentions the plain names, and where other capitals leave it open what is a name."""
    names = [e for e in found if _is_plain_name(e, found)]
    unsure = [
        (e["start"], e["end"])
        for e in found
        if any(c.isupper() for c in e["text"]) and not any(_inside(n, e) for n in names)
    ]
    return _named(names), unsure


def _joined(items: list[dict[str, Any]], count: int) -> Iterator[Marked]:
    for first in range(0, len(items), count):
        text, names, aside = "", [], []
        for item in items[first : first + count]:
            at = len(text)
            for e in item["entities"]:
                place = (at + e["start"], at + e["end"])
                if e["type"] in _NAMES:
                    names.append((*place, _NAMES[e["type"]]))
                else:
                    aside.append(place)
            text += item["text"] + "\n"
        yield Marked(items[first]["id"], text, tags={"names": names}, tags_aside={"names": aside})


def _outermost(spans: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Spans that lie in no longer one, in order."""
    kept: list[Mapping[str, Any]] = []
    for span in sorted(spans, key=lambda s: (s["start"], -s["end"])):
        if not kept or span["end"] > kept[-1]["end"]:
            kept.append(span)
    return kept


def _inside(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(other["start"] <= one["start"] and one["end"] <= other["end"])


def _is_plain_name(one: Mapping[str, Any], all_of: list[dict[str, Any]]) -> bool:
    """A capitalised mention that holds no other, with no title and no article."""
    words = one["text"].split()
    if not 1 <= len(words) <= 5 or not all(w[0].isupper() for w in (words[0], words[-1])):
        return False
    if any(o is not one and _inside(o, one) and o["end"] - o["start"] > 2 for o in all_of):
        return False
    return words[0].lower().strip(".") not in _TITLES | {"the"}
