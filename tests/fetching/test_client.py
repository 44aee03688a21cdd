from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from scraper.fetching.client import Client
from scraper.fetching.robots import parse_robots
from scraper.model.capture import Capture, Validators
from scraper.model.errors import LimitExceeded, NetworkError, Refused, RobotsDenied
from tests.fetching.rough_server import Line, RoughServer, SkippingClock, answer, moved

MakeClient = Callable[..., Client]
SHUT = answer(200, b"User-agent: *\nDisallow: /shut/\nCrawl-delay: 7\nSitemap: /map.xml\n")

# redirects


@pytest.mark.parametrize("status", (301, 302, 303, 307, 308))
def test_redirects_are_followed_and_remembered(client: Client, server: RoughServer, status: int) -> None:
    server.on("/one", moved("/two?x=1", status))
    server.on("/two?x=1", moved(server.url("/three#part"), status))
    server.on("/three", answer(200, b"page"))
    capture = client.fetch(server.url("/one"))
    assert (capture.status, capture.body) == (200, b"page")
    assert capture.url == server.url("/one")
    assert capture.final_url == server.url("/three")
    assert capture.redirects == (server.url("/one"), server.url("/two?x=1"))


@pytest.mark.parametrize(
    "target",
    (
        "file:///etc/passwd", "ftp://example.org/", "data:text/html,x", "javascript:alert(1)",
        "http://user:word@example.org/", "//user@example.org/", "gopher://example.org:70/",
    ),
)  # fmt: skip
def test_redirects_to_where_nobody_goes(client: Client, server: RoughServer, target: str) -> None:
    with pytest.raises(Refused, match="redirects to"):
        client.fetch(server.on("/", moved(target)))
    assert client.requests == 1


