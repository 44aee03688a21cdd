"""Elements marked as an author: byline lines and author boxes, and whom their text names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from scraper.extraction.claims import Claim
from scraper.extraction.marks import kind, leading_to, leads_to, says
from scraper.extraction.own_names import OwnNames, held_by_the_site
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources.box_lines import inside, lines_of
from scraper.extraction.sources.two_lines import described
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import (
    clean_name,
    is_agency,
    is_body,
    is_organisation,
    is_person_name,
    is_role,
    leads_to_more,
    parse_byline,
    without_noise,
)
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.wordlists import noise_words
from scraper.fields.bylines.words import without_by, words
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
_is_bio = says(r"bio|about|description|info|box|card|profile|details")
_is_contributor = says(r"(?:^|\s)contributor(?:\s|$)")
"""An agency that is named so gave a picture, or a part of the text."""
_is_account = says(r"user-?name")
"""Far from the post it is the reader who is logged in, or who wrote a comment."""
_names_one = says(r"author-?name|autor-?name|name-?author|vcard|(?:^|\s)(?:fn|p-author)(?:\s|$)")
SOMEBODY = leading_to(
    "author authors autor autoren autores autorin autorka autorzy o_autorze auteur auteurs autore profil profile profiles"
    " profils people person skribent journalist reporter reporters contributor contributors by staff team redaktion redakteur"
    " redakteure redaktor redactie redaccion writer writers columnist columnists user users member mitarbeiter kolumnist yazar"
    " yazarlar penulis"
)
MAX_BYLINE = 420
MAX_STACK, MAX_LINES = 4, 160
"""Lines and characters of a byline that is a name, a function and a body."""
MAX_FOUND = 30
MAX_READ = 300
"""Elements of a page that are read; where so many name nobody, the next names nobody either."""
MAX_BODY_WORDS = 6
MAX_WITHIN = 8
MAX_TOLD = 3
"""Lines of a box about one person that hold nothing but the name, the function and the body."""
MAX_ABOVE = 2
"""Blocks that a byline with its day stands above the headline at most."""
MAX_CARD = 12
"""Blocks of an entry of a list that are looked at for a headline."""
MIN_SENTENCE = 6
_SENTENCE_END = (".", "!", "?", "…")
_ABOUT = re.compile(r"^(?:über|about|om|over|à propos de|acerca de|sobre|o)\s+", re.IGNORECASE)
"""Heads the box about an author, before the name."""
_DIGIT = re.compile(r"\d")
_NO_NAME = re.compile(r"://|\s\|\s")
_INITIALS = re.compile(r"[^\W\d_]{2}")


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
        people = _people(box, text, own, language)
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
    bio = (_is_bio(box.marks) and not dated) or len(text) > 160
    above = dated and 0 < stage.title - box.start <= MAX_ABOVE
    near = above or stage.distance(box.start) == 0
    place = "near" if near else "end" if abs(box.start - stage.end) <= 6 else "far"
    first_mark = box.marks.split()[0] if box.marks.split() else ""
    return Claim(
        "authors", text, people, "visible", f"{'bio' if bio else 'box'} {place}",
        f"{box.tag}.{first_mark}", tuple(range(box.start, box.end)),
    )  # fmt: skip


def _name_within(marked: Sequence[Box], box: Box) -> str:
    """The text of the element within a byline that is the author's name by its own marks; empty without one."""
    found = (other for other in marked if _names_one(other.marks) and inside(other, box))
    return next((clean(other.node.text()) for other in found), "")


def _people(box: Box, text: str, own: OwnNames, language: str | None) -> tuple[Author, ...]:
    """Whom the text of a marked element names. One word, initials and a body are enough: the marks announce them."""
    lines = _without_labels(text.split("\n"))
    told = "\n".join(line for line in lines if not _is_sentence(line))
    people = parse_byline("\n".join(lines), language=language, placed=_tells_of_one(box, lines))
    if told and len(told) < len(text) and not _is_bio(box.marks):
        named = {author.name for author in parse_byline(told, language=language)}
        people = tuple(author for author in people if author.name in named) if named else people
    if 0 < len(lines) <= MAX_STACK and len(text) <= MAX_LINES:
        people = described("\n".join(lines), people, own, language)
    names = {author.name for author in people if author.name}
    people = tuple(author for author in people if author.organisation not in names or not author.name)
    people = held_by_the_site(people, own)
    return (
        people
        or single(told)
        or _pen_name(box, told)
        or _body(told, own)
        or _alone(box, bare(told, language))
    )


def _tells_of_one(box: Box, lines: list[str]) -> bool:
    """True for a name and a line or two below it, and no link, day or sentence: there a function needs no word that is known."""
    lines = lines[lines[0].casefold().strip(" :") in words().by_words :] if lines else lines  # `Skribent`
    if not 0 < len(lines) <= MAX_TOLD or not has_given_name(without_by(lines[0])):
        return False
    if any(_DIGIT.search(line) or "|" in line or line.endswith(_SENTENCE_END) for line in lines):
        return False
    linked = (clean(node.text()) for node in box.node.css("a[href]"))
    return all(text in lines[0] for text in linked)


