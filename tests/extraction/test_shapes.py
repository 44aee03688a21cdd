"""Shapes that no post has, told by what a page is built of; and posts that look a little like them."""

from __future__ import annotations

import pytest

from scraper import extract
from scraper.model.post import PageKind

TEXT = (
    "The mill by the river has a new wheel, and on Sunday everybody who helped to build it came to see it turn. "
    "It is made of larch, it weighs two tonnes, and it will last for forty years if nobody forgets the grease. "
)
PROSE = f"<p>{TEXT}</p>" * 5
REGISTER = (
    "<form><p><label>Name <input name=a></label></p><p><label>Password <input type=password></label></p>"
    "<p><label>Once more <input type=password></label></p><p>{text}</p><button>Go</button></form>"
)


def kind(
    body: str, *, head: str = "", marks: str = "", url: str = "https://mill.example/a-new-wheel"
) -> PageKind:
    html = f"<html><head><title>A new wheel</title>{head}</head><body class='{marks}'>{body}</body></html>"
    return extract(html.encode(), url).kind


def entries(count: int, *, tag: str = "div", day: str = "<p class=when>{n} May 2021, 10:12</p>") -> str:
    return "".join(
        f"<{tag} class='entry e{n}'><p>reader{n}</p>{day.format(n=n + 1)}<p>{TEXT}</p></{tag}>"
        for n in range(count)
    )


DATED = f"<h1>A new wheel</h1><p>3 May 2021</p>{PROSE}"
ARTICLE = "<meta property='og:type' content='article'>"


@pytest.mark.parametrize("head", ["", ARTICLE])
def test_a_thread_is_a_list_whatever_it_calls_itself(head: str) -> None:
    assert kind(f"<h1>A new wheel</h1>{entries(4)}", head=head) is PageKind.LISTING
    assert kind(f"<h1>A new wheel</h1><table>{entries(5, tag='tr')}</table>".replace("<p", "<td").replace("</p", "</td"), head=head) is PageKind.LISTING  # fmt: skip


@pytest.mark.parametrize("head", ["", ARTICLE])
@pytest.mark.parametrize("more", [f"<p>{TEXT}</p>", PROSE])
def test_a_post_above_others_of_the_same_shape_is_no_list_where_the_page_is_called_by_it(
    head: str, more: str
) -> None:
    others = "".join(
        f"<article class=post><h1>Tale {n} of the mill</h1><p>{n} May 2021</p>{more}</article>"
        for n in range(1, 5)
    )
    page = f"<main><article class=post>{DATED}</article>{others}</main>"
    assert kind(page, head=head) is PageKind.POST
    assert kind(page.replace("A new wheel", "Last week at the river"), head=head) is PageKind.LISTING


def test_comments_below_a_post_make_no_thread_of_it() -> None:
    assert kind(f"<article>{DATED}</article><section>{entries(6)}</section>") is PageKind.POST


def test_rows_of_a_layout_are_no_entries() -> None:
    """Each row but the post's prints many days, in the same kind of element."""
    cards = "".join(
        f"<p><a href='/c{n}'>What happened that evening</a></p><p class=when>{n} May 2021</p>"
        for n in range(1, 6)
    )
    rows = (
        f"<div class='row'>{DATED.replace('<p>3', '<p class=when>3')}</div>"
        + f"<div class='row'>{cards}</div>" * 3
    )
    assert kind(rows) is PageKind.POST


def test_two_entries_are_no_list() -> None:
    assert kind(f"<h1>A new wheel</h1>{entries(2)}") is PageKind.POST


@pytest.mark.parametrize(
    "name", ["vBulletin 4.1.12", "phpBB", "Discourse 3.1 - https://example.org", "XenForo"]
)
def test_a_generator_for_forums_makes_no_posts(name: str) -> None:
    assert kind(DATED, head=f"<meta name=generator content='{name}'>") is PageKind.LISTING


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("home blog custom-background", PageKind.LISTING),
        ("archive category category-12", PageKind.LISTING),
        ("home page page-id-7 page-template", PageKind.LISTING),
        ("search search-results", PageKind.LISTING),
        ("single single-post postid-12 blog", PageKind.POST),
        ("homepage blogger", PageKind.POST),
    ],
)
def test_what_the_publishing_system_says_in_the_classes_of_body(marks: str, expected: PageKind) -> None:
    assert kind(DATED, marks=marks, head=ARTICLE) is expected


def test_a_static_page_is_a_post_only_where_it_prints_a_date() -> None:
    said = ARTICLE + "<meta property='article:published_time' content='2019-05-03T08:00:00+00:00'>"
    undated = f"<h1>A new wheel</h1>{PROSE}"
    assert kind(undated, marks="page page-id-12", head=said) is PageKind.PAGE
    assert kind(undated, marks="page page-id-12 single-author", head=said) is PageKind.PAGE
    assert kind(DATED, marks="page page-id-12", head=said) is PageKind.POST
    assert kind(undated, marks="single single-post postid-12", head=said) is PageKind.POST


def test_a_front_page_is_a_list_by_its_address() -> None:
    for url in ("https://mill.example", "https://mill.example/", "http://mill.example/#top"):
        assert kind(DATED, url=url) is PageKind.LISTING
    for url in (
        "https://mill.example/#!/2021/wheel",
        "https://mill.example/?p=12",
        "https://mill.example/a",
        "",
    ):
        assert kind(DATED, url=url) is PageKind.POST


