"""The nouns of linking: what is kept of told events and documents for comparing them.

Their records are canonical JSON: the same telling gives the same record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from casefile.case.link_tables import family_of


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days as ordinals (`date.toordinal`), both included, 0 for an open end."""

    first: int
    last: int
    precision: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for comparing. Degrees are whole ten-thousandths; None without a point."""

    name: str  # folded
    country: str
    feature: str
    latitude: int | None = None
    longitude: int | None = None
    radius: int = 0  # metres


@dataclass(frozen=True, slots=True)
class Number:
    """A count for comparing: what happened to how many of what."""

    unit: str
    effect: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of told events of one document that tell of one happening."""

    document: str
    published: int  # ordinal day, 0 where not known
    kinds: tuple[str, ...]
    days: tuple[Days, ...] = ()
    places: tuple[Spot, ...] = ()
    parties: tuple[tuple[str, str], ...] = ()  # role ("actor", "affected person", …), folded name
    groups: tuple[str, ...] = ()  # of those affected and of targets
    counts: tuple[Number, ...] = ()
    words: tuple[str, ...] = ()  # stems of the sentences, the most telling first

    @property
    def families(self) -> tuple[str, ...]:
        """Families of its kinds, the first told first."""
        return tuple(dict.fromkeys(family_of(kind) for kind in self.kinds))

    def to_record(self) -> dict[str, Any]:
        """For canonical JSON; short keys, because there is one for each event."""
        return {
            "document": self.document,
            "published": self.published,
            "kinds": list(self.kinds),
            **_places_and_days(self.days, self.places),
            "parties": [list(p) for p in self.parties],
            "groups": list(self.groups),
            "counts": [[c.unit, c.effect, c.low, c.high] for c in self.counts],
            "words": list(self.words),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The reverse of `to_record`."""
        return cls(
            document=record["document"],
            published=record["published"],
            kinds=tuple(record["kinds"]),
            days=tuple(Days(*d) for d in record["days"]),
            places=tuple(Spot(*p) for p in record["places"]),
            parties=tuple((role, name) for role, name in record["parties"]),
            groups=tuple(record["groups"]),
            counts=tuple(Number(*c) for c in record["counts"]),
            words=tuple(record["words"]),
        )


@dataclass(frozen=True, slots=True)
class DocumentSketch:
    """What is compared of a whole document.

    `words` are stems with their weight in hundredths, the heaviest first. `names` are stems of
    words with a capital inside a sentence; `lead` are those of the first words, with 2 for a name
    and 1 for another. `numbers` and `years` are written in figures; `dates` are month × 100 + day.
    """

    published: int  # ordinal day, 0 where not known
    words: tuple[tuple[str, int], ...] = ()
    names: tuple[str, ...] = ()
    lead: tuple[tuple[str, int], ...] = ()
    numbers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    days: tuple[Days, ...] = ()
    places: tuple[Spot, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """For canonical JSON; words and weights apart, which is shorter."""
        return {
            "published": self.published,
            "words": [word for word, _ in self.words],
            "weights": [weight for _, weight in self.words],
            "names": list(self.names),
            "lead": [word for word, weight in self.lead if weight == 1],
            "lead_names": [word for word, weight in self.lead if weight != 1],
            "numbers": list(self.numbers),
            "years": list(self.years),
            "dates": list(self.dates),
            **_places_and_days(self.days, self.places),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The reverse of `to_record`."""
        lead = [(w, 1) for w in record["lead"]] + [(w, 2) for w in record["lead_names"]]
        return cls(
            published=record["published"],
            words=tuple(zip(record["words"], record["weights"], strict=True)),
            names=tuple(record["names"]),
            lead=tuple(sorted(lead)),
            numbers=tuple(record["numbers"]),
            years=tuple(record["years"]),
            dates=tuple(record["dates"]),
            days=tuple(Days(*d) for d in record["days"]),
            places=tuple(Spot(*p) for p in record["places"]),
        )


def _places_and_days(days: Sequence[Days], places: Sequence[Spot]) -> dict[str, Any]:
    return {
        "days": [[d.first, d.last, d.precision] for d in days],
        "places": [
            [p.name, p.country, p.feature, p.latitude, p.longitude, p.radius] for p in places
        ],
    }
