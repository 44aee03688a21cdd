"""An archive's content as text, a line a row, so that two archives can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlite_utils import Database

# Each table with the order of its rows; machinery of SQLite and of the search index is content of none.
TABLES = (
    ("sites", "id"), ("posts", "id"), ("texts", "post_id"), ("aliases", "url_key"), ("people", "id"),
    ("organisations", "id"), ("roles", "id"), ("bylines", "post_id, position"), ("spellings", "kind, printed"),
    ("tags", "id"), ("post_tags", "post_id, tag_id"), ("revisions", "id"), ("evidence", "post_id, position"),
    ("captures", "id"), ("bodies", "digest"), ("leads", "id"), ("crawls", "id"), ("failures", "id"),
)  # fmt: skip


def dump(database: Database, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every row of every table but those in `without`, as `table {column: value}`; bytes by digest and size."""
    for table, order in TABLES:
        if table in without:
            continue
        columns = "digest, size_bytes" if table == "bodies" else "*"
        cursor = database.conn.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield f"{table} {json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)}"
