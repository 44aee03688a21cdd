"""Links to authors: marked as such, or to a page about somebody."""

from __future__ import annotations

from scraper.extraction.claims import Claim
from scraper.extraction.marks import leads_to
from scraper.extraction.page import Page
from scraper.extraction.sources.author_boxes import MAX_BYLINE, MAX_FOUND
from scraper.extraction.sources.boxed_people import SOMEBODY, announced_in
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import (
    clean_name,
    is_person_name,
    leads_to_more,
    parse_byline,
    says_no_role,
    whose,
)
from scraper.fields.bylines.words import words
from scraper.markup.dom import clean
from scraper.markup.layout import Box
from scraper.model.post import Author

MAX_BESIDE = 120
"""Characters beside linked names, in a block that nothing announces as a byline."""


def claims(page: Page, stage: Stage, language: str | None) -> list[Claim]:
    """Whom links name that lead to somebody, by their own word (`rel=author`, HTML 4.6.7) or by where they lead. Empty when none do."""
    found: list[Claim] = []
    signed = {box for box, rel in page.layout.rels if "author" in rel}
    alone = len({box.attributes.get("href") for box in signed}) == 1
    """True where the page links to one author only: wherever that is, it is the post's."""
    for block in page.lines_of(signed.union(page.leading(SOMEBODY))):
        if len(found) >= MAX_FOUND:
            break
        if not block.link_chars or len(block.text) > MAX_BYLINE:
            continue
        if not alone and stage.distance(block.index) > 10:
            continue
        names: list[str] = []
        sure = False
        for piece in block.pieces:
            if not piece.href:
                continue
            by_rel = bool(signed) and link_around(piece.box) in signed
            if not by_rel and not leads_to(piece.href) & SOMEBODY:
                continue
            text = clean(piece.text)
            if leads_to_more(text):
                text = _in_link_to_more(text)
            if not 3 < len(text) < 60 or text in names:
                continue
            if by_rel or is_person_name(text, language=language):
                names.append(text)
                sure = sure or by_rel
        his = alone and sure and all(map(is_person_name, names))
        if not names or (not his and (stage.distance(block.index) > 10 or is_foreign(block.box, stage))):
            continue
        if not sure and len(block.text) - sum(map(len, names)) > MAX_BESIDE and not announced_in(block.text):
            continue  # a sentence that links to somebody's page is no byline
        if not sure and says_no_role(block.text):
            continue  # `Get the Mill on Google Buzz!`
        people: list[Author] = []
        for printed in names[:8]:
            name = words().by.sub("", printed, count=1) or printed
            people.extend(parse_byline(name, language=language) or (Author(clean_name(name), raw=name),))
        how = ("rel" if sure else "link") + (" near" if stage.distance(block.index) == 0 else " far")
        whole = parse_byline(block.text, language=language, known_names=names)
        chosen = whole if {a.name for a in people} <= {a.name for a in whole} else tuple(people)
        found.append(Claim("authors", block.text, chosen, "visible", how, f"a#{block.index}", (block.index,)))
    return found


def _in_link_to_more(text: str) -> str:
    """Whom `Visa alla inlägg av Ada Brink` names; empty where it is nobody, or no more than the account of the editors."""
    name = whose(text) or ""
    behind = words().by.sub("", text, count=1)
    if behind == text:
        return name if is_person_name(name) else ""
    return name or behind


def link_around(box: Box) -> Box | None:
    """The link that a box is in or is itself; None for others."""
    walk: Box | None = box
    for _ in range(4):
        if walk is None or walk.tag == "a":
            return walk
        walk = walk.parent
    return None
