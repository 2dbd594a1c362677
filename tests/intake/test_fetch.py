"""The bounded fetcher, against a server on this machine."""

from __future__ import annotations

import datetime
import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from casefile.errors import FetchError, FetchRefused
from casefile.intake.addresses import AddressRule
from casefile.intake.fetch import Fetcher
from casefile.intake.limits import FetchLimits


class _Pages(BaseHTTPRequestHandler):
    """A few pages, good and bad."""

    seen: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        name, _, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"page_{name}", self.page_missing)(rest)

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_plain(self, rest: str) -> None:
        self.reply(200, b"<p>Nine ships left.</p>", Content_Type="text/html", Set_Cookie="a=b")

    def page_missing(self, rest: str) -> None:
        self.reply(404, b"no")

    def page_hops(self, rest: str) -> None:
        left = int(rest)
        self.reply(302, Location=f"/hops/{left - 1}" if left > 1 else "/plain/")

    def page_to(self, rest: str) -> None:
        self.reply(302, Location=rest)

    def page_nowhere(self, rest: str) -> None:
        self.reply(302)

    def page_packed(self, rest: str) -> None:
        self.reply(200, gzip.compress(b"Nine ships left. " * 99), Content_Encoding="gzip")

    def page_bomb(self, rest: str) -> None:
        self.reply(200, gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip")

    def page_broken(self, rest: str) -> None:
        self.reply(200, b"no gzip at all", Content_Encoding="gzip")

    def page_brotli(self, rest: str) -> None:
        self.reply(200, b"x", Content_Encoding="br")

    def page_large(self, rest: str) -> None:
        self.reply(200, b"x" * 3_000_000)

    def page_cut(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")

    def page_drip(self, rest: str) -> None:
        self.send_response(200)
        self.end_headers()
        self._drip(b"x")

    def page_driphead(self, rest: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self._drip(b"X-A: b\r\n")

    def _drip(self, piece: bytes) -> None:
        try:
            for _ in range(80):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(port: int) -> Fetcher:
    limits = FetchLimits(size=2_000_000, packed=1_000_000, wait=2.0, wall=1.5)
    rule = AddressRule(loopback_ports_for_tests=frozenset({port}))
    return Fetcher(limits, rule, resolver=lambda host, port: ["127.0.0.1"])


def test_a_page_comes_with_its_record(fetcher: Fetcher, port: int) -> None:
    """Body, status, addresses, headers and times of request and answer."""
    fetched = fetcher.fetch(f"http://courier.example:{port}/plain/")
    assert fetched.body == b"<p>Nine ships left.</p>"
    assert (fetched.status, fetched.redirects, fetched.remote_address) == (200, (), "127.0.0.1")
    record = fetched.to_record()
    (hop,) = record["hops"]
    assert ["Content-Type", "text/html"] in hop["headers"]
    assert hop["started"] <= hop["finished"]
    assert record["body_bytes"] == 23
    path, sent = _Pages.seen[-1]
    assert path == "/plain/"
    assert sent["Host"] == f"courier.example:{port}"
    assert "casefile" not in str(sent).lower()
    assert "python" not in str(sent).lower()


def test_redirects_are_followed_and_recorded(fetcher: Fetcher, port: int) -> None:
    """Five, with no cookie carried along; a sixth is too many."""
    fetched = fetcher.fetch(f"http://a.example:{port}/hops/5")
    assert len(fetched.redirects) == 5
    assert fetched.final_url == f"http://a.example:{port}/plain/"
    assert not any("Cookie" in headers for _, headers in _Pages.seen)
    with pytest.raises(FetchError, match="too many redirects"):
        fetcher.fetch(f"http://a.example:{port}/hops/6")


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "file:///etc/passwd",
        "http://u:p@a.example/",
        "http://a.example:22/",
        "ftp://a.example/",
    ],
)
def test_redirects_to_inside_are_refused(port: int, target: str) -> None:
    """Each hop is checked like the first, with the system's own reading of numbers as hosts."""
    rule = AddressRule(loopback_ports_for_tests=frozenset({port}))
    with pytest.raises(FetchError) as caught:
        Fetcher(allow=rule).fetch(f"http://127.0.0.1:{port}/to/{target}")
    assert isinstance(caught.value, FetchRefused)


def test_a_name_with_one_inside_address_is_refused() -> None:
    """A resolver that mixes public and private answers gets no request at all."""
    mixed = Fetcher(resolver=lambda host, port: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(FetchRefused):
        mixed.fetch("http://rebind.example/")


def test_the_name_is_resolved_once_and_the_checked_address_dialled(port: int) -> None:
    """A second answer (rebinding) is never asked for: the dialled address is the checked one."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rule = AddressRule(loopback_ports_for_tests=frozenset({port}))
    rebinding = Fetcher(allow=rule, resolver=lambda host, port: next(answers))
    assert rebinding.fetch(f"http://rebind.example:{port}/plain/").remote_address == "127.0.0.1"
    assert next(answers) == ["10.0.0.1"]


def test_the_environment_names_no_proxy(
    fetcher: Fetcher, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment would see whom we ask, and would resolve for itself."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    assert fetcher.fetch(f"http://a.example:{port}/plain/").status == 200


def test_packed_pages_are_unpacked(fetcher: Fetcher, port: int) -> None:
    """The reader gets what the page says."""
    assert fetcher.fetch(f"http://a.example:{port}/packed/").body == b"Nine ships left. " * 99


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("bomb/", "too large"),
        ("large/", "too large"),
        ("broken/", "damaged"),
        ("brotli/", "not read"),
        ("missing/", "status 404"),
        ("nowhere/", "nowhere"),
        ("cut/", "cannot be reached"),
    ],
)
def test_bad_answers_give_one_error(fetcher: Fetcher, port: int, path: str, message: str) -> None:
    """Bombs, lies about length, unknown packing and error pages."""
    with pytest.raises(FetchError, match=message):
        fetcher.fetch(f"http://a.example:{port}/{path}")


@pytest.mark.parametrize("path", ["drip/", "driphead/"])
def test_a_server_that_drips_is_left(fetcher: Fetcher, port: int, path: str) -> None:
    """Neither body nor header bytes, one at a time, hold the fetcher past its time."""
    begun = time.monotonic()
    with pytest.raises(FetchError):
        fetcher.fetch(f"http://a.example:{port}/{path}")
    assert time.monotonic() - begun < 4


def test_an_unknown_name_and_a_closed_port(port: int) -> None:
    """Both are FetchError, not an error of the library below."""
    with pytest.raises(FetchError, match="not known"):
        Fetcher().fetch("http://no-such-name.invalid/")
    rule = AddressRule(loopback_ports_for_tests=frozenset({1}))
    with pytest.raises(FetchError, match="cannot be reached"):
        Fetcher(allow=rule).fetch("http://127.0.0.1:1/")


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """A server with a certificate for right.example only, and that certificate."""
    folder = tmp_path_factory.mktemp("tls")
    certificate = _certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, folder / "key.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda request, client: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], certificate
    server.shutdown()
    server.server_close()


def _certificate(folder: Path) -> Path:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "right.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("right.example")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    pem, clear = serialization.Encoding.PEM, serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, clear))
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    return folder / "cert.pem"


def test_tls_verifies_the_name_though_an_address_is_dialled(
    tls: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trusted certificate serves its own name only; an untrusted one serves nobody."""
    port, certificate = tls
    rule = AddressRule(loopback_ports_for_tests=frozenset({port}))
    fetcher = Fetcher(allow=rule, resolver=lambda host, port: ["127.0.0.1"])
    with pytest.raises(FetchError, match="certificate"):
        fetcher.fetch(f"https://right.example:{port}/plain/")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetcher.fetch(f"https://right.example:{port}/plain/").status == 200
    with pytest.raises(FetchError, match="certificate"):
        fetcher.fetch(f"https://wrong.example:{port}/plain/")
