"""Bylines in Chinese, Japanese and Korean: no capitals, and often no blanks between name and function."""

from __future__ import annotations

import re

from scraper.fields.bylines.bodies import is_agency, is_department, is_organisation
from scraper.fields.bylines.names import is_person_name
from scraper.fields.bylines.words import without_by, words

_MARKS = re.compile(r"[、，,&＆/（）()【】\[\]<>＜＞《》「」：:＝|]+|(?<![\u30a0-\u30ff])・")
_JOINED = re.compile(r"[和与與とー및·]")
_BLANKS = re.compile(r"[ \u3000]+")


def read_oriental(segment: str) -> list[tuple[str, str, str | None]]:
    """The parts of a segment as (kind, text, role); kinds are name, both, role, body and other. Never raises."""
    segment = segment.strip()
    found: list[tuple[str, str, str | None]] = []
    for piece in _MARKS.split(without_by(segment)):
        if piece := piece.strip():
            found.extend(_piece(piece))
    return found


def _piece(piece: str) -> list[tuple[str, str, str | None]]:
    if whole := _one(piece):
        return [whole]
    sides = [side.strip() for side in _JOINED.split(piece)]
    if len(sides) > 1 and all(is_person_name(side) for side in sides):
        return [("name", side, None) for side in sides]
    tokens = _BLANKS.split(piece)
    if len(tokens) == 1:
        return [("other", piece, None)]
    found: list[tuple[str, str, str | None]] = []
    at = 0
    while at < len(tokens):
        pair = " ".join(tokens[at : at + 2])
        short = all(len(token) <= 3 for token in tokens[at : at + 2])
        if at + 1 < len(tokens) and short and not is_person_name(tokens[at]) and is_person_name(pair):
            found.append(("name", pair, None))
            at += 2
            continue
        found.append(_one(tokens[at]) or ("other", tokens[at], None))
        at += 1
    return _joined_roles(found)


def _one(text: str) -> tuple[str, str, str | None] | None:
    """A name, function or body that is a whole text, or a name and a function run together."""
    vocabulary = words()
    bare = vocabulary.ours.sub("", text, count=1)
    if is_agency(text):
        return "body", text, None
    if bare in vocabulary.roles:
        return "role", bare, None
    if is_person_name(text):
        return "name", text, None
    for role in vocabulary.cjk_roles:
        name = bare.removesuffix(role).strip()
        if name == bare:
            name = bare.removeprefix(role).strip()
        if name != bare and is_person_name(name):
            return "both", name, role
    if is_department(text):
        return "body", text, None
    if any(bare.endswith(role) for role in vocabulary.cjk_roles):
        return "role", bare, None
    return ("body", text, None) if is_organisation(text) else None


def _joined_roles(found: list[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    """A function before a name is that name's: `記者 山田蒼太`."""
    joined: list[tuple[str, str, str | None]] = []
    for kind, text, role in found:
        if (
            kind == "name"
            and joined
            and joined[-1][0] == "role"
            and (len(joined) < 2 or joined[-2][0] != "name")
        ):
            joined[-1] = ("both", text, joined[-1][1])
        else:
            joined.append((kind, text, role))
    return joined
