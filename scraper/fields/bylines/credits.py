"""Who wrote, and who took the pictures or translated: a byline in chunks, one for each share in the work."""

from __future__ import annotations

import re

from scraper.fields.bylines.words import has_cjk, words
from scraper.model.late import late
from scraper.model.post import Credit

_TOKENS = re.compile(r"\w+|©")
_TEXT = late(
    re.compile,
    r"(?:^|[\s/|,;])(?:text|tekst|texte|texto|testo|words|teksti|szöveg|текст|文|글|text von|texte de|von)\s*[:：]\s*",
    re.IGNORECASE,
)
_LEFT_OVER = late(
    re.compile,
    r"(?:^|[\s,;/|–·•&+-])(?:och|og|und|and|et|e|y|en|ja|i|with|mit)?[\s,;/|–·•&+-]*$",
    re.IGNORECASE,
)


def credited(text: str) -> list[tuple[Credit, str]]:
    """The text in chunks, each with the credit that the word before it gives; never raises."""
    vocabulary = words()
    tokens = _TOKENS.findall(text.casefold())
    if vocabulary.credit_firsts.isdisjoint(tokens) and not has_cjk(text):
        return [(Credit.AUTHOR, text)]
    chunks: list[tuple[Credit, str]] = []
    credit, at = Credit.AUTHOR, 0
    for match in vocabulary.credit.finditer(text):
        if _inside_word(text, match.start()):
            continue
        before = _LEFT_OVER.sub("", text[at : match.start()])
        chunks.extend(_with_text(credit, before))
        word = " ".join((match["word"] or match["said"] or match["sign"]).casefold().split())
        credit, at = Credit.AUTHOR if match["both"] else Credit(vocabulary.credit_of[word]), match.end()
        if credit is Credit.INTERVIEWEE and match["said"] and before.strip():
            credit = Credit.AUTHOR  # `Bo Berg im Gespräch mit Anna Ek`: print tells not who asks
    chunks.extend(_with_text(credit, text[at:]))
    return [(credit, chunk) for credit, chunk in chunks if chunk.strip()]


def _inside_word(text: str, at: int) -> bool:
    """A Han sign for pictures counts at the beginning of a chunk only: `图` may stand in a name."""
    return ord(text[at]) > 0x3000 and at > 0 and text[at - 1].isalnum()


def _with_text(credit: Credit, chunk: str) -> list[tuple[Credit, str]]:
    """`Bild: A Text: B`: behind another's share the author may follow."""
    if credit is not Credit.AUTHOR and chunk.count(")") > chunk.count("("):
        chunk = chunk.replace(")", " ", 1)  # `(Foto: Anna Ek/AP)`: the bracket opened before the word
    if credit is not Credit.AUTHOR and (found := _TEXT.search(chunk)):
        return [(credit, chunk[: found.start()]), (Credit.AUTHOR, chunk[found.end() :])]
    return [(credit, chunk)]
