"""The tree of a page that was made to be large: few bytes must not become gigabytes or minutes."""

from __future__ import annotations

import pytest

from scraper.markup.dom import parse

TEXT = "A house by the sea, and all who live there. " * 8


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "letters",
    [
        "".join(f"<font c={n}><p>x" for n in range(20_000)),
        "".join(f"<b c={n}>" for n in range(100)) + "<p>x" * 50_000,
        "".join(f"<B c={n}></i>" for n in range(100)) + "<td><p>x" * 25_000,
    ],
)
def test_letters_that_never_close_are_made_anew_a_bounded_number_of_times(letters: str) -> None:
    tree = parse(f"<html><body><p>{TEXT}</p>{letters}<p>the last line")
    assert len(tree.css("font, b")) < 250_000
    assert "the last line" in (tree.body.text() if tree.body else "")


def test_many_letters_that_close_are_left_alone() -> None:
    page = "<html><head></head><body>" + "<p><b>A <i>house</i></b></p>" * 5_000 + "</body></html>"
    assert parse(page).html == page
