"""A small sample of a text's runs of words, by which likely copies are looked up."""

from __future__ import annotations

import hashlib

from casefile.case.copy_words import words_of

_SMALLEST = 90  # hashes kept of a text up to 360 runs
_KEPT = 4  # of a longer text one run in so many is kept
_MOST = 4_000  # hashes kept of any text
_LONG_WORD = 4  # letters of a word that counts
_RUN = 3  # such words of a run


def fingerprint(text: str) -> tuple[int, ...]:
    """Hashes (0 to 2**63 - 1, rising) of some of the text's runs of words, to find candidates by.

    Runs are of three words of four letters or more. The smallest hashes are kept: all up to 90, of
    longer texts a quarter, at most 4,000. So the samples of a cut and of its whole agree where
    they overlap. () for a text with fewer than three such words.
    """
    forms = [form for form in words_of(text).forms if _counts(form)]
    shifted = (forms[at:] for at in range(_RUN))
    runs = {"\x00".join(run) for run in zip(*shifted, strict=False)}
    keep = min(max(_SMALLEST, len(runs) // _KEPT), _MOST)
    return tuple(sorted({_hash(run) for run in runs})[:keep])


def _counts(form: str) -> bool:
    """Long words, numbers, and characters of scripts without blanks."""
    return len(form) >= _LONG_WORD or form[0].isdigit() or form[0] >= "\u3040"


def _hash(run: str) -> int:
    digest = hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
