"""Reporters who open or end a text in Chinese, Japanese and Korean: in brackets, with their function or the place they write from."""

from __future__ import annotations

import re

from scraper.fields.bylines import is_person_name, parse_byline
from scraper.fields.bylines.words import has_cjk
from scraper.model.late import late
from scraper.model.post import Author, Credit

REACH = 80
"""Characters at the beginning of a text that are looked at."""
_INNER = r"[^()（）\[\]［］〔〕【】\n]"
_OPEN, _CLOSE = r"[(（\[［〔【]", r"[)）\]］〕】]"
_REPORTER = late(re.compile, rf"{_OPEN}({_INNER}{{0,20}}(?:記者|记者|特派員){_INNER}{{2,30}}){_CLOSE}")
"""`〔記者王小河／台北報導〕`, `新华社北京5月3日电（记者王小河）`."""
_BEFORE_TEXT = late(re.compile, rf"{_OPEN}{_INNER}{{2,30}}{_CLOSE}\s?([^=\n]{{2,30}}기자)\s?=")
"""`(서울=연합뉴스) 김하늘 기자 = …`."""
_FROM_PLACE = late(re.compile, rf"{_OPEN}[^=＝)）\]］】\n]{{1,10}}[=＝]({_INNER}{{2,12}}){_CLOSE}")
"""`【ソウル＝佐藤花子】`."""
_LAST = late(re.compile, rf"[。！？][”」』]?\s?{_OPEN}({_INNER}{{2,12}}){_CLOSE}$")
"""`…と話した。（佐藤花子）`."""
_WHOLE = late(re.compile, rf"{_OPEN}({_INNER}{{4,24}}){_CLOSE}")
"""`（记者 高志远）`, alone on the last line."""
_LAST_LINE = late(re.compile, r"[가-힣 ,·=()/]{2,30} ?기자\b[\s=(\[]{0,3}[\w.@+-]{0,50}[)\]]?$")
"""`김하늘 기자 haneul@mill.example`."""


def opening(text: str) -> tuple[Author, ...]:
    """Who is named where a text begins; empty for texts in other languages. Never raises."""
    text = text[:REACH]
    if not has_cjk(text):
        return ()
    if line := _REPORTER.search(text) or _BEFORE_TEXT.match(text):
        people = parse_byline(line[1])
        return people if any(author.role for author in people) and _are_authors(people) else ()
    if line := _FROM_PLACE.match(text):
        people = parse_byline(line[1])
        return people if _are_authors(people) else ()
    return ()


def _are_authors(people: tuple[Author, ...]) -> bool:
    return all(author.name and author.credit is Credit.AUTHOR for author in people)


def ending(text: str) -> tuple[Author, ...]:
    """Who stands behind the last sentence of a text: alone in brackets, or as a reporter in a line of their own. Never raises."""
    if not has_cjk(text[-REACH:]):
        return ()
    line = text.rpartition("\n")[2].strip()
    if _LAST_LINE.fullmatch(line):
        people = parse_byline(line)
        return people if any(author.role for author in people) and _are_authors(people) else ()
    if (whole := _WHOLE.fullmatch(line)) and (people := parse_byline(whole[1])):
        sure = any(author.role for author in people) or is_person_name(whole[1])
        return people if sure and _are_authors(people) else ()
    inner = _LAST.search(line[-20:])
    if inner is None or not is_person_name(inner[1].removesuffix("記者").strip()):
        return ()
    return parse_byline(inner[1])
