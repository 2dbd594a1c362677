"""The Merkle tree of RFC 6962 and RFC 9162: SHA-256, with prefixes that tell leaf from node.

Only leaf hashes are kept. The frontier (the roots of the complete subtrees that make up the tree,
largest first) is enough to append and to give the root; inner nodes are computed when a proof
asks for them. Everything here is a pure function of its arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Node = Callable[[int, int], bytes]
"""Gives the hash over the leaves from its first argument to its second, end not included."""


def leaf_hash(body: bytes) -> bytes:
    """The hash of an entry's exact bytes (RFC 9162, 2.1.1)."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees (RFC 9162, 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of `size` leaves as the roots of its complete subtrees, largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"{len(self.peaks)} peaks cannot make a tree of {self.size} leaves")

    def extend(self, leaves: Iterable[bytes]) -> Frontier:
        """The frontier after more leaf hashes."""
        peaks, size = list(self.peaks), self.size
        for leaf in leaves:
            # As in binary addition: each trailing one bit of the size is a subtree to merge with.
            carry = size
            while carry & 1:
                leaf = node_hash(peaks.pop(), leaf)
                carry >>= 1
            peaks.append(leaf)
            size += 1
        return Frontier(size, tuple(peaks))

    def root(self) -> bytes:
        """The root of the tree; that of no leaves is the hash of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def subtrees(self) -> dict[tuple[int, int], bytes]:
        """The peaks by the leaves they cover: `(first, end)` to hash."""
        found, first = {}, 0
        for peak in self.peaks:
            width = 1 << ((self.size - first).bit_length() - 1)
            found[first, first + width] = peak
            first += width
        return found


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    return Frontier().extend(leaves).root()


def node_over(known: Mapping[tuple[int, int], bytes], leaf: Callable[[int], bytes]) -> Node:
    """A `Node` that looks a subtree up in `known`, and computes it from leaves where it is not.

    What it has computed it remembers: the paths of a whole batch share their nodes.
    """
    kept = dict(known)

    def node(first: int, end: int) -> bytes:
        found = kept.get((first, end))
        if found is not None:
            return found
        if end - first == 1:
            return leaf(first)
        middle = first + _split(end - first)
        found = kept[first, end] = node_hash(node(first, middle), node(middle, end))
        return found

    return node


def inclusion_path(n: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The hashes that join leaf `n` to the root of `size` leaves, lowest first (RFC 9162, 2.1.3.1).

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= n < size:
        raise ValueError(f"no leaf {n} in a tree of {size}")
    path = []
    first, end = 0, size
    while end - first > 1:
        middle = first + _split(end - first)
        if n < middle:
            path.append(node(middle, end))
            end = middle
        else:
            path.append(node(first, middle))
            first = middle
    return tuple(reversed(path))


def root_from_inclusion(n: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root that a path leads to (RFC 9162, 2.1.3.2); the caller compares it.

    Raises:
        ValueError: the path cannot belong to this place in a tree of this size.
    """
    if not 0 <= n < size:
        raise ValueError(f"no leaf {n} in a tree of {size}")
    index, last, root = n, size - 1, leaf
    for step in path:
        if last == 0:
            raise ValueError("the path is too long")
        if index & 1 or index == last:
            root = node_hash(step, root)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            root = node_hash(root, step)
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return root


def consistency_path(old: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The hashes that show a tree of `old` leaves to be the start of one of `size`.

    RFC 9162, 2.1.4.1. Empty where `old` is 0 or `size`.

    Raises:
        ValueError: `old` is larger than `size`.
    """
    if not 0 <= old <= size:
        raise ValueError(f"a tree of {old} cannot be the start of one of {size}")
    if old in (0, size):
        return ()
    path = []
    first, end, whole = 0, size, True
    while end != old:
        middle = first + _split(end - first)
        if old <= middle:
            path.append(node(middle, end))
            end = middle
        else:
            path.append(node(first, middle))
            first, whole = middle, False
    if not whole:
        path.append(node(first, end))
    return tuple(reversed(path))


def is_consistent(old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Whether the path shows that the tree `old` (size, root) is the start of `new`.

    RFC 9162, 2.1.4.2.
    """
    (old_size, old_root), (size, root) = old, new
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not path and old_root == root
    if old_size == 0:
        return not path and old_root == EMPTY_ROOT
    steps = list(path)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    return bool(steps) and _walk_consistency(old_size, size, steps) == (old_root, root)


def _walk_consistency(old: int, size: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    index, last = old - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    old_root = root = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if index & 1 or index == last:
            old_root, root = node_hash(step, old_root), node_hash(step, root)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            root = node_hash(root, step)
        index, last = index >> 1, last >> 1
    return (old_root, root) if last == 0 else None


def _split(width: int) -> int:
    """The largest power of two below `width` (2 or more)."""
    return 1 << ((width - 1).bit_length() - 1)
