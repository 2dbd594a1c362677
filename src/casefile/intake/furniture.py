"""Tell reporting from furniture, paragraph by paragraph.

Losing a line of reporting is worse than keeping a line of furniture, because nobody reads
what is labelled furniture: every rule asks for the whole line, and the rule for a related
story among paragraphs asks for several signs at once. Wording is data
(`reference/data/furniture.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from casefile.document import Photo, Region, RegionKind
from casefile.intake.credits import Parts, caption_date, split_credit
from casefile.reference.tables import load_table

Extent = tuple[int, int]

_LONGEST = 400  # code points of a furniture line
_FOLLOWERS = 8  # links after one label
_STOPS = tuple(".!?:;,…\"”’'»)]}")
_FULL_STOP = re.compile(r"[.!?…][\"”’'»)\]]*$")
# Words that headlines leave out: "Moldova protests fan fears Russia is trying to stir unrest"
_SENTENCE_WORDS_WORDS = (
    "a an the his her its their our my your this that these those he she it they we i you him"
    " them said told says added which who whom and but or"
)
_SENTENCE_WORDS = frozenset(_SENTENCE_WORDS_WORDS.split())
_OPENERS_WORDS = "and but or so he she it they we i you if when while because as"
_OPENERS = frozenset(_OPENERS_WORDS.split())  # fmt: skip
# Scores, figures and captions: "Group F — Sweden 1 – 0 Korea Republic", "… Image: NASA"
_NO_HEADLINE = re.compile(
    r"[“”\"@#|{}<>=/—]| – |https?:|www\.|\b(?:Image|Photo|Credit|Figure|Table|Box)\b"
)
_BYLINE = re.compile(
    r"(?:By|BY|by)\s+(?P<names>[A-Z][\w.'’-]+(?:[ \u00a0][A-Z][\w.'’-]*){1,4}"
    r"(?:(?:,| and| &| AND)[ \u00a0][A-Z][\w.'’-]+(?:[ \u00a0][A-Z][\w.'’-]*){0,4}){0,4})"
    r"(?:[,|•·–—-]? ?(?:[A-Z][\w ,.|•·:–—-]{0,60}))?\.?"
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns of the table: whole lines, labels of links, and starts of lines, by kind."""

    lines: tuple[tuple[RegionKind, re.Pattern[str]], ...]
    labels: re.Pattern[str]
    starts: tuple[tuple[RegionKind, re.Pattern[str]], ...]


def label_paragraphs(
    text: str, extents: Sequence[Extent]
) -> tuple[tuple[Region, ...], tuple[Photo, ...]]:
    """Regions for the paragraphs at `extents`, which are in order, and the photos among them."""
    lines = [text[start:end] for start, end in extents]
    kinds = _kinds(lines)
    regions: list[Region] = []
    photos: list[Photo] = []
    for number, (start, end) in enumerate(extents):
        parts = _photo_parts(lines, kinds, number)
        if parts is None:
            regions.append(Region(start, end, kinds[number] or RegionKind.BODY))
        else:
            found = _photo_regions(text, start, end, parts)
            regions += found[0]
            photos.append(found[1])
    return tuple(_with_headline(text, regions)), tuple(photos)


def furniture_kind(line: str) -> RegionKind | None:
    """The kind of a line whose wording alone shows that it is furniture; None otherwise.

    >>> furniture_kind("Follow Ann Lee on Twitter @annlee."), furniture_kind("He will share it.")
    (<RegionKind.FOLLOW_BOX: 'follow_box'>, None)
    """
    if len(line) > _LONGEST:
        return None
    folded = _fold(line)
    phrases = _phrases()
    if phrases.labels.fullmatch(folded):
        return RegionKind.RELATED_LINK
    for kind, pattern in phrases.lines:
        if pattern.fullmatch(folded):
            return kind
    if folded.count(" ") < 30:
        for kind, pattern in phrases.starts:
            if pattern.match(folded):
                return kind
    return None


def is_label(line: str) -> bool:
    """Whether a line announces links: "More on this story"."""
    return len(line) <= 80 and _phrases().labels.fullmatch(_fold(line)) is not None


def is_full_paragraph(line: str) -> bool:
    """Whether a line is prose: twelve words or more that end in a stop."""
    return line.count(" ") >= 11 and _FULL_STOP.search(line) is not None


def is_byline(line: str) -> bool:
    """Whether a line is a by-line: "By Ann Lee and Bo Ek, The Harbour Courier"."""
    return len(line) <= 140 and _BYLINE.fullmatch(line) is not None


def _kinds(lines: Sequence[str]) -> list[RegionKind | None]:
    """Kinds by wording, then links after labels, then related stories and by-lines."""
    kinds = [furniture_kind(line) for line in lines]
    for number, line in enumerate(lines):
        if is_label(line):
            _mark_followers(lines, kinds, number)
    prose = sum(map(is_full_paragraph, lines))
    for number, line in enumerate(lines):
        if kinds[number] is not None:
            continue
        if number < 8 and is_byline(line):
            kinds[number] = RegionKind.BYLINE
        elif prose >= 4 and _is_related(lines, kinds, number):
            kinds[number] = RegionKind.RELATED_LINK
    return kinds


