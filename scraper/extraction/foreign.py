"""Boxes on an article's page that are no part of the article, told by their marks and by what they hold.

Marks (class, id, role) are evidence and not truth: a box that holds the headline, or much of the page's prose, is
the article itself, whatever its author called it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate

from scraper.extraction.boilerplate import is_ending
from scraper.extraction.marks import remembered, says
from scraper.extraction.prose import HEADINGS
from scraper.markup.layout import Block, Box, Layout
from scraper.model.late import late

PERHAPS, SURELY = 1, 2

_END = r"(?:[\s_\-]|$)"
_BLANK = r"(?:\s|$)"
_SIDE = r"(?:\s|$|[-_]+(?:right|left|widget|inner|content|area|primary|secondary|item|\d))"
_OF_PICTURE = r"s?(?:[-_]?(?:text|description|desc|info|legend|byline|widget|box))?(?:[-_](?:container|wrapper|inner))?(?:\s|$)"

_NO_WORD = r"(?:(?![a-z]{3})|(?=box|info|card|bio|block|profil))"


def _edge(words: str, end: str) -> str:
    """Words at an edge. The first letter stands first: a pattern whose every branch begins with a letter is searched
    for in nearly half the time."""
    return "|".join(
        rf"{word[0]}(?:(?<=[\s_\-]{word[0]})|(?<=^{word[0]})){word[1:]}{end}" for word in words.split()
    )


def _each(words: str, end: str) -> str:
    return "|".join(word + end for word in words.split())


def _alone(words: str) -> str:
    """Words that end longer ones, too (`iterating`, `sticker`): no letter stands before them."""
    return "|".join(f"{word[0]}(?<![a-z]{word[0]}){word[1:]}" for word in words.split())


_MENU = re.compile(_edge("nav menu navigation", _END))
_SURE = re.compile(
    r"comment|comentarios|kommentare|disqus|cookie|consent|onetrust|gdpr|privacy|newsletter|outbrain|taboola|breadcrumb|contentinfo"
    r"|complementary|related|recommend|yarpp|fact[-_]?box"
    rf"|{_edge('footer modal popup login register', _END)}|{_MENU.pattern}"
    rf"|{_edge('side-?bar', _SIDE)}"
)
_PERHAPS = re.compile(
    r"info[-_]?box|infokasten|respond(?:\s|$)|shar(?:e|ing)(?![a-z])|social|subscri|pagination|pager|paging"
    rf"|nav(?:bar|links?)(?![a-z])|masthead|foot(?:er)?(?![a-z])|tag[-_]?(?:s|list|cloud|links)(?![a-z])|{_edge('side-?bar', _BLANK)}"
    rf"|{_each('auth?or auteur autore skribent verfasser', _NO_WORD)}|{_each('prev next previous', '[-_]')}"
    r"|bio(?:graphy|box)?(?![a-z])"
    r"|read[-_]?more|more[-_]?(?:from|news|stories|articles|posts|on)|most[-_]?(?:read|popular|viewed)|popular|trending|latest|recent"
    rf"|recirc|sponsor|advert|{_edge('ads?', '(?![a-z])')}|anzeige|werbung|banner|pop[-_]up|overlay|tooltip|sign[-_]?up"
    r"|donat|spenden|follow|w(?:(?<=\sw)|(?<=^w))idget(?![a-z-])|toolbar|toc(?![a-z])|table-of-contents|inhaltsverzeichnis"
    r"|screen[-_]?reader|visually[-_]?hidden|sr-only|skip[-_]?link|print[-_]?only|noprint|carousel|slider|slideshow|voting"
    rf"|{_edge('polls?', '(?![a-z])')}|quiz|byline|by-line|dateline|timestamp|meta[-_]?(?:data|info)|see[-_]?also|copyright|disclaimer"
    rf"|{_each('entry post article', '[-_]?(?:meta|footer|info|tags|nav)')}|credit(?![a-z])|aside|weather|horoscop|lang-?switch"
    rf"|{_alone('rating ticker log[-_]?in')}|{_edge('support', '[-_]')}|c(?:(?<=\sc)|(?<=^c))ta(?![a-z])|a-rec(?![a-z])|modal(?![a-z])"
    r"|d-print-none|no-print|push[-_]?layer|side[-_]?content(?![a-z])"
    rf"|search(?![a-z])|{_edge('alert notice notification', _END)}|jp-"
)
_OWN = late(
    re.compile,
    r"(?:article|entry|post|story|blog|content|news|page|main)[-_]{0,2}(?:body|content|text|copy|inner|main|wrap\w*|container)"
    r"|articlebody|theme-post-content|hentry|(?:no|with|has)-sidebar|sidebar-(?:right|left|none|no)(?:\s|$)|text-editor"
    r"|comments?-(?:open|closed|count|off)|anchor[-_]?target",
)
_CAPTION = (
    r"caption|credit(?![a-z])|legende|bildtext"
    rf"|{_edge('photo image picture bild foto img imagen imagem', _OF_PICTURE)}|video[-_]?(?:desc|caption)"
)
_COMMENTS = re.compile(r"comment|comentarios|kommentare")
_HIDDEN = re.compile(r"(?:^|\s)(?:is-)?(?:hidden|hide|d-none|dn|invisible)(?:\s|$)")
_BLURRED = re.compile(r"(?:^|[\s_-])blurred(?![a-z])")
"""What is shown out of focus is no text, though it is the article's own box: letters behind a paywall."""
_SHOWN = re.compile(r":|(?<!print)-(?:block|flex|grid|table)(?:\s|$)")
_NEVER = {"nav": SURELY, "footer": SURELY, "aside": SURELY, "menu": SURELY, "dialog": SURELY,
          "figcaption": SURELY, "form": PERHAPS, "fieldset": PERHAPS}  # fmt: skip
