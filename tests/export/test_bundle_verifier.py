"""`casefile.export.bundle_verifier`: its own mathematics, hostile bundles, and its form.

That it agrees with `casefile verify` on forged cases is in tests/ledger/test_attacks.py.
"""

from __future__ import annotations

import ast
import random
import sys
import zipfile
from pathlib import Path

import pytest

from casefile.export import bundle_verifier as verifier
from casefile.export.bundle import BASE, export_bundle
from casefile.ledger.keys import LogKey
from tests.ledger.forge import write_bag
from tests.ledger.samples import TEXTS, make_record

# RFC 8032 section 7.1, tests 1 to 3: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """An unpacked good bundle."""
    record = make_record(tmp_path / "case", *TEXTS)
    export_bundle(record, tmp_path / "good.zip")
    record.close()
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path / BASE


def check(path: Path, *arguments: str) -> int:
    return verifier.main([str(path), *arguments])


def test_ed25519_is_that_of_rfc_8032() -> None:
    """The standard's vectors hold; with any part changed they do not."""
    for public, message, signature in RFC_8032:
        key, text, sign = (bytes.fromhex(part) for part in (public, message, signature))
        assert verifier.signature_holds(key, sign, text)
        assert not verifier.signature_holds(key, sign, text + b"x")
        assert not verifier.signature_holds(key, sign[:-1] + bytes([sign[-1] ^ 1]), text)
        assert not verifier.signature_holds(bytes([key[0] ^ 1]) + key[1:], sign, text)
        assert not verifier.signature_holds(key, sign[:63], text)


def test_a_signature_has_one_form() -> None:
    """S and S + L would both satisfy the equation; RFC 8032 takes only the smaller."""
    public, _, signature = (bytes.fromhex(part) for part in RFC_8032[0])
    s = int.from_bytes(signature[32:], "little") + verifier.L
    assert not verifier.signature_holds(public, signature[:32] + s.to_bytes(32, "little"), b"")


def test_ed25519_agrees_with_the_library() -> None:
    """Random keys and messages, true signatures and damaged ones: one answer."""
    draw = random.Random(8032)
    for _ in range(20):
        key, message = LogKey.create("x", draw.randbytes(32)), draw.randbytes(draw.randint(0, 99))
        public = key.verify_key
        signature = bytearray(key.sign(message))
        assert verifier.signature_holds(public.public, bytes(signature), message)
        signature[draw.randrange(64)] ^= draw.randint(1, 255)
        held = verifier.signature_holds(public.public, bytes(signature), message)
        assert held == public.checks(bytes(signature), message)


def test_points_that_are_none_are_refused() -> None:
    """Encodings of y ≥ p, of no point, and of minus zero."""
    for y in (verifier.P, 2, (1 << 255) + 1):
        assert verifier.unpack(y.to_bytes(32, "little")) is None


def test_a_good_bundle_and_the_exit_codes(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 good, 1 problem, 2 cannot be checked."""
    assert check(bundle) == check(tmp_path / "good.zip") == 0
    (bundle / "my-receipt.txt").write_text("a recipient's own file")
    assert check(bundle) == 0
    assert check(tmp_path / "nowhere") == 2
    assert check(bundle, "--receipt", str(tmp_path / "nowhere")) == 2
    assert check(bundle, "--key", "casefile/0102030405060708+00000000+AA==") == 1
    assert "not the log key that you gave" in capsys.readouterr().out


def test_every_file_is_guarded(bundle: Path) -> None:
    """One byte changed in any file of the bag, or the file gone: exit code 1."""
    for path in sorted(p for p in bundle.rglob("*") if p.is_file()):
        good = path.read_bytes()
        path.write_bytes(good[:-2] + bytes([good[-2] ^ 1]) + good[-1:])
        assert check(bundle) == 1, path
        path.unlink()
        assert check(bundle) == 1, path
        path.write_bytes(good)
    assert check(bundle) == 0


def test_a_strange_payload_is_refused(bundle: Path) -> None:
    """A file in data/ that no manifest lists; a bag that wants to fetch."""
    (bundle / "data" / "more.txt").write_text("x")
    assert check(bundle) == 1
    (bundle / "data" / "more.txt").unlink()
    (bundle / "fetch.txt").write_text("http://example.org/ - data/x\n")
    assert check(bundle) == 1


def test_links_are_refused(bundle: Path, tmp_path: Path) -> None:
    """A link could lead anywhere, also when what it leads to is right."""
    target = bundle / "data" / "checkpoint"
    (tmp_path / "checkpoint").write_bytes(target.read_bytes())
    target.unlink()
    target.symlink_to(tmp_path / "checkpoint")
    assert check(bundle) == 1


def rezip(good: Path, out: Path, **changed: object) -> Path:
    """The good zip again with one hostile change."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(info, source.read(info), changed.get("compress"))  # type: ignore[arg-type]
        for name, data, mode in changed.get("more", ()):  # type: ignore[attr-defined]
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            target.writestr(info, data, zipfile.ZIP_DEFLATED)
    return out


@pytest.mark.parametrize(
    "more",
    [
        ("../evil", b"x", 0o100644),
        (f"{BASE}/../evil", b"x", 0o100644),
        ("/evil", b"x", 0o100644),
        ("other/evil", b"x", 0o100644),
        (f"{BASE}/a\\b", b"x", 0o100644),
        (f"{BASE}/data/link", b"/etc/passwd", 0o120777),
        (f"{BASE}/bomb", bytes(5_000_000), 0o100644),
        (f"{BASE}/verify.py", b"x", 0o100644),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives_are_refused(
    more: tuple[str, bytes, int], bundle: Path, tmp_path: Path
) -> None:
    """Traversal, absolute names, a second top, backslashes, links, bombs, doubled names."""
    hostile = rezip(tmp_path / "good.zip", tmp_path / "bad.zip", more=[more])
    assert check(hostile) == 1


def test_a_recompressed_bundle_is_still_good(bundle: Path, tmp_path: Path) -> None:
    """Whoever packs it again, compressed, changes nothing of what it proves."""
    again = rezip(tmp_path / "good.zip", tmp_path / "again.zip", compress=zipfile.ZIP_DEFLATED)
    assert check(again) == 0


def test_a_damaged_zip_is_a_problem_not_a_crash(bundle: Path, tmp_path: Path) -> None:
    """Bytes flipped anywhere in the zip: code 1 or 2, or content that is the same."""
    good = (tmp_path / "good.zip").read_bytes()
    draw = random.Random(4)
    for place in draw.sample(range(len(good)), 150):
        bad = bytearray(good)
        bad[place] ^= draw.randint(1, 255)
        (tmp_path / "bad.zip").write_bytes(bad)
        assert check(tmp_path / "bad.zip") in (0, 1, 2)


def test_an_empty_bag_is_no_bundle(tmp_path: Path) -> None:
    """A valid bag without a ledger is a problem, not a good case of nothing."""
    write_bag({"data/ledger.jsonl": b""}, tmp_path / "bag")
    assert check(tmp_path / "bag") == 1


def test_it_is_one_short_file_of_the_standard_library() -> None:
    """At most 500 lines, Python 3.8's grammar, nothing imported that does not come with it."""
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 500
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {
        name.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in node.names
    }
    assert imported <= set(sys.stdlib_module_names)
