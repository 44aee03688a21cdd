"""A chunk of a byline cut into parts, and each part's kind: name, role, body or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scraper.fields.bylines.bodies import is_agency, is_body_name, is_organisation, is_place
from scraper.fields.bylines.names import clean_name, is_login, is_person_name
from scraper.fields.bylines.oriental import read_oriental
from scraper.fields.bylines.roles import is_role, is_role_word, split_role
from scraper.fields.bylines.words import connectives, without_by, words

MAX_PARTS = 60
_SEGMENTS = re.compile(
    r"\s*(?:(?P<line>\n)|(?P<bar>\x1f|\s\|\s|\||•|(?<![\u3040-\ud7af])·|\s[–—-]{1,2}\s|\s/\s|;|／|｜|→|►|»|\t|\s\*\s))\s*"
)
_COMMAS = re.compile(r"\s*[,、，]\s*(?!(?:Jr|Sr|Ph\.?D|MD|M\.D|III?|Esq|MBA|RN)\b\.?(?!\w))")
_BRACKET = re.compile(r"\s*[(\[（]([^()\[\]（）]{1,90})[)\]）]\s*")
_ORIENTAL = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_FROM_PLACE = re.compile(r"^(?:aus|from|från|desde|da|depuis)\s+(\S+(?:\s\S+)?)\s+(?=\S+\s\S)", re.IGNORECASE)
_IN_PLACE = re.compile(
    r"^(.{4,60}?)\s+(?:in|i|à|en|em|aus|w|we|v|ve|в|у|из|a|ad|reporting from|from)\s+(\S.*)$"
)
_ANNOUNCED = re.compile(r"^(.{2,60}?)\s(?:Von|By|Av|Af|Par|Por|Door)\s(\S+\s.{1,60})$")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_OF_PREPOSITION = re.compile(
    r"(?:^|\s)(?:of|for|för|für|de|du|des|di|der|in|i|im|for|on|av|om|von|på|en|del|della|do|da|dos|das|na|van|voor)\s",
    re.IGNORECASE,
)
_TRIM = ' ,.:-–—|/&+*"“”„»«'


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a byline. `joint` is what stood before it: start, line, bar, comma, and, colon or bracket.

    `kind` is `name`, `role`, `body`, `both` (a name with its role or body), `other` (unknown) or `credit`.
    """

    kind: str
    text: str
    joint: str
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """How a byline is read: its language, and names that pass whatever they look like."""

    language: str | None = None
    known: tuple[str, ...] = ()

    def is_person(self, text: str) -> bool:
        """A name, and neither a body nor a function."""
        if text in self.known:
            return True
        return _is_person(text, self.language)

    def is_role(self, text: str) -> bool:
        """A function, and no known name."""
        return text not in self.known and is_role(text)


@lru_cache(maxsize=8192)
def _is_person(text: str, language: str | None) -> bool:
    bare = clean_name(text)
    if not is_person_name(bare, language=language) or is_organisation(bare):
        return False
    tokens = bare.casefold().split()
    if not is_role(bare):
        return True
    # the likeness to a function may lie in an ending or in a surname: `Anna Richter`
    return len(tokens) == 2 and not is_role_word(tokens[0]) and (
        tokens[1] in words().surnames or tokens[1] not in words().roles
    )  # fmt: skip


def parts_of(text: str, reader: Reader) -> list[Part]:
    """The parts of one chunk, in printed order; never raises."""
    parts: list[Part] = []
    at, joint = 0, "start"
    for match in _SEGMENTS.finditer(text):
        parts.extend(_segment(text[at : match.start()], joint, reader, bool(parts)))
        at, joint = match.end(), "line" if match["line"] else "bar"
    parts.extend(_segment(text[at:], joint, reader, bool(parts)))
    return parts[:MAX_PARTS]


def _segment(segment: str, joint: str, reader: Reader, follows: bool) -> list[Part]:
    """One segment: brackets, slashes, a word for authorship, then commas and words for "and"."""
    segment = segment.strip()
    if segment.strip(_TRIM) in reader.known:
        return [Part("name", segment.strip(_TRIM), joint)]
    if not segment.strip(_TRIM):
        return []
    if _ORIENTAL.search(segment):
        return [Part(kind, text, joint, role) for kind, text, role in read_oriental(segment)]
    if (bracket := _BRACKET.search(segment)) and bracket.start() > 2:
        return [
            *_segment(segment[: bracket.start()], joint, reader, follows),
            *_bracket(bracket[1], reader),
            *_segment(segment[bracket.end() :], "comma", reader, True),
        ]
    segment = segment.strip(_TRIM) + ("." if re.search(r"\s\w\.$", segment) else "")
    if is_agency(segment):
        return [Part("body", segment, joint)]
    if "/" in segment and (sides := _slashed(segment, joint, reader)):
        return sides
    unspoken = without_by(segment, reader.language)
    if unspoken == segment and (spoken := words().conjunction.match(" " + segment)):
        segment = unspoken = segment[spoken.end() - 1 :]
    word = segment[: len(segment) - len(unspoken)].strip(" :").casefold()
    surely = unspoken[:1].isupper() and word not in words().particles
    if not reader.is_person(segment) or reader.is_person(unspoken) or surely:
        segment = unspoken
        place = _FROM_PLACE.match(segment)
        if place and is_place(place[1]) and not reader.is_person(segment):
            segment = segment[place.end() :]
    if (
        (announced := _ANNOUNCED.match(segment))
        and not reader.is_person(announced[1])
        and reader.is_person(announced[2])
    ):
        return [Part("name", clean_name(announced[2]), joint)]
    if (colon := segment.find(":")) > 2 and reader.is_role(segment[:colon]) and colon < 60:
        return [Part("role", segment[:colon].strip(), joint), *_atoms(segment[colon + 1 :].strip(), "colon", reader, False)]  # fmt: skip
    return _atoms(segment.strip(_TRIM[:-6] if segment.endswith(".") else _TRIM), joint, reader, follows)


