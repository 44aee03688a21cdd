"""Records to export, and any text that a page may hold."""

from __future__ import annotations

from hypothesis import strategies as st

from scraper.model.dates import DateStamp, Precision
from scraper.model.post import Author, Credit, Post, Rendered
from scraper.model.record import Record

ANY_TEXT = st.text(
    st.characters(codec=None) | st.sampled_from("\x00\x0b\x1f\x85\u2028\ud800\udfff\ufffe\uffff]]>&<\"'\r\n\t=+@"), max_size=30
)  # fmt: skip


def record(number: int = 1, /, **changes: object) -> Record:
    """A record; `changes` are those of the post, or `site`, `site_url`, `state`, `first_seen_at`, `changed_at`."""
    own = {
        name: changes.pop(name)
        for name in ("site", "site_url", "state", "first_seen_at", "changed_at")
        if name in changes
    }
    html = str(changes.pop("html", "<p>Ängarna <b>blommar</b>.</p>"))
    markdown = str(changes.pop("markdown", "Ängarna **blommar**."))
    values: dict[str, object] = {
        "url": "https://blogg.example/2019/ett-inlagg/?a=1",
        "title": "Ett inlägg & <mer>",
        "published": DateStamp("2019-05-29", Precision.DAY),
        "authors": (Author("Örjan Sköld", "skogvaktare", "Ängsbolaget", raw="Örjan Sköld, skogvaktare"),),
        "contributors": (Author("Pia Lind", credit=Credit.PHOTOGRAPHER, raw="Foto: Pia Lind"),),
        "excerpt": "Om ängar.",
        "text": "Ängarna blommar.",
        "rendering": Rendered(html, markdown),
        "language": "sv",
        "tags": ("natur",),
    }
    settings: dict[str, object] = {
        "site": "Bloggen", "site_url": "https://blogg.example/", "state": "complete",
        "first_seen_at": "2026-03-01T12:00:00Z",
    }  # fmt: skip
    return Record(number, Post(**(values | changes)), **(settings | own))  # type: ignore[arg-type]
