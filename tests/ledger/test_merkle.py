"""`casefile.ledger.merkle` against the vectors of Certificate Transparency and by properties."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_path,
    inclusion_path,
    is_consistent,
    leaf_hash,
    node_over,
    root_from_inclusion,
    root_of,
)

# The test tree of Certificate Transparency (google/certificate-transparency, merkle_tree_test):
# eight inputs and the root after each.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(data) for data in INPUTS]


def node(leaves: list[bytes]):  # type: ignore[no-untyped-def]
    return node_over({}, leaves.__getitem__)


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1 word for word: the slow definition."""
    from hashlib import sha256

    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    """Roots of the known test tree, at each size."""
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_root_is_the_hash_of_nothing() -> None:
    """RFC 6962: the root of no leaves is SHA-256 of the empty string."""
    known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of([]).hex() == EMPTY_ROOT.hex() == known


def test_inclusion_paths_are_those_of_certificate_transparency() -> None:
    """Known paths of the test tree: leaf 0 of 1, leaf 0 of 8, leaf 5 of 8, leaf 2 of 3, 1 of 5."""
    known = {
        (0, 1): [],
        (0, 8): [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
        (5, 8): [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
        (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
        (1, 5): [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    }
    for (n, size), path in known.items():
        assert [step.hex() for step in inclusion_path(n, size, node(LEAVES))] == path


def test_consistency_paths_are_those_of_certificate_transparency() -> None:
    """Known paths of the test tree: 1 to 8, 6 to 8, 2 to 5."""
    known = {
        (1, 1): [],
        (1, 8): [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
        (6, 8): [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
        (2, 5): [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    }
    for (old, size), path in known.items():
        assert [step.hex() for step in consistency_path(old, size, node(LEAVES))] == path


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70), st.integers(0, 70))
def test_a_frontier_grows_to_the_same_root_in_any_steps(leaves: list[bytes], cut: int) -> None:
    """Appending in two goes gives the root of the plain definition."""
    frontier = Frontier().extend(leaves[:cut]).extend(leaves[cut:])
    assert frontier.root() == plain_root(leaves)
    assert frontier.size == len(leaves)


@given(st.integers(1, 70), st.data())
def test_every_inclusion_path_proves_its_leaf_and_no_other(size: int, data: st.DataObject) -> None:
    """A path leads from its leaf to the root, and from another leaf or place to another root."""
    leaves = [leaf_hash(bytes([n])) for n in range(size)]
    n = data.draw(st.integers(0, size - 1))
    path = inclusion_path(n, size, node(leaves))
    assert root_from_inclusion(n, size, leaves[n], path) == root_of(leaves)
    assert root_from_inclusion(n, size, leaf_hash(b"other"), path) != root_of(leaves)
    with pytest.raises(ValueError, match="too"):
        root_from_inclusion(n, size, leaves[n], [*path, bytes(32)])
    if path:
        with pytest.raises(ValueError, match="too short"):
            root_from_inclusion(n, size, leaves[n], path[:-1])


def test_every_consistency_path_up_to_forty_holds_and_breaks() -> None:
    """All pairs of sizes: the path holds; with a changed root or step, or cut, it does not."""
    leaves = [leaf_hash(bytes([n])) for n in range(40)]
    for old, size in product(range(41), repeat=2):
        if old > size:
            with pytest.raises(ValueError, match="cannot be the start"):
                consistency_path(old, size, node(leaves))
            continue
        path = consistency_path(old, size, node(leaves))
        before, after = root_of(leaves[:old]), root_of(leaves[:size])
        assert is_consistent((old, before), (size, after), path)
        assert not is_consistent((old, bytes(32)), (size, after), path)
        assert not is_consistent((old, before), (size, after), [*path, bytes(32)])
        if path:
            assert not is_consistent((old, before), (size, bytes(32)), path)
            assert not is_consistent((old, before), (size, after), path[:-1])
            assert not is_consistent((old, before), (size, after), [bytes(32), *path[1:]])


def test_a_consistency_path_belongs_to_its_sizes() -> None:
    """The right hashes for a larger tree than they were made for prove nothing."""
    leaves = [leaf_hash(bytes([n])) for n in range(8)]
    path = consistency_path(4, 8, node(leaves))
    assert not is_consistent((4, root_of(leaves[:4])), (16, root_of(leaves)), path)


def test_a_batch_is_proved_from_the_frontier_before_it() -> None:
    """Paths of new leaves need only the old peaks and the new leaves, at every pair of sizes."""
    leaves = [leaf_hash(bytes([n])) for n in range(34)]
    for old, size in product(range(34), range(1, 35)):
        if old >= size:
            continue
        known = Frontier().extend(leaves[:old]).subtrees()
        near = node_over(known, lambda n, old=old: leaves[n] if n >= old else pytest.fail("old"))
        for n in range(old, size):
            assert inclusion_path(n, size, near) == inclusion_path(n, size, node(leaves))


def test_a_frontier_must_fit_its_size() -> None:
    """Peaks that cannot make up the size are refused."""
    with pytest.raises(ValueError, match="cannot make"):
        Frontier(3, (bytes(32),))
