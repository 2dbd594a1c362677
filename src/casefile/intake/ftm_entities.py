"""Entities out of the bytes of a FollowTheMoney file. Bad ones are named one by one and left out.

Read are one entity, a list, JSON lines, and an export with a list of "entities"; entities nested
in properties are taken out. Values stay as they stand; nothing is looked up anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.errors import DamagedInput, EmptyInput, TooLarge
from casefile.intake.limits import DOCUMENT_LIMITS

MAX_ENTITIES = 50_000
MAX_VALUES = 1_000  # of one property
MAX_PROBLEMS = 100  # that are named; more are counted
_PEEKED = 20  # lines that are looked at for one entity
_DEEPEST = 8  # entities within entities


@dataclass(slots=True)
class Entity:
    """An entity as read: its values as text, in the file's order."""

    id: str
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def values(self, *names: str) -> list[str]:
        """The values of the properties of these names, in this order."""
        return [value for name in names for value in self.properties.get(name, ())]

    def first(self, *names: str) -> str:
        """The first value of these properties, "" for none."""
        return next(iter(self.values(*names)), "")


@dataclass(slots=True)
class Entities:
    """What a file holds, by id in the file's order, and what was wrong with the rest."""

    found: dict[str, Entity] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    more_problems: int = 0

    def report(self, where: str, what: str, next_step: str) -> None:
        """Name a problem, or count it where many were named already."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(f"{where}: {what}; {next_step}")
        else:
            self.more_problems += 1


def sniff_entities(data: bytes) -> bool:
    """Whether the bytes are FollowTheMoney entities: an object with id, schema and properties."""
    text = _decoded(data)
    if text is None or text.lstrip()[:1] not in ("{", "["):
        return False
    for number, (_, line) in enumerate(_lines(text)):
        if number == _PEEKED:
            break
        if _looks_like_one(_parsed(line)):
            return True
    whole = _parsed(text)
    return any(_looks_like_one(item) for item in _listed(whole)[:_PEEKED])


def read_entities(data: bytes) -> Entities:
    """All entities of a file.

    Raises:
        TooLarge: too many bytes or entities.
        DamagedInput: not UTF-8, or neither JSON nor JSON lines.
        EmptyInput: no entity that can be read.
    """
    if len(data) > DOCUMENT_LIMITS.size:
        raise TooLarge(
            "the file of entities is too large",
            found=f"{len(data):,} bytes, at most {DOCUMENT_LIMITS.size:,}",
            next_step="split it",
        )
    text = _decoded(data)
    if text is None:
        raise DamagedInput("the file of entities is not UTF-8", next_step="export it again")
    entities = Entities()
    for where, item in _items(text, entities):
        _take(entities, where, item, 0)
    if not entities.found:
        problem = entities.problems[0] if entities.problems else "no entity"
        raise EmptyInput(
            "there is no entity in it that can be read",
            found=problem.partition(";")[0],
            next_step="export it again as FollowTheMoney JSON",
        )
    return entities


def _items(text: str, entities: Entities) -> Iterator[tuple[str, Any]]:
    """Each entity with where it stands: "entity 3" of one JSON value, or "line 3" of many."""
    whole = _parsed(text)
    if whole is not None:
        for number, item in enumerate(_listed(whole), 1):
            yield f"entity {number}", item
        return
    for number, line in _lines(text):
        item = _parsed(line)
        if item is None:
            entities.report(f"line {number}", "not JSON", "export this entity again")
        else:
            yield f"line {number}", item


def _take(entities: Entities, where: str, item: Any, depth: int) -> str:
    """Take one entity in, and those nested in it; returns its id, "" where it is none."""
    if not isinstance(item, Mapping) or depth > _DEEPEST:
        entities.report(where, "not an entity", "an entity has id, schema and properties")
        return ""
    id_, schema, properties = (item.get(k) for k in ("id", "schema", "properties"))
    if not isinstance(id_, str | int) or isinstance(id_, bool) or not _plain(str(id_)):
        entities.report(where, "an entity without id", "give it one")
        return ""
    if not isinstance(schema, str) or not schema.isidentifier() or len(schema) > 40:
        entities.report(where, "an entity without schema", "name one, such as Person")
        return ""
    if not isinstance(properties, Mapping):
        entities.report(where, "an entity without properties", "its values stand in an object")
        return ""
    entity = _placed(entities, where, _plain(str(id_)), schema)
    if entity is None:
        return ""
    for name, values in properties.items():
        _add(entities, where, entity, name, values, depth)
    return entity.id


def _placed(entities: Entities, where: str, id_: str, schema: str) -> Entity | None:
    """A new entity, or the earlier part of this one: exports give an entity in pieces."""
    known = entities.found.get(id_)
    if known is not None and known.schema != schema:
        entities.report(where, "an id that is used for two schemata", "give each its own")
        return None
    if known is None:
        if len(entities.found) >= MAX_ENTITIES:
            raise TooLarge(
                "there are too many entities in one file",
                found=f"over {MAX_ENTITIES:,}",
                next_step="split it",
            )
        known = entities.found[id_] = Entity(id_, schema)
    return known


def _add(
    entities: Entities, where: str, entity: Entity, name: str, values: Any, depth: int
) -> None:
    if not name.isidentifier() or len(name) > 60:
        entities.report(where, "a property without a proper name", "it was left out")
        return
    kept = entity.properties.setdefault(name, [])
    seen = set(kept)
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, Mapping):
            text = _take(entities, where, value, depth + 1)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            text = _plain(str(value))
        else:
            text = ""
            if value is not None:
                entities.report(where, f"a value of {name} that is no text", "it was left out")
        if not text or text in seen:
            continue
        if len(kept) >= MAX_VALUES:
            entities.report(where, f"over {MAX_VALUES} values of {name}", "the rest was left out")
            break
        kept.append(text)
        seen.add(text)


def _plain(value: str) -> str:
    """On one line, without half characters and control codes: a value must not look like several.

    Marks that can make a text look other than it is stay: the document flags them.
    """
    whole = value.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in " ".join(whole.split()) if not _is_control(c))


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"


def _listed(whole: Any) -> list[Any]:
    if isinstance(whole, Mapping) and isinstance(whole.get("entities"), list):
        return list(whole["entities"])
    return whole if isinstance(whole, list) else [whole]


def _looks_like_one(item: Any) -> bool:
    if isinstance(item, Mapping) and "entities" in item and "schema" not in item:
        return any(_looks_like_one(one) for one in _listed(item)[:_PEEKED])
    return (
        isinstance(item, Mapping)
        and isinstance(item.get("id"), str)
        and isinstance(item.get("schema"), str)
        and item["schema"][:1].isupper()
        and isinstance(item.get("properties"), Mapping)
    )


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, from 1. Only a line feed ends one: JSON may hold other ends."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _parsed(text: str) -> Any:
    """The value, None where it is no JSON (JSON's own null is no entity either)."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
