"""Blocks that repeat: the cards of listings and related posts, found by their shape and not by class names.

A card is a box, or a run of blocks, that has siblings (or cousins) of the same shape. Each leads to a page that
the others do not lead to, and says more than the link does: menus and lists of tags are none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from scraper.markup.between import with_rows_between
from scraper.markup.layout import Box, Layout
from scraper.markup.spans import BEYOND, MAX_ANCHORS, Repeat, Span, Sums, cards_of, read_card

__all__ = ["MAX_CARD", "Repeat", "repeats", "shape"]

MAX_CARD = 1_600
"""Characters of a card that is no whole post."""
_NO_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_INLINE = frozenset("span b strong em i u small font label time code sup sub mark abbr cite q".split())
_COUNTED = frozenset(("p", "li", "tr", "dd", "article", "section"))
"""Where most that are alike lead nowhere, the few that do are no cards but links in a text."""
_FRAMES = frozenset("ul ol dl nav table tbody form menu".split())
"""Boxes around many things; only one that leads to a page or two, and to one of its own, may be a card."""
_LISTS = frozenset(("nav", "ul", "ol"))
_ANYTHING = frozenset(("div", "section", "a", "td"))


def repeats(
    layout: Layout, url: str, *, max_chars: int = MAX_CARD, passed_over: Sequence[int] = ()
) -> list[list[Repeat]]:
    """Groups of two or more cards, in document order. In time proportional to the page.

    Blocks whose place in `passed_over` holds 1 lead nowhere.
    """
    page = Sums(layout, url, max_chars, passed_over)
    if len({anchor.key for anchor in page.anchors}) < 2:
        return []
    taken = bytearray(len(layout.blocks) + 1)
    groups = _box_groups(page, taken)
    groups += _run_groups(page, taken)
    return sorted(groups, key=lambda group: group[0].start)


# Boxes


def _box_groups(page: Sums, taken: bytearray) -> list[list[Repeat]]:
    families, crowds = _families(page)
    alike = [(family, crowds[same]) for same, family in families.items() if len(family) > 1]
    alike += [(family, len(family)) for family in _cousins(families.values())]
    found: list[tuple[int, int, list[Box], list[Repeat]]] = []
    for family, crowd in alike:
        if page.mostly_bare(family):
            continue
        spans = [page.span(box.start, box.end) for box in family]
        present = [span for span in spans if span is not None]
        cards = cards_of(present, 1) if family[0].tag in _FRAMES else cards_of(present)
        if len(cards) >= 2 and 2 * len(cards) >= crowd:
            found.append((len(cards), family[0].depth, family, cards))
    groups: list[list[Repeat]] = []
    kinds: dict[tuple[object, ...], list[Repeat]] = {}
    # Of boxes within each other the one that repeats more often is the card (a cell, not its row), then the outer.
    for _, _, family, cards in sorted(found, key=lambda group: (-group[0], group[1])):
        free = [card for card in cards if not any(taken[card.start : card.end])]
        if len(free) >= 2:
            if all(box.parent is family[0].parent for box in family) and (around := family[0].parent):
                free = with_rows_between(page, free, around, taken)
            _take(free, taken)
            groups.append(free)
            kinds.setdefault(_kind(family[0]), free)
    if kinds:
        _adopt(page, families.values(), kinds, taken)
    return groups


def _families(page: Sums) -> tuple[dict[tuple[object, ...], list[Box]], dict[tuple[object, ...], int]]:
    """The boxes of one parent and shape that lead anywhere, and how many of that shape there are in all."""
    families: dict[tuple[object, ...], list[Box]] = defaultdict(list)
    crowds: dict[tuple[object, ...], int] = defaultdict(int)
    before = page.before
    for box in page.layout.boxes:
        start, end, tag = box.start, box.end, box.tag
        if end <= start or tag in _INLINE or box.parent is None:
            continue
        count = before[end] - before[start]
        leads = 0 < count <= (2 if tag in _FRAMES else MAX_ANCHORS)
        if not leads and tag not in _COUNTED:
            continue
        same = (id(box.parent), _shape_of(tag, box.marks))
        crowds[same] += 1
        if leads:
            families[same].append(box)
    return families, crowds


def _cousins(families: Iterable[list[Box]]) -> list[list[Box]]:
    """Families of one grandparent together: cards in rows, entries in lists of a month each."""
    together: dict[tuple[object, ...], list[Box]] = defaultdict(list)
    for family in families:
        parent = family[0].parent
        if parent is not None and parent.parent is not None:
            together[(id(parent.parent), shape(parent), shape(family[0]))].extend(family)
    return [boxes for boxes in together.values() if len({id(box.parent) for box in boxes}) > 1]


def _adopt(
    page: Sums,
    families: Iterable[list[Box]],
    kinds: dict[tuple[object, ...], list[Repeat]],
    taken: bytearray,
) -> None:
    """A box that stands alone in its row joins the group of its kind."""
    for family in families:
        if len(family) > 1 or (group := kinds.get(_kind(family[0]))) is None:
            continue
        box = family[0]
        span = page.span(box.start, box.end)
        if span is None or any(taken[box.start : box.end]):
            continue
        lone = read_card(span, span.anchors, {})
        if span.chars > len(lone.title) + BEYOND and all(lone.url != card.url for card in group):
            _take([lone], taken)
            group.append(lone)
            group.sort(key=lambda card: card.start)


def shape(box: Box) -> str:
    """The tag, and for boxes that may be anything their first mark without its numbers."""
    return _shape_of(box.tag, box.marks)


@lru_cache(maxsize=16_384)
def _shape_of(tag: str, marks: str) -> str:
    if not marks or tag not in _ANYTHING:
        return tag
    return tag + marks.strip().partition(" ")[0].translate(_NO_DIGITS)


def _kind(box: Box) -> tuple[object, ...]:
    parent = box.parent
    return (box.depth, shape(box), shape(parent) if parent else "", box.marks.partition(" ")[0])


def _take(cards: Iterable[Repeat], taken: bytearray) -> None:
    for card in cards:
        taken[card.start : card.end] = b"\1" * (card.end - card.start)


# Runs of blocks without a box of their own


def _run_groups(page: Sums, taken: bytearray) -> list[list[Repeat]]:
    """Cards of title line, text, title line, text, under one parent."""
    blocks = page.layout.blocks
    starts = [index for index in dict.fromkeys(page.places) if not taken[index]]
    crowd = Counter(id(blocks[index].box) for index in starts)
    families: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in starts:
        box = blocks[index].box
        around = box if crowd[id(box)] > 1 else box.parent
        if around is not None and around.tag not in _LISTS:
            families[(id(around), box.tag, box.marks)].append(index)
    groups = []
    for indexes in families.values():
        box = blocks[indexes[0]].box
        parent = box if crowd[id(box)] > 1 else box.parent
        if parent is None or len(indexes) < 3:
            continue
        runs = cards_of(_spans(page, parent, indexes))
        cards = [card for card in runs if not any(taken[card.start : card.end])]
        if len(cards) >= 3 and 2 * len(cards) >= len(indexes):
            _take(cards, taken)
            groups.append(cards)
    return groups


def _spans(page: Sums, parent: Box, indexes: list[int]) -> list[Span]:
    """The runs that begin with each of these blocks (or shortly before it) and end where the next begins."""
    gaps = [after - before for before, after in pairwise(indexes)]
    heading = page.layout.blocks[indexes[0]].tag in ("h1", "h2", "h3", "h4")
    if max(gaps) > (page.max_blocks if heading else 8):
        return []
    width = sorted(gaps)[len(gaps) // 2]
    lead = min(_lead(page, indexes), max(0, min(gaps) - 1))
    found = []
    for place, index in enumerate(indexes):
        last = place + 1 == len(indexes)
        end = min(index + width - lead, parent.end) if last else indexes[place + 1] - lead
        span = page.span(max(parent.start, index - lead), max(end, index + 1))
        if span is not None:
            found.append(span)
    return found


def _lead(page: Sums, indexes: list[int]) -> int:
    """How many short blocks (a date, a kicker) come before each title line, alike in all."""
    blocks = page.layout.blocks
    lead = 0
    while lead < 2:
        before = [index - lead - 1 for index in indexes]
        if min(before) < 0 or any(len(blocks[index].text) > 60 for index in before):
            break
        if len({blocks[index].tag + blocks[index].box.marks for index in before}) > 1:
            break
        lead += 1
    return lead
