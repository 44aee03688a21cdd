"""An archive of any number of posts, made by bulk SQL through the archive's own schema: forty sites, the largest by far the
largest, people who sign some fifty posts each, a few hundred roles and organisations, ten years.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from random import Random

import zstandard

from benchmarks.site import FAMILY, GIVEN, TAGS, _lexicon, _weights
from scraper.archive import open_archive
from scraper.archive.tallies import COUNT_ALL

SITES = 40
CHUNK = 20_000
NOW = datetime(2026, 11, 1, 3, 17, tzinfo=UTC)
FIELDS = (
    "title",
    "published",
    "authors",
    "text",
    "language",
    "tags",
    "kind",
    "excerpt",
    "canonical_url",
    "modified",
)


def make(path: Path, posts: int) -> None:
    """Writes the archive. A million posts take some minutes and some GB."""
    with open_archive(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -400000")
        later = _put_aside(db)
        db.execute("BEGIN")
        _around(db, posts)
        for start in range(1, posts + 1, CHUNK):
            _posts(db, start, min(start + CHUNK, posts + 1), posts)
        db.execute("COMMIT")
        for sql in later:
            db.execute(sql)
        db.execute("INSERT INTO texts_fts (texts_fts) VALUES ('rebuild')")
        db.execute(COUNT_ALL)  # triggers would have done so
        db.execute("PRAGMA journal_mode = WAL")


def _put_aside(db: sqlite3.Connection) -> list[str]:
    """Drops indexes and triggers, which are made anew in one go when the rows are there; returns how."""
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in rows:
        db.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in rows]


def _around(db: sqlite3.Connection, posts: int) -> None:
    random = Random(5)
    people = max(SITES, posts // 50)
    sites = [
        (n, f"https://blog{n}.example/", f"Blog {n}", "en", "2016-01-01T00:00:00Z")
        for n in range(1, SITES + 1)
    ]
    db.executemany("INSERT INTO sites VALUES (?, ?, ?, ?, ?)", sites)
    names = (
        (n, f"{random.choice(GIVEN)} {random.choice(FAMILY)} {n}", 1 + n % SITES, f"person {n}")
        for n in range(1, people + 1)
    )
    db.executemany("INSERT INTO people (id, name, site_id, key) VALUES (?, ?, ?, ?)", names)
    words = _lexicon()
    for table, column, many in (("roles", "title", 400), ("organisations", "name", 300)):
        rows = (
            (n, f"{words[n]} {words[n * 7]}", f"{words[n]} {words[n * 7]} {n}") for n in range(1, many + 1)
        )
        db.executemany(f"INSERT INTO {table} (id, {column}, key) VALUES (?, ?, ?)", rows)
    db.executemany(
        "INSERT INTO tags (id, name, key) VALUES (?, ?, ?)",
        [(n, tag, tag.lower()) for n, tag in enumerate(TAGS, 1)],
    )
    for site in range(1, SITES + 1):
        crawls = [
            (site, f"2026-10-{day:02}T03:17:00Z", f"2026-10-{day:02}T03:18:00Z", "done", "1")
            for day in range(1, 32)
        ]
        db.executemany(
            "INSERT INTO crawls (site_id, started_at, finished_at, outcome, version) VALUES (?, ?, ?, ?, ?)",
            crawls,
        )
        home, feed = f"https://blog{site}.example/", f"https://blog{site}.example/feed/"
        for url, kind in ((home, "listing"), (feed, "feed"), (home + "sitemap.xml", "sitemap")):
            db.execute(
                "INSERT INTO leads (site_id, url, url_key, kind, found_in, state, visited_at, next_visit_at)"
                " VALUES (?, ?, ?, ?, 'asked for', 'done', '2026-10-31T03:17:00Z', '2026-11-01T03:17:00Z')",
                (site, url, url.split("://")[1], kind),
            )


def _posts(db: sqlite3.Connection, start: int, end: int, posts: int) -> None:
    """Posts `start` to `end` with all that belongs to them."""
    random = Random(start)
    sizes = list(accumulate(1 / place for place in range(1, SITES + 1)))
    people = max(SITES, posts // 50)
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _INSERTS}
    compressor = zstandard.ZstdCompressor(level=1)
    first = NOW - timedelta(days=3650)
    for number in range(start, end):
        site = random.choices(range(1, SITES + 1), cum_weights=sizes)[0]
        person, role, organisation = random.randint(1, people), random.randint(1, 400), random.randint(1, 300)
        day = first + timedelta(minutes=int(3650 * 1440 * number / posts))
        seen, slug = day.strftime("%Y-%m-%dT%H:%M:%SZ"), f"blog{site}.example/{day:%Y/%m}/post-{number}"
        words = random.choices(_lexicon(), cum_weights=_weights(), k=random.randint(60, 120))
        title, text = " ".join(words[:6]).capitalize(), " ".join(words)
        byline = f"Person {person}, role {role}" if number % 5 else None
        digest = sha256(text.encode()).hexdigest()
        rows["bodies"].append((digest, len(text), compressor.compress(text.encode())))
        rows["captures"].append((number, f"https://{slug}/", slug, f"https://{slug}/", seen, digest))
        rows["posts"].append(
            (
                number,
                site,
                title,
                day.isoformat(),
                "second",
                "en",
                text[:150],
                len(words),
                f"https://{slug}/",
                slug,
                seen,
                seen,
                number,
                digest,
                int(number % 5 > 0),
                int(number % 5 > 0 and number % 3 > 0),
                int(number % 5 > 0 and number % 2 > 0),
            )
        )
        rows["texts"].append((number, title, byline, text, f"<p>{text}</p>", text))
        if byline:
            rows["bylines"].append(
                (
                    number,
                    1,
                    person,
                    role if number % 3 else None,
                    organisation if number % 2 else None,
                    byline,
                )
            )
        rows["post_tags"] += [(number, tag) for tag in random.sample(range(1, len(TAGS) + 1), 2)]
        rows["evidence"] += [
            (number, place, field, title, title, "visible", "h1", 1, "") for place, field in enumerate(FIELDS)
        ]
        turn = (NOW + timedelta(hours=random.randint(-48, 1200))).strftime("%Y-%m-%dT%H:%M:%SZ")
        hints = json.dumps([["modified", seen, seen, "sitemap", "sitemap.xml"]])
        rows["leads"].append(
            (
                site,
                f"https://{slug}/",
                slug,
                hints,
                seen,
                seen,
                f"https://blog{site}.example/sitemap.xml",
                "2026-10-20T03:17:00Z",
                turn,
            )
        )
        if number % 20 == 0:
            rows["revisions"].append((number, 1, seen, title, text, '["text"]'))
    rows["bodies"].sort()
    for name, sql in _INSERTS.items():
        db.executemany(sql, rows[name])


_INSERTS = {
    "bodies": "INSERT INTO bodies (digest, size_bytes, data) VALUES (?, ?, ?)",
    "captures": "INSERT INTO captures (id, url, url_key, final_url, fetched_at, status, headers, media_type, digest, elapsed_ms)"
    " VALUES (?, ?, ?, ?, ?, 200, '{}', 'text/html', ?, 9)",
    "posts": "INSERT INTO posts (id, site_id, title, published, published_precision, language, excerpt, word_count, url, url_key,"
    " first_seen_at, last_seen_at, capture_id, digest, signed, with_role, with_organisation)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "texts": "INSERT INTO texts (post_id, title, byline, text, html, markdown) VALUES (?, ?, ?, ?, ?, ?)",
    "bylines": "INSERT INTO bylines (post_id, position, person_id, role_id, organisation_id, as_printed) VALUES (?, ?, ?, ?, ?, ?)",
    "post_tags": "INSERT INTO post_tags (post_id, tag_id) VALUES (?, ?)",
    "evidence": "INSERT INTO evidence (post_id, position, field, value, raw, source, locator, chosen, reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "leads": "INSERT INTO leads (site_id, url, url_key, kind, found_in, hints, lastmod, visited_lastmod, listed_in, state,"
    " visited_at, next_visit_at) VALUES (?, ?, ?, 'post', 'sitemap', ?, ?, ?, ?, 'done', ?, ?)",
    "revisions": "INSERT INTO revisions (post_id, number, seen_at, title, text, changed) VALUES (?, ?, ?, ?, ?, ?)",
}


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
