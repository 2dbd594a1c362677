"""The brief: one screen that says what a case holds and what is missing in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casefile.claim import Directness, Outlook, SpeakerKind, Stance
from casefile.search.rows import ClaimFilter, ClaimRow
from casefile.workflow.verify import LastVerified, last_verified
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and how much a case has of them."""

    speaker: str
    claims: int
    documents: int
    denials: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What `casefile brief` shows. Lists hold claims, so that each line can be opened."""

    documents: int
    words: int
    outlets: tuple[str, ...]
    no_outlet: int
    first_published: str
    last_published: str
    no_date: int
    claims: int
    own_voice: int
    unresolved: int  # claims whose speaker is a pronoun or is not named at all
    voices: tuple[Voice, ...]
    denials: tuple[ClaimRow, ...]
    silences: tuple[ClaimRow, ...]
    unconfirmed: tuple[ClaimRow, ...]
    pending: tuple[ClaimRow, ...]
    verified: LastVerified | None
    entries: int


_DENYING = frozenset({Stance.DENIES, Stance.REJECTS})
_WITHOUT_NAME = frozenset({SpeakerKind.UNRESOLVED, SpeakerKind.NOT_STATED})
_OPEN = frozenset({Stance.CANNOT_CONFIRM, Stance.DOUBTS})


def brief(case: Workspace) -> Brief:
    """Add up a case from its index."""
    rows = case.index.documents()
    claims = list(case.index.claims(ClaimFilter()))
    published = sorted(row.published for row in rows if row.published)
    attributed = [c for c in claims if c.directness != Directness.OWN_VOICE]
    own = [c for c in claims if c.directness == Directness.OWN_VOICE]
    return Brief(
        documents=len(rows),
        words=sum(row.words for row in rows),
        outlets=tuple(sorted({row.outlet for row in rows if row.outlet})),
        no_outlet=sum(not row.outlet for row in rows),
        first_published=published[0] if published else "",
        last_published=published[-1] if published else "",
        no_date=sum(not row.published for row in rows),
        claims=len(attributed),
        own_voice=len(own),
        unresolved=sum(_is_nobody(c) for c in attributed),
        voices=_voices(attributed),
        denials=_with(attributed, _DENYING),
        silences=tuple(c for c in attributed if Stance(c.stance).is_silence),
        unconfirmed=_with(attributed, _OPEN),
        # What somebody is quoted for goes before what an outlet thinks possible.
        pending=tuple(c for c in attributed + own if c.outlook == Outlook.PENDING),
        verified=last_verified(case),
        entries=case.record.ledger.size,
    )


def _with(claims: Iterable[ClaimRow], stances: frozenset[Stance]) -> tuple[ClaimRow, ...]:
    return tuple(c for c in claims if c.stance in stances)


def _is_nobody(claim: ClaimRow) -> bool:
    """A pronoun whose party is not settled, or nobody at all."""
    return claim.speaker_kind in _WITHOUT_NAME and not claim.party


def _voices(claims: Iterable[ClaimRow]) -> tuple[Voice, ...]:
    """Speakers by number of claims; same name, same line. Within a document the reader says which
    words mean one party (a suggestion); across documents nothing is merged beyond equal names."""
    count: Counter[str] = Counter()
    denials: Counter[str] = Counter()
    seen_in: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if _is_nobody(claim):
            continue
        count[claim.speaker] += 1
        seen_in[claim.speaker].add(claim.document)
        denials[claim.speaker] += claim.stance in _DENYING
    ordered = sorted(count, key=lambda name: (-count[name], name))
    return tuple(Voice(n, count[n], len(seen_in[n]), denials[n]) for n in ordered)
