"""Flipped bytes: each is found, or the decoded content is identical. The long run flips all."""

from __future__ import annotations

import random
from pathlib import Path

from torture import flip


def test_every_byte_of_the_small_files_is_found(tmp_path: Path) -> None:
    """Marker, keys and checkpoint: every single byte changed is a problem; none is free."""
    folder = tmp_path / "case"
    flip.make_case(folder)
    small = ["casefile.toml", "checkpoint", "keys/log.key", "keys/log.pub"]
    places = [(folder / name, n) for name in small for n in range((folder / name).stat().st_size)]
    outcome = flip.flip(folder, iter(places), random.Random(1))
    assert outcome.tried == len(places) > 300
    assert outcome.found == outcome.tried, outcome.missed


def test_a_sample_of_all_other_bytes_is_found_or_slack(tmp_path: Path) -> None:
    """Blobs and SQLite's file, at places drawn with a seed: nothing is missed."""
    folder = tmp_path / "case"
    flip.make_case(folder)
    draw = random.Random(20261124)
    places = [place for place in flip.all_places(folder) if "keys" not in place[0].parts]
    outcome = flip.flip(folder, iter(draw.sample(places, 400)), draw)
    assert outcome.missed == []
    assert outcome.found > 100
    assert outcome.slack_files <= {"ledger.sqlite"}


def test_the_judge_can_say_missed(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """With a verifier that finds nothing, changed content counts as missed."""
    folder = tmp_path / "case"
    flip.make_case(folder)

    class Blind:
        problems = ()

    monkeypatch.setattr(flip, "verify_folder", lambda folder: Blind)
    outcome = flip.flip(folder, iter([(folder / "checkpoint", 3)]), random.Random(1))
    assert len(outcome.missed) == 1
