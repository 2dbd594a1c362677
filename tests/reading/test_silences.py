"""Silence and denial, found by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.claim import Extents, Stance
from casefile.document import Origin
from casefile.intake.receive import receive
from casefile.reading.silences import find_silences
from casefile.reference.tables import load_table

SEED = Path(__file__).parents[3] / "shared/seed/article.txt"
RULES = load_table("silences")["rule"]


def words(text: str, extents: Extents) -> str:
    return " … ".join(text[s:e] for s, e in extents)


def heard(text: str) -> list[tuple[str, str, str, str]]:
    """(stance, source, cue, content) of all that the rules find in one paragraph."""
    return [
        (s.stance.value, *(words(text, x) for x in (s.found.source, s.found.cue, s.found.content)))
        for s in find_silences(text, [(0, len(text))])
    ]


@pytest.mark.parametrize("row", RULES, ids=lambda r: r["example"][:40])
def test_every_rule_hears_its_example(row: dict[str, str]) -> None:
    """Stance, speaker and cue are those marked in the table, and nothing else is heard."""
    marked = row["example"]
    source = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    cue = marked[marked.index("‹") + 1 : marked.index("›")]
    plain = marked.translate(dict.fromkeys(map(ord, "⟦⟧‹›")))
    assert [found[:3] for found in heard(plain)] == [(row["stance"], source, cue)]


@pytest.mark.parametrize(
    "row", [r for r in RULES if "near_miss" in r], ids=lambda r: r["near_miss"]
)
def test_no_rule_hears_a_near_miss(row: dict[str, str]) -> None:
    """What only looks like silence is no silence."""
    assert heard(row["near_miss"]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The navy declined to comment and the ministry did not respond to questions.",
            [
                ("declines_to_comment", "The navy", "declined", "to comment"),
                ("did_not_respond", "the ministry", "did not respond", "to questions"),
            ],
        ),
        (
            "The ministry, which did not respond to a request for comment, runs the camps.",
            [("did_not_respond", "The ministry", "did not respond", "to a request for comment")],
        ),
        (
            "Anna Moor, the union’s lawyer, declined to say whether she would appeal.",
            [
                (
                    "declines_to_comment",
                    "Anna Moor, the union’s lawyer",
                    "declined",
                    "to say whether she would appeal",
                )
            ],
        ),
        (
            "But the embassy and the consulate have denied that any list exists, adding more.",
            [("denies", "the embassy and the consulate", "have denied", "that any list exists")],
        ),
        (
            "The footage could not be independently verified.",
            [("cannot_confirm", "", "could not be independently verified", "The footage")],
        ),
        (
            "Asked about the lists, the registrar declined to comment.",
            [("declines_to_comment", "the registrar", "declined", "to comment")],
        ),
        (
            "The talks were reported by the Wall Street Journal and Reuters could not confirm them",
            [("cannot_confirm", "Reuters", "could not confirm", "them")],
        ),
        (
            "The service said it knew of the film but could not confirm who was in it.",
            [("cannot_confirm", "The service", "could not confirm", "who was in it")],
        ),
        (
            "The unit has not answered letters from the court, the judge noted.",
            [("did_not_respond", "The unit", "has not answered", "letters from the court")],
        ),
        (
            "The agency had not responded by the time of publication.",
            [("did_not_respond", "The agency", "had not responded", "by the time of publication")],
        ),
        ("She did not deny the visit.", []),
        ("The bank was denied access to the port.", []),
        ("It is hard to deny Anna Moor the prize.", []),
    ],
)
def test_sentences(text: str, found: list[tuple[str, str, str, str]]) -> None:
    """Coordination, relative clauses, appositions, adverbs before the subject, passives."""
    assert heard(text) == found


def test_all_silences_of_the_seed_by_rule_alone() -> None:
    """Without any model, every refusal, missing reply, missing confirmation and denial of the page
    is found with the right speaker, and nothing else."""
    if not SEED.exists():
        pytest.skip("needs ../shared/seed/article.txt, which is not beside this checkout")
    document = receive(SEED.read_bytes(), Origin(name="article.txt"))
    text = document.text
    found = [
        (s.stance, words(text, s.found.source)) for s in find_silences(text, document.read_blocks())
    ]
    assert found == [
        (Stance.DECLINES_TO_COMMENT, "The office of the prosecutor at the ICC"),
        (Stance.DID_NOT_RESPOND, "Russia’s Defence Ministry"),
        (Stance.DENIES, "Russia"),
        (Stance.CANNOT_CONFIRM, "Reuters"),
        (Stance.DID_NOT_RESPOND, "The Chinese Foreign Ministry"),
        (Stance.NOTHING_TO_ANNOUNCE, "The Kremlin"),
        (Stance.DID_NOT_RESPOND, "Ukraine’s president’s office"),
    ]
