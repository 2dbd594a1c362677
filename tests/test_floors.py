"""Floors of quality, and the table over them."""

from __future__ import annotations

import importlib
import json
import sys
import types
from pathlib import Path

import pytest

from evals import corpora_digests, floors, runs, table
from evals.figures import Figure

KEY = "times/platinum/value"


def figure(value: float, **more: object) -> Figure:
    return Figure(KEY, "value", value, **more)  # type: ignore[arg-type]


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A corpora folder with the one file that `KEY` rests on."""
    (tmp_path / "timex-te3platinum").mkdir()
    (tmp_path / "timex-te3platinum/dev.jsonl").write_text("gold\n", encoding="utf-8")
    return tmp_path


def set_to(value: float, corpora: Path) -> dict[str, floors.Floor]:
    return floors.raised({}, [figure(value)], corpora)[0]


def test_a_floor_is_the_measure_less_the_margin(corpora: Path) -> None:
    """Half a point under, cut to a thousandth; with the gold's name and digest."""
    (floor,) = set_to(0.7837, corpora).values()
    assert floor.floor == 0.778
    assert floor.corpus == "timex-te3platinum/dev.jsonl"
    assert floor.digest == corpora_digests.digest((floor.corpus,), corpora)


@pytest.mark.parametrize(("now", "wanted"), [(0.9, 0.895), (0.8, 0.795), (0.7, 0.795)])
def test_a_floor_may_only_rise(corpora: Path, now: float, wanted: float) -> None:
    """A worse figure leaves the floor where it was."""
    fresh, _ = floors.raised(set_to(0.8, corpora), [figure(now)], corpora)
    assert fresh[KEY].floor == wanted


def test_a_ceiling_may_only_fall(corpora: Path) -> None:
    """Where lower is better the margin lies above, and a worse figure does not lift it."""
    low = figure(10.0, unit="per 1,000 words", higher_is_better=False)
    high = figure(12.0, unit="per 1,000 words", higher_is_better=False)
    first, _ = floors.raised({}, [low], corpora)
    assert first[KEY].floor == 10.2
    assert floors.raised(first, [high], corpora)[0] == first
    assert floors.is_broken(floors.trouble(high, first[KEY], corpora))
    assert floors.trouble(low, first[KEY], corpora) == ""


def test_a_figure_under_its_floor_is_broken(corpora: Path) -> None:
    """A thousandth under is under; the floor itself is not."""
    floor = set_to(0.8, corpora)[KEY]
    assert floors.trouble(figure(floor.floor), floor, corpora) == ""
    assert floors.is_broken(floors.trouble(figure(floor.floor - 0.001), floor, corpora))


def test_other_gold_is_said_and_not_compared(corpora: Path) -> None:
    """One changed byte of the gold: no floor is compared with it, and none is raised over it."""
    known = set_to(0.8, corpora)
    (corpora / "timex-te3platinum/dev.jsonl").write_text("golf\n", encoding="utf-8")
    corpora_digests._sum.cache_clear()
    said = floors.trouble(figure(0.1), known[KEY], corpora)
    assert said.startswith("not compared: timex-te3platinum/dev.jsonl")
    fresh, lines = floors.raised(known, [figure(0.9)], corpora)
    assert fresh == known
    assert "has changed" in lines[0]


def test_gold_that_nobody_named_gives_no_floor(corpora: Path) -> None:
    """A key that `GOLD` does not know is refused aloud."""
    fresh, lines = floors.raised({}, [Figure("weather/own", "", 0.5)], corpora)
    assert fresh == {}
    assert floors.UNKNOWN_GOLD in lines[0]


def test_floors_are_written_and_read_alike(corpora: Path, tmp_path: Path) -> None:
    """What is saved is what is loaded, one floor a line."""
    known = set_to(0.8, corpora)
    floors.save(known, tmp_path / "floors.json")
    assert floors.load(tmp_path / "floors.json") == known
    assert len((tmp_path / "floors.json").read_text(encoding="utf-8").splitlines()) == 3


def test_the_shipped_floors_name_their_gold() -> None:
    """Every floor of the repository has known gold, a digest, and a value that can be reached."""
    for key, floor in floors.load().items():
        assert ", ".join(corpora_digests.gold_of(key)) == floor.corpus, key
        assert len(floor.digest) == 64, key
        assert floor.floor >= 0, key


def test_the_longest_beginning_names_the_gold() -> None:
    """Fragments rest on a second file; half a word of a key is no beginning."""
    plain = corpora_digests.gold_of("attributions/polnear/triple overlap")
    runs_too = corpora_digests.gold_of("attributions/polnear/fragment cue exact")
    assert set(plain) < set(runs_too)
    assert corpora_digests.gold_of("attribution/polnear") == ()


