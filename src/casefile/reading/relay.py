"""Through whom a saying reached the document: "was quoted as saying by the press centre".

The words are found by rule, sentence by sentence (`reference/data/relay.toml`), and given to the
claim that they speak of. Where the model took speaker and relay for one source, it is split. A
claim that lies within another's content has that one's speaker as its relay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from casefile.claim import Extents
from casefile.reading.found import Found
from casefile.reading.subject import opening_subject, subject_before
from casefile.reading.turns import Lines
from casefile.reference.tables import load_table

_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "who", "which", "that", "you"})
_LONGEST = 2_000  # code points: a longer sentence is no sentence


@dataclass(frozen=True, slots=True)
class Relay:
    """One rule's finding. `source` is who said it and `cue` the cue of the claim that is meant,
    None where the words do not show them; `start` is where the words of the relay begin."""

    start: int
    relay: tuple[int, int]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    inner: int | None = None  # the claim that is meant begins here


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    near: tuple[str, ...]
    subject: str  # what stands before the cue: "relay", "source" or ""
    party: bool  # only where the source names a party
    after: re.Pattern[str] | None
    not_relay: re.Pattern[str] | None


def find_relays(
    text: str, sentences: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Relay]]:
    """Each relay with its sentence, in no order within a sentence."""
    for start, end in sentences:
        if end - start > _LONGEST or not _any_near().search(text, start, end):
            continue
        lowered = text[start:end].lower()
        for rule in _rules():
            if any(letters in lowered for letters in rule.near):
                for match in rule.pattern.finditer(text, start, end):
                    relay = _relay(text, (start, end), match, rule)
                    if relay is not None:
                        yield (start, end), relay


def give_relays(
    text: str,
    items: Sequence[Found],
    sentences: Sequence[tuple[int, int]],
    lines: Lines | None = None,
) -> list[tuple[Found, Extents]]:
    """Each attribution with its own speaker and its relay, () where it has none.

    A relay goes to the claim whose cue its rule names, else to the nearest one of its sentence.
    """
    starts = [start for start, _ in sentences]
    places: dict[int, list[int]] = {}
    for n, item in enumerate(items):
        places.setdefault(bisect_right(starts, _cue(item)) - 1, []).append(n)
    given: list[tuple[Found, Extents]] = [(item, ()) for item in items]
    for (start, _), relay in find_relays(text, (sentences[n] for n in sorted(places) if n >= 0)):
        near = places.get(bisect_right(starts, start) - 1, ())
        meant = [n for n in near if _is_meant(items[n], relay) and not given[n][1]]
        if relay.cue is None:
            meant = sorted(meant, key=lambda n: (abs(_cue(items[n]) - relay.start), n))[:1]
        for n in meant:
            given[n] = _split(items[n], relay, text), (relay.relay,)
    for n, outer in _layers(text, items):
        if not given[n][1]:
            given[n] = given[n][0], outer.source
    return given if lines is None or not lines.turns else [_in_turn(text, *g, lines) for g in given]


def _in_turn(text: str, item: Found, relay: Extents, lines: Lines) -> tuple[Found, Extents]:
    """What a guest tells of another's saying reached the document through the guest."""
    turn = lines.turn_of(_cue(item))
    if relay or turn is None or turn.own or turn.who in item.source:
        return item, relay
    words = " ".join(text[s:e] for s, e in item.source).lower().split()
    # "On that I would rather say nothing": the guest speaks of itself.
    told_by_guest = (bool(words) and words[-1] in ("i", "we")) or not item.cue
    return item, () if told_by_guest else (turn.who,)


def _cue(found: Found) -> int:
    return min(s for s, _ in found.cue or found.content)


def _layers(text: str, items: Sequence[Found]) -> Iterator[tuple[int, Found]]:
    """Attributions that lie within the content of another: "the Journal reported that | X said …".

    The narrowest outer one counts. A pronoun inside mostly means the outer speaker: no layer.
    """
    spans = sorted(
        (s, e, n) for n, item in enumerate(items) if item.source for s, e in item.content
    )
    order = sorted((_extent(item), n) for n, item in enumerate(items) if item.source and item.cue)
    opened: list[tuple[int, int, int]] = []
    at = 0
    for (start, end), n in order:
        while at < len(spans) and spans[at][0] <= start:
            opened.append(spans[at])
            at += 1
        opened = [span for span in opened if span[1] > start]
        outer = [(e - s, m) for s, e, m in opened if e >= end and m != n]
        words = " ".join(text[s:e] for s, e in items[n].source).lower()
        asked = re.search(r"\b(?:when|after|as|while|if)\s$", text[max(0, start - 8) : start])
        if (
            outer
            and words not in _PRONOUNS
            and asked is None
            and not _same(text, items[min(outer)[1]], items[n])
        ):
            yield n, items[min(outer)[1]]


def _extent(found: Found) -> tuple[int, int]:
    spans = (*found.source, *found.cue)
    return min(s for s, _ in spans), max(e for _, e in spans)


def _same(text: str, one: Found, other: Found) -> bool:
    """Whether two attributions share a speaker's words."""
    first, second = ({text[s:e].lower() for s, e in found.source} for found in (one, other))
    return bool(first & second)


