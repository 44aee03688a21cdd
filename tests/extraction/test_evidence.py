"""Every piece of evidence says where it stood, in one of the words that the model lists."""

from __future__ import annotations

from fixtures.sample_site import TRUTH, classic, sample_site
from scraper import extract
from scraper.model.evidence import SOURCES, Evidence

_SCRIPTED = """<html><head><script>window.page = {"datePublished": "2021-03-04T10:00:00Z"}</script></head>
<body><h1>A house by the sea</h1><p>It stands where the road ends, and nobody has lived there for years.</p></body>"""


def test_each_kind_of_source_is_a_listed_one() -> None:
    site = sample_site()
    pages = [classic.post_page("https://blog.example", site, fact) for fact in TRUTH[:5]] + [_SCRIPTED]
    hints = tuple(Evidence("published", "2021-03-04", None, source) for source in ("feed", "card", "sitemap"))
    found = {
        one.source
        for page in pages
        for one in extract(page.encode(), "https://blog.example/a/", hints=hints).evidence
    }
    assert "script" in found
    assert found <= set(SOURCES)
