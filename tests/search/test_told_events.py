"""Particulars of a reading as told events: which words, day, place and number belong to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from casefile.case.told import ToldEvent, ToldTime
from casefile.claim import Claim, Directness, Extents, Outlook, SpeakerKind, Stance
from casefile.particulars import (
    Count,
    Event,
    EventStatus,
    Participant,
    Particulars,
    Party,
    PartyKind,
    Place,
    PlaceCandidate,
    Precision,
    Reason,
    Time,
    TimeType,
)
from casefile.search.told_events import Telling, told_event_id, told_events


class Reading:
    """A reading made by hand: words are found where they first stand in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.claims: list[Claim] = []
        self.times: list[Time] = []
        self.places: list[Place] = []
        self.counts: list[Count] = []
        self.parties: list[Party] = []

    def claim(
        self,
        source: str,
        content: str,
        stance: Stance = Stance.ASSERTS,
        kind: SpeakerKind = SpeakerKind.NAMED_PERSON,
    ) -> str:
        made = Claim(
            id=f"{source}: {content}",
            document="d",
            source=self._extents(source),
            cue=(),
            content=self._extents(content),
            stance=stance,
            directness=Directness.INDIRECT,
            speaker_kind=kind,
            outlook=Outlook.SETTLED,
            score=0.9,
            reader="r",
        )
        self.claims.append(made)
        return made.id

    def time(
        self,
        words: str,
        day: str,
        precision: Precision = Precision.DAY,
        kind: TimeType = TimeType.DATE,
    ) -> int:
        ((start, end),) = self._extents(words)
        self.times.append(Time(start, end, kind, day, day, day, precision, "", "r"))
        return start

    def place(self, words: str, at: tuple[float, float] | None = (50.0, 36.0)) -> int:
        """A place of the gazetteer; `at` None is a state that acts under its seat's name."""
        ((start, end),) = self._extents(words)
        named = PlaceCandidate("g:1", words.title(), "UA", "settlement", 50.0, 36.0, 1.0)
        point = at or (None, None)
        self.places.append(Place(start, end, (named,), *point, None, "r"))
        return start

    def near(self, words: str, anchor: int, relation: str = "north of") -> int:
        """A place told by its relation to another one."""
        ((start, end),) = self._extents(words)
        anchor_end = next(p.end for p in self.places if p.start == anchor)
        spot = Place(start, end, (), 50.1, 36.0, 8.0, "r", relation, anchor, anchor_end)
        self.places.append(spot)
        return start

    def count(self, words: str, low: int | None, high: int | None, cut_off: str = "") -> int:
        ((start, end),) = self._extents(words)
        cut = self._extents(cut_off)[0] if cut_off else (None, None)
        self.counts.append(
            Count(start, end, low, high, "at least", None, None, "people", "killed", "r", "", *cut)
        )
        return start

    def event(
        self,
        words: str,
        *,
        time: int | None = None,
        place: int | None = None,
        counts: Sequence[int] = (),
        parts: Sequence[tuple[str, str, str]] = (),
    ) -> ToldEvent:
        """The told event at these words."""
        ((start, end),) = self._extents(words)
        made = Event(
            start,
            end,
            "shelling",
            EventStatus.HAPPENED,
            False,
            0.9,
            "r",
            tuple(Participant(r, *self._extents(w)[0], party) for r, w, party in parts),
            time,
            place,
            tuple(counts),
        )
        what = Particulars(
            (), tuple(self.parties), tuple(self.times), tuple(self.places), tuple(self.counts),
            (made,),
        )  # fmt: skip
        speakers = {c.id: c.id.split(":")[0] for c in self.claims}
        telling = Telling("d", "2024-05-04", self.text, tuple(self.claims), what, speakers)
        (told,) = told_events(telling)
        return told

    def _extents(self, words: str) -> Extents:
        if not words:
            return ()
        start = self.text.index(words)
        return ((start, start + len(words)),)


def test_the_day_of_the_saying_is_no_day_of_the_event() -> None:
    """In "Ana said on Monday that shells hit" nobody says when they hit."""
    page = Reading("Ana said on Monday that shells hit a mill.")
    page.claim("Ana", "shells hit a mill")
    assert page.event("shells hit", time=page.time("Monday", "2024-04-29")).times == ()


def test_the_day_in_the_content_is_the_events_day() -> None:
    """With its words, its ends and its precision."""
    page = Reading("Ana said on Monday that shells hit a mill on 27 April.")
    page.claim("Ana", "shells hit a mill on 27 April")
    page.time("Monday", "2024-04-29")
    (when,) = page.event("shells hit", time=page.time("27 April", "2024-04-27")).times
    assert (when.words, when.earliest, when.latest) == ("27 April", "2024-04-27", "2024-04-27")
    assert when.precision == "day"


def test_a_sentence_that_nobody_is_quoted_for_is_its_own_bound() -> None:
    """Without a claim the event's whole sentence counts, and no other sentence."""
    page = Reading("Shells hit a mill on Friday. On Sunday rain fell.")
    friday, sunday = page.time("Friday", "2024-04-26"), page.time("Sunday", "2024-04-28")
    assert [t.words for t in page.event("Shells hit", time=friday).times] == ["Friday"]
    assert page.event("Shells hit", time=sunday).times == ()
    assert page.event("Shells hit").context == "Shells hit a mill on Friday."


