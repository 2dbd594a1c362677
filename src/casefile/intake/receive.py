"""The one door: bytes in, Document out.

Look at the bytes, choose a reader, settle the text, add what the person tells. Web pages and
PDF are parsed in the jail; plain text is not parsed at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from casefile.document import Document, Imprint, Origin
from casefile.errors import BadInput, DamagedInput, EmptyInput, TooLarge
from casefile.intake.characters import find_flags
from casefile.intake.encodings import decode_text
from casefile.intake.ftm import read_ftm
from casefile.intake.jail import Jail
from casefile.intake.limits import DOCUMENT_LIMITS
from casefile.intake.plain import read_plain
from casefile.intake.settled import Settled
from casefile.intake.sniff import Kind, sniff, unknown

_TOOLS = {Kind.WEB_PAGE: "web_page", Kind.XHTML: "web_page", Kind.PDF: "pdf"}
# 2023-03-13, 2023-03-13T18:04, 2023-03-13T18:04:05.250+02:00, 2023-03-13T16:04:05Z
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says about a document; it fills in only what the bytes do not tell.

    `published` is an ISO 8601 day or moment; nothing is ever taken from the clock.
    """

    published: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()


NOTHING_TOLD = Told()
NO_ORIGIN = Origin()


def receive(
    data: bytes, origin: Origin, told: Told = NOTHING_TOLD, *, jail: Jail | None = None
) -> Document:
    """Make a document of bytes.

    Args:
        jail: where parsers of hostile bytes run; without one, a jail is made for this document
            alone (half a second).

    Raises:
        BadInput: empty, of an unknown kind, damaged, encrypted, too large, or `told` is not
            a day. One of its subclasses says which.

    >>> receive(b"The port office declined to comment.", Origin(name="note.txt")).media_type
    'text/plain'
    """
    check_told(told)
    check_size(len(data))
    kind = sniff(data)
    if kind is Kind.ZIP:
        raise unknown("a zip archive, where one document was expected")
    if kind is Kind.TEXT:
        settled = read_plain(decode_text(data).text)
    elif kind is Kind.FTM:
        found = read_ftm(data)
        settled = Settled(found.text, found.regions)
    elif jail is not None:
        settled = jail.run(_TOOLS[kind], data, origin.address)
    else:
        with Jail() as own:
            settled = own.run(_TOOLS[kind], data, origin.address)
    return _document(settled, sha256(data).hexdigest(), kind, origin, told)


def receive_text(text: str, told: Told = NOTHING_TOLD, origin: Origin = NO_ORIGIN) -> Document:
    """Make a document of a text that is text already. It stays exactly as given.

    The digest is that of its UTF-8 bytes.

    Raises:
        BadInput: blank, over the limit, with lone surrogates, or `told` is not a day.

    >>> [r.kind.value for r in receive_text("Skip to main content\\n\\nNine ships left.").regions]
    ['skip_link', 'body']
    """
    check_told(told)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DamagedInput(
            "the text holds half a character (a lone surrogate)",
            found=f"at code point {error.start}",
            next_step="decode it again from its bytes",
        ) from error
    settled = read_plain(text)
    return _document(settled, sha256(data).hexdigest(), Kind.TEXT, origin, told)


def disagreements(imprint: Imprint, told: Told) -> list[str]:
    """Sentences on where the document and the person say different things.

    The document's value stays; the person should know. A day agrees with a moment of that day.
    """
    found = []
    if imprint.published and told.published and "published" not in imprint.told:
        page, person = imprint.published, told.published
        if not (page.startswith(person) or person.startswith(page)):
            found.append(f"the document says it was published {page}, you said {person}")
    if imprint.outlet and told.outlet and "outlet" not in imprint.told:
        same = imprint.outlet.casefold() == told.outlet.strip().casefold()
        if not same:
            found.append(f"the document names the outlet {imprint.outlet}, you said {told.outlet}")
    if imprint.authors and told.authors and "authors" not in imprint.told:
        stated, said = (
            {a.strip().casefold() for a in names} for names in (imprint.authors, told.authors)
        )
        if stated != said:
            page, person = ", ".join(imprint.authors), ", ".join(told.authors)
            found.append(f"the document names the author {page}, you said {person}")
    return found


def check_told(told: Told) -> None:
    """Refuse a publication time that is not an ISO day or moment."""
    if not told.published:
        return
    try:
        if not _MOMENT.fullmatch(told.published):
            raise ValueError
        datetime.fromisoformat(told.published)
    except ValueError as error:
        raise BadInput(
            "the publication time is not a day or a moment",
            found=repr(told.published[:40]),
            next_step="write it as 2023-03-13 or 2023-03-13T18:04:05Z",
        ) from error


def check_size(size: int) -> None:
    """Refuse a document of too many bytes."""
    if size > DOCUMENT_LIMITS.size:
        raise TooLarge(
            "the document is too large",
            found=f"{size:,} bytes, at most {DOCUMENT_LIMITS.size:,}",
            next_step="split it, or extract the part that matters",
        )


def _document(settled: Settled, digest: str, kind: Kind, origin: Origin, told: Told) -> Document:
    if not settled.regions:
        raise EmptyInput("there is no text in it", next_step="open it and see whether it is blank")
    if len(settled.text) > DOCUMENT_LIMITS.length:
        raise TooLarge(
            "the text is too long",
            found=f"{len(settled.text):,} characters, at most {DOCUMENT_LIMITS.length:,}",
            next_step="split it",
        )
    return Document.settle(
        digest,
        kind.value,
        settled.text,
        settled.regions,
        photos=settled.photos,
        pages=settled.pages,
        flags=find_flags(settled.text),
        imprint=_with_told(settled.imprint, told),
        origin=origin,
    )


def _with_told(imprint: Imprint, told: Told) -> Imprint:
    """Fill in what the bytes do not tell, and name those fields."""
    authors = tuple(name.strip() for name in told.authors if name.strip())
    offered = {"published": told.published, "outlet": told.outlet.strip(), "authors": authors}
    filled = {k: v for k, v in offered.items() if v and not getattr(imprint, k)}
    if not filled:
        return imprint
    return replace(imprint, told=tuple(sorted(filled)), **filled)  # type: ignore[arg-type]
