"""FollowTheMoney entities: right by our own table, and by the library where it is installed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casefile.export.ftm import (
    EVENT_NOTICE,
    NOTICE,
    DocumentOut,
    EventOut,
    PartyOut,
    RoleOut,
    write_ftm,
)
from casefile.export.ftm_entities import entity, ftm_date, ftm_id, property_types
from casefile.export.ftm_limits import CANNOT_HOLD
from casefile.particulars import PartyKind
from casefile.reference.tables import load_table

DOCUMENTS = [
    DocumentOut(
        "d1",
        "ab" * 32,
        "port.html",
        "The port is closed",
        "North Wire",
        ("Ann Lee",),
        "2023-03-13T18:04:05+02:00",
        "https://example.org/port",
        "text/html",
        "en",
    ),
    DocumentOut("d2", "cd" * 32, "note.txt", media_type="text/plain", published="2023-03"),
]
PARTIES = [
    PartyOut(
        "a",
        "Anna Moor",
        PartyKind.PERSON,
        ("A. Moor", "Анна Мур"),
        ("UA",),
        (
            RoleOut("the commander of the Northern Brigade", "b", ("d1",), "2023-03-13", "2023-05"),
            RoleOut("a medic"),
            RoleOut("a deputy to Ivo Hale", "c", ("d2",)),
            RoleOut("a fighter of the brigade", "b", ("d1", "no such document")),
            RoleOut("the governor of a place that is not exported", "no such party"),
        ),
        ("d1", "no such document"),
        ("spoken of as a medic",),
    ),
    PartyOut("b", "Northern Brigade", PartyKind.ARMED_GROUP, roles=(RoleOut("a private army"),)),
    PartyOut("c", "Ivo Hale", PartyKind.PERSON),
    PartyOut("d", "Norland", PartyKind.STATE, countries=("UA",)),
    PartyOut("e", "Port Court", PartyKind.COURT, roles=(RoleOut("the guest of Norland", "d"),)),
    PartyOut("f", "Port Ministry", PartyKind.MINISTRY),
    PartyOut("g", "North Wire", PartyKind.MEDIA),
    PartyOut("h", "Port Union", PartyKind.ORGANISATION),
    PartyOut("i", "several sources", PartyKind.PEOPLE),
    PartyOut("j", "Port Nor", PartyKind.PLACE),
]
EVENTS = [
    EventOut("i1", "Reported: attack", "2023-03-12", "2023-03-14", ("Port Nor",), ("UA",),
             ("a", "d", "no such party"), ("d1",)),
    EventOut("i2", "Reported: killing", "2023-03", "2023-03"),
    EventOut("i3", "Reported: visit"),
]  # fmt: skip


def written() -> list[dict[str, Any]]:
    lines = write_ftm(PARTIES, DOCUMENTS, EVENTS).entities.decode().splitlines()
    return [json.loads(line) for line in lines]


def by_name(name: str) -> dict[str, list[str]]:
    (found,) = [e for e in written() if e["properties"].get("name") == [name]]
    return dict(found["properties"])


def of_schema(schema: str) -> list[dict[str, list[str]]]:
    return [e["properties"] for e in written() if e["schema"] == schema]


def is_a(schema: str, wanted: str) -> bool:
    above = load_table("ftm")["schema"][schema].get("extends", ())
    return schema == wanted or any(is_a(one, wanted) for one in above)


def test_every_property_is_one_of_its_schema() -> None:
    """Names, required values, lists of strings, and ends that exist and are of the right schema."""
    table = load_table("ftm")
    schemata = {e["id"]: e["schema"] for e in written()}
    for found in written():
        row = table["schema"][found["schema"]]
        assert not row.get("abstract")
        types = property_types(found["schema"])
        assert set(row.get("required", ())) <= set(found["properties"])
        for name, values in found["properties"].items():
            assert values
            assert all(isinstance(v, str) and v for v in values)
            assert len(values) == len(set(values))
            if types[name] == "entity":
                assert all(is_a(schemata[v], table["range"][name]) for v in values)


def test_the_library_takes_every_entity_as_it_is() -> None:
    """The library knows each schema and property, and cleans no value into another."""
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: own table only"
    )
    for found in written():
        schema = ftm.model.get(found["schema"])
        assert schema is not None
        schema.validate(found)
        assert set(found["properties"]) <= set(schema.properties)
        cleaned = ftm.model.get_proxy(found, cleaned=False)
        assert all(cleaned.has(name) for name in schema.required)
        kept = {k: sorted(v) for k, v in cleaned.to_dict()["properties"].items()}
        assert kept == {k: sorted(v) for k, v in found["properties"].items()}


def test_our_table_is_as_the_library_has_it() -> None:
    """Types, ranges and what a schema extends are those of the library."""
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: own table only"
    )
    table = load_table("ftm")
    for name, row in table["schema"].items():
        schema = ftm.model.get(name)
        assert set(row.get("required", ())) >= set(schema.required)
        assert all(schema.is_a(above) for above in row.get("extends", ()))
        for known, type_ in property_types(name).items():
            assert schema.properties[known].type.name == type_, known
            if type_ == "entity":
                assert schema.properties[known].range.name == table["range"][known], known
    assert {v for v in table["languages"].values()} <= set(ftm.types.registry.language.codes)


@pytest.mark.parametrize(
    ("name", "schema", "classification"),
    [
        ("Anna Moor", "Person", None),
        ("Norland", "PublicBody", ["state"]),
        ("Port Court", "PublicBody", ["court"]),
        ("Port Ministry", "PublicBody", None),
        ("Northern Brigade", "Organization", ["armed_group"]),
        ("North Wire", "Organization", ["media"]),
        ("Port Union", "Organization", None),
        ("several sources", "LegalEntity", ["people"]),
    ],
)
def test_kinds_of_party(name: str, schema: str, classification: list[str] | None) -> None:
    """Each kind has its schema; where that does not tell it, the classification does."""
    (found,) = [e for e in written() if e["properties"].get("name") == [name]]
    assert found["schema"] == schema
    assert found["properties"].get("classification") == classification


def test_places_are_no_parties() -> None:
    """A place is written nowhere but in an event's words."""
    assert not [e for e in written() if e["properties"].get("name") == ["Port Nor"]]


