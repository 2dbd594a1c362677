"""A whole dossier in own words: two documents, a denial, silences, a matrix, a proceeding."""

from __future__ import annotations

from hashlib import sha256

from casefile.export.dossier import (
    Custody,
    CustodyEntry,
    Dossier,
    DossierPhoto,
    MadeFrom,
    NumberedClaim,
    NumberedDocument,
)
from casefile.export.dossier_law import (
    Candidate,
    DossierAllegation,
    DossierProceeding,
    Matrix,
    MatrixRow,
    NamedBeside,
    NextStep,
    Question,
    Rung,
    Step,
)
from casefile.export.dossier_told import (
    ByOrigin,
    ChronologyRow,
    Corroboration,
    Decided,
    DossierIncident,
    DossierParty,
    LinkMade,
    NumberTold,
    PlaceTold,
    Repeat,
    RoleTold,
    Standing,
    TimeTold,
    Voice,
)

SECTIONS = ("Jurisdiction", "Context", "Material elements", "Mental elements", "Mode of liability")


def digest(word: str) -> str:
    return sha256(word.encode()).hexdigest()


def claim(number: str, speaker: str, stance: str, words: str, **more: object) -> NumberedClaim:
    at = int(number.split("-")[1]) * 100
    rest = {"source": speaker, "cue": "said", "certainty": "plain", "time": "past", **more}
    kind = str(rest.pop("speaker_kind", "organisation" if speaker else "outlet"))
    return NumberedClaim(
        *(number, speaker, kind, stance, "indirect" if speaker else "own_voice", words),
        ((at, at + max(len(words), 4)),),
        **rest,  # type: ignore[arg-type]
    )


def documents() -> tuple[NumberedDocument, ...]:
    first = (
        claim(
            "D1-1", "The town council", "asserts", "buses took about 60 children over the bridge"
        ),
        claim(
            *("D1-2", "The ministry", "denies", "that any child left against the parents' wish"),
            relay="the state agency",
            context="The ministry denied that any child left against the parents' wish, the state "
            "agency reported.",
            decided=Decided("accept", "kestrel", "2031-05-04T08:00:00Z"),
        ),
        claim(
            "D1-3", "The garrison", "did_not_respond", "", cue="did not reply", asked="by Monday"
        ),
        claim(
            *(
                "D1-4",
                "a clerk of the tribunal",
                "asserts",
                "the prosecutor is to ask for warrants",
            ),
            speaker_kind="unnamed",
            condition="if the registry agrees",
            time="future",
        ),
        claim("D1-5", "", "asserts", "The bridge has been shut since spring.", source="", cue=""),
    )
    second = (
        claim(
            "D2-1", "The town council", "asserts", "buses took about 60 children over the bridge"
        ),
        claim("D2-2", "مجلس البلدة", "asserts", "غادرت ثلاث حافلات المدينة يوم الأحد", page=2),
        claim("D2-3", "The relief office", "asserts", "it counted 45 children by Tuesday"),
    )
    return (
        NumberedDocument(
            *(1, "Buses cross the river at night", digest("one"), 1),
            name="bridge.html",
            outlet="Harbour Gazette",
            authors=("Ada Quill",),
            published="2031-04-14",
            received="2031-05-01T10:00:00Z",
            address="https://gazette.example/2031/bridge?page=1&view=full",
            media_type="text/html",
            language="en",
            told=("outlet",),
            photos=(DossierPhoto("The bridge at dusk.", "Ada Quill", "2031-04-13"),),
            furniture="4 stretches (212 characters): skip link, follow box, related link.",
            claims=first,
        ),
        NumberedDocument(
            *(2, "نشرة المدينة", digest("two"), 3),
            outlet="Town Bulletin",
            published="2031-04-15",
            received="2031-05-01T10:00:05Z",
            media_type="application/pdf",
            language="ar",
            hidden="2 characters that turn the reading direction.",
            copy="D2-1 prints the text of D1-1.",
            claims=second,
        ),
    )


