"""The name of the person in the words for a speaker, and the words that such names go by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casefile.reference.tables import load_table


def person_in(words: str) -> str:
    """The person's name that the phrase is about, without titles; "" for none.

    It ends the head of the phrase ("Kremlin spokesman | Dmitry Peskov"), or follows it between
    commas ("a spokesman for the port, | Anna Moor,").
    """
    pieces = words.split(", ")
    name = _person_at_end(head_words(pieces[0].strip(" ,").split()), alone=len(pieces) > 1)
    if name or len(pieces) < 2:
        return name
    second = pieces[1].strip(" ,").split()
    heads = head_words(pieces[0].lower().split())
    role = re.sub(r"[’']s?$", "", heads[-1]) if heads else ""
    if role in roles() | listed("speakers", "unnamed") and 2 <= len(second) <= 4:
        return _person_at_end(second, alone=False)
    return ""


def person_name(words: str) -> str:
    """The name alone where it has two words or more, else the words without an article."""
    name = person_in(words)
    if " " in name:
        return re.sub(r"[’']s$", "", name)
    return re.sub(r"^(?:the|a|an)\s+", "", words.split(", ")[0], flags=re.IGNORECASE)


def head_words(tokens: Sequence[str]) -> list[str]:
    """The phrase up to its head: "two people | familiar with the talks"."""
    for number, token in enumerate(tokens):
        if number and token.lower().strip('“”"') in listed("speakers", "cuts"):
            return list(tokens[:number])
    return list(tokens)


def _person_at_end(tokens: list[str], alone: bool) -> str:
    """The name that ends the words: after a title, or two to four capitals that name no body."""
    parts: list[str] = []
    titled = False
    for token in reversed([t for t in tokens if not t.startswith("(")]):
        plain = re.sub(r"[’']s?$", "", token.lower()).strip(".,“”")
        if plain in listed("speakers", "titles") or plain in roles():
            titled = bool(parts)
            break
        if not (_is_capital(token) or (parts and plain in listed("speakers", "particles"))):
            break
        if re.search(r"[’']s$", token) and parts:  # "Ukraine’s | Volodymyr …"
            break
        if _is_no_name(plain) and (parts or len(tokens) == 1):
            break
        parts.insert(0, token.strip(",“”"))
    small = listed("speakers", "particles") | listed("speakers", "articles")
    while parts and parts[0].lower() in small:
        parts = parts[1:]
    return " ".join(parts) if _is_person(parts, tokens, titled, alone) else ""


def _is_person(parts: list[str], tokens: list[str], titled: bool, alone: bool) -> bool:
    lowered = [re.sub(r"[’']s?$", "", part.lower()).strip(".") for part in parts]
    if not parts or " ".join(lowered) in _institutions() or parts[-1].endswith(("s’", "s'")):
        return False
    known = listed("speakers", "bodies") | listed("speakers", "writings")
    if any(word in known for word in lowered) or lowered[-1] in listed("speakers", "unnamed"):
        return False
    is_acronym = parts[-1].isupper() and len(parts[-1].strip(".")) > 1
    if is_acronym and not is_number(lowered[-1]):  # "Port Authority PLC", "GOP"
        return titled and len(parts) > 1
    if titled:
        return True
    begun = tokens[0].lower() in listed("speakers", "articles")
    if begun or (len(parts) < len(tokens) and not _is_demonym_before(tokens, parts)):
        return False
    return 2 <= len(parts) <= 4 or (len(parts) == 1 and (alone or len(tokens) == 1))


def _is_demonym_before(tokens: list[str], parts: list[str]) -> bool:
    """ "Ukraine’s Anna Moor", "Democrat Paul Rey": one capital word before a full name."""
    return len(parts) > 1 and len(tokens) - len(parts) == 1 and _is_capital(tokens[0])


def _is_no_name(plain: str) -> bool:
    """A state or a seat, which may stand before a person's name but not in it."""
    return plain in listed("states", "names") or plain in listed("states", "metonyms")


def _is_capital(token: str) -> bool:
    return token.strip('“"‘')[:1].isupper()


def is_number(word: str) -> bool:
    """Whether a word is a number, Roman ones included: "Pope John | xxiii"."""
    return word.isdigit() or re.fullmatch(r"[ivxl]+", word) is not None


@cache
def _institutions() -> frozenset[str]:
    bodies = listed("speakers", "named_bodies") | listed("speakers", "media")
    return bodies | listed("states", "names")


@cache
def roles() -> frozenset[str]:
    """Nouns for what persons are: "clerk", "clerks"."""
    words = load_table("parties")["roles"]
    return frozenset(words["one"]) | frozenset(words["many"])


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """The words that a table of words lists under a key."""
    return frozenset(load_table(table)[key])
