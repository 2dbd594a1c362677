"""Where parsers of hostile bytes run: a child process that can do little and is soon replaced.

One child for each tool, started when first needed and used again for the next document. The
parent sends the bytes and gets JSON back; it never unpickles, and checks every value. A crash,
a timeout or a limit becomes one error, and the next document gets a fresh child.
`jail_worker.py` is the other side; it also says which isolation is in force.
"""

from __future__ import annotations

import json
import os
import select
import struct
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

from casefile import errors
from casefile.errors import BadInput, CasefileError, DamagedInput, TooLarge
from casefile.intake.limits import JAIL_LIMITS, JailLimits
from casefile.intake.settled import Settled

_LENGTH = struct.Struct(">Q")
_WORKER = Path(__file__).with_name("jail_worker.py")
_SOURCE = Path(__file__).parents[2]
_PIECE = 1 << 16  # bytes written at once: a pipe that can be written takes that much or less
_NEXT = "open it in a program that you trust and add its text"


class _Gone(Exception):
    """The child ended before it answered."""


class _Late(Exception):
    """The child did not answer in time."""


class Jail:
    """Runs tools ("web_page", "pdf") in child processes. Use as a context manager, or `close` it.

    >>> with Jail() as jail:
    ...     jail.run("web_page", b"<p>Nine ships left.</p>").text
    'Nine ships left.'
    """

    def __init__(self, limits: JailLimits = JAIL_LIMITS) -> None:
        self._limits = limits
        self._children: dict[str, _Child] = {}

    def run(self, tool: str, data: bytes, address: str = "") -> Settled:
        """What `tool` makes of `data`.

        Args:
            address: where the bytes were fetched from; relative links are resolved against it.

        Raises:
            BadInput: what the tool raised, or DamagedInput after a crash, or TooLarge after a
                limit on time or memory.
        """
        try:
            child = self._child(tool)
            answer = child.ask({"address": address}, data)
        except _Late as late:
            self._drop(tool)
            raise TooLarge(
                "reading it took too long",
                found=f"more than {self._limits.wall:g} seconds",
                next_step=_NEXT,
            ) from late
        except (_Gone, OSError) as gone:
            self._drop(tool)
            raise DamagedInput(
                "reading it broke the reader; the case is not affected", next_step=_NEXT
            ) from gone
        if child.asked >= self._limits.documents:
            self._drop(tool)
        return _understood(answer)

    def describe(self) -> str:
        """One line on the isolation in force here, found by starting a child.

        For `casefile verify` and reports: what the machine does not allow is named too.
        """
        try:
            isolation = self._child("none").isolation
        except (_Gone, _Late, OSError):
            return "parsers cannot be isolated here: no child process can be started"
        self._drop("none")
        return isolation

    def close(self) -> None:
        """End the children."""
        for tool in list(self._children):
            self._drop(tool)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _child(self, tool: str) -> _Child:
        if tool not in self._children:
            self._children[tool] = _Child(tool, self._limits)
        return self._children[tool]

    def _drop(self, tool: str) -> None:
        child = self._children.pop(tool, None)
        if child is not None:
            child.kill()


class _Child:
    """One child process with its two pipes."""

    def __init__(self, tool: str, limits: JailLimits) -> None:
        self._limits = limits
        self.asked = 0
        # -I: no PYTHON* variables, no user packages, no current folder on the path. The
        # environment is empty: a child needs no proxy, no key and no home.
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no text of others
            [sys.executable, "-I", str(_WORKER), str(_SOURCE), tool, json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
            cwd="/",
            close_fds=True,
            bufsize=0,
        )
        try:
            self.isolation = str(self._receive(monotonic() + limits.start)["isolation"])
        except BaseException:
            self.kill()
            raise

    def ask(self, header: dict[str, str], data: bytes) -> dict[str, Any]:
        """Send one document and wait for the answer."""
        self.asked += 1
        end = monotonic() + self._limits.wall
        head = json.dumps(header).encode()
        self._send(_LENGTH.pack(len(head)) + head + _LENGTH.pack(len(data)), end)
        self._send(data, end)
        return self._receive(end)

    def kill(self) -> None:
        """End the process at once and take its remains away."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _send(self, data: bytes, end: float) -> None:
        assert self._process.stdin is not None
        pipe = self._process.stdin.fileno()
        os.set_blocking(pipe, False)
        view = memoryview(data)
        while view:
            _, ready, _ = select.select([], [pipe], [], max(0.0, end - monotonic()))
            if not ready:
                raise _Late
            try:
                view = view[os.write(pipe, view[:_PIECE]) :]
            except BrokenPipeError as error:
                raise _Gone from error

    def _receive(self, end: float) -> dict[str, Any]:
        size = _LENGTH.unpack(self._take(_LENGTH.size, end))[0]
        if size > self._limits.answer:
            raise _Gone
        try:
            answer = json.loads(self._take(size, end))
        except ValueError as error:
            raise _Gone from error
        if not isinstance(answer, dict):
            raise _Gone
        return answer

    def _take(self, size: int, end: float) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        parts = bytearray()
        while len(parts) < size:
            ready, _, _ = select.select([pipe], [], [], max(0.0, end - monotonic()))
            if not ready:
                raise _Late
            part = os.read(pipe, min(size - len(parts), 1 << 20))
            if not part:
                raise _Gone
            parts += part
        return bytes(parts)


def _understood(answer: dict[str, Any]) -> Settled:
    """The answer as a value, or the error that the tool met."""
    if "error" in answer:
        raise _error(answer["error"])
    try:
        return Settled.from_record(answer["settled"])
    except (KeyError, ValueError) as error:
        raise DamagedInput("the reader gave no usable answer", next_step=_NEXT) from error


def _error(fields: Any) -> CasefileError:
    """An error of the tree by its name; whatever else the child says is damage."""
    try:
        kind = getattr(errors, str(fields["kind"]), DamagedInput)
        if not (isinstance(kind, type) and issubclass(kind, BadInput)):
            kind = DamagedInput
        what, found, step = (str(fields[k])[:400] for k in ("what", "found", "next_step"))
        return kind(what, found=found, next_step=step)
    except (KeyError, TypeError):
        return DamagedInput("the reader gave no usable answer", next_step=_NEXT)
