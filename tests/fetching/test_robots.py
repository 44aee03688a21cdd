from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.fetching.robots import Robots, from_capture, group, parse_robots, product_token
from scraper.model.capture import Capture
from scraper.model.limits import Limits

SITE = "https://example.org"
US = "scraper"
SAMPLE = Path(__file__).parents[2].parent / "shared" / "conformance" / "robots-sample.tar.gz"


def rules(*lines: str) -> str:
    return "\n".join(lines)


EVERYBODY = "User-agent: *"
# robots.txt, path, allowed (the sections are those of RFC 9309)
CASES = (
    # 2.2.1 the user-agent line
    (rules("User-agent: scraper", "Disallow: /a"), "/a", False),
    (rules("User-agent: SCRAPER", "Disallow: /a"), "/a", False),
    (rules("user-agent:scraper", "disallow:/a"), "/a", False),
    (rules("User-agent: scraper/2.0", "Disallow: /a"), "/a", False),
    (rules("User-agent: scraper # us", "Disallow: /a"), "/a", False),
    (rules("User-agent: scrap", "Disallow: /a"), "/a", True),
    (rules("User-agent: blogscraper", "Disallow: /a"), "/a", True),
    (rules("User-agent: scraper-news", "Disallow: /a"), "/a", True),
    (rules("User-agent: s", "Disallow: /"), "/a", True),
    (rules("User-agent: other", "Disallow: /"), "/a", True),
    (rules("User-agent: scraper", "Disallow: /a", EVERYBODY, "Disallow: /"), "/b", True),
    (rules(EVERYBODY, "Disallow: /", "User-agent: scraper", "Disallow: /a"), "/b", True),
    (rules(EVERYBODY, "Disallow: /", "User-agent: scraper", "Disallow:"), "/b", True),
    (rules(EVERYBODY, "Disallow: /", "User-agent: scraper"), "/b", True),
    (rules("User-agent: scraper", "Disallow: /a", "", "User-agent: scraper", "Disallow: /b"), "/a", False),
    (rules("User-agent: scraper", "Disallow: /a", "", "User-agent: scraper", "Disallow: /b"), "/b", False),
    (rules(EVERYBODY, "Disallow: /a", EVERYBODY, "Disallow: /b"), "/a", False),
    (rules("User-agent: other", "User-agent: scraper", "Disallow: /a"), "/a", False),
    (rules("User-agent: scraper", "", "# a comment", "User-agent: other", "Disallow: /a"), "/a", False),
    (rules("User-agent: scraper", "Sitemap: /x", "User-agent: other", "Disallow: /a"), "/a", False),
    (rules("User-agent: other", "User-agent: *", "Disallow: /a"), "/a", False),
    (rules("Disallow: /a", EVERYBODY, "Disallow: /b"), "/a", True),
    (rules(EVERYBODY, "Crawl-delay: 5", "User-agent: other", "Disallow: /"), "/a", True),
    # 2.2.2 longest match, allow before disallow
    (rules(EVERYBODY, "Disallow: /a", "Allow: /a/b"), "/a/b/c", True),
    (rules(EVERYBODY, "Allow: /a/b", "Disallow: /a"), "/a/c", False),
    (rules(EVERYBODY, "Disallow: /a", "Allow: /a"), "/a", True),
    (rules(EVERYBODY, "Allow: /", "Disallow: /a"), "/a", False),
    (rules(EVERYBODY, "Disallow: /"), "/robots.txt", True),
    (rules(EVERYBODY, "Disallow: /a"), "/A", True),
    (rules(EVERYBODY, "Disallow: /a"), "/abc", False),
    (rules(EVERYBODY, "Disallow: /a/"), "/a", True),
    (rules(EVERYBODY, "Disallow:"), "/a", True),
    (rules(EVERYBODY, "Disallow: "), "/a", True),
    (rules(EVERYBODY, "Disallow: /a?x="), "/a?x=1", False),
    (rules(EVERYBODY, "Disallow: /a?x="), "/a?y=1", True),
    # percent-encoding
    (rules(EVERYBODY, "Disallow: /f%C3%A4rg"), "/f%c3%a4rg", False),
    (rules(EVERYBODY, "Disallow: /färg"), "/f%C3%A4rg", False),
    (rules(EVERYBODY, "Disallow: /a%2Fb"), "/a%2fb", False),
    (rules(EVERYBODY, "Disallow: /a%2Fb"), "/a/b", True),
    (rules(EVERYBODY, "Disallow: /%61bc"), "/abc", False),
    # 2.2.3 special characters
    (rules(EVERYBODY, "Disallow: *.pdf"), "/x/y.pdf", False),
    (rules(EVERYBODY, "Disallow: /*.pdf$"), "/x/y.pdf", False),
    (rules(EVERYBODY, "Disallow: /*.pdf$"), "/x/y.pdf?z", True),
    (rules(EVERYBODY, "Disallow: /a$"), "/a", False),
    (rules(EVERYBODY, "Disallow: /a$"), "/ab", True),
    (rules(EVERYBODY, "Disallow: /*/private/*"), "/a/private/b", False),
    (rules(EVERYBODY, "Disallow: /*?"), "/a", True),
    (rules(EVERYBODY, "Disallow: /*?"), "/a?b", False),
    (rules(EVERYBODY, "Disallow: /a#b"), "/a", False),
    (rules(EVERYBODY, "Disallow: /", "Allow: /$"), "/", True),
    (rules(EVERYBODY, "Disallow: /", "Allow: /$"), "/a", False),
    # 2.2 the file
    ("User-agent: *\rDisallow: /a\r", "/a", False),
    ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    ("  User-agent : *  \n\tDisallow\t:\t/a  # no", "/a", False),
    ("User-agent: *\nDis\x00allow: /a", "/a", False),
    ("", "/a", True),
    ("Just words, no rules.", "/a", True),
)  # fmt: skip