_READ_BEFORE = 3.0
"""Prose between the headline and a box of comments that makes any number of comments no part of the article."""
_LONGEST_MARKS = 400
_SECTIONS = frozenset(("section", "div"))
_WORDS = re.compile(r"[^\W_]+")
_FREE = frozenset(("html", "body", "main"))
_TIERS = ((SURELY, 0.75, 0.2), (PERHAPS, 0.25, 0.35))
"""How sure a mark is; what share of the prose a box so marked may hold; what share must stay on the page."""


def foreign_blocks(layout: Layout, worth: Sequence[float], headline: int | None) -> bytearray:
    """For each block 1 when it stands in a box that is no part of an article, else 0.

    `worth` is each block's prose (not negative), `headline` the block that prints the title.
    """
    foreign = bytearray(len(layout.blocks))
    prose = list(worth)
    boxes = [
        box
        for box in layout.boxes
        if box.start < box.end
        and (box.marks or box.tag in _NEVER or box.tag == "article")
        and box.tag not in _FREE
        and not (headline is not None and box.start <= headline < box.end)
    ]
    known: dict[Box, int] = {}
    for tier, limit, least in _TIERS:
        upto = [0.0, *accumulate(prose)]
        total = upto[-1]
        read = upto[headline] if headline is not None else 0.0
        cards = _other_articles(layout, upto, headline) if tier == PERHAPS else frozenset()
        spans: list[tuple[int, int]] = []
        comments: list[tuple[int, int]] = []  # apart, for there may be any number of them
        behind = 0
        for box in boxes:
            start, end = box.start, box.end
            if start < behind or (foreign[start] and foreign[end - 1]):
                continue
            mark = known.get(box)
            if mark is None:
                mark = known[box] = mark_of(box, layout)
            if mark != tier and box not in cards:
                continue
            if _COMMENTS.search(box.marks) is not None and upto[start] - read > _READ_BEFORE:
                comments.append((start, end))
            elif upto[end] - upto[start] <= limit * total or box in cards:
                spans.append((start, end))
            else:
                continue
            behind = end
        lost = sum(upto[end] - upto[start] for start, end in spans)
        for start, end in spans + comments if total - lost >= least * total else comments:
            foreign[start:end] = b"\x01" * (end - start)
            prose[start:end] = [0.0] * (end - start)
    return foreign


def mark_of(box: Box, layout: Layout) -> int:
    """What a box's tag and marks say of it: 0 nothing, PERHAPS or SURELY no part of an article."""
    if box.tag in _NEVER:
        return (
            0 if box.tag == "aside" and "footnote" in box.marks else _NEVER[box.tag]
        )  # of the text, in whatever element (DPUB-ARIA)
    if not box.marks:
        return 0
    marks = box.marks[:_LONGEST_MARKS]
    mark = _mark(marks)
    if mark and (box.tag in HEADINGS or box.tag in _SECTIONS) and _named_by_heading(box, layout):
        attributes = box.attributes
        marks = " ".join([attributes.get(name) or "" for name in ("class", "role")]).lower()
        mark = _mark(marks[:_LONGEST_MARKS])
    if mark or box.tag == "article":
        return mark
    if box.end - box.start < 4 and _is_caption(marks):
        return PERHAPS
    if box.tag != "p" and _is_teaser(marks):
        first = layout.blocks[box.start : min(box.end, box.start + 6)]
        return PERHAPS if any(map(_leads_on, first)) else 0
    return 0


