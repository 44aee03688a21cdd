"""One request against servers that break every rule: each ends as an answer or as the right kind of error."""

from __future__ import annotations

import gzip
import ssl
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
import zstandard

from scraper.fetching.client import Client
from scraper.fetching.exchange import tls_context
from scraper.model.capture import Validators
from scraper.model.errors import LimitExceeded, NetworkError, SettingsError, StatusError
from tests.fetching.rough_server import Line, Reply, RoughServer, answer

MakeClient = Callable[..., Client]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def slow_headers(line: Line) -> None:
    line.drip(HEAD * 100, 0.02)


def no_headers(line: Line) -> None:
    line.hang()


def dripping_body(line: Line) -> None:
    line.send(HEAD + b"Content-Length: 100000\r\n\r\n")
    line.drip(b"x" * 100_000, 0.02)


def dripping_chunks(line: Line) -> None:
    line.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while line.send(b"1\r\nx\r\n") and not line.server.stopping.wait(0.02):
        pass


def stuck_body(line: Line) -> None:
    line.send(HEAD + b"Content-Length: 100\r\n\r\nhalf")
    line.hang()


def reset_at_once(line: Line) -> None:
    line.reset()


def reset_in_body(line: Line) -> None:
    line.send(HEAD + b"Content-Length: 100\r\n\r\nhalf")
    line.reset()


def endless_body(line: Line) -> None:
    line.send(HEAD + b"\r\n")
    while line.send(bytes(65_536)):
        pass


def large_body(line: Line) -> None:
    line.send(HEAD + b"Content-Length: 200000000\r\n\r\n")
    for _ in range(200):
        if not line.send(bytes(1_000_000)):
            return


def endless_headers(line: Line) -> None:
    line.send(HEAD)
    while line.send(b"X-More: " + b"x" * 1_000 + b"\r\n"):
        pass


def endless_header_line(line: Line) -> None:
    line.send(HEAD + b"X-More: ")
    while line.send(b"x" * 10_000):
        pass


def endless_informational(line: Line) -> None:
    while line.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"):
        if line.server.stopping.wait(0.01):
            return


def gzip_bomb(line: Line) -> None:
    line.send(HEAD + b"Content-Encoding: gzip\r\n\r\n")
    member = gzip.compress(bytes(2**20))
    while line.send(member * 20):
        pass


def packed_bomb(name: str, packed: bytes) -> Reply:
    """A body that inflates to a gibibyte, sent as long as anybody listens."""

    def send(line: Line) -> None:
        line.send(HEAD + f"Content-Encoding: {name}\r\n\r\n".encode())
        line.send(packed)

    return send


def zstd_frames() -> bytes:
    return zstandard.ZstdCompressor().compress(bytes(2**23)) * 128


def deflated() -> bytes:
    packer = zlib.compressobj()
    return b"".join(packer.compress(bytes(2**24)) for _ in range(64)) + packer.flush()


def nested(times: int) -> bytes:
    body = b"page" * 100
    for _ in range(times):
        body = gzip.compress(body)
    return body


