"""Through whom a saying reached the document."""

from __future__ import annotations

import pytest

from casefile.reading.found import Found
from casefile.reading.relay import find_relays, give_relays
from casefile.reference.tables import load_table

RULES = load_table("relay")["rule"]
MARKS = dict.fromkeys(map(ord, "⟦⟧"))


def relays(text: str) -> set[str]:
    return {text[slice(*relay.relay)] for _, relay in find_relays(text, [(0, len(text))])}


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["example"][:40])
def test_every_rule_hears_its_example(row: dict[str, str]) -> None:
    """The relay is the one marked in the table, and no other is heard."""
    marked = row["example"]
    wanted = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    assert relays(marked.translate(MARKS)) == {wanted}


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["near_miss"])
def test_no_rule_hears_a_near_miss(row: dict[str, str]) -> None:
    """What only looks like a relay is none."""
    assert relays(row["near_miss"]) == set()


def given(text: str, *items: tuple[str, str, str]) -> list[tuple[str, str]]:
    """(source, relay) of attributions that are told by their words."""

    def place(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    found = [Found(place(s), place(cue), place(content), 0.9) for s, cue, content in items]
    pieces = give_relays(text, found, [(0, len(text))])
    words = [[" … ".join(text[s:e] for s, e in x) for x in (f.source, r)] for f, r in pieces]
    return [(source, relay) for source, relay in words]


@pytest.mark.parametrize(
    ("text", "item", "expected"),
    [
        (
            "State radio cited the mayor as saying that the mill burned.",
            ("State radio", "cited", "that the mill burned"),
            ("the mayor", "State radio"),
        ),
        (
            "The mill burned, the newspaper Polar reported, citing two guards.",
            ("the newspaper Polar", "reported", "The mill burned"),
            ("two guards", "the newspaper Polar"),
        ),
        (
            "The mill burned, according to a letter seen by the wire.",
            ("a letter seen by the wire", "according to", "The mill burned"),
            ("a letter", "the wire"),
        ),
        (
            "The mayor has been quoted by state media as saying that the mill burned.",
            ("state media", "has been quoted", "that the mill burned"),
            ("The mayor", "state media"),
        ),
        (
            "The captain told the broadcaster Kanal 5 that the mill burned.",
            ("The captain", "told", "that the mill burned"),
            ("The captain", "the broadcaster Kanal 5"),
        ),
        (
            "The captain told his crew that the mill burned.",
            ("The captain", "told", "that the mill burned"),
            ("The captain", ""),
        ),
        (
            "The mill burned, the captain said through his lawyer.",
            ("the captain", "said", "The mill burned"),
            ("the captain", "his lawyer"),
        ),
    ],
)
def test_speaker_and_relay_are_told_apart(
    text: str, item: tuple[str, str, str], expected: tuple[str, str]
) -> None:
    """Also where the model took the relay, or both names, for the source."""
    assert given(text, item) == [expected]


def test_the_outer_speaker_is_the_relay_of_the_inner_claim() -> None:
    """Two layers; a pronoun inside mostly means the outer speaker and makes no layer."""
    text = "A diplomat said the court plans to sit in May."
    outer = ("A diplomat", "said", "the court plans to sit in May")
    inner = ("the court", "plans", "to sit in May")
    assert given(text, outer, inner) == [("A diplomat", ""), ("the court", "A diplomat")]
    text = "A diplomat said he plans to rest in May."
    outer = ("A diplomat", "said", "he plans to rest in May")
    assert given(text, outer, ("he", "plans", "to rest in May"))[1] == ("he", "")
