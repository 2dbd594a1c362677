"""What claims say about elements: direction by stance, scope of denials, and full coverage."""

from __future__ import annotations

import pytest

from casefile.case.topic_table import JURISDICTION, build, topic_table
from casefile.case.topics import bearings, topics_in, topics_of
from casefile.claim import Stance
from casefile.errors import LawError
from casefile.reference.law import law
from casefile.reference.tables import load_table
from tests.case.tellings import seed


def said(words: str, stance: str = "asserts", *kinds: str) -> dict[str, str]:
    """The direction by topic."""
    return {h.topic: h.direction for h in topics_in(words, stance, kinds)}


def test_every_element_is_reached_or_left_to_people() -> None:
    """Each element of crimes, contexts, modes and Art. 30 has a topic, or stands in `by_hand`."""
    table = topic_table()
    reached = {e.partition("/")[0] for e in table.of_element}
    missing = [e.id for e in law().elements() if e.id not in reached | table.by_hand]
    assert missing == []
    assert set(JURISDICTION) <= reached
    assert not reached & table.by_hand


def test_gaps_are_sentences_and_names_are_plain() -> None:
    """A gap says that nobody has said it yet; nothing is "met" or proved."""
    for topic in topic_table().topics.values():
        assert topic.gap.startswith("Nobody has ")
        assert topic.gap.endswith(".")
        assert not {"met", "proved", "guilty"} & set(topic.gap.rstrip(".").split())


def test_bad_tables_are_refused() -> None:
    """A topic on an unknown element, a double id or an unknown facet is refused by its name."""
    row = {"id": "x", "name": "x", "gap": "Nobody has said x.", "facet": "mental", "elements": []}
    for rows in ([{**row, "elements": ["rome.9#e1"]}], [row, row], [{**row, "facet": "moon"}]):
        with pytest.raises(LawError, match="topic"):
            build({"topic": rows, "by_hand": []}, law())
    assert len(build(load_table("topics"), law()).topics) > 100


ASSERTED = [
    ("soldiers took children across the border", "under_18", "for"),
    ("soldiers took children across the border", "border", "for"),
    ("they were moved by force at gunpoint", "coercion", "for"),
    ("the families left of their own free will", "coercion", "against"),
    ("they were not forced to leave", "coercion", "against"),
    ("the town was under occupation", "occupation", "for"),
    ("the town was never occupied", "occupation", "against"),
    ("the prisoners of war were beaten", "protected_person", "for"),
    ("the guards knew that they were children", "knew_under_18", "for"),
    ("the children were given new passports", "other_group", "for"),
    ("they wanted to destroy the nation and spoke of it", "destroy_group", "for"),
    ("what he calls genocide", "destroy_group", ""),
    ("genocide was committed", "destroy_group", ""),
    ("civilian infrastructure was hit", "civilian_object", "for"),
    ("civilian infrastructure was hit", "not_fighting", ""),
    ("there were no military targets nearby", "military_objective", "against"),
    ("the school was used by soldiers", "military_objective", "for"),
    ("the school was used by soldiers", "building_not_military", "against"),
    ("the strike was deliberate", "meant_target", ""),
    ("the strike deliberately hit the hospital", "meant_target", "for"),
    ("the strike on the hospital was a stray missile", "meant_target", "against"),
    ("they deliberately fired on residents", "meant_civilians", "for"),
    ("the shelling was indiscriminate", "excessive", "for"),
    ("it was a precision strike", "excessive", "against"),
    ("thousands of Ukrainian children", "scale", "for"),
    ("it was an isolated incident", "scale", "against"),
    ("it was a state programme", "policy", "for"),
    ("hands tied behind their backs", "out_of_combat", "for"),
    ("they died in combat", "out_of_combat", "against"),
    ("beaten until they signed confessions", "purpose_of_pain", "for"),
    ("held without charge for a year", "unlawful_holding", "for"),
    ("their whereabouts are unknown", "refusal_to_tell", "for"),
    ("the general gave the order to shoot", "ordered", "for"),
    ("the general never ordered it", "ordered", "against"),
    ("the governor did nothing to stop it", "failed_control", "for"),
    ("the commander was told of the killings", "knew_forces", "for"),
    ("boys as young as 12 carried guns", "under_15", "for"),
    ("soldiers sold the washing machines", "private_use", "for"),
    ("there was no military necessity", "no_military_need", "for"),
    ("he called it starvation as a weapon", "hunger_as_means", "for"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "topic", "direction"), ASSERTED)
def test_asserted(words: str, topic: str, direction: str) -> None:
    """What is asserted speaks for or against; a negator turns it; near misses say nothing."""
    assert said(words).get(topic, "") == direction


@pytest.mark.parametrize("stance", sorted(Stance))
def test_every_stance_has_a_direction(stance: Stance) -> None:
    """Assertions speak for, denials and doubts against; all else says nothing either way."""
    direction = said("they shelled the hospital", stance.value, "shelling")["attack"]
    speaks = {"asserts", "confirms", "admits", "accuses", "presents_as"}
    wanted = (
        "for" if stance in speaks else "against" if stance in ("denies", "doubts") else "neutral"
    )
    assert direction == wanted


