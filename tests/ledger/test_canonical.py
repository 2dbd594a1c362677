"""`casefile.ledger.canonical` gives the answers of `casefile.entry.parse_canonical`, faster."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.entry import parse_canonical
from casefile.errors import LedgerDamaged
from casefile.ledger.canonical import read_canonical

SCALARS = st.none() | st.booleans() | st.integers(-(2**54), 2**54) | st.text(max_size=5)
LOOSE = SCALARS | st.floats() | st.characters(categories=["Cs"])
KEYS = st.sampled_from(["a", "b_1", "data", "Bad", "", "x" * 41]) | st.text(max_size=3)
VALUES = st.recursive(
    LOOSE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def answers(body: bytes) -> tuple[object, object]:
    found: list[object] = []
    for read in (parse_canonical, read_canonical):
        try:
            found.append(json.dumps(read(body)))
        except LedgerDamaged:
            found.append("refused")
    return found[0], found[1]


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_both_readers_agree_on_generated_values(value: dict[str, object], tidy: bool) -> None:
    """Canonical or not, floats, large numbers and odd keys: one answer."""
    separators = (",", ":") if tidy else None
    text = json.dumps(value, sort_keys=True, separators=separators, ensure_ascii=False)
    slow, fast = answers(text.encode("utf-8", "surrogatepass"))
    assert slow == fast


@given(st.binary(max_size=12), st.integers(0, 40))
def test_both_readers_agree_on_damaged_bytes(junk: bytes, place: int) -> None:
    """Bytes put anywhere into a canonical object: one answer."""
    body = b'{"a":["x",1,{"b":null}],"c":"\xc3\xa9"}'
    slow, fast = answers(body[:place] + junk + body[place:])
    assert slow == fast


@pytest.mark.parametrize("depth", range(6, 11))
def test_both_readers_agree_on_depth(depth: int) -> None:
    """The same nesting is allowed, empty or not, in lists and objects."""
    for inner in (b"", b"1", b'"x"'):
        for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
            if not inner and opening != b"[":
                continue
            body = b'{"a":' + opening * depth + inner + closing * depth + b"}"
            slow, fast = answers(body)
            assert slow == fast, body


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":0.5}',
        b'{"a":9007199254740992}',
        b'{"a":-9007199254740992}',
        b"",
        b"[]",
        b'"x"',
        b"\xff",
        b'{"a":-0}',
        b'{"a":1e3}',
        b'{"a":"\\ud800"}',
        b"{" * 5000,
    ],
)
def test_what_is_not_canonical_is_refused(body: bytes) -> None:
    """Neither reader takes these."""
    assert answers(body) == ("refused", "refused")
