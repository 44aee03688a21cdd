"""Who signs the post that a card leads to: the lines, or the elements of a line, that name somebody."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scraper.discovery.card_lines import fields_of, plain
from scraper.fields.bylines import is_person_name, is_role, parse_byline

_MAX_LINE = 120
_MAX_LOOSE = 60
"""Characters of a line that names somebody who is neither a name alone nor has a role."""
_FEWEST_WORDS = 6
_ENDS = ".!?…"


def byline_of(
    lines: Sequence[str], kickers: Collection[str], language: str | None
) -> tuple[str | None, set[str]]:
    """The lines that name an author, each with the role line behind it; and which of `lines` they are or stand in.

    `kickers` name nobody, whatever they look like.
    """
    said: list[tuple[str, str]] = []
    for line in lines:
        fields = [field for field in fields_of(line) if field not in kickers]
        apart = len(fields) > 1 and any(_names_somebody(field, language) for field in fields)
        said += [(field, line) for field in (fields if apart or len(fields) < 2 else [plain(line)])]
    found: list[str] = []
    signed: set[str] = set()
    for place, (text, line) in enumerate(said):
        if text in found or not _names_somebody(text, language):
            continue
        found.append(text)
        signed.add(line)
        if place + 1 < len(said) and len(said[place + 1][0]) < _MAX_LINE:
            following, behind = said[place + 1]
            if not is_sentence(following) and is_role(following, language=language):
                found.append(following)
                signed.add(behind)
    return "\n".join(found) or None, signed


def _names_somebody(line: str, language: str | None) -> bool:
    if len(line) > _MAX_LINE or is_sentence(line):
        return False
    people = parse_byline(line, language=language)
    return bool(
        people
        and people[0].name
        and (is_person_name(line) or people[0].role or len(line) < _MAX_LOOSE)
        and not is_role(line.split(",")[0], language=language)
    )


def is_sentence(line: str) -> bool:
    """A text that ends with a sign and a word in small letters, or in a script without them; bylines end with a name."""
    words = line.split()
    return len(words) >= _FEWEST_WORDS and line[-1] in _ENDS and not words[-1][:1].isupper()
