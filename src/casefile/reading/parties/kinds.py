"""What kind of party a name stands for, by tables and by its head word."""

from __future__ import annotations

from functools import cache

from casefile.particulars import PartyKind
from casefile.reading.names import NameType
from casefile.reading.parties.mention_words import folded, table_set
from casefile.reference.tables import load_table


def kind_of_name(name: str, type_: NameType) -> PartyKind:
    """The kind of a name that stands by itself; a state is a place until it acts.

    >>> kind_of_name("International Criminal Court", NameType.ORGANISATION).value
    'court'
    """
    plain = folded(name)
    known = _known().get(plain) or _known().get(name.lower().strip())
    if known is not None and not _is_small_word(name):
        return known
    if is_state_name(name):
        return PartyKind.PLACE
    if type_ is NameType.PERSON:
        return PartyKind.PERSON
    by_head = _by_head(plain, name)
    if by_head is not None:
        return by_head
    return PartyKind.PLACE if type_ is NameType.PLACE else PartyKind.ORGANISATION


def is_state_name(name: str) -> bool:
    """Whether the words are a state's name, or a capital or building that may stand for one."""
    return state_of(name) != ""


def state_of(name: str) -> str:
    """The state that a name, a capital, a building or an adjective stands for, folded; or ""."""
    lower = " ".join(name.lower().split()).removesuffix("’s").removesuffix("'s").strip(" .")
    bare = folded(name)
    if lower == "us" and name.strip()[:2] != "US":
        return ""  # the pronoun
    for key in (bare, lower, lower.removeprefix("the ")):
        if key in _states():
            return folded(key)
        if key in _capitals():
            return folded(_capitals()[key])
    return ""


def is_capital(name: str) -> bool:
    """Whether the name is a capital's or a seat's, not the state's own."""
    return folded(name) not in _states() and state_of(name) != ""


def state_of_adjective(word: str) -> str:
    """ "russian" → "russia"; "" for other words."""
    return folded(_demonyms()[word]) if word in _demonyms() else ""


def _by_head(plain: str, name: str) -> PartyKind | None:
    """By the last word of the name that tells: "Ministry of Defence", "Media Military Centre"."""
    words = plain.replace("’s", "").split()
    if not words or (len(words) == 1 and not name[:1].isupper()):
        return None
    before_of = words[: words.index("of", 1)] if "of" in words[1:] else words
    last = before_of[-1].strip(".,)(")
    kind = _heads().get(last)
    if kind is None and " at the " in f" {plain} ":
        before_at = plain.split(" at the ")[0].split()
        kind = _heads().get(before_at[-1]) if before_at else None
    if kind is PartyKind.MEDIA and (len(words) == 1 or last not in _media_heads()):
        return None
    return kind


def _is_small_word(name: str) -> bool:
    """ "who", "is", "us": acronyms of bodies only where they stand in capitals."""
    return name.lower() in ("who", "is", "us", "un", "eu", "it") and not name.isupper()


@cache
def _known() -> dict[str, PartyKind]:
    kinds = {
        folded(name): PartyKind(kind)
        for kind, names in load_table("parties")["known"].items()
        for name in names
    }
    media = dict.fromkeys(map(folded, load_table("speakers")["media"]), PartyKind.MEDIA)
    return media | kinds


@cache
def _heads() -> dict[str, PartyKind]:
    rows = load_table("parties")["head_kinds"].items()
    return {word: PartyKind(kind) for kind, words in rows for word in words}


@cache
def _media_heads() -> frozenset[str]:
    return table_set("speakers", "", "media_heads") | {"news", "newspaper", "broadcaster"}


@cache
def _states() -> frozenset[str]:
    return frozenset(load_table("states")["names"]) | {
        folded(name) for name in load_table("states")["names"]
    }


@cache
def _capitals() -> dict[str, str]:
    capitals: dict[str, str] = load_table("states")["capitals"]
    return capitals


@cache
def _demonyms() -> dict[str, str]:
    demonyms: dict[str, str] = load_table("states")["demonyms"]
    return demonyms
