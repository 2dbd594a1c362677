"""The register of parties as the index folds it, people's decisions and queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import apsw
import pytest

from casefile.case.decision import About, Action, Decision
from casefile.case.parties import LinkState, RegisteredParty
from casefile.claim import Claim, Directness, Outlook, SpeakerKind, Stance
from casefile.document import Document, Region, RegionKind
from casefile.errors import CaseError, DecisionError
from casefile.particulars import Mention, MentionForm, Particulars, Party, PartyKind, Role
from casefile.search import decide_parties
from casefile.search.fold_parties import SCHEMA, TABLES, fold, forget
from casefile.search.parties import (
    PartyFilter,
    claims_made,
    claims_naming,
    find_party,
    links_of,
    list_parties,
    party,
    party_id,
    registered,
)
from casefile.search.seen import ReadingSeen

Named = str | tuple[str, str] | tuple[str, str, str]

_CLAIMS = "CREATE TABLE claim(id TEXT, document TEXT, party TEXT, position INTEGER)"


class Register:
    """A register in memory that takes in documents given by the names in them."""

    def __init__(self) -> None:
        self.db = apsw.Connection(":memory:")
        self.db.execute(SCHEMA)
        self.db.execute(_CLAIMS)  # the part of the index that queries ask
        self.entry = 0

    def add(self, number: int, *named: Named, published: str = "") -> None:
        """One document; each party is a name, (name, kind) or (name, kind, role's words)."""
        self.entry += 1
        seen = reading(number, named, published, self.entry)
        fold(self.db, seen)
        self.db.execute("DELETE FROM claim WHERE document=?", (seen.document,))
        for claim in seen.claims:
            values = (claim.id, seen.document, claim.speaker, claim.start)
            self.db.execute("INSERT INTO claim VALUES(?,?,?,?)", values)

    def where(self, document: int, local: str = "p1") -> int:
        return registered(self.db, document)[local]

    def link(self, document: int, local: str = "p1") -> str:
        number = self.where(document, local)
        (found,) = [k for k in links_of(self.db, number, [document]) if k.local == local]
        return found.id

    def decide(self, action: Action, *targets: str) -> Decision:
        """Check, then apply, as the fold of decisions does."""
        self.entry += 1
        decision = Decision(About.PARTY, action, targets, "a reason", n=self.entry)
        decide_parties.check(self.db, decision)
        decide_parties.apply(self.db, decision)
        return decision

    def undo(self, decision: Decision) -> None:
        self.entry += 1
        decide_parties.undo(self.db, decision, self.entry)

    def id(self, number: int) -> str:
        return party_id(self.db, number)

    def rows(self) -> list[list[tuple[object, ...]]]:
        return [list(self.db.execute(f"SELECT * FROM {t} ORDER BY {o}")) for t, o in TABLES]

    def listed(self, kind: str = "", words: str = "") -> list[RegisteredParty]:
        return list_parties(self.db, PartyFilter(kind, words))


def reading(number: int, named: Sequence[Named], published: str, n: int) -> ReadingSeen:
    """Each party has a line "NAME, ROLE: he left." and makes a claim of it."""
    text = ""
    parties, mentions, places = [], [], []
    for place, item in enumerate(named, 1):
        name, kind, role = (*((item,) if isinstance(item, str) else item), "person", "")[:3]
        if not isinstance(item, str) and len(item) == 2:
            role = ""
        start = len(text)
        text += f"{name}, {role}: he left.\n"
        at = start + len(name) + 2
        roles = (Role(at, at + len(role)),) if role else ()
        parties.append(Party(f"p{place}", name, PartyKind(kind), (), roles))
        mentions.append(
            Mention(start, start + len(name), PartyKind(kind), MentionForm.NAME, f"p{place}", 1, "")
        )
        places.append((start, at + len(role), len(text) - 1))
    document = Document.settle(
        f"{number:064x}", "text/plain", text, (Region(0, len(text), RegionKind.BODY),)
    )
    claims = tuple(_claim(document, f"p{i}", *place) for i, place in enumerate(places, 1))
    return ReadingSeen(
        n=n, at="", document=f"document {number}", number=number, published=published, outlet="",
        authors=(), text=text, regions=document.regions, claims=claims,
        particulars=Particulars(mentions=tuple(mentions), parties=tuple(parties)), told=(),
        speakers={}, read_words_of=str,
    )  # fmt: skip


def _claim(document: Document, local: str, start: int, middle: int, end: int) -> Claim:
    return Claim.point(
        document, source=((start, middle),), cue=((middle, middle + 1),),
        content=((middle + 1, end),), stance=Stance.ASSERTS, directness=Directness.INDIRECT,
        speaker_kind=SpeakerKind.NAMED_PERSON, outlook=Outlook.SETTLED, score=1.0, reader="t",
        speaker=local,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("Volodymyr Zelensky", "person"), ("Владимир Зеленский", "person"), True),
        (("Anna Moor", "person"), ("A. Moor", "person"), True),
        (("Anna Moor", "person"), ("Moor", "person"), True),
        (("Moor", "person"), ("Anna Moor", "person"), True),
        (("Anna Moor", "person"), ("Paul Moor", "person"), False),
        (("Anna Moor", "person"), ("Anna Moor", "organisation"), False),
        (("Moscow", "state"), ("Russia", "state"), True),
        (("Russia", "state"), ("Ukraine", "state"), False),
        (("International Criminal Court", "court"), ("ICC", "court"), True),
        (("Ukraine’s Defence Ministry", "ministry"), ("Russia’s Defence Ministry", "ministry"),
         False),
        (("a source", "people"), ("a source", "people"), False),
    ],
)  # fmt: skip
def test_joining_across_documents(
    one: tuple[str, str], other: tuple[str, str], joined: bool
) -> None:
    """What is likely one party becomes one, as a suggestion with score and reasons."""
    register = Register()
    register.add(1, one)
    register.add(2, other)
    assert (register.where(1) == register.where(2)) is joined
    (link,) = links_of(register.db, register.where(2), [2])
    assert link.state is (LinkState.SUGGESTED if joined else LinkState.OPENED)
    assert bool(link.reasons) is joined
    assert bool(link.score) is joined


