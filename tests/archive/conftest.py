"""An archive in a real file, and posts to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.archive import Archive, open_archive
from scraper.model.dates import DateStamp, Precision, Zone
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Credit, Post, Rendered

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with open_archive(path) as opened:
        yield opened


@pytest.fixture
def site_id(archive: Archive) -> int:
    return archive.sites.ensure("https://blogg.example/", now=NOW, name="Bloggen", language="sv")


def post_at(slug: str = "ett-inlagg", **changes: object) -> Post:
    """A post with every field filled in; `changes` replace some of them."""
    values: dict[str, object] = {
        "url": f"https://blogg.example/{slug}/",
        "canonical_url": f"https://blogg.example/{slug}/",
        "title": "Ett inlägg om ängar",
        "published": DateStamp("2021-04-07T08:15:00+02:00", Precision.SECOND, Zone.OFFSET),
        "modified": DateStamp("2021-04-09"),
        "authors": (
            Author("Örjan Sköld", "skogvaktare", "Ängsbolaget", raw="Örjan Sköld\nskogvaktare, Ängsbolaget"),
            Author(None, None, "Nyhetsbyrån Nord", raw="Nyhetsbyrån Nord"),
        ),
        "contributors": (Author("Pia Lind", None, None, Credit.PHOTOGRAPHER, "Foto: Pia Lind"),),
        "excerpt": "Om ängar.",
        "text": "Ängarna blommar.\n\nDet gläder alla.",
        "rendering": Rendered(
            "<p>Ängarna blommar.</p><p>Det gläder alla.</p>", "Ängarna blommar.\n\nDet gläder alla."
        ),
        "language": "sv",
        "tags": ("natur", "blommor"),
        "image": "https://blogg.example/ang.jpg",
        "site_name": "Bloggen",
        "evidence": (
            Evidence("title", "Ett inlägg om ängar", "Ett inlägg om ängar", "visible", "h1", True, "printed"),
            Evidence("published", "igår", None, "meta", "og:x"),
        ),
    }
    return Post(**(values | changes))  # type: ignore[arg-type]
