"""What documents say that courts do, read by the shipped reader: reported steps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.document import Document
from casefile.intake.receive import Told, receive_text
from casefile.particulars import Particulars
from casefile.proceedings.ahead import ahead
from casefile.proceedings.reported import reported_steps
from casefile.proceedings.reported_step import Manner, Report, ReportedStep
from casefile.reading.read import read_document
from casefile.reading.sentences import sentences
from casefile.reading.speakers import speaker_name
from casefile.reading.tagger import Tagger
from casefile.reference.procedure import ICC, procedure
from casefile.reference.tables import load_table
from casefile.search.told_events import Telling, told_events

SEED = Path(__file__).parents[3] / "shared/seed/article.txt"
DONE, PLANNED, DENIED = Manner.DONE, Manner.PLANNED, Manner.DENIED
POSSIBLE, CONDITIONAL = Manner.POSSIBLE, Manner.CONDITIONAL

Read = Callable[[str], tuple[ReportedStep, ...]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Reads a text with the shipped model and gives its reported steps."""
    tagger = Tagger.open()

    def steps(text: str) -> tuple[ReportedStep, ...]:
        return reported_steps(report(receive_text(text, Told(published="2026-03-13")), tagger))

    return steps


def report(document: Document, tagger: Tagger) -> Report:
    reading = read_document(document, tagger)
    what = reading.particulars
    names = {p.id: p.name for p in what.parties}
    speakers = {
        c.id: speaker_name(c.words("source", document), c.speaker_kind, names.get(c.speaker, ""))
        for c in reading.claims
    }
    telling = Telling(document.id, "2026-03-13", document.text, reading.claims, what, speakers)
    return Report(
        document=document.id,
        text=document.text,
        sentences=tuple(sentences(document.text, document.read_blocks())),
        claims=reading.claims,
        particulars=what,
        told=told_events(telling),
        speakers=speakers,
    )


