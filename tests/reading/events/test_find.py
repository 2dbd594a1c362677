"""Events by the dictionary: kinds, near misses, status, participants, links and a model's spans."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from casefile.particulars import Event, Precision, Time, TimeType
from casefile.reading.counts.find import find_counts
from casefile.reading.events.find import find_events
from casefile.reading.events.model import Filler, Trigger
from casefile.reading.names import Name, NameType
from casefile.reference.tables import load_table

GOLD = Path(__file__).parents[3] / "evals/gold/events.jsonl"
TUNED = [row for row in map(json.loads, GOLD.read_text().splitlines()) if row["part"] == "tuned"]
KNOWN_WRONG = {"pleaded not guilty", "guards beat detainees"}  # docs/events.md, "What falls short"
TABLE = load_table("events")


def events(text: str, **more: object) -> tuple[Event, ...]:
    return find_events(text, [(0, len(text))], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", TABLE["kind"], ids=lambda row: row["name"])
def test_every_kind_hears_its_example(row: dict) -> None:  # type: ignore[type-arg]
    """The marked words are a trigger of the row's kind."""
    marked = row["example"]
    start = marked.index("‹")
    words = marked[start + 1 : marked.index("›")]
    plain = marked.replace("‹", "").replace("›", "")
    found = [(plain[e.start : e.end], e.kind) for e in events(plain)]
    assert any(kind == row["name"] and (w in words or words in w) for w, kind in found), found


@pytest.mark.parametrize("row", TABLE["kind"], ids=lambda row: row["name"])
def test_no_kind_hears_its_near_miss(row: dict) -> None:  # type: ignore[type-arg]
    """What only looks like the kind is not of it."""
    assert row["name"] not in [e.kind for e in events(row["near_miss"])]


@pytest.mark.parametrize("row", TABLE["idiom"], ids=lambda row: row["near_miss"])
def test_an_idiom_holds_no_event(row: dict) -> None:  # type: ignore[type-arg]
    """Words of the table in a fixed phrase of another meaning are no events."""
    assert events(row["near_miss"]) == ()


@pytest.mark.parametrize(
    "row",
    [r for r in TUNED if not any(words in r["text"] for words in KNOWN_WRONG)],
    ids=lambda row: row["text"][:50],
)
def test_own_sentences_are_read(row: dict) -> None:  # type: ignore[type-arg]
    """Kind, status and negation are those of the gold, and nothing else is found."""
    found = [(e.kind, e.status.value, e.negated) for e in events(row["text"])]
    assert found == [(e["kind"], e["status"], e["negated"]) for e in row["events"]]


@pytest.mark.parametrize(
    ("text", "kind", "status", "negated"),
    [
        (
            "The office is planning to seek the arrest of two men.",
            "warrant_sought",
            "planned",
            False,
        ),
        ("The navy denied shelling the port.", "shelling", "denied", False),
        ("The brigade failed to encircle the town.", "siege", "happened", True),
        ("The envoy could visit the port.", "visit", "possible", False),
        ("The general vowed to attack the port.", "attack", "threatened", False),
        ("Two men were accused of looting shops.", "looting", "alleged", False),
        ("All attempts to capture the hill were repelled.", "seizure_of_territory", "sought", True),
        ("The envoy called for an end to the attacks on the mill.", "attack", "happened", False),
        ("The envoy called on the army to stop shelling the mill.", "shelling", "happened", False),
        ("The army must lift the siege of the port.", "siege", "happened", False),
        ("The police want to stop attacks on the mill.", "attack", "sought", True),
        ("The food will reach families besieged in the port.", "siege", "happened", False),
        ("He wants the mayor arrested in the port.", "detention", "sought", False),
        ("Rockets hit a mill on 20 May 2024.", "missile_strike", "happened", False),
        ("A missile strike on 20 May 2024 killed nine nurses.", "killing", "happened", False),
        (
            "A missile strike on 20 May 2024 killed nine nurses.",
            "missile_strike",
            "happened",
            False,
        ),
        ("The raid may hit the mill.", "attack", "possible", False),
        ("Strikes that kill nurses went on.", "killing", "happened", False),
    ],
)
def test_status_is_told_apart_from_kind(text: str, kind: str, status: str, negated: bool) -> None:
    """What the words say of an event's reality stands beside its kind."""
    assert (kind, status, negated) in [(e.kind, e.status.value, e.negated) for e in events(text)]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Rebels attacked the bridge.", {("actor", "Rebels"), ("target", "bridge")}),
        ("The bridge was attacked by rebels.", {("actor", "rebels"), ("target", "bridge")}),
        ("REBELS KILLED THREE NURSES.", {("actor", "REBELS"), ("affected", "THREE NURSES")}),
        (
            "Officials deported children from the town.",
            {("actor", "Officials"), ("affected", "children"), ("origin", "town")},
        ),
    ],
)  # fmt: skip
def test_participants_stand_by_their_roles(text: str, roles: set[tuple[str, str]]) -> None:
    """Subject, object and "by" give actor, affected and target, in capitals too."""
    (event,) = events(text)
    assert {(p.role, text[p.start : p.end]) for p in event.participants} == roles