def _named_by_heading(box: Box, layout: Layout) -> bool:
    """True where the id is but the words of the heading that the box is or begins with, for links to lead there.

    Headings such as `Comments` name what else is printed below a post. A part of a page is named so where another
    part right before or behind it is, too.
    """
    if not _slug_of(box, layout):
        return False
    return box.tag in HEADINGS or any(
        beside is not None and _slug_of(beside, layout)
        for beside in (_beside(box, box.start - 1, layout), _beside(box, box.end, layout))
    )


def _beside(box: Box, index: int, layout: Layout) -> Box | None:
    """The box that holds a block and has the same parent."""
    walk: Box | None = layout.blocks[index].box if 0 <= index < len(layout.blocks) else None
    while walk is not None and walk.parent is not box.parent:
        walk = walk.parent if walk.depth > box.depth else None
    return walk


def _slug_of(box: Box, layout: Layout) -> str:
    """The id of a box, where it is made of the words of the heading that the box is or begins with."""
    first = layout.blocks[box.start] if box.start < box.end else None
    if first is None or not box.marks or first.tag not in HEADINGS or is_ending(first.text):
        return ""
    name = _WORDS.findall((box.attributes.get("id") or "")[:_LONGEST_MARKS].casefold())
    heading = _WORDS.findall(first.text[:_LONGEST_MARKS].casefold())
    if name[:1] == ["h"] and heading[:1] != ["h"]:
        del name[0]
    return "-".join(name) if name and "".join(heading).startswith("".join(name)) else ""


@remembered
def is_menu(marks: str) -> bool:
    """Whether marks say that a box is a menu, as `nav` and `menu` are by their tags (for `walk.lay_out`)."""
    named = "nav" in marks or "menu" in marks
    return named and _MENU.search(marks[:_LONGEST_MARKS]) is not None and _OWN.search(marks) is None


@remembered
def _mark(marks: str) -> int:
    if _BLURRED.search(marks) is not None:
        return SURELY
    sure = _SURE.search(marks) is not None
    if (sure or _PERHAPS.search(marks) is not None) and _OWN.search(marks) is None:
        return SURELY if sure else PERHAPS
    return PERHAPS if _HIDDEN.search(marks) and not _SHOWN.search(marks) else 0


def _leads_on(block: Block) -> bool:
    """True for the headline or the line of a card; a paragraph with links in it is text."""
    return block.link_chars > 0 and (
        block.link_density > 0.5 or block.tag in HEADINGS or len(block.text) < 160
    )


def told_by_tags(layout: Layout, headline: int | None) -> bytearray:
    """As `foreign_blocks`, of the elements alone that are never an article's: for pages whose marks mislead."""
    foreign = bytearray(len(layout.blocks))
    for tag, mark in _NEVER.items():
        for box in layout.by_tag.get(tag, ()) if mark == SURELY else ():
            if headline is None or not box.start <= headline < box.end:
                foreign[box.start : box.end] = b"\x01" * (box.end - box.start)
    return foreign


_is_caption = says(_CAPTION)
_is_teaser = says(r"teaser|promo")


def _other_articles(layout: Layout, upto: Sequence[float], headline: int | None) -> Collection[Box]:
    """`<article>` elements apart from the headline's own, where they are cards or whole posts of their own.

    Cards together hold little of the prose. Another post has an `<h1>` and comes behind the headline. The one article
    of a page that prints its headline above it is the post.
    """
    others: list[Box] = []
    posts: set[Box] = set()
    total = 0.0
    behind = 0
    headed = headline is None
    heads = [box.start for box in layout.by_tag.get("h1", ()) if box.end > box.start]
    for box in layout.by_tag.get("article", ()):
        if box.end == box.start or box.start < behind:
            continue
        if headline is not None and box.start <= headline < box.end:
            headed = True
            continue
        others.append(box)
        total += upto[box.end] - upto[box.start]
        behind = box.end
        if (
            headline is not None
            and box.start > headline
            and any(box.start <= head < box.end for head in heads[:20])
        ):
            posts.add(box)
    if len(others) == 1 and not headed:
        return frozenset()
    return frozenset(others) if total <= 0.35 * upto[-1] else posts
