"""Nothing is ever sent anywhere unasked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCKED = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind",
                 "socket.gethostbyname", "urllib.Request"):
        raise SystemExit(f"the network was touched: {event}")
sys.addaudithook(refuse)
"""
PAGE = (
    b"<html><head><title>Harbour</title></head><body><article><h1>Harbour hit</h1>"
    + b"<p>The port office said the crane fell on Sunday after a strike on the quay.</p>" * 5
    + b"<img src='https://images.example/x.jpg'></article></body></html>"
)
DAY = """
from pathlib import Path
from casefile.cli.main import commands
def run(*words):
    commands(list(words), standalone_mode=False)
run("new", "case")
run("-C", "case", "add", "page.html", "note.txt")
run("-C", "case", "brief")
run("-C", "case", "claims")
run("-C", "case", "show", "1")
run("-C", "case", "export", "bundle", "out.zip")
run("annotate", "in.jsonl", "out.jsonl")
print("a whole day")
"""


def play(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter that refuses the network."""
    command = [sys.executable, "-c", BLOCKED + code]
    # click ends commands with its own exceptions; they are no failure here.
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    )


def test_a_whole_day_without_the_network(tmp_path: Path) -> None:
    """New case, add, read, list, show, export, annotate: no socket is used, nothing looked up."""
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "note.txt").write_text("The navy declined to comment.\n")
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "The navy denied it."}\n')
    done = play(DAY, tmp_path)
    assert done.stdout.endswith("a whole day\n"), done.stderr


@pytest.mark.parametrize(
    "call", ["socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo('example.org', 80)"]
)
def test_the_refusal_refuses(tmp_path: Path, call: str) -> None:
    """The test above could fail: the same interpreter stops at the first touch."""
    done = play(f"import socket\n{call}", tmp_path)
    assert "the network was touched" in done.stderr