def corroboration() -> Corroboration:
    return Corroboration(
        origins=(
            ByOrigin("the town council, first in D1", ("D1-1", "D2-1")),
            ByOrigin("the relief office", ("D2-3",)),
        ),
        repeats=(Repeat("Town Bulletin", "the town council, first in D1", ("D2-1",)),),
        denies=(Voice("The ministry", "denies", "2031-04-14", ("D1-2",)),),
        no_answer=(Voice("The garrison", "did_not_respond", "2031-04-14", ("D1-3",)),),
    )


def incident() -> DossierIncident:
    return DossierIncident(
        *("I1", "Children taken over the bridge", "deportation or transfer"),
        times=(
            TimeTold("on Saturday night", "2031-04-12", "2031-04-12", "part_of_day", ("D1-1",)),
            TimeTold("يوم الأحد", "2031-04-13", "2031-04-13", "day", ("D2-2",)),
        ),
        places=(PlaceTold("over the bridge", "unresolved", claims=("D1-1",)),),
        numbers=(
            *(NumberTold(who, *told) for who, *told in _NUMBERS),  # type: ignore[arg-type]
        ),
        links=(
            LinkMade(
                "D1 and D2", "0.82", ("same kind of event", "one day apart", "both name buses")
            ),
            LinkMade(
                "D2-3 joined by hand",
                "",
                (),
                Decided("merge", "kestrel", "2031-05-04", "same buses"),
            ),
        ),
        corroboration=corroboration(),
    )


_NUMBERS = (
    ("The town council", "about 60 children", 60, 60, "children taken", "about", "", ("D1-1",)),
    ("The relief office", "45 children", 45, 45, "children taken", "", "by Tuesday", ("D2-3",)),
    ("A driver", "more than forty", 41, None, "children taken", "more than", "", ("D2-2",)),
)


def chronology() -> tuple[ChronologyRow, ...]:
    return (
        ChronologyRow(
            TimeTold("since spring", "2031-03-01", "", "open"),
            *("closing of a road", "has been shut", "happened", "Harbour Gazette", "2031-04-14"),
            claims=("D1-5",),
        ),
        ChronologyRow(
            TimeTold("on Saturday night", "2031-04-12", "2031-04-12", "part_of_day"),
            *("deportation or transfer", "took about 60 children", "alleged", "The town council"),
            *("2031-04-14", ("D1-1", "D2-1"), "I1"),
        ),
        ChronologyRow(
            TimeTold("in May", "2031-05-01", "2031-05-31", "month"),
            *(
                "request for a warrant",
                "is to ask for warrants",
                "planned",
                "a clerk of the tribunal",
            ),
            *("2031-04-14", ("D1-4",)),
        ),
        ChronologyRow(
            TimeTold("", "", "", "none"),
            *("deportation or transfer", "left against", "denied", "The ministry", "2031-04-14"),
            *(("D1-2",), "I1"),
            negated=True,
        ),
    )


def party() -> DossierParty:
    return DossierParty(
        *("P1", "Ilan Voss", "person"),
        aliases=("Colonel Voss", "إيلان فوس"),
        roles=(RoleTold("commander", "the garrison", "2031-04-14", "2031-04-15", ("D1-3",)),),
        standings=(
            Standing(
                "alleged", "transfer of children", "the town council", "2031-04-14", ("D1-1",)
            ),
        ),
    )


def matrix() -> Matrix:
    council = (ByOrigin("the town council, first in D1", ("D1-1", "D2-1")),)
    ministry = (ByOrigin("the ministry, through the state agency", ("D1-2",)),)
    rows = (
        ("Jurisdiction", "j1", "The conduct lies within time and place of the court.", (), (), ()),
        ("Context", "c1", "It took place in an international armed conflict.", council, (), ()),
        (
            "Material elements",
            "e1",
            "At least one person was moved elsewhere.",
            council,
            ministry,
            (),
        ),
        (
            "Material elements",
            "e2",
            "That person was protected by a Geneva Convention.",
            (),
            (),
            (),
        ),
        ("Mental elements", "e3", "The person knew what gives the protection.", (), (), ()),
        ("Mode of liability", "m1", "The person ordered it.", (), (), council),
    )
    return Matrix(
        "Rome Statute Art. 8(2)(a)(vii)",
        "Unlawful deportation or transfer",
        tuple(
            MatrixRow(
                *(section, element, text, element != "m1"),
                "contested" if against else "addressed" if speaks else "not addressed",
                *(speaks, against, beside),
                linkage=section == "Mode of liability",
                mapped_by="machine" if speaks else "",
            )
            for section, element, text, speaks, against, beside in rows
        ),
    )


