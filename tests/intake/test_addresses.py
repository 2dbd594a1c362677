"""Addresses that must not be dialled."""

from __future__ import annotations

import pytest

from casefile.errors import FetchRefused
from casefile.intake.addresses import AddressRule, is_public_address, split_address

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1
::7f00:1 ::10.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 64:ff9b:1::808:808
2002:7f00:1:: 2002:a00:1:: 2002:c0a8:101:: 2002:808:808:: 2001:0:808:808::1 2001:0:7f00:1::
2001::1 2001:db8::1 2001:10::1 2001:20::1 3ffe::1 3fff::1 5f00::1 100::1 fc00::1 fd12:3456::1
fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff05::2 4000::1 2130706433 0x7f000001 017700000001 127.1
0177.0.0.1 localhost
"""


@pytest.mark.parametrize("address", REFUSED.split())
def test_private_and_reserved_addresses_are_refused(address: str) -> None:
    """In every form: mapped, compatible, translated, NAT64, 6to4, Teredo, and odd spellings."""
    assert not is_public_address(address)
    assert not AddressRule().allows(address, 443)


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "8.8.8.8",
        "2606:4700::1111",
        "2a00:1450:4001::64",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
    ],
)
def test_public_addresses_are_allowed(address: str) -> None:
    """Plain global unicast, and NAT64 of it (networks without IPv4 need that)."""
    assert AddressRule().allows(address, 80)
    assert not AddressRule().allows(address, 8080)


def test_the_exception_for_tests_is_narrow() -> None:
    """One address, the named ports, nothing else."""
    rule = AddressRule(loopback_ports_for_tests=frozenset({8123}))
    assert rule.allows("127.0.0.1", 8123)
    for address, port in (
        ("127.0.0.1", 80),
        ("127.0.0.2", 8123),
        ("::1", 8123),
        ("10.0.0.1", 8123),
    ):
        assert not rule.allows(address, port)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "gopher://a.example",
        "data:text/html,x",
        "javascript:x",
        "//a.example",
        "a.example/x",
        "",
        "http://",
        "http:///x",
        "http://user@a.example/",
        "http://u:p@a.example/",
        "http://@a.example/",
        "http://a.example\\@b.example/",
        "http://a.example/ x",
        "http://a.example/\r\nHost: b",
        "http://a.example:x/",
        "http://a.example:99999/",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://" + "a" * 5000,
        "http://a..example/",
    ],
)
def test_addresses_that_can_be_read_two_ways_are_refused(url: str) -> None:
    """Other schemes, user names, blanks, controls, backslashes and broken hosts."""
    with pytest.raises(FetchRefused):
        split_address(url, 4096)


def test_parts_of_a_good_address() -> None:
    """Host in ASCII, port by scheme, the final dot dropped."""
    _, host, port = split_address("https://Bücher.example./x?y#z", 4096)
    assert (host, port) == ("xn--bcher-kva.example", 443)
