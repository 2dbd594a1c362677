"""What `casefile annotate` writes is what docs/annotate.schema.json says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casefile import claim, particulars
from casefile.claim import AUTHOR
from casefile.document import Origin
from casefile.intake.jail import Jail
from casefile.intake.receive import receive
from casefile.reading.tagger import Tagger
from casefile.sample import sample_folder
from casefile.workflow.annotate import Line, annotate_line, annotate_raw_line

# Switch this on when annotate writes all of the schema: then nothing may be missing.
COMPLETE = True
# Until then these keys may be missing; where they are written, they must be as the schema says.
PLANNED = frozenset(
    {"readers", "speaker", "speaker_name", "mentions", "parties", "times", "places", "counts"}
    | {"events"}
)
DOCS = Path(__file__).parent.parent / "docs"
SCHEMA: dict[str, Any] = json.loads((DOCS / "annotate.schema.json").read_text(encoding="utf-8"))
DEFS: dict[str, Any] = SCHEMA["$defs"]
TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool,
    "integer": int, "number": (int, float), "null": type(None),
}  # fmt: skip
SAID = frozenset({"description", "title", "$schema", "$defs"})  # words for people


def faults(value: Any, schema: dict[str, Any], at: str = "line") -> Iterator[str]:
    """Where a value is not what the schema says, in words. Knows the part of 2020-12 in use."""
    for key, told in schema.items():
        if key in SAID or key == "additionalProperties":
            continue
        yield from CHECKS[key](value, told, schema, at)


def _ref(value: Any, told: str, _: Any, at: str) -> Iterator[str]:
    return faults(value, DEFS[told.removeprefix("#/$defs/")], at)


def _any_of(value: Any, told: list[Any], _: Any, at: str) -> Iterator[str]:
    found = [list(faults(value, one, at)) for one in told]
    return iter([] if [] in found else found[0])


def _type(value: Any, told: str, _: Any, at: str) -> Iterator[str]:
    wrong = isinstance(value, bool) and told != "boolean"
    if wrong or not isinstance(value, TYPES[told]):  # type: ignore[arg-type]
        yield f"{at}: {type(value).__name__}, not {told}"


def _properties(value: Any, told: dict[str, Any], schema: Any, at: str) -> Iterator[str]:
    assert schema["additionalProperties"] is False, f"{at}: an open object"
    for key, part in value.items() if isinstance(value, dict) else ():
        if key in told:
            yield from faults(part, told[key], f"{at}.{key}")
        else:
            yield f"{at}.{key}: not in the schema"


def _required(value: Any, told: list[str], _: Any, at: str) -> Iterator[str]:
    missing = set(told) - set(value) - (frozenset() if COMPLETE else PLANNED)
    yield from (f"{at}.{key}: missing" for key in sorted(missing))


def _items(value: Any, told: Any, _: Any, at: str) -> Iterator[str]:
    for number, item in enumerate(value if isinstance(value, list) else ()):
        yield from faults(item, told, f"{at}[{number}]")


def _bound(is_good: Any) -> Any:
    def check(value: Any, told: Any, schema: Any, at: str) -> Iterator[str]:
        fits = "type" not in schema or not list(_type(value, schema["type"], schema, at))
        if fits and not is_good(value, told):
            yield f"{at}: {value!r} for {told!r}"

    return check


CHECKS: dict[str, Any] = {
    "$ref": _ref,
    "anyOf": _any_of,
    "type": _type,
    "properties": _properties,
    "required": _required,
    "items": _items,
    "enum": _bound(lambda value, told: value in told),
    "pattern": _bound(lambda value, told: re.search(told, value) is not None),
    "minLength": _bound(lambda value, told: len(value) >= told),
    "minItems": _bound(lambda value, told: len(value) >= told),
    "maxItems": _bound(lambda value, told: len(value) <= told),
    "minimum": _bound(lambda value, told: value >= told),
    "maximum": _bound(lambda value, told: value <= told),
}


@cache
def sample_lines() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """Name, text and output line of each sample report, read whole and without furniture."""
    tagger, made = Tagger.open(), []
    with Jail() as jail:
        for path in sorted((sample_folder() / "reports").iterdir()):
            document = receive(path.read_bytes(), Origin(name=path.name), jail=jail)
            told = {"id": path.name, "text": document.text}
            if document.imprint.published:
                told["published"] = document.imprint.published
            for read in (annotate_line, annotate_raw_line):
                done = read(tagger, Line(1, json.dumps(told).encode()))
                assert not done.error, done.error
                made.append((path.name, document.text, json.loads(done.body)))
    return tuple(made)


def test_real_output_fits_the_schema() -> None:
    """Each sample report's line: no key that the schema does not know, no value that it forbids."""
    for name, _, line in sample_lines():
        assert list(faults(line, SCHEMA)) == [], name
    assert any(line["attributions"] for _, _, line in sample_lines())


