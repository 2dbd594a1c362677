"""How well times are found and placed, against four sets, through `find_times` on raw text.

- TempEval-3 platinum (`timex-te3platinum` dev, news; `dct` is given). *Strict* F1: same start and
  end; *relaxed*: any overlap, each expression used once; *value*: overlap and the same value.
- WikiWars (`timex-wikiwars` dev, narratives; TIMEX2): the same. No publication is given, as the set
  has only the day of download. Gold expressions without a value (null) count as missed in *value*.
- GUM news (`gum-entities-coref-dates`, train and dev; `dct` is given, dated lines are in the text):
  of the gold dates with one value (`when`, or `from` with `to`; tag "date"), the share that an
  expression overlaps whose value is `when`, or whose stretch of days is the one that `when` or
  `from`-`to` covers; of "by" and "until" the stated end.
- Recognizers (`timex-recognizers` dev): of the gold expressions of types date and daterange, the
  share found by overlap and right in any one of the gold `values` (past and future reading). Right
  is one of:
  the same value as `timex` (a fiscal or school year, "FY2008", is the year's number);
  the gold day, or gold's first to last day (its `end` is the day behind the last; both counts are
  taken, and "the next ten days" may count the anchor's day in or out);
  an open end where gold has one (since, until, before, after);
  for a range in two expressions ("from May to July"): the first begins on the gold `start`, the
  last one begins, ends or is followed by the gold `end`; or their values are the two in `timex`;
  for "two months ago" and the like: our week, month or year holds the gold day. The line "to the
  day" leaves these last ones out.

Run: `python evals/times.py ../shared/corpora`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casefile.particulars import Time
from casefile.reading.sentences import sentences
from casefile.reading.times.find import find_times
from casefile.reading.times.values import stretch
from evals.figures import Figure

Record = dict[str, Any]


def measure(corpora: Path) -> list[Figure]:
    """All figures; a set that is not there is left out, with a line that says so."""
    found: list[Figure] = []
    for folder, task in (
        ("timex-te3platinum", platinum),
        ("timex-wikiwars", wikiwars),
        ("gum-entities-coref-dates", gum),
        ("timex-recognizers", recognizers),
    ):
        if not (corpora / folder / "dev.jsonl").exists():
            print(f"times: {folder} is not there, left out", file=sys.stderr)
            continue
        found += task(corpora / folder)
    return found


def records(path: Path) -> Iterator[Record]:
    """The lines of one part of a set."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read(text: str, published: str) -> tuple[Time, ...]:
    """Times of a text whose lines are its blocks."""
    return find_times(text, list(sentences(text, _lines(text))), published)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def pairs(gold: Sequence[Mapping[str, Any]], found: Sequence[Time]) -> list[tuple[Any, Time]]:
    """Gold with found, each once: the same extent first, then by overlap in order."""
    out: list[tuple[Any, Time]] = []
    free = list(found)
    rest = []
    for one in gold:
        same = next((f for f in free if (f.start, f.end) == (one["start"], one["end"])), None)
        if same is None:
            rest.append(one)
        else:
            free.remove(same)
            out.append((one, same))
    for one in rest:
        near = next((f for f in free if f.start < one["end"] and f.end > one["start"]), None)
        if near is not None:
            free.remove(near)
            out.append((one, near))
    return out


def _f1(right: int, gold: int, found: int) -> float:
    return 2 * right / (gold + found) if gold + found else 0.0


def _extents(name: str, part: Path, with_day: bool) -> dict[str, tuple[int, int, int]]:
    """Right, gold and found for strict, relaxed and value."""
    strict = relaxed = value = gold = found = 0
    for record in records(part):
        times = read(record["text"], record["dct"] if with_day else "")
        matched = pairs(record["timexes"], times)
        gold, found = gold + len(record["timexes"]), found + len(times)
        relaxed += len(matched)
        strict += sum((g["start"], g["end"]) == (t.start, t.end) for g, t in matched)
        value += sum(g["value"] == t.value for g, t in matched)
    return {
        n: (x, gold, found)
        for n, x in zip(("strict", "relaxed", "value"), (strict, relaxed, value), strict=True)
    }


def _figures(
    key: str,
    title: str,
    counts: dict[str, tuple[int, int, int]],
    reach: dict[str, float],
    peers: dict[str, str],
) -> list[Figure]:
    return [
        Figure(
            f"times/{key}/{name}",
            f"{title}, {name} F1",
            _f1(*three),
            "{} right, {} gold, {} found".format(*three),
            reach.get(name),
            peers.get(name, ""),
        )
        for name, three in counts.items()
    ]


def platinum(folder: Path) -> list[Figure]:
    """TempEval-3 platinum dev."""
    peers = {
        "strict": "HeidelTime .876 (held .758), SynTime held .919",
        "relaxed": "HeidelTime .905 (held .909)",
        "value": "HeidelTime .847 (held .712)",
    }
    counts = _extents("platinum", folder / "dev.jsonl", True)
    return _figures(
        "platinum", "TempEval-3 platinum dev", counts, {"strict": 0.9, "value": 0.8}, peers
    )


def wikiwars(folder: Path) -> list[Figure]:
    """WikiWars dev."""
    peers = {
        "strict": "HeidelTime held .856, SynTime held .782",
        "relaxed": "HeidelTime held .916",
        "value": "HeidelTime held .783",
    }
    counts = _extents("wikiwars", folder / "dev.jsonl", False)
    return _figures("wikiwars", "WikiWars dev", counts, {"value": 0.8}, peers)


