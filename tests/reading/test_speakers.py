"""Kinds of speakers and their short names."""

from __future__ import annotations

import pytest

from casefile.claim import SpeakerKind
from casefile.reading.speakers import display_name, speaker_kind


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