@pytest.mark.parametrize(
    ("precision", "kind"),
    [
        (Precision.NONE, TimeType.DATE),
        (Precision.DAY, TimeType.DURATION),
        (Precision.DAY, TimeType.SET),
    ],
)
def test_what_is_not_on_the_calendar_dates_nothing(precision: Precision, kind: TimeType) -> None:
    """ "For two hours", "every night" and "recently" say not when."""
    page = Reading("Shells hit a mill for two hours.")
    lasted = page.time("two hours", "", precision, kind)
    assert page.event("Shells hit", time=lasted).times == ()


def test_a_seat_that_means_its_government_is_no_place() -> None:
    """The reader settles "Kyiv" as a party without a point; the event is not put there."""
    page = Reading("Ana said that Kyiv had shells fired on a mill in Izium.")
    page.claim("Ana", "Kyiv had shells fired on a mill in Izium")
    kyiv, izium = page.place("Kyiv", None), page.place("Izium")
    assert [p.words for p in page.event("shells fired", place=kyiv).places] == ["Izium"]
    assert [p.words for p in page.event("shells fired", place=izium).places] == ["Izium"]


def test_a_government_alone_leaves_no_place() -> None:
    """Nothing takes the place of a seat where no place is told."""
    page = Reading("Ana said that Kyiv had shells hit a mill.")
    page.claim("Ana", "Kyiv had shells hit a mill")
    assert page.event("shells hit", place=page.place("Kyiv", None)).places == ()


def test_a_place_outside_the_words_that_tell_is_not_taken() -> None:
    """ "In Lviv, Ana said that shells hit a mill": the saying was in Lviv."""
    page = Reading("In Lviv, Ana said that shells hit a mill.")
    page.claim("Ana", "shells hit a mill")
    assert page.event("shells hit", place=page.place("Lviv")).places == ()


def test_where_no_place_is_read_none_is_looked_for() -> None:
    """A town that stands nearby is not the event's unless the reader put some place to it."""
    page = Reading("Shells hit a mill whose owner was born in Lviv.")
    page.place("Lviv")
    assert page.event("Shells hit").places == ()


def test_the_nearest_place_after_the_words_goes_before_one_in_front() -> None:
    """In place of a seat the nearest is taken; what follows the words counts as nearer."""
    page = Reading("Kyiv said near Lviv today shells hit a mill in Izium.")
    page.claim("Kyiv", "near Lviv today shells hit a mill in Izium")
    kyiv = page.place("Kyiv", None)
    page.place("Lviv")
    page.place("Izium")
    assert [p.words for p in page.event("shells hit", place=kyiv).places] == ["Izium"]


def test_a_relative_place_names_its_anchor() -> None:
    """ "North of Izium" has its own point and reach, and Izium's name, country and feature."""
    page = Reading("Shells hit a mill north of Izium.")
    izium = page.place("Izium")
    (spot,) = page.event("Shells hit", place=page.near("north of Izium", izium)).places
    assert (spot.words, spot.name, spot.country) == ("north of Izium", "Izium", "UA")
    assert (spot.latitude, spot.radius_km, spot.feature) == (50.1, 8.0, "settlement")


def test_a_relative_place_of_an_unresolved_anchor_keeps_its_words() -> None:
    """ "North of the old mill" says something, though no gazetteer has the mill."""
    page = Reading("Shells hit a barge north of the weir.")
    ((start, end),) = page._extents("the weir")
    page.places.append(Place(start, end, (), None, None, None, "r"))
    (spot,) = page.event("Shells hit", place=page.near("north of the weir", start)).places
    assert (spot.words, spot.name, spot.country) == ("north of the weir", "", "")


def test_the_innermost_claim_tells() -> None:
    """In "a wire said that Ana said that shells hit" it is Ana who tells of them."""
    page = Reading("A wire said that Ana said that shells hit a mill.")
    page.claim("A wire", "Ana said that shells hit a mill", kind=SpeakerKind.OUTLET)
    ana = page.claim("Ana", "shells hit a mill")
    told = page.event("shells hit")
    assert (told.claim, told.speaker, told.stance) == (ana, "Ana", "asserts")


def test_of_two_claims_with_the_same_words_the_first_tells() -> None:
    """Which one it is does not hang on the order in which the reader gives them."""
    page = Reading("Ana and Ben said that shells hit a mill.")
    page.claim("Ben", "shells hit a mill")
    page.claim("Ana", "shells hit a mill")
    first = page.event("shells hit").claim
    page.claims.reverse()
    assert page.event("shells hit").claim == first == "Ana: shells hit a mill"


def test_a_silence_tells_of_nothing() -> None:
    """ "Declined to comment on the shelling" does not say that there was one."""
    page = Reading("The army declined to comment on the shelling of a mill.")
    page.claim("The army", "the shelling of a mill", Stance.DECLINES_TO_COMMENT)
    told = page.event("shelling")
    assert (told.claim, told.stance, told.speaker) == ("", "", "")


