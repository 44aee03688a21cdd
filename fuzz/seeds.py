"""What each target begins with: small and whole, so that a change of a byte or two means something."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import zstandard

from fixtures.hostile_pages import hostile_pages

TABLES = Path(__file__).parent.parent / "fixtures" / "tables"
_ITEM = (
    "<item><title>Ett &amp; två</title><link>/ett/</link><guid isPermaLink='false'>x1</guid>"
    "<pubDate>Wed, 29 May 2019 08:00:00 +0200</pubDate><description><![CDATA[<p>Text]]></description></item>"
)
_FEEDS = (
    f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>B</title>{_ITEM}</channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><link rel='next' href='?p=2'/><entry><title>T</title>"
    "<link href='/t'/><id>tag:x,1</id><updated>2020-01-02T00:00:00Z</updated><author><name>Bo</name></author></entry></feed>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<item rdf:about='https://blog.example/r'><title>R</title></item></rdf:RDF>",
    '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/j","title":"T","tags":["a"]}],"next_url":"/2"}',
    "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY f SYSTEM 'file:///etc/hostname'>]><rss><channel><title>&a;&f;</title></channel></rss>",
)
_SITEMAPS = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/a</loc><lastmod>2020-01-01</lastmod></url></urlset>",
    "<sitemapindex><sitemap><loc>https://blog.example/s.xml</loc></sitemap></sitemapindex>",
    "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>/n</loc><n:news><n:title>N</n:title></n:news></url></urlset>",
    "https://blog.example/a\nhttps://blog.example/b\n",
)
_ROBOTS = (
    "User-agent: *\nDisallow: /a*b$\nAllow: /a/\nCrawl-delay: 2\nSitemap: https://blog.example/s.xml\n",
    "\ufeffuser-agent: scraper\r\nuser-agent: other # x\r\nDisallow: /%C3%A5\rAllow: *\n",
)
_PAGES = (
    "<html lang=sv><head><meta charset=utf-8><title>Hej</title><link rel=canonical href=/x><script type='application/ld+json'>"
    '{"@type":"Article","headline":"Hej","author":{"name":"Anna Ek"},"datePublished":"2019-05-29"}</script></head>'
    "<body><article><h1>Hej</h1><p class=byline>Av Anna Ek, reporter</p><time datetime=2019-05-29>29 maj 2019</time>"
    "<p>Grannarna bygger ett växthus på gården.</p></article><div class=card><a href=/b>B</a> 3 maj 2019</div></body></html>",
    "<div itemscope itemtype='http://schema.org/BlogPosting'><h2 itemprop=headline>T</h2><table><tr><td>1<td>2</table>"
    "<pre>a  b</pre><ul><li>x<li>y</ul><img src=/i.png alt=I><svg><style><img></style></svg><template>t</template>",
)
_ADDRESSES = (
    "/a?b=c#d",
    "//blog.example:80/å",
    "http://0x7f.1/",
    "https://[::ffff:1.2.3.4]/%zz",
    "http://a:b@c/",
    "data:x",
)
_ENCODED = ("<meta charset=shift_jis>\x83\x65", "<?xml encoding='utf-16'?>", "\ufeffå", "åäö €", '\x1b$B$"')


def seeds(target: str) -> Iterator[bytes]:
    """Some inputs for a target; those that choose by their first byte come with several."""
    if target in ("date", "byline"):
        for number, line in enumerate((TABLES / f"{target}s.jsonl").read_text("utf-8").splitlines()[::7]):
            yield bytes([number % 15]) + json.loads(line)["raw"].encode()
    elif target == "page":
        yield from (text.encode() for text in _PAGES)
        yield from (body for _, body in hostile_pages(600))
    elif target == "encoding":
        yield from (
            bytes([number]) + text.encode("utf-8", "replace") for number in range(9) for text in _ENCODED
        )
        yield from (bytes([number]) + "Grüße".encode("utf-16") for number in range(9))
    elif target == "content_encoding":
        text = b"page " * 300
        packed = (gzip.compress(text), zlib.compress(text), zstandard.compress(text))
        yield from (bytes([number]) + body for number in range(7) for body in (*packed, text))
    elif target == "sitemap":
        yield from (text.encode() for text in _SITEMAPS)
        yield gzip.compress(_SITEMAPS[0].encode())
    else:
        by_name = {"feed": _FEEDS, "robots": _ROBOTS, "address": _ADDRESSES}
        yield from (text.encode() for text in by_name[target])
