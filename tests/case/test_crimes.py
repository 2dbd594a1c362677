"""Which told events describe which crimes' conduct, and which must never."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.case.allegation import candidates, families, opens
from casefile.case.crime_table import build, conduct_table
from casefile.case.crime_words import conflict_told, scene
from casefile.case.crimes import CrimeHit, crimes_said, crimes_told
from casefile.errors import LawError
from casefile.reference.law import law
from casefile.reference.tables import load_table
from tests.case.crime_sentences import ONE_EACH, OPENS, SHUT
from tests.case.tellings import content, seed, told


def hits_of(text: str, stance: str = "asserts") -> list[CrimeHit]:
    """All hits of the events of a sentence."""
    return [h for event in told(text, stance) for h in crimes_told(event, text)]


def opened(hits: list[CrimeHit], linked: bool = True) -> dict[str, tuple[CrimeHit, ...]]:
    """The families of conduct that hits open."""
    return {name: of for name, of in families(hits) if opens(of, linked)}


def test_every_crime_has_a_sentence() -> None:
    """The table of sentences names each of the 114 crimes once."""
    assert list(ONE_EACH) == list(law().crimes)


@pytest.mark.parametrize("crime", ONE_EACH)
def test_every_crime_is_found_in_its_sentence(crime: str) -> None:
    """A strong cue, the crime's name or its conduct finds it, in an event or in the bare words."""
    text = ONE_EACH[crime]
    found = [*hits_of(text), *crimes_said(text, "asserts")]
    assert crime in {h.crime for h in found if h.why != "weak"}


@pytest.mark.parametrize(("text", "stance", "family", "crimes"), OPENS)
def test_conduct_opens_its_family(text: str, stance: str, family: str, crimes: list[str]) -> None:
    """The sentence opens that family of conduct, and no other; its candidates hold the crimes."""
    found = opened(hits_of(text, stance))
    assert list(found) == [family] or (family in found and family == "child_soldiers")
    assert set(crimes) <= set(candidates(found[family]).crimes)


@pytest.mark.parametrize(("text", "stance"), SHUT)
def test_near_misses_open_nothing(text: str, stance: str) -> None:
    """Ordinary combat, courts, definitions, questions, plans, metaphors and everyday crime open
    nothing, even where the document tells of a war."""
    assert opened(hits_of(text, stance)) == {}


def test_an_everyday_crime_needs_a_link() -> None:
    """A shooting of passers-by opens an allegation only where a conflict or power is told."""
    hits = hits_of("A man shot at shoppers in the mall.")
    assert opened(hits, linked=False) == {}
    assert list(opened(hits, linked=True)) == ["civilians"]
    assert list(opened(hits_of("A soldier shot at shoppers in the mall."), False)) == ["civilians"]


def test_one_war_word_is_a_figure_of_speech() -> None:
    """A text tells of a conflict by several words of it; a price war is none."""
    assert conflict_told("Troops shelled the port after the invasion.")
    assert not conflict_told("The price war between the two stores went on.")
    assert not conflict_told("A veteran of World War Two opened the fair.")


def test_each_event_has_its_own_conduct() -> None:
    """In "deporting … and targeting …" no event takes the other's cues."""
    text = "Officials are sought for deporting children and targeting civilian infrastructure."
    by_kind = {e.kind: {h.family for h in crimes_told(e, text)} for e in told(text)}
    assert by_kind["deportation_or_transfer"] == {"children"}
    assert by_kind["attack"] == {"infrastructure"}


def test_a_denial_that_says_what_it_denies_describes_it() -> None:
    """A denial belongs to the allegation; a negative assertion does not open one."""
    assert list(opened(hits_of("The army denied shelling the hospital.", "denies"))) == [
        "buildings"
    ]
    assert opened(hits_of("The army did not shell the hospital.")) == {}


def test_a_crime_word_lists_all_its_acts_and_no_winner() -> None:
    """ "Genocide" names the letters of both treaties that carry the word, and ranks none."""
    hits = hits_of("The minister accused the junta of committing genocide.", "accuses")
    assert {h.why for h in hits} == {"named"}
    assert {"rome.6.a", "rome.6.e", "gc.2.a", "gc.2.e"} <= {h.crime for h in hits}
    assert list(opened(hits)) == ["genocide"]


def test_cruelty_is_no_hint_at_genocide() -> None:
    """A massacre alone lists no genocide; of an ethnic group it is hinted at, weakly."""
    plain = hits_of("Soldiers massacred villagers in the yard.")
    assert not [h for h in plain if law().crime(h.crime).family == "genocide"]
    ethnic = hits_of("Soldiers massacred villagers of the ethnic minority.")
    assert {h.why for h in ethnic if law().crime(h.crime).family == "genocide"} == {"weak"}


def test_hits_point_at_words() -> None:
    """Each hit's place is inside the words given, and a cue's place holds its words."""
    text = "Guards tortured the prisoners with electric shocks."
    for hit in hits_of(text):
        assert 0 <= hit.start < hit.end <= len(text)
        if hit.cue == "electric shock*":
            assert text[hit.start : hit.end] == "electric shocks"


