"""Copies as the index folds them: groups, links, the agency that a document names for itself."""

from __future__ import annotations

import random

import apsw
import pytest

from casefile.document import Region, RegionKind
from casefile.particulars import Particulars
from casefile.search.fold_copies import SCHEMA, TABLES, fold, passages_of
from casefile.search.seen import ReadingSeen, read_words

LEAD = "A crane fell across the quay at Tolo on Sunday night and sank two empty barges."
MIDDLE = (
    "The harbour watch said that the wind had reached a hundred kilometres an hour when the brake "
    "gave way. Nobody was on the quay. The crane, which was built in 1988, had passed its last "
    "inspection in June, and its driver had gone home an hour before."
)
TAIL = (
    "Ilse Brandt, who runs the grain terminal, said that ships would be unloaded by hand for at "
    "least a week. The insurer has sent an engineer. A second crane was chained to its rails."
)
WIRE = f"{LEAD}\n{MIDDLE}\n{TAIL}"
OTHER = (
    "For the second time this year the port of Tolo has no working crane. Dockers waited in the "
    "rain for orders that did not come. One of them showed us a rusted bolt. The company would "
    "not let reporters through the gate, and the mayor, who was at a wedding, sent a short letter."
)
MENU = "Home News Weather Sport Letters Archive Contact us Subscribe to our daily letter today\n"


class Folded:
    """The part of an index that knows of copies, in memory."""

    def __init__(self) -> None:
        self.db = apsw.Connection(":memory:")
        self.db.execute("CREATE TABLE document(id TEXT PRIMARY KEY, number INTEGER)")
        self.db.execute(SCHEMA)
        self.read: dict[str, str] = {}

    def add(self, text: str, menu: str = "", authors: tuple[str, ...] = ()) -> str:
        """Fold one more document: its menu is furniture, the rest its body."""
        number = len(self.read) + 1
        name = f"d{number}"
        whole = menu + text
        regions = [Region(len(menu), len(whole), RegionKind.BODY)]
        if menu:
            regions.insert(0, Region(0, len(menu), RegionKind.NAVIGATION))
        self.db.execute("INSERT INTO document VALUES(?,?)", (name, number))
        seen = ReadingSeen(
            n=number, at="", document=name, number=number, published="", outlet="",
            authors=authors, text=whole, regions=tuple(regions), claims=(),
            particulars=Particulars(), told=(), speakers={}, read_words_of=self.read.__getitem__,
        )  # fmt: skip
        fold(self.db, seen)
        fold(self.db, seen)  # a second reading of it changes nothing
        self.read[name] = read_words(whole, regions)
        return name

    def group(self, document: str) -> str:
        query = "SELECT lead FROM copy_group WHERE document=?"
        return str(next(self.db.execute(query, (document,)))[0])

    def links(self) -> list[tuple[object, ...]]:
        return list(self.db.execute("SELECT document, of, kind FROM copy_link ORDER BY document"))

    def rows(self) -> list[list[tuple[object, ...]]]:
        return [list(self.db.execute(f"SELECT * FROM {t} ORDER BY {o}")) for t, o in TABLES]


@pytest.mark.parametrize(
    "text",
    [
        WIRE,
        f"{LEAD}\n{MIDDLE}",
        f"Storms keep the coast busy, and a crane is among what they took.\n{MIDDLE}\n{TAIL}",
        f"{TAIL}\n{LEAD}\n{MIDDLE}",
        WIRE.replace("harbour", "harbor").replace(" two ", " 2 ").upper(),
    ],
)
def test_a_copy_joins_the_group_of_the_earlier_report(text: str) -> None:
    """Whole, cut, with another lead, moved about or restyled, it follows the earlier document."""
    folded = Folded()
    first, other, copy = folded.add(WIRE), folded.add(OTHER), folded.add(text)
    assert [folded.group(d) for d in (first, other, copy)] == [first, other, first]
    assert folded.links() == [(copy, first, "copy")]


def test_a_copy_of_a_copy_is_in_the_group_of_the_first() -> None:
    """The group is that of the document that is matched best, and it leads to the first print."""
    folded = Folded()
    first = folded.add(WIRE)
    second = folded.add(f"{WIRE}\nOur desk adds that the ferry ran all night.")
    third = folded.add(f"{MIDDLE}\n{TAIL}\nOur desk adds that the ferry ran all night.")
    assert folded.group(second) == folded.group(third) == first
    assert (third, second, "copy") in folded.links()


def test_a_shared_passage_is_told_and_joins_nothing() -> None:
    """A paragraph taken over has its places in both texts; both documents stand alone."""
    folded = Folded()
    first, second = folded.add(WIRE, MENU), folded.add(f"{OTHER} {OTHER[::-1]}\n{TAIL}")
    assert folded.group(second) == second
    assert folded.links() == [(second, first, "passage")]
    ((start, end, there, to),) = passages_of(folded.db, second)
    assert (f"{OTHER} {OTHER[::-1]}\n{TAIL}")[start:end] == (MENU + WIRE)[there:to]
    assert passages_of(folded.db, first) == []


def test_a_page_around_two_reports_makes_no_copies() -> None:
    """Menus are not read: two pages of one outlet share nothing by them."""
    folded = Folded()
    folded.add(WIRE, MENU * 20)
    second = folded.add(OTHER, MENU * 20)
    assert folded.group(second) == second
    assert folded.links() == []
    bare = Folded()
    bare.add(WIRE)
    bare.add(OTHER)
    assert bare.rows() == folded.rows()


def test_the_copy_is_found_among_many() -> None:
    """Four hundred reports later, the first is still found, and nothing else is linked."""
    rng = random.Random(4)
    words = [f"{a}{b}" for a in ("barge", "crane", "quay", "storm", "lamp") for b in range(60)]
    folded = Folded()
    first = folded.add(WIRE)
    for _ in range(400):
        folded.add(" ".join(rng.choices(words, k=90)))
    copy = folded.add(f"{LEAD} {MIDDLE}")
    assert folded.group(copy) == first
    assert folded.links() == [(copy, first, "copy")]


@pytest.mark.parametrize("text", ["", "Closed.", "The crane fell. " * 3, "word " * 50_000])
def test_a_text_that_says_too_little_stands_alone(text: str) -> None:
    """Empty, short and monotonous texts are copies of nothing, not even of one another."""
    folded = Folded()
    for _ in range(2):
        document = folded.add(text)
        assert folded.group(document) == document
    assert folded.links() == []


def test_the_agency_that_a_document_names_is_kept_with_its_words() -> None:
    """From the text with its place, from the imprint without one; who names none has no row."""
    folded = Folded()
    folded.add(f"TOLO (AP) — {WIRE}", MENU)
    folded.add(OTHER, authors=("Ann Lee, Reuters",))
    folded.add("The mayor told Reuters that the quay was shut.")
    at = len(MENU) + 6
    assert list(folded.db.execute("SELECT * FROM agency ORDER BY document")) == [
        ("d1", "The Associated Press", at, at + 2, "AP"),
        ("d2", "Reuters", 0, 0, "Reuters"),
    ]


def test_the_same_documents_give_the_same_rows() -> None:
    """Folding anew in the same order gives the same bytes."""

    def made() -> Folded:
        folded = Folded()
        for text in (WIRE, OTHER, f"{LEAD}\n{MIDDLE}", f"{OTHER}\n{TAIL}", WIRE):
            folded.add(text, MENU)
        return folded

    assert made().rows() == made().rows()
