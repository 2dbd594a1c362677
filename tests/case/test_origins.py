"""Origins: one speaker, one report, one unnamed source count once, whoever prints them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from casefile.case.origins import (
    Corroboration,
    Origin,
    Saying,
    corroboration,
    origin_of,
    origins_of,
)

MINISTRY = {"speaker": "Interior Ministry", "speaker_kind": "organisation"}
DIPLOMAT = {"speaker": "a diplomat", "speaker_kind": "unnamed", "source": "a diplomat"}
OWN = {"speaker": "", "speaker_kind": "outlet", "own_words": True}


def saying(number: int, outlet: str, **rest: Any) -> Saying:
    """A claim of document `number`, which came out on that day of May and copies nothing."""
    kept: dict[str, Any] = {
        "claim": f"{number}-{rest.get('speaker', '')}-{rest.get('stance', '')}",
        "document": f"d{number}",
        "number": number,
        "outlet": outlet,
        "published": f"2024-05-{number:02d}",
        "lead": f"d{number}",
        "lead_number": number,
        "agency": "",
        "stance": "asserts",
        "speaker": "",
        "speaker_kind": "named_person",
        "party": 0,
        "relay": "",
        "source": "",
        "own_words": False,
    }
    return Saying(**{**kept, **rest})


def copied(one: Saying, of: int) -> Saying:
    """The same in a document that copies document `of`."""
    return replace(one, lead=f"d{of}", lead_number=of)


def labels(found: Corroboration) -> list[str]:
    return [said.origin.label for said in found.said_by]


ONE_ORIGIN = [
    (
        "two papers quote one ministry",
        [saying(1, "Courier", **MINISTRY), saying(2, "Bell", **MINISTRY)],
    ),
    (
        "a register that settled the speaker in one document only",
        [saying(1, "Courier", party=4, **MINISTRY), saying(2, "Bell", **MINISTRY)],
    ),
    (
        "the ministry under two names that the register joined",
        [
            saying(1, "Courier", party=4, **MINISTRY),
            saying(2, "Bell", **{**MINISTRY, "speaker": "the ministry", "party": 4}),
        ],
    ),
    (
        "a report and its copy",
        [saying(1, "Courier", **OWN), copied(saying(2, "Bell", **OWN), 1)],
    ),
    (
        "two prints of one agency",
        [saying(1, "Courier", agency="Reuters", **OWN), saying(2, "Bell", agency="Reuters", **OWN)],
    ),
    (
        "the agency's own page and a print",
        [saying(1, "Reuters", **OWN), saying(2, "Bell", agency="Reuters", **OWN)],
    ),
    (
        "a print that names the agency and a copy of it that names none",
        [
            saying(1, "Courier", agency="Reuters", **OWN),
            copied(saying(2, "Bell", **OWN), 1),
            saying(3, "Post", agency="Reuters", **OWN),
        ],
    ),
    (
        "an outlet's report and its correction the next day",
        [saying(1, "Courier", **OWN), saying(2, "The Courier", **OWN)],
    ),
    (
        "an outlet that another one cites",
        [
            saying(1, "Courier", **OWN),
            saying(2, "Bell", speaker="Courier", speaker_kind="outlet"),
            saying(3, "Post", speaker="the newspaper Courier", speaker_kind="organisation"),
        ],
    ),
    (
        "two outlets on what one source told an agency",
        [
            saying(1, "Courier", relay="Reuters", **DIPLOMAT),
            saying(2, "Bell", relay="the news agency Reuters", **DIPLOMAT),
            saying(3, "Post", agency="Reuters", **{**DIPLOMAT, "speaker": "a source"}),
        ],
    ),
    (
        "an unnamed source in a report and in its copy",
        [saying(1, "Courier", **DIPLOMAT), copied(saying(2, "Bell", **DIPLOMAT), 1)],
    ),
    (
        "one treaty cited by two",
        [
            saying(1, "Courier", speaker="the convention", speaker_kind="writing"),
            saying(2, "Bell", speaker="The Convention", speaker_kind="writing"),
        ],
    ),
]


@pytest.mark.parametrize(("how", "sayings"), ONE_ORIGIN, ids=[how for how, _ in ONE_ORIGIN])
def test_what_comes_from_one_place_counts_once(how: str, sayings: list[Saying]) -> None:
    """Many prints, one origin; the later documents only repeat."""
    found = corroboration(sayings)
    assert found.independent == len(found.said_by) == 1
    assert found.said_by[0].claims == tuple(s.claim for s in sayings)
    assert found.said_by[0].since == "2024-05-01"
    assert [r.number for r in found.repeated_by] == [s.number for s in sayings[1:]]
    assert {r.of for r in found.repeated_by} == {1}
    assert all(r.why for r in found.repeated_by)


APART = [
    (
        "two speakers",
        [saying(1, "Courier", speaker="Ann Lee"), saying(2, "Bell", speaker="Bob Roe")],
    ),
    ("two outlets' own reports", [saying(1, "Courier", **OWN), saying(2, "Bell", **OWN)]),
    (
        "an outlet's own report and one that it printed from an agency",
        [saying(1, "Courier", **OWN), saying(2, "Courier", agency="Reuters", **OWN)],
    ),
    (
        "what a copier reports itself elsewhere",
        [
            saying(1, "Courier", **OWN),
            saying(2, "Bell", **OWN),
            copied(saying(3, "Bell", **{**OWN, "claim": "c"}), 1),
        ],
    ),
    ("a speaker and the outlet", [saying(1, "Courier", **OWN), saying(2, "Bell", **MINISTRY)]),
    (
        "a name that two parties have",
        [
            saying(1, "Courier", **MINISTRY, party=4),
            saying(2, "Bell", **MINISTRY, party=5),
        ],
    ),
    (
        "a report and an unnamed source in it",
        [saying(1, "Courier", **OWN), saying(1, "Courier", **DIPLOMAT)],
    ),
]


@pytest.mark.parametrize(("how", "sayings"), APART, ids=[how for how, _ in APART])
def test_what_comes_from_two_places_counts_twice(how: str, sayings: list[Saying]) -> None:
    """Different speakers and different reports stay apart."""
    assert corroboration(sayings).independent == 2


def test_unnamed_sources_of_two_outlets_may_be_one() -> None:
    """They are listed apart, marked, and not counted as two."""
    found = corroboration([saying(1, "Courier", **DIPLOMAT), saying(2, "Bell", **DIPLOMAT)])
    assert len(found.said_by) == 2
    assert found.may_be_one == tuple(said.origin.key for said in found.said_by)
    assert all(said.origin.is_open for said in found.said_by)
    assert found.independent == 1
    assert not found.repeated_by


def test_a_relay_that_is_no_outlet_joins_nothing() -> None:
    """ "Through his lawyer" in two papers is not one lawyer."""
    found = corroboration(
        [
            saying(1, "Courier", relay="his lawyer", **DIPLOMAT),
            saying(2, "Bell", relay="his lawyer", **DIPLOMAT),
        ]
    )
    assert len(found.said_by) == 2


def test_answers_stand_apart_from_those_who_say_so() -> None:
    """Denials, silences and missing confirmation are answers; none of them counts as a voice."""
    found = corroboration(
        [
            saying(1, "Courier", **DIPLOMAT),
            saying(2, "Courier", stance="denies", **MINISTRY),
            saying(3, "Bell", stance="doubts", speaker="the Kremlin", speaker_kind="state_metonym"),
            saying(3, "Bell", stance="declines_to_comment", speaker="the prosecutor"),
            saying(4, "Post", stance="did_not_respond", speaker="the embassy"),
            saying(4, "Post", stance="cannot_confirm", **OWN),
            saying(5, "Post", stance="demands", speaker="the council"),
        ]
    )
    assert labels(found) == ["a diplomat, through Courier"]
    assert [s.origin.label for s in found.denied_by] == ["Interior Ministry", "the Kremlin"]
    assert [s.origin.label for s in found.no_answer] == ["the prosecutor", "the embassy"]
    assert [(s.origin.label, s.since) for s in found.unconfirmed] == [("Post", "2024-05-04")]


def test_who_denies_gives_another_account_and_does_not_say_so() -> None:
    """A ministry that denies the deed and asserts a rescue is no voice for the deed."""
    found = corroboration(
        [
            saying(1, "Courier", stance="denies", **MINISTRY),
            saying(1, "Courier", **MINISTRY),
            saying(2, "Bell", stance="presents_as", speaker="Ann Lee"),
        ]
    )
    assert not found.said_by
    assert [s.origin.label for s in found.other_accounts] == ["Interior Ministry", "Ann Lee"]


def test_a_document_that_adds_a_voice_of_its_own_does_not_only_repeat() -> None:
    """A copy with one more speaker is told with what it adds."""
    sayings = [
        saying(1, "Courier", **MINISTRY),
        copied(saying(2, "Bell", **MINISTRY), 1),
        copied(saying(2, "Bell", speaker="Ann Lee"), 1),
    ]
    found = corroboration(sayings)
    assert labels(found) == ["Interior Ministry", "Ann Lee"]
    assert not found.repeated_by


def test_a_day_that_is_not_known_is_empty_and_comes_last() -> None:
    """No document is dated by guessing."""
    undated = saying(1, "Courier", published="", **MINISTRY)
    found = corroboration([undated, saying(2, "Bell", speaker="Ann Lee")])
    assert [s.since for s in found.said_by] == ["2024-05-02", ""]
    assert corroboration([undated, saying(2, "Bell", **MINISTRY)]).said_by[0].since == "2024-05-02"


def test_the_order_of_what_comes_in_makes_no_difference() -> None:
    """Every list comes out the same from any order, and twice the same claim counts once."""
    sayings = [s for _, group in ONE_ORIGIN + APART for s in group]
    sayings = [replace(s, claim=f"{n}") for n, s in enumerate(sayings)]
    whole = corroboration(sayings)
    for seed in range(5):
        other = sayings + sayings[:7]
        random.Random(seed).shuffle(other)
        assert corroboration(other) == whole


def test_a_claim_alone_and_among_others() -> None:
    """A speaker's origin is the same alone and among others; nothing gives an empty answer."""
    sayings = [saying(1, "Courier", party=4, **MINISTRY), saying(2, "Bell", **DIPLOMAT)]
    assert origins_of(sayings)[sayings[0].claim] == origin_of(sayings[0])
    empty = corroboration([])
    assert empty.independent == 0
    assert not any((empty.said_by, empty.repeated_by, empty.denied_by, empty.no_answer))


