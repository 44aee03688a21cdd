"""Bylines in Chinese, Japanese and Korean: no capitals, and often no blanks between name and function."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from scraper.fields.bylines.bodies import is_agency, is_department, is_organisation, is_place
from scraper.fields.bylines.grammar import listed
from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.reader import Joint, Part, Reader
from scraper.fields.bylines.words import has_cjk, of_language, without_by, words
from scraper.model.late import late

_MARKS = late(re.compile, r"[、，。,&＆/（）()【】〔〕［］\[\]<>＜＞《》「」：:＝|]+|(?<![\u30a0-\u30ff])・")
_COLONS = ":：＝"
_JOINED = late(re.compile, r"[和与與とー및·]")
_PAPERS = tuple("報 报 社 網 网 台 臺 刊 新聞 新闻 快訊 快讯 电视 電視 뉴스 일보 신문 방송".split())
"""What papers, agencies and stations end in: right before somebody's function that is enough."""
_REPORT = late(
    re.compile,
    r"(?P<role>特派員|特派记者|記者|记者)(?P<rest>[\u4e00-\u9fff]{3,14}?)(?:\d{1,2}日)?(?:綜合|综合)?(?:報導|报道|報道|專電|专电|電|电|訊|讯)",
)
"""`記者王小河台北報導`: the function, somebody and a place, and that it is a report."""
_BLANKS = re.compile(r"[ \u3000]+")
MAX_DESK = 6
"""Signs of the desk between a body and a function, which belongs to the function: `河岸基金会` `市场部经理`."""
_TEAMS = tuple("팀 과 실 부 국 처".split())
_HANGUL = late(re.compile, r"[가-힣]{3,6}")
_CHIEFS = ("팀장", "과장", "국장", "실장", "부장", "센터장")
"""Who heads what stands before, and is not named so: `홍보팀장`."""
_BEHIND = ("ja", "zh", "ko")


def read_oriental(segment: str, joint: Joint = "start") -> list[Part]:
    """The parts of a segment; a function belongs to all names that stand before or behind it. Never raises."""
    found: list[Part] = []
    rest = words().source.sub("", without_by(segment.strip()), count=1)
    at = 0
    for mark in [*_MARKS.finditer(rest), None]:
        piece = rest[at : mark.start() if mark else len(rest)].strip()
        colon = mark is not None and mark[0][-1] in _COLONS
        label = (
            _BLANKS.split(piece)[-1] if colon else ""
        )  # belongs to what follows, and not to the name before it
        for text in (piece.removesuffix(label).strip(), label) if label else (piece,):
            found.extend(_piece(text, joint) if text else ())
        if mark:
            at, joint = mark.end(), "colon" if colon else "comma"
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
        if short and not _is_name(tokens[0]) and _is_name(pair):
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
    if len(sides) > 1 and all(_is_name(side) for side in sides):
        return [Part("name", clean_name(side), joint) for side in sides]
    return [Part("other", token, joint)]


def _is_name(text: str) -> bool:
    """A name; what is in other letters must be no body and no function either, as everywhere."""
    return is_person_name(text) if has_cjk(text) else Reader().is_person(text)


@lru_cache(maxsize=256)
def _signed(text: str, joint: Joint) -> Part | None:
    """An agency or a name that is a whole text, or a name and a function run together: `佐藤花子記者`."""
    vocabulary = words()
    if is_agency(text):
        return Part("body", text, joint)
    if text in vocabulary.roles:
        return None
    if _is_name(text):
        return Part("name", clean_name(text), joint)
    bare = vocabulary.ours.sub("", text, count=1)
    if (report := _REPORT.search(bare)) and (name := _before_place(report["rest"])):
        return Part("both", name, joint, report["role"])
    for role in vocabulary.cjk_roles:
        if role not in bare:
            continue
        if _is_office(bare):
            return None
        for name in (bare.removesuffix(role), bare.removeprefix(role)):
            if name != bare and _is_name(name.strip()):
                return Part("both", clean_name(name), joint, role)
        body, _, name = bare.partition(role)  # `新华社记者王小河`
        name = name.strip()
        if (
            name
            and not _BLANKS.search(body.strip())
            and _is_name(name)
            and (is_organisation(body) or is_agency(body))
        ):
            return Part("both", clean_name(name), joint, role, body.strip())
    return None


