"""FollowTheMoney files as documents: text, parties, roles, and what is wrong with the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.document import Document
from casefile.errors import DamagedInput, EmptyInput, TooLarge
from casefile.export.ftm import DocumentOut, EventOut, PartyOut, RoleOut, write_ftm
from casefile.intake import ftm_entities
from casefile.intake.ftm import FtmText, read_ftm, sniff_ftm
from casefile.intake.ftm_entities import read_entities
from casefile.particulars import PartyKind

ANNA: dict[str, Any] = {
    "id": "a",
    "schema": "Person",
    "properties": {"name": ["Anna Moor"], "alias": ["Анна Мур"], "birthDate": ["1970-02"]},
}
BRIGADE = {"id": "b", "schema": "Organization", "properties": {"name": ["Northern Brigade"]}}
POST = {
    "id": "p",
    "schema": "Position",
    "properties": {"name": ["commander"], "organization": ["b"]},
}
HELD = {"id": "o", "schema": "Occupancy", "properties": {"holder": ["a"], "post": ["p"]}}
ALL = [ANNA, BRIGADE, POST, HELD]


def lines(*entities: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(e) for e in entities).encode()


@pytest.mark.parametrize(
    ("data", "is_ftm"),
    [
        (lines(ANNA), True),
        (lines(*ALL), True),
        (b"\xef\xbb\xbf \n" + lines(ANNA, BRIGADE), True),
        (b'{"id": "broken\n' + lines(*ALL), True),
        (json.dumps(ALL, indent=2).encode(), True),
        (json.dumps(ANNA, indent=2).encode(), True),
        (json.dumps({"dataset": "x", "entities": ALL}).encode(), True),
        (b'{"type": "Feature", "properties": {}}', False),
        (b'{"id": 1, "schema": "Person", "properties": {}}', False),
        (b'{"id": "a", "schema": "person", "properties": {}}', False),
        (b'{"id": "a", "schema": "Person", "properties": []}', False),
        (b"[1, 2, 3]", False),
        (b"[]", False),
        (b"{}", False),
        (b"[" * 100_000, False),
        (b"\xff\xfe{}", False),
        (b"[ABSTRACT] The port is closed.", False),
        (b"", False),
    ],
)
def test_told_by_content(data: bytes, is_ftm: bool) -> None:
    """What holds an id, a schema and properties is one; other JSON and prose are not."""
    assert sniff_ftm(data) is is_ftm


@pytest.mark.parametrize(
    "data",
    [
        lines(*ALL),
        json.dumps(ALL).encode(),
        json.dumps({"entities": ALL}).encode(),
        lines({**ANNA, "properties": {"name": ["Anna Moor"]}}, *ALL[1:], ANNA),
        lines(ANNA, {**HELD, "properties": {"holder": "a", "post": [{**POST, "properties": {
            "name": "commander", "organization": [BRIGADE]}}]}}),
    ],
)  # fmt: skip
def test_every_form_gives_the_same_parties(data: bytes) -> None:
    """Lines, lists, exports, pieces of an entity and entities within entities."""
    found = read_ftm(data)
    assert found.problems == ()
    assert found.entities == 4
    parties = {p.name: p for p in found.particulars.parties}
    anna = parties["Anna Moor"]
    assert (anna.kind, anna.aliases) == (PartyKind.PERSON, ("Анна Мур",))
    (role,) = anna.roles
    assert found.text[role.start : role.end] == "commander"
    assert role.of == parties["Northern Brigade"].id


def test_the_text() -> None:
    """A paragraph an entity: heading, schema in words, then a line a value."""
    assert read_ftm(lines(*ALL)).text == (
        "Anna Moor\nSchema: person (Person)\nId: a\nAlias: Анна Мур\nBirth date: 1970-02\n\n"
        "Northern Brigade\nSchema: organisation (Organization)\nId: b\n\n"
        "commander\nSchema: position (Position)\nId: p\nOrganization: Northern Brigade (b)\n\n"
        "o\nSchema: position held (Occupancy)\nId: o\nHolder: Anna Moor (a)\nPost: commander (p)\n"
    )


def test_mentions_point_at_names() -> None:
    """Each mention's words are a name of its party."""
    found = read_ftm(lines(*ALL))
    parties = {p.id: p for p in found.particulars.parties}
    words = [(found.text[m.start : m.end], m.party) for m in found.particulars.mentions]
    assert len(words) == 5
    for said, id_ in words:
        assert said in (parties[id_].name, *parties[id_].aliases)


