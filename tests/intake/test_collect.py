"""What a person names, as inputs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from casefile.document import Origin
from casefile.errors import BadInput, EmptyInput, TooLarge
from casefile.intake.collect import Item, collect, read_file
from tests.intake.makers import make_zip


def test_files_folders_and_archives(tmp_path: Path) -> None:
    """In sorted order, with the name only: the folder is nobody's business."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_bytes(b"2")
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / "c.zip").write_bytes(make_zip({"three.txt": b"3"}))
    (tmp_path / ".hidden").write_bytes(b"x")
    items = list(collect([str(tmp_path)]))
    assert [(i.origin.name, i.origin.container, i.read()) for i in items] == [
        ("a.txt", "", b"1"),
        ("two.txt", "", b"2"),
        ("three.txt", "c.zip", b"3"),
    ]


def test_what_is_not_there_is_an_error_in_its_place(tmp_path: Path) -> None:
    """A missing path, an empty folder and a link do not stop the rest; no path is told."""
    (tmp_path / "good.txt").write_bytes(b"1")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "good.txt")
    items = list(collect([str(tmp_path / "missing"), str(tmp_path)]))
    assert [type(i.error) for i in items] == [BadInput, EmptyInput, type(None), BadInput]
    assert all(str(tmp_path) not in str(i.error) for i in items)


def test_pipes_are_not_read(tmp_path: Path) -> None:
    """A named pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    (item,) = collect([str(tmp_path / "pipe")])
    assert isinstance(item.error, BadInput)


def test_a_large_file_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    """One byte over the limit is read, no more."""
    (tmp_path / "large").write_bytes(b"x" * 11)
    with pytest.raises(TooLarge):
        read_file(tmp_path / "large", 10)
    assert read_file(tmp_path / "large", 11) == b"x" * 11


def test_an_item_gives_what_it_has() -> None:
    """Bytes, or what loads them, or the error."""
    assert Item(Origin(), data=b"x").read() == b"x"
    assert Item(Origin(), load=lambda: b"y").read() == b"y"
    with pytest.raises(EmptyInput):
        Item(Origin(), error=EmptyInput("nothing")).read()
