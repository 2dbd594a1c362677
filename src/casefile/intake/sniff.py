"""What kind of bytes these are, by the bytes themselves: names lie."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from casefile.errors import EmptyInput, UnknownKind
from casefile.intake.ftm import sniff_ftm


class Kind(StrEnum):
    """The kinds that are taken in, by media type."""

    WEB_PAGE = "text/html"
    XHTML = "application/xhtml+xml"
    PDF = "application/pdf"
    ZIP = "application/zip"
    FTM = "application/json+ftm"
    TEXT = "text/plain"


_READS = (
    "casefile reads web pages (HTML), PDF with a text layer, plain text, FollowTheMoney JSON, "
    "and zip archives of them"
)
_AS_TEXT = f"{_READS}; save the text of it as one of these and add that"

# Bytes at a place, and what they are the start of.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (0, b"BM", "a BMP picture"),
    (4, b"ftypheic", "a HEIC picture"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyp", "a video or sound file (MP4)"),
    (0, b"\x1aE\xdf\xa3", "a video file (Matroska or WebM)"),
    (8, b"AVI ", "a video file (AVI)"),
    (8, b"WAVE", "a sound file (WAV)"),
    (0, b"ID3", "a sound file (MP3)"),
    (0, b"\xff\xfb", "a sound file (MP3)"),
    (0, b"OggS", "a sound or video file (Ogg)"),
    (0, b"fLaC", "a sound file (FLAC)"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office or Outlook file (doc, xls, ppt, msg)"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"\x1f\x8b", "a gzip file"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\x00", "an xz file"),
    (0, b"(\xb5/\xfd", "a zstd file"),
    (0, b"7z\xbc\xaf'\x1c", "a 7-zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"WARC/", "a web archive (WARC)"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"!<arch>", "a program library"),
    (0, b"#!", "a script"),
)
# Files that are zip archives inside, by a name that stands in them uncompressed.
_ZIP_FAMILY: tuple[tuple[bytes, str], ...] = (
    (b"word/document.xml", "a Word document (docx)"),
    (b"xl/workbook.xml", "an Excel workbook (xlsx)"),
    (b"ppt/presentation.xml", "a PowerPoint file (pptx)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file (odt, ods, odp)"),
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
    (b"AndroidManifest.xml", "an Android program (APK)"),
    (b"META-INF/MANIFEST.MF", "a Java program (JAR)"),
    (b"datapackage.json", "a web archive (WACZ)"),
)
# What a page starts with, after blanks, comments and an XML declaration. The list follows
# WHATWG MIME Sniffing, with the tags added that saved fragments start with.
_PAGE = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*\?>|<\?xml-stylesheet[^>]*\?>)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|iframe|h1|div|table"
    rb"|article|section|main|header|nav|font|span|p|a|b|br|center|ul|ol)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_XHTML = re.compile(rb"<html[^>]*\sxmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml", re.IGNORECASE)
_XML_ROOT = re.compile(
    rb"(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*<([A-Za-z_][\w:.-]*)", re.DOTALL
)
_FEEDS = frozenset({b"rss", b"feed", b"rdf:rdf", b"atom:feed"})
# A saved message starts with header lines: "Return-Path: <…>", "Received: from …".
_MAIL = re.compile(
    rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}"
)
_MAIL_ONLY = re.compile(
    rb"^(?:Received|Message-ID|MIME-Version|Return-Path|DKIM-Signature):", re.I | re.M
)
_HEAD = 16_384  # bytes looked at


def sniff(data: bytes) -> Kind:
    """The kind of `data`.

    Raises:
        EmptyInput: no bytes, or blanks only.
        UnknownKind: a kind that no reader takes; the message names it.

    >>> sniff(b"<!doctype html><title>x</title>").value
    'text/html'
    """
    if not data.strip(b" \t\r\n\f\x00"):
        raise EmptyInput(
            "there is nothing in it",
            found=f"{len(data)} bytes" + (", all blank" if data else ""),
            next_step="save it again",
        )
    head = data[:_HEAD]
    if b"%PDF-" in head[:1_024]:
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    _refuse_magic(head)
    head = _unmarked(head)
    if _PAGE.match(head):
        return Kind.XHTML if _XHTML.search(head) else Kind.WEB_PAGE
    if head.lstrip()[:1] in (b"{", b"[") and sniff_ftm(data):
        return Kind.FTM
    _refuse_structured(head, data)
    return Kind.TEXT


def _zip_kind(data: bytes) -> Kind:
    for name, kind in _ZIP_FAMILY:
        if name in data:
            raise unknown(kind)
    return Kind.ZIP


def _refuse_magic(head: bytes) -> None:
    for place, magic, kind in _MAGIC:
        if head[place : place + len(magic)] == magic and not _is_words(head, magic):
            raise unknown(kind)
    # A Windows program: "MZ", and further on the text every one of them carries.
    if head.startswith(b"MZ") and b"This program" in head:
        raise unknown("a program")


def _is_words(head: bytes, magic: bytes) -> bool:
    """ "BMW said …" and "ID3 is …" start like a picture or a sound, and are text."""
    return magic in (b"BM", b"ID3", b"BZh", b"ftyp", b"AVI ", b"WAVE", b"WEBP") and not any(
        byte < 9 for byte in head[:64]
    )


def _refuse_structured(head: bytes, data: bytes) -> None:
    if _MAIL.match(head) and _MAIL_ONLY.search(head):
        raise unknown("an e-mail message")
    start = head.lstrip()
    root = _XML_ROOT.match(start) if start.startswith(b"<") else None
    if root is not None and (start.startswith(b"<?xml") or root[1].lower() in _FEEDS | {b"svg"}):
        name = root[1].lower()
        feed = name in _FEEDS
        raise unknown(
            "a feed (RSS or Atom)"
            if feed
            else "an SVG picture"
            if name == b"svg"
            else "an XML file"
        )
    if start[:1] in (b"{", b"[") and _is_json(data):
        raise unknown("JSON data")


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        # JSON lines: one value in the first line is enough.
        try:
            json.loads(data.lstrip().split(b"\n", 1)[0])
        except (ValueError, RecursionError):
            return False
    return True


def _unmarked(head: bytes) -> bytes:
    """The start as ASCII-like bytes, whatever byte order mark stands before it."""
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 4 * 4].decode("utf-16", "replace").encode("utf-8")
    return head


def unknown(kind: str) -> UnknownKind:
    """The error for a kind that no reader takes."""
    return UnknownKind("no reader takes this kind of file", found=kind, next_step=_AS_TEXT)
