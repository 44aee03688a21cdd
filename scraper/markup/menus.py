"""What the links of a menu say, where an element that is called one holds hardly anything else."""

from __future__ import annotations

import re

from scraper.markup.dom import Node, clean

_NO_MENU = (
    "h1, h2, h3, h4, article, main, time, [rel~=author], [itemprop~=author], [class*=author], [class*=byline]"
)
"""What no menu holds; `<h5>` may head its columns."""
_FEWEST_LINKS = 3
_LONGEST_LINK = 60
"""Characters for each link of a menu: where there are more, they are headlines."""
_UNLINKED = 80
"""Characters of a menu that are in no link, such as its `Menu`, or a fifth of all; and no digit is: a date may stand beside links
to share."""
_LONGEST_MENU = 200_000
"""Characters, with all the blanks that a page's source has, and the scripts."""
_DIGIT = re.compile(r"\d")


def said_by_links(node: Node) -> str:
    """What the links say in an element that holds hardly anything else, in a line; empty for any other."""
    if node.css_first(_NO_MENU) is not None or len(whole := node.text()) > _LONGEST_MENU:
        return ""
    inner = node.css("a, script, style")
    said = [link.text() for link in inner if link.tag == "a"]
    if len(said) < _FEWEST_LINKS:
        return ""
    unseen = "".join([script.text() for script in inner if script.tag != "a"])
    line, plain = clean(" ".join(said)), clean(whole)
    if len(plain) - len(unseen) > min(_LONGEST_LINK * len(said), len(line) + max(_UNLINKED, len(line) // 4)):
        return ""
    return line if _digits(plain) <= _digits(line) + _digits(unseen) else ""


def _digits(text: str) -> int:
    return len(_DIGIT.findall(text))
