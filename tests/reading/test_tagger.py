"""The shipped model, through its one door. Sentences are our own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import casefile.reading.tagger as door
from casefile.errors import ModelError
from casefile.reading.found import Found
from casefile.reading.tagger import Tagger
from casefile.reading.tags import HEADS, size
from casefile.reading.wordpiece import WordPiece

SHIPPED = Path(door.__file__).parent / "model"
# source, cue, content: the words of each span
Words = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
SAYINGS: list[tuple[str, Words]] = [
    (
        "“The bridge fell,” said Marta Oleg, a nurse in Velk. “Nobody warned us.”",
        (
            ("Marta Oleg, a nurse in Velk",),
            ("said",),
            ("“The bridge fell,”", "“Nobody warned us.”"),
        ),
    ),
    (
        "The ministry denied that its aircraft had struck the school.",
        (("The ministry",), ("denied",), ("that its aircraft had struck the school",)),
    ),
    (
        "The court will seek warrants, a person familiar with the matter said on Monday.",
        (("a person familiar with the matter",), ("said",), ("The court will seek warrants",)),
    ),
    (
        "It was reported that eleven people had died.",
        ((), ("was reported",), ("that eleven people had died",)),
    ),
    (
        "The prosecutor's office declined to comment.",
        (("The prosecutor's office",), ("declined",), ("to comment",)),
    ),
    (
        "Ms. Vale told the committee that she had seen the trucks leave.",
        (("Ms. Vale",), ("told",), ("that she had seen the trucks leave",)),
    ),
    (
        '"We will stay," the mayor said, "until the last one is out."',
        (("the mayor",), ("said",), ('"We will stay,"', '"until the last one is out."')),
    ),
]
REPORT = [text for text, _ in SAYINGS]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.open()


def laid_out(paragraphs: list[str], between: str) -> tuple[str, list[tuple[int, int]]]:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append((len(text), len(text) + len(paragraph)))
        text += paragraph + between
    return text, blocks


def words(text: str, found: Found) -> Words:
    source, cue, content = (
        tuple(text[s:e] for s, e in spans) for spans in (found.source, found.cue, found.content)
    )
    return source, cue, content


@pytest.mark.parametrize(("text", "expected"), SAYINGS)
def test_who_says_what(tagger: Tagger, text: str, expected: Words) -> None:
    """In plain sentences source, cue and content are found, with exact borders."""
    found = tagger.find(text, [(0, len(text))])
    assert [words(text, f) for f in found] == [expected]
    assert all(0.0 <= f.score <= 1.0 for f in found)


@pytest.mark.parametrize("text", ["", "   ", "The river is wide.", "Photo by A. Brem", "x" * 9000])
def test_nothing_is_found_where_nobody_speaks(tagger: Tagger, text: str) -> None:
    """Text without a saying, or without sense, gives nothing and no error."""
    assert tagger.find(text, [(0, len(text))]) == []


def test_one_speaker_serves_two_cues(tagger: Tagger) -> None:
    """Two attributions share one source: roles are read for each cue by itself."""
    text = "General Arn Tesk rejected the accusation, calling it “a fairy tale.”"
    found = tagger.find(text, [(0, len(text))])
    assert [words(text, f)[0] for f in found] == [("General Arn Tesk",), ("General Arn Tesk",)]


def test_results_come_in_the_order_of_their_cues(tagger: Tagger) -> None:
    """A reader of the list goes down the text."""
    text, blocks = laid_out(REPORT * 4, "\n")
    cues = [f.cue for f in tagger.find(text, blocks)]
    assert len(cues) > 20
    assert cues == sorted(cues)


def test_only_blocks_are_read_and_no_span_leaves_them(tagger: Tagger) -> None:
    """Furniture between paragraphs gives nothing, and no span runs over it."""
    furniture = "\nFollow us, the mayor said.\n"
    text, blocks = laid_out(REPORT * 3, furniture)
    found = tagger.find(text, blocks)
    assert len(found) > 15
    for one in found:
        for start, end in (*one.source, *one.cue, *one.content):
            assert any(first <= start < end <= last for first, last in blocks)


def test_text_that_is_not_read_has_no_influence(tagger: Tagger) -> None:
    """What stands between the blocks changes neither words nor scores."""
    texts = [laid_out(REPORT, between) for between in ("\nFollow us, he said.\n", "\nAll news\n")]
    first, second = ([(words(t, f), f.score) for f in tagger.find(t, b)] for t, b in texts)
    assert first == second
    assert first


class Recorder:
    """Plays one of the model's two graphs: keeps what it was given, answers as told."""

    def __init__(self, answer: Callable[[dict[str, Any]], list[Any]]) -> None:
        self.given: dict[str, Any] = {}
        self.answer = answer

    def run(self, outputs: None, given: dict[str, Any]) -> list[Any]:
        self.given = given
        return self.answer(given)


