"""Shapes that a post never has: a site's front page, a thread or list of dated entries, a form, a thing on sale.

Each is told by what the page is built of, not by its words; so it holds in every language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from scraper.extraction.draft import Draft
from scraper.extraction.marks import kind
from scraper.extraction.page import Page
from scraper.extraction.prose import folded
from scraper.extraction.stage import Stage
from scraper.fields.dates import find_dates
from scraper.markup.dom import attribute
from scraper.markup.layout import Block, Box, Layout
from scraper.markup.repeats import shape
from scraper.model.post import PageKind

_FORUMS = re.compile(
    r"\b(?:vbulletin|phpbb|simple machines|smf \d|xenforo|discourse|mybb|fluxbb|punbb|flarum|nodebb|vanilla forums|woltlab|yabb|phorum|invision)",
    re.IGNORECASE,
)
_PUBLISHED_AS_POST = re.compile(r"(?<![\w-])(?:single|single-post|postid-\d+)(?![\w-])")
_PUBLISHED_AS_PAGE = re.compile(r"(?<![\w-])page-id-\d+(?![\w-])")
_PUBLISHED_AS_LIST = re.compile(
    r"(?<![\w-])(?:home (?:blog|page)|archive (?:date|category|tag|author|tax-\S+|post-type-archive\S*)|search-results|error404)(?![\w-])"
)
_FRONT = re.compile(r"https?://[^/?#\s]+/?(?:#(?!!).*)?", re.IGNORECASE | re.DOTALL)
_NO_POSTS = frozenset(
    "product event jobposting contactpage aboutpage profilepage faqpage qapage discussionforumposting collectionpage searchresultspage".split()
)
_THINGS = frozenset(
    "product profile book books place business object event group company hotel restaurant cafe bar school university city country landmark"
    " musician band actor athlete author politician public_figure sports_team movie tv_show game album song food drink".split()
)
"""What Open Graph calls a page that is of a thing or a person (https://ogp.me, and the types of its first years)."""
_SALE = kind(
    r"add[-_]?to[-_]?(?:cart|basket|bag)\b|addto(?:cart|basket)",
    told_by="to-cart to_cart tocart to-basket to_basket tobasket to-bag to_bag",
)
_PAGE_WIDE = 'input[name="__VIEWSTATE"]'
"""Tells a form of ASP.NET, which holds the whole page with its search, its login and its comments."""
_MACHINE = frozenset(("hidden", "submit", "image", "button", "search", "reset"))
_NUMBERS = re.compile(r"\d{4}|\d\s?[./-]\s?\d|年")
_ENTRIES = 3
"""So many entries of one shape, each with its own date, are a thread or a list."""
_MEMBERS, _BLOCKS, _LINE = 40, 60, 160
"""How many entries are looked at, how many blocks of each, and how long a line with a date may be."""
_AT_HAND = 20
"""So many blocks from the headline stands the button that buys what it names."""
_NOTICE = 400
"""So many characters say that something is locked; a text has more."""
_FIELDS = 6
"""A form that holds the text and has more fields than a page-wide form has for search and comment."""


def shape_of(draft: Draft) -> tuple[PageKind, str] | None:
    """What the page is by its shape, and why; None for a page that may be a post. Never raises.

    Below a post that is dated in print there may be any form. One that is signed, too, may tell of a book that can be
    bought, and some sites call all of their pages a company's.
    """
    page, stage = draft.page, draft.stage
    said = _said_by_its_publisher(page)
    if said is not None:
        return said
    if _FRONT.fullmatch(page.url):
        return PageKind.LISTING, "its address is the site's front page"
    if _is_locked(page.layout, stage):
        return PageKind.LOCKED, "a password is asked for where a text would stand"
    og_type = page.meta("og:type").lower().rpartition(":")[2]
    posted = og_type != "profile" and _is_post(draft)
    if og_type.partition(".")[0] in _THINGS and not posted:
        return PageKind.PAGE, f"og:type calls it {og_type}"
    about = [*_around(page.layout, stage.title), *_around(page.layout, stage.prose or stage.start)]
    for box in about:
        thing = (box.attributes.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1].lower()
        if thing in _NO_POSTS:
            return PageKind.PAGE, f"microdata calls it {thing}"
    if _is_on_sale(page, stage) and not _is_post(draft):
        return PageKind.PAGE, "what it shows can be put into a cart"
    if _is_form(draft):
        return PageKind.PAGE, "a form stands where a text would"
    if _is_one_of_many(page, stage, draft.language):
        return PageKind.LISTING, "entries of one shape, each with its own date"
    return None


def _is_post(draft: Draft) -> bool:
    """True for what is signed and dated in print: such a page may look like other things."""
    return bool(draft.signed) and draft.dated_in_print


def is_static(page: Page) -> bool:
    """True where the publishing system says of the page that it is none of the posts (`page-id-7`)."""
    marks = _body_marks(page)
    return _PUBLISHED_AS_PAGE.search(marks) is not None and _PUBLISHED_AS_POST.search(marks) is None


def _said_by_its_publisher(page: Page) -> tuple[PageKind, str] | None:
    """What a publishing system says of a page in its generator or in the classes of `<body>`."""
    if (forum := _FORUMS.search(page.meta("generator"))) is not None:
        return PageKind.LISTING, f"a forum's page ({forum[0]})"
    marks = _body_marks(page)
    if (found := _PUBLISHED_AS_LIST.search(marks)) and not _PUBLISHED_AS_POST.search(marks):
        return PageKind.LISTING, f"its publishing system calls it {found[0]}"
    return None


def _body_marks(page: Page) -> str:
    return next((box.marks for box in page.layout.by_tag.get("body", ())), "")


def _around(layout: Layout, index: int) -> Iterator[Box]:
    """The box of a block and those around it, the innermost first."""
    box = layout.blocks[index].box if index < len(layout.blocks) else None
    while box is not None:
        yield box
        box = box.parent


def _is_on_sale(page: Page, stage: Stage) -> bool:
    """True where something at the headline goes into a cart; shops name that button in English everywhere."""
    return any(abs(box.start - stage.title) <= _AT_HAND for box in page.marked(_SALE))


def _is_form(draft: Draft) -> bool:
    """A form that the text lies in, with a password to choose or many fields; without a printed date also one to
    register between headline and text."""
    layout, stage = draft.page.layout, draft.stage
    for box in layout.by_tag.get("form", ()):
        if not stage.title - 3 <= box.start < max(stage.end, stage.title + 12):
            continue
        fields = box.node.css("input, select, textarea")
        if (
            stage.end > stage.title and box.node.css_first(_PAGE_WIDE) is not None
        ):  # of its fields, those that stand in the text
            after, inputs = layout.blocks[stage.title].box.number, layout.by_tag.get("input", ())
            fields = [one.node for one in inputs if one.number > after and one.start < stage.end]
        kinds = [attribute(node, "type").lower() or "text" for node in fields]
        registers = kinds.count("password") >= 2
        many = sum(kind not in _MACHINE for kind in kinds) >= _FIELDS
        holds = box.start <= max(stage.start, stage.prose) < stage.end <= box.end + 3
        if (holds and registers) or ((registers or (holds and many)) and not draft.dated_in_print):
            return True
    return False


def _is_locked(layout: Layout, stage: Stage) -> bool:
    """True where hardly any text stands between the headline and a form that asks for a password and nothing else.

    One that asks for a name as well is a login, such as that of who wants to comment below a short post.
    """
    for box in layout.by_tag.get("form", ()):
        if box.start < stage.title or box.start > stage.title + _AT_HAND:
            continue
        kinds = [
            attribute(node, "type").lower() or "text" for node in box.node.css("input, select, textarea")
        ]
        if [kind for kind in kinds if kind not in _MACHINE] == ["password"]:
            above = layout.blocks[stage.title + 1 : max(box.end, stage.title + 1)]
            return sum(len(block.text) for block in above) <= _NOTICE
    return False


def _is_one_of_many(page: Page, stage: Stage, language: str | None) -> bool:
    """The text begins in an entry with siblings of the same shape, and one kind of element dates most of them.

    Not so where one of them has the headline that the page is called by: a post above others, as endless pages show them.
    """
    layout = page.layout
    called = stage.title if _is_called_by_its_headline(page, stage) else -1
    around = [
        box
        for box in _around(layout, stage.prose or stage.start)
        if box.parent and box.end - box.start >= 2 and box.tag not in ("body", "html")
    ]
    shapes = {id(box.parent): shape(box) for box in around}
    families: dict[int, list[Box]] = defaultdict(list)
    for tag in {box.tag for box in around}:
        for box in layout.by_tag.get(tag, ()):
            parent = id(box.parent)
            if parent in shapes and box.end - box.start >= 2 and shapes[parent] == shape(box):
                families[parent].append(box)
    for family in families.values():
        if len(family) < _ENTRIES or any(entry.start <= called < entry.end for entry in family):
            continue
        looked = family[:_MEMBERS]
        dated = Counter(kind for entry in looked for kind in _dates_of(layout, entry, language))
        if dated and max(dated.values()) >= max(_ENTRIES, len(looked) / 2):
            return True
    return False


def _is_called_by_its_headline(page: Page, stage: Stage) -> bool:
    """True where `<title>` or `og:title` says what the headline does; that of a list says what the list is of."""
    blocks = page.layout.blocks
    headline = folded(blocks[stage.title].text) if stage.title < len(blocks) else ""
    return any(headline in folded(said) for said in (page.title_element, page.meta("og:title")) if headline)


def _dates_of(layout: Layout, entry: Box, language: str | None) -> set[tuple[str, str]]:
    """The kinds of elements (tag and first mark) that print a day in an entry, once each: a row of cards prints many."""
    found: Counter[tuple[str, str]] = Counter()
    for block in layout.blocks[entry.start : min(entry.end, entry.start + _BLOCKS)]:
        kind = block.tag, block.box.marks.partition(" ")[0]
        if found[kind] < 2 and _prints_a_day(block, language):
            found[kind] += 1
    return {kind for kind, times in found.items() if times == 1}


def _prints_a_day(block: Block, language: str | None) -> bool:
    if len(block.text) > _LINE or not _NUMBERS.search(block.text):
        return False
    dates = find_dates(block.text, language=language, now=None, order=None)
    return any(len(str(date.stamp)) >= 10 for date in dates[:2])
