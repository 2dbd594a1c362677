"""The part that everything leads to: each document with its claims, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.export.dossier import Dossier, DossierPhoto, NumberedClaim, NumberedDocument
from casefile.export.dossier_blocks import (
    Block,
    Card,
    Heading,
    Line,
    Run,
    Section,
    Terms,
    joined,
    line,
    mono,
    name,
    quote,
    strong,
)
from casefile.export.dossier_shared import decided_line, nothing
from casefile.export.dossier_words import day_words, listed, plain


def claims(dossier: Dossier) -> Section:
    """All documents with all their claims, in the order of the text."""
    blocks = tuple(block for document in dossier.documents for block in _document(document))
    return Section("claims", "Claims with their exact words", blocks or (nothing("No document."),))


def _document(document: NumberedDocument) -> Iterator[Block]:
    yield Heading(3, _title(document), document.anchor)
    yield Terms(tuple(_imprint(document)))
    if not document.claims:
        yield nothing("No claim was found in it.")
    for claim in document.claims:
        yield _card(claim, document.language)


def _title(document: NumberedDocument) -> Line:
    if not document.title:
        return line(f"{document.anchor}  no title")
    return line(f"{document.anchor}  ", quote(document.title, document.language))


def _imprint(document: NumberedDocument) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """What is known about a document; what nobody says is left out."""
    told = (
        f"; told by the person who added it: {listed(sorted(document.told))}"
        if document.told
        else ""
    )
    outlet = name(document.outlet) if document.outlet else "not named"
    yield "Outlet", (line(outlet, told),)
    if document.authors:
        yield "Authors", (line(name(", ".join(document.authors))),)
    changed = f"; changed {day_words(document.modified)}" if document.modified else ""
    yield "Published", (line((day_words(document.published) or "not stated") + changed),)
    yield "Received", (line(_received(document)),)
    if document.address:
        yield "Address", (line(mono(document.address)),)
    yield "SHA-256", (line(mono(document.digest)),)
    if document.photos:
        yield "Photos", tuple(_photo(photo, document.language) for photo in document.photos)
    for about, text in (
        ("Set aside", document.furniture),
        ("Hidden characters", document.hidden),
        ("Copy", document.copy),
    ):
        if text:
            yield about, (line(text),)


def _received(document: NumberedDocument) -> str:
    parts = [day_words(document.received) or "not stated", f"entry {document.entry} of the ledger"]
    parts += [part for part in (document.name, document.media_type) if part]
    return ", ".join(parts)


def _photo(photo: DossierPhoto, language: str) -> Line:
    parts = [line(quote(photo.caption, language) if photo.caption else "no caption")]
    if photo.credit:
        parts.append(line("credit ", quote(photo.credit, language)))
    if photo.date:
        parts.append(line(f"dated {day_words(photo.date)}"))
    return joined(parts)


def _card(claim: NumberedClaim, language: str) -> Card:
    speaker = name(claim.speaker) if claim.speaker else "The outlet, in its own voice,"
    title = line(strong(claim.number), "  ", speaker, f" {plain(claim.stance)}")
    return Card(claim.number, title, _exact(claim, language), tuple(_about(claim, language)))


def _exact(claim: NumberedClaim, language: str) -> Run | None:
    """The content; of a silence without one, who and with which words."""
    words = claim.words or " … ".join(part for part in (claim.source, claim.cue) if part)
    return quote(words, language) if words else None


def _about(claim: NumberedClaim, language: str) -> Iterator[Line]:
    if claim.context and claim.context != claim.words:
        yield line("In: ", quote(claim.context, language))
    named = []
    if claim.source:
        named.append(line("speaker named as ", quote(claim.source, language)))
    if claim.cue:
        named.append(line("cue ", quote(claim.cue, language)))
    if claim.relay:
        named.append(line("through ", quote(claim.relay, language)))
    if claim.condition:
        named.append(line("on the condition ", quote(claim.condition, language)))
    if claim.asked:
        named.append(line("answer awaited ", quote(claim.asked, language)))
    if named:
        yield joined(named, "; ")
    told = [
        plain(value)
        for value in (claim.speaker_kind, claim.directness, claim.certainty, claim.time)
        if value not in ("", "not_read")
    ]
    yield joined((line(", ".join(told)), line(_place(claim)), decided_line(claim.decided)), "; ")


def _place(claim: NumberedClaim) -> str:
    spans = listed([f"{start} to {end}" for start, end in claim.extents])
    page = f" on page {claim.page}" if claim.page is not None else ""
    return f"characters {spans} of the text{page}"
