"""Structural attacks on a case: what is found, by both verifiers, and what only a receipt shows.

Every row is something a person with the disk could do. ALWAYS: found from the case itself.
RECEIPT: the forged case is perfect in itself, and only something kept elsewhere (a receipt, a
checkpoint, the known log key) shows it; both verifiers must then accept it without and refuse it
with a receipt, which keeps us honest about what is not detectable.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from casefile.claim import claim_id
from casefile.document import document_id
from casefile.ledger.checkpoint import Checkpoint
from casefile.ledger.keys import LogKey
from casefile.ledger.record import Record
from tests.ledger.forge import Parts, bundle_finds, folder_finds, other_marker
from tests.ledger.samples import TEXTS, Clock, add_text, make_record

ALWAYS, RECEIPT, ABSENT = "always", "receipt", "absent"  # absent: the form has no such part


@dataclass(frozen=True)
class Case:
    """A good case in pieces, another good case, yesterday's state, and a receipt of today."""

    good: Parts
    other: Parts
    yesterday: Parts
    receipt: str


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("attacks")
    record = make_record(folder / "good", *TEXTS[:2])
    yesterday = Parts.take(record)
    text = add_text(record, TEXTS[2])[-1].to_text()
    good = Parts.take(record)
    record.close()
    other = make_other(folder / "other")
    return Case(good, other, yesterday, text)


def make_other(folder: Path) -> Parts:
    record = Record.create(folder, "other", "p_2", Clock(), lambda n: bytes([7] * n))
    for text in TEXTS:
        add_text(record, text)
    parts = Parts.take(record)
    record.close()
    return parts


Act = Callable[[Parts, Case], None]
FIRST_READING = 2  # entry 0 opens the case, 1 adds a document, 2 reads it


def claims_of(parts: Parts, act: Callable[[dict[str, Any]], None]) -> None:
    parts.rewrite_blob(FIRST_READING, "claims", lambda reading: act(reading["claims"][0]))
    parts.seal()


def restore(parts: Parts, old: Parts) -> None:
    parts.bodies, parts.leaves = list(old.bodies), list(old.leaves)
    parts.frontier, parts.head = old.frontier, old.head


def delete(n: int) -> Act:
    def act(parts: Parts, case: Case) -> None:
        del parts.bodies[n], parts.leaves[n]

    return act


def sealed(act: Callable[[Parts], object]) -> Act:
    """Do it, then make tree and head fit with the case's own key (a thief of the key)."""

    def both(parts: Parts, case: Case) -> None:
        act(parts)
        parts.seal()

    return both


def unsealed(act: Callable[[Parts], object]) -> Act:
    """Do it and leave tree and head as they are (no key at hand)."""

    def only(parts: Parts, case: Case) -> None:
        act(parts)

    return only


def hashed(act: Callable[[Parts], object]) -> Act:
    """Do it and make the tree fit, but keep the signed head."""

    def both(parts: Parts, case: Case) -> None:
        head, copy = parts.head, parts.copy
        act(parts)
        parts.seal()
        parts.head, parts.copy = head, copy

    return both


def duplicate_middle(parts: Parts) -> None:
    parts.bodies.insert(3, parts.bodies[2])
    parts.leaves.insert(3, parts.leaves[2])


def append_copy(parts: Parts) -> None:
    parts.bodies.append(parts.bodies[-1])
    parts.leaves.append(parts.leaves[-1])


def swap_entries(parts: Parts) -> None:
    for kept in (parts.bodies, parts.leaves):
        kept[1], kept[3] = kept[3], kept[1]


def reverse(parts: Parts) -> None:
    parts.bodies.reverse()
    parts.leaves.reverse()


def replay_one(parts: Parts, case: Case) -> None:
    parts.bodies[4] = case.other.bodies[4]
    parts.blobs.update(case.other.blobs)
    parts.seal()


def replay_all(parts: Parts, case: Case) -> None:
    restore(parts, case.other)
    parts.copy = case.other.copy
    parts.blobs.update(case.other.blobs)


def set_back(parts: Parts, case: Case) -> None:
    restore(parts, case.yesterday)


def set_back_with_copy(parts: Parts, case: Case) -> None:
    restore(parts, case.yesterday)
    parts.copy = case.yesterday.copy


def old_head_only(parts: Parts, case: Case) -> None:
    parts.head, parts.frontier = case.yesterday.head, case.yesterday.frontier


