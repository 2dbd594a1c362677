"""What the author of a statement does in its own voice: "We call on …", "The Ministry denies …".

A ministry's notice, a court's press release or an organisation's statement has no speaker but its
own author. Its words are read for their stance too. Two signs tell such a document: a heading that
says so, or sentences that speak as "we".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casefile.claim import Extents, Stance
from casefile.reading.found import Found
from casefile.reading.own_author_words import (
    acts,
    answer_ours,
    answers_something,
    body_words,
    flat_negative,
    if_words,
    is_expected,
    no_demand,
    no_denial,
    our_acts,
    our_sayings,
    requests,
    rule_opener,
    statement_heading,
    we_speak,
)
from casefile.reading.predicate import Form, predicate
from casefile.reading.stance import stance
from casefile.reference.tables import load_table

_HEAD = 400  # code points of the text in which a heading stands
_SCORE = 0.7  # by rule, on words that say outright what the author does
_FEWEST_WE = 2  # sentences that speak as "we"
_SHARE_WE = 0.15
_WE_AT = 80  # code points of a sentence in which "we" comes
_LONGEST = 1_000  # code points: a longer sentence is no sentence


@dataclass(frozen=True, slots=True)
class Author:
    """What the text shows of its own author.

    `speaks`: the document is the author's own statement. `answers`: it rejects or answers
    allegations, so that a flat negative in it is a denial.
    """

    speaks: bool
    answers: bool


def read_author(
    text: str, sentences: Sequence[tuple[int, int]], quoted: Extents, outlet: str
) -> Author:
    """Whether the document speaks for its own author, by heading, outlet and "we"."""
    first = sentences[0][0] if sentences else 0
    head = text[first : first + _HEAD]
    ours = [
        s
        for s, e in sentences
        if we_speak().match(text, s, min(e, s + _WE_AT)) and not _in(s, quoted)
    ]
    speaks = (
        statement_heading().search(head) is not None
        or _is_body(outlet)
        or (len(ours) >= _FEWEST_WE and len(ours) >= _SHARE_WE * len(sentences))
    )
    answers = speaks and (
        answers_something().search(head) is not None
        or any(answer_ours().search(text, s, min(e, s + _LONGEST)) for s, e in sentences)
    )
    return Author(speaks, answers)


def own_act(
    text: str, sentence: tuple[int, int], author: Author, in_turn: bool = False
) -> tuple[Found, Stance] | None:
    """What the author says outright that it does: its own words as source, cue and content.

    "We" and "I" count in any document, "the Ministry" only where the document is its author's own.

    Args:
        in_turn: the sentence stands under a label: only the speaker's "I" and "we" count.
    """
    start, end = sentence
    stop = min(end, start + _LONGEST)
    saying = our_sayings().match(text, start, stop) if in_turn else None
    if saying is not None:
        told = text[saying.end() : end].rstrip(" \n\t.!?;:")
        content = (saying.end(), saying.end() + len(told))
        return Found(
            (saying.span("who"),), (saying.span("cue"),), (content,), _SCORE
        ), Stance.ASSERTS
    pattern = acts() if author.speaks and not in_turn else our_acts()
    match = pattern.match(text, start, stop)
    if match is None:
        return None
    content = (match.end("cue"), end)
    words = text[content[0] : content[1]]
    left = content[0] + len(words) - len(words.lstrip(" \n\t,:"))
    right = content[0] + len(words.rstrip(" \n\t.!?;:"))
    named = stance(match["cue"], text[left:right])
    if named is Stance.ASSERTS or left >= right:
        return None
    return Found((match.span("who"),), (match.span("cue"),), ((left, right),), _SCORE), named


def own_stance(words: str, author: Author) -> Stance:
    """The stance of a sentence in the author's own voice that names no act.

    A flat negative about itself is a denial where the document answers allegations, or where the
    sentence calls an allegation false; else it asserts.
    """
    folded = " ".join(words.split())[:_LONGEST]
    if folded.rstrip('”"’)').endswith("?"):
        return Stance.ASKS
    if author.speaks:
        said = stance("", folded)
        if said in (Stance.DENIES, Stance.NOTHING_TO_ANNOUNCE):
            return said
        if author.answers and flat_negative().search(folded) and not no_denial().search(folded):
            return Stance.DENIES
    return _act_of(folded, author)


def _act_of(words: str, author: Author) -> Stance:
    """A demand, a request, an expectation, a plan or a rule that the sentence itself shows."""
    if requests().search(words):
        return Stance.ASKS
    told = predicate(words)
    if words.startswith("Let ") or (
        told.verb in ("must", "should", "ought") and not no_demand().match(told.after)
    ):
        return Stance.DEMANDS
    if told.form is Form.BE_PRESENT and is_expected().match(told.after):
        return Stance.EXPECTS
    if rule_opener().match(words) and told.form in (Form.BE_PRESENT, Form.NONE, Form.PRESENT):
        return Stance.DEFINES
    if (
        told.verb in ("will", "shall")
        and not told.after.startswith("not ")
        and _is_of_author(told.clause, author)
    ):
        return Stance.PROMISES if if_words().search(words) else Stance.PLANS
    return Stance.ASSERTS


def _is_of_author(clause: str, author: Author) -> bool:
    """Whether what comes before "will" is the author: "we", in its own statement "the Chamber"."""
    subject = re.split(r"\b(?:will|shall)\b", clause)[0]
    if re.fullmatch(r"(?:we|i) (?:\w+ )?", subject):
        return True
    return author.speaks and any(word in body_words() for word in subject.split()[:6])


def _in(position: int, quoted: Extents) -> bool:
    return any(s <= position < e for s, e in quoted)


def _is_body(outlet: str) -> bool:
    """Whether an outlet's name is that of a ministry, court or organisation, and of no medium."""
    words = outlet.lower().split()
    speakers = load_table("speakers")
    if not words or outlet.lower() in speakers["media"] or words[-1] in speakers["media_heads"]:
        return False
    return any(w in speakers["bodies"] for w in words if w not in ("service", "network", "monitor"))
