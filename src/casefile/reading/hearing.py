"""One list of who says what, from what the model marked and what the rules of silence found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casefile.claim import Stance
from casefile.reading.conditions import Condition
from casefile.reading.found import Found
from casefile.reading.mended import mended
from casefile.reading.merge import Heard, merge, tidy
from casefile.reading.nested import inner_sayings
from casefile.reading.own_author import Author
from casefile.reading.silences import Silence
from casefile.reading.stance import stance
from casefile.reading.turns import Lines, inside

_SENTENCE_END = re.compile(r"[.?!](?=\s|$|[”\"])")
_SUBJECTS = frozenset({"i", "we", "it", "he", "she", "they"})
_LAST_WORD = re.compile(r"\b(\w+)$")
_FEWEST_RUN_ON = 4  # words of a source that ran on into the next sentence
_NOTING = re.compile(r"(?:We|I|He|She|They|It|we|he|she|they|it)\s\w+(?:\s\w+)?\sthat\s(?=\w)")
_NO_CUES = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "in", "on", "at", "by", "of", "should", "e"}
)
_AUXILIARIES = frozenset({"has", "have", "had", "do", "does", "did", "will", "would", "to"})
_CLAIM_NOUNS = re.compile(
    r"(?:the|this|any|such)?\s?(?:claims?|allegations?|accusations?|reports?|suggestions?|the)"
)
_OUTER = 3  # contents before a cue that may hold it


@dataclass(frozen=True, slots=True)
class Scene:
    """What a text shows before its sayings are gathered: author, conditions and turns of talk."""

    author: Author
    conditions: Sequence[Condition]
    lines: Lines


def hear(
    text: str, marked: Sequence[Found], silences: Sequence[Silence], scene: Scene
) -> list[Heard]:
    """What others say, by position, what is said within it at the end.

    Args:
        marked: the model's attributions.
        silences: what the rules found; they have their stance.
    """
    joined = merge(mended(text, tidy(text, marked, silences)), silences)
    heard = _undoubled(text, joined)
    if scene.author.speaks:
        heard = [h for h in heard if not _names_no_act(text, h.found)]
    heard = [replace(h, found=_one_speaker(text, h.found)) for h in heard]
    heard += [Heard(found) for found in inner_sayings(text, [h.found for h in heard])]
    heard = _outside_conditions(heard, scene.conditions)
    return _without_halves(text, [h for h in heard if _tells(text, h.found, scene.lines)])


def _undoubled(text: str, heard: Sequence[Heard]) -> list[Heard]:
    """Without what a rule heard inside of a saying that has the same stance: "The police said | it
    could not be confirmed" is one claim."""
    spans = sorted(
        (s, e, n) for n, h in enumerate(heard) if h.stance is None for s, e in h.found.content
    )
    starts = [s for s, _, _ in spans]
    kept: list[Heard] = []
    for item in heard:
        cue = item.found.cue
        at = bisect_right(starts, cue[0][0] if cue else 0)
        outer = [n for _, e, n in spans[max(0, at - _OUTER) : at] if cue and e >= cue[-1][1]]
        if item.stance is None or not any(
            _stance(text, heard[n].found) is item.stance for n in outer
        ):
            kept.append(item)
    return kept


def _stance(text: str, found: Found) -> Stance:
    words = (
        " ".join(text[s:e] for s, e in spans) for spans in (found.cue, found.content, found.source)
    )
    return stance(*words)


def _names_no_act(text: str, found: Found) -> bool:
    """`The claim that …` in a statement: nobody is quoted, the author speaks of what is claimed."""
    cue = " ".join(text[s:e] for s, e in found.cue).lower()
    return not found.source and _CLAIM_NOUNS.fullmatch(cue) is not None


def _one_speaker(text: str, found: Found) -> Found:
    """A source that ran on: "We note also that | it" is "it", "They … I | swear" is "I"."""
    if not found.cue or not found.source:
        return found
    words = [text[s:e].lower() for s, e in found.source]
    if len(words) > 1 and all(word in _SUBJECTS for word in words):
        before = [p for p in found.source if p[1] <= found.cue[0][0]] or list(found.source)
        return replace(found, source=(before[-1],))
    if len(words) > 1:
        return found
    start, end = found.source[0]
    last = _LAST_WORD.search(text[start:end])
    if last and last[1].lower() in _SUBJECTS and len(words[0].split()) >= _FEWEST_RUN_ON:
        return replace(found, source=((start + last.start(), end),))
    opener = _NOTING.match(text, start, end)
    return replace(found, source=((opener.end(), end),)) if opener else found


def _outside_conditions(heard: Sequence[Heard], conditions: Sequence[Condition]) -> list[Heard]:
    """What stands within a condition is said by nobody: "if | the abbot denies it"."""
    return [h for h in heard if not any(_holds(conditions, s) for s, _ in h.found.cue[:1])]


def _holds(conditions: Sequence[Condition], position: int) -> bool:
    at = bisect_right(conditions, position, key=lambda c: c.start) - 1
    return at >= 0 and position < conditions[at].end


def _without_halves(text: str, heard: Sequence[Heard]) -> list[Heard]:
    """Without "has | that they fled" beside "believe | that they fled": half of one cue."""
    ends = Counter(h.found.content[-1:] for h in heard)
    return [h for h in heard if not (ends[h.found.content[-1:]] > 1 and _is_auxiliary(text, h))]


def _is_auxiliary(text: str, heard: Heard) -> bool:
    words = " ".join(text[s:e] for s, e in heard.found.cue).lower()
    return heard.stance is None and words in _AUXILIARIES


def _tells(text: str, found: Found, lines: Lines) -> bool:
    """Not where the cue is no more than a form of "be" or a preposition, nor in a question of the
    outlet's own people: "What do they say?" asks, and nobody has said anything."""
    words = " ".join(text[s:e] for s, e in found.cue).lower()
    turn = inside(lines, found.cue)
    if turn is not None and turn.own and found.cue:
        stop = _SENTENCE_END.search(text, found.cue[0][0], turn.end)
        return stop is None or stop.group() != "?"
    return words not in _NO_CUES
