"""How real an event is by the words around it: happened, alleged, denied, planned, sought, …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casefile.particulars import EventStatus
from casefile.reading.events.model import Hit, Token
from casefile.reading.events.table import word_class
from casefile.reference.tables import load_table

_NEAR = 34  # code points before a trigger in which a negation stands
_MODAL_REACH = 45  # code points between "could" and a noun it may still speak of
_AFTER = 60  # code points after a noun in which its verb stands


def status_of(folded: str, tokens: Sequence[Token], hit: Hit) -> tuple[EventStatus, bool]:
    """The status, and whether the words say that it was not so."""
    start, end = tokens[0].start, tokens[-1].end
    left = clause_start(folded, start, hit.start)
    negated = _negated(folded, left, hit, end)
    reach = _MODAL_REACH if hit.part == "noun" else 400
    before = _last_before(folded, left, hit.start, reach, _finite(folded, left, hit))
    if before is EventStatus.THREATENED and hit.kind in _peaceful():
        before = EventStatus.PLANNED
    inside = _last_before(folded, hit.start, hit.end) if hit.part == "phrase" else None
    if inside not in (EventStatus.POSSIBLE, EventStatus.CONDITIONAL, EventStatus.PLANNED):
        inside = None  # "charged with" is no allegation of the charge
    after = _after(folded, hit, end) if hit.part in ("noun", "phrase") and not inside else None
    if before in _UNREAL and _is_presupposed(folded, tokens, left, hit):
        return EventStatus.HAPPENED, False
    told = before or inside or after or EventStatus.HAPPENED
    if before in (EventStatus.SOUGHT, EventStatus.ALLEGED, EventStatus.DENIED):
        return before, negated
    if after in (EventStatus.DENIED, EventStatus.SOUGHT) and before is None:
        return after, negated
    if told in (
        EventStatus.POSSIBLE,
        EventStatus.CONDITIONAL,
        EventStatus.PLANNED,
    ) and _is_conditional(folded, start, end, hit):
        return EventStatus.CONDITIONAL, negated
    return told, negated


def _is_presupposed(folded: str, tokens: Sequence[Token], left: int, hit: Hit) -> bool:
    """What is to end goes on ("call for an end to the attacks", "stop shelling"); what describes
    somebody or something has been done to it ("will help civilians besieged in the town").
    """
    ending = _endings().search(folded, left, hit.start)
    if ending:
        ends_act = ending.group().startswith("stop")
        return not ends_act or folded[hit.start : hit.end].endswith("ing")
    return _describes(tokens, hit)


def _describes(tokens: Sequence[Token], hit: Hit) -> bool:
    """A participle beside its noun, without an auxiliary: "besieged areas", "children deported"."""
    if hit.part == "adjective":
        return True
    if hit.part != "passive" or hit.first == 0:
        return False
    at = hit.first - 1
    while at > 0 and tokens[at].word.endswith("ly"):
        at -= 1
    word = tokens[at].word
    closed = ("passive", "auxiliaries", "prepositions", "conjunctions", "pronouns", "determiners")
    follows_noun = word[:1].isalpha() and not any(word in word_class(name) for name in closed)
    beside = [t.word for t in tokens[max(0, at - 5) : at]]
    wanted = not _CAUSING.isdisjoint(beside) and "to" not in beside  # "want the mayor arrested"
    return follows_noun and not wanted


def clause_start(folded: str, start: int, trigger: int) -> int:
    """Where the clause that holds the trigger begins: after the last cut before it."""
    cut = start
    for match in _cuts().finditer(folded, start, trigger):
        cut = match.end()
    return cut


def clause_bounds(folded: str, tokens: Sequence[Token], hit: Hit) -> tuple[int, int]:
    """The clause that holds the trigger: between the cuts before and after it."""
    start, end = tokens[0].start, tokens[-1].end
    cut = _cuts().search(folded, hit.end, end)
    return clause_start(folded, start, hit.start), cut.start() if cut else end


def _finite(folded: str, start: int, hit: Hit) -> int | None:
    """Where the verb of "attempts to take the hill | were | repelled" stands, None for no such."""
    verb = _finite_verbs().search(folded, max(start, hit.start - 24), hit.start)
    return verb.start() if verb and hit.part in ("passive", "verb") else None


def _last_before(
    folded: str, start: int, end: int, reach: int = 400, finite: int | None = None
) -> EventStatus | None:
    """The status whose words stand nearest before; modal words must stand within `reach`.

    What governs an infinitive ("attempts to") says nothing of a verb that has its own, at `finite`.
    """
    found = None
    for match in _before().finditer(folded, start, end):
        if finite is not None and match.end() < finite and match.group().rstrip().endswith(" to"):
            continue
        if match.lastgroup in ("possible", "conditional") and end - match.end() > reach:
            continue
        found = match.lastgroup
    return EventStatus(found) if found else None


def _after(folded: str, hit: Hit, end: int) -> EventStatus | None:
    match = _after_words().match(folded, hit.end, min(end, hit.end + _AFTER))
    return EventStatus(match.lastgroup) if match and match.lastgroup else None


def _negated(folded: str, left: int, hit: Hit, end: int) -> bool:
    near = max(left, hit.start - _NEAR)
    if _no_before().search(folded, near, hit.start):
        return True
    return bool(_no_after().match(folded, hit.end, min(end, hit.end + _AFTER)))


def _is_conditional(folded: str, start: int, end: int, hit: Hit) -> bool:
    """An "if"-clause in the same sentence makes what could be conditional."""
    condition = _ifs().search(folded, start, end)
    return condition is not None


_UNREAL = (
    EventStatus.SOUGHT, EventStatus.PLANNED, EventStatus.CONDITIONAL, EventStatus.POSSIBLE,
    EventStatus.THREATENED,
)  # fmt: skip
_CAUSING = frozenset(("want", "wants", "wanted", "see", "have", "need", "needs", "get", "order"))


@cache
def _endings() -> re.Pattern[str]:
    """What ends an act, with the few words that may stand before the act's own."""
    words = "|".join(load_table("events")["status"]["ending"])
    return re.compile(rf"\b(?:{words})(?: (?!(?:and|or|that|to|who|which)\b)[\w’'-]+){{0,5}} \Z")