def played(monkeypatch: pytest.MonkeyPatch, name: str, measure: object) -> None:
    module = types.ModuleType(f"evals.{name}")
    module.measure = measure  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, f"evals.{name}", module)


def test_a_failing_module_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One raises, one leaves, one is missing: each has its line, the good one its figures."""

    def raises(_: Path) -> list[Figure]:
        raise ValueError("torn")

    played(monkeypatch, "names", raises)
    played(monkeypatch, "identity", lambda _: sys.exit("no"))
    played(monkeypatch, "times", lambda _: [figure(0.5)])
    done = table.measure(["names", "identity", "nowhere", "times"], corpora)
    assert list(done.figures) == ["times"]
    assert [line.split(":")[0] for line in done.failed] == ["names", "identity", "nowhere"]
    assert "evals/nowhere.py is missing" in done.failed[2]
    assert "torn" in capsys.readouterr().out


def test_without_corpora_own_gold_still_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A module that cannot open its corpus is skipped with a line, and is no failure."""
    absent = tmp_path / "nothing"
    played(monkeypatch, "names", lambda c: (c / "dev.jsonl").read_text())
    played(monkeypatch, "times", lambda _: [])
    played(monkeypatch, "samples", lambda _: [Figure("samples/x", "", 1.0)])
    done = table.measure(["names", "times", "samples"], absent)
    assert (len(done.skipped), done.failed, list(done.figures)) == (2, [], ["samples"])
    assert all(table.ABSENT in line for line in done.skipped)


def test_a_floor_whose_figure_is_gone_is_said(
    monkeypatch: pytest.MonkeyPatch, corpora: Path
) -> None:
    """Taking a figure out of a module does not take its floor away."""
    known = set_to(0.8, corpora)
    monkeypatch.setattr(floors, "load", lambda: known)
    gone = table.Measured({"times": [Figure("times/platinum/strict", "", 0.9)]})
    assert [line.split(":")[0] for line in table.broken(gone, corpora)] == [KEY]
    not_run = table.Measured({"names": []})
    assert table.broken(not_run, corpora) == []
    assert table.broken(gone, corpora / "nothing") == []


def test_changes_name_what_went_right_and_wrong() -> None:
    """Gains, losses and examples that changed while the figure stayed."""
    before = runs.of_figures(
        [
            Figure("a/1", "", 0.5, examples=("x", "y")),
            Figure("a/2", "", 0.5, examples=("x",)),
            Figure("a/3", "", 3.0, higher_is_better=False),
            Figure("a/4", "", 0.5),
        ]
    )
    now = runs.of_figures(
        [
            Figure("a/1", "", 0.6, examples=("y",)),
            Figure("a/2", "", 0.5, examples=("z",)),
            Figure("a/3", "", 4.0, higher_is_better=False),
            Figure("a/4", "", 0.5),
        ]
    )
    lines = list(runs.changes(before, now))
    assert lines[0].startswith("a/1: gain, 0.5000 to 0.6000")
    assert lines[1] == "    now right: x"
    assert lines[2].startswith("a/2: same")
    assert lines[3:5] == ["    now right: x", "    now wrong: z"]
    assert lines[5].startswith("a/3: LOSS")
    assert len(lines) == 6


def test_a_run_is_kept_and_the_one_before_it_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`last.json` holds the newest value of every figure, `before.json` what stood there."""
    runs.compare_and_keep([figure(0.5), Figure("a/1", "", 1.0)], None, tmp_path)
    runs.compare_and_keep([figure(0.6)], None, tmp_path)
    last = json.loads((tmp_path / "last.json").read_text(encoding="utf-8"))
    before = json.loads((tmp_path / "before.json").read_text(encoding="utf-8"))
    assert (last[KEY]["value"], before[KEY]["value"], "a/1" in last) == (0.6, 0.5, True)
    assert "gain" in capsys.readouterr().out


def test_words_pick_modules_and_unknown_ones_are_refused() -> None:
    """First letters are enough; a word that picks nothing ends with the list."""
    assert table.picked(["attr", "time"]) == ["attributions", "times"]
    with pytest.raises(SystemExit, match="no such module: weather"):
        table.picked(["weather"])


def test_the_figure_class_is_one() -> None:
    """Modules are imported as `evals.NAME`, so figures are of one class everywhere."""
    assert importlib.import_module("evals.figures").Figure is Figure
