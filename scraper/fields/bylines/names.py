"""Names of people: what looks like one, what is a login, and a name without what hangs about it."""

from __future__ import annotations

import re
import unicodedata

from scraper.fields.bylines.words import words

MAX_NAME = 70
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_LOGIN = re.compile(
    r"^(?:[a-z]+[._-]?[a-z]*\d+|[a-z]+_[a-z0-9_]+|(?:wp|web|site|blog)?-?_?(?:admin|administrator|editor|author|user|master|redaktion\w*)\d*|user\d*|super ?user|root|webmaster|redaktion|redactie"
    r"|webbredaktionen|webredaktion|online-?redaktion|editorial|newsdesk|newsroom|staff|guest|gast|anonymous|anonym|unknown|default|test|editor|none|null|n/a)$",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff\u3040-\u30ff々]{1,4}[ 　][\u4e00-\u9fff\u3040-\u30ff々]{1,5}$"
)
_TRANSCRIBED = re.compile(
    r"^[\u30a0-\u30ff\u4e00-\u9fff]{2,8}(?:[·・＝][\u30a0-\u30ff\u4e00-\u9fff]{2,10}){1,3}$"
)
_HANGUL = re.compile(r"^[\uac00-\ud7af]{2,4}$")
_CASELESS = re.compile(
    r"^[\u0590-\u08ff\u0900-\u0e7f\u10a0-\u10ff\u1000-\u109f\u1780-\u17ff\u0530-\u058f'’.\- ]+$"
)
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?){1,3}$|^[^\W\d_]\.-?[^\W\d_]\.$")
_SUFFIXES = frozenset(
    (
        "jr",
        "jr.",
        "sr",
        "sr.",
        "ii",
        "iii",
        "iv",
        "phd",
        "ph.d.",
        "md",
        "m.d.",
        "mba",
        "esq",
        "esq.",
        "rn",
        "ma",
        "obe",
        "mbe",
        "cbe",
        "osb",
    )
)
_STRIP = ' \t\r\n,;:|/•·–—-_*()[]<>"“”„»«.…!?=+#~©'


_HAN_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈"
    "夏韦韋付方白邹鄒孟熊秦邱江尹薛闫阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯岳牛"
)
_KANJI_SURNAMES = frozenset(
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々 山口 松本 井上 木村 清水 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷 藤田"
    " 後藤 近藤 村上 遠藤 青木 坂本 斉藤 斎藤 齋藤 福田 太田 西村 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 柴田 酒井 横山"
    " 宮崎 宮本 内田 高木 谷口 安藤 丸山 今井 大野 高田 菅原 河野 武田 藤本 上野 杉山 千葉 村田 増田 小島 小山 大塚 平野 久保 松井 野口 菊地 菊池 岩崎 木下 野村 新井 渡部".split()
)


def _is_han_name(text: str) -> bool:
    """Two to four characters are as often a word as a name: a surname must begin them, or a blank part them."""
    if " " in text or "\u3000" in text:
        return True
    return (text[0] in _HAN_SURNAMES and len(text) <= 3) or (
        text[:2] in _KANJI_SURNAMES and 3 <= len(text) <= 5
    )


def is_person_name(text: str, *, language: str | None = None) -> bool:
    """True when a whole text looks like a person's name of two to five words. Never raises.

    Scripts without capitals are judged by length; single words never pass in scripts with capitals.
    """
    text = text.strip()
    if not 2 <= len(text) <= MAX_NAME or "@" in text or "://" in text or any(char.isdigit() for char in text):
        return False
    vocabulary = words()
    if _HAN.match(text) or _TRANSCRIBED.match(text) or _HANGUL.match(text):
        return (
            text not in vocabulary.roles and text not in vocabulary.agencies and not text.endswith(_ROLE_ENDS)
        )
    tokens = text.split()
    if _CASELESS.match(text):
        return (
            2 <= len(tokens) <= 4
            and not any(token in vocabulary.roles for token in tokens)
            and len(text) < 40
        )
    return _is_cased_name(tokens)


_ROLE_ENDS = (
    "記者",
    "记者",
    "編集部",
    "编辑部",
    "編集長",
    "新闻",
    "新聞",
    "日报",
    "기자",
    "편집부",
    "委員会",
    "公司",
    "大学",
    "協会",
    "部",
    "局",
    "社",
    "网",
)


