"""What a site rule says is believed, field by field; where it finds nothing, that is to be seen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scraper import Post, extract
from scraper.model.evidence import Evidence
from scraper.sites import Rulebook
from scraper.sites.parse import parse_rule

URL = "https://blog.example/2019/a"
PAGE = """<html lang=en><head><title>A headline | Site</title><meta name=author content=admin>
<meta property="article:published_time" content="2020-01-02T23:30:00Z"></head><body><div class=top>News</div>
<h1>A headline of the page</h1><h2 class=real>The real headline</h2><p class=when>Written on 5 December 2019</p>
<div class=entry><p>The first paragraph of a text that is long enough, and is about something, with words.</p>
<div class=share>Share this with everybody</div><figure><img src=/p.png><figcaption>A caption</figcaption></figure>
<p>The second paragraph, which is long enough too, and says more about something else.</p>
<p class=sign><b>Anna Ek</b><br>engineer, <i>Bridges Ltd</i></p></div>
<ul class=topics><li>#steel<li>#stone</ul></body></html>"""


def read(
    rule: str, page: str = PAGE, url: str = URL, captured: datetime | None = None, **options: object
) -> Post:
    return extract(page.encode(), url, rules=book(rule), fetched_at=captured, **options)  # type: ignore[arg-type]


def book(*rules: str) -> Rulebook:
    match = '[match]\nhosts = ["blog.example"]\n'
    return Rulebook(
        tuple(
            parse_rule((rule + match).encode(), Path(f"rule{place}.toml")) for place, rule in enumerate(rules)
        )
    )


def evidence(post: Post, field: str) -> Evidence:
    return next(one for one in post.evidence if one.field == field and one.source == "rule")


def test_a_rule_overrules_field_by_field() -> None:
    plain = extract(PAGE.encode(), URL)
    post = read('fields.title = "h2.real"\nfields.tags = ".topics li"\nfields.image = ".entry img"\n')
    assert post.title == "The real headline" != plain.title
    assert post.tags == ("steel", "stone")
    assert post.image == "https://blog.example/p.png"
    assert (post.published, post.authors) == (plain.published, plain.authors)
    shown = evidence(post, "title")
    assert (shown.locator, shown.value, shown.chosen) == ("h2.real", "The real headline", True)
    assert "rule0" in shown.reason
    assert any(one.field == "title" and not one.chosen for one in post.evidence), "the losers are kept"


def test_a_pattern_keeps_part_of_a_value_and_an_attribute_stands_for_the_text() -> None:
    assert read('fields.published = { selector = ".when", pattern = "on (.+)" }\n').published == date(
        2019, 12, 5
    )
    page = '<h1 data-day="2018-05-06">A headline</h1><p>And a text.</p>'
    rule = 'fields.published = { selector = "h1", attribute = "data-day" }\n'
    assert read(rule, page).published == date(2018, 5, 6)


def test_a_moment_in_utc_is_shown_by_the_clock_of_the_site() -> None:
    rule = "zone = '{}'\nfields.published = \"meta[property='article:published_time']\"\n"
    assert str(read(rule.format("Europe/Stockholm")).published) == "2020-01-03T00:30:00+01:00"
    assert str(read(rule.format("America/Chicago")).published) == "2020-01-02T17:30:00-06:00"


def test_the_language_of_a_rule_decides_how_dates_are_read() -> None:
    page = "<html lang=en><p class=d>05/06/2019</p><h1>A headline</h1><p>And a text of some words.</p>"
    for language, day in (("en-GB", date(2019, 6, 5)), ("en-US", date(2019, 5, 6))):
        post = read(f"language = '{language}'\nfields.published = '.d'\n", page)
        assert (post.language, post.published) == (language, day)


def test_authors_are_read_from_parts_from_groups_or_as_a_byline() -> None:
    expected = ("Anna Ek", "engineer", "Bridges Ltd")
    for rule in (
        'fields.authors = { selector = ".sign", name = "b", role = { pattern = "\\n(.+)," }, organisation = "i" }\n',
        "fields.authors = { selector = '.sign', pattern = '(?P<name>.+)\\n(?P<role>.+), (?P<organisation>.+)' }\n",
        'fields.authors = ".sign"\n',
    ):
        post = read(rule)
        assert [(one.name, one.role, one.organisation) for one in post.authors] == [expected], rule
        assert "Anna Ek" not in post.text
    assert "Bridges" in evidence(post, "authors").raw


