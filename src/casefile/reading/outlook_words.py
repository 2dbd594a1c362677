"""The words that tell the time of a content: patterns for `outlook.py`."""

from __future__ import annotations

import re
from functools import cache

from casefile.reference.tables import load_table


@cache
def question() -> re.Pattern[str]:
    """How a question begins, with the auxiliary that opens it or follows its asking word."""
    return re.compile(
        r"(?:(?:and|but|so|then) )?"
        r"(?:(?:whether|if|why|when|where|how|who|whom|whose|what|which)\b ?(?:exactly |else )?)?"
        r"(?:(?P<past>did|didn't|was|were|wasn't|had|has|have)\b|"
        r"(?P<present>do|does|is|are|am|don't|isn't|aren't)\b|"
        r"(?P<future>will|would|can|could|shall|should|may|won't)\b)"
        r"|(?:whether|if|why|when|where|how|who|whom|whose|what|which)\b ?"
    )


@cache
def charge() -> re.Pattern[str]:
    """ "Accuses the guards | of starving the camp": goes on; "of having starved" is past."""
    return re.compile(r"\bof (?:\w+ly )?(?!having\b)\w{2,}ing\b")


@cache
def told_clause() -> re.Pattern[str]:
    """What opens a clause that nobody could confirm: "whether", "reports that"."""
    return re.compile(
        r"(?:(?:the |any |those |these |such )?(?:reports?|claims?|allegations?|accounts?|"
        r"rumou?rs?|suggestions?|assertions?|accusations?) (?:[\w-]+ ){0,4}?)"
        r"(?:that|whether|if) |(?:which|what|who|whose|how|where|when|why) (?:many |much )?"
    )


@cache
def still_silent() -> re.Pattern[str]:
    """Cues of silence in the present. "Has not replied" is none: the time to reply is past."""
    return re.compile(
        r"\b(?:will not|won't|do(?:es)? not|do(?:es)?n't|declines?|refuses?|cannot|can't|can not|"
        r"(?:is|are|am)(?! yet to)|isn't|aren't|ha(?:s|ve) (?:no|nothing)|never \w+s|"
        r"(?:nobody|no one|none) (?!was\b|has\b)\w+s|would rather|should|says? (?:no|nothing)|"
        r"remains?|keeps?|stays?|said(?: it| he| she| they)? d(?:id|oes) not)\b"
    )


@cache
def past_cue() -> re.Pattern[str]:
    """A verb in the past, or an auxiliary that makes one."""
    past = "|".join(load_table("outlook")["past"])
    return re.compile(
        rf"\b(?:{past}|\w{{2,}}ed|did|didn't|ha(?:s|ve|d)|hasn't|haven't|hadn't|would|wouldn't|"
        r"could|couldn't|was|were|wasn't|weren't|hung|rang|unanswered)\b"
    )


@cache
def ever_since() -> re.Pattern[str]:
    """After "has": a state that lasts: "been missing since the spring", "had a face since 2009"."""
    forms = "|".join(load_table("outlook")["participles"])
    return re.compile(
        rf"(?:\w+ly |long |now |also )*(?:been (?!(?:\w+ly )?(?:{forms}|\w+ed)\b)|had ).*\b"
        r"(?:since|for (?:\w+ )?(?:years|months|weeks|days|decades))\b"
    )


@cache
def participle_of_state() -> re.Pattern[str]:
    """Participles that tell of a state: "was prepared to", "was based in"."""
    return re.compile(
        r"(?:\w+ly |not |still |also |already )*(?:aware|prepared|based|located|concerned|"
        r"determined|interested|committed|opposed|needed|required|satisfied|pleased|worried|"
        r"convinced|satisfied|outraged|appalled|saddened|under|in|on|at|being)\b"
    )


@cache
def holding_now() -> re.Pattern[str]:
    """After "may": what would hold already."""
    return re.compile(
        r"(?:\w+ly |also |still |well |already )*be (?:dead|alive|hiding|there|held|still|in|"
        r"under|at|among|on|\w+ing|behind|responsible|guilty|wrong|right)\b"
    )


@cache
def perfect() -> re.Pattern[str]:
    """A past participle, adverbs before it: "never | been"."""
    forms = "|".join(load_table("outlook")["participles"])
    return re.compile(
        r"(?:(?:not|never|also|already|since|so far|now|long|just|all|both|still|recently|yet|"
        rf"each|later|then|once|\w+ly) )*(?:{forms}|\w+ed)\b"
    )


@cache
def listed(part: str) -> re.Pattern[str]:
    """Any of the words that `outlook.toml` lists under a key."""
    words = "|".join(load_table("outlook")[part])
    begin = "" if part in ("coming", "states") else r"\b"
    return re.compile(rf"{begin}(?:{words})")
