"""The gazetteer: one file, mapped; names to places."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from casefile.errors import BadInput, DamagedInput, EmptyInput
from casefile.reading.places.gazetteer import BLOCK, FEATURES, SOURCES, Gazetteer
from casefile.reading.places.names import fold_name

GAZETTEER = Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Ukraine", "UA", "country"),
        ("U.S.", "US", "country"),
        ("Côte d’Ivoire", "CI", "country"),
        ("The Netherlands", "NL", "country"),
        ("Netherlands", "NL", "country"),
        ("Bakhmut", "UA", "settlement"),
        ("KREMINNA", "UA", "settlement"),
        ("Авдіївка", "UA", "settlement"),
        ("Khan Younis", "PS", "settlement"),
        ("El Fasher", "SD", "settlement"),
        ("The Hague", "NL", "settlement"),
        ("Robotyne", "UA", "settlement"),
        ("Cabo Delgado", "MZ", "region"),
        ("Tarrant County", "US", "district"),
        ("Ga.", "US", "region"),
        ("Donbas", "UA", "area"),
        ("Black Sea", "", "water"),
        ("Hindu Kush", "", "mountain"),
        ("Africa", "", "continent"),
        ("St. Petersburg", "RU", "settlement"),
        ("Nowhereville upon Nothing", "", ""),
        ("", "", ""),
        ("\U0001f600", "", ""),
    ],
)
def test_names_lead_to_their_best_known_place(name: str, country: str, feature: str) -> None:
    """Accents, case, full stops, articles and alphabets do not matter."""
    found = [(h.entry.country, h.entry.feature) for h in GAZETTEER.find(name)]
    assert ((country, feature) in found) if feature else not found


def test_a_town_lies_in_its_district_and_region() -> None:
    """Parents are ids, the nearest region first."""
    town = GAZETTEER.look_up("bakhmut")[0].entry
    region = next(h.entry for h in GAZETTEER.look_up("donetsk") if h.entry.feature == "region")
    assert region.id == town.parents[-1]
    assert (round(town.latitude, 2), round(town.longitude, 2)) == (48.59, 38.0)
    assert town.id == "geonames:713174"


def test_every_country_has_a_point() -> None:
    """By ISO code; each inside the globe and of a size."""
    countries = GAZETTEER.countries()
    assert len(countries) == 250
    assert all(abs(c.latitude) <= 90 and c.radius_km > 0 for c in countries.values())
    assert countries["UA"].name == "Ukraine"


@pytest.mark.parametrize("name", ["Russian", "Kurds", "Ukrainians", "DUTCH", "Arabic"])
def test_peoples_and_languages_are_known_as_such(name: str) -> None:
    """They are no places, whatever small town bears the word."""
    assert GAZETTEER.is_people(name)


@pytest.mark.parametrize("name", ["Russia", "Kurdistan", "Georgia", "Turkey", "Poland"])
def test_places_are_no_peoples(name: str) -> None:
    """The near misses."""
    assert not GAZETTEER.is_people(name)


def test_the_attribution_names_the_sources() -> None:
    """GeoNames' licence asks for it."""
    assert "GeoNames" in GAZETTEER.attribution
    assert "CC BY 4.0" in GAZETTEER.attribution
    assert "Natural Earth" in GAZETTEER.attribution


def test_it_opens_without_numpy() -> None:
    """Start-up is lazy: a process that opens it and looks a name up has not imported numpy."""
    code = (
        "import sys; from casefile.reading.places.gazetteer import Gazetteer;"
        "Gazetteer.open().look_up('kyiv'); print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_every_stored_name_is_found_again() -> None:
    """The first and last names of blocks too: main names of places all over the file lead back."""
    for place in range(0, GAZETTEER.places, 997):
        entry = GAZETTEER.entry(place)
        folded = fold_name(entry.name).removeprefix("the ")
        ids = [h.entry.id for h in GAZETTEER.look_up(folded)]
        assert entry.id in ids or len(ids) >= 400 or not folded
        assert entry.feature in FEATURES
        assert entry.id.split(":")[0] in SOURCES
    assert BLOCK > 1


def test_look_ups_are_quick() -> None:
    """Far below what a page needs, even for names seen for the first time on a busy machine."""
    names = [GAZETTEER.entry(n).name for n in range(0, GAZETTEER.places, 500)]
    fresh = Gazetteer.open()
    start = time.process_time()
    for name in names:
        fresh.look_up(fold_name(name))
    assert (time.process_time() - start) / len(names) < 500e-6


@pytest.mark.parametrize("cut", [0, 7, 40, 1000])
def test_a_damaged_file_is_told_at_once(tmp_path: Path, cut: int) -> None:
    """Cut off anywhere, or another file altogether."""
    path = tmp_path / "gazetteer.bin"
    path.write_bytes((b"CFGAZ01\n" + b"\0" * 200)[:cut] or b"x")
    with pytest.raises(DamagedInput):
        Gazetteer.open(path)


ROW = "{0}\t{1}\t{1}\t{2}\t{3}\t{4}\t{5}\t{6}\tUA\t\t05\t\t\t\t{7}\t\t100\tEurope/Kyiv\t2026-01-01"


def country_file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "UA.txt"
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_country_file_lies_over_the_gazetteer(tmp_path: Path) -> None:
    """Villages come in by all their names; a known id is replaced, others stay."""
    path = country_file(
        tmp_path,
        ROW.format(
            990001, "Mala Vyhadka", "Little Fancy,Мала Вигадка", 47.5, 35.5, "P", "PPL", 120
        ),
        ROW.format(713174, "Bakhmut", "", 48.6, 38.0, "P", "PPL", 5),
        ROW.format(990002, "Vyhadka Mine", "", 47.5, 35.6, "S", "MN", 0),
    )
    more = GAZETTEER.with_country_file(path)
    assert more.look_up("little fancy")[0].entry.id == "geonames:990001"
    assert not more.look_up("little fancy")[0].official
    assert more.look_up(fold_name("Мала Вигадка"))[0].entry.latitude == 47.5
    assert [h.entry.population for h in more.look_up("bakhmut")] == [5]
    assert more.look_up("kyiv") == GAZETTEER.look_up("kyiv")
    assert not more.look_up("vyhadka mine")
    assert not GAZETTEER.look_up("little fancy")


def test_bad_lines_of_a_country_file_are_named(tmp_path: Path) -> None:
    """Each with its number and what is wrong; nothing is loaded."""
    path = country_file(
        tmp_path,
        ROW.format(1, "Good", "", 47.5, 35.5, "P", "PPL", 1),
        "only\tthree\tcells",
        ROW.format(2, "Far", "", 147.5, 35.5, "P", "PPL", 1),
        ROW.format(3, "Odd", "", "north", 35.5, "P", "PPL", 1),
        ROW.format("x", "Name", "", 47.5, 35.5, "P", "PPL", 1),
    )
    with pytest.raises(BadInput) as caught:
        GAZETTEER.with_country_file(path)
    message = str(caught.value)
    for words in ("4 of 5 lines", "line 2: 3 columns", "line 3", "globe", "line 4", "line 5"):
        assert words in message


def test_an_empty_country_file_is_an_error(tmp_path: Path) -> None:
    """A user who gives one wants places."""
    with pytest.raises(EmptyInput):
        GAZETTEER.with_country_file(country_file(tmp_path))
