"""The second recipe: what is found first is known to what comes after."""

from __future__ import annotations

import pytest

from casefile.particulars import Particulars
from casefile.reading.names import Name, NameType
from casefile.reading.places.gazetteer import shipped_gazetteer
from casefile.reading.read_particulars import World, read_particulars
from casefile.reading.tagged import Tagged


def read(text: str, *names: tuple[str, NameType], published: str = "2024-05-07") -> Particulars:
    marked = []
    for words, kind in names:
        at = text.index(words)
        marked.append(Name(at, at + len(words), kind, 0.9))
    world = World(shipped_gazetteer(), published, "")
    found, _ = read_particulars(text, [(0, len(text))], Tagged(names=tuple(marked)), [], world)
    return found


def test_an_event_knows_its_time_place_count_and_parties() -> None:
    """All of them point at words of the same sentence."""
    text = "On Monday the army of Arn Tesk shelled Kyiv and killed at least 12 civilians."
    found = read(text, ("Arn Tesk", NameType.PERSON), ("Kyiv", NameType.PLACE))
    shelling = next(e for e in found.events if e.kind == "shelling")
    assert shelling.time == text.index("Monday")
    assert shelling.place == text.index("Kyiv")
    assert [(t.value, t.anchor) for t in found.times] == [("2024-05-06", "published")]
    assert [(c.low, c.hedge, c.unit) for c in found.counts] == [(12, "at least", "civilians")]


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Rebels attacked a school north of Odesa on Monday.", "school", ""),
        ("Rebels attacked Odesa on Monday.", "Odesa", "Odesa"),
    ],
)
def test_a_participant_is_the_party_that_its_head_names(text: str, words: str, party: str) -> None:
    """ "A school north of Odesa" is a school."""
    found = read(text, ("Odesa", NameType.PLACE))
    names = {p.id: p.name for p in found.parties} | {"": ""}
    hit = [
        names[p.party]
        for e in found.events
        for p in e.participants
        if p.start <= text.index(words) < p.end and p.role == "target"
    ]
    assert hit == [party]
