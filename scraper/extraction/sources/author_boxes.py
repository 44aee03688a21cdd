"""Elements marked as an author: byline lines and author boxes, and whom their text names."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.extraction.claims import Claim
from scraper.extraction.marks import kind, says
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources.box_lines import inside, lines_of
from scraper.extraction.sources.boxed_people import is_bio, names_one, people_of, single
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import (
    is_agency,
    leads_to_more,
)
from scraper.fields.dates import find_dates
from scraper.markup.dom import clean
from scraper.markup.layout import Box, Layout
from scraper.model.post import Author

_BYLINE = kind(
    r"author|byline|by-line|autor|auteur|forfatter|författare|skribent|verfasser|journalist|writer|redactor|firma(?:\s|$)"
    r"|contributor|reporter|creator|vcard|user-?name|yazar|penulis|autore|signature|signatur|writtenby|posted-by|postedby|kirjoittaja|szerz",
    told_by="author byline by-line autor auteur forfatter författare skribent verfasser journalist writer redactor firma"
    " contributor reporter creator vcard user-name username yazar penulis signatur writtenby posted-by postedby kirjoittaja szerz",
)
is_no_byline = says(
    r"authori[sz]|unauthor|author-?(?:s-)?(?:posts|articles|archive|list|more|related|social|follow|image|img|photo|avatar|twitter|email|mail)"
    r"|caption|logo|(?:image|img|photo|picture|foto|bild)[-_]{0,2}(?:description[-_]{0,2})?(?:author|autor|auteur|byline)"
)
_is_contributor = says(r"(?:^|\s)contributor(?:\s|$)")
"""An agency that is named so gave a picture, or a part of the text."""
_is_account = says(r"user-?name")
"""Far from the post it is the reader who is logged in, or who wrote a comment."""
MAX_BYLINE = 420
MAX_FOUND = 30
MAX_READ = 300
"""Elements of a page that are read; where so many name nobody, the next names nobody either."""
MAX_WITHIN = 8
MAX_ABOVE = 2
"""Blocks that a byline with its day stands above the headline at most."""
MAX_BEHIND = 6
MAX_CARD = 12
"""Blocks of an entry of a list that are looked at for a headline."""


def claims(page: Page, stage: Stage, own: OwnNames, *, language: str | None) -> list[Claim]:
    """Every marked element that names somebody, the outermost of several that hold each other."""
    found: list[Claim] = []
    covered: Box | None = None
    left = MAX_READ
    marked = page.marked(_BYLINE)
    items = [box for box in marked if _is_item(box)]
    named = [box for box in marked if _is_of_the_post(box.marks) and not _in_foot(box)]
    alone = {boxes[0].number for boxes in (items, named) if len(boxes) == 1}
    for place, box in enumerate(marked):
        if len(found) >= MAX_FOUND or not left:
            break
        if (covered is not None and inside(box, covered)) or (
            box.end == box.start and not clean(box.node.text())
        ):
            continue
        if is_no_byline(box.marks) or in_figure(box) or box.within("blockquote"):
            continue
        off = stage.distance(box.start) or box.start >= stage.end
        if off and box.number not in alone and _is_foreign_author(box, stage):
            continue
        if is_in_card(page.layout, box, stage):
            continue
        text = lines_of(page.layout, box)
        if not 2 <= len(text) <= MAX_BYLINE or (box.tag == "a" and leads_to_more(text)):
            continue
        left -= 1
        people = people_of(box, text, own, language, near=not off or _ends(box, stage))
        if (
            people
            and (inner := _name_within(marked[place + 1 : place + MAX_WITHIN], box))
            and not any((a.name or "") in inner for a in people)
        ):
            people = (
                single(inner) or people
            )  # `<div class=byline><span class=vcard>ada</span> in <a>Mill News</a></div>`
        if _is_contributor(box.marks):
            people = tuple(
                author for author in people if author.name or not is_agency(author.organisation or "")
            )
        if people:
            covered = box
            above = 0 < stage.title - box.start <= MAX_ABOVE
            if above or not off or not _is_account(box.marks):
                found.append(_claim(box, text, people, stage))
    return found


_is_foot = says(r"(?<!post[-_])(?<!entry[-_])(?<!article[-_])(?<!story[-_])footer")
_is_of_the_post = says(r"(?:^|[\s_-])(?:post|entry|article|story)[-_]{1,2}authors?(?:\s|$)")
"""As an author by microdata: where one box alone is the post's author by its name, it is, in a sidebar as well."""


def _is_item(box: Box) -> bool:
    """True for the author by microdata: where a page has one only, it is the post's wherever it stands."""
    return "author" in (box.attributes.get("itemprop") or "").split()


def _claim(box: Box, text: str, people: tuple[Author, ...], stage: Stage) -> Claim:
    dated = bool(find_dates(text))
    bio = (is_bio(box.marks) and not dated) or len(text) > 160
    above = dated and 0 < stage.title - box.start <= MAX_ABOVE
    near = above or stage.distance(box.start) == 0
    place = "near" if near else "end" if _ends(box, stage) else "far"
    first_mark = box.marks.split()[0] if box.marks.split() else ""
    return Claim(
        "authors", text, people, "visible", f"{'bio' if bio else 'box'} {place}",
        f"{box.tag}.{first_mark}", tuple(range(box.start, box.end)),
    )  # fmt: skip


def _ends(box: Box, stage: Stage) -> bool:
    """True about the end of the text."""
    return abs(box.start - stage.end) <= MAX_BEHIND


def _name_within(marked: Sequence[Box], box: Box) -> str:
    """The text of the element within a byline that is the author's name by its own marks; empty without one."""
    found = (other for other in marked if names_one(other.marks) and inside(other, box))
    return next((clean(other.node.text()) for other in found), "")


def _is_foreign_author(box: Box, stage: Stage) -> bool:
    """Author boxes are often called cards or widgets: their own marks do not make them foreign."""
    return "comment" in box.marks or is_foreign(box.parent, stage)


def _in_foot(box: Box) -> bool:
    """True in the foot of the page, but not in that of the post."""
    around = box.parent
    while around is not None:
        if (around.tag == "footer" and not around.within("article")) or _is_foot(around.marks):
            return True
        around = around.parent
    return False


def is_in_card(layout: Layout, box: Box, stage: Stage) -> bool:
    """True for the author of another post, whose headline stands in the same entry of a list."""
    entry: Box | None = box
    while entry is not None and entry.tag != "li":
        entry = entry.parent
    if entry is None or stage.own(entry):
        return False
    return any(
        block.tag in HEADINGS for block in layout.blocks[entry.start : min(entry.end, entry.start + MAX_CARD)]
    )
