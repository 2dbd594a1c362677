"""Which mentions of one document mean the same party: names, then roles and pronouns in order.

Precision first: what fits two parties, or none, stays unlinked and its rule says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from casefile.particulars import MentionForm, PartyKind
from casefile.reading.parties.identity_gender import name_gender, title_gender
from casefile.reading.parties.identity_names import (
    UNKNOWN,
    Cluster,
    Link,
    cluster_names,
)
from casefile.reading.parties.identity_pronouns import Recent, Speakers, pronoun_link
from casefile.reading.parties.identity_roles import Roles
from casefile.reading.parties.identity_sayings import Sayings
from casefile.reading.parties.mention_names import person_words
from casefile.reading.parties.mention_words import Draft, Words
from casefile.reading.parties.transliterate import comparing_key


def identify(
    words: Words, drafts: Sequence[Draft], sayings: Sayings
) -> tuple[list[Cluster], list[Link]]:
    """Clusters, and a link for each draft.

    Args:
        drafts: names, roles and pronouns by position, the longer first where two begin together.
        sayings: who says which words.
    """
    numbers = [n for n, d in enumerate(drafts) if d.form is MentionForm.NAME]
    named = cluster_names(words, [drafts[n] for n in numbers])
    links = [Link(UNKNOWN, 0.0, "no candidate")] * len(drafts)
    for number, link in zip(numbers, named.links, strict=True):
        links[number] = link
    _learn_genders(words, drafts, named.clusters, links)
    _in_order(words, drafts, named.clusters, links, sayings)
    _first_persons(drafts, links, sayings)
    return named.clusters, links


def _learn_genders(
    words: Words, drafts: Sequence[Draft], clusters: Sequence[Cluster], links: Sequence[Link]
) -> None:
    for draft, link in zip(drafts, links, strict=True):
        if link.cluster == UNKNOWN or draft.kind is not PartyKind.PERSON:
            continue
        cluster = clusters[link.cluster]
        if not cluster.gender:
            given = person_words(words.text[draft.start : draft.end])
            by_name = name_gender(comparing_key(given[0])) if given else ""
            cluster.gender = title_gender(words, draft) or by_name


def _in_order(
    words: Words, drafts: Sequence[Draft], clusters: list[Cluster], links: list[Link],
    sayings: Sayings,
) -> None:  # fmt: skip
    roles, recent = Roles(words, drafts, clusters), Recent()
    for number, draft in enumerate(drafts):
        if draft.form is MentionForm.PRONOUN and draft.head != "i":
            said = _speakers(sayings, drafts, links, number)
            links[number] = pronoun_link(words, draft, clusters, recent, said)
        elif draft.form is MentionForm.ROLE:
            links[number] = roles.beside(draft, links) or roles.before(draft)
        cluster = links[number].cluster
        if cluster == UNKNOWN:
            if draft.form is not MentionForm.PRONOUN:
                recent.add(draft, UNKNOWN)  # it competes for pronouns, whoever it is
            continue
        if draft.form is MentionForm.NAME:
            roles.named(cluster)
        elif draft.form is MentionForm.PRONOUN and draft.head in ("he", "she"):
            clusters[cluster].gender = clusters[cluster].gender or draft.head
        clusters[cluster].sentence = draft.sentence
        clusters[cluster].source |= draft.source
        recent.add(draft, cluster)


def _speakers(
    sayings: Sayings, drafts: Sequence[Draft], links: Sequence[Link], number: int
) -> Speakers:
    """Who says the words that a pronoun stands in. A name may speak after its words, a role not."""
    saying = sayings.holding(drafts[number].start)
    if saying is None:
        return Speakers()
    cluster = links[saying.speaker].cluster
    if saying.direct:
        return Speakers(quoted=cluster)
    reported = cluster if saying.speaker < number else UNKNOWN
    return Speakers(reported=reported, since=saying.start)


def _first_persons(drafts: Sequence[Draft], links: list[Link], sayings: Sayings) -> None:
    """ "I" in quoted words is who says them."""
    for number, draft in enumerate(drafts):
        if draft.form is MentionForm.PRONOUN and draft.head == "i":
            saying = sayings.holding(draft.start)
            if saying is not None and saying.direct and not drafts[saying.speaker].many:
                speaker = links[saying.speaker].cluster
                if speaker != UNKNOWN:
                    links[number] = Link(speaker, 0.88, "quoted of itself")
