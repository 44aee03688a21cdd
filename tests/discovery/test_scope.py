"""What an address tells before it is fetched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discovery.kinds import what_is
from scraper.discovery.scope import judge, site_scope
from scraper.model.lead import LeadKind

SCOPE = site_scope("https://www.blog.example/start/")


@pytest.mark.parametrize(
    "path",
    [
        "/en-titel/",
        "/2019/05/29/en-titel/",
        "/nu_galler_det/",
        "/artikel.html",
        "/?p=12",
        "/blogg/2019-05-29-titel",
        "/news/article.php?id=3",
        "/om-oss-och-andra/",
        "/section/energy/how-the-old-mill-was-saved/",
        "/archive/a-walk/",
        "/nyheter/kassa-och-kalender/",
        "/p/12",
    ],
)
def test_what_may_be_a_post_is_worth_a_visit(path: str) -> None:
    verdict = judge("https://blog.example" + path, SCOPE)
    assert (verdict.in_scope, verdict.kind) == (True, LeadKind.POST), verdict


@pytest.mark.parametrize(
    "path",
    [
        "/about/index.html",
        "/om-oss/default.aspx",
        "/pages/kontakt/",
        "/pages/about.html",
        "/sidor/om-oss/",
        "/en/contact/index.html",
    ],
)
def test_ordinary_pages_are_told_by_their_folders_too(path: str) -> None:
    verdict = judge("https://blog.example" + path, SCOPE)
    assert (verdict.in_scope, verdict.reason) == (False, "an ordinary page")


@pytest.mark.parametrize(
    "path", ["/pages/about-the-quay/", "/2024/05/24/about/index.html", "/pages/index.html"]
)
def test_posts_in_such_folders_stay_posts(path: str) -> None:
    assert judge("https://blog.example" + path, SCOPE).in_scope


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/bild.JPG", "file"), ("/rapport.pdf", "file"), ("/wp-admin/", "login"), ("/titel/embed/", "embed"), ("/?s=energi", "trap"),
        ("/a/b/a/b/a/b/", "trap"), ("/?sort=name&dir=asc", "trap"), ("/kalender?month=2019-05", "trap"), ("/a/" * 20, "trap"),
        ("/search/energi/", "search"), ("/kalender/2031-05/", "calendar"), ("/a;jsessionid=1F", "session"), ("/a?PHPSESSID=1", "session"),
        ("/titel/comments/", "comments"), ("/s%C3%B6k/hus", "search"), ("/kassa/", "login"), ("/wp-content/uploads/2019/x/", "attachment"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_post_is_left_with_a_reason(path: str, reason: str) -> None:
    verdict = judge("https://blog.example" + path, SCOPE)
    assert not verdict.in_scope
    assert reason in verdict.reason


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/page/2/",
        "/tag/energi/",
        "/category/hem/",
        "/author/bo/",
        "/2019/",
        "/2019/05/",
        "/etikett/unga/",
        "/f%C3%B6rfattare/bo/",
        "/rubrik/hus/tak/",
        "/?paged=2",
        "/blogg?sida=3",
        "/uutiset/sivu/2",
        "/blogg/2018-05/",
    ],
)
def test_listings_are_told_apart(path: str) -> None:
    assert judge("https://blog.example" + path, SCOPE).kind is LeadKind.LISTING


def test_a_persons_corner_of_a_host_is_a_site() -> None:
    scope = site_scope("https://blog.example/~anna/diary/")
    assert judge("https://blog.example/~anna/2019/a-walk/", scope).in_scope
    assert not judge("https://blog.example/~bo/2019/a-walk/", scope).in_scope


def test_other_sites_are_out_and_www_is_the_same() -> None:
    assert not judge("https://other.example/a/", SCOPE).in_scope
    assert judge("http://www.blog.example/a/", SCOPE).in_scope


@pytest.mark.parametrize(
    ("body", "media_type", "kind"),
    [
        (b"<?xml version='1.0'?><rss/>", "text/html", "feed"), (b"<!DOCTYPE html><html>", "application/xml", "html"), (b"<p>Hej", "", "html"),
        (b"<urlset>", "text/plain", "sitemap"), (b"%PDF-1.4", "text/html", "other"), (b"", "text/html", "empty"), (b"hej", "image/png", "other"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "application/json", "feed"), (b"\xef\xbb\xbf<feed>", "", "feed"),
        (b"# hello\nUser-Agent: *\nDisallow:", "text/plain", "robots"), (b"https://a.example/1\nhttps://a.example/2\n", "text/plain", "sitemap"),
    ],
)  # fmt: skip
def test_content_tells_what_a_document_is(body: bytes, media_type: str, kind: str) -> None:
    assert what_is(body, media_type) == kind


@given(st.text(max_size=120), st.binary(max_size=60))
@settings(deadline=None)
def test_nothing_breaks_them(text: str, body: bytes) -> None:
    judge("https://blog.example/" + text, SCOPE)
    judge(text, SCOPE)
    what_is(body)