def extents(value: Any) -> Iterator[tuple[int, int]]:
    """Every pair of places in a line: lists of two numbers, and keys named …start and …end."""
    if isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            yield value[0], value[1]
            return
        for item in value:
            yield from extents(item)
    elif isinstance(value, dict):
        for key, start in value.items():
            if key.endswith("start") and start is not None:
                yield start, value[key.removesuffix("start") + "end"]
        for key, item in value.items():
            if key not in ("id", "counts") or not all(type(v) is int for v in item):
                yield from extents(item)


def test_every_span_lies_in_the_text() -> None:
    """Spans begin before they end, inside the text, and hold more than blanks."""
    seen = 0
    for name, text, line in sample_lines():
        for start, end in extents(line):
            assert 0 <= start < end <= len(text), (name, start, end)
            assert text[start:end].strip(), (name, start, end)
            seen += 1
    assert seen > 500


def test_what_is_named_is_there() -> None:
    """Party ids name parties of the line; an event's time, place and counts are in their lists."""
    for name, text, line in sample_lines():
        parties = {p["id"] for p in line.get("parties", ())} | {"", AUTHOR}
        starts = {k: {x["start"] for x in line.get(k, ())} for k in ("times", "places", "counts")}
        named = [a.get("speaker", "") for a in line["attributions"]]
        named += [m["party"] for m in line.get("mentions", ())]
        named += [r["of"] for p in line.get("parties", ()) for r in p["roles"]]
        named += [x["party"] for e in line.get("events", ()) for x in e["participants"]]
        assert set(named) <= parties, name
        for party in line.get("parties", ()):
            folded = " ".join(text.split())  # a name may run over a line's end
            assert all(n in folded for n in (party["name"], *party["aliases"])), (name, party)
        for event in line.get("events", ()):
            assert event["time"] is None or event["time"] in starts["times"], name
            assert event["place"] is None or event["place"] in starts["places"], name
            assert set(event["counts"]) <= starts["counts"], name


def closed_lists() -> Iterator[type[StrEnum]]:
    """Every closed list of claims and particulars."""
    for module in (claim, particulars):
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum:
                yield thing


@pytest.mark.parametrize("words", list(closed_lists()), ids=lambda c: c.__name__)
def test_closed_lists_are_the_same_in_both_places(words: type[StrEnum]) -> None:
    """Every member stands in the schema, in the code's order, and no other word does."""
    assert DEFS[words.__name__]["enum"] == [member.value for member in words]


def test_every_closed_list_of_the_schema_is_one_of_the_code() -> None:
    """The schema closes no list that the code leaves open."""
    known = {words.__name__ for words in closed_lists()}
    assert {name for name, one in DEFS.items() if "enum" in one} == known


def test_fields_of_particulars_are_the_same_in_both_places() -> None:
    """Each record of particulars.py has its fields in the schema, and all of them are required."""
    records = [t for t in vars(particulars).values() if isinstance(t, type) and is_dataclass(t)]
    names = [t.__name__ for t in records if t is not particulars.Particulars]
    assert names == [n for n in names if n in DEFS]
    for record in records:
        told = SCHEMA if record is particulars.Particulars else DEFS[record.__name__]
        own = [f.name for f in fields(record)]
        assert [key for key in told["properties"] if key in own] == own, record.__name__
        if record is not particulars.Particulars:
            assert (list(told["properties"]), told["required"]) == (own, own), record.__name__