def test_a_form_to_register_is_no_post_but_one_below_a_post_is() -> None:
    news = "<div>News of 4 May 2021: we are closed on Sunday.</div>" + "<p>Menu</p>" * 6
    assert kind(f"{news}<h1>Become a member</h1>{REGISTER.format(text=TEXT * 5)}") is PageKind.PAGE
    assert kind(DATED + REGISTER.format(text="")) is PageKind.POST
    greeted = f"<p>Hello, guest. It is 4 May 2021, 10:12</p>{REGISTER.format(text='</p>' + PROSE + '<p>')}"
    assert kind(greeted) is PageKind.PAGE
    fields = "".join(f"<label>Field {n} <input name=f{n}></label>" for n in range(8))
    assert kind(f"{news}<h1>Ask us</h1><form>{PROSE}{fields}</form><p>Since 4 May 2021</p>") is PageKind.PAGE


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<div itemscope itemtype='https://schema.org/Product'>{DATED}</div>", ""),
        (f"<div itemscope itemtype='http://schema.org/Event'>{DATED}</div>", ""),
        (DATED, "<meta property='og:type' content='og:product'>"),
        (DATED, "<meta property='og:type' content='product.item'>"),
        (DATED, "<meta property='og:type' content='profile'>"),
        (DATED.replace("</h1>", "</h1><div class='btn add-to-cart'>Lägg i korgen</div>"), ""),
        (DATED.replace("</h1>", "</h1><span id='AddToCartButton'>カートに入れる</span>"), ""),
    ],
)
def test_what_can_be_bought_or_visited_is_no_post(body: str, head: str) -> None:
    assert kind(body, head=head) is PageKind.PAGE


@pytest.mark.parametrize(
    ("head", "behind"),
    [
        ("<meta property='og:type' content='company'>", ""),
        ("<meta property='og:type' content='book'>", ""),
        ("", "<p><a class='btn add-to-cart' href='https://shop.example/wheel'>Buy the book</a></p>"),
    ],
)
def test_a_post_that_is_dated_and_signed_may_sell_a_book(head: str, behind: str) -> None:
    signed = DATED.replace("</h1>", "</h1><p class=byline>By Ada Brink</p>")
    assert kind(signed + behind, head=head) is PageKind.POST
    assert kind(DATED + behind, head=head) is PageKind.PAGE


def test_the_form_of_a_whole_page_is_no_form_of_the_text() -> None:
    asks = "".join(f"<input name=f{n}>" for n in range(8)) + "<input type=password><input type=password>"
    dated = "<meta property='article:published_time' content='2019-05-03T08:00:00+00:00'>"
    page = "<form id=form1><input type=hidden name=__VIEWSTATE>{}<h1>A new wheel</h1>{}<div>{}</div></form>"
    assert kind(page.format(asks, PROSE, asks), head=dated) is PageKind.POST
    assert kind(page.format("", asks + PROSE, ""), head=dated) is PageKind.PAGE
    assert kind(page.format("", asks + PROSE, "").replace("__VIEWSTATE", "q"), head=dated) is PageKind.PAGE


def test_a_shop_beside_a_post_does_not_make_it_one() -> None:
    aside = (
        "<p>Menu</p>" * 30
        + "<div itemscope itemtype='http://schema.org/Product'><h3>A bench</h3><p class=add-to-cart>Buy</p></div>"
    )
    assert kind(DATED + aside) is PageKind.POST


def test_a_lone_day_dates_a_text_only_where_it_stands_at_it() -> None:
    text, gap = f"<h1>A new wheel</h1>{PROSE}{PROSE}", "".join(f"<p>Note {n}</p>" for n in range(30))
    assert kind(f"{text}<p>Written at home</p><p>3 May 2021</p>") is PageKind.POST
    assert kind(f"{text}{gap}<p>3 May 2021</p>") is PageKind.PAGE
    assert kind(f"{text}<table><tr><td>3 May 2021</td><td>Rain</td></tr></table>") is PageKind.PAGE


LOCK = "<form><p>This is locked. Whoever was given the password may read on.</p><p><label>Password <input type=password></label> <input type=submit></p></form>"


@pytest.mark.parametrize(
    "body",
    [f"<p>3 May 2021</p>{LOCK}", f"<p>By Ada Brink</p>{LOCK}", LOCK.replace("<form>", "").replace("<p><label", "<form><p><label")],
)  # fmt: skip
def test_a_password_in_the_place_of_a_text_locks_it(body: str) -> None:
    assert kind(f"<article><h1>A new wheel</h1>{body}</article>") is PageKind.LOCKED


@pytest.mark.parametrize(
    "body",
    [
        DATED + LOCK,
        f"<h1>A new wheel</h1><p>3 May 2021</p><p>{TEXT}</p><form>To comment: <input name=who> <input type=password></form>",
        f"<form>Log in <input type=password></form>{DATED}",
    ],
)
def test_a_login_beside_a_post_locks_nothing(body: str) -> None:
    assert kind(f"<article>{body}</article>") is PageKind.POST
