"""The bulk door."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casefile.workflow.annotate import Line, annotate, annotate_line, annotate_raw_line
from tests.world import SaidReader

PAGE = (
    "Skip to main content\n\n"
    "The Port Office said the crane fell on Sunday.\n\n"
    "Nobody had been warned before the second strike.\n\n"
    "Follow related authors and topics\n"
)


def one(text: str, raw: bool = False) -> dict[str, Any]:
    line = Line(1, json.dumps({"id": "a", "text": text}).encode())
    done = (annotate_raw_line if raw else annotate_line)(SaidReader(), line)
    assert not done.error
    return json.loads(done.body)  # type: ignore[no-any-return]


def test_offsets_are_code_points_of_the_text_given() -> None:
    """Whatever stands before them, the spans cut the right words out of the line's own text."""
    text = "🜂 é\r\n\r\nThe Port Office said the crane fell on Sunday.\r\n"
    (found,) = (a for a in one(text)["attributions"] if a["stance"] == "asserts")
    (start, end) = found["content"][0]
    assert text[start:end] == "the crane fell on Sunday"


def test_furniture_is_not_read() -> None:
    """Nothing is said by a skip link or a follow box; with --raw they are read."""
    own = [PAGE[s:e] for c in one(PAGE)["outlet_claims"] for s, e in c["content"]]
    assert own == ["Nobody had been warned before the second strike."]
    raw = [PAGE[s:e] for c in one(PAGE, raw=True)["outlet_claims"] for s, e in c["content"]]
    assert "Follow related authors and topics" in raw


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """One error for each bad line, with its number; good lines are written in order."""
    lines = [
        '{"id": 1, "text": "The Port Office said it fell."}',
        "{not json",
        '{"id": 3}',
        '{"id": 4, "text": "", "published": 5}',
        "[]",
        "",
        '{"id": 7, "text": "The mayor denied it.", "published": "2023-03-13"}',
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    good, errors = annotate(source, target)
    ids = [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert (good, ids) == (2, [1, 7])
    assert [e.split(":")[0] for e in errors] == ["line 2", "line 3", "line 4", "line 5"]
    assert not list(tmp_path.glob("*.new"))


def test_the_same_bytes_for_any_number_of_jobs(tmp_path: Path) -> None:
    """One process or two, once or again: the output file is the same to the byte."""
    source = tmp_path / "in.jsonl"
    texts = [f"Officer Dole said {n} boats left. The Navy declined to comment." for n in range(12)]
    source.write_text(
        "\n".join(json.dumps({"id": n, "text": t}) for n, t in enumerate(texts)), encoding="utf-8"
    )
    outputs = []
    for jobs in (1, 2, 1):
        annotate(source, tmp_path / "out.jsonl", jobs=jobs)
        outputs.append((tmp_path / "out.jsonl").read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0].splitlines()) == 12


def test_scores_are_between_nought_and_one() -> None:
    """0 to 1, with three decimals at most."""
    for found in one(PAGE)["attributions"]:
        assert 0 <= found["score"] <= 1
        assert round(found["score"], 3) == found["score"]


@pytest.mark.parametrize("missing", ["id", "text"])
def test_a_line_needs_id_and_text(missing: str) -> None:
    """The error says which fields are needed and quotes nothing."""
    fields = {"id": "secret-id", "text": "secret words"}
    del fields[missing]
    done = annotate_line(SaidReader(), Line(9, json.dumps(fields).encode()))
    assert "'id' and 'text'" in done.error
    assert "secret" not in done.error