def test_numbers_follow_the_documents() -> None:
    """Parties are numbered in the order in which they are first met."""
    register = Register()
    register.add(1, "Anna Moor", "Paul Reed")
    register.add(2, "Ivo Hale", "Anna Moor")
    assert registered(register.db, 2) == {"p1": 3, "p2": 1}


def test_a_surname_that_two_have_joins_neither() -> None:
    """It opens one party that gathers the name, and both are shown as possible, with reasons."""
    register = Register()
    register.add(1, "Anna Moor", "Paul Moor")
    register.add(2, "Moor")
    register.add(3, "Moor")
    assert register.where(2) == register.where(3) == 3
    found = party(register.db, 3)
    assert found.unsettled
    assert [(o.party, o.name) for o in found.others] == [("p1", "Anna Moor"), ("p2", "Paul Moor")]
    assert all(o.reasons for o in found.others)
    assert [o.party for o in party(register.db, 1).others] == ["p3"]


def test_the_list_counts_and_filters() -> None:
    """Documents, claims and days are counted; words match across scripts; nameless ones hide."""
    register = Register()
    register.add(1, "Anna Moor", ("a source", "people"), published="2023-03-13T08:00Z")
    register.add(2, "Anna Moor", ("Port Union", "organisation"), published="2023-01-02")
    register.add(3, "Сергій Гончар")
    first, *rest = register.listed()
    assert (first.name, first.documents, first.claims, first.named_in) == ("Anna Moor", 2, 2, 2)
    assert (first.cited.first, first.cited.last) == ("2023-01-02", "2023-03-13")
    assert {p.name for p in rest} == {"Port Union", "Сергій Гончар"}
    assert [p.name for p in register.listed(words="serhii")] == ["Сергій Гончар"]
    assert [p.name for p in register.listed(words="port")] == ["Port Union"]
    assert [p.name for p in register.listed(kind="people")] == ["a source"]
    assert register.listed(words="port union of") == []


