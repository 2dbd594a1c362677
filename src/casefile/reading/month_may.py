"""The month May, kept apart from the verb "may" before letters lose their capitals."""

from __future__ import annotations

import re

_BEFORE = (
    "after|and|before|between|by|during|each|early|every|from|in|last|late|mid|next|of|on|or|since|"
    "that|the|this|through|to|until|year"
)
_MONTH = re.compile(
    rf"(?P<before>\b(?:\d{{1,2}}(?:st|nd|rd|th)?,?|(?i:{_BEFORE}))[\s-])May\b|\bMay(?=,?\s\d)"
)


def month_apart(text: str) -> str:
    """The text, as long as before, with the month as "Mai", which is no English verb.

    It is the month beside a number, and after a word that no verb follows: "since May", not
    "Peace Talks May Resume".

    >>> month_apart("On 20 May 2024 it may rain. May 3 was dry. Talks May Go On. May he rest.")
    'On 20 Mai 2024 it may rain. Mai 3 was dry. Talks May Go On. May he rest.'
    """
    if "May" not in text:
        return text
    return _MONTH.sub(lambda found: f"{found['before'] or ''}Mai", text)
