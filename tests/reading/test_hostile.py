"""Odd and hostile texts through the bulk door: no crash, and offsets that are exact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks._hostile_texts import TEXTS
from casefile.reading.tagger import Tagger
from casefile.workflow.annotate import Line, annotate_line, annotate_raw_line

LENGTH = 1_500  # code points: more than one window


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.open()


def read(tagger: Tagger, text: str, raw: bool = False) -> dict[str, Any]:
    line = Line(1, json.dumps({"id": 0, "text": text, "published": "2023-03-13"}).encode())
    done = (annotate_raw_line if raw else annotate_line)(tagger, line)
    assert done.error == ""
    value: dict[str, Any] = json.loads(done.body)
    return value


def pairs(value: Any) -> Iterator[tuple[int, int]]:
    """Every [start, end], and every start with its end."""
    if isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            yield value[0], value[1]
        else:
            for item in value:
                yield from pairs(item)
    elif isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"]
        for key, item in value.items():
            yield from pairs(item) if key != "counts" or not _numbers(item) else ()


def _numbers(item: Any) -> bool:
    return isinstance(item, list) and all(type(v) is int for v in item)


@pytest.mark.parametrize("raw", [False, True], ids=["settled", "raw"])
@pytest.mark.parametrize("name", TEXTS)
def test_no_text_breaks_the_reading(tagger: Tagger, name: str, raw: bool) -> None:
    """Whatever comes in, a line comes out, and each span lies in the text and holds words."""
    text = TEXTS[name](LENGTH)
    for start, end in pairs(read(tagger, text, raw)):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end] != ""


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\u200b", "\x00", "🜂"])
def test_next_to_nothing_is_no_crash(tagger: Tagger, text: str) -> None:
    """Blank text is refused in plain words; a text of hidden characters only is read as nothing."""
    line = Line(1, json.dumps({"id": 0, "text": text}).encode())
    done = annotate_line(tagger, line)
    assert done.error.startswith("there is no text") or json.loads(done.body)["attributions"] == []


SAYING = "Mayor Irena Dole said on Monday that two roads were shut."


@pytest.mark.parametrize(
    "before",
    [
        "🜂🜂 e\u0301te\u0301 \U0001f1fa\U0001f1e6. ",
        "\u202eThe end\u202c. ",
        "قال الوزير إن الجسر سقط. ",
        "The road notes.\r\n\r\n",
        "\x00\x01 ",
        "İstanbul ﬁnd ß. ",
        "The road notes.\u2028They are old.\u2029",
    ],
    ids=["astral", "override", "right to left", "line ends", "controls", "folding", "separators"],
)
def test_what_stands_before_moves_spans_exactly(tagger: Tagger, before: str) -> None:
    """Characters that change length when folded, joined or encoded do not shift what follows."""
    text = before + SAYING
    (found,) = (
        a for a in read(tagger, text)["attributions"] if a["cue"] and a["stance"] == "asserts"
    )
    words = [text[s:e] for role in ("source", "cue", "content") for s, e in found[role]]
    assert words[:2] == ["Mayor Irena Dole", "said"]
    assert words[-1].endswith("two roads were shut")


def test_hidden_characters_inside_words_stay_in_the_spans(tagger: Tagger) -> None:
    """A soft hyphen in a name cuts no span short: the words come back as they stand."""
    text = "Mayor Ire\u00adna Dole said that the ro\u200bad was shut."
    (found,) = read(tagger, text)["attributions"]
    (source,), (content,) = found["source"], found["content"]
    assert text[slice(*source)] == "Mayor Ire\u00adna Dole"
    assert text[slice(*content)] == "that the ro\u200bad was shut"


def test_the_same_text_gives_the_same_line(tagger: Tagger) -> None:
    """Reading is deterministic, whatever was read in between."""
    text = TEXTS["marks with words"](LENGTH)
    first = read(tagger, text)
    read(tagger, TEXTS["mixed scripts"](LENGTH))
    assert read(tagger, text) == first