def strip_signature(parts: Parts) -> None:
    parts.head = parts.head.split("\n\n")[0] + "\n\n"


def zero_signature(parts: Parts) -> None:
    start = parts.head.rindex(" ") + 1
    parts.head = parts.head[:start] + "A" * (len(parts.head) - start - 2) + "=\n"


def foreign_signature(parts: Parts) -> None:
    parts.seal(LogKey.create(parts.key.name, bytes([9] * 32)))


def exchange_public(parts: Parts) -> None:
    parts.public = LogKey.create(parts.key.name, bytes([9] * 32)).verify_key.to_text()


def exchange_keys(parts: Parts) -> None:
    parts.exchange_key(LogKey.create(parts.key.name, bytes([9] * 32)))


def exchange_all(parts: Parts) -> None:
    exchange_keys(parts)
    parts.seal()


def blob_of(parts: Parts, n: int, role: str) -> str:
    return next(b["sha256"] for b in parts.fields(n)["blobs"] if b["role"] == role)


def change_blob(parts: Parts) -> None:
    name = blob_of(parts, 1, "raw")
    parts.blobs[name] = parts.blobs[name][:-1] + b"!"


def drop_blob(parts: Parts) -> None:
    del parts.blobs[blob_of(parts, 1, "raw")]


def swap_blobs(parts: Parts) -> None:
    one, two = blob_of(parts, 1, "raw"), blob_of(parts, 3, "raw")
    parts.blobs[one], parts.blobs[two] = parts.blobs[two], parts.blobs[one]


def wrong_length(parts: Parts) -> None:
    fields = parts.fields(1)
    fields["blobs"][0]["length"] += 1
    parts.write(1, fields)


def name_other_blob(parts: Parts) -> None:
    fields = parts.fields(1)
    fields["blobs"][0]["sha256"] = blob_of(parts, 3, "raw")
    fields["blobs"][0]["length"] = len(parts.blobs[blob_of(parts, 3, "raw")])
    parts.write(1, fields)


def drop_role(parts: Parts) -> None:
    fields = parts.fields(1)
    fields["blobs"] = [b for b in fields["blobs"] if b["role"] != "text"]
    parts.write(1, fields)


def change_words(claim: dict[str, Any]) -> None:
    claim["words"]["content"][0] = claim["words"]["content"][0].replace("was", "was not")


def shift_span(claim: dict[str, Any]) -> None:
    claim["content"][0][0] += 1


def widen_span_with_words(claim: dict[str, Any]) -> None:
    claim["content"][0][1] += 1
    claim["words"]["content"][0] += "."


def other_id(claim: dict[str, Any]) -> None:
    claim["id"] = "0" * 64


def span_outside(claim: dict[str, Any]) -> None:
    claim["content"] = [[5, 10**6]]


def no_words(claim: dict[str, Any]) -> None:
    claim["cue"], claim["content"] = [], []
    claim["words"] = {"source": claim["words"]["source"], "cue": [], "content": []}


def unquoted(claim: dict[str, Any]) -> None:
    del claim["words"]["content"]


def relay_without_words(claim: dict[str, Any]) -> None:
    claim["relay"] = [[0, 3]]


def particular_outside(parts: Parts, case: Case) -> None:
    times = {"times": [{"start": 1, "end": 10**6}]}
    parts.rewrite_blob(FIRST_READING, "claims", lambda reading: reading.update(particulars=times))
    parts.seal()


def shift_with_id(parts: Parts) -> None:
    name = parts.fields(FIRST_READING)["refs"][0]

    def act(reading: dict[str, Any]) -> None:
        claim = reading["claims"][0]
        claim["content"][0][0] += 1
        extents = [tuple((s, e) for s, e in claim[r]) for r in ("source", "cue", "content")]
        claim["id"] = claim_id(name, *extents)

    parts.rewrite_blob(FIRST_READING, "claims", act)


def drop_claim(parts: Parts) -> None:
    parts.rewrite_blob(FIRST_READING, "claims", lambda reading: reading["claims"].clear())


def other_text(parts: Parts) -> None:
    text = parts.blobs[blob_of(parts, 1, "text")]
    parts.set_blob(1, "text", text.replace(b"shelled", b"spared!"))


def other_bytes(parts: Parts) -> None:
    parts.set_blob(1, "raw", b"other bytes")


def other_record(parts: Parts) -> None:
    parts.rewrite_blob(1, "record", lambda record: record.update(document="0" * 64))