def test_no_trigger_lies_inside_a_name() -> None:
    """A name that holds a word of the table is no event."""
    text = "He joined Strike Force Nine."
    name = Name(10, 27, NameType.ORGANISATION, 0.9)
    assert events(text, names=(name,)) == ()
    assert events(text) == ()


def test_time_and_counts_of_the_clause_are_linked() -> None:
    """An event names where its time and its counts start."""
    text = "On Monday shells killed 14 nurses."
    day = Time(3, 9, TimeType.DATE, "", "", "", Precision.DAY, "", "weekday")
    found = events(text, times=(day,), counts=find_counts(text, [(0, len(text))]))
    (killing,) = [e for e in found if e.kind == "killing"]
    assert (killing.time, killing.counts) == (3, (24,))


def test_what_the_model_marks_raises_the_score_and_nothing_is_dropped() -> None:
    """A trigger that the model marks scores more, one that it does not mark less; both stay."""
    text = "Gunmen attacked the depot, and a warrant was issued."
    plain = events(text)
    asked = events(text, triggers=(Trigger(7, 15, "occurrence", 0.9),))
    assert [e.kind for e in plain] == [e.kind for e in asked] == ["attack", "warrant_issued"]
    assert [e.score for e in asked] == pytest.approx([0.85, 0.63])


@pytest.mark.parametrize(
    ("text", "words", "role", "participants"),
    [
        # A filler gives its role to the participant whose head it covers.
        ("Gunmen attacked the depot.", "Gunmen", "body",
         {("organisation", "Gunmen"), ("target", "depot")}),
        # Part of a noun phrase or name is widened to all of it, and merged with the rules' words.
        ("REBELS KILLED THREE VILLAGE NURSES.", "VILLAGE", "affected",
         {("actor", "REBELS"), ("affected", "THREE VILLAGE NURSES")}),
        ("At dawn a bomb exploded; police found Ana Maria Roldan hurt.", "Ana", "affected",
         {("instrument", "bomb"), ("affected", "Ana Maria Roldan")}),
        # A body within the words of an actor stands beside the actor.
        ("Members of the northern column shot a guard.", "northern column", "body",
         {("actor", "Members of the northern column"), ("organisation", "northern column"),
          ("affected", "guard")}),
        # No event of violence: nothing to join.
        ("The court sought the arrest of two men.", "two men", "actor",
         {("actor", "court"), ("organisation", "court"), ("affected", "two men")}),
    ],
)  # fmt: skip
def test_fillers_join_events_of_violence(
    text: str, words: str, role: str, participants: set[tuple[str, str]]
) -> None:
    """A model's filler joins the nearest event of violence, once, as a whole noun phrase."""
    at = text.index(words)
    found = events(text, fillers=(Filler(at, at + len(words), role, 0.8),))
    told = {(p.role, text[p.start : p.end]) for e in found for p in e.participants}
    assert told == participants


