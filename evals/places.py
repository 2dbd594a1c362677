"""Places: end to end on news with gold coordinates. `python3 run.py evals places`

A gold toponym counts when it has coordinates (LGL, TR-News, GeoVirus: places and, in TR-News, some
peoples; GeoWebNews: all types that its makers placed, also names that mean no place there).

- found: one of our places shares at least one character with it; each counts once, the pairs that
  share most first. Relative places ("north of X") are left out: their anchors are counted.
- end to end at D km: share of gold toponyms found whose best candidate lies within D km of the gold
  point. The peers, and the gold, place a government's name ("Moscow said") too: ours keeps its
  candidates and gets no pin. So this compares with them, and the next line says what is pinned.
- pinned within 161 km: the same for what gets a pin: a government's name counts as wrong here.
- country right: share of gold toponyms with a country (LGL, TR-News) whose best candidate is in it.
- detection F: found with a point, against gold with coordinates (so a place in gold without
  coordinates that we pin counts as wrong), as the notes have it for the peers.
- pins on non-places: share of GeoWebNews spans of the types Metonymic, Demonym, Language, Homonym,
  Embedded_Non_Lit and Non_Literal_Modifier that got a point; and points outside any gold span, per
  1,000 words.

Names and governments come from the shipped model and from `find_parties`, as in a user's reading
(`--names model`), or names are the gold spans. No outlet's home is given.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.particulars import Place
from casefile.reading.names import Name, NameType
from casefile.reading.parties.find import find_parties
from casefile.reading.places.find import find_places
from casefile.reading.places.gazetteer import Gazetteer
from casefile.reading.places.geometry import km_between
from casefile.reading.places.names import fold_name
from casefile.reading.sentences import sentences
from casefile.reading.tagged import Tagged
from evals.figures import Figure
from evals.gold_mentions import blocks_of

SETS = (
    ("trnews", "TR-News dev", "geo-trnews/dev.jsonl", 0.498),
    ("geovirus", "GeoVirus dev", "geo-geovirus/dev.jsonl", 0.580),
    ("lgl", "LGL dev", "geo-lgl/dev.jsonl", 0.351),
    ("geowebnews", "GeoWebNews dev", "geo-geowebnews/dev.jsonl", 0.487),
)
NON_PLACES = (
    "Metonymic", "Demonym", "Language", "Homonym", "Embedded_Non_Lit", "Non_Literal_Modifier",
)  # fmt: skip
LITERAL = ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal")
Tags = Callable[[str, Sequence[tuple[int, int]]], Tagged]


@dataclass
class Tally:
    """Counts over one set."""

    gold: int = 0
    found: int = 0
    pinned: int = 0
    at_161: int = 0
    pins_161: int = 0
    at_25: int = 0
    with_country: int = 0
    country_right: int = 0
    pins: int = 0
    pins_outside: int = 0
    words: int = 0
    literal: list[int] = field(default_factory=lambda: [0, 0])
    non_places: list[int] = field(default_factory=lambda: [0, 0])
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def f1(self) -> float:
        return 2 * self.pinned / (self.pins + self.gold) if self.pins + self.gold else 0.0


def gold_names(document: dict[str, Any]) -> list[Name]:
    """The gold spans that have coordinates, as names."""
    spans = {(t["start"], t["end"]) for t in document["toponyms"] if t.get("lat") is not None}
    return [Name(s, e, NameType.PLACE, 1.0) for s, e in sorted(spans)]


def tally(path: Path, gazetteer: Gazetteer, finds: Tags | None) -> Tally:
    """Read every text of the set and compare; `finds` None gives the gold spans as names."""
    total = Tally()
    with path.open(encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            text = document["text"]
            blocks = blocks_of(text)
            tagged = finds(text, blocks) if finds else Tagged((), tuple(gold_names(document)))
            read = tuple(sentences(text, blocks))
            governments: tuple[tuple[int, int], ...] = ()
            if finds is not None:  # as a user's reading has it: a government gets no pin
                said = tagged.attributions
                governments = find_parties(text, read, tagged.names, attributions=said).governments
            start = time.process_time()
            places = find_places(
                text, read, tagged.names, gazetteer=gazetteer, governments=governments
            )
            total.seconds += time.process_time() - start
            total.words += len(text.split())
            compare(document, [p for p in places if not p.relation], gazetteer, total)
    return total


def compare(
    document: dict[str, Any], places: list[Place], gazetteer: Gazetteer, total: Tally
) -> None:
    """Add one document to the tally."""
    gold = [t for t in document["toponyms"] if t.get("lat") is not None]
    pairs = matched([(t["start"], t["end"]) for t in gold], places)
    total.gold += len(gold)
    total.found += len(pairs)
    total.pins += sum(p.latitude is not None for p in places)
    for at, toponym in enumerate(gold):
        place = pairs.get(at)
        near = _km(toponym, place)
        total.pins_161 += near <= 161 and place is not None and place.latitude is not None
        total.pinned += place is not None and place.latitude is not None
        total.at_161 += near <= 161
        total.at_25 += near <= 25
        if toponym.get("type") in LITERAL:
            total.literal[0] += near <= 161
            total.literal[1] += 1
        code = _code(toponym.get("country"), gazetteer)
        if code:
            total.with_country += 1
            candidates = place.candidates if place else ()
            total.country_right += bool(candidates) and candidates[0].country == code
        if near > 161:
            total.wrong.append(f"{document['id']}:{toponym['start']}")
    _count_non_places(document, places, total)


def _count_non_places(document: dict[str, Any], places: list[Place], total: Tally) -> None:
    pins = [(p.start, p.end) for p in places if p.latitude is not None]
    spans = [(t["start"], t["end"]) for t in document["toponyms"]]
    total.pins_outside += sum(not any(s < e2 and s2 < e for s2, e2 in spans) for s, e in pins)
    for toponym in document["toponyms"]:
        if toponym.get("type") in NON_PLACES:
            hit = any(s < toponym["end"] and toponym["start"] < e for s, e in pins)
            total.non_places[0] += hit
            total.non_places[1] += 1


def matched(gold: list[tuple[int, int]], places: list[Place]) -> dict[int, Place]:
    """Gold numbers to places, one to one, the pairs that share most first."""
    pairs = []
    for at, (start, end) in enumerate(gold):
        for n, place in enumerate(places):
            shared = min(end, place.end) - max(start, place.start)
            if shared > 0:
                pairs.append((-shared, at, n))
    out: dict[int, Place] = {}
    used: set[int] = set()
    for _, at, n in sorted(pairs):
        if at not in out and n not in used:
            out[at] = places[n]
            used.add(n)
    return out


def _km(toponym: dict[str, Any], place: Place | None) -> float:
    """From the gold point to the pin; for a government's name to its best candidate."""
    if place is None or not place.candidates:
        return float("inf")
    best = place.candidates[0]
    point = (best.latitude, best.longitude)
    if place.latitude is not None and place.longitude is not None:
        point = (place.latitude, place.longitude)
    return km_between((toponym["lat"], toponym["lon"]), point)