def test_a_narrowed_denial_reaches_what_it_is_narrowed_to() -> None:
    """ "Denies deliberately targeting civilian infrastructure" covers the aim, not the attack."""
    told = said("deliberately targeting civilian infrastructure", "denies", "attack")
    assert told["meant_target"] == "against"
    assert told["attack"] == told["civilian_object"] == "neutral"
    forced = said("that any child was moved by force", "denies", "deportation_or_transfer")
    assert (forced["coercion"], forced["moved"], forced["under_18"]) == (
        "against", "neutral", "neutral",
    )  # fmt: skip


def test_a_plain_denial_reaches_conduct_and_leaves_circumstances() -> None:
    """ "Denied deporting children" denies the moving, and not that they are children."""
    told = said("deporting children", "denies", "deportation_or_transfer")
    assert (told["moved"], told["under_18"]) == ("against", "neutral")


def test_a_denial_about_a_circumstance_reaches_it() -> None:
    """ "Denied that the building was a hospital" is about what the building was."""
    assert said("that the building was a hospital", "denies")["protected_building"] == "against"


def test_denying_an_excuse_speaks_for() -> None:
    """Who denies that people left of their own free will speaks for force."""
    assert said("that they left of their own free will", "denies")["coercion"] == "for"


def test_presenting_concedes_the_thing_and_disputes_its_wrong() -> None:
    """A humanitarian account of the moving concedes the moving and speaks against force."""
    told = said("it as a humanitarian rescue of orphans", "presents_as", "deportation_or_transfer")
    assert (told["moved"], told["coercion"], told["unlawful_move"]) == ("for", "against", "against")
    hits = topics_in("it as a rescue", "presents_as", ("deportation_or_transfer",))
    assert any(h.topic == "moved" and "concedes" in h.why for h in hits)


def test_an_opposing_topic_turns_on_its_element() -> None:
    """For a military objective is against the civilian object and against the aim at it."""
    hits = topics_in("its attacks are all intended to reduce the ability to fight", "asserts", ())
    directions = {(b.element, b.direction) for b in bearings(hits)}
    assert ("rome.8.2.b.ii#e2", "against") in directions
    assert ("rome.8.2.b.ii#e3", "against") in directions
    assert ("rome.8.2.b.ii#e1", "for") in directions


def test_elements_of_the_same_words_are_reached_together() -> None:
    """A topic on one element reaches all that read alike; a part has a row of its own."""
    topics = {t.id for t in topics_of("gc.2.e#e1/coercion")}
    assert topics == {"coercion"}
    assert "protected_person" in {t.id for t in topics_of("rome.8.2.a.viii#e4")}


def test_places_are_inside_the_words() -> None:
    """A hit by words points at them; one by a kind of event alone points at nothing."""
    words = "the guards knew that they were children"
    for hit in topics_in(words, "asserts", ("detention",)):
        assert 0 <= hit.start <= hit.end <= len(words)


def test_one_hit_a_topic_in_the_tables_order() -> None:
    """However often a cue stands, a topic is hit once, against before for before neutral."""
    hits = topics_in("voluntarily, not forcibly, forcibly", "asserts", ())
    assert [h.topic for h in hits] == ["coercion"]
    assert hits[0].direction == "against"
    order = list(topic_table().topics)
    many = topics_in("children deported by force to occupied territory", "asserts", ())
    assert [order.index(h.topic) for h in many] == sorted(order.index(h.topic) for h in many)


def test_hostile_words_end() -> None:
    """A very long claim is read in one pass."""
    words = "deliberately targeting civilian infrastructure not " * 3000
    assert said(words, "denies", "attack")["meant_target"] == "against"


def test_seed_claims_by_their_stance() -> None:
    """Source, denial, account and presentation of the seed page speak as notes/law.md says."""
    document, claims, events = seed()
    by_words = {c.words("content", document)[:24]: c for c in claims}
    denial = next(c for w, c in by_words.items() if w.startswith("deliberately targeting"))
    account = next(c for w, c in by_words.items() if w.startswith("its attacks are all"))
    shown = next(c for w, c in by_words.items() if w.startswith("it as a humanitarian"))
    told = said(denial.words("content", document), denial.stance.value, "attack")
    assert (told["meant_target"], told["attack"]) == ("against", "neutral")
    told = said(account.words("content", document), account.stance.value, "attack")
    assert (told["attack"], told["military_objective"]) == ("for", "for")
    told = said(shown.words("content", document), shown.stance.value, "deportation_or_transfer")
    assert (told["moved"], told["coercion"]) == ("for", "against")
    asked = next(c for c in claims if c.stance is Stance.ASKS)
    assert "destroy_group" not in said(asked.words("content", document), "asks")
    assert events
