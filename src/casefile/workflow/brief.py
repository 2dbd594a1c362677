"""The brief: one screen that says what a case holds and what is missing in it."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.allegation import PRESUMPTION
from casefile.claim import Stance
from casefile.search import allegations as allegation_queries
from casefile.search import matters as matter_queries
from casefile.search import sums
from casefile.search.sums import Listed, Totals, Voice
from casefile.workflow.allegations import AllegationLine, lines_of, open_points
from casefile.workflow.proceedings import ProceedingShown, proceeding
from casefile.workflow.verify import LastVerified, last_verified
from casefile.workflow.workspace import Workspace

_DENYING = (Stance.DENIES.value, Stance.REJECTS.value)
_OPEN = (Stance.CANNOT_CONFIRM.value, Stance.DOUBTS.value)
_SILENT = tuple(s.value for s in Stance if s.is_silence)
_LIST = 40  # claims of a list that are fetched: more than a screen shows
_ALLEGED = 6  # allegations that are listed
_LOOKED_INTO = 2  # allegations and proceedings that are opened, the most told ones


@dataclass(frozen=True, slots=True)
class Open:
    """What is open in one allegation: contested points and what nobody has said yet."""

    number: int
    contested: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What `casefile brief` shows. Lists hold claims, so that each line can be opened.

    `alleged` are the allegations told by most documents, `open` what is open in them; `forums` the
    proceedings that most is reported or recorded of. The numbers beside them count all.
    """

    totals: Totals
    voices: tuple[Voice, ...]
    denials: Listed
    silences: Listed
    unconfirmed: Listed
    pending: Listed
    alleged: tuple[AllegationLine, ...]
    allegations: int
    open: tuple[Open, ...]
    forums: tuple[ProceedingShown, ...]
    proceedings: int
    verified: LastVerified | None
    entries: int
    presumption: str = PRESUMPTION


def brief(case: Workspace) -> Brief:
    """Add up a case from its index."""
    db = case.index.db
    ranked = allegation_queries.most_told(db)
    looked_into = ranked[:_LOOKED_INTO]
    matters = matter_queries.most_told(db)
    return Brief(
        totals=sums.totals(db),
        voices=sums.voices(db, _LIST),
        denials=sums.by_stance(db, _DENYING, _LIST),
        silences=sums.by_stance(db, _SILENT, _LIST),
        unconfirmed=sums.by_stance(db, _OPEN, _LIST),
        pending=sums.pending(db, _LIST),
        alleged=tuple(lines_of(case, ranked[:_ALLEGED])),
        allegations=len(ranked),
        open=tuple(_open(case, number) for number in looked_into),
        forums=tuple(proceeding(case, number) for number in matters[:_LOOKED_INTO]),
        proceedings=len(matters),
        verified=last_verified(case),
        entries=case.record.ledger.size,
    )


def _open(case: Workspace, number: int) -> Open:
    found = open_points(case, number)
    return Open(
        number,
        tuple(dispute.text for dispute in found.disputes),
        tuple(gap.text for gap in found.gaps),
    )
