"""A printed byline to authors. Line breaks and separators part it; words tell the parts' kinds."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from scraper.fields.bylines.bios import read_bio
from scraper.fields.bylines.names import _EMAIL, _HANDLE, clean_name, is_login, is_person_name
from scraper.fields.bylines.roles import is_agency, is_organisation, is_role, split_role
from scraper.fields.bylines.words import Words, words
from scraper.fields.dates import find_dates
from scraper.model.post import Author, Credit

MAX_BYLINE = 600
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|\+?\d[\d ()/-]{7,}\d|\d+\s*(?:min(?:ute[ns]?|uter|uti|uto[s]?)?\.?)\s*(?:read(?:ing time)?|lesezeit|lästid|lesetid|de lecture|de lectura|di lettura|czytania)?"
    r"|(?:lesezeit|reading time|lesedauer|lästid)\s*:?\s*\d*\s*\w*\.?|\d{1,2}[:.]\d{2}\s*(?:uhr|h|am|pm)?|\(\d{1,3}\)|\bfollow(?:ing)?\b|\bfolgen\b|\bcontact\b|\bemail\b|\be-mail\b"
    r"|\bview (?:all|more)[^\n]*|\bsee all[^\n]*|\bmore (?:by|from)[^\n]*|\balle (?:artikel|beiträge)[^\n]*|\bread more[^\n]*|\bmehr (?:von|über)[^\n]*|\bupdated\b|\bpublished\b|\bposted\b(?: on)?",
    re.IGNORECASE,
)
_CREDIT_SIGN = re.compile(r"[:：©]|\b(?:by|av|af|von|par|di|por|de|door)\s", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:\n|\s\|\s|\||•|·|\s[–—-]{1,2}\s|\s/\s|;|／|｜|→|►|»|\t|\s\*\s)\s*")
_COMMAS = re.compile(r"\s*[,、，]\s*(?!(?:Jr|Sr|Ph\.?D|MD|M\.D|III?|Esq|MBA|RN)\b)")
_BRACKET = re.compile(r"\s*[(\[（]([^()\[\]（）]{2,90})[)\]）]\s*")


def parse_byline(
    text: str, *, language: str | None = None, known_names: Collection[str] = ()
) -> tuple[Author, ...]:
    """Everybody whom a byline, a signature or the line of an author box credits; empty when nobody is.

    Roles and organisations are as printed. An agency is an author with an organisation and no name.
    `known_names` pass as names whatever they look like. Never raises; reads 600 characters.
    """
    return _parse(text[:MAX_BYLINE], language, tuple(known_names))


@lru_cache(maxsize=8192)
def _parse(text: str, language: str | None, known: tuple[str, ...]) -> tuple[Author, ...]:
    raw = " ".join(text.split())[:300]
    bio = read_bio(text, language=language, known_names=known)
    if bio:
        return tuple(replace(author, raw=raw) for author in bio)
    authors: list[Author] = []
    for credit, chunk in _credited(text):
        for author in _people(chunk, language, known):
            if not any(
                author.name == other.name and author.organisation == other.organisation for other in authors
            ):
                authors.append(replace(author, credit=credit, raw=raw))
    return tuple(authors[:25])


def _credited(text: str) -> list[tuple[Credit, str]]:
    """The text in chunks, each with the credit that the word before it gives."""
    vocabulary = words()
    if not _CREDIT_SIGN.search(text):
        return [(Credit.AUTHOR, text)]
    chunks: list[tuple[Credit, str]] = []
    credit, at = Credit.AUTHOR, 0
    for match in vocabulary.credit.finditer(text):
        before = text[at : match.start()].strip(" ,/|–-·•&+")
        if before.casefold().endswith((" und", " and", " och", " et")):
            before = before.rsplit(" ", 1)[0]
        if before:
            chunks.append((credit, before))
        credit, at = Credit(vocabulary.credit_of[" ".join(match["word"].casefold().split())]), match.end()
    rest = text[at:].strip()
    if rest:
        if credit is not Credit.AUTHOR and (
            found := re.search(
                r"(?:^|[\s/|,])(?:text|tekst|texte|texto|testo|words|teksti|text von|von)\s*:\s*",
                rest,
                re.IGNORECASE,
            )
        ):
            chunks.append((credit, rest[: found.start()]))
            credit, rest = Credit.AUTHOR, rest[found.end() :]
        chunks.append((credit, rest))
    return chunks


def _people(text: str, language: str | None, known: tuple[str, ...]) -> list[Author]:
    """The people of one chunk: its parts are names, roles, bodies or noise, in that printed order."""
    vocabulary = words()
    text = _without_noise(text)
    parts = _parts(text, language, known, vocabulary)
    authors: list[Author] = []
    open_from = 0  # the authors that a role line behind them is meant for
    closed = False
    for part in parts:
        kind, name, role, organisation = _kind(part, language, known, vocabulary)
        if kind == "name":
            if closed:
                open_from, closed = len(authors), False
            authors.append(Author(name))
        elif kind == "both":
            open_from, closed = len(authors), True
            authors.append(Author(name, role, organisation))
        elif kind == "role" and authors and authors[-1].name:
            role, organisation = split_role(part, language=language)
            for place in range(open_from, len(authors)):
                known_role = authors[place].role
                authors[place] = replace(
                    authors[place], role=role if known_role is None else f"{known_role}, {role}" if role and not authors[place].organisation else known_role,
                    organisation=authors[place].organisation or organisation,
                )  # fmt: skip
            closed = True
        elif kind == "body":
            if authors and authors[-1].name:
                for place in range(open_from, len(authors)):
                    if authors[place].organisation is None:
                        authors[place] = replace(authors[place], organisation=part)
                closed = True
            elif is_agency(part):
                authors.append(Author(None, organisation=part))
        elif (
            kind == "place"
            and authors
            and authors[-1].role
            and authors[-1].organisation is None
            and part[:1].isupper()
            and len(part) < 60
        ):
            for place in range(open_from, len(authors)):
                authors[place] = replace(authors[place], organisation=part)
    return authors


def _without_noise(text: str) -> str:
    text = _EMAIL.sub(" ", text)
    text = _HANDLE.sub(" ", text)
    if any(char.isdigit() for char in text):
        for found in reversed(find_dates(text)):
            text = text[: found.start] + " | " + text[found.end :]
    return _NOISE.sub(" | ", text)


def _parts(text: str, language: str | None, known: tuple[str, ...], vocabulary: Words) -> list[str]:
    """The text cut at line breaks, bars, dashes, commas, brackets and words for "and"."""
    parts: list[str] = []
    for line in _SEPARATORS.split(text):
        line = line.strip(" ,.:-–—|/&+*")
        if not line:
            continue
        if line in known:
            parts.append(line)
            continue
        if "/" in line:
            sides = [side.strip() for side in line.split("/") if side.strip()]
            if (
                len(sides) > 1
                and all(is_agency(side) or is_person_name(clean_name(side)) for side in sides)
                and not is_agency(line)
            ):
                parts.extend(sides)
                continue
        stripped = vocabulary.by.sub("", line, count=1)
        if (stripped and not is_person_name(line)) or stripped[:1].isupper():
            line = stripped or line
        parts.extend(_cut(line, language, known, vocabulary))
    return parts


def _cut(line: str, language: str | None, known: tuple[str, ...], vocabulary: Words) -> list[str]:
    if (bracket := _BRACKET.search(line)) and bracket.start() > 2:
        inner = bracket[1]
        before, behind = line[: bracket.start()], line[bracket.end() :]
        return [
            *_cut(before, language, known, vocabulary),
            inner,
            *(_cut(behind, language, known, vocabulary) if behind.strip() else []),
        ]
    if is_role(line, language=language):
        head, comma, tail = _at_comma(line)
        if (
            not comma
            and (split := vocabulary.conjunction.split(line, maxsplit=1))
            and len(split) == 2
            and is_person_name(split[0].strip())
        ):
            return [split[0].strip(), *_cut(split[1].strip(), language, known, vocabulary)]
        if comma and (_is_name_list(head, vocabulary) or head in known):
            if is_role(tail, language=language) and not _starts_with_name(tail):
                return [*_names(head, vocabulary), *_role_then_names(tail, language, known, vocabulary)]
            return [*_names(head, vocabulary), *_cut(tail, language, known, vocabulary)]
        return [line]
    found: list[str] = []
    for piece in _COMMAS.split(line):
        if piece.strip():
            found.extend(_names(piece, vocabulary))
    if (
        len(found) == 2
        and "," in line
        and all(
            " " not in piece and piece[:1].isupper() and piece.isalpha() and not is_organisation(piece)
            for piece in found
        )
    ):
        return [f"{found[1]} {found[0]}"]  # `Ganse, Yasmina`
    return found


def _role_then_names(tail: str, language: str | None, known: tuple[str, ...], vocabulary: Words) -> list[str]:
    """What follows a name and a comma: a role with its body, and perhaps the next name behind it."""
    for match in re.finditer(r",\s*|\s+(?:&|and|och|und|et|y|og|ja|e|en)\s+", tail):
        rest = tail[match.end() :]
        next_name = _COMMAS.split(rest)[0].strip()
        if (
            is_person_name(next_name)
            and not is_organisation(next_name)
            and not is_role(next_name)
            and match.start() > 3
        ):
            before = tail[: match.start()].strip(" ,")
            behind = rest[len(next_name) :].strip(" ,")
            # `Name, role, Green Future`: a last piece behind a comma is the body, not the next author
            if match[0].startswith(",") and not is_role(behind, language=language):
                continue
            if is_role(before, language=language):
                return [before, *_cut(rest, language, known, vocabulary)]
    return [tail]


def _at_comma(line: str) -> tuple[str, str, str]:
    match = _COMMAS.search(line)
    return (line[: match.start()].strip(), ",", line[match.end() :].strip()) if match else (line, "", "")


def _starts_with_name(text: str) -> bool:
    return is_person_name(_COMMAS.split(text)[0].strip())


def _is_name_list(text: str, vocabulary: Words) -> bool:
    return all(is_person_name(clean_name(part)) for part in vocabulary.conjunction.split(text) if part)


def _names(piece: str, vocabulary: Words) -> list[str]:
    """A piece parted at "and", where that leaves names or agencies on either side; else whole."""
    split = [part.strip() for part in vocabulary.conjunction.split(piece) if part and part.strip()]
    if len(split) > 1 and (
        sum(is_person_name(clean_name(part)) for part in split) >= len(split) - 1
        or all(is_agency(part) for part in split)
    ):
        return split
    return [piece.strip()]


def _kind(
    part: str, language: str | None, known: tuple[str, ...], vocabulary: Words
) -> tuple[str, str, str | None, str | None]:
    """What a part is (`name`, `role`, `body`, `both`, `place` or `noise`), with name, role and organisation.

    `both` is a name and a role run together; only there are role and organisation told already.
    """
    bare = clean_name(vocabulary.by.sub("", part, count=1) or part)
    if part in known or bare in known:
        return "name", bare if bare in known else part, None, None
    if is_agency(part):
        return "body", part, None, None
    role = is_role(part, language=language)
    named = is_person_name(bare, language=language) and not is_organisation(bare, language=language)
    if named and (not role or _only_by_surname(bare, vocabulary)):
        return "name", bare, None, None
    if role:
        both = _name_and_role(bare, language, vocabulary)
        return ("both", *both) if both else ("role", part, None, None)
    if is_login(part):
        return "noise", part, None, None
    return ("body" if is_organisation(part, language=language) else "place"), part, None, None


def _only_by_surname(name: str, vocabulary: Words) -> bool:
    """True for two words of which neither is a role by itself: the likeness to a role lies in an ending."""
    tokens = name.casefold().split()
    return len(tokens) == 2 and not any(token in vocabulary.roles for token in tokens)


def _name_and_role(
    text: str, language: str | None, vocabulary: Words
) -> tuple[str, str | None, str | None] | None:
    """`Thandi Molefe Parliamentary editor` or `Korrespondent Bo Ek`: a name and a role with nothing between."""
    tokens = text.split()
    for size in (2, 3, 4):
        if len(tokens) <= size:
            continue
        head, tail = " ".join(tokens[:size]), " ".join(tokens[size:])
        if head.endswith(","):
            break
        if (
            is_person_name(head)
            and not is_role(head)
            and is_role(tail, language=language)
            and not is_organisation(head)
        ):
            role, organisation = split_role(tail, language=language)
            return clean_name(head), role, organisation
    for size in (3, 2):
        if len(tokens) <= size:
            continue
        head, tail = " ".join(tokens[:-size]), " ".join(tokens[-size:])
        if "," in head[-1:] or "," in tail:
            break
        if (
            is_person_name(tail)
            and not is_role(tail)
            and is_role(head, language=language)
            and not is_organisation(tail)
        ):
            role, organisation = split_role(head, language=language)
            return clean_name(tail), role, organisation
    return None
