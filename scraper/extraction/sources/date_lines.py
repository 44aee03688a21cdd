"""Printed dates: `<time>` elements, elements marked as a date, and date lines about the headline."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from scraper.extraction.claims import Claim
from scraper.extraction.marks import kind, says
from scraper.extraction.page import Page
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.dates import DateOrder, find_dates, parse_date, parse_machine_date, site_zone
from scraper.markup.dom import clean, text_of
from scraper.markup.layout import Block, Box, Layout
from scraper.model.dates import DateStamp

_DATE = kind(
    r"date|datum|fecha|publi[sck]|posted|timestamp|time(?:\s|$)|pubdate|tidpunkt|datetime|created|byline|meta(?:\s|$)|entry-meta|veroeffentlich",
    told_by="date datum fecha publi posted time tidpunkt created byline meta veroeffentlich",
)
_is_published = says(r"publi[sck]|posted|created|veroeffentlich")
_is_modified = says(r"updat|modif|changed|aktualis|geaendert|uppdater|oppdater|lastmod|edited")
_NUMBER = re.compile(r"[\d年]")
_TIME = ("time",)
_CHANGED = ("modified",)
MAX_LINE = 260
MAX_BOXES = 400
"""Boxes that are marked as a date: a listing has a hundred."""
MANY = 6
"""More dated lines than these, in parts that belong to other posts, are a listing's."""
MASTHEAD = 6
"""So many blocks at the top of a page may hold the day on which it is read."""
MAX_PARTS = 4
BESIDE = 3
"""So near the headline, a date is the post's own, whatever the box about it is called."""


def claims(page: Page, stage: Stage, *, language: str | None, order: DateOrder | None) -> list[Claim]:
    """Every printed date near the post; those that a word beside them calls modified claim `modified`."""
    found: list[Claim] = []
    blocks = page.layout.blocks
    asked = 0
    for box in page.marked(_DATE, _TIME):
        if asked >= MAX_BOXES:
            break
        if box.tag == "time" or box.end - box.start <= 2:
            index = min(box.start, len(blocks) - 1)
            if index >= 0 and len(found) < 60 and (abs(index - stage.title) <= BESIDE or not is_foreign(box)):
                found.extend(_from_box(page, box, index, stage, language, order))
                asked += 1
    lines: list[Claim] = []
    for block in stage.before(page.layout):
        if abs(block.index - stage.title) <= BESIDE or not is_foreign(block.box):
            lines.extend(_from_block(page, block, "line", language, order))
    found = _without_masthead([*found, *lines], stage, page.layout)
    tail = page.layout.blocks[max(stage.end - 2, stage.start) : stage.end + 6]
    for block in tail:
        if not is_foreign(block.box):
            found.extend(_from_block(page, block, "tail", language, order))
            found.extend(_filed(block, language, order))
    found.extend(_datelines(page, stage, language, order))
    found.extend(_in_title(page, language, order))
    if not any(claim.field == "published" and claim.stamp and len(str(claim.stamp)) >= 10 for claim in found):
        found.extend(_loose(page, stage, language, order))
    return found


def _without_masthead(claims: list[Claim], stage: Stage, layout: Layout) -> list[Claim]:
    """Dates above the headline are the page's own "today", when another date stands between headline and text.

    Where the other is no line of its own only those above the page's menu are, if it has one there, or of its first
    blocks: a text may begin with some other day.
    """
    below = [
        claim for claim in claims if claim.blocks and stage.title <= claim.blocks[0] <= stage.start + BESIDE
    ]
    if not below:
        return claims
    lines = any(
        claim.field == "published" and " alone" in claim.how and claim.blocks[0] < stage.start
        for claim in below
    )
    menu = next((box.start for box in layout.menus if box.start < stage.title), stage.title - BESIDE)
    top = stage.title if lines else min(MASTHEAD, menu)
    return [
        replace(claim, how="masthead")
        if claim.blocks and claim.blocks[0] < top and "labelled" not in claim.how
        else claim
        for claim in claims
    ]


def _in_title(page: Page, language: str | None, order: DateOrder | None) -> list[Claim]:
    """A date that is a part of `<title>` of its own: `Headline - 11/05/2022 - The Paper`."""
    parts = re.split(r"\s[|–—-]\s", page.title_element[:300])[1:]
    dated = [(part, parse_date(part, language=language, order=order)) for part in parts if len(part) <= 24]
    return [Claim("published", part, stamp, "visible", "title", "title") for part, stamp in dated if stamp][
        :1
    ]


def _filed(block: Block, language: str | None, order: DateOrder | None) -> list[Claim]:
    """`This entry was posted on Saturday, December 3rd, 2011 and is filed under …`: longer than a date line."""
    if not MAX_LINE < len(block.text) <= 4 * MAX_LINE:
        return []
    dates = find_dates(clean(block.text[:120]), language=language, now=None, order=order)[:1]
    place = f"{block.tag}#{block.index}"
    return [
        Claim("published", date.raw, date.stamp, "visible", "tail alone labelled", place)
        for date in dates
        if date.kind == "published"
    ]