FULL = particulars.Particulars(
    mentions=(
        particulars.Mention(
            0, 4, particulars.PartyKind.PERSON, particulars.MentionForm.NAME, "p1", 1.0, "name"
        ),
    ),
    parties=(
        particulars.Party(
            "p1", "Anna", particulars.PartyKind.PERSON, ("A.",), (particulars.Role(5, 9, "p2"),)
        ),
    ),
    times=(
        particulars.Time(
            0, 4, particulars.TimeType.DATE, "2023-03-12", "2023-03-12", "2023-03-12",
            particulars.Precision.DAY, "published", "weekday",
        ),
    ),
    places=(
        particulars.Place(
            0, 4,
            (particulars.PlaceCandidate(
                "geonames:1", "Velk", "NL", "settlement", 52.0, -4.0, 0.9,
                (particulars.Reason("same country", 0.5),)),),
            52.0, None, 161.0, "ranker",
        ),
    ),
    counts=(particulars.Count(0, 4, 20, None, "at least", None, None, "", "killed", "number"),),
    events=(
        particulars.Event(
            0, 4, "attack", particulars.EventStatus.ALLEGED, False, 0.8, "verb",
            (particulars.Participant("actor", 0, 4, "p1"),), 0, None, (0,),
        ),
    ),
)  # fmt: skip


def test_a_full_record_of_particulars_fits() -> None:
    """One of each kind, as `to_record` writes it, whether annotate writes it yet or not."""
    line = {"id": 1, "attributions": [], "outlet_claims": [], **FULL.to_record()}
    assert list(faults(line, SCHEMA)) in ([], ["line.readers: missing"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"more": 1}, "line.more: not in the schema"),
        ({"attributions": {}}, "line.attributions: dict, not array"),
        ({"outlet_claims": [{"content": []}]}, "line.outlet_claims[0].stance: missing"),
        ({"times": [{"type": "day"}]}, "line.times[0].type: 'day' for "),
        ({"places": [{"latitude": 5.1}]}, "line.places[0].latitude: float, not string"),
        ({"counts": [{"low": True}]}, "line.counts[0].low: bool, not integer"),
        ({"events": [{"score": "1.2000"}]}, "line.events[0].score: '1.2000' for "),
        ({"mentions": [{"start": -1}]}, "line.mentions[0].start: -1 for 0"),
    ],
)
def test_the_validator_sees_what_is_wrong(change: dict[str, Any], said: str) -> None:
    """A check that cannot fail checks nothing."""
    line = {"id": 1, "attributions": [], "outlet_claims": [], **change}
    found = list(faults(line, SCHEMA))
    assert any(fault.startswith(said) for fault in found), found


def test_the_page_explains_every_key() -> None:
    """Each key of the schema stands in docs/annotate.md, in code marks."""
    text = (DOCS / "annotate.md").read_text(encoding="utf-8")
    objects = [SCHEMA, *(one for one in DEFS.values() if "properties" in one)]
    keys = {key for one in objects for key in one["properties"]}
    assert sorted(key for key in keys if f"`{key}`" not in text) == []


def example_block(line: dict[str, Any]) -> str:
    """A line laid out for the page: an item of a list a row."""
    rows = []
    for key, value in line.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            items = ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in value)
            rows.append(f"  {json.dumps(key)}: [\n{items}\n  ]")
        else:
            rows.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(rows) + "\n}"


def test_the_page_shows_real_output() -> None:
    """The example on the page is what annotate writes for the line above it.

    Until the output is complete only what the model finds is compared. A new block for the page
    stands in the failure.
    """
    page = (DOCS / "annotate.md").read_text(encoding="utf-8")
    given, shown = re.findall(r"```json\n(.*?)\n```", page, re.DOTALL)
    done = annotate_line(Tagger.open(), Line(1, given.encode()))
    line = json.loads(done.body)
    if COMPLETE:
        assert shown == example_block(line), example_block(line)
    keys = ("source", "cue", "content", "stance")
    said, told = (
        [[a[k] for k in keys] for a in one["attributions"]] for one in (line, json.loads(shown))
    )
    assert said == told, example_block(line)
