"""Who a document speaks of: mentions, and the parties that they mean.

The recipe: words, names, roles and pronouns, sources of attributions; then identity; then values.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.claim import Extents
from casefile.particulars import Mention, MentionForm, Party, PartyKind, Role
from casefile.reading.found import Found
from casefile.reading.names import Name
from casefile.reading.parties.identity import identify
from casefile.reading.parties.identity_names import UNKNOWN, Cluster, Link
from casefile.reading.parties.identity_sayings import Sayings
from casefile.reading.parties.kinds import is_capital, state_of_adjective
from casefile.reading.parties.mention_names import BODIES, name_drafts
from casefile.reading.parties.mention_roles import Covered, role_drafts
from casefile.reading.parties.mention_sources import (
    Sourced,
    names_of_sources,
    source_spans,
    trimmed,
    with_sources,
)
from casefile.reading.parties.mention_words import Draft, Words, words_of


@dataclass(frozen=True, slots=True)
class Parties:
    """What `find_parties` gives. `governments`: names of places that mean a government here."""

    mentions: tuple[Mention, ...] = ()
    parties: tuple[Party, ...] = ()
    governments: tuple[tuple[int, int], ...] = ()
    speakers: tuple[tuple[int, int, str], ...] = ()  # source's start and end, party or ""

    def party(self, id_: str) -> Party | None:
        """The party of an id, None for ""."""
        return self.parties[int(id_[1:]) - 1] if id_ else None


def find_parties(
    text: str,
    sentences: Iterable[tuple[int, int]],
    names: Sequence[Name],
    *,
    attributions: Sequence[Found] = (),
    outlet: str = "",
) -> Parties:
    """The mentions and parties of a text, by position.

    Args:
        sentences: where the sentences stand that are read, in order.
        names: what the model marked.
        attributions: their sources are mentions too.
        outlet: who published the document, where that is known.
    """
    words = words_of(text, sentences)
    names = [n for n in names if not state_of_adjective(text[n.start : n.end].lower())]
    sources = source_spans(attributions)
    marked = [*names, *names_of_sources(text, sources, names, outlet)]
    named = name_drafts(words, marked, trimmed(text, sources), outlet)
    found = [*named, *role_drafts(words, Covered.by(words, named))]
    sourced = with_sources(words, sorted(found, key=_place), sources, outlet)
    sayings = Sayings.of(text, attributions, sourced.drafts, sourced.speaking)
    clusters, links = identify(words, sourced.drafts, sayings)
    return _values(words, sourced, clusters, links)


def speaker_of(parties: Parties, source_extents: Extents) -> str:
    """The id of the party that an attribution's source names, "" where that is not settled.

    The spans are those of an attribution that `find_parties` was given.
    """
    for start, end in source_extents:
        at = bisect_left(parties.speakers, (start, end, ""))
        if at < len(parties.speakers) and parties.speakers[at][:2] == (start, end):
            return parties.speakers[at][2]
    return ""


def _place(draft: Draft) -> tuple[int, int]:
    return draft.start, -draft.end


def _values(
    words: Words, sourced: Sourced, clusters: Sequence[Cluster], links: Sequence[Link]
) -> Parties:
    drafts = sourced.drafts
    ids = _ids(clusters, links)
    by_start = {d.start: ids.get(k.cluster, "") for d, k in zip(drafts, links, strict=True)
                if d.form is MentionForm.NAME}  # fmt: skip
    mentions = tuple(
        _mention(draft, link, clusters, ids)
        for draft, link in zip(drafts, links, strict=True)
        if link.rule != "title"  # a title is a role of the name after it, no mention of its own
    )
    governments = tuple(
        (d.start, d.end) for d in drafts
        if d.kind is PartyKind.STATE and d.form is MentionForm.NAME
    )  # fmt: skip
    of_cluster: dict[int, list[Draft]] = {cluster: [] for cluster in ids}
    for draft, link in zip(drafts, links, strict=True):
        if link.cluster in of_cluster and draft.form is not MentionForm.PRONOUN:
            of_cluster[link.cluster].append(draft)
    parties = tuple(
        _party(words, id_, clusters[cluster], of_cluster[cluster], by_start)
        for cluster, id_ in ids.items()
    )
    speakers = tuple(
        (start, end, ids.get(links[number].cluster, ""))
        for (start, end), number in sorted(sourced.speaking.items())
    )
    return Parties(mentions, parties, governments, speakers)


def _ids(clusters: Sequence[Cluster], links: Sequence[Link]) -> dict[int, str]:
    """Ids by first mention, for parties that are named, speak, or are spoken of again."""
    counts: dict[int, int] = {}
    for link in links:
        if link.cluster != UNKNOWN:
            counts[link.cluster] = counts.get(link.cluster, 0) + 1
    kept = [c for c, n in counts.items() if n > 1 or _stands_alone(clusters[c])]
    return {cluster: f"p{number}" for number, cluster in enumerate(kept, start=1)}


def _stands_alone(cluster: Cluster) -> bool:
    """Named, speaking, or a body of a state: "Ukraine’s president’s office"."""
    owned = cluster.kind in BODIES and any(cluster.heads.values())
    return cluster.named or cluster.source or owned


def _mention(draft: Draft, link: Link, clusters: Sequence[Cluster], ids: dict[int, str]) -> Mention:
    party = ids.get(link.cluster, "")
    kind = draft.kind
    if draft.form is not MentionForm.NAME and link.cluster != UNKNOWN:
        known = clusters[link.cluster]
        kind = known.kind if draft.form is MentionForm.PRONOUN else kind
        kind = _told(kind, known)
    return Mention(draft.start, draft.end, kind, draft.form, party, link.score, link.rule)


def _party(
    words: Words, id_: str, cluster: Cluster, drafts: Sequence[Draft], by_start: dict[int, str]
) -> Party:
    text = words.text
    named = [d for d in drafts if d.form is MentionForm.NAME] or drafts
    spellings = list(dict.fromkeys(" ".join(text[d.start : d.end].split()) for d in named))
    name = max(spellings, key=lambda s: (not is_capital(s), len(s.split()), len(s)))
    roles = tuple(Role(r.start, r.end, _of(r, by_start)) for r in cluster.roles)
    aliases = tuple(s for s in spellings if s != name)
    return Party(id_, name, _told(cluster.kind, cluster), aliases, roles)


def _told(kind: PartyKind, cluster: Cluster) -> PartyKind:
    """A person without a name is one of the people: "a source", "the medic"."""
    return PartyKind.PEOPLE if kind is PartyKind.PERSON and not cluster.named else kind


def _of(role: Draft, by_start: dict[int, str]) -> str:
    """The party that the role is of: the first one named in its words."""
    return next((by_start[s] for s, _ in role.names if by_start.get(s)), "")
