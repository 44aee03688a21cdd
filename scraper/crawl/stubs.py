"""Posts that are known only from what cards, feeds and sitemaps say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from scraper.archive import Archive
from scraper.crawl.decision import authors_line, digest_of
from scraper.model.lead import Lead
from scraper.model.post import Post

_LISTS = ("feed", "card", "sitemap")


def is_worth_a_stub(lead: Lead) -> bool:
    """True when others have said enough to call the lead a post: a title, and a date or a feed's entry."""
    said = {(hint.source, hint.field) for hint in lead.hints}
    if any(hint.field == "kind" and hint.value in ("page", "listing") for hint in lead.hints):
        return False
    titled = any((source, "title") in said for source in _LISTS)
    dated = any((source, "published") in said for source in _LISTS)
    return titled and (dated or any(source == "feed" for source, _ in said))


def stub_of(lead: Lead, *, language: str | None, now: datetime) -> Post:
    """What is known of a post whose page was never read, with where each value came from."""
    from scraper.extraction import extract

    post = extract(b"", lead.url, fetched_at=now, hints=lead.hints, language=language)
    excerpt = next((hint.raw for hint in lead.hints if hint.field == "excerpt"), None)
    evidence = tuple(one for one in post.evidence if one.source in _LISTS)
    return replace(
        post,
        url=lead.url,
        excerpt=excerpt or post.excerpt,
        language=post.language or language,
        evidence=evidence,
    )


def told(post: Post) -> str:
    """What a stub says, in a line: another one is worth storing."""
    return "\n".join(
        (post.title or "", str(post.published or ""), authors_line(post.authors), post.excerpt or "")
    )


def keep_stubs(archive: Archive, site_id: int, *, language: str | None, now: datetime) -> None:
    """Stores what others say of a site's posts whose pages could not be read, or not yet. One transaction."""
    with archive.atomic():
        for stored in archive.turns.unread(site_id):
            if not is_worth_a_stub(stored.lead):
                continue
            known = archive.posts.find(stored.url)
            if known is not None and known.whole:
                continue
            stub = stub_of(stored.lead, language=language, now=now)
            if known is None:
                archive.posts.insert(site_id, stub, digest=digest_of(stub), now=now, state="stub")
                continue
            old = archive.posts.load(known.id)
            if old is None or told(old) != told(stub):
                archive.posts.sketch(known.id, replace(stub, url=known.url), digest=digest_of(stub), now=now)
