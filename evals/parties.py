"""Parties across documents: the register against ECB+. `python3 -m evals.parties`

Texts: events-ecbplus, train and dev (the threshold was chosen on train; dev is reported). Gold: a
chain of HUMAN_PART_PER or HUMAN_PART_ORG mentions is one person or body, across the documents of a
topic. Names only: of a chain, the mentions whose words are all capitalised, small words aside, and
that are nowhere in the part a mention in lower case ("Police", "Witnesses" and "He" begin sentences
and are none); a chain without one is left out. Articles and possessives at the edges go, as the
reader trims them. The fullest name and the other names make the document's party, as the reader
would give it; the register folds the documents in the order of the file.

- false joins: of the document's parties that joined a registered one, the share that joined one
  whose documents mostly mean another chain.
- missed joins: of the document's parties whose chain is in the register already, the share that did
  not join a party in which that chain is.

Within topics, each topic has a register of its own. Across topics, one register takes all of them:
a case that holds many matters. Chains do not go across topics, so that a company that two topics
name counts as a false join there: what is reported is the most that can be wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from casefile.case import party_joining
from casefile.case.parties import THRESHOLD
from casefile.particulars import Particulars, Party, PartyKind
from casefile.reading.names import NameType
from casefile.reading.parties.kinds import kind_of_name
from casefile.search.fold_parties import SCHEMA, fold
from casefile.search.seen import ReadingSeen
from evals.figures import Figure

_TAGS = ("HUMAN_PART_PER", "HUMAN_PART_ORG")
_SMALL = frozenset({"of", "the", "and", "for", "de", "al", "’s", "'s", "'", "&"})
_CORPUS = "events-ecbplus"


@dataclass
class Tally:
    """Counts over the documents' parties."""

    joined: int = 0
    false: int = 0
    due: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.joined += other.joined
        self.false += other.false
        self.due += other.due
        self.missed += other.missed
        self.wrong += other.wrong

    def false_rate(self) -> float:
        return self.false / self.joined if self.joined else 0.0

    def missed_rate(self) -> float:
        return self.missed / self.due if self.due else 0.0


Named = list[tuple[str, Party]]  # gold chain and party


def parties_of(document: dict[str, Any], plain: frozenset[str]) -> Named:
    """The named chains of a document, as parties. `plain` are mentions that stand in lower case."""
    by_chain: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mention in document["mentions"]:
        if mention["tag"] not in _TAGS or not mention["chain"]:
            continue
        words = trimmed(mention["text"])
        if is_name(words) and words.lower() not in plain:
            by_chain[mention["chain"]].append((words, mention["tag"]))
    found = []
    for number, (chain, mentions) in enumerate(by_chain.items(), 1):
        names = list(dict.fromkeys(words for words, _ in mentions))
        name = max(names, key=lambda n: (len(n.split()), len(n)))
        is_person = Counter(tag for _, tag in mentions).most_common(1)[0][0] == _TAGS[0]
        kind = PartyKind.PERSON if is_person else kind_of_name(name, NameType.ORGANISATION)
        aliases = tuple(n for n in names if n != name)
        found.append((chain, Party(f"p{number}", name, kind, aliases)))
    return found


def trimmed(words: str) -> str:
    """Without article and possessive at the edges."""
    plain = words.removeprefix("The ").removeprefix("the ")
    return plain.removesuffix("'s").removesuffix("’s").rstrip("'’ ")


def is_name(words: str) -> bool:
    """Whether all words are capitalised, but for small ones."""
    pieces = words.split()
    capital = [w[:1].isupper() for w in pieces if w.lower() not in _SMALL]
    return bool(capital) and all(capital)


