"""Printed headlines: what the page itself shows as its title."""

from __future__ import annotations

import re

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.fields.bylines import parse_byline
from scraper.fields.dates import find_dates
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box

MAX_TITLE = 400
_HEADLINE_MARKS = re.compile(
    r"headline|(?:^|[\s_-])(?:entry|post|article|story|content|page|news|blog|node|single|main)[\s_-]?(?:title|heading|header|titel|titre|titulo)"
    r"|(?:^|\s)(?:title|titel|titre|titulo|titolo|rubrik|tytul|otsikko|uberschrift|ueberschrift|schlagzeile)(?:\s|$)|artikel-?titel"
)
_FOREIGN_MARKS = re.compile(
    r"comment|related|sidebar|widget|teaser|card|footer|navigation|menu|newsletter|site-?(?:title|name|logo)|logo|promo|more-?news"
    r"|recommend|breadcrumb|cookie|modal|popup|author|biograph|masthead|branding"
)
_SUBTITLE = re.compile(
    r"sub-?(?:title|head|line)|deck|standfirst|dachzeile|kicker|overline|roofline|spitzmarke|topline|eyebrow"
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def claims(page: Page) -> list[Claim]:
    """Every heading, and every block that is marked as a headline, as a claim on the title."""
    found = []
    seen: set[str] = set()
    for block in page.layout.blocks[:3000]:
        text = block.text.replace("\n", " ")
        if not 2 <= len(text) <= MAX_TITLE:
            continue
        how = heading_of(block)
        if how and (how + text) not in seen:
            seen.add(how + text)
            found.append(
                Claim("title", text, text, "visible", how, f"{block.tag}#{block.index}", (block.index,))
            )
            for part in _parts(block):
                if part != text and len(part) > 7:
                    found.append(
                        Claim(
                            "title",
                            text,
                            part,
                            "visible",
                            f"{how} part",
                            f"{block.tag}#{block.index}",
                            (block.index,),
                        )
                    )
    return found


def lines_above(page: Page, start: int, *, language: str | None) -> list[Claim]:
    """Short lines right above the text that nothing marks: the headline of a page without headings."""
    found = []
    for block in page.layout.blocks[max(0, start - 5) : start + 2]:
        text = block.text.replace("\n", " ")
        if (
            not 4 <= len(text) <= 160
            or block.link_density > 0.3
            or block.tag in HEADINGS
            or block.tag in ("li", "td")
        ):
            continue
        if (
            (text.endswith((".", ":")) and not text.endswith("..."))
            or find_dates(text, language=language)
            or parse_byline(text, language=language)
        ):
            continue
        found.append(
            Claim("title", text, text, "visible", "line", f"{block.tag}#{block.index}", (block.index,))
        )
    return found


def _parts(block: Block) -> list[str]:
    """A headline without its kicker, or without what trails it: each is an element or a line of its own."""
    groups: list[tuple[Box, list[str]]] = []
    for piece in block.pieces:
        if piece.text == "\n" or not piece.text.strip():
            continue
        if groups and groups[-1][0] is piece.box:
            groups[-1][1].append(piece.text)
        else:
            groups.append((piece.box, [piece.text]))
    if not 2 <= len(groups) <= 4:
        return []
    texts = [clean(" ".join(texts)) for _, texts in groups]
    return [clean(" ".join(texts[1:])), clean(" ".join(texts[:-1]))]


def heading_of(block: Block) -> str:
    """`h1` … `h6`, `marked` for a block marked as a headline, with `?` behind it in a foreign place; empty for none."""
    box: Box | None = block.box
    how, foreign, subtitle = "", False, False
    for distance in range(12):
        if box is None:
            break
        if box.tag in HEADINGS and not how:
            how = box.tag
        marks = box.marks
        if marks:
            if distance < 2 and _SUBTITLE.search(marks):
                subtitle = True
            if distance < 2 and not how and _HEADLINE_MARKS.search(marks):
                how = "marked"
            if (
                _FOREIGN_MARKS.search(marks)
                and box.tag not in ("body", "html", "main", "article")
                and distance < 7
            ):
                foreign = True
        if box.tag in ("nav", "footer", "aside"):
            foreign = True
        box = box.parent
    if not how or (subtitle and how not in ("h1", "h2")):
        return ""
    return how + ("?" if foreign else "")