def test_a_position_is_held_from_citing_to_citing() -> None:
    """Days of citing are dates, never a start or an end; documents that say so are the proof."""
    posts = {e["id"]: e["properties"] for e in written() if e["schema"] == "Position"}
    held = of_schema("Occupancy")
    assert {posts[o["post"][0]]["name"][0] for o in held} == {
        "the commander of the Northern Brigade",
        "a medic",
        "the governor of a place that is not exported",
    }
    (commander,) = [o for o in held if "date" in o]
    assert commander["date"] == ["2023-03-13", "2023-05"]
    assert commander["description"] == ["first cited 2023-03-13, last cited 2023-05"]
    assert commander["proof"] == [ftm_id("document", "d1")]
    assert commander["sourceUrl"] == ["https://example.org/port"]
    assert not {"startDate", "endDate"} & {name for o in held for name in o}
    organisation = posts[commander["post"][0]]["organization"]
    assert organisation == [ftm_id("party", "b")]


def test_memberships_and_other_links() -> None:
    """Words that say membership make one; what is of a person or a body's is another link."""
    (membership,) = of_schema("Membership")
    assert membership["role"] == ["a fighter of the brigade"]
    assert membership["proof"] == [ftm_id("document", "d1")]
    roles = {link["role"][0] for link in of_schema("UnknownLink")}
    assert roles == {"a deputy to Ivo Hale", "the guest of Norland"}
    assert "said to be: a private army" in by_name("Northern Brigade")["notes"]


