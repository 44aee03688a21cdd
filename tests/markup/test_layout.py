"""A page as blocks and boxes: what a reader sees, line by line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.markup.dom import MAX_DEPTH, clean, parse
from scraper.markup.layout import Layout
from scraper.markup.walk import lay_out


def laid(html: str) -> Layout:
    return lay_out(parse(html))


def texts(html: str) -> list[str]:
    return [block.text for block in laid(html).blocks]


def test_inline_elements_do_not_part_words_and_blocks_do() -> None:
    assert texts("<p>Mar<b>tin</b> och <i>Lisa</i></p><div>Ny<p>rad</p>slut</div>") == [
        "Martin och Lisa",
        "Ny",
        "rad",
        "slut",
    ]


def test_line_breaks_are_kept_and_those_of_the_source_are_not() -> None:
    assert texts("<p>Bo Ek<br>\n chef på\n  Hemmet</p>") == ["Bo Ek\nchef på Hemmet"]


def test_what_no_reader_sees_is_left_out() -> None:
    html = "<style>p{}</style><script>x</script><p hidden>a</p><p style='display:none'>b</p><noscript>c</noscript><p>d\u200b</p>"
    assert texts(html) == ["d"]


def test_links_are_counted_and_boxes_know_their_blocks() -> None:
    layout = laid(
        "<article class='Post'><p>Se <a href='/x'>hela texten</a> nu</p><p>Mer</p></article><p>Utanför</p>"
    )
    assert layout.blocks[0].link_chars == len("hela texten")
    box = next(box for box in layout.boxes if box.tag == "article")
    assert (box.start, box.end, box.marks.strip()) == (0, 2, "post")


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts("<pre>a\n  b\n\nc</pre>") == ["a\n  b\n\nc"]


def test_a_hundred_thousand_nested_boxes_are_walked() -> None:
    assert texts("<div>" * 100_000 + "djupt") == ["djupt"]


def test_depth_is_cut_where_it_is_closed_again_and_behind_closing_tags() -> None:
    deep = "<div>" * 20_000
    for html in (f"{deep}djupt{'</div>' * 20_000}", f"{'</div>' * 20_000}{deep}djupt"):
        layout = laid(html)
        assert max(box.depth for box in layout.boxes) < 2 * MAX_DEPTH
        assert [block.text for block in layout.blocks] == ["djupt"]


def test_boxes_are_kept_by_tag_and_by_marks() -> None:
    layout = laid("<p class=Day>a</p><my-day>b</my-day><p class=day>c</p><p id=x>d</p>")
    assert [layout.blocks[box.start].text for box in layout.by_marks["day"]] == ["a", "c"]
    assert [box.marks for box in layout.by_tag["p"]] == ["day", "day", " x"]
    assert [box.attributes for box in layout.by_tag["my-day"]] == [{}]


def closed(html: str) -> Layout:
    return lay_out(parse(html), "menu".__eq__)


LINKS = "<ul><li><a href=/hamn>Hamnen</a><li><a href=/torg>Torget</a><li><a href=/kaj>Kajen</a></ul>"


def test_a_menu_is_a_block_of_what_its_links_say_where_it_is_closed() -> None:
    html = f"<body>Bo Ek<nav><h5>Mer</h5>{LINKS}<script>go()</script></nav>tog<div class=Menu>{LINKS}</div><p>Slut"
    layout = closed(html)
    assert [block.text for block in layout.blocks] == [
        "Bo Ek",
        "Hamnen Torget Kajen",
        "tog",
        "Hamnen Torget Kajen",
        "Slut",
    ]
    assert [(box.tag, box.start, box.end) for box in layout.menus] == [("nav", 1, 2), ("div", 3, 4)]
    assert all(layout.blocks[box.start].link_density == 1 for box in layout.menus)
    assert [box.tag for box in layout.boxes] == ["body", "nav", "div", "p"]
    assert layout.blocks[2].box is layout.boxes[0]
    assert "Torget" in texts(html) and not laid(html).menus  # who asks for links sees them all


def test_what_is_called_a_menu_and_holds_more_than_links_stays_open() -> None:
    for within in (
        f"<h2>Kajen</h2>{LINKS}",
        f"<article>{LINKS}</article>",
        f"{LINKS}<p>{'Bo Ek gick. ' * 20}",
        "<a href=/a>Hem</a>",
        f"Av Bo Ek 3 maj 2024 {LINKS}",
        f"<span class=author>Av Bo Ek</span>{LINKS}",
        f"<a rel=author href=/ek>Bo Ek</a>{LINKS}",
        f"{LINKS}<p>Bo Ek gick ned till kajen en morgon när ingen annan var där, och såg ut över hamnen.</p>",
    ):
        layout = closed(f"<div class=menu>{within}</div>")
        assert not layout.menus and len(layout.boxes) > 2


@given(st.text(alphabet="<>/abp divr\"'=& \n", max_size=300))
@settings(deadline=None)
def test_any_text_is_a_page(html: str) -> None:
    for layout in (laid(html), lay_out(parse(f"<nav>{html}"), bool)):
        assert all(block.text and block.index == place for place, block in enumerate(layout.blocks))
        assert all(0 <= box.start <= box.end <= len(layout.blocks) for box in layout.boxes)


@given(st.text(max_size=100))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
