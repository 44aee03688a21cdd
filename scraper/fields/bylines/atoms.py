"""A segment cut at commas and words for "and", and what each piece is: a name, a body, or a function with its own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from scraper.fields.bylines.bodies import is_agency, is_body_name, is_organisation, is_place
from scraper.fields.bylines.guesses import led_by_function, may_be_function
from scraper.fields.bylines.names import clean_name, is_login
from scraper.fields.bylines.reader import Joint, Part, Reader
from scraper.fields.bylines.roles import is_role, is_role_word, tells_paper
from scraper.fields.bylines.splitting import split_role
from scraper.fields.bylines.words import connectives, of_language, without_by, words
from scraper.fields.wordtree import any_of

MAX_PLACE_WORDS = 4
MAX_BODY_WORDS = 5
_INITIAL = re.compile(r"[^\W\d_]\.?")


class _Atom(NamedTuple):
    """A piece between two commas or words for "and", and where in the segment it stands."""

    start: int
    end: int
    joint: Joint
    text: str


def read_atoms(segment: str, joint: Joint, reader: Reader, follows: bool) -> list[Part]:
    """The parts of a segment. `follows`: somebody stands before it, whose function this may be. Never raises."""
    atoms = _cut(segment, joint, reader)
    if inverted := _inverted(atoms):
        return [Part("name", inverted, joint)]
    parts: list[Part] = []
    place = 0
    while place < len(atoms):
        atom = atoms[place]
        part = _simple(atom, reader)
        if part and part.kind == "name" and _is_body_in_capitals(atom, atoms[place - 1].text, parts):
            part = Part("body", atom.text, atom.joint)
        if part is None and reader.placed and (led := led_by_function(atom.text, reader)):
            part = Part("both", clean_name(led[0]), atom.joint, led[1])
        if part is None and reader.is_role(atom.text):
            run, place = _role_run(segment, atoms, place, reader, follows or bool(parts))
            parts.extend(run)
        elif (
            (part is None or part.kind == "noise")
            and reader.placed
            and _is_guessed(atom, reader, follows or bool(parts))
        ):
            run, place = _role_run(segment, atoms, place, reader, True)
            parts.extend(replace(part, kind="guess") if part.kind == "role" else part for part in run)
        else:
            parts.append(part or Part("other", atom.text, atom.joint))
            place += 1
    return parts


def _is_guessed(atom: _Atom, reader: Reader, follows: bool) -> bool:
    """`Anna Ek, skredvarsler`: behind a name, where the place tells that somebody signs."""
    return follows and may_be_function(atom.text, atom.joint, reader.language)


def _is_body_in_capitals(atom: _Atom, before: str, parts: list[Part]) -> bool:
    """`Anna Ek, MILL TODAY`: behind a comma, what looks like a name in capitals where the name before is in small letters."""
    return (
        atom.joint == "comma"
        and atom.text.isupper()
        and not without_by(before).isupper()
        and bool(parts)
        and parts[-1].kind == "name"
    )


@lru_cache(maxsize=1)
def _commas() -> re.Pattern[str]:
    """Commas, but none before what belongs to the word before it: `Anna Ek, PhD`, `Mill Software, Inc.`."""
    forms = any_of(words().legal_forms)
    return re.compile(
        r"\s*[,、，،]\s*+(?!(?:Jr|Sr|Ph\.?D|MD|M\.D|III?|Esq|MBA|RN)\b\.?(?!\w)"
        rf"|(?i:{forms})(?!\w))"
    )


def _cut(segment: str, joint: Joint, reader: Reader) -> list[_Atom]:
    atoms: list[_Atom] = []
    for piece in _pieces(segment, _commas(), joint, "comma", 0):
        whole = piece.text.rpartition(" ")[2].casefold() in words().legal_forms  # `Bäck & Sjö AB`
        if whole or (reader.is_person(piece.text) and not _two_names(piece.text, reader)):
            atoms.append(piece)
        else:
            atoms.extend(_pieces(piece.text, words().conjunction, piece.joint, "and", piece.start))
    return [atom for atom in atoms if atom.text]


def _two_names(text: str, reader: Reader) -> bool:
    """`Anna Ek e Bo Berg` looks like one name to who takes `e` for a particle; both sides are names."""
    sides = words().conjunction.split(text)
    return len(sides) > 1 and all(reader.is_person(side) for side in sides)


def _pieces(text: str, marks: re.Pattern[str], first: Joint, other: Joint, offset: int) -> list[_Atom]:
    found: list[_Atom] = []
    at, joint = 0, first
    for match in marks.finditer(text):
        if other == "and" and text.endswith("-", 0, match.start()):
            continue  # `Barn- och utbildningschef`: half a compound
        if match.start() > at:
            found.append(_Atom(offset + at, offset + match.start(), joint, text[at : match.start()].strip()))
        at, joint = match.end(), other
        if other == "comma" and (spoken := words().conjunction.match(" " + text[at : at + 40])):
            at, joint = at + max(spoken.end() - 1, 0), "and"
    if at < len(text):
        found.append(_Atom(offset + at, offset + len(text), joint, text[at:].strip()))
    return found


def _inverted(atoms: list[_Atom]) -> str | None:
    """`Ganse, Yasmina`: two single words with a comma between, neither of which is anything else."""
    if (
        len(atoms) != 2
        or atoms[1].joint != "comma"
        or not all(_may_be_half_a_name(atom.text) for atom in atoms)
    ):
        return None
    last, first = atoms[0].text, atoms[1].text
    if first.isupper() and len(first) < 5:
        return None
    return f"{first} {last.capitalize() if last.isupper() and not first.isupper() else last}"


def _may_be_half_a_name(text: str) -> bool:
    return (
        text[:1].isupper()
        and text.replace("-", "").isalpha()
        and text.casefold() not in words().no_name
        and not is_organisation(text.capitalize())
        and not is_role(text)
        and not is_place(text)
        and not is_agency(text)
    )


def _simple(atom: _Atom, reader: Reader) -> Part | None:
    """The part that an atom is by itself; None for a function, and for what nothing is known of."""
    text = atom.text
    if text in reader.known:
        return Part("name", text, atom.joint)
    if is_agency(text):
        return Part("body", text, atom.joint)
    if agency := _agency_in_place(text, reader):
        return Part("body", agency, atom.joint)
    if text.islower():  # the common case in prose: no name, no body
        return None if reader.is_role(text) else _noise(atom)
    for name in (_before_place(text, reader), text, without_by(text, reader.language)):
        if name is not None and reader.is_person(name):
            return Part("name", clean_name(name), atom.joint)
    if reader.is_role(text):
        return None
    if both := _name_for_body(text, reader):
        return Part("both", clean_name(both[0]), atom.joint, None, both[1])
    if noise := _noise(atom):
        return noise
    credit, _, name = text.partition(" ")  # `Foto Anna Ek`
    if credit.casefold() in words().credit_of and reader.is_person(name):
        return Part("name", clean_name(name), atom.joint, credit=credit.casefold())
    return Part("body", text, atom.joint) if is_organisation(text, language=reader.language) else None


def _noise(atom: _Atom) -> Part | None:
    """A degree, an account or a place: nobody, and nobody's function or body."""
    text = atom.text
    if text.casefold().replace(".", "") in words().degrees or is_login(text) or is_place(text):
        return Part("noise", text, atom.joint)
    return None


