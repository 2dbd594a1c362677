"""The first parts: what the dossier holds, how to read it, and the list of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casefile.claim import Stance
from casefile.export.dossier import Dossier, NumberedDocument
from casefile.export.dossier_blocks import (
    Block,
    Heading,
    Items,
    Line,
    Row,
    Section,
    Table,
    Terms,
    line,
    link,
    links,
    name,
    quote,
    strong,
)
from casefile.export.dossier_law import DossierAllegation
from casefile.export.dossier_shared import NONE, nothing
from casefile.export.dossier_words import counted, day_words


def overview(dossier: Dossier) -> Section:
    """Sums, open questions and limits on one page."""
    return Section("overview", "Overview", tuple(_overview(dossier)))


def _overview(dossier: Dossier) -> Iterator[Block]:
    yield Terms(tuple(_sums(dossier)))
    if dossier.allegations:
        yield _allegation_table(dossier)
    if dossier.proceedings:
        yield Heading(3, line("Where proceedings stand"))
        yield Items(tuple(_stages(dossier)))
    if dossier.limits:
        yield Heading(3, line("What this dossier lacks"))
        yield Items(tuple(line(limit) for limit in dossier.limits))


def _sums(dossier: Dossier) -> Iterator[tuple[str, tuple[Line, ...]]]:
    claims = dossier.claims().values()
    own = sum(not claim.speaker for claim in claims)
    stances = Counter(claim.stance for claim in claims)
    silent = sum(stances[stance.value] for stance in Stance if stance.is_silence)
    yield "Documents", (line(counted(len(dossier.documents), "document")),)
    yield (
        "Claims",
        (
            line(f"{counted(len(claims) - own, 'claim')} by speakers, {own} in outlets' own voice"),
            line(
                f"{stances['denies'] + stances['rejects']} deny or reject, {silent} gave no answer,"
                f" {stances['cannot_confirm'] + stances['doubts']} could not confirm or doubt"
            ),
        ),
    )
    happenings = (
        counted(len(dossier.incidents), "incident"),
        counted(len(dossier.chronology), "told event"),
    )
    yield "Happenings", (line(f"{happenings[0]} from {happenings[1]}"),)
    yield "Allegations", (line(counted(len(dossier.allegations), "allegation")),)
    if dossier.readers:
        yield "Claims found by", tuple(line(reader) for reader in dossier.readers)


def _allegation_table(dossier: Dossier) -> Table:
    rows = tuple(_allegation_row(allegation) for allegation in dossier.allegations)
    columns = (
        "Allegation",
        "Said by, by origin",
        "Denied or told otherwise by",
        "Contested",
        "Not addressed by anyone",
    )
    return Table(
        "Allegations, what is contested and what is missing", columns, rows, (4, 4, 3, 3, 4)
    )


def _allegation_row(allegation: DossierAllegation) -> Row:
    found = allegation.corroboration
    title = line(link(allegation.number), " ", name(allegation.title))
    contested = _elements(allegation, "contested")
    missing = _elements(allegation, "not addressed")
    return Row(
        (
            (title,),
            tuple(line(name(origin.origin)) for origin in found.origins) or (NONE,),
            (
                *(line(name(voice.speaker)) for voice in found.denies),
                *(line(name(v.speaker), " (another account)") for v in found.other_accounts),
            )
            or (NONE,),
            contested or (NONE,),
            missing or (NONE,),
        )
    )


def _elements(allegation: DossierAllegation, state: str) -> tuple[Line, ...]:
    return tuple(
        line(f"{matrix.citation}: {counted(number, 'row')}")
        for matrix in allegation.matrices
        if (number := sum(row.state == state for row in matrix.rows))
    )


def _stages(dossier: Dossier) -> Iterator[Line]:
    for proceeding in dossier.proceedings:
        stage = proceeding.stage or "nothing recorded"
        reported = f"; reported: {proceeding.reported_stage}" if proceeding.reported_stage else ""
        yield line(
            link(proceeding.number), f" {proceeding.forum}, {proceeding.matter}: {stage}{reported}"
        )


def how_to_read(dossier: Dossier) -> Section:
    """What the words of a dossier mean and do not mean."""
    return Section("how-to-read", "How to read this dossier", (Items(_RULES),), about_people=False)


_RULES = (
    line(
        strong("Claims. "),
        "A claim is what a document says that someone says. It is no finding that the content is "
        "so. D3-12 is claim 12 of document 3; wherever the number stands, it leads to the exact "
        "words. Words in “…”, or beside a line at their side, are the documents' own; characters "
        "that cannot be seen are shown as their number in ⟨…⟩.",
    ),
    line(
        strong("Silence. "),
        "Declining to comment, not responding and having nothing to announce are kept apart from "
        "denying. Silence is no denial and no admission.",
    ),
    line(
        strong("Suggestions and decisions. "),
        "What a machine found is marked as suggested until a named person decides. A score "
        "compares suggestions; it is not a chance that a content holds.",
    ),
    line(
        strong("Origins. "),
        "Copies of one text, and two outlets on one unnamed source, are one origin. More reports "
        "are not more proof.",
    ),
    line(
        strong("Elements. "),
        "An element is addressed, contested or not addressed by the claims collected here. Whether "
        "a standard of proof is reached is for judges to say, on evidence.",
    ),
    line(
        strong("Stages. "),
        "Planned, applied for, issued, made public and executed are different things. What is "
        "reported is kept apart from what is recorded.",
    ),
)


def documents(dossier: Dossier) -> Section:
    """The numbered list of documents; their claims stand further below."""
    if not dossier.documents:
        return Section("documents", "Documents", (nothing("No document."),), about_people=False)
    rows = tuple(_document_row(document) for document in dossier.documents)
    columns = ("Number", "Title and outlet", "Published", "Received", "Claims")
    table = Table("Documents in the order of adding", columns, rows, (2, 9, 4, 4, 2))
    return Section("documents", "Documents", (table,), about_people=False)


def _document_row(document: NumberedDocument) -> Row:
    title = quote(document.title, document.language) if document.title else "no title"
    outlet = line(name(document.outlet or "no outlet named"))
    lines = (line(title), outlet, *((line(document.copy),) if document.copy else ()))
    return Row(
        (
            (links((document.anchor,)),),
            lines,
            (line(day_words(document.published) or "not stated"),),
            (line(day_words(document.received) or "not stated"),),
            (line(str(len(document.claims))),),
        )
    )
