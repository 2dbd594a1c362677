"""Relative places: geometry with uncertainty, or words that stay words."""

from __future__ import annotations

import pytest

from casefile.particulars import Place
from casefile.reading.places.geometry import halfway, km_between, moved
from casefile.reading.places.relative import NO_ANCHOR, relative_places
from casefile.reading.sentences import sentences

BAKHMUT = (48.594, 37.999)


def found(text: str, *anchors: str) -> list[Place]:
    """Relative places; each anchor lies at Bakhmut, the next one 1 degree farther north."""
    known = []
    for n, words in enumerate(anchors):
        start = text.index(words)
        point = (BAKHMUT[0] + n, BAKHMUT[1])
        known.append(Place(start, start + len(words), (), *point, 4.0, "test"))
    return relative_places(text, tuple(sentences(text, [(0, len(text))])), known)


@pytest.mark.parametrize(
    ("text", "words", "relation", "bearing", "km"),
    [
        ("It stands 10 km east of Aville.", "10 km east of Aville", "east of", 90, 10),
        ("Some 5 miles south-west of Aville it burned.", "Some 5 miles south-west of Aville",
         "south-west of", 225, 8.0),
        ("About eight kilometres (5 miles) north of the town of Aville it rained.",
         "About eight kilometres (5 miles) north of the town of Aville", "north of", 0, 8),
        ("A camp twenty kilometres to the north of Aville closed.",
         "twenty kilometres to the north of Aville", "north of", 0, 20),
        ("North of Aville the road is open.", "North of Aville", "north of", 0, 19),
        ("Near Aville it rained.", "Near Aville", "near", None, 0),
        ("Fighting in and around Aville went on.", "in and around Aville", "near", None, 0),
        ("On the outskirts of Aville a mill burned.", "On the outskirts of Aville",
         "outskirts of", None, 0),
        ("A house just outside Aville burned.", "just outside Aville", "outside", None, 0),
        ("It lies 30 km from Aville.", "30 km from Aville", "from", None, 0),
        ("In eastern Aville it rained.", "eastern Aville", "east of the middle", 90, 2),
        ("In central Aville it rained.", "central Aville", "middle", None, 0),
    ],
)  # fmt: skip
def test_the_words_put_the_place(
    text: str, words: str, relation: str, bearing: float | None, km: float
) -> None:
    """Point, relation and anchor; the radius is above zero."""
    (place,) = found(text, "Aville")
    assert text[place.start : place.end] == words
    assert place.relation == relation
    assert text[place.anchor_start : place.anchor_end] == "Aville"
    expected = BAKHMUT if bearing is None else moved(BAKHMUT, bearing, km)
    assert place.latitude is not None
    assert place.longitude is not None
    assert km_between((place.latitude, place.longitude), expected) < 0.1
    assert place.radius_km is not None
    assert place.radius_km > 0


def test_a_hedge_widens_the_radius() -> None:
    """ "Some 10 km" may be farther off than "10 km"."""
    (plain,) = found("It is 10 km east of Aville.", "Aville")
    (hedged,) = found("It is some 10 km east of Aville.", "Aville")
    assert plain.radius_km is not None
    assert hedged.radius_km is not None
    assert hedged.radius_km > plain.radius_km
    assert (plain.latitude, plain.longitude) == (hedged.latitude, hedged.longitude)


def test_between_two_places_lies_their_middle() -> None:
    """With half the way as radius."""
    text = "The road between Aville and Bville is closed."
    (place,) = found(text, "Aville", "Bville")
    assert text[place.start : place.end] == "between Aville and Bville"
    assert (place.latitude, place.longitude) == pytest.approx(
        (BAKHMUT[0] + 0.5, BAKHMUT[1]), abs=0.01
    )
    assert place.radius_km == pytest.approx(56.6, abs=0.5)


def test_the_front_has_no_fixed_place() -> None:
    """The words are kept, without a point."""
    text = "In a wood some eight kilometres from the front, guns were heard."
    (place,) = found(text)
    assert text[place.start : place.end] == "some eight kilometres from the front"
    assert (place.latitude, place.radius_km, place.rule) == (None, None, NO_ANCHOR)
    assert text[place.anchor_start : place.anchor_end] == "the front"
    assert place.relation == "from"


def test_an_anchor_without_a_point_gives_none() -> None:
    """ "North of Zzz" stays words where Zzz is unknown."""
    text = "North of Zzz it rained."
    anchor = Place(9, 12, (), None, None, None, "test")
    (place,) = relative_places(text, ((0, len(text)),), [anchor])
    assert (place.start, place.end, place.latitude, place.rule) == (0, 12, None, NO_ANCHOR)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Aville spoke.",
        "He drove north. Aville was far.",
        "The north, of which Aville is part, voted.",
        "They were far from home in Aville.",
        "It took 10 minutes from Aville.",
        "He is between jobs and Aville is home.",
    ],
)
def test_what_is_no_relative_place(text: str) -> None:
    """Near misses."""
    assert found(text, "Aville") == []


def test_geometry_holds_on_the_globe() -> None:
    """There and back; over the date line; the pole does not break it."""
    for bearing in range(0, 360, 45):
        away = moved(BAKHMUT, bearing, 100)
        assert km_between(BAKHMUT, away) == pytest.approx(100, abs=0.01)
    over = moved((0.0, 179.9), 90, 50)
    assert -180 <= over[1] < -179
    assert km_between((0.0, 179.9), over) == pytest.approx(50, abs=0.01)
    assert halfway((0.0, 170.0), (0.0, -170.0))[1] in (180.0, -180.0)
    assert moved((89.9, 0.0), 0, 100)[0] <= 90
