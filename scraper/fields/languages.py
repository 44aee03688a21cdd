"""Languages: tags as BCP 47 has them, and what language a text is in."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from scraper.model.late import late

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?\b", re.IGNORECASE)
_WRONG = {
    "cz": "cs",
    "se": "sv",
    "dk": "da",
    "jp": "ja",
    "cn": "zh",
    "gr": "el",
    "ua": "uk",
    "kr": "ko",
    "iw": "he",
    "in": "id",
}
_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "swedish": "sv", "svenska": "sv",
    "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "dutch": "nl", "nederlands": "nl",
}  # fmt: skip

_SAMPLE = 1_500
_FEWEST = 20
"""Words of a text that is asked for its language although its page declares one."""
_ITS_OWN = 0.08
"""A text with so many of a language's commonest words is in it, whatever else it quotes."""
_FOREIGN, _ABOVE_NEXT, _ABOVE_OWN = 0.1, 1.25, 4
"""Share of another language's words in a text that is in it, and how many times more of them it has than of the next
language's (Swedish and Danish share most) and of the declared one's."""
_LAST_LATIN = "\u036f"
_FAR_EAST = frozenset(("ja", "zh", "ko", "yue"))

# A few dozen of the commonest short words; what counts is that they do not stand in the neighbours.
_STOPWORDS: dict[str, str] = {
    "sv": "och att det som en är på för med av till den har inte om ett men jag vi kan var från när också så sig",
    "nb": "og det som en er på for med av til den har ikke om et men jeg vi kan var fra når også så seg å",
    "da": "og at det som en er på for med af til den har ikke om et men jeg vi kan var fra når også så sig",
    "fi": "ja on ei että se oli hän ovat mutta kun myös kuin joka ole sen tai mukaan niin voi vain hänen",
    "en": "the and of to in is that for it with was on as are this be at by have from not but they which you",
    "de": "der die und das ist nicht in den von mit zu ein auf für sich eine dem im auch als es an werden aus er",
    "nl": "de het een en van is dat op te in voor niet met zijn aan er om ook maar bij als naar wordt uit door",
    "fr": "le la les et des est que dans un une pour qui pas du sur en plus par ce il avec au sont aux ne se",
    "es": "el la los de que y en un una por con para las del se es no su al lo como más pero sus le ya",
    "it": "il la che di e un una per non con del è sono della nel le gli si più da dei alla come anche ha lo",
    "pt": "o a os que e do da em um uma para com não por as no na dos mais se ao como foi mas são das seu",
    "pl": "w i na z nie się do że jest to o jak po za od przez dla był tym ale są które oraz już przy",
    "cs": "a v se na že je s z do o i to k jako pro by ve ale za jsem si po od jsou která bylo také",
    "sk": "a v sa na že je s z do o i to k ako pre by vo ale za som si po od sú ktorá bolo tiež",
    "hu": "a az és hogy nem is egy volt van meg de csak ez már még mint azt el ha vagy pedig",
    "ro": "și de a în la cu o pe nu că un din este se mai care pentru au fost sunt prin după",
    "tr": "ve bir bu da de için ile olarak çok daha en olan gibi ne ama var kadar sonra değil",
    "id": "yang dan di untuk dari dengan ini itu pada tidak dalam akan ke juga adalah bisa oleh",
    "uk": "і в на що не з до у за як від та це про є але для було його може також",
    "ru": "и в не на что с по как это за из к от но о для он был же так его только",
    "bg": "и на да се от за в не е че с по са като до това но при беше",
    "el": "και το να του η της με που για την από τα είναι στο δεν ότι οι θα",
    "is": "og að á í er sem til um við það ekki en með var af hann fyrir frá eru",
    "et": "ja on ei et see ka oli kui mis aga ning oma nii siis veel pole",
    "fa": "و در به از که این را با است برای آن یک خود تا",
    "ar": "في من على أن إلى التي الذي هذا عن مع كان لا ما بين",
    "he": "של את על לא הוא עם זה כי גם היא אני או כל",
    "sq": "dhe të në për me një nga që është ka nuk si më",
    "hr": "i je u na da se za od su s što kao ali iz bi koji nije",
    "lt": "ir kad yra į iš su kaip bet tai ne buvo apie",
    "lv": "un ir ar no par ka uz tas bet arī kas nav",
}
_LETTERS = late(re.compile, r"[^\W\d_]+")
_SPOKEN_IN: dict[str, list[str]] = {}
for _language, _words in _STOPWORDS.items():
    for _word in set(_words.split()):
        _SPOKEN_IN.setdefault(_word, []).append(_language)
