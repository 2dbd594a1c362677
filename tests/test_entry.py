"""Entries and their one encoding."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.entry import MAX_ENTRY_BYTES, BlobRef, Entry, canonical_bytes, parse_canonical
from casefile.errors import LedgerDamaged, LedgerError

KEYS = st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
ENTRY = Entry(
    log="casefile/0",
    n=7,
    kind="document.add",
    at="2026-11-24T09:00:00.000Z",
    by="p_1",
    data={"document": "d"},
    blobs=(BlobRef("raw", "ab", 3),),
    refs=("d",),
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_canonical_bytes_come_back(value: dict[str, object]) -> None:
    """What is encoded is read back equal, and encodes to the same bytes."""
    body = canonical_bytes(value)
    assert parse_canonical(body) == value
    assert canonical_bytes(json.loads(body)) == body


def test_known_bytes() -> None:
    """Keys are sorted, letters are not escaped, nothing stands between."""
    value = {"b": [1, True, None], "a": 'é\u2028"\\\n\x01'}
    assert canonical_bytes(value) == '{"a":"é\u2028\\"\\\\\\n\\u0001","b":[1,true,null]}'.encode()


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), {"Key": 1}, {"a b": 1}, {1: 2}, 2**53, "\ud800", b"bytes", {"a": {1, 2}}],
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    """No float, no odd key, no huge number, no lone surrogate."""
    with pytest.raises(LedgerError):
        canonical_bytes(value)


def test_depth_is_limited() -> None:
    """Nesting has an end, before the interpreter's stack does."""
    value: object = 1
    for _ in range(9):
        value = [value]
    with pytest.raises(LedgerError, match="deep"):
        canonical_bytes(value)


@pytest.mark.parametrize(
    "body",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1,"a":2}',
        b"[1]",
        b"{",
        b'{"a":1.0}',
        b'{"a":"\\u00e9"}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_other_encodings_of_the_same_are_refused(body: bytes) -> None:
    """There is one encoding; everything else is damage."""
    with pytest.raises(LedgerDamaged):
        parse_canonical(body)


def test_an_entry_comes_back_with_fields_of_later_releases() -> None:
    """Unknown fields survive a read and a write."""
    fields = json.loads(ENTRY.to_bytes()) | {"sig": "later"}
    body = canonical_bytes(fields)
    entry = Entry.from_bytes(body)
    assert entry.rest == {"sig": "later"}
    assert entry.to_bytes() == body
    assert Entry.from_bytes(ENTRY.to_bytes()) == ENTRY


@pytest.mark.parametrize("field", ["log", "n", "kind", "at", "by", "data", "blobs", "refs", "v"])
def test_an_entry_without_a_field_is_damaged(field: str) -> None:
    """Every field is needed."""
    fields = json.loads(ENTRY.to_bytes())
    del fields[field]
    with pytest.raises(LedgerDamaged):
        Entry.from_bytes(canonical_bytes(fields))


def test_a_long_entry_is_refused() -> None:
    """Bulk belongs into blobs."""
    entry = Entry("l", 0, "k", "t", "p", {"text": "x" * MAX_ENTRY_BYTES})
    with pytest.raises(LedgerError, match="too long"):
        entry.to_bytes()
