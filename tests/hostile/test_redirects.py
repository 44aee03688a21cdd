"""Redirects and names that lead where nobody should go, with every guard in place: public names over a little internet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.small_sites import SmallPost, posts, shell
from scraper.archive import open_archive
from scraper.crawl import Report, Start, crawl
from scraper.fetching.client import Client
from scraper.model.errors import NetworkError, Refused
from scraper.model.limits import Limits, Manners
from tests.fetching.rough_server import Reply, RoughServer, SkippingClock, answer, moved
from tests.hostile.internet import Internet

HTML = "Content-Type: text/html; charset=utf-8"
MANNERS = Manners(delay_s=0, limits=Limits(tries=1, read_s=1.0, request_s=2.0, redirects=5))
PRIVATE = {
    "loopback": "127.0.0.1", "private": "10.1.2.3", "link-local": "169.254.1.1", "metadata": "169.254.169.254",
    "metadata by IPv6": "fd00:ec2::254", "carrier-grade NAT": "100.100.100.200", "mapped": "::ffff:127.0.0.1",
    "compatible": "::127.0.0.1", "NAT64": "64:ff9b::7f00:1", "NAT64 of the network": "64:ff9b:1::a00:1",
    "6to4": "2002:7f00:1::", "Teredo": "2001:0:4136:e378:8000:63bf:80ff:fffe", "IPv6 loopback": "::1",
    "IPv6 link-local": "fe80::1%1", "this host": "0.0.0.0", "broadcast": "255.255.255.255",
}  # fmt: skip


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Internet:
    made = Internet()
    made.rule(monkeypatch)
    return made


@pytest.fixture
def servers() -> Iterator[tuple[RoughServer, RoughServer]]:
    both = (RoughServer(), RoughServer())
    yield both
    for server in both:
        server.close()


def fetched(url: str) -> bytes:
    with Client(
        Manners(delay_s=0, obey_robots=False, limits=MANNERS.limits), SkippingClock().clock
    ) as client:
        return client.fetch(url).body


@pytest.mark.parametrize("form", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_never_connected_to(internet: Internet, form: str) -> None:
    internet.names["blog.example"] = [[PRIVATE[form]]]
    with pytest.raises(Refused, match=r"private network|never asked"):
        fetched("http://blog.example/")
    assert internet.called == []


@pytest.mark.parametrize("form", PRIVATE)
def test_one_private_address_among_public_ones_refuses_the_name(internet: Internet, form: str) -> None:
    internet.names["blog.example"] = [["93.184.216.34", PRIVATE[form]]]
    with pytest.raises(Refused):
        fetched("http://blog.example/")
    assert internet.called == []


def test_a_name_that_resolves_anew_to_a_private_address_is_connected_to_by_the_one_that_was_checked(
    internet: Internet,
) -> None:
    """DNS rebinding: the first answer is public, each later one is this machine."""
    internet.names["blog.example"] = [["93.184.216.99"], ["127.0.0.1"]]
    with pytest.raises(NetworkError):
        fetched("http://blog.example/")
    assert (internet.called, internet.asked) == (["93.184.216.99"], ["blog.example"])
    with pytest.raises(Refused):
        fetched("http://blog.example/")
    assert internet.called == ["93.184.216.99"]


@pytest.mark.parametrize("form", PRIVATE)
def test_a_redirect_to_a_name_that_leads_to_a_private_address(
    internet: Internet, servers: tuple[RoughServer, RoughServer], form: str
) -> None:
    url = internet.add("blog.example", servers[0].port)
    internet.names["inside.example"] = [[PRIVATE[form]]]
    servers[0].on("/", moved("http://inside.example/secret"))
    with pytest.raises(Refused, match="redirects to"):
        fetched(url + "/")
    assert PRIVATE[form] not in internet.called


def test_neither_cookies_nor_credentials_nor_validators_cross_hosts(
    internet: Internet, servers: tuple[RoughServer, RoughServer]
) -> None:
    here, there = servers
    url, other = internet.add("blog.example", here.port), internet.add("other.example", there.port)
    here.on("/", answer(302, b"", "Set-Cookie: id=1; Domain=example", f"Location: {other}/"))
    there.on("/", answer(302, b"", "Set-Cookie: id=2", f"Location: {url}/end"))
    here.on("/end", answer(200, b"end"))
    assert fetched(url + "/") == b"end"
    for asked in (*here.asked, *there.asked):
        assert not {"cookie", "authorization", "referer", "proxy-authorization"} & asked.headers.keys()
    for target in (f"http://user:word@{other[7:]}/", f"//user@{other[7:]}/"):
        here.on("/", moved(target))
        with pytest.raises(Refused, match="user name or password"):
            fetched(url + "/")
    assert len(there.asked) == 1


# A whole crawl


def feed_of(url: str, some: list[SmallPost]) -> bytes:
    items = "".join(
        f"<item><title>{one.title}</title><link>{url}{one.path}</link><pubDate>{one.day}</pubDate></item>"
        for one in some
    )
    return (
        f"<rss version='2.0'><channel><title>Paper</title><link>{url}/</link>{items}</channel></rss>".encode()
    )


def refresh(to: str) -> bytes:
    head = f"<meta http-equiv='refresh' content='0; url={to}'>"
    return answer(200, shell("<p>One moment.</p>", title="Moved", head=head).encode(), HTML)


def crawled(folder: Path, *starts: Start) -> tuple[Report, dict[str, str], dict[str, tuple[str, str]]]:
    """The report, (URL → state) of all posts, and (URL → kind, message) of all failures."""
    with open_archive(folder / "a.db") as archive, archive.lock():
        report = crawl(archive, starts, manners=MANNERS, clock=SkippingClock().clock)
    with closing(sqlite3.connect(folder / "a.db")) as db:
        states = dict(db.execute("SELECT url, state FROM posts").fetchall())
        failures = {
            url: (kind, said) for url, kind, said in db.execute("SELECT url, kind, message FROM failures")
        }
    return report, states, failures


def quoted(address: str) -> str:
    """Header bytes are Latin-1; what stands beyond it is sent as UTF-8, as servers do."""
    return address.encode().decode("latin-1")


CASES = {
    "loop": "/{path}", "to file:": "file:///etc/passwd", "to ftp:": "ftp://blog.example/x", "to data:": "data:text/html,<h1>x",
    "to javascript:": "javascript:alert(1)", "with credentials": "http://user:word@blog.example/x",
    "to loopback": "http://127.0.0.1/", "to localhost": "http://localhost/x", "to a metadata address": "http://169.254.169.254/latest",
    "to a private name": "http://inside.example/", "to a mapped address": "http://[::ffff:10.0.0.1]/",
    "to a name without end": "http://{long}/", "to a path without end": "/{long}", "to NAT64": "http://[64:ff9b::a9fe:a9fe]/", "to 6to4": "http://[2002:a00:1::]/", "to an endless chain": "/chain/0",
}  # fmt: skip


@pytest.mark.parametrize("how", ("Location", "meta refresh"))
def test_a_crawl_follows_none_of_these_and_keeps_the_posts_around(
    internet: Internet, servers: tuple[RoughServer, RoughServer], tmp_path: Path, how: str
) -> None:
    here, there = servers
    url, other = internet.add("blog.example", here.port), internet.add("other.example", there.port)
    internet.names["inside.example"] = [["10.9.9.9"]]
    for number in range(20):
        here.on(f"/chain/{number}", moved(f"/chain/{number + 1}"))
    there.on("/elsewhere", answer(200, SmallPost(99).page().encode(), HTML))
    cases = {**CASES, "off the site": f"{other}/elsewhere"}
    some = posts(2 * len(cases))
    bad = dict(zip(cases, some[1::2], strict=True))
    pages: dict[str, Reply] = {one.path: answer(200, one.page().encode(), HTML) for one in some[::2]}
    for case, one in bad.items():
        to = cases[case].format(path=one.path.lstrip("/"), long="\u00e5" * 1_900)
        pages[one.path] = moved(quoted(to)) if how == "Location" else refresh(to)
    for path, page in {"/": answer(200, feed_of(url, some), "Content-Type: text/xml"), **pages}.items():
        here.on(path, page)
    report, states, failures = crawled(tmp_path, Start(url + "/"))
    assert {one for one, state in states.items() if state == "complete"} == {
        url + one.path for one in some[::2]
    }
    assert report.exit_code == 3
    assert set(internet.called) <= set(internet.hosts), "no private address was ever called"
    if how == "Location":
        kinds = {case: failures.get(url + one.path, ("", ""))[0] for case, one in bad.items()}
        others = {"off the site": "", "to a name without end": "network"}
        assert kinds == {case: others.get(case, "refused") for case in cases}
    else:
        assert there.asked == [], "a page that sends its readers elsewhere sends nobody of ours"


def test_a_name_that_leads_to_what_a_cloud_tells_its_machine_is_open_to_nobody(internet: Internet) -> None:
    internet.names["inside.example"] = [["169.254.169.254"]]
    manners = Manners(delay_s=0, allow_private=True, limits=MANNERS.limits)
    with Client(manners, SkippingClock().clock) as client, pytest.raises(Refused, match="never asked"):
        client.fetch("http://inside.example/")
    assert not internet.called


def test_private_networks_are_open_to_the_one_site_that_may(
    internet: Internet, servers: tuple[RoughServer, RoughServer], tmp_path: Path
) -> None:
    here, there = servers
    internet.names.update({"paper.lan": [["10.0.0.5"]], "blog.example": [["10.0.0.6"]]})
    internet.hosts.update({"10.0.0.5": here.port, "10.0.0.6": there.port})
    for server, name in ((here, "paper.lan"), (there, "blog.example")):
        some = posts(2)
        server.on("/", answer(200, feed_of(f"http://{name}", some), "Content-Type: text/xml"))
        for one in some:
            server.on(one.path, answer(200, one.page().encode(), HTML))
    open_to = Manners(delay_s=0, allow_private=True, limits=MANNERS.limits)
    report, states, _ = crawled(tmp_path, Start("http://paper.lan/", open_to), Start("http://blog.example/"))
    assert [site.outcome for site in report.sites] == ["done", "failed"]
    assert "--allow-private" in report.sites[1].problem
    assert len(states) == 2 and all(one.startswith("http://paper.lan/") for one in states)
    assert set(internet.called) == {"10.0.0.5"} and there.asked == []
