"""`casefile.ledger.checkpoint` and `keys`: notes in their one form, and the log key's files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.errors import LedgerDamaged, LedgerError
from casefile.ledger.checkpoint import Checkpoint
from casefile.ledger.keys import LogKey, VerifyKey, load_key, load_verify_key, save_keys

# The example of golang.org/x/mod/sumdb/note, from which C2SP's signed-note comes.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)
KEY = LogKey.create("casefile/00", bytes(range(32)))
NOTE = Checkpoint.sign("casefile/00", 3, b"\x07" * 32, KEY).note


def test_the_vkey_form_and_signature_are_those_of_c2sp() -> None:
    """A key and signature made by the Go implementation are read and hold."""
    import base64

    key = VerifyKey.parse(GO_KEY)
    signature = base64.b64decode(GO_SIGNATURE)
    assert key.to_text() == GO_KEY
    assert signature[:4] == key.key_id
    assert key.checks(signature[4:], GO_NOTE.encode())
    assert not key.checks(signature[4:], GO_NOTE.encode() + b"\n")


def test_a_checkpoint_reads_back() -> None:
    """What is signed is read back, with origin, size and root, and the signature holds."""
    checkpoint = Checkpoint.parse(NOTE)
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == ("casefile/00", 3, b"\x07" * 32)
    assert checkpoint.signed_by(KEY.verify_key)
    assert NOTE.split("\n")[:4] == [
        "casefile/00",
        "3",
        "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
        "",
    ]


def test_other_signatures_are_ignored() -> None:
    """A witness's line beside ours does no harm; alone it does not count."""
    ours = NOTE.split("\n\n")[1]
    line = "— witness.example AAAAAAAA\n"
    for block in (line + ours, ours + line, line + ours + line):
        assert Checkpoint.parse(NOTE.replace(ours, block)).signed_by(KEY.verify_key)
    assert not Checkpoint.parse(NOTE.replace(ours, line)).signed_by(KEY.verify_key)


def test_a_signature_under_another_key_id_does_not_count() -> None:
    """The four bytes before a signature say which key made it; a true signature is not enough."""
    import base64

    start = NOTE.rindex(" ") + 1
    signature = base64.b64decode(NOTE[start:])
    moved = base64.b64encode(bytes(4) + signature[4:]).decode()
    assert not Checkpoint.parse(NOTE[:start] + moved + "\n").signed_by(KEY.verify_key)


def test_another_key_of_the_same_name_does_not_count() -> None:
    """The name alone signs nothing."""
    other = LogKey.create("casefile/00", bytes(32))
    assert not Checkpoint.parse(NOTE).signed_by(other.verify_key)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        NOTE.replace("\n3\n", "\n03\n"),
        NOTE.replace("\n3\n", "\n-3\n"),
        NOTE.replace("\n3\n", "\n3\nextension\n"),
        NOTE.replace("Bwc=", "Bwd="),  # unused bits of base64
        NOTE[:-3] + chr(ord(NOTE[-3]) + 1) + NOTE[-2:],  # the same, in the signature
        "casefile/00\n\n— casefile/00 AAAAAAAA\n",
        NOTE.replace("— ", "- "),
        NOTE[:-1],
        NOTE + "\n",
        NOTE.split("\n\n")[0] + "\n\n",
        NOTE.replace("casefile/00\n3", "case file\n3"),
        NOTE.replace("\n", "\r\n"),
    ],
)
def test_anything_but_the_one_form_is_refused(bad: str) -> None:
    """Leading zeros, extension lines, loose base64, missing ends: all refused."""
    with pytest.raises(LedgerDamaged):
        Checkpoint.parse(bad)


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_no_changed_character_passes(place: int, character: str) -> None:
    """Any one character changed: refused, or no longer signed by the key."""
    changed = NOTE[:place] + character + NOTE[place + 1 :]
    if changed == NOTE:
        return
    with suppress(LedgerDamaged):
        assert not Checkpoint.parse(changed).signed_by(KEY.verify_key)


def test_keys_are_saved_for_their_owner_only(tmp_path: Path) -> None:
    """Both halves read back; the private file is 0600, and `repr` does not show the key."""
    save_keys(tmp_path / "keys", KEY)
    assert load_key(tmp_path / "keys").verify_key == load_verify_key(tmp_path / "keys")
    assert (tmp_path / "keys" / "log.key").stat().st_mode & 0o777 == 0o600
    assert repr(KEY) == "LogKey('casefile/00')"


@pytest.mark.parametrize("name", ["log.key", "log.pub"])
def test_every_changed_byte_of_a_key_file_is_refused_or_another_key(
    name: str, tmp_path: Path
) -> None:
    """A flipped byte never reads back as the same key."""
    folder = tmp_path / "keys"
    save_keys(folder, KEY)
    load = load_key if name == "log.key" else load_verify_key
    good = (folder / name).read_bytes()
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1
        (folder / name).write_bytes(bad)
        with pytest.raises(LedgerError):
            load(folder)


def test_a_missing_key_is_said(tmp_path: Path) -> None:
    """The message names the file and what to do."""
    with pytest.raises(LedgerError, match=r"log\.key cannot be read.*put back keys/log\.key"):
        load_key(tmp_path)


def test_a_log_cannot_have_a_name_with_space_or_plus() -> None:
    """C2SP key names have neither."""
    for name in ("a b", "a+b", ""):
        with pytest.raises(LedgerError):
            LogKey.create(name)