def _without_labels(lines: list[str]) -> list[str]:
    """Without `Data: 28-04-2021`, `Updated 20:56`, and `TAGS:` or `Filed under` with the lines that it heads: what is said
    there is no name."""
    kept: list[str] = []
    headed = False
    for line in lines:
        undated = without_date(line)
        spoken = words().by.match(f"{undated} ") is not None
        filed = undated.casefold() in _filed()
        if (undated.endswith(":") or filed) and not spoken:
            headed = headed or filed or undated == line.strip()
        elif spoken or not headed:
            headed = False
            about = _ABOUT.match(line)
            kept.append(line[about.end() :] if about and is_person_name(line[about.end() :]) else line)
    return [line for line in kept if not _is_change(line)]


def _is_change(line: str) -> bool:
    """`Updated 1909 GMT`: a date, in whatever form."""
    return _DIGIT.search(line) is not None and line.split()[0].casefold().strip(":.,") in _dated()


@cache
def _dated() -> frozenset[str]:
    return frozenset(noise_words("dated")["all"])


@cache
def _rules() -> frozenset[str]:
    return frozenset(noise_words("rules")["all"])


@cache
def _filed() -> frozenset[str]:
    return frozenset(noise_words("filed")["all"])


def _is_sentence(line: str) -> bool:
    """`Crossing the river with no boat, no oars and no money.`: a strapline, which stands in the byline's box."""
    tokens = line.split()
    small = sum(map(str.islower, tokens))
    return (
        line.endswith(_SENTENCE_END)
        and len(tokens) >= MIN_SENTENCE
        and 2 * small > len(tokens)
        and words().by.match(line) is None
    )


def _alone(box: Box, word: str) -> tuple[Author, ...]:
    """What is left beside a day: a login; or a first name, where the element leads to somebody. A section, a place or a
    button stands there as often: `Gardening 3 May`, `Oslo, 3 May`."""
    named = word == word.lower() or (word == word.capitalize() and _leads_to_somebody(box))
    return single(word) if named else ()


def bare(text: str, language: str | None) -> str:
    """The text in one line without its dates, counts and buttons."""
    return " ".join(without_noise(text, language).split())


def without_date(text: str) -> str:
    """The text without its dates and what is left at its edges then."""
    if _DIGIT.search(text):
        for found in reversed(find_dates(text)):
            text = text[: found.start] + text[found.end :]
    return text.strip(" ,|–-@·")


def single(text: str) -> tuple[Author, ...]:
    """One word in an element marked as the author is a first name or a pen name."""
    word = words().by.sub("", text, count=1).strip(" :|,–-")
    alone = 2 < len(word) <= 24 and _is_word(word)
    return (Author(word, raw=text),) if alone and not is_role(word) else ()


def _is_word(word: str) -> bool:
    letters = word.replace("_", "").replace(".", "")
    return letters.isalnum() and not word.isdigit() and word.casefold() not in words().no_name


def _pen_name(box: Box, text: str) -> tuple[Author, ...]:
    """What is a name for where it stands: initials in an author's own element, a name behind an unknown small word."""
    first, _, rest = text.partition(" ")
    if first.islower() and "\n" not in rest and is_person_name(rest):
        return (Author(clean_name(rest), raw=text),)
    lines = [name for line in text.split("\n") if (name := words().by.sub("", line, count=1).strip(" :|,–-"))]
    if len(lines) != 1 or not _leads_to_somebody(box):
        return ()
    name = lines[0]
    tokens = name.split()
    initials = bool(_INITIALS.fullmatch(name)) or (
        1 < len(tokens) <= 3 and all(len(token.strip(".")) == 1 and token.isupper() for token in tokens)
    )
    return (Author(name, raw=text),) if initials and name.casefold() not in words().no_name else ()


def _leads_to_somebody(box: Box) -> bool:
    """True for an element that is an author's name by its own marks, or that links to an author."""
    return _names_one(box.marks) or any(
        leads_to(node.attributes.get("href") or "") & SOMEBODY for node in box.node.css("a[href]")
    )


def _body(text: str, own: OwnNames) -> tuple[Author, ...]:
    """`By European Space Agency`, or the site's own name: who is no person, and signs in an author's element."""
    lines = [line.strip(" :|,–-") for line in without_date(text).split("\n") if line.strip(" :|,–-")]
    if not lines:
        return ()
    spoken = words().by.match(lines[0] + " ") or words().source.match(lines[0])
    lines[0] = lines[0][spoken.end() :].strip(" :|,–-") if spoken else lines[0]
    name = next(filter(is_body, lines), "") or next(filter(None, lines), "")
    tokens = name.split()
    if not 0 < len(tokens) <= MAX_BODY_WORDS or not all(map(_may_be_body, tokens)) or _NO_NAME.search(name):
        return ()
    sides = [side.strip() for side in name.strip("/ ").split("/")]
    if (
        len(sides) > 1
        and any(map(is_agency, sides))
        and all(is_agency(side) or own.hold(side) for side in sides)
    ):
        return tuple(Author(None, organisation=side, raw=text) for side in sides)  # `Mill/Reuters`
    told = len(tokens) > 1 and (spoken is not None or is_organisation(name))
    named = (own.hold(name) and not any(token.casefold() in _rules() for token in tokens)) or (
        told and not is_role(name) and all(map(_may_be_body_word, tokens))
    )
    return (Author(None, organisation=name, raw=text),) if named else ()


def _may_be_body(token: str) -> bool:
    return not token[0].islower() or len(token) <= 3 or "." in token


def _may_be_body_word(token: str) -> bool:
    """False for a word of the page about itself, unless it names a department."""
    word = token.casefold().strip(".,")
    return word not in words().no_name or word in words().departments or word in words().organisations


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
