"""Who and what takes part in an event, by the words around its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.particulars import Participant
from casefile.reading.events.beside import (
    VIOLENT,
    as_participant,
    instruments,
    is_plausible,
    organisations,
)
from casefile.reading.events.fillers import merged
from casefile.reading.events.model import Hit, Token
from casefile.reading.events.phrases import Phrase, head, phrase_after, phrase_before, phrases_after
from casefile.reading.events.table import kinds, word_class
from casefile.reading.names import Name, NameType

_FAR = 9  # tokens after a trigger in which "by", "on", "against" belong to it


def participants_of(
    tokens: Sequence[Token],
    hit: Hit,
    hits: Sequence[Hit],
    names: Sequence[Name],
    capitals: frozenset[int] | None = None,
) -> tuple[Participant, ...]:
    """The participants of one event, by position; none where no words say.

    `capitals` are the starts of capitalised words; None where all is in capitals and they say
    nothing.
    """
    stops = frozenset(i for h in hits if h is not hit for i in range(h.first, h.last + 1))
    found: list[Participant] = []
    if hit.part in ("verb", "passive"):
        found += _of_verb(tokens, hit, stops, names)
    elif hit.part == "adjective":
        phrase = phrase_after(tokens, hit.last + 1, stops)
        found += as_participant(tokens, phrase, _object_role(tokens, phrase, hit, names))
    else:
        found += _of_noun(tokens, hit, stops, names)
    found += _governed(tokens, hit, stops, names)
    found += instruments(tokens, hit, hits)
    found = [p for p in found if is_plausible(tokens, p, names, capitals)]
    return merged([*found, *organisations(tokens, found, names)])


def _of_verb(
    tokens: Sequence[Token], hit: Hit, stops: frozenset[int], names: Sequence[Name]
) -> list[Participant]:
    before = phrase_before(tokens, hit.first, stops)
    governor = tokens[hit.first - 1].word if hit.first else ""
    if governor == "to" and hit.first > 1:  # "failed to | encircle", not "a path to | capture"
        before = before if tokens[hit.first - 2].word in word_class("auxiliaries") else None
    if governor in ("for", "of", "with") and hit.first > 1:  # "officials for | deporting"
        before = phrase_before(tokens, hit.first - 1, stops)
    if hit.part == "passive":
        return as_participant(tokens, before, _object_role(tokens, before, hit, names))
    if hit.kind in _INTRANSITIVE:
        return _subjects(tokens, before, stops, _SUBJECT.get(hit.kind, "actor"))
    found = _subjects(tokens, _without_verb(tokens, hit, before), stops, "actor")
    for phrase in phrases_after(tokens, hit.last + 1, stops):
        found += as_participant(tokens, phrase, _object_role(tokens, phrase, hit, names))
    return found


def _without_verb(tokens: Sequence[Token], hit: Hit, phrase: Phrase | None) -> Phrase | None:
    """ "Russia | denies targeting": a subject ends before the verb that governs an -ing form."""
    if phrase is None or phrase[0] == phrase[1] or not tokens[hit.first].word.endswith("ing"):
        return phrase
    last = tokens[phrase[1]].word
    known = any(last in word_class(name) for name in ("people", "groups", "things", "weapons"))
    if known or not last.endswith(("es", "ied", "ed")):
        return phrase
    return phrase[0], phrase[1] - 1


def _subjects(
    tokens: Sequence[Token], phrase: Phrase | None, stops: frozenset[int], role: str
) -> list[Participant]:
    """The subject, and what "and" joins to it before: "China and Russia | struck"."""
    found = as_participant(tokens, phrase, role)
    while len(found) < _JOINED and phrase and phrase[0] > 1 and tokens[phrase[0] - 1].word == "and":
        phrase = phrase_before(tokens, phrase[0] - 1, stops)
        if phrase is None or phrase[1] in stops or phrase[0] - 1 in stops or phrase[0] - 2 in stops:
            break
        found = [*as_participant(tokens, phrase, role), *found]
    return found


def _of_noun(
    tokens: Sequence[Token], hit: Hit, stops: frozenset[int], names: Sequence[Name]
) -> list[Participant]:
    found: list[Participant] = []
    if hit.part == "phrase" and _begins_with_verb(tokens[hit.first].word):
        before_it = phrase_before(tokens, hit.first, stops)
        found += _subjects(tokens, before_it, stops, _SUBJECT.get(hit.kind, "actor"))
        phrase = phrase_after(tokens, hit.last + 1, stops)
        return found + as_participant(tokens, phrase, _object_role(tokens, phrase, hit, names))
    if hit.first:
        before = tokens[hit.first - 1].word
        named = _name_at(names, tokens[hit.first - 1])
        if before.endswith(("'s", "’s", "s'", "s’")) or named is not None:
            role = "affected" if hit.kind in _SUFFERED else "actor"  # "the priests' murder"
            found += as_participant(tokens, _possessor(tokens, hit.first - 1, named), role)
    support = _support(tokens, hit)
    if support is not None:
        found += as_participant(tokens, phrase_before(tokens, support, stops), "actor")
    return found


def _support(tokens: Sequence[Token], hit: Hit) -> int | None:
    """The verb of "carried out | an attack", "launched | a raid"."""
    for place in range(hit.first - 1, max(-1, hit.first - 5), -1):
        word = tokens[place].word
        if word in word_class("support_verbs"):
            return place
        if not (word in word_class("determiners") or word.isalpha()):
            return None
    return None


def _governed(
    tokens: Sequence[Token], hit: Hit, stops: frozenset[int], names: Sequence[Name]
) -> list[Participant]:
    """What "by", "of", "on", "against", "with", "to" after the trigger bring in."""
    found: list[Participant] = []
    place = hit.last + 1
    end = min(len(tokens), hit.last + 1 + _FAR)
    while place < end:
        word = tokens[place].word
        if word in (".", ";", ":", "who", "which", "that", "but") or (place in stops):
            break
        if word == "and" and place + 1 < end and _goes_on(tokens[place + 1].word):
            break  # "given passports | and brought up to …"
        before = tokens[place - 1].word
        role = _governed_role(word, before, hit)
        if (
            word == "by"
            and place > hit.last + 1
            and before.endswith("ed")
            and before not in word_class("done_by")
        ):
            role = ""  # "the talks were reported | by the paper"
        if role:
            phrase = phrase_after(tokens, place + 1, stops)
            if phrase is not None and phrase[0] in stops:  # "for | deporting"
                break
            if role == "object":
                role = _object_role(tokens, phrase, hit, names)
            if phrase is not None and not _is_time(tokens, phrase):
                joined = phrases_after(tokens, place + 1, stops) if word == "between" else [phrase]
                for one in joined:
                    found += as_participant(tokens, one, role)
                end = max(end, min(len(tokens), phrase[1] + 4))
                place = phrase[1]
        place += 1
    return found


def _goes_on(word: str) -> bool:
    """Whether another verb begins here that shares the subject."""
    return (
        word.endswith("ed")
        or word in word_class("finite_verbs")
        or (word == "brought" or word in word_class("irregular_participles"))
    )


def _governed_role(word: str, before: str, hit: Hit) -> str:
    if word == "by" and hit.part != "verb":
        return "actor"
    if word in ("against", "on", "upon", "at") and hit.kind in VIOLENT and before not in ("and",):
        return "object" if (hit.part != "passive" and word != "at") or "fire" in before else ""
    if word == "of" and hit.part in ("noun", "phrase"):
        return _SUBJECT.get(hit.kind, "object") if hit.kind in _INTRANSITIVE else "object"
    if word in ("against", "for") and hit.kind in _LEGAL:
        return "affected"
    if word in ("to", "into") and hit.kind in _MOVING:
        return "destination"
    if word == "from" and hit.kind in _MOVING:
        return "origin"
    if word == "between" or (
        word == "with" and hit.kind in ("meeting", "agreement", "battle", "exchange")
    ):
        return "actor"
    if word == "into" and hit.kind == "investigation":
        return "subject"
    return ""


def _object_role(
    tokens: Sequence[Token], phrase: Phrase | None, hit: Hit, names: Sequence[Name]
) -> str:
    """ "affected" for persons, "target" for things and places."""
    if phrase is None:
        return "affected"
    if hit.kind == "visit":
        return "destination"
    top = head(tokens, phrase)
    if top in word_class("people"):
        return "affected"
    if top in word_class("things") or top in word_class("places"):
        return "target"
    name = _name_at(names, tokens[phrase[1]])
    if name is not None:
        return "target" if name.type is NameType.PLACE else "affected"
    roles = kinds()[hit.kind]["roles"]
    return next((role for role in ("affected", "target", "subject") if role in roles), "affected")


def _possessor(tokens: Sequence[Token], at: int, name: Name | None) -> Phrase:
    """The phrase that ends at `at`: all of the name, or the capital words of "X's"."""
    first = at
    while first > 0 and name is not None and tokens[first - 1].start >= name.start:
        first -= 1
    return first, at


def _name_at(names: Sequence[Name], token: Token) -> Name | None:
    return next((n for n in names if n.start < token.end and n.end > token.start), None)


def _is_time(tokens: Sequence[Token], phrase: Phrase) -> bool:
    last = tokens[phrase[1]].word
    return last in word_class("adverbial") or last.isdigit() or last in word_class("time_words")


def _begins_with_verb(word: str) -> bool:
    return word.endswith(("ed", "ing")) or word in word_class("phrase_verbs")


_JOINED = 4  # subjects that "and" joins, at most: as many as objects
_INTRANSITIVE = frozenset(
    ("meeting", "battle", "protest", "surrender", "retreat", "displacement", "death", "agreement",
     "trial", "movement_of_forces")
)  # fmt: skip
_SUFFERED = frozenset(
    (
        "killing",
        "death",
        "injury",
        "abduction",
        "detention",
        "release",
        "trial",
        "deportation_or_transfer",
    )
)
_SUBJECT = {"displacement": "affected", "death": "affected", "trial": "affected"}
_MOVING = frozenset(
    (
        "deportation_or_transfer",
        "displacement",
        "visit",
        "movement_of_forces",
        "retreat",
        "child_adoption",
    )
)
_LEGAL = frozenset(
    ("warrant_sought", "warrant_issued", "warrant_unsealed", "warrant_executed", "charge", "trial",
     "conviction",
     "acquittal", "verdict", "sentence", "confirmation_of_charges", "withdrawal", "sanction",
     "investigation")
)  # fmt: skip
