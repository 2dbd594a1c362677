"""The words by which an author shows itself, and what it does: patterns for `own_author.py`."""

from __future__ import annotations

import re
from functools import cache

from casefile.reading.stance import verb_forms
from casefile.reference.tables import load_table

_REFUSED = ("accept", "recognise", "recognize")  # "we do not accept" rejects


@cache
def statement_heading() -> re.Pattern[str]:
    """What a statement is headed with: "Press release", "Reply to questions"."""
    return re.compile(
        r"(?i)\b(?:press (?:release|statement|communiqu[eé])|media (?:release|statement|advisory)|"
        r"communiqu[eé]|(?:public |official |joint |written )?statement (?:by|of|from|on|"
        r"in response|on behalf of|to the (?:press|media))|for immediate release|note verbale|"
        r"(?:reply|response|answers?) (?:of|from|by) the|"
        r"(?:reply|response|answers) to (?:questions|your|a request|allegations|the)|notice no|"
        r"declaration (?:by|of)|comment by the|right of reply|open letter|press service|"
        r"office of (?:public affairs|the spokes)|department of information|information service)\b"
    )


@cache
def we_speak() -> re.Pattern[str]:
    """A sentence that begins with "we" or "our", or does after a few words."""
    return re.compile(r"(?:[^“”\"]{0,50}?[,.:]\s)?(?:We|we|Our)\s")


@cache
def answers_something() -> re.Pattern[str]:
    """A heading that answers something: "Right of reply", "On recent allegations"."""
    return re.compile(
        r"(?i)\b(?:(?:reply|response|answers?) (?:of|from|by|to)|right of reply|rebuttal|denial|"
        r"in response to|(?:on|about|regarding|concerning) (?:the |recent |false |media |press )*"
        r"(?:allegations?|accusations?|reports?|claims?))\b"
    )


@cache
def answer_ours() -> re.Pattern[str]:
    """The author rejects something outright, or speaks of what is held against it."""
    who = rf"(?:[Ww]e|[Tt]he\s(?:[\w-]+\s){{0,3}}?(?:{_bodies()})|[Oo]ur\s\w+)"
    return re.compile(
        rf"\b{who}\s(?:\w+ly\s|also\s|again\s)*(?:den(?:y|ies)|reject(?:s|ed)?|refut(?:e|es)|"
        r"dismiss(?:es)?)\b"
        r"|\b(?:allegations?|accusations?|claims?)\s(?:against|about)\s(?:us|our)\b"
        r"|\baccus\w+\s(?:us|our)\b"
    )


@cache
def flat_negative() -> re.Pattern[str]:
    """ "Our crews did not fire", "No child was moved", "The Ministry has never held a list"."""
    own = (
        rf"(?:[Ww]e|[Oo]ur\s[\w\s-]{{2,40}}?|[Tt]he\s(?:[\w-]+\s){{0,3}}?(?:{_bodies()})|"
        r"[Ii]ts\s[\w\s-]{2,30}?|[Tt]hey|[Ii]t)"
    )
    return re.compile(
        rf"(?:^|[,;:]\s|\b(?:and|that)\s){own}\s(?:did\snot|didn[’']t|(?:has|have|had)\s"
        r"(?:never|not)|never|(?:was|were)\s(?:not|never)|(?:had|has|have|played|took)\sno|"
        r"do(?:es)?\snot\s(?:target|hold|use|attack|strike|detain|shell|fire|recruit|run|"
        r"operate|deport))\b"
        r"|(?:^|[,;:]\s|\b(?:and|that)\s)(?:[Nn]o|[Nn]one\sof(?:\sthe|\sour)?)\s"
        r"(?:[\w’'-]+\s){1,6}?(?:was|were|has\sbeen|have\sbeen|took\splace|exists?|existed|"
        r"has\sever|have\sever|ever|fired|struck|hit|entered|left|carried|received|"
        r"gave|is|are)\b"
        r"|\b[Tt]here\s(?:was|were|is|are|has\sbeen|have\sbeen)\sno\s"
    )


@cache
def no_denial() -> re.Pattern[str]:
    """Negatives that answer nothing: of knowledge, of means, of what was received."""
    return re.compile(
        r"(?i)\b(?:not|never|no)\s(?:yet\s)?(?:been\s(?:able|given|informed|granted|shown|"
        r"allowed)|receiv\w+|found?|find|know|known|see|seen|hear\w*|comment|respond|able|clear|"
        r"reply|information|access|doubt|place\sin|longer|alternative|choice|expect|intend|plan|"
        r"accept|recogni[sz]e|tolerate|forget|only|merely|just)\b|\bwill\snot\b"
    )


