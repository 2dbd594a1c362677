"""What a fetch brought, and the record of request and response that is kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer."""

    address: str  # the URL
    remote: str  # the IP address dialled
    status: int
    request_headers: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    started: str  # UTC, ISO 8601
    finished: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, and the record of how. `body` is decompressed, as the reader takes it."""

    body: bytes
    status: int
    final_url: str
    hops: tuple[Hop, ...]
    asked: str = ""

    @property
    def redirects(self) -> tuple[str, ...]:
        """The addresses passed through before the last one."""
        return tuple(hop.address for hop in self.hops[:-1])

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The response headers of the last answer."""
        return self.hops[-1].headers

    @property
    def remote_address(self) -> str:
        """The IP address that gave the last answer."""
        return self.hops[-1].remote

    def to_record(self) -> dict[str, Any]:
        """Request and response of every hop, for canonical JSON."""
        return {
            "v": 1,
            "asked": self.asked,
            "final_url": self.final_url,
            "status": self.status,
            "body_sha256": sha256(self.body).hexdigest(),
            "body_bytes": len(self.body),
            "hops": [
                {
                    "method": "GET",
                    "address": hop.address,
                    "remote": hop.remote,
                    "status": hop.status,
                    "request_headers": [list(pair) for pair in hop.request_headers],
                    "headers": [list(pair) for pair in hop.headers],
                    "started": hop.started,
                    "finished": hop.finished,
                }
                for hop in self.hops
            ],
        }
