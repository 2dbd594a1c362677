"""FollowTheMoney files: a plain text with a paragraph an entity, and the parties and roles in it.

The text is what people and spans point at; it is the same for the same bytes. It has no claims:
a file of entities says nothing in anybody's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.document import Region, RegionKind
from casefile.errors import TooLarge
from casefile.intake.ftm_entities import Entities, Entity, read_entities, sniff_entities
from casefile.intake.limits import DOCUMENT_LIMITS
from casefile.particulars import Mention, MentionForm, Particulars, Party, PartyKind, Role
from casefile.reference.tables import load_table

READER = "ftm/1"
MEDIA_TYPE = "application/json+ftm"  # as publishers of such files call it; not registered

_OTHER_NAMES = ("alias", "weakAlias", "previousName", "abbreviation")
_HEADINGS = ("name", "title", "fileName", "caption")
_ENDS = {
    "Occupancy": ("holder", "post"),
    "Membership": ("member", "organization"),
    "UnknownLink": ("subject", "object"),
}
_RULE = "stated in the file"


@dataclass(frozen=True, slots=True)
class FtmText:
    """What a file gives. `problems` say where, what and what to do, one each."""

    text: str
    particulars: Particulars
    entities: int
    problems: tuple[str, ...] = ()

    @property
    def regions(self) -> tuple[Region, ...]:
        """A body region for each entity."""
        found, at = [], 0
        for paragraph in self.text.split("\n\n"):
            found.append(Region(at, at + len(paragraph.rstrip("\n")), RegionKind.BODY))
            at += len(paragraph) + 2
        return tuple(found)


def sniff_ftm(data: bytes) -> bool:
    """Whether bytes are FollowTheMoney entities, by what is in them.

    >>> sniff_ftm(b'{"id": "a", "schema": "Person", "properties": {"name": ["Anna Moor"]}}')
    True
    >>> sniff_ftm(b'{"type": "Feature", "properties": {}}')
    False
    """
    return sniff_entities(data)


def read_ftm(data: bytes) -> FtmText:
    """Read a file of entities.

    Raises:
        BadInput: too large, damaged, or without any entity that can be read.
    """
    entities = read_entities(data)
    writing = _Writing(entities)
    for entity in entities.found.values():
        writing.paragraph(entity)
    problems = list(entities.problems)
    if entities.more_problems:
        problems.append(f"{entities.more_problems} more of this kind; mend these first")
    return FtmText(writing.text(), writing.particulars(), len(entities.found), tuple(problems))


class _Writing:
    """The text as it grows, and what stands where in it."""

    def __init__(self, entities: Entities) -> None:
        self._found = entities.found
        self._pieces: list[str] = []
        self._at = 0
        kinds: dict[str, str] = load_table("ftm")["read"]
        called = [e for e in self._found.values() if e.schema in kinds]
        for nameless in (e for e in called if not _name(e)):
            what = f"a {_schema_words(nameless.schema)} without a name"
            entities.report(f"id {nameless.id[:40]}", what, "it is kept as text, not as a party")
        parties = [e for e in called if _name(e)]
        self._ids = {e.id: f"p{number}" for number, e in enumerate(parties, 1)}
        self._mentions: list[Mention] = []
        self._roles: dict[str, list[Role]] = {id_: [] for id_ in self._ids}

    def text(self) -> str:
        return "".join(self._pieces)

    def particulars(self) -> Particulars:
        parties = tuple(
            Party(
                party,
                _name(self._found[id_]),
                kind_of(self._found[id_]),
                tuple(_other_names(self._found[id_])),
                tuple(self._roles[id_]),
            )
            for id_, party in self._ids.items()
        )
        return Particulars(mentions=tuple(self._mentions), parties=parties)

    def paragraph(self, entity: Entity) -> None:
        """A heading, the schema in words, then every value on a line of its own."""
        if self._pieces:
            self._write("\n")
        self._named(entity.id, _heading(entity))
        self._write("\n")
        self._line("Schema", f"{_schema_words(entity.schema)} ({entity.schema})")
        self._line("Id", entity.id)
        ends = self._role_words(entity)
        for name, values in entity.properties.items():
            for value in values:
                if name == "name" and value == _name(entity):
                    continue
                self._property(entity, name, value, ends)

    def _property(self, entity: Entity, name: str, value: str, role: _Role | None) -> None:
        self._write(f"{_words_of(name)}: ")
        target = self._found.get(value)
        start = self._at
        if name in _OTHER_NAMES or name == "name":
            self._named(entity.id, value)
        elif target is not None and _heading(target) != target.id:
            self._named(target.id, _heading(target))
            end = self._at
            self._write(f" ({value})")
            if role is not None and name == role.property:
                self._role(role, start, end)
        else:
            self._write(value)
            if role is not None and name == role.property:
                self._role(role, start, self._at)
        self._write("\n")

    def _role_words(self, entity: Entity) -> _Role | None:
        """Which party a link gives a role, where its words stand, and of whom."""
        ends = _ENDS.get(entity.schema)
        if ends is None or entity.first(ends[0]) not in self._ids:
            return None
        holder, other = (entity.first(end) for end in ends)
        if entity.schema != "Occupancy":
            return _Role(holder, "role", self._ids.get(other, ""))
        post = self._found.get(other)
        of = post.first("organization") if post is not None else ""
        return _Role(holder, "post", self._ids.get(of, ""))

    def _role(self, role: _Role, start: int, end: int) -> None:
        if end > start:
            self._roles[role.holder].append(Role(start, end, role.of))

    def _named(self, id_: str, words: str) -> None:
        """Words that name an entity: a mention where it is a party."""
        if id_ in self._ids and words:
            kind = kind_of(self._found[id_])
            end = self._at + len(words)
            self._mentions.append(
                Mention(self._at, end, kind, MentionForm.NAME, self._ids[id_], 1.0, _RULE)
            )
        self._write(words)

    def _line(self, label: str, value: str) -> None:
        self._write(f"{label}: {value}\n")

    def _write(self, words: str) -> None:
        self._pieces.append(words)
        self._at += len(words)
        if self._at > DOCUMENT_LIMITS.length:
            raise TooLarge(
                "the text of the entities is too long",
                found=f"over {DOCUMENT_LIMITS.length:,} characters",
                next_step="split the file",
            )


@dataclass(frozen=True, slots=True)
class _Role:
    """Whose role it is (an entity's id), in which property its words stand, of which party."""

    holder: str
    property: str
    of: str


def kind_of(entity: Entity) -> PartyKind:
    """The kind of a party: by the classification where it is one of ours, else by the schema."""
    written: dict[str, str] = load_table("ftm")["written"]
    for told in entity.values("classification"):
        if written.get(told) == entity.schema:
            return PartyKind(told)
    return PartyKind(load_table("ftm")["read"][entity.schema])


def _name(entity: Entity) -> str:
    return entity.first("name", *_OTHER_NAMES)


def _other_names(entity: Entity) -> Iterator[str]:
    name = _name(entity)
    yield from dict.fromkeys(v for v in entity.values("name", *_OTHER_NAMES) if v != name)


def _heading(entity: Entity) -> str:
    """What an entity is called; one without a name by its id."""
    return entity.first(*_HEADINGS) or _name(entity) or entity.id


def _schema_words(schema: str) -> str:
    known = load_table("ftm")["schema"].get(schema)
    return str(known["label"]) if known else _words_of(schema).lower()


def _words_of(name: str) -> str:
    """ "previousName" → "Previous name"."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return words[:1].upper() + words[1:]
