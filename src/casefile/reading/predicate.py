"""The main verb of a content: a small guess, without a parser, for its certainty and its time.

A content is a clause ("the crane fell"), a clause without its subject ("to seek warrants",
"shelling the school") or a thing ("any role"). Looked for is the first auxiliary or past form that
stands neither in a clause before the main one nor in one that hangs on a noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from casefile.reading.month_may import month_apart
from casefile.reference.tables import load_table

_LONGEST = 400  # code points of a content that are looked at
_AFTER = 90  # code points after the main verb that belong to what is looked at


class Form(StrEnum):
    """What the main verb is."""

    MODAL = "modal"
    BE_PRESENT = "be_present"
    BE_PAST = "be_past"
    HAVE_PRESENT = "have_present"
    HAVE_PAST = "have_past"
    DO_PRESENT = "do_present"
    PAST = "past"
    PRESENT = "present"  # a plain verb that can be no noun: "remains", "denies"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    NONE = "none"  # a thing, or a verb in the present without an auxiliary


@dataclass(frozen=True, slots=True)
class Predicate:
    """The main verb: its `form`, the `verb` itself ("could"), what comes `after` it in its clause,
    and the whole `clause` from its beginning on; lower-cased, without quotation marks. `shell` is
    what brings the clause in: "whether", "that it may be that"."""

    form: Form
    verb: str
    after: str
    clause: str
    shell: str = ""


def predicate(content: str) -> Predicate:
    """The main verb of a content."""
    words = _main_clause(content)
    shell = _shell().match(words)
    told = _predicate(words[shell.end() :] if shell else words)
    opener = re.match(r"(?:that|whether|if) ", folded(content[:40]).lstrip(" ,.:;'"))
    brought = (opener.group() if opener else "") + (shell.group() if shell else "")
    return replace(told, shell=brought) if brought else told


def _predicate(words: str) -> Predicate:
    words = re.sub(r"^to (?:us|me|reporters|journalists|the [\w ]{2,30}?) that ", "", words)
    if _infinitive().match(words):
        return Predicate(Form.INFINITIVE, "", words.removeprefix("not "), _clause(words, 0))
    gerund = re.match(r"(?:\w+ly )?\w{2,}ing\b", words)
    found = _main_verb(_before_joint(words) if gerund else words)
    if found is None:
        form = Form.GERUND if gerund else Form.NONE
        return Predicate(form, "", words[:_AFTER], _clause(words, 0))
    short = _SHORT.get(found.group())
    form = Form.MODAL if short else next((Form(name) for name in _FORMS if found[name]), Form.PAST)
    clause = _clause(words, found.end())
    return Predicate(form, short or found.group(), clause[found.end() :].strip(), clause)


_SHORT = {"'ll": "will", "'d": "would"}
_FORMS = ("modal", "be_present", "be_past", "have_present", "have_past", "do_present", "present")


def folded(words: str) -> str:
    """Lower case, one blank between words, straight apostrophes, no quotation marks."""
    plain = month_apart(words).lower().translate(_MARKS)
    return " ".join(plain.split())


_MARKS = str.maketrans({"’": "'", "‘": "'", "“": " ", "”": " ", '"': " ", "«": " ", "»": " "})


def _main_clause(content: str) -> str:
    """The content without what stands before its main clause: "When it ends, | we will open"."""
    words = folded(content[:_LONGEST]).strip(" ,.:;'")
    words = re.sub(
        r"^(?:that|whether|if|and|but|so|then|yes|no|well), ?|^(?:that|and|but|whether) ", "", words
    )
    words = _aside().sub("", words)
    for _ in range(2):
        opener = _fronted().match(words)
        comma = words.find(", ", opener.end(), opener.end() + 140) if opener else -1
        if comma < 0 or len(words) - comma < 8:
            break
        words = words[comma + 2 :]
    return words


def _before_joint(words: str) -> str:
    """ "Taking it | would be a success" has its own verb, "firing on a town that was full" none."""
    return re.split(r",| (?:that|which|who|when|because|while|after|before|as|if|where)\b", words)[
        0
    ]


def _main_verb(words: str) -> re.Match[str] | None:
    """The first verb that hangs on no "who", "which" or participle."""
    waiting = None
    for match in _verbs().finditer(words):
        before = words[max(0, match.start() - 40) : match.start()].split()
        if any(word in _RELATIVES for word in before[-2:]) or any(
            w in _ASKING for w in before[-4:]
        ):
            continue
        if match["modal"] and before and (before[-1] in _BEFORE_NOUNS or before[-1][0].isdigit()):
            continue  # "the combined might of", "in may", "3 may"
        if match["present"] and before and before[-1] in _BEFORE_BARE:
            continue  # "to remain", "would say"
        if match["past"] is None or not match["past"].endswith("ed"):
            return waiting if waiting and _joined(words, waiting, match) else match
        if match["past"] in _HANGING or (
            before and (before[-1] in _BEFORE_ADJECTIVES or before[-1].endswith(","))
        ):
            continue  # "the deported children", "the convoy, attacked on Monday, …"
        if waiting is not None:
            return waiting
        if re.match(
            r" (?:the|a|an|that|it|its|his|her|their|them|him|two|three|\d)\b", words[match.end() :]
        ):
            return match
        waiting = match  # "children deported from the town | are …": maybe a participle
    return waiting


def _joined(words: str, participle: re.Match[str], verb: re.Match[str]) -> bool:
    """Whether another verb after a comma or "and" leaves the first one a main verb."""
    between = words[participle.end() : verb.start()]
    return (
        re.search(
            r"[,;:.]| and | but | because | when | after | before | that | as | if | while ",
            between,
        )
        is not None
    )


def _clause(words: str, at: int) -> str:
    """From the beginning to the end of the main clause, or so."""
    end = _clause_ends().search(words, at)
    return words[: min(at + _AFTER, end.start() if end else len(words))]


_RELATIVES = frozenset({"who", "which", "whose", "whom"})
_BEFORE_NOUNS = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "our", "in", "last", "since", "of", "by"}
    | {"early", "late", "until", "combined", "free", "own", "political", "military", "on"}
)  # fmt: skip
_BEFORE_BARE = frozenset(
    {"to", "not", "will", "would", "could", "can", "may", "might", "must", "should", "shall"}
    | {"cannot", "did", "do", "does", "the", "a", "an", "let", "didn't", "don't", "doesn't"}
)  # fmt: skip
_HANGING = frozenset(
    {"concerned", "involved", "unaccounted", "so-called", "mentioned"}
)  # on the noun before
_ASKING = frozenset({"where", "how", "why", "what", "whether"})
_BEFORE_ADJECTIVES = frozenset(
    {"a", "an", "the", "of", "their", "his", "her", "its", "our", "some", "many", "several"}
    | {"most", "all", "these", "those", "any", "more", "no", "with", "by", "from", "to", "other"}
    | {"two", "three", "as", "on", "in"}
)  # fmt: skip


@cache
def _infinitive() -> re.Pattern[str]:
    """ "to seek warrants", not "to all charges"."""
    return re.compile(
        r"(?:not )?to (?!(?:the|an?|all|any|his|her|its|their|our|your|my|us|me|him|them|it|this|"
        r"that|these|those|both|each|two|three|some|such|what|whom|which|every|no|one|more|other|"
        r"several)\b)[a-z]"
    )


@cache
def _fronted() -> re.Pattern[str]:
    return re.compile(
        r"(?:when|if|as|after|before|once|while|although|though|because|since|until|unless|in|on|"
        r"at|by|for|despite|during|under|with|from|should|given|following|without|to|of|over|"
        r"among|through|within|because of)\b"
    )


@cache
def _aside() -> re.Pattern[str]:
    """A clause between commas on the noun before it: "the list, which was old, | is gone"."""
    return re.compile(r", (?:which|who|whose|whom) [^,]{1,120},")


@cache
def _shell() -> re.Pattern[str]:
    """A clause that only brings in another one: "it is correct that | files were lost"."""
    return re.compile(
        r"it (?:is|was|may be|might be|could be|remains|seems|appears) "
        r"(?:[\w-]+ ){0,2}?that (?=\w+ )"
        r"|(?:there (?:is|are|was|were) )?(?:[\w-]+ ){0,2}?"
        r"(?:grounds|reasons?|evidence|proof|indications?|signs?|no doubt)"
        r"(?: to (?:believe|think|suspect))? that (?=\w+ )"
    )


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(
        r"[;:.?!]|,? (?:because|which|who|while|although|though|unless|if|so that|but)\b"
    )


@cache
def _verbs() -> re.Pattern[str]:
    table = load_table("outlook")
    past, present = "|".join(table["past"]), "|".join(table["present"])
    return re.compile(
        r"\b(?:(?P<modal>(?:will|won't|shall|would|wouldn't|could|couldn't|may|might|should|"
        r"shouldn't|must|can|cannot|can't|ought)(?! of\b| \d|[,.]))|"
        r"(?P<be_present>is|are|am|isn't|aren't)|(?P<be_past>was|were|wasn't|weren't)|"
        r"(?P<have_present>has|have|hasn't|haven't)|(?P<have_past>had|hadn't)|"
        rf"(?P<do_present>does|do|doesn't|don't)|(?P<present>{present})(?= |,|$)|"
        rf"(?P<past>didn't|{past}|(?<![a-z]-)[a-z]{{2,}}ed)(?= |,|$))\b"
        r"|(?<=\w)'(?:(?:ll|d)\b)"
    )
