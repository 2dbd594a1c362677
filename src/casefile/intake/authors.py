"""Names out of by-lines: "By Ann Lee and Bo Ek, Staff Writers" gives two persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

# "By", "Words by", "This post was written by", "Von", "Par", "Por"
_BEFORE = re.compile(
    r"^(?:(?:this post was )?(?:written|words|story|reported|posted|published|text)\s+)?"
    r"(?:by|von|par|por|author)[:\s]+",
    re.IGNORECASE,
)
# What some pages put after a name: "Nicoletta Richardson Trending Editor"
_RANKS = (
    "senior|staff|chief|deputy|managing|executive|associate|assistant|contributing|trending|lead"
    "|political|foreign|diplomatic|defen[cs]e|health|science|national|world|news|digital|web|city"
    "|breaking|europe|business|technology|entertainment|special|freelance|global|us|uk|general"
)
_JOBS = (
    "editor(?:-in-chief|-at-large)?|reporter|writer|correspondent|journalist|contributor"
    "|columnist|producer|author|staff|bureau chief|blogger|analyst|intern"
)
_ROLE = re.compile(rf"(?:^|[\s,|•·–—-]+)(?:(?:{_RANKS})[\s-]+)*(?:{_JOBS})s?\b.*$", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:in|at|for)\s+[A-Z].*$")
_BETWEEN = re.compile(r"\s*(?:;|,|\band\b|\bund\b|\bet\b|&|\||\n)\s*")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# Addresses, template names ("page.head.author"), dates, and words that stand where names should
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d|[a-z]\.[a-z]"
    r"|^(?:by|admin|administrator|guest|unknown|web ?master|newsroom|news desk|press release|user"
    r"|null|none|undefined|follow|view all|special to .*|(?:last )?updated.*|published.*"
    rf"|(?:content|design|code):.*|{_MONTHS})$",
    re.IGNORECASE,
)
_SUFFIX = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "md", "m.d.", "phd", "ph.d.", "esq."})
_MOST = 12


def clean_authors(stated: Iterable[str]) -> tuple[str, ...]:
    """The names in by-lines, each once, in order.

    >>> clean_authors(["By Nicoletta Richardson Trending Editor", "Ann Lee and Bo Ek"])
    ('Nicoletta Richardson', 'Ann Lee', 'Bo Ek')
    """
    names: list[str] = []
    for line in stated:
        line = unescape(line)  # some pages escape twice: "Maria &amp; Katerina"
        line = _BEFORE.sub("", " ".join(line.split()))
        for part in _BETWEEN.split(line):
            name = _clean(part)
            if name.casefold() in _SUFFIX and names:
                names[-1] = f"{names[-1]}, {name}"
            elif name and name.casefold() not in (n.casefold() for n in names):
                names.append(name)
    return tuple(names[:_MOST])


def _clean(part: str) -> str:
    name = _BEFORE.sub("", part.strip(" .,;:|•·–—-()[]\"'“”"))
    if part.strip().casefold() in _SUFFIX:
        return part.strip()
    if _NO_NAME.search(name):
        return ""
    name = _PLACE.sub("", _ROLE.sub("", name)).strip(" ,|-–—")
    if name.isupper() and " " in name:
        name = name.title()
    words = name.split()
    if not 1 <= len(words) <= 6 or _NO_NAME.search(name):
        return ""
    return name
