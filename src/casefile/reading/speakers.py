"""What kind of speaker the words name, and a short form of the name for lists."""

from __future__ import annotations

import re
from functools import cache

from casefile.claim import SpeakerKind
from casefile.reference.tables import load_table

_ARTICLES = r"(?:the|a|an|one|another|this|that|these|those|his|her|its|their|our|my)\s+"


def speaker_kind(source: str, outlet: str = "") -> SpeakerKind:
    """The kind of speaker, by the words of the source alone.

    Args:
        source: the exact words, "" where the report names nobody.
        outlet: who published the document, where that is known.
    """
    words = " ".join(source.split())
    plain = re.sub(r"[’']s?$", "", words.lower().strip(" ,;:"))
    bare = re.sub(rf"^{_ARTICLES}", "", plain)
    if not bare:
        return SpeakerKind.NOT_STATED
    if plain in _set("speakers", "pronouns"):
        return SpeakerKind.UNRESOLVED
    if _is_outlet(plain, bare, outlet):
        return SpeakerKind.OUTLET
    if bare in _set("states", "names"):
        return SpeakerKind.STATE
    if plain in _set("states", "metonyms") or bare in _set("states", "metonyms"):
        return SpeakerKind.STATE_METONYM
    return _by_head(words, bare)


def display_name(source: str, kind: SpeakerKind) -> str:
    """A short form for lists and for counting; the exact words stay beside it.

    >>> display_name("Kremlin spokesman Dmitry Peskov", SpeakerKind.NAMED_PERSON)
    'Dmitry Peskov'
    >>> display_name("The source", SpeakerKind.UNNAMED)
    'a source (unnamed)'
    """
    words = " ".join(source.split()).strip(" ,;:")
    if kind is SpeakerKind.NOT_STATED:
        return "(not stated)"
    if kind is SpeakerKind.UNRESOLVED:
        return f"{words.lower()} (not resolved)"
    if kind is SpeakerKind.NAMED_PERSON:
        return _person_name(words)
    bare = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)
    bare = re.split(r",\s+(?:who|which|whom|whose|that)\b", bare)[0]
    if kind is SpeakerKind.UNNAMED:
        if bare.lower() in ("source", "official", "diplomat", "witness", "soldier", "spokesman"):
            article = "an" if bare[0].lower() in "aeiou" else "a"
            return f"{article} {bare.lower()} (unnamed)"
        return f"{bare} (unnamed)"
    return re.sub(r"[’']s$", "", bare)


def _by_head(words: str, bare: str) -> SpeakerKind:
    """By the head of the phrase and by capitals: "the port office", "medic Anna Moor"."""
    head_words = re.split(
        r"\s+(?:of|at|for|in|from|on|with|who|which|that|to|near|close)\b|,", bare
    )[0]
    heads = head_words.split() or [bare]
    head = heads[-2] if len(heads) > 1 and _is_number(heads[-1]) else heads[-1]
    if bare in _set("speakers", "named_bodies"):
        return SpeakerKind.ORGANISATION
    if head in _set("speakers", "media_heads") and words.split()[-1][0].isupper():
        return SpeakerKind.OUTLET
    if _has_person_name(words):
        return SpeakerKind.NAMED_PERSON
    if heads[0] in _set("speakers", "unnamed"):  # "officials installed by the city"
        return SpeakerKind.UNNAMED
    if head in _set("speakers", "bodies"):
        nameless = re.match(
            r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome) [^A-Z]*$", words
        )  # "a satellite company"
        return SpeakerKind.UNNAMED if nameless else SpeakerKind.ORGANISATION
    if head in _set("speakers", "writings"):
        return SpeakerKind.WRITING
    if head in _set("speakers", "unnamed"):
        return SpeakerKind.UNNAMED
    if any(body in f" {bare} " for body in _padded("named_bodies")):
        return SpeakerKind.ORGANISATION
    if re.search(r"\b[A-Z]\w+", re.sub(r"^\w+", "", words)) or words[:1].isupper():
        return _capitalised(words)
    return SpeakerKind.UNNAMED


