"""What the model marks in a text: one value for all heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from casefile.reading.found import Found
from casefile.reading.names import Name
from casefile.reading.tags import Tag


@dataclass(frozen=True, slots=True)
class Tagged:
    """Everything one pass of the model marks, each list by position.

    `parties` are descriptions as well as names ("the rebels", "wounded soldiers"); `times`,
    `actions` and `fillers` are hints for the rules that read them (`tags.HEADS` has their types).
    """

    attributions: tuple[Found, ...] = ()
    names: tuple[Name, ...] = ()
    parties: tuple[Tag, ...] = ()
    times: tuple[Tag, ...] = ()
    actions: tuple[Tag, ...] = ()
    fillers: tuple[Tag, ...] = ()


def joined(parts: Sequence[Tagged]) -> Tagged:
    """What was marked in several parts of a text as one, by position."""
    if len(parts) == 1:
        return parts[0]
    lists = {
        f.name: [item for part in parts for item in getattr(part, f.name)] for f in fields(Tagged)
    }
    found = sorted(lists.pop("attributions"), key=lambda f: (f.cue, f.content))
    rest = {name: tuple(sorted(items, key=lambda i: i.start)) for name, items in lists.items()}
    return Tagged(tuple(found), **rest)
