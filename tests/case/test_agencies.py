"""Agencies that documents name for themselves, and agencies that are only spoken of."""

from __future__ import annotations

import pytest

from casefile.case.agencies import Agency, AgencyPlace, agency_called, named_agency
from casefile.document import Region, RegionKind
from casefile.reference.tables import load_table

BODY = "Two bridges over the Orlets were closed on Monday, the river office said."
MORE = "The ferry ran all day. Nobody was hurt."


def agency_of(
    text: str, byline: str = "", authors: tuple[str, ...] = (), outlet: str = ""
) -> Agency | None:
    """What is found in a page with this by-line above this text."""
    whole = f"{byline}\n{text}" if byline else text
    regions = [Region(len(whole) - len(text), len(whole), RegionKind.BODY)]
    if byline:
        regions.append(Region(0, len(byline), RegionKind.BYLINE))
    found = named_agency(whole, regions, authors, outlet)
    if found is not None and found.end:
        assert whole[found.start : found.end].strip()
    return found


def key(found: Agency | None) -> str:
    """The agency's key in the table, "" for none."""
    return next(
        (r["key"] for r in load_table("agencies")["wire"] if found and r["name"] == found.name), ""
    )


BYLINES = [
    ("By Ann Lee, Reuters", "reuters"),
    ("By ANN LEE and BOB ROE Associated Press", "ap"),
    ("By Ann Lee | The Associated Press", "ap"),
    ("Ann Lee / AFP", "afp"),
    ("Reuters", "reuters"),
    ("REUTERS", "reuters"),
    ("By Reuters Staff", "reuters"),
    ("Reuters Staff", "reuters"),
    ("The Canadian Press", "canadian_press"),
    ("Ann Lee, The Canadian Press", "canadian_press"),
    ("By Ann Lee of The Associated Press", "ap"),
    ("By Ann Lee for Agence France-Presse", "afp"),
    ("Ann Lee (dpa)", "dpa"),
    ("By Ann Lee and Bob van Roe, Bloomberg News", "bloomberg"),
    ("Press Association", "pa"),
    ("By PA Media reporters", "pa"),
    ("Agence France-Presse in Kyiv", "afp"),
    ("Reuters in Tolo", "reuters"),
    ("Ann Lee • Reuters", "reuters"),
    ("Xinhua", "xinhua"),
    ("By Kyodo News", "kyodo"),
    ("From Ukrinform", "ukrinform"),
    ("Interfax-Ukraine", "interfax_ukraine"),
    ("Associated Press of Pakistan", "app"),
    ("Australian Associated Press", "aap"),
    ("By AP", "ap"),
    ("AP and staff", "ap"),
    ("EFE", "efe"),
    ("Ann Lee - Polska Agencja Prasowa", "pap"),
    ("By Ann Lee | Reuters, AP", "reuters"),
]


@pytest.mark.parametrize(("byline", "agency"), BYLINES, ids=[b for b, _ in BYLINES])
def test_a_byline_names_the_agency(byline: str, agency: str) -> None:
    """The agency of a by-line is found under its key, whatever form its name has."""
    found = agency_of(BODY, byline)
    assert found is not None
    assert (key(found), found.where) == (agency, AgencyPlace.BYLINE)
    assert found.wrote_it


def test_a_longer_name_wins_over_the_shorter_one_in_it() -> None:
    """ "Associated Press of Pakistan" is another agency than the Associated Press."""
    for text in ("TOLO (Associated Press of Pakistan) - ", "TOLO (APP) - "):
        assert key(agency_of(text + BODY)) == "app"
    assert key(agency_of(BODY, "Ann Lee, Australian Associated Press")) == "aap"
    assert key(agency_of(BODY, outlet="Interfax-Ukraine")) == "interfax_ukraine"


