"""Printed headlines: what the page itself shows as its title."""

from __future__ import annotations

from scraper.extraction.claims import Claim
from scraper.extraction.marks import kind, kinds_of, says
from scraper.extraction.page import Page
from scraper.extraction.prose import is_sentence
from scraper.extraction.title_forms import beginnings
from scraper.fields.bylines import parse_byline
from scraper.fields.dates import find_dates
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box

MAX_TITLE = 400
MAX_BLOCKS = 3_000
_SENTENCE = 60
"""Characters of a line that begins a text, when it ends as a sentence does."""
_ABOVE = 5
"""Blocks above the text in which its headline stands."""
_REACH = 12
"""How many boxes around a block are looked at."""
_HEADLINE = kind(
    r"headline|(?:^|[\s_-])(?:entry|post|article|story|content|page|news|blog|node|single|main)[\s_-]?(?:title|heading|header|titel|titre|titulo)"
    r"|(?:^|\s)(?:title|titel|titre|titulo|titolo|rubrik|tytul|otsikko|uberschrift|ueberschrift|schlagzeile)(?:\s|$)|artikel-?titel",
    told_by="title head titel titre titulo titolo rubrik tytul otsikko uberschrift ueberschrift schlagzeile",
)
_is_foreign = says(
    r"comment|related|sidebar|(?<!elementor-)widget|teaser|card|footer|navigation|menu|newsletter|site-?(?:title|name|logo)|logo|promo|more-?news"
    r"|recommend|breadcrumb|cookie|modal|popup|author|biograph|masthead|branding"
)
_is_subtitle = says(
    r"sub-?(?:title|head|line)|deck|standfirst|dachzeile|kicker|overline|roofline|spitzmarke|topline|eyebrow"
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def claims(page: Page) -> list[Claim]:
    """Every heading, and every block that is marked as a headline, as a claim on the title."""
    found = []
    seen: set[str] = set()
    layout = page.layout
    most = min(len(layout.blocks), MAX_BLOCKS)
    asked = sorted({
        index for box in page.marked(_HEADLINE, HEADINGS) for index in range(box.start, min(max(box.end, box.start + 1), most))
    })  # fmt: skip
    menus = {box.start for box in layout.menus}
    for block in map(layout.blocks.__getitem__, asked):
        if not 2 <= len(block.text) <= MAX_TITLE or block.index in menus:
            continue
        how = heading_of(block)
        text = _undated(_spaced(block)) if how else ""
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


def _spaced(block: Block) -> str:
    """The heading in one line, with a blank between two elements that only their looks part: `KickerHeadline`."""
    words = ""
    last: Box | None = None
    for piece in block.pieces:
        if (
            words
            and piece.box is not last
            and words[-1].isalnum()
            and piece.text[:1].isupper()
            and words[-1].islower()
        ):
            words += " "
        words += piece.text
        last = piece.box
    return clean(words)


def _undated(text: str) -> str:
    """A headline without the day that stands before it: `23.01.2022 - Headline of the post`."""
    if not text[:1].isdigit() or len(text) < 24:
        return text
    for found in find_dates(text[:40])[:1]:
        rest = text[found.end :].lstrip(" -–—|:,.·")
        if (
            found.start == 0
            and len(str(found.stamp)) >= 10
            and len(rest.split()) > 2
            and not rest[0].islower()
        ):
            return rest
    return text


def lines_above(page: Page, start: int, *, language: str | None) -> list[Claim]:
    """Short lines right above the text that nothing marks: the headline of a page without headings.

    A line further above is one where `<title>` begins with just these words.
    """
    found = []
    begun = frozenset(map(clean, beginnings(page.title_element)))
    first = max(0, start - _ABOVE)
    further = [block for block in page.layout.blocks[:first] if block.text in begun] if begun else []
    for block in (*further, *page.layout.blocks[first : start + 2]):
        text = block.text.replace("\n", " ")
        if block.index >= start and len(text) > _SENTENCE and is_sentence(text):
            break  # the text has begun, and its headline stands above it
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
        if not any(map(str.isalnum, piece.text)):
            continue
        if groups and groups[-1][0] is piece.box:
            groups[-1][1].append(piece.text)
        else:
            groups.append((piece.box, [piece.text]))
    if not 2 <= len(groups) <= 4:
        return []
    texts = [clean(" ".join(texts)) for _, texts in groups]
    ends = [texts[1:], texts[:-1], *([texts[:1], texts[-1:]] if len(texts) > 2 else [])]
    return [clean(" ".join(end)) for end in ends]


def heading_of(block: Block) -> str:
    """`h1` … `h6`, `marked` for a block marked as a headline, with `?` behind it in a foreign place; empty for none."""
    how = _heading_sort(block.box) or _sort_within(block)
    if not how or (how not in ("h1", "h2") and _has_subtitle_marks(block.box)):
        return ""
    return how + ("?" if _in_foreign_place(block.box) else "")


def _heading_sort(box: Box | None) -> str:
    for distance in range(_REACH):
        if box is None:
            break
        if box.tag in HEADINGS:
            return box.tag
        if distance < 2 and box.marks and kinds_of(box.marks) & _HEADLINE:
            return "marked"
        box = box.parent
    return ""


def _sort_within(block: Block) -> str:
    """`marked` for a line that is all one element in it, marked as a headline: `<p><span class=headline>`."""
    within = {piece.box for piece in block.pieces if any(map(str.isalnum, piece.text))}
    if len(within) == 1 and block.box not in within:
        (box,) = within
        if box.marks and kinds_of(box.marks) & _HEADLINE and not _is_subtitle(box.marks):
            return "marked"
    return ""


def _has_subtitle_marks(box: Box) -> bool:
    return _is_subtitle(box.marks) or (box.parent is not None and _is_subtitle(box.parent.marks))


def _in_foreign_place(box: Box | None) -> bool:
    for distance in range(_REACH):
        if box is None:
            break
        tag = box.tag
        if tag in ("nav", "footer", "aside"):
            return True
        if (
            distance < 7
            and box.marks
            and tag not in ("body", "html", "main", "article")
            and _is_foreign(box.marks)
        ):
            return True
        box = box.parent
    return False
