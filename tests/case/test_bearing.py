"""Which claims bear on which happenings: telling, answering, giving no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.case.bearing import Bearing, Bears, DocumentSide, bearings
from casefile.case.told import ToldEvent
from casefile.claim import Claim, Directness, Extents, Outlook, SpeakerKind, Stance

TELLS, ANSWERS, NO_ANSWER = Bearing.TELLS, Bearing.ANSWERS, Bearing.NO_ANSWER


class Story:
    """A document with its claims and events, each put where its words stand."""

    def __init__(self, *paragraphs: str) -> None:
        self.text = "\n\n".join(paragraphs) + "\n"
        self.claims: list[Claim] = []
        self.told: list[ToldEvent] = []

    def says(
        self,
        source: str,
        cue: str,
        content: str,
        stance: Stance = Stance.ASSERTS,
        directness: Directness = Directness.INDIRECT,
    ) -> str:
        """A claim whose parts stand at the first words alike; its id is its cue and content."""
        made = Claim(
            id=f"{cue}|{content}" if content else cue,
            document="d",
            source=self._spans(source),
            cue=self._spans(cue),
            content=self._spans(content),
            stance=stance,
            directness=directness,
            speaker_kind=SpeakerKind.ORGANISATION,
            outlook=Outlook.SETTLED,
            score=0.9,
            reader="r",
        )
        self.claims.append(made)
        return made.id

    def happens(self, words: str, claim: str = "") -> int:
        """An event at the first such words, told by a claim; its place among the events."""
        start = self.text.index(words)
        opening = max(self.text.rfind(mark, 0, start) for mark in (". ", "\n"))
        sentence = opening + 1 if opening >= 0 else 0
        event = ToldEvent(
            id=f"e{len(self.told)}",
            document="d",
            published="",
            start=start,
            end=start + len(words),
            words=words,
            kind="shelling",
            status="happened",
            negated=False,
            score=0.9,
            context=self.text[sentence : self.text.index(".", start) + 1],
            context_start=sentence,
            claim=claim,
        )
        self.told.append(event)
        return len(self.told) - 1

    def bears(self, *groups: tuple[int, ...]) -> list[tuple[str, int, Bearing]]:
        """What `bearings` finds, without its reasons; each event is its own group if none given."""
        given = groups or tuple((n,) for n in range(len(self.told)))
        found = bearings(DocumentSide(self.text, self.claims, self.told, given))
        assert all(b.why for b in found)
        return [(b.claim, b.group, b.how) for b in found]

    def _spans(self, words: str) -> Extents:
        if not words:
            return ()
        start = self.text.index(words)
        return ((start, start + len(words)),)


def test_a_claim_tells_what_its_words_hold() -> None:
    """Each group is told by the claims of its events, once however many events they hold."""
    story = Story("Ana said shells hit a mill and a barge. Ben said rockets hit the quay.")
    ana = story.says("Ana", "said", "shells hit a mill and a barge")
    ben = story.says("Ben", "Ben said", "rockets hit the quay")
    story.happens("shells hit", ana)
    story.happens("a barge", ana)
    story.happens("rockets hit", ben)
    assert story.bears((0, 1), (2,)) == sorted([(ana, 0, TELLS), (ben, 1, TELLS)])


def test_an_event_in_the_outlets_words_is_told_by_no_claim() -> None:
    """Nothing is made up for a sentence that no claim holds."""
    story = Story("Shells hit a mill on Monday.")
    story.happens("Shells hit")
    assert story.bears() == []


def test_an_event_in_no_group_gives_nothing() -> None:
    """What is only planned or threatened is in no group, so nobody tells of a happening."""
    story = Story("Ana said shells could hit a mill.")
    ana = story.says("Ana", "said", "shells could hit a mill")
    story.happens("could hit", ana)
    assert bearings(DocumentSide(story.text, story.claims, story.told, ())) == ()


@pytest.mark.parametrize(
    "stance",
    [
        Stance.DENIES,
        Stance.DOUBTS,
        Stance.CONFIRMS,
        Stance.ADMITS,
        Stance.PRESENTS_AS,
        Stance.CANNOT_CONFIRM,
        Stance.ACCUSES,
    ],
)
def test_an_answer_in_the_same_sentence(stance: Stance) -> None:
    """A claim that takes a position and tells no event of its own answers its sentence's event."""
    story = Story("Ana said shells hit a mill, which the army called another matter.")
    ana = story.says("Ana", "said", "shells hit a mill")
    army = story.says("the army", "called", "another matter", stance)
    story.happens("shells hit", ana)
    assert (army, 0, ANSWERS) in story.bears()


