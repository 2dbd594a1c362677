"""Own gold for who says what: reads `evals/gold/claims`, turns words into spans, refuses slips.

A text is `NN-kind-slug.txt` with `NN-kind-slug.json` beside it; `evals/gold/README.md` tells what
the fields are and how they were made. Words are found from a claim's `at` on, as whole words; where
they stand there several times, `nth` says which, counted from 1. The pieces of a field follow each
other: each is looked for after the one before.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from casefile.claim import Directness, Extents, SpeakerKind, Stance

GOLD = Path(__file__).resolve().parent / "gold" / "claims"

ROLES = ("source", "cue", "content", "relay", "condition")
"""Fields of a claim that are words of its text."""

_OPENS = {"“": "”", '"': '"'}
_DIRECT, _INDIRECT = 0.9, 0.05  # shares of the content's letters that stand in quotation marks
_TEXT_KEYS = {"kind", "published", "outlet", "half", "claims"}
_OWN_KEYS = {"id", "own_voice", "content", "condition", "stance", "certainty", "time", "at", "nth"}
_SAID_KEYS = {"id", *ROLES, "stance", "directness", "certainty", "time", "speaker_kind", "speaker"}

_Word = TypeVar("_Word", bound=StrEnum)


class GoldError(ValueError):
    """A gold file that cannot be used as it stands. The message names file, claim and remedy."""


class Half(StrEnum):
    """`TUNE` may be looked at while the reader is built; `HELD` is scored only."""

    TUNE = "tune"
    HELD = "held"


class Certainty(StrEnum):
    """How sure the speaker shows itself of the content."""

    PLAIN = "plain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"


class Time(StrEnum):
    """When the content's main event lies, seen from the saying."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim, or one own-voice sentence (then source, cue and relay are empty)."""

    id: str
    spans: Mapping[str, Extents]  # every role in ROLES; empty where there are no such words
    stance: Stance
    directness: Directness
    certainty: Certainty
    time: Time
    speaker_kind: SpeakerKind
    speaker: str  # fullest name or description in the text, or the file's outlet; may be empty

    @property
    def own_voice(self) -> bool:
        """Whether the document's author speaks and nobody else."""
        return self.directness is Directness.OWN_VOICE

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(start for extents in self.spans.values() for start, _ in extents)


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text with all its claims, in the order of the file."""

    name: str  # "07-daily-embassy-list"
    kind: str
    published: date
    outlet: str
    half: Half
    text: str
    claims: tuple[GoldClaim, ...]

    def words(self, claim: GoldClaim, role: str) -> str:
        """The exact words of `role`, pieces joined by " … "."""
        return " … ".join(self.text[start:end] for start, end in claim.spans[role])


def read_gold(folder: Path = GOLD, half: Half | None = None) -> list[GoldText]:
    """All texts of `folder` in order of their names, or those of one half.

    Raises:
        GoldError: a file is missing, a field is wrong, or words do not stand in their text.
    """
    texts = [read_gold_text(path) for path in sorted(folder.glob("*.json"))]
    lonely = {p.stem for p in folder.glob("*.txt")} - {text.name for text in texts}
    if lonely or not texts:
        raise GoldError(f"{folder}: no .json for {sorted(lonely) or 'any text'}; mark or remove")
    twice = [i for i, n in Counter(c.id for t in texts for c in t.claims).items() if n > 1]
    if twice:
        raise GoldError(f"{folder}: ids used twice: {', '.join(twice)}; number them anew")
    return [text for text in texts if half in (None, text.half)]


def read_gold_text(path: Path) -> GoldText:
    """The text and claims of one `.json` file with its `.txt`.

    Raises:
        GoldError: as in `read_gold`.
    """
    body = path.with_suffix(".txt")
    if not body.exists():
        raise GoldError(f"{path.name}: {body.name} is missing; the words must stand somewhere")
    text = body.read_text(encoding="utf-8")
    record = json.loads(path.read_text(encoding="utf-8"))
    _check_keys(record, _TEXT_KEYS, path.name)
    if not path.stem.split("-", 1)[1].startswith(record["kind"] + "-"):
        raise GoldError(f"{path.name}: kind {record['kind']!r} is not in the file's name")
    return GoldText(
        name=path.stem,
        kind=record["kind"],
        published=date.fromisoformat(record["published"]),
        outlet=record["outlet"],
        half=_word(Half, record["half"], path.name),
        text=text,
        claims=tuple(_claim(item, text, record["outlet"], path.name) for item in record["claims"]),
    )


def find_words(text: str, words: str, start: int, nth: int = 1) -> tuple[int, int]:
    """Where `words` stand for the `nth` time as whole words at or after `start`.

    Raises:
        GoldError: they do not.
    """
    at, seen = start - 1, 0
    while seen < nth:
        at = text.find(words, at + 1)
        if at < 0 or not words:
            raise GoldError(f"{words!r} does not stand {nth} time(s) after {start}; copy it")
        seen += _whole(text, at, at + len(words))
    return at, at + len(words)


def quoted_share(text: str, content: Extents) -> float:
    """Which part of the content's letters and digits stands in double quotation marks."""
    inside = _inside_quotes(text)
    places = [at for start, end in content for at in range(start, end)]
    letters = [inside[at] for at in places if text[at].isalnum()]
    return sum(letters) / len(letters) if letters else 0.0