def _mark_followers(lines: Sequence[str], kinds: list[RegionKind | None], label: int) -> None:
    """Short lines without a stop after a label are its links, if prose or the end follows."""
    last = label
    for number in range(label + 1, min(label + 1 + _FOLLOWERS, len(lines))):
        line = lines[number]
        if line.endswith(_STOPS) or not 3 <= len(line.split()) <= 25 or kinds[number] is not None:
            break
        last = number
    for number in range(label + 1, last + 1):
        kinds[number] = RegionKind.RELATED_LINK


def _is_related(lines: Sequence[str], kinds: Sequence[RegionKind | None], number: int) -> bool:
    """A headline of another story among paragraphs.

    It stands alone between two full paragraphs, has seven words or more (a subhead has
    fewer), no stop, no quotation, and none of the small words that headlines leave out.
    """
    line = lines[number]
    if not 0 < number < len(lines) - 1 or line.endswith(_STOPS) or len(line) > 160:
        return False
    words = line.split()
    if not 7 <= len(words) <= 20 or not (line[0].isupper() or line[0].isdigit()):
        return False
    if not (_is_prose(lines, kinds, number - 1) and _is_prose(lines, kinds, number + 1)):
        return False
    plain = [word.strip("“”\"'‘’,:;()").casefold() for word in words]
    if plain[0] in _OPENERS or _NO_HEADLINE.search(line):
        return False
    # One small word is borne: "Kyiv and Moscow swap prisoners in biggest exchange since 2022"
    small = sum(word in _SENTENCE_WORDS for word in plain)
    return small == 0 or (small == 1 and len(words) >= 9 and not set(plain) & {"said", "told"})


def _is_prose(lines: Sequence[str], kinds: Sequence[RegionKind | None], number: int) -> bool:
    """A full paragraph, or furniture next to which a link may stand."""
    return is_full_paragraph(lines[number]) or kinds[number] in (
        RegionKind.ADVERT,
        RegionKind.RELATED_LINK,
    )


def _photo_parts(
    lines: Sequence[str], kinds: Sequence[RegionKind | None], number: int
) -> Parts | None:
    """Caption and credit, if the line is one of a photo."""
    line = lines[number]
    if kinds[number] is not None:
        return None
    labelled = number > 0 and kinds[number - 1] is RegionKind.GALLERY_LABEL
    parts = split_credit(line, is_caption=labelled)
    if parts is None and labelled and _looks_like_caption(line):
        return Parts((0, len(line)), None)
    return parts


def _looks_like_caption(line: str) -> bool:
    """After a gallery label: short, and nobody is quoted in it."""
    words = {word.strip('.,“”"') for word in line.casefold().split()}
    return len(line.split()) <= 40 and not words & {"said", "says", "told", "added"}


def _photo_regions(text: str, start: int, end: int, parts: Parts) -> tuple[list[Region], Photo]:
    """Regions that cover the line without blanks, and the photo that points at them."""
    placed: dict[RegionKind, Extent] = {}
    for kind, part in ((RegionKind.CAPTION, parts.caption), (RegionKind.CREDIT, parts.credit)):
        if part is not None:
            placed[kind] = (start + part[0], start + part[1])
    regions = [Region(s, e, kind) for kind, (s, e) in placed.items()]
    caption = placed.get(RegionKind.CAPTION)
    date = caption_date(text[slice(*caption)]) if caption else ""
    return regions, Photo(caption, placed.get(RegionKind.CREDIT), date=date)


def _with_headline(text: str, regions: Sequence[Region]) -> list[Region]:
    """The first line of what is read is the headline if it is short and has no stop."""
    body = [n for n, r in enumerate(regions) if r.kind is RegionKind.BODY]
    changed = list(regions)
    if len(body) < 3 or any(r.kind is RegionKind.CAPTION for r in regions[: body[0]]):
        return changed
    first = regions[body[0]]
    line = text[first.start : first.end]
    if (
        3 <= len(line.split()) <= 30
        and "\n" not in line
        and not line.endswith((".", ",", ":", ";"))
    ):
        changed[body[0]] = Region(first.start, first.end, RegionKind.HEADLINE)
    return changed


def _fold(line: str) -> str:
    """Case, blanks, apostrophes, a bullet before and a stop after the line do not count."""
    folded = " ".join(line.casefold().replace("’", "'").split())
    return folded.strip("•·▪►▶→›»>*–—-_| ").rstrip(".:!… ") or folded


@cache
def _phrases() -> Phrases:
    rows = load_table("furniture")["phrase"]
    lines: dict[RegionKind, list[str]] = {}
    starts: dict[RegionKind, list[str]] = {}
    labels: list[str] = []
    for row in rows:
        kind = RegionKind(row["kind"])
        lines.setdefault(kind, []).extend(row.get("lines", ()))
        starts.setdefault(kind, []).extend(row.get("start", ()))
        labels.extend(row.get("label", ()))
    return Phrases(
        tuple((k, _any_of(v)) for k, v in lines.items() if v),
        _any_of(labels),
        tuple((k, _starting(v)) for k, v in starts.items() if v),
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(p.rstrip(".:!… ")) for p in patterns))


def _starting(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, patterns)))


def _pattern(phrase: str) -> str:
    folded = " ".join(phrase.casefold().replace("’", "'").split())
    # "follow * on twitter": one to eight words for the star
    return r"\S+(?: \S+){0,7}".join(re.escape(part) for part in folded.split("*"))
