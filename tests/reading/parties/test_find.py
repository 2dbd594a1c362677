"""Parties of a text: names, roles, pronouns, sources, governments."""

from __future__ import annotations

import re

import pytest

from casefile.particulars import MentionForm, PartyKind
from casefile.reading.found import Found
from casefile.reading.names import Name, NameType
from casefile.reading.parties.find import Parties, find_parties, speaker_of
from casefile.reading.sentences import sentences

_TYPES = {"P": NameType.PERSON, "O": NameType.ORGANISATION, "L": NameType.PLACE}


def marked(marks: str) -> tuple[str, list[Name], list[Found]]:
    """A text with its names as [P Anna Moor] and its sources as ⟦…⟧ (their content: all after)."""
    plain, names, sources, opened = "", [], [], 0
    at, kind = 0, ""
    for part in re.split(r"(\[[POL] |\]|⟦|⟧)", marks):
        if part in ("[P ", "[O ", "[L "):
            at, kind = len(plain), part[1]
        elif part == "]":
            names.append(Name(at, len(plain), _TYPES[kind], 0.9))
        elif part == "⟦":
            opened = len(plain)
        elif part == "⟧":
            sources.append((opened, len(plain)))
        else:
            plain += part
    found = [Found(((s, e),), (), _content(plain, e), 0.9) for s, e in sources]
    return plain, names, found


def _content(text: str, after: int) -> tuple[tuple[int, int], ...]:
    """The rest of the sentence after the word that follows the source."""
    stop = re.compile(r"[.!?](?=\s|$)").search(text, after)
    start = text.find(" ", after + 1) + 1
    end = stop.start() if stop else len(text)
    return ((start, end),) if start and start < end else ()


def read(marks: str, outlet: str = "") -> tuple[str, Parties, list[Found]]:
    text, names, found = marked(marks)
    parties = find_parties(
        text, list(sentences(text, [(0, len(text))])), names, attributions=found, outlet=outlet
    )
    return text, parties, found


def groups(text: str, parties: Parties) -> dict[str, list[str]]:
    """The words of each party's mentions, by its name."""
    names = {p.id: p.name for p in parties.parties}
    by: dict[str, list[str]] = {}
    for mention in parties.mentions:
        if mention.party:
            by.setdefault(names[mention.party], []).append(text[mention.start : mention.end])
    return by


@pytest.mark.parametrize(
    ("marks", "name", "mentions"),
    [
        (
            "[P Anna Moor] spoke first. Later [P Moor] left. [P Anna Moor] came back.",
            "Anna Moor",
            ["Anna Moor", "Moor", "Anna Moor"],
        ),
        (
            "[P Moor] leads in the polls. Officials praised [P Anna Moor].",
            "Anna Moor",
            ["Moor", "Anna Moor"],
        ),
        (
            "[P Petro Zelenskyy] arrived. [P Zelensky] waved.",
            "Petro Zelenskyy",
            ["Petro Zelenskyy", "Zelensky"],
        ),
        (
            "The [O Northern Port Union] ([O NPU]) met. The [O NPU] voted.",
            "Northern Port Union",
            ["Northern Port Union", "NPU", "NPU"],
        ),
        (
            "The [O Northern Port Union] met. Later the [O NPU] voted.",
            "Northern Port Union",
            ["Northern Port Union", "NPU"],
        ),
        (
            "The [O United Nations] met. The [O U.N.] voted.",
            "United Nations",
            ["United Nations", "U.N."],
        ),
        (
            "[P Irena Dole], a 35-year-old medic, waved. The medic was tired.",
            "Irena Dole",
            ["Irena Dole", "a 35-year-old medic", "The medic"],
        ),
        (
            "Port spokesman [P Paul Rey] smiled. The spokesman left.",
            "Paul Rey",
            ["Paul Rey", "The spokesman"],
        ),
        ("[P Irena Dole] came. She left early.", "Irena Dole", ["Irena Dole", "She"]),
        (
            "The [O Hirky Regional Court] met. The court adjourned.",
            "Hirky Regional Court",
            ["Hirky Regional Court", "The court"],
        ),
        (
            "⟦a source⟧ said it was late. The source left.",
            "The source",
            ["a source", "The source"],
        ),
        (
            "⟦[L Kyiv]⟧ says it has decided. [L Ukraine] waits.",
            "Ukraine",
            ["Kyiv", "it", "Ukraine"],
        ),
        (
            "[L Russia] waits. The [L Kremlin] said so. [L Moscow]’s plans changed.",
            "Russia",
            ["Russia", "Kremlin", "Moscow"],
        ),
        (
            "[L Norway]’s [O Defence Ministry] met. The [O Defence Ministry] denied it.",
            "Norway’s Defence Ministry",
            ["Norway’s Defence Ministry", "Defence Ministry"],
        ),
        (
            "[P Oleh Dubko], a driver, carried a wounded soldier. It was dark. He fell.",
            "Oleh Dubko",
            ["Oleh Dubko", "a driver", "He"],
        ),
        (
            "[P Paul Rey] met the Home Secretary [P Anna Moor]. The Home Secretary left.",
            "Anna Moor",
            ["Anna Moor", "The Home Secretary"],
        ),
        (
            "“I was there,” ⟦[P Anna Moor]⟧ said.",
            "Anna Moor",
            ["Anna Moor"],
        ),
        (
            "⟦[P Anna Moor]⟧ said “I was there”.",
            "Anna Moor",
            ["Anna Moor", "I"],
        ),
    ],
)
def test_one_party(marks: str, name: str, mentions: list[str]) -> None:
    """These mentions, and no others, mean one party, which is called by its fullest name."""
    text, parties, _ = read(marks)
    assert groups(text, parties)[name] == mentions


