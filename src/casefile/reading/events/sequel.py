"""What the events that a text told before say of a later one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from casefile.particulars import Event, EventStatus

_NOT_YET = (EventStatus.CONDITIONAL, EventStatus.POSSIBLE, EventStatus.PLANNED)
_SUCH = 12  # code points before a trigger in which "such a" stands


def in_light_of_earlier(folded: str, events: Iterable[Event]) -> Iterator[Event]:
    """The same events, two things mended by what stands before.

    "Such a visit" is as real as the visit told of before. Warrants that were only sought so far and
    "could include …" are still those that are sought: bare words do not issue them.

    Args:
        folded: the text in lower case.
    """
    last: dict[str, Event] = {}
    issued = False
    for event in events:
        before = last.get(event.kind)
        if before is not None and _such().search(folded, max(0, event.start - _SUCH), event.start):
            event = replace(event, status=before.status, negated=before.negated)
        if event.kind == "warrant_issued":
            bare = _bare_warrant().match(folded, event.start, event.end) is not None
            if bare and not issued and "warrant_sought" in last and event.status in _NOT_YET:
                event = replace(event, kind="warrant_sought")
            elif event.status is EventStatus.HAPPENED and not event.negated:
                issued = True
        last[event.kind] = event
        yield event


@cache
def _such() -> re.Pattern[str]:
    return re.compile(r"\bsuch (?:an? )?(?:\w{1,8} )?\Z")


@cache
def _bare_warrant() -> re.Pattern[str]:
    return re.compile(r"(?:\w+ )?warrants?\b")
