"""Whether a name is that of the site itself, as it declares it, as its host says it, or as its publisher."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import takewhile

from scraper.extraction.marks import remembered
from scraper.extraction.page import Page
from scraper.extraction.sources.linked_data import LinkedData, main_article, text_value, types
from scraper.extraction.title_forms import pieces_of, text_key
from scraper.fields.bylines import is_agency, is_person_name, is_role
from scraper.fields.bylines.bodies import is_titled_with_article
from scraper.fields.bylines.words import small_words, words
from scraper.markup.layout import Box
from scraper.model.post import Author
from scraper.model.urls import join, key

_NO_LETTERS = re.compile(r"[\W_]+")
_DOMAINS = "com|org|net|info|news|online|blog|media"
_HOST = re.compile(
    r"(?:https?://|www\.)[\w.-]+|(?<![\w.@-])(?:[\w-]+(?:\.[\w-]+)*\.(?:" + _DOMAINS + r")"
    r"|(?:[\w-]+\.)*(?:[\w-]{3,}\.[a-z]{2}|(?-i:[\w-]{2}\.[a-z]{2})))(?![\w.])",
    re.IGNORECASE,
)
"""Initials and titles end in no host, though they are glued to a name: `P.Li`, `J.de Vries`, `Dr.Wu`."""
_FOR = frozenset("for för for für voor pour para per pentru dla pro za для için για".split())
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
"""As hosts spell them."""
_TOP = 80
"""Blocks at the top of a page in which links to the site's front page bear its name."""
MAX_NAME = 160
FOOT = 3
MIN_PRINTED = 4
HEAD = 2
"""Blocks at the head of a page where its site's name may stand alone."""
_BARS = re.compile(r"\s[|–—·:»-]{1,2}\s")
LONG_LABEL = 6
"""Letters of a label of the host that stands in no name by chance."""


class OwnNames:
    """The names of a site, asked for what a byline or the head of its page says."""

    def __init__(self, page: Page, data: LinkedData) -> None:
        """What the page declares: nothing is read anew when it is asked."""
        self._page = page
        self.host = page.host.split(":")[0].removeprefix("www.").casefold()
        labels = [label for label in self.host.split(".")[:-1] if len(label) > 2]
        self._labels = [name for label in labels if len(name := _solid(label)) >= LONG_LABEL]
        organisation, person = _publisher(page, data)
        declared = [name for name in (page.site_name or "", organisation) if name and name != person]
        self._declared = [folded for name in declared if (folded := _folded(name))]
        self._solid = {solid for name in (*declared, self.host, *labels) if (solid := _solid(name))}

    def hold(self, name: str) -> bool:
        """True for one of the site's names, in any spelling; for its host; and for a longer or shorter form of it.

        A person's name is the site's only when the page declares the very same.
        """
        name = name[:MAX_NAME]
        if "/" in name and any(is_agency(part) for part in name.split("/")):
            return False  # a paper and its agency sign together
        key = _folded(name)
        if not key or key in self._declared or self.hold_host(name):
            return bool(key)
        solid = _solid(name.casefold().translate(_SPELT_OUT))
        alike = (
            solid in self._solid
            or key.replace(" ", "") in self._solid
            or any(label in solid for label in self._labels)
            or any(f" {key} " in f" {own} " or f" {own} " in f" {key} " for own in self._declared)
        )
        return alike and (not is_person_name(name) or is_titled_with_article(name))

    def are(self, name: str) -> bool:
        """True for one of the site's names as it stands, however it is spelt: `BuzzFeed`, `taz`; not for a common word."""
        key = _folded(name)
        return (
            bool(key)
            and key not in words().no_name
            and (key in self._declared or _solid(name) in self._solid)
        )

    def print(self, name: str) -> bool:
        """True for one of the site's names, also as only print says it: behind a bar in the title, or alone at the page's head or foot."""
        key = _folded(name)
        if len(key) < MIN_PRINTED or self.are(name):
            return bool(key) and self.are(name)
        return key in self._printed

    @cached_property
    def _printed(self) -> frozenset[str]:
        """What stands behind a bar of the title, and alone at the page's head or in its foot; folded once a page."""
        folded = self._page.folded
        foot = (block.text for block in self._page.layout.blocks[-FOOT:] if _is_foot(block.box, len(folded)))
        lines = (line for line in (*folded[:HEAD], *foot) if len(line) < MAX_NAME)
        return frozenset(map(_folded, (*_BARS.split(self._page.title_element), *lines)))

    def declare(self, name: str) -> bool:
        """True for a name that the page itself gives to the site, and not to a person."""
        return _folded(name) in self._declared

    def stand_in(self, name: str) -> bool:
        """True for a name that the page gives to the site, and for one with all words of it: `South Mill Today`."""
        key = f" {_folded(name)} "
        return any(f" {own} " in key and (" " in own or own == key.strip()) for own in self._declared)

    def hold_host(self, name: str) -> bool:
        """True for a name with the site's host in it: `Redaktion kvarnbladet.example`."""
        return bool(self.host) and self.host in name[:MAX_NAME].casefold()

    def others_host(self, name: str) -> bool:
        """True for a name that bears the address of another site: who built this one, and wrote nothing for it."""
        found = _HOST.findall(name[:MAX_NAME])
        return bool(found) and any("www." in host or "//" in host for host in found) and not self.hold(name)


