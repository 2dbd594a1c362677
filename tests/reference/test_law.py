"""The law tables: what ships is whole, and a table that does not hold together is refused."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import Any

import pytest

from casefile.errors import LawError
from casefile.reference.law import law, parse_crimes, parse_modes, read_title


def raw(name: str) -> dict[str, Any]:
    """A fresh copy of a table that may be spoilt."""
    path = files("casefile.reference") / "data" / name
    return copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))


def test_all_of_it_is_there() -> None:
    """114 crimes with 359 elements, 20 modes, 4 sets: none is lost in reading."""
    known = law()
    assert len(known.crimes) == 114
    assert sum(len(c.elements) for c in known.crimes.values()) == 359
    assert (len(known.modes), len(known.sets), len(known.contexts)) == (20, 4, 6)
    assert len(known.answering.default_mental) == 3


def test_order_and_titles_are_the_laws() -> None:
    """Crimes keep the order of the table, and a title names the provision."""
    known = law()
    assert known.order("rome.6.e") < known.order("rome.7.1.d") < known.order("rome.8.2.b.ii")
    assert read_title(known.crime("rome.8.2.b.ii")).startswith("Rome Statute Art. 8(2)(b)(ii): ")
    assert known.element("rome.8.2.b.viii#e2").alternative == "B-deportation"
    assert known.element("ctx.cah#2").kind == "context"
    assert known.element("rome.28.a#e5").kind == "mental"


@pytest.mark.parametrize(
    ("crime", "text"),
    [
        ("rome.8.2.b.ii", ""),
        ("rome.8.2.b.xxvii", "elements: from memory, not checked"),
        ("gc.2.e", "provision: memory, matches Rome Statute Art. 6 copy"),
        ("rome.70.1.a", "elements: no official Elements; derived from the provision"),
    ],
)
def test_what_was_not_checked_says_so(crime: str, text: str) -> None:
    """A row that rests on memory carries words for it; one that was read carries none."""
    said = law().crime(crime).verified.text
    assert said == text if not text else text in said


def test_unknown_ids_are_refused_with_a_way_out() -> None:
    """Asking for a crime or an element that is not there names it and shows the form of an id."""
    for ask in (law().crime, law().element):
        with pytest.raises(LawError) as caught:
            ask("rome.9.9")
        assert "rome.9.9" in str(caught.value)
        assert "rome.8.2.b.ii" in caught.value.next_step


def _no_source(table: dict[str, Any]) -> None:
    table["crimes"][3]["verified"]["sources"] = []


def _no_verified(table: dict[str, Any]) -> None:
    del table["crimes"][3]["verified"]


def _unknown_context(table: dict[str, Any]) -> None:
    table["crimes"][3]["context"] = ["ctx.moon"]


def _unknown_related(table: dict[str, Any]) -> None:
    table["crimes"][3]["related"] = ["rome.9"]


def _unknown_kind(table: dict[str, Any]) -> None:
    table["crimes"][3]["elements"][0]["kind"] = "motive"


def _double_crime(table: dict[str, Any]) -> None:
    table["crimes"].append(table["crimes"][3])


def _double_element(table: dict[str, Any]) -> None:
    table["crimes"][3]["elements"].append(table["crimes"][3]["elements"][0])


def _unknown_nexus(table: dict[str, Any]) -> None:
    table["crimes"][3]["nexus"] = "sometimes"


def _no_title(table: dict[str, Any]) -> None:
    del table["crimes"][3]["title"]


@pytest.mark.parametrize(
    "spoil",
    [
        _no_source,
        _no_verified,
        _unknown_context,
        _unknown_related,
        _unknown_kind,
        _double_crime,
        _double_element,
        _unknown_nexus,
        _no_title,
    ],
)
def test_a_crime_that_cannot_be_relied_on_is_refused(spoil: Any) -> None:
    """No source, an unknown id or kind, an id twice: the message names the row and the file."""
    table = raw("crimes.json")
    row = table["crimes"][3]["id"]
    spoil(table)
    with pytest.raises(LawError) as caught:
        parse_crimes(table)
    assert row in str(caught.value)
    assert "crimes.json" in str(caught.value)


def test_groups_and_sets_name_known_crimes() -> None:
    """A group or a set of confusable crimes with an unknown crime is refused by its name."""
    table = raw("crimes.json")
    table["groups"]["rome.7.1.g"].append("rome.7.1.z")
    with pytest.raises(LawError, match=r"rome\.7\.1\.g of crimes\.json"):
        parse_crimes(table)
    table = raw("crimes.json")
    table["confusables"][0]["ask"][0]["bears_on"] = ["rome.8.2.b.ii"]
    with pytest.raises(LawError, match=r"conf\.children of crimes\.json"):
        parse_crimes(table)
    table = raw("crimes.json")
    table["confusables"].append(table["confusables"][3])
    with pytest.raises(LawError, match=r"conf\.combat of crimes\.json"):
        parse_crimes(table)
    table = raw("crimes.json")
    del table["confusables"]
    with pytest.raises(LawError, match=r"crimes\.json"):
        parse_crimes(table)


def test_modes_are_checked_alike() -> None:
    """A mode without source, or with an id twice, is refused and named with its file."""
    table = raw("liability.json")
    table["modes"][0]["verified"]["sources"] = []
    with pytest.raises(LawError, match=r"rome\.25\.3\.a\.direct of liability\.json"):
        parse_modes(table)
    table = raw("liability.json")
    table["modes"].append(table["modes"][0])
    with pytest.raises(LawError, match="same id"):
        parse_modes(table)
    table = raw("liability.json")
    table["modes"][0]["related"] = ["rome.25.3.z"]
    with pytest.raises(LawError, match=r"rome\.25\.3\.z"):
        parse_modes(table)


def test_texts_name_no_one_guilty() -> None:
    """Titles and element texts speak of "the person", never of a culprit or a guilty one."""
    words = " ".join(e.text for e in law().elements()).lower()
    assert "guilty" not in words
    assert "culprit" not in words
