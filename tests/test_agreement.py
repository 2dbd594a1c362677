"""Comparing two lists of claims, and what the reader's module makes of it: own examples."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casefile.claim import Directness, Extents, SpeakerKind, Stance
from casefile.workflow.annotate import Done, Line
from evals import agreement, claims
from evals.agreement import (
    Compared,
    Score,
    compare,
    kappa,
    same_speaker,
    speaker_fits,
    together,
)
from evals.gold_format import ROLES, Certainty, GoldClaim, GoldText, Half, Time, read_gold

TEXT = (
    "The abbot denied selling the field. The prior said the cook had denied the theft, if asked. "
    "The abbey did not respond to two letters. The gate was shut.\n"
)


def words(piece: str, nth: int = 1) -> Extents:
    at = -1
    for _ in range(nth):
        at = TEXT.index(piece, at + 1)
    return ((at, at + len(piece)),)


def claim(stance: Stance, speaker: str, **roles: Extents) -> GoldClaim:
    own = not (roles.get("cue") or roles.get("source"))
    return GoldClaim(
        id="",
        spans={role: roles.get(role, ()) for role in ROLES},
        stance=stance,
        directness=Directness.OWN_VOICE if own else Directness.INDIRECT,
        certainty=Certainty.PLAIN,
        time=Time.PAST,
        speaker_kind=SpeakerKind.OUTLET if own else SpeakerKind.UNNAMED,
        speaker=speaker,
    )


SALE = claim(
    Stance.DENIES, "The abbot",
    source=words("The abbot"), cue=words("denied"), content=words("selling the field"),
)  # fmt: skip
SAID = claim(
    Stance.ASSERTS, "The prior",
    source=words("The prior"), cue=words("said"), content=words("the cook had denied the theft"),
    condition=words("if asked"),
)  # fmt: skip
THEFT = claim(
    Stance.DENIES, "the cook",
    source=words("the cook"), cue=words("had denied"), content=words("the theft"),
    relay=words("The prior"),
)  # fmt: skip
LETTERS = claim(
    Stance.DID_NOT_RESPOND, "The abbey",
    source=words("The abbey"), cue=words("did not respond to"), content=words("two letters"),
)  # fmt: skip
GATE = claim(Stance.ASSERTS, "Abbey News", content=words("The gate was shut"))
ALL = (SALE, SAID, THEFT, LETTERS, GATE)


def figures(compared: Compared) -> dict[str, float]:
    """All that is counted, by name."""
    said = compared.said()
    return {
        "found": said.found().f1,
        "own found": compared.own().found().f1,
        **{name: said.field(name).precision for name in agreement.FIELDS},
        "speaker": said.share(speaker_fits).precision,
        "relay": said.spans("relay").f1,
        "condition": compared.spans("condition").f1,
        "denies": said.stance(Stance.DENIES).f1,
        "did_not_respond": said.stance(Stance.DID_NOT_RESPOND).f1,
    }


def changed(**expected: float) -> dict[str, float]:
    """What is expected where everything not named is right."""
    return dict.fromkeys(figures(compare(ALL, ALL)), 1.0) | {
        name.replace("__", " "): pytest.approx(value) for name, value in expected.items()
    }


def test_equal_lists_agree_in_everything() -> None:
    compared = compare(ALL, ALL)
    assert figures(compared) == changed()
    assert all(one is other for one, other in compared.pairs)
    assert [compared.kappa(name) for name in agreement.FIELDS] == [1.0] * 5


def test_the_order_of_a_list_does_not_matter() -> None:
    assert figures(compare(ALL, ALL[::-1])) == changed()


def test_a_missed_claim_is_missed_in_all_that_counts_over_all_claims() -> None:
    compared = compare(ALL, (SALE, SAID, LETTERS, GATE))
    assert figures(compared) == changed(found=6 / 7, denies=2 / 3, relay=0)
    assert compared.said().found() == Score(3, 3, 4, (THEFT,), ())
    assert compared.said().stance(Stance.DENIES).missed == (THEFT,)


def test_a_wrong_stance_costs_the_stance_and_its_f1_only() -> None:
    wrong = replace(SALE, stance=Stance.ASSERTS)
    compared = compare(ALL, (wrong, *ALL[1:]))
    assert figures(compared) == changed(stance=3 / 4, denies=2 / 3)
    assert compared.said().field("stance").missed == (SALE,)
    assert compared.said().stance(Stance.ASSERTS) == Score(1, 2, 1, (), (wrong,))


def test_swapped_speakers_are_two_wrong_speakers() -> None:
    swapped = (replace(SALE, speaker="the cook"), SAID, replace(THEFT, speaker="The abbot"))
    compared = compare(ALL, (*swapped, LETTERS, GATE))
    assert figures(compared) == changed(speaker=1 / 2)
    assert compared.said().share(speaker_fits).missed == (SALE, THEFT)


def test_the_claim_inside_another_is_matched_with_its_own_twin() -> None:
    """The outer content holds the inner claim: both share characters with both."""
    compared = compare((SAID, THEFT), (THEFT, SAID))
    assert compared.pairs == ((SAID, SAID), (THEFT, THEFT))
    lone = compare((SAID, THEFT), (THEFT,))
    assert lone.pairs == ((THEFT, THEFT),)


def test_no_claim_is_matched_twice() -> None:
    compared = compare((SALE,), (SALE, replace(SALE, stance=Stance.REJECTS)))
    assert compared.said().found() == Score(1, 2, 1, (), (compared.other[1],))


def test_own_voice_never_matches_a_saying() -> None:
    said = replace(GATE, directness=Directness.INDIRECT)
    compared = compare((GATE,), (said,))
    assert compared.pairs == ()
    assert compared.own().found() == Score(0, 0, 1, (GATE,), ())
    assert compared.said().found() == Score(0, 1, 0, (), (said,))


@pytest.mark.parametrize(
    ("one", "other", "matched"),
    [
        (LETTERS, replace(LETTERS, spans={**LETTERS.spans, "content": ()}), True),
        (SALE, replace(SALE, spans={**SALE.spans, "content": ()}), True),
        (LETTERS, replace(LETTERS, spans={**LETTERS.spans, "content": words("shut")}), True),
        (SALE, replace(SALE, spans={**SALE.spans, "content": words("shut")}), False),
        (LETTERS, replace(LETTERS, spans={**SALE.spans, "source": words("The abbey")}), False),
        (SALE, replace(SALE, spans={**SALE.spans, "cue": words("shut")}), True),
    ],
)
def test_the_cue_will_do_for_silences_and_empty_contents(
    one: GoldClaim, other: GoldClaim, matched: bool
) -> None:
    assert bool(compare((one,), (other,)).pairs) is matched
    assert bool(compare((other,), (one,)).pairs) is matched


def test_a_relay_elsewhere_is_missed_and_false() -> None:
    other = replace(THEFT, spans={**THEFT.spans, "relay": words("The abbey")})
    assert compare((THEFT,), (other,)).spans("relay") == Score(0, 1, 1, (THEFT,), (other,))


def test_texts_are_summed_and_not_averaged() -> None:
    missed, false = replace(SALE), replace(LETTERS)  # the same words, of another text
    both = together([compare(ALL, ALL), compare((missed,), (false,))])
    assert both.said().found() == Score(4, 5, 5, (missed,), (false,))


def test_kappa_takes_away_what_chance_agrees_on() -> None:
    values = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert kappa(values) == pytest.approx(0.4)  # agreed .7, by chance .5
    assert kappa([("a", "b")] * 3) == 0
    assert kappa([]) == kappa([("a", "a")]) == 1


@pytest.mark.parametrize(
    ("one", "other", "same", "fits"),
    [
        ("The prosecutor’s office", "prosecutor’s Office", True, True),
        ("Judge Ada Moll", "Ada Moll", False, True),
        ("he", "The abbot", False, False),
        ("Ada", "Adam Moll", False, False),
        ("", "Ada Moll", False, False),
        ("", "", True, True),
    ],
)
def test_names_are_compared_word_by_word(one: str, other: str, same: bool, fits: bool) -> None:
    pair = (replace(SALE, speaker=one), replace(SALE, speaker=other))
    assert same_speaker(pair) is same
    assert speaker_fits(pair) is fits


class Annotates:
    """Plays `annotate_line`: says what it is told to say, and keeps what it was asked."""

    def __init__(self, *said: dict[str, Any], own: Sequence[dict[str, Any]] = ()) -> None:
        self.found = {"attributions": list(said), "outlet_claims": list(own)}
        self.asked: list[dict[str, Any]] = []

    def __call__(self, _tagger: object, line: Line) -> Done:
        self.asked.append(json.loads(line.body))
        return Done(line.number, body=json.dumps(self.found))


ABBEY = GoldText("99-wire-abbey", "wire", date(2024, 1, 2), "Abbey News", Half.TUNE, TEXT, ALL)
FIELDS = {"certainty": "plain", "time": "past", "condition": []}
READ = {
    "source": LETTERS.spans["source"], "cue": LETTERS.spans["cue"], "content": [], "relay": [],
    "stance": "did_not_respond", "directness": "indirect", "speaker_kind": "unnamed", **FIELDS,
}  # fmt: skip
READ_OWN = {"content": GATE.spans["content"], "stance": "asserts", **FIELDS}


def test_what_is_read_gets_the_shape_of_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Annotates(READ, READ | {"speaker_name": "The Abbey of Orm"}, own=[READ_OWN])
    monkeypatch.setattr(claims, "annotate_line", said)
    words_only, named, own = claims.read(None, ABBEY)  # type: ignore[arg-type]
    (asked,) = said.asked
    assert asked == {
        "id": "99-wire-abbey", "text": TEXT, "published": "2024-01-02", "outlet": "Abbey News",
    }  # fmt: skip
    assert named == replace(
        LETTERS, id=f"99@{LETTERS.start}", spans=LETTERS.spans | {"content": ()},
        speaker="The Abbey of Orm",
    )  # fmt: skip
    assert words_only == replace(named, speaker="The abbey")
    assert own == replace(GATE, id=f"99@{GATE.start}")


def test_an_error_of_annotate_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "annotate_line", lambda _, line: Done(line.number, error="ink"))
    with pytest.raises(RuntimeError, match="99-wire-abbey: ink"):
        claims.read(None, ABBEY)  # type: ignore[arg-type]


def test_words_of_the_held_half_are_never_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(claims, "annotate_line", Annotates())
    claims.print_wrong(None)  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    tune, held = read_gold(half=Half.TUNE), read_gold(half=Half.HELD)
    assert f" {tune[0].claims[0].id} " in shown
    assert [c.id for text in held for c in text.claims if f" {c.id} " in shown] == []
    contents = [text.words(c, "content") for text in held for c in text.claims]
    assert [words for words in contents if len(words) > 40 and words in shown] == []


def test_figures_are_of_both_halves_and_only_held_has_something_to_reach(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(claims, "shipped_tagger", lambda: None)
    monkeypatch.setattr(claims, "annotate_line", Annotates())
    found = claims.measure(Path("nowhere"))
    keys = [figure.key for figure in found]
    assert len(keys) == len(set(keys))
    assert {key.split("/")[1] for key in keys} == {"tune", "held", "agreement"}
    aimed = [f.key.removeprefix("claims/held/") for f in found if f.reach is not None]
    assert aimed == [
        "denies, F1", "declines_to_comment, F1", "did_not_respond, F1", "cannot_confirm, F1",
        "mean of four stances, F1",
    ]  # fmt: skip
    assert all(f.peers for f in found if "/agreement/" not in f.key)
    nothing = next(f for f in found if f.key == "claims/tune/claims found, F1")
    assert (nothing.value, nothing.counts) == (0, "0 right of 0 found, 292 gold")
    assert "01.01 missed" in nothing.examples
