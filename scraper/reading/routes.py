"""The addresses of the reading pages, and the page behind each."""

from __future__ import annotations

from scraper.reading.answers import responder
from scraper.reading.pages.front import front_page, posts_page, sites_page
from scraper.reading.pages.people import named_page, names_page, tag_page
from scraper.reading.pages.post import as_it_was, post_page, revision_page
from scraper.reading.pages.search import search_page
from scraper.reading.pages.sites import changes_page, health_page, site_page
from scraper.reading.stored import stored
from scraper.reading.styles import PATTERN, style

_ID = r"(?P<id>\d{1,15})"
_NUMBER = r"(?P<number>\d{1,9})"

_PAGES = {
    r"/?": responder(front_page, "front.html"),
    r"/sites": responder(sites_page, "sites.html"),
    rf"/sites/{_ID}": responder(site_page, "site.html"),
    r"/posts": responder(posts_page, "posts.html"),
    rf"/posts/{_ID}": responder(post_page, "post.html"),
    rf"/posts/{_ID}/revisions/{_NUMBER}": responder(revision_page, "revision.html"),
    rf"/posts/{_ID}/page(?:/{_NUMBER})?": responder(as_it_was, "as_it_was.html"),
    rf"/posts/{_ID}/stored(?:/{_NUMBER})?": stored,
    r"/people": responder(names_page("person"), "names.html"),
    rf"/people/{_ID}": responder(named_page("person"), "named.html"),
    r"/organisations": responder(names_page("organisation"), "names.html"),
    rf"/organisations/{_ID}": responder(named_page("organisation"), "named.html"),
    r"/roles": responder(names_page("role"), "names.html"),
    rf"/roles/{_ID}": responder(named_page("role"), "named.html"),
    rf"/tags/{_ID}": responder(tag_page, "tag.html"),
    r"/search": responder(search_page, "search.html"),
    r"/changes": responder(changes_page, "changes.html"),
    r"/health": responder(health_page, "health.html"),
    r"/.*[^/]": responder(lambda database, ask: None, "missing.html"),
}

ROUTES: list[tuple[str, object]] = [
    (PATTERN, style),
    *((rf"^/(?P<database>[^/]+)/-{pattern}$", view) for pattern, view in _PAGES.items()),
]
"""As Datasette wants them: a pattern and a view. The last one is for what is not here, which Datasette would take for the
row of a table called `-`, and fail; a slash at the end it takes away itself."""