@cache
def _peaceful() -> frozenset[str]:
    return frozenset(
        (
            "visit",
            "meeting",
            "agreement",
            "aid",
            "retreat",
            "release",
            "exchange",
            "appeal",
            "proposal",
            "surrender",
        )
    )


@cache
def _cuts() -> re.Pattern[str]:
    return re.compile(
        r"[;:—]\s|,\s(?:in what|and|but|or|saying|which|who|while|as|after|where|adding|killing"
        r"|with|it|he|she|they|the)\b"
        r"|\s(?:but|while|whereas|although|though|because|who|which|amid|despite|before"
        r"|after|when|during|following)\s|\ssince\s(?!(?:early|late|mid|last|at least|then|\d|"
        r"jan|feb|mar|apr|mai|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|\w+day\b))"
        r"|[”\"]\s|\b(?:if|unless) [^,.;]{1,120},"
    )


@cache
def _finite_verbs() -> re.Pattern[str]:
    return re.compile(r"\b(?:is|are|was|were|(?:has|have|had) been)(?: \w+ly)? \Z")


@cache
def _before() -> re.Pattern[str]:
    """All words of status as one alternation; the group's name is the status."""
    table = load_table("events")["status"]
    groups = (
        rf"(?P<{status}>{'|'.join(table[status])})"
        for status in (
            "alleged", "denied", "planned", "threatened", "sought", "conditional", "possible",
            "happened",
        )
    )  # fmt: skip
    return re.compile(rf"\b(?:{'|'.join(groups)})(?!\w)")


@cache
def _after_words() -> re.Pattern[str]:
    """The first verb after a noun, over the words that belong to the noun."""
    table = load_table("events")["status"]
    groups = (
        rf"(?P<{name}>{'|'.join(table['after_' + name])})"
        for name in ("denied", "planned", "sought", "conditional", "possible")
    )
    breaks = (
        "was|were|is|are|had|has|have|that|who|which|and|but|said|says|killed|could|may|might|would"
        "|will|can"
    )
    belongs = rf"(?:\s(?!(?:{breaks})\b)[\w’'-]+\.?){{0,7}}"
    return re.compile(rf"{belongs}\s(?:{'|'.join(groups)})")


@cache
def _no_before() -> re.Pattern[str]:
    words = "|".join(load_table("events")["status"]["negated"])
    return re.compile(
        rf"(?:\b|(?=n['’]t))(?:{words})(?: [\w-]+){{0,2}} "
        r"(?:(?:the|any|his|its|their|an?|for|in|of) )?\Z"
    )


@cache
def _no_after() -> re.Pattern[str]:
    words = "|".join(load_table("events")["status"]["after_negated"])
    return re.compile(rf"(?:\s(?!(?:and|but|that|who|which|said)\b)[\w’'-]+){{0,6}} (?:{words})\b")


@cache
def _ifs() -> re.Pattern[str]:
    return re.compile(
        r"(?<!asked )(?<!ask )(?<!see )\b(?:if|unless|provided that)\s(?!not\b)(?!.{0,3}$)"
    )
