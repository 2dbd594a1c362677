"""Keys for comparing names across scripts and spellings. For comparing only, never for showing.

Three steps, each from `transliteration.toml`: letters of other scripts become Latin ones (KMU 2010
for Ukrainian, BGN/PCGN 1947 for Russian, ISO 9 for the rest), marks fall away, and spellings of
one sound or one name become one.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from casefile.reference.tables import load_table

_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_RUSSIAN = frozenset("ыэёъЫЭЁЪ")
_LONGEST = 60  # code points of one word; what is longer is no name


def latin(word: str) -> str:
    """A word in Latin letters without marks, lower case. Cyrillic is read by its own letters.

    >>> latin("Сергій"), latin("Škoda")
    ('serhii', 'shkoda')
    """
    lower = unicodedata.normalize("NFC", word.lower())
    table = _letters(_language(lower))
    out = []
    for letter in lower:
        if letter in table:
            out.append(table[letter])
            continue
        for part in unicodedata.normalize("NFKD", letter):
            if not unicodedata.combining(part):
                out.append(table.get(part, part))
    return "".join(out)


@lru_cache(maxsize=50_000)
def comparing_key(word: str) -> str:
    """One key for all usual spellings of a name's word.

    >>> comparing_key("Zelenskyy") == comparing_key("Zelensky") == comparing_key("Зеленський")
    True
    >>> comparing_key("el-Masri") == comparing_key("al-Masri")
    True
    """
    plain = "".join(c for c in latin(word[:_LONGEST]) if c.isalnum() or c == "-").strip("-")
    article, mark, rest = plain.partition("-")
    if mark and article in _articles():
        plain = rest
    plain = plain.replace("-", "")
    sounds = _sounds(plain)
    return _one_name().get(sounds, sounds)


def _sounds(plain: str) -> str:
    for spelling, sound in _steps():
        if spelling.endswith("$"):
            ending = spelling[:-1]
            if plain.endswith(ending) and len(plain) > len(ending) + 1:
                plain = plain[: -len(ending)] + sound
        else:
            plain = plain.replace(spelling, sound)
    return _without_doubles(plain)


def _without_doubles(plain: str) -> str:
    return "".join(c for n, c in enumerate(plain) if n == 0 or c != plain[n - 1])


def _language(lower: str) -> str:
    letters = set(lower)
    if letters & _UKRAINIAN:
        return "ukrainian"
    return "russian" if letters & _RUSSIAN or _has_cyrillic(letters) else ""


def _has_cyrillic(letters: set[str]) -> bool:
    return any("Ѐ" <= letter <= "ӿ" for letter in letters)


@cache
def _letters(language: str) -> dict[str, str]:
    table = load_table("transliteration")
    letters: dict[str, str] = dict(table["latin"]) | table["slavic_latin"]
    if language:
        letters |= table["other_cyrillic"] | table["ukrainian"]
    if language == "russian":
        letters |= table["russian"]
    return letters


@cache
def _steps() -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in load_table("transliteration")["sounds"]["steps"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(load_table("transliteration")["arabic"]["articles"])


@cache
def _one_name() -> dict[str, str]:
    table = load_table("transliteration")
    groups = table["arabic"]["groups"] + table["given"]["groups"]
    return {_sounds(spelling): group[0] for group in groups for spelling in group}