@pytest.mark.parametrize(
    "stance",
    [Stance.ASSERTS, Stance.REJECTS, Stance.DEMANDS, Stance.ASKS, Stance.PLANS, Stance.DEFINES],
)
def test_other_stances_answer_nothing(stance: Stance) -> None:
    """Who says something else nearby, or turns a demand down, takes no position on it."""
    story = Story("Ana said shells hit a mill, and the army spoke of another matter.")
    ana = story.says("Ana", "said", "shells hit a mill")
    story.says("the army", "spoke", "another matter", stance)
    story.happens("shells hit", ana)
    assert story.bears() == [(ana, 0, TELLS)]


def test_an_answer_in_the_next_sentence_takes_all_events_of_the_last_one() -> None:
    """ "It denied it all" answers both events of the sentence before it, none further back."""
    story = Story(
        "Ana said a bus burned. Ben said shells hit a mill and a barge. The army denied it all."
    )
    ana = story.says("Ana", "Ana said", "a bus burned")
    ben = story.says("Ben", "Ben said", "shells hit a mill and a barge")
    army = story.says("The army", "denied", "it all", Stance.DENIES)
    story.happens("burned", ana)
    story.happens("shells hit", ben)
    story.happens("a barge", ben)
    answered = [group for claim, group, how in story.bears() if claim == army and how is ANSWERS]
    assert answered == [1, 2]


def test_an_answer_before_the_event_answers_nothing() -> None:
    """A denial that opens a paragraph is about what came before, not about what comes."""
    story = Story("The army denied it. Ana said shells hit a mill.")
    story.says("The army", "denied", "it", Stance.DENIES)
    ana = story.says("Ana", "said", "shells hit a mill")
    story.happens("shells hit", ana)
    assert story.bears() == [(ana, 0, TELLS)]


def test_an_answer_with_an_event_of_its_own_answers_that_one_only() -> None:
    """ "Denied burning the bus" is about the bus, though another event stands before it."""
    story = Story("Ana said shells hit a mill. The army denied burning the bus.")
    ana = story.says("Ana", "said", "shells hit a mill")
    army = story.says("The army", "denied", "burning the bus", Stance.DENIES)
    story.happens("shells hit", ana)
    story.happens("burning", army)
    assert story.bears() == sorted([(ana, 0, TELLS), (army, 1, TELLS)])


def test_a_denial_of_its_own_does_not_answer_what_stands_inside_it() -> None:
    """Who denied burning a bus has not denied what Ana says of it in the same sentence."""
    story = Story("The army denied burning a bus that, Ana said, had hit a mill.")
    army = story.says("The army", "denied", "burning a bus that", Stance.DENIES)
    ana = story.says("Ana", "said", "had hit a mill")
    story.claims[0] = replace(story.claims[0], content=((16, len(story.text) - 2),))
    story.happens("burning", army)
    story.happens("hit", ana)
    assert story.bears() == sorted([(ana, 1, TELLS), (army, 0, TELLS)])


def test_nothing_is_said_twice_of_a_pair() -> None:
    """A claim that could not confirm the event beside it answers, and is not a silence as well."""
    story = Story("Ana said shells hit a mill. The wire could not confirm the report.")
    ana = story.says("Ana", "said", "shells hit a mill")
    wire = story.says("The wire", "could not confirm", "the report", Stance.CANNOT_CONFIRM)
    story.happens("shells hit", ana)
    assert story.bears() == sorted([(ana, 0, TELLS), (wire, 0, ANSWERS)])


def silent(story: Story, source: str, cue: str, stance: Stance = Stance.DID_NOT_RESPOND) -> str:
    return story.says(source, cue, "", stance)


FILL = "The river is wide there."
SHELLS = "Ana said shells hit a mill."
SILENCE = "The army did not respond."


