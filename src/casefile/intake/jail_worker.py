"""The child's side of the jail. Run as a program: `python -I jail_worker.py SOURCE TOOL LIMITS`.

Load the tool's library, then give up what a parser does not need, then read documents. In that
order: no hostile byte is read before the doors are shut.
"""

from __future__ import annotations

import importlib
import json
import os
import struct
import sys
from collections.abc import Callable
from typing import IO, Any

_LENGTH = struct.Struct(">Q")
_TOOLS = {
    "web_page": ("casefile.intake.web_page", "read_web_page"),
    "pdf": ("casefile.intake.pdf", "read_pdf"),
}
_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000  # linux/sched.h
_NO_NEW_PRIVILEGES = 38  # linux/prctl.h
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What Python reports before it does it (PEP 578), refused by the start of its name.
_REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.startfile", "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link",
    "os.symlink", "os.chmod", "os.chown", "os.truncate", "os.utime", "os.setxattr", "shutil.",
    "pty.", "ftplib.", "http.", "imaplib.", "poplib.", "smtplib.", "telnetlib.", "urllib.",
    "tempfile.", "webbrowser.", "winreg.",
)  # fmt: skip


def main() -> None:
    """Serve documents until the parent closes the pipe."""
    source, tool, limits = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    sys.path.insert(0, source)
    sys.dont_write_bytecode = True
    read, answer = _pipes()
    work = _load(tool)
    isolation = _shut_doors(limits)
    _send(answer, {"isolation": isolation})
    while True:
        head = _take(read)
        if head is None:
            return
        data = _take(read) or b""
        _renew_cpu(limits["cpu"])
        _send(answer, _answer(work, data, json.loads(head)["address"]))


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, moved away from stdin and stdout: a library that prints must not answer."""
    read = os.fdopen(os.dup(0), "rb")
    answer = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return read, answer


def _load(tool: str) -> Callable[[bytes, str], Any] | None:
    if tool not in _TOOLS:
        return None
    module, name = _TOOLS[tool]
    loaded = importlib.import_module(module)
    loaded.warm_up()
    work: Callable[[bytes, str], Any] = getattr(loaded, name)
    return work


def _answer(work: Callable[[bytes, str], Any] | None, data: bytes, address: str) -> dict[str, Any]:
    """The settled document or the error, as plain values. Never the text of a foreign error:
    it may quote the document."""
    from casefile.errors import CasefileError

    try:
        if work is None:
            raise ValueError("no tool")
        return {"settled": work(data, address).to_record()}
    except CasefileError as error:
        kind, what = type(error).__name__, error.what
        found, step = error.found, error.next_step
    except (MemoryError, RecursionError) as error:
        kind, what = "TooLarge", "reading it takes more memory than allowed"
        found, step = type(error).__name__, "split it, or add its text"
    except Exception as error:  # whatever a parser raises is about the bytes
        kind, what = "DamagedInput", "it cannot be read"
        found, step = type(error).__name__, "open it in a program that you trust and add its text"
    return {"error": {"kind": kind, "what": what, "found": found, "next_step": step}}


def _send(pipe: IO[bytes], value: dict[str, Any]) -> None:
    body = json.dumps(value, ensure_ascii=True).encode("ascii")
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def _take(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return pipe.read(_LENGTH.unpack(head)[0])


def _shut_doors(limits: dict[str, Any]) -> str:
    """Give up network, children, writing and more memory; returns what is in force."""
    kept = [_limit_resources(limits), *_leave_network()]
    sys.addaudithook(_refuse)
    kept.append("sockets, child processes and writing refused inside Python")
    return "a child process with " + "; ".join(kept)


def _limit_resources(limits: dict[str, Any]) -> str:
    import resource

    memory, files = int(limits["memory"]), int(limits["files"])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the document
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    return (
        f"{memory >> 20} MiB of memory, {limits['cpu']} s of processor a document, no file writes"
    )


def _renew_cpu(seconds: int) -> None:
    """The limit counts from the child's birth: move it on for each document."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _leave_network() -> list[str]:
    """Move into an empty network of our own, where the kernel allows it without privileges."""
    try:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        for flags in (_NEW_USER | _NEW_NET | _NEW_IPC, _NEW_NET):
            if libc.unshare(flags) == 0:
                return ["no network (an empty network namespace)", "no new privileges"]
    except (ImportError, OSError, AttributeError):
        return ["no kernel isolation of the network on this system"]
    return ["no kernel isolation of the network here (namespaces are not allowed)"]


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(flags, int) and flags & _WRITING
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise PermissionError("the jail writes no files")
    elif event.startswith(_REFUSED):
        raise PermissionError("the jail refuses this")


if __name__ == "__main__":
    main()
