"""Reports for the case benchmark: own sentences with slots, the same for a seed on every machine.

Happenings come about day by day, each in a town of the gazetteer; a few are told by some forty
reports, most by one or two. About one report in ten is a copy of an earlier one with another lead,
cut or both. What the sentences tell is invented. Words and sentences are in `_case_words.toml`.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_FIRST_DAY = date(2023, 1, 9)
_A_DAY = 13.7  # reports a day: 10,000 in two years; fewer are the first of them
_COPIES = 0.1  # share of reports that are copies
_RECENT = 400  # reports among which a copy's original is drawn
_FEWEST = 5  # paragraphs of a report that is cut no further
_LIVE = 60  # happenings that are in the news at a time
_MOST = 36  # reports of one happening, copies not counted
_SPEAKERS = 200
_SCENE = 4  # words of each kind that a happening's background is made of

Slots = dict[str, str]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """A report as it would be added: `published` is an ISO day."""

    name: str
    outlet: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class _Voices:
    speakers: tuple[tuple[str, str], ...]  # name and post
    outlets: tuple[str, ...]


@dataclass(slots=True)
class _Happening:
    theme: Mapping[str, Any]
    side: Mapping[str, Any]
    scene: Mapping[str, list[str]]
    day: date
    slots: Slots  # what all its reports say alike
    number: int
    left: int  # reports that will still tell it


def reports(number: int, seed: int = 4) -> Iterator[CaseReport]:
    """So many reports, by day of publication. Fewer are the first of more."""
    draw = random.Random(seed)
    voices, live = _voices(draw), [_happening(draw, _FIRST_DAY) for _ in range(_LIVE)]
    recent: list[CaseReport] = []
    seen: set[str] = set()  # a case takes the same words in once
    while len(seen) < number:
        today = _FIRST_DAY + timedelta(days=int(len(seen) / _A_DAY))
        outlet = draw.choice(voices.outlets)
        if recent and draw.random() < _COPIES:
            paragraphs = _copy(draw, draw.choice(recent))
        else:
            paragraphs = _told(draw, today, live, voices)
        text = "\n\n".join(paragraphs) + "\n"
        if text not in seen:
            report = CaseReport(f"report-{len(seen):06}.txt", outlet, today.isoformat(), text)
            seen.add(text)
            recent = [*recent[-_RECENT:], report]
            yield report


def names() -> dict[str, str]:
    """The names that the reports use, with their types as a tagger gives them."""
    words = _words()
    found = {f"{a} {b}": "person" for a in words["first_names"] for b in words["last_names"]}
    for side in words["side"]:
        found |= dict.fromkeys((*side["towns"], side["country"]), "place")
        found |= {side["state"]: "place"} if side["state"][0].isupper() else {}
        found[side["ministry"].removeprefix("the ")] = "organisation"
    for body in (*words["agencies"], *words["groups"], "International Criminal Court"):
        found[body.removeprefix("the ")] = "organisation"
    return found


@cache
def _words() -> dict[str, Any]:
    path = Path(__file__).with_name("_case_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _voices(draw: random.Random) -> _Voices:
    words = _words()
    people = [f"{a} {b}" for a in words["first_names"] for b in words["last_names"]]
    speakers = [(name, draw.choice(words["posts"])) for name in draw.sample(people, _SPEAKERS)]
    outlets = [f"The {a} {b}" for a in words["outlet_cities"] for b in words["outlet_titles"]]
    return _Voices(tuple(speakers), tuple(outlets))


def _happening(draw: random.Random, today: date) -> _Happening:
    """Most are told once or twice, some by dozens."""
    words = _words()
    theme, side = (_by_share(draw, words[what]) for what in ("theme", "side"))
    day = today - timedelta(days=draw.randint(0, 3))
    town, target = draw.choice(side["towns"]), draw.choice(theme.get("targets", [""]))
    slots = {k: side[k] for k in ("country", "state", "ministry", "accuser")}
    slots |= {"town": town, "target": target, "month": day.strftime("%B %Y")}
    slots |= {"day": f"{day.day} {slots['month']}", "fire": draw.choice(words["fire"])}
    slots |= {"hour": draw.choice(words["hours"])}
    slots |= {k: theme[k].format(**slots) for k in ("denial", "account")}
    return _Happening(
        theme=theme,
        side=side,
        scene={kind: draw.sample(all_, _SCENE) for kind, all_ in words["scene"].items()},
        day=day,
        slots=slots,
        number=draw.randint(2, theme.get("high", 30)),
        left=min(_MOST, 1 + int(draw.paretovariate(0.9))),
    )


def _by_share(draw: random.Random, rows: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    return draw.choices(rows, [row["share"] for row in rows])[0]


def _told(draw: random.Random, today: date, live: list[_Happening], voices: _Voices) -> list[str]:
    """A report of a happening in the news; one that is told often enough makes room."""
    at = draw.randrange(len(live))
    told = live[at]
    told.left -= 1
    if told.left <= 0:
        live[at] = _happening(draw, today)
    slots = _slots(draw, told, voices)
    forms = (_wire, _wire, _wire, _statement, _reply, _court_news)
    form = _wire if told.theme.get("is_combat") else draw.choice(forms)
    dateline = f"{slots['town'].upper()}, {today.strftime('%B')} {today.day} ({slots['agency']}) — "
    found = [p.format(**slots) for p in form(draw, told)] + _filling(draw, told)
    return [dateline + found[0], *found[1:]] if form is _wire else found


def _slots(draw: random.Random, told: _Happening, voices: _Voices) -> Slots:
    words = _words()
    (speaker, post), (second, _), (third, _) = draw.sample(voices.speakers, 3)
    slots = told.slots | {"speaker": speaker, "post": post, "second": second, "third": third}
    slots["n"] = str(told.number + draw.choice((0, 0, 0, 1, 2)))
    slots |= {"agency": draw.choice(words["agencies"]), "group": draw.choice(words["groups"])}
    slots["unnamed"] = draw.choice(words["unnamed"])
    tellings = draw.sample(told.theme["tellings"], 2)
    slots |= {"telling": tellings[0].format(**slots), "other": tellings[1].format(**slots)}
    for what in ("telling", "ministry", "state", "group", "unnamed"):
        slots[f"upper_{what}"] = slots[what][:1].upper() + slots[what][1:]
    return slots


def _wire(draw: random.Random, told: _Happening) -> list[str]:
    words = _words()
    found = [
        "{upper_telling}, {speaker}, the {post}, said.",
        "“It was over in a minute,” {second} said. {second} said {other}.",
        _background(draw, told) + " " + draw.choice(words["placed"]),
    ]
    if not told.theme.get("is_combat"):
        found.append(draw.choice(words["denials"]) + " " + draw.choice(words["unconfirmed"]))
        found += [draw.choice(words["silences"])] * (draw.random() < 0.6)
        found += [draw.choice(words["courts"])] * (draw.random() < 0.3)
    return found


def _statement(draw: random.Random, _: _Happening) -> list[str]:
    return [
        "{upper_group} said on the record that {telling}.",
        "According to {group}, {other}. {upper_unnamed} told the group that nobody was warned.",
        "“We call on both sides to open the records,” {speaker} of {group} said.",
        draw.choice(_words()["silences"]),
    ]


def _reply(draw: random.Random, _: _Happening) -> list[str]:
    return [
        draw.choice(_words()["denials"]),
        "{accuser} had said that {telling}.",
        "“These reports are invented,” {speaker}, the {post}, said. {second} said all was calm.",
    ]


def _court_news(draw: random.Random, _: _Happening) -> list[str]:
    words = _words()
    return [
        draw.choice(words["courts"]),
        "{upper_unnamed} said {telling}.",
        draw.choice(words["silences"]) + " " + draw.choice(words["denials"]),
    ]


def _filling(draw: random.Random, told: _Happening) -> list[str]:
    """Paragraphs of one to three sentences that tell of nothing."""
    return [
        " ".join(_background(draw, told) for _ in range(draw.randint(1, 3)))
        for _ in range(draw.randint(3, 6))
    ]


def _background(draw: random.Random, told: _Happening) -> str:
    person, deed, thing, spot = (draw.choice(told.scene[k]) for k in _PARTS)
    return f"The {person} {deed} the {thing} {spot}."


_PARTS = ("persons", "deeds", "things", "spots")


def _copy(draw: random.Random, original: CaseReport) -> list[str]:
    """The same words with another lead, cut from the end, or both."""
    paragraphs = original.text.rstrip("\n").split("\n\n")
    how = draw.choice(("led", "cut", "both"))
    if how != "cut":
        town = paragraphs[0].split(",")[0].title() if " — " in paragraphs[0] else "the town"
        paragraphs.insert(0, draw.choice(_words()["leads"]).format(town=town))
    if how != "led" and len(paragraphs) > _FEWEST:
        del paragraphs[-draw.randint(1, 2) :]
    return paragraphs
