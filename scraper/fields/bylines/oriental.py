"""Bylines in Chinese, Japanese and Korean: no capitals, and often no blanks between name and function."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.fields.bylines.bodies import is_agency, is_department, is_organisation
from scraper.fields.bylines.names import is_person_name
from scraper.fields.bylines.reader import Joint, Part
from scraper.fields.bylines.words import of_language, without_by, words

_MARKS = re.compile(r"[、，,&＆/（）()【】\[\]<>＜＞《》「」：:＝|]+|(?<![\u30a0-\u30ff])・")
_JOINED = re.compile(r"[和与與とー및·]")
_BLANKS = re.compile(r"[ \u3000]+")
_BEHIND = ("ja", "zh", "ko")


def read_oriental(segment: str, joint: Joint = "start") -> list[Part]:
    """The parts of a segment; a function belongs to all names that stand before or behind it. Never raises."""
    found: list[Part] = []
    rest = words().source.sub("", without_by(segment.strip()), count=1)
    for piece in _MARKS.split(rest):
        if piece := piece.strip():
            found.extend(_piece(piece, joint))
    return _with_shared_roles(found)


def _piece(piece: str, joint: Joint) -> list[Part]:
    """What stands between two marks: one thing, names joined by `和`, or things parted by blanks."""
    tokens = _BLANKS.split(piece)
    if len(tokens) > 1 and all(_is_full_name(token) for token in tokens):
        return [Part("name", token, joint) for token in tokens]
    if whole := _one(piece, joint):
        return [whole]
    sides = [side.strip() for side in _JOINED.split(piece)]
    if len(sides) > 1 and all(is_person_name(side) for side in sides):
        return [Part("name", side, joint) for side in sides]
    found: list[Part] = []
    while tokens:
        pair = " ".join(tokens[:2])
        short = len(tokens) > 1 and all(len(token) <= 3 for token in tokens[:2])
        if short and not is_person_name(tokens[0]) and is_person_name(pair):
            found.append(Part("name", pair, joint))
            tokens = tokens[2:]
        else:
            found.append(_one(tokens[0], joint) or Part("other", tokens[0], joint))
            tokens = tokens[1:]
    return found


def _is_full_name(token: str) -> bool:
    """True for a surname and a given name without a blank; a surname alone takes the next word with it."""
    return len(token) > 1 and is_person_name(token)


def _one(text: str, joint: Joint) -> Part | None:
    """A name, function or body that is a whole text, or a name and a function run together."""
    vocabulary = words()
    bare = vocabulary.ours.sub("", text, count=1)
    if is_agency(text):
        return Part("body", text, joint)
    if bare in vocabulary.roles:
        return Part("role", bare, joint, bare)
    if is_person_name(text):
        return Part("name", text, joint)
    for role in vocabulary.cjk_roles:
        name = bare.removesuffix(role).strip()
        if name == bare:
            name = bare.removeprefix(role).strip()
        if name != bare and is_person_name(name):
            return Part("both", name, joint, role)
    if is_department(text):
        return Part("body", text, joint)
    for role in vocabulary.cjk_roles:
        if bare.endswith(role):
            own, body = _body_before(bare, role)
            return Part("role", bare, joint, own, body)
    return Part("body", text, joint) if is_organisation(text) else None


def _body_before(text: str, role: str) -> tuple[str, str | None]:
    """`水車大学教授` and `水車大学の教授`: a body before the function held there."""
    body = text.removesuffix(role).strip()
    for language in _BEHIND:
        for word in of_language(words().behind, language):
            body = body.removesuffix(word)
    return (role, body) if is_organisation(body) else (text, None)


def _with_shared_roles(found: list[Part]) -> list[Part]:
    """Names take the function behind them (`김하늘, 이방아 기자`) or, at the beginning, before them (`记者 王小河`)."""
    shared: list[Part] = []
    for part in found:
        first = shared[0] if shared else None
        if part.kind == "name" and first is not None and first.kind == "role":
            part = replace(part, kind="both", role=first.role, organisation=first.organisation)
        elif part.kind == "both" or (part.kind == "role" and shared):
            place = len(shared)
            while place and shared[place - 1].kind == "name":
                place -= 1
            given = {"kind": "both", "role": part.role, "organisation": part.organisation}
            shared[place:] = [replace(name, **given) for name in shared[place:]]  # type: ignore[arg-type]
            if part.kind == "role" and place < len(shared):
                continue
        shared.append(part)
    if len(shared) > 1 and shared[0].kind == "role" and shared[1].kind == "both":
        return shared[1:]
    return shared
