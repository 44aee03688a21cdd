"""Cards of listings, found by their repeated shape and not by class names."""

from __future__ import annotations

import pytest

from fixtures.sample_site import classic, plain, sample_site
from fixtures.sample_site.words import signature_lines
from scraper.discovery.cards import card_leads, find_cards
from scraper.discovery.links import feed_links, older_pages
from scraper.markup.dom import parse
from scraper.markup.walk import lay_out

BASE = "https://blog.example"


@pytest.mark.parametrize("theme", [classic, plain])
def test_every_card_of_both_themes_is_read_whole(theme) -> None:  # type: ignore[no-untyped-def]
    site = sample_site()
    for page in range(7):
        facts = site.posts[page * 10 : page * 10 + 10]
        html = theme.listing_page(
            BASE, site, facts, heading="Dagbok", path="/dagbok/", page=page + 1, pages=7
        )
        cards = find_cards(lay_out(parse(html)), f"{BASE}/dagbok/", language="sv")
        assert [(card.url, card.title, card.published) for card in cards] == [
            (BASE + f.path, f.title, f.day) for f in facts
        ]
        for card, fact in zip(cards, facts, strict=True):
            assert card.excerpt == site.body(fact).excerpt
            assert [(a.name, a.role, a.organisation) for a in card.authors] == [
                (a.name, a.role, a.organisation) for a in fact.authors
            ]
            for name, _ in signature_lines(fact):
                assert name in (card.byline or "")


@pytest.mark.parametrize("theme", [classic, plain])
def test_the_page_behind_is_found(theme) -> None:  # type: ignore[no-untyped-def]
    site = sample_site()
    tree = parse(
        theme.listing_page(BASE, site, site.posts[:10], heading="Dagbok", path="/dagbok/", page=1, pages=7)
    )
    assert [lead.url for lead in older_pages(tree, lay_out(tree), f"{BASE}/dagbok/")] == [
        f"{BASE}/dagbok/page/2/"
    ]


def test_menus_are_no_cards() -> None:
    html = (
        "<ul>"
        + "".join(
            f'<li><a href="/{word}/">{word.title()}</a></li>' for word in ("hem", "kontakt", "press", "jobb")
        )
        + "</ul>"
    )
    assert find_cards(lay_out(parse(html)), BASE + "/") == ()


def test_cards_without_a_box_of_their_own() -> None:
    html = (
        "<div>"
        + "".join(
            f'<p>{day} maj 2019</p><h2><a href="/p{day}/">Rubrik nummer {day}</a></h2><p>{"En mening om huset. " * 5}</p>'
            for day in (3, 7, 12, 20)
        )
        + "</div>"
    )
    cards = find_cards(lay_out(parse(html)), BASE + "/", language="sv")
    assert [(card.title, card.published) for card in cards] == [
        (f"Rubrik nummer {day}", f"2019-05-{day:02}") for day in (3, 7, 12, 20)
    ]
    assert {hint.field for hint in card_leads(cards, BASE)[0].hints} == {"title", "published", "excerpt"}


def test_feeds_are_discovered_and_those_of_comments_come_last() -> None:
    html = (
        '<link rel="alternate" type="application/rss+xml" title="Kommentarer" href="/comments/feed/">'
        '<link rel="alternate" type="application/atom+xml" href="/atom.xml"><a href="/rss/">RSS</a>'
    )
    assert feed_links(parse(html), BASE + "/") == [
        BASE + "/atom.xml",
        BASE + "/comments/feed/",
        BASE + "/rss/",
    ]
