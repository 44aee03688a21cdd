"""An archive's content as text, a line a row, so that two archives can be compared.

Left out is what no two crawls share: the time an answer took, the server's clock in `date` and `age`, how bytes are
packed, and which version of our program read a post.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

# Each table with the order of its rows; machinery of SQLite, the search index and what is counted is content of none.
TABLES = (
    ("sites", "id"), ("posts", "id"), ("texts", "post_id"), ("aliases", "url_key"), ("people", "id"),
    ("organisations", "id"), ("roles", "id"), ("bylines", "post_id, position"),
    ("spellings", "site_id, kind, printed"), ("decisions", "id"), ("tags", "id"), ("post_tags", "post_id, tag_id"),
    ("revisions", "id"), ("events", "id"), ("evidence", "post_id, position"),
    ("captures", "id"), ("bodies", "digest"), ("leads", "id"), ("crawls", "id"), ("failures", "id"),
)  # fmt: skip


def dump(db: Connection, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every row of all tables not in `without`, as `table {column: value}`; bytes by digest and size."""
    for table, order in TABLES:
        if table in without:
            continue
        columns = "digest, size_bytes" if table == "bodies" else "*"
        cursor = db.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            told = dict(zip(names, row, strict=True))
            if table == "captures":
                told = _without_clocks(told)
            told.pop("read_by", None)
            yield f"{table} {json.dumps(told, ensure_ascii=False)}"


def _without_clocks(capture: dict[str, Any]) -> dict[str, Any]:
    headers = {
        name: value for name, value in json.loads(capture["headers"]).items() if name not in ("date", "age")
    }
    return {name: value for name, value in capture.items() if name != "elapsed_ms"} | {"headers": headers}
