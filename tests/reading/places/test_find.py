"""Places in own sentences: which words, which place, or no place at all."""

from __future__ import annotations

import re

import pytest

from casefile.particulars import Place
from casefile.reading.names import Name, NameType
from casefile.reading.places.find import GOVERNMENT, UNKNOWN, find_places
from casefile.reading.places.gazetteer import Gazetteer
from casefile.reading.sentences import sentences

GAZETTEER = Gazetteer.open()
TYPES = {"[": NameType.PLACE, "{": NameType.PERSON, "<": NameType.ORGANISATION}


def read(marked: str, **known: object) -> tuple[str, tuple[Place, ...]]:
    """Text and places; names are marked: [place], {person}, <organisation>."""
    names, text, at = [], "", 0
    for match in re.finditer(r"\[([^]]*)\]|\{([^}]*)\}|<([^>]*)>", marked):
        text += marked[at : match.start()]
        word = match.group()[1:-1]
        names.append(Name(len(text), len(text) + len(word), TYPES[match.group()[0]], 0.9))
        text += word
        at = match.end()
    text += marked[at:]
    stretches = tuple(sentences(text, [(0, len(text))]))
    return text, find_places(text, stretches, names, gazetteer=GAZETTEER, **known)  # type: ignore[arg-type]


def resolved(marked: str, **known: object) -> list[tuple[str, str]]:
    """(words, "Name/country/feature") of every place that is not relative; "" for no point."""
    text, places = read(marked, **known)
    out = []
    for p in places:
        if not p.relation:
            c = p.candidates[0] if p.candidates else None
            pinned = c is not None and p.latitude is not None
            out.append(
                (text[p.start : p.end], f"{c.name}/{c.country}/{c.feature}" if c and pinned else "")
            )
    return out


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # what stands beside a name decides
        ("The bus left [Macon], [Ga.], at noon.", ["Macon/US/settlement", "Georgia/US/region"]),
        ("A ferry to [Paris], [Texas], is a joke.", ["Paris/US/settlement", "Texas/US/region"]),
        ("Shells fell in [Bakhmut], eastern [Ukraine].",
         ["Bakhmut/UA/settlement", "Ukraine/UA/country"]),
        # a name of several: the country of the others decides
        ("[Tbilisi] and [Batumi] lie in [Georgia].",
         ["Tbilisi/GE/capital", "Batumi/GE/settlement", "Georgia/GE/country"]),
        ("[Atlanta] and [Macon] lie in [Georgia].",
         ["Atlanta/US/settlement", "Macon/US/settlement", "Georgia/US/region"]),
        # the better known place, where nothing else speaks
        ("A train left [London].", ["London/GB/capital"]),
        ("A train left [Paris].", ["Paris/FR/capital"]),
        ("A report came from [Kyiv].", ["Kyiv/UA/capital"]),
        ("It rained in [Asia] and in the [Middle East].", ["Asia//continent", "Middle East//area"]),
        # words for the kind of place
        ("The [Donetsk region] was cold.", ["Donetsk/UA/region"]),
        ("The [Donetsk] region was cold.", ["Donetsk/UA/region"]),
        ("They met in [Donetsk].", ["Donetsk/UA/settlement"]),
        ("The [Kharkiv oblast] was cold.", ["Kharkiv/UA/region"]),
        ("Rain fell on [Tarrant County].", ["Tarrant County/US/district"]),
        # all capitals, possessive, article
        ("FLOODS IN [KYIV] AND [ODESA]", ["Kyiv/UA/capital", "Odesa/UA/settlement"]),
        ("[Ukraine’s] roads were wet.", ["Ukraine/UA/country"]),
        # not in the gazetteer: stays text
        ("They walked to [Zzyzxgrad].", [""]),
    ],
)  # fmt: skip
def test_names_are_resolved(marked: str, expected: list[str]) -> None:
    """By the whole of the text."""
    assert [place for _, place in resolved(marked)] == expected


@pytest.mark.parametrize(
    "marked",
    [
        "A study by the <University of Texas> was read.",
        "{Paris Hilton} waved.",
        "{Jordan Peel} and {Chelsea Moor} spoke.",
        "[Russian] soldiers and [Kurds] met [Dutch] monitors.",
        "In March the council met on Sunday.",
        "In Parliament the bill was read.",
    ],
)
def test_what_is_no_place_gets_none(marked: str) -> None:
    """Persons, organisations, peoples, months, houses of parliament."""
    assert resolved(marked) == []


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Two vans burned in Kramatorsk.", ["Kramatorsk"]),
        ("Near Kreminna it rained.", ["Kreminna"]),
        ("The court in The Hague, Netherlands, was shut.", ["The Hague", "Netherlands"]),
        ("Two vans burned in the town of Kreminna.", []),
        ("It was made in Macon, Ga., by hand.", ["Macon", "Ga."]),
        ("Ukraine and Moldova share a border.", ["Ukraine", "Moldova"]),
        ("Georgia and Jordan sang.", []),
        ("Heavy rain fell near Lviv and Izium.", ["Lviv"]),
        ("Mumbai was loud and Houston was late.", ["Mumbai"]),
    ],
)
def test_places_that_the_tagger_passed_over(plain: str, expected: list[str]) -> None:
    """Told by the words around them, or clear by themselves; what is unclear is left."""
    assert [words for words, _ in resolved(plain)] == expected


