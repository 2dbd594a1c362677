"""Cue phrases: the syntax of the law tables, found in one pass."""

from __future__ import annotations

import pytest

from casefile.case.cues import Cues, compile_cues, without_excluded, words_of
from casefile.errors import LawError


def found(text: str, *cues: str) -> list[str]:
    """The words of the text that the cues stand on."""
    return [text[h.start : h.end] for h in one(*cues).find(text)]


def one(*cues: str) -> Cues:
    """A set of cues of one key."""
    return compile_cues(("k", "strong", cue) for cue in cues)


@pytest.mark.parametrize(
    ("cue", "text", "words"),
    [
        ("deport*", "They were deported; deportation went on.", ["deported", "deportation"]),
        ("deport*", "The sports club.", []),
        ("given * passport*", "given new passports", ["given new passports"]),
        ("given * passport*", "given two new passports", []),
        ("given * passport*", "given passports", []),
        ("attack* on hospital*", "attacks on the hospitals", ["attacks on the hospitals"]),
        ("attack* on hospital*", "attacks. On hospitals it was silent", []),
        ("shell* a residential", "shelled the residential quarter", ["shelled the residential"]),
        ("dum-dum", "Dum dum rounds and dum-dum rounds", ["Dum dum", "dum-dum"]),
        ("un convoy", "A U.N. convoy and a UN convoy", ["U.N. convoy", "UN convoy"]),
        ("children", "the children’s camp", ["children"]),
        ("power station", "power, station", []),
        ("power station", "power\nstation", []),
        ("crime of genocide", "the crime of “genocide”", ["crime of “genocide"]),
        ("poison gas", "POISON GAS", ["POISON GAS"]),
        ("ill-treat*", "ill-treated and illtreated", ["ill-treated"]),
        ("no", "", []),
    ],
)
def test_syntax(cue: str, text: str, words: list[str]) -> None:
    """A star is any run of letters or, alone, any one word; a phrase crosses no stop or comma."""
    assert found(text, cue) == words


def test_all_cues_in_one_pass_by_position() -> None:
    """Overlapping cues are all given, by place, the longer first."""
    cues = compile_cues([("a", "strong", "civil*"), ("b", "weak", "civilian infrastructure")])
    hits = cues.find("a civilian infrastructure, civilians")
    assert [(h.key, h.start, h.end) for h in hits] == [("b", 2, 25), ("a", 2, 10), ("a", 27, 36)]


def test_excluding_cues_win_where_they_overlap_for_their_key() -> None:
    """ "Peace settlement" takes "settlement" from its own key, not from another, not elsewhere."""
    cues = compile_cues(
        [("a", "strong", "settlement*"), ("a", "exclude", "peace settlement"),
         ("b", "strong", "settlement*")]
    )  # fmt: skip
    hits = without_excluded(cues.find("a peace settlement and a new settlement"))
    assert [(h.key, h.start) for h in hits] == [("b", 8), ("a", 29), ("b", 29)]


@pytest.mark.parametrize(
    "cue", ["", "the", "*", "* *", "a*b", "*ing", "one two three four five six seven eight nine"]
)
def test_unreadable_cues_are_refused(cue: str) -> None:
    """Stars inside or before a word, no words, or too many, are refused by name."""
    with pytest.raises(LawError):
        one(cue)


def test_places_are_code_points_of_the_text_given() -> None:
    """Letters beyond the first plane and joined marks do not move what is pointed at."""
    text = "😀 e\u0301 “deported” – ok"
    assert found(text, "deport*") == ["deported"]


def test_words_forget_articles_and_possessives_only() -> None:
    """Articles go, a possessive ending goes, all else is kept in lower case."""
    assert [w.text for w in words_of("The army's Own don't")] == ["army", "own", "don't"]


def test_hostile_text_is_read_once() -> None:
    """A long text of beginnings gives no more hits than words: no path is walked twice."""
    cues = one("a a a a a a a b", "war * * * crime")
    assert cues.find("war " * 20_000) == ()
    assert len(one("war*").find("war " * 20_000)) == 20_000
