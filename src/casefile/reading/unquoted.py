"""Sentences that nobody is quoted for: whose they are, and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.claim import Stance
from casefile.reading.hearing import Scene
from casefile.reading.merge import Heard
from casefile.reading.own_author import own_act, own_stance
from casefile.reading.own_voice import own_voice
from casefile.reading.stance import stance
from casefile.reading.turns import labelled_claim, turn_claim

Own = tuple[tuple[int, int], Stance]


def unquoted(
    text: str, whole: Sequence[tuple[int, int]], heard: Sequence[Heard], scene: Scene
) -> tuple[list[Own], list[Heard]]:
    """Sentences in the outlet's own voice, with their stance; and as claims what the author says
    outright it does, what guests say in their turns, and a claim that is looked into."""
    attributed = [(*h.found.source, *h.found.cue, *h.found.content) for h in heard]
    own: list[Own] = []
    acts: list[Heard] = []
    for sentence in own_voice(text, whole, attributed):
        act = _act(text, sentence, scene)
        if act is not None:
            acts.append(act)
        else:
            own.append((sentence, own_stance(text[slice(*sentence)], scene.author)))
    return own, acts


def _act(text: str, sentence: tuple[int, int], scene: Scene) -> Heard | None:
    """The claim of a sentence that has a speaker after all: the author, a label or a guest."""
    turn = scene.lines.turn_of(sentence[0])
    label = scene.lines.claim_label(sentence[0])
    act = own_act(text, sentence, scene.author, turn is not None)
    if act is not None:
        return Heard(*act)
    if label is not None:
        return Heard(*labelled_claim(text, sentence, label))
    if turn is None or turn.own:
        return None
    words = text[slice(*sentence)]
    said = stance("", words)
    named = said if said.is_silence else own_stance(words, scene.author)
    return Heard(turn_claim(text, sentence, turn, silent=named.is_silence), named)