def fold_all(documents: Iterable[dict[str, Any]], plain: frozenset[str]) -> Tally:
    """Fold documents into one register and compare every join with gold."""
    db = apsw.Connection(":memory:")
    db.execute(SCHEMA)
    tally = Tally()
    chains: dict[int, Counter[str]] = defaultdict(Counter)
    where: dict[str, set[int]] = defaultdict(set)
    for number, document in enumerate(documents, 1):
        named = parties_of(document, plain)
        fold(db, _seen(number, document["id"], [party for _, party in named]))
        query = "SELECT local, number, state FROM party_link WHERE document=?"
        links = {local: (n, state) for local, n, state in db.execute(query, (number,))}
        placed = [(chain, p, *links[p.id]) for chain, p in named if p.id in links]
        for chain, party, n, state in placed:
            _count(tally, document["id"], party, state == "suggested", chains[n], chain)
            tally.due += bool(where[chain])
            if where[chain] and n not in where[chain]:
                tally.missed += 1
                tally.wrong.append(f"{document['id']} missed: {party.name!r}")
        for chain, _, n, _ in placed:
            chains[n][chain] += 1
            where[chain].add(n)
    return tally


def _count(
    tally: Tally, document: str, party: Party, joined: bool, there: Counter[str], chain: str
) -> None:
    if not joined or not there:
        return
    tally.joined += 1
    if there[chain] < max(there.values()):
        tally.false += 1
        tally.wrong.append(f"{document} false: {party.name!r}")


def _seen(number: int, id_: str, parties: list[Party]) -> ReadingSeen:
    return ReadingSeen(
        n=number, at="", document=id_, number=number, published="", outlet="", authors=(),
        text="", regions=(), claims=(), particulars=Particulars(parties=tuple(parties)), told=(),
        speakers={}, read_words_of=str,
    )  # fmt: skip


def measure_part(corpora: Path, part: str) -> tuple[Tally, Tally]:
    """Within topics, and across them."""
    with (corpora / _CORPUS / f"{part}.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    plain = frozenset(
        words.removeprefix("the ").lower()
        for document in documents
        for words in (mention["text"] for mention in document["mentions"])
        if words.islower()
    )
    by_topic: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for document in documents:
        by_topic[document["topic"]].append(document)
    within = Tally()
    for topic in by_topic.values():
        within.add(fold_all(topic, plain))
    return within, fold_all(documents, plain)


def measure(corpora: Path) -> list[Figure]:
    """The figures of this task; none where the corpora are absent."""
    if not (corpora / _CORPUS).exists():
        return []
    figures: list[Figure] = []
    for part in ("train", "dev"):
        within, across = measure_part(corpora, part)
        figures += _figures(f"parties/ecb-{part}", f"ECB+ {part}, names within topics", within)
        figures += _figures(f"parties/ecb-{part}-across", f"ECB+ {part}, all topics", across)
    return figures


def _figures(key: str, title: str, tally: Tally) -> Iterator[Figure]:
    yield Figure(
        f"{key}/false-joins", f"{title}: false joins", tally.false_rate(),
        f"{tally.false} of {tally.joined} joins", higher_is_better=False,
        examples=tuple(w for w in tally.wrong if " false: " in w),
    )  # fmt: skip
    yield Figure(
        f"{key}/missed-joins", f"{title}: missed joins", tally.missed_rate(),
        f"{tally.missed} of {tally.due} due", higher_is_better=False,
        examples=tuple(w for w in tally.wrong if " missed: " in w),
    )  # fmt: skip


def sweep(corpora: Path) -> None:
    """Both rates on train at other thresholds: how the threshold was chosen."""
    for step in range(40, 95, 5):
        party_joining.THRESHOLD = step / 100
        within, across = measure_part(corpora, "train")
        print(
            f"{step / 100:.2f}  within: false {within.false_rate():.3f} missed"
            f" {within.missed_rate():.3f}  across: false {across.false_rate():.3f} missed"
            f" {across.missed_rate():.3f}"
        )
    party_joining.THRESHOLD = THRESHOLD


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    parser.add_argument("--sweep", action="store_true", help="other thresholds, on train")
    parser.add_argument("--wrong", type=int, default=0, help="show this many errors of each figure")
    options = parser.parse_args()
    if not options.corpora.exists():
        print("skipped: no corpora beside this checkout (../shared/corpora)")
        return
    if options.sweep:
        sweep(options.corpora)
        return
    for figure in measure(options.corpora):
        print(f"{figure.title}: {figure.value:.3f} ({figure.counts})")
        for line in figure.examples[: options.wrong]:
            print("   ", line)


if __name__ == "__main__":
    main()