@pytest.mark.parametrize(
    "target",
    (
        "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://0x7f.1/",
        "http://localhost/", "//127.0.0.1:1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    ),
)  # fmt: skip
def test_redirects_into_the_private_network(
    make_client: MakeClient, server: RoughServer, target: str
) -> None:
    """The first page comes from a public name, by way of a proxy; the second must not be asked of it."""
    server.on("http://blog.example.org/", moved(target))
    client = make_client(allow_private=False, proxy=server.url())
    with pytest.raises(Refused, match=r"private network|never asked"):
        client.fetch("http://blog.example.org/")
    assert [asked.target for asked in server.asked] == ["http://blog.example.org/"]


def test_circles(client: Client, server: RoughServer) -> None:
    server.on("/a", moved("/b"))
    server.on("/b", moved("/a"))
    for path in ("/a", "/b"):
        with pytest.raises(Refused, match="circle"):
            client.fetch(server.url(path))
    with pytest.raises(Refused, match="circle"):
        client.fetch(server.on("/self", moved("/self")))


def test_chains_without_end(client: Client, server: RoughServer) -> None:
    for number in range(50):
        server.on(f"/{number}", moved(f"/{number + 1}"))
    with pytest.raises(Refused, match="more than 8 times"):
        client.fetch(server.url("/0"))
    assert client.requests == 9


def test_a_location_in_utf8(client: Client, server: RoughServer) -> None:
    server.on("/fr%C3%A5n", answer(200, b"page"))
    raw = b"HTTP/1.1 301 Moved\r\nLocation: /fr\xc3\xa5n\r\nContent-Length: 0\r\n\r\n"
    assert client.fetch(server.on("/", raw)).final_url == server.url("/fr%C3%A5n")


def test_cookies_are_never_kept(client: Client, server: RoughServer) -> None:
    url = server.on("/", answer(200, b"page", "Set-Cookie: id=1; Path=/"))
    server.on("/go", answer(302, b"", "Set-Cookie: id=2; Path=/", "Location: /"))
    client.fetch(url)
    client.fetch(server.url("/go"))
    assert len(server.asked) == 3
    assert all("cookie" not in asked.headers for asked in server.asked)


# conditional requests


def test_validators_are_sent_as_they_were_received(client: Client, server: RoughServer) -> None:
    url = server.on(
        "/",
        answer(200, b"page", 'ETag: W/"a,b"', "Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT"),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    )
    first = client.fetch(url)
    second = client.fetch(url, validators=first.validators)
    assert second.not_modified
    assert server.asked[1].headers["if-none-match"] == 'W/"a,b"'
    assert server.asked[1].headers["if-modified-since"] == "Sun, 01 Mar 2026 12:00:00 GMT"


def test_validators_stay_with_their_address(client: Client, server: RoughServer) -> None:
    server.on("/new", answer(200, b"page"))
    client.fetch(
        server.on("/old", moved("/new")), validators=Validators('"x"', "Sun, 01 Mar 2026 12:00:00 GMT")
    )
    assert "if-none-match" in server.asked[0].headers
    assert not server.asked[1].headers.keys() & {"if-none-match", "if-modified-since"}


@pytest.mark.parametrize("etag", ('"a\r\nX-Evil: 1"', '"å"', '"\x00"', '"' + "x" * 5_000 + '"', ""))
def test_validators_that_cannot_be_sent_are_not(client: Client, server: RoughServer, etag: str) -> None:
    client.fetch(server.on("/", answer(200, b"page")), validators=Validators(etag))
    assert not server.asked[0].headers.keys() & {"if-none-match", "x-evil"}


# retries and pace


def test_trouble_that_passes(make_client: MakeClient, server: RoughServer, hands: SkippingClock) -> None:
    url = server.on("/", answer(500), Line.reset, Line.reset, answer(200, b"page"))
    assert make_client(tries=3).fetch(url).body == b"page"
    assert hands.slept == [1.0, 2.0]


def test_a_server_that_fails_for_ever(make_client: MakeClient, server: RoughServer) -> None:
    client = make_client(tries=3)
    assert client.fetch(server.on("/", answer(500, b"sorry"))).status == 500
    assert client.requests == 3


@pytest.mark.parametrize("wish", ("40", "Sun, 01 Mar 2026 12:00:40 GMT"))
def test_retry_after_in_both_forms(
    make_client: MakeClient, server: RoughServer, hands: SkippingClock, wish: str
) -> None:
    url = server.on("/", answer(429, b"", f"Retry-After: {wish}"), answer(200, b"page"))
    assert make_client(tries=3).fetch(url).ok
    assert hands.slept == [40.0]


def test_an_absurd_retry_after(make_client: MakeClient, server: RoughServer, hands: SkippingClock) -> None:
    client = make_client(tries=3)
    url = server.on("/", answer(503, b"", "Retry-After: 31536000"))
    assert client.fetch(url).status == 503
    assert client.fetch(server.on("/good", answer(200, b"good"))).ok
    assert hands.slept == []


def test_the_time_of_one_url_is_bounded(
    make_client: MakeClient, server: RoughServer, hands: SkippingClock
) -> None:
    for number in range(8):
        server.on(f"/{number}", answer(503, b"", "Retry-After: 50"), moved(f"/{number + 1}"))
    assert make_client(tries=3, url_s=90.0).fetch(server.on("/", moved("/0"))).status == 503
    assert hands.slept == [50.0], "the second pause would end too late"


def test_an_url_whose_time_is_up(make_client: MakeClient, server: RoughServer) -> None:
    with pytest.raises(LimitExceeded):
        make_client(url_s=0.0).fetch(server.on("/", answer(200)))
    assert server.visits("/") == 0


def test_the_pause_between_two_pages(
    make_client: MakeClient, server: RoughServer, hands: SkippingClock
) -> None:
    client = make_client(delay_s=5.0)
    for _ in range(3):
        client.fetch(server.on("/", answer(200, b"page")))
    assert [round(pause) for pause in hands.slept] == [5, 5]


def test_crawl_delay_is_kept(make_client: MakeClient, server: RoughServer, hands: SkippingClock) -> None:
    server.on("/robots.txt", SHUT)
    make_client(delay_s=1.0, obey_robots=True).fetch(server.on("/", answer(200, b"page")))
    make_client(delay_s=1.0, obey_robots=False).fetch(server.url("/"))
    assert [round(pause) for pause in hands.slept] == [1]
    client = make_client(delay_s=1.0, obey_robots=True)
    client.fetch(server.url("/"))
    client.fetch(server.url("/"))
    assert round(hands.slept[-1]) == 7


# robots.txt


@pytest.fixture
def obedient(make_client: MakeClient) -> Client:
    return make_client(obey_robots=True)


def test_robots_txt_is_asked_for_once(obedient: Client, server: RoughServer) -> None:
    server.on("/robots.txt", SHUT)
    server.on("/open", answer(200, b"page"))
    assert obedient.allowed(server.url("/open"))
    for _ in range(3):
        assert obedient.fetch(server.url("/open")).ok
    with pytest.raises(RobotsDenied):
        obedient.fetch(server.url("/shut/door"))
    assert server.visits("/robots.txt") == 1
    assert server.visits("/shut/door") == 0
    robots = obedient.robots(server.url("/any"))
    assert robots.sitemaps == (server.url("/map.xml"),)
    assert robots.capture is not None and robots.capture.ok


def test_robots_txt_that_is_known_is_not_asked_for(obedient: Client, server: RoughServer) -> None:
    obedient.remember_robots(
        server.url().rstrip("/"), parse_robots("User-agent: scraper\nDisallow: /shut/\n")
    )
    assert obedient.fetch(server.on("/open", answer(200))).ok
    with pytest.raises(RobotsDenied):
        obedient.fetch(server.url("/shut/door"))
    assert server.visits("/robots.txt") == 0


def test_robots_txt_need_not_be_obeyed(client: Client, server: RoughServer) -> None:
    server.on("/robots.txt", SHUT)
    assert client.fetch(server.on("/shut/door", answer(200))).ok
    assert server.visits("/robots.txt") == 0


def test_a_redirect_to_where_robots_txt_forbids(obedient: Client, server: RoughServer) -> None:
    server.on("/robots.txt", SHUT)
    with pytest.raises(RobotsDenied):
        obedient.fetch(server.on("/open", moved("/shut/door")))
    assert server.visits("/shut/door") == 0


def test_robots_txt_answers_500(make_client: MakeClient, server: RoughServer) -> None:
    server.on("/robots.txt", answer(503))
    with pytest.raises(NetworkError, match="503"):
        make_client(obey_robots=True).fetch(server.on("/", answer(200)))
    assert server.visits("/") == 0


def test_robots_txt_cannot_be_reached(obedient: Client, server: RoughServer) -> None:
    server.on("/robots.txt", Line.reset)
    with pytest.raises(NetworkError, match=r"robots\.txt"):
        obedient.fetch(server.on("/", answer(200)))
    assert server.visits("/") == 0
    assert obedient.robots(server.url("/")).sitemaps == ()


def test_older_rules_hold_while_robots_txt_cannot_be_had(obedient: Client, server: RoughServer) -> None:
    server.on("/robots.txt", answer(503))
    older = parse_robots("User-agent: scraper\nDisallow: /shut/\n")
    obedient.remember_stale_robots(server.url().rstrip("/"), older)
    assert obedient.fetch(server.on("/open", answer(200))).ok
    with pytest.raises(RobotsDenied):
        obedient.fetch(server.url("/shut/door"))
    assert server.visits("/robots.txt") == 1


def test_older_rules_give_way_to_those_of_today(obedient: Client, server: RoughServer) -> None:
    server.on("/robots.txt", SHUT)
    obedient.remember_stale_robots(server.url().rstrip("/"), parse_robots("User-agent: *\nDisallow: /\n"))
    assert obedient.fetch(server.on("/open", answer(200))).ok
    assert not obedient.allowed(server.url("/shut/door"))


def test_robots_txt_elsewhere(obedient: Client, server: RoughServer) -> None:
    for number in range(4):
        server.on(f"/robots{number}", moved(f"/robots{number + 1}"))
    server.on("/robots.txt", moved("/robots0"))
    server.on("/robots4", SHUT)
    assert not obedient.allowed(server.url("/shut/door"))


@pytest.mark.parametrize("target", ("/robots.txt", "file:///etc/passwd", "/robots0"))
def test_robots_txt_that_leads_nowhere_frees_us(obedient: Client, server: RoughServer, target: str) -> None:
    for number in range(9):
        server.on(f"/robots{number}", moved(f"/robots{number + 1}"))
    server.on("/robots.txt", moved(target))
    assert obedient.allowed(server.url("/shut/door"))


def endless_robots(line: Line) -> None:
    line.send(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /shut/\n")
    while line.send(b"# and so on\n" * 1_000):
        pass


def test_robots_txt_without_end(obedient: Client, server: RoughServer) -> None:
    server.on("/robots.txt", endless_robots)
    assert not obedient.allowed(server.url("/shut/door"))
    assert obedient.allowed(server.url("/open"))


def test_robots_of_a_private_address_are_refused(make_client: MakeClient, server: RoughServer) -> None:
    with pytest.raises(Refused):
        make_client(allow_private=False, obey_robots=True).allowed(server.url("/"))
    with pytest.raises(Refused):
        make_client(obey_robots=True).allowed("no address")
    assert server.connections == 0


# proxies


def test_a_proxy_is_asked_for_whole_addresses(make_client: MakeClient, server: RoughServer) -> None:
    client = make_client(allow_private=False, proxy=server.url())
    server.on("http://blog.example.org/a?b=c", answer(200, b"page"))
    capture = client.fetch("http://blog.example.org/a?b=c#d")
    assert isinstance(capture, Capture)
    assert capture.body == b"page"
    assert server.asked[0].headers["host"] == "blog.example.org"


def test_a_proxy_is_never_asked_for_private_addresses(make_client: MakeClient, server: RoughServer) -> None:
    client = make_client(allow_private=False, proxy=server.url())
    for url in ("http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/"):
        with pytest.raises(Refused):
            client.fetch(url)
    assert server.connections == 0


def test_https_goes_through_a_proxy_by_connect(
    make_client: MakeClient, server: RoughServer, tmp_path: Path
) -> None:
    authority, ca_file = trustme.CA(), tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("blog.example.org").configure_cert(context)
    seen = []

    def tunnel(line: Line) -> None:
        line.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        line.peer.settimeout(5)
        with context.wrap_socket(line.peer, server_side=True) as inner:
            asked = Line(line.server, inner).read_request()
            seen.append(asked.target if asked else "")
            inner.sendall(answer(200, b"secret"))

    server.on("blog.example.org:443", tunnel)
    client = make_client(allow_private=False, proxy=server.url(), ca_file=str(ca_file))
    assert client.fetch("https://blog.example.org/a").body == b"secret"
    assert seen == ["/a"]
    assert server.asked[0].method == "CONNECT"


def test_a_proxy_that_says_no(make_client: MakeClient, server: RoughServer) -> None:
    server.on("blog.example.org:443", answer(403, b"no"))
    with pytest.raises(NetworkError):
        make_client(proxy=server.url()).fetch("https://blog.example.org/")
