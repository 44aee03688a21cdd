"""What each later step added to the archive's tables. Steps are never changed, only added: see `migrations`."""

MEMORY = """
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('gone', 'returned', 'completed')),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX events_post ON events(post_id);
CREATE INDEX events_at ON events(at);
CREATE INDEX revisions_seen ON revisions(seen_at);
CREATE INDEX posts_first_seen ON posts(first_seen_at);
CREATE INDEX posts_digest ON posts(site_id, digest);
INSERT INTO events (post_id, at, what) SELECT id, gone_at, 'gone' FROM posts WHERE gone_at IS NOT NULL;
ALTER TABLE leads ADD COLUMN answered_by TEXT;
ALTER TABLE leads ADD COLUMN fingerprint TEXT;
ALTER TABLE leads ADD COLUMN visited_fingerprint TEXT;
ALTER TABLE leads ADD COLUMN listed_in TEXT;
ALTER TABLE leads ADD COLUMN visited_at TEXT;
ALTER TABLE leads ADD COLUMN idle INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leads ADD COLUMN doubt TEXT;
ALTER TABLE leads ADD COLUMN doubt_since TEXT;
ALTER TABLE leads ADD COLUMN doubt_digest TEXT;
CREATE INDEX leads_listed ON leads(listed_in) WHERE listed_in IS NOT NULL;
ALTER TABLE captures ADD COLUMN confirmed_at TEXT;
"""

KEEPING = """
DROP TABLE dictionaries;
CREATE TABLE dictionaries (
    id INTEGER PRIMARY KEY,
    site_id INTEGER REFERENCES sites(id),
    kind TEXT NOT NULL CHECK (kind IN ('trained', 'pages')),
    digest TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    parts INTEGER NOT NULL
) STRICT;
CREATE INDEX dictionaries_site ON dictionaries(site_id);
CREATE TABLE dictionary_parts (
    id INTEGER PRIMARY KEY,
    dictionary_id INTEGER NOT NULL REFERENCES dictionaries(id),
    position INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (dictionary_id, position)
) STRICT;
ALTER TABLE bodies ADD COLUMN level INTEGER NOT NULL DEFAULT 3;
CREATE INDEX bodies_dictionary ON bodies(dictionary_id);
CREATE INDEX bodies_waiting ON bodies(digest) WHERE level < 19;
ALTER TABLE posts ADD COLUMN read_by TEXT;
ALTER TABLE revisions ADD COLUMN cause TEXT NOT NULL DEFAULT 'site' CHECK (cause IN ('site', 'program'));
"""
"""`dictionaries` was made before and never filled."""

PEOPLE = """
ALTER TABLE spellings ADD COLUMN key TEXT NOT NULL DEFAULT '';
CREATE INDEX spellings_key ON spellings(kind, site_id, key);
CREATE INDEX spellings_target ON spellings(kind, target_id);
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'role', 'organisation')),
    what TEXT NOT NULL CHECK (what IN ('join', 'part', 'merge', 'split', 'rename')),
    decided_by TEXT NOT NULL CHECK (decided_by IN ('rule', 'typo', 'person')),
    reason TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    row_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    target_id INTEGER NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE INDEX decisions_row ON decisions(kind, row_key);
"""

READING = """
DROP INDEX bylines_person;
DROP INDEX bylines_role;
DROP INDEX bylines_organisation;
CREATE INDEX bylines_person ON bylines(person_id, credit, role_id, organisation_id);
CREATE INDEX bylines_role ON bylines(role_id, credit, person_id, organisation_id);
CREATE INDEX bylines_organisation ON bylines(organisation_id, credit, person_id, role_id);
DROP INDEX posts_state;
CREATE INDEX posts_state ON posts(state, site_id);
CREATE INDEX posts_site_seen ON posts(site_id, first_seen_at);
"""

QUICK = """
CREATE INDEX posts_title ON posts(site_id, title);
CREATE INDEX IF NOT EXISTS posts_site_seen ON posts(site_id, first_seen_at);
CREATE INDEX leads_calling ON leads(site_id) WHERE
    state IN ('queued', 'failed') OR doubt IS NOT NULL OR (lastmod IS NOT NULL AND lastmod IS NOT visited_lastmod)
    OR (fingerprint IS NOT NULL AND fingerprint IS NOT visited_fingerprint);
CREATE INDEX leads_turns ON leads(site_id, next_visit_at, visited_at, state, doubt, kind)
    WHERE kind IN ('post', 'other') AND state IN ('done', 'gone');
CREATE INDEX leads_sources ON leads(site_id) WHERE kind NOT IN ('post', 'other');
"""
