"""What a dossier shows of law: allegations with their element matrices, and proceedings.

Plain frozen rows that the workflow fills. Nothing here says that an element or a standard is
reached: an element is addressed, contested or not addressed, and a standard governs a step.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from casefile.export.dossier_told import ByOrigin, Corroboration, Decided, Numbers


@dataclass(frozen=True, slots=True)
class Candidate:
    """A crime that an incident may be read as; always one of a set."""

    citation: str  # "Rome Statute Art. 8(2)(a)(vii)"
    title: str
    why: str  # which words or conduct suggest it
    provision_verified: bool
    elements_verified: bool
    sources: Numbers = ()  # names of legal sources
    reported_word: bool = False  # a claim uses the crime's name
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """The question that tells candidates apart."""

    text: str
    between: tuple[str, ...]  # citations


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One requirement, and what claims say for it, against it, or beside it, by origin."""

    section: str  # "Jurisdiction", "Context", "Material elements", "Mental elements", …
    element: str  # its id or short name: "e2"
    text: str
    verified: bool  # whether the wording was read in a source
    state: str  # "addressed", "contested" or "not addressed"
    speaks_for: tuple[ByOrigin, ...] = ()
    speaks_against: tuple[ByOrigin, ...] = ()
    neutral: tuple[ByOrigin, ...] = ()
    linkage: bool = False  # who answers for it; otherwise crime base: what happened
    alternative: str = ""  # name of a set of rows of which one is enough
    mapped_by: str = ""  # "machine", or pseudonyms of who mapped by hand, with reasons


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows of one crime (or one mode of liability of one named party)."""

    citation: str
    title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class NamedBeside:
    """A party named beside an allegation: alleged, suspected, …, by whom and since when."""

    party: str  # "P1"
    name: str
    word: str  # "alleged", "suspected", "charged", "acquitted", "convicted"
    by: str
    since: str
    claims: Numbers = ()


@dataclass(frozen=True, slots=True)
class DossierAllegation:
    """An incident that somebody reads as a crime, or whose conduct suggests some."""

    number: str  # "A1"; also its anchor
    title: str
    incidents: tuple[str, ...]  # "I1"
    corroboration: Corroboration = field(default_factory=Corroboration)
    candidates: tuple[Candidate, ...] = ()
    questions: tuple[Question, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    gaps: tuple[str, ...] = ()  # "Nobody has said yet whether …"
    parties: tuple[NamedBeside, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a proceeding. A reported step rests on claims, a recorded one on a document.

    `happened`, `public` and `learned` are three different days, each ISO 8601 or "".
    """

    stage: str
    status: str  # "recorded", or as reported: "planned", "applied for", "issued", …
    happened: str = ""
    public: str = ""
    learned: str = ""
    article: str = ""
    source: str = ""  # document or register that a recorded step rests on
    claims: Numbers = ()
    condition: str = ""
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that the procedure allows from here."""

    stage: str
    decides: str  # who decides it
    standard: str = ""  # "reasonable grounds to believe"
    article: str = ""
    condition: str = ""  # the trigger, or what a report makes it hang on


@dataclass(frozen=True, slots=True)
class Rung:
    """A standard of proof with what it governs; `place` is "present", "next" or ""."""

    standard: str
    governs: str  # "warrant or summons"
    articles: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class DossierProceeding:
    """A matter before a forum: what was recorded, what is reported, and what can come next."""

    number: str  # "F1"; also its anchor
    forum: str
    matter: str  # a situation, a case number, a person
    stage: str  # the recorded stage in words, "" where nothing is recorded
    reported_stage: str = ""
    recorded: tuple[Step, ...] = ()
    reported: tuple[Step, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    ladder: tuple[Rung, ...] = ()
    allegations: tuple[str, ...] = ()  # "A1"
    cautions: tuple[str, ...] = ()
