"""Odd and hostile texts of any length, made from our own words: for time against length, and tests.

Each maker takes a number of code points and gives a text of about that length (never blank).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, cycle

SENTENCES = (
    "The harbour office said on Monday that two ferries had left before the storm.",
    "“Nobody rang the bell,” said Ines Varga, a teacher from Old Kestrel.",
    "The ministry denied that its aircraft had struck the school in March 2021.",
    "A spokesman for the court declined to comment.",
    "At least 31 people were taken from the camp, according to Harrow Watch.",
    "The river is wide there and the road is long.",
)
MIXED = (
    "The mayor said", "Мэр сказал, что мост упал.", "市长说桥塌了。",
    "قال رئيس البلدية إن الجسر انهار.",
    "ο δήμαρχος είπε", "the bridge fell 🜂.", "e\u0301te\u0301", "נפל הגשר",
    "ｆｕｌｌ ｗｉｄｔｈ", "𝔟𝔯𝔦𝔡𝔤𝔢",
)  # fmt: skip
MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
OVERRIDDEN = "\u202eThe mayor said\u202c it \u2067fell\u2069."
PAGE = (
    "<div class='story'><p>The mayor said &ldquo;the road is shut&rdquo;.</p>\n<!-- ad -->\n"
    '<a href="/x?a=1&amp;b=2">More on this story</a><script>var a = {\'b\': "c"};</script>\n'
)

Maker = Callable[[int], str]


def _filled(parts: tuple[str, ...] | list[str], length: int, between: str = " ") -> str:
    """Parts over and over, up to about so many code points, never less than one part."""
    return between.join(_enough(parts, length, len(between)))


def _enough(parts: tuple[str, ...] | list[str], length: int, between: int) -> Iterator[str]:
    used = 0
    for part in cycle(parts):
        yield part
        used += len(part) + between
        if used >= length:
            return


def _counted(form: str, length: int) -> str:
    """The form with 1, 2, 3 … in it, so that no sentence is there twice."""
    made, used = [], 0
    for number in count(1):
        made.append(form.format(number))
        used += len(made[-1]) + 1
        if used >= length:
            return " ".join(made)
    raise AssertionError


def _stripped(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c.isspace())


TEXTS: dict[str, Maker] = {
    "plain news": lambda n: _filled(SENTENCES, n, "\n"),
    "one endless line": lambda n: _filled(SENTENCES, n),
    "one endless word": lambda n: "x" * n,
    "no punctuation": lambda n: _filled([_stripped(s) for s in SENTENCES], n),
    "all capitals": lambda n: _filled([s.upper() for s in SENTENCES], n, "\n"),
    "all small letters": lambda n: _filled([s.lower() for s in SENTENCES], n, "\n"),
    "mixed scripts": lambda n: _filled(MIXED, n),
    "right to left": lambda n: _filled(["قال الوزير إن الجسر سقط.", "“لم يمت أحد”، قال."], n),
    "bidirectional controls": lambda n: _filled(
        ["\u202eThe mayor said\u202c it \u2067fell\u2069."], n
    ),
    "hidden characters": lambda n: _filled(["The ma\u00adyor s\u200baid it\ufeff fell."], n),
    "accents upon accents": lambda n: "e" + "\u0301" * n,
    "straight quotation marks": lambda n: '"' * n,
    "opening quotation marks": lambda n: "“" * n,
    "single opening marks": lambda n: _filled(["‘so he said"], n),
    "apostrophes": lambda n: _filled(["don’t"], n),
    "marks with words": lambda n: _filled(['"yes', "”no", "“he said", "»so«"], n),
    "markup left in": lambda n: _filled([PAGE], n, ""),
    "digits": lambda n: ("1234567890" * (n // 10 + 1))[:n],
    "numbers": lambda n: _filled(["12", "1,204", "3.5", "2021", "7/8", "20-30", "1st"], n),
    "month names": lambda n: _filled(MONTHS, n),
    "weekdays and years": lambda n: _filled(["Monday", "2021,", "last", "May", "in", "week"], n),
    "the word said": lambda n: _filled(["said"], n),
    "he said, he said": lambda n: _filled(["he said that"], n),
    "refusals in one line": lambda n: _filled(["the navy declined to comment and"], n),
    "denials in one line": lambda n: _filled(["the navy denied it,"], n),
    "sayings in one line": lambda n: _counted("Mayor Dole said that road {} was shut,", n),
    "many sayings": lambda n: _counted("Mayor Dole said that road {} was shut.", n),
    "many refusals": lambda n: _counted("The navy of port {} declined to comment.", n),
    "capitals in a row": lambda n: _filled(["Anna Maria de la Port"], n),
    "names and brackets": lambda n: _counted("the Port Office {} (PO)", n),
    "conjunctions": lambda n: _filled(["and but if when while because,"], n),
    "full stops": lambda n: "." * n,
    "dots and blanks": lambda n: ". " * (n // 2) + "end",
    "initials": lambda n: _filled(["J. U.N. Mr. a.m."], n),
    "blanks": lambda n: "x" + " " * n + "x",
    "empty lines": lambda n: "x" + "\n" * n + "x",
    "one letter a line": lambda n: "a\n" * (n // 2) + "a",
    "commas": lambda n: _filled(["one,"], n),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2) + "x",
    "dashes": lambda n: "x" + "—-–" * (n // 3),
}
