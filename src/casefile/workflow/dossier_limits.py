"""What a dossier lacks, in lines: what is only suggested, what was not read, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.export.dossier import NumberedDocument
from casefile.export.dossier_law import DossierAllegation
from casefile.export.dossier_words import counted, listed
from casefile.search import parties as party_queries
from casefile.search import timeline as timeline_queries
from casefile.search.database import one
from casefile.search.parties import PartyFilter
from casefile.search.timeline import TimelineFilter
from casefile.workflow.dossier_material import Material
from casefile.workflow.proceedings import register

_EVIDENCE = (
    "Reports are not evidence. What stands here is what documents say that people say; it was read "
    "by machine, and reading misses and mistakes some of it. The claims' words are to be checked."
)
_SUGGESTED = (
    ("event", "SELECT count(*) FROM event_link WHERE state='suggested'"),
    ("name of a party", "SELECT count(*) FROM party_link WHERE state='suggested' AND stands=1"),
    ("copy", "SELECT count(*) FROM copy_link WHERE state='suggested'"),
)
_MANY = {"name of a party": "names of parties"}


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of the case went in."""

    incidents_left_out: int
    events: int  # told events in the chronology
    parties: int


def limits(
    made: Material,
    shown: Shown,
    documents: tuple[NumberedDocument, ...],
    allegations: tuple[DossierAllegation, ...],
) -> tuple[str, ...]:
    """All that holds of this dossier, in the order of weight."""
    return (
        _EVIDENCE,
        *_suggestions(made),
        *_left_out(made, shown),
        *_law(allegations),
        *_unread(documents),
        _register(made),
    )


def _suggestions(made: Material) -> Iterator[str]:
    found = []
    for noun, query in _SUGGESTED:
        number = int(one(made.db, query))
        if number:
            found.append(_counted(number, noun))
    reported = "SELECT count(*) FROM reported_step"
    decided = {t for d in made.decisions if d.about == "step" for t in d.targets}
    steps = int(one(made.db, reported)) - len(decided)
    if steps > 0:
        found.append(counted(steps, "reported step"))
    if found:
        yield (
            "Joined or read by machine, and not decided by any person: "
            f"{listed(found)} of this case. The machine's mappings of claims to elements, and the "
            "sets of crimes, are suggestions as well."
        )


def _counted(number: int, noun: str) -> str:
    if noun == "copy":
        return f"{number:,} {'copy' if number == 1 else 'copies'}"
    return f"{number:,} {_MANY[noun]}" if noun in _MANY and number != 1 else counted(number, noun)


def _left_out(made: Material, shown: Shown) -> Iterator[str]:
    if shown.incidents_left_out:
        yield (
            f"Left out: {counted(shown.incidents_left_out, 'incident')} that one document alone "
            "tells, that opens no allegation and that nobody decided about. 'casefile incidents' "
            "lists them; their claims are in this dossier."
        )
    events = timeline_queries.how_many(made.db, TimelineFilter()) - shown.events
    if events > 0:
        yield (
            f"Left out of the chronology: {counted(events, 'told event')} of those incidents, or "
            "of none. 'casefile timeline' shows them."
        )
    known = len(party_queries.list_parties(made.db, PartyFilter()))
    if known > shown.parties:
        left = known - shown.parties
        yield (
            f"Left out: {left:,} {'party' if left == 1 else 'parties'} that no claim on these "
            "incidents and no step names, and that nobody decided about. 'casefile parties' lists "
            "them."
        )


def _law(allegations: tuple[DossierAllegation, ...]) -> Iterator[str]:
    unread = {
        c.citation
        for a in allegations
        for c in a.candidates
        if not (c.provision_verified and c.elements_verified)
    }
    if unread:
        yield (
            "The wording of these provisions or of their elements was not read in a source: "
            f"{listed(sorted(unread))}. All texts of the law are paraphrases that orient."
        )


def _unread(documents: tuple[NumberedDocument, ...]) -> Iterator[str]:
    silent = [d.anchor for d in documents if not d.claims]
    undated = [d.anchor for d in documents if not d.published]
    if silent:
        yield f"No claim was found in {_some(silent)}."
    if undated:
        yield f"No day of publication is known of {_some(undated)}; days like “Monday” are open."


def _some(anchors: list[str]) -> str:
    most = 12  # names in a line
    named = anchors[:most]
    more = len(anchors) - len(named)
    return listed([*named, f"{more:,} more documents"] if more else named)


def _register(made: Material) -> str:
    found = register(made.case)
    return (
        f"Registers of warrants are a subset, as of {found.as_of}; sealed warrants are in none. "
        "That no warrant is shown here does not mean that there is none."
    )
