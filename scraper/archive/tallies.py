"""Posts counted by site and month, kept by triggers: what status, timeline and numbers by year would else count anew each time."""

from __future__ import annotations

COUNTED = {
    "posts": "{0}.state <> 'stub'",
    "dated": "{0}.state <> 'stub' AND {0}.published IS NOT NULL",
    "signed": "{0}.state <> 'stub' AND {0}.signed",
    "with_role": "{0}.state <> 'stub' AND {0}.with_role",
    "with_organisation": "{0}.state <> 'stub' AND {0}.with_organisation",
    "words": "iif({0}.state <> 'stub', {0}.word_count, 0)",
    "stubs": "{0}.state = 'stub'",
    "gone": "{0}.state = 'gone'",
}
"""The columns of `tallies`, each with what one post adds to it."""
_PLACE = "{0}.site_id, coalesce(substr({0}.published, 1, 7), '')"
_NAMES = ", ".join(COUNTED)


def _values(row: str) -> str:
    return ", ".join(f"({counted.format(row)})" for counted in COUNTED.values())


_ADD = f"""
    INSERT INTO tallies (site_id, month, {_NAMES}) VALUES ({_PLACE.format("new")}, {_values("new")})
    ON CONFLICT (site_id, month) DO UPDATE SET {", ".join(f"{name} = {name} + excluded.{name}" for name in COUNTED)};
"""
_TAKE = f"""
    UPDATE tallies SET {", ".join(f"{name} = {name} - ({counted.format('old')})" for name, counted in COUNTED.items())}
    WHERE (site_id, month) = ({_PLACE.format("old")});
"""
TALLIES = f"""
ALTER TABLE posts ADD COLUMN signed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN with_role INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN with_organisation INTEGER NOT NULL DEFAULT 0;
UPDATE posts SET signed = EXISTS (SELECT 1 FROM bylines WHERE post_id = posts.id AND credit = 'author'),
    with_role = EXISTS (SELECT 1 FROM bylines WHERE post_id = posts.id AND role_id IS NOT NULL),
    with_organisation = EXISTS (SELECT 1 FROM bylines WHERE post_id = posts.id AND organisation_id IS NOT NULL);
CREATE TABLE tallies (
    site_id INTEGER NOT NULL REFERENCES sites(id),
    month TEXT NOT NULL,
    {", ".join(f"{name} INTEGER NOT NULL" for name in COUNTED)},
    PRIMARY KEY (site_id, month)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER posts_after_insert AFTER INSERT ON posts BEGIN{_ADD}END;
CREATE TRIGGER posts_after_delete AFTER DELETE ON posts BEGIN{_TAKE}END;
CREATE TRIGGER posts_after_update
AFTER UPDATE OF site_id, published, state, word_count, signed, with_role, with_organisation ON posts BEGIN{_TAKE}{_ADD}END;
"""
_SUMS = ", ".join(f"sum({counted.format('posts')})" for counted in COUNTED.values())
COUNT_ALL = f"INSERT INTO tallies (site_id, month, {_NAMES}) SELECT {_PLACE.format('posts')}, {_SUMS} FROM posts GROUP BY 1, 2"
"""Fills an empty `tallies`."""