@pytest.mark.parametrize("kind", ["unresolved", "not_stated", "unnamed", "writing", "named_person"])
def test_a_speaker_without_words_still_has_an_origin(kind: str) -> None:
    """Claims whose reader settled nothing are not lost, and two are not made one speaker."""
    sayings = [saying(n, outlet, speaker_kind=kind) for n, outlet in ((1, "Courier"), (2, "Bell"))]
    found = corroboration(sayings)
    assert sum(len(said.claims) for said in found.said_by) == 2
    assert len(found.said_by) == 2


def test_a_pronoun_that_is_settled_is_its_party() -> None:
    """ "He said" with a known antecedent is that party's saying, and not an unnamed source."""
    named = saying(1, "Courier", speaker="Ann Lee", party=7)
    settled = saying(2, "Bell", speaker="she", speaker_kind="unresolved", party=7)
    found = corroboration([named, settled])
    assert found.said_by[0].origin == Origin("party:7", "Ann Lee", found.said_by[0].origin.why)
    assert len(found.said_by) == 1
    loose = saying(3, "Post", speaker="she", speaker_kind="unresolved")
    assert origin_of(loose).is_open
    assert not origin_of(settled).is_open


@pytest.mark.parametrize(
    ("stance", "part"),
    [
        ("asserts", "said_by"),
        ("confirms", "said_by"),
        ("admits", "said_by"),
        ("accuses", "said_by"),
        ("expects", "said_by"),
        ("presents_as", "other_accounts"),
        ("denies", "denied_by"),
        ("rejects", ""),  # turns down a demand or a competence, says nothing of what was
        ("doubts", "denied_by"),
        ("declines_to_comment", "no_answer"),
        ("did_not_respond", "no_answer"),
        ("nothing_to_announce", "no_answer"),
        ("cannot_confirm", "unconfirmed"),
        ("demands", ""),
        ("promises", ""),
        ("asks", ""),
        ("defines", ""),
    ],
)
def test_each_stance_has_its_list(stance: str, part: str) -> None:
    """What a speaker does decides in which list it stands; a demand says nothing of what was."""
    found = corroboration([saying(1, "Courier", stance=stance, **MINISTRY)])
    lists = ("said_by", "other_accounts", "denied_by", "no_answer", "unconfirmed")
    assert [name for name in lists if getattr(found, name)] == [part] * bool(part)
    assert found.independent == (part == "said_by")


