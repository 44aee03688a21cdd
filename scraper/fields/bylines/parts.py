"""A chunk of a byline cut into parts: at line breaks, bars, brackets and slashes, then (atoms.py) at commas."""

from __future__ import annotations

import re

from scraper.fields.bylines.atoms import read_atoms
from scraper.fields.bylines.bodies import begins_with_place, is_agency, is_organisation, is_place
from scraper.fields.bylines.guesses import is_guess, may_be_function
from scraper.fields.bylines.names import clean_name
from scraper.fields.bylines.oriental import read_oriental
from scraper.fields.bylines.reader import Joint, Part, Reader
from scraper.fields.bylines.words import has_cjk, without_by, words

MAX_PARTS = 60
MAX_SMALL_WORDS = 6
_SEGMENTS = re.compile(
    r"\s*(?:(?P<line>\n)|\x1f|\s\|\s|\||•|(?<![\u3040-\ud7af])·|\s[–—-]{1,2}\s|\s/\s|[;／｜⋅∙‧●▪◆]|→|►|(?<!\w)»|\t|\s\*\s)\s*"
)
_BRACKET = re.compile(r"\s*[(\[（]([^()\[\]（）]{1,90})[)\]）]\s*")
_LAST_INITIAL = re.compile(r"\s\w\.$")
_QUOTES = re.compile(r"[«„“](?=[^«»„“”\"]*$)")
_CLOSING = {"«": "»", "„": "“”", "“": "”"}
"""A quote that opens within a segment ends with it: `газеты «Река»`."""
_COLON = re.compile(r"(?<!\d):|:(?![^\W\d])")
"""A colon behind a label; not that of `1:e` and `2:a`."""
_SIGN = re.compile(r"[a-zåäöü]{2,3}")
"""Initials by which a desk knows its people: `dpa/ae`."""
_TRIM = ' ,.:-–—|/&+*"“”„»«'


def parts_of(text: str, reader: Reader) -> list[Part]:
    """The parts of one chunk, in printed order; never raises."""
    parts: list[Part] = []
    at: int = 0
    joint: Joint = "start"
    for match in [*_SEGMENTS.finditer(text), None]:
        segment = text[at : match.start() if match else len(text)]
        found = _guessed(segment.strip(_TRIM), joint, reader, parts) or _segment(
            segment, joint, reader, bool(parts)
        )
        if joint == "bar" and _is_body_in_capitals(segment, found, text[:at], parts):
            found = [Part("body", segment.strip(_TRIM), joint)]
        elif (
            joint == "bar"
            and found
            and found[0].kind == "name"
            and parts
            and begins_with_place(found[0].text)
        ):
            found = []  # `Anna Ek | Palma de Mallorca`
        parts.extend(found)
        if match:
            at, joint = match.end(), "line" if match["line"] else "bar"
    return parts[:MAX_PARTS]


def _guessed(segment: str, joint: Joint, reader: Reader, parts: list[Part]) -> list[Part]:
    """A line below a name that may be a function by its form alone, where the place tells that somebody signs."""
    name = next((part.text for part in reversed(parts) if part.kind in ("name", "both")), None)
    if not reader.placed or name is None or not is_guess(segment, joint, name, reader):
        return []
    return [Part("guess", segment, joint)]


def _is_body_in_capitals(segment: str, found: list[Part], before: str, parts: list[Part]) -> bool:
    """`Anna Ek | MILL TODAY`: what looks like a name in capitals, where the names before are in small letters."""
    return (
        len(found) == 1
        and found[0].kind == "name"
        and segment.isupper()
        and not before.isupper()
        and any(part.kind == "name" for part in parts)
    )


def without_prose(parts: list[Part]) -> list[Part]:
    """Without the lines that are sentences: too many small words that are no function."""
    kept: list[Part] = []
    line: list[Part] = []
    for part in [*parts, None]:
        if part is None or part.joint == "line":
            kept.extend(line if not _is_prose(line) else ())
            line = []
        if part is not None:
            line.append(part)
    return kept


def _is_prose(line: list[Part]) -> bool:
    small = sum(word.islower() for part in line if part.kind == "other" for word in part.text.split())
    return small >= MAX_SMALL_WORDS


