"""Zip archives: every bad member is one error, and the rest goes on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from casefile.errors import BadInput, CasefileError, DamagedInput, EncryptedInput, TooLarge
from casefile.intake.archive import open_archive
from casefile.intake.collect import Item
from casefile.intake.limits import ArchiveLimits
from tests.intake.makers import make_zip

SMALL = ArchiveLimits(entries=10, size=3_000_000, member=2_000_000)


def _open(tmp_path: Path, data: bytes, limits: ArchiveLimits = SMALL) -> list[Item]:
    path = tmp_path / "in.zip"
    path.write_bytes(data)
    return list(open_archive(path, limits))


def _outcome(item: Item) -> bytes | type[CasefileError]:
    try:
        return item.read()
    except CasefileError as error:
        return type(error)


def test_members_come_in_order_with_where_they_lay(tmp_path: Path) -> None:
    """Sorted by name; hidden files are passed over; folders show in the container."""
    data = make_zip({"b.txt": b"2", "a/c.txt": b"1", ".DS_Store": b"x", "__MACOSX/._b.txt": b"x"})
    items = _open(tmp_path, data)
    assert [(i.origin.name, i.origin.container, i.read()) for i in items] == [
        ("c.txt", "in.zip/a", b"1"),
        ("b.txt", "in.zip", b"2"),
    ]


@pytest.mark.parametrize(
    "name",
    ["../up.txt", "a/../../up.txt", "/etc/passwd", "C:/x.txt", "a\\..\\b.txt", "\\\\host\\x"],
)
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    """One error for the member, the good one still comes."""
    items = _open(tmp_path, make_zip({name: b"bad", "good.txt": b"good"}))
    assert sorted(map(str, map(_outcome, items))) == sorted(map(str, [BadInput, b"good"]))


def test_links_are_refused(tmp_path: Path) -> None:
    """A symbolic link in an archive is no document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert [_outcome(i) for i in _open(tmp_path, out.getvalue())] == [BadInput]


def test_encrypted_members_are_named(tmp_path: Path) -> None:
    """The flag in the header is enough to know."""
    data = bytearray(make_zip({"a.txt": b"secret"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert [_outcome(i) for i in _open(tmp_path, bytes(data))] == [EncryptedInput]


def test_bombs_are_refused_by_ratio_and_size(tmp_path: Path) -> None:
    """Declared sizes are checked first; a bomb costs no memory."""
    assert [_outcome(i) for i in _open(tmp_path, make_zip({"a": b"\0" * 1_900_000}))] == [TooLarge]
    assert [_outcome(i) for i in _open(tmp_path, make_zip({"a": b"\0" * 2_100_000}))] == [TooLarge]


def test_a_member_that_lies_about_its_size_is_caught(tmp_path: Path) -> None:
    """The size in the header says 10; the packed data says otherwise."""
    data = bytearray(make_zip({"a.txt": b"\0" * 1_900_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = (10).to_bytes(4, "little")
    (outcome,) = [_outcome(i) for i in _open(tmp_path, bytes(data))]
    assert outcome in (TooLarge, DamagedInput)


def test_all_members_together_have_a_limit(tmp_path: Path) -> None:
    """Many good members stop being read once the sum is over it."""
    import random

    noise = random.Random(1).randbytes(1_500_000)
    items = _open(tmp_path, make_zip({f"{n}.txt": noise for n in range(3)}))
    assert [_outcome(i) for i in items] == [noise, noise, TooLarge]


def test_too_many_entries(tmp_path: Path) -> None:
    """The whole archive is one error."""
    items = _open(tmp_path, make_zip({f"{n}.txt": b"x" for n in range(11)}))
    assert [_outcome(i) for i in items] == [TooLarge]


def test_zips_in_zips_are_opened_to_a_depth(tmp_path: Path) -> None:
    """One archive inside another is opened; one deeper is refused."""
    inner = make_zip({"c.txt": b"deep"})
    middle = make_zip({"b.txt": b"mid", "inner.zip": inner})
    items = _open(tmp_path, make_zip({"middle.zip": middle}))
    assert [(i.origin.container, _outcome(i)) for i in items] == [
        ("in.zip/middle.zip", b"mid"),
        ("in.zip/middle.zip", TooLarge),
    ]


def test_a_damaged_member_leaves_the_others(tmp_path: Path) -> None:
    """A wrong checksum is damage of that member."""
    data = bytearray(make_zip({"a.txt": b"hello hello hello", "b.txt": b"fine"}))
    at = data.index(b"a.txt") + 5
    data[at] ^= 0xFF
    assert [_outcome(i) for i in _open(tmp_path, bytes(data))] == [DamagedInput, b"fine"]


def test_a_damaged_archive_is_one_error(tmp_path: Path) -> None:
    """Cut off in the middle: no list of members, so no members."""
    data = make_zip({"a.txt": b"hello"})
    assert [_outcome(i) for i in _open(tmp_path, data[: len(data) // 2])] == [DamagedInput]


def test_an_office_document_is_one_input(tmp_path: Path) -> None:
    """It is a zip archive inside, and is not opened as one: the door names it."""
    data = make_zip({"[Content_Types].xml": b"", "word/document.xml": b"<x/>"})
    assert [_outcome(i) for i in _open(tmp_path, data)] == [data]


def test_no_entry(tmp_path: Path) -> None:
    """An archive of nothing says so."""
    assert [_outcome(i) for i in _open(tmp_path, make_zip({".hidden": b"x"}))] == [BadInput]
