"""The tagger: alone opens the model.

Two ONNX graphs, both small: the encoder reads a window once and gives for each piece a vector, the
chances that a cue begins there, and those of the tags of each task; the second reads roles for each
cue. Each window runs by itself, without padding: what is found in a document never depends on what
else is read (int8 ranges are taken over what a run sees).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from casefile.errors import ModelError
from casefile.reading.decode import (
    Cue,
    Numbers,
    attribution,
    best_labels,
    by_words,
    find_cues,
    going_on,
    joined_blocks,
    with_nested,
)
from casefile.reading.found import Found
from casefile.reading.names import Name, whole_names
from casefile.reading.tagged import Tagged
from casefile.reading.tags import HEADS, Tag, columns, spans
from casefile.reading.windows import Window, windows
from casefile.reading.wordpiece import WordPiece

_FIRST, _LAST = 101, 102  # the vocabulary's [CLS] and [SEP]
_CARD = "model.json"
_PARTS = frozenset({"encoder.onnx", "roles.onnx", "vocab.txt"})


class _Encoded(NamedTuple):
    """A window as the encoder gives it: vectors (pieces and two marks × width), cue chances
    (pieces × 3), tag chances (pieces × columns of all heads)."""

    vectors: Numbers
    chances: Numbers
    tags: Numbers


class Tagger:
    """Finds attributions and marks names, times and the rest.

    Open once, use for many documents; not for several threads at once.
    """

    def __init__(self, card: dict[str, Any], cutter: WordPiece, encoder: Any, roles: Any) -> None:
        self._card = card
        self._cutter = cutter
        self._encoder = encoder
        self._roles = roles

    @classmethod
    def open(
        cls, folder: Path | None = None, threads: int = 1, threshold: float | None = None
    ) -> Tagger:
        """Open the shipped model, or the one in `folder`, and check its digests.

        Args:
            threshold: the least cue score to report; the card's own where none is given.

        Raises:
            ModelError: a part is missing or is not what the card names.
        """
        home = folder or Path(__file__).parent / "model"
        card = _read_card(home)
        if threshold is not None:
            card["threshold"] = threshold
        parts = {name: _read_part(home, name, digest) for name, digest in card["files"].items()}
        words = parts["vocab.txt"].decode("utf-8").split("\n")
        cutter = WordPiece({word: number for number, word in enumerate(words) if word})
        sessions = (_session(parts[n], threads) for n in ("encoder.onnx", "roles.onnx"))
        return cls(card, cutter, *sessions)

    @property
    def reader_id(self) -> str:
        """The model's name and the digest of all its files."""
        listed = "".join(f"{n}:{d}\n" for n, d in sorted(self._card["files"].items()))
        return f"{self._card['name']} sha256:{sha256(listed.encode()).hexdigest()[:16]}"

    def find(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[Found]:
        """Attributions in the blocks (paragraphs: code points of `text`, in order), by cue."""
        return list(self.tag(text, blocks).attributions)

    def names(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[Name]:
        """Names in the blocks, by position."""
        return list(self.tag(text, blocks).names)

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> Tagged:
        """All that the model marks in the blocks (code points of `text`, in order)."""
        found: list[Found] = []
        marked: dict[str, list[Tag]] = {head: [] for head in HEADS}
        taught = self._card.get("heads", HEADS)  # a model of open corpora has not learned all
        places = {head: place for head, place in columns().items() if head in taught}
        readable = joined_blocks(text, blocks)
        for window in windows(text, blocks, self._cutter):
            encoded = self._encode(window)
            goes_on = going_on(text, window)
            told = self._roles_of(encoded, goes_on)
            here = [attribution(text, window, cue, row, readable) for cue, row in told]
            found += with_nested(text, [one for one in here if one is not None])
            for head, place in places.items():
                marked[head] += spans(head, window, goes_on, encoded.tags[:, place])
        return Tagged(
            attributions=tuple(sorted(found, key=lambda f: (f.cue, f.content))),
            names=tuple(whole_names(text, marked.pop("names"))),
            **{head: tuple(tags) for head, tags in marked.items()},
        )

    def _roles_of(
        self, encoded: _Encoded, goes_on: Sequence[bool]
    ) -> Iterator[tuple[Cue, list[int]]]:
        """The cues of a window, each with a role label for each piece."""
        cues = find_cues(encoded.chances, self._card["threshold"], goes_on)
        if cues:
            scores, steps = self._score(encoded.vectors, cues)
            for cue, row in zip(cues, best_labels(scores, cues, steps).tolist(), strict=True):
                yield cue, by_words(row, goes_on)

    def _encode(self, window: Window) -> _Encoded:
        ids = np.array([[_FIRST, *(p.id for p in window), _LAST]], dtype=np.int64)
        case = np.array([[0, *(p.case for p in window), 0]], dtype=np.int64)
        vectors, chances, tags = self._encoder.run(None, {"ids": ids, "case": case})
        return _Encoded(vectors[0], chances[0, 1:-1], tags[0, 1:-1])

    def _score(self, vectors: Numbers, cues: Sequence[Cue]) -> tuple[Numbers, Numbers]:
        """Scores, cues × pieces × roles; and of steps from role to role."""
        given = {
            "vectors": vectors,
            "first": np.array([cue.first + 1 for cue in cues], dtype=np.int64),
            "last": np.array([cue.last + 1 for cue in cues], dtype=np.int64),
        }
        scores, steps = self._roles.run(None, given)
        return scores[:, 1:-1], steps


def _read_card(home: Path) -> dict[str, Any]:
    try:
        card = json.loads((home / _CARD).read_text(encoding="utf-8"))
        if {"name", "threshold"} <= set(card) and set(card["files"]) == _PARTS:
            return dict(card)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _broken(_CARD) from error
    raise _broken(_CARD)


def _read_part(home: Path, name: str, digest: str) -> bytes:
    try:
        data = (home / name).read_bytes()
    except OSError as error:
        raise _broken(name) from error
    if sha256(data).hexdigest() != digest:
        raise _broken(name)
    return data


def _session(data: bytes, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Idle threads must not spin: another process may want the core.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def _broken(name: str) -> ModelError:
    return ModelError(
        f"the reading model's {name} is missing or damaged",
        next_step="install casefile again",
    )
