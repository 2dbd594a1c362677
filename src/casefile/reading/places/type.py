"""Whether a state's or a capital's name means its government: "Moscow said", "Kyiv decided"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casefile.particulars import PlaceCandidate
from casefile.reference.tables import load_table


def means_government(text: str, end: int, candidates: Sequence[PlaceCandidate]) -> bool:
    """Whether the place whose name ends at `end` says or decides something there.

    Only states and capitals have governments that go by their names; a town where "said" follows
    is left to a reader's eye.
    """
    if not candidates or candidates[0].feature not in ("country", "capital"):
        return False
    return _verb_follows().match(text, end) is not None


@cache
def _verb_follows() -> re.Pattern[str]:
    table = load_table("places")["governments"]
    helpers, verbs = "|".join(table["helpers"]), "|".join(table["verbs"])
    return re.compile(rf"\s(?:(?:{helpers})\s){{0,3}}(?:{verbs})\b")
