"""What an address tells before it is fetched: whether it lies on the site, and what it cannot be.

Only addresses that are surely no posts are judged here; the page itself has the last word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.model.lead import LeadKind
from scraper.model.urls import host, path, query

_MEDIA = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|ogg|wav|avi|mov|webm|pdf|docx?|xlsx?|pptx?|odt|ods|zip|gz|tar|rar|7z|exe|dmg|css|js|json|woff2?|ttf|eot|ics|vcf|epub|txt|csv)$",
    re.IGNORECASE,
)
_FEED = re.compile(
    r"/(?:feed|rss|atom|rdf)(?:/(?:rss2?|atom|rdf))?/?$|\.(?:rss|atom|rdf)$|/(?:feed|rss|atom|index)\.xml$|/feed\.json$",
    re.IGNORECASE,
)
_SITEMAP = re.compile(r"sitemap[^/]*\.xml(?:\.gz)?$|sitemap[^/]*\.txt$", re.IGNORECASE)
_PAGING = re.compile(
    r"/(?:page|sida|side|seite|pagina|página|strona|stranka|sivu|sayfa)[-/]\d+/?$", re.IGNORECASE
)
_DATE_ARCHIVE = re.compile(r"^(?:/[\w-]+)?/(?:19|20)\d{2}(?:/\d{1,2}(?:/\d{1,2})?)?/?$")
_NO_POST = {
    "tag": "tag tags tagg taggar etikett etiketter etiqueta etiquetas schlagwort schlagworte schlagwoerter mot-cle mots-cles tema temas topic topics stichwort avainsana tagi znacka label labels",
    "category": "category categories kategori kategorier kategorie kategorien categorie categoria categorias categoría rubrik rubriken rubrique rubrica kategoria kategoriat rubryka sekce section sections cat",
    "author": "author authors forfattare författare skribent skribenter autor autoren autores auteur auteurs autore autori forfatter kirjoittaja autorzy contributor contributors profile profiles user users member members",
    "search": "search sok sök suche recherche buscar busca cerca zoek haku szukaj hledat",
    "archive page": "archive archives arkiv archiv archivo archivio arkisto archiwum",
    "login": "login log-in wp-login.php wp-admin signin sign-in register konto account cart checkout varukorg warenkorb wp-json xmlrpc.php cgi-bin oauth logout",
    "attachment": "attachment attachments wp-content uploads",
    "embed": "embed oembed amp print trackback",
    "comments": "comments comment-page comment-page-1 kommentare kommentarer",
}
_WORDS = {word: reason for reason, text in _NO_POST.items() for word in text.split()}
_FILTERS = re.compile(
    r"(?:^|&)(?:sort|order|orderby|filter|filters?\[|view|display|dir|limit|per_?page|s|q|search|replytocom|share|month|year|date|day|calendar|ical|format|print|preview|lang)(?:=|\[)",
    re.IGNORECASE,
)
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class SiteScope:
    """What belongs to a site: its host, and the path beneath which its blog lies (`/` for all of it)."""

    host: str
    prefix: str = "/"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an address tells: `kind` POST means only that it may be one."""

    in_scope: bool
    kind: LeadKind
    reason: str = ""


def site_scope(start_url: str) -> SiteScope:
    """The scope of the site that an address lies on."""
    return SiteScope(host(start_url).removeprefix("www."))


def judge(url: str, scope: SiteScope) -> Verdict:
    """Whether an address is worth a visit, and as what; the reason names what it is instead. Never raises."""
    where = path(url)
    if host(url).removeprefix("www.") != scope.host:
        return Verdict(False, LeadKind.OTHER, "another site")
    if not where.startswith(scope.prefix):
        return Verdict(False, LeadKind.OTHER, "outside the blog's path")
    if _SITEMAP.search(where):
        return Verdict(True, LeadKind.SITEMAP)
    if _FEED.search(where):
        return Verdict(True, LeadKind.FEED)
    if _MEDIA.search(where):
        return Verdict(False, LeadKind.ASSET, "a file")
    if trap := _trap(where, query(url)):
        return Verdict(False, LeadKind.OTHER, trap)
    if where in ("", "/") and not query(url):
        return Verdict(True, LeadKind.LISTING, "the front page")
    if _PAGING.search(where):
        return Verdict(True, LeadKind.LISTING, "a page of a listing")
    if _DATE_ARCHIVE.match(where):
        return Verdict(True, LeadKind.LISTING, "a date archive")
    parts = [part.lower() for part in where.strip("/").split("/")]
    last = len(parts) - 1
    for place, part in enumerate(parts):
        reason = _WORDS.get(part)
        if reason in ("login", "attachment", "embed", "comments", "search"):
            return Verdict(False, LeadKind.OTHER, reason)
        if reason and (
            place == last or (place < last and place <= 2 and reason in ("tag", "category", "author"))
        ):
            return Verdict(True, LeadKind.LISTING, f"{reason} page")
    return Verdict(True, LeadKind.POST)


def _trap(where: str, asked: str) -> str:
    """What kind of endless space an address leads into; empty for none."""
    parts = [part for part in where.split("/") if part]
    if len(parts) > MAX_DEPTH:
        return "trap: too deep"
    if any(parts.count(part) >= 3 for part in parts):
        return "trap: a part of the path repeats"
    if len(parts) >= 4 and any(parts[i : i + 2] == parts[i + 2 : i + 4] for i in range(len(parts) - 3)):
        return "trap: the path goes in circles"
    if asked and _FILTERS.search(asked):
        return "trap: sorting, filtering, searching or a calendar"
    if asked.count("&") >= 4:
        return "trap: too many parameters"
    return ""