@pytest.mark.parametrize(
    ("paragraphs", "reached"),
    [
        ((f"{SHELLS} {SILENCE}",), True),  # the same paragraph
        ((SHELLS, SILENCE), True),
        ((SHELLS, FILL, SILENCE), True),  # two back
        ((SHELLS, FILL, FILL, SILENCE), False),  # three back
        ((SILENCE, SHELLS), False),  # not yet told
        ((f"{SILENCE} {SHELLS}",), False),  # later in the same paragraph
        ((SHELLS, "", "", SILENCE), True),  # blank lines are no paragraphs
    ],
)
def test_how_far_a_missing_answer_reaches(paragraphs: tuple[str, ...], reached: bool) -> None:
    """Two paragraphs back and the words before it in its own; never forward."""
    story = Story(*paragraphs)
    ana = story.says("Ana", "said", "shells hit a mill")
    army = silent(story, "The army", "did not respond")
    story.happens("shells hit", ana)
    assert ((army, 0, NO_ANSWER) in story.bears()) is reached


def test_a_run_of_silences_has_one_subject() -> None:
    """Each of three offices that did not answer was asked about the same paragraphs."""
    story = Story(
        SHELLS,
        FILL,
        "The army did not respond.",
        "The port had no comment.",
        "The town kept still.",
    )
    ana = story.says("Ana", "said", "shells hit a mill")
    offices = [
        silent(story, "The army", "did not respond"),
        silent(story, "The port", "had no comment", Stance.DECLINES_TO_COMMENT),
        silent(story, "The town", "kept still", Stance.NOTHING_TO_ANNOUNCE),
    ]
    story.happens("shells hit", ana)
    assert [b for b in story.bears() if b[2] is NO_ANSWER] == sorted(
        (office, 0, NO_ANSWER) for office in offices
    )


def test_a_silence_does_not_reach_over_an_earlier_silence() -> None:
    """What stood before the first office's silence was put to that office, not to the next one."""
    story = Story(f"{SHELLS} {SILENCE}", "Ben said a bus burned.", "The port had no comment.")
    ana = story.says("Ana", "Ana said", "shells hit a mill")
    ben = story.says("Ben", "Ben said", "a bus burned")
    army = silent(story, "The army", "did not respond")
    port = silent(story, "The port", "had no comment", Stance.DECLINES_TO_COMMENT)
    story.happens("shells hit", ana)
    story.happens("burned", ben)
    silences = [b for b in story.bears() if b[2] is NO_ANSWER]
    assert silences == sorted([(army, 0, NO_ANSWER), (port, 1, NO_ANSWER)])


def test_background_in_the_outlets_own_words_is_nothing_to_be_asked_about() -> None:
    """Neither a claim in the outlet's own voice nor an event without a claim is answered to."""
    story = Story("Shells hit a mill in May. A bus burned in June.", "The army did not respond.")
    own = story.says("", "", "Shells hit a mill in May", Stance.ASSERTS, Directness.OWN_VOICE)
    silent(story, "The army", "did not respond")
    story.happens("Shells hit", own)
    story.happens("burned")
    assert story.bears() == [(own, 0, TELLS)]


@pytest.mark.parametrize(
    ("paragraphs", "denied", "reached"),
    [
        ((SHELLS, "The army denied the allegations."), "the allegations", True),
        ((SHELLS, "The army denied all of that."), "all of that", True),
        ((SHELLS, "The army denied any role."), "any role", True),
        ((SHELLS, "The army denied raising the tax."), "raising the tax", False),
        ((SHELLS, FILL, "The army denied the claims."), "the claims", False),  # two back
        ((f"{SHELLS} The army denied raising the tax.",), "raising the tax", True),
    ],
)
def test_a_bare_denial_reaches_back_one_paragraph(
    paragraphs: tuple[str, ...], denied: str, reached: bool
) -> None:
    """Wire copy has a sentence a paragraph: "denied it" answers the one before."""
    story = Story(*paragraphs)
    ana = story.says("Ana", "said", "shells hit a mill")
    army = story.says("The army", "denied", denied, Stance.DENIES)
    story.happens("shells hit", ana)
    assert ((army, 0, Bearing.ANSWERS) in story.bears()) is reached


