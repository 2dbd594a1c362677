"""Words for comparing: folded, without endings, and the groups and states that they tell."""

from __future__ import annotations

import re
from functools import cache

from casefile.case.link_tables import group_words, longest_phrase, states, stop_words

_LONGEST = 40  # code points of a word that are kept
_ENDINGS = ("ians", "ian", "ans", "an", "ns", "n", "ese", "ish", "is", "i")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]++(?:[’'-][^\W\d_]++)*+|\d++(?:[.,:]\d++)*+")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text as they stand, possessives cut off."""
    return [_own(word)[:_LONGEST] for word in _word().findall(text)]


def stem(word: str) -> str:
    """A folded word without the endings of number and tense: for counting, not for showing."""
    low = word.casefold()
    if low[:1].isdigit():
        return low.replace(",", "")
    for ending, least in (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3), ("e", 4)):
        if low.endswith(ending) and len(low) - len(ending) >= least and not low.endswith("ss"):
            low = low[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    if len(low) > 4 and low[-1] == low[-2] and low[-1] not in "sl":  # "stopp", not "kill"
        low = low[:-1]
    return low[:-1] if low.endswith("e") and len(low) > 4 else low


def is_content(word: str) -> bool:
    """Whether a word can tell one happening from another."""
    low = word.casefold()
    return len(low) > 1 and low not in stop_words()


def groups_in(text: str) -> tuple[str, ...]:
    """The groups of persons and things that the words tell, in their order."""
    low = [w.casefold() for w in words_of(text)]
    found: dict[str, None] = {}
    at = 0
    while at < len(low):
        for size in range(min(longest_phrase(), len(low) - at), 0, -1):
            group = group_words().get(" ".join(low[at : at + size]))
            if group:
                found[group] = None
                at += size - 1
                break
        at += 1
    return tuple(found)


def fold_party(name: str) -> str:
    """A party's name for comparing: folded, without article, title mark and possessive."""
    low = [w.casefold() for w in words_of(name)]
    return " ".join(w for w in low if w not in ("the", "a", "an", "mr", "mrs", "ms"))


def states_in(text: str) -> tuple[str, ...]:
    """The states that a text names, also by their adjective: "Russian officials" names Russia."""
    found = {state for word in words_of(text) if (state := _state_of(word.casefold()))}
    return tuple(sorted(found))


@cache
def _stems() -> dict[str, str]:
    """First letters of a state's name of one word, without its last letter, and the name."""
    names = sorted(n for n in states() if n.isalpha() and len(n) > 4)
    return {name[:-1]: name for name in names}


def _state_of(word: str) -> str:
    if word in states():
        return word
    roots = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)]
    found = [_stems().get(r) or _stems().get(r[:-1]) or "" for r in roots]
    return max(found, key=len, default="")  # "Nigerian" is of Nigeria, not of Niger


def _own(word: str) -> str:
    for ending in ("’s", "'s"):
        word = word.removesuffix(ending)
    return word
