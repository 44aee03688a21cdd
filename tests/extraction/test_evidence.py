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


def test_a_page_of_many_headings_keeps_what_is_said_of_its_other_fields() -> None:
    cards = "".join(
        f"<h3>Card {n}</h3><p>A word on card {n}, and no more of it here.</p>" for n in range(200)
    )
    page = (
        "<html><head><meta property='article:published_time' content='2021-05-04'></head><body><article>"
        "<h1>The well in the yard</h1><p class='byline'>By Astrid Holm, 4 May 2021</p>"
        + "<p>The well has stood in the yard since the house was built, and nobody has seen it dry.</p>" * 8
        + f"</article><aside>{cards}</aside></body></html>"
    )
    post = extract(page.encode(), "https://blog.example/the-well")
    assert len(post.evidence) <= 121
    assert {evidence.field for evidence in post.evidence if evidence.chosen} >= {
        "title",
        "published",
        "authors",
    }
