"""Rules of the register of parties: names, keys, joining, ranks."""

from __future__ import annotations

import pytest

from casefile.case.parties import NEAR, THRESHOLD, Alias, Cited, RegisteredParty
from casefile.case.party_joining import ONLY_ONE, Candidate, choose
from casefile.case.party_names import (
    Spelling,
    blocking_keys,
    is_short,
    script_of,
    standing_name,
)
from casefile.case.party_ranks import Rank, object_of, rank_of, says_member
from casefile.particulars import PartyKind, Reason

# A plain way of comparing, so that these rules are seen by themselves.
PLAIN = Spelling(
    words=lambda name: [w for w in name.lower().replace(".", "").split() if w != "mr"],
    key=lambda word: word.replace(".", "").lower(),
    state=lambda name: {"Norland": "norland", "Port Nor": "norland"}.get(name, ""),
    is_seat=lambda name: name == "Port Nor",
)
SURNAME = (Reason("same surname", 0.3),)
NAME = (Reason("same name", 0.8),)


def shares(one: tuple[str, PartyKind], other: tuple[str, PartyKind]) -> bool:
    """Whether `other` is found by what `one` is held under."""
    held = blocking_keys(one[0], (), one[1], PLAIN).held
    return bool(set(held) & set(blocking_keys(other[0], (), other[1], PLAIN).asked))


@pytest.mark.parametrize(
    ("one", "other", "kind", "found"),
    [
        ("Anna Moor", "Mr Anna Moor", PartyKind.PERSON, True),
        ("Anna Moor", "Moor Anna", PartyKind.PERSON, True),
        ("Anna Moor", "A. Moor", PartyKind.PERSON, True),
        ("Anna Moor", "Moor", PartyKind.PERSON, True),
        ("Moor", "Anna Moor", PartyKind.PERSON, True),
        ("Anna Moor", "Paul Moor", PartyKind.PERSON, False),
        ("Anna Moor", "Anna Reed", PartyKind.PERSON, False),
        ("Northern Port Union", "NPU", PartyKind.ORGANISATION, True),
        ("NPU", "Northern Port Union", PartyKind.ORGANISATION, True),
        ("N.P.U.", "NPU", PartyKind.ORGANISATION, True),
        ("the Port Union", "Port Union", PartyKind.ORGANISATION, True),
        ("Port Union", "Port Office", PartyKind.ORGANISATION, False),
        ("Norland", "Port Nor", PartyKind.STATE, True),
        ("Norland", "Port Nor", PartyKind.PLACE, False),
        ("a source", "a source", PartyKind.PEOPLE, False),
    ],
)
def test_two_that_can_be_one_share_a_key(
    one: str, other: str, kind: PartyKind, found: bool
) -> None:
    """Names that may mean one party are found by each other; nameless people never are."""
    assert shares((one, kind), (other, kind)) is found


def test_kinds_do_not_meet() -> None:
    """A person's name finds no body of the same words."""
    assert not shares(("Anna Moor", PartyKind.PERSON), ("Anna Moor", PartyKind.ORGANISATION))


def test_keys_of_a_hostile_name_stay_few() -> None:
    """A name of ten thousand words gives a handful of short keys."""
    keys = blocking_keys("Word " * 10_000, (), PartyKind.PERSON, PLAIN)
    assert len(keys.held) < 5
    assert max(map(len, keys.held)) < 200