def _before_place(text: str, reader: Reader) -> str | None:
    """The name before `in Brussels`; None where there is none, or where the words may be part of the name."""
    match = _in_place(reader.language).match(text)
    if match is None or len(match[2].split()) > MAX_PLACE_WORDS or not reader.is_person(match[1]):
        return None
    sure = is_place(match[2]) or not reader.is_person(text)
    return match[1] if sure and match[2][:1].isupper() and not is_organisation(match[2]) else None


def _agency_in_place(text: str, reader: Reader) -> str | None:
    """The agency of `Associated Press in Miami`."""
    for word in of_language(words().before_place, reader.language):
        agency, _, place = text.partition(f" {word} ")
        if place[:1].isupper() and len(place.split()) <= MAX_PLACE_WORDS and is_agency(agency):
            return agency
    return None


@lru_cache(maxsize=128)
def _in_place(language: str | None) -> re.Pattern[str]:
    return re.compile(rf"^(.{{4,60}}?)\s+(?:{any_of(of_language(words().before_place, language))})\s+(\S.*)$")


def _name_for_body(text: str, reader: Reader) -> tuple[str, str] | None:
    """`Anna Ek for The Lantern`, `Anna Ek of Calder University`, `Anna Ek via AFP`."""
    for name in reader.known:
        body = text.removeprefix(f"{name} ")
        if body == text or not body[:1].isupper() or len(body.split()) > MAX_BODY_WORDS:
            continue
        if is_organisation(body, language=reader.language) and not is_role(body):
            return name, body  # the page's links tell where the name ends
    strong, weak = connectives(reader.language)
    tokens = text.split()
    for size in range(2, min(5, len(tokens) - 1)):
        name, word = " ".join(tokens[:size]), tokens[size].casefold()
        body = " ".join(tokens[size + 1 :]).removeprefix("the ")
        employed = word in strong or word == "for" or (word in weak and is_body_name(body)) or is_agency(body)
        if employed and body[:1].isupper() and not is_place(body) and reader.is_person(name):
            return name, body
    return None


