"""A country's full gazetteer, as GeoNames gives it: one place a line, nineteen columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casefile.errors import BadInput, EmptyInput
from casefile.reading.places.gazetteer import Entry

_COLUMNS = 19
_SHOWN = 10  # numbers of bad lines named in the message
_FEATURES = {
    "A": "district", "H": "water", "L": "area", "P": "settlement", "T": "mountain", "V": "area",
}  # fmt: skip
_CODES = {"ADM1": "region", "PPLC": "capital", "PCLI": "country", "ISL": "area", "ISLS": "area"}
_RADII = {"region": 100.0, "district": 25.0, "water": 20.0, "area": 10.0, "mountain": 10.0}


def read_country_file(path: Path) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """The places of the file with their other names. Streets, buildings and seabed are left out.

    Raises:
        BadInput: lines that cannot be read; the message names each by its number, up to ten.
        EmptyInput: the file holds no line.
    """
    found, bad, lines = [], [], 0
    with path.open(encoding="utf-8", errors="replace") as file:
        for lines, line in enumerate(file, 1):
            cells = line.rstrip("\n").split("\t")
            try:
                entry = _entry(cells)
            except ValueError as error:
                bad.append(f"line {lines}: {error}")
                continue
            if entry is not None:
                found.append((entry, tuple(n for n in (cells[2], *cells[3].split(",")) if n)))
    if bad:
        more = f" and {len(bad) - _SHOWN} more" if len(bad) > _SHOWN else ""
        raise BadInput(
            f"{len(bad)} of {lines} lines of {path.name} are no places",
            found="; ".join(bad[:_SHOWN]) + more,
            next_step="give a country's file of the GeoNames download, as it is",
        )
    if not lines:
        raise EmptyInput(f"{path.name} holds no place")
    yield from found


def _entry(cells: list[str]) -> Entry | None:
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns, not {_COLUMNS}")
    number, name, _, _, latitude, longitude, feature_class, code, country = cells[:9]
    if not number.isdigit() or not name:
        raise ValueError("no number or no name")
    try:
        lat, lon, people = float(latitude), float(longitude), int(cells[14] or 0)
    except ValueError:
        raise ValueError("a point or a population is no number") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError("the point is not on the globe")
    feature = _CODES.get(code, _FEATURES.get(feature_class, ""))
    if not feature:
        return None
    radius = _RADII.get(feature, 1.0)
    return Entry(f"geonames:{number}", name, feature, country, lat, lon, people, radius)