STARTS = [
    ("KYIV (AP) — ", "ap"),
    ("KYIV, Ukraine (AP) — ", "ap"),
    ("(Reuters) - ", "reuters"),
    ("THE HAGUE, March 13 (Reuters) - ", "reuters"),
    ("Tolo, March 3 (AFP) -- ", "afp"),
    ("Tolo near the Orlets [dpa]: ", "dpa"),
    ("AP — ", "ap"),
    ("TOLO — AFP — ", "afp"),
    ("TOLO, March 13. /TASS/. ", "tass"),
    ("TOLO (Reuters) ", "reuters"),
    ("TOLO (Reuters/AFP) - ", "reuters"),
]


@pytest.mark.parametrize(("tag", "agency"), STARTS, ids=[t for t, _ in STARTS])
def test_a_tag_before_the_first_words_names_the_agency(tag: str, agency: str) -> None:
    """A dateline's tag is found and pointed at."""
    found = agency_of(f"{tag}{BODY}\n{MORE}")
    assert found is not None
    assert (key(found), found.where) == (agency, AgencyPlace.START_TAG)
    assert found.start == tag.index(tag[found.start : found.end])


def test_a_first_line_that_passes_for_a_headline_may_hold_the_tag() -> None:
    """In bare text the dateline's line can be taken for a headline; the tag still counts."""
    text = "TOLO (Reuters) - Two bridges closed\nThe ferry ran all day."
    regions = [Region(0, 35, RegionKind.HEADLINE), Region(36, len(text), RegionKind.BODY)]
    found = named_agency(text, regions, (), "")
    assert found is not None
    assert (key(found), text[found.start : found.end]) == ("reuters", "Reuters")


ENDS = [
    (" — Agence France-Presse", "afp"),
    (" (Reuters)", "reuters"),
    (" – AP", "ap"),
    (" - Reuters", "reuters"),
    ("\nReuters", "reuters"),
    ("\n(AFP)", "afp"),
    ("\nSource: Reuters", "reuters"),
    ("\n© 2023 AFP", "afp"),
    ("\n— The Canadian Press", "canadian_press"),
]


@pytest.mark.parametrize(("tag", "agency"), ENDS, ids=[t for t, _ in ENDS])
def test_a_tag_after_the_last_words_names_the_agency(tag: str, agency: str) -> None:
    """What stands after the report is its sign."""
    found = agency_of(f"{BODY}\n{MORE}{tag}")
    assert found is not None
    assert (key(found), found.where) == (agency, AgencyPlace.END_TAG)


HELPED = [
    ("With files from The Canadian Press", "canadian_press"),
    ("(With inputs from PTI)", "pti"),
    ("With additional reporting by Reuters", "reuters"),
    ("Additional reporting by the Associated Press.", "ap"),
    ("The Associated Press contributed to this report.", "ap"),
    ("Reuters and AFP contributed to this story.", "reuters"),
    ("Associated Press writer Ann Lee in Tolo contributed to this report.", "ap"),
    ("Information from Reuters was used in this report.", "reuters"),
]


@pytest.mark.parametrize(("note", "agency"), HELPED, ids=[n for n, _ in HELPED])
def test_a_note_on_help_names_an_agency_that_did_not_write_it(note: str, agency: str) -> None:
    """Who gave files is told apart from who wrote the report."""
    found = agency_of(f"{BODY}\n{MORE}\n{note}")
    assert found is not None
    assert (key(found), found.where) == (agency, AgencyPlace.HELPED)
    assert not found.wrote_it