_SCRIPTS = (
    (late(re.compile, r"[\u3040-\u30ff]"), "ja"), (late(re.compile, r"[\uac00-\ud7af]"), "ko"),
    (late(re.compile, r"[\u4e00-\u9fff]"), "zh"), (late(re.compile, r"[\u0e00-\u0e7f]"), "th"),
    (late(re.compile, r"[\u0900-\u097f]"), "hi"), (late(re.compile, r"[\u0980-\u09ff]"), "bn"),
    (late(re.compile, r"[\u10a0-\u10ff]"), "ka"), (late(re.compile, r"[\u0530-\u058f]"), "hy"),
    (late(re.compile, r"[\u0b80-\u0bff]"), "ta"),
)  # fmt: skip
_BEYOND = re.compile(r"[^\x00-\u052f]")
"""Letters of these scripts are among them; most texts have next to none."""


def normalise_language(tag: str) -> str | None:
    """A language tag as BCP 47 writes it (`sv-SE`, `zh-Hant-TW`); None when the text is none. Never raises."""
    text = tag.strip()[:40]
    if text.casefold() in _NAMES:
        return _NAMES[text.casefold()]
    match = _TAG.match(text)
    if match is None or (match.end() < len(text) and text[match.end()] not in "-_,;. "):
        return None
    language = match[1].lower()
    language = _WRONG.get(language, language) if not match[3] else language
    parts = [language, match[2].title() if match[2] else "", match[3].upper() if match[3] else ""]
    return "-".join(part for part in parts if part)


@lru_cache(maxsize=1024)
def primary(tag: str | None) -> str:
    """The language alone, in lower case: `sv` of `sv-SE` or `sv_SE`; empty for None. `nb` and `nn` are `no`."""
    language = (tag or "").replace("_", "-").split("-")[0].strip().lower()
    return "no" if language in ("nb", "nn") else language


def detect_language(text: str) -> str | None:
    """The language of a text, by its script and its commonest words; None when it cannot be told.

    Looks at the first 4,000 characters. Never raises.
    """
    sample = text[:4000]
    if by_script := _by_script(sample, max(3, len(sample) // 12)):
        return by_script
    said = _LETTERS.findall(sample.casefold())
    total = len(said)
    if total < 8:
        return None
    ranked = sorted(_scores(said).items(), key=lambda pair: -pair[1])
    (best, most), (_, second) = ranked[0], ranked[1]
    if most < max(2, total * 0.05) or most == second:
        return None
    return best


def language_of(text: str, declared: str) -> str:
    """The language of a text: the one that its page declares, unless its own words leave no doubt that it is another.

    A site that writes in several languages often declares one for all of its pages, or the one its software came with.
    Looks at the first 1,500 characters. Never raises.
    """
    sample, own = text[:_SAMPLE], primary(declared)
    if by_script := _by_script(sample, max(_FEWEST, len(sample) // 3)):
        return declared if own == by_script or {own, by_script} <= _FAR_EAST else by_script
    known = "nb" if own == "no" else own
    said = _LETTERS.findall(sample.casefold())
    owned = sum([known in _SPOKEN_IN.get(word, ()) for word in said])
    if len(said) < _FEWEST or owned >= _ITS_OWN * len(said):
        return declared
    scores = _scores(said)
    (second, _), (most, best) = sorted((score, language) for language, score in scores.items())[-2:]
    least = _FOREIGN / 2 * len(said)  # in Arabic many of them are written onto the next word
    least *= 1 if known in scores else 2  # a language that we do not know may share some of them by chance
    if primary(best) == own or most < max(least, _ABOVE_NEXT * second, _ABOVE_OWN * owned, 1):
        return declared
    is_latin = 2 * sum(letter > _LAST_LATIN for letter in sample) < len(sample)
    return best if most >= least * (1 + is_latin) else declared


def _scores(said: list[str]) -> dict[str, int]:
    """How many of these words are common ones of each language."""
    scores = dict.fromkeys(_STOPWORDS, 0)
    for word, times in Counter(said).items():
        for language in _SPOKEN_IN.get(word, ()):
            scores[language] += times
    return scores


def _by_script(sample: str, least: int) -> str | None:
    """The language whose letters stand in a text more often than `least` times."""
    if len(_BEYOND.findall(sample)) <= least:
        return None
    return next((language for pattern, language in _SCRIPTS if len(pattern.findall(sample)) > least), None)
