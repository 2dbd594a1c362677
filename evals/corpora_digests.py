"""Which gold a figure rests on, and its SHA-256: floors hold for that gold only.

Names are files under the corpora folder, or, where they begin with `evals/` or `src/`, files or
folders of this repository (gold of our own). One file's digest is its SHA-256; several files, or a
folder, have the SHA-256 of the lines that `sha256sum` would print for them, by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_OURS = ("evals/", "src/")
_SCORER = "score_attribution.py"

# By the beginning of a figure's key; the longest that fits counts.
GOLD: dict[str, tuple[str, ...]] = {
    "attributions/polnear": ("polnear/dev.jsonl", _SCORER),
    "attributions/polnear/fragment": ("polnear/dev.jsonl", "polnear/dev-cofenet.jsonl", _SCORER),
    "attributions/gum": ("gum-attribution/dev.jsonl", _SCORER),
    "samples": ("src/casefile/sample/",),
    "claims": ("evals/gold/claims/",),
    "claims/agreement": ("evals/gold/claims/", "evals/gold/second/"),
    "names/uner": ("ner-uner-ewt/dev.jsonl",),
    "names/re3d": ("ner-re3d/dev.jsonl",),
    "names/wnut17": ("ner-wnut17/dev.jsonl",),
    "names/gum": ("gum-entities-coref-dates/dev.jsonl",),
    "identity/gum": ("gum-entities-coref-dates/dev.jsonl",),
    "identity/gum-dev": ("gum-entities-coref-dates/dev.jsonl",),
    "identity/gum-train": ("gum-entities-coref-dates/train.jsonl",),
    "identity/geowebnews": ("geo-geowebnews/dev.jsonl",),
    "times/platinum": ("timex-te3platinum/dev.jsonl",),
    "times/wikiwars": ("timex-wikiwars/dev.jsonl",),
    "times/gum": ("gum-entities-coref-dates/train.jsonl", "gum-entities-coref-dates/dev.jsonl"),
    "times/recognizers": ("timex-recognizers/dev.jsonl",),
    "places/trnews": ("geo-trnews/dev.jsonl",),
    "places/geovirus": ("geo-geovirus/dev.jsonl",),
    "places/lgl": ("geo-lgl/dev.jsonl",),
    "places/geowebnews": ("geo-geowebnews/dev.jsonl",),
    "counts/recognizers": ("numbers-recognizers/dev.jsonl",),
    "counts/muc4": ("incidents-muc4/dev.jsonl",),
    "counts/own": ("evals/gold/counts.jsonl",),
    "events/muc4": ("incidents-muc4/dev.jsonl",),
    "events/ecb": ("events-ecbplus/dev.jsonl",),
    "events/plover": ("events-plover-gsr/dev.jsonl",),
    "events/own": ("evals/gold/events.jsonl",),
    "incidents": ("events-ecbplus/dev.jsonl",),
    "copies": (
        "neardup-ecbplus-generated/dev.jsonl",
        "neardup-ecbplus-generated/dev-natural-pairs.jsonl",
    ),
    "parties/ecb-dev": ("events-ecbplus/dev.jsonl",),
    "parties/ecb-train": ("events-ecbplus/train.jsonl",),
    "crimes": ("incidents-muc4/dev.jsonl",),
    "crimes/peace-lgl": ("geo-lgl/dev.jsonl",),
    "crimes/peace-ecb": ("events-ecbplus/dev.jsonl",),
}


def gold_of(key: str) -> tuple[str, ...]:
    """The gold that a figure rests on, () where `GOLD` does not say."""
    fitting = [start for start in GOLD if f"{key}/".startswith(tuple(start + end for end in "/ -"))]
    return GOLD[max(fitting, key=len)] if fitting else ()


def digest(names: tuple[str, ...], corpora: Path) -> str:
    """The digest of this gold as it lies there; "" where a part of it is absent."""
    try:
        files = [file for name in names for file in _files(name, corpora)]
        sums = [(name, _sum(path)) for name, path in files]
    except OSError:
        return ""
    if len(sums) == 1:
        return sums[0][1]
    lines = "".join(f"{value}  {name}\n" for name, value in sums)
    return sha256(lines.encode()).hexdigest() if sums else ""


def _files(name: str, corpora: Path) -> Iterator[tuple[str, Path]]:
    home = ROOT if name.startswith(_OURS) else corpora
    path = home / name
    if not path.is_dir():
        yield name, path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(home).as_posix(), file


@cache
def _sum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
