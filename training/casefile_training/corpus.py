"""PolNeAR articles as training windows. Texts stay where they are; nothing of them is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from casefile.reading.labels import anchor, covered, roles
from casefile.reading.windows import Window, windows
from casefile.reading.wordpiece import WordPiece

TUNE_SHARE = 21  # one article in so many is kept for thresholds and for choosing, by its id's hash
SET_ASIDE = -100  # the label that no loss counts


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its gold: for each attribution the anchor (positions) and a role label a piece.

    `aside` lists the pieces that the annotators set aside: by-lines, adverts.
    """

    window: Window
    attributions: tuple[tuple[tuple[int, int], tuple[int, ...]], ...]
    aside: tuple[int, ...]


def articles(path: Path) -> list[dict[str, Any]]:
    """The lines of a corpus file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_tune(article: dict[str, Any]) -> bool:
    """Whether an article of the training part is kept for tuning."""
    return int(sha256(article["id"].encode()).hexdigest(), 16) % TUNE_SHARE == 0


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines that hold anything."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return found


def examples(article: dict[str, Any], cutter: WordPiece) -> Iterator[Example]:
    """The windows of an article with what was annotated in them."""
    text = article["text"]
    for window in windows(text, paragraphs(text), cutter):
        gold: dict[tuple[int, int], tuple[int, ...]] = {}
        for item in article["attributions"]:
            place = anchor(window, item["cue"])
            if place is not None and not any(place[0] == known[0] for known in gold):
                labels = roles(window, item["source"], item["cue"], item["content"])
                gold[place] = tuple(labels)
        aside = [k for s, e in article.get("discard") or () for k in covered(window, s, e)]
        yield Example(window, tuple(gold.items()), tuple(aside))
