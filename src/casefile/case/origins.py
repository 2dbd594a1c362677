"""Corroboration: how many independent origins say so, not how many prints.

An origin is where words come from: a speaker, an outlet's own reporting, a writing. Two outlets
that quote one ministry rest on one origin; so do a wire story and its copies, and two reports that
quote an unnamed source through one agency. Counts are lengths of lists; nothing here is a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casefile.case.origin_carriers import Carriers, folded
from casefile.case.party_names import is_generic

_DENYING = frozenset({"denies", "doubts"})  # who rejects turns down a demand or a competence
_NO_ANSWER = frozenset({"declines_to_comment", "did_not_respond", "nothing_to_announce"})
_SAYING = frozenset({"asserts", "confirms", "admits", "accuses", "expects"})


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as far as its origin goes. `lead` is the document that its copy group began with.

    `party` is the speaker's number in the register of parties, 0 where it is not settled;
    `own_words` says that the outlet speaks in its own voice.
    """

    claim: str
    document: str
    number: int
    outlet: str
    published: str
    lead: str
    lead_number: int
    agency: str
    stance: str
    speaker: str
    speaker_kind: str
    party: int
    relay: str
    source: str
    own_words: bool


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where words come from. `key` compares; `label` and `why` are for people.

    `is_open`: an unnamed source that may be the same as another unnamed one.
    """

    key: str
    label: str
    why: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What rests on one origin: its claims, the outlets that print it, since when."""

    origin: Origin
    claims: tuple[str, ...]
    documents: tuple[int, ...]
    outlets: tuple[str, ...]
    since: str  # ISO 8601, the earliest print; "" where none is dated


