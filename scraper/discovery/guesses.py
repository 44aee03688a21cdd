"""Where the second page of a listing usually lies, for listings that show no way on. To be verified by its cards."""

from __future__ import annotations

import re

from scraper.discovery.addresses import page_number
from scraper.discovery.words import words
from scraper.model.urls import join, path, query

_LAST_NUMBER = re.compile(r"\d{1,5}(?=\D*$)")


def second_pages(url: str) -> list[str]:
    """Addresses that may be the second page, the likeliest first; none for one that bears a number already."""
    if page_number(url) is not None:
        return []
    where, asked = path(url), query(url)
    beneath = where if where.endswith("/") else where + "/"
    behind = f"?{asked}&" if asked else "?"
    guesses = [f"{where}{behind}page=2", f"{where}{behind}paged=2"]
    if not re.search(r"\.\w{2,5}$", where) and not asked:
        guesses.insert(0, f"{beneath}page/2/")
    return [target for guess in guesses if (target := join(url, guess))]


def following_page(url: str) -> str | None:
    """The address with the next number, of a listing's page that bears one."""
    numbered = page_number(url)
    if numbered is None:
        return None
    number = str(numbered[1] + 1)
    where, asked = path(url), query(url)
    if words().page_path.search(where):
        return join(url, _LAST_NUMBER.sub(number, where, count=1) + (f"?{asked}" if asked else ""))
    match = words().page_query.search(asked)
    assert match is not None  # page_number found it there
    return join(url, f"{where}?{asked[: match.start(1)]}{number}{asked[match.end(1) :]}")
