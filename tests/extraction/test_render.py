"""The chosen blocks as text, HTML and Markdown: nothing lost, nothing foreign, the same bytes each time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scraper.extraction.markdown import markdown_of
from scraper.extraction.render import excerpt_of, html_of, plain_text
from scraper.extraction.structure import placed
from scraper.markup.dom import parse
from scraper.markup.walk import lay_out

BASE = "https://harbour.example/2024/quay.html"


def three(html: str) -> tuple[str, str, str]:
    layout = lay_out(parse(html))
    captions = [block for block in layout.blocks if block.box.tag == "figcaption"]
    blocks = [block for block in layout.blocks if block not in captions]
    things = placed(blocks, layout.pictures, BASE)
    return (
        plain_text(blocks),
        html_of(things, BASE, captions=captions),
        markdown_of(things, BASE, captions=captions),
    )


def read(html: str) -> str:
    """All text of a page, without white space."""
    return re.sub(r"\s+", "", parse(f"<div>{html}</div>").body.text(deep=True))  # type: ignore[union-attr]


def test_headings_paragraphs_and_links() -> None:
    text, html, markdown = three(
        "<h1>Quay</h1><p>See <a href='/map?a=1&amp;b=(2)'>the map</a>, <b>now</b> or <i>never</i>.</p><h3>Ice</h3><p>Cold.</p>"
    )
    assert text == "Quay\n\nSee the map, now or never.\n\nIce\n\nCold."
    assert '<a href="https://harbour.example/map?a=1&amp;b=(2)" rel="noopener noreferrer">the map</a>' in html
    assert "<h2>Quay</h2>" in html and "<strong>now</strong>" in html and "<em>never</em>" in html
    assert markdown == (
        "## Quay\n\nSee [the map](https://harbour.example/map?a=1&b=%282%29), **now** or *never*.\n\n### Ice\n\nCold."
    )


def test_lists_within_lists() -> None:
    text, html, markdown = three(
        "<p>Wood:</p><ul><li>oak<ol><li>old</li><li>new</li></ol></li><li><p>larch</p><p>from the hill</p></li></ul>"
    )
    assert text == "Wood:\n\noak\nold\nnew\n\nlarch\n\nfrom the hill"
    assert html.count("<ul>") == html.count("<ol>") == 1 and html.count("<li>") == 4
    assert re.sub(r"\s", "", html).endswith("<li><p>larch</p><p>fromthehill</p></li></ul>")
    assert markdown == "Wood:\n\n- oak\n  1. old\n  2. new\n- larch\n\n  from the hill"


def test_tables() -> None:
    text, html, markdown = three(
        "<p>Piles</p><table><tr><th>Pile</th><th>State</th></tr><tr><td>1|a</td><td>sound<br>dry</td></tr><tr><td>2</td></tr></table>"
    )
    assert text == "Piles\n\nPile\tState\n1|a\tsound\ndry\n2"
    assert html.count("<tr>") == 3 and "<th>" in html
    assert markdown == "Piles\n\n| Pile | State |\n| --- | --- |\n| 1\\|a | sound dry |\n| 2 |  |"


def test_a_layout_table_leaves_no_trace() -> None:
    _, html, markdown = three("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>")
    assert "<t" not in html
    assert markdown == "One.\n\nTwo."


def test_layout_tables_within_a_text_leave_no_trace_and_tables_of_figures_do() -> None:
    figures = "<table><tr><th>Pile</th><td>sound</td></tr></table>"
    _, html, markdown = three(
        f"<p>Zero.</p><table><tr><td><table><tr><td><p>One.</p></td></tr><tr><td><p>Two.</p></td></tr></table></td><td>{figures}</td></tr></table>"
    )
    assert html.count("<table>") == html.count("<tr>") == 1 and html.count("<p>") == 3
    assert markdown.startswith("Zero.\n\nOne.\n\nTwo.\n\n| Pile | sound |")


def test_quotes_and_code() -> None:
    text, html, markdown = three(
        "<p>He wrote:</p><blockquote><p>First.</p><p>Second.</p></blockquote><pre>  if a &lt; b:\n    ```\n</pre><p>Use <code>a*b</code>.</p>"
    )
    assert text == "He wrote:\n\nFirst.\n\nSecond.\n\n  if a < b:\n    ```\n\nUse a*b."
    assert "<pre>  if a &lt; b:\n    ```</pre>" in html
    assert re.sub(r"\s", "", html).count("<blockquote><p>First.</p><p>Second.</p></blockquote>") == 1
    assert markdown == "He wrote:\n\n> First.\n>\n> Second.\n\n````\n  if a < b:\n    ```\n````\n\nUse `a*b`."


def test_pictures_with_captions() -> None:
    _, html, markdown = three(
        "<p>One.</p><figure><img data-src='/crane.jpg' src='data:image/gif;base64,x' alt='A &quot;crane&quot;'>"
        "<figcaption>The old crane</figcaption></figure><p>Two.</p><img alt='no address'>"
    )
    assert '<figure><img src="https://harbour.example/crane.jpg" alt="A &quot;crane&quot;">' in html
    assert "<figcaption>The old crane</figcaption>" in html
    assert html.count("<img") == 1
    assert markdown == 'One.\n\n![A "crane"](https://harbour.example/crane.jpg)\\\nThe old crane\n\nTwo.'


def test_line_breaks_and_white_space() -> None:
    text, html, markdown = three("<p> one  \n two<br> three <b> four</b> <br></p>")
    assert text == "one two\nthree four"
    assert "<p>one two<br>three <strong>four</strong></p>" in html.replace("<strong> ", "<strong>").replace(
        "> f", ">f"
    )
    assert markdown == "one two\\\nthree **four**"


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='javascript:alert(1)'>x</a></p>", "<p onclick=alert(1)>x</p>", "<p>x<script>alert(1)</script></p>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<p><img src=x onerror=alert(1)>x</p>",
        "<p style='position:fixed'>x</p>", "<p>x<iframe src=//a.example></iframe></p>",
    ],
)  # fmt: skip
def test_nothing_runs(html: str) -> None:
    _, rendered, markdown = three(html)
    assert not re.search(
        r"<script|javascript:|onclick=|onerror=|style=|<iframe", rendered + MarkdownIt().render(markdown)
    )


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 _x_ # no", "# not a heading", "1. not a list", "- nor this", "+ nor this", "> no quote", "a\\b", "`tick`",
        "[no](link)", "![no](picture)", "<b>no tag</b>", "&copy; &amp;", "__init__", "~~gone~~", "***", "---", "===",
        "12) no", "http://a.example/_x_", "a | b", "*", "snake_case_name", "wow!", "~~~", "    far", "2*2*2",
    ],
)  # fmt: skip
def test_markdown_means_what_the_text_says(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    plain, _, markdown = three(f"<p>{escaped}</p><p>end</p>")
    shown = MarkdownIt().render(markdown)
    assert shown.count("<p>") == 2 and not re.search(r"<(?!/?p>)", shown)
    assert read(shown) == re.sub(r"\s+", "", plain)


def test_a_bang_before_a_link_is_no_picture() -> None:
    _, _, markdown = three("<p>Look!<a href=/a>here</a></p>")
    assert MarkdownIt().render(markdown) == '<p>Look!<a href="https://harbour.example/a">here</a></p>\n'


def test_excerpts_end_at_a_word() -> None:
    assert excerpt_of("") is None
    assert excerpt_of("Short\n\nenough.") == "Short enough."
    excerpt = excerpt_of("word " * 100)
    assert excerpt is not None and len(excerpt) <= 252 and excerpt.endswith("word …")
    assert excerpt_of("字" * 300) == "字" * 250 + " …"


WORDS = st.text(alphabet=st.sampled_from("ab1 *_[]()<>#!-+.~`|&;\\\n'\"字é"), max_size=25)
INLINE = st.builds(
    lambda tag, text: f"<{tag}>{text}</{tag}>" if tag else text,
    st.sampled_from(["", "b", "i", "a href='/x y'", "code", "sup", "span"]),
    WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
).map(lambda html: html.replace("</a href='/x y'>", "</a>"))
BLOCK = st.builds(
    lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
    st.sampled_from(["p", "h2", "blockquote", "li", "div", "td", "pre"]),
    st.lists(INLINE | st.just("<br>"), max_size=5),
)
PAGE = st.recursive(
    BLOCK,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["ul", "ol", "li", "blockquote", "table", "tr", "td", "div", "figure"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(PAGE)
def test_html_loses_no_text(page: str) -> None:
    text, html, markdown = three(page)
    assert read(html) == re.sub(r"\s+", "", text)
    assert three(page) == (text, html, markdown)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), max_size=4))
def test_markdown_loses_no_text(lines: list[str]) -> None:
    escaped = ["<p>" + line.replace("&", "&amp;").replace("<", "&lt;") + "</p>" for line in lines]
    text, _, markdown = three("".join(escaped))
    assert read(MarkdownIt().render(markdown)) == re.sub(r"\s+", "", text)
