"""The archive's tables as they stand, whole and in one place; `migrations.py` brings a file here.

Readers' tables come first and have plain names; the machinery follows. Conventions: times end in `_at`
(UTC, ISO 8601, to the second), sizes in `_bytes`, durations in `_ms`; `url_key` is `model.urls.key` of the
address beside it and says which addresses are the same; dates of posts are ISO 8601 as precise as the site
printed them, so that they sort and slice in SQL. `year` is computed by SQLite, for facets.
"""

from __future__ import annotations

APPLICATION_ID = 0x424C4F47
"""`PRAGMA application_id` of our files: "BLOG" in ASCII."""

READERS = """
CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE,
    name TEXT,
    language TEXT,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    title TEXT,
    published TEXT,
    year INTEGER GENERATED ALWAYS AS (CAST(substr(published, 1, 4) AS INTEGER)) VIRTUAL,
    language TEXT,
    word_count INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('complete', 'stub', 'gone')),
    url TEXT NOT NULL,
    excerpt TEXT,
    published_precision TEXT CHECK (published_precision IN ('year', 'month', 'day', 'minute', 'second')),
    modified TEXT,
    image TEXT,
    canonical_url TEXT,
    site_name TEXT,
    kind TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    changed_at TEXT,
    gone_at TEXT,
    capture_id INTEGER REFERENCES captures(id),
    digest TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX posts_by_site ON posts (site_id, published);
CREATE INDEX posts_by_published ON posts (published);
CREATE INDEX posts_by_year ON posts (year);
CREATE INDEX posts_by_language ON posts (language);
CREATE INDEX posts_by_state ON posts (state);
CREATE INDEX posts_by_capture ON posts (capture_id);

CREATE TABLE texts (
    post_id INTEGER PRIMARY KEY REFERENCES posts(id),
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    markdown TEXT NOT NULL
) STRICT;

CREATE TABLE aliases (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id),
    kind TEXT NOT NULL,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX aliases_by_post ON aliases (post_id);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    key TEXT NOT NULL,
    UNIQUE (site_id, key)
) STRICT;

CREATE TABLE organisations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE bylines (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id),
    published TEXT,
    year INTEGER GENERATED ALWAYS AS (CAST(substr(published, 1, 4) AS INTEGER)) VIRTUAL,
    person_id INTEGER REFERENCES people(id),
    role_id INTEGER REFERENCES roles(id),
    organisation_id INTEGER REFERENCES organisations(id),
    credit TEXT NOT NULL,
    as_printed TEXT NOT NULL,
    position INTEGER NOT NULL,
    printed_name TEXT,
    printed_role TEXT,
    printed_organisation TEXT,
    UNIQUE (post_id, position)
) STRICT;
CREATE INDEX bylines_by_person ON bylines (person_id, published);
CREATE INDEX bylines_by_role ON bylines (role_id);
CREATE INDEX bylines_by_organisation ON bylines (organisation_id);
CREATE INDEX bylines_by_published ON bylines (published);
CREATE INDEX bylines_by_year ON bylines (year);

CREATE TABLE spellings (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'role', 'organisation')),
    printed TEXT NOT NULL,
    person_id INTEGER REFERENCES people(id),
    role_id INTEGER REFERENCES roles(id),
    organisation_id INTEGER REFERENCES organisations(id),
    site_id INTEGER REFERENCES sites(id),
    decided_by TEXT NOT NULL CHECK (decided_by IN ('rule', 'typo', 'person')),
    CHECK ((person_id IS NOT NULL) = (kind = 'person')),
    CHECK ((site_id IS NOT NULL) = (kind = 'person')),
    CHECK ((role_id IS NOT NULL) = (kind = 'role')),
    CHECK ((organisation_id IS NOT NULL) = (kind = 'organisation'))
) STRICT;
CREATE UNIQUE INDEX spellings_once ON spellings (kind, printed, coalesce(site_id, 0));
CREATE INDEX spellings_by_person ON spellings (person_id);
CREATE INDEX spellings_by_role ON spellings (role_id);
CREATE INDEX spellings_by_organisation ON spellings (organisation_id);

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    UNIQUE (site_id, name)
) STRICT;

CREATE TABLE post_tags (
    post_id INTEGER NOT NULL REFERENCES posts(id),
    tag_id INTEGER NOT NULL REFERENCES tags(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (post_id, tag_id)
) STRICT;
CREATE INDEX post_tags_by_tag ON post_tags (tag_id);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id),
    number INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    changed TEXT NOT NULL,
    title TEXT,
    published TEXT,
    byline TEXT NOT NULL,
    text TEXT NOT NULL,
    digest TEXT NOT NULL,
    capture_id INTEGER REFERENCES captures(id),
    UNIQUE (post_id, number)
) STRICT;
CREATE INDEX revisions_by_capture ON revisions (capture_id);
CREATE INDEX revisions_by_replaced ON revisions (replaced_at);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id),
    field TEXT NOT NULL,
    value TEXT,
    chosen INTEGER NOT NULL,
    source TEXT NOT NULL,
    raw TEXT NOT NULL,
    locator TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_by_post ON evidence (post_id);
CREATE INDEX evidence_by_field ON evidence (field, source);
"""

