"""The archive's tables as they were first laid; `steps` has what was added since, `docs/schema.md` how they are.

Readers' tables come first; machinery (captures, bodies, leads, crawls, failures) behind. Dates of posts are
ISO 8601 text, as precise as the site printed them; `*_at` columns are UTC.
"""

TABLES = """
CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    title TEXT,
    published TEXT,
    published_precision TEXT,
    year INTEGER GENERATED ALWAYS AS (CAST(substr(published, 1, 4) AS INTEGER)) STORED,
    modified TEXT,
    language TEXT,
    excerpt TEXT,
    word_count INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'complete' CHECK (state IN ('complete', 'stub', 'gone')),
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE,
    canonical_url TEXT,
    image TEXT,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    changed_at TEXT,
    gone_at TEXT,
    capture_id INTEGER REFERENCES captures(id),
    digest TEXT NOT NULL
) STRICT;
CREATE INDEX posts_site_published ON posts(site_id, published);
CREATE INDEX posts_published ON posts(published);
CREATE INDEX posts_year ON posts(year);
CREATE INDEX posts_state ON posts(state);
CREATE INDEX posts_language ON posts(language);
CREATE INDEX posts_capture ON posts(capture_id);

CREATE TABLE texts (
    post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE,
    title TEXT,
    byline TEXT,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    markdown TEXT NOT NULL
) STRICT;

CREATE TABLE aliases (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_post ON aliases(post_id);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    key TEXT NOT NULL,
    UNIQUE (site_id, key)
) STRICT;
CREATE TABLE organisations (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE roles (id INTEGER PRIMARY KEY, title TEXT NOT NULL, key TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE bylines (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person_id INTEGER REFERENCES people(id),
    role_id INTEGER REFERENCES roles(id),
    organisation_id INTEGER REFERENCES organisations(id),
    credit TEXT NOT NULL DEFAULT 'author',
    as_printed TEXT NOT NULL,
    printed_name TEXT,
    printed_role TEXT,
    printed_organisation TEXT,
    PRIMARY KEY (post_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX bylines_person ON bylines(person_id);
CREATE INDEX bylines_role ON bylines(role_id);
CREATE INDEX bylines_organisation ON bylines(organisation_id);
CREATE INDEX bylines_credit ON bylines(credit);

CREATE TABLE spellings (
    site_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'role', 'organisation')),
    printed TEXT NOT NULL,
    target_id INTEGER NOT NULL,
    decided_by TEXT NOT NULL DEFAULT 'rule' CHECK (decided_by IN ('rule', 'typo', 'person')),
    PRIMARY KEY (site_id, kind, printed)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE post_tags (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id),
    PRIMARY KEY (post_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_tags_tag ON post_tags(tag_id);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    capture_id INTEGER REFERENCES captures(id),
    title TEXT,
    published TEXT,
    byline TEXT,
    text TEXT NOT NULL,
    changed TEXT NOT NULL,
    UNIQUE (post_id, number)
) STRICT;
CREATE INDEX revisions_capture ON revisions(capture_id);

CREATE TABLE evidence (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT,
    raw TEXT NOT NULL,
    source TEXT NOT NULL,
    locator TEXT NOT NULL,
    chosen INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    final_url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    media_type TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES bodies(digest),
    etag TEXT,
    last_modified TEXT,
    elapsed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX captures_url ON captures(url_key, id);
CREATE INDEX captures_digest ON captures(digest);

CREATE TABLE dictionaries (
    id INTEGER PRIMARY KEY,
    site_id INTEGER REFERENCES sites(id),
    data BLOB NOT NULL
) STRICT;
CREATE TABLE bodies (
    digest TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    dictionary_id INTEGER REFERENCES dictionaries(id),
    data BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE leads (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    found_in TEXT NOT NULL,
    hints TEXT NOT NULL DEFAULT '[]',
    guid TEXT,
    lastmod TEXT,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'done', 'failed', 'skipped', 'gone')),
    reason TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT,
    visited_lastmod TEXT,
    next_visit_at TEXT,
    UNIQUE (site_id, url_key)
) STRICT;
CREATE INDEX leads_state ON leads(site_id, state, kind);

CREATE TABLE crawls (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites(id),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT NOT NULL DEFAULT 'running',
    requests INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    version TEXT NOT NULL
) STRICT;
CREATE INDEX crawls_site ON crawls(site_id, id);

CREATE TABLE failures (
    id INTEGER PRIMARY KEY,
    crawl_id INTEGER NOT NULL REFERENCES crawls(id),
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    at TEXT NOT NULL,
    retry_at TEXT
) STRICT;
CREATE INDEX failures_crawl ON failures(crawl_id);
"""

SEARCH = """
CREATE VIRTUAL TABLE texts_fts USING fts5 (
    title, byline, text, content='texts', content_rowid='post_id', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER texts_after_insert AFTER INSERT ON texts BEGIN
    INSERT INTO texts_fts (rowid, title, byline, text) VALUES (new.post_id, new.title, new.byline, new.text);
END;
CREATE TRIGGER texts_after_delete AFTER DELETE ON texts BEGIN
    INSERT INTO texts_fts (texts_fts, rowid, title, byline, text)
    VALUES ('delete', old.post_id, old.title, old.byline, old.text);
END;
CREATE TRIGGER texts_after_update AFTER UPDATE ON texts BEGIN
    INSERT INTO texts_fts (texts_fts, rowid, title, byline, text)
    VALUES ('delete', old.post_id, old.title, old.byline, old.text);
    INSERT INTO texts_fts (rowid, title, byline, text) VALUES (new.post_id, new.title, new.byline, new.text);
END;
"""
