"""Whether words tell of something that is still to come."""

from __future__ import annotations

import re
from functools import cache

from casefile.claim import Outlook
from casefile.reference.tables import load_table


def outlook(words: str) -> Outlook:
    """`PENDING` where something planned, sought, expected or possible is told, else `SETTLED`.

    >>> outlook("the court is planning to seek warrants").value
    'pending'
    """
    folded = " ".join(words.lower().split())
    return Outlook.PENDING if _patterns().search(folded) else Outlook.SETTLED


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_table('outlook')['patterns'])})")
