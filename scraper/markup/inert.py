"""A page as text that loads nothing, moves nowhere and runs nothing, but looks as much as it can as it did."""

from __future__ import annotations

from scraper.markup.dom import parse

_GONE = "script, noscript, link, base, meta, iframe, frame, frameset, object, embed, applet, portal, fencedframe, noembed, template"
_LOADING = (
    "ping",
    "background",
    "srcset",
    "imagesrcset",
    "poster",
    "manifest",
    "formaction",
    "action",
    "attributionsrc",
)
MARK = '<!doctype html><meta charset="utf-8">'


def inert(html: str) -> str:
    """The page without scripts, frames, `base`, `meta`, `link` and event handlers, and without what asks the network; links lead
    nowhere but within it.

    A second lock behind a strict policy, never the only one: a policy stops neither a preconnect nor, in a page that
    is opened by itself, a refresh. Never raises.
    """
    tree = parse(html)
    for node in tree.css(_GONE):
        node.decompose()
    for node in tree.css("*"):
        for name, value in list(node.attributes.items()):
            lower = name.lower()
            leads = lower in ("href", "xlink:href") and not (value or "").startswith("#")
            source = lower == "src" and not (value or "").lstrip().lower().startswith("data:image/")
            if lower.startswith("on") or lower in _LOADING or leads or source:
                del node.attrs[name]
    return MARK + (tree.html or "")
