"""Conditions on which a content hangs."""

from __future__ import annotations

import pytest

from casefile.reading.conditions import conditions_of, find_conditions
from casefile.reference.tables import load_table

RULES = load_table("conditions")["rule"]
MARKS = dict.fromkeys(map(ord, "⟦⟧"))


def conditions(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_conditions(text, [(0, len(text))])]


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["example"][:40])
def test_every_rule_hears_its_example(row: dict[str, str]) -> None:
    """The words are those marked in the table."""
    marked = row["example"]
    wanted = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    assert conditions(marked.translate(MARKS)) == [wanted]


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["near_miss"])
def test_no_rule_hears_a_near_miss(row: dict[str, str]) -> None:
    """ "If" that means "whether" is no condition, nor is "once a week"."""
    assert conditions(row["near_miss"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She asked whether, if it rained, the road held.", ["if it rained"]),
        ("It is unclear if the bridge stands.", []),
        ("Even if it rains, the ferry sails.", []),
        ("The ferry sails only if the wind drops; then it turns.", ["only if the wind drops"]),
        ("“If you have a list,” he said, “show it.”", ["If you have a list"]),
        ("He would speak, should talks resume, in June.", ["should talks resume"]),
        ("The ministry, he said, should open the road.", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Where a condition begins and ends."""
    assert conditions(text) == expected


def taken(text: str, content: str, *, pending: bool = True) -> list[str]:
    start = text.index(content)
    whole = (0, len(text))
    found = conditions_of(
        ((start, start + len(content)),), whole, find_conditions(text, [whole]), pending
    )
    return [text[s:e] for s, e in found]


def test_inside_goes_before_beside() -> None:
    """A condition in the content is its own; one beside it counts where it has none."""
    text = "If asked, he will come, and she will go if paid, the clerk said."
    assert taken(text, "she will go if paid") == ["if paid"]
    text = "The gate will open, the clerk said, if the list is signed."
    assert taken(text, "The gate will open") == ["if the list is signed"]


def test_once_tells_when_and_only_after_hangs() -> None:
    """ "Once the guns are silent" tells when, as "when" and "until" do; "only after" is a condition
    of what is still to come."""
    text = "They will leave once the guns are silent."
    assert taken(text, text) == []
    text = "They will leave only after the guns are silent."
    assert taken(text, text) == ["only after the guns are silent"]
    assert taken(text, text, pending=False) == []


def test_what_stands_in_a_condition_does_not_hang_on_it() -> None:
    """The approval that a transfer hangs on is no claim with a condition."""
    text = "He will go if the plan is approved by a judge."
    assert taken(text, "the plan") == []
