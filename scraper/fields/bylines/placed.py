"""Lines that sign by where they stand: what is beside the name is a function or a body, though no word of it is known.

The order and the shape tell which: a function begins with a small letter or stands first, a body has capitals, a word
that only bodies have, or is called as the site is. Whoever asks has made sure of the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from scraper.fields.bylines.adjoining import body_behind
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.names import clean_name
from scraper.fields.bylines.oriental import body_before
from scraper.fields.bylines.pieces import Piece, pieces_of
from scraper.fields.bylines.reader import Kind, Reader
from scraper.fields.bylines.roles import is_role, role_word, says_no_role
from scraper.fields.bylines.splitting import split_role
from scraper.fields.bylines.words import has_cjk, words
from scraper.fields.dates import parse_date
from scraper.model.post import Author

MAX_RAW = 300
MAX_PHRASE = 110
MAX_WORDS = 12
MAX_DIGITS = 2
MAX_UNKNOWN = 8
"""Words of a function of which none is known: more are a sentence."""
MAX_FURTHER = 4
"""The same, of what goes on behind its comma."""
_OFFICES = tuple("員员長长師师官者士任理장원관사")
"""What words for functions end in."""
MAX_ASKED = 160
MIN_BODY = 3
MAX_PIECES = 9
MAX_ORIENTAL = 24
_STOPS = re.compile(r"[.!?…:。؟।][\"'”’“»)]*$|[:!?…。؟।]")
_COUNTED = re.compile(r"\d+ |[^\W\d_]{4,} \d+\w?$")
"""`1 Tbsp. balsamic vinegar`; `Storgatan 5`."""
_ABBREVIATED = re.compile(r"(?<!\w)(?:[^\W\d_]{1,3}\.){2,}$")


def is_office(text: str) -> bool:
    """True for a function in Chinese, Japanese or Korean: by its word, or by the sign that such words end in."""
    last = text.split()[-1] if text.split() else ""
    return is_role(last) or last.endswith(_OFFICES)


def nobody_owns(_: str) -> bool:
    """For who knows no names of the site."""
    return False


def may_describe(text: str) -> bool:
    """True for a few words that can say what somebody is: no sentence, label, date, number or button. Never raises."""
    text = text.strip()
    if (
        not (1 if has_cjk(text) else 2) < len(text) <= MAX_PHRASE
        or len(text.split()) > MAX_WORDS
        or "@" in text
        or "://" in text
    ):
        return False
    if _STOPS.search(text) and not _ABBREVIATED.search(text):
        return False
    if (
        sum(map(str.isdigit, text)) > MAX_DIGITS
        or (_COUNTED.match(text) and role_word(text) is None)
        or (has_cjk(text) and len(text) > MAX_ORIENTAL)
    ):
        return False
    if _is_of_pictures(text) or (text.isalnum() and text.isascii() and not text.isalpha()):
        return False  # the last: `annaek22`
    return not says_no_role(text) and text.casefold() not in words().no_name


def _is_of_pictures(text: str) -> bool:
    """`Photo courtesy of Mill Today`, `Getty Images`: who took a picture, but not `Photo editor`."""
    folded = text.casefold()
    labelled = folded.split()[0].strip(":") in words().credit_of and role_word(text) is None
    return labelled or folded in words().picture_agencies


def read_placed(
    text: str, *, language: str | None = None, is_own: Callable[[str], bool] = nobody_owns
) -> tuple[Author, ...]:
    """Whom the lines of a signature name, each with what stands beside the name; empty where they do not begin with a name.

    `is_own` tells the names of the site. Never raises.
    """
    if not may_name(text):
        return ()
    reader = Reader(language)
    signers: list[tuple[str, list[Piece]]] = []
    credit = words().credit.search(text, 1)
    if credit and credit[0].strip()[-1:] in ":：=＝":
        text = text[: credit.start()].rstrip(" ,，、/／|")  # `글=이다은 기자, 사진=조현수`
    reading = pieces_of(text, reader, is_own)
    eastern = has_cjk(text)
    if (first := next(reading, None)) is None or (first.kind != "name" and not eastern):
        return ()  # as most lines do
    if any(map(_is_sentence, text.split("\n"))):
        return ()
    pieces = [first, *islice(reading, MAX_PIECES)]
    if len(pieces) > MAX_PIECES:
        return ()
    if len(pieces) > 1 and eastern and pieces[0].kind != "name" == pieces[-1].kind:
        pieces = [pieces[-1], *pieces[:-1]]  # `川辺市立図書館　司書　中島 由紀`
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if (
            piece.kind == "name"
            and clean_name(piece.text)
            and (not signers or _is_another(piece, *signers[-1], following))
        ):
            signers.append((clean_name(piece.text), []))
        elif not signers:
            return ()
        else:
            signers[-1][1].append(piece)
    people = tuple(_described(name, said, language, is_own) for name, said in signers)
    return (
        tuple(
            replace(author, raw=" ".join(text.split())[:MAX_RAW]) for author in people if author is not None
        )
        if None not in people
        else ()
    )


def may_name(text: str) -> bool:
    """False for a text without two capitals, where its script has them: told cheaply, for most lines name nobody."""
    capitals = sum(map(str.isupper, text[:MAX_ASKED]))
    return capitals > 1 or (capitals == 0 and text.upper() == text) or has_cjk(text)


def _is_sentence(line: str) -> bool:
    """True for words up to a full stop of which none is known for a function: `Elle garde la levée depuis dix ans.`"""
    line = line.strip()
    ends = line.endswith((".", "!", "?", "…")) and not _ABBREVIATED.search(line)
    return ends and sum(map(str.islower, line.split())) > 1 and role_word(line) is None


def _is_another(piece: Piece, name: str, said: list[Piece], following: Piece | None) -> bool:
    """True for a further signer; what looks like a name right behind a function is a body, unless a function follows it, too.

    In scripts without capitals any two words look like a name: only an "and" tells another there.
    """
    if piece.joint == "and":
        return True
    if not _has_capitals(piece.text):
        return False
    if not said:
        return has_given_name(piece.text) or not has_given_name(name)
    if piece.joint == "line" and has_given_name(piece.text):
        return True
    return (
        (piece.joint == "line" or said[-1].kind in ("role", "other"))
        and following is not None
        and following.kind == "role"
    )


def _has_capitals(text: str) -> bool:
    return any(map(str.isupper, text)) or has_cjk(text)


def _described(
    name: str, said: list[Piece], language: str | None, is_own: Callable[[str], bool]
) -> Author | None:
    """Somebody as the pieces behind the name say; None where one of them says nothing of anybody."""
    roles: list[str] = []
    bodies: list[str] = []
    kinds = [piece.kind for piece in said]
    sure = False
    for place, piece in enumerate(said):
        if piece.kind == "noise":
            continue
        if not may_describe(piece.text) or name in piece.text or words().role_end.match(f" {piece.text}"):
            return None
        if piece.kind != "body" and parse_date(piece.text, language=language) is not None:
            return None
        behind = kinds[place + 1 :]
        if piece.kind == "body" or (
            piece.kind in ("name", "other") and _names_body(piece.text, roles, behind)
        ):
            bodies.append(piece.text)
            sure = sure or piece.kind == "body"
        elif (
            len(piece.text.split()) > (MAX_FURTHER if roles else MAX_UNKNOWN)
            and role_word(piece.text) is None
        ):
            return None
        elif roles and piece.joint == "comma" and not bodies:
            roles[-1] += f", {piece.text}"
        else:
            roles.append(piece.text)
    role = (" " if has_cjk("".join(roles)) else ", ").join(roles) or None
    body = next((known for known in bodies if is_own(known)), bodies[-1] if bodies else None)
    if role and not sure:
        own, within = _parted(role, language, is_own)
        if within is not None and sum(map(str.isalpha, within)) < MIN_BODY:
            own, within = role, None  # `třídní učitelka 5. A`
        if within or not body:
            role, body = own, within
    return Author(name, role, body if body != role else None)


def _names_body(text: str, roles: list[str], behind: list[Kind]) -> bool:
    """True for what nothing is known of where a body stands: behind a function, or before one that surely is."""
    if roles:
        return not text[:1].islower() and "body" not in behind
    return "role" in behind and "body" not in behind


def _parted(role: str, language: str | None, is_own: Callable[[str], bool]) -> tuple[str | None, str | None]:
    """A function from the body within it: the site's own name at its end, or what its words and capitals tell."""
    tokens = role.split()
    for place in range(1, len(tokens)):
        if is_own(body := " ".join(tokens[place:])):
            return body_behind(tokens, place), body
    if has_cjk(role):
        word = role_word(role)
        return body_before(role, word) if word and role.endswith(word) else (role, None)
    return split_role(role, language=language, placed=role_word(role) is None)
