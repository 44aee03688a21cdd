"""What changes by itself, in many languages, and what only seems to be an edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.crawl.volatile import Surroundings, is_edited, is_relative, runs_by_itself, steady


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("1,234 views", "en"), ("Viewed 1.2k times", "en"), ("5 min read", "en"), ("Läst 57 gånger", "sv"),
        ("12 kommentarer", "sv"), ("3 Kommentare", "de"), ("128 vues", "fr"), ("閲覧 12 回", "ja"), ("12 просмотров", "ru"),
        ("2 days ago", "en"), ("Updated 3 hours ago", "en"), ("1 month ago", None), ("2 dagar sedan", "sv"), ("igår", "sv"),
        ("för 3 dagar sedan", "sv"), ("vor 2 Tagen", "de"), ("il y a 3 jours", "fr"), ("hace 2 días", "es"), ("3日前", "ja"),
        ("2 tuntia sitten", "fi"), ("Published 2 years ago", "en"),
    ],
)  # fmt: skip
def test_lines_that_run_by_themselves(line: str, language: str | None) -> None:
    assert runs_by_itself(line, language=language)
    assert steady(f"Before.\n\n{line}\n\nAfter.", language=language) == "Before. After."


@pytest.mark.parametrize(
    "line",
    ["Mötet hålls 12 maj", "3 personer", "We met yesterday by the river", "12 May 2019", "2019", "",
     "Two hundred views of the river were painted here in 1890, and all of them burnt"],
)  # fmt: skip
def test_lines_that_somebody_wrote(line: str) -> None:
    assert not runs_by_itself(line, language="en")


@pytest.mark.parametrize(
    ("raw", "is_so"), [("2 days ago", True), ("2020-01-02", False), ("3 May 2020", False), ("x", False)]
)
def test_dates_that_only_say_how_long_ago(raw: str, is_so: bool) -> None:
    assert is_relative(raw, language="en") is is_so


A, B, C = (
    "The first paragraph of the post.",
    "The second one, which says more.",
    "And a third one at the end.",
)
PROMO, OTHER = (
    "Become a friend of the blog and get our calendar!",
    "The yearbook is out now in all good shops.",
)


def common(block: str) -> bool:
    return block == PROMO


@pytest.mark.parametrize(
    ("old", "new", "around", "edited"),
    [
        ((A, B, C), (A, C), Surroundings(), True),
        ((A, C), (A, B, C), Surroundings(), True),
        ((A, C), (A, B, C), Surroundings(before=lambda: f"menu\n{A}\n{B}\n{C}"), False),
        ((A, B, C), (A, C), Surroundings(now=lambda: f"{A}\n{B}\nmore\n{C}"), False),
        ((A, PROMO, B), (A, B), Surroundings(elsewhere=common), False),
        ((A, PROMO, B), (A, OTHER, B), Surroundings(elsewhere=common), False),
        ((A, PROMO, B), (A, OTHER, C, B), Surroundings(elsewhere=common), True),
        ((A, PROMO, B), (A, OTHER, C), Surroundings(elsewhere=common), True),
        ((A, B), (A + " " + B,), Surroundings(lambda: f"{A}\n{B}", lambda: f"{A} {B}"), False),
    ],
)
def test_what_is_an_edit(
    old: tuple[str, ...], new: tuple[str, ...], around: Surroundings, edited: bool
) -> None:
    assert is_edited("\n\n".join(old), "\n\n".join(new), around) is edited


def test_the_former_page_is_asked_only_where_nothing_else_tells() -> None:
    asked: list[str] = []
    around = Surroundings(before=lambda: asked.append("before") or f"{A} {B}", now=lambda: C)
    assert is_edited(f"{A}\n\n{B}", f"{A}\n\n{C}", around) and not asked
    assert not is_edited(A, f"{A}\n\n{B}", around) and asked == ["before"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts(old: str, new: str) -> None:
    assert not is_edited(old, old, Surroundings())
    assert is_edited(old, new, Surroundings()) in (True, False)
    assert "\n" not in steady(old)