def region_outside(parts: Parts) -> None:
    parts.rewrite_blob(1, "record", lambda record: record["regions"][0].__setitem__(1, 10**6))


def reading_first(parts: Parts) -> None:
    parts.bodies[1], parts.bodies[2] = parts.bodies[2], parts.bodies[1]
    parts.renumber()


def unknown_document(parts: Parts) -> None:
    parts.rewrite_blob(FIRST_READING, "claims", lambda reading: reading.update(document="0" * 64))
    fields = parts.fields(FIRST_READING)
    fields["data"]["document"], fields["refs"] = "0" * 64, ["0" * 64]
    parts.write(FIRST_READING, fields)


def other_reader(parts: Parts) -> None:
    fields = parts.fields(FIRST_READING)
    fields["data"]["reader"] = "a person"
    parts.write(FIRST_READING, fields)


def rewrite_document(parts: Parts) -> None:
    """A perfect lie: text, bytes, ids, quotes and claims all made anew and signed."""
    text = parts.blobs[blob_of(parts, 1, "text")].decode("utf-8").replace("shelled", "spared!")
    raw = text.encode("utf-16")
    parts.set_blob(1, "raw", raw)
    digest = blob_of(parts, 1, "raw")
    name = document_id(digest, text)
    parts.set_blob(1, "text", text.encode("utf-8"))
    parts.rewrite_blob(1, "record", lambda record: record.update(document=name, digest=digest))
    fields = parts.fields(1)
    parts.change(1, data={**fields["data"], "document": name}, refs=[name])

    def act(reading: dict[str, Any]) -> None:
        reading["document"] = name
        for claim in reading["claims"]:
            extents = [tuple((s, e) for s, e in claim[r]) for r in ("source", "cue", "content")]
            claim["id"] = claim_id(name, *extents)
            for role in ("source", "cue", "content"):
                claim["words"][role] = [text[s:e] for s, e in claim[role]]

    parts.rewrite_blob(FIRST_READING, "claims", act)
    fields = parts.fields(FIRST_READING)
    parts.change(FIRST_READING, data={**fields["data"], "document": name}, refs=[name])


def drop_document(parts: Parts) -> None:
    del parts.bodies[1:3]
    parts.renumber()


def spaced(parts: Parts) -> None:
    parts.bodies[2] = json.dumps(parts.fields(2), sort_keys=True).encode()


def unsorted(parts: Parts) -> None:
    fields = dict(sorted(parts.fields(2).items(), reverse=True))
    parts.bodies[2] = json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()


def doubled_key(parts: Parts) -> None:
    parts.bodies[2] = parts.bodies[2].replace(b'"v":1}', b'"v":1,"v":1}')


def float_value(parts: Parts) -> None:
    parts.change(2, data={**parts.fields(2)["data"], "claims": 1.0})


def true_for_one(parts: Parts) -> None:
    parts.change(1, n=True)


def wrong_root(parts: Parts) -> None:
    checkpoint = Checkpoint.parse(parts.head)
    changed = Checkpoint.sign(checkpoint.origin, checkpoint.size, b"\x00" * 32, parts.key)
    parts.head = changed.note


def wrong_size(parts: Parts) -> None:
    checkpoint = Checkpoint.parse(parts.head)
    parts.head = Checkpoint.sign(
        checkpoint.origin, checkpoint.size + 1, checkpoint.root, parts.key
    ).note


def rename_log(parts: Parts) -> None:
    parts.seal(LogKey.create("casefile/0000000000000000", bytes(range(1, 33))))


def other_opening(parts: Parts) -> None:
    parts.change(0, by="p_9", data={**parts.fields(0)["data"], "by": "p_8"})


def not_opened(parts: Parts) -> None:
    parts.change(0, kind="note")


def other_name(parts: Parts) -> None:
    parts.marker = other_marker(parts, name="another name")


def other_log(parts: Parts) -> None:
    parts.marker = other_marker(parts, log="casefile/0000000000000000")


def other_person(parts: Parts) -> None:
    parts.marker = other_marker(parts, by="p_9")


def foreign_copy(parts: Parts, case: Case) -> None:
    parts.copy = case.other.copy


def wrong_leaf(parts: Parts) -> None:
    parts.leaves[2] = bytes(32)


def wrong_frontier(parts: Parts) -> None:
    parts.frontier = bytes(len(parts.frontier))


def nothing(parts: Parts) -> None:
    """The control: an untouched case."""