def test_the_trigger_is_found_again_in_part_of_the_sentence() -> None:
    """Where a word stands twice, the event's own is meant: what stands before it decides."""
    text = "An attack on the base came first, and an attack on the nurses followed."
    both = [e for e in told(text) if e.words == "attack"]
    first, second = (replace(event, parts=()) for event in both)
    assert not opened(list(crimes_told(first, text)))
    assert list(opened(list(crimes_told(second, text)))) == ["civilians"]


def test_table_names_only_known_crimes_tags_and_families() -> None:
    """A row with an unknown family, or a crime that has none of the row's tags, is refused."""
    table = {**load_table("conduct")}
    row = {
        "family": "children",
        "kinds": ["attack"],
        "tags": ["killing"],
        "crimes": ["rome.70.1.a"],
    }
    with pytest.raises(LawError, match="tag"):
        build({**table, "conduct": [row]}, law())
    with pytest.raises(LawError, match="family"):
        build({**table, "conduct": [{**row, "family": "moon"}]}, law())


def test_every_tag_of_the_law_has_a_family() -> None:
    """No crime can be hit without a family of conduct to stand in."""
    table = conduct_table()
    for crime in law().crimes.values():
        assert table.family_of(crime.tags), crime.id


def test_kinds_of_the_table_are_kinds_of_events() -> None:
    """Conduct, silent and war kinds name rows of the table of events."""
    kinds = {row["name"] for row in load_table("events")["kind"]}
    table = conduct_table()
    named = {k for row in table.rows for k in row.kinds} | table.silent_kinds | table.war_kinds
    assert named | set(table.tags_of_kind) <= kinds


def test_seed_front_line_gives_nothing() -> None:
    """The front-line paragraphs, the diplomacy and the prosecutions give no hit at all."""
    document, _, events = seed()
    front = document.text.index("On the ground, both sides")
    after = [e for e in events if e.start > front]
    assert len(after) > 20
    assert [h for e in after for h in crimes_told(e, content(e))] == []
    courts = [e for e in events if e.words in ("killings", "rapes", "prosecutions", "genocide")]
    assert courts
    assert [h for e in courts for h in crimes_told(e, content(e)) if h.opens] == []


def test_seed_opens_two_families() -> None:
    """The seed page opens children taken away, and attacks on civilian objects; nothing else."""
    _, _, events = seed()
    hits = [h for e in events for h in crimes_told(e, content(e))]
    assert list(opened(hits)) == ["children", "infrastructure"]


def test_an_armed_group_that_is_named_is_a_link() -> None:
    """Two words of a conflict make a link; a named armed group counts as one of them."""
    text = "The fighters killed shoppers in the mall."
    assert not conflict_told(text)
    assert conflict_told(text, armed_groups=1)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("The army used chlorine against villagers in the valley.", "weapons"),
        ("Fighters enslaved women from the villages.", "slavery"),
        ("The militia persecuted believers in the valley.", "persecution"),
    ],
)
def test_conduct_without_blows_opens_too(text: str, family: str) -> None:
    """Banned weapons, enslavement and persecution are told by words of their own."""
    assert list(opened(hits_of(text))) == [family]


@pytest.mark.parametrize(
    "text",
    [
        "Recruits took part in training for chemical attacks.",
        "My thoughts are with the families of those killed in the attack on the market.",
        "The mayor offers condolences to the families of the civilians who were killed.",
    ],
)
def test_drills_and_sympathy_open_nothing(text: str) -> None:
    """Neither what is practised nor words to the bereaved tell of a happening of its own."""
    assert opened(hits_of(text)) == {}


def test_a_landmark_is_not_what_is_hit() -> None:
    """ "Near Sarn Dam" says where; a strike on the dam, and near a dam of no name, stay."""
    for words, hit in (("near Sarn Dam", False), ("on Sarn Dam", True), ("near a dam", True)):
        text = f"An air strike {words} on Monday was part of the war."
        groups = {g for e in told(text) for g in scene(e, text).around}
        assert ("infrastructure" in groups) is hit


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (
            "The report details violations such as torture, executions and illegal detentions.",
            "killing",
        ),
        (
            "The report details violations such as torture, executions and illegal detentions.",
            "liberty",
        ),
    ],
)
def test_violations_in_a_list_open_without_whom_they_hit(text: str, family: str) -> None:
    """A list of violations names no victims."""
    assert family in opened(hits_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels ambushed infantry troops during the war.",  # no infants
        "The army attacked with conventional weapons during the war.",  # no convent
        "Soldiers struck rebels, and nine of them were hospitalized.",  # no hospital
        "The army and the executive met after the killing of a rebel in the war.",
        "A rebel commander was shot and killed in the war.",
        "Two people were killed in clashes between the army and rebels.",
        "The army seized nine rifles and ammunition from the rebels.",
    ],
)
def test_words_that_begin_alike_are_not_taken_for_each_other(text: str) -> None:
    """Cues of groups match whole words: infantry are no infants."""
    assert opened(hits_of(text)) == {}


def test_somebody_named_is_a_person_killed() -> None:
    """ "Rebels killed Ilan Voss": nobody says that he fought."""
    text = "Rebels killed Ilan Voss."
    (killing,) = told(text)
    named = tuple(replace(p, kind="person") if p.role == "affected" else p for p in killing.parts)
    assert list(opened(list(crimes_told(replace(killing, parts=named), text)))) == ["killing"]
    assert opened(hits_of("Rebels killed the commander Ilan Voss.")) == {}
