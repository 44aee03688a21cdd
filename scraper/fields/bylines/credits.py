"""Who wrote, and who took the pictures or translated: a byline in chunks, one for each share in the work."""

from __future__ import annotations

import re

from scraper.fields.bylines.words import words
from scraper.model.post import Credit

_SIGN = re.compile(r"[:：©＝=]|\b(?:by|av|af|von|par|di|por|de|door|van)\s|(?:zdj|fot)\.|[\u3040-\u9fff\uac00-\ud7af]", re.IGNORECASE)  # fmt: skip
_TEXT = re.compile(
    r"(?:^|[\s/|,;])(?:text|tekst|texte|texto|testo|words|teksti|szöveg|текст|文|글|text von|texte de|von)\s*[:：]\s*",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"(?:^|[\s,;/|–·•&+-])(?:och|og|und|and|et|e|y|en|ja|i|with|mit)?[\s,;/|–·•&+-]*$", re.IGNORECASE
)


def credited(text: str) -> list[tuple[Credit, str]]:
    """The text in chunks, each with the credit that the word before it gives; never raises."""
    if not _SIGN.search(text):
        return [(Credit.AUTHOR, text)]
    vocabulary = words()
    chunks: list[tuple[Credit, str]] = []
    credit, at = Credit.AUTHOR, 0
    for match in vocabulary.credit.finditer(text):
        if _inside_word(text, match.start()):
            continue
        before = _LEFT_OVER.sub("", text[at : match.start()])
        chunks.extend(_with_text(credit, before))
        word = " ".join((match["word"] or match["sign"]).casefold().split())
        credit, at = Credit.AUTHOR if match["both"] else Credit(vocabulary.credit_of[word]), match.end()
    chunks.extend(_with_text(credit, text[at:]))
    return [(credit, chunk) for credit, chunk in chunks if chunk.strip()]


def _inside_word(text: str, at: int) -> bool:
    """A Han sign for pictures counts at the beginning of a chunk only: `图` may stand in a name."""
    return ord(text[at]) > 0x3000 and at > 0 and text[at - 1].isalnum()


def _with_text(credit: Credit, chunk: str) -> list[tuple[Credit, str]]:
    """`Bild: A Text: B`: behind another's share the author may follow."""
    if credit is not Credit.AUTHOR and (found := _TEXT.search(chunk)):
        return [(credit, chunk[: found.start()]), (Credit.AUTHOR, chunk[found.end() :])]
    return [(credit, chunk)]