@dataclass(frozen=True, slots=True)
class Repeat:
    """A document that only repeats: everything that it says rests on an earlier document."""

    number: int
    outlet: str
    of: int  # the number of the document that it repeats
    why: str


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who says so, who repeats, who denies, who gave no answer, who could not confirm.

    `may_be_one` are keys of `said_by` that are unnamed sources of different outlets: they may be
    one and the same, so that there may be fewer origins than are listed, never more.
    """

    said_by: tuple[Said, ...]
    other_accounts: tuple[Said, ...]
    denied_by: tuple[Said, ...]
    no_answer: tuple[Said, ...]
    unconfirmed: tuple[Said, ...]
    repeated_by: tuple[Repeat, ...]
    may_be_one: tuple[str, ...]

    @property
    def independent(self) -> int:
        """How many origins say so, unnamed ones that may be one counted as one."""
        return len(self.said_by) - max(len(self.may_be_one) - 1, 0)


def origin_of(saying: Saying) -> Origin:
    """The origin of a claim that stands alone; `origins_of` sees more where there are several.

    >>> origin_of(Saying("c", "d", 1, "Courier", "", "d", 1, "", "asserts", "Kyiv",
    ...                  "state_metonym", 2, "", "Kyiv", False)).key
    'party:2'
    """
    return origins_of([saying])[saying.claim]


def origins_of(sayings: Iterable[Saying]) -> dict[str, Origin]:
    """The origin of each claim, by its id. What bears on one happening is looked at together.

    A speaker is one origin, whoever quotes it. Own reporting and unnamed sources hang on what
    brought them: two outlets on one unnamed source through one agency are one origin, and so are a
    report and its copies, a report and its agency, two reports of one outlet.
    """
    ordered = sorted(sayings, key=lambda s: (s.number, s.claim))
    carriers = Carriers(ordered)
    parties = _parties_by_name(ordered)
    named = frozenset(s.party for s in ordered if s.party and not is_generic(s.speaker))
    return {s.claim: _origin(_settled(s, named), carriers, parties) for s in ordered}


def _settled(saying: Saying, named: frozenset[int]) -> Saying:
    """ "The Ministry" is registered once a document; beside one happening it is one voice."""
    nameless = is_generic(saying.speaker) and saying.party not in named
    return replace(saying, party=0) if nameless else saying


def _parties_by_name(sayings: Iterable[Saying]) -> dict[str, int]:
    """The party of each name that only one party has: another document may not have settled it."""
    found: dict[str, set[int]] = {}
    for saying in sayings:
        if saying.party and saying.speaker and not is_generic(saying.speaker):
            found.setdefault(folded(saying.speaker), set()).add(saying.party)
    return {name: min(parties) for name, parties in found.items() if len(parties) == 1}


def _origin(saying: Saying, carriers: Carriers, parties: Mapping[str, int]) -> Origin:
    kind = saying.speaker_kind
    if saying.own_words or kind == "not_stated":
        return _own(*carriers.of_document(saying), saying)
    if kind == "outlet" or (kind == "organisation" and carriers.is_known(saying.speaker)):
        return _own(*(carriers.named(saying.speaker) or carriers.of_document(saying)), saying)
    if kind == "unnamed" or (kind == "unresolved" and not saying.party):
        return _unnamed(saying, carriers)
    name = folded(saying.speaker) or folded(saying.source)
    if kind == "writing":
        key = f"party:{saying.party}" if saying.party else f"writing:{name or saying.claim}"
        return Origin(key, saying.speaker or saying.source, "one writing, whoever cites it")
    party = saying.party or parties.get(name, 0)
    key = f"party:{party}" if party else f"speaker:{name or saying.claim}"
    return Origin(key, saying.speaker or saying.source, "one speaker, whoever quotes it")


def corroboration(sayings: Sequence[Saying]) -> Corroboration:
    """Sort what bears on a happening by what it does, each part by origin."""
    ordered = sorted({s.claim: s for s in sayings}.values(), key=lambda s: (s.number, s.claim))
    origins = origins_of(ordered)
    # Of unnamed sources nobody knows that the one who denies is the one who says so.
    answers = (origins[s.claim] for s in ordered if s.stance in _DENYING)
    denying = {origin.key for origin in answers if not origin.is_open}
    says, accounts = [], []
    for saying in ordered:
        if saying.stance == "presents_as" or (
            saying.stance in _SAYING and origins[saying.claim].key in denying
        ):
            accounts.append(saying)
        elif saying.stance in _SAYING:
            says.append(saying)
    said_by = _said(says, origins)
    unnamed = tuple(s.origin.key for s in said_by if s.origin.is_open)
    return Corroboration(
        said_by=said_by,
        other_accounts=_said(accounts, origins),
        denied_by=_said((s for s in ordered if s.stance in _DENYING), origins),
        no_answer=_said((s for s in ordered if s.stance in _NO_ANSWER), origins),
        unconfirmed=_said((s for s in ordered if s.stance == "cannot_confirm"), origins),
        repeated_by=_repeats(says, origins),
        may_be_one=unnamed if len(unnamed) > 1 else (),
    )


def _own(carrier: str, name: str, saying: Saying) -> Origin:
    label = name or saying.outlet or f"document {saying.lead_number}"
    return Origin(f"own:{carrier}", label, "one report, whoever prints it")


def _unnamed(saying: Saying, carriers: Carriers) -> Origin:
    """Unnamed sources count once for each relay, agency, outlet or copied story they came by."""
    carrier, name = carriers.named(saying.relay) or carriers.of_document(saying)
    label = name or saying.outlet or f"document {saying.lead_number}"
    words = saying.speaker or saying.source or "an unnamed source"
    if saying.speaker_kind == "unresolved":
        why = "a pronoun; came one way"
        return Origin(f"pronoun:{carrier}", f"{words}, through {label}", why, True)
    return Origin(f"unnamed:{carrier}", f"{words}, through {label}", "unnamed; came one way", True)


def _said(sayings: Iterable[Saying], origins: Mapping[str, Origin]) -> tuple[Said, ...]:
    by_key: dict[str, list[Saying]] = {}
    for saying in sayings:
        by_key.setdefault(origins[saying.claim].key, []).append(saying)
    found = (_one(group, origins) for group in by_key.values())
    return tuple(sorted(found, key=lambda s: (s.since or "9999", s.documents, s.origin.key)))


def _one(group: Sequence[Saying], origins: Mapping[str, Origin]) -> Said:
    first = min(group, key=_by_day)
    return Said(
        origin=origins[first.claim],
        claims=tuple(s.claim for s in group),
        documents=tuple(sorted({s.number for s in group})),
        outlets=tuple(dict.fromkeys(s.outlet or "not named" for s in group)),
        since=min((s.published for s in group if s.published), default=""),
    )


def _by_day(saying: Saying) -> tuple[str, bool, int, str]:
    """Earliest day first, unknown days last; of one day what is no copy, then by number."""
    is_copy = saying.lead != saying.document
    return saying.published[:10] or "9999", is_copy, saying.number, saying.claim


def _repeats(says: Iterable[Saying], origins: Mapping[str, Origin]) -> tuple[Repeat, ...]:
    """Documents of which every saying rests on an origin that another document brought first."""
    first: dict[str, Saying] = {}
    of_document: dict[int, list[Saying]] = {}
    for saying in sorted(says, key=_by_day):
        first.setdefault(origins[saying.claim].key, saying)
        of_document.setdefault(saying.number, []).append(saying)
    found = []
    for number, own in sorted(of_document.items()):
        earlier = [first[origins[s.claim].key] for s in own]
        if all(saying.number != number for saying in earlier):
            why = _why(own[0], earlier[0], origins[own[0].claim])
            found.append(Repeat(number, own[0].outlet or "not named", earlier[0].number, why))
    return tuple(found)


def _why(saying: Saying, earlier: Saying, origin: Origin) -> str:
    if saying.lead == earlier.lead:
        return "a copy of it"
    if origin.key.startswith(("own:", "unnamed:")):
        return f"brought the same way: {origin.why}"
    return origin.why
