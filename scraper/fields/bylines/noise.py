"""What stands about names and is none: dates, times, addresses, counts, buttons."""

from __future__ import annotations

import re

from scraper.fields.bylines.names import EMAIL, HANDLE
from scraper.fields.dates import find_dates

CUT = "\x1f"
"""Stands where something was taken out, so that what was apart stays apart."""

_MINUTES = r"(?:min(?:ute[ns]?|uter|uti|uto[s]?|utes)?\.?|мин\.?|хв\.?|dk\.?)"
_READING = r"(?:read(?:ing time)?|lesezeit|lästid|lesetid|læsetid|leestijd|de lecture|de lectura|di lettura|de leitura|czytania|čtení|чтения|читання)"
_DIGITS = re.compile(
    r"\+?\d[\d ()/-]{7,30}\d|\d{1,3}\s*" + _MINUTES + r"\s*" + _READING + r"?"
    r"|(?:lesezeit|reading time|lesedauer|lästid|temps de lecture|tiempo de lectura)\s*:?\s*\d{0,3}\s*\w{0,10}\.?"
    r"|(?:vor|hace|il y a|há|för|for|pred|před)\s+\d{1,3}\s+\w{1,12}(?:\s+(?:sedan|siden))?"
    r"|\d{1,3}\s+\w{1,12}\s+(?:ago|sedan|siden|sitten|geleden|fa|atrás|temu|назад|тому|önce|lalu)\b|\d{1,3}\s?(?:分前|時間前|日前|小时前|天前|시간 전|일 전)"
    r"|\d{1,2}[:.h]\d{2}\s*(?:uhr|h|am|pm|a\.m\.|p\.m\.)?(?!\w)|\(\d{1,4}\)"
    r"|\d{1,6}\s*x?\s*(?:comments?|kommentare?|kommentarer|views|gelesen|commentaires?|comentarios?|reacties|shares)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"https?://\S+|www\.\S+|\bfollow(?:ing)?\b|\bfolgen\b|\bcontact\b|\bemail\b|\be-mail\b"
    r"|\b(?:view|see) (?:all|more)(?! (?:posts|articles|stories) by)[^\n]*|\bmore (?:by|from|articles)[^\n]*|\balle (?:artikel|beiträge)[^\n]*|\bread more[^\n]*|\bmehr (?:von|über)[^\n]*"
    r"|\bposted in\b[^\n]*|\b(?:updated|published|posted|modified)(?! by)(?: on| at)?(?!\w)|\b(?:leave a|no) comments?\b|\bkeine kommentare\b|\bkommentieren\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"\s+(?:den|d\.|on|op|le|em|el|am|at|il|dne|um|kl\.?|à|dnia|van|vom|от|von|av|la|om|i|gespeichert|publié|publicado|pubblicato|publicerad|publiceret|publisert|veröffentlicht|erstellt|actualizado|стан|stand|vor|,)\s*:?\s*(?=\x1f)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:publié|publicado|pubblicato|publicerad|publiceret|publisert|veröffentlicht|erstellt|gepubliceerd|opublikowano|publikováno|опубликовано|stand)(?:\s+(?:le|el|il|em|am|den|op|dnia|on))?\s*:?\s*(?=\x1f)\x1f?",
    re.IGNORECASE,
)


def without_noise(text: str) -> str:
    """The text with CUT for each date, time, count, address and button, and for the `on` or `am` before it."""
    if "@" in text:
        text = HANDLE.sub(CUT, EMAIL.sub(CUT, text))
    if any(char.isdigit() for char in text):
        for found in reversed(find_dates(text)):
            text = text[: found.start] + CUT + text[found.end :]
        text = _DIGITS.sub(CUT, text)
    text = _WORDS.sub(CUT, text)
    if CUT in text:
        text = _OPENING.sub("", _DANGLING.sub("", _DANGLING.sub("", text)))
    return text