def test_could_not_confirm_reaches_back_as_a_silence() -> None:
    """The bare "could not be confirmed" of a later paragraph is no answer to what was told."""
    story = Story(SHELLS, "The wire could not confirm the report.")
    ana = story.says("Ana", "said", "shells hit a mill")
    wire = story.says("The wire", "could not confirm", "the report", Stance.CANNOT_CONFIRM)
    story.happens("shells hit", ana)
    assert (wire, 0, NO_ANSWER) in story.bears()


def test_could_not_confirm_an_event_of_its_own_is_about_that_one() -> None:
    """ "Could not confirm that a bus burned" says nothing of the mill."""
    story = Story(SHELLS, "The wire could not confirm that a bus burned.")
    ana = story.says("Ana", "said", "shells hit a mill")
    wire = story.says("The wire", "could not confirm", "a bus burned", Stance.CANNOT_CONFIRM)
    story.happens("shells hit", ana)
    story.happens("burned", wire)
    assert [b for b in story.bears() if b[0] == wire] == [(wire, 1, TELLS)]


def test_the_order_of_claims_and_groups_does_not_matter() -> None:
    """The findings come by claim and group, however the claims are given."""
    story = Story(SHELLS, f"Ben said a bus burned. {SILENCE}")
    ana = story.says("Ana", "Ana said", "shells hit a mill")
    ben = story.says("Ben", "Ben said", "a bus burned")
    silent(story, "The army", "did not respond")
    story.happens("shells hit", ana)
    story.happens("burned", ben)
    found = story.bears()
    story.claims.reverse()
    assert story.bears() == found == sorted(found, key=lambda b: b[:2])


def test_the_empty_document() -> None:
    """No text, no claims, no events: nothing bears on anything."""
    assert bearings(DocumentSide("", (), (), ())) == ()


def test_a_claim_that_points_at_a_cue_alone() -> None:
    """A silence may have neither source nor content; its cue says where it stands."""
    story = Story(SHELLS, "No reply came.")
    ana = story.says("Ana", "said", "shells hit a mill")
    none = story.says("", "No reply came", "", Stance.DID_NOT_RESPOND)
    story.happens("shells hit", ana)
    assert (none, 0, NO_ANSWER) in story.bears()


def many(number: int) -> tuple[Bears, ...]:
    """So many events and so many silences, all in one line."""
    text = "abcd " * (2 * number)
    claims, told = [], []
    for n in range(2 * number):
        stance = Stance.ASSERTS if n < number else Stance.DECLINES_TO_COMMENT
        claims.append(
            Claim(
                id=f"c{n:06}",
                document="d",
                source=(),
                cue=((5 * n, 5 * n + 1),),
                content=((5 * n + 1, 5 * n + 2),),
                stance=stance,
                directness=Directness.INDIRECT,
                speaker_kind=SpeakerKind.UNNAMED,
                outlook=Outlook.SETTLED,
                score=0.9,
                reader="r",
            )
        )
    for n in range(number):
        told.append(
            ToldEvent(
                id=f"e{n:06}",
                document="d",
                published="",
                start=5 * n + 1,
                end=5 * n + 2,
                words="b",
                kind="shelling",
                status="happened",
                negated=False,
                score=0.9,
                context="b",
                context_start=5 * n + 1,
                claim=f"c{n:06}",
            )
        )
    return bearings(DocumentSide(text, claims, told, [(n,) for n in range(number)]))


def test_what_one_paragraph_can_bring_grows_with_its_length() -> None:
    """Twice the words bring about twice the findings: a hostile page makes no flood."""
    assert len(many(400)) <= 2.5 * len(many(200))


def test_answers_beside_many_events_are_bounded() -> None:
    """Many denials after many events of one sentence: each answers the nearest dozen at most."""
    many = 40
    story = Story(" and ".join(f"shell{n} hit" for n in range(many)) + ". " + "No. " * 3)
    ana = story.says("", "", " and ".join(f"shell{n} hit" for n in range(many)))
    for n in range(many):
        story.happens(f"shell{n} hit", ana)
    army = story.says("", "No", "", Stance.DENIES)
    assert sum(claim == army for claim, _, _ in story.bears()) == 12
