"""What a sitemap's entries say that they did not say before: of thousands, on most nights, a handful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scraper.archive.hints import write_hints
from scraper.archive.stored_leads import Listed
from scraper.crawl.found import Found, keep_posts
from scraper.discovery.moments import comparable
from scraper.discovery.scope import SiteScope
from scraper.discovery.sitemaps import Sitemap, SitemapEntry, sitemap_leads
from scraper.model.urls import key

_LASTMOD = "*"


def sort_entries(found: Found, sitemap: str, before: Mapping[str, Listed], scope: SiteScope) -> None:
    """Makes leads of the entries that say something new, in `found.posts`; of the others the key is enough.

    `before` is what the sitemap listed when it was read last, by address.
    """
    told = _told(found.entries, sitemap, before)
    new = Sitemap(tuple(entry for entry in found.entries if entry.url not in told))
    keep_posts(found, sitemap_leads(new, sitemap), scope)
    found.listed = {before[url].key for url in told} | {key(lead.url) for lead in found.posts}
    said = [comparable(entry.lastmod) for entry in found.entries if entry.url in told]
    found.newest = max(filter(None, [*said, *(lead.lastmod for lead in found.posts)]), default=None)


def _told(entries: Sequence[SitemapEntry], sitemap: str, before: Mapping[str, Listed]) -> set[str]:
    """The addresses of which nothing is said but what their leads have in writing.

    That is a list of lists, one for each hint: whose text stands in the text of all is one of them.
    """
    made = Sitemap((SitemapEntry("", _LASTMOD),))
    head, _, tail = write_hints(sitemap_leads(made, sitemap)[0].hints[:1])[1:-1].partition(_LASTMOD)
    of_all = write_hints(sitemap_leads(made, sitemap)[0].hints[1:])[1:-1]
    told, differs = set[str](), set[str]()
    for url, lastmod, title, published in entries:
        known = before.get(url)
        says_more = title or published or (lastmod and ('"' in lastmod or "\\" in lastmod))
        if known is None or says_more or of_all not in known.hints:
            differs.add(url)
        elif lastmod and f"{head}{lastmod}{tail}" not in known.hints:
            differs.add(url)
        else:
            told.add(url)
    return told - differs