def test_a_second_claim_of_a_copied_unnamed_source_is_the_same_origin() -> None:
    """Copies of a wire story and the wire's own page bring one unnamed source, however often."""
    sayings = [
        saying(1, "Courier", agency="Reuters", **DIPLOMAT),
        copied(saying(2, "Bell", **DIPLOMAT), 1),
        copied(saying(3, "Post", **{**DIPLOMAT, "speaker": "one official"}), 1),
        saying(4, "Reuters", **DIPLOMAT),
    ]
    found = corroboration(sayings)
    assert found.independent == 1
    assert found.may_be_one == ()
    assert found.said_by[0].outlets == ("Courier", "Bell", "Post", "Reuters")
    assert [(r.number, r.of) for r in found.repeated_by] == [(2, 1), (3, 1), (4, 1)]
    assert found.repeated_by[0].why == "a copy of it"


def test_since_is_the_earliest_print_whatever_came_in_first() -> None:
    """What was added later and printed earlier gives the day, and the other one repeats it."""
    late, early = saying(9, "Courier", **MINISTRY), saying(2, "Bell", **MINISTRY)
    late, early = replace(late, number=1), replace(early, number=2)
    found = corroboration([late, early])
    assert found.said_by[0].since == "2024-05-02"
    assert [(r.number, r.of) for r in found.repeated_by] == [(1, 2)]


def test_a_bare_ministry_in_two_reports_is_one_voice() -> None:
    """The register keeps "the Ministry" of each document apart; beside one happening it is one."""
    bare = [
        saying(1, "Courier", speaker="the Ministry", speaker_kind="organisation", party=5),
        saying(2, "Bell", speaker="The Ministry", speaker_kind="organisation", party=9),
    ]
    assert corroboration(bare).independent == 1
    full = [replace(s, speaker=f"Ruritanian {s.speaker}") for s in bare]
    assert corroboration(full).independent == 2


def test_who_denies_unnamed_takes_nothing_from_another_unnamed_source() -> None:
    """A pronoun, or a second source, that denies is not the source that says so."""
    source = {"speaker": "a source", "speaker_kind": "unnamed"}
    it = saying(2, "Courier", stance="denies", speaker="it", speaker_kind="unresolved")
    other = saying(3, "Courier", stance="denies", speaker="an aide", speaker_kind="unnamed")
    for denial in (it, other):
        found = corroboration([saying(1, "Courier", **source), denial])
        assert [s.claims for s in found.said_by] == [("1-a source-",)]
        assert not found.other_accounts
        assert len(found.denied_by) == 1
