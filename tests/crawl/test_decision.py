"""What to do with a page that was read: pure, so every case is tried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.crawl.decision import changed_fields, decide, digest_of, was_told
from scraper.crawl.verdict import judge_page
from scraper.model.dates import DateStamp, Precision, Zone
from scraper.model.evidence import Evidence
from scraper.model.post import Author, PageKind, Post

POST = Post(
    "https://blog.example/a/", title="En titel", published=DateStamp("2019-05-29"), authors=(Author("Bo Ek", "chef", "Hemmet"),),
    text="Text som är lång nog.", kind=PageKind.POST,
)  # fmt: skip


def test_a_new_post_is_inserted_and_the_same_again_only_touched() -> None:
    assert decide(None, "", POST, complete=False).doing == "insert"
    assert decide(POST, digest_of(POST), POST, complete=True).doing == "touch"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": "En annan"}),
        ("published", {"published": DateStamp("2019-05-30")}),
        ("authors", {"authors": (Author("Bo Ek", "vd", "Hemmet"),)}),
        ("text", {"text": "Text som är ändrad."}),
    ],
)
def test_an_edit_names_the_fields_that_changed(field: str, change: dict[str, object]) -> None:
    new = replace(POST, **change)  # type: ignore[arg-type]
    intent = decide(POST, digest_of(POST), new, complete=True)
    assert (intent.doing, intent.changed) == ("revise", (field,))


@pytest.mark.parametrize(
    "change",
    [
        {"tags": ("ny",)},
        {"excerpt": "annat"},
        {"image": "https://blog.example/ny.png"},
        {"published": DateStamp("2019-05-29T08:00:00Z", Precision.SECOND, Zone.UTC)},
        {"text": "Text  som\när lång nog."},
        {"modified": DateStamp("2020-01-01")},
    ],
)
def test_frame_tags_and_machine_dates_make_no_revision(change: dict[str, object]) -> None:
    assert decide(POST, digest_of(POST), replace(POST, **change), complete=True).doing == "touch"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        (Evidence("title", "En titel", None, "feed", "entry 1"), True),
        (Evidence("title", "En titel", None, "feed", "entry 2"), True),
        (Evidence("title", "En titel", None, "card", "entry 1"), False),
        (Evidence("authors", "Bo Ek", None, "feed", "entry 1"), False),
        (Evidence("lastmod", "2020-01-01", None, "sitemap", ""), True),
    ],
)
def test_what_others_said_when_a_post_was_read(hint: Evidence, told: bool) -> None:
    """Where they say no more of what is compared by now, the reading stands."""
    old = replace(POST, evidence=(Evidence("title", "En titel", "En titel", "feed", "entry 1"),))
    assert was_told(old, ()) and was_told(old, (hint,)) is told


def test_a_stub_is_always_filled_in() -> None:
    assert decide(POST, digest_of(POST), POST, complete=False).doing == "rewrite"
    assert changed_fields(POST, POST) == ()


def said(source: str, field: str, value: str = "x") -> Evidence:
    return Evidence(field, value, value, source)


@pytest.mark.parametrize(
    ("change", "hints", "is_post"),
    [
        ({}, (), True),
        ({"kind": PageKind.PAGE}, (), False),
        ({"kind": PageKind.PAGE}, (said("feed", "title"),), True),
        ({"kind": PageKind.PAGE}, (said("sitemap", "kind", "post"),), True),
        ({"kind": PageKind.PAGE}, (said("card", "published", "2019-05-29"),), True),
        ({"kind": PageKind.LISTING}, (said("card", "published", "2019-05-29"),), False),
        ({}, (said("sitemap", "kind", "page"),), False),
        ({"published": None}, (), False),
        ({"published": DateStamp("2018-05", Precision.MONTH)}, (), False),
        ({"title": None}, (said("feed", "title"),), False),
        ({"text": ""}, (said("feed", "title"),), False),
    ],
)
def test_whether_a_page_is_a_post(
    change: dict[str, object], hints: tuple[Evidence, ...], is_post: bool
) -> None:
    judgement = judge_page(replace(POST, **change), hints)  # type: ignore[arg-type]
    assert judgement.is_post is is_post, judgement.reason
    assert judgement.reason


@pytest.mark.parametrize(
    ("source", "length", "is_post"), [("visible", 1200, True), ("meta", 1200, False), ("visible", 300, False)]
)
def test_a_long_text_that_a_person_signs_in_print_needs_no_date(
    source: str, length: int, is_post: bool
) -> None:
    signed = Evidence("authors", "Ada Holm", "Ada Holm", source, chosen=True)
    post = replace(POST, published=None, text="x" * length, evidence=(*POST.evidence, signed))
    assert judge_page(post, ()).is_post is is_post


def test_a_page_that_a_person_asked_for_needs_only_title_and_text() -> None:
    assert judge_page(replace(POST, kind=PageKind.LISTING, published=None), (), asked_for=True).is_post
    assert not judge_page(replace(POST, text=""), (), asked_for=True).is_post
