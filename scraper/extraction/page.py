"""A page, parsed once. What several sources need is worked out once, and only when asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from operator import attrgetter

from scraper.extraction.foreign import is_menu
from scraper.extraction.marks import kinds_of, leads_to
from scraper.fields.languages import normalise_language
from scraper.markup.dom import Node, Tree, clean, parse
from scraper.markup.layout import Block, Box, Layout
from scraper.markup.walk import lay_out
from scraper.model.urls import host, join

__all__ = ["Page"]

_number = attrgetter("number")


class Page:
    """One page: its address, its tree, and the views of it that the sources share."""

    def __init__(self, html: str | bytes, url: str = "", *, fetched_at: datetime | None = None) -> None:
        """`html` is text, or bytes in UTF-8; `fetched_at` (aware) is what relative dates count from."""
        self.url = url
        self.fetched_at = fetched_at
        self.tree: Tree = parse(html)

    @cached_property
    def layout(self) -> Layout:
        """Blocks and boxes of the visible page, its menus closed."""
        return lay_out(self.tree, is_menu)

    @cached_property
    def folded(self) -> list[str]:
        """The text of each block without regard to case (`str.casefold`)."""
        return [block.text.casefold() for block in self.layout.blocks]

    def hide(self, nodes: Iterable[Node]) -> None:
        """Takes elements out of what a reader sees. They stay in the tree, for others may hold nodes of it."""
        for node in nodes:
            node.attrs["hidden"] = ""
        for made in ("layout", "folded", "_kinds", "_leading"):
            self.__dict__.pop(made, None)

    @cached_property
    def _kinds(self) -> list[tuple[int, list[Box]]]:
        return [(kinds, boxes) for marks, boxes in self.layout.by_marks.items() if (kinds := kinds_of(marks))]

    def marked(self, kind: int, tags: Collection[str] = ()) -> list[Box]:
        """The boxes whose marks are of a kind (`marks.kind`), and those of the tags, in the order of the page."""
        found = {box for kinds, boxes in self._kinds if kinds & kind for box in boxes}
        for tag in tags:
            found.update(self.layout.by_tag.get(tag, ()))
        return sorted(found, key=_number)

    @cached_property
    def _leading(self) -> list[tuple[int, Box]]:
        return [(places, box) for box in self.layout.by_tag.get("a", ()) if (places := leads_to(box.href))]

    def leading(self, place: int) -> list[Box]:
        """The links to a sort of places (`marks.leading_to`), in the order of the page."""
        return [box for places, box in self._leading if places & place]

    def lines_of(self, boxes: Iterable[Box]) -> Iterator[Block]:
        """The blocks that hold text of the boxes, and now and then one beside them; in the order of the page, each once."""
        blocks = self.layout.blocks
        done = 0
        for box in sorted(boxes, key=_number):
            yield from blocks[max(done, box.start) : box.end + 1]
            done = max(done, box.end + 1)

    def _elements(self, tag: str) -> list[Node]:
        return self._by_tag.get(tag, [])

    @cached_property
    def _by_tag(self) -> dict[str, list[Node]]:
        """What speaks to machines, by tag: looked for once, since each search goes over the whole tree."""
        found: dict[str, list[Node]] = {}
        for node in self.tree.css("meta[content], base[href], link[rel][href], script"):
            found.setdefault(node.tag or "", []).append(node)
        return found

    @cached_property
    def data(self) -> list[str]:
        """The JSON-LD of the page, script by script."""
        scripts = self._elements("script")
        return [node.text() for node in scripts if "ld+json" in (node.attributes.get("type") or "").lower()]

    @cached_property
    def scripts(self) -> list[str]:
        """The scripts that stand in the page itself."""
        return [node.text() for node in self._elements("script") if "src" not in node.attributes]

    @cached_property
    def metas(self) -> list[tuple[str, str]]:
        """(name, content) of every meta element that has both, in order; names in lower case."""
        found = []
        for node in self._elements("meta"):
            attributes = node.attributes
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            content = attributes.get("content")
            if name and content and content.strip():
                found.append((name.strip().lower(), clean(content)))
        return found

    def meta(self, *names: str) -> str:
        """The content of the first meta element that bears one of the names, tried in their order."""
        for name in names:
            if name in self._first_metas:
                return self._first_metas[name]
        return ""

    @cached_property
    def _first_metas(self) -> dict[str, str]:
        return dict(reversed(self.metas))

    @cached_property
    def title_element(self) -> str:
        """The text of `<title>`."""
        node = self.tree.css_first("title")
        return clean(node.text()[:2_000]) if node is not None else ""

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to (HTML 4.2.3)."""
        for node in self._elements("base"):
            return join(self.url, node.attributes.get("href") or "") or self.url
        return self.url

    def link(self, rel: str) -> str | None:
        """The absolute address of the first `<link>` with this rel."""
        for node in self._elements("link"):
            if rel in (node.attributes.get("rel") or "").lower().split():
                return join(self.base, node.attributes.get("href") or "")
        return None

    @cached_property
    def declared_language(self) -> str | None:
        """What the page says of its own language (BCP 47)."""
        root: Node | None = self.tree.css_first("html")
        said = ""
        if root is not None:
            said = root.attributes.get("lang") or root.attributes.get("xml:lang") or ""
        said = said or self.meta("content-language", "language", "dc.language", "og:locale")
        return normalise_language(said) if said else None

    @cached_property
    def site_name(self) -> str | None:
        """The site's own name, where the page declares it."""
        return self.meta("og:site_name", "application-name", "apple-mobile-web-app-title") or None

    @cached_property
    def host(self) -> str:
        """The host of the page's address."""
        return host(self.url)
