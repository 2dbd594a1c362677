"""What the pages say holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casefile.claim import Directness, Outlook, SpeakerKind, Stance
from casefile.cli.main import commands
from casefile.document import RegionKind

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link names a file or folder of this repository."""
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_paths_that_are_named_exist(page: Path) -> None:
    """A path in code marks, such as `tests/reading/test_stance.py`, is there."""
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|tests|docs|evals|training|benchmarks|tools)/[\w./-]+)`", text)
    ignored = ("training/runs",)
    assert [p for p in named if not p.startswith(ignored) and not (ROOT / p).exists()] == []


def test_the_readme_names_commands_that_exist() -> None:
    """Each `casefile WORD` in the README is a command."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    words = set(re.findall(r"^casefile (?:-C \S+ )?(\w+)", text, re.MULTILINE))
    assert words
    assert words <= set(commands.commands)


@pytest.mark.parametrize("words", [Stance, SpeakerKind, Directness, Outlook, RegionKind])
def test_words_md_holds_the_closed_lists(words: type) -> None:
    """Every member of every closed list is explained."""
    text = (ROOT / "docs/words.md").read_text(encoding="utf-8")
    assert [w.value for w in words if f"`{w.value}`" not in text] == []  # type: ignore[attr-defined]
