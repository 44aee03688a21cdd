"""A blog of any size for measuring: posts of 45 to 60 KB in a theme as real ones are, the same at every run.

Most of such a page is frame: style and script in the head, a menu, related cards, a footer. A tenth is the post.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from hashlib import md5
from html import escape
from itertools import accumulate
from json import dumps
from random import Random

FIRST = datetime(2016, 1, 4, 9, tzinfo=UTC)
APART = timedelta(hours=41)
WORDS = (
    "harbour council bridge winter report school library tram station river market budget house meeting neighbour"
    " question proposal evening summer morning answer corner window kitchen street square forest island garden plan"
    " tenant energy light water repair balcony lift stairwell courtyard bicycle playground waste heating roof facade"
    " survey letter agreement invoice colleague builder architect process district quarter project year week people"
).split()
"""For titles, menus and addresses."""
SYLLABLES = "ba be bo da de di fa ga ka ke la le li lo ma me mi na ne ni no pa po ra re ri ro sa se si so ta te ti to va ve vi wa".split()
GIVEN = (
    "Ada Ben Cora Dan Elsa Finn Greta Hugo Iris Jon Klara Leo Mira Nils Olga Per Rosa Sten Tyra Vera".split()
)
FAMILY = "Holm Castle Lind Marsh Berg Sand Quist Falk Roos Dahl Wik Strand Hallberg Norén Åker Sjö".split()
ROLES = ("project manager", "head of sustainability", "press officer", "energy adviser", "district developer")
TAGS = ("Building", "Energy", "Tenants", "Sustainability", "People", "Districts", "Safety", "History")
PAGES = ("about", "contact", "jobs", "privacy")
"""Pages that are no posts."""
TYPES = {
    "html": "text/html; charset=utf-8",
    "xml": "application/xml",
    "rss": "application/rss+xml",
    "txt": "text/plain",
}


@dataclass(slots=True)
class Entry:
    """A post as it is now; `listed` is what the sitemap says of its last change."""

    number: int
    title: str
    author: str
    role: str
    tags: list[str]
    published: datetime
    paragraphs: list[str]
    updated: datetime
    listed: datetime

    @property
    def path(self) -> str:
        """Where it lies."""
        return f"/{self.published:%Y/%m}/{self.title.lower().replace(' ', '-')}-{self.number}/"


@dataclass
class Blog:
    """What is served under `base`; `answer` says what lies at a path, rendered when it is first asked for."""

    base: str
    posts: dict[int, Entry] = field(default_factory=dict)
    sitemap: bool = True
    _pages: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    _paths: dict[str, Entry] = field(default_factory=dict)

    def answer(self, path: str) -> tuple[bytes, str] | None:
        """(body, media type); None for a path where nothing lies."""
        if not self._paths:
            self._paths = {entry.path: entry for entry in self.posts.values()}
        if path not in self._pages:
            made = self._made(path)
            if made is None:
                return None
            self._pages[path] = (made[0].encode(), TYPES[made[1]])
        return self._pages[path]

    def prepare(self) -> None:
        """Renders all posts."""
        for entry in self.posts.values():
            self.answer(entry.path)

    def change(self, *, edited: int = 0, silent: int = 0, new: int = 0, deleted: int = 0) -> None:
        """A day's work: `silent` edits leave the sitemap's dates as they are. Whom it strikes is always the same."""
        numbers = sorted(self.posts)
        chosen = Random(len(numbers)).sample(numbers[: len(numbers) - 20], edited + silent + deleted)
        now = max(entry.updated for entry in self.posts.values()) + timedelta(days=1)
        for place, number in enumerate(chosen):
            entry = self.posts[number]
            if place >= edited + silent:
                del self.posts[number]
                continue
            entry.paragraphs[1] = "This was put right: " + entry.paragraphs[1]
            entry.updated = now
            if place < edited:
                entry.listed = now
        for number in range(numbers[-1] + 1, numbers[-1] + 1 + new):
            self.posts[number] = entry_of(number)
            self.posts[number].published = self.posts[number].updated = self.posts[number].listed = now
        self._pages.clear()
        self._paths.clear()

    def newest(self, most: int) -> list[Entry]:
        """Posts, newest first."""
        return sorted(self.posts.values(), key=lambda entry: entry.published, reverse=True)[:most]

    def _made(self, path: str) -> tuple[str, str] | None:
        if path == "/robots.txt":
            listed = f"\nSitemap: {self.base}/sitemap.xml" if self.sitemap else ""
            return f"User-agent: *\nDisallow: /admin/{listed}\n", "txt"
        if path == "/sitemap.xml" and self.sitemap:
            rows = (
                f"<url><loc>{self.base}{e.path}</loc><lastmod>{e.listed.isoformat()}</lastmod></url>"
                for e in self.posts.values()
            )
            return (
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(rows)}</urlset>',
                "xml",
            )
        if path == "/feed/":
            return self._feed(), "rss"
        if path == "/":
            return _page(self.base, "The Courtyard", "", self._cards(self.newest(10)), ""), "html"
        if path.strip("/") in PAGES:
            said = f"<h1>{path.strip('/').title()}</h1><p>{entry_of(len(path)).paragraphs[0]}</p>"
            return _page(self.base, path.strip("/").title(), "", "", said), "html"
        entry = self._paths.get(path)
        return (self._post(entry), "html") if entry else None

    def _feed(self) -> str:
        items = (
            f"<item><title>{escape(e.title)}</title><link>{self.base}{e.path}</link><guid>{self.base}{e.path}</guid>"
            f"<pubDate>{format_datetime(e.published)}</pubDate><description>{e.paragraphs[0]}</description></item>"
            for e in self.newest(20)
        )
        return (
            f'<rss version="2.0"><channel><title>The Courtyard</title><link>{self.base}/</link>{"".join(items)}'
            "</channel></rss>"
        )

    def _cards(self, entries: list[Entry]) -> str:
        return "".join(
            f'<li class="card card--related"><a class="card__link" href="{self.base}{e.path}"><img class="card__img" '
            f'loading="lazy" width="600" height="400" alt="" src="/media/{e.number}-600x400.jpg" srcset="'
            + ", ".join(f"/media/{e.number}-{w}x{w * 2 // 3}.jpg {w}w" for w in (300, 600, 900, 1200, 1600))
            + f'"><h3 class="card__title">{escape(e.title)}</h3></a><time class="card__date" '
            f'datetime="{e.published:%Y-%m-%d}">{e.published:%d %B %Y}</time>'
            f'<p class="card__excerpt">{e.paragraphs[0][:120]}…</p></li>'
            for e in entries
        )

    def _post(self, entry: Entry) -> str:
        near = [
            self.posts[n]
            for n in range(entry.number - 4, entry.number + 3)
            if n in self.posts and n != entry.number
        ]
        data = {
            "@context": "https://schema.org", "@type": "BlogPosting", "headline": entry.title,
            "datePublished": entry.published.isoformat(), "dateModified": entry.updated.isoformat(),
            "author": {"@type": "Person", "name": entry.author, "jobTitle": entry.role},
            "publisher": {"@type": "Organization", "name": "The Courtyard"},
            "mainEntityOfPage": self.base + entry.path, "keywords": entry.tags, "inLanguage": "en-GB",
        }  # fmt: skip
        head = (
            f'<link rel="canonical" href="{self.base}{entry.path}"><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{escape(entry.title)}"><meta name="description" content="'
            f'{entry.paragraphs[0][:150]}"><meta property="article:published_time" content="{entry.published.isoformat()}">'
            f'<script type="application/ld+json">{dumps(data)}</script>'
        )
        body = "".join(
            f"<h2>{p.split('.')[0][:50]}</h2><p>{p}</p>" if n % 4 == 3 else f"<p>{p}</p>"
            for n, p in enumerate(entry.paragraphs)
        )
        article = (
            f'<article class="post post-{entry.number}"><header class="post__header"><h1 class="post__title">'
            f'{escape(entry.title)}</h1><p class="post__meta">Published <time datetime="{entry.published.isoformat()}">'
            f'{entry.published:%d %B %Y}</time></p></header><div class="post__body entry-content">{body}</div>'
            f'<footer class="post__footer"><p class="byline">By <a rel="author" href="/people/{entry.author.lower()}/">'
            f'{entry.author}</a>, {entry.role}</p><ul class="tags">'
            + "".join(f'<li><a rel="tag" href="/tag/{tag.lower()}/">{tag}</a></li>' for tag in entry.tags)
            + "</ul></footer></article>"
        )
        return _page(self.base, f"{escape(entry.title)} – The Courtyard", head, self._cards(near), article)


def entry_of(number: int) -> Entry:
    """The post with a number. Text is put together from a table of words; no two posts say the same."""
    random = Random(number * 7919)
    published = FIRST + APART * number

    def sentence() -> str:
        words = random.choices(_lexicon(), cum_weights=_weights(), k=random.randint(8, 20))
        return " ".join(words).capitalize() + "."

    paragraphs = [
        " ".join(sentence() for _ in range(random.randint(3, 6))) for _ in range(random.randint(8, 14))
    ]
    title = " ".join(random.choices(WORDS, k=random.randint(3, 7))).capitalize()
    author = f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
    role, tags = random.choice(ROLES), random.sample(TAGS, 2)
    return Entry(number, title, author, role, tags, published, paragraphs, published, published)


@cache
def _lexicon() -> list[str]:
    """Made-up words, as many as a blog has: a search index costs by how many there are, and how often."""
    random = Random(3)
    made = {"".join(random.choices(SYLLABLES, k=random.choice((1, 2, 2, 3, 3, 4)))) for _ in range(20_000)}
    return [*WORDS, *sorted(made, key=lambda word: (len(word), word))]


@cache
def _weights() -> list[float]:
    """Each word in proportion to one over its place (Zipf), as in any language; summed up."""
    return list(accumulate(1 / (place + 3) for place in range(len(_lexicon()))))


def blog_of(base: str, posts: int, *, sitemap: bool = True) -> Blog:
    """A blog with so many posts."""
    return Blog(base, {number: entry_of(number) for number in range(1, posts + 1)}, sitemap)


def etag_of(body: bytes) -> str:
    """A validator."""
    return f'"{md5(body, usedforsecurity=False).hexdigest()[:16]}"'


@cache
def _style() -> str:
    """26 KB of rules, as a theme with blocks prints them into every head."""
    random = Random(1)
    properties = (
        "margin",
        "padding",
        "gap",
        "border-radius",
        "font-size",
        "line-height",
        "min-width",
        "inset",
    )
    rules: list[str] = []
    while sum(map(len, rules)) < 26_000:
        name = f".wp-block-{random.choice(WORDS)}-{random.choice(WORDS)}"
        said = ";".join(f"{random.choice(properties)}:{random.randint(1, 64)}px" for _ in range(4))
        rules.append(f"{name}>*{{{said};color:var(--theme-{random.choice(WORDS)})}}")
    return "".join(rules)


@cache
def _script() -> str:
    """6 KB of inline script."""
    random = Random(2)
    lines: list[str] = []
    while sum(map(len, lines)) < 6_000:
        a, b = random.choice(WORDS), random.choice(WORDS)
        lines.append(
            f'window.theme=window.theme||{{}};theme.{a}=function(e){{return e&&e.dataset["{b}"]||null}};'
        )
    return "".join(lines)


@cache
def _menu(name: str, entries: int) -> str:
    random = Random(entries)
    paths = [
        *(f"/{page}/" for page in PAGES),
        *(f"/category/{word}/" for word in random.sample(WORDS, entries - len(PAGES))),
    ]
    rows = "".join(
        f'<li class="menu-item menu-item-{n} menu-item-type-post_type"><a href="{path}" class="menu-link">'
        f"{path.strip('/').split('/')[-1].title()}</a></li>"
        for n, path in enumerate(paths)
    )
    return f'<nav class="{name}" aria-label="{name}"><ul class="menu">{rows}</ul></nav>'


def _page(base: str, title: str, head: str, cards: str, article: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><meta property="og:site_name" content="The Courtyard">'
        f'<link rel="alternate" type="application/rss+xml" href="{base}/feed/">{head}<style>{_style()}</style>'
        f'<script>{_script()}</script></head><body class="single"><header class="site-header">'
        f'<a class="logo" href="/">The Courtyard</a>{_menu("main-menu", 28)}</header><main id="main">{article}'
        f'<section class="related"><h2>Read more</h2><ul class="cards">{cards}</ul></section></main>'
        f'<aside class="sidebar"><h2>Subjects</h2>{_menu("subjects", 16)}</aside><footer class="site-footer">'
        f"{_menu('footer-menu', 24)}<p>© The Courtyard. All that is printed here was made up.</p></footer></body></html>"
    )