def _capitalised(words: str) -> SpeakerKind:
    """A capitalised phrase without a known head: one or two bare names, or a body."""
    names = re.findall(r"[^\W\d_a-zß-ÿ][\w’'-]+", words)
    starts_bare = not re.match(_ARTICLES, words.lower())
    if starts_bare and 1 <= len(names) <= 3 and len(names) == len(words.split()):
        return SpeakerKind.NAMED_PERSON
    return SpeakerKind.ORGANISATION if names and len(names) > 1 else SpeakerKind.UNNAMED


def _has_person_name(words: str) -> bool:
    """A title and a name, or two or three capitalised words in a row that name no body."""
    for match in _name_runs().finditer(words):
        if not _stands_alone(words, match.start(), match.end()):
            continue
        parts = match.group().split()
        lowered = [re.sub(r"[’']s?$", "", part.lower().strip(".,")) for part in parts]
        known = _set("speakers", "bodies") | _set("speakers", "writings")
        if any(word in known for word in lowered) or match.group().lower() in _institutions():
            continue
        titled = any(word in _set("speakers", "titles") for word in lowered[:-1])
        before = words[: match.start()].rstrip().lower().split()
        titled = titled or bool(before and before[-1].strip(".,") in _set("speakers", "titles"))
        rest = [w for w in lowered if w not in _set("speakers", "titles")]
        rest = [w for w in rest if w not in _set("states", "names")]
        rest = [w for w in rest if w not in _set("states", "metonyms")]
        if titled and rest:
            return True
        if 2 <= len(rest) <= 4 and not rest[-1].endswith("s’") and _looks_personal(match.group()):
            return True
    return False


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Not after a preposition ("the court in The Hague") nor before a noun ("European officials").

    A person's name may go before small words: "Anna Moor of the union", "Irena Dole, who …".
    """
    before = words[:start].rstrip().lower().split()
    if before and before[-1] in ("in", "of", "at", "from", "for", "to", "by", "near"):
        return False
    after = re.match(r" ([a-zß-ÿ]+)", words[end:])
    return after is None or after.group(1) in _SMALL


_SMALL = frozenset(
    {"of", "in", "at", "from", "for", "and", "or", "who", "which", "with", "a", "an", "the", "on"}
    | {
        "to",
        "as",
        "before",
        "after",
        "then",
        "himself",
        "herself",
        "by",
        "through",
        "also",
        "whose",
    }
)


def _is_number(word: str) -> bool:
    return word.isdigit() or re.fullmatch(r"[ivxl]+", word) is not None


def _looks_personal(run: str) -> bool:
    """No capitalised demonym or acronym at its end: "Russian Forces", "Port Authority PLC"."""
    last = run.split()[-1]
    return not last.isupper() or len(last) == 1


def _person_name(words: str) -> str:
    """The last run of capitalised words before a comma that is no title."""
    for match in _name_runs().finditer(words):
        parts = match.group().split()
        while len(parts) > 1 and (
            parts[0].lower().strip(".") in _set("speakers", "titles")
            or parts[0].lower() in _set("states", "names") | _set("states", "metonyms")
        ):
            parts = parts[1:]
        if len(parts) > 1:
            return " ".join(parts)
    return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)


def _is_outlet(plain: str, bare: str, outlet: str) -> bool:
    own = outlet.lower().strip()
    media = _set("speakers", "media")
    head = re.sub(r"\s+(?:reporters?|correspondents?|journalists?|news agency)$", "", bare)
    return plain in media or head in media or bool(own and plain in (own, f"the {own}"))


@cache
def _name_runs() -> re.Pattern[str]:
    """Capitalised words in a row, with small linking words: "Ursula von der Leyen"."""
    capital = r"[^\W\d_a-zß-ÿа-я][\w’'\-]*\.?"
    return re.compile(rf"{capital}(?: (?:(?:de|von|van|der|den|bin|al|el|la|ter) )*{capital})*")


@cache
def _institutions() -> frozenset[str]:
    return _set("speakers", "named_bodies") | _set("speakers", "media") | _set("states", "names")


@cache
def _padded(key: str) -> tuple[str, ...]:
    return tuple(f" {word} " for word in sorted(_set("speakers", key)) if len(word) > 2)


@cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(load_table(table)[key])
