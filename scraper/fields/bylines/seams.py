"""Where a page's markup has glued a name to a function or to itself: `Anna RitchieStaff Writer`, `Anna EkAnna Ek`."""

from __future__ import annotations

import re

from scraper.fields.bylines.bodies import is_organisation
from scraper.fields.bylines.reader import Reader
from scraper.fields.bylines.words import without_by, words

MAX_SEAMS = 8
MAX_ROLE = 40
_MARK = re.compile(r"\s*[,|;/(•·]| [–—-] ")
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-Þ][^\W\d_A-Z])")
_PREFIX = re.compile(r"(?<!\w)(?:Mc|Mac|Fitz|De|Di|Da|Du|La|Le|Van|Vander|O)$")
"""`McKinnon` has a seam of its own."""


def with_seams_cut(text: str, reader: Reader) -> str:
    """The text with a line break at a seam from lower to upper case, where both sides make sense by themselves."""
    if not _SEAM.search(text):
        return text
    return "\n".join(_cut(line, reader) for line in text.split("\n"))


def _cut(line: str, reader: Reader) -> str:
    """One line with its last good seam cut, if it has one."""
    seams = [match.start() for match in _SEAM.finditer(line)]
    for seam in reversed(seams[-MAX_SEAMS:]):
        before, behind = line[:seam], line[seam:]
        if _PREFIX.search(before):
            continue
        if before == behind and reader.is_person(without_by(before, reader.language)):
            return before  # printed once for wide screens and once for narrow ones
        first = _MARK.split(behind, maxsplit=1)[0]
        last = words().conjunction.split(without_by(before, reader.language))[-1]
        if reader.is_person(last) and (reader.is_role(first) or is_organisation(first)):
            return f"{before}\n{behind}"
        if len(before) < MAX_ROLE and reader.is_role(before) and reader.is_person(first):
            return f"{before}\n{behind}"
    return line