def _bracket(inner: str, reader: Reader) -> list[Part]:
    word = inner.strip().casefold()
    if word in words().credit_of or word in words().by_words:
        return [Part("credit", word, "bracket")]
    if len(word) <= 2 and not is_agency(word):
        return []  # a party, or the number of a footnote
    return _segment(inner, "bracket", reader, True)


def _slashed(segment: str, joint: str, reader: Reader) -> list[Part]:
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
        else:
            return []
    if len(found) > 1 and found[0].kind == "body" and found[1].kind == "name":
        found = [*found[1:], found[0]]
    return [Part(found[0].kind, found[0].text, joint), *found[1:]] if len(sides) > 1 else []


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece between two commas or words for "and", with where it stands."""

    start: int
    end: int
    joint: str
    text: str


def _atoms(segment: str, joint: str, reader: Reader, follows: bool) -> list[Part]:
    atoms = _cut(segment, joint, reader)
    if inverted := _inverted(atoms):
        return [Part("name", inverted, joint)]
    parts: list[Part] = []
    place = 0
    while place < len(atoms):
        atom = atoms[place]
        part = _simple(atom, reader)
        if part is None and reader.is_role(atom.text):
            run, place = _role_run(segment, atoms, place, reader, follows or bool(parts))
            parts.extend(run)
            continue
        parts.append(part or Part("other", atom.text, atom.joint))
        place += 1
    return parts


def _cut(segment: str, joint: str, reader: Reader) -> list[_Atom]:
    atoms: list[_Atom] = []
    for piece in _pieces(segment, _COMMAS, joint, "comma", 0):
        if reader.is_person(piece.text) and not _two_names(piece.text, reader):
            atoms.append(piece)
        else:
            atoms.extend(_pieces(piece.text, words().conjunction, piece.joint, "and", piece.start))
    return [atom for atom in atoms if atom.text]


def _two_names(text: str, reader: Reader) -> bool:
    """`Anna Ek e Bo Berg` looks like one name to who takes `e` for a particle; both sides are names."""
    sides = words().conjunction.split(text)
    return len(sides) > 1 and all(reader.is_person(side) for side in sides)


def _pieces(text: str, marks: re.Pattern[str], first: str, other: str, offset: int) -> list[_Atom]:
    found: list[_Atom] = []
    at, joint = 0, first
    for match in marks.finditer(text):
        if match.start() > at:
            found.append(_Atom(offset + at, offset + match.start(), joint, text[at : match.start()].strip()))
        at, joint = match.end(), other
        if other == "comma" and (spoken := words().conjunction.match(" " + text[at:])):
            at, joint = at + max(spoken.end() - 1, 0), "and"
    if at < len(text):
        found.append(_Atom(offset + at, offset + len(text), joint, text[at:].strip()))
    return found


def _inverted(atoms: list[_Atom]) -> str | None:
    """`Ganse, Yasmina`: two single words with a comma between, neither of which is anything else."""
    if len(atoms) != 2 or atoms[1].joint != "comma":
        return None
    vocabulary = words()
    for atom in atoms:
        low = atom.text.casefold()
        if (
            not atom.text[:1].isupper()
            or not atom.text.replace("-", "").isalpha()
            or low in vocabulary.no_name
        ):
            return None
        if (
            is_organisation(atom.text.capitalize())
            or is_role(atom.text)
            or is_place(atom.text)
            or is_agency(atom.text)
        ):
            return None
    last, first = atoms[0].text, atoms[1].text
    if first.isupper() and len(first) < 5:
        return None
    return f"{first} {last.capitalize() if last.isupper() and not first.isupper() else last}"


def _simple(atom: _Atom, reader: Reader) -> Part | None:
    """The part that an atom is by itself, unless it names a function."""
    text = atom.text
    if text in reader.known:
        return Part("name", text, atom.joint)
    if is_agency(text):
        return Part("body", text, atom.joint)
    if (placed := _in_place(text, reader)) is not None:
        return Part("name", clean_name(placed), atom.joint)
    if reader.is_person(text):
        return Part("name", clean_name(text), atom.joint)
    unspoken = without_by(text, reader.language)
    if unspoken != text and reader.is_person(unspoken):
        return Part("name", clean_name(unspoken), atom.joint)
    if reader.is_role(text):
        return None
    if both := _name_for_body(text, reader):
        return Part("both", clean_name(both[0]), atom.joint, None, both[1])
    if text.casefold().strip(".") in words().degrees or is_login(text) or is_place(text):
        return Part("noise", text, atom.joint)
    if (credit := _leading_credit(text, reader)) is not None:
        return credit
    return Part("body", text, atom.joint) if is_organisation(text, language=reader.language) else None


def _leading_credit(text: str, reader: Reader) -> Part | None:
    """`Foto Anna Ek`: a word for another's share right before a name."""
    head, _, tail = text.partition(" ")
    if head.casefold() in words().credit_of and reader.is_person(tail):
        return Part("credited", clean_name(tail), head.casefold())
    return None