@pytest.mark.parametrize(("text", "path", "allowed"), CASES)
def test_rfc_9309(text: str, path: str, allowed: bool) -> None:
    assert parse_robots(text).allows(SITE + path, US) is allowed


def answered(status: int, body: bytes = b"", **headers: str) -> Robots:
    return from_capture(Capture(SITE + "/robots.txt", SITE + "/robots.txt", status, headers, body), Limits())


@pytest.mark.parametrize("status", (400, 401, 403, 404, 410, 418, 451))
def test_4xx_frees(status: int) -> None:
    assert answered(status, b"User-agent: *\nDisallow: /").allows(SITE + "/a", US)


@pytest.mark.parametrize("status", (429, 500, 502, 503, 504, 599))
def test_5xx_keeps_us_away(status: int) -> None:
    robots = answered(status)
    assert robots.closed
    assert not robots.allows(SITE + "/a", US)
    assert str(status) in robots.reason


def test_a_web_page_is_no_robots_txt() -> None:
    page = b"<!DOCTYPE html><pre>\nUser-agent: *\nDisallow: /\n</pre>"
    assert answered(200, page, **{"content-type": "text/html"}).allows(SITE + "/a", US)


def test_rules_served_as_a_web_page_hold() -> None:
    assert not answered(200, b"User-agent: *\nDisallow: /", **{"content-type": "text/html"}).allows(
        SITE + "/a", US
    )


