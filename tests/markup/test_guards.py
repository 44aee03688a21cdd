"""Pages that were made to cost the parser minutes: what only looks closed, and tags that seem to end and do not."""

from __future__ import annotations

import pytest

from fixtures.hostile_pages import hostile_pages
from scraper.markup.dom import MAX_DEPTH, parse
from scraper.markup.guards import MAX_ATTRIBUTES, bounded
from scraper.markup.walk import lay_out

HOSTILE = {
    name: page
    for name, page in hostile_pages(3_000_000)
    if name.startswith(("attributes", "boxes", "lists", "a closing tag"))
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_neither_depth_nor_attributes_reach_the_parser(name: str) -> None:
    tree = parse(HOSTILE[name])
    assert max(len(node.attributes) for node in tree.css("*")) < 4 * MAX_ATTRIBUTES
    assert max(box.depth for box in lay_out(tree).boxes) <= MAX_DEPTH


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "closing", ["</p>", "</x>", "<!--</span>-->", "<!-->", "</ x></span", "<a title='</span>'></a>"]
)
def test_the_text_of_elements_that_only_look_closed_is_kept(closing: str) -> None:
    page = "<html><body>" + f"<span>{closing}" * 20_000 + "<p>The last word of all."
    layout = lay_out(parse(page))
    assert "The last word of all." in " ".join(block.text for block in layout.blocks)


def test_deep_pages_of_few_tags_are_walked_as_far_as_pages_go() -> None:
    layout = lay_out(parse("<html><body>" + "<span>" * 4_000 + "<p>The last word of all."))
    assert max(box.depth for box in layout.boxes) == MAX_DEPTH
    assert [block.text for block in layout.blocks] == ["The last word of all."]


@pytest.mark.parametrize(
    "page",
    [
        "<p>A house</p>" * 30_000,
        "<script>" + "if (i<n && a[i] == '>') { s = 'x=\"' + s; } " * 200 + "</script><p>A house</p>",
        "<p title='" + "a = b " * 2_000 + "'>A house</p>",
        "<table>" + "<tr><td><b>A</b> <i>house</i>" * 4_000 + "</table>",
        "<template>" + "<ul><li>A house</ul>" * 10_000 + "</template>",
    ],
)
def test_pages_that_only_look_hostile_are_left_as_they_are(page: str) -> None:
    assert bounded(page.encode()) == page.encode()


def test_different_names_end_the_page_and_words_do_not() -> None:
    """The parser compares each name with those before it. No page has so many; a long text has as many words, not different ones."""
    attributes = b"".join(b"<p a%d b%d=x>x" % (number, number) for number in range(40_000))
    elements = b"".join(b"<x%d>x</x%d>" % (number, number) for number in range(80_000))
    slashes = b"<p/" + b"/".join(b"c%d" % number for number in range(80_000)) + b">"
    for page in (attributes, elements, slashes):
        assert len(bounded(page)) < 0.8 * len(page)
    words = b" ".join(b"word%d" % (number % 40_000) for number in range(200_000))
    assert bounded(b"<p>" + words) == b"<p>" + words
