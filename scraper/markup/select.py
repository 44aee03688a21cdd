"""CSS selectors over a tree, in time proportional to the page.

The HTML library looks for `A B C` by trying every B about every C, and every A about each: on a page of many
boxes within each other that takes hours. So a selector is parted where it descends, each part is looked for
once over the whole page, and of what is found only that is kept which lies within the part before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from scraper.markup.dom import Node, Tree
from scraper.model.late import late

__all__ = ["MAX_SELECTOR", "SelectorError", "below", "check_selector", "select"]

MAX_SELECTOR = 500
MAX_ELEMENTS = 20_000
"""On larger pages the questions that take time with the square of the page (`_COSTLY`) find nothing."""
_COSTLY = re.compile(r":nth-|:has\(|~(?!=)")


class SelectorError(ValueError):
    """A text that is no CSS selector, or one that we do not look for; the message says why."""


class _Step(NamedTuple):
    """A part without descent, such as `ul > li`; `up` is how many levels its first element lies above its last."""

    css: str
    up: int


def check_selector(selector: str) -> None:
    """Raises SelectorError when the text is no selector that `select` can look for."""
    _compile(selector)


def select(tree: Tree, selector: str, *, within: Node | None = None) -> list[Node]:
    """The elements that a selector finds, each once. Raises SelectorError for a selector that is none.

    The alternatives of a list (`h1.entry, h1`) are asked in the order in which they are written, each in the
    order of the page. `within` keeps only that element and what lies in it.
    """
    found: dict[int, Node] = {}
    for steps in _compile(selector):
        for node in _find(tree, steps):
            found.setdefault(node.mem_id, node)
    if within is None:
        return list(found.values())
    return below(found.values(), {within.mem_id})


def _find(tree: Tree, steps: tuple[_Step, ...]) -> list[Node]:
    above: list[Node] | None = None
    for step in steps:
        if _COSTLY.search(step.css) and len(tree.css("*")) > MAX_ELEMENTS:
            return []
        nodes = tree.css(step.css)
        if above is not None:
            nodes = below(nodes, {node.mem_id for node in above}, up=step.up + 1)
        above = nodes
    return above or []


def below(nodes: Iterable[Node], above: set[int], *, up: int = 0) -> list[Node]:
    """The nodes of which the element `up` levels higher is one of `above` or lies within one."""
    known: dict[int, bool] = {}
    kept = []
    for node in nodes:
        walk: Node | None = node
        for _ in range(up):
            walk = walk.parent if walk is not None else None
        passed: list[int] = []
        inside = False
        while walk is not None:
            identity = walk.mem_id
            if identity in above or identity in known:
                inside = known.get(identity, True)
                break
            passed.append(identity)
            walk = walk.parent
        known.update(dict.fromkeys(passed, inside))
        if inside:
            kept.append(node)
    return kept


@lru_cache(maxsize=1024)
def _compile(selector: str) -> tuple[tuple[_Step, ...], ...]:
    """The alternatives of a selector, each parted where it descends."""
    if len(selector) > MAX_SELECTOR:
        raise SelectorError(f"a selector has at most {MAX_SELECTOR} characters")
    alternatives = _part(selector)
    nothing = LexborHTMLParser("<html></html>")
    for css in (selector, *(step.css for steps in alternatives for step in steps)):
        try:
            nothing.css(css)
        except (SelectolaxError, UnicodeError) as error:
            raise SelectorError(f"{selector!r} is no CSS selector") from error
    return alternatives


def _part(selector: str) -> tuple[tuple[_Step, ...], ...]:
    if "/*" in selector or "\0" in selector:
        raise SelectorError("a selector holds no comments")
    alternatives: list[tuple[_Step, ...]] = []
    steps: list[_Step] = []
    here, up, siblings = "", 0, 0
    for kind, token in _tokens(selector):
        if kind in ("list", "descent"):
            steps.append(_Step(here.strip(), up))
            here, up = "", 0
            if kind == "list":
                alternatives.append(tuple(steps))
                steps, siblings = [], 0
            continue
        here += token
        up += kind == "child"
        siblings += kind == "sibling"
        if siblings > 1:
            raise SelectorError("one ~ is all that a selector may have")
    steps.append(_Step(here.strip(), up))
    alternatives.append(tuple(steps))
    return tuple(alternatives)


_TOKEN = late(
    re.compile,
    r"""(?P<escape>\\.) | (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*') | (?P<open>[(\[]) | (?P<close>[)\]])
      | \s*(?P<combinator>[>+~,])\s* | (?P<blank>\s+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_KINDS = {">": "child", "~": "sibling", ",": "list", "+": "next"}
_PAIRS = {")": "(", "]": "["}


def _tokens(selector: str) -> Iterable[tuple[str, str]]:
    """(kind, text) of the pieces of a selector: `list`, `descent`, `child`, `sibling`, `next` or `text`."""
    brackets: list[str] = []
    for match in _TOKEN.finditer(selector.strip()):
        kind, token = match.lastgroup, match[0]
        if kind == "open":
            if token == "(" and brackets:
                raise SelectorError("round brackets within round brackets are not looked for")
            brackets.append(token)
        elif kind == "close" and (not brackets or brackets.pop() != _PAIRS[token]):
            raise SelectorError(
                f"a bracket is closed that was not opened, or the other way round: {selector!r}"
            )
        elif kind == "other" and token in "\"'":
            raise SelectorError(f"a quotation mark is not closed: {selector!r}")
        elif kind == "blank" and not brackets:
            yield "descent", " "
            continue
        elif kind == "blank" and brackets == ["("]:
            raise SelectorError(
                "within round brackets only one element is looked for, not one within another"
            )
        elif kind == "combinator" and not brackets:
            yield _KINDS[token.strip()], token
            continue
        yield "text", token
    if brackets:
        raise SelectorError(f"a bracket is not closed: {selector!r}")
