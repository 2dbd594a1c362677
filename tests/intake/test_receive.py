"""The one door."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casefile.document import Document, Imprint, Origin, RegionKind
from casefile.errors import BadInput, CasefileError, DamagedInput, EmptyInput, TooLarge, UnknownKind
from casefile.intake.jail import Jail
from casefile.intake.receive import Told, disagreements, receive, receive_text
from tests.intake.makers import PAGE, make_pdf, make_zip

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "article.txt"
ORIGIN = Origin(name="x")


@pytest.fixture(scope="module")
def jail() -> Iterator[Jail]:
    with Jail() as opened:
        yield opened


def _words(document: Document, extent: tuple[int, int] | None) -> str:
    assert extent is not None
    return document.text[slice(*extent)]


def test_the_seed_page_is_taken_apart() -> None:
    """The copied page: its furniture, its photo, and every paragraph of reporting, in order."""
    if not SEED.exists():
        pytest.skip("the seed page lies in ../shared, which is not here")
    data = SEED.read_bytes()
    document = receive(data, Origin(name="article.txt"))
    assert document.text == data.decode()
    kinds = [r.kind.value for r in document.regions if r.kind is not RegionKind.BODY]
    assert kinds == [
        "skip_link", "gallery_label", "caption", "credit", "related_link",
        "follow_box", "follow_box", "share_bar",
    ]  # fmt: skip
    (photo,) = document.photos
    assert photo.date == "2019-11-07"
    assert _words(document, photo.caption).endswith("on Nov. 7, 2019.")
    assert _words(document, photo.credit) == "The Associated Press"
    related = next(r for r in document.regions if r.kind is RegionKind.RELATED_LINK)
    assert document.text[related.start : related.end].startswith("Moldova protests")
    assert sum(r.kind is RegionKind.BODY for r in document.regions) == 30


def test_each_kind_goes_to_its_reader(jail: Jail) -> None:
    """Text, page and PDF come out as documents with the digest of their bytes."""
    for data, media_type in (
        (b"The port is closed.", "text/plain"),
        (PAGE.encode(), "text/html"),
        (make_pdf([["The port is closed."]]), "application/pdf"),
    ):
        document = receive(data, ORIGIN, jail=jail)
        assert document.media_type == media_type
        assert document.digest == hashlib.sha256(data).hexdigest()


def test_a_document_without_a_jail_gets_its_own() -> None:
    """Hostile bytes are never parsed in this process."""
    assert "Nine ships" in receive(b"<p>Nine ships left.</p>", ORIGIN).text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b" \n ", EmptyInput),
        ("\ufeff ".encode(), EmptyInput),
        (b"<html><script>x</script></html>", EmptyInput),
        (b"\x89PNG\r\n\x1a\n", UnknownKind),
        (b"abc\x00", UnknownKind),
        (make_zip({"a.txt": b"x"}), UnknownKind),
        (b"%PDF-1.4 cut", DamagedInput),
        (b"x" * 50_000_001, TooLarge),
    ],
)
def test_bad_bytes_give_one_clear_error(data: bytes, error: type[BadInput], jail: Jail) -> None:
    """Each with its kind, and with what to do."""
    with pytest.raises(error) as caught:
        receive(data, ORIGIN, jail=jail)
    assert caught.value.next_step


def test_undecodable_bytes_are_flagged() -> None:
    """A gap in the text is pointed at."""
    document = receive("Straße ".encode() * 9 + b"\xff end", ORIGIN)
    assert [f.kind.value for f in document.flags] == ["undecodable"]


def test_the_person_fills_in_only_what_is_not_told(jail: Jail) -> None:
    """The page's own values stay; `told` names what the person filled in."""
    told = Told("2020-01-01", "The Elsewhere Post", ("Cy Day",))
    page = receive(PAGE.encode(), ORIGIN, told, jail=jail).imprint
    assert (page.outlet, page.told) == ("The Harbour Courier", ())
    assert page.published == "2023-03-13T18:04:05+02:00"
    assert len(disagreements(page, told)) == 3
    note = receive(b"The port is closed.", ORIGIN, told).imprint
    assert note.told == ("authors", "outlet", "published")
    assert disagreements(note, told) == []


def test_a_day_agrees_with_a_moment_of_it() -> None:
    """Different precision is no disagreement; another day is."""
    imprint = Imprint(published="2023-03-13T18:04:05+02:00")
    assert disagreements(imprint, Told(published="2023-03-13")) == []
    assert len(disagreements(imprint, Told(published="2023-03-14"))) == 1


@pytest.mark.parametrize(
    "day",
    [
        "yesterday",
        "2023",
        "2023-02-30",
        "13/03/2023",
        "2023-03-13 10:00",
        "2023-03-13T25:00",
        "२०२३-०३-१३",
    ],
)
def test_a_publication_time_must_be_iso(day: str) -> None:
    """Nothing is guessed from what a person typed."""
    with pytest.raises(BadInput):
        receive_text("The port is closed.", Told(published=day))


@pytest.mark.parametrize("day", ["2023-03-13", "2023-03-13T18:04Z", "2023-03-13T18:04:05.25+02:00"])
def test_iso_days_and_moments_are_taken(day: str) -> None:
    """As the person wrote them."""
    assert receive_text("The port is closed.", Told(published=day)).imprint.published == day


def test_a_lone_surrogate_is_refused() -> None:
    """It has no UTF-8 form, so it could not be kept."""
    with pytest.raises(DamagedInput):
        receive_text("a\ud800b")


TEXTS = st.text(
    st.one_of(st.sampled_from("\n\r \t.ab “”A"), st.characters(exclude_categories=("Cs",))),
    max_size=300,
)


@given(st.one_of(TEXTS, st.lists(st.sampled_from(
    ["Skip to main content", "Open this photo in gallery:", "Ships.The Associated Press", "Related",
     "By Ann Lee", "Port to reopen", "The port is closed, the mayor said.", "", " "]), max_size=12)
    .map("\n".join)))  # fmt: skip
@example("\x0b\x0ca\x1c \u2028b\x85c")
def test_receive_text_keeps_the_text_and_covers_it(text: str) -> None:
    """The text is as given; regions are in order, apart, and hold everything that is not blank."""
    try:
        document = receive_text(text)
    except EmptyInput:
        assert not text.strip()
        return
    assert document.text == text
    outside, at = "", 0
    for region in document.regions:
        outside += text[at : region.start]
        at = region.end
        inside = text[region.start : region.end]
        assert inside == inside.strip()
    assert not (outside + text[at:]).strip()


HOSTILE = st.one_of(
    st.binary(max_size=400),
    st.binary(max_size=200).map(lambda b: b"<html>" + b),
    st.binary(max_size=200).map(lambda b: b"%PDF-1.5\n" + b),
    st.binary(max_size=200).map(lambda b: b"PK\x03\x04" + b),
    st.text(max_size=200).map(lambda t: f"<p>{t}<div><a href='{t}'>".encode("utf-8", "replace")),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HOSTILE)
def test_any_bytes_give_a_document_or_our_error(jail: Jail, data: bytes) -> None:
    """Nothing but a CasefileError ever comes out, whatever goes in."""
    try:
        document = receive(data, ORIGIN, jail=jail)
    except CasefileError:
        return
    assert document.regions