def _in_place(text: str, reader: Reader) -> str | None:
    """The name before `in Brussels`; None where there is none, or where the words may be part of the name."""
    match = _IN_PLACE.match(text)
    if match is None or not reader.is_person(match[1]):
        return None
    sure = is_place(match[2]) or not reader.is_person(text)
    return match[1] if sure and match[2][:1].isupper() and not is_organisation(match[2]) else None


def _name_for_body(text: str, reader: Reader) -> tuple[str, str] | None:
    """`Anna Ek for The Lantern`, `Anna Ek of Calder University`."""
    strong, weak = connectives(reader.language)
    tokens = text.split()
    for size in (2, 3, 4):
        if len(tokens) <= size + 1:
            return None
        name, word = " ".join(tokens[:size]), tokens[size].casefold()
        if (word in strong or word in weak or word == "for") and reader.is_person(name):
            body = " ".join(tokens[size + 1 :])
            if (
                body[:1].isupper()
                and (word in strong or word == "for" or is_body_name(body))
                and not is_place(body)
            ):
                return name, body
    return None


def _role_run(
    segment: str, atoms: list[_Atom], place: int, reader: Reader, follows: bool
) -> tuple[list[Part], int]:
    """A function with all that belongs to it, up to the next name; and where that ends."""
    atom = atoms[place]
    end = place + 1
    before: list[Part] = []
    start = atom.start
    both = _name_and_role(atom.text, reader, follows and atom.joint != "and")
    if both is not None:
        name, role, first = both
        if not first:  # the function came first: `redaktör Bo Berg`
            own, organisation = split_role(role, language=reader.language)
            return [Part("both", clean_name(name), atom.joint, own, organisation)], end
        before = [Part("name", clean_name(name), atom.joint)]
        start = atom.start + atom.text.find(role)
    while end < len(atoms) and not _breaks(segment[start : atoms[end - 1].end], atoms, end, reader):
        end += 1
    run = segment[start : atoms[end - 1].end].strip(" ,")
    return [*before, Part("role", run, "comma" if before else atom.joint)], end


def _breaks(run: str, atoms: list[_Atom], place: int, reader: Reader) -> bool:
    """True when the next atom is somebody else's name, and no further word of the function or its body."""
    atom = atoms[place]
    if is_agency(atom.text) or atom.text in reader.known:
        return True
    bare = without_by(atom.text, reader.language)
    following = atoms[place + 1].text if place + 1 < len(atoms) else ""
    if reader.is_person(bare):
        if following and (reader.is_role(following) or reader.is_person(following)):
            return True
        if atom.joint == "and":
            commas = "," in run
            return commas or not _OF_PREPOSITION.search(run)
        return False
    both = _name_and_role(atom.text, reader, False) if reader.is_role(atom.text) else None
    return both is not None


def _name_and_role(text: str, reader: Reader, follows: bool) -> tuple[str, str, bool] | None:
    """A name and a function with nothing between, as (name, function, name first); None when it is not that.

    Behind a name that has no function yet (`follows`), words before the function are its own: `West Coast Editor`.
    """
    tokens = text.split()
    for size in (2, 3, 4):
        if follows or len(tokens) <= size:
            break
        head, tail = " ".join(tokens[:size]), " ".join(tokens[size:])
        if not head.endswith(",") and reader.is_person(head) and not is_role(head) and is_role(tail):
            if _INITIAL.fullmatch(tokens[size - 1]):
                continue
            return head, tail, True
    for size in (4, 3, 2):
        if len(tokens) <= size:
            continue
        head, tail = " ".join(tokens[:-size]), " ".join(tokens[-size:])
        last = head.split()[-1].casefold().strip(".,:")
        if is_role_word(last) and tail[:1].isupper() and reader.is_person(tail) and not is_role(tail):
            return tail, head.strip(" :"), False
    return None
