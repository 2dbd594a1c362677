"""The custody annex: what ties the dossier to the record, and how anybody can check it."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.export.dossier import CustodyEntry, Dossier
from casefile.export.dossier_blocks import (
    Block,
    Heading,
    Items,
    Line,
    Para,
    Row,
    Section,
    Table,
    Terms,
    Verbatim,
    line,
    mono,
)
from casefile.export.dossier_words import counted, day_words


def custody(dossier: Dossier) -> Section:
    """The head, the signed checkpoint, the key, and every entry with its hashes."""
    return Section("custody", "Custody annex", tuple(_custody(dossier)), about_people=False)


def _custody(dossier: Dossier) -> Iterator[Block]:
    made, kept = dossier.made_from, dossier.custody
    yield Para(
        line(
            "The case is kept as a ledger to which entries are only ever added. Each entry is "
            "hashed; the hashes form a tree (RFC 9162) whose root the log key signs."
        )
    )
    yield Terms(
        (
            ("Log", (line(mono(made.log)),)),
            ("Made from", (line(f"the first {counted(made.entries, 'entry')}"),)),
            ("Last entry", (line(day_words(made.at) or "not stated"),)),
            ("Root", (line(mono(made.root)),)),
        )
    )
    if kept.checkpoint:
        yield Verbatim("Signed checkpoint", kept.checkpoint)
    if kept.log_key:
        yield Verbatim("Public log key", kept.log_key)
    yield Heading(3, line("How to check it"))
    yield Items(_STEPS)
    if kept.entries:
        yield _entry_table(kept.entries)


_STEPS = (
    line(
        "Ask for the bundle of the case: ",
        mono("casefile export bundle FILE.zip"),
        ". It holds every entry, every byte received, and a verifier.",
    ),
    line("Unzip it, and in its folder run ", mono("python3 verify.py"), ". It needs Python only."),
    line(
        "Compare the checkpoint and the log key above with those of the bundle, and get the log "
        "key by another way than the bundle came, for instance by telephone."
    ),
    line(
        "A good answer proves that entries and quoted words are those that the holder of the log "
        "key signed. It does not prove that a document is right, nor who appended an entry, nor "
        "when."
    ),
)


def _entry_table(entries: tuple[CustodyEntry, ...]) -> Table:
    columns = ("Entry", "Kind, time, by whom", "Hash of the entry, then of what it rests on")
    rows = tuple(_entry_row(entry) for entry in entries)
    return Table("Entries of the ledger", columns, rows, (2, 6, 15))


def _entry_row(entry: CustodyEntry) -> Row:
    about = (line(entry.kind), line(day_words(entry.at)), line(entry.by))
    hashes: list[Line] = [line(mono(entry.leaf))]
    hashes += [line(f"{role}: ", mono(digest)) for role, digest in entry.blobs]
    return Row(((line(str(entry.n)),), tuple(a for a in about if a[0].text), tuple(hashes)))
