"""One spelling for names of places that differ in case, accents, hyphens and full stops only."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """The name as the gazetteer's index spells it, "" where no letter or digit is left.

    >>> fold_name("Côte d’Ivoire"), fold_name("St. Louis"), fold_name("U.S.")
    ('cote divoire', 'st louis', 'us')
    """
    if name.isascii():
        plain = name.lower()
    else:
        apart = unicodedata.normalize("NFKD", name)
        plain = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
        plain = plain.translate(_LETTERS)
    return " ".join(_blanks().sub(" ", _dropped().sub("", plain)).split())


_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})


@cache
def _dropped() -> re.Pattern[str]:
    """Marks that some spellings leave out: "Sana'a", "Mikolayiv`", "D.C."."""
    return re.compile(r"['’‘`ʼʻʹʾʿ´.\u200e\u200f]")


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[\W_]+")
