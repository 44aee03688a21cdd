"""Listings of many layouts: every card is read whole, nothing else is one, and the page behind is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scraper.discovery.cards import find_cards
from scraper.discovery.links import older_pages
from scraper.markup.dom import parse
from scraper.markup.walk import lay_out

LISTINGS = sorted((Path(__file__).parents[2] / "fixtures" / "listings").glob("*.html"))


def expected(page: Path) -> dict[str, Any]:
    """What a reader finds on the page."""
    told: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return told


def test_there_are_listings() -> None:
    assert len(LISTINGS) >= 20


@pytest.mark.parametrize("page", LISTINGS, ids=lambda page: page.stem)
def test_every_card_is_read_whole(page: Path) -> None:
    told = expected(page)
    layout = lay_out(parse(page.read_text("utf-8")))
    read = [
        {
            "url": card.url,
            "title": card.title,
            "published": card.published,
            "excerpt": card.excerpt,
            "authors": [
                {"name": author.name, "role": author.role, "organisation": author.organisation}
                for author in card.authors
            ],
        }
        for card in find_cards(layout, told["url"], language=told["language"])
    ]
    assert read == told["cards"]


@pytest.mark.parametrize("page", LISTINGS, ids=lambda page: page.stem)
def test_the_pages_behind_are_found(page: Path) -> None:
    told = expected(page)
    tree = parse(page.read_text("utf-8"))
    assert [lead.url for lead in older_pages(tree, lay_out(tree), told["url"])] == told["older"]
