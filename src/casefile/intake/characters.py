"""Characters that can make a text look other than it is: found and pointed at, never removed.

Most are innocent (a soft hyphen, a joiner inside a Persian word or an emoji). A person who
compares a quotation with the page should still know that they are there.
"""

from __future__ import annotations

import re

from casefile.document import Flag, FlagKind
from casefile.intake.limits import DOCUMENT_LIMITS

# Left-to-right and right-to-left marks, embeddings, overrides and isolates: "\u202etxt.exe".
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Soft hyphen, grapheme joiner, Hangul fillers, zero-width space and joiners, word joiner and
# the invisible operators, byte order mark inside text, tag characters ("hidden text"), and
# control characters other than tab, line ends and form feed.
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f"
    "\u3164\ufeff\uffa0\U000e0000-\U000e007f\x00-\x08\x0b\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_SUSPICIOUS = re.compile(f"(?P<bidi>[{_BIDI}]+)|(?P<invisible>[{_INVISIBLE}]+)|(?P<bad>\ufffd+)")
_KINDS = {
    "bidi": FlagKind.BIDI_CONTROL,
    "invisible": FlagKind.INVISIBLE,
    "bad": FlagKind.UNDECODABLE,
}


def find_flags(text: str, most: int = DOCUMENT_LIMITS.flags) -> tuple[Flag, ...]:
    """Runs of suspicious characters, in order.

    Past `most` flags the last one reaches to the end of the text, so that a hostile text can
    neither fill the memory nor hide what stands behind.

    >>> find_flags("safe\\u202egpj.exe")
    (Flag(start=4, end=5, kind=<FlagKind.BIDI_CONTROL: 'bidi_control'>),)
    """
    flags: list[Flag] = []
    for match in _SUSPICIOUS.finditer(text):
        kind = _KINDS[match.lastgroup or "bad"]
        if len(flags) + 1 >= most:
            flags.append(Flag(match.start(), len(text), kind))
            break
        flags.append(Flag(match.start(), match.end(), kind))
    return tuple(flags)
