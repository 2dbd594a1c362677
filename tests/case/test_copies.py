"""Copies, shared passages, shared statements, and reports that share nothing but their matter."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from casefile.case.copies import COPY_SCORE, FEWEST_WORDS, Copy, compare, fingerprint

WIRE = """\
TOLO (North Wire) - Two barges broke loose on the Orlets before dawn on Monday and struck the old
railway bridge, shutting the only line into the harbour town, the river office said.
Nobody was hurt, but some 4,000 commuters were stranded on both banks while engineers searched the
piers for cracks, according to the town's transport chief, Marta Venn.
"We heard a bang like a door in an empty house," said Ilka Brandt, who lives beside the lock and
called the harbour watch. "Then the lamps on the bridge went out."
The barges had been moored at a grain terminal since October because their owner, a company from
upriver, had not paid the berth fees, court papers show.
The river office has asked for a tug from the coast. It would take two days to arrive, and until
then no train would cross, a spokesman told reporters at the scene.
Flooding in the spring of 2019 damaged the same bridge, which was built by military engineers and
was to be replaced three years ago. Parliament cut the money from that year's budget.
Venn said that buses would run over the northern causeway every twenty minutes from Tuesday. A
hospital on the east bank had moved six patients by boat as a precaution."""
SENTENCES = re.split(r"(?<=[.!”\"])\n|(?<=\.)\s(?=[A-Z])", WIRE)

OTHER = """\
Commuters in the harbour town of Tolo faced a second day without trains after a collision on the
river. At the bus station, queues had formed by six in the morning. Many had slept badly.
Teachers were told to start lessons at ten. The mayor's office put the number of people who could
not get to work at about four thousand, and it blamed the owner of the loose vessels.
Experts have warned for years that the railway bridge over the Orlets is past its time. One report,
handed to the ministry in 2020, called its piers tired. Nothing came of it.
For Anton Reve, a baker on the east bank, the closure means throwing bread away. He sells to the
station kiosks, which stayed shut. His nephew has offered to row the loaves across."""

STATEMENT = (
    '"The ministry has taken note of the report and finds no ground for its conclusions. Our '
    "crews acted within the law at all times, kept every record that the law asks for, and have "
    "answered each question put to them by the commission. We regret that the authors did not "
    "visit the sites that they describe, and we repeat our invitation to them to come and see "
    'the camps for themselves before the end of the year," it said.'
)
PAPER_ONE = (
    "A panel of lawyers accused the border force on Friday of emptying three villages by night. "
    "Its report rests on talks with sixty people who fled and on pictures from the air. "
    f"The interior ministry answered in writing. {STATEMENT} "
    "The panel's head said that she had asked for access four times since March without a reply."
)
PAPER_TWO = (
    "Sixty witnesses and a stack of satellite pictures: that is what the lawyers' panel has laid "
    f"before the public. The ministry was quick to respond. {STATEMENT} "
    "Nobody in the villages could be reached, because the telephone lines have been cut for weeks, "
    "as one aid worker told us over a satellite link from the other side of the valley."
)


def found(one: str, other: str) -> Copy:
    """What the two share, which must be something."""
    copy = compare(one, other)
    assert copy is not None
    return copy


def british(text: str) -> str:
    """The same report in another house's style."""
    text = text.replace('"', "”").replace("'", "’").replace(" - ", " — ")
    return text.replace("harbour", "harbor").replace("4,000", "4000").replace("Two", "2")


def retyped(text: str, every: int) -> str:
    """Every so many words replaced by another word."""
    words = text.split()
    return " ".join("indeed" if n % every == every - 1 else word for n, word in enumerate(words))


def misprinted(text: str) -> str:
    """Five words of eight with a wrong letter inside, as a bad scan has them."""
    words = text.split()
    return " ".join(
        word if n % 8 < 3 or len(word) < 4 else f"{word[:2]}0{word[3:]}"
        for n, word in enumerate(words)
    )


