"""Which addresses may be dialled: those of the public internet, and nothing that hides another.

`ipaddress.is_global` alone is no such filter: it calls the NAT64 and 6to4 forms of 127.0.0.1
global. So embedded addresses are unwrapped first, then each must be plain global unicast.
Ranges: IANA special-purpose registries, read 2026-11.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from casefile.errors import FetchRefused

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
_REFUSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
_GLOBAL_6 = IPv6Network("2000::/3")  # all that is handed out as global unicast
_REFUSED_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
            "3ffe::/16", "5f00::/16",
        ),
    )
)  # fmt: skip
_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = IPv6Network("::/96")
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")  # IPv4-translated, RFC 2765


@dataclass(frozen=True, slots=True)
class AddressRule:
    """Which addresses may be dialled. Public ones; nothing else outside of tests.

    `loopback_ports_for_tests` opens 127.0.0.1 on these ports only. The name says who may set
    it: no command and no configuration does.
    """

    loopback_ports_for_tests: frozenset[int] = frozenset()

    def allows(self, address: str, port: int) -> bool:
        """Whether this address and port may be dialled."""
        if address == "127.0.0.1" and port in self.loopback_ports_for_tests:
            return True
        return is_public_address(address) and port in PORTS.values()

    def allows_port(self, port: int) -> bool:
        """Whether any address may be dialled on this port."""
        return port in PORTS.values() or port in self.loopback_ports_for_tests


def is_public_address(text: str) -> bool:
    """Whether an address (not a name) may be dialled.

    >>> is_public_address("93.184.215.14"), is_public_address("64:ff9b::7f00:1")
    (True, False)
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return False
    return all(map(_is_plain_public, _unwrap(address)))


def _unwrap(address: Address) -> Iterator[Address]:
    """The address and every one that it carries. A carrier is judged by what it carries, and
    only NAT64's own range may carry at all."""
    if isinstance(address, IPv4Address):
        yield address
        return
    carried = _carried(address)
    if carried is None:
        yield address
        return
    yield carried
    # 6to4, Teredo and the local NAT64 range lead through relays that nobody controls.
    if address not in _NAT64 and address.ipv4_mapped is None:
        yield address


def _carried(address: IPv6Address) -> IPv4Address | None:
    low = int(address) & 0xFFFFFFFF
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or address in _NAT64_LOCAL or address in _TRANSLATED:
        return IPv4Address(low)
    if address in _COMPATIBLE:
        return IPv4Address(low)
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return None


def _is_plain_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _REFUSED_4)
    return address in _GLOBAL_6 and not any(address in network for network in _REFUSED_6)


def split_address(address: str, longest: int) -> tuple[SplitResult, str, int]:
    """An address taken apart: parts, host in ASCII, port.

    Raises:
        FetchRefused: no http(s), a user name or password, no host, or not readable one way only.
    """
    if (
        len(address) > longest
        or any(c.isspace() or ord(c) < 32 for c in address)
        or "\\" in address
    ):
        raise refused("the address is too long or holds blanks, controls or backslashes", "")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise refused("the address cannot be read", "") from error
    if parts.scheme not in PORTS:
        raise refused("only http and https are fetched", parts.scheme or "no scheme")
    if parts.username is not None or parts.password is not None:
        raise refused("the address holds a user name or password", "")
    if not host or "%" in host:
        raise refused("the address names no host", "")
    return parts, host, PORTS[parts.scheme] if port is None else port


def refused(what: str, found: str) -> FetchRefused:
    """The error for an address that must not be dialled."""
    return FetchRefused(what, found=found, next_step="give a public http or https address")
