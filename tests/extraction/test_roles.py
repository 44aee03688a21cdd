"""Roles and organisations beside a known name: where on a page they are looked for, and where they are not."""

from __future__ import annotations

import json

import pytest

from scraper import extract
from scraper.model.post import Author

FAR = "".join(f"<p><a href='/page-{number}'>Another page of this site</a></p>" for number in range(14))
"""So much that what follows is no signature of the text."""
PROSE = (
    "The mill at the river turned for three hundred years before anybody thought of counting its rounds. " * 4
)


def author(
    *, byline: str = "<p class='byline'>By Anna Ekdal</p>", above: str = "", below: str = "", head: str = ""
) -> Author:
    """The only author of a post with this about it."""
    html = f"""<html lang="en"><head><title>The old mill</title>{head}</head><body>{above}<main><article>
    <h1>The old mill</h1>{byline}<p>{PROSE}</p><p>{PROSE}</p></article></main>{below}</body></html>"""
    (only,) = extract(html.encode(), "https://news.example/mill").authors
    return only


@pytest.mark.parametrize(
    "below",
    [
        "<div class='footer'><p class='copyright'>© 2007–16 Anna Ekdal | CMS Press | Template</p></div>",
        "<footer><p>Anna Ekdal, editor, Mill Press Ltd</p></footer>",
        "<ul class='nav navbar-nav megamenu'><li>Anna Ekdal Correspondent</li></ul>",
        "<p>© 2023 Anna Ekdal, publisher</p>",
    ],
)
def test_head_and_foot_of_a_page_give_no_function(below: str) -> None:
    found = author(below=below)
    assert (found.role, found.organisation) == (None, None)


def test_the_masthead_of_a_personal_site_gives_no_function() -> None:
    masthead = "<header><h2><a href='/'>Anna Ekdal</a></h2><p>Developer and trainer</p></header>"
    assert author(above=masthead).role is None


def test_a_function_stands_close_to_the_name() -> None:
    near = "<div class='x'><p>Anna Ekdal</p><p>Staff Writer</p></div>"
    apart = (
        "<div><div><div><div><div><label>Anna Ekdal</label></div></div></div></div></div>"
        "<div><div><div><div><div><span>Staff Writer</span></div></div></div></div></div>"
    )
    assert author(below=FAR + near).role == "Staff Writer"
    assert author(below=FAR + f"<section>{apart}</section>").role is None


def test_a_body_alone_is_believed_in_an_authors_box_only() -> None:
    card = "<div class='x'><p>Anna Ekdal</p><p>MOTOR NEWS</p></div>"
    box = "<div class='author-box'><p>Anna Ekdal</p><p>Motor News</p></div>"
    assert author(below=FAR + card).organisation is None
    assert author(below=FAR + box).organisation == "Motor News"


def test_a_name_behind_a_word_for_authorship_heads_its_function() -> None:
    assert (
        author(byline="<div><p>By Anna Ekdal</p><p>Opinion Columnist</p></div>").role == "Opinion Columnist"
    )


@pytest.mark.parametrize("line", ["I help developers and editors", "Mail an Autor", "Editor: Bo Berg"])
def test_buttons_labels_and_sentences_are_no_function(line: str) -> None:
    assert author(byline=f"<div><p>By Anna Ekdal</p><p>{line}</p></div>").role is None


def test_a_first_name_is_enough_in_the_authors_own_box() -> None:
    bio = "<div class='author-bio'>Anna is an LA culture reporter for Fox News.</div>"
    found = author(below=bio)
    assert (found.role, found.organisation) == ("LA culture reporter", "Fox News")
    assert author(below=bio.replace("author-bio", "story")).role is None


def test_a_spelling_without_initials_gives_its_function() -> None:
    found = author(
        byline="<p class='byline'>By <a rel='author' href='/author/ekdal'>Anna H.J. Ekdal</a></p>",
        below="<div class='author-bio'>Anna Ekdal is a writer at Beacon.</div>",
    )
    assert (found.name, found.role, found.organisation) == ("Anna H.J. Ekdal", "writer", "Beacon")


def linked(**person: str | dict[str, str]) -> str:
    """Two objects of JSON-LD: the post's own, and another that says more about its author."""
    article = {"@type": "NewsArticle", "headline": "The old mill", "author": {"@type": "Person", "name": "Anna Ekdal"}}  # fmt: skip
    more = {"@type": "WebPage", "author": {"@type": "Person", "name": "Anna Ekdal", **person}}
    return "".join(
        f"<script type='application/ld+json'>{json.dumps(entry)}</script>" for entry in (article, more)
    )


def test_any_person_of_the_name_may_say_the_function() -> None:
    found = author(head=linked(jobTitle="Managing Editor, Mill Press"))
    assert (found.role, found.organisation) == ("Managing Editor", "Mill Press")


@pytest.mark.parametrize("title", ["Author", "admin", "Subscriber", "Writer"])
def test_what_systems_call_everybody_is_no_function(title: str) -> None:
    assert author(head=linked(jobTitle=title)).role is None


def test_an_employer_that_only_machines_name_is_none() -> None:
    assert author(head=linked(worksFor={"@type": "Organization", "name": "Beacon"})).organisation is None


def test_an_agency_has_no_function() -> None:
    agency = json.dumps({"@type": "NewsArticle", "headline": "The old mill",
                         "author": {"@type": "Person", "name": "Reuters", "jobTitle": "Editor"}})  # fmt: skip
    found = author(
        byline="<p class='byline'>Reuters</p>", head=f"<script type='application/ld+json'>{agency}</script>"
    )
    assert (found.name, found.role, found.organisation) == (None, None, "Reuters")


def test_a_body_stands_behind_the_name_that_a_link_ends() -> None:
    link = "<p class='byline'>By <a rel='author' href='/author/ekdal'>Anna Ekdal</a> {}</p>"
    assert author(byline=link.format("Fox News")).organisation == "Fox News"
    assert author(byline=link.format("joined the News staff in 2022.")).organisation is None


@pytest.mark.parametrize(
    ("description", "role", "organisation"),
    [
        (
            "Anna Ekdal is a mill reporter at The Lantern since 2020. She is a pilot.",
            "mill reporter",
            "The Lantern",
        ),
        ("Anna Ekdal ist Redakteurin bei der Müllerpost. Sie lebt am Fluss.", "Redakteurin", "Müllerpost"),
        ("Anna Ekdal is a columnist for the Lantern Post.", "columnist", None),
        ("Anna Ekdal ist Professorin für Geschichte.", "Professorin für Geschichte", None),
        ("Anna Ekdal likes rivers. She is a reporter at The Lantern.", "reporter", "The Lantern"),
        ("The editor of The Lantern is not Anna Ekdal.", None, None),
    ],
)
def test_the_sentences_of_a_description_are_a_biography(
    description: str, role: str | None, organisation: str | None
) -> None:
    found = author(head=linked(description=description))
    assert (found.role, found.organisation) == (role, organisation)