COPIES = [
    ("the same", WIRE),
    ("another house style", british(WIRE)),
    ("cut from the end", " ".join(SENTENCES[:5])),
    ("another lead", "It was a bad Monday for the town of Tolo.\n" + " ".join(SENTENCES[2:])),
    ("sentences swapped", " ".join(SENTENCES[i] for i in (1, 0, 3, 2, 5, 4, 7, 6, 8))),
    ("every ninth word changed", retyped(WIRE, 9)),
    ("every sixth word changed", retyped(WIRE, 6)),
    ("a bad scan", misprinted(WIRE)),
    ("cut and changed", retyped(" ".join(SENTENCES[:6]), 8)),
    ("capitals", WIRE.upper()),
    ("lines broken elsewhere", WIRE.replace("\n", " ").replace(". ", ".\n\n")),
    ("soft hyphens", WIRE.replace("railway", "rail\u00adway").replace("harbour", "har\u200bbour")),
    ("a box put in", WIRE.replace("\nFlooding", "\n" + OTHER[:300] + "\nFlooding")),
]


@pytest.mark.parametrize(("how", "text"), COPIES, ids=[how for how, _ in COPIES])
def test_an_edited_report_is_a_copy(how: str, text: str) -> None:
    """Cut, moved, retyped or restyled, it is a copy, and the fingerprints offer it."""
    copy = found(WIRE, text)
    assert copy.is_copy
    assert copy.score >= COPY_SCORE
    assert len(set(fingerprint(WIRE)) & set(fingerprint(text))) >= 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, OTHER),
        (WIRE, PAPER_ONE),
        (WIRE, ""),
        ("", ""),
        (WIRE, " ".join(sorted(set(WIRE.split())))),
        ("Two barges broke loose.", "Two barges broke loose."),
        (" ".join(WIRE.split()[: FEWEST_WORDS - 2]), WIRE),
    ],
)
def test_reports_with_only_their_matter_in_common_share_nothing(one: str, other: str) -> None:
    """The same happening told by two, and texts too short to tell by, give no finding."""
    assert compare(one, other) is None


def test_a_text_just_long_enough_is_told_of() -> None:
    """From `FEWEST_WORDS` on a cut can be seen."""
    cut = " ".join(WIRE.replace("(North Wire) - ", "").split()[: FEWEST_WORDS + 2])
    assert found(cut, WIRE).is_copy


def test_a_passage_from_elsewhere_makes_no_copy() -> None:
    """One paragraph taken over is a weaker finding, with its place in both texts."""
    taken = SENTENCES[3]
    other = OTHER.replace("\nExperts", f"\n{taken}\nExperts")
    copy = found(WIRE, other)
    assert not copy.is_copy
    assert not copy.same_statement
    assert copy.score < COPY_SCORE
    ((start, end, there, to),) = copy.passages
    assert WIRE[start:end].split() == other[there:to].split()
    assert other[there:to].split()[2:5] == taken.split()[2:5]


def test_quoting_one_statement_is_no_copying() -> None:
    """Two papers that quote a ministry in full each wrote their own report."""
    copy = found(PAPER_ONE, PAPER_TWO)
    assert copy.same_statement
    assert not copy.is_copy
    assert copy.score < COPY_SCORE
    assert copy.reasons[-1].weight < 0


CORRECTION = (
    "Correction: an earlier version of this report gave the number of commuters as 40,000. It was "
    "some 4,000. We regret the error.\n" + WIRE
)
BACKGROUND = (
    "The bridge has been shut four times since it was built, most recently after the flood of "
    "2019, and each time the ferry firm was asked to run by night."
)


def test_a_correction_is_a_copy_of_the_report_that_it_corrects() -> None:
    """An outlet's own corrected print is no second report."""
    assert found(WIRE.replace("4,000", "40,000"), CORRECTION).is_copy


def test_two_reports_with_one_paragraph_of_background_are_no_copies() -> None:
    """What an outlet sets under each report on a matter joins them no more than a statement."""
    one, other = f"{OTHER}\n{BACKGROUND}", f"{PAPER_ONE}\n{BACKGROUND}"
    copy = found(one, other)
    assert not copy.is_copy
    ((start, end, there, to),) = copy.passages
    assert one[start:end] == other[there:to] == BACKGROUND.removesuffix(".")