def _role_run(
    segment: str, atoms: list[_Atom], place: int, reader: Reader, follows: bool
) -> tuple[list[Part], int]:
    """A function with all that belongs to it, up to the next name; and the place of the atom behind it."""
    atom = atoms[place]
    start, joint = atom.start, atom.joint
    before: list[Part] = []
    shouts = atoms[place - 1].text.isupper() if place else False  # `ANNA EK, BO BERG Envoyés spéciaux`
    both = name_and_role(atom.text, reader, follows=follows and atom.joint != "and" and not shouts)
    if both and shouts and not both[0].isupper():
        both = None
    if both is not None:
        name, role, name_first = both
        if not name_first:  # `redaktör Bo Berg`
            own, organisation = split_role(role, language=reader.language)
            return [Part("both", clean_name(name), joint, own, organisation)], place + 1
        before = [Part("name", clean_name(name), joint)]
        start, joint = atom.start + atom.text.find(role), "comma"
    end = place + 1
    while end < len(atoms) and not _breaks(segment, start, atoms, end, reader):
        end += 1
    return [*before, Part("role", segment[start : atoms[end - 1].end].strip(" ,"), joint)], end


def _breaks(segment: str, start: int, atoms: list[_Atom], place: int, reader: Reader) -> bool:
    """True when the next atom is somebody else's name, and no further word of the function or its body."""
    atom = atoms[place]
    run = segment[start : atoms[place - 1].end]
    if is_agency(atom.text) or atom.text in reader.known:
        return True
    if reader.is_person(without_by(atom.text, reader.language)):
        following = atoms[place + 1].text if place + 1 < len(atoms) else ""
        if following and (reader.is_role(following) or reader.is_person(following)):
            return True
        # `reporter and Bo Berg`, but `Minister of Rivers and Social Affairs`
        apart = "," in segment[start : atom.start]
        return atom.joint == "and" and (apart or not words().of.search(run))
    return reader.is_role(atom.text) and name_and_role(atom.text, reader, follows=False) is not None


def name_and_role(text: str, reader: Reader, *, follows: bool) -> tuple[str, str, bool] | None:
    """A name and a function with nothing between, as (name, function, name first); None when it is not that.

    Behind a name that has no function yet (`follows`), words before the function are its own: `West Coast Editor`.
    """
    tokens = text.split()
    small = next(
        (place for place, token in enumerate(tokens) if token.islower() and token not in words().particles), 0
    )
    head, tail = " ".join(tokens[:small]), " ".join(tokens[small:])
    if (
        2 < small <= 4
        and not follows
        and tokens[1].casefold() in words().given
        and reader.is_person(head)
        and not is_role(head)
        and is_role(tail)
        and not _is_object(tokens[small:])
    ):
        return head, tail, True  # `Hilde Marie Ek seksjonsleder`
    ahead = follows and not (len(tokens) > 2 and text.split(maxsplit=2)[1].isupper() and not text.isupper())
    for size in range(2, 1 if ahead else min(5, len(tokens))):
        head, tail = " ".join(tokens[:size]), " ".join(tokens[size:])
        if head.endswith(",") or _INITIAL.fullmatch(tokens[size - 1]):
            continue
        if reader.is_person(head) and not is_role(head) and is_role(tail) and not _is_object(tokens[size:]):
            return head, tail, True
    for size in range(min(4, len(tokens) - 1), 1, -1):
        if follows and tells_paper(tokens[-size - 1]):
            return None  # `Anna Ek, redaktorka Gazety Młyńskiej`: the object of the function, and nobody
        head, tail = " ".join(tokens[:-size]), " ".join(tokens[-size:])
        last = tokens[-size - 1].casefold().strip(".,:")
        named = is_role_word(last) or head.casefold().endswith(words().role_phrase_ends)
        if named and tail[:1].isupper() and reader.is_person(tail) and not is_role(tail):
            return tail, head.strip(" :"), False
    return None


def _is_object(tokens: list[str]) -> bool:
    """`interviewed the editor`: an article between small words and the function, which is somebody else's then."""
    for place, token in enumerate(tokens):
        if not token.islower() or is_role_word(token.strip(".,:")):
            return False
        if place and token in words().object_articles:
            return True
    return False
