"""Identity within a document: `find_parties` against GUM. `python3 run.py evals identity`

Texts: news, interviews and court of gum-entities-coref-dates, train and dev (nothing is trained on
them here; the rules were tuned on the train part, dev stands beside). Sentences, attributions and
names are ours; with `--names gold` the names are GUM's own, to see the rules by themselves.

Matching. A mention of ours matches a gold mention (of any type) of the same span, articles and
possessives at the edges aside, or else the shortest one with the same head word: the last word
before a comma or a preposition. A gold entity is *named* where it is a person or an organisation
and one of its mentions is a name: Wikified, or all its words but small ones capitalised.

- link precision: a link is a mention with a party and the nearest earlier mention of that party,
  where both match gold. Of the links of which an end is a named entity, the share whose two ends
  are one gold entity.
- link recall: of the gold mentions of named entities after the first of each, the share that has a
  right link.
- B3: over the gold mentions of named entities; one that we did not find, or did not link, stands
  alone.
- governments: GeoWebNews dev. Of gold toponyms that are a state's or a capital's name (our tables)
  and were found as a name: Metonymic ones are governments, Literal, Literal_Modifier, Coercion and
  Embedded_Literal ones are places; Mixed and Non_Literal_Modifier ones are left out. There is no
  train part: the rules were mended by looking at this one, so a held part will be lower.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.particulars import Mention, MentionForm
from casefile.reading.names import Name, NameType
from casefile.reading.parties.find import Parties, find_parties
from casefile.reading.parties.kinds import state_of
from casefile.reading.sentences import sentences
from evals.figures import Figure
from evals.gold_mentions import (
    FindsNames,
    Gold,
    blocks_of,
    gold_names,
    model_names,
    read,
    stand_in_names,
)

GENRES = ("news", "interview", "court")
_NOT_GOVERNMENTS = ("Literal", "Literal_Modifier", "Coercion", "Embedded_Literal")


@dataclass
class Tally:
    """Counts over documents."""

    right: int = 0
    links: int = 0
    gold_links: int = 0
    b3_precision: float = 0.0
    b3_recall: float = 0.0
    b3_mentions: int = 0
    wrong: list[str] = field(default_factory=list)
    rules: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def precision(self) -> float:
        return self.right / self.links if self.links else 0.0

    def recall(self) -> float:
        return self.right / self.gold_links if self.gold_links else 0.0

    def b3(self) -> tuple[float, float, float]:
        n = self.b3_mentions or 1
        p, r = self.b3_precision / n, self.b3_recall / n
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def count(tally: Tally, document: dict[str, Any], found: Parties) -> None:
    """Add one document's links and clusters."""
    gold, text = Gold.of(document), document["text"]
    last: dict[str, tuple[Mention, int]] = {}
    cluster: dict[int, str] = {}
    for mention in found.mentions:
        number = gold.match(text, mention.start, mention.end)
        if not mention.party or number is None:
            continue
        cluster.setdefault(number, mention.party)
        if mention.party in last and last[mention.party][1] != number:
            _count_link(tally, document, gold, last[mention.party], (mention, number))
        last[mention.party] = mention, number
    entities = Counter(eid for _, _, eid, _ in gold.mentions if eid in gold.named)
    tally.gold_links += sum(entities.values()) - len(entities)
    _count_b3(tally, gold, cluster)


def _count_link(
    tally: Tally, document: dict[str, Any], gold: Gold,
    earlier: tuple[Mention, int], later: tuple[Mention, int],
) -> None:  # fmt: skip
    one, other = gold.mentions[earlier[1]], gold.mentions[later[1]]
    if one[2] not in gold.named and other[2] not in gold.named:
        return
    tally.links += 1
    is_right = one[2] == other[2]
    tally.right += is_right
    tally.rules[later[0].rule, is_right] += 1
    if not is_right:
        text = document["text"]
        m, e = later[0], earlier[0]
        around = text[max(0, m.start - 60) : m.start] + "[" + text[m.start : m.end] + "]"
        tally.wrong.append(
            f"{document['id']}:{m.start} {m.rule}: {text[e.start : e.end]!r} <- {around!r}"
        )


def _count_b3(tally: Tally, gold: Gold, cluster: dict[int, str]) -> None:
    scored = [n for n, row in enumerate(gold.mentions) if row[2] in gold.named]
    by_entity: dict[int, set[int]] = defaultdict(set)
    by_party: dict[str, set[int]] = defaultdict(set)
    for number in scored:
        by_entity[gold.mentions[number][2]].add(number)
        by_party[cluster.get(number, f"alone {number}")].add(number)
    for number in scored:
        mine = by_party[cluster.get(number, f"alone {number}")]
        true = by_entity[gold.mentions[number][2]]
        both = len(mine & true)
        tally.b3_precision += both / len(mine)
        tally.b3_recall += both / len(true)
    tally.b3_mentions += len(scored)