# name, act, found in the folder, found in the bundle
ATTACKS: list[tuple[str, Act, str, str]] = [
    ("first entry deleted", delete(0), ALWAYS, ALWAYS),
    ("middle entry deleted", delete(3), ALWAYS, ALWAYS),
    ("last entry deleted", delete(-1), ALWAYS, ALWAYS),
    ("middle entry deleted, tree fits", hashed(lambda p: delete(3)(p, None)), ALWAYS, ALWAYS),
    ("entry doubled in the middle", unsealed(duplicate_middle), ALWAYS, ALWAYS),
    ("entry doubled, all signed anew", sealed(duplicate_middle), ALWAYS, ALWAYS),
    ("last entry appended again", unsealed(append_copy), ALWAYS, ALWAYS),
    ("entries swapped", unsealed(swap_entries), ALWAYS, ALWAYS),
    ("entries swapped, all signed anew", sealed(swap_entries), ALWAYS, ALWAYS),
    ("entries reversed, all signed anew", sealed(reverse), ALWAYS, ALWAYS),
    ("time changed", unsealed(lambda p: p.change(2, at="2020-01-01T00:00:00Z")), ALWAYS, ALWAYS),
    ("time changed, tree fits", hashed(lambda p: p.change(2, at="2020")), ALWAYS, ALWAYS),
    ("person changed", unsealed(lambda p: p.change(2, by="p_9")), ALWAYS, ALWAYS),
    ("kind changed", unsealed(lambda p: p.change(2, kind="note")), ALWAYS, ALWAYS),
    ("field added", unsealed(lambda p: p.change(2, more="x")), ALWAYS, ALWAYS),
    ("version changed, signed anew", sealed(lambda p: p.change(2, v=2)), ALWAYS, ALWAYS),
    ("spaces in an entry, signed anew", sealed(spaced), ALWAYS, ALWAYS),
    ("keys out of order, signed anew", sealed(unsorted), ALWAYS, ALWAYS),
    ("a key twice, signed anew", sealed(doubled_key), ALWAYS, ALWAYS),
    ("a float, signed anew", sealed(float_value), ALWAYS, ALWAYS),
    ("true for one, signed anew", sealed(true_for_one), ALWAYS, ALWAYS),
    ("number of another place, signed anew", sealed(lambda p: p.change(2, n=7)), ALWAYS, ALWAYS),
    ("one entry of another case, signed anew", replay_one, ALWAYS, ALWAYS),
    ("all entries of another case", replay_all, ALWAYS, ALWAYS),
    ("head of yesterday over entries of today", old_head_only, ALWAYS, ALWAYS),
    ("signature taken away", unsealed(strip_signature), ALWAYS, ALWAYS),
    ("signature of zeros", unsealed(zero_signature), ALWAYS, ALWAYS),
    ("signed by another key of the same name", unsealed(foreign_signature), ALWAYS, ALWAYS),
    ("public key exchanged", unsealed(exchange_public), ALWAYS, ALWAYS),
    ("both keys exchanged, not signed anew", unsealed(exchange_keys), ALWAYS, ALWAYS),
    ("signed root is another", unsealed(wrong_root), ALWAYS, ALWAYS),
    ("signed size is another", unsealed(wrong_size), ALWAYS, ALWAYS),
    ("head of a renamed log", unsealed(rename_log), ALWAYS, ALWAYS),
    ("blob changed", unsealed(change_blob), ALWAYS, ALWAYS),
    ("blob taken away", unsealed(drop_blob), ALWAYS, ALWAYS),
    ("two blobs swapped", unsealed(swap_blobs), ALWAYS, ALWAYS),
    ("length of a blob, signed anew", sealed(wrong_length), ALWAYS, ALWAYS),
    ("entry names another blob, signed anew", sealed(name_other_blob), ALWAYS, ALWAYS),
    ("entry without its text, signed anew", sealed(drop_role), ALWAYS, ALWAYS),
    ("quote changed, signed anew", lambda p, c: claims_of(p, change_words), ALWAYS, ALWAYS),
    ("span shifted, signed anew", lambda p, c: claims_of(p, shift_span), ALWAYS, ALWAYS),
    ("span and words widened", lambda p, c: claims_of(p, widen_span_with_words), ALWAYS, ALWAYS),
    ("span shifted with the claim's id", sealed(shift_with_id), ALWAYS, ALWAYS),
    ("claim's id changed, signed anew", lambda p, c: claims_of(p, other_id), ALWAYS, ALWAYS),
    ("span outside the text", lambda p, c: claims_of(p, span_outside), ALWAYS, ALWAYS),
    ("claim without words", lambda p, c: claims_of(p, no_words), ALWAYS, ALWAYS),
    ("claim without its quote", lambda p, c: claims_of(p, unquoted), ALWAYS, ALWAYS),
    ("relay without its quote", lambda p, c: claims_of(p, relay_without_words), ALWAYS, ALWAYS),
    ("particular outside the text", particular_outside, ALWAYS, ALWAYS),
    ("claims dropped, count kept", sealed(drop_claim), ALWAYS, ALWAYS),
    ("text changed, signed anew", sealed(other_text), ALWAYS, ALWAYS),
    ("bytes changed, signed anew", sealed(other_bytes), ALWAYS, ALWAYS),
    ("record of another document", sealed(other_record), ALWAYS, ALWAYS),
    ("region outside the text", sealed(region_outside), ALWAYS, ALWAYS),
    ("reading before its document", sealed(reading_first), ALWAYS, ALWAYS),
    ("reading of an unknown document", sealed(unknown_document), ALWAYS, ALWAYS),
    ("reader changed, signed anew", sealed(other_reader), ALWAYS, ALWAYS),
    ("opened by another person", sealed(other_opening), ALWAYS, ALWAYS),
    ("first entry opens nothing", sealed(not_opened), ALWAYS, ALWAYS),
    ("name changed in casefile.toml", unsealed(other_name), ALWAYS, ABSENT),
    ("log changed in casefile.toml", unsealed(other_log), ALWAYS, ABSENT),
    ("person changed in casefile.toml", unsealed(other_person), ALWAYS, ABSENT),
    ("copy of the head of another case", foreign_copy, ALWAYS, ABSENT),
    ("stored leaf hash changed", unsealed(wrong_leaf), ALWAYS, ABSENT),
    ("stored frontier changed", unsealed(wrong_frontier), ALWAYS, ABSENT),
    # What nothing inside the case can show:
    ("yesterday's ledger restored, copy of the head left", set_back, ALWAYS, RECEIPT),
    ("yesterday's ledger restored, copy of the head too", set_back_with_copy, RECEIPT, RECEIPT),
    ("last entries dropped, signed anew", sealed(lambda p: delete(-1)(p, None)), RECEIPT, RECEIPT),
    ("document dropped, signed anew", sealed(drop_document), RECEIPT, RECEIPT),
    ("time changed, signed anew", sealed(lambda p: p.change(2, at="2020")), RECEIPT, RECEIPT),
    ("document rewritten perfectly, signed anew", sealed(rewrite_document), RECEIPT, RECEIPT),
    ("keys exchanged, all signed anew", unsealed(exchange_all), RECEIPT, RECEIPT),
]