def test_a_short_note_that_is_mostly_one_quotation_is_told_as_a_statement() -> None:
    """A note of three lines around a ministry's words, and a longer report that has them too."""
    note = f"The ministry issued these lines at noon on Friday, our desk writes. {STATEMENT}"
    copy = found(note, PAPER_TWO)
    assert copy.same_statement
    assert not copy.is_copy


@pytest.mark.parametrize(
    "release", [STATEMENT.removesuffix(" it said."), STATEMENT.replace('"', "")]
)
def test_a_release_and_a_paper_that_quotes_it_in_full_are_no_copies(release: str) -> None:
    """The paper quotes the ministry's page, with or without marks there; its report is its own."""
    for paper in (PAPER_ONE, PAPER_TWO):
        assert found(release, paper).same_statement
        assert not found(release, paper).is_copy


def test_a_report_that_is_mostly_quotation_is_copied_even_if_the_marks_are_lost() -> None:
    """Its frame is shared too, so that nobody quoted anybody."""
    assert found(PAPER_ONE, PAPER_ONE.replace('"', "")).is_copy
    assert found(PAPER_ONE, PAPER_ONE.replace('"', "‘")).is_copy


@pytest.mark.parametrize(("sentences", "is_copy"), [(2, False), (3, False), (6, True), (8, True)])
def test_how_much_of_the_shorter_text_makes_a_copy(sentences: int, is_copy: bool) -> None:
    """Under two fifths it is a passage, over a half a copy; the rest is the other's own."""
    text = " ".join(SENTENCES[:sentences]) + "\n" + OTHER
    assert found(WIRE + "\n" + "\n".join((PAPER_ONE, BACKGROUND)), text).is_copy is is_copy


def test_stock_phrases_make_no_passage() -> None:
    """Names and phrases of five words that both have are how one writes, not copying."""
    phrases = [" ".join(f"p{n}x{k}" for k in range(5)) for n in range(12)]
    own = [[" ".join(f"{w}{n}{w}{k}{w}" for k in range(5)) for n in range(12)] for w in "ac"]
    one, other = (
        " ".join(f"{phrase} {rest}" for phrase, rest in zip(phrases, rests, strict=True))
        for rests in own
    )
    assert compare(one, other) is None


def test_a_statement_of_several_paragraphs_is_quoted_throughout() -> None:
    """Each paragraph opens the quotation anew and only the last closes it."""
    parts = STATEMENT.strip('"').split(". ")
    long = '"' + '.\n"'.join(parts)
    one, other = PAPER_ONE.replace(STATEMENT, long), PAPER_TWO.replace(STATEMENT, long)
    assert found(one, other).same_statement
    assert not found(one, other).is_copy


def test_a_statement_copied_with_its_frame_is_a_copy() -> None:
    """Where the own words around the quotation are shared too, the report was copied."""
    assert found(PAPER_ONE, "From our desk. " + PAPER_ONE).is_copy


@pytest.mark.parametrize("other", [text for _, text in COPIES] + [OTHER + SENTENCES[3], PAPER_TWO])
def test_both_ways_round_give_one_result(other: str) -> None:
    """The order of the texts turns the finding and changes nothing else."""
    for one in (WIRE, PAPER_ONE):
        copy, turned = compare(one, other), compare(other, one)
        assert (copy is None) == (turned is None)
        if copy is not None and turned is not None:
            assert turned == copy.turned()
            assert turned.turned() == copy


@pytest.mark.parametrize("seed", range(20))
def test_both_ways_round_give_one_result_where_much_is_repeated(seed: int) -> None:
    """Words and runs that stand many times over may be paired in many ways; one way is taken."""
    rng = random.Random(seed)
    words = rng.choices([f"w{n}" for n in range(30)], k=150)
    one, other = " ".join(words), " ".join(words[90:140] + words[30:80] + words[90:120])
    copy, turned = found(one, other), found(other, one)
    assert turned == copy.turned()
    assert copy.of_shorter <= 1
    assert copy.of_longer <= 1