def _datelines(page: Page, stage: Stage, language: str | None, order: DateOrder | None) -> list[Claim]:
    """A date that begins the text: `(18.01.2018) …`, `Kvarnby, den 18 januari 2018 – …`."""
    for block in page.layout.blocks[stage.start : stage.start + 2]:
        if len(block.text) <= MAX_LINE:
            continue
        for date in find_dates(block.text[:90], language=language, now=None, order=order)[:1]:
            before = block.text[: date.start].strip(" (,.–-")
            if len(before) < 32 and "." not in before:
                place = f"{block.tag}#{block.index}"
                return [Claim("published", date.raw, date.stamp, "visible", "dateline", place)]
    return []


def _loose(page: Page, stage: Stage, language: str | None, order: DateOrder | None) -> list[Claim]:
    """Where nothing else is dated: lines that are a date and little else, the nearest to the headline first.

    A page with many such lines is a listing, and none of them is its own.
    """
    near: list[tuple[bool, bool, int, Claim]] = []
    for block in page.layout.blocks[:3000]:
        line = block.text.split("\n", 1)[0]
        if not 6 <= len(line) <= 70 or not _NUMBER.search(line):
            continue
        for date in find_dates(clean(line), language=language, now=None, order=order)[:1]:
            if len(line) - (date.end - date.start) <= 45 and len(str(date.stamp)) >= 10:
                field = "modified" if date.kind == "modified" else "published"
                foreign = is_foreign(block.box)
                said = date.kind == "published" and not foreign
                how = "loose labelled" if said else "loose"
                claim = Claim(field, date.raw, date.stamp, "visible", how, f"{block.tag}#{block.index}")
                near.append((not said, foreign, abs(block.index - stage.title), claim))
    near.sort(key=lambda row: (row[0], row[2]))
    if not near:
        return []
    _, foreign, distance, claim = near[0]
    alone = len(near) <= (MANY if foreign else 2)
    return [claim] if alone or (distance <= 25 and not foreign) else []


def _from_box(
    page: Page, box: Box, index: int, stage: Stage, language: str | None, order: DateOrder | None
) -> list[Claim]:
    machine_raw = (box.attributes.get("datetime") or box.attributes.get("content") or "").strip()
    text = text_of(box.node)
    if len(text) > 120:
        return []
    printed = _read(text, page, language, order) if text else None
    if printed is None and text and box.tag == "time":
        printed = next((stamp for part in _parts(box) if (stamp := _read(part, page, language, order))), None)
    machine = parse_machine_date(machine_raw) if machine_raw else None
    if machine is None and printed is None:
        return []
    near = stage.distance(index) == 0
    label = _label(box, text, page, language, order)
    how = ("time" if box.tag == "time" else "marked") + (" near" if near else "")
    field = "modified" if label == "modified" else "published"
    if label == "published":
        how += " labelled"
    claims = []
    if machine is not None:
        claims.append(
            Claim(field, machine_raw, machine, "visible", how + " machine", f"{box.tag}#{index}", (index,))
        )
    if printed is not None:
        claims.append(
            Claim(field, text, printed, "visible", how + " printed", f"{box.tag}#{index}", (index,))
        )
    return claims


def _parts(box: Box) -> list[str]:
    """What the elements in a box say, each for itself: a date for wide windows, and one for narrow ones."""
    parts: list[str] = []
    child = box.node.first_child
    while child is not None and len(parts) < MAX_PARTS:
        parts.append(text_of(child))
        child = child.next
    return [part for part in parts if part]


def _label(box: Box, text: str, page: Page, language: str | None, order: DateOrder | None) -> str | None:
    """`published` or `modified` where the element's marks or the words about it say so.

    Marks that say both are of a post that was not changed since it came out, and tell nothing apart.
    """
    if box.marks and _is_modified(box.marks) and not _is_published(box.marks):
        return "modified"
    for found in find_dates(text, language=language, now=_now(page, language), order=order)[:1]:
        if found.kind:
            return found.kind
    around = box.parent
    shown = page.layout.blocks[around.start : around.end] if around is not None else []
    if around is not None and len(shown) <= 2 and sum(len(block.text) for block in shown) <= MAX_LINE:
        whole = text_of(around.node)
        if len(whole) <= MAX_LINE:
            at = whole.find(text) if text else -1
            for found in find_dates(whole, language=language, now=_now(page, language), order=order):
                if found.kind and (at < 0 or (found.start <= at + len(text) and found.end >= at)):
                    return found.kind
    return None


def _now(page: Page, language: str | None) -> datetime | None:
    """The time of capture by the site's own clock: its "today" is that of its readers."""
    zone = site_zone(page.host, language)
    return page.fetched_at.astimezone(zone) if page.fetched_at and zone else page.fetched_at


def _read(text: str, page: Page, language: str | None, order: DateOrder | None) -> DateStamp | None:
    return parse_date(text, language=language, now=_now(page, language), order=order)


def _from_block(
    page: Page, block: Block, how: str, language: str | None, order: DateOrder | None
) -> list[Claim]:
    text = clean(block.text)
    if len(text) > MAX_LINE:
        return []
    found = find_dates(text, language=language, now=_now(page, language), order=order)
    claims = []
    for date in found[:4]:
        # a month among words is what they are about; a day among few is a date line
        alone = len(text) - (date.end - date.start) <= (60 if len(str(date.stamp)) >= 10 else 16)
        sort = f"{how}{' alone' if alone else ''}{' labelled' if date.kind == 'published' else ''}"
        field = "modified" if date.kind in _CHANGED else "published"
        claims.append(
            Claim(field, date.raw, date.stamp, "visible", sort, f"{block.tag}#{block.index}", (block.index,))
        )
    return claims
