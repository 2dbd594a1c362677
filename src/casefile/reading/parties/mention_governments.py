"""Whether a state's or a capital's name means a government here, or a place.

Rules on the words around the name, each with its own name. `states.toml` has the lists.
"""

from __future__ import annotations

from functools import cache

from casefile.reading.parties.mention_words import Words, is_possessive, table_set


def government_rule(words: Words, start: int, end: int, is_source: bool) -> str:
    """Why the name at `start` to `end` means a government: the rule's name, "" for a place.

    >>> from casefile.reading.parties.mention_words import words_of
    >>> text = "Moscow would be certain to reject it."
    >>> government_rule(words_of(text, [(0, len(text))]), 0, 6, is_source=False)
    'acts'
    """
    first, last = words.at(start), words.before(end)
    if is_source:
        return "speaks"
    gap = _gap_after(words, last, end)
    if gap == "," and words.word(last + 1) in ("where", "in"):
        return ""
    before, at = _before(words, first)
    if before == "from" and words.word(at - 1) in _set("given_by"):
        return "acts"
    if is_possessive(words.word(last + 1)):
        return _of_possessive(words, last + 2)
    if before in _set("place_before"):
        return ""
    has_article = words.word(first - 1) == "the" and at == first - 2
    modifies = has_article and not _takes_article(words, start, end)
    if (
        before not in _set("prepositions")
        and not modifies
        and (rule := _as_subject(words, last, gap))
    ):
        return rule
    if words.word(last + 1) in _set("organs") and not gap:
        return "organ"
    if before == "and" and not gap and words.word(last + 1) in _set("together"):
        return "acts"
    return _as_object(words, at, before)


def _gap_after(words: Words, last: int, end: int) -> str:
    """The mark after the name; the full stop of "U.S." is none."""
    gap = words.gap(last)
    return (gap.removeprefix(".") if end > words.ends[last] and gap != "." else gap).strip()


def is_placed(words: Words, start: int) -> bool:
    """Whether a word of place stands before the name: "in", "near"."""
    return _before(words, words.at(start))[0] in _set("place_before")


def joined(words: Words, end: int, start: int) -> bool:
    """Whether only "and", "or" or a comma stand between two names: they are of one kind."""
    if start - end > _LONGEST_JOINT:
        return False
    between = words.text[end:start].strip().removesuffix(" the")
    return between in ("and", ",", ", and", "or")


_LONGEST_JOINT = 12


def _before(words: Words, first: int) -> tuple[str, int]:
    """The word before the name and its article, and its number; "" at a clause's beginning."""
    at = first - 1
    if words.word(at) == "the" and not words.gap(at).strip():
        at -= 1
    return ("" if words.gap(at).strip() or at < 0 else words.word(at)), at


def _takes_article(words: Words, start: int, end: int) -> bool:
    return words.text[start:end].lower().removeprefix("the ") in _set("with_article")


def _of_possessive(words: Words, next_word: int) -> str:
    """ "Moscow’s invasion" acts; "Moscow’s streets" is a place."""
    for number in range(next_word, min(next_word + 3, len(words))):
        if words.word(number) in _set("place_nouns"):
            return ""
        if words.gap(number).strip():
            break
    return "owns"


def _as_subject(words: Words, last: int, gap: str) -> str:
    """The name before a verb that only a government can carry; `gap` is the mark between."""
    number = last + 1
    if gap in (",", "—", "–"):  # "Oslo, which rejected …"
        if words.word(number) != "which":
            return ""
        number += 1
    elif gap:
        return ""
    if words.word(number) == "on" and words.word(number + 1) in _set("days"):
        number += 2  # "the U.S. on Tuesday said", "China on April 4 unveiled"
        number += words.word(number).isdigit()
    if _is_act(words, number):
        return "acts"
    for _ in range(3):
        word = words.word(number)
        is_adverb = word in _set("between") or (len(word) > 4 and word.endswith("ly"))
        if is_adverb and not words.gap(number).strip():
            number += 1
    if _is_act(words, number):
        return "acts"
    if words.word(number) in ("is", "was", "’s", "'s", "be", "being"):
        willing = words.word(number + 1), words.word(number + 2)
        return "acts" if any(w in _set("willing") for w in willing) else ""
    return ""


def _is_act(words: Words, number: int) -> bool:
    """A verb of the lists, or one in "-s" with what only follows a verb: "advocates the"."""
    word = words.word(number)
    if word in _set("says") or word in _set("does"):
        return True
    is_form = len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    if not is_form or words.gap(number).strip() or word in _set("organs"):
        return False
    after = number + 1
    is_name = after < len(words) and words.text[words.starts[after]].isupper()
    return is_name or words.word(after) in _set("follows_verb")


def _as_object(words: Words, at: int, before: str) -> str:
    """What is done to the name, or with it. `at` is the number of the word before."""
    if before in _set("done_to"):
        return "is addressed"
    previous = words.word(at - 1) if at > 0 and not words.gap(at - 1).strip() else ""
    if before in ("to", "for", "on", "against", "of") and previous in _set("given_to"):
        return "is addressed"
    if before == "to" and any(words.word(n) in _set("denies") for n in range(max(at - 5, 0), at)):
        return "is addressed"
    if before == "by":
        return "acts"
    if before == "against":
        return "is addressed"
    if before in ("with", "between", "and"):
        return _in_dealings(words, at, before)
    return ""


def _in_dealings(words: Words, number: int, before: str) -> str:
    """ "ties with Beijing", "relations between Oslo and Rome"."""
    reach = 2 if before == "with" else 6
    for back in range(number - 1, max(number - 1 - reach, -1), -1):
        if words.gap(back).strip(" ’'-"):
            return ""
        if words.word(back) in _set("dealings"):
            return "has dealings"
    return ""


@cache
def _set(key: str) -> frozenset[str]:
    return table_set("states", "government", key)
