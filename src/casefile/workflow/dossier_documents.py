"""The documents of a dossier, each with its claims word for word, from the record itself."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import apsw

from casefile.claim import AUTHOR, Claim, Directness, SpeakerKind, Stance
from casefile.document import Document, Photo
from casefile.entry import parse_canonical
from casefile.export.dossier import DossierPhoto, NumberedClaim, NumberedDocument
from casefile.export.dossier_words import counted, plain
from casefile.reading.sentences import sentences
from casefile.search.database import rows
from casefile.search.rows import ClaimFilter, ClaimRow, DocumentRow
from casefile.workflow.dossier_material import Material

_LONGEST = 1_500  # code points of the sentences round a claim that are shown


@dataclass(frozen=True, slots=True)
class _Told:
    """A told event that no claim tells."""

    id: str
    start: int
    context: str


def documents(made: Material) -> tuple[NumberedDocument, ...]:
    """Every document of the case, by number."""
    found: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in made.case.index.claims(ClaimFilter()):
        found[row.document].append(row)
    told = _untold(made.db)
    copies = _copies(made)
    return tuple(
        _document(made, row, (found[row.id], told.get(row.id, ())), copies.get(row.id, ""))
        for row in made.case.index.documents()
    )


def _document(
    made: Material,
    row: DocumentRow,
    held: tuple[Sequence[ClaimRow], Sequence[_Told]],
    copy: str,
) -> NumberedDocument:
    kept, read_blob = made.kept[row.id], made.case.record.blobs.get
    text = read_blob(kept.text).decode("utf-8")
    document = Document.from_record(parse_canonical(read_blob(kept.record)), text)
    claims: dict[str, Claim] = {}
    if kept.claims:
        reading = parse_canonical(read_blob(kept.claims))
        listed = (Claim.from_record(c, row.id, reading["reader"]) for c in reading["claims"])
        claims = {claim.id: claim for claim in listed}
    around = _Around(text)
    imprint = document.imprint
    return NumberedDocument(
        number=row.number,
        title=row.headline or row.name,
        digest=row.digest,
        entry=row.n,
        name=row.name,
        outlet=imprint.outlet,
        authors=imprint.authors,
        published=imprint.published,
        modified=imprint.modified,
        received=row.received,
        address=row.address,
        media_type=row.media_type,
        language=imprint.language,
        told=imprint.told,
        photos=tuple(_photo(photo, text) for photo in document.photos),
        furniture=_furniture(document),
        hidden=_hidden(document),
        copy=copy,
        claims=(
            *(_claim(made, c, claims[c.id], document, around) for c in held[0]),
            *(_event(made, e, document, around) for e in held[1]),
        ),
    )


def _claim(
    made: Material, row: ClaimRow, claim: Claim, document: Document, around: _Around
) -> NumberedClaim:
    own = row.directness == Directness.OWN_VOICE or row.party == AUTHOR
    places = [*claim.source, *claim.cue, *claim.content]
    context = around.sentences(min(s for s, _ in places), max(e for _, e in places))
    return NumberedClaim(
        number=made.numbers[row.id],
        speaker="" if own else row.speaker,
        speaker_kind=row.speaker_kind,
        stance=row.stance,
        directness=row.directness,
        words=row.content,
        extents=claim.content or claim.cue,
        source=row.source,
        cue=row.cue,
        relay=row.relay,
        condition=row.condition,
        certainty=row.certainty,
        time=row.time,
        asked=row.asked,
        page=document.page_of(claim.start),
        context=context,
    )


def _event(made: Material, event: _Told, document: Document, around: _Around) -> NumberedClaim:
    """An event in the outlet's own words, as the claim that the outlet tells it."""
    start = around.start(event.start)
    return NumberedClaim(
        number=made.numbers[event.id],
        speaker="",
        speaker_kind=SpeakerKind.OUTLET.value,
        stance=Stance.ASSERTS.value,
        directness=Directness.OWN_VOICE.value,
        words=event.context,
        extents=((start, start + len(event.context)),),
        page=document.page_of(event.start),
    )


class _Around:
    """The sentences of a text, as told events are cut: none crosses a line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = list(sentences(text, _lines(text)))
        self._starts = [start for start, _ in self._places]

    def start(self, position: int) -> int:
        """Where the sentence of a position begins."""
        at = bisect_right(self._starts, position) - 1
        return self._starts[at] if at >= 0 else position

    def sentences(self, first: int, end: int) -> str:
        """The sentences that hold words from `first` to `end`; "" where they are too long."""
        start = self.start(first)
        at = bisect_right(self._starts, end - 1) - 1
        stop = max(self._places[at][1], end) if at >= 0 else end
        return self._text[start:stop] if stop - start <= _LONGEST else ""


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def _untold(db: apsw.Connection) -> dict[str, list[_Told]]:
    """Events that no claim tells, by document."""
    query = "SELECT document, id, start, context FROM event WHERE claim='' ORDER BY number, ordinal"
    found: dict[str, list[_Told]] = defaultdict(list)
    for document, id_, start, context in rows(db, query):
        found[document].append(_Told(id_, start, context))
    return found


def _copies(made: Material) -> dict[str, str]:
    """What a document is taken to print of an earlier one, in words."""
    query = """SELECT l.document, d.number, l.kind, l.score, l.state, l.decided FROM copy_link l
        JOIN document d ON d.id=l.of"""
    return {document: _copy(made, *rest) for document, *rest in rows(made.db, query)}


def _copy(made: Material, of: int, kind: str, score: str, state: str, decided: int) -> str:
    what = f"prints the text of D{of}" if kind == "copy" else f"has passages of D{of}"
    if decided < 0:
        return f"{what} (suggested by machine, score {score})"
    by = made.decided[decided]
    reason = f": {by.reason}" if by.reason else ""
    if state == "rejected":
        return f"stands alone; that it {what} was rejected by {by.by}{reason}"
    return f"{what} ({state} by {by.by}{reason})"


def _photo(photo: Photo, text: str) -> DossierPhoto:
    caption = text[slice(*photo.caption)] if photo.caption else photo.alt
    credit = text[slice(*photo.credit)] if photo.credit else ""
    return DossierPhoto(caption, credit, photo.date)


def _furniture(document: Document) -> str:
    aside = [r for r in document.regions if r.kind.is_furniture]
    if not aside:
        return ""
    size = sum(r.end - r.start for r in aside)
    kinds = _listed(r.kind.value for r in aside)
    return f"{_stretches(len(aside))} ({counted(size, 'character')}): {kinds}."


def _stretches(number: int) -> str:
    return "1 stretch" if number == 1 else f"{number} stretches"


def _hidden(document: Document) -> str:
    if not document.flags:
        return ""
    size: Mapping[str, int] = _sizes((f.kind.value, f.end - f.start) for f in document.flags)
    return "; ".join(f"{counted(n, 'character')} ({plain(kind)})" for kind, n in size.items()) + "."


def _sizes(found: Iterable[tuple[str, int]]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for kind, size in sorted(found):
        sizes[kind] = sizes.get(kind, 0) + size
    return sizes


def _listed(kinds: Iterable[str]) -> str:
    return ", ".join(plain(kind) for kind in dict.fromkeys(kinds))
