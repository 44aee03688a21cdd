"""Bylines in Chinese, Japanese and Korean: no capitals, and often no blanks between name and function."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.fields.bylines.bodies import is_agency, is_department, is_organisation
from scraper.fields.bylines.names import clean_name, is_person_name
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
    """What stands between two marks: things parted by blanks, or by `和`."""
    if signed := _signed(piece, joint):
        return [signed]
    tokens = _BLANKS.split(piece)
    found: list[Part] = []
    while tokens:
        pair = " ".join(tokens[:2])
        short = len(tokens) > 1 and all(len(token) <= 3 for token in tokens[:2])
        if short and not is_person_name(tokens[0]) and is_person_name(pair):
            found.append(Part("name", pair, joint))
            tokens = tokens[2:]
        else:
            found.extend(_token(tokens[0], joint))
            tokens = tokens[1:]
    return found


def _token(token: str, joint: Joint) -> list[Part]:
    """What has no blank in it: one thing, or names joined by `和` or a dot."""
    if whole := _one(token, joint):
        return [whole]
    sides = [side.strip() for side in _JOINED.split(token)]
    if len(sides) > 1 and all(is_person_name(side) for side in sides):
        return [Part("name", clean_name(side), joint) for side in sides]
    return [Part("other", token, joint)]


def _signed(text: str, joint: Joint) -> Part | None:
    """An agency or a name that is a whole text, or a name and a function run together: `佐藤花子記者`."""
    vocabulary = words()
    if is_agency(text):
        return Part("body", text, joint)
    if text in vocabulary.roles:
        return None
    if is_person_name(text):
        return Part("name", clean_name(text), joint)
    bare = vocabulary.ours.sub("", text, count=1)
    for role in vocabulary.cjk_roles:
        if role not in bare:
            continue
        for name in (bare.removesuffix(role), bare.removeprefix(role)):
            if name != bare and is_person_name(name.strip()):
                return Part("both", name.strip(), joint, role)
        body, _, name = bare.partition(role)  # `新华社记者王小河`
        name = name.strip()
        if name and is_person_name(name) and (is_organisation(body) or is_agency(body)):
            return Part("both", name, joint, role, body)
    return None


def _one(text: str, joint: Joint) -> Part | None:
    """What a text without blanks is as a whole: somebody, a department, a function, or a body."""
    if signed := _signed(text, joint):
        return signed
    if is_department(text):
        return Part("body", text, joint)
    bare = words().ours.sub("", text, count=1)
    for role in words().cjk_roles:
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
    if len(shared) < 2 or shared[1].kind != "both" or shared[0].kind not in ("role", "body"):
        return shared
    body = shared[0].text if shared[0].kind == "body" else None  # `水車新聞 佐藤花子記者`
    return [
        replace(part, organisation=part.organisation or body) if part.kind == "both" else part
        for part in shared[1:]
    ]
