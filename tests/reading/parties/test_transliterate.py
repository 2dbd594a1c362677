"""Keys that make spellings of one name one."""

from __future__ import annotations

import pytest

from casefile.reading.parties.transliterate import comparing_key, latin


@pytest.mark.parametrize(
    "spellings",
    [
        "Zelensky Zelenskyy Zelenskiy Zelenskyi Зеленський Зеленский",
        "Syrsky Syrskyi Сирський Сырский",
        "Prigozhin Prigožin Пригожин",
        "Lavrov Lavroff Lawrow Лавров",
        "Yermak Ermak Єрмак Ермак",
        "Shcherba Ščerba Щерба",
        "Volodymyr Vladimir Володимир Владимир",
        "Muhammad Mohammed Mohamed Mohammad",
        "al-Masri el-Masri Masri",
        "Müller Muller",
        "Łukasz Lukasz",
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: str) -> None:
    """Ukrainian and Russian letters, Latin variants, articles and marks fall together."""
    assert len({comparing_key(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivanov", "Ivanova"),
        ("Moor", "More"),
        ("Petrenko", "Petrov"),
        ("Masri", "Nasri"),
        ("Oleg", "Olga"),
        ("Hassan", "Hussein"),
    ],
)
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    """What is near but another name stays apart."""
    assert comparing_key(one) != comparing_key(other)


def test_latin_reads_each_language_by_its_own_letters() -> None:
    """KMU 2010 for a word with a Ukrainian letter, BGN/PCGN for a Russian one."""
    assert latin("Ганна") == "ganna"  # no letter tells: read as Russian
    assert latin("Сергій") == "serhii"
    assert latin("Сергей") == "sergey"
    assert latin("") == ""


def test_endless_words_cost_little() -> None:
    """A word longer than any name is cut before it is compared."""
    assert len(comparing_key("щ" * 100_000)) < 1000
