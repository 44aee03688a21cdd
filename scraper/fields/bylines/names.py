"""Names of people: what looks like one, what is a login, and a name without what hangs about it."""

from __future__ import annotations

import re
import unicodedata

from scraper.fields.bylines.bodies import ends_in_surname
from scraper.fields.bylines.words import Words, of_language, words
from scraper.model.late import late

MAX_NAME = 70
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
HANDLE = re.compile(r"(?<!\w)@\w+")
_ACCOUNT = re.compile(
    r"^(?:[a-z]+[._-]?[a-z]*\d+|[a-z]+_[a-z0-9_]+|(?:wp|web|site|blog)?[-_]{0,2}(?:admin|administrator|editor|author|user|master|redaktion\w*)\d*|user\d*|super ?user|root|webmaster|redaktion|redactie"
    r"|webbredaktionen|webredaktion|online-?redaktion|editorial|newsdesk|newsroom|staff|guest|gast|anonymous|anonym|unknown|default|test|editor|none|null|n/a|\d+)$",
    re.IGNORECASE,
)
_HAN = late(
    re.compile,
    r"^[\u4e00-\u9fff]々?[\u4e00-\u9fff]{1,3}$|^[\u4e00-\u9fff\u3040-\u30ff々]{1,4}[ 　][\u4e00-\u9fff\u3040-\u30ff々]{1,5}$",
)
_TRANSCRIBED = late(
    re.compile,
    r"^[\u30a0-\u30ff]{2,8}(?:[・＝][\u30a0-\u30ff]{2,10}){1,3}$|^[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{2,10}){1,3}$",
)
_HANGUL = late(re.compile, r"^[\uac00-\ud7af]{2,4}$")
_CASELESS = re.compile(
    r"^[\u0590-\u08ff\u0900-\u0e7f\u10a0-\u10ff\u1000-\u109f\u1780-\u17ff\u0530-\u058f'’.\- ]+$"
)
_INITIALS = re.compile(r"^(?:[^\W\d_]\.-?){1,3}$|^[^\W\d_]$|^[A-Z]{2}$")
_LETTERS = re.compile(r"^[^\W\d_\u0300-\u036f](?:[^\W\d_]|[\u0300-\u036f\-’'.‑·`´])*+$")
_ABBREVIATED = re.compile(r"[^\W\d_A-Z]{2,6}\.(?:[^\W\d_]{1,4}\.){0,2}")
"""A title in small letters that is cut short, in whatever language: `inż.`, `проф.`, `к.т.н.`."""
_TRIM = ' \t\r\n,;:|/•·–—-_*()[]【】{}<>"“”„»«.…!?=+#~©'
_ELISIONS = (
    "d'",
    "d’",
    "l'",
    "l’",
    "al-",
    "el-",
    "ul-",
    "o'",
    "o’",
    "dell'",
    "dell’",
    "dall'",
    "dall’",
    "'",
    "’",
)
_NEVER = re.compile(r"[@\d]|://")
_MONTHS = frozenset(("april", "may", "june", "august", "mai", "juli", "juni", "mars", "januar", "march"))
"""`April`, `June` and `August` are given names, and `March` and `May` family names."""


def is_person_name(text: str, *, language: str | None = None) -> bool:
    """True when a whole text looks like a person's name of two to six words. Never raises.

    Scripts without capitals are judged by length and surname; single words pass in Han and Hangul only.
    """
    text = text.strip()
    if not 2 <= len(text) <= MAX_NAME or _NEVER.search(text):
        return False
    vocabulary = words()
    if ord(text[0]) > 0x3000:
        return text not in vocabulary.places and _is_cjk_name(text, vocabulary)
    tokens = text.split()
    if len(tokens) < 2 or text.casefold() in vocabulary.places:
        return False
    if len(tokens) == 2 and tokens[0].casefold() in of_language(vocabulary.articles, language):
        return False  # `El Molinero` is a paper; `La Rue` would be a surname alone
    if _CASELESS.match(text):
        known = vocabulary.roles | vocabulary.no_name
        return 2 <= len(tokens) <= 4 and len(text) < 40 and not any(token in known for token in tokens)
    return _is_cased_name(tokens, vocabulary)


