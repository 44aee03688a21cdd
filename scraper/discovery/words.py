"""`words.toml` as sets and patterns, made once."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_NUMBER = r"(\d{1,5})"
_OF_A_LIST = r"[\w%.@\[\]-]{1,60}(?<!per)(?:_|-|\[|%5B|current)"
"""Before the word, the list of several on a page: `?4f2a_page=2`, `?tx_news[currentPage]=2`; `per_page` says how many."""


class Words(NamedTuple):
    """The vocabulary, all languages together.

    `older` are the names of links to the page behind, `next` those that links to other pages bear too,
    `home` those of links to the front page; `paths` say what lies beneath a part of a path, and `sections`
    beneath which first parts posts are seldom; `folders` are first parts beneath which systems keep ordinary pages;
    `page_path` and `page_query` find the number of a listing's page in a path and in a query.
    """

    older: frozenset[str]
    next: frozenset[str]
    home: frozenset[str]
    paths: dict[str, str]
    sections: frozenset[str]
    folders: frozenset[str]
    page_path: re.Pattern[str]
    page_query: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The vocabulary. Reads the file at the first call."""
    import tomli  # most nights bring no words to read

    table = tomli.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    paging: list[str] = table["paging"]["words"]
    in_queries = "|".join(map(re.escape, [*paging, *table["paging"]["only_in_queries"]]))
    in_paths = "|".join(re.escape(word) for word in paging if len(word) > 2)
    return Words(
        older=_phrases(table["older"]),
        next=_phrases(table["next"]),
        home=_phrases(table["home"]),
        paths={word: reason for reason, part in table["paths"].items() for word in part["words"]},
        sections=frozenset(table["sections"]["words"]),
        folders=frozenset(table["folders"]["words"]),
        page_path=re.compile(rf"/(?:{in_paths})[-_/]?{_NUMBER}(?:/|\.html?|\.php)?$", re.IGNORECASE),
        page_query=re.compile(
            rf"(?:^|&)(?:(?:{in_queries})|{_OF_A_LIST}(?:{in_paths})(?:\]|%5D)?)={_NUMBER}(?=&|$)",
            re.IGNORECASE,
        ),
    )


def _phrases(by_language: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(phrase for phrases in by_language.values() for phrase in phrases)
