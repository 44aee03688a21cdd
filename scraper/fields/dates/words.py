"""The words about dates, per language: what says "published" or "updated", what says "yesterday", more month names."""

from __future__ import annotations

import re
from functools import cache

# Between bars; a blank stands for any white space. A word counts where it begins, so endings may follow.
_PUBLISHED = (
    "publicerad|publicerat|publicerades|lagt ut|skrivet|publisert|publiceret|udgivet|julkaistu|published|posted|created|issued"
    "|released|veröffentlicht|erstellt|erschienen|geplaatst|gepubliceerd|publié|publicado|publicada|publicación|publicou|pubblicato"
    "|pubblicata|opublikowan|publikacja|dodano|zveřejněno|publikováno|vydáno|uverejnené|опубликовано|опубліковано|публикувано"
    "|дата публикации|дата публікації|yayınlanma|yayınlandı|eklenme|公開|公開日|掲載|発布|发布|发表|發布|發表|발행|입력|등록|diterbitkan|tayang"
    "|δημοσίευση|δημοσιεύτηκε|publicat|megjelent|közzétéve|avaldatud|publicēts|paskelbta|objavljeno|نشر|النشر|تاریخ انتشار|פורסם"
    "|đăng lúc|ngày đăng|เผยแพร่|प्रकाशित|প্রকাশিত|birt þann"
)
_MODIFIED = (
    "uppdaterad|uppdaterat|uppdaterades|ändrad|senast ändrad|oppdatert|opdateret|endret|ændret|päivitetty|muokattu|updated|update"
    "|modified|edited|revised|changed|aktualisiert|geändert|zuletzt|stand\\b|bearbeitet|bijgewerkt|gewijzigd|laatste|mis à jour"
    "|modifié|actualisé|màj|maj le|actualizado|actualizada|actualización|modificado|atualizado|atualizada|atualização"
    "|aggiornato|aggiornata|modificato|aktualizacja|zaktualizowano|aktualizováno|aktualizované|upraveno|обновлено|изменено|оновлено"
    "|обновена|güncelleme|güncellendi|更新|最終更新|수정|diperbarui|ενημέρωση|actualizat|frissítve|módosítva|uuendatud|atnaujinta"
    "|atjaunots|ažurirano|تحديث|به‌روزرسانی|עודכן|cập nhật|อัปเดต|अपडेट|uppfært"
)
_AFTER = (
    "veröffentlicht|erstellt|gepubliceerd|geplaatst|yayınlan|yayımlan|eklen|公開|掲載|投稿|発表|게시|등록|közzé|julkaistu|publicerades"
    "|opublikowano|posted|published"
)


def _either(words: str) -> str:
    return "|".join(sorted(words.replace(" ", r"\s").split("|"), key=len, reverse=True))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<modified>{_either(_MODIFIED)})|(?P<published>{_either(_PUBLISHED)}))", re.IGNORECASE
    )


def label_before(text: str) -> str | None:
    """`published` or `modified` where the last such word of a text says so; None when no word does."""
    last = None
    for match in _label().finditer(text):
        last = match
    if last is None:
        return None
    return "modified" if last["modified"] else "published"


@cache
def _published_after() -> re.Pattern[str]:
    """Verbs that stand at the end of the sentence: `wurde am 3. Dezember 2011 um 14:30 Uhr veröffentlicht`."""
    return re.compile(rf".{{0,24}}?(?<!\w)(?:{_AFTER})", re.IGNORECASE | re.DOTALL)


def published_after(text: str) -> bool:
    """True where the text behind a date says that something was published then."""
    return _published_after().match(text[:60]) is not None