def directness_of(text: str, content: Extents) -> Directness:
    """Direct, mixed or indirect, by the shares in docs/words.md."""
    share = quoted_share(text, content)
    if share >= _DIRECT:
        return Directness.DIRECT
    return Directness.MIXED if share > _INDIRECT else Directness.INDIRECT


def pieces(value: str | list[str]) -> list[str]:
    """A field of words as its pieces: none for an empty one."""
    return [value] if isinstance(value, str) and value else list(value)


def _claim(item: Mapping[str, Any], text: str, outlet: str, file: str) -> GoldClaim:
    where = f"{file}, claim {item.get('id', '?')}"
    own = bool(item.get("own_voice"))
    _check_keys(item, _OWN_KEYS if own else _SAID_KEYS | {"at", "nth"}, where, optional={"nth"})
    spans = {role: _extents(item, role, text, where) for role in ROLES}
    if not spans["cue"] and not spans["content"]:
        raise GoldError(f"{where}: neither cue nor content; a claim must point at words")
    claim = GoldClaim(
        id=item["id"],
        spans=spans,
        stance=_word(Stance, item["stance"], where),
        directness=Directness.OWN_VOICE if own else _word(Directness, item["directness"], where),
        certainty=_word(Certainty, item["certainty"], where),
        time=_word(Time, item["time"], where),
        speaker_kind=_word(SpeakerKind, "outlet" if own else item["speaker_kind"], where),
        speaker=outlet if own else item["speaker"],
    )
    _check_claim(claim, item["at"], text, outlet, where)
    return claim


def _check_claim(claim: GoldClaim, at: int, text: str, outlet: str, where: str) -> None:
    if claim.start != at:
        raise GoldError(f"{where}: its first word stands at {claim.start}, not at {at}; mend `at`")
    if claim.speaker and claim.speaker != outlet and claim.speaker not in text:
        raise GoldError(f"{where}: speaker {claim.speaker!r} is not named so in the text")
    if not claim.own_voice:
        counted = directness_of(text, claim.spans["content"])
        if claim.directness is not counted:
            raise GoldError(f"{where}: {claim.directness} but its quotation marks say {counted}")
    if not claim.spans["source"] and claim.speaker_kind is SpeakerKind.NAMED_PERSON:
        raise GoldError(f"{where}: a named person needs words in `source`")


def _extents(item: Mapping[str, Any], role: str, text: str, where: str) -> Extents:
    words = pieces(item.get(role, ""))
    nths = item.get("nth", {}).get(role, [1] * len(words))
    if len(nths) != len(words):
        raise GoldError(f"{where}: nth has {len(nths)} number(s), {role} {len(words)} piece(s)")
    found: list[tuple[int, int]] = []
    at = item["at"]
    for piece, nth in zip(words, nths, strict=True):
        try:
            found.append(find_words(text, piece, at, nth))
        except GoldError as error:
            raise GoldError(f"{where}: {role}: {error}") from error
        at = found[-1][1]
    return tuple(found)


def _word(words: type[_Word], value: str, where: str) -> _Word:
    try:
        return words(value)
    except ValueError as error:
        known = ", ".join(words)
        raise GoldError(f"{where}: {value!r} is none of {known}") from error


def _check_keys(
    record: Mapping[str, Any], keys: set[str], where: str, optional: Iterable[str] = ()
) -> None:
    missing, strange = keys - record.keys() - set(optional), record.keys() - keys
    if missing or strange:
        raise GoldError(f"{where}: lacks {sorted(missing)}, has {sorted(strange)} too much")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the stretch neither begins nor ends inside a word."""
    cut_before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    cut_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not cut_before and not cut_after


def _inside_quotes(text: str) -> list[bool]:
    """For each code point, whether it stands between double quotation marks of its paragraph."""
    inside, closes = [False] * len(text), ""
    for at, char in enumerate(text):
        if char == "\n" or (closes and char == closes):
            closes = ""
        elif not closes and char in _OPENS:
            closes = _OPENS[char]
        else:
            inside[at] = bool(closes)
    return inside


def main() -> int:
    """Print what the gold holds: texts per kind and half, claims per stance."""
    texts = read_gold()
    for (kind, half), n in sorted(Counter((t.kind, t.half.value) for t in texts).items()):
        print(f"{kind:16} {half}  {n}")
    said = Counter(c.stance.value for t in texts for c in t.claims if not c.own_voice)
    own = Counter(c.stance.value for t in texts for c in t.claims if c.own_voice)
    for stance in Stance:
        print(f"{stance.value:20} {said[stance.value]:4} said, {own[stance.value]:3} own voice")
    return 0


if __name__ == "__main__":
    sys.exit(main())