def test_roles_are_dated_by_who_says_so() -> None:
    """A role has its documents, claims and days; who commands whom follows from its words."""
    register = Register()
    brigade = ("Northern Brigade", "armed_group")
    commander = ("Anna Moor", "person", "the commander of the Northern Brigade")
    register.add(1, commander, brigade, published="2023-03-13")
    register.add(2, commander, brigade, published="2023-05-01")
    register.add(3, ("Anna Moor", "person", "a judge"))
    found = party(register.db, register.where(1))
    dated, undated = found.roles
    assert dated.words == "the commander of the Northern Brigade"
    assert (dated.of, dated.of_name, dated.documents) == ("p2", "Northern Brigade", (1, 2))
    assert (dated.cited.first, dated.cited.last, len(dated.claims)) == (
        "2023-03-13",
        "2023-05-01",
        2,
    )
    assert (undated.words, undated.of, undated.cited.first) == ("a judge", "", "")
    assert [(s.party, s.documents) for s in found.subordinates] == [("p2", (1, 2))]
    assert [(s.party, s.name) for s in party(register.db, 2).superiors] == [("p1", "Anna Moor")]


def test_aliases_have_scripts_and_days() -> None:
    """Each other name says in which script it is, and when it was first and last used."""
    register = Register()
    register.add(1, "Volodymyr Zelensky", published="2023-01-01")
    register.add(2, "Volodymyr Zelensky", published="2023-01-03")
    register.add(3, "Володимир Зеленський", published="2023-01-02")
    (alias,) = party(register.db, 1).aliases
    assert (alias.name, alias.script, alias.documents) == ("Володимир Зеленський", "cyrillic", 1)
    assert alias.cited.first == alias.cited.last == "2023-01-02"


def test_claims_of_a_party() -> None:
    """The claims that it makes and those that name it open from the party."""
    register = Register()
    register.add(1, "Anna Moor", "Paul Reed")
    register.add(2, "Anna Moor")
    made = claims_made(register.db, 1)
    assert len(made) == party(register.db, 1).claims == 2
    assert sorted(claims_naming(register.db, 1)) == sorted(made)


def test_a_merge_is_followed_and_undone_alone() -> None:
    """What is merged is shown as one; undoing takes back the merge and nothing that came after."""
    register = Register()
    register.add(1, "Anna Moor")
    register.add(2, "Olga Lind")
    merge = register.decide(Action.MERGE, register.id(1), register.id(2))
    assert register.where(2) == 1
    assert (party(register.db, 2).number, party(register.db, 2).merged) == (1, (2,))
    assert [p.documents for p in register.listed()] == [2]
    register.add(3, "Olga Lind")
    assert register.where(3) == 1
    register.undo(merge)
    assert (register.where(2), register.where(3)) == (2, 2)
    assert len(register.listed()) == 2


def test_a_rejected_link_never_joins_again() -> None:
    """The mention has a party of its own, also after a newer reading, and is not offered back."""
    register = Register()
    register.add(1, "Anna Moor")
    register.add(2, "Anna Moor")
    register.decide(Action.REJECT, register.link(2), register.id(1))
    assert register.where(2) == 2
    register.add(2, "Anna Moor", "Paul Reed")
    assert register.where(2) == 2
    register.add(2, "Moor")  # a reader that finds less of the name
    assert register.where(2) == 2
    (link,) = links_of(register.db, 2)
    assert link.state is LinkState.MOVED
    assert party(register.db, 2).others == ()


def test_a_decided_name_is_not_taken_by_a_part_of_it() -> None:
    """A newer reading that has the name and a part of it apart keeps the decision on the name."""
    register = Register()
    register.add(1, "Anna Moor")
    register.add(2, "Anna Moor")
    register.decide(Action.REJECT, register.link(2), register.id(1))
    register.add(2, "Moor", "Anna Moor")
    assert register.where(2, "p2") == 2
    assert len(registered(register.db, 2)) == 2


def test_names_spelt_alike_in_one_document_stay_two() -> None:
    """No party of a document is lost, even where two cannot be told apart by their names."""
    register = Register()
    register.add(1, "Anna Moor", "Anna Moor", ("Anna Moor", "organisation"))
    assert len(registered(register.db, 1)) == 3
    assert len(links_of(register.db, 1)) == 2


