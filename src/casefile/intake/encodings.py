"""Bytes to text: byte order mark, what the page declares, UTF-8, then a guess.

What cannot be decoded becomes U+FFFD, which `characters.find_flags` points at.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from casefile.errors import DamagedInput, UnknownKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with that one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python's names of what a page may declare. Its other "encodings" (base64, zip, idna,
# unicode_escape) are programs to run on hostile bytes.
_ALLOWED_WORDS = (
    "utf-8 ascii utf-16 utf-16-le utf-16-be cp866 koi8-r koi8-u mac-cyrillic gb18030 gbk"
    " gb2312 big5 big5hkscs shift_jis cp932 euc_jp iso2022_jp euc_kr cp949 tis-620 johab"
    " cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874"
)
_ALLOWED = frozenset(_ALLOWED_WORDS.split()) | {f"iso8859-{n}" for n in range(1, 17) if n != 12}
# As browsers do (WHATWG Encoding): the smaller name means the larger set.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# <meta charset="windows-1251"> and <meta http-equiv=… content="text/html; charset=koi8-r">,
# and <?xml version="1.0" encoding="utf-8"?>
_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4_096  # bytes in which a page declares its encoding (browsers look at 1,024)
_SAMPLE = 60_000  # bytes for the guess
_BEARABLE = 0.01  # share of undecodable characters up to which a declaration is believed
# Control bytes that text does not hold: all but tab, line feed, form feed, return, escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the encoding that gave it (Python's name)."""

    text: str
    encoding: str


def decode_text(data: bytes) -> Decoded:
    """Decode plain text.

    Raises:
        UnknownKind: bytes that are no text.
    """
    marked = _by_mark(data)
    if marked is not None:
        return marked
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    _refuse_binary(data)
    return _strict(data, "utf-8") or _guess(data)


def decode_page(data: bytes, declared: str = "") -> Decoded:
    """Decode a web page.

    Args:
        declared: the encoding that came with it (HTTP header), which wins over the page's own.

    Raises:
        UnknownKind: bytes that are no text.
    """
    marked = _by_mark(data)
    if marked is not None:
        return marked
    _refuse_binary(data)
    for name in (declared, _declared_in(data)):
        encoding = allowed_encoding(name)
        if encoding:
            return _as_declared(data, encoding)
    return _strict(data, "utf-8") or _guess(data)


def allowed_encoding(name: str) -> str:
    """Python's name of an encoding that a page may declare, the wider one of twins; or "".

    >>> allowed_encoding("ISO-8859-1"), allowed_encoding("unicode_escape")
    ('cp1252', '')
    """
    try:
        found = codecs.lookup(name.strip()).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(found, found) if found in _ALLOWED else ""


def _declared_in(data: bytes) -> str:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return ""
    name = (match[1] or match[2]).decode("ascii")
    # A page that could be searched for ASCII letters is not in UTF-16, whatever it says.
    return "utf-8" if name.lower().startswith("utf-16") else name


def _as_declared(data: bytes, encoding: str) -> Decoded:
    """The declared encoding if it fits; UTF-8 if that fits; the declared one with gaps if few."""
    fits = _strict(data, encoding) or _strict(data, "utf-8")
    if fits is not None:
        return fits
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") <= _BEARABLE * len(text):
        return Decoded(text, encoding)
    return _guess(data)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    return None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in western text every second byte is 0."""
    sample = data[:2_000]
    if len(sample) < 4 or len(data) % 2 or 0 not in sample:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.05 else ""


def _refuse_binary(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\x00" in data or controls > 0.005 * len(data):
        raise UnknownKind(
            "these bytes are no text and no kind that is known",
            found=f"{controls} control bytes in {len(data)}",
            next_step="add it as a web page, a PDF or plain text",
        )


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> Decoded:
    """Nearly UTF-8 is UTF-8 with gaps; else what charset-normalizer thinks of a sample."""
    nearly = data.decode("utf-8", "replace")
    beyond = sum(byte > 127 for byte in data[:_SAMPLE])
    gaps = nearly[:_SAMPLE].count("\ufffd")
    if gaps * 5 <= beyond:
        return Decoded(nearly, "utf-8")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = allowed_encoding(best.encoding) if best is not None else ""
    encoding = encoding or "cp1252"
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > 0.3 * len(text):
        raise DamagedInput(
            "the text cannot be decoded",
            found=f"bytes of no known encoding, {encoding} at best",
            next_step="save it as UTF-8 and add it again",
        )
    return Decoded(text, encoding)
