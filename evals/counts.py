"""Counts on raw text. `python3 run.py evals counts`

Recognizers (numbers-recognizers dev: numbers, ranges, percentages): each sentence goes through
`find_counts` as one sentence. `extent`: F1 of spans that are exactly the gold ones; ours cover the
hedge
and the number, as theirs do. `value`: F1 of spans that are exact and whose ends are right: both
ends
there, or left open, as in gold; a share's value is low over `per` (times 100 for a percentage);
whether an
end is itself included is not asked. `whole`: the same over the gold values that reports count
with: not negative, and a
whole number, a percentage, a range of those, or a simple fraction below one.
Years of age and durations are counts there and times with us: they stay in and count as missed.

MUC-4 dev (`hum_target_number`): of the gold numbers of victims of 2 and more, the share for which
the
document holds a count with that value as an end (`value`), and such a count whose unit stands
among the words of the victims'
description or names (`unit`). `value` is lenient: against another document of the set 13 of 64
would match. Capitals are fed as they are.

Own gold (evals/gold/counts.jsonl): F1 of counts that are right in every field: extent, low, high,
hedge,
unit, effect and per; the same for value with unit alone. Rows of part "blind" were written after
the rules and
measured before anyone looked at what went wrong; rules must not be changed for them. Rows of part
"tuned" were
used to mend the rules (and some of them were corrected), so their figure shows fit, not quality.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from casefile.particulars import Count
from casefile.reading.counts.find import find_counts
from casefile.reading.sentences import sentences
from evals.figures import Figure

GOLD = Path(__file__).parent / "gold/counts.jsonl"
Ends = tuple[float | None, float | None]


def measure(corpora: Path) -> list[Figure]:
    """All figures of this task; those whose corpus is absent are left out with a line."""
    figures = _own()
    for name, of in (("numbers-recognizers", _recognizers), ("incidents-muc4", _muc4)):
        path = corpora / name / "dev.jsonl"
        if path.exists():
            figures += of(_rows(path))
        else:
            print(f"skipped: {name} is not beside this checkout")
    return figures


def read_counts(text: str) -> tuple[Count, ...]:
    """Counts as a user gets them from raw text, without times."""
    return find_counts(text, list(sentences(text, [(0, len(text))])))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _recognizers(rows: list[dict[str, Any]]) -> list[Figure]:
    extents = values = gold_all = found_all = whole_right = whole_gold = 0
    wrong: list[str] = []
    for row in rows:
        text = row["text"]
        counts = find_counts(text, [(0, len(text))])
        found = {(c.start, c.end): _ends(c, text) for c in counts}
        gold_all, found_all = gold_all + len(row["numbers"]), found_all + len(found)
        for number in row["numbers"]:
            span, ends = (number["start"], number["end"]), _gold_ends(number)
            right = span in found and ends is not None and _same(found[span], ends)
            extents, values = extents + (span in found), values + right
            if ends is not None and _is_whole(number, ends):
                whole_gold, whole_right = whole_gold + 1, whole_right + right
            if not right:
                wrong.append(row["id"])
    name, numbers = "counts/recognizers", "Recognizers numbers dev"
    sizes = gold_all, found_all
    return [
        _f1(f"{name}/extent", f"{numbers}, extents, F1", extents, *sizes),
        _f1(f"{name}/value", f"{numbers}, extents and values, F1", values, *sizes, tuple(wrong)),
        Figure(
            f"{name}/whole",
            f"{numbers}, whole numbers, shares and ranges found right",
            whole_right / max(whole_gold, 1),
            f"{whole_right} of {whole_gold}",
        ),
    ]


def _ends(count: Count, text: str) -> Ends:
    per = int(count.per) if count.per.isdigit() else 1
    shown = re.search(r"(?:%|cent(?:age)?)$", text[count.start : count.end].lower())
    times = 100 if shown else 1
    low, high = (None if x is None else x * times / per for x in (count.low, count.high))
    return low, high


def _gold_ends(number: dict[str, Any]) -> Ends | None:
    value = number["resolution"].get("value")
    if value is None or value == "null":
        return None
    if number["type"] == "numberrange":
        low, high = value[1:-1].split(",")
        return (float(low) if low else None, float(high) if high else None)
    single = float(value.rstrip("%"))
    return single, single


def _same(found: Ends, gold: Ends) -> bool:
    return all(
        (a is None and b is None)
        or (a is not None and b is not None and abs(a - b) <= 1e-6 * max(1.0, abs(b)))
        for a, b in zip(found, gold, strict=True)
    )


def _is_whole(number: dict[str, Any], ends: Ends) -> bool:
    stated = [e for e in ends if e is not None]
    simple = (
        re.fullmatch(r"[\w% -]+|[\d.,\s\u202f%]+|.*\bthan\b.*|.*[–-].*", number["text"]) is not None
    )
    return bool(stated) and simple and all(e >= 0 and (e == int(e) or e < 1) for e in stated)


def _muc4(rows: list[dict[str, Any]]) -> list[Figure]:
    gold = by_value = by_unit = 0
    for row in rows:
        counts = read_counts(row["text"])
        for incident in row["incidents"]:
            for filler in incident["fillers"]:
                numbers = [int(n) for n in re.findall(r"\d+", filler.get("label") or "")]
                if filler["slot"] != "hum_target_number" or not numbers or max(numbers) < 2:
                    continue
                gold += 1
                same = [c for c in counts if c.low in numbers or c.high in numbers]
                words = set(" ".join(filler.get("strings", ())).upper().split())
                by_value += bool(same)
                by_unit += any(c.unit.upper() in words for c in same)
    return [
        Figure(
            "counts/muc4/value", "MUC-4 dev, numbers of victims found", by_value / max(gold, 1),
            f"{by_value} of {gold}",
        ),
        Figure(
            "counts/muc4/unit", "MUC-4 dev, numbers of victims found with their unit", by_unit /
            max(gold, 1),
            f"{by_unit} of {gold}",
        ),
    ]  # fmt: skip


def _own() -> list[Figure]:
    figures: list[Figure] = []
    for part in ("blind", "tuned"):
        right = values = gold_all = found_all = 0
        wrong: list[str] = []
        for row in (r for r in _rows(GOLD) if r["part"] == part):
            found = [_key(vars_of(c)) for c in read_counts(row["text"])]
            gold = [_key(c) for c in row["counts"]]
            gold_all, found_all = gold_all + len(gold), found_all + len(found)
            right += len(set(found) & set(gold))
            values += len({k[:4] + k[5:6] for k in found} & {k[:4] + k[5:6] for k in gold})
            if found != gold:
                wrong.append(row["id"])
        name, title, sizes = f"counts/own/{part}", f"own gold ({part})", (gold_all, found_all)
        figures += [
            _f1(f"{name}/all", f"{title}, all fields, F1", right, *sizes, tuple(wrong)),
            _f1(f"{name}/value", f"{title}, extent, value and unit, F1", values, *sizes),
        ]
    return figures


def vars_of(count: Count) -> dict[str, Any]:
    """The fields that the gold has."""
    names = ("start", "end", "low", "high", "hedge", "unit", "effect", "per")
    return {name: getattr(count, name) for name in names}


def _key(count: dict[str, Any]) -> tuple[Any, ...]:
    names = ("start", "end", "low", "high", "hedge", "unit", "effect", "per")
    return tuple(count[name] for name in names)


def _f1(
    key: str, title: str, right: int, gold: int, found: int, wrong: tuple[str, ...] = ()
) -> Figure:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    told = f"P {precision:.3f} R {recall:.3f}; {right} right of {found} found, {gold} gold"
    return Figure(key, title, f1, told, examples=wrong)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    for figure in measure(parser.parse_args().corpora):
        print(f"{figure.key:32} {figure.value:.3f}  {figure.counts}")


if __name__ == "__main__":
    main()
