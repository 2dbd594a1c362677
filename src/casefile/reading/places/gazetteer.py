"""Open the gazetteer: names to places, from one file mapped into memory.

`reference/data/gazetteer.bin` is made by tools/build_gazetteer.py. Little-endian; after `MAGIC`
the numbers of places and of names, then where its six sections start and the last one ends:

- places, 16 bytes each, in the order of their names;
- names of places: where each block of `BLOCK` starts, then the blocks;
- index: where each block starts, then blocks of folded names with references to places;
- notes, as JSON: attribution, codes of countries, names of peoples.

In a block each name leaves out the bytes that it shares with the one before it.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from casefile.errors import DamagedInput
from casefile.reading.places.names import fold_name

MAGIC = b"CFGAZ01\n"
_HEAD = struct.Struct("<8s9I")
BLOCK = 16
SOURCES = ("geonames", "naturalearth", "casefile")
FEATURES = (
    "country", "region", "district", "settlement", "capital", "continent", "area", "water",
    "mountain",
)  # fmt: skip
_MOST = 400  # places of one name that are looked at: the most populous; no report means the next


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as the gazetteer has it. `parent` is the id of the region it lies in, "" for none."""

    id: str
    name: str
    feature: str  # one of FEATURES
    country: str  # ISO 3166-1 alpha-2, "" for none
    latitude: float
    longitude: float
    population: int  # rounded to about a tenth
    radius_km: float  # how far it may reach from its point
    parents: tuple[str, ...] = ()  # ids of the regions that it lies in, the nearest first


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a name may mean, and whether that is its main name."""

    entry: Entry
    official: bool


class Gazetteer:
    """Places by name. Open with `open`; one may be shared by threads."""

    def __init__(
        self, data: bytes | mmap.mmap, more: Mapping[str, tuple[Hit, ...]] | None = None
    ) -> None:
        self._data = data
        if data[: len(MAGIC)] != MAGIC or len(data) < _HEAD.size:
            raise DamagedInput(
                "the gazetteer is not one", next_step="install casefile again, or build it"
            )
        _, self.places, self.names, *starts = _HEAD.unpack_from(data)
        if starts[-1] != len(data):
            raise DamagedInput(
                "the gazetteer is not whole",
                found=f"{len(data)} bytes of {starts[-1]}",
                next_step="install casefile again, or build it",
            )
        self._records, self._notes = starts[0], slice(starts[5], starts[6])
        self._name_blocks, self._index_blocks, self._index_end = starts[2], starts[4], starts[5]
        self._name_starts = memoryview(data)[starts[1] : starts[2]].cast("I")
        self._index_starts = memoryview(data)[starts[3] : starts[4]].cast("I")
        self._more = dict(more or {})
        self.look_up = lru_cache(maxsize=20_000)(self._look_up)

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """The gazetteer of the package, or the one at `path`. Reads nothing until it is asked.

        Raises:
            DamagedInput: the file is no gazetteer.
        """
        if path is None:
            path = Path(str(files("casefile.reference") / "data" / "gazetteer.bin"))
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def find(self, name: str) -> tuple[Hit, ...]:
        """All places of a name as a text has it, the most populous first."""
        return self.look_up(fold_name(name).removeprefix("the "))

    def with_entries(self, named: Iterable[tuple[Entry, Iterable[str]]]) -> Gazetteer:
        """This gazetteer with further places laid over it, in place of those of the same id."""
        more: dict[str, list[Hit]] = {}
        for entry, others in named:
            own = fold_name(entry.name)
            for name in dict.fromkeys((own, *map(fold_name, others))):
                if name:
                    more.setdefault(name, []).append(Hit(entry, official=name == own))
        for name, hits in self._more.items():
            more.setdefault(name, []).extend(hits)
        ranked = {n: tuple(sorted(h, key=lambda x: -x.entry.population)) for n, h in more.items()}
        return Gazetteer(self._data, ranked)

    def with_country_file(self, path: Path) -> Gazetteer:
        """This gazetteer with all places of a country's GeoNames file ("UA.txt") laid over it.

        Raises:
            BadInput: lines that are not GeoNames' nineteen columns, all of them named.
        """
        from casefile.reading.places.file import read_country_file

        return self.with_entries(read_country_file(path))

    @cached_property
    def reader_id(self) -> str:
        """Names the gazetteer and the digest of its file and of what is laid over it."""
        known = sha256(self._data)
        for name, hits in sorted(self._more.items()):
            known.update(repr((name, hits)).encode())
        return f"gazetteer/1 sha256:{known.hexdigest()[:16]}"

    @property
    def attribution(self) -> str:
        """Whose data these are; to be shown wherever places are."""
        return str(self._told["attribution"])

    def is_people(self, name: str) -> bool:
        """Whether the name is one of a people, a language or an adjective: "Russian", "Kurds"."""
        return fold_name(name) in self._peoples

    @property
    def country_names(self) -> tuple[str, ...]:
        """Names that mean a country wherever they stand: "Ukraine", not "Georgia"."""
        return tuple(self._told["country_names"])

    def countries(self) -> dict[str, Entry]:
        """The countries by code."""
        return self._countries

    # -- reading the file ----------------------------------------------------------------------

    def _look_up(self, folded: str) -> tuple[Hit, ...]:
        """All places of a folded name (`fold_name`), the most populous first; see `look_up`."""
        found = tuple(Hit(self.entry(ref >> 1), not ref & 1) for ref in self._references(folded))
        if folded not in self._more:
            return found
        over = self._more[folded]
        ids = {hit.entry.id for hit in over}
        return (*over, *(hit for hit in found if hit.entry.id not in ids))

    def _references(self, folded: str) -> list[int]:
        wanted, data, starts = folded.encode(), self._data, self._index_starts
        base, low, high = self._index_blocks, 0, len(starts)
        if not wanted or not high:
            return []
        while high - low > 1:
            middle = (low + high) >> 1
            at = base + starts[middle] + 2
            if data[at : at + data[at - 1]] <= wanted:
                low = middle
            else:
                high = middle
        at, name = base + starts[low], b""
        end = base + starts[low + 1] if low + 1 < len(starts) else self._index_end - 3
        while at < end:
            shared, more, at = data[at], data[at + 1], at + 2 + data[at + 1]
            name = name[:shared] + data[at - more : at]
            count, at = data[at] | data[at + 1] << 8, at + 2
            if name >= wanted:
                break
            at += 3 * count
        if name != wanted:
            return []
        part = data[at : at + 3 * min(count, _MOST)]
        return [part[i] | part[i + 1] << 8 | part[i + 2] << 16 for i in range(0, len(part), 3)]

    def _record(self, place: int) -> int:
        at = self._records + 16 * place
        return int.from_bytes(self._data[at : at + 16], "little")

    def entry(self, place: int) -> Entry:
        """The place at `place` in the file."""
        value = self._record(place)
        number, parent = value >> 96, value >> 28 & 0xFFFFF
        return Entry(
            id=_id(number),
            name=self._name(place),
            feature=FEATURES[value & 15],
            country=self._codes[value >> 20 & 255],
            latitude=round((value >> 72 & 0xFFFFFF) / 0xFFFFFF * 180 - 90, 5),
            longitude=round((value >> 48 & 0xFFFFFF) / 0xFFFFFF * 360 - 180, 5),
            population=_PEOPLE[value >> 12 & 255],
            radius_km=_RADIUS[value >> 4 & 255],
            parents=self._parents(parent),
        )

    def _parents(self, parent: int) -> tuple[str, ...]:
        """Ids of the regions above, three at most; `parent` is a place plus one, 0 for none."""
        ids = []
        for _ in range(3):
            if not parent:
                break
            value = self._record(parent - 1)
            ids.append(_id(value >> 96))
            parent = value >> 28 & 0xFFFFF
        return tuple(ids)

    def _name(self, place: int) -> str:
        data, at, name = self._data, self._name_blocks + self._name_starts[place // BLOCK], b""
        for _ in range(place % BLOCK + 1):
            shared, more, at = data[at], data[at + 1], at + 2 + data[at + 1]
            name = name[:shared] + data[at - more : at]
        return name.decode()

    @cached_property
    def _told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self._data[self._notes])
        return told

    @cached_property
    def _codes(self) -> list[str]:
        return list(self._told["countries"])

    @cached_property
    def _peoples(self) -> frozenset[str]:
        return frozenset(self._told["peoples"])

    @cached_property
    def _countries(self) -> dict[str, Entry]:
        places: dict[str, int] = self._told["country_places"]
        return {code: self.entry(place) for code, place in places.items()}


def _id(number: int) -> str:
    return f"{SOURCES[number >> 26]}:{number & 0x3FFFFFF}"


_PEOPLE = tuple(round(math.exp(step / 12)) - 1 for step in range(256))
_RADIUS = tuple(round(math.exp(step / 25) - 1, 1) for step in range(256))


@cache
def shipped_gazetteer() -> Gazetteer:
    """The package's own, opened once."""
    return Gazetteer.open()