def _is_cjk_name(text: str, vocabulary: Words) -> bool:
    """Two to four characters are as often a word as a name: a surname must begin them, or a blank part them."""
    if (
        text in vocabulary.roles
        or text in vocabulary.agencies
        or text in vocabulary.departments
        or text.endswith(vocabulary.cjk_ends)
    ):
        return False
    if _HANGUL.match(text):
        office = len(text) > 3 and text.endswith(vocabulary.cjk_roles)  # `홍보팀장`: names have three signs
        return text[0] in vocabulary.hangul_surnames and not office
    if _TRANSCRIBED.match(text):
        return True
    if not _HAN.match(text):
        return False
    if " " in text or "\u3000" in text:
        halves, roles = text.split(), vocabulary.cjk_roles
        two_people = all(len(half) > 1 and _is_cjk_name(half, vocabulary) for half in halves)
        told = (half.endswith(roles) or half.startswith(roles) for half in halves)
        return not two_people and not any(told)
    if len(text) == 3 and text[0] in vocabulary.han_surnames_of_three:
        return True
    return (text[0] in vocabulary.han_surnames and len(text) <= 3) or (
        text[:2] in vocabulary.kanji_surnames and 3 <= len(text) <= 5
    )


def _is_cased_name(tokens: list[str], vocabulary: Words) -> bool:
    tokens = _without_titles(tokens, vocabulary)
    if not 2 <= len(tokens) <= 6:
        return False
    capitals = full = 0
    for place, token in enumerate(tokens):
        bare = token if token.casefold() in vocabulary.particles else token.strip("’'\"“”„")
        if not _may_be_in_name(bare, place, tokens, vocabulary):
            return False
        if bare.islower() and not (len(bare) > 2 and bare.startswith(_ELISIONS) and len(tokens) > 2):
            continue
        capitals += 1
        full += not _INITIALS.match(bare)
    if full == 0 or capitals < 2:
        return False
    if full == 1 and len(tokens[0]) == 1:
        return False  # `A Milwaukee`: an article or a preposition, where an initial has its dot
    if tokens[-1].casefold() in ("von", "van", "der", "den", "de", "del", "della", "zu", "af", "av"):
        return False
    letters = "".join(tokens)
    return not (letters.isupper() and len(letters) <= 5)


def _may_be_in_name(bare: str, place: int, tokens: list[str], vocabulary: Words) -> bool:
    """True when one word, without its quotes, can stand where it does in a name."""
    low = bare.casefold()
    particle = low in vocabulary.particles
    if bare.islower():
        return (particle or low.startswith(_ELISIONS)) and (place < len(tokens) - 1 or "-" in bare)
    if not bare or not (bare[0].isupper() or bare.startswith(_ELISIONS)):
        return False
    if place == len(tokens) - 1 and low in vocabulary.word_surnames and ends_in_surname(tokens):
        return True
    if low in vocabulary.no_name and low not in _MONTHS and not (particle and place):
        return False
    if low.endswith(("'s", "’s")) or (len(low) > 6 and low.endswith(vocabulary.no_name_ends)):
        return False  # `Serbia’s`, `Informationen`
    if 0 < place < len(tokens) - 1 and "." in bare and _INITIALS.match(bare):
        return True  # `James S.A. Ek`
    if (
        low in vocabulary.department_many
        or low in vocabulary.organisations
        or ("." in low and f"{low}." in vocabulary.organisations)
        or (low in vocabulary.agencies and len(tokens) < 3)
    ):
        return False
    if low in vocabulary.roles and place > 0 and len(tokens) < 3 and low not in vocabulary.surnames:
        return False
    return bool(_INITIALS.match(bare) or _LETTERS.match(bare))