def test_it_settles_as_a_document() -> None:
    """Regions are in order and apart, one an entity."""
    found = read_ftm(lines(*ALL))
    document = Document.settle("0" * 64, "application/json+ftm", found.text, found.regions)
    assert len(document.regions) == found.entities
    assert document.read_blocks()[1][0] == found.text.index("Northern Brigade\n")


def test_memberships_and_other_links_give_roles() -> None:
    """The role's words stand in the link; of whom, its other end says."""
    member = {"id": "m", "schema": "Membership", "properties": {
        "member": ["a"], "organization": ["b"], "role": ["fighter"]}}  # fmt: skip
    link = {"id": "l", "schema": "UnknownLink", "properties": {
        "subject": ["b"], "object": ["a"], "role": ["named after"]}}  # fmt: skip
    found = read_ftm(lines(ANNA, BRIGADE, member, link))
    anna, brigade = found.particulars.parties
    told = [(found.text[r.start : r.end], r.of) for p in (anna, brigade) for r in p.roles]
    assert told == [("fighter", brigade.id), ("named after", anna.id)]


def test_ends_that_are_not_there_give_no_role() -> None:
    """A holder that the file lacks is nobody; the words stay text."""
    found = read_ftm(lines(HELD, ANNA))
    assert "Post: p\n" in found.text
    (anna,) = found.particulars.parties
    assert [found.text[r.start : r.end] for r in anna.roles] == ["p"]
    assert read_ftm(lines(BRIGADE, HELD)).particulars.parties[0].roles == ()


@pytest.mark.parametrize(
    ("schema", "classification", "kind"),
    [
        ("Person", "", PartyKind.PERSON),
        ("Person", "state", PartyKind.PERSON),
        ("Organization", "", PartyKind.ORGANISATION),
        ("Organization", "media", PartyKind.MEDIA),
        ("Organization", "court", PartyKind.ORGANISATION),
        ("Company", "", PartyKind.ORGANISATION),
        ("PublicBody", "", PartyKind.MINISTRY),
        ("PublicBody", "state", PartyKind.STATE),
        ("LegalEntity", "", PartyKind.ORGANISATION),
        ("LegalEntity", "people", PartyKind.PEOPLE),
    ],
)
def test_kinds(schema: str, classification: str, kind: PartyKind) -> None:
    """A classification tells more only where the writer would have written it so."""
    properties = {"name": ["X"], "classification": [classification]}
    (party,) = read_ftm(
        lines({"id": "x", "schema": schema, "properties": properties})
    ).particulars.parties
    assert party.kind is kind


def test_other_schemata_are_text_only() -> None:
    """A ship has a paragraph and is no party."""
    ship = {"id": "s", "schema": "Vessel", "properties": {"name": ["Blue Star"], "flag": ["pa"]}}
    found = read_ftm(lines(ship))
    assert found.text == "Blue Star\nSchema: vessel (Vessel)\nId: s\nFlag: pa\n"
    assert found.particulars.parties == ()


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("{broken", "line 2: not JSON"),
        ("[]", "line 2: not an entity"),
        ('"text"', "line 2: not an entity"),
        ('{"schema": "Person", "properties": {}}', "line 2: an entity without id"),
        ('{"id": true, "schema": "Person", "properties": {}}', "line 2: an entity without id"),
        ('{"id": "x", "properties": {}}', "line 2: an entity without schema"),
        ('{"id": "x", "schema": "No such", "properties": {}}', "without schema"),
        ('{"id": "x", "schema": "Person", "properties": []}', "without properties"),
        ('{"id": "a", "schema": "Company", "properties": {}}', "used for two schemata"),
        ('{"id": "a", "schema": "Person", "properties": {"x y": ["z"]}}', "without a proper name"),
        (
            '{"id": "a", "schema": "Person", "properties": {"alias": [[1]]}}',
            "alias that is no text",
        ),
        ('{"id": "n", "schema": "Person", "properties": {}}', "a person without a name"),
    ],
)
def test_bad_entities_are_named_and_the_rest_goes_on(bad: str, problem: str) -> None:
    """Where, what, and what to do, for each; the good ones are read."""
    found = read_ftm(lines(ANNA) + b"\n" + bad.encode() + b"\n" + lines(BRIGADE))
    (told,) = found.problems
    assert problem in told
    assert "; " in told
    assert {"Anna Moor", "Northern Brigade"} <= {p.name for p in found.particulars.parties}


def test_many_problems_are_counted() -> None:
    """A hundred are named, the rest are a number."""
    found = read_ftm(lines(ANNA) + b"\nx" * 250)
    assert len(found.problems) == ftm_entities.MAX_PROBLEMS + 1
    assert found.problems[-1].startswith("150 more")


