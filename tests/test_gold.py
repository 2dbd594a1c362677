"""The own gold for who says what: it is whole, balanced, and its words stand in its texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from casefile.claim import Directness, Stance
from evals.agreement import SECOND, read_second
from evals.gold_format import (
    GOLD,
    ROLES,
    GoldError,
    GoldText,
    Half,
    directness_of,
    find_words,
    pieces,
    read_gold,
    read_gold_text,
)

KINDS = (
    "broadcast", "court-release", "daily", "fact-check", "filing-summary", "interview",
    "joint-statement", "liveblog", "local", "ministry-reply", "ngo", "opinion", "parliament",
    "un-report", "wire", "witness-post",
)  # fmt: skip
WANTED = {
    Stance.DENIES: 40,
    Stance.DECLINES_TO_COMMENT: 30,
    Stance.DID_NOT_RESPOND: 35,
    Stance.CANNOT_CONFIRM: 35,
    Stance.NOTHING_TO_ANNOUNCE: 15,
}
SENTENCE_END = re.compile(r"[.?!][\"”]?(?=\s|$)")


@pytest.fixture(scope="module")
def gold() -> list[GoldText]:
    return read_gold()


def test_each_kind_has_four_texts_two_in_each_half(gold: list[GoldText]) -> None:
    assert Counter((t.kind, t.half) for t in gold) == {(k, h): 2 for k in KINDS for h in Half}


def test_halves_alternate(gold: list[GoldText]) -> None:
    assert [t.half for t in gold] == [Half.TUNE, Half.HELD] * (len(gold) // 2)


def test_one_half_can_be_asked_for() -> None:
    assert {t.half for t in read_gold(half=Half.HELD)} == {Half.HELD}


def test_words_as_written_are_the_words_that_the_spans_give(gold: list[GoldText]) -> None:
    for text in gold:
        record = json.loads((GOLD / f"{text.name}.json").read_text(encoding="utf-8"))
        for item, claim in zip(record["claims"], text.claims, strict=True):
            for role in ROLES:
                assert text.words(claim, role) == " … ".join(pieces(item.get(role, "")))


def test_ids_are_unique_and_carry_the_number_of_their_text(gold: list[GoldText]) -> None:
    ids = [claim.id for text in gold for claim in text.claims]
    assert len(ids) == len(set(ids))
    assert all(c.id.startswith(t.name[:2] + ".") for t in gold for c in t.claims)


def test_no_claim_is_listed_twice(gold: list[GoldText]) -> None:
    seen = Counter((t.name, tuple(c.spans[r] for r in ROLES[:3])) for t in gold for c in t.claims)
    assert [key for key, n in seen.items() if n > 1] == []


def test_there_is_enough_of_what_is_rare(gold: list[GoldText]) -> None:
    said = [c for t in gold for c in t.claims if not c.own_voice]
    stances = Counter(c.stance for c in said)
    assert {s: n for s, n in WANTED.items() if stances[s] < n} == {}
    assert sum(bool(c.spans["relay"]) for c in said) >= 40
    assert sum(bool(c.spans["condition"]) for t in gold for c in t.claims) >= 30
    assert set(stances) == set(Stance)


def test_texts_are_short_and_many(gold: list[GoldText]) -> None:
    counts = [len(SENTENCE_END.findall(text.text)) for text in gold]
    assert min(counts) >= 6
    assert sum(counts) >= 420


def test_no_long_stretch_of_a_text_is_left_out(gold: list[GoldText]) -> None:
    """Every line but bylines and titles has a claim or an own-voice sentence in it."""
    for text in gold:
        at = 0
        for line in text.text.splitlines():
            marked = any(
                s < at + len(line) and at < e
                for c in text.claims
                for extents in c.spans.values()
                for s, e in extents
            )
            assert marked or not line or not line.endswith((".", "”", '"')), (text.name, line)
            at += len(line) + 1


def test_the_second_annotation_has_the_same_texts_and_its_words_stand_there(
    gold: list[GoldText],
) -> None:
    second = read_second()
    assert [(t.name, t.half, t.text) for t in second] == [(t.name, t.half, t.text) for t in gold]
    for text in second:
        record = json.loads((SECOND / f"{text.name}.json").read_text(encoding="utf-8"))
        for item, claim in zip(record["claims"], text.claims, strict=True):
            for role in ROLES:
                assert text.words(claim, role) == " … ".join(pieces(item.get(role, "")))


def test_the_second_annotation_is_another_one(gold: list[GoldText]) -> None:
    same = [a.name for a, b in zip(gold, read_second(), strict=True) if a.claims == b.claims]
    assert same == []


def test_a_second_annotation_that_lacks_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    _write(tmp_path / "first", CLAIM)
    second = tmp_path / "second"
    second.mkdir()
    with pytest.raises(GoldError, match="'99-wire-abbey'] on one side only"):
        read_second(second, tmp_path / "first")
    (tmp_path / "first/99-wire-abbey.json").rename(second / "99-wire-abbey.json")
    assert [t.name for t in read_second(second, tmp_path / "first")] == ["99-wire-abbey"]


TEXT = 'The abbot said the gate was shut. "We saw the gate," he said.\n'
CLAIM = {
    "id": "99.01", "source": "The abbot", "cue": "said", "content": "the gate was shut",
    "relay": "", "condition": "", "stance": "asserts", "directness": "indirect",
    "certainty": "plain", "time": "past", "speaker_kind": "unnamed", "speaker": "The abbot",
    "at": 0,
}  # fmt: skip


def _write(folder: Path, *claims: dict[str, Any], **changes: Any) -> Path:
    path = folder / "99-wire-abbey.json"
    path.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    record = {
        "kind": "wire", "published": "2024-01-02", "outlet": "Abbey News", "half": "tune",
        "claims": list(claims),
    }  # fmt: skip
    path.write_text(json.dumps(record | changes), encoding="utf-8")
    return path


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    text = read_gold_text(_write(tmp_path, CLAIM))
    assert text.words(text.claims[0], "content") == "the gate was shut"
    assert text.claims[0].start == 0


def test_nth_says_which_of_several(tmp_path: Path) -> None:
    later = CLAIM | {"source": "he", "cue": "said", "content": '"We saw the gate,"', "at": 34}
    quoted = later | {"directness": "direct", "speaker_kind": "unresolved"}
    text = read_gold_text(_write(tmp_path, quoted))
    assert text.claims[0].spans["cue"] == ((TEXT.rindex("said"), TEXT.rindex("said") + 4),)
    second = CLAIM | {"nth": {"cue": [2]}}
    cue = read_gold_text(_write(tmp_path, second)).claims[0].spans["cue"]
    assert cue == text.claims[0].spans["cue"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": "The prior"}, "'The prior' does not stand"),
        ({"content": "the gate was shu"}, "does not stand"),
        ({"nth": {"source": [2]}}, "does not stand 2 time"),
        ({"nth": {"source": [1, 1]}}, "nth has 2 number"),
        ({"stance": "lies"}, "'lies' is none of asserts"),
        ({"certainty": "sure"}, "none of plain, probable"),
        ({"time": "soon"}, "none of past"),
        ({"speaker": "Father Odo"}, "not named so in the text"),
        ({"directness": "direct"}, "quotation marks say indirect"),
        ({"at": 4, "source": ""}, "first word stands at 10, not at 4"),
        ({"mood": "grim"}, "'mood'"),
        ({"cue": "", "content": ""}, "must point at words"),
        ({"source": "", "speaker_kind": "named_person", "at": 10}, "needs words in `source`"),
    ],
)
def test_slips_are_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(GoldError, match=re.escape(message)) as caught:
        read_gold_text(_write(tmp_path, CLAIM | change))
    assert "99.01" in str(caught.value)


def test_a_missing_text_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, CLAIM)
    path.with_suffix(".txt").unlink()
    with pytest.raises(GoldError, match="is missing"):
        read_gold_text(path)


def test_a_text_without_claims_file_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, CLAIM)
    (tmp_path / "98-wire-lonely.txt").write_text("Rain.", encoding="utf-8")
    with pytest.raises(GoldError, match="98-wire-lonely"):
        read_gold(tmp_path)


def test_the_kind_must_be_in_the_name(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="not in the file's name"):
        read_gold_text(_write(tmp_path, CLAIM, kind="ngo"))


def test_ids_used_twice_are_refused(tmp_path: Path) -> None:
    _write(tmp_path, CLAIM, CLAIM | {"content": "the gate"})
    with pytest.raises(GoldError, match=re.escape("twice: 99.01")):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("text", "words", "start", "nth", "found"),
    [
        ("hers and he", "he", 0, 1, (9, 11)),  # whole words only
        ("he, he, he", "he", 1, 2, (8, 10)),
        ("(“ay”)", "“ay”", 0, 1, (1, 5)),
    ],
)
def test_words_are_found_whole(
    text: str, words: str, start: int, nth: int, found: tuple[int, int]
) -> None:
    assert find_words(text, words, start, nth) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“All of it is quoted.”", Directness.DIRECT),
        ("it was “partly” quoted", Directness.MIXED),
        ("none of it is", Directness.INDIRECT),
        ('a stray " mark\nends with its paragraph', Directness.INDIRECT),
        ("", Directness.INDIRECT),
    ],
)
def test_directness_is_counted(text: str, expected: Directness) -> None:
    start = text.find("\n") + 1
    assert directness_of(text, ((start, len(text)),) if text else ()) is expected
