"""What kind of speaker the words name, and a short form of the name for lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casefile.claim import SpeakerKind
from casefile.particulars import Party, PartyKind
from casefile.reading.person_names import (
    head_words,
    is_number,
    listed,
    person_in,
    person_name,
    roles,
)
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
    if plain in listed("speakers", "pronouns") or words in ("A", "Q"):
        return SpeakerKind.UNRESOLVED
    if bare.endswith("without borders"):
        return SpeakerKind.ORGANISATION
    if _is_outlet(plain, bare, outlet) or _is_medium(words):
        return SpeakerKind.OUTLET
    return _by_state(plain, bare) or _by_head(*_owner(words, bare))


def _by_state(plain: str, bare: str) -> SpeakerKind | None:
    """A state by its name or its government, and a seat; several of one kind are that kind."""
    names, metonyms = listed("states", "names"), listed("states", "metonyms")
    if bare in names or _own_government().fullmatch(plain):
        return SpeakerKind.STATE
    if plain in metonyms or bare in metonyms:
        return SpeakerKind.STATE_METONYM
    parts = [re.sub(r"^the ", "", part) for part in re.split(r", (?:and )?| and ", plain)]
    if len(parts) > 1 and all(part in names for part in parts):
        return SpeakerKind.STATE
    if len(parts) > 1 and all(part in metonyms for part in parts):
        return SpeakerKind.STATE_METONYM
    return None


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
        return person_name(words)
    bare = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)
    bare = re.split(r",\s+(?:who|which|whom|whose|that)\b", bare)[0]
    if kind is SpeakerKind.UNNAMED:
        if bare.lower() in ("source", "official", "diplomat", "witness", "soldier", "spokesman"):
            article = "an" if bare[0].lower() in "aeiou" else "a"
            return f"{article} {bare.lower()} (unnamed)"
        return f"{bare} (unnamed)"
    return re.sub(r"[’']s$", "", bare)


def speaker_name(source: str, kind: SpeakerKind, party_name: str = "") -> str:
    """What to call a speaker in lists: the words of the source in short, so that nobody is renamed.

    A pronoun, and a person's name, which may be half of it, get the name of their party.

    >>> speaker_name("It", SpeakerKind.UNRESOLVED, "Russia")
    'Russia'
    >>> speaker_name("the Kremlin", SpeakerKind.STATE_METONYM, "Russia")
    'Kremlin'
    """
    if party_name and kind in (SpeakerKind.UNRESOLVED, SpeakerKind.NAMED_PERSON):
        return party_name
    return display_name(source, kind)


def settled_kind(by_words: SpeakerKind, source: str, party: Party | None) -> SpeakerKind:
    """The kind of a speaker whose party is known: only for a bare name, which does not show whose.

    "Tamar" is a company where the text calls it "Tamar Forwarding". Words that tell the kind by
    themselves ("she", "the minister", "Moscow") are left as they are.
    """
    open_kinds = (SpeakerKind.NAMED_PERSON, SpeakerKind.ORGANISATION, SpeakerKind.UNNAMED)
    if party is None or by_words not in open_kinds or not _is_bare_name(source):
        return by_words
    if party.kind is PartyKind.PERSON and by_words is SpeakerKind.UNNAMED:
        return SpeakerKind.NAMED_PERSON
    longer = [name for name in (party.name, *party.aliases) if f"{source} " in f"{name} "]
    kinds = {speaker_kind(name) for name in longer if len(name) > len(source)}
    is_body = party.kind in _BODIES and by_words is not SpeakerKind.ORGANISATION
    return SpeakerKind.ORGANISATION if is_body and SpeakerKind.ORGANISATION in kinds else by_words


_BODIES = (PartyKind.MINISTRY, PartyKind.COURT, PartyKind.ARMED_GROUP, PartyKind.ORGANISATION)


def _is_bare_name(source: str) -> bool:
    """One to three words with capitals, no article, title, mark or possessive among them."""
    words = source.split()
    known = listed("speakers", "articles") | listed("speakers", "titles") | roles()
    return 0 < len(words) <= 3 and all(
        re.fullmatch(r"[^\W\d_a-z][\w-]+", w) and not w.isupper() and w.lower() not in known
        for w in words
    )


def _owner(words: str, bare: str) -> tuple[str, str]:
    """Whose words a page or an account carries: "our brigade's page" is the brigade."""
    carried = re.match(
        r"(?P<who>.{2,60}?)(?:[’']s|(?<=s)[’']) (?:\w+ )?"
        r"(?:page|website|channel|feed|account|blog)$",
        words,
    )
    if carried is None:
        return words, bare
    return carried["who"], re.sub(rf"^{_ARTICLES}", "", carried["who"].lower())


def _is_medium(words: str) -> bool:
    """ "The newspaper Polar", "the state news agency", "Danish radio", "the station"."""
    match = _medium().match(words)
    return match is not None and (
        match.end() == len(words) or words[match.end() :].lstrip()[:1].isupper()
    )


@cache
def _medium() -> re.Pattern[str]:
    kinds = "|".join(load_table("speakers")["media_kinds"])
    return re.compile(
        r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Oo]ne|[Tt]wo|[Ss]everal) )?(?:[\w-]+ ){0,2}?"
        rf"(?:{kinds})(?= |$)"
    )


@cache
def _own_government() -> re.Pattern[str]:
    """ "The government", "its government", "the Government of X", "the State"."""
    return re.compile(
        r"(?:(?:the|his|her|its|their|our|my|this|that) )(?:[\w-]+(?:ian|ese|ish|[a-z]ch|an|i) )?"
        r"(?:government|state)(?: of [\w ’'-]+| concerned| in question)?|[\w ]+[’']s government|"
        r"(?:government|state) of [\w ]+"
    )


def _by_head(words: str, bare: str) -> SpeakerKind:
    """By the head of the phrase and by capitals: "the port office", "medic Anna Moor"."""
    if words.isupper() and bare in roles() | listed("speakers", "unnamed"):
        return SpeakerKind.UNNAMED  # a label of a transcript: "CALLER"
    heads = head_words(bare.split(",")[0].split()) or [bare]
    head = heads[-2] if len(heads) > 1 and is_number(heads[-1]) else heads[-1]
    head = re.sub(r"[’']s?$", "", head).strip(".")
    if bare in listed("speakers", "named_bodies"):
        return SpeakerKind.ORGANISATION
    if head in listed("speakers", "media_heads") and _has_capital(words, head):
        return SpeakerKind.OUTLET
    if heads[0] in listed("speakers", "quantities") and len(heads) == 1 and "," not in words:
        return SpeakerKind.UNNAMED  # "six", "most | of them"
    if person_in(words):
        return SpeakerKind.NAMED_PERSON
    if _is_side(bare, words, heads):
        return SpeakerKind.ORGANISATION
    if heads[0] in listed("speakers", "unnamed"):  # "officials installed by the city"
        return SpeakerKind.UNNAMED
    if re.match(r"(?:[Ee]very|[Nn]o|[Mm]any|[Mm]ost|[Ss]ome) ", words) and head.startswith(
        "government"
    ):
        return SpeakerKind.UNNAMED
    if head in listed("speakers", "bodies"):
        nameless = re.match(
            r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome) [^A-Z]*$", " ".join(head_words(words.split()))
        )  # "a satellite company"
        return SpeakerKind.UNNAMED if nameless else SpeakerKind.ORGANISATION
    if head in listed("speakers", "writings"):
        return SpeakerKind.WRITING
    if head in listed("speakers", "unnamed") or head in roles():
        return SpeakerKind.UNNAMED
    if any(body in f" {bare} " for body in _padded("named_bodies") if body != " who "):
        return SpeakerKind.ORGANISATION
    if re.search(r"\b[A-Z]\w+", re.sub(r"^\w+", "", words)) or words[:1].isupper():
        return _capitalised(words)
    return SpeakerKind.UNNAMED


def _is_side(bare: str, words: str, heads: Sequence[str]) -> bool:
    """A side as such, "the rebels", "both sides"; "two rebels" and "a rebel" are persons."""
    counted = re.match(
        r"(?i)(?:an?|one|two|three|four|five|six|several|some|many|\d+|another|a few) ", words
    )
    side = re.sub(r"[’']s?$", "", heads[-1])
    return side in listed("speakers", "groups") and (counted is None or side == "sides")


def _capitalised(words: str) -> SpeakerKind:
    """A capitalised phrase without a known head: a body where two capitals stand or an acronym."""
    names = re.findall(r"[^\W\d_a-zß-ÿ][\w’'-]+", words)
    acronym = any(n.isupper() for n in names[:2])
    return SpeakerKind.ORGANISATION if len(names) > 1 or acronym else SpeakerKind.UNNAMED


def _has_capital(words: str, head: str) -> bool:
    return any(token.lower().startswith(head) for token in words.split() if token[:1].isupper())


def _is_outlet(plain: str, bare: str, outlet: str) -> bool:
    own = outlet.lower().strip()
    media = listed("speakers", "media")
    head = re.sub(r"\s+(?:reporters?|correspondents?|journalists?|news agency)$", "", bare)
    return plain in media or head in media or bool(own and plain in (own, f"the {own}"))


@cache
def _padded(key: str) -> tuple[str, ...]:
    return tuple(f" {word} " for word in sorted(listed("speakers", key)) if len(word) > 2)
