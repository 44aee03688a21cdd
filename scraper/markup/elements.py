"""What becomes of each element in the walk over a page, and what an element says of itself."""

from __future__ import annotations

from scraper.markup.dom import Node

_SKIP = frozenset(
    "script style noscript template svg math iframe object embed select option datalist canvas audio video textarea"
    " head title link meta map area button".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp"
    " small span strike strong sub sup time tt u var wbr img picture source input".split()
)
_MARKS = ("id", "role", "itemprop")
NOTED = frozenset((*_MARKS, "hidden", "style"))
"""Attributes that say more of an element than its class does."""
TEXT, UNSEEN, LINE_BREAK, PICTURE, RULE, LINE, BLOCK = range(7)
"""The sorts: `LINE` stands within a block, `RULE` ends one."""
_SORTS: dict[str, int] = {
    "-text": TEXT, "br": LINE_BREAK, "img": PICTURE, "hr": RULE,
    **dict.fromkeys(_SKIP, UNSEEN), **dict.fromkeys(INLINE - {"img"}, LINE),
}  # fmt: skip
"""What becomes of an element; those of unknown names make blocks."""
KINDS: dict[int, tuple[int, str]] = {}
"""Sort and tag by the parser's own number of the tag, so that all elements of a tag share its name."""
_NUMBERED = 4_096
"""The parser counts the tags it knows, and gives others a number that holds for one page."""
_HIDDEN = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")


def kind(number: int, tag: str) -> tuple[int, str]:
    """Sort and tag of an element of any name; those that are no elements of HTML are unseen."""
    named = tag == "-text" or (tag and tag[0] not in "-_!")
    told = (_SORTS.get(tag, BLOCK) if named else UNSEEN, tag)
    if number < _NUMBERED:
        KINDS[number] = told
    return told


def marks_of(attributes: dict[str, str | None]) -> str:
    """What an element says of itself in small letters: its class, id, role and `itemprop`."""
    marks = attributes.get("class") or ""
    for name in _MARKS:
        if name in attributes:
            marks = f"{marks} {attributes[name] or ''}"
    return marks.lower()


def is_hidden(style: str | None) -> bool:
    """True for a `style` attribute that hides its element."""
    return style is not None and any(hidden in style for hidden in _HIDDEN)


def is_alone(node: Node) -> bool:
    """True for an element that has nothing beside it in the one it stands in."""
    before, behind = node.prev, node.next
    while before is not None and _is_blank(before):
        before = before.prev
    while behind is not None and _is_blank(behind):
        behind = behind.next
    return before is None and behind is None


def is_mark(node: Node) -> bool:
    """True for an element without letters or digits: the `#` or `¶` behind a heading that leads to the heading."""
    return not any(map(str.isalnum, node.text()))


def _is_blank(node: Node) -> bool:
    return node.tag == "-text" and (node.text_content or "").isspace()