def allegation() -> DossierAllegation:
    return DossierAllegation(
        *("A1", "Transfer of children over the bridge", ("I1",)),
        corroboration=corroboration(),
        candidates=(
            Candidate(
                *("Rome Statute Art. 8(2)(a)(vii)", "Unlawful deportation or transfer"),
                *("“took … over the bridge”", True, True, ("statute copy 2022",)),
            ),
            Candidate(
                *("Rome Statute Art. 6(e)", "Genocide by transferring children"),
                *("children of a group moved", True, False),
                reported_word=True,
                decided=Decided("reject", "kestrel", "2031-05-04", "nobody speaks of a group"),
            ),
        ),
        questions=(
            Question(
                "Was there an intent to destroy the group as such?",
                ("Rome Statute Art. 6(e)", "Rome Statute Art. 8(2)(a)(vii)"),
            ),
        ),
        matrices=(matrix(),),
        gaps=("Nobody has said yet whether the children were protected persons.",),
        parties=(
            NamedBeside("P1", "Ilan Voss", "alleged", "the town council", "2031-04-14", ("D1-1",)),
        ),
    )


def proceeding() -> DossierProceeding:
    return DossierProceeding(
        *("F1", "Tribunal of the Two Rivers", "situation 4/31", "investigation opened"),
        "application planned (reported)",
        recorded=(
            Step(
                *("investigation opened", "recorded", "2031-01-10", "2031-01-12", "2031-05-01"),
                *("Art. 53(1)", "press release of the tribunal"),
                decided=Decided("accept", "kestrel", "2031-05-04"),
            ),
        ),
        reported=(
            Step(
                *("application for warrants", "planned", "", "2031-04-14", "2031-05-01"),
                claims=("D1-4",),
                condition="the registry agrees",
            ),
        ),
        next_steps=(
            NextStep(
                *("warrant", "the pre-trial chamber", "reasonable grounds to believe", "Art. 58"),
                "an application is filed",
            ),
        ),
        ladder=(
            Rung("reasonable basis", "opening an investigation", "53(1)", "present"),
            Rung("reasonable grounds", "warrant or summons", "58", "next"),
            Rung("substantial grounds", "confirmation of charges", "61"),
            Rung("beyond reasonable doubt", "conviction", "66(3)"),
        ),
        allegations=("A1",),
        cautions=("Sealed warrants exist by nature; none public is the most that can be said.",),
    )


def custody() -> Custody:
    entries = tuple(
        CustodyEntry(
            *(n, kind, "2031-05-01T10:00:00Z", "kestrel", digest(f"leaf {n}")),
            (("original", digest("one")), ("text", digest("text"))) if n else (),
        )
        for n, kind in enumerate(("case.open", "document.add", "reading.add", "document.add"))
    )
    checkpoint = (
        "casefile/0123456789abcdef\n4\nc2FtcGxlIHJvb3Q=\n\n— casefile/0123456789abcdef c2ln\n"
    )
    return Custody(entries, checkpoint, "casefile/0123456789abcdef+00000000+c2FtcGxl")


def sample() -> Dossier:
    """Everything once."""
    return Dossier(
        case="The bridge",
        made_from=MadeFrom("casefile/0123456789abcdef", 4, digest("root"), "2031-05-04T08:00:00Z"),
        as_of="2031-05-04",
        limits=(
            "The register of warrants is a subset.",
            "Own voice of outlets is read, not judged.",
        ),
        readers=("roles 1.4, model " + digest("model")[:16],),
        documents=documents(),
        chronology=chronology(),
        incidents=(incident(),),
        parties=(party(),),
        allegations=(allegation(),),
        proceedings=(proceeding(),),
        custody=custody(),
    )