def test_each_author_of_a_list_is_one_and_no_sentence_is_one() -> None:
    page = (
        "<h1>A headline</h1><ul><li class=a>Redaktionen<li class=a>Bo Ek<li class=a>Bo Ek</ul><p class=a>"
        + "A sentence. " * 20
    )
    assert [one.name or one.organisation for one in read('fields.authors = ".a"\n', page).authors] == [
        "Redaktionen",
        "Bo Ek",
    ]


def test_the_text_is_what_stands_in_its_place_but_what_is_removed() -> None:
    post = read('fields.text = ".entry"\nremove = [".share"]\n')
    assert post.text.startswith("The first paragraph")
    assert "The second paragraph" in post.text
    assert "Share this" not in post.text
    assert "A caption" not in post.text
    assert "<figcaption>A caption</figcaption>" in post.html
    assert "Share this" in read('fields.text = ".entry"\n').text


def test_what_is_removed_is_found_by_no_selector() -> None:
    post = read('fields.title = ".real"\nremove = "h2"\n')
    assert post.title != "The real headline"
    assert not evidence(post, "title").chosen


def test_what_a_rule_does_not_find_the_extractor_does_and_that_is_to_be_seen() -> None:
    plain = extract(PAGE.encode(), URL)
    post = read("""
        remove = ".adverts"
        [fields]
        title = ".nowhere"
        published = { selector = ".when", pattern = "in (.+)" }
        modified = ".real"
        text = ".nowhere"
        """)
    assert (post.title, post.published, post.text) == (plain.title, plain.published, plain.text)
    reasons = {one.field: one.reason for one in post.evidence if one.source == "rule" and one.field != "text"}
    assert "finds nothing" in reasons["title"]
    assert "does not fit the pattern" in reasons["published"]
    assert "no value for modified" in reasons["modified"]
    assert [one.reason for one in post.evidence if one.source == "rule" and one.field == "text"] == [
        "there is nothing to remove", "the selector finds nothing on this page",
    ]  # fmt: skip


def test_a_rule_holds_for_pages_captured_in_its_span() -> None:
    rules = book(
        'valid_until = 2018-12-31\nfields.title = "h1"\n', 'valid_from = 2019-01-01\nfields.title = ".real"\n'
    )
    titles = [
        extract(PAGE.encode(), URL, rules=rules, fetched_at=captured).title
        for captured in (datetime(2018, 6, 1, tzinfo=UTC), datetime(2019, 6, 1, tzinfo=UTC), None)
    ]
    assert titles == ["A headline of the page", "The real headline", "The real headline"]


def test_a_rule_holds_for_pages_published_in_its_span() -> None:
    span = 'valid_by = "publication"\nvalid_from = 2019-12-01\nvalid_until = 2019-12-31\nremove = ".share"\n'
    titled = 'fields.title = ".real"\n'
    assert read(span + titled).title != "The real headline", "the head says January"
    assert read(span + titled + 'fields.published = ".when"\n').title == "The real headline", (
        "the rule says December"
    )
    hint = Evidence("published", "2019-12-24", "2019-12-24", "feed")
    ruled = read(
        span + titled + 'fields.text = ".entry"\n', PAGE.replace("article:published_time", "x"), hints=[hint]
    )
    assert ruled.title == "The real headline"
    assert "Share this" not in ruled.text


def test_rules_for_other_sites_change_nothing() -> None:
    assert extract(PAGE.encode(), "https://other.example/", rules=book("fields.title = 'h2'\n")) == extract(
        PAGE.encode(), "https://other.example/"
    )


_SELECTORS = st.sampled_from(
    [
        "html",
        "body",
        "head",
        "*",
        "p",
        ".entry",
        "h1",
        "title",
        "meta",
        "script",
        "img",
        "b",
        "div div",
        "p > b",
        ":root",
        "li + li",
    ]
)
_TAGS = st.sampled_from(
    "<p> </p> <b> <div class=entry> </div> <h1> </h1> <img src=a> <br> <script> <li> <meta content=1> x 2019 Anna".split()
)


@given(
    st.lists(_TAGS, max_size=25),
    st.lists(_SELECTORS, min_size=8, max_size=8),
    st.lists(_SELECTORS, max_size=2),
)
def test_any_page_gives_a_post_by_any_rule(tags: list[str], selectors: list[str], removed: list[str]) -> None:
    *places, inner = selectors
    fields = "title published modified text tags image authors".split()
    rule = f"remove = {removed}\n" + "".join(
        f"fields.{f} = '{s}'\n" for f, s in zip(fields[:-1], places[:-1], strict=True)
    )
    rule += f"fields.authors = {{ selector = '{places[-1]}', name = '{inner}' }}\n"
    post = read(rule, " ".join(tags))
    assert isinstance(post, Post)
    assert isinstance(post.html + post.markdown, str)