def _segment(segment: str, joint: Joint, reader: Reader, follows: bool) -> list[Part]:
    """One segment: what it is as a whole, or brackets, slashes and a word for authorship, then its atoms."""
    segment = segment.strip()
    bare = segment.strip(_TRIM)
    if not bare:
        return []
    if bare in reader.known:
        return [Part("name", bare, joint)]
    if has_cjk(segment):
        return read_oriental(segment, joint)
    if whole := _BRACKET.fullmatch(segment):
        return _segment(whole[1], joint, reader, follows)
    if (bracket := _BRACKET.search(segment)) and bracket.start() > 2:
        before = _segment(segment[: bracket.start()], joint, reader, follows)
        inner = _bracket(bracket[1], reader)
        if before and before[-1].kind == "name" and len(inner) == 1 and inner[0].kind == "name":
            inner = [
                Part("body", bracket[1].strip(), "bracket")
            ]  # `Anna Ek (Norr Star)`: nobody brackets people
        return [
            *before,
            *inner,
            *_segment(segment[bracket.end() :], "comma", reader, True),
        ]
    if quotes := _QUOTES.search(bare):
        bare += next((mark for mark in _CLOSING[quotes[0]] if f"{bare}{mark}" in segment), "")
    dotted = (
        _LAST_INITIAL.search(f"{bare}.") or f"{bare.rpartition(' ')[2]}.".casefold() in words().legal_forms
    )
    segment = bare + ("." if dotted and f"{bare}." in segment else "")
    if source := words().source.match(segment):
        if is_agency(segment[source.end() :]):
            return [Part("body", segment[source.end() :], joint)]
        if ":" in source[0]:
            return []
    if is_agency(segment):
        return [Part("body", segment, joint)]
    if "/" in segment and (sides := _slashed(segment, joint, reader)):
        return sides
    return _spoken(_unspoken(segment, reader), joint, reader, follows)


def _spoken(segment: str, joint: Joint, reader: Reader, follows: bool) -> list[Part]:
    """A segment without the word for authorship before it: `Essay by Anna Ek`, `Reporter: Anna Ek`, or atoms."""
    announced = words().announced.match(segment)
    if announced and not reader.is_person(announced[1]) and reader.is_person(announced[2]):
        return [Part("name", clean_name(announced[2]), joint)]
    if kicker := words().kicker.match(segment):
        segment = _unspoken(segment[kicker.end() :].strip(_TRIM), reader)
    colon = _COLON.search(segment)
    if colon and 2 < colon.start() < 60 and reader.is_role(role := segment[: colon.start()]):
        rest = segment[colon.end() :].strip()
        return [Part("role", role.strip(), joint), *read_atoms(rest, "colon", reader, False)]
    return read_atoms(segment.lstrip(_TRIM), joint, reader, follows)


def _unspoken(segment: str, reader: Reader) -> str:
    """Without the word for authorship, an "and", or a place at the beginning; a name that begins so stays whole."""
    rest = without_by(segment, reader.language)
    if rest == segment and segment[:2] != "I " and (spoken := words().conjunction.match(" " + segment)):
        segment = rest = segment[spoken.end() - 1 :]
    word = segment[: len(segment) - len(rest)].strip(" :").casefold()
    surely = rest[:1].isupper() and word not in words().particles
    if reader.is_person(segment) and not reader.is_person(rest) and not surely:
        return segment
    place = words().from_place.match(rest)
    if place and is_place(place[1]) and not reader.is_person(rest):
        return rest[place.end() :]
    return rest


def _bracket(inner: str, reader: Reader) -> list[Part]:
    word = inner.strip().casefold()
    if word in words().credit_of or word in words().by_words:
        return [Part("credit", word, "bracket")]
    if len(word) <= 2 and not is_agency(word):
        return []  # a party, or the number of a footnote
    if (
        reader.placed
        and inner[:1].islower()
        and not reader.is_role(inner)
        and may_be_function(inner, "bracket", reader.language)
    ):
        return [Part("guess", inner, "bracket")]
    return _segment(inner, "bracket", reader, True)


def _slashed(segment: str, joint: Joint, reader: Reader) -> list[Part]:
    """`dpa/Anna Ek`, `Anna Ek/Bo Berg`: only where every side is a name, a body or an agency."""
    sides = [side.strip() for side in segment.split("/") if side.strip()]
    found: list[Part] = []
    for side in sides:
        if is_agency(side):
            found.append(Part("body", side, "slash"))
        elif reader.is_person(side):
            found.append(Part("name", clean_name(side), "slash"))
        elif found and found[-1].kind == "name" and is_organisation(side) and not reader.is_role(side):
            found.append(Part("body", side, "slash"))
        elif not _SIGN.fullmatch(side):
            return []
    if not found or len(sides) < 2:
        return []
    if found[0].kind == "body" and len(found) > 1 and found[1].kind == "name":
        found = [*found[1:], found[0]]
    return [Part(found[0].kind, found[0].text, joint), *found[1:]]