@pytest.mark.parametrize(
    ("marks", "words", "rule"),
    [
        ("[P Anna Moor] and [P Paul Moor] came. [P Moor] spoke.", "Moor", "two candidates"),
        ("[P Anna Moor] met [P Irena Dole]. Then she left.", "she", "two candidates"),
        ("It was late. She left.", "She", "no candidate"),
        (
            "[L Norway]’s [O Fire Office] met [L Oman]’s [O Fire Office]. The [O Fire Office] ran.",
            "Fire Office",
            "two candidates",
        ),
        (
            "[P Anna Moor], a judge, met [P Irena Dole], a judge. The judge left.",
            "The judge",
            "two candidates",
        ),
        ("Two soldiers ran. A soldier fell.", "A soldier", "description"),
        ("[P Irena Dole] came by ship. It sank.", "It", "no candidate"),
        (
            "[P Anna B. Moor] and [P Anna C. Moor] left. [P Anna Moor] stayed.",
            "Anna Moor",
            "two candidates",
        ),
        (
            "[P Dole], the Shadow Home Secretary, left. The Home Secretary stayed.",
            "The Home Secretary",
            "description",
        ),
        (
            "The [O Port Council] met. It praised the Refugee Council.",
            "the Refugee Council",
            "description",
        ),
        (
            "[O Duke University] and [O Bern University] met. [O University] staff left.",
            "University",
            "two candidates",
        ),
    ],
)
def test_what_is_unsure_stays_unlinked(marks: str, words: str, rule: str) -> None:
    """No party, and the reason why."""
    text, parties, _ = read(marks)
    found = [m for m in parties.mentions if text[m.start : m.end] == words]
    assert (found[-1].party, found[-1].rule) == ("", rule)


@pytest.mark.parametrize(
    ("marks", "words", "kind"),
    [
        ("[L Ukraine]’s [O Defence Ministry] met.", "Ukraine’s Defence Ministry", "ministry"),
        ("The office of the prosecutor at the [O ICC] closed.", "ICC", "court"),
        (
            "The office of the prosecutor at the [O ICC] closed.",
            "The office of the prosecutor at the ICC",
            "court",
        ),
        ("The [O Wagner] fighters ran.", "Wagner", "armed_group"),
        ("[O Hamas] spoke.", "Hamas", "armed_group"),
        ("The [O Ukrainian Army] spoke.", "Ukrainian Army", "armed_group"),
        ("[P Reuters] wrote.", "Reuters", "media"),
        ("[P Anna Moor] wrote.", "Anna Moor", "person"),
        ("The [O Port Union] wrote.", "Port Union", "organisation"),
        ("He lives in [L Oslo].", "Oslo", "place"),
        ("[L Oslo] rejects the ruling.", "Oslo", "state"),
        ("He saw several wounded soldiers.", "several wounded soldiers", "people"),
        ("⟦a source⟧ said so.", "a source", "people"),
    ],
)
def test_kinds(marks: str, words: str, kind: str) -> None:
    """What the mention speaks of, by tables and head words."""
    text, parties, _ = read(marks)
    found = {text[m.start : m.end]: m.kind for m in parties.mentions}
    assert found[words] is PartyKind(kind)