def test_values_stand_on_one_line() -> None:
    """A value cannot look like several lines; half characters and control codes go."""
    properties = {"name": ["Anna\nSchema: x"], "notes": ["a\u2028b\x00\ud800c"]}
    found = read_ftm(lines({"id": "a\n\nb", "schema": "Person", "properties": properties}))
    assert found.text == "Anna Schema: x\nSchema: person (Person)\nId: a b\nNotes: a b?c\n"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\xff\xfe\x00", DamagedInput),
        (b"{}", EmptyInput),
        (b"[]", EmptyInput),
        (b"no JSON", EmptyInput),
        (b'{"id":' * 100_000, EmptyInput),
        (b" " * 50_000_001, TooLarge),
    ],
)
def test_what_cannot_be_read(data: bytes, error: type[Exception]) -> None:
    """One clear error for the file as a whole."""
    with pytest.raises(error):
        read_ftm(data)


def test_limits_on_entities_values_and_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many entities or too much text is refused; too many values are cut and named."""
    many = {**ANNA, "properties": {"name": [f"n{i}" for i in range(2_000)]}}
    found = read_ftm(lines(many))
    assert len(found.particulars.parties[0].aliases) == ftm_entities.MAX_VALUES - 1
    assert "the rest was left out" in found.problems[0]
    monkeypatch.setattr(ftm_entities, "MAX_ENTITIES", 2)
    with pytest.raises(TooLarge, match="too many entities"):
        read_ftm(lines(*ALL))


def test_names_that_are_said_again_and_again_stay_within_the_limit() -> None:
    """A long name that many links repeat does not make a text without end."""
    long = {"id": "a", "schema": "Person", "properties": {"name": ["n" * 100_000]}}
    links = [
        {"id": f"l{i}", "schema": "Occupancy", "properties": {"holder": ["a"], "post": ["a"]}}
        for i in range(200)
    ]
    with pytest.raises(TooLarge, match="too long"):
        read_ftm(lines(long, *links))


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).map(
    lambda s: " ".join(s.split())
)
named = words.filter(bool)
KINDS = [k for k in PartyKind if k is not PartyKind.PLACE]


@st.composite
def parties_out(draw: st.DrawFn) -> list[PartyOut]:
    """Parties with roles of each other."""
    ids = [f"i{n}" for n in range(draw(st.integers(1, 5)))]
    role = st.builds(RoleOut, named, st.sampled_from(["", *ids]))
    return [
        PartyOut(
            id_,
            draw(named),
            draw(st.sampled_from(KINDS)),
            tuple(draw(st.lists(named, max_size=3))),
            roles=tuple(draw(st.lists(role, max_size=3))),
        )
        for id_ in ids
    ]


def told(found: FtmText) -> list[tuple[object, ...]]:
    parties = {p.id: p.name for p in found.particulars.parties}
    return [
        (p.name, p.kind, p.aliases,
         sorted({(found.text[r.start : r.end], parties.get(r.of, "")) for r in p.roles}))
        for p in found.particulars.parties
    ]  # fmt: skip


def expected(parties: list[PartyOut]) -> list[tuple[object, ...]]:
    """What can be held: roles of bodies that are of nobody are notes only."""
    names = {p.id: p.name for p in parties}
    return [
        (
            p.name,
            p.kind,
            tuple(a for a in dict.fromkeys(p.aliases) if a != p.name),
            sorted(
                {(r.words, names.get(r.of, "")) for r in p.roles
                 if r.of or p.kind is PartyKind.PERSON}
            ),
        )
        for p in parties
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(parties_out())
def test_what_is_written_is_read_again(parties: list[PartyOut]) -> None:
    """Names, aliases, kinds and roles with whose they are come back, and every span quotes them."""
    found = read_ftm(write_ftm(parties, [], []).entities)
    assert found.problems == ()
    assert told(found) == expected(parties)


def test_documents_and_events_are_read_as_written() -> None:
    """Every value of every entity is in what is read, in its property."""
    documents = [DocumentOut("d", "ab" * 32, "a.html", "The port", "Wire", ("A", "B"),
                             "2023-03-13", "https://example.org/a", "text/html", "uk")]  # fmt: skip
    events = [EventOut("e", "Reported: attack", "2023-03", "2023-04", ("X", "Y"), documents=("d",))]
    data = write_ftm([], documents, events).entities
    records = [json.loads(line) for line in data.splitlines()]
    entities = read_entities(data)
    assert [(e.id, e.schema, e.properties) for e in entities.found.values()] == [
        (r["id"], r["schema"], r["properties"]) for r in records
    ]
    text = read_ftm(data).text
    for record in records:
        for values in record["properties"].values():
            assert all(value in text for value in values)