CONTENT_LENGTH = HEAD + b"Content-Length: "
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN: dict[str, Reply] = {
    "nothing at all": no_headers,
    "reset at once": reset_at_once,
    "reset in mid-body": reset_in_body,
    "hang in mid-body": stuck_body,
    "closed without a word": b"",
    "Content-Length too long": CONTENT_LENGTH + b"100\r\n\r\nshort",
    "no status line": b"hello, I am no server\r\n\r\n",
    "status beyond three digits": b"HTTP/1.1 20000 OK\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.0\r\n",
    "NUL in a header": HEAD + b"X-Bad: a\x00b\r\n\r\npage",
    "header without a colon": HEAD + b"no colon here\r\n\r\npage",
    "two different lengths": CONTENT_LENGTH + b"4\r\nContent-Length: 5\r\n\r\npages",
    "negative length": CONTENT_LENGTH + b"-4\r\n\r\npage",
    "length in words": CONTENT_LENGTH + b"four\r\n\r\npage",
    "chunk without a size": CHUNKED + b"zz\r\npage\r\n0\r\n\r\n",
    "chunk cut off": CHUNKED + b"ff\r\npage",
    "no last chunk": CHUNKED + b"4\r\npage\r\n",
    "chunk size beyond reason": CHUNKED + b"f" * 30 + b"\r\npage",
    "broken gzip": answer(200, b"\x1f\x8bnonsense", "Content-Encoding: gzip"),
    "gzip that is none": answer(200, b"<html>plain</html>", "Content-Encoding: gzip"),
    "gzip cut off": answer(200, gzip.compress(b"page" * 100)[:-9], "Content-Encoding: gzip"),
    "zstd cut off": answer(
        200, zstandard.ZstdCompressor().compress(b"page" * 100)[:-9], "Content-Encoding: zstd"
    ),
    "one encoding within the other, cut off": answer(200, nested(2)[:-12], "Content-Encoding: gzip, gzip"),
    "101 unasked": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nPRI * HTTP/2.0",
    "HTTP/2 at once": b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18),
    "a bare CR in a header": HEAD + b"X-Bad: a\rb\r\n\r\npage",
    "a control character in a header's name": HEAD + b"X-B\x07d: a\r\n\r\npage",
    "a blank before the colon": HEAD + b"X-Bad : a\r\n\r\npage",
    "an encoding not asked for": answer(200, b"xxxx", "Content-Encoding: br"),
}
TOO_MUCH: dict[str, Reply] = {
    "slow headers": slow_headers,
    "dripping body": dripping_body,
    "dripping chunks": dripping_chunks,
    "endless body": endless_body,
    "endless headers": endless_headers,
    "endless header line": endless_header_line,
    "endless 103": endless_informational,
    "gzip bomb": gzip_bomb,
    "zstd bomb": packed_bomb("zstd", zstd_frames()),
    "deflate bomb": packed_bomb("deflate", deflated()),
    "gzip within gzip within gzip, a bomb": packed_bomb(
        "deflate, gzip, gzip", gzip.compress(gzip.compress(deflated()))
    ),
    "five encodings within each other": answer(
        200, nested(5), f"Content-Encoding: {', '.join(['gzip'] * 5)}"
    ),
    "thousands of headers": HEAD + b"X-One: 1\r\n" * 3_000 + b"\r\npage",
    "a megabyte of headers": HEAD + b"X-One: " + b"1" * 2**20 + b"\r\n\r\npage",
    "a large header": HEAD + b"X-One: " + b"1" * 70_000 + b"\r\n\r\npage",
    "a body of 200 MB": large_body,
}
FINE: dict[str, tuple[Reply, int, bytes]] = {
    "Content-Length too short": (CONTENT_LENGTH + b"4\r\n\r\npages of more", 200, b"page"),
    "no Content-Length": (HEAD + b"\r\npage", 200, b"page"),
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\n\r\npage", 200, b"page"),
    "chunks": (CHUNKED + b"2\r\npa\r\n2;x=y\r\nge\r\n0\r\nX-Trailer: 1\r\n\r\n", 200, b"page"),
    "one encoding within the other": (
        answer(200, nested(2), "Content-Encoding: gzip, gzip"),
        200,
        b"page" * 100,
    ),
    "bytes beyond ASCII in a header": (
        HEAD + b"X-Odd: \xe5\xff\r\nContent-Length: 4\r\n\r\npage",
        200,
        b"page",
    ),
    "a header that goes on": (HEAD + b"X-Odd: a\r\n b\r\nContent-Length: 4\r\n\r\npage", 200, b"page"),
    "100 first": (b"HTTP/1.1 100 Continue\r\n\r\n" + answer(200, b"page"), 200, b"page"),
    "205": (answer(205), 205, b""),
    "103 first": (b"HTTP/1.1 103 Early Hints\r\n\r\n" + answer(200, b"page"), 200, b"page"),
    "204": (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
    "206 unasked": (answer(206, b"pa", "Content-Range: bytes 0-1/4"), 206, b"pa"),
    "200 and empty": (answer(200), 200, b""),
    "a status of its own": (answer(299, b"page"), 299, b"page"),
    "an encoding that is none": (answer(200, b"page", "Content-Encoding: utf-8"), 200, b"page"),
    "redirect to nowhere": (answer(302, b"page"), 302, b"page"),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("case", BROKEN)
def test_broken_answers_are_network_errors(make_client: MakeClient, server: RoughServer, case: str) -> None:
    client = make_client(read_s=0.3, request_s=2.0)
    good = server.on("/good", answer(200, b"good"))
    assert client.fetch(good).body == b"good"
    with pytest.raises(NetworkError) as raised:
        client.fetch(server.on("/bad", BROKEN[case]))
    assert raised.value.url == server.url("/bad")
    assert "\n" not in str(raised.value)
    assert client.fetch(good).body == b"good"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("case", TOO_MUCH)
def test_too_much_is_a_limit(make_client: MakeClient, server: RoughServer, case: str) -> None:
    client = make_client(read_s=0.3, request_s=0.5, received_bytes=2**20, inflated_bytes=2**22, tries=3)
    with pytest.raises(LimitExceeded) as raised:
        client.fetch(server.on("/bad", TOO_MUCH[case]))
    assert raised.value.url == server.url("/bad")
    assert client.requests == 1, "what is too much is not asked for again"
    assert client.fetch(server.on("/good", answer(200, b"good"))).body == b"good"


@pytest.mark.parametrize("header", ["", "Content-Encoding: gzip\r\n"])
def test_a_304_is_an_answer_to_a_condition_only(client: Client, server: RoughServer, header: str) -> None:
    url = server.on("/", f"HTTP/1.1 304 Not Modified\r\n{header}\r\n".encode())
    assert client.fetch(url, validators=Validators('"x"')).not_modified
    with pytest.raises(StatusError, match="answered 304") as raised:
        client.fetch(url)
    assert raised.value.status == 304


@pytest.mark.parametrize("case", FINE)
def test_odd_answers_that_are_answers(client: Client, server: RoughServer, case: str) -> None:
    reply, status, body = FINE[case]
    capture = client.fetch(server.on("/odd", reply))
    assert (capture.status, capture.body) == (status, body)
    assert client.fetch(server.on("/good", answer(200, b"good"))).body == b"good"


def test_a_kept_connection_that_has_gone_is_replaced(client: Client, server: RoughServer) -> None:
    """No retry in the sense of the manners (there is one try only, and no pause): the page was never asked for."""
    client.fetch(server.on("/", answer(200)))
    for gone in (b"", Line.reset):
        assert client.fetch(server.on("/next", gone, answer(200, b"page"))).body == b"page"
    assert server.connections == 3


def test_what_follows_an_answer_is_not_taken_for_the_next_one(client: Client, server: RoughServer) -> None:
    smuggled = CONTENT_LENGTH + b"4\r\n\r\npage" + answer(200, b"another page altogether")
    client.fetch(server.on("/odd", smuggled))
    assert client.fetch(server.on("/good", answer(200, b"good"))).body == b"good"
    assert client.requests == 2


def test_headers_are_joined_and_read_as_what_they_are(client: Client, server: RoughServer) -> None:
    raw = b"HTTP/1.1 200 OK\r\nX-A: one\r\nx-a: two\r\nX-Utf: bl\xc3\xa5\r\nX-Old: bl\xe5\r\nContent-Length: 0\r\n\r\n"
    headers = client.fetch(server.on("/", raw)).headers
    assert headers["x-a"] == "one, two"
    assert (headers["x-utf"], headers["x-old"]) == ("blå", "blå")


def test_what_we_say_of_ourselves(make_client: MakeClient, server: RoughServer) -> None:
    make_client(user_agent="archive/1.0 (+https://example.org)").fetch(server.on("/", answer(200)))
    headers = server.asked[0].headers
    assert headers["user-agent"] == "archive/1.0 (+https://example.org)"
    assert headers["accept-encoding"] == "gzip, deflate, zstd"
    assert headers["accept"].startswith("text/html")
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert not headers.keys() & {"cookie", "authorization", "referer", "if-none-match", "if-modified-since"}


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls_server(authority: trustme.CA) -> Iterator[RoughServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = RoughServer(tls=context)
    yield server
    server.close()


def test_tls_with_an_authority_of_ones_own(
    make_client: MakeClient, tls_server: RoughServer, authority: trustme.CA, tmp_path: Path
) -> None:
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    url = tls_server.on("/", answer(200, b"secret"))
    assert make_client(ca_file=str(ca_file)).fetch(url).body == b"secret"


def test_a_certificate_that_nobody_vouches_for(make_client: MakeClient, tls_server: RoughServer) -> None:
    client = make_client(tries=3)
    with pytest.raises(NetworkError, match=r"certificate of \S+ does not hold: .*ca_file"):
        client.fetch(tls_server.on("/", answer(200, b"secret")))
    assert client.requests == 1, "it will not hold a second later either"
    assert tls_server.asked == []


def test_a_certificate_for_another_name(
    make_client: MakeClient, tls_server: RoughServer, authority: trustme.CA, tmp_path: Path
) -> None:
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    with pytest.raises(NetworkError, match=r"does not hold: [^;]*localhost[^;]*$"):
        make_client(ca_file=str(ca_file)).fetch(f"https://localhost:{tls_server.port}/")


def test_no_tls_where_tls_was_asked_for(make_client: MakeClient, server: RoughServer) -> None:
    with pytest.raises(NetworkError):
        make_client(connect_s=0.3).fetch(server.url("/").replace("http:", "https:"))


@pytest.mark.parametrize("content", (None, "no certificate"))
def test_a_certificate_file_that_is_none(
    make_client: MakeClient, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(SettingsError, match=r"ca\.pem"):
        make_client(ca_file=str(path))
    with pytest.raises(SettingsError):
        tls_context(str(path))
