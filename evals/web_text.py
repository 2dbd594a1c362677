"""Main text, dates and authors of web pages: ours against the library's own.

Text: precision and recall of 4-word runs (as a multiset), averaged over pages, and the F1 of the
two averages, as the scrapinghub article-extraction benchmark counts. Ours is what readers read
without the headline, because the gold bodies leave the headline out; with it is shown too. The
library's own is `trafilatura.extract` as it comes. WCXB also lists snippets that must be in the
text and that must not.

The dev pages were looked at while the page reader was written (these sets have no train part),
so its figures flatter; run it on held-out files of the same form for others:
`python3 run.py evals web_text` or `python3 evals/web_text.py PAGES.jsonl.gz …`
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from casefile.document import RegionKind
from casefile.errors import CasefileError

SHARED = Path(__file__).parents[2] / "shared" / "corpora"
SETS = ("web-scrapinghub/dev.jsonl.gz", "web-wcxb-articles/dev.jsonl.gz")
RUN = 4  # words
READERS = ("ours", "ours with headline", "library")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the readers make of one page: texts by reader, and our imprint."""

    texts: dict[str, str]
    published: str
    modified: str
    library_date: str
    authors: tuple[str, ...]
    photos: int
    failed: str = ""


def read(page: dict[str, Any]) -> Outcome:
    """Both readers on one page, without the jail (its cost is the benchmark's business)."""
    import trafilatura

    from casefile.intake.web_page import read_web_page

    html, address = page["html"], page.get("url") or ""
    theirs = trafilatura.extract(html, url=address or None) or ""
    metadata = trafilatura.extract_metadata(html, default_url=address or None)
    date = (metadata.date if metadata is not None else "") or ""
    try:
        settled = read_web_page(html.encode("utf-8", "replace"), address)
    except CasefileError as error:
        empty = {"ours": "", "ours with headline": "", "library": theirs}
        return Outcome(empty, "", "", date, (), 0, str(error))
    body = [settled.text[r.start : r.end] for r in settled.regions if r.kind is RegionKind.BODY]
    both = [settled.text[r.start : r.end] for r in settled.regions if r.kind.is_read]
    texts = {"ours": "\n".join(body), "ours with headline": "\n".join(both), "library": theirs}
    imprint = settled.imprint
    photos = len(settled.photos)
    return Outcome(texts, imprint.published, imprint.modified, date, imprint.authors, photos)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in a text; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1)))


def score(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pages."""
    precisions, recalls = [], []
    for wanted, given in zip(map(runs, gold), map(runs, found), strict=True):
        shared = (wanted & given).total()
        precisions.append(shared / given.total() if given else 0.0)
        recalls.append(shared / wanted.total() if wanted else 1.0)
    p, r = fmean(precisions), fmean(recalls)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def show(path: Path, pages: Sequence[dict[str, Any]], outcomes: Sequence[Outcome]) -> None:
    """The table of one set."""
    print(f"\n{path.parent.name}/{path.name}: {len(pages)} pages")
    print(f"  {'text':20}  precision  recall     F1")
    for reader in READERS:
        p, r, f1 = score([page["body"] for page in pages], [o.texts[reader] for o in outcomes])
        print(f"  {reader:20}  {p:9.4f} {r:7.4f} {f1:7.4f}")
    for reader in READERS:
        with_, without = _snippets(pages, [o.texts[reader] for o in outcomes])
        if with_[1]:
            print(f"  snippets, {reader:18}  there {_of(*with_)}  rightly absent {_of(*without)}")
    _show_imprint(pages, outcomes)
    print(f"  photos with caption or credit: {sum(o.photos for o in outcomes)}")
    for page, outcome in zip(pages, outcomes, strict=True):
        if outcome.failed:
            print(f"  not read: {page.get('id', '?')}: {outcome.failed}")


def _snippets(
    pages: Sequence[dict[str, Any]], texts: Sequence[str]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """(found, all) for snippets that must be there, and (absent, all) for those that must not."""
    there = [s in t for page, t in zip(pages, texts, strict=True) for s in page.get("with", ())]
    absent = [
        s not in t for page, t in zip(pages, texts, strict=True) for s in page.get("without", ())
    ]
    return (sum(there), len(there)), (sum(absent), len(absent))


def _show_imprint(pages: Sequence[dict[str, Any]], outcomes: Sequence[Outcome]) -> None:
    """Days and authors, where the set has them. WCXB's gold day is often that of the last change,
    so a second figure counts that too."""
    dated = [(p["date"], o) for p, o in zip(pages, outcomes, strict=True) if p.get("date")]
    if dated:
        right = sum(o.published[:10] == day for day, o in dated)
        either = sum(day in (o.published[:10], o.modified[:10]) for day, o in dated)
        theirs = sum(o.library_date == day for day, o in dated)
        every = len(dated)
        print(
            f"  day published right: ours {_of(right, every)}, published or modified"
            f" {_of(either, every)}, library {_of(theirs, every)}"
        )
    signed = [(p["author"], o) for p, o in zip(pages, outcomes, strict=True) if p.get("author")]
    if signed:
        right = sum(_names(author) == _names(", ".join(o.authors)) for author, o in signed)
        print(f"  authors right: {_of(right, len(signed))}")


def _names(stated: str) -> set[str]:
    parts = re.split(r",|;|&|\band\b", stated)
    return {part.strip(" .").casefold() for part in parts if part.strip()}


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole}"


def main() -> None:
    """Run the sets given, or both dev sets."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("pages", nargs="*", type=Path, help="gzipped JSON Lines of pages")
    parser.add_argument("--corpora", type=Path, default=SHARED)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    paths = given.pages or [given.corpora / name for name in SETS]
    missing = [path for path in paths if not path.exists()]
    if missing:
        print(f"web_text: skipped, {missing[0].name} of {missing[0].parent.name} is not here")
        sys.exit(1 if given.pages else 0)
    with ProcessPoolExecutor(given.jobs) as pool:
        for path in paths:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                pages = [json.loads(line) for line in lines]
            show(path, pages, list(pool.map(read, pages, chunksize=4)))


if __name__ == "__main__":
    main()