@pytest.mark.parametrize(
    ("names", "kind", "best"),
    [
        ([("Moor", 9), ("Anna Moor", 2)], PartyKind.PERSON, "Anna Moor"),
        ([("Anna Moor", 5), ("Anna Berta Moor", 1)], PartyKind.PERSON, "Anna Moor"),
        ([("Anna Moor", 1), ("Anna Berta Moor", 1)], PartyKind.PERSON, "Anna Berta Moor"),
        ([("NPU", 9), ("Northern Port Union", 1)], PartyKind.ORGANISATION, "Northern Port Union"),
        ([("Port Nor", 9), ("Norland", 1)], PartyKind.STATE, "Norland"),
        ([("B", 1), ("A", 1)], PartyKind.STATE, "B"),
    ],
)
def test_the_name_that_stands(names: list[tuple[str, int]], kind: PartyKind, best: str) -> None:
    """A full name, used by most documents, then the fullest; order of reading does not matter."""
    aliases = [Alias(name, "latin", used) for name, used in names]
    assert standing_name(aliases, kind, PLAIN) == best
    assert standing_name(aliases[::-1], kind, PLAIN) == best


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Anna", "latin"),
        ("«Анна»", "cyrillic"),
        ("آنا", "arabic"),
        ("安娜", "cjk"),
        ("12", "other"),
        ("", "other"),
    ],
)
def test_scripts(name: str, script: str) -> None:
    """A name's script is that of its first letter."""
    assert script_of(name) == script


def test_short_names() -> None:
    """Initials are short names, words are none."""
    assert [n for n in ("ICC", "U.N.", "Icc", "PORT UNION", "ABCDEFGHIJ") if is_short(n)] == [
        "ICC",
        "U.N.",
    ]


def candidate(
    number: int, score: float, reasons: tuple[Reason, ...] = NAME, **rest: object
) -> Candidate:
    fields: dict[str, object] = {"root": number, "documents": 1, **rest}
    return Candidate(number=number, score=score, reasons=reasons, **fields)  # type: ignore[arg-type]


def apart(*pairs: tuple[int, int]) -> object:
    return lambda one, other: (one, other) in pairs or (other, one) in pairs


@pytest.mark.parametrize(
    ("candidates", "told_apart", "surname", "chosen", "possible", "unsettled"),
    [
        ([], (), False, 0, [], False),
        ([candidate(1, 0.9)], (), False, 1, [], False),
        ([candidate(1, THRESHOLD)], (), False, 1, [], False),
        ([candidate(1, THRESHOLD - 0.01)], (), False, 0, [1], False),
        ([candidate(1, NEAR - 0.01)], (), False, 0, [], False),
        ([candidate(1, 0.6), candidate(2, 0.9)], (), False, 2, [1], False),
        # As like as each other: the one that more documents name, else the earlier one.
        ([candidate(1, 0.9), candidate(2, 0.9, documents=3)], (), False, 2, [1], False),
        ([candidate(2, 0.9), candidate(1, 0.9)], (), False, 1, [2], False),
        # A person told them apart: neither is chosen, and a party gathers the name.
        ([candidate(1, 0.9), candidate(2, 0.9)], ((1, 2),), False, 0, [1, 2], True),
        ([candidate(1, 0.9), candidate(2, 0.7)], ((1, 2),), False, 1, [2], False),
        (
            [candidate(1, 0.9), candidate(2, 0.9), candidate(3, 0.9, unsettled=True)],
            ((1, 2),),
            False,
            3,
            [1, 2],
            False,
        ),
        # A surname alone: the only one who has it, or nobody.
        ([candidate(1, 0.4, SURNAME)], (), True, 1, [], False),
        ([candidate(1, 0.4, SURNAME), candidate(2, 0.4, SURNAME)], (), True, 0, [1, 2], True),
        (
            [
                candidate(1, 0.4, SURNAME),
                candidate(2, 0.4, SURNAME),
                candidate(3, 0.4, unsettled=True),
            ],
            (),
            True,
            3,
            [1, 2],
            False,
        ),
        ([candidate(1, 0.25, SURNAME)], (), True, 0, [], False),
        # Another of the same surname who is surely somebody else still makes it two.
        ([candidate(1, 0.4, SURNAME), candidate(2, 0.0, SURNAME)], (), True, 0, [1], False),
        # Merged ones count as one.
        ([candidate(1, 0.9, root=2), candidate(2, 0.6)], (), False, 1, [], False),
    ],
)
def test_choosing(
    candidates: list[Candidate],
    told_apart: tuple[tuple[int, int], ...],
    surname: bool,
    chosen: int,
    possible: list[int],
    unsettled: bool,
) -> None:
    """The likest from the threshold on; of two that a person told apart, neither."""
    for order in (candidates, candidates[::-1]):
        joining = choose(order, apart(*told_apart), surname=surname)  # type: ignore[arg-type]
        assert (joining.chosen.number if joining.chosen else 0) == chosen
        assert [c.number for c in joining.possible] == possible
        assert joining.unsettled is unsettled