def test_many_of_one_surname_stay_quick_to_place() -> None:
    """Only so many likes are compared, however many bear a surname."""
    register = Register()
    parts = ("Ba", "Do", "Ki", "Lu", "Me", "No", "Pa", "Ri", "Su", "Te", "Va", "Zo")
    given = [one + other.lower() for one in parts for other in parts]
    register.add(1, *(f"{name} Moor" for name in given))
    register.add(2, f"{given[-2]} Moor", "Moor")
    last = registered(register.db, 1)[f"p{len(given) - 1}"]
    assert registered(register.db, 2) == {"p1": last, "p2": last + 2}
    assert party(register.db, last + 2).unsettled


def test_of_two_that_a_person_told_apart_none_is_chosen() -> None:
    """The next document that names them goes to a party that gathers the name."""
    register = Register()
    register.add(1, "Anna Moor")
    register.add(2, "Anna Moor")
    register.decide(Action.REJECT, register.link(2), register.id(1))
    register.add(3, "Anna Moor")
    register.add(4, "Anna Moor")
    assert register.where(3) == register.where(4) == 3
    assert party(register.db, 3).unsettled
    assert [o.party for o in party(register.db, 3).others] == ["p1", "p2"]


def test_accepting_moves_a_possible_one_in() -> None:
    """A person can also accept what was only possible."""
    register = Register()
    register.add(1, "Anna Moor", "Paul Moor")
    register.add(2, "Moor")
    accepted = register.decide(Action.ACCEPT, register.link(2), register.id(1))
    assert register.where(2) == 1
    register.add(2, "Moor")
    (link,) = links_of(register.db, 1, [2])
    assert (register.where(2), link.state, link.decided) == (1, LinkState.ACCEPTED, accepted.n)
    register.undo(accepted)
    assert register.where(2) == 3


def test_splitting_and_undoing_it() -> None:
    """Named mentions become one new party; undoing brings them back as they were."""
    register = Register()
    for number in (1, 2, 3):
        register.add(number, "Anna Moor")
    before = register.rows()
    split = register.decide(Action.SPLIT, register.link(2), register.link(3))
    assert [register.where(n) for n in (1, 2, 3)] == [1, 2, 2]
    register.undo(split)
    assert [register.where(n) for n in (1, 2, 3)] == [1, 1, 1]
    assert register.rows()[1:] == before[1:]  # the party stays, empty: numbers are not used again
    assert len(register.listed()) == 1


def test_a_later_decision_is_undone_first() -> None:
    """Decisions on one mention are taken back in reverse."""
    register = Register()
    register.add(1, "Anna Moor")
    register.add(2, "Anna Moor")
    accept = register.decide(Action.ACCEPT, register.link(2), register.id(1))
    reject = register.decide(Action.REJECT, register.link(2), register.id(1))
    assert decide_parties.later(register.db, accept) == [reject.n]
    register.undo(reject)
    assert decide_parties.later(register.db, accept) == []
    assert links_of(register.db, 1, [2])[0].state is LinkState.ACCEPTED


def _merged(register: Register) -> int:
    return register.decide(Action.MERGE, register.id(1), register.id(2)).n


@pytest.mark.parametrize(
    ("action", "targets", "message"),
    [
        (Action.MERGE, ("1", "1"), "p1 cannot be merged into itself"),
        (Action.MERGE, ("3", "2"), r"p2 is merged into p1 already \(entry 4\).*use p1"),
        (Action.MERGE, ("2", "3"), r"p2 is merged into p1 already \(entry 4\)"),
        (Action.MERGE, ("1", "9"), "no such party"),
        (Action.MERGE, ("1",), "two parties must be named"),
        (Action.ACCEPT, ("1",), "a mention and a party must be named"),
        (Action.ACCEPT, ("1/p9", "1"), "a mention is not there"),
        (Action.REJECT, ("3/p1", "1"), r"not in p1 \(found it is in p3\)"),
        (Action.REJECT, ("3/p1", "3"), "all there is in p3"),
        (Action.SPLIT, (), "no mention is named"),
        (Action.SPLIT, ("3/p1",), "all there is in p3"),
        (Action.SPLIT, ("1/p1", "3/p1"), r"different parties \(found p1, p3\)"),
        (Action.MAP, ("1",), "'map' is no decision about a party"),
    ],
)
def test_decisions_that_cannot_be(action: Action, targets: tuple[str, ...], message: str) -> None:
    """One clear error each, and nothing changes."""
    register = Register()
    register.add(1, "Anna Moor")
    register.add(2, "Olga Lind")
    register.add(3, "Ivo Hale")
    _merged(register)
    before = register.rows()
    ids = [_target(register, target) for target in targets]
    with pytest.raises(DecisionError, match=message):
        register.decide(action, *ids)
    assert register.rows() == before


