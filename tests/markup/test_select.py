"""Selectors find what CSS says, and take no time to speak of on any page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.markup.dom import parse
from scraper.markup.select import SelectorError, check_selector, select

PAGE = """<body><div class=a id=1><p id=2>x <b id=3>y</b></p><div class=a id=4><ul id=5><li id=6><b id=7>z</b></li>
<li id=8 title="one, two">w</li></ul></div></div><p id=9>v</p><b id=10>u</b></body>"""


def found(selector: str, page: str = PAGE) -> list[str | None]:
    return [node.attributes.get("id") for node in select(parse(page), selector)]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("b", ["3", "7", "10"]),
        (".a b", ["3", "7"]),
        (".a .a b", ["7"]),
        (".a .a .a b", []),
        (".a > p b", ["3"]),
        (".a ul > li", ["6", "8"]),
        ("ul ul > li", []),
        ("div > ul > li b", ["7"]),
        ("li + li", ["8"]),
        (".a li + li", ["8"]),
        ("li ~ [title='one, two']", ["8"]),
        ("p, b", ["2", "9", "3", "7", "10"]),
        ("li:nth-child(2)", ["8"]),
        (".a:has(> ul) b", ["7"]),
        ("  .a\n  b ", ["3", "7"]),
        ("b:not(li > b)", ["3", "10"]),
    ],
)
def test_a_selector_finds_what_css_says(selector: str, expected: list[str]) -> None:
    assert found(selector) == expected


@given(
    st.lists(st.sampled_from([".a", "p", "b", "ul", "li", "div", "*", "body"]), min_size=1, max_size=4),
    st.data(),
)
def test_parted_selectors_find_what_the_library_finds(parts: list[str], data: st.DataObject) -> None:
    joints = data.draw(
        st.lists(st.sampled_from([" ", " > ", " + "]), min_size=len(parts) - 1, max_size=len(parts) - 1)
    )
    selector = parts[0] + "".join(joint + part for joint, part in zip(joints, parts[1:], strict=True))
    whole = [node.attributes.get("id") for node in parse(PAGE).css(selector)]
    assert sorted(map(str, found(selector))) == sorted(map(str, whole))


def test_within_an_element_only_what_lies_in_it_is_found() -> None:
    tree = parse(PAGE)
    (box,) = select(tree, "ul")
    assert [node.attributes.get("id") for node in select(tree, ".a b", within=box)] == ["7"]


def test_a_page_of_boxes_within_each_other_is_read_to_its_end() -> None:
    page = "<div class=a>" * 500 + "<p>x" * 20_000
    for selector in (".x div p", ".x div div div p", ".a:nth-child(2) p", ".x ~ p", "div:has(.x) p"):
        assert select(parse(page), selector) == []


@pytest.mark.parametrize(
    "selector",
    [
        "",
        ">",
        "p >",
        "p,",
        "p:foo",
        "p[",
        "p]",
        "p)",
        "a[b='",
        ":not(:is(a))",
        ":not(a b)",
        "a ~ b ~ c",
        "a{}",
        "/**/a",
        "p" * 600,
    ],
)
def test_what_is_not_looked_for_is_refused_with_a_reason(selector: str) -> None:
    with pytest.raises(SelectorError):
        check_selector(selector)


@given(st.text(alphabet="abp1 .#:>+~,*()[]='\"\\-é", max_size=30))
def test_any_text_is_a_selector_or_refused(selector: str) -> None:
    try:
        check_selector(selector)
    except SelectorError:
        return
    select(parse(PAGE), selector)