def attacked(case: Case, act: Act) -> Parts:
    parts = replace(
        case.good,
        bodies=list(case.good.bodies),
        leaves=list(case.good.leaves),
        blobs=dict(case.good.blobs),
    )
    act(parts, case)
    return parts


@pytest.mark.parametrize(("name", "act", "folder", "bundle"), ATTACKS, ids=[a[0] for a in ATTACKS])
def test_both_verifiers_find_every_attack(
    name: str, act: Act, folder: str, bundle: str, case: Case, tmp_path: Path
) -> None:
    """An attack is found from the case itself, or at the latest with a receipt; by both alike."""
    parts = attacked(case, act)
    receipts = (case.receipt,)
    assert bool(folder_finds(parts, tmp_path / "a")) == (folder == ALWAYS)
    assert folder_finds(parts, tmp_path / "b", receipts)
    if bundle != ABSENT:
        assert bool(bundle_finds(parts, tmp_path / "c")) == (bundle == ALWAYS)
        assert bundle_finds(parts, tmp_path / "d", receipts)


def test_a_good_case_has_no_problems(case: Case, tmp_path: Path) -> None:
    """The control: an untouched case, written by the forger's own hand, is clean in both forms."""
    parts = attacked(case, unsealed(nothing))
    assert folder_finds(parts, tmp_path / "a", (case.receipt,)) == []
    assert bundle_finds(parts, tmp_path / "b", (case.receipt,)) == []


def test_there_are_at_least_forty() -> None:
    """The table holds forty attacks or more, none of them twice."""
    assert len({name for name, *_ in ATTACKS}) == len(ATTACKS) >= 40
