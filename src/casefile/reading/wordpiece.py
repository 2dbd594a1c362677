"""Word-pieces of a text, each with where it stands in the text as it is.

The uncased BERT scheme (Devlin et al. 2019; Wu et al. 2016): words are runs of letters and digits,
every punctuation mark stands alone, letters are lower-cased and lose their accents, and each word
is cut greedily into the longest pieces of a fixed vocabulary. Ours keeps offsets in code points of
the original text, and remembers words that it has cut before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

UNKNOWN = "[UNK]"
_LONGEST = 100  # characters of a word; a longer one is one unknown piece
_SILENT = frozenset({"Mn", "Cc", "Cf", "Cn", "Co", "Cs"})  # accents, controls, hidden characters
_CACHED = 100_000  # words remembered, before the memory is emptied


class Piece(NamedTuple):
    """A word-piece: its number in the vocabulary, where it stands, and how its word is written."""

    id: int
    start: int
    end: int
    case: int  # 0 lower or no letters, 1 Capitalised, 2 UPPER


@dataclass
class WordPiece:
    """Cuts text into pieces of a vocabulary. Holds a cache, so make one and keep it."""

    vocabulary: Mapping[str, int]
    _cut: dict[str, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)

    def pieces(self, text: str, start: int, end: int) -> list[Piece]:
        """The pieces of `text` from `start` to `end`, in order."""
        found: list[Piece] = []
        for match in _words().finditer(text, start, end):
            word, at = match.group(), match.start()
            case = _case(word)
            found += [Piece(i, at + s, at + e, case) for i, s, e in self._of_word(word)]
        return found

    def _of_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        known = self._cut.get(word)
        if known is None:
            if len(self._cut) >= _CACHED:
                self._cut.clear()
            known = self._cut[word] = tuple(self._split(word))
        return known

    def _split(self, word: str) -> list[tuple[int, int, int]]:
        """(id, start, end) of each piece, in code points from the word's start."""
        letters, places = _folded(word)
        if not letters:
            return []
        if len(letters) > _LONGEST:
            return [(self.vocabulary[UNKNOWN], 0, len(word))]
        found, at = [], 0
        while at < len(letters):
            for stop in range(len(letters), at, -1):
                piece = letters[at:stop] if at == 0 else f"##{letters[at:stop]}"
                if piece in self.vocabulary:
                    found.append((self.vocabulary[piece], places[at], places[stop - 1] + 1))
                    at = stop
                    break
            else:
                return [(self.vocabulary[UNKNOWN], 0, len(word))]
        return found


def _folded(word: str) -> tuple[str, list[int]]:
    """Lower-cased letters without accents, and for each the position it comes from."""
    letters, places = [], []
    for position, character in enumerate(word):
        for part in unicodedata.normalize("NFD", character.lower()):
            if unicodedata.category(part) not in _SILENT:
                letters.append(part)
                places.append(position)
    return "".join(letters), places


def _case(word: str) -> int:
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


@cache
def _words() -> re.Pattern[str]:
    """A run of letters and digits with their accents, or any other single mark.

    CJK signs stand alone, as in BERT's own scheme; so does "_". A hidden character inside a word
    cuts it in two and gives no piece.
    """
    cjk = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
    letter, accent = rf"[^\W_{cjk}\u0300-\u036f]", r"[\u0300-\u036f]"
    return re.compile(rf"{letter}(?:{letter}|{accent})*|[{cjk}]|{accent}|[^\w\s]|_")