def test_a_filler_of_low_score_or_far_away_changes_nothing() -> None:
    """What the model is unsure of, or stands far from every event of violence, is left out."""
    text = "Gunmen attacked the depot" + " and it rained" * 20 + " on the sexton."
    far = Filler(text.index("sexton"), text.index("sexton") + 6, "affected", 0.9)
    unsure = Filler(0, 6, "body", 0.3)
    assert events(text, fillers=(unsure, far)) == events(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Attempts speak of the infinitive that follows, not of the verb after it.
        ("All attempts to capture the hill were repelled.",
         [("seizure_of_territory", "sought"), ("battle", "happened")]),
        ("The minister demanded that the port be shelled.", [("shelling", "sought")]),
        ("They want to punish the men, in what would be the first case arising from the invasion.",
         [("invasion", "conditional")]),
        ("The king could visit the port. The mayor praised such a visit.",
         [("visit", "possible"), ("visit", "possible")]),
        ("The king visited the port. The mayor praised such a visit.",
         [("visit", "happened"), ("visit", "happened")]),
        ("The mayor praised such a visit.", [("visit", "happened")]),
        ("The raids reduce their ability to fight.", [("attack", "happened")]),
        ("They decided to fight.", [("battle", "planned")]),
        ("Nobody took the blame for the war.", []),
        ("The court sought warrants for two men. The arrest warrants could name more men.",
         [("warrant_sought", "happened"), ("warrant_sought", "possible")]),
        ("The court issued arrest warrants for two men. Its arrest warrants could name more men.",
         [("warrant_issued", "happened"), ("warrant_issued", "possible")]),
        ("The mayor would reject any arrest warrants.", [("warrant_issued", "conditional")]),
    ],
)  # fmt: skip
def test_what_is_told_is_no_more_than_the_words_say(text: str, told: list[tuple[str, str]]) -> None:
    """Statuses and kinds that the rest of the clause, or an earlier sentence, decides."""
    stops = [0, *(i + 1 for i, c in enumerate(text) if c == "." and i + 1 < len(text)), len(text)]
    spans = list(pairwise(stops))
    assert [(e.kind, e.status.value) for e in find_events(text, spans)] == told


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The orphans were given new passports and brought up to reject the town.", set()),
        ("The army moved troops to the port and ordered guns to the hill.",
         {("actor", "army"), ("organisation", "army"), ("destination", "port")}),
        ("The navy denies targeting the port.",
         {("actor", "navy"), ("organisation", "navy"), ("target", "port")}),
        ("Members of the northern column shot a guard.",
         {("actor", "Members of the northern column"), ("organisation", "northern column"),
          ("affected", "guard")}),
    ],
)  # fmt: skip
def test_participants_end_where_another_verb_begins(text: str, roles: set[tuple[str, str]]) -> None:
    """ "To" of a second verb is no destination, and a verb is no part of a subject."""
    (event,) = events(text)
    assert {(p.role, text[p.start : p.end]) for p in event.participants} == roles


@pytest.mark.parametrize(
    "text", ["", "attack " * 2_000, '"' * 10_000, "a" * 50_000, "<b>killed</b>" * 500]
)
def test_odd_texts_end_and_point_at_their_words(text: str) -> None:
    """No crash, and every event has words."""
    assert all(0 <= e.start < e.end <= len(text) for e in events(text))


def test_since_a_month_dates_an_event() -> None:
    """ "Since March" belongs to its clause; "since the bridge fell" is a clause of its own."""
    text = "Guards have tortured nurses since March."
    day = Time(34, 39, TimeType.DATE, "", "", "", Precision.MONTH, "", "month")
    (event,) = events(text, times=(day,))
    assert event.time == 34
    other = "Guards tortured nurses since the wall fell on Monday."
    late = Time(46, 52, TimeType.DATE, "", "", "", Precision.DAY, "", "weekday")
    (event,) = [e for e in events(other, times=(late,)) if e.kind == "torture"]
    assert event.time is None
