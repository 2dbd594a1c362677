"""Furniture of copied pages, and reporting that must not be taken for it."""

from __future__ import annotations

import pytest

from casefile.document import RegionKind
from casefile.intake.furniture import furniture_kind, is_byline, is_label
from casefile.intake.plain import read_plain

PROSE = [
    "The port office said on Monday that two of the grain stores had been hit in the night.",
    "Nobody was killed, the mayor said, but eleven workers were taken to the town’s hospital.",
    "The ministry did not respond to a request for comment that was sent on Monday morning.",
    "Repairs will take until the end of summer, two engineers of the port told the Courier.",
    "“We will be back at work before the harvest,” said the head of the dockers’ union there.",
    "The neighbouring country denies that it struck the port, and calls the report an invention.",
]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Skip to main content", RegionKind.SKIP_LINK),
        ("SKIP TO CONTENT", RegionKind.SKIP_LINK),
        ("Open this photo in gallery:", RegionKind.GALLERY_LABEL),
        ("Follow related authors and topics", RegionKind.FOLLOW_BOX),
        ("Follow Ann Lee on Twitter @annlee.", RegionKind.FOLLOW_BOX),
        ("Authors and topics you follow will be added to your list.", RegionKind.FOLLOW_BOX),
        ("Sign up for our newsletter", RegionKind.FOLLOW_BOX),
        ("Interact with The Harbour Courier", RegionKind.SHARE_BAR),
        ("• Share on Facebook", RegionKind.SHARE_BAR),
        ("Read more: Ship owners fear a long blockade", RegionKind.RELATED_LINK),
        ("Related stories", RegionKind.RELATED_LINK),
        ("Story continues below advertisement", RegionKind.ADVERT),
        ("© 2023 The Harbour Courier", RegionKind.NOTICE),
        ("Zum Inhalt springen", RegionKind.SKIP_LINK),
        ("Lire aussi : Le port fermé", RegionKind.RELATED_LINK),
        ("Читайте также: Порт закрыт", RegionKind.RELATED_LINK),
        ("Реклама", RegionKind.ADVERT),
    ],
)
def test_known_lines(line: str, kind: RegionKind) -> None:
    """Wording alone shows these, whatever the case, bullet or stop."""
    assert furniture_kind(line) is kind


@pytest.mark.parametrize(
    "line",
    [
        "He asked them to share the burden.",
        "Follow the money, the prosecutor said on Monday, and you will find who gave the order.",
        "Comments by the minister were immediately denied.",
        "Progressive groups immediately jumped on the comments.",
        "Related to the strike, two men were held.",
        "Print workers walked out on Monday.",
        "The advertisement was taken down.",
        "“Skip to the main point,” she said.",
        "More than forty people came.",
        "Sign the treaty, he said.",
    ],
)
def test_reporting_is_left_alone(line: str) -> None:
    """Sentences that start like furniture are none."""
    assert furniture_kind(line) is None


def _kind_of(line: str, before: list[str], after: list[str]) -> RegionKind:
    text = "\n\n".join([*before, line, *after])
    at = text.index(line)
    return next(r.kind for r in read_plain(text).regions if r.start == at)


@pytest.mark.parametrize(
    "line",
    [
        "Moldova protests fan fears Russia is trying to stir unrest in republic",
        "Ship owners fear long blockade after strike on Odda port",
        "Kyiv and Moscow swap prisoners in biggest exchange since 2022",
        "Grain prices jump as insurers refuse cover for northern ports",
        "Zelensky visits front line city amid fierce battle for Bakhmut",
        "What Hague court warrants mean for officials travelling abroad",
    ],
)
def test_a_headline_among_paragraphs_is_a_related_story(line: str) -> None:
    """Seven words or more, no stop, no small words, alone between paragraphs."""
    assert _kind_of(line, PROSE[:3], PROSE[3:]) is RegionKind.RELATED_LINK


@pytest.mark.parametrize(
    "line",
    [
        "What comes next",
        "A town without water",
        "The long road back to the negotiating table",
        "He said he would not go back",
        "“We have nothing left here but the harbour and the sea”",
        "Ministry of Defence spokesman Ann Lee said nothing would change",
        "Among the injured are:",
        "Timeline of the strikes on the port of Odda,",
        "Ann Lee contributed reporting to this story from the port of Odda",
        "Group F — Sweden 1 – 0 Korea Republic after extra time played",
    ],
)
def test_subheads_and_sentences_without_a_stop_stay(line: str) -> None:
    """Subheads, quotations, broken sentences and scores are read."""
    assert _kind_of(line, PROSE[:3], PROSE[3:]) is RegionKind.BODY


def test_headlines_in_a_list_stay() -> None:
    """In a text of short lines (a list, a poem, an agenda) no line is taken for a link."""
    lines = ["Moldova protests fan fears Russia is trying to stir unrest in republic"] * 4
    kinds = {r.kind for r in read_plain("\n".join([PROSE[0], *lines, PROSE[1]])).regions}
    assert RegionKind.RELATED_LINK not in kinds


def test_links_after_a_label_are_links() -> None:
    """Short lines after "Related stories" are links, until prose begins again."""
    text = "\n\n".join(
        [*PROSE[:3], "Related stories", "Port to reopen", "Union calls for talks", *PROSE[3:]]
    )
    kinds = [r.kind.value for r in read_plain(text).regions]
    assert kinds == ["body"] * 3 + ["related_link"] * 3 + ["body"] * 3


def test_a_caption_after_the_gallery_label() -> None:
    """After the label a short line is a caption even without a credit; a quotation is not."""
    labelled = "Open this photo in gallery:\n\nShips wait off Odda\n\n" + "\n\n".join(PROSE)
    settled = read_plain(labelled)
    assert settled.regions[1].kind is RegionKind.CAPTION
    assert settled.photos[0].caption == (29, 48)
    spoken = "Open this photo in gallery:\n\n" + "\n\n".join(PROSE)
    assert read_plain(spoken).regions[1].kind is RegionKind.BODY


def test_bylines() -> None:
    """By-lines are names after "By"; a sentence that starts with "By" is none."""
    assert is_byline("By Ann Lee and Bo Ek")
    assert is_byline("By Ann Lee, The Harbour Courier")
    assert not is_byline("By Monday the port was closed again, and nobody knew for how long.")
    assert not is_byline("By Ann Lee’s count, eleven workers were injured in the strike.")


def test_labels() -> None:
    """A label is the whole line."""
    assert is_label("More on this story:")
    assert not is_label("More on this story was not known on Monday")