COURT = [
    # planned, applied, issued, unsealed, executed are different things
    ("The International Criminal Court is planning to seek arrest warrants for two generals.",
     "case.application_planned", PLANNED),
    ("The ICC prosecutor will seek arrest warrants next month, his office said.",
     "case.application_planned", PLANNED),
    ("The ICC prosecutor is considering seeking a warrant for Ivan Dorn.",
     "case.application_planned", POSSIBLE),
    ("Two officials said the International Criminal Court is preparing arrest warrants.",
     "case.application_planned", PLANNED),
    ("The ICC prosecutor has applied for arrest warrants against Ivan Dorn, his office said.",
     "case.application", DONE),
    ("Prosecutors at the ICC have requested warrants for the arrest of three commanders.",
     "case.application", DONE),
    ("The prosecutor of the ICC said he was seeking arrest warrants for two ministers.",
     "case.application", DONE),
    ("The ICC issued an arrest warrant for Ivan Dorn on Friday.", "case.warrant", DONE),
    ("A pre-trial judge at the International Criminal Court approved a warrant for Ivan Dorn.",
     "case.warrant", DONE),
    ("The prosecutor's request for warrants was approved by ICC judges.", "case.warrant", DONE),
    ("The International Criminal Court unsealed an arrest warrant for Ivan Dorn on Tuesday.",
     "case.warrant", DONE),
    ("The warrant, issued under seal in May, was made public on Monday, the ICC said.",
     "case.warrant", DONE),
    ("Ivan Dorn was arrested in Germany on an ICC warrant.", "case.arrested", DONE),
    ("Police in Berlin executed a warrant issued by the International Criminal Court.",
     "case.arrested", DONE),
    ("Ivan Dorn was detained in Manila on Tuesday under a warrant issued by the ICC.",
     "case.arrested", DONE),
    ("The ICC issued a summons to appear for Ivan Dorn.", "case.summons", DONE),
    ("Judges at the International Criminal Court refused to issue a warrant against Ivan Dorn.",
     "case.application_refused", DONE),
    ("ICC judges rejected the prosecutor's request for a warrant for Ivan Dorn.",
     "case.application_refused", DONE),
    ("The ICC prosecutor dropped the application for a warrant for Ivan Dorn.",
     "case.dropped", DONE),
    ("The ICC withdrew the arrest warrant for Ivan Dorn after his death.",
     "case.warrant_vacated", DONE),
    ("The ICC said the arrest warrant for Ivan Dorn remains in force.", "case.warrant", DONE),
    ("Ivan Dorn, who is wanted by the ICC, visited Mongolia.", "case.warrant", DONE),
    ("Ivan Dorn remains at large, the ICC said.", "case.at_large", DONE),
    # from surrender to the end
    ("Ivan Dorn was surrendered to the International Criminal Court on Wednesday.",
     "case.surrendered", DONE),
    ("Ivan Dorn surrendered voluntarily to the ICC.", "case.voluntary", DONE),
    ("Ivan Dorn made his first appearance before ICC judges on Thursday.",
     "case.initial_appearance", DONE),
    ("The confirmation of charges hearing against Ivan Dorn at the ICC will open on May 4.",
     "case.confirmation_hearing", PLANNED),
    ("The Pre-Trial Chamber of the ICC confirmed the charges against Ivan Dorn on Monday.",
     "case.charges_confirmed", DONE),
    ("ICC judges declined to confirm the charges against Ivan Dorn.",
     "case.charges_not_confirmed", DONE),
    ("ICC judges are to decide in June whether to confirm the charges against Ivan Dorn.",
     "case.charges_confirmed", POSSIBLE),
    ("The ICC postponed the confirmation of charges hearing for Ivan Dorn.",
     "case.confirmation_adjourned", DONE),
    ("The trial of Ivan Dorn opened at the International Criminal Court on Monday.",
     "case.trial", DONE),
    ("The trial of Ivan Dorn at the International Criminal Court is due to begin in May.",
     "case.trial", PLANNED),
    ("Ivan Dorn pleaded not guilty at the International Criminal Court.", "case.trial", DONE),
    ("ICC judges convicted Ivan Dorn of war crimes.", "case.conviction", DONE),
    ("The ICC found Ivan Dorn not guilty on Friday.", "case.acquittal", DONE),
    ("Ivan Dorn was acquitted on appeal by the International Criminal Court.",
     "case.acquittal", DONE),
    ("The ICC sentenced Ivan Dorn to 14 years in prison.", "case.sentence", DONE),
    ("ICC appeals judges upheld the conviction of Ivan Dorn.", "case.appeal", DONE),
    ("The ICC prosecutor withdrew the charges against Ivan Dorn.", "case.charges_withdrawn", DONE),
    ("The ICC terminated the proceedings against Ivan Dorn after his death.",
     "case.terminated_death", DONE),
    ("ICC judges ruled that the case against Ivan Dorn was inadmissible.",
     "case.inadmissible", DONE),
    # situations
    ("The ICC opened an investigation into the situation in Georgia.", "sit.investigation", DONE),
    ("ICC judges authorised an investigation into crimes in Georgia.", "sit.investigation", DONE),
    ("The ICC closed its preliminary examination of Colombia.", "sit.closed", DONE),
    ("Nine states referred the situation in Ukraine to the ICC.", "sit.referral", DONE),
    # not so, perhaps, if
    ("The ICC has not issued any arrest warrant for Ivan Dorn, a spokeswoman said.",
     "case.warrant", DENIED),
    ("The Kremlin denied that any warrant had been issued by the ICC.", "case.warrant", DENIED),
    ("The ICC has issued no arrest warrants so far.", "case.warrant", DENIED),
    ("The trial of Ivan Dorn has not begun, the ICC said.", "case.trial", DENIED),
    ("The ICC could issue an arrest warrant for Ivan Dorn within weeks, diplomats said.",
     "case.warrant", POSSIBLE),
    ("If judges approve the request, the ICC would issue a warrant for Ivan Dorn.",
     "case.warrant", CONDITIONAL),
    ("The ICC prosecutor plans to drop the charges against Ivan Dorn if witnesses stay away.",
     "case.charges_withdrawn", CONDITIONAL),
    # loose words of the press: done, at a stage that they do not state
    ("The ICC charged Ivan Dorn with war crimes.", "", DONE),
    ("The ICC indicted Ivan Dorn for genocide.", "", DONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stage", "manner"), COURT, ids=[t[:60] for t, _, _ in COURT])
def test_steps_at_the_court(read: Read, text: str, stage: str, manner: Manner) -> None:
    """One sentence, one step of the Court, with its stage and how it is reported."""
    (step,) = read(text)
    assert (step.forum.id, step.stage, step.manner) == ("icc", stage, manner)
    assert 0 < step.score <= 1
    assert abs(sum(r.weight for r in step.reasons) - step.score) < 1e-9


NATIONAL = [
    ("A court in Germany sentenced a Syrian colonel to life in prison.", "DE", "dom.conviction"),
    ("A Kyiv court convicted a Russian soldier of killing a civilian.", "UA", "dom.conviction"),
    ("Ukrainian prosecutors have charged two Russian pilots with war crimes.", "UA",
     "dom.indictment"),
    ("Germany's federal prosecutor indicted a former guard for torture.", "DE", "dom.indictment"),
    ("Swedish prosecutors opened an investigation into war crimes in Ukraine.", "SE",
     "dom.investigation"),
    ("Ukraine's Security Service served a notice of suspicion on a Russian general.", "UA",
     "dom.suspicion"),
    ("A French court issued an arrest warrant for Syria's president.", "FR", "dom.arrest_order"),
    ("Russia issued an arrest warrant for the ICC prosecutor.", "RU", "dom.arrest_order"),
    ("The trial of a Russian soldier opened in Kyiv on Friday.", "UA", "dom.trial"),
    ("Ivan Dorn went on trial in absentia in Kyiv.", "UA", "dom.trial_in_absentia"),
    ("A Swedish court acquitted a former Syrian general of war crimes on Thursday.", "SE",
     "dom.acquittal"),
    ("The Supreme Court of Ukraine upheld the conviction of a soldier.", "UA", "dom.appeal"),
    ("Ukraine has registered more than 70,000 alleged war crimes.", "UA", "dom.report"),
    ("Lithuania issued an arrest warrant for Ivan Dorn.", "LT", "dom.arrest_order"),
    ("A court in Stockholm jailed a former officer for life.", "SE", "dom.conviction"),
    ("Two Russian soldiers went on trial in the Ukrainian city of Poltava on Monday.", "UA",
     "dom.trial"),
    ("An appeals court in Stockholm upheld the life sentence of a former guard.", "SE",
     "dom.appeal"),
    ("Spain's high court dropped the case against the officer.", "ES", "dom.closed"),
    ("A court in Buenos Aires has opened a criminal case against two generals.", "AR",
     "dom.report"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "country", "stage"), NATIONAL, ids=[t[:60] for t, _, _ in NATIONAL]
)
def test_steps_of_national_courts(read: Read, text: str, country: str, stage: str) -> None:
    """Whose court it is comes from who acts, never from the nationality of whom it is about."""
    (step,) = read(text)
    assert (step.forum.country, step.stage, step.manner) == (country, stage, DONE)


NOTHING = [
    "Russia said it would reject any arrest warrants against its officials.",
    "Russia said it would ignore any ICC warrant.",
    "Lawmakers called on the ICC to issue an arrest warrant for Ivan Dorn.",
    "Human rights groups urged the ICC to charge Ivan Dorn.",
    "Relatives hope that the International Criminal Court will charge the commander.",
    "Asked whether the ICC would issue a warrant, the spokesman declined to comment.",
    "The statute defines murder as an act that can be prosecuted at the ICC.",
    "The International Criminal Court could charge Ivan Dorn with genocide, analysts say.",
    "Cases at the ICC could lead to charges against Ivan Dorn.",
    "The army executed a warrant officer, the town said.",
    "Police executed a search warrant at the flat.",
    "Mongolia said it would not execute the ICC warrant for Ivan Dorn.",
    "The ICC will not seek the arrest of Ivan Dorn, its prosecutor said.",
    "The general surrendered to the rebels at dawn, and the ICC said it was watching.",
    "Ivan Dorn was arrested at a protest outside the ICC.",
    "Ivan Dorn denied the charges before the ICC.",
    "Ivan Dorn's lawyers called the charges baseless and said the ICC had no jurisdiction.",
    "Leaders agreed to set up a special tribunal for the crime of aggression against Ukraine.",
    "The International Court of Justice ordered Russia to halt its operation.",
    "The International Criminal Court discussed arrest warrants with diplomats.",
    "A reporter asked if the ICC had issued an arrest warrant for Ivan Dorn.",
    "Reuters could not confirm that the ICC had issued an arrest warrant for Ivan Dorn.",
    "The United States sanctioned the ICC prosecutor.",
    "The court in The Hague has not said whether a warrant exists.",
]


@pytest.mark.parametrize("text", NOTHING, ids=[t[:60] for t in NOTHING])
def test_what_reports_no_step(read: Read, text: str) -> None:
    """Demands, questions, definitions, hopes, refusals and words that only look like steps."""
    assert read(text) == ()


def test_whom_a_step_is_about_is_named_only_where_the_words_name_them(read: Read) -> None:
    """A list of names is read whole; officials, a pronoun and a speaker lend no name."""
    (three,) = read("The ICC has issued arrest warrants for Ivan Dorn, Anna Vell and Tom Brask.")
    assert [p.name for p in three.persons] == ["Ivan Dorn", "Anna Vell", "Tom Brask"]
    (some,) = read("The ICC plans to seek the arrest of Russian officials, a source said.")
    assert [(p.words, p.name) for p in some.persons] == [("Russian officials", "")]
    assert "the names of those it is about" in some.not_said
    (him,) = read("Ivan Dorn rose. The Special Court for Sierra Leone sentenced him to 50 years.")
    assert [(p.words, p.name) for p in him.persons] == [("him", "")]
    assert him.persons[0].party
    (told,) = read("Ukraine's prosecutor general, Anna Vell, said 25 soldiers had been convicted.")
    assert "Anna Vell" not in [p.name for p in told.persons]


def test_a_situation_is_about_nobody(read: Read) -> None:
    """An investigation of a situation has a state and no person."""
    (step,) = read("The ICC opened an investigation into the situation in Georgia.")
    assert (step.persons, step.situation, step.country) == ((), "Georgia", "GE")
    (step,) = read("The ICC opened an investigation of Ivan Dorn, an official said.")
    assert (step.stage, step.persons) == ("sit.investigation", ())


def test_a_court_of_states_accuses_nobody(read: Read) -> None:
    """The International Court of Justice is no criminal court; its note says so."""
    (step,) = read("The International Court of Justice opened a trial against Russia.")
    assert (step.forum.id, step.stage, step.persons) == ("icj", "", ())
    assert "no criminal court" in step.notes[0]
    (step,) = read("The International Court of Justice convicted Ivan Dorn of genocide.")
    assert step.persons == ()


def test_a_tribunal_without_procedure_states_no_stage(read: Read) -> None:
    """Its verdict is reported as an act; the data has no stages for it."""
    (step,) = read("The tribunal for the former Yugoslavia convicted a general of genocide.")
    assert (step.forum.id, step.act, step.stage) == ("icty", "conviction", "")


def test_an_unsealing_is_a_publication(read: Read) -> None:
    """Issued and made public are kept apart."""
    (made_public,) = read("The International Criminal Court unsealed a warrant for Ivan Dorn.")
    (issued,) = read("The International Criminal Court issued a warrant for Ivan Dorn.")
    assert (made_public.made_public, issued.made_public) == (True, False)


def test_the_day_of_saying_is_not_the_day_of_the_step(read: Read) -> None:
    """ "A source said on Monday" dates no plan; "issued on Friday" dates the warrant."""
    (planned,) = read(
        "The ICC is planning to seek arrests of two generals, a source said on Monday."
    )
    assert planned.days == ()
    (issued,) = read("The ICC issued an arrest warrant for Ivan Dorn on Friday.")
    assert [d.words for d in issued.days] == ["Friday"]


def test_loose_words_say_so(read: Read) -> None:
    """ "Charged" at the Court may mean an application or a warrant; a note says it."""
    (step,) = read("The ICC charged Ivan Dorn with war crimes.")
    assert any("loose press words" in n for n in step.notes)
    assert "at which stage it stands" in step.not_said
    (home,) = read("Swedish prosecutors charged Ivan Dorn with war crimes.")
    assert not any("loose press words" in n for n in home.notes)


def test_one_report_of_one_step_is_one(read: Read) -> None:
    """Two sentences on the same warrant are one reported step with both claims."""
    (step,) = read(
        "The International Criminal Court issued an arrest warrant for Ivan Dorn on Friday. "
        "A spokesman said the ICC had issued the warrant for Ivan Dorn in secret."
    )
    assert (step.stage, len(step.events), len(step.claims)) == ("case.warrant", 2, 2)


def test_different_persons_and_courts_stay_apart(read: Read) -> None:
    """The same words about other persons, or of another court, are other steps."""
    steps = read(
        "The International Criminal Court issued an arrest warrant for Ivan Dorn. "
        "A French court issued an arrest warrant for Tom Brask."
    )
    assert [(s.forum.id, s.persons[0].name) for s in steps] == [
        ("icc", "Ivan Dorn"),
        ("national:FR", "Tom Brask"),
    ]


def test_a_denied_warrant_is_no_warrant_beside_a_reported_one(read: Read) -> None:
    """A report and its denial are two entries, never one."""
    steps = read(
        "The International Criminal Court issued an arrest warrant for Ivan Dorn, a diplomat said. "
        "The Kremlin denied that any warrant had been issued by the ICC."
    )
    assert [s.manner for s in steps] == [DONE, DENIED]


def test_rows_of_the_table_name_stages_that_exist() -> None:
    """Every act leads to known stages; every row has an example with its words marked."""
    rows = load_table("proceedings_acts")["act"]
    assert len({r["id"] for r in rows}) == len(rows)
    for row in rows:
        for field in ("icc", "planned", "national"):
            if row.get(field):
                assert procedure().stage(row[field]) is not None, row["id"]
        assert "‹" in row["example"]
        assert row.get("events") or row.get("words")


def test_hostile_text_is_read_in_bounded_work() -> None:
    """One endless sentence of court words gives a step and no more; what is cut off is not read."""
    text = "the ICC warrant charges confirmed " * 3000
    steps = reported_steps(Report("d", text, ((0, len(text)),), (), Particulars(), (), {}))
    assert len(steps) == 1


@pytest.fixture(scope="module")
def seed(read: Read) -> tuple[ReportedStep, ...]:
    """The reported steps of the page the work starts from."""
    if not SEED.exists():
        pytest.skip("needs ../shared/seed/article.txt, which is not beside this checkout")
    return read(SEED.read_text(encoding="utf-8"))


def test_the_seed_reports_two_steps_and_nothing_else(seed: tuple[ReportedStep, ...]) -> None:
    """The Court's planned application and the national prosecutions; no name beside either."""
    court, national = seed
    assert (court.forum.id, court.stage, court.manner) == (
        "icc",
        "case.application_planned",
        PLANNED,
    )
    assert [(p.words, p.name) for p in court.persons] == [("Russian officials", "")]
    assert (court.situation, court.country, court.days) == ("Ukraine", "UA", ())
    assert court.speakers == ("a source (unnamed)",)
    assert court.conditions[0].startswith("if the court prosecutor’s request")
    assert court.follows == ("case.warrant",)
    assert (national.forum.id, national.stage, national.manner) == ("national:UA", "", DONE)
    assert [(p.words, p.name) for p in national.persons] == [("Russian soldiers", "")]
    assert "killings or rapes" in national.subject


def test_the_seed_shows_the_decision_that_comes_next(seed: tuple[ReportedStep, ...]) -> None:
    """The Pre-Trial Chamber's decision stands two steps ahead, on the report's condition."""
    machine = procedure().machine(ICC)
    assert machine is not None
    decision = [a for a in ahead(machine, seed[0].stage, seed[0].conditions) if a.reported]
    assert [(a.stage, a.decides, a.steps) for a in decision] == [
        ("case.warrant", "Pre-Trial Chamber", 2),
        ("case.summons", "Pre-Trial Chamber", 2),
        ("case.application_refused", "Pre-Trial Chamber", 2),
    ]