def test_a_law_that_says_something_defines_it() -> None:
    """What a convention "says" about an act is no report of one."""
    page = Reading("The convention says that shelling a hospital is a grave breach.")
    page.claim("The convention", "shelling a hospital is a grave breach", kind=SpeakerKind.WRITING)
    assert page.event("shelling").stance == "defines"


def test_a_letter_that_says_something_reports_it() -> None:
    """Other writings tell as people do."""
    page = Reading("The letter says that shelling began at noon.")
    page.claim("The letter", "shelling began at noon", kind=SpeakerKind.WRITING)
    assert page.event("shelling").stance == "asserts"


def test_a_count_keeps_its_range_and_the_day_up_to_which_it_counts() -> None:
    """Numbers differ for many reasons; the cut-off is one of them and travels with the number."""
    page = Reading("Ana said that shells killed at least 31 people as of Friday.")
    page.claim("Ana", "shells killed at least 31 people as of Friday")
    number = page.count("at least 31 people", 31, None, "as of Friday")
    (told,) = page.event("shells killed", counts=[number]).counts
    assert (told.words, told.low, told.high) == ("at least 31 people", 31, None)
    assert (told.hedge, told.unit, told.effect) == ("at least", "people", "killed")
    assert told.cut_off == "as of Friday"


def test_a_count_that_the_reading_lacks_is_passed_over() -> None:
    """An event that points at no count that was read has none."""
    page = Reading("Shells killed 31 people.")
    assert page.event("Shells killed", counts=[7]).counts == ()


def test_parts_have_their_partys_name_and_kind() -> None:
    """A part that is no known party keeps its words alone."""
    page = Reading("The navy shelled a mill.")
    page.parties.append(Party("p1", "Northern Navy", PartyKind.ARMED_GROUP))
    told = page.event("shelled", parts=[("actor", "The navy", "p1"), ("target", "a mill", "")])
    navy, mill = told.parts
    assert (navy.role, navy.words, navy.party) == ("actor", "The navy", "p1")
    assert (navy.name, navy.kind) == ("Northern Navy", "armed_group")
    assert (mill.words, mill.party, mill.name, mill.kind) == ("a mill", "", "", "")


def test_the_id_is_of_the_words_and_the_kind() -> None:
    """A decision outlives the reader: status, score, claim and particulars are not in the id."""
    page = Reading("Ana said that shells hit a mill on Friday.")
    bare = page.event("shells hit").id
    page.claim("Ana", "shells hit a mill on Friday")
    assert page.event("shells hit", time=page.time("Friday", "2024-04-26")).id == bare
    ((start, end),) = page._extents("shells hit")
    assert bare == told_event_id("d", start, end, "shelling")
    others = {
        told_event_id("e", start, end, "shelling"),
        told_event_id("d", start, end + 1, "shelling"),
        told_event_id("d", start, end, "bombing"),
    }
    assert len(others | {bare}) == 4


def test_no_sentence_crosses_a_line() -> None:
    """A headline without a full stop is a sentence of its own."""
    page = Reading("Shells hit mill on Friday\nOn Sunday rain fell.")
    assert page.event("Shells hit").context.strip() == "Shells hit mill on Friday"
    assert page.event("rain fell").context_start == page.text.index("On Sunday")


def test_a_reason_of_a_place_is_not_needed() -> None:
    """Only the best candidate's name travels; the runners-up stay in the reading."""
    page = Reading("Shells hit a mill in Izium.")
    izium = page.place("Izium")
    other = PlaceCandidate("g:2", "Izium Farm", "UA", "area", 1.0, 1.0, 0.1, (Reason("far", -1),))
    page.places = [
        Place(p.start, p.end, (*p.candidates, other), 50.0, 36.0, None, "r") for p in page.places
    ]
    (spot,) = page.event("Shells hit", place=izium).places
    assert spot.name == "Izium"


def test_a_day_of_no_known_year_is_kept_in_words() -> None:
    """In an undated text "on 5 March" names a day; "recently" names none."""
    page = Reading("Shells hit a mill on 5 March and recently again.")
    day = page.time("5 March", "", Precision.NONE)
    page.times[0] = replace(page.times[0], value="XXXX-03-05")
    told = page.event("Shells hit", time=day)
    assert told.times == (ToldTime("5 March", "", "", "none"),)
    vague = Reading("Shells hit a mill recently.")
    when = vague.time("recently", "", Precision.NONE)
    vague.times[0] = replace(vague.times[0], value="PAST_REF")
    assert vague.event("Shells hit", time=when).times == ()


def test_a_place_is_no_actor() -> None:
    """ "The attack on the town that killed nine": the town killed nobody; a State may have."""
    page = Reading("The town killed nine.")
    page.parties.append(Party("p1", "Sumy", PartyKind.PLACE))
    page.parties.append(Party("p2", "Ruritania", PartyKind.STATE))
    parts = [("actor", "The town", "p1")]
    assert page.event("killed", parts=parts).parts == ()
    state = page.event("killed", parts=[("actor", "The town", "p2")])
    assert [p.name for p in state.parts] == ["Ruritania"]
