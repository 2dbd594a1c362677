"""The part about allegations: gaps first, then the set of crimes, then the element matrices."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.export.dossier import Dossier
from casefile.export.dossier_blocks import (
    Block,
    Heading,
    Items,
    Line,
    Para,
    Row,
    Section,
    Table,
    line,
    link,
    links,
    mark,
    name,
    soft,
    strong,
)
from casefile.export.dossier_law import (
    Candidate,
    DossierAllegation,
    Matrix,
    MatrixRow,
    NamedBeside,
)
from casefile.export.dossier_shared import (
    NONE,
    corroboration_table,
    decided_line,
    nothing,
    origins_cell,
)
from casefile.export.dossier_words import day_words, listed

_SHAPES = {"addressed": "■", "contested": "◆", "not addressed": "□"}


def allegations(dossier: Dossier) -> Section:
    """Every allegation; the presumption of innocence stands before each."""
    blocks = tuple(block for one in dossier.allegations for block in _allegation(one, dossier))
    return Section(
        "allegations", "Allegations", blocks or (nothing("No incident is read as a crime."),)
    )


def _allegation(one: DossierAllegation, dossier: Dossier) -> Iterator[Block]:
    yield Heading(3, line(f"{one.number}  ", name(one.title)), one.number)
    if one is not dossier.allegations[0]:  # the section's own stands right above the first
        yield Para(line(dossier.presumption), "presumption")
    if one.incidents:
        yield Para(line("About ", *links(one.incidents), "."))
    if one.gaps:
        yield Heading(4, line(f"What nobody has said yet about {one.number}"))
        yield Items(tuple(line(gap) for gap in one.gaps))
    yield corroboration_table(one.corroboration, one.number)
    if one.parties:
        yield _named_table(one)
    if one.candidates:
        yield _candidate_table(one)
    if one.questions:
        yield Heading(4, line(f"Questions that tell the crimes of {one.number} apart"))
        yield Items(tuple(line(f"{q.text} ({listed(list(q.between))})") for q in one.questions))
    for matrix in one.matrices:
        yield from _matrix_tables(matrix, one.number)


def _named_table(one: DossierAllegation) -> Table:
    columns = ("Party", "Spoken of as", "By whom", "Since", "Claims")
    rows = tuple(_named_row(named) for named in one.parties)
    return Table(f"Who is named beside {one.number}, by whom", columns, rows, (4, 3, 4, 4, 3))


def _named_row(named: NamedBeside) -> Row:
    return Row(
        (
            (line(link(named.party), " ", name(named.name)),),
            (line(named.word),),
            (line(name(named.by or "not stated")),),
            (line(day_words(named.since) or "not stated"),),
            (links(named.claims) or NONE,),
        )
    )


def _candidate_table(one: DossierAllegation) -> Table:
    columns = ("Provision", "Why it is listed", "Wording read in a source", "Decision")
    rows = tuple(_candidate_row(candidate) for candidate in one.candidates)
    caption = f"Crimes that {one.number} may be read as: a set, not a ranking"
    return Table(caption, columns, rows, (5, 5, 4, 4))


def _candidate_row(candidate: Candidate) -> Row:
    why = [line(candidate.why)] if candidate.why else []
    if candidate.reported_word:
        why.append(line("a claim uses the name of the crime"))
    return Row(
        (
            (line(strong(candidate.citation)), line(candidate.title)),
            tuple(why) or (NONE,),
            _verified(candidate),
            (decided_line(candidate.decided),),
        )
    )


def _verified(candidate: Candidate) -> tuple[Line, ...]:
    """Whether the law's wording was read in a source, and in which."""
    both = (("provision", candidate.provision_verified), ("elements", candidate.elements_verified))
    lines = [line(f"{what}: {'yes' if read else 'not yet'}") for what, read in both]
    if candidate.sources:
        lines.append(line(", ".join(candidate.sources)))
    return tuple(lines)


_BASES = (
    (False, "crime base: what happened"),
    (True, "linkage: who answers for it"),
)


def _matrix_tables(matrix: Matrix, number: str) -> Iterator[Table]:
    """Crime base and linkage apart."""
    columns = ("Element", "State", "Claims for", "Claims against", "Claims beside it")
    for linkage, base in _BASES:
        rows = [row for row in matrix.rows if row.linkage is linkage]
        if rows:
            caption = f"{number}, element matrix: {matrix.citation}, {matrix.title}; {base}"
            yield Table(caption, columns, tuple(_matrix_rows(rows)), (7, 4, 4, 4, 3))


def _matrix_rows(rows: list[MatrixRow]) -> Iterator[Row]:
    """Rows under their sections, in the order given."""
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            yield Row(((line(strong(section)),),), group=True)
        yield _matrix_row(row)


def _matrix_row(row: MatrixRow) -> Row:
    element = [line(strong(row.element), " ", row.text)]
    notes = []
    if not row.verified:
        notes.append("wording not yet read in a source")
    if row.alternative:
        notes.append(f"one row of “{row.alternative}” is enough")
    if row.mapped_by:
        notes.append(f"mapped by {row.mapped_by}")
    if notes:
        element.append(line(soft("; ".join(notes))))
    return Row(
        (
            tuple(element),
            (line(mark(_SHAPES.get(row.state, "")), f"\u00a0{row.state}"),),
            origins_cell(row.speaks_for),
            origins_cell(row.speaks_against),
            origins_cell(row.neutral),
        )
    )
