"""What a document says that courts did, do or will do: claims and events become reported steps.

A reported step is a suggestion for a person, kept apart from what is recorded. Who denies, asks,
demands or explains reports no step; what is planned, applied for, issued, made public and executed
are different things; no name is inferred, and no day is taken from when something was said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casefile.claim import Claim
from casefile.particulars import Reason
from casefile.proceedings.acts import Act, Fits
from casefile.proceedings.forum_mentions import LONGEST_SENTENCE, forum_mentions, states_in
from casefile.proceedings.forums import Forum
from casefile.proceedings.phrases import Word, word_at, words_of
from casefile.proceedings.reported_forum import Attached, Attaching, Spot
from casefile.proceedings.reported_manner import Told, cue_told, manner_of
from casefile.proceedings.reported_merge import merged
from casefile.proceedings.reported_persons import Persons, situation_of, subject_of
from casefile.proceedings.reported_step import (
    NOT_STATED,
    Manner,
    Report,
    ReportedDay,
    ReportedStep,
    ToldLike,
)
from casefile.reference.procedure import ICC, procedure

_ELSEWHERE = frozenset(("executed", "surrendered", "voluntary", "handed_over", "handed_in"))
_ARTICLES = ("the", "an", "a")
_CUE_SCORE = 0.7  # of words without an event
_NO_PROCEDURE = "the procedure of this forum is not in the data"


def reported_steps(report: Report) -> tuple[ReportedStep, ...]:
    """The steps that one document reports, by position; one report of one step once."""
    return tuple(sorted(merged(list(_Reader(report).steps())), key=lambda s: (s.start, s.act)))


class _Reader:
    """Reads one document."""

    def __init__(self, report: Report) -> None:
        self._report = report
        what = report.particulars
        self._places = {
            p.start: (p.end, p.candidates[0].country)
            for p in what.places
            if p.candidates and p.candidates[0].country and p.anchor_start is None
        }
        mentions = forum_mentions(report.text, report.sentences, self._places)
        self._attach = Attaching(report.text, mentions, self._places)
        self._persons = Persons(report.text, what.mentions, what.parties)
        self._events = {(e.start, e.end, e.kind): e for e in what.events}
        self._claims = {c.id: c for c in report.claims}
        self._starts = [start for start, _ in report.sentences]
        self._told = self._told_by_sentence()
        self._tellers = self._claims_by_sentence()

    def steps(self) -> Iterator[ReportedStep]:
        for number, (start, end) in enumerate(self._report.sentences):
            words = words_of(self._report.text, start, end)[:LONGEST_SENTENCE]
            if words:
                yield from self._of_sentence(number, words)

    def _told_by_sentence(self) -> dict[int, list[ToldLike]]:
        found: dict[int, list[ToldLike]] = {}
        for told in self._report.told:
            number = bisect_right(self._starts, told.start) - 1
            if number >= 0 and told.start < self._report.sentences[number][1]:
                found.setdefault(number, []).append(told)
        return found

    def _claims_by_sentence(self) -> dict[int, list[Claim]]:
        """The claims with words in each sentence, the innermost first."""
        found: dict[int, dict[str, Claim]] = {}
        for claim in self._report.claims:
            for start, end in (*claim.cue, *claim.content):
                first = max(bisect_right(self._starts, start) - 1, 0)
                for number in range(first, bisect_left(self._starts, end)):
                    found.setdefault(number, {})[claim.id] = claim
        return {number: sorted(claims.values(), key=_size) for number, claims in found.items()}

    def _of_sentence(self, number: int, words: Sequence[Word]) -> Iterator[ReportedStep]:
        fits = Fits(words)
        taken = [False] * len(words)
        for told in self._told.get(number, ()):
            first, after = word_at(words, told.start), word_at(words, told.end - 1) + 1
            if after > len(words):
                continue
            low = " ".join(w.low for w in words[first:after] if w.low not in _ARTICLES)
            act = fits.act_of(told.kind, first, after, low)
            if act is None:
                continue
            event = self._events.get((told.start, told.end, told.kind))
            spot = Spot(act, words, first, after, number, event)
            said = _told(told, act, low)
            step = self._step(spot, said, told)
            if step is not None:
                yield step
            if step is not None or not said.bare:  # a noun that tells nothing hides no other words
                taken[first:after] = [True] * (after - first)
        for act, first, after in fits.by_words():
            if any(taken[first:after]):
                continue
            taken[first:after] = [True] * (after - first)
            spot = Spot(act, words, first, after, number, None)
            step = self._step(spot, None, None)
            if step is not None:
                yield step

    def _step(self, spot: Spot, told: Told | None, event: ToldLike | None) -> ReportedStep | None:
        claim = self._claim_of(spot, event)
        before = spot.words[: spot.first]
        text = self._report.text[spot.start : spot.end]
        said = told or cue_told(text.lower(), before, claim)
        manner = manner_of(spot.act, said, claim, before)
        if manner is None:
            return None
        attached = self._attach.forum_of(spot)
        if attached is None or not self._belongs(spot, attached, said):
            return None
        stage = _stage(spot.act, attached.forum, said, manner)
        if stage is None or (stage == NOT_STATED and manner is not Manner.DONE):
            return None  # "could be charged": neither a stage nor done
        return self._built(_Found(spot, said, event, claim, attached, manner, stage))

    def _belongs(self, spot: Spot, attached: Attached, told: Told) -> bool:
        """Words without an event, and nouns alone, need their forum in the same sentence."""
        if spot.act.court_only or told.bare:
            return not attached.reason.what.startswith("named a sentence before")
        return True

    def _claim_of(self, spot: Spot, told: ToldLike | None) -> Claim | None:
        """The innermost claim whose content holds the act; not one whose cue is the act itself."""
        if told is not None and told.claim:
            claim = self._claims.get(told.claim)
        else:
            near = self._tellers.get(spot.number, ())
            claim = next((c for c in near if any(s <= spot.start < e for s, e in c.content)), None)
        if claim and any(s < spot.end and spot.start < e for s, e in claim.cue):
            return None
        return claim

    def _built(self, found: _Found) -> ReportedStep:
        spot, claim, forum = found.spot, found.claim, found.attached.forum
        text = self._report.text
        persons, end = self._persons.of(spot, claim, found.attached.mention)
        if found.stage.startswith("sit.") or not forum.criminal:
            persons = ()  # a situation is about nobody in particular; no State is accused of crimes
        situation, country = self._situation(found)
        told = found.told
        step = ReportedStep(
            document=self._report.document,
            start=spot.start,
            end=spot.end,
            words=text[spot.start : spot.end],
            forum=forum,
            act=spot.act.id,
            stage=found.stage,
            manner=found.manner,
            persons=persons,
            situation=situation,
            country=country,
            subject=subject_of(spot, end, text, claim),
            made_public=spot.act.made_public,
            conditions=() if found.manner is Manner.DONE else _conditions(claim, text),
            days=() if told is None or found.said.bare else _days(told),
            claims=self._claims_of(spot, claim),
            events=(told.id,) if told else (),
            speakers=(self._report.speakers.get(claim.id, "") if claim else "",),
            notes=_notes(spot.act, forum, found.stage),
        )
        return replace(_scored(step, found), not_said=_not_said(step))

    def _claims_of(self, spot: Spot, claim: Claim | None) -> tuple[str, ...]:
        if claim is not None:
            return (claim.id,)
        own = (
            c.id
            for c in self._tellers.get(spot.number, ())
            if any(s < spot.end and spot.start < e for s, e in (*c.cue, *c.content))
        )
        return tuple(own)[:1]

    def _situation(self, found: _Found) -> tuple[str, str]:
        """The state whose situation an international court deals with, where the words name it.

        The place of an arrest or of a visit is another matter.
        """
        spot = found.spot
        if found.attached.forum.machine != ICC:
            return "", ""
        states = tuple(states_in(spot.words, self._report.text, self._places))
        said = situation_of(spot, self._report.text, states)
        if said[0] or found.told is None or found.said.bare or spot.act.id in _ELSEWHERE:
            return said
        for place in found.told.places:
            if place.country and "hague" not in place.words.lower():
                return place.words, place.country
        return "", ""


@dataclass(frozen=True, slots=True)
class _Found:
    """An act with all that was found out about it."""

    spot: Spot
    said: Told
    told: ToldLike | None
    claim: Claim | None
    attached: Attached
    manner: Manner
    stage: str


def _size(claim: Claim) -> tuple[int, int, str]:
    return sum(e - s for s, e in claim.content), claim.start, claim.id


def _days(told: ToldLike) -> tuple[ReportedDay, ...]:
    return tuple(ReportedDay(t.words, t.earliest, t.latest) for t in told.times)


def _told(told: ToldLike, act: Act, words: str) -> Told:
    """The event as told; a "no" among its own words ("issued no warrant") negates it."""
    negated = told.negated or "no" in words.split()
    return Told(told.status, negated, words in act.bare, words, True)


def _stage(act: Act, forum: Forum, told: Told, manner: Manner) -> str | None:
    planned = manner in (Manner.PLANNED, Manner.POSSIBLE, Manner.CONDITIONAL)
    return act.stage(forum.machine, told.words, planned=planned)


def _conditions(claim: Claim | None, text: str) -> tuple[str, ...]:
    if claim is None or not claim.condition:
        return ()
    return (" … ".join(text[s:e] for s, e in claim.condition),)


def _notes(act: Act, forum: Forum, stage: str) -> tuple[str, ...]:
    notes = [forum.note] if forum.note else []
    if not forum.machine and forum.criminal:
        notes.append(_NO_PROCEDURE)
    if act.note and (forum.machine == ICC or act.id != "charge"):
        notes.append(act.note)
    found = procedure().stage(stage) if stage else None
    if found is not None and found.does_not_mean:
        notes.append(f"does not mean {found.does_not_mean}")
    return tuple(notes)


def _not_said(step: ReportedStep) -> tuple[str, ...]:
    """What a reader would ask next and the words leave open."""
    found = []
    if step.stage == NOT_STATED and step.forum.criminal:
        found.append("at which stage it stands")
    if not step.forum.country and step.forum.id == "national":
        found.append("of which state the court is")
    if step.forum.criminal and not step.stage.startswith("sit."):
        if not step.persons:
            found.append("whom it is about")
        elif not any(p.name for p in step.persons):
            found.append("the names of those it is about")
    if step.manner is Manner.DONE and not step.days:
        found.append("on which day it was done")
    return tuple(found)


def _scored(step: ReportedStep, found: _Found) -> ReportedStep:
    """The reasons and their sum. A noun alone that tells of no step as done is below zero: see
    `reported_merge`."""
    base = found.told.score if found.told else _CUE_SCORE
    reasons = [Reason("the words that tell it", round(base, 4)), found.attached.reason]
    if step.stage == NOT_STATED:
        reasons.append(Reason("stage not stated", -0.1))
    if found.said.bare:
        reasons.append(Reason("a noun alone", -0.3 if step.manner is Manner.DONE else -2.0))
    kept = tuple(r for r in reasons if r.weight)
    total = sum(r.weight for r in kept)
    return replace(step, reasons=kept, score=total if total < -0.5 else min(max(total, 0.05), 1.0))