def measure_links(
    documents: Iterable[dict[str, Any]], names: FindsNames | None, tagger: Any
) -> Tally:
    """Links of all documents; `names` None takes GUM's own."""
    tally = Tally()
    for document in documents:
        text = document["text"]
        blocks = blocks_of(text)
        marked = gold_names(document) if names is None else names(text, blocks)
        found = find_parties(
            text, list(sentences(text, blocks)), marked, attributions=tagger.find(text, blocks)
        )
        count(tally, document, found)
    return tally


def measure_governments(documents: Iterable[dict[str, Any]], names: FindsNames | None) -> Tally:
    """`right`, `links`, `gold_links`: governments right, said, and there are."""
    tally = Tally()
    for document in documents:
        text = document["text"]
        toponyms = {(t["start"], t["end"]): t["type"] for t in document["toponyms"]}
        blocks = blocks_of(text)
        marked = (
            [Name(s, e, NameType.PLACE, 0.99) for s, e in toponyms]
            if names is None
            else names(text, blocks)
        )
        found = find_parties(text, list(sentences(text, blocks)), marked)
        seen = {m.start: m for m in found.mentions if m.form is MentionForm.NAME}
        governments = {start for start, _ in found.governments}
        for (start, end), kind in toponyms.items():
            if not state_of(text[start:end]):
                continue
            _count_government(tally, text, (start, end, kind), start in governments, start in seen)
    return tally


def _count_government(
    tally: Tally, text: str, toponym: tuple[int, int, str], said: bool, seen: bool
) -> None:
    start, end, kind = toponym
    around = text[max(0, start - 50) : start] + "[" + text[start:end] + "]" + text[end : end + 30]
    tally.rules[kind, said] += 1
    if kind == "Metonymic":
        tally.gold_links += 1
        tally.right += said
    if kind == "Metonymic" or kind in _NOT_GOVERNMENTS:
        tally.links += said
        if said != (kind == "Metonymic"):
            tally.wrong.append(f"{kind} {'' if seen else 'no name '}{around!r}")


def measure(corpora: Path, names: FindsNames | None = None, gold: bool = False) -> list[Figure]:
    """The figures of this task; none where the corpora are absent."""
    if not (corpora / "gum-entities-coref-dates").exists():
        return []
    from casefile.reading.tagger import Tagger

    finder = None if gold else names or model_names()
    tagger = Tagger.open()
    figures: list[Figure] = []
    for part in ("train", "dev"):
        documents = read(corpora / f"gum-entities-coref-dates/{part}.jsonl")
        chosen = [d for d in documents if d["genre"] in GENRES]
        figures += _link_figures(part, measure_links(chosen, finder, tagger))
    toponyms = read(corpora / "geo-geowebnews/dev.jsonl")
    figures += _government_figures(measure_governments(toponyms, finder))
    return figures


def _link_figures(part: str, tally: Tally) -> Iterator[Figure]:
    title = f"GUM {part} news, interview, court"
    counts = f"{tally.right} right of {tally.links} links, {tally.gold_links} gold"
    reach = 0.90
    yield Figure(
        f"identity/gum-{part}/link-precision", f"{title}: link precision", tally.precision(),
        counts, reach, "none published on this", examples=tuple(tally.wrong),
    )  # fmt: skip
    yield Figure(
        f"identity/gum-{part}/link-recall", f"{title}: link recall", tally.recall(), counts
    )
    p, r, f = tally.b3()
    shown = f"P {p:.3f} R {r:.3f}, {tally.b3_mentions} mentions"
    yield Figure(f"identity/gum-{part}/b3", f"{title}: B3 F1", f, shown)


def _government_figures(tally: Tally) -> Iterator[Figure]:
    title = "GeoWebNews dev, state or capital names that are governments"
    p, r = tally.precision(), tally.recall()
    counts = f"{tally.right} right of {tally.links} said, {tally.gold_links} gold"
    key = "identity/geowebnews/government"
    yield Figure(f"{key}-precision", f"{title}: precision", p, counts, examples=tuple(tally.wrong))
    yield Figure(f"{key}-recall", f"{title}: recall", r, counts)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    parser.add_argument("--names", choices=("model", "stand-in", "gold"), default="model")
    parser.add_argument("--wrong", type=int, default=0, help="show this many errors of each figure")
    options = parser.parse_args()
    if not options.corpora.exists():
        print("skipped: no corpora beside this checkout (../shared/corpora)")
        return
    names = stand_in_names() if options.names == "stand-in" else None
    for figure in measure(options.corpora, names, gold=options.names == "gold"):
        print(f"{figure.title}: {figure.value:.3f} ({figure.counts})")
        for line in figure.examples[: options.wrong]:
            print("   ", line)


if __name__ == "__main__":
    main()