@pytest.mark.parametrize("other", [text for _, text in COPIES])
def test_passages_point_at_words_of_both(other: str) -> None:
    """Passages are in order, apart, inside both texts, and begin with the same word."""
    copy = found(WIRE, other)
    at = 0
    taken: list[tuple[int, int]] = []
    for start, end, there, to in copy.passages:
        assert at <= start < end <= len(WIRE)
        assert 0 <= there < to <= len(other)
        at = end
        taken.append((there, to))
    taken.sort()
    assert all(a[1] <= b[0] for a, b in pairwise(taken))


def test_the_shorter_text_and_both_shares_are_told() -> None:
    """Nearly all of a cut stands in the whole, and only part of the whole in the cut."""
    cut = " ".join(SENTENCES[:5])
    copy = found(cut, WIRE)
    assert copy.shorter == "one"
    assert copy.of_shorter > 0.9 > 0.7 > copy.of_longer
    assert found(WIRE, cut).shorter == "other"
    assert found(WIRE, WIRE).shorter == ""
    assert found(WIRE, WIRE).of_shorter == found(WIRE, WIRE).of_longer == found(WIRE, WIRE).score


def test_the_fuller_match_has_the_higher_score() -> None:
    """Scores rise with what is shared, so that the best of several copies can be picked."""
    texts = [" ".join(SENTENCES[:n]) + "\n" + OTHER for n in (5, 6, 7, 8)]
    scores = [found(WIRE, text).score for text in texts]
    assert scores == sorted(set(scores))


def test_reasons_give_the_score() -> None:
    """The weights add up to the score of a copy, and no reason quotes a text."""
    for _, text in COPIES:
        copy = found(WIRE, text)
        assert copy.score == pytest.approx(min(1.0, sum(r.weight for r in copy.reasons)), abs=1e-3)
        assert not any("barges" in reason.what for reason in copy.reasons)


def test_fingerprints_are_small_sorted_and_the_same_each_time() -> None:
    """At most a hundred hashes for 400 words, rising, below 2**63, known for one text."""
    rng = random.Random(7)
    text = " ".join("".join(rng.choices("abcdefgh", k=7)) for _ in range(400))
    values = fingerprint(text)
    assert len(values) <= 100
    assert list(values) == sorted(set(values))
    assert 0 <= values[0] <= values[-1] < 2**63
    assert fingerprint("Barges struck bridges twice.") == (
        6027167617336176508,
        6167721556734350583,
    )
    assert fingerprint("It was so.") == ()


def test_a_short_cut_of_a_long_text_is_a_candidate() -> None:
    """A paragraph out of a report of 20,000 words shares hashes with it."""
    rng = random.Random(3)
    words = ["".join(rng.choices("abcdefgh", k=6)) for _ in range(20_000)]
    whole = fingerprint(" ".join(words))
    assert len(whole) <= 5_000
    for start in range(0, 20_000, 2_500):
        cut = fingerprint(" ".join(words[start : start + 80]))
        assert len(set(cut) & set(whole)) >= 2


HOSTILE = [
    "word " * 100_000,
    "a b c d " * 50_000,
    "(" * 200_000,
    '"' * 200_000,
    "x" * 300_000,
    "\u0301" * 100_000,
    " ".join(f"w{n % 997}" for n in range(60_000)),
    " ".join(f"w{n % 9}x{n % 11}" for n in range(60_000)),
    "字" * 50_000,
    "\ud800 odd " * 1_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_end(text: str) -> None:
    """One word repeated, tables, endless marks and lone surrogates are compared and done with."""
    fingerprint(text)
    compare(text, text + " tail")
    compare(text, WIRE)


def test_five_megabytes_are_compared() -> None:
    """A book of one sentence, a book of different words and a text without blanks end."""
    for text in ("The ferry ran. " * 350_000, "x" * 5_000_000, ",;-" * 1_700_000):
        assert compare(text, WIRE) is None
        assert len(fingerprint(text)) <= 4_000


def test_two_large_texts_are_compared() -> None:
    """Long reports are aligned by the runs that stand once in each."""
    rng = random.Random(5)
    words = ["".join(rng.choices("abcdefghij", k=5)) for _ in range(60_000)]
    copy = found(" ".join(words), " ".join(words[10_000:50_000]))
    assert copy.is_copy
    assert copy.shorter == "other"