def _is_office(text: str) -> bool:
    """`홍보팀장`, where `홍보` might be somebody's name: four signs and more without a blank are a name with a function of two or three."""
    return _HANGUL.fullmatch(text) is not None and text.endswith(_CHIEFS) and len(text) < 6


def _before_place(text: str) -> str | None:
    """The name of three or two signs before a place that is known; before any other, the three."""
    names = [text[:size] for size in (3, 2) if _is_name(text[:size])]
    return next((name for name in names if is_place(text[len(name) :])), names[0] if names else None)


def _one(text: str, joint: Joint) -> Part | None:
    """What a text without blanks is as a whole: somebody, a department, a function, or a body."""
    if signed := _signed(text, joint):
        return signed
    if is_department(text):
        return Part("body", text, joint)
    bare = words().ours.sub("", text, count=1)
    for verb in listed("signs", "be"):
        bare = bare.removeprefix(verb)
    roles = words().cjk_roles
    if bare.endswith(roles):
        own, body = body_before(bare, next(role for role in roles if bare.endswith(role)))
        return Part("role", bare, joint, own, body)
    return Part("body", text, joint) if is_organisation(text) else None


def body_before(text: str, role: str) -> tuple[str, str | None]:
    """`水車大学教授` and `水車大学の教授`: a body before the function held there."""
    body = text.removesuffix(role).strip()
    for language in _BEHIND:
        for word in of_language(words().behind, language):
            body = body.removesuffix(word)
    kinds = words().cjk_organisations
    ends = (body.rfind(word) + len(word) for word in kinds if body.rfind(word) > 0)
    if 2 < (end := max(ends, default=0)) < len(body) - 1 <= end + MAX_DESK and not body.startswith(kinds):
        return text[end:].lstrip("の的 "), body[:end]
    return (
        (role, body)
        if is_organisation(body) or (len(body) > 1 and body.endswith((*_PAPERS, _of_kind(role))))
        else (text, None)
    )


def _of_kind(role: str) -> str:
    """What a body ends in whose head is called so: `文化站` `站长`, `図書館` `館長`."""
    return role[0] if len(role) == 2 and role[1] in "长長" else role


def _with_shared_roles(found: list[Part]) -> list[Part]:
    """Names take the function behind them (`김하늘, 이방아 기자`), or one before them: at the beginning, or with a colon."""
    if not found:
        return []
    if len(found) > 3 and [part.kind for part in found] == ["role", "name"] * (len(found) // 2):
        return [_with_role_of(role, name) for role, name in zip(found[::2], found[1::2], strict=True)]
    shared: list[Part] = []
    ahead: Part | None = None
    for part, following in zip(found, [*found[1:], None], strict=True):
        first = not any(other.kind in ("name", "both") for other in shared)
        named = following is not None and following.kind == "name" and (first or following.joint == "colon")
        if part.kind == "role" and named:
            ahead = part
            continue
        if part.kind == "name" and ahead is not None:
            shared.append(_with_role_of(ahead, part))
            continue
        if part.kind in ("both", "role"):
            names = list(takewhile(lambda other: other.kind == "name", reversed(shared)))
            shared[len(shared) - len(names) :] = [_with_role_of(part, name) for name in reversed(names)]
            if names and part.kind == "role":
                continue
        shared.append(part)
    return _with_body_ahead(shared)


def _with_role_of(owner: Part, name: Part) -> Part:
    return replace(name, kind="both", role=owner.role, organisation=owner.organisation)


def _with_body_ahead(parts: list[Part]) -> list[Part]:
    """`水車新聞 佐藤花子記者`: a body before somebody with a function is where it is held."""
    if len(parts) < 2 or parts[1].kind != "both":
        return parts
    if parts[0].kind != "body" and not (
        parts[0].kind == "other" and parts[0].text.endswith((*_PAPERS, *_TEAMS))
    ):
        return parts
    return [
        replace(part, organisation=part.organisation or parts[0].text) if part.kind == "both" else part
        for part in parts[1:]
    ]