def test_the_only_surname_says_so() -> None:
    """The reason that raised the score stands among the reasons."""
    joining = choose([candidate(1, 0.4, SURNAME)], lambda a, b: False, surname=True)
    assert joining.chosen is not None
    assert joining.chosen.reasons[-1] == ONLY_ONE
    assert joining.chosen.score == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("role", "of_person", "rank"),
    [
        ("the commander of ground forces", False, Rank.ABOVE),
        ("the commander of river troops who means to stay on", None, Rank.ABOVE),
        ("Norland’s President", False, Rank.ABOVE),
        ("head of the port office", False, Rank.ABOVE),
        ("the commander-in-chief of the fleet", False, Rank.ABOVE),
        ("commander in chief of the fleet", False, Rank.ABOVE),
        ("former commander of the brigade", False, Rank.NONE),
        ("ex-commander of the brigade", False, Rank.NONE),
        ("deputy commander of the brigade", False, Rank.NONE),
        ("vice-president of Norland", False, Rank.NONE),
        ("the wife of the commander", False, Rank.NONE),
        ("Norland’s colonel-general", False, Rank.NONE),
        ("a driver of the port office", False, Rank.NONE),
        ("a deputy to Anna Moor", True, Rank.BELOW),
        ("a deputy to Anna Moor", None, Rank.BELOW),
        ("Anna Moor’s spokesman", True, Rank.BELOW),
        ("Anna Moor’s deputy commander", True, Rank.BELOW),
        ("the commander of Anna Moor", True, Rank.NONE),
        ("Anna Moor’s brother", True, Rank.NONE),
        ("", None, Rank.NONE),
    ],
)
def test_ranks(role: str, of_person: bool | None, rank: Rank) -> None:
    """Who commands a body stands above it; who serves a person, below; a past role ranks nobody."""
    assert rank_of(role, of_person=of_person) is rank


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("the commander of ground forces", "ground forces"),
        ("a deputy to Anna Moor, who fled", "Anna Moor"),
        ("Norland’s colonel-general", "Norland"),
        ("the harbour master", ""),
        ("", ""),
    ],
)
def test_objects_of_roles(role: str, words: str) -> None:
    """What a role is of stands in its words, or nowhere."""
    assert object_of(role) == words


@pytest.mark.parametrize(
    ("role", "member"),
    [
        ("a fighter of the Northern Brigade", True),
        ("the ministry spokeswoman", True),
        ("a former fighter of the brigade", False),
        ("founder of the brigade", False),
    ],
)
def test_members(role: str, member: bool) -> None:
    """Some roles say that their holder belongs to the body."""
    assert says_member(role) is member


def test_cited_leaves_out_unknown_days() -> None:
    """First and last day of publication; a document without one dates nothing."""
    assert Cited.of(["", ""]) == Cited("", "")
    assert Cited.of(["2023-03", "2022-01-05T10:00Z", ""]) == Cited("2022-01-05", "2023-03")


def test_a_party_is_typed_with_its_number() -> None:
    """What lists show is what people type."""
    assert RegisteredParty(7, "ab", "Anna Moor", PartyKind.PERSON).label == "p7"


@pytest.mark.parametrize(
    ("name", "found"),
    [("The Court", False), ("Ministry", False), ("Court of Appeal", False), ("Harbour Court", True),
     ("Foreign Ministry", True)],
)  # fmt: skip
def test_a_name_that_says_not_which_is_nobodys(name: str, found: bool) -> None:
    """Every State has a Court of Appeal: by that name no party is found again."""
    assert bool(blocking_keys(name, (), PartyKind.ORGANISATION, PLAIN).asked) is found
    with_full = blocking_keys("Harbour Court", (name,), PartyKind.ORGANISATION, PLAIN)
    assert any("harbour" in key for key in with_full.held)