@pytest.mark.parametrize(
    ("authors", "outlet", "agency", "where"),
    [
        (("The Associated Press",), "The Quarter Bell", "ap", AgencyPlace.AUTHORS),
        (("Ann Lee", "Reuters"), "The Quarter Bell", "reuters", AgencyPlace.AUTHORS),
        (("Ann Lee, Reuters",), "", "reuters", AgencyPlace.AUTHORS),
        ((), "Reuters", "reuters", AgencyPlace.OUTLET),
        (("Ann Lee",), "AP News", "", None),
        (("Ann Lee",), "Associated Press", "ap", AgencyPlace.OUTLET),
        (("Former Reuters writer Ann Lee",), "", "", None),
        (("Ann Lee",), "The Quarter Bell", "", None),
    ],
)
def test_the_imprint_names_the_agency(
    authors: tuple[str, ...], outlet: str, agency: str, where: AgencyPlace | None
) -> None:
    """Authors and outlet count; there is nothing in the text to point at."""
    found = agency_of(BODY, authors=authors, outlet=outlet)
    assert (key(found)) == agency
    assert found is None or (found.where, found.start, found.end) == (where, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told Reuters that two bridges were closed.",
        "A guard told the Associated Press on Monday. It was late.",
        "According to AFP, the ferry ran all day.",
        f"{BODY} The mayor was quoted by Reuters.",
        f"The office (AP is its sign) was closed.\n{MORE}",
        "He wrote to the wire (Reuters) - and had no answer.",
        "The PA system failed. Nobody heard the warning.",
        "Former Reuters correspondent Ann Lee was freed on Monday.",
        "A former Reuters correspondent (she left in 2019) was freed on Monday.",
        "TOLO - Reuters and two other agencies lost their permits on Monday.",
        f"{BODY}\n{MORE}\nThe film was first shown to the Associated Press.",
        f"{BODY}\n{MORE}\nReuters was not able to verify the film.",
        "TASS, the agency, has moved. Its old house stands empty.",
        "Bloomberg spoke at noon. The ferry ran all day.",
        f"{BODY}\n{MORE}\nPhotographs by Ann Lee, Reuters",
        f"{BODY}\nReuters reported two dead on Monday.\n{MORE}",
        f"Interfaxes and reuterses.\n{MORE}",
        f"{BODY}\n" + "\n".join([MORE] * 9 + ["The ferry stopped. (Reuters)"] + [MORE] * 9),
        "",
    ],
)
def test_an_agency_that_is_only_spoken_of_is_not_the_documents(text: str) -> None:
    """A relay of one claim, a picture's credit or a look-alike names no agency for the report."""
    assert agency_of(text) is None


@pytest.mark.parametrize(
    "byline",
    [
        "By Ann Lee",
        "Former Reuters writer Ann Lee",
        "By Ann Lee, former Reuters correspondent",
        "Ann Lee, formerly of The Associated Press",
        "Photographs by Ann Lee/AFP",
        "By Ann Lee | Photo: Reuters",
        "Reutersburg",
        "By Pa Venn",
        "By Ann Lee, Associated Pressings",
    ],
)
def test_a_byline_without_an_agency_names_none(byline: str) -> None:
    """People, former posts and longer names are none."""
    assert agency_of(BODY, byline) is None


def test_the_surest_place_wins() -> None:
    """A by-line counts before the tag, the tag before a note on help."""
    tagged = f"TOLO (AP) — {BODY}\nWith files from Reuters"
    assert key(agency_of(tagged, "By Ann Lee, AFP")) == "afp"
    assert key(agency_of(tagged, "By Ann Lee")) == "ap"
    assert key(agency_of(tagged.removeprefix("TOLO (AP) — "))) == "reuters"


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "By " * 50_000, "AP, " * 50_000, "— " * 50_000 + "AP", "A. " * 50_000]
)
def test_hostile_lines_end(text: str) -> None:
    """Long lines of signs are looked at near their ends only."""
    agency_of(text)


def test_no_name_belongs_to_two_agencies() -> None:
    """Each name and sign of the table has one owner, and keys stand once."""
    rows = load_table("agencies")["wire"]
    names = [name for row in rows for name in (*row["names"], *row["signs"])]
    assert len(names) == len(set(names))
    assert len({row["key"] for row in rows}) == len(rows)


def test_agencies_are_known_by_what_speakers_and_relays_call_them() -> None:
    """The same names serve for relays; other outlets and plain words are none."""
    assert agency_called("the news agency Reuters") == ("reuters", "Reuters")
    assert agency_called("AFP") == ("afp", "Agence France-Presse")
    assert agency_called("The Quarter Bell") is None
    assert agency_called("the agency") is None
    assert agency_called("") is None
