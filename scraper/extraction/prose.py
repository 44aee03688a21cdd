"""How much prose a block holds: the one measure that headline, container and body go by."""

from __future__ import annotations

import re

from scraper.markup.layout import Block, Box
from scraper.model.late import late

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DENSE = late(re.compile, r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_THAI = late(re.compile, r"[\u0e00-\u0e7f]")
_SENTENCE = re.compile(r"[.!?…:;؟।][\'\"”’»)\]]*(?:\s|$)|[。！？]")
_END = re.compile(r"(?:(?<=\w\w)\.|[!?…。！？।؟])[\'\"”’»“)\]]*$")
_TAG_WEIGHTS = {
    "p": 1.0, "blockquote": 0.9, "li": 0.6, "td": 0.6, "th": 0.6, "dd": 0.6, "dt": 0.6,
    "figcaption": 0.2, "label": 0.2, "legend": 0.2,
}  # fmt: skip
_OTHER_WEIGHT = 0.9
_LONGEST = 1_000
_BEGINNING = 40
_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"\d")


def worth_of(block: Block) -> float:
    """Hundreds of characters of prose in a block, 0 to 10; below 0 for link text, 0 for what is neither.

    Prose is text outside of links that is long, or short with the punctuation of a sentence. Scripts that
    say more with each character (Chinese, Japanese, Korean, Thai) count twice.
    """
    text = block.text
    length = len(text)
    free = length - block.link_chars
    tag = block.box.tag
    if tag in HEADINGS:
        return 0.0 if free > 0 else -0.2
    if length > 40 and _is_dense(text):
        free *= 2
        length *= 2
    if free < 0.45 * length:
        return -0.25 - min(length, 100) / 200
    if length < 25 or (free < 80 and not _SENTENCE.search(text)):
        return 0.0
    return min(free, _LONGEST) / 100 * (free / length) * _TAG_WEIGHTS.get(tag, _OTHER_WEIGHT)


def _is_dense(text: str) -> bool:
    """True for a text that begins in a script which says more with each character; most are told without its pattern,
    which takes long to make."""
    if text.isascii():
        return False
    highest = max(text[:_BEGINNING])
    asked = _DENSE if highest >= "\u3040" else _THAI if highest >= "\u0e00" else None
    return asked is not None and asked.search(text, 0, _BEGINNING) is not None


def width_of(text: str) -> int:
    """How long a text is, in characters of scripts that spell: those that say more with each count twice."""
    return len(text) * (2 if _is_dense(text) else 1)


def is_sentence(text: str) -> bool:
    """True for a text that ends as a sentence does; an initial (`Ada B.`) ends none."""
    return _END.search(text) is not None


def is_figures(block: Block) -> bool:
    """True for a short line that is mostly a date, a time or a count."""
    text = block.text
    if len(text) > 120 or block.box.tag in ("li", "td", "th", "pre"):
        return False
    if len(text) > 60 and width_of(text) > 120 and is_sentence(text):
        return False  # a script that says more with each character
    return len(_DIGITS.findall(text)) > 0.15 * len(text)


def folded(text: str) -> str:
    """Case and white space evened out."""
    return " ".join(text.casefold().split())


def words_of(text: str) -> list[str]:
    """The words of a text, without what stands between them."""
    return _WORDS.findall(text)


def in_figure(box: Box) -> bool:
    """True for what stands in a `<figure>` beside its picture: not for quotes, tables and code there."""
    walk: Box | None = box
    for _ in range(4):
        if walk is None or walk.tag in ("blockquote", "table", "pre"):
            return False
        if walk.tag in ("figure", "figcaption"):
            return True
        walk = walk.parent
    return False