DAYS: dict[str, tuple[str, str, str]] = {
    "sv": ("idag|i dag", "igår|i går", "i förrgår|förrgår"), "no": ("i dag|idag", "i går|igår", "i forgårs|forgårs"),
    "da": ("i dag|idag", "i går|igår", "i forgårs"), "fi": ("tänään", "eilen", "toissapäivänä"), "is": ("í dag", "í gær", "í fyrradag"),
    "en": ("today", "yesterday", "the day before yesterday"), "de": ("heute", "gestern", "vorgestern"),
    "nl": ("vandaag", "gisteren", "eergisteren"), "fr": ("aujourd'hui", "hier", "avant-hier"), "es": ("hoy", "ayer", "anteayer|antier"),
    "it": ("oggi", "ieri", "l'altro ieri|altroieri"), "pt": ("hoje", "ontem", "anteontem"), "ca": ("avui", "ahir", "abans-d'ahir"),
    "gl": ("hoxe", "onte", "antonte"), "eu": ("gaur", "atzo", "herenegun"), "ro": ("azi|astăzi", "ieri", "alaltăieri"),
    "pl": ("dzisiaj|dziś", "wczoraj", "przedwczoraj"), "cs": ("dnes", "včera", "předevčírem"), "sk": ("dnes", "včera", "predvčerom"),
    "hu": ("ma", "tegnap", "tegnapelőtt"), "sl": ("danes", "včeraj", "predvčerajšnjim"), "hr": ("danas", "jučer", "prekjučer"),
    "sr": ("данас|danas", "јуче|juče", "прекјуче|prekjuče"), "bg": ("днес", "вчера", "завчера"), "mk": ("денес", "вчера", "завчера"),
    "ru": ("сегодня", "вчера", "позавчера"), "uk": ("сьогодні", "вчора|учора", "позавчора"), "be": ("сёння", "учора", "пазаўчора"),
    "et": ("täna", "eile", "üleeile"), "lv": ("šodien", "vakar", "aizvakar"), "lt": ("šiandien", "vakar", "užvakar"),
    "el": ("σήμερα", "χθες|χτες", "προχθές"), "tr": ("bugün", "dün", "evvelsi gün"), "sq": ("sot", "dje", "pardje"),
    "ar": ("اليوم", "أمس|البارحة", "أول أمس"), "fa": ("امروز", "دیروز", "پریروز"), "he": ("היום", "אתמול", "שלשום"),
    "hi": ("आज", "कल", "परसों"), "bn": ("আজ", "গতকাল", "গত পরশু"), "ur": ("آج", "گزشتہ کل", "پرسوں"), "ka": ("დღეს", "გუშინ", "გუშინწინ"),
    "id": ("hari ini", "kemarin", "kemarin lusa"), "ms": ("hari ini", "semalam", "kelmarin"), "vi": ("hôm nay", "hôm qua", "hôm kia"),
    "th": ("วันนี้", "เมื่อวาน|เมื่อวานนี้", "เมื่อวานซืน"), "ja": ("今日|本日", "昨日|きのう", "一昨日|おととい"),
    "zh": ("今天|今日", "昨天|昨日", "前天"), "ko": ("오늘", "어제", "그저께"), "sw": ("leo", "jana", "juzi"), "cy": ("heddiw", "ddoe", "echdoe"),
    "ga": ("inniu", "inné", "arú inné"), "hy": ("այսօր", "երեկ", "նախանցյալ օրը"), "az": ("bu gün", "dünən", "srağagün"),
}  # fmt: skip
"""Words for today, yesterday and the day before, per language; those whose word for it also means tomorrow read it as past."""

ONE = (
    "a|an|one|en|ett|et|ei|ein|eine|einem|einer|einen|een|één|un|une|una|uno|um|uma|o|jeden|jedną|jednou|один|одну|одна|bir|yksi|egy|satu"
)  # fmt: skip
"""What stands for 1 in "an hour ago"."""

SHORT_AGO: dict[str, dict[str, str]] = {
    "en": {"minute": "mins?|m", "hour": "hrs?|h", "day": "d|days?", "week": "w|wks?"},
}  # fmt: skip
"""What English sites print and CLDR does not have: `5 hrs ago`, `2d ago`."""

MAIN = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "no", "da", "fi", "pl", "cs", "ru", "uk", "tr", "hu", "ro", "el", "id", "hr",
    "is", "ca",
)  # fmt: skip
"""Languages whose month names are known on every page, whatever its language."""

EXTRA_MONTHS: dict[str, dict[str, int]] = {
    "en": {"sept": 9, "june": 6, "july": 7, "jan": 1},
    "de": {"jänner": 1, "jän": 1, "feber": 2, "mrz": 3, "märz": 3, "maerz": 3, "sept": 9, "dez": 12},
    "es": {"setiembre": 9, "sept": 9},
    "fr": {"janv": 1, "févr": 2, "juil": 7, "déc": 12},
    "it": {"sett": 9},
    "nl": {"mrt": 3, "maa": 3},
    "pt": {"marco": 3},
    "sv": {"sept": 9},
    "no": {"sept": 9},
    "da": {"sept": 9},
    "tr": {"agu": 8, "agus": 8},
    "ar": {
        "يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "ابريل": 4, "إبريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7, "أغسطس": 8, "اغسطس": 8,
        "سبتمبر": 9, "أكتوبر": 10, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12, "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5,
        "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "جانفي": 1, "فيفري": 2,
        "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8, "يوليوز": 7, "غشت": 8, "شتنبر": 9, "نونبر": 11, "دجنبر": 12,
    },
    "fa": {"می": 5, "جولای": 7, "آگوست": 8},
    "hi": {"जनवरी": 1, "फरवरी": 2, "अप्रैल": 4, "मई": 5, "सितंबर": 9, "सितम्बर": 9, "अक्टूबर": 10, "नवंबर": 11, "नवम्बर": 11, "दिसंबर": 12, "दिसम्बर": 12},
    "bn": {"জানুয়ারি": 1, "জানুয়ারী": 1, "ফেব্রুয়ারি": 2, "ফেব্রুয়ারী": 2, "জুলাই": 7, "আগস্ট": 8, "অগাস্ট": 8},
}  # fmt: skip
"""Month names that are printed and that CLDR does not have."""
