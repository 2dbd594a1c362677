"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest

from casefile.errors import UnknownKind
from casefile.intake.encodings import allowed_encoding, decode_page, decode_text

RUSSIAN = (
    "Порт закрыт с понедельника, сообщили в администрации порта. Пострадавших нет, заявил мэр."
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ночь".encode(), "Ночь"),
        (codecs.BOM_UTF8 + "Ночь".encode(), "Ночь"),
        (codecs.BOM_UTF16_LE + "Ночь".encode("utf-16-le"), "Ночь"),
        (codecs.BOM_UTF32_BE + "Ночь".encode("utf-32-be"), "Ночь"),
        ("The port is closed.".encode("utf-16-be"), "The port is closed."),
        ((RUSSIAN * 4).encode("cp1251"), RUSSIAN * 4),
    ],
)
def test_plain_text_is_decoded(data: bytes, text: str) -> None:
    """Byte order marks are used and dropped; without one, UTF-8, UTF-16 and a guess."""
    assert decode_text(data).text == text


def test_line_ends_and_blanks_stay() -> None:
    """Decoding changes no line end and no blank."""
    assert decode_text(b"a\r\n\r\n  b\t\rc ").text == "a\r\n\r\n  b\t\rc "


def test_a_bad_byte_becomes_a_mark() -> None:
    """One broken byte in UTF-8 does not turn the rest into another encoding."""
    text = decode_text("Straße ".encode() * 9 + b"\xff").text
    assert text == "Straße " * 9 + "\ufffd"


def test_binary_is_refused() -> None:
    """NUL bytes and control bytes are no text."""
    for data in (b"abc\x00def", bytes(range(1, 20)) * 10):
        with pytest.raises(UnknownKind):
            decode_text(data)


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_a_page_declares_its_encoding(head: str) -> None:
    """The declaration in the page is used."""
    assert RUSSIAN in decode_page((head + RUSSIAN).encode("cp1251")).text


def test_a_wrong_declaration_gives_way_to_utf8() -> None:
    """A page that says ASCII-compatible legacy but is whole UTF-8 under a failing declaration."""
    page = '<meta charset="shift_jis">' + RUSSIAN
    assert RUSSIAN in decode_page(page.encode()).text


def test_the_header_wins_over_the_page() -> None:
    """What came with the bytes stands before what they say."""
    assert decode_page(b'<meta charset="koi8-r">\xcf', "cp1251").encoding == "cp1251"


@pytest.mark.parametrize(
    "name", ["base64", "zip", "unicode_escape", "idna", "utf-7", "rot13", "", "no-such", "\x00"]
)
def test_programs_are_no_encodings(name: str) -> None:
    """Python's codecs that are not text encodings of the web cannot be declared."""
    assert allowed_encoding(name) == ""