def test_byte_order_mark_and_broken_bytes() -> None:
    assert not answered(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n").allows(SITE + "/a", US)
    assert not answered(200, b"# \xe5\xe4\xf6\nUser-agent: *\nDisallow: /a\n").allows(SITE + "/a", US)


def test_what_stands_behind_500_kib_does_not_count() -> None:
    filler = b"# nothing\n" * 52_000
    assert len(filler) > Limits().robots_bytes
    robots = answered(200, b"User-agent: *\nDisallow: /a\n" + filler + b"Disallow: /b\n")
    assert not robots.allows(SITE + "/a", US)
    assert robots.allows(SITE + "/b", US)


@pytest.mark.parametrize(
    ("line", "delay"),
    (
        ("Crawl-delay: 10", 10.0),
        ("crawl-delay: 0.5", 0.5),
        ("Crawl-delay: soon", 0.0),
        ("Crawl-delay: -1", 0.0),
        ("Crawl-delay: inf", 0.0),
        ("Crawl-delay: nan", 0.0),
        ("", 0.0),
    ),
)
def test_crawl_delay(line: str, delay: float) -> None:
    assert parse_robots(rules(EVERYBODY, line, "Disallow: /a")).crawl_delay(US) == delay


def test_sitemaps_are_listed_whoever_they_stand_under() -> None:
    body = rules(
        "Sitemap: https://example.org/one.xml", "User-agent: other", "Disallow: /", "SITEMAP:https://cdn.example.org/two.xml",
        "sitemap: /three.xml", "Sitemap: https://example.org/one.xml", "Sitemap: ftp://example.org/x", "Sitemap:",
    )  # fmt: skip
    assert answered(200, body.encode()).sitemaps == (
        "https://example.org/one.xml",
        "https://cdn.example.org/two.xml",
        "https://example.org/three.xml",
    )
    assert parse_robots(body).sitemaps[:2] == (
        "https://example.org/one.xml",
        "https://cdn.example.org/two.xml",
    )


def test_product_token() -> None:
    assert product_token("scraper/0.1 (+https://example.org)") == "scraper"
    assert product_token("My-Archive_2 x") == "My-Archive_2"
    assert product_token("(none)") == "scraper"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    (
        "".join(f"User-agent: a{number}\n" for number in range(20_000)) + "Disallow: /x\n" * 15_000,
        "User-agent: *\n" + "".join(f"Disallow: /{number}*a*b\n" for number in range(25_000)),
        "User-agent: *\nDisallow: /" + "*a" * 200_000 + "*b\n",
        "User-agent: *\n" * 35_000,
        "User-agent: *\nDisallow: /a\n" * 18_000,
        "User agent " * 45_000,
        " " * 500_000,
        "sitemap " * 60_000,
    ),
    ids=("agents", "wildcards", "one long rule", "headings", "groups", "one line", "blanks", "sitemaps"),
)
def test_a_malicious_file_of_500_kib_comes_to_an_end(text: str) -> None:
    robots = parse_robots(text)
    assert robots.allows(SITE + "/" + "a" * 1_900, US) in (True, False)
    assert robots.sitemaps == ()


@settings(deadline=None, max_examples=200)
@given(
    st.text(alphabet="User-agent: *\nDisallow/Allow:#$%\r\tscraper\x00\ufeff\u2028", max_size=200)
    | st.text(),
    st.text(),
)
def test_any_text_is_a_robots_txt(text: str, path: str) -> None:
    robots = parse_robots(text)
    assert robots.allows(SITE + "/" + path, US) in (True, False)
    assert robots.crawl_delay(US) >= 0
    assert all(url.startswith("http") for url in robots.sitemaps)
    assert len(group(text, US)) <= len(text)


@pytest.mark.timeout(60)
@pytest.mark.skipif(not SAMPLE.exists(), reason="the public sample is not here")
def test_real_files_do_not_raise() -> None:
    count = 0
    with tarfile.open(SAMPLE) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is None:
                continue
            body = file.read()
            robots = answered(200, body)
            for path in ("/", "/2019/05/a-post/", "/search?q=x", "/a/b.pdf"):
                robots.allows(SITE + path, US)
            assert robots.crawl_delay(US) >= 0
            assert all(url.startswith("http") for url in robots.sitemaps)
            count += 1
    assert count > 900