MACHINERY = """
CREATE TABLE dictionaries (
    id INTEGER PRIMARY KEY,
    site_id INTEGER REFERENCES sites(id),
    data BLOB NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE bodies (
    digest TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    dictionary_id INTEGER REFERENCES dictionaries(id),
    data BLOB NOT NULL
) STRICT;

CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    final_url TEXT NOT NULL,
    fetched_at TEXT,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    media_type TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES bodies(digest),
    etag TEXT,
    last_modified TEXT,
    redirects TEXT NOT NULL,
    elapsed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX captures_by_url ON captures (url_key, id);
CREATE INDEX captures_by_digest ON captures (digest);

CREATE TABLE leads (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    found_in TEXT NOT NULL,
    hints TEXT NOT NULL,
    guid TEXT,
    lastmods TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed', 'skipped', 'gone')),
    reason TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    next_visit_at TEXT,
    etag TEXT,
    last_modified TEXT
) STRICT;
CREATE INDEX leads_by_state ON leads (site_id, state, kind);

CREATE TABLE crawls (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'done', 'partial', 'failed', 'interrupted')),
    requests INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    version TEXT NOT NULL
) STRICT;
CREATE INDEX crawls_by_site ON crawls (site_id, id);

CREATE TABLE failures (
    id INTEGER PRIMARY KEY,
    crawl_id INTEGER NOT NULL REFERENCES crawls(id),
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL,
    retry_at TEXT
) STRICT;
CREATE INDEX failures_by_crawl ON failures (crawl_id);
"""

FULL_TEXT = """
CREATE VIRTUAL TABLE texts_fts USING fts5 (
    title, byline, text,
    content='texts', content_rowid='post_id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER texts_after_insert AFTER INSERT ON texts BEGIN
    INSERT INTO texts_fts (rowid, title, byline, text)
    VALUES (new.post_id, new.title, new.byline, new.text);
END;
CREATE TRIGGER texts_after_delete AFTER DELETE ON texts BEGIN
    INSERT INTO texts_fts (texts_fts, rowid, title, byline, text)
    VALUES ('delete', old.post_id, old.title, old.byline, old.text);
END;
CREATE TRIGGER texts_after_update AFTER UPDATE OF title, byline, text ON texts BEGIN
    INSERT INTO texts_fts (texts_fts, rowid, title, byline, text)
    VALUES ('delete', old.post_id, old.title, old.byline, old.text);
    INSERT INTO texts_fts (rowid, title, byline, text)
    VALUES (new.post_id, new.title, new.byline, new.text);
END;
"""

TABLES = (
    "sites", "posts", "texts", "aliases", "people", "organisations", "roles", "bylines", "spellings", "tags",
    "post_tags", "revisions", "evidence", "dictionaries", "bodies", "captures", "leads", "crawls", "failures",
)  # fmt: skip
"""All tables of ours, readers' first; the full-text index is derived and not among them."""
