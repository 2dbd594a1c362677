"""Kinds of speakers and their short names."""

from __future__ import annotations

import pytest

from casefile.claim import SpeakerKind
from casefile.particulars import Party, PartyKind
from casefile.reading.speakers import display_name, settled_kind, speaker_kind


@pytest.mark.parametrize(
    ("source", "kind", "shown"),
    [
        ("Kremlin spokesman Dmitry Peskov", "named_person", "Dmitry Peskov"),
        ("President Vladimir Putin", "named_person", "Vladimir Putin"),
        ("Mr. Zelensky", "named_person", "Mr. Zelensky"),
        ("Anna Moor, a lawyer for the families", "named_person", "Anna Moor"),
        ("medic Irena Dole", "named_person", "Irena Dole"),
        (
            "The office of the prosecutor at the ICC",
            "organisation",
            "office of the prosecutor at the ICC",
        ),
        ("Russia’s Defence Ministry", "organisation", "Russia’s Defence Ministry"),
        ("The Chinese Foreign Ministry", "organisation", "Chinese Foreign Ministry"),
        ("Ukraine’s president’s office", "organisation", "Ukraine’s president’s office"),
        ("the ICC", "organisation", "ICC"),
        ("Amnesty International", "organisation", "Amnesty International"),
        ("Russia", "state", "Russia"),
        ("the United States", "state", "United States"),
        ("Kyiv", "state_metonym", "Kyiv"),
        ("The Kremlin", "state_metonym", "Kremlin"),
        ("the White House", "state_metonym", "White House"),
        ("The source", "unnamed", "a source (unnamed)"),
        ("several sources", "unnamed", "several sources (unnamed)"),
        ("Ukrainian soldiers", "unnamed", "Ukrainian soldiers (unnamed)"),
        (
            "two people familiar with the talks",
            "unnamed",
            "two people familiar with the talks (unnamed)",
        ),
        ("an official", "unnamed", "an official (unnamed)"),
        ("The U.N. genocide convention", "writing", "U.N. genocide convention"),
        ("the report", "writing", "report"),
        ("Two European officials", "unnamed", "Two European officials (unnamed)"),
        ("Officials installed by Moscow", "unnamed", "Officials installed by Moscow (unnamed)"),
        ("A satellite company", "unnamed", "satellite company (unnamed)"),
        ("Pre-Trial Chamber II", "organisation", "Pre-Trial Chamber II"),
        ("The court in The Hague", "organisation", "court in The Hague"),
        ("The announcement", "writing", "announcement"),
        ("North Coast Wire", "outlet", "North Coast Wire"),
        ("Reuters", "outlet", "Reuters"),
        ("The Wall Street Journal", "outlet", "Wall Street Journal"),
        ("He", "unresolved", "he (not resolved)"),
        ("who", "unresolved", "who (not resolved)"),
        ("", "not_stated", "(not stated)"),
        ("Moor, 61,", "named_person", "Moor"),
        ("Moor, who chairs the board,", "named_person", "Moor"),
        ("a former spokesman for the port, Anna Moor,", "named_person", "Anna Moor"),
        ("port authority chief strategist Paul Rey", "named_person", "Paul Rey"),
        ("Ukraine’s Anna Moor", "named_person", "Anna Moor"),
        ("Paul Rey III", "named_person", "Paul Rey III"),
        ("the port’s former governor", "unnamed", "port’s former governor (unnamed)"),
        ("a judge handling the case", "unnamed", "judge handling the case (unnamed)"),
        ("Residents of Cape North", "unnamed", "Residents of Cape North (unnamed)"),
        ("a poll released by the Port Union", "writing", "poll released by the Port Union"),
        ("court filings", "writing", "court filings"),
        ("an analysis by The Lantern Post", "writing", "analysis by The Lantern Post"),
        ("NPU", "organisation", "NPU"),
        ("Paul Rey’s campaign", "organisation", "Paul Rey’s campaign"),
        ("Paul Rey’s wife", "unnamed", "Paul Rey’s wife (unnamed)"),
    ],
)
def test_kinds_and_names(source: str, kind: str, shown: str) -> None:
    """By the words alone: what it is, and what to call it in a list."""
    found = speaker_kind(source)
    assert found is SpeakerKind(kind)
    assert display_name(source, found) == shown


def test_the_outlet_itself_is_an_outlet() -> None:
    """A paper that speaks of itself by name is known by the document's imprint."""
    assert speaker_kind("The Harbour Courier", "The Harbour Courier") is SpeakerKind.OUTLET
    assert speaker_kind("The Quarter Bell", "Quarter Bell") is SpeakerKind.OUTLET
    assert speaker_kind("The Quarter Bell", "The Lantern") is not SpeakerKind.OUTLET


@pytest.mark.parametrize(
    ("by_words", "source", "party", "kind"),
    [
        ("named_person", "Moor", "organisation", "organisation"),
        ("unnamed", "Moor", "person", "named_person"),
        ("named_person", "Moor", "person", "named_person"),
        ("unresolved", "she", "person", "unresolved"),
        ("unresolved", "We", "organisation", "unresolved"),
        ("unnamed", "the minister", "person", "unnamed"),
        ("state_metonym", "Moscow", "state", "state_metonym"),
        ("named_person", "Judge Moor", "organisation", "named_person"),
        ("writing", "the report", "organisation", "writing"),
    ],
)
def test_a_party_settles_the_kind_of_a_bare_name_only(
    by_words: str, source: str, party: str, kind: str
) -> None:
    """Words that tell the kind are left alone: who is meant, the claim's speaker says."""
    known = Party("p1", "Moor Freight Company", PartyKind(party), ("Moor",))
    assert settled_kind(SpeakerKind(by_words), source, known) is SpeakerKind(kind)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the government", "state"),
        ("Her government", "state"),
        ("the Government of Ardenia", "state"),
        ("the State", "state"),
        ("the city government", "organisation"),
        ("Every government that signs", "unnamed"),
        ("Both sides", "organisation"),
        ("The rebels in the hills", "organisation"),
        ("two rebels", "unnamed"),
        ("the Defence", "organisation"),
        ("The accused, Anna Moor", "named_person"),
        ("an ambassador", "unnamed"),
        ("survivors", "unnamed"),
        ("neither", "unresolved"),
        ("A", "unresolved"),
        ("nine", "unnamed"),
        ("Most of them", "unnamed"),
        ("Oslo and Rome", "state_metonym"),
        ("Norway and Italy", "state"),
        ("the newspaper Polar Hour", "outlet"),
        ("the station", "outlet"),
        ("A radio operator", "unnamed"),
        ("Our brigade’s page", "organisation"),
        ("Divers Without Borders", "organisation"),
        ("A guard I have known for years", "unnamed"),
        ("CALLER", "unnamed"),
        ("the user who posted it first", "unnamed"),
    ],
)
def test_kinds_that_the_words_show(source: str, kind: str) -> None:
    """Offices, sides, governments, quantities and media, by the words of the source alone."""
    assert speaker_kind(source) is SpeakerKind(kind)
