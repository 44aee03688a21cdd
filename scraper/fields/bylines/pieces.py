"""The pieces of a line that signs by its place: what its marks part, and what each of them looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scraper.fields.bylines.bodies import begins_like_body, is_body_name, is_organisation, is_place
from scraper.fields.bylines.guesses import has_given_name, led_by_function
from scraper.fields.bylines.reader import Kind, Reader
from scraper.fields.bylines.roles import role_word
from scraper.fields.bylines.words import connectives, has_cjk, without_by, words
from scraper.fields.languages import primary

MAX_SAID = 6
_SEAMS = re.compile(
    r"\s*(?:(?P<line>\n)|(?P<comma>[,;،、，](?!\d)\s*)|(?P<bar>\s[|•·/–—-]{1,2}\s|[()（）\[\]|／｜]))\s*"
)
_BLANK = re.compile(r"[ \u3000]+")
_TRIM = " \t,;.–—-|/"


class Piece(NamedTuple):
    """What stands between two marks: its text, the mark before it, and what it looks like."""

    text: str
    joint: str
    kind: Kind


def pieces_of(text: str, reader: Reader, is_own: Callable[[str], bool]) -> Iterator[Piece]:
    """The pieces between the marks, one by one: a text that begins with no name is read no further."""
    first, eastern = "", has_cjk(text)
    at, joint = 0, "line"
    for seam in [*_SEAMS.finditer(text), None]:
        part = text[at : seam.start() if seam else len(text)].strip(_TRIM)
        for half, mark in _halves(part, joint, reader, first):
            spoken = half if first and mark != "and" else _unspoken(half, reader)
            named = (
                reader.is_person(spoken)
                and (has_given_name(spoken) or not is_own(half))
                and not half.endswith("!")
            )
            if not (first or named or eastern):
                return
            kind: Kind = "name" if named else "other" if half.endswith("!") else _kind(half, reader, is_own)
            piece = Piece(spoken if named else half, mark, kind)
            first = first or piece.text
            yield piece
        if seam:
            at, joint = seam.end(), seam.lastgroup or "bar"


def _unspoken(text: str, reader: Reader) -> str:
    """A name without what says that somebody wrote: a word for it, or small words that end in one (`articol scris de`)."""
    if (rest := without_by(text, reader.language)) != text:
        return rest
    tokens = text.split()
    spoken, own = words().by_words, words().by_or_name.get(primary(reader.language) or "", ())
    for place in range(1, min(MAX_SAID, len(tokens) - 1)):
        if not (place == 1 or tokens[place - 1].islower()):
            break
        rest = " ".join(tokens[place:])
        word = tokens[place - 1].casefold()
        if (word in spoken or word in own) and (reader.is_person(rest) or led_by_function(rest, reader)):
            return rest
    return text


def _halves(part: str, joint: str, reader: Reader, before: str) -> list[tuple[str, str]]:
    """A piece without the "and" before it; cut where a name follows one: `trésorier et Odile Brémont`.

    Behind a name with a common given name (`before`) only another such cuts: `Repairs and Damp Lead` is a function.
    """
    if not part:
        return []
    if spoken := words().conjunction.match(f" {part}"):
        part, joint = part[spoken.end() - 1 :].strip(), "and"
    if has_cjk(part):
        return [(half, joint) for half in _oriental(part)]
    if led := led_by_function(_unspoken(part, reader) if not before else part, reader):
        return [(led[0], joint), (led[1], "line")]
    for word in connectives(reader.language)[0]:
        spoken_of, _, body = part.partition(f" {word} ")
        if body[:1].isupper() and (led := led_by_function(spoken_of, reader)):
            return [(led[0], joint), (led[1], "line"), (body, "comma")]
    for seam in words().conjunction.finditer(part):
        name = part[seam.end() :].strip()
        if (
            reader.is_person(name)
            and not reader.is_person(part)
            and (has_given_name(name) or not has_given_name(before))
        ):
            return [(part[: seam.start()].strip(), joint), (name, "and")]
    return [(part, joint)]


def _oriental(part: str) -> list[str]:
    """What blanks part, but for the one within a name: `佐藤 美咲 主任`, `司書 佐藤 美咲`."""
    tokens = _BLANK.split(part)
    for place in (0, len(tokens) - 2):
        pair = tokens[max(place, 0) : place + 2]
        if len(pair) > 1 and max(map(len, pair)) <= 3 and Reader().is_person(" ".join(pair)):
            return [*tokens[:place], " ".join(pair), *tokens[place + 2 :]]
    return tokens


def _kind(text: str, reader: Reader, is_own: Callable[[str], bool]) -> Kind:
    if is_own(text):
        return "body"
    if is_place(text) or text.casefold().replace(".", "") in words().degrees or _speaks_of_page(text):
        return "noise"
    if reader.is_person(text):
        return "name"
    word = role_word(text)
    if has_cjk(text):
        return "body" if not word and is_organisation(text) else "role"
    organised = is_organisation(text, language=reader.language)
    if word and (
        text[:1].islower() or not organised or text.casefold().startswith(word) or not is_body_name(text)
    ):
        return "role"
    if organised and begins_like_body(text):
        return "body"
    return "role" if text[:1].islower() else "other"


def _speaks_of_page(text: str) -> bool:
    """`Sponsored Post`: words that no name and no function holds alone."""
    return all(word in words().no_name for word in text.casefold().split())
