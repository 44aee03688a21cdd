"""What a site calls itself on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.discovery.links import base_of
from scraper.discovery.words import words
from scraper.markup.dom import Tree, clean
from scraper.model.urls import join, key, origin

_DECLARED = ('meta[property="og:site_name"][content]', "meta[name=application-name][content]")
"""Open Graph; HTML 4.2.5.1."""
_SEPARATOR = re.compile(r"\s+[|\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}»«:/\\-]+\s+|\s*\|\s*|:\s+")
MAX_NAME = 80


def site_name(tree: Tree, url: str) -> str | None:
    """The site's name as the page at `url` declares it, else as both its title and a link to its front page print it.

    A word such as "Home" is nobody's name. None where a page says neither. Never raises for an http address.
    """
    for selector in _DECLARED:
        node = tree.css_first(selector)
        name = clean(node.attributes.get("content") or "") if node is not None else ""
        if name:
            return name
    heading = tree.css_first("title")
    title = clean(heading.text()) if heading is not None else ""
    parts = {part.casefold(): part for part in (*_SEPARATOR.split(title), title) if part}
    for text in _front_links(tree, url):
        if text.casefold() in parts and text.casefold() not in words().home and len(text) <= MAX_NAME:
            return text
    return None


def _front_links(tree: Tree, url: str) -> Iterator[str]:
    """What links to the front page print, in the order of the page: their text, else what their picture stands for."""
    front, base = key(origin(url) + "/"), base_of(tree, url)
    targets: dict[str, bool] = {}
    for node in tree.css("a[href]"):
        href = node.attributes.get("href") or ""
        if href not in targets:
            target = join(base, href)
            targets[href] = href[:1] != "#" and target is not None and key(target) == front
        if targets[href]:
            picture = node.css_first("img[alt]")
            text = clean(node.text()) or clean(
                (picture.attributes.get("alt") if picture is not None else "") or ""
            )
            if text:
                yield text