def has_host(name: str) -> bool:
    """True for a name with the name of a host in it: `News.Az`, `TIMESOFINDIA.COM`."""
    return "." in name and _HOST.search(name[:MAX_NAME]) is not None


def is_host(name: str) -> bool:
    """True for the name of a host and nothing else."""
    return _HOST.fullmatch(name[:MAX_NAME]) is not None


def _publisher(page: Page, data: LinkedData) -> tuple[str, str]:
    """Who publishes the article as its JSON-LD says, as (organisation, person): a blog may be its author's."""
    node = main_article(data, page)
    publisher = data.resolve(node.get("publisher")) if node else None
    if not isinstance(publisher, dict):
        return "", ""
    name = text_value(publisher)
    author = data.resolve(node.get("author")) if node else None
    alone = isinstance(author, dict) and "person" in types(author) and text_value(author) == name
    if "person" in types(publisher) or (alone and name.partition(" ")[0].casefold() in words().given):
        return "", name  # who publishes her own blog may be called an organisation there
    return name, ""


def site_names(page: Page) -> frozenset[str]:
    """What the site calls itself, folded: as it declares, by its host, and on links to its front page."""
    names = {text_key(page.site_name)} if page.site_name else set()
    host = page.host.split(":")[0].removeprefix("www.")
    if host:
        names.add(host)
        names.update(label for label in host.split(".")[:-1] if len(label) > 2)
    top = takewhile(lambda box: box.start < _TOP, page.layout.by_tag.get("a", ()))
    links = [box for box in top if not _has_path(box.href)]
    own = page.host.removeprefix("www.") + "/"
    homes = {href for href in {box.href for box in links} if _leads_to(page, href) == own}
    for block in page.lines_of(box for box in links if box.href in homes):
        if block.index < _TOP:
            names.update(
                text_key(piece.text)
                for piece in block.pieces
                if piece.href in homes and 2 < len(piece.text) < 60
            )
    said = text_key(page.meta("og:title"))
    if said in names and said != text_key(page.site_name or "") and _trails(page, names - {said}):
        names.discard(said)  # a link to the front page that bears the headline, as some headers do
    return frozenset(name for name in names if name)


def _trails(page: Page, names: Collection[str]) -> bool:
    """True where the `<title>` ends with one of these names."""
    pieces = pieces_of(page.title_element)
    return len(pieces) > 1 and text_key(pieces[-1]) in names


def _leads_to(page: Page, href: str) -> str:
    """Host and path of a link, as the archive compares them."""
    target = join(page.base, href) if not href.startswith("#") else page.base
    return key(target).partition("?")[0] if target else ""


@remembered
def _has_path(href: str) -> bool:
    bare = href.strip().partition("?")[0].partition("#")[0].rstrip("/")
    return "/" in bare.partition("//")[2] or ("//" not in bare and bool(bare.strip("./")))


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    plain = name[:MAX_NAME].casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _NO_LETTERS.sub(" ", plain).strip()


def _solid(name: str) -> str:
    return _folded(name).replace(" ", "")


def _is_foot(box: Box | None, end: int) -> bool:
    """True within what is marked as a foot, and ends the page."""
    for _ in range(FOOT):
        if box is None:
            return False
        if box.end == end and (box.tag == "footer" or "foot" in box.marks.casefold()):
            return True
        box = box.parent
    return False


def at_the_site(author: Author, own: OwnNames) -> Author:
    """An author whose function begins or ends with the site's own name is held there: `Mill Today Reporter`, `Redakteur bei taz`."""
    tokens = author.role.split() if author.role and not author.organisation else []
    for size in range(min(4, len(tokens) - 1), 0, -1):
        body, rest = " ".join(tokens[:size]), " ".join(tokens[size:])
        if is_role(rest) and not is_role(body) and own.are(body):
            return replace(author, role=rest, organisation=body)
        body, before = " ".join(tokens[-size:]), tokens[:-size]
        while len(before) > 1 and _is_small(before[-1]):
            before.pop()
        if len(before) < len(tokens) - size and is_role(" ".join(before)) and own.are(body):
            return replace(author, role=" ".join(before), organisation=body)
    return author


def held_by_the_site(people: tuple[Author, ...], own: OwnNames) -> tuple[Author, ...]:
    """Authors of whom one is but the site's own name, below somebody's: it is where they are held, and nobody.

    `Anna Ek` and below it `Mill Today` or `For Mill Today`.
    """
    found: list[Author] = []
    for author in people:
        name = author.name or author.organisation or ""
        first, _, rest = name.partition(" ")
        body = rest if rest and first.casefold() in _FOR else name
        site = own.stand_in(body) and first.casefold() not in words().given
        if site and not author.role and found and all(one.name and not one.organisation for one in found):
            found = [replace(one, organisation=body) for one in found]
        else:
            found.append(author)
    return tuple(found)


def _is_small(word: str) -> bool:
    """A preposition or an article between a function and a body."""
    return word in small_words() or words().of.fullmatch(word) is not None
