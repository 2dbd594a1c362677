"""Compare a name in Arabic or Hebrew letters with one in Latin letters, by its consonants.

Neither script writes most vowels, so this proves little: it orders candidates, and the reason says
that consonants only were compared.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from casefile.particulars import Reason
from casefile.reference.tables import load_table

_LONGEST = 200  # code points; what is longer is no name
_LEAST = 2  # consonants, for a word to say anything


def in_other_letters(typed: str) -> bool:
    """Whether the name is typed in Arabic or Hebrew letters."""
    return any(letter in _letters() for letter in typed[:_LONGEST])


def like_by_consonants(typed: str, name: str) -> tuple[float, tuple[Reason, ...]]:
    """A score as `likely_same` gives them, 0 to 0.7, and its reasons.

    >>> like_by_consonants("عمر البشير", "Omar al-Bashir")[0]
    0.6
    """
    # A Latin j is written as the sound of "Jakarta" or as that of "Benjamin", which is left out.
    found = [_compared(typed, name.casefold().replace("j", letter)) for letter in ("j", "y")]
    return max(found, key=lambda f: f[0])


def _compared(typed: str, name: str) -> tuple[float, tuple[Reason, ...]]:
    mine, theirs = _skeletons(typed), _skeletons(name)
    if not mine or not theirs or len(mine[-1]) < _LEAST or mine[-1] != theirs[-1]:
        return 0.0, ()
    reasons = [Reason("same consonants of the surname in another script", 0.3)]
    if len(mine) > 1 and len(theirs) > 1 and mine[0] == theirs[0]:
        reasons.append(Reason("same consonants of the first name", 0.2))
        if mine == theirs and len(mine) > 2:
            reasons.append(Reason("same consonants of every word", 0.1))
    elif len(mine) > 1 and len(theirs) > 1:
        reasons.append(Reason("other consonants of the first name", -0.2))
    return round(0.1 + sum(r.weight for r in reasons), 4), tuple(reasons)


def _skeletons(name: str) -> list[str]:
    """The consonants of each word that has any."""
    plain = unicodedata.normalize("NFC", name[:_LONGEST].casefold())
    words = (_skeleton(_bare(word)) for word in plain.replace("’", "").split())
    return [word for word in words if word]


def _bare(word: str) -> str:
    """Without its article."""
    for article in load_table("consonants")["articles"]:
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :]
    return "" if word in ("al", "el") else word


def _skeleton(word: str) -> str:
    if any(letter in _letters() for letter in word):
        plain = "".join(_letters().get(letter, "") for letter in word)
    else:
        marks = unicodedata.normalize("NFKD", word)
        plain = "".join(c for c in marks if c.isalpha() and c.isascii())
        for spelling, sound in load_table("consonants")["latin"]:
            plain = plain.replace(spelling, sound)
    return "".join(c for n, c in enumerate(plain) if n == 0 or c != plain[n - 1])


@cache
def _letters() -> dict[str, str]:
    table = load_table("consonants")
    return {letter: sound for letter, sound in (*table["arabic"], *table["hebrew"])}