def _code(country: str | None, gazetteer: Gazetteer) -> str:
    hits = gazetteer.look_up(fold_name(country or ""))
    return next((h.entry.country for h in hits if h.entry.feature == "country"), "")


def measure(corpora: Path, names: str = "model") -> list[Figure]:
    """All figures; none where the corpora are absent."""
    if not (corpora / SETS[0][2]).exists():
        print("skipped: no corpora for places beside this checkout")
        return []
    gazetteer, finds = Gazetteer.open(), finder(names)
    figures: list[Figure] = []
    for key, title, path, peer in SETS:
        total = tally(corpora / path, gazetteer, finds)
        figures += _figures(f"places/{key}", title, total, peer)
    return figures


def _figures(key: str, title: str, t: Tally, peer: float) -> list[Figure]:
    of = f"of {t.gold}"
    held = f"CamCoder {peer:.3f} (held part)"
    found = [
        Figure(f"{key}/161km", f"{title}, end to end at 161 km", t.at_161 / t.gold,
               f"{t.at_161} {of}", peer, held, examples=tuple(t.wrong)),
        Figure(f"{key}/pins_161km", f"{title}, pinned within 161 km", t.pins_161 / t.gold,
               f"{t.pins_161} {of}"),
        Figure(f"{key}/25km", f"{title}, end to end at 25 km", t.at_25 / t.gold, f"{t.at_25} {of}"),
        Figure(f"{key}/found", f"{title}, found", t.found / t.gold, f"{t.found} {of}"),
        Figure(f"{key}/f1", f"{title}, detection F", t.f1,
               f"{t.pinned} right, {t.pins} pins, {t.gold} gold"),
    ]  # fmt: skip
    if t.with_country:
        found.append(Figure(f"{key}/country", f"{title}, country right",
                            t.country_right / t.with_country,
                            f"{t.country_right} of {t.with_country}"))  # fmt: skip
    if t.non_places[1]:
        literal, non = t.literal, t.non_places
        found += [
            Figure(f"{key}/literal161km", f"{title}, at 161 km, where a place is meant",
                   literal[0] / literal[1], f"{literal[0]} of {literal[1]}"),
            Figure(f"{key}/pins_on_non_places", f"{title}, pins on non-places", non[0] / non[1],
                   f"{non[0]} of {non[1]}", higher_is_better=False),
        ]  # fmt: skip
    found.append(Figure(f"{key}/pins_outside", f"{title}, pins outside gold",
                        1000 * t.pins_outside / t.words, f"{t.pins_outside} in {t.words} words",
                        unit="per 1,000 words", higher_is_better=False))  # fmt: skip
    return found


def finder(names: str) -> Tags | None:
    """What marks names and sayings: the shipped model, or nothing; None for gold spans."""
    if names == "gold":
        return None
    if names == "none":
        return lambda text, blocks: Tagged()
    from casefile.reading.tagger import Tagger

    return Tagger.open().tag


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    parser.add_argument(
        "--names", default="model", help="model, gold, none, or a module with names()"
    )
    args = parser.parse_args()
    for f in measure(args.corpora, args.names):
        print(f"{f.title:52} {f.value:8.3f} {f.unit} {f.counts}  {f.peers}")


if __name__ == "__main__":
    main()