def test_what_the_model_is_told() -> None:
    """It gets each piece with its case between the two end marks, and both ends of each cue."""
    vocabulary = {"[UNK]": 0, "un": 7, "says": 8, "go": 9, "adds": 10, "##es": 11}
    chances = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]

    def encode(_: dict[str, Any]) -> list[Any]:
        tags = np.zeros((1, 7, sum(size(head) for head in HEADS)), np.float32)
        return [np.zeros((1, 7, 4), np.float32), np.array([chances], np.float32), tags]

    def score(given: dict[str, Any]) -> list[Any]:
        scores = np.zeros((len(given["first"]), 7, 7), np.float32)
        return [scores, np.zeros((7, 7), np.float32)]

    encoder, roles = Recorder(encode), Recorder(score)
    card = {"name": "a/1", "threshold": 0.5, "files": {}}
    text = "UN says Go adds go"
    Tagger(card, WordPiece(vocabulary), encoder, roles).find(text, [(0, len(text))])
    assert encoder.given["ids"].tolist() == [[101, 7, 8, 9, 10, 9, 102]]
    assert encoder.given["case"].tolist() == [[0, 2, 0, 1, 0, 0, 0]]
    assert roles.given["first"].tolist() == [2, 4]
    assert roles.given["last"].tolist() == [2, 5]


def test_a_document_is_read_alike_whatever_was_read_before(tagger: Tagger) -> None:
    """Results have the same bytes in a fresh tagger, in a used one, and with two threads."""
    text, blocks = laid_out(REPORT, "\n")
    alone = tagger.find(text, blocks)
    for other in REPORT:
        tagger.find(other.upper(), [(0, len(other))])
    assert tagger.find(text, blocks) == alone
    assert Tagger.open().find(text, blocks) == alone
    assert Tagger.open(threads=2).find(text, blocks) == alone


def test_windows_do_not_influence_each_other(tagger: Tagger) -> None:
    """Text that fills its own window is read as if it were a document by itself."""
    filler = "The river is wide and the road is long. " * 24  # nearly a whole window
    text, blocks = laid_out([filler, REPORT[0] + " " + filler], "\n")
    start, end = blocks[1]
    alone = tagger.find(text[start:end], [(0, end - start)])
    shifted = [
        tuple(
            tuple((s + start, e + start) for s, e in spans)
            for spans in (f.source, f.cue, f.content)
        )
        for f in alone
    ]
    together = tagger.find(text, blocks)
    assert [(f.source, f.cue, f.content) for f in together] == shifted
    assert [f.score for f in together] == [f.score for f in alone]
    assert alone


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, folder / "model"))


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "vocab.txt"])
def test_a_changed_part_is_refused(tmp_path: Path, name: str) -> None:
    """One flipped bit in any file: the model does not open, and the error names the file."""
    part = copied(tmp_path) / name
    body = bytearray(part.read_bytes())
    body[len(body) // 2] ^= 1
    part.write_bytes(bytes(body))
    with pytest.raises(ModelError, match=name):
        Tagger.open(tmp_path / "model")


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "vocab.txt", "model.json"])
def test_a_missing_part_is_named(tmp_path: Path, name: str) -> None:
    """A file that is not there gives one plain error with its name."""
    (copied(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match=name):
        Tagger.open(tmp_path / "model")


@pytest.mark.parametrize(
    "card", ["", "[]", "5", "{}", '{"name": "a", "threshold": 1, "files": {}}']
)
def test_a_senseless_card_is_refused(tmp_path: Path, card: str) -> None:
    """Whatever stands in model.json, the error is ours."""
    (copied(tmp_path) / "model.json").write_text(card, encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.json"):
        Tagger.open(tmp_path / "model")


def test_the_reader_id_follows_the_files(tmp_path: Path, tagger: Tagger) -> None:
    """The id names the model and changes when what it says of its files changes."""
    assert tagger.reader_id.startswith("reading/2 sha256:")
    assert Tagger.open(copied(tmp_path)).reader_id == tagger.reader_id
    card = json.loads((tmp_path / "model/model.json").read_text(encoding="utf-8"))
    words_file = tmp_path / "model/vocab.txt"
    words_file.write_text(words_file.read_text(encoding="utf-8") + "extra\n", encoding="utf-8")
    card["files"]["vocab.txt"] = door.sha256(words_file.read_bytes()).hexdigest()
    (tmp_path / "model/model.json").write_text(json.dumps(card), encoding="utf-8")
    assert Tagger.open(tmp_path / "model").reader_id != tagger.reader_id


def test_importing_the_tagger_does_not_import_the_engine() -> None:
    """Start-up is lazy: onnxruntime is loaded when a model is opened, torch never."""
    code = (
        "import sys, casefile.reading.tagger as t; early = 'onnxruntime' in sys.modules; "
        "t.Tagger.open(); print(early, 'onnxruntime' in sys.modules, 'torch' in sys.modules)"
    )
    where = str(Path(door.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": where, "PATH": ""},
    )  # fmt: skip
    assert done.stdout.split() == ["False", "True", "False"]


def test_the_model_is_small() -> None:
    """What ships stays under 30 MB."""
    assert sum(p.stat().st_size for p in SHIPPED.iterdir()) <= 30_000_000
