"""The jail: what parsers of hostile bytes cannot do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.errors import DamagedInput, TooLarge
from casefile.intake import jail as jail_module
from casefile.intake.jail import Jail
from casefile.intake.limits import JailLimits

WORKER = Path(jail_module.__file__).with_name("jail_worker.py")
PAGE = b"<p>Nine ships left.</p>"

# A worker whose tool does what the document says: the document plays the exploit.
ROGUE = """
import sys
sys.path.insert(0, sys.argv[1])
import importlib.util
spec = importlib.util.spec_from_file_location("jail_worker", {worker!r})
worker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(worker)
from casefile.intake.settled import Settled
from casefile.document import Region, RegionKind
def tool(data, address):
    scope = {{}}
    exec(data.decode(), scope)
    return Settled(scope.get("said", "x"), ())
worker._load = lambda name: tool if name == "web_page" else None
worker.main()
"""


@pytest.fixture
def rogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jail]:
    path = tmp_path / "rogue.py"
    path.write_text(ROGUE.format(worker=str(WORKER)))
    monkeypatch.setattr(jail_module, "_WORKER", path)
    with Jail(JailLimits(wall=3.0, cpu=2, memory=300 << 20)) as jail:
        yield jail


def test_it_says_what_is_in_force() -> None:
    """One line, with the limits and the state of the network."""
    with Jail() as jail:
        said = jail.describe()
    assert "1024 MiB" in said
    assert "network" in said


def test_one_child_serves_many_documents_and_is_replaced() -> None:
    """The same process until its number of documents is reached, then a fresh one."""
    with Jail(JailLimits(documents=2)) as jail:
        jail.run("web_page", PAGE)
        first = jail._children["web_page"]._process.pid
        jail.run("web_page", PAGE)
        jail.run("web_page", PAGE)
        assert jail._children["web_page"]._process.pid != first


def test_nothing_is_left_running() -> None:
    """Closing the jail ends its children."""
    with Jail() as jail:
        jail.run("web_page", PAGE)
        process = jail._children["web_page"]._process
    assert process.returncode is not None


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.socket()",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import subprocess; subprocess.run(['true'])",
        "open('/tmp/casefile-jail-wrote', 'w')",
        "import os; os.open('/tmp/casefile-jail-wrote', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('/tmp/casefile-jail-nothing')",
        "import os; os.mkdir('/tmp/casefile-jail-made')",
        "raise ValueError('the words of the document')",
    ],
)
def test_forbidden_deeds_become_one_error(rogue: Jail, deed: str) -> None:
    """Network, processes and writing are refused; the message holds none of the document."""
    with pytest.raises(DamagedInput) as caught:
        rogue.run("web_page", deed.encode())
    assert "words of the document" not in str(caught.value)
    assert not Path("/tmp/casefile-jail-wrote").exists()
    assert rogue.run("web_page", b"said = 'fine'").text == "fine"


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        ("import os; os._exit(3)", DamagedInput),
        ("import ctypes; ctypes.string_at(0)", DamagedInput),
        ("said = 'x' * (1 << 30)", TooLarge),
        ("import time; time.sleep(60)", TooLarge),
        ("def f(): return f()\nf()", TooLarge),
        ("said = 'x'\nwhile True: said = said[:1]", (DamagedInput, TooLarge)),
    ],
)
def test_a_crash_ends_one_document_only(
    rogue: Jail, deed: str, error: type[Exception] | tuple[type[Exception], ...]
) -> None:
    """Exit, segfault, memory, sleep, recursion, endless loop: one error, then a fresh child."""
    with pytest.raises(error):
        rogue.run("web_page", deed.encode())
    assert rogue.run("web_page", b"said = 'fine'").text == "fine"


def test_printing_does_not_reach_the_answer(rogue: Jail) -> None:
    """A library that prints cannot pretend to be the reader."""
    deed = b"import sys, os\nprint('noise')\nos.write(1, b'noise')\nsaid = 'fine'"
    assert rogue.run("web_page", deed).text == "fine"


def test_the_child_inherits_no_environment(rogue: Jail, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key or token of this process is there to be stolen."""
    monkeypatch.setenv("CASEFILE_SECRET", "s")
    deed = b"import os\nsaid = os.environ.get('CASEFILE_SECRET', 'none')"
    assert rogue.run("web_page", deed).text == "none"


def test_an_unreadable_answer_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes back is checked value by value: another shape is no document."""
    path = tmp_path / "liar.py"
    path.write_text(
        "import sys, struct, json\n"
        "def say(v):\n"
        "    b = json.dumps(v).encode()\n"
        "    sys.stdout.buffer.write(struct.pack('>Q', len(b)) + b)\n"
        "    sys.stdout.buffer.flush()\n"
        "say({'isolation': ''})\nsys.stdin.buffer.read(20)\n"
        "say({'settled': {'text': 5, 'regions': [['a']], 'photos': [], 'pages': [],"
        " 'imprint': {}}})\n"
    )
    monkeypatch.setattr(jail_module, "_WORKER", path)
    with Jail() as jail, pytest.raises(DamagedInput, match="no usable answer"):
        jail.run("web_page", PAGE)


def test_the_door_loads_no_parser() -> None:
    """Importing the door costs no parser and no network library."""
    heavy = "{'lxml', 'trafilatura', 'pypdfium2', 'urllib3', 'numpy'}"
    code = f"import sys, casefile.intake.receive; print(sorted({heavy} & set(sys.modules)))"
    source = str(Path(jail_module.__file__).parents[2])
    ran = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": source}, capture_output=True, text=True
    )
    assert ran.stdout.strip() == "[]", ran.stderr
