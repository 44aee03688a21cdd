"""Which of a page's headings is its title, and what in a heading is none of it."""

from __future__ import annotations

import pytest

from scraper import extract

TEXT = (
    "<p>"
    + "The harbour board met on Tuesday to hear what the divers had found under the old crane. " * 3
    + "</p>"
)


def title_of(body: str, said: str, *, og: str | None = None) -> str | None:
    head = f"<title>{said}</title>" + (f'<meta property="og:title" content="{og}">' if og else "")
    return extract(
        f"<head>{head}</head><body>{body}{TEXT * 3}</body>".encode(), "https://post.example/quay"
    ).title


def test_a_section_as_h1_loses_to_the_heading_that_the_head_says() -> None:
    body = "<h1>Sports</h1><h2>Divers leave the quay early</h2>"
    assert (
        title_of(body, "Divers leave the quay early", og="Divers leave the quay early")
        == "Divers leave the quay early"
    )


def test_an_h1_of_which_the_head_says_little_is_still_the_headline_where_no_heading_is_said() -> None:
    assert title_of(
        "<h1>Divers leave the quay early</h1><h2>What they found</h2>", "Diving news of the harbour"
    ) == ("Divers leave the quay early")


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span class=kicker>KNOWN</span><span>Divers leave the quay</span><span class=hide>.</span></h1>",
        "<h1>Divers leave the quay <span class=label>Subscribers</span></h1>",
        "<h1><span>Divers leave the quay</span> <span class=aural>:</span> <small>Date: <time>26.01.2022</time> No: 6/2022</small></h1>",
    ],
)
def test_kickers_labels_and_dates_in_a_heading_are_none_of_it(heading: str) -> None:
    assert title_of(heading, "Divers leave the quay", og="Divers leave the quay") == "Divers leave the quay"


def test_a_headline_that_holds_what_parts_the_pieces_of_the_title_element() -> None:
    body = "<h1>post.example News - Archive</h1><h2>Site update - Sample of book 14 / chapter 121</h2>"
    assert title_of(body, "News - Site update - Sample of book 14 / chapter 121 - The Post") == (
        "Site update - Sample of book 14 / chapter 121"
    )


@pytest.mark.parametrize("mark", ["‹", "--", "›"])
def test_more_marks_part_the_site_from_the_title(mark: str) -> None:
    assert title_of("", f"Divers leave the quay early {mark} post.example") == "Divers leave the quay early"


def test_a_line_that_is_all_one_element_marked_as_a_headline_is_one() -> None:
    body = "<p class=body><span class='headline entry-title'>Divers leave the quay early</span></p>"
    assert title_of(body, "News from the harbour") == "Divers leave the quay early"
    part = "<p><span class=headline>Divers</span> leave the quay early</p>"
    assert title_of(part, "News from the harbour") == "News from the harbour"


@pytest.mark.parametrize(
    ("body", "said", "want"),
    [
        ("<h4>Notices</h4><h4>潜水员在旧码头下面发现了什么：三根木桩完好</h4>", "潜水员在旧码头下面发现了什么：三根木桩完好-水车新闻 Mill", "潜水员在旧码头下面发现了什么：三根木桩完好"),
        ("<div>潜水员在旧码头下面发现了什么</div><div>分享</div><div>打印</div><div>邮件</div><div>评论</div><div>图集</div>", "潜水员在旧码头下面发现了什么_水车新闻", "潜水员在旧码头下面发现了什么"),
        ("<div>Divers leave the quay</div><div>A</div><div>B</div><div>C</div><div>D</div><div>E</div>", "Divers leave the quay-Mill Notes", "Divers leave the quay"),
        ("", "Well-known divers leave the quay-side", "Well-known divers leave the quay-side"),
    ],
)  # fmt: skip
def test_what_stands_before_a_tight_mark_is_the_title_where_it_is_printed(
    body: str, said: str, want: str
) -> None:
    assert title_of(body, said) == want