@cache
def requests() -> re.Pattern[str]:
    """ "Please send …", "are requested to"."""
    return re.compile(
        r"(?:^|[,;:] )[Pp]lease [a-z]|\b(?:is|are) (?:kindly |hereby |also )?"
        r"(?:requested|asked|invited|urged|encouraged) to\b"
    )


@cache
def no_demand() -> re.Pattern[str]:
    """After "must" or "should": a conclusion or a remark, and no demand."""
    return re.compile(
        r"(?:also |not |rather )?(?:have \w|be (?:noted|said|added|remembered|clear|stressed|"
        r"the case)\b)"
    )


@cache
def is_expected() -> re.Pattern[str]:
    """After "is": "expected", "likely", "due"."""
    return re.compile(
        r"(?:\w+ly |now |still |also |not )?(?:expected|feared|forecast|likely|due|anticipated)\b"
    )


@cache
def rule_opener() -> re.Pattern[str]:
    """ "Under Article 5", "By the Constitution": what follows is a rule."""
    return re.compile(
        r"(?:Under|According to|In|By) (?:the (?:terms of )?)?(?:[\w’'-]+ ){0,3}?"
        r"(?:[Aa]rticles?|[Ss]ections?|[Rr]ules?|[Tt]reaty|[Cc]onventions?|[Ss]tatute|[Ll]aw|"
        r"[Cc]harter|[Pp]rotocol|[Cc]ode|[Cc]onstitution|[Cc]ovenant)\b"
    )


@cache
def if_words() -> re.Pattern[str]:
    """What opens a condition."""
    return re.compile(
        r"\b(?:[Ii]f|[Uu]nless|[Ss]hould (?:the|a|an|any)|[Pp]rovided that|[Aa]s long as|"
        r"[Ss]o long as)\b"
    )


@cache
def body_words() -> frozenset[str]:
    """What ministries, courts and organisations are called by."""
    return frozenset(load_table("speakers")["bodies"])


@cache
def _bodies() -> str:
    return "|".join(
        b.title() + "|" + b for b in load_table("speakers")["bodies"] if b != "services"
    )


@cache
def _acting() -> str:
    """All verbs that name a stance, in all forms, with words that strengthen them."""
    verbs: set[str] = set()
    for row in load_table("stances")["stance"]:
        verbs |= set(row.get("forms", ()))
        for verb in row.get("verbs", ()):
            verbs |= verb_forms(verb)
    verbs |= {f"{do} not {verb}" for do in ("do", "does") for verb in _REFUSED}
    alternatives = "|".join(
        v.replace(" ", r"\s") for v in sorted(verbs, key=lambda v: (-len(v), v))
    )
    strong = (
        r"(?:(?:\w+ly|also|again|therefore|once\smore|hereby|must|wish\sto|would\slike\sto|"
        r"continues?\sto|has|have|do|does|further)\s){0,3}"
    )
    return rf"(?P<cue>{strong}(?:{alternatives}))\b"


@cache
def our_sayings() -> re.Pattern[str]:
    """ "I want to say that …", "I can tell you that …", in a turn of talk."""
    modal = r"(?:(?:want|wish|would\slike|have|ought)\sto|can|must|will|may|only|just|do)"
    verbs = r"(?:say|repeat|stress|tell|swear|add|remember|know|assure|insist|recall|note)"
    return re.compile(
        rf"(?P<who>I|We)\s(?P<cue>(?:{modal}\s)?{verbs})\s(?:(?:to\s)?[\w ]{{2,30}}?\s)?(?=that\s)"
    )


@cache
def our_acts() -> re.Pattern[str]:
    """ "We call on …", "I deny …": any document's author or speaker."""
    return re.compile(rf"(?:[^,;:“”\"]{{2,80}},\s)?(?P<who>[Ww]e|I)\s{_acting()}")


@cache
def acts() -> re.Pattern[str]:
    """The same, and "The Ministry denies …", where the document is its author's own."""
    body = (
        rf"[Tt]he\s(?:[A-Z][\w’'-]*\s){{0,4}}?(?:{_bodies()})"
        r"(?:\sof\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:and\s)?[A-Z][\w’'-]*){0,4})?"
    )
    return re.compile(rf"(?:[^,;:“”\"]{{2,80}},\s)?(?P<who>[Ww]e|It|{body})\s{_acting()}")
