"""Which crimes' conduct a told event describes. A suggestion: what words say, not what took place.

Three things speak for a crime: its strong cues, its weak cues in company, and conduct (a kind of
event with those it hits, table `conduct`). A cue counts only for an event of a like kind that
stands near it, so that in "deporting children and targeting infrastructure" each event has its
own. Ordinary combat, courts' work, definitions, questions, plans and threats give nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casefile.case.crime_table import ConductTable, Row, conduct_table
from casefile.case.crime_words import Scene, scene, scene_of_words
from casefile.case.cues import CueHit
from casefile.case.told import ToldEvent
from casefile.reference.law import law


@dataclass(frozen=True, slots=True)
class CrimeHit:
    """A crime that words point to. `start` and `end` are code points of the words given.

    `opens`: by itself it is enough for an allegation. `linked`: the words also tell of a conflict,
    a group or a power behind it; without that a killing or a robbery is an ordinary offence.
    """

    crime: str
    why: str  # "named" (a reported crime word), "strong", "weak", "conduct"
    cue: str  # the cue of the table; for conduct what was done to whom: "attack: infrastructure"
    start: int
    end: int
    family: str = ""
    opens: bool = True
    linked: bool = False


def crimes_told(event: ToldEvent, words: str) -> tuple[CrimeHit, ...]:
    """The crimes whose conduct the event describes, in the law's own order.

    `words` is the content of the claim that tells it, or its sentence where no claim does.
    """
    table = conduct_table()
    if _is_silent(event, table):
        return ()
    at = scene(event, words)
    if at.has("definition_words") or at.is_sympathy() or at.is_disaster():
        return ()
    hits = [] if at.is_court_matter() else _described(event, at, table)
    hits += _named(event, at, table, hits)
    return _settled(hits)


def crimes_said(words: str, stance: str) -> tuple[CrimeHit, ...]:
    """The crimes that words point to where no event was read: strong cues and crime words only."""
    table = conduct_table()
    if stance in table.silent_stances:
        return ()
    at = scene_of_words(words)
    if at.has("definition_words"):
        return ()
    named = {(w.cue, w.start) for w in at.named()}
    in_court = at.has("court_words")
    hits = []
    for cue in at.crime_cues():
        if cue.strength != "strong" or cue.cue in table.circumstance:
            continue
        crime = law().crime(cue.key)
        if (cue.cue, cue.start) in named:
            family = _named_family(crime.family, crime.tags, table)
            opens = at.is_naming(cue) and not in_court
            hits.append(replace(_hit(cue, "named", family, at), opens=opens))
        elif cue.cue not in table.named:
            hits.append(_hit(cue, "strong", table.family_of(crime.tags), at))
    return _settled(hits)


def _described(event: ToldEvent, at: Scene, table: ConductTable) -> list[CrimeHit]:
    """Hits by conduct and cues. A weak cue of another family than the surer hits opens nothing:
    beside "civilian infrastructure" the words "deliberately targeting" are of the same attack."""
    hits = [*_conduct(event, at, table), *_cued(event, at, table)]
    sure = {h.family for h in hits if h.why != "weak"}
    return [
        replace(h, opens=False) if sure and h.why == "weak" and h.family not in sure else h
        for h in hits
    ]


def _is_silent(event: ToldEvent, table: ConductTable) -> bool:
    told_as_not_so = event.negated and event.stance != "denies"
    return (
        bool(table.silent_kinds & {event.kind})
        or event.status in table.silent_status
        or event.stance in table.silent_stances
        or told_as_not_so
    )


def _conduct(event: ToldEvent, at: Scene, table: ConductTable) -> Iterable[CrimeHit]:
    lineage = set(table.lineage(event.kind))
    for row in table.rows:
        if lineage & row.kinds and not lineage & row.not_kinds and (seen := _fits(row, at)):
            for crime in row.crimes:
                yield CrimeHit(
                    crime, "conduct", f"{event.kind}: {seen}", at.start, at.end, row.family,
                    linked=at.linked,
                )  # fmt: skip
            return


def _fits(row: Row, at: Scene) -> str:
    """What of the row was seen: a group or a word; "" where it does not fit."""
    if at.barred(row.n) or (row.unless & at.struck and not row.who & at.part_groups):
        return ""
    groups = sorted(row.who & at.struck)
    word = at.row_word(row.n)
    if (row.who and not groups) or (row.has_words and not word):
        return ""
    return groups[0] if groups else word or "told"


def _cued(event: ToldEvent, at: Scene, table: ConductTable) -> Iterable[CrimeHit]:
    allowed: set[str] = set()
    for kind in table.lineage(event.kind):
        allowed |= table.tags_of_kind.get(kind, frozenset())
    near = [c for c in at.crime_cues() if at.is_near(c) and c.cue not in table.named]
    near = [c for c in near if allowed & set(law().crime(c.key).tags)]
    for cue in near:
        strong = cue.strength == "strong" and cue.cue not in table.circumstance
        if strong or (at.has_company(cue, near) and _may_hint(cue, at)):
            family = _family(cue, allowed, at, table)
            hit = _hit(cue, "strong" if strong else "weak", family, at)
            yield replace(hit, opens=cue.cue not in table.listed_only)


def _may_hint(cue: CueHit, at: Scene) -> bool:
    """A weak cue hints at genocide only where children or an ethnic or like group are hit: cruelty
    and scale alone are no sign of it."""
    is_genocide = law().crime(cue.key).family == "genocide"
    return not is_genocide or bool({"children", "groups_of_people"} & (at.around | at.struck))


def _family(cue: CueHit, allowed: set[str], at: Scene, table: ConductTable) -> str:
    tags = [t for t in law().crime(cue.key).tags if t in allowed]
    family = table.family_of(tags)
    moved = {"deportation", "displacement", "transfer-of-children"} & set(tags)
    if moved:
        return "children" if "children" in at.around else "displaced"
    return family


def _named(
    event: ToldEvent, at: Scene, table: ConductTable, hits: list[CrimeHit]
) -> Iterable[CrimeHit]:
    families = sorted({h.family for h in hits})
    for word in at.named():
        is_trigger = word.start < at.end and at.start < word.end
        for crime in law().crimes.values():
            if word.cue not in (*crime.strong, *crime.weak):
                continue
            if not is_trigger and not set(crime.tags) & _allowed(event.kind, table):
                continue
            family = families[0] if families else _named_family(crime.family, crime.tags, table)
            sure = event.status != "possible" and not at.has_court_before()
            opens = is_trigger and sure and (event.stance == "denies" or at.is_naming(word))
            yield CrimeHit(
                crime.id, "named", word.cue, word.start, word.end, family, opens, at.linked
            )


def _allowed(kind: str, table: ConductTable) -> set[str]:
    return {t for k in table.lineage(kind) for t in table.tags_of_kind.get(k, ())}


def _named_family(crime_family: str, tags: Iterable[str], table: ConductTable) -> str:
    return "genocide" if crime_family == "genocide" else table.family_of(tags)


def _hit(cue: CueHit, why: str, family: str, at: Scene) -> CrimeHit:
    return CrimeHit(cue.key, why, cue.cue, cue.start, cue.end, family, True, at.linked)


_ORDER = {"named": 0, "strong": 1, "conduct": 2, "weak": 3}


def _settled(hits: Iterable[CrimeHit]) -> tuple[CrimeHit, ...]:
    """In the law's own order; of equal hits for a crime at one place one stays."""
    order = law().order
    key = sorted(
        set(hits), key=lambda h: (order(h.crime), _ORDER[h.why], h.start, h.end, h.cue, h.family)
    )
    kept: dict[tuple[str, str, int], CrimeHit] = {}
    for hit in key:
        kept.setdefault((hit.crime, hit.why, hit.start), hit)
    return tuple(kept.values())