def _target(register: Register, typed: str) -> str:
    document, _, local = typed.partition("/")
    if not local:
        return register.id(int(typed)) if typed != "9" else "nothing of this id"
    return register.link(int(document), local) if local != "p9" else "nothing of this id"


def test_accepting_twice_is_refused() -> None:
    """The second person learns that it is done."""
    register = Register()
    register.add(1, "Anna Moor")
    register.add(2, "Anna Moor")
    register.decide(Action.ACCEPT, register.link(2), register.id(1))
    with pytest.raises(DecisionError, match="accepted into p1 already"):
        register.decide(Action.ACCEPT, register.link(2), register.id(1))


def _history(register: Register) -> Iterable[None]:
    register.add(1, "Anna Moor", ("Moscow", "state"), published="2023-01-01")
    register.add(2, "A. Moor", "Paul Moor", ("Russia", "state", "a seat"))
    register.add(3, "Moor")
    yield
    register.decide(Action.REJECT, register.link(2), register.id(register.where(1)))
    register.add(1, "Anna B. Moor", ("Moscow", "state"))
    yield
    merge = register.decide(Action.MERGE, register.id(2), register.id(register.where(3)))
    register.add(4, "Anna Moor", "Moor")
    yield
    register.undo(merge)
    register.add(2, "Paul Moor")
    yield


def test_the_same_entries_give_the_same_rows() -> None:
    """Rebuilt from the first entry or kept up with, at any point, the register is the same."""
    for steps in range(1, 5):
        kept, rebuilt = Register(), Register()
        for register in (kept, rebuilt):
            for step, _ in enumerate(_history(register), 1):
                if step == steps:
                    break
        assert kept.rows() == rebuilt.rows()


def test_forgetting_leaves_no_counts() -> None:
    """A document that is forgotten counts nowhere, and comes back to its numbers."""
    register = Register()
    register.add(1, "Anna Moor", ("Port Union", "organisation", "a body"))
    before = register.rows()
    forget(register.db, "document 1")
    for table in ("party_name", "party_key", "party_role", "party_named"):
        assert list(register.db.execute(f"SELECT * FROM {table}")) == []
    assert register.listed() == []
    assert party(register.db, 1).name == "(no longer named)"
    register.entry = 0
    register.add(1, "Anna Moor", ("Port Union", "organisation", "a body"))
    assert register.rows() == before


def test_a_reading_that_calls_it_another_kind() -> None:
    """A newer reading may say that a name is no person; nobody decided, so it is placed anew."""
    register = Register()
    register.add(1, "Wagner")
    register.add(2, ("Wagner", "armed_group"))
    register.add(1, ("Wagner", "armed_group"))
    assert register.where(1) == register.where(2) == 2


def test_a_decision_outlives_the_kind_that_a_reader_gave() -> None:
    """Where a person decided, a newer reading's other kind moves nothing."""
    register = Register()
    register.add(1, "Wagner")
    register.add(2, "Wagner")
    register.decide(Action.ACCEPT, register.link(2), register.id(1))
    register.add(2, ("Wagner", "armed_group"))
    assert register.where(2) == 1


@pytest.mark.parametrize(("typed", "number"), [("p2", 2), ("2", 2), (" P1 ", 1)])
def test_typed_parties(typed: str, number: int) -> None:
    """People type "p7" or 7."""
    register = Register()
    register.add(1, "Anna Moor", "Paul Reed")
    assert find_party(register.db, typed) == number


@pytest.mark.parametrize("typed", ["p9", "p0", "", "x", "p²", "9" * 40])
def test_a_party_that_is_not_there(typed: str) -> None:
    """What is not there is an error that says what to do."""
    register = Register()
    register.add(1, "Anna Moor")
    with pytest.raises(CaseError, match="casefile parties"):
        find_party(register.db, typed)
