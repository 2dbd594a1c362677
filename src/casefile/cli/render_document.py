"""A document on the terminal: claims marked, furniture dimmed, hidden characters spelled out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from casefile.cli.terminal import console, one_line, visible

if TYPE_CHECKING:
    from rich.text import Text

    from casefile.claim import Claim
    from casefile.document import Document, Region
    from casefile.workflow.find import Shown

_STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "underline"}
_PLAIN_MARKS = {"source": ("⟦", "⟧"), "cue": ("‹", "›"), "content": ("[", "]")}


def shown(result: Shown) -> None:
    """Print one document with its claims."""
    out = console()
    for line in _head(result):
        out.print(line, style="bold" if line.startswith("Document") else None)
    out.print()
    for region in result.document.regions:
        text = _region(result, region, plain=not out.is_terminal)
        if text.plain.strip():
            out.print(text)
    out.print()
    legend = "speaker, cue, content" if out.is_terminal else "⟦speaker⟧ ‹cue› [content]"
    out.print(f"Marked: {legend}. Dimmed or after '|': not read. {len(result.claims)} claims:")
    for claim in result.claims:
        out.print(_claim_line(claim, result.document))


def _head(result: Shown) -> list[str]:
    row, imprint = result.row, result.document.imprint
    told = f" (told by a person: {', '.join(imprint.told)})" if imprint.told else ""
    lines = [
        f"Document {row.number}: {one_line(row.headline or row.name)}",
        f"  {one_line(imprint.outlet) or 'outlet not known'}, "
        f"{imprint.published or 'date not known'}"
        + "".join(f", {one_line(a)}" for a in imprint.authors)
        + told,
        f"  received as {one_line(row.name)} on {row.received}; {row.media_type}",
        f"  bytes sha256 {row.digest}",
        f"  id {row.id}",
    ]
    if result.document.flags:
        kinds = sorted({flag.kind.replace("_", " ") for flag in result.document.flags})
        lines.append(
            f"  holds {len(result.document.flags)} suspicious characters: {', '.join(kinds)}"
        )
    return lines


def _region(result: Shown, region: Region, *, plain: bool) -> Text:
    from rich.text import Text

    document = result.document
    words = document.text[region.start : region.end]
    if not region.kind.is_read:
        label = region.kind.replace("_", " ")
        return Text(f"| {label}: {visible(words)}", style="dim")
    if plain:
        return Text(_marked(words, region.start, result.claims) + "\n")
    text = Text()
    for position, character in enumerate(words, region.start):
        text.append(visible(character), style=_style(position, result.claims))
    return text.append("\n")


def _style(position: int, claims: tuple[Claim, ...]) -> str:
    """The style of the narrowest role that covers a position: cue before source before content."""
    for role in ("cue", "source", "content"):
        for claim in claims:
            if claim.cue and any(s <= position < e for s, e in getattr(claim, role)):
                return _STYLES[role]
    return ""


def _marked(words: str, start: int, claims: tuple[Claim, ...]) -> str:
    """Brackets round the spans, for output without styles; claims may share a speaker."""
    opens: dict[int, str] = {}
    closes: dict[int, str] = {}
    for role, (left, right) in _PLAIN_MARKS.items():
        for s, e in _apart(x for claim in claims if claim.cue for x in getattr(claim, role)):
            opens[s] = opens.get(s, "") + left
            closes[e] = right + closes.get(e, "")
    out = [closes.get(i, "") + opens.get(i, "") + visible(c) for i, c in enumerate(words, start)]
    return "".join(out) + closes.get(start + len(words), "")


def _apart(extents: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(extents):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _claim_line(claim: Claim, document: Document) -> str:
    page = document.page_of(claim.start)
    where = f"p. {page}, " if page is not None else ""
    who = one_line(claim.words("source", document)) or (
        "the outlet" if not claim.cue else "speaker not stated"
    )
    cue = f" ‹{one_line(claim.words('cue', document))}›" if claim.cue else ""
    content = one_line(claim.words("content", document))
    kind = f"{claim.speaker_kind}; {claim.stance}".replace("_", " ")
    return f"  {where}{claim.start}: {who} ({kind}){cue} {content}"