def test_documents_keep_what_they_say_of_themselves() -> None:
    """Moments are in UTC, languages in three letters, the digest in the notes."""
    article = by_name("The port is closed")
    assert article["publishedAt"] == ["2023-03-13T16:04:05"]
    assert article["language"] == ["eng"]
    assert article["notes"] == ["SHA-256 of the bytes: " + "ab" * 32]
    assert by_name("note.txt")["publishedAt"] == ["2023-03"]
    assert {e["schema"] for e in written() if "fileName" in e["properties"]} == {
        "Article",
        "Document",
    }


def test_events_have_a_day_or_a_range() -> None:
    """One day is a date, two are start and end, none is none."""
    attack, killing, visit = of_schema("Event")
    assert (attack["startDate"], attack["endDate"]) == (["2023-03-12"], ["2023-03-14"])
    assert attack["involved"] == [ftm_id("party", "a"), ftm_id("party", "d")]
    assert killing["date"] == ["2023-03"]
    assert not {"date", "startDate", "endDate"} & set(visit)


def test_nobody_is_convicted_by_an_export() -> None:
    """Persons and events carry the presumption of innocence; no entity has a topic or a status."""
    for found in written():
        assert not {"topics", "status", "program", "riskSource"} & set(found["properties"])
        if found["schema"] == "Person":
            assert NOTICE in found["properties"]["notes"]
        if found["schema"] == "Event":
            assert EVENT_NOTICE in found["properties"]["notes"]


def test_the_same_values_give_the_same_bytes() -> None:
    """Byte for byte, with the list of what cannot be held beside it."""
    one, other = (write_ftm(PARTIES, DOCUMENTS, EVENTS) for _ in range(2))
    assert one == other
    beside = json.loads(one.beside)
    assert beside["entities"] == one.count == one.entities.count(b"\n")
    assert len(beside["cannot_hold"]) == len(CANNOT_HOLD) >= 15
    assert len({e["id"] for e in written()}) == one.count


def test_ids_do_not_hang_on_what_else_is_exported() -> None:
    """A party alone has the id that it has among others."""
    (alone,) = write_ftm(PARTIES[:1], [], []).entities.decode().splitlines()[:1]
    assert json.loads(alone)["id"] in {e["id"] for e in written()}


def test_two_holders_of_a_role_of_nothing_share_no_position() -> None:
    """Two presidents of nobody knows what are not the same office."""
    parties = [
        PartyOut(id_, id_, PartyKind.PERSON, roles=(RoleOut("President"),)) for id_ in ("a", "b")
    ]
    lines = write_ftm(parties, [], []).entities.decode().splitlines()
    assert len([1 for line in lines if json.loads(line)["schema"] == "Position"]) == 2


def test_what_is_too_long_is_cut_and_counted() -> None:
    """Names are shortened, an address that would point elsewhere is left out; both are counted."""
    documents = [DocumentOut("d", "00", "n" * 2_000, address="https://e.org/" + "x" * 5_000)]
    result = write_ftm([PartyOut("a", "N" * 500, PartyKind.STATE)], documents, [])
    document, party = (json.loads(line)["properties"] for line in result.entities.splitlines())
    assert result.shortened == 4
    assert (len(party["name"][0]), len(document["name"][0])) == (384, 384)
    assert "sourceUrl" not in document


def test_a_property_that_a_schema_lacks_is_a_mistake() -> None:
    """The writer cannot write what its table does not know."""
    with pytest.raises(KeyError):
        entity("x", "Person", {"topics": ("crime",)})


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("2023", "2023"),
        ("2023-03", "2023-03"),
        ("2023-03-13", "2023-03-13"),
        ("2023-03-13T18:04", "2023-03-13T18:04:00"),
        ("2023-03-13T18:04:05.25Z", "2023-03-13T18:04:05"),
        ("2023-03-13T00:30+02:00", "2023-03-12T22:30:00"),
        ("0001-01-01T00:00+14:00", ""),
        ("2023-13", ""),
        ("2023-02-30", ""),
        ("2023-W10", ""),
        ("Monday", ""),
        ("", ""),
    ],
)
def test_dates(day: str, date: str) -> None:
    """Days stay as precise as they are; moments go to UTC; what is no date is left out."""
    assert ftm_date(day) == date