def test_roles_say_of_whom() -> None:
    """A title and an apposition are roles of the person, with what they are of."""
    text, parties, _ = read(
        "[L Ukraine]’s Colonel-general [P Oleh Dubko], the commander of ground forces, waved. "
        "[O Wagner] founder [P Yan Rudy] left."
    )
    by = {p.name: p for p in parties.parties}
    ids = {p.name: p.id for p in parties.parties}
    said = [(text[r.start : r.end], r.of) for r in by["Oleh Dubko"].roles]
    assert said == [
        ("Ukraine’s Colonel-general", ids["Ukraine"]),
        ("the commander of ground forces", ""),
    ]
    assert [(text[r.start : r.end], r.of) for r in by["Yan Rudy"].roles] == [
        ("Wagner founder", ids["Wagner"])
    ]


def test_a_verb_after_a_role_makes_it_no_apposition() -> None:
    """ "According to Moor, the prosecutor said": two persons."""
    text, parties, _ = read("According to [P Anna Moor], the prosecutor said nothing.")
    assert groups(text, parties)["Anna Moor"] == ["Anna Moor"]


@pytest.mark.parametrize(
    ("marks", "speaker"),
    [
        ("⟦Kremlin spokesman [P Paul Rey]⟧ said so.", "Paul Rey"),
        ("⟦[P Irena Dole], a 35-year-old medic⟧ said so.", "Irena Dole"),
        ("⟦The office of the prosecutor at the [O ICC]⟧ declined.",
         "The office of the prosecutor at the ICC"),
        ("[P Irena Dole] came. ⟦She⟧ said so.", "Irena Dole"),
        ("[P Irena Dole], ⟦who⟧ says so, left.", "Irena Dole"),
        ("⟦two people familiar with the talks⟧ said so.", "two people familiar with the talks"),
        ("⟦the [O ICC] prosecutors⟧ said so.", "the ICC prosecutors"),
        ("⟦[L Moscow]⟧ says so.", "Moscow"),
        ("⟦Moscow⟧ says so.", "Moscow"),
        ("⟦The [O U.N.] convention⟧ says so.", ""),
        ("⟦He⟧ says so.", ""),
    ],
)  # fmt: skip
def test_speaker_of(marks: str, speaker: str) -> None:
    """The party of an attribution's source; a writing is none, an unresolved pronoun neither."""
    _, parties, found = read(marks)
    names = {p.id: p.name for p in parties.parties} | {"": ""}
    assert names[speaker_of(parties, found[0].source)] == speaker
    assert speaker_of(parties, ()) == ""


def test_the_outlet_is_a_medium() -> None:
    """The document's own outlet is known by its imprint."""
    _, parties, _ = read("[P Lantern] could not reach the port.", outlet="The Lantern")
    assert parties.mentions[0].kind is PartyKind.MEDIA


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "he " * 3000,
        "the prosecutor, " * 3000,
        "“" * 10_000,
        "A" * 50_000,
        "she said " + "\u202e" * 500,
        "the " * 20_000 + "court",
        "’s " * 10_000,
        "Це текст. Він короткий. " * 50,
    ],
)
def test_hostile_texts(text: str) -> None:
    """Nothing breaks, and every span lies in the text."""
    found = find_parties(text, list(sentences(text, [(0, len(text))])), [])
    assert all(0 <= m.start < m.end <= len(text) for m in found.mentions)
    assert all(m.form is not MentionForm.NAME for m in found.mentions)


def test_the_same_text_gives_the_same_parties() -> None:
    """Deterministic, with ids by first mention."""
    marks = "[P Anna Moor] met [P Irena Dole]. ⟦[P Dole]⟧ said [P Moor] left."
    assert read(marks)[1] == read(marks)[1]
    assert [p.id for p in read(marks)[1].parties] == ["p1", "p2"]


@pytest.mark.parametrize(
    "unit",
    [
        "a soldier saw the soldier. ",
        "[P Anna Moor] met [P Moor] and he left. ",
        "[L China] and [L Russia] say it has it, ",
        "the court’s office at the court, ",
    ],
)
def test_endless_text_is_read(unit: str) -> None:
    """No error, and every mention stands in the text; time is for benchmarks/reading_scaling.py."""
    text, names, _ = marked(unit * 500)
    found = find_parties(text, list(sentences(text, [(0, len(text))])), names)
    assert all(0 <= m.start < m.end <= len(text) for m in found.mentions)


def test_many_persons_of_one_surname() -> None:
    """Thousands of names that share a word are read; the cost is for the benchmarks."""
    marks = " ".join(
        f"[P Anna Q{n} Moor] ran. [P Moor] fell. [P Anna Moor] rose." for n in range(3000)
    )
    text, names, _ = marked(marks)
    found = find_parties(text, list(sentences(text, [(0, len(text))])), names)
    assert all(0 <= m.start < m.end <= len(text) for m in found.mentions)
