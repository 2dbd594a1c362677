"""Weapons and bodies that a sentence names beside those who take part, and what can take part."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.particulars import Participant
from casefile.reading.events.model import Hit, Token
from casefile.reading.events.phrases import Phrase, head, phrase_after
from casefile.reading.events.table import state_names, word_class
from casefile.reading.names import Name, NameType


def instruments(tokens: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> list[Participant]:
    """Weapons named in the sentence, given to the event that stands nearest."""
    if hit.kind not in VIOLENT:
        return []
    rivals = [h for h in hits if h.kind in VIOLENT]
    found: list[Participant] = []
    for place, token in enumerate(tokens):
        if token.word not in word_class("weapons") or abs(hit.first - place) > _WEAPON_FAR:
            continue
        if token.word in word_class("vague_weapons") and not (
            place and tokens[place - 1].word in word_class("explosive")
        ):
            continue
        nearest = min(rivals, key=lambda h: (abs(h.first - place), h.first))
        if nearest is not hit or (
            place + 1 < len(tokens) and tokens[place + 1].word in word_class("weapon_tails")
        ):
            continue
        first = place
        while first > 0 and (
            tokens[first - 1].word in word_class("weapons")
            or tokens[first - 1].word in word_class("weapon_kinds")
        ):
            first -= 1
        found.append(Participant("instrument", tokens[first].start, token.end))
    return found


def organisations(
    tokens: Sequence[Token], found: Sequence[Participant], names: Sequence[Name]
) -> list[Participant]:
    """Bodies that actors belong to: "members of the Northern Front [NF]" gives the front."""
    more: list[Participant] = []
    for actor in (p for p in found if p.role == "actor"):
        inside = [i for i, t in enumerate(tokens) if t.start >= actor.start and t.end <= actor.end]
        if not inside:
            continue
        for name in names:
            if name.type is NameType.ORGANISATION and actor.start <= name.start < actor.end:
                more.append(Participant("organisation", name.start, name.end))
        of = next((i for i in inside if tokens[i].word == "of"), None)
        if of is not None and of < inside[-1]:
            part = phrase_after(tokens, of + 1, frozenset((inside[-1] + 1,)))
            if part and any(
                tokens[i].word in word_class("groups") for i in range(part[0], part[1] + 1)
            ):
                more += as_participant(tokens, part, "organisation")
        elif tokens[inside[-1]].word in word_class("groups"):
            more += as_participant(tokens, (inside[0], inside[-1]), "organisation")
        after = inside[-1] + 1
        if (
            after + 2 < len(tokens)
            and tokens[after].word in ("[", "(")
            and tokens[after + 2].word in ("]", ")")
        ):
            more.append(Participant("organisation", tokens[after + 1].start, tokens[after + 1].end))
    return more


def is_plausible(
    tokens: Sequence[Token],
    participant: Participant,
    names: Sequence[Name],
    capitals: frozenset[int] | None,
) -> bool:
    """Whether the words can name one who acts or suffers, or a thing: a known noun, a name."""
    inside = [
        i
        for i, t in enumerate(tokens)
        if t.start >= participant.start and t.start < participant.end
    ]
    if not inside:
        return False
    top = head(tokens, (inside[0], inside[-1]))
    top = top[:-2] if top.endswith(("'s", "’s")) else top.rstrip("'’")
    role = participant.role
    if role == "actor" and (
        top in word_class("weapons") or top in word_class("no_actors") or top.isdigit()
    ):
        return False
    known = (
        ("people", "groups")
        if role == "actor"
        else ("people", "groups", "things", "places", "weapons")
    )
    if (
        top in state_names()
        or any(top in word_class(name) for name in known)
        or role in ("instrument", "subject")
    ):
        return True
    if any(n.start < participant.end and n.end > participant.start for n in names):
        return True
    if top in word_class("pronouns"):
        return role in ("actor", "affected")
    if capitals is not None:
        return any(tokens[i].start in capitals for i in inside) or (
            role != "actor" and top.isalpha() and top.endswith("s")
        )
    return role != "actor" and len(inside) < 6 and not top.endswith(("ed", "ing", "ly"))


def as_participant(tokens: Sequence[Token], phrase: Phrase | None, role: str) -> list[Participant]:
    """The phrase as a participant, without "'s"; none for no phrase."""
    if phrase is None:
        return []
    start, end = tokens[phrase[0]].start, tokens[phrase[1]].end
    if tokens[phrase[1]].word.endswith(("'s", "’s")):
        end -= 2
    return [Participant(role, start, end)] if start < end else []


_WEAPON_FAR = 14  # tokens between a trigger and a weapon
VIOLENT = frozenset(
    ("attack", "shelling", "air_strike", "drone_strike", "missile_strike", "shooting", "bombing",
     "killing", "injury",
     "destruction", "arson", "torture", "invasion", "battle", "siege")
)  # fmt: skip
