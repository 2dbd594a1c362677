"""One FollowTheMoney entity: values that its schema knows, in the form that the format wants."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from casefile.reference.tables import load_table

Properties = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity. `shortened` counts values that were cut to the format's longest."""

    id: str
    schema: str
    properties: Properties
    shortened: int = 0

    def to_line(self) -> bytes:
        """One line of JSON, keys in order."""
        record = {
            "id": self.id,
            "schema": self.schema,
            "properties": {name: list(values) for name, values in self.properties.items()},
        }
        text = json.dumps(record, ensure_ascii=False, sort_keys=True)
        return text.encode("utf-8", "replace") + b"\n"


def entity(id_: str, schema: str, properties: Properties) -> Entity:
    """An entity without empty and double values.

    Raises:
        KeyError: the schema has no such property (a mistake in this program).
    """
    types = property_types(schema)
    longest: dict[str, int] = load_table("ftm")["longest"]
    kept: dict[str, tuple[str, ...]] = {}
    shortened = 0
    for name, values in properties.items():
        most = longest.get(types[name], 250)
        whole = [plain for value in values if (plain := " ".join(value.split()))]
        fitted = [_fit(value, types[name], most) for value in whole]
        shortened += sum(a != b for a, b in zip(whole, fitted, strict=True))
        if found := tuple(value for value in dict.fromkeys(fitted) if value):
            kept[name] = found
    return Entity(id_, schema, kept, shortened)


def ftm_id(*parts: str) -> str:
    """An id that is the same in every export: over what it is and the ids that it rests on."""
    words = "\0".join(("casefile/ftm/v1", *parts))
    return "casefile-" + sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def ftm_date(day: str) -> str:
    """An ISO day, month, year or moment as FollowTheMoney has it: moments in UTC, without a zone;
    "" for what is no date.

    >>> ftm_date("2023-03-13T18:04:05+02:00"), ftm_date("2023-03"), ftm_date("Monday")
    ('2023-03-13T16:04:05', '2023-03', '')
    """
    if "W" in day:
        return ""  # a week has no place in the format
    if len(day) in (4, 7):
        return day if ftm_date((day + "-01-01")[:10]) else ""
    try:
        moment = datetime.fromisoformat(day)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(timespec="seconds") if len(day) > 10 else moment.date().isoformat()


@cache
def property_types(schema: str) -> Mapping[str, str]:
    """The properties of a schema and of what it extends, with their types."""
    row = load_table("ftm")["schema"][schema]
    types: dict[str, str] = {}
    for above in row.get("extends", ()):
        types |= property_types(above)
    own: dict[str, str] = row["properties"]
    return types | own


def _fit(value: str, type_: str, most: int) -> str:
    """A long address would point elsewhere when cut: it is left out."""
    if len(value) <= most:
        return value
    return "" if type_ in ("url", "entity", "identifier") else value[: most - 1].rstrip() + "…"
