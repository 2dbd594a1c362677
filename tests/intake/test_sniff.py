"""Kinds are told from bytes."""

from __future__ import annotations

import pytest

from casefile.errors import EmptyInput, UnknownKind
from casefile.intake.sniff import Kind, sniff
from tests.intake.makers import PAGE, make_pdf, make_zip


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PAGE.encode(), Kind.WEB_PAGE),
        (b"\xef\xbb\xbf <!DOCTYPE HTML>\n<p>x", Kind.WEB_PAGE),
        (b"<!-- saved from url --> <html><body>x", Kind.WEB_PAGE),
        (("\ufeff<html><p>x</p></html>").encode("utf-16-le"), Kind.WEB_PAGE),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/>', Kind.XHTML),
        (make_pdf([["Text."]]), Kind.PDF),
        (b"junk before\n%PDF-1.7", Kind.PDF),
        (make_zip({"a.txt": b"x"}), Kind.ZIP),
        (b"The port is closed.", Kind.TEXT),
        (b"BMW said on Monday that it will close the works.", Kind.TEXT),
        (b"From: here to there, he said: nothing is left of it.", Kind.TEXT),
        (b"<unknown> he said, and left.", Kind.TEXT),
        (b"[ABSTRACT] The port is closed.", Kind.TEXT),
    ],
)
def test_kinds_that_are_read(data: bytes, kind: Kind) -> None:
    """Each kind is recognised by how it starts, and prose that looks like another stays text."""
    assert sniff(data) is kind


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (make_zip({"[Content_Types].xml": b"", "word/document.xml": b""}), "Word"),
        (make_zip({"xl/workbook.xml": b""}), "Excel"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt \x00", "WAV"),
        (b"\x7fELF\x02", "program"),
        (b"MZ\x90\x00 This program cannot be run in DOS mode", "program"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b"WARC/1.1\r\n", "WARC"),
        (b"{\\rtf1 x}", "RTF"),
        (b"Return-Path: <a@b>\nReceived: from c\nSubject: d\n\nText", "e-mail"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b'{"a": [1, 2]}', "JSON"),
        (b'{"a": 1}\n{"a": 2}\n', "JSON"),
    ],
)
def test_other_kinds_are_named(data: bytes, named: str) -> None:
    """A kind that no reader takes is named in the message, with what to do."""
    with pytest.raises(UnknownKind) as caught:
        sniff(data)
    assert named in caught.value.found
    assert "plain text" in caught.value.next_step


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\x00\x00"])
def test_nothing_is_said_to_be_nothing(data: bytes) -> None:
    """Empty and all-blank bytes are EmptyInput, not an unknown kind."""
    with pytest.raises(EmptyInput):
        sniff(data)
