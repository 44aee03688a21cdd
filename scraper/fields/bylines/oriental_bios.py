"""Sentences about authors in Chinese, Japanese and Korean: `鈴木真理は川辺大学の准教授。`, `李思远，江滨大学副教授。`"""

from __future__ import annotations

import re

from scraper.fields.bylines.grammar import listed
from scraper.fields.bylines.oriental import body_before
from scraper.fields.bylines.words import words
from scraper.model.late import late

MAX_CLAUSE = 40
_JOINT = late(
    lambda: re.compile(
        rf"^[\s　]*(?:[(（][^()（）]{{1,20}}[)）])?[\s　]*(?:[,，、:：／/|｜—–-]|は|が|은|는|이|가)?[\s　]*(?:{'|'.join(listed('signs', 'be'))})?[\s　]*"
    )
)
_CLAUSE = re.compile(r"[^。；;，,、（）()！!？?\n|｜]+")
_ENDS = late(lambda: re.compile(rf"(?:{'|'.join(listed('signs', 'ends'))})$"))
_QUOTED = re.compile(r"^[《〈「『“](?P<name>[^《》〈〉「」『』“”]{2,24})[》〉」』”](?P<rest>.*)$")
_SENTENCE = re.compile(r"[をにでがへとて]|[着过過了]|喜欢|喜歡|爱好|愛好")
"""Signs of a sentence that says more than what somebody is."""


def said_in_signs(name: str, text: str, *, headed: bool) -> tuple[str | None, str | None] | None:
    """The function and the body behind the name or below it; None where the text does not begin with it."""
    if text.startswith(name):
        text = text[len(name) :]
    elif not headed:
        return None
    text = _JOINT.sub("", text, count=1)
    bracket = text[:1] in "(（"
    clause = _CLAUSE.match(text[1:] if bracket else text)
    if clause is None:
        return (None, None)
    said = _ENDS.sub("", clause[0].strip()).strip()
    if said.startswith((*listed("signs", "former"), *listed("signs", "negated"))) or len(said) > MAX_CLAUSE:
        return (None, None)
    for role in words().cjk_roles:
        if said.endswith(role):
            return _parted(said, role)
    return (None, None)


def _parted(said: str, role: str) -> tuple[str | None, str | None]:
    """A clause that ends with a function."""
    if (quoted := _QUOTED.match(said)) and not _SENTENCE.search(quoted["rest"]):
        return quoted["rest"].lstrip("の的"), quoted["name"]
    own, body = body_before(said, role)
    if body is None and _SENTENCE.search(said.removesuffix(role)):
        return None, None
    return own, body
