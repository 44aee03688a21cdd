"""Stored HTML as it may be shown. It was sanitised when it was stored; an archive may come from anybody, so it is again."""

from __future__ import annotations

import nh3
from markupsafe import Markup

_TAGS = set(
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre code table tr td th thead tbody figure img figcaption a em strong br"
    " sub sup".split()
)
_PICTURE = {"loading": "lazy", "referrerpolicy": "no-referrer", "decoding": "async"}


def shown(html: str, *, pictures: bool) -> Markup:
    """The text's HTML: structure, links to the web and pictures, nothing else; without `pictures` their words alone."""
    return Markup(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}, "img": {"src", "alt"}},
            attribute_filter=None if pictures else _without_source,
            set_tag_attribute_values={"img": _PICTURE},
            url_schemes={"http", "https"},
            link_rel="noopener noreferrer",
        )
    )


def _without_source(tag: str, name: str, value: str) -> str | None:
    return None if (tag, name) == ("img", "src") else value


def has_pictures(html: str) -> bool:
    """True when there is a picture to show or leave out."""
    return "<img" in html
