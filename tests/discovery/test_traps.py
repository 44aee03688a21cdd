"""Endless spaces that an address alone gives away, and addresses that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.discovery.scope import judge, section_of, site_scope
from scraper.discovery.traps import trap, without_session
from scraper.model.lead import LeadKind

HOST = "https://blog.example"
SCOPE = site_scope(HOST + "/")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/a;jsessionid=1F", "session"), ("/a?PHPSESSID=1", "session"), ("/(S(0123456789abcdef01234567))/a/", "session"),
        ("/sid/0123456789abcdef/a/", "session"), ("/a;sid=99", "session"), ("/a?x=1&sid=2", "session"),
        ("/?sort=name", "sorting"), ("/?orderby=date&order=asc", "sorting"), ("/?filter[a]=1", "sorting"), ("/shop/?id=3&sort=x", "sorting"),
        ("/?s=bridge", "search"), ("/find?query=x", "search"), ("/?month=2019-05", "calendar"), ("/?tribe-bar-date=2019-05", "calendar"),
        ("/a/?replytocom=3", "twin"), ("/a/?print=1", "twin"), ("/a/?amp", "twin"), ("/a/?output=amp", "twin"), ("/?view=grid", "view"),
        ("/a/b/a/b/", "circles"), ("/a/b/a/c/a/", "repeats"), ("/1/2/3/4/5/6/7/8/9/10/11/12/13/", "deep"), ("/?a=1&b=2&c=3&d=4&e=5&f=6&g=7", "many"),
    ],
)  # fmt: skip
def test_each_trap_has_a_name(path: str, reason: str) -> None:
    assert reason in trap(HOST + path)
    assert trap(HOST + path).startswith("trap: ")


@pytest.mark.parametrize(
    "path",
    [
        "/a/", "/?p=12", "/index.php?option=com_content&view=article&id=7&catid=2&Itemid=4", "/detail.php?id=765&lang=de", "/sid-vicious-is-back/",
        "/2011/11/11/eleven/", "/news?tx_news_pi1[news]=3&cHash=ab", "/article.php?newsid=3&date=2019-05-02", "/session/how-we-met/", "/ampere/", "/print-is-not-dead/",
    ],
)  # fmt: skip
def test_posts_addresses_are_none(path: str) -> None:
    assert trap(HOST + path) == ""
    assert judge(HOST + path, SCOPE).kind is LeadKind.POST


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("/a/b.html;jsessionid=1F.node2", "/a/b.html"), ("/a?PHPSESSID=1&id=3", "/a?id=3"), ("/a?id=3&sid=1", "/a?id=3"), ("/?sid=1", "/"),
        ("/(S(0123456789abcdef01234567))/a/", "/a/"), ("/sid/0123456789abcdef/a/", "/a/"), ("/sid/0123456789abcdef/", "/"),
    ],
)  # fmt: skip
def test_what_is_one_visitors_own_is_taken_out(path: str, plain: str) -> None:
    assert without_session(HOST + path) == HOST + plain


def test_an_address_without_a_session_has_nothing_to_take_out() -> None:
    assert without_session(HOST + "/a?id=3") is None


@pytest.mark.parametrize(
    ("path", "section"),
    [("/events/mill-day/", "events"), ("/en/shop/bench/", "shop"), ("/Veranstaltungen/2025/x", "veranstaltungen"), ("/events/", ""), ("/how-to-shop/x/", ""), ("/", "")],
)  # fmt: skip
def test_things_with_days_and_prices_lie_in_sections_of_their_own(path: str, section: str) -> None:
    assert section_of(HOST + path) == section


@pytest.mark.parametrize(
    "path",
    [
        "/about/",
        "/en/about-us",
        "/Impressum",
        "/om-oss/",
        "/%C3%BCber-uns/",
        "/privacy-policy.html",
        "/404.html",
    ],
)
def test_pages_that_every_site_has_are_no_posts(path: str) -> None:
    assert judge(HOST + path, SCOPE).reason == "an ordinary page"


@pytest.mark.parametrize("path", ["/about-the-flood/", "/2019/05/about/", "/blog/contact/", "/news/privacy/"])
def test_posts_may_bear_such_words_deeper_down_or_within_a_title(path: str) -> None:
    assert judge(HOST + path, SCOPE).kind is LeadKind.POST


@given(st.text(max_size=100))
def test_any_text_is_judged(text: str) -> None:
    for url in (text, f"{HOST}/{text}"):
        trap(url)
        without_session(url)
        section_of(url)
