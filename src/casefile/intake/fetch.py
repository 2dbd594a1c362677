"""The one module that opens the network: one address, within bounds, dialled as checked.

The name is resolved once; every address it has must be public; exactly a checked address is
dialled, so that a second answer of the resolver (rebinding) cannot lead inside. TLS verifies
the name all the same. Redirects are followed by hand, each checked anew. Proxies, cookies and
credentials of the environment are not used.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlunsplit

from casefile.errors import FetchError
from casefile.intake.addresses import PORTS, AddressRule, refused, split_address
from casefile.intake.fetched import Fetched, Hop
from casefile.intake.limits import FETCH_LIMITS, FetchLimits

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool
    from urllib3.connection import HTTPConnection

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 16  # bytes
# Says nothing about who asks; a page made for a plain reader is what we want.
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en;q=0.5,*;q=0.1",
}
_NEXT = "open it in a browser, save the page and add the file"

Resolver = Callable[[str, int], list[str]]  # from a host name and a port to its addresses


@dataclass(frozen=True, slots=True)
class _Target:
    """An address taken apart and checked, with the IP address to dial."""

    parts: SplitResult
    host: str
    port: int
    remote: str

    @property
    def path(self) -> str:
        return urlunsplit(("", "", self.parts.path or "/", self.parts.query, ""))


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver once.

    Raises:
        FetchError: the name is not known.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            "the name in the address is not known", next_step="check the address and the network"
        ) from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches addresses within `limits`, from where `allow` lets it.

    `resolver` stands for the system's in tests.
    """

    limits: FetchLimits = FETCH_LIMITS
    allow: AddressRule = field(default_factory=AddressRule)
    resolver: Resolver = resolve

    def fetch(self, url: str) -> Fetched:
        """Fetch one address, following at most `limits.redirects` redirects.

        Raises:
            FetchRefused: an address that must not be dialled, here or behind a redirect.
            FetchError: not reachable, an error status, over a limit on size or time.
        """
        end = monotonic() + self.limits.wall
        hops: list[Hop] = []
        address = url
        for _ in range(self.limits.redirects + 1):
            hop, body = self._one(address, end)
            hops.append(hop)
            if hop.status not in _REDIRECTS:
                return self._whole(url, body, hops)
            location = dict((k.lower(), v) for k, v in hop.headers).get("location", "")
            if not location:
                raise FetchError("the server redirects to nowhere", next_step=_NEXT)
            address = _joined(address, location)
        raise FetchError(
            "too many redirects", found=f"more than {self.limits.redirects}", next_step=_NEXT
        )

    def _whole(self, asked: str, body: bytes, hops: list[Hop]) -> Fetched:
        status = hops[-1].status
        if status != 200:
            raise FetchError("the server gave no page", found=f"status {status}", next_step=_NEXT)
        return Fetched(body, status, hops[-1].address, tuple(hops), asked)

    def _one(self, address: str, end: float) -> tuple[Hop, bytes]:
        """One request and its answer. The body of a redirect is not read."""
        import urllib3

        target = self._check(address)
        started = _now()
        dialler = _Dialler(target, self.limits, end)
        pool = _pool(dialler)
        headers = {**_HEADERS, "Host": _host_header(target)}
        try:
            response = pool.urlopen(
                "GET",
                target.path,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                assert_same_host=False,
            )
            redirects = response.status in _REDIRECTS
            body = b"" if redirects else self._body(response, end)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise _unreachable(error) from error
        finally:
            dialler.stop()
            pool.close()
        told = tuple((str(k), str(v)) for k, v in response.headers.items())
        sent = tuple(sorted(headers.items()))
        return Hop(address, target.remote, response.status, sent, told, started, _now()), body

    def _check(self, address: str) -> _Target:
        """Take an address apart, resolve its name once, and refuse what must not be dialled."""
        parts, host, port = split_address(address, self.limits.address)
        if not self.allow.allows_port(port):
            raise refused("the port is not one for web pages", str(port))
        found = self.resolver(host, port)
        if not found:
            raise FetchError("the name in the address has no address", next_step=_NEXT)
        # Every answer must be public: a name that also leads inside is not asked at all.
        for remote in found:
            if not self.allow.allows(remote, port):
                raise refused("the address leads into a private or reserved network", remote)
        return _Target(parts, host, port, found[0])

    def _body(self, response: BaseHTTPResponse, end: float) -> bytes:
        """Read, count, decompress, count again."""
        inflate = _inflater(response.headers.get("Content-Encoding", ""))
        packed = 0
        parts: list[bytes] = []
        size = 0
        while True:
            # read1: what has come so far. A server that drips cannot hold us past `wall`.
            chunk = response.read1(_CHUNK)
            # Asked also at the end: a socket shut by the watch looks like the end of a page.
            if monotonic() >= end:
                raise FetchError(
                    "the page took too long", found=f"over {self.limits.wall:g} s", next_step=_NEXT
                )
            if not chunk:
                break
            packed += len(chunk)
            for part in inflate(chunk, self.limits.size - size + 1):
                size += len(part)
                parts.append(part)
            if size > self.limits.size or packed > self.limits.packed:
                found = f"more than {self.limits.size:,} bytes"
                raise FetchError("the page is too large", found=found, next_step=_NEXT)
        return b"".join(parts)


