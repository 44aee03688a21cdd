"""The day of publication, told from the page's own today, from last changes, from scripts, and across zones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper import extract
from scraper.model.post import Post

TEXT = "".join(
    f"<p>The board of the harbour met on Tuesday to hear what had become of the plans, part {n}, and it was content with them.</p>"
    for n in range(6)
)


def page(head: str = "", before: str = "", after: str = "", url: str = "https://example.org/a") -> Post:
    html = f"<html lang='en'><head><title>New quays</title>{head}</head><body>{before}<article><h1>New quays</h1>{after}{TEXT}</article></body></html>"
    return extract(html.encode(), url, fetched_at=datetime(2019, 6, 2, 12, tzinfo=UTC))


def said(post: Post) -> str | None:
    return str(post.published) if post.published else None


def test_a_moment_of_the_night_in_utc_is_the_evening_before_on_an_american_site() -> None:
    head = "<meta property='article:published_time' content='2019-05-30T02:54:29Z'>"
    assert said(page(head, url="https://example.ca/a")) == "2019-05-29T22:54:29-04:00"
    assert said(page(head)) == "2019-05-30T02:54:29Z"


def test_the_clock_that_a_page_names_in_its_scripts_is_its_own() -> None:
    head = """<meta property='article:published_time' content='2019-05-30T02:54:29Z'>
    <script>var site = {"timezone":{"short":"PT","long":"America\\/Los_Angeles"}};</script>"""
    assert said(page(head)) == "2019-05-29T19:54:29-07:00"


def test_a_local_midnight_that_a_machine_put_into_utc_names_the_day_that_begins_with_it() -> None:
    head = "<meta property='article:published_time' content='2019-05-28T22:00:00Z'>"
    printed = "<time datetime='2019-05-28T22:00:00Z'>28.5.19</time>"
    assert said(page(head, after=printed, url="https://example.de/a")) == "2019-05-29T00:00:00+02:00"


def test_a_day_that_stands_only_in_a_script_is_read() -> None:
    head = """<script>window.layer = {"page":{"publishedAt":"2019-05-29T14:30:00+02:00","section":"news"}};</script>"""
    assert said(page(head)) == "2019-05-29T14:30:00+02:00"


def test_scripts_that_name_many_days_date_nothing() -> None:
    head = """<script>var posts = [{"publishedAt":"2019-05-29"},{"publishedAt":"2019-04-01"}];</script>"""
    assert said(page(head)) is None


def test_a_script_never_outvotes_what_the_head_says() -> None:
    head = """<meta property='article:published_time' content='2019-05-29'><script>var a = {"publishedAt":"2019-01-01"}</script>"""
    assert said(page(head)) == "2019-05-29"


def test_the_last_change_at_the_headline_dates_a_page_that_says_nothing_else() -> None:
    post = page(after="<p>Updated: 29 May 2019</p>")
    assert said(post) == "2019-05-29"
    reasons = [
        evidence.reason for evidence in post.evidence if evidence.field == "published" and evidence.chosen
    ]
    assert str(post.modified) == "2019-05-29"
    assert all("last change" in reason for reason in reasons)


def test_published_is_told_from_updated_beside_it() -> None:
    post = page(after="<p>Published 27 May 2019 · Updated 29 May 2019</p>")
    assert (said(post), str(post.modified)) == ("2019-05-27", "2019-05-29")


def test_the_day_in_the_masthead_is_the_readers_own() -> None:
    menu = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(8)) + "</ul>"
    masthead = f"<div>Sun, 2 Jun 2019</div>{menu}"
    assert said(page(before=masthead, after="<p>29 May 2019, 10:11</p>")) == "2019-05-29T10:11"
    closed = f"<div>Sun, 2 Jun 2019</div><nav>{menu}</nav>"
    assert said(page(before=closed, after="<p>29 May 2019, 10:11</p>")) == "2019-05-29T10:11"


def test_the_day_below_the_menu_is_the_posts_own() -> None:
    menu = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(8)) + "</ul></nav>"
    above = f"{menu}<div>29 May 2019</div><div>Partner</div><div>Picture of the day</div>"
    assert (
        said(
            page(
                before=above,
                after="<p>The fair of 11 June 2019 opens at ten, and nobody pays before noon.</p>",
            )
        )
        == "2019-05-29"
    )


def test_a_long_line_that_says_when_the_entry_was_posted_is_read() -> None:
    filed = (
        "This entry was posted on Wednesday, May 29th, 2019 at 2:30 pm and is filed under Harbour. "
        + "You can follow any responses. " * 8
    )
    html = f"<html lang='en'><body><h1>New quays</h1>{TEXT}<p class='postmetadata'>{filed}</p></body></html>"
    post = extract(html.encode(), "https://example.org/a", fetched_at=datetime(2019, 6, 2, tzinfo=UTC))
    assert said(post) == "2019-05-29T14:30"


def test_a_month_in_a_heading_is_no_date_of_publication() -> None:
    assert said(page(after="<h2>What happened between March and June 2015 in the harbour</h2>")) is None


def test_a_date_that_is_a_part_of_the_title_of_its_own_is_read() -> None:
    head = "<title>New quays - 29/05/2019 - The Harbour Paper</title>"
    html = f"<html lang='en-GB'><head>{head}</head><body><h1>New quays</h1>{TEXT}</body></html>"
    assert said(extract(html.encode(), "https://example.org/a")) == "2019-05-29"


def test_one_field_under_several_names_in_the_head_votes_once() -> None:
    names = ("dc.date", "dcterms.created", "dc.date.created", "last-published")
    metas = "".join(f'<meta name="{name}" content="2021-10-15">' for name in names)
    page = f"<head>{metas}</head><h1>Quay stays open</h1><p class=date>Published 13 October 2021</p><p>{'The board met. ' * 20}</p>"
    assert str(extract(page.encode(), "https://harbour.example/quay").published) == "2021-10-13"


def test_a_time_printed_for_wide_and_for_narrow_windows_is_read() -> None:
    time = (
        "<time><span class=wide>Jueves, 21 de Abril de 2022</span><span class=narrow>21/04/2022</span></time>"
    )
    page = f"<html lang=es><nav>Viernes 22 de Abril de 2022</nav><h1>El muelle sigue abierto</h1>{time}<p>{'La junta se reunió. ' * 20}</p>"
    assert str(extract(page.encode(), "https://puerto.example/muelle").published) == "2022-04-21"


def test_a_date_line_below_the_headline_makes_the_day_above_it_the_pages_own() -> None:
    today = "<ul><li>Home</li></ul>" * 8 + "<div class='date'>Sunday, 2 June 2019</div><p>Back</p>"
    assert said(page(before=today, after="<div>29/05/2019</div>", url="https://example.es/a")) == "2019-05-29"
    assert said(page(before="<p>2 June 2019</p>", after="<p>Ann Lee<br>The Quay<br>Wed, 29 May 2019 17:55 UTC</p>")) == "2019-05-29T17:55Z"  # fmt: skip
    assert said(page(before="<p>2 June 2019</p>")) == "2019-06-02", (
        "where nothing else is printed, it dates the post"
    )
    assert said(page(before="<p>Published 1 June 2019</p>", after="<p>29 May 2019</p>")) == "2019-06-01"
    opening = "<p>The meeting of 29 May 2019 was the first that the board of the harbour held since the new quays were built.</p>"
    assert said(page(before="<p>2 June 2019</p>", after=opening)) == "2019-06-02"


@pytest.mark.parametrize("marks", ["entry-date published updated", "posted updated"])
def test_an_element_marked_as_published_and_updated_dates_the_post(marks: str) -> None:
    post = page(after=f"<time class='{marks}' datetime='2018-05-03T09:15:00+02:00'>3 May 2018</time>")
    assert (said(post), post.modified) == ("2018-05-03T09:15:00+02:00", None)
    post = page(
        after="<p>3 May 2018</p><time class='updated' datetime='2018-06-01T09:15:00+02:00'>1 June 2018</time>"
    )
    assert (said(post), str(post.modified)) == ("2018-05-03", "2018-06-01T09:15:00+02:00")
