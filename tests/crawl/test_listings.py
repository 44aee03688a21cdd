"""What cards on a post's own page lead to: what nobody has named yet, and nothing where all of it is known."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from scraper.crawl.known import FRAME, Known, Link
from scraper.crawl.listings import related_leads
from scraper.discovery.scope import site_scope
from scraper.markup.dom import parse
from scraper.markup.walk import lay_out
from scraper.model.capture import Capture

URL = "https://blog.example/2031/05/here/"
KNOWN = frozenset(f"blog.example/2031/05/{name}" for name in ("mill", "quay", "here"))


def cards(*addresses: str) -> str:
    return "".join(
        f"<li class=card><a href='{address}'><h3>The mill and the quay of {place}</h3></a><time>{place} May 2031</time>"
        "<p>It was opened again after three years of work, and everybody was there.</p>"
        for place, address in enumerate(addresses, start=1)
    )


def related(body: str, known: Known) -> list[str]:
    layout = lay_out(parse(f"<nav><a href=/tag/water/>Water</a></nav><ul>{body}</ul><a href='#top'>Up</a>"))
    capture = Capture(URL, URL, 200)
    return [lead.url for lead in related_leads(layout, capture, site_scope(URL), language="en", known=known)]


class Watched(Known):
    """Tells how often cards were read."""

    read = 0

    def pass_by(self, links: Iterable[Link]) -> None:
        self.read += 1
        super().pass_by(links)


def cards_are_read(body: str, known: Watched) -> bool:
    """Whether a page is looked at for cards."""
    before = known.read
    related(body, known)
    return known.read > before


@pytest.mark.parametrize(
    ("third", "found"),
    [
        ("/2031/05/tram/", "https://blog.example/2031/05/tram/"),
        ("../tram/", "https://blog.example/2031/05/tram/"),
        ("https://www.blog.example/2031/05/tram?sid=12ab", "https://www.blog.example/2031/05/tram"),
        ("/2031/05/mill/#part", None),
        ("https://other.example/2031/05/tram/", None),
    ],
)
def test_cards_are_read_where_one_leads_to_what_is_not_known(third: str, found: str | None) -> None:
    body = cards("/2031/05/mill/", "../quay/", third)
    assert (found in related(body, Known(KNOWN))) if found else related(body, Known(KNOWN)) == []


def test_where_nothing_is_known_all_cards_are_read() -> None:
    body = cards("/2031/05/mill/", "../quay/")
    assert related(body, Known()) == [
        "https://blog.example/2031/05/mill/",
        "https://blog.example/2031/05/quay/",
    ]
    assert related(body, Known(KNOWN)) == []


def test_a_link_that_stands_on_page_after_page_is_asked_no_more_and_a_card_is_asked_always() -> None:
    known = Watched(KNOWN)
    menu = "</ul><p><a href=/jobs/>Jobs</a></p><p><a rel='tag nofollow' href=/trams/>Trams</a></p><ul>"
    for _ in range(FRAME):
        assert related(menu + cards("/2031/05/mill/", "/2031/05/tram/"), known)
    assert known.read == FRAME
    assert not cards_are_read(menu, known)
    assert cards_are_read(cards("/2031/05/mill/", "/2031/05/tram/"), known)


def test_what_was_a_plain_link_on_many_pages_is_found_when_it_stands_in_a_card() -> None:
    known = Watched(KNOWN)
    for _ in range(FRAME + 1):
        assert (
            related(f"</ul><p>As <a href=/2031/05/tram/>we wrote</a> then.</p><ul>{cards('../mill/')}", known)
            == []
        )
    assert not cards_are_read("</ul><p><a href=/2031/05/tram/>So</a></p><ul>", known)
    assert "https://blog.example/2031/05/tram/" in related(
        cards("../mill/", "../quay/", "/2031/05/tram/"), known
    )


def test_the_number_of_a_post_in_the_marks_around_a_link_makes_it_no_other_link() -> None:
    known = Watched(KNOWN)
    signed = "</ul><div class='post-{0}' id=p{0}><p><a href=/ada-holm/>Ada Holm</a></p></div><ul>"
    for number in range(FRAME):
        assert cards_are_read(signed.format(number + 7), known)
    assert not cards_are_read(signed.format(1234), known)