def _is_cased_name(tokens: list[str]) -> bool:
    vocabulary = words()
    while tokens and tokens[-1].strip(",").casefold() in _SUFFIXES:
        tokens = tokens[:-1]
    while tokens and tokens[0].casefold() in vocabulary.titles:
        tokens = tokens[1:]
    if not 2 <= len(tokens) <= 6:
        return False
    capitals = full = 0
    for place, token in enumerate(tokens):
        bare = token.strip("’'\"“”,")
        low = bare.casefold()
        if (
            low in vocabulary.no_name
            and not (low in vocabulary.particles and place and bare.islower())
            and not _is_given_month(low, place)
        ):
            return False
        if low in vocabulary.organisations or (low in vocabulary.agencies and len(tokens) < 3):
            return False
        if low in vocabulary.roles and (
            bare.islower() or (place > 0 and len(tokens) < 3 and low not in _SURNAMES)
        ):
            return False
        if bare.islower():
            if (
                low not in vocabulary.particles and not low.startswith(("d'", "d’", "l'", "al-", "el-", "o'"))
            ) or place == len(tokens) - 1:
                return False
            continue
        if not bare or (
            not bare[0].isupper() and not bare.startswith(("d'", "d’", "al-", "el-", "o’", "o'", "'", "’"))
        ):
            return False
        if _INITIAL.match(bare) and (len(bare) == 1 or "." in bare or (len(bare) == 2 and bare.isupper())):
            capitals += 1
            continue
        if not all(char.isalpha() or char in "-’'.‑·`´" or unicodedata.combining(char) for char in bare):
            return False
        capitals += 1
        full += 1
    if full == 0 or capitals < 2:
        return False
    if full == 1 and len(tokens[0]) == 1:
        return False  # `A Milwaukee`: an article or a preposition, where an initial has its dot
    letters = "".join(tokens)
    return not (letters.isupper() and len(letters) <= 5)


_SURNAMES = frozenset(
    [
        "chef",
        "judge",
        "dean",
        "bishop",
        "priest",
        "baker",
        "cook",
        "farmer",
        "page",
        "major",
        "mayor",
        "pastor",
        "coach",
        "host",
        "lead",
        "head",
        "fellow",
        "author",
        "koch",
        "richter",
    ]
)
_MONTH_NAMES = frozenset(("april", "may", "june", "august", "mai", "juli", "juni", "mars", "januar", "march"))


def _is_given_month(low: str, place: int) -> bool:
    """`April`, `June` and `August` are given names, and `March` and `May` family names."""
    return low in _MONTH_NAMES


def is_login(text: str) -> bool:
    """True for the name of an account or of nobody: `admin`, `webbredaktionen`, `jsmith2`, an e-mail address."""
    text = text.strip()
    if _EMAIL.fullmatch(text) or _HANDLE.fullmatch(text) or _LOGIN.match(text):
        return True
    if " " in text or not text.isascii():
        return False
    return text.islower() or (any(char.isdigit() for char in text) and any(char.isalpha() for char in text))


def clean_name(text: str) -> str:
    """A name without by-word, e-mail address, handle, title and stray punctuation; capitals set right.

    `ANNA SVENSSON` becomes `Anna Svensson`: capitals there are a matter of type, not of spelling.
    """
    text = _HANDLE.sub(" ", _EMAIL.sub(" ", text[:300]))
    text = " ".join(text.split()).strip(_STRIP)
    tokens = text.split()
    vocabulary = words()
    half = len(tokens) // 2
    if half and len(tokens) % 2 == 0 and tokens[:half] == tokens[half:]:
        tokens = tokens[:half]  # printed twice: once for the eye and once for a screen reader
    while len(tokens) > 2 and tokens[0].casefold() in vocabulary.titles:
        tokens = tokens[1:]
    text = " ".join(tokens)
    if text.isupper() and len(tokens) >= 2 and len(text) > 6 and text.replace(" ", "").isalpha():
        text = _title_case(text)
    if tokens and tokens[-1].casefold().rstrip(".") in ("jr", "sr") and not text.endswith("."):
        text += "."
    return text


def _title_case(text: str) -> str:
    lowered = [word if word.casefold() not in words().particles else word.casefold() for word in text.split()]
    return " ".join(
        word
        if word.islower()
        else re.sub(r"[^\W\d_]+", lambda part: part[0][:1].upper() + part[0][1:].lower(), word)
        for word in lowered
    )