class _Dialler:
    """Opens the socket to the checked address, and shuts it when the time for all is over: a
    server that drips header bytes never lets a read time out."""

    def __init__(self, target: _Target, limits: FetchLimits, end: float) -> None:
        self.target = target
        self.limits = limits
        self._end = end
        self._watch: threading.Timer | None = None
        self._twin: socket.socket | None = None

    def dial(self, connection: HTTPConnection) -> socket.socket:
        """A connected socket to `target.remote`, whatever the name says by now."""
        from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

        where = (self.target.remote, self.target.port)
        try:
            opened = socket.create_connection(where, timeout=self.limits.wait)
        except TimeoutError as error:
            raise ConnectTimeoutError(connection, "timed out") from error
        except OSError as error:
            raise NewConnectionError(connection, "not reachable") from error
        # TLS takes the socket over; a second handle on it can still be shut.
        self._twin = opened.dup()
        self._watch = threading.Timer(max(0.0, self._end - monotonic()), self._shut)
        self._watch.daemon = True
        self._watch.start()
        return opened

    def stop(self) -> None:
        """No more need to watch."""
        if self._watch is not None:
            self._watch.cancel()
        if self._twin is not None:
            self._twin.close()

    def _shut(self) -> None:
        if self._twin is not None:
            with suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)


def _pool(dialler: _Dialler) -> HTTPConnectionPool:
    """A pool of one connection whose socket the dialler opens."""
    import urllib3
    from urllib3.connection import HTTPConnection, HTTPSConnection

    # urllib3 asks its connection for a socket in `_new_conn`; a test watches that it still does.
    class PlainConnection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return dialler.dial(self)

    class SecureConnection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return dialler.dial(self)

    target, wait = dialler.target, dialler.limits.wait
    timeout = urllib3.Timeout(connect=wait, read=wait)
    pool: HTTPConnectionPool
    if target.parts.scheme == "https":
        # The name is verified: certificate and SNI are those of `host`, not of the IP address.
        pool = urllib3.HTTPSConnectionPool(
            target.host, target.port, timeout=timeout, maxsize=1, cert_reqs="CERT_REQUIRED"
        )
        pool.ConnectionCls = SecureConnection
    else:
        pool = urllib3.HTTPConnectionPool(target.host, target.port, timeout=timeout, maxsize=1)
        pool.ConnectionCls = PlainConnection
    return pool


def _inflater(encoding: str) -> Callable[[bytes, int], list[bytes]]:
    """A function from a chunk and the room that is left to decompressed parts."""
    import zlib

    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda chunk, room: [chunk]
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchError("the page is packed in a way that is not read", found=name[:20])
    # 47: gzip or zlib, told apart by the header.
    unpacker = zlib.decompressobj(47)

    def inflate(chunk: bytes, room: int) -> list[bytes]:
        try:
            return [unpacker.decompress(chunk, max(room, 1))]
        except zlib.error as error:
            raise FetchError("the page is packed in a damaged way", next_step=_NEXT) from error

    return inflate


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise refused("the redirect cannot be read", "") from error


def _host_header(target: _Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port in PORTS.values() else f"{host}:{target.port}"


def _unreachable(error: Exception) -> FetchError:
    """A foreign error as ours; its own text may hold addresses, so only its name is kept."""
    import ssl

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return FetchError("the server's certificate cannot be trusted", next_step=_NEXT)
        cause = cause.__cause__ or cause.__context__
    return FetchError("the server cannot be reached", found=type(error).__name__, next_step=_NEXT)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
