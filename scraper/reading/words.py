"""What the archive's own words mean, each in a line: the same on the reading pages and in Datasette.

The words themselves are those of tables, views and commands, so that what is read here can be asked there.
"""

from __future__ import annotations

HAPPENED = {
    "new": "in the archive since then",
    "completed": "its page was read; before, only a listing or feed had told of it",
    "edited": "the site changed it",
    "reread": "the page is the same; our program reads it better by now",
    "gone": "it was no longer on its site, seen twice, a day or more apart",
    "returned": "it was on its site again",
}
"""What can happen to a post: `history.what`, `scraper log`."""

OUTCOMES = {
    "done": "all went well",
    "partial": "some pages failed, the others are kept",
    "failed": "nothing could be read",
    "interrupted": "it was ended before it was through; the next crawl goes on",
    "running": "it is under way",
}
"""How a crawl can end: `crawls.outcome`."""

COUNTED = {
    "requests": "what was asked of the site",
    "new": "posts that the archive did not have",
    "changed": "posts that the site had edited",
    "unchanged": "posts that were asked for and had not changed",
    "gone": "posts that are no longer on their site",
    "failed": "pages that could not be had or read",
    "skipped": "pages that are no posts, or that ask not to be kept",
}
"""What a crawl counts: columns of `crawls`."""

STATES = {
    "complete": "its page was read",
    "stub": "known from a listing, feed or sitemap only, its page was not read (yet)",
    "gone": "no longer on its site; what it said is kept",
}
"""`posts.state`."""

SOURCES = {
    "rule": "a site rule that a person wrote",
    "json-ld": "data for search engines, within the page",
    "microdata": "marks for search engines on the page's own words",
    "script": "a script within the page",
    "meta": "the page's head, which nobody sees",
    "visible": "printed on the page, about the title",
    "signature": "printed at the end of the text",
    "feed": "the entry in the site's feed",
    "card": "the teaser in a listing, or below another post",
    "sitemap": "the site's list of its pages, for search engines",
    "address": "the address itself",
}
"""Where a value stood: `evidence.source`."""


def told(words: dict[str, str]) -> str:
    """`word: meaning; word: meaning`, as the description of a column."""
    return "; ".join(f"{word}: {meaning}" for word, meaning in words.items())