def _is_meant(found: Found, relay: Relay) -> bool:
    if relay.inner is not None:
        return bool(found.source) and found.source[0][0] >= relay.inner
    if relay.cue is not None:
        return any(s < relay.cue[1] and e > relay.cue[0] for s, e in found.cue) or (
            relay.source is not None
            and any(s < relay.relay[1] and e > relay.relay[0] for s, e in found.source)
        )
    return bool(found.source)


def _split(found: Found, relay: Relay, text: str) -> Found:
    """The source without the relay; the rule's source where the model took the relay for it."""
    if relay.source is not None:
        mixed = not found.source or any(
            s < relay.relay[1] and e > relay.relay[0] for s, e in found.source
        )
        start, end = relay.source
        content = tuple((s, e) for s, e in found.content if not (start <= s and e <= end))
        return replace(found, source=(relay.source,), content=content) if mixed else found
    pieces = []
    for start, end in found.source:
        if start < relay.relay[1] and end > relay.start:
            end = start + len(text[start : max(start, relay.start)].rstrip(" \n\t,–—"))
        if start < end:
            pieces.append((start, end))
    return replace(found, source=tuple(pieces)) if pieces else found


def _relay(text: str, sentence: tuple[int, int], match: re.Match[str], rule: _Rule) -> Relay | None:
    groups = match.re.groupindex
    source = match.span("source") if "source" in groups else None
    subject = None
    if rule.subject:
        cue = match.start("cue")
        subject = subject_before(text, sentence[0], cue) or opening_subject(text, sentence[0], cue)
    relay = subject if rule.subject == "relay" else match.span("relay")
    source = subject if rule.subject == "source" else source
    if relay is None:
        return None
    if rule.after is not None and source is not None:
        opener = list(rule.after.finditer(text, *source))
        before = rule.after.search(text, max(sentence[0], source[0] - 20), source[0])
        if not opener and (before is None or before.end() != source[0]):
            return None
        source = (opener[-1].end(), source[1]) if opener else source
    medium = _media().match(text, *relay)
    words = text[relay[0] : medium.end() if medium else relay[1]].rstrip(" \n\t.,;:")
    relay = relay[0], relay[0] + len(words)
    if not words or (rule.not_relay is not None and rule.not_relay.search(words.lower())):
        return None
    if rule.party and source is not None and not _names_party(text[source[0] : source[1]]):
        return None
    cue_span = match.span("cue") if "cue" in groups else None
    start = match.end("what") if "what" in groups else match.start()
    return Relay(
        start, relay, source, cue_span, match.start("inner") if "inner" in groups else None
    )


def _names_party(words: str) -> bool:
    """Whether a phrase names somebody or a writing, and not a reason: "citing a lack of fuel"."""
    speakers = load_table("speakers")
    known = {w for key in ("bodies", "unnamed", "writings", "titles") for w in speakers[key]}
    parts = [re.sub(r"[’']s?$", "", part.strip(",")) for part in words.split()]
    return any(part.lower() in known or part[:1].isupper() for part in parts[:6])


@cache
def _media() -> re.Pattern[str]:
    """A known medium's name; what follows it is none of it: "the Associated Press | warns"."""
    return re.compile(rf"(?:[Tt]he\s)?{_names()}(?=\s[a-z])")


@cache
def _names() -> str:
    media = sorted(load_table("speakers")["media"], key=lambda name: (-len(name), name))
    return "(?:" + "|".join(_titled(name) for name in media) + ")"


@cache
def _any_near() -> re.Pattern[str]:
    letters = sorted({letters for rule in _rules() for letters in rule.near})
    shortest = [one for one in letters if not any(o != one and o in one for o in letters)]
    return re.compile("|".join(re.escape(one) for one in shortest), re.IGNORECASE)


@cache
def _rules() -> tuple[_Rule, ...]:
    table = load_table("relay")
    parts = dict(table["parts"])
    parts["names"] = _names()
    parts["heads"] = "|".join(head.title() for head in load_table("speakers")["media_heads"])
    parts["after_told"] = (
        r"(?=[.,;:!?”\"]|$|\s(?:that|in|on|by|he|she|it|they|there|the|a|an|how|about|after|before|when|"
        r"late|early|last|[A-Z])\b)"
    )
    rules = []
    for row in table["rule"]:
        pattern = row["pattern"]
        while named := re.search(r"\{([a-z_]+)\}", pattern):
            pattern = pattern.replace(named.group(), parts[named.group(1)])
        after, not_relay = row.get("after"), row.get("not_relay")
        rules.append(
            _Rule(
                re.compile(pattern.replace(" ", r"\s")),
                tuple(row["near"]),
                row.get("subject", ""),
                row.get("party", False),
                re.compile(after) if after else None,
                re.compile(not_relay) if not_relay else None,
            )
        )
    return tuple(rules)


def _titled(name: str) -> str:
    """A medium's name as it is written: "reuters" is Reuters, "bbc" BBC."""
    bare = name.removeprefix("the ")
    if len(bare) <= 4 and bare.isalpha():
        return re.escape(bare.upper()) + "|" + re.escape(bare.title())
    return re.escape(
        " ".join(w if w in ("and", "of") else w[:1].upper() + w[1:] for w in bare.split())
    )
