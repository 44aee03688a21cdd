"""The views, which put names in the place of numbers."""

from __future__ import annotations

from scraper.reading.descriptions.table import Table, same
from scraper.reading.words import OUTCOMES, told

_SPANS = same(
    "role", "organisation", "first_published", "last_published", "person_id", "role_id", "organisation_id",
    posts="How many were signed so",
)  # fmt: skip

VIEWS: dict[str, Table] = {
    "reading_list": Table(
        "Reading list",
        "All posts with their authors, newest first: the place to begin.",
        same("published", "authors", "excerpt", "state"),
        size=50,
    ),
    "signatures": Table(
        "Signatures",
        "One row for each author of each post, in words: who said what, when, in which role and for whom.",
        same(
            "published", "role", "organisation", "year", "state", "post_id", "person_id",
            person="Empty where an organisation signs",
        ),
        facets=("person", "role", "organisation", "year"),
        size=50,
    ),
    "role_history": Table(
        "Role history",
        "Who signed in which role for which organisation, from when to when. Posts tell it, not a register:"
        " a role may have begun before its first post.",
        _SPANS,
    ),
    "role_periods": Table(
        "Role periods",
        "As role history, but one row for each unbroken time: another role, or a silence of over a year, ends it,"
        " so that gaps and returns are seen.",
        _SPANS,
    ),
    "timeline": Table(
        "Timeline",
        "Posts per site and month.",
        same("month", posts="All of that month", stubs="Those of them known from a listing, feed or sitemap only"),
    ),
    "changes": Table(
        "Changes",
        "Edited, vanished and returned posts, newest first; reread ones are our doing.",
        same("at", "what", "changed", "reason", "revision", "post_id"),
    ),
    "history": Table(
        "History",
        "Everything that happened to every post: new, completed (a stub whose page came), edited, gone, returned;"
        " reread is no doing of the site's: we read the same page better.",
        same("at", "what", "changed", "reason", "revision", "state", "post_id"),
        facets=("what", "site"),
        sort_desc="at",
    ),
    "stubs": Table(
        "Stubs",
        "Posts known only from a card (a teaser in a listing), a feed or a sitemap, and why their pages have not been read.",
        same(
            "published", "authors", "excerpt",
            visit="queued: to be read; failed, skipped or gone: not read, for the reason beside it",
            reason="Why its page was not read",
        ),
        facets=("site",),
    ),
    "site_health": Table(
        "Site health",
        "Whether each site is still being archived, and how the last crawl went.",
        same(
            "stubs",
            posts="Posts whose page was read",
            gone="Posts that are no longer on the site",
            last_success="When a crawl last ended well (UTC)",
            last_outcome=told(OUTCOMES),
            failures_in_a_row="Crawls since then that did not end well",
        ),
    ),
}  # fmt: skip