def _dotless(token: str) -> str:
    return token.strip(",").casefold().replace(".", "")


def _without_titles(tokens: list[str], vocabulary: Words) -> list[str]:
    """Without `Prof. Dr.` before and `PhD` or `Jr.` behind."""
    behind = vocabulary.behind_names
    while len(tokens) > 2 and _dotless(tokens[-1]) in behind:
        tokens = [*tokens[:-2], tokens[-2].rstrip(",")]
    while tokens and (
        tokens[0].casefold() in vocabulary.titles
        or (tokens[0][-1] == "." and _ABBREVIATED.fullmatch(tokens[0]))
    ):
        tokens = tokens[1:]
    return tokens


def is_login(text: str) -> bool:
    """True for the name of an account or of nobody: `admin`, `webbredaktionen`, `jsmith2`, an e-mail address."""
    text = text.strip()[:200]
    if ("@" in text and (EMAIL.fullmatch(text) or HANDLE.fullmatch(text))) or _ACCOUNT.match(text):
        return True
    if " " in text or not text.isascii():
        return False
    return text.islower() or (any(char.isdigit() for char in text) and any(char.isalpha() for char in text))


def clean_name(text: str) -> str:
    """A name without e-mail address, handle, title, degree and stray punctuation; capitals set right.

    `ANNA SVENSSON` becomes `Anna Svensson`: capitals there are a matter of type, not of spelling.
    `Prof. Dr. Anna Ek, PhD` is `Anna Ek`; `Jr.` and `III` stay, for they tell two people apart.
    """
    text = text[:300]
    if "@" in text:
        text = HANDLE.sub(" ", EMAIL.sub(" ", text))
    text = _trim(" ".join(text.split()))
    tokens = text.split()
    vocabulary = words()
    while (half := len(tokens) // 2) and len(tokens) % 2 == 0 and tokens[:half] == tokens[half:]:
        tokens = tokens[:half]  # printed twice: once for the eye and once for a screen reader
    while len(tokens) > 2 and (
        tokens[0].casefold() in vocabulary.titles
        or (tokens[0][-1] == "." and _ABBREVIATED.fullmatch(tokens[0]))
    ):
        tokens = tokens[1:]
    while len(tokens) > 2 and _dotless(tokens[-1]) in vocabulary.degrees:
        tokens = [*tokens[:-2], tokens[-2].rstrip(",")]
    text = " ".join(tokens)
    if (
        text.isupper()
        and len(tokens) >= 2
        and len(text) > 6
        and all(c.isalpha() or c in " -’'." for c in text)
    ):
        text = _title_case(text)
    elif len(tokens) > 1 and any(len(token) > 4 and token.isupper() for token in tokens):
        text = _surname_set_right(tokens)
    if tokens and tokens[-1].casefold().rstrip(".") in ("jr", "sr") and not text.endswith("."):
        text += "."
    return text


def _trim(text: str) -> str:
    """Without punctuation about it, but with the dot of a last initial: `Juan Carlos P.`"""
    bare = text.strip(_TRIM)
    end = text.find(bare) + len(bare)
    initial = len(bare) > 3 and bare[-2] == " " and bare[-1].isupper() and text[end : end + 1] == "."
    return bare + "." if initial else bare


def _title_case(text: str) -> str:
    particles = words().particles
    return " ".join(
        word.casefold()
        if word.casefold() in particles and place
        else re.sub(r"[^\W\d_]+", lambda part: part[0][:1] + part[0][1:].replace("İ", "i").lower(), word)
        for place, word in enumerate(text.split())
    )


def _surname_set_right(tokens: list[str]) -> str:
    """`Marc LEFORT`: a surname in capitals tells which of the words it is."""
    return " ".join(_title_case(token) if len(token) > 4 and token.isupper() else token for token in tokens)


def name_key(text: str) -> str:
    """What is the same for spellings of a name that differ in case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
