"""Printed bylines: elements marked as an author, author links, and byline lines about the headline."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.extraction.claims import Claim
from scraper.extraction.marks import kind, leading_to, leads_to, says
from scraper.extraction.page import Page
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import clean_name, is_person_name, is_role, parse_byline
from scraper.fields.bylines.words import words
from scraper.fields.dates import find_dates
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Layout
from scraper.model.post import Author

_BYLINE = kind(
    r"author|byline|by-line|autor|auteur|forfatter|författare|skribent|verfasser|journalist|writer|redactor|firma(?:\s|$)"
    r"|contributor|reporter|creator|vcard|yazar|penulis|autore|signature|signatur|writtenby|posted-by|postedby|kirjoittaja",
    told_by="author byline by-line autor auteur forfatter författare skribent verfasser journalist writer redactor firma"
    " contributor reporter creator vcard yazar penulis signatur writtenby posted-by postedby kirjoittaja",
)
_is_no_byline = says(
    r"authori[sz]|unauthor|author-?(?:s-)?(?:posts|articles|archive|list|more|related|social|follow|image|img|photo|avatar|twitter|email|mail)"
)
_is_bio = says(r"bio|about|description|info|box|card|profile|details")
_SOMEBODY = leading_to(
    "author authors autor autoren autores autorin auteur auteurs autore profil profile profiles profils people person skribent"
    " journalist reporter reporters contributor contributors by staff team redaktion redakteur redakteure redaktor redactie"
    " redaccion writer writers columnist columnists user users member mitarbeiter kolumnist yazar yazarlar penulis"
)
MAX_BYLINE = 420
MAX_LINE = 200


def claims(page: Page, stage: Stage, *, language: str | None) -> list[Claim]:
    """Every printed byline near the post, best places first to be named: `box`, `link`, `line`."""
    found = _from_boxes(page, stage, language)
    found += _from_links(page, stage, language)
    taken = {index for claim in found for index in claim.blocks}
    for block in stage.before(page.layout):
        if (
            block.index not in taken
            and len(block.text) <= MAX_LINE
            and not is_foreign(block.box)
            and block.tag not in _HEADINGS
        ):
            announced = _announced(block.text)
            if not announced and (block.index > stage.start + 1 or block.text.isupper()):
                continue  # a line in capitals is a heading more often than a name
            people = _people(block, language, announced)
            if people:
                how = "announced" if announced else _line_sort(page.layout, stage, block)
                found.append(_of_line(block, people, how))
    for block in stage.after(page.layout):
        if block.index not in taken and len(block.text) <= 90 and _announced(block.text):
            people = () if is_foreign(block.box) else _people(block, language, announced=True)
            if people:
                found.append(_of_line(block, people, "announced end"))
    return found


_HEADINGS = frozenset(("h1", "h2", "h3"))


_BY = re.compile(r"(?:^|[\s|–-])(?:by|von|av|af|par|por|door|di)\s+(?=[A-ZÅÄÖØÆÉÜ])")


@lru_cache(maxsize=4096)
def _announced(text: str) -> bool:
    """True when a word for authorship begins a line of the text, or stands in it behind a date."""
    if any(words().by.match(line) for line in text.split("\n")):
        return True
    rest = text[:MAX_LINE]
    for found in reversed(find_dates(rest)):
        rest = rest[: found.start] + "|" + rest[found.end :]
    if rest == text[:MAX_LINE]:
        return False
    return _BY.search(rest) is not None or any(
        words().by.match(part.strip(" -–,.:")) for part in rest.split("|")
    )


def _from_boxes(page: Page, stage: Stage, language: str | None) -> list[Claim]:
    found: list[Claim] = []
    covered: Box | None = None
    for box in page.marked(_BYLINE):
        if len(found) >= 30:
            break
        if covered is not None and _inside(box, covered):
            continue
        if box.end == box.start and not clean(box.node.text()):
            continue
        text = lines_of(page.layout, box)
        if (
            not len(text) >= 2
            or _is_no_byline(box.marks)
            or (stage.distance(box.start) and _is_foreign_author(box))
        ):
            continue
        if len(text) > MAX_BYLINE:
            continue
        people = parse_byline(text, language=language) or _single(text)
        if not people:
            continue
        covered = box
        near = stage.distance(box.start)
        bio = bool(_is_bio(box.marks)) or len(text) > 160
        how = ("bio" if bio else "box") + (
            " near" if near == 0 else " end" if abs(box.start - stage.end) <= 6 else " far"
        )
        found.append(
            Claim(
                "authors",
                text,
                people,
                "visible",
                how,
                f"{box.tag}.{box.marks.split()[0] if box.marks.split() else ''}",
                tuple(range(box.start, box.end)),
            )
        )
    return found


def _without_date(text: str) -> str:
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    return text.strip(" ,|–-@·")


def _single(text: str) -> tuple[Author, ...]:
    """One word in an element marked as the author is a first name or a pen name."""
    word = words().by.sub("", text, count=1).strip(" :|,–-")
    alone = (
        2 < len(word) <= 24
        and " " not in word
        and "\n" not in word
        and word.replace("_", "").replace(".", "").isalnum()
    )
    if not alone or word.isdigit() or word.casefold() in words().no_name or is_role(word):
        return ()
    return (Author(word, raw=text),)


def _is_foreign_author(box: Box) -> bool:
    """Author boxes are often called cards or widgets: their own marks do not make them foreign."""
    parent = box.parent
    return "comment" in box.marks or is_foreign(parent)


def _inside(box: Box, other: Box) -> bool:
    walk: Box | None = box
    for _ in range(30):
        if walk is None:
            return False
        if walk is other:
            return True
        walk = walk.parent
    return False


def _from_links(page: Page, stage: Stage, language: str | None) -> list[Claim]:
    found = []
    signed = {box for box, rel in page.layout.rels if "author" in rel}
    for block in page.lines_of(signed.union(page.leading(_SOMEBODY))):
        if not block.link_chars or len(block.text) > MAX_BYLINE or stage.distance(block.index) > 10:
            continue
        names: list[str] = []
        sure = False
        for piece in block.pieces:
            if not piece.href:
                continue
            by_rel = bool(signed) and _link_around(piece.box) in signed
            if not by_rel and not leads_to(piece.href) & _SOMEBODY:
                continue
            text = clean(piece.text)
            if not 3 < len(text) < 60 or text in names:
                continue
            if by_rel or is_person_name(text, language=language):
                names.append(text)
                sure = sure or by_rel
        if not names or is_foreign(block.box):
            continue
        people: list[Author] = []
        for printed in names[:8]:
            name = words().by.sub("", printed, count=1) or printed
            people.extend(parse_byline(name, language=language) or (Author(clean_name(name), raw=name),))
        how = ("rel" if sure else "link") + (" near" if stage.distance(block.index) == 0 else " far")
        whole = parse_byline(block.text, language=language, known_names=names)
        chosen = whole if {a.name for a in people} <= {a.name for a in whole} else tuple(people)
        found.append(Claim("authors", block.text, chosen, "visible", how, f"a#{block.index}", (block.index,)))
    return found


def _link_around(box: Box) -> Box | None:
    walk: Box | None = box
    for _ in range(4):
        if walk is None or walk.tag == "a":
            return walk
        walk = walk.parent
    return None


def _line_sort(layout: Layout, stage: Stage, block: Block) -> str:
    """How much a bare name says: more beside a date line, or as the first line of the text."""
    around = layout.blocks[max(0, block.index - 2) : block.index + 3]
    if any(len(other.text) <= 80 and find_dates(other.text) for other in around):
        return "line dated"
    if block.index in (stage.title + 1, stage.start) and is_person_name(clean(block.text)):
        return "line first"
    return "line"


def _people(block: Block, language: str | None, announced: bool) -> tuple[Author, ...]:
    """Whom a line names; behind a word for authorship one word is enough."""
    people = parse_byline(block.text, language=language)
    if not people and announced and "\n" not in block.text:
        return _single(_without_date(block.text))
    return people


def _of_line(block: Block, people: tuple[Author, ...], how: str) -> Claim:
    return Claim("authors", block.text, people, "visible", how, f"{block.tag}#{block.index}", (block.index,))


def lines_of(layout: Layout, box: Box) -> str:
    """The text of a box, a line for each block or differently marked element within it."""
    if box.end <= box.start:
        return clean(box.node.text())
    lines: list[str] = []
    for block in layout.blocks[box.start : box.end]:
        last: Box | None = None
        line = ""
        for piece in block.pieces:
            if not _inside(piece.box, box):
                continue
            if piece.text == "\n":
                lines.append(line)
                line, last = "", None
                continue
            other = last is not None and piece.box is not last and _parts(piece.box, last)
            if other and line.strip():
                lines.append(line)
                line = ""
            line += piece.text
            last = piece.box
        lines.append(line)
    return "\n".join(kept for line in lines if (kept := clean(line)))


def _parts(one: Box, other: Box) -> bool:
    """True when two inline elements are of differing marks and neither holds the other: printed apart."""
    return (
        bool(one.marks or other.marks)
        and one.marks != other.marks
        and not _inside(one, other)
        and not _inside(other, one)
    )