def test_a_name_marked_once_is_found_again() -> None:
    """Same spelling, elsewhere in the text."""
    found = resolved("[Toretsk] was quiet. Later Toretsk burned.")
    assert [w for w, _ in found] == ["Toretsk", "Toretsk"]


@pytest.mark.parametrize(
    "marked",
    [
        "[Moscow] said it would wait.",
        "[Kyiv] has repeatedly denied it.",
        "[Russia] rejects the ruling.",
    ],
)
def test_a_government_gets_no_point(marked: str) -> None:
    """Its candidates stay, for a person to look at."""
    _, places = read(marked)
    assert [(p.rule, p.latitude) for p in places] == [(GOVERNMENT, None)]
    assert places[0].candidates


def test_governments_told_from_outside_get_no_point() -> None:
    """By their spans."""
    text, places = read("Talks with [Minsk] went on in [Minsk].", governments=[(11, 16)])
    assert [(text[p.start : p.end], p.latitude is None) for p in places] == [
        ("Minsk", True),
        ("Minsk", False),
    ]


def test_a_town_where_somebody_said_something_keeps_its_point() -> None:
    """Only states and capitals speak for themselves."""
    assert resolved("A man in [Kramatorsk] said no.") == [
        ("Kramatorsk", "Kramatorsk/UA/settlement")
    ]


def test_the_outlets_home_speaks_for_its_places() -> None:
    """As one reason among others."""
    reasons = {
        home: read("A bus left [Springfield].", country=home)[1][0].candidates[0].reasons
        for home in ("", "US")
    }
    assert "home of the outlet" not in [r.what for r in reasons[""]]
    assert "home of the outlet" in [r.what for r in reasons["US"]]


def test_runners_up_and_reasons_are_kept() -> None:
    """The score is the sum of the reasons, and the best comes first."""
    _, places = read("The mayor of [Springfield] met a guest from [Chicago].")
    spring = places[0]
    assert len(spring.candidates) == 3
    scores = [c.score for c in spring.candidates]
    assert scores == sorted(scores, reverse=True)
    for candidate in spring.candidates:
        assert candidate.score == pytest.approx(sum(r.weight for r in candidate.reasons), abs=0.1)
    assert spring.candidates[0].name == "Springfield"
    assert (spring.latitude, spring.longitude) == (
        spring.candidates[0].latitude,
        spring.candidates[0].longitude,
    )


def test_a_comma_name_says_it_for_later_mentions() -> None:
    """ "Athens, Ga." once; then Athens is that one."""
    found = resolved("A van left [Athens], [Ga.], on Monday. [Athens] is small.")
    assert found[0][1] == found[2][1] == "Athens/US/settlement"


def test_what_contains_a_place_is_a_reason() -> None:
    """Alone among places of France, "Paris, Texas" is still the one in Texas."""
    _, places = read(
        "From [Lyon], [Marseille], [Lille] and [Nantes] they flew to [Paris], [Texas]."
    )
    paris, texas = places[-2].candidates[0], places[-1].candidates[0]
    assert (paris.country, texas.name) == ("US", "Texas")
    assert "inside the place named after it" in [r.what for r in paris.reasons]
    assert "around the place named before it" in [r.what for r in texas.reasons]


def test_unresolved_is_said() -> None:
    """No candidates, no point, the rule says why."""
    _, places = read("They met in [Qwxyzburg].")
    assert places == (Place(12, 21, (), None, None, None, UNKNOWN),)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n\n", "“" * 10_000, "10 km " * 3_000, "from the " * 3_000, "In Paris, " * 3_000,
        "A" * 200_000, "North-" * 20_000, "‮ Київ ‏ القدس", "<p>In Kyiv</p>", "\x00 Paris \x00",
        "between " * 5_000 + "Paris and Lyon", "In San Jose Bakhmut " * 2_000,
    ],
)  # fmt: skip
def test_hostile_texts_are_read(text: str) -> None:
    """No error, and every span stands in the text."""
    stretches = tuple(sentences(text, [(0, len(text))])) if text else ()
    for place in find_places(text, stretches, [], gazetteer=GAZETTEER):
        assert 0 <= place.start < place.end <= len(text)


def test_the_same_text_gives_the_same_places() -> None:
    """Twice, and from another gazetteer object."""
    marked = "[Springfield], [Paris], [Georgia] and [Alexandria] were named."
    first = read(marked)
    assert first == read(marked)