def gum(folder: Path) -> list[Figure]:
    """Dates of GUM's news, train and dev."""
    right = total = 0
    missed = []
    for part in ("train", "dev"):
        for record in records(folder / f"{part}.jsonl"):
            if record["genre"] != "news":
                continue
            times = read(record["text"], record["dct"])
            for one in record["dates"]:
                if one["tag"] != "date" or not ("when" in one or ("from" in one and "to" in one)):
                    continue
                total += 1
                if any(_date_right(one, t) for t in times):
                    right += 1
                else:
                    missed.append(f"{record['id']}:{one['start']}")
    share = right / total if total else 0.0
    peers = "HeidelTime .800, recognizers with three rules .758"
    return [
        Figure(
            "times/gum/right",
            "GUM news dates right",
            share,
            f"{right} of {total}",
            0.88,
            peers,
            examples=tuple(missed),
        )
    ]


def _date_right(gold: Mapping[str, Any], time: Time) -> bool:
    if not (time.start < gold["end"] and time.end > gold["start"]):
        return False
    if time.modifier in ("by", "until") and len(gold.get("when", "")) == 10:
        return time.latest == gold["when"]
    if "when" in gold:
        whole = stretch(gold["when"])
        day = (time.earliest[:10], time.latest[:10])
        return (
            time.value == gold["when"] or day == whole[:2] or stretch(time.value)[:2] == whole[:2]
        )
    return stretch(time.value)[:2] == (gold["from"], gold["to"]) or (
        time.earliest,
        time.latest,
    ) == (gold["from"], gold["to"])


def recognizers(folder: Path) -> list[Figure]:
    """Dates and ranges of the Recognizers cases."""
    right = exact = total = 0
    missed = []
    for record in records(folder / "dev.jsonl"):
        wanted = [t for t in record["timexes"] if t["type"] in ("date", "daterange")]
        times = read(record["text"], record["dct"]) if wanted else ()
        for one in wanted:
            total += 1
            near = [t for t in times if t.start < one["end"] and t.end > one["start"]]
            fits = [_case_right(value, near) for value in one["values"]]
            exact += "exact" in fits
            right += any(fits)
            if not any(fits):
                missed.append(f"{record['id']}:{one['start']}")
    peers = "recognizers-text (its own cases) with three rules .563 on platinum"
    return [
        Figure(
            "times/recognizers/right",
            "Recognizers dev, dates and ranges right",
            right / total,
            f"{right} of {total}",
            0.95,
            "",
            examples=tuple(missed),
        ),
        Figure(
            "times/recognizers/exact",
            "the same, to the day",
            exact / total,
            f"{exact} of {total}",
            None,
            peers,
        ),
    ]


def _case_right(gold: Mapping[str, str], near: Sequence[Time]) -> str:
    """ "exact", "whole" (the unit that holds the gold day) or ""."""
    if not near:
        return ""
    first, last = near[0], near[-1]
    timex = gold["timex"]
    if any(t.value == timex or (timex[:2] in ("FY", "SY") and t.value == timex[2:]) for t in near):
        return "exact"
    if timex.startswith("(") and timex[1:].split(",")[:2] == [first.value, last.value]:
        return "exact"
    if "start" not in gold and "end" not in gold:
        day = gold.get("value", "")
        if any((t.earliest[:10], t.latest[:10]) == (day, day) for t in near):
            return "exact"
        return "whole" if any(_offset_holds(t, day) for t in near) else ""
    start, end = gold.get("start", ""), gold.get("end", "")
    for one in near:
        near_start = (0, -1) if one.rule.startswith("stretch") else (0,)
        if _same(one.earliest, start, near_start) and _same(one.latest, end, (0, 1)):
            return "exact"
        if gold.get("Mod") and _open_right(one, start, end):
            return "exact"
    ended = _same(last.earliest, end, (0,)) or _same(last.latest, end, (0, 1))
    both = len(near) > 1 and bool(start) and bool(end)
    return "exact" if both and ended and _same(first.earliest, start, (0,)) else ""


def _open_right(time: Time, start: str, end: str) -> bool:
    """Since, until, before, after: the end that is stated is the gold one, give or take its day."""
    if start and not end:
        return _same(time.earliest, start, (0, -1)) and not time.latest
    return bool(end) and _same(time.latest, end, (0, 1)) and not time.earliest


def _same(ours: str, gold: str, steps: Sequence[int]) -> bool:
    if not ours or not gold:
        return ours == gold
    try:
        day = date.fromisoformat(ours[:10])
    except ValueError:
        return False
    return any((day + timedelta(days=s)).isoformat() == gold[:10] for s in steps)


def _offset_holds(time: Time, day: str) -> bool:
    return (
        bool(day)
        and time.rule.startswith("so long")
        and time.earliest[:10] <= day <= time.latest[:10]
    )


def main() -> None:
    """Print the figures."""
    corpora = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared/corpora"
    )
    for figure in measure(corpora):
        reach = "" if figure.reach is None else f"  reach {figure.reach:.2f}"
        print(f"{figure.value:.3f}  {figure.title}: {figure.counts}{reach}  {figure.peers}")


if __name__ == "__main__":
    main()
