"""Search over title, byline and text, and by who, in which role, where and when. No query is malformed."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from scraper.archive.indexing import index_waiting
from scraper.archive.people import KINDS
from scraper.archive.query import Query, read_query
from scraper.model.errors import ArchiveError

MARK_START, MARK_END = "\x02", "\x03"
MOST = 1_000_000
RANKED = 10_000
"""Of more posts that answer, the last so many to come into the archive are ranked: nobody reads on, and it takes time."""
Order = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found; `snippet` marks the words with \\x02 and \\x03; `state` is `complete`, `stub` or `gone`."""

    id: int
    url: str
    title: str | None
    published: str | None
    byline: str | None
    snippet: str
    state: str


class Search:
    """The table `texts_fts`, with all that stands around it."""

    def __init__(self, database: Database) -> None:
        self._db = database.conn

    def posts(self, text: str, *, limit: int = 20, order: Order = "relevance") -> list[Hit]:
        """Posts that answer what somebody typed (`query.read_query` has the syntax), best or newest first.

        Case and accents make no difference. Never raises for any text.
        """
        asked = search_sql(text, order=order, limit=limit)
        if asked is None:
            return []
        try:
            return [Hit(*row) for row in self._db.execute(*asked).fetchall()]
        except (sqlite3.OperationalError, ArchiveError):
            return []

    def newest(self, *, limit: int) -> list[Hit]:
        """All posts, newest first."""
        return [Hit(*row) for row in self._db.execute(*_sql(Query(), "date", limit, 0)).fetchall()]

    def is_common(self, site_id: int, block: str, *, besides: int, least: int = 2) -> bool:
        """True when a block of text stands in at least `least` other posts of a site. Never raises for any text."""
        # Long words are rare: a phrase of all words would have the index walk through those that stand everywhere.
        words = sorted(dict.fromkeys(re.findall(r"\w+", block)), key=len, reverse=True)[:6]
        if not words:
            return False
        if self._db.in_transaction:
            index_waiting(self._db)
        wanted = " AND ".join(f'"{word}"' for word in words)
        try:
            found = self._db.execute(
                # CROSS JOIN keeps the order (https://www.sqlite.org/optoverview.html): the other one asks every post.
                "SELECT count(*) FROM (SELECT 1 FROM texts_fts CROSS JOIN posts p ON p.id = texts_fts.rowid"
                " CROSS JOIN texts t ON t.post_id = p.id WHERE texts_fts MATCH ? AND p.site_id = ? AND p.id <> ?"
                " AND instr(t.text, ?) LIMIT ?)",
                (f"text : ({wanted})", site_id, besides, block, least),
            ).fetchone()
        except (sqlite3.OperationalError, ArchiveError):
            return False
        return int(found[0]) >= least


def search_sql(
    text: str, *, order: Order = "relevance", limit: int = 20, offset: int = 0
) -> tuple[str, dict[str, object]] | None:
    """SQL and its parameters for what somebody typed; None when it asks for nothing. `folded` is `people.fold`.

    Columns: id, url, title, published, byline, snippet, state.
    """
    query = read_query(text)
    return _sql(query, order, limit, offset) if query else None


def count_sql(text: str) -> tuple[str, dict[str, object]] | None:
    """SQL and its parameters for how many posts answer; None when nothing is asked for."""
    query = read_query(text)
    if not query:
        return None
    tables, where, values = conditions(query)
    if query.match and len(where) == 1:
        tables = "texts_fts"  # the index alone knows
    return f"SELECT count(*) FROM {tables}{_where(where)}", values


def _sql(query: Query, order: Order, limit: int, offset: int) -> tuple[str, dict[str, object]]:
    """The posts of the page are chosen first: passages are cut for these alone."""
    tables, where, values = conditions(query)
    ranked = bool(query.match) and order == "relevance"
    if ranked:
        found = (
            f"SELECT p.id, p.published, bm25(texts_fts, 8.0, 4.0, 1.0) AS score FROM {tables}{_where(where)}"
            " ORDER BY texts_fts.rowid DESC LIMIT :ranked"
        )
        values["ranked"] = RANKED
    else:
        found = f"SELECT p.id, p.published, 0 AS score FROM {tables}{_where(where)}"
    by = "score, {0}published DESC, {0}id" if ranked else "{0}published DESC NULLS LAST, {0}id DESC"
    chosen = f"SELECT id, score FROM ({found}) ORDER BY {by.format('')} LIMIT :limit OFFSET :offset"
    snippet, told = "coalesce(p.excerpt, '')", "chosen"
    if query.match:
        snippet = "snippet(texts_fts, -1, char(2), char(3), ' … ', 24)"
        # What a prefix stands for is put together at each look-up, so one walk is cheaper than twenty look-ups.
        both = ("texts_fts", "chosen") if "*" in query.match else ("chosen", "texts_fts")
        told = (
            f"{' CROSS JOIN '.join(both)} ON texts_fts.rowid = chosen.id AND texts_fts MATCH :match"
            " AND texts_fts.rowid BETWEEN (SELECT min(id) FROM chosen) AND (SELECT max(id) FROM chosen)"
        )
    return (
        f"WITH chosen AS MATERIALIZED ({chosen})"
        f" SELECT p.id, p.url, p.title, p.published, t.byline, {snippet} AS snippet, p.state"
        f" FROM {told} JOIN posts p ON p.id = chosen.id LEFT JOIN texts t ON t.post_id = p.id"
        f" ORDER BY {by.format('p.')}",
        values | {"limit": max(0, min(limit, MOST)), "offset": max(0, offset)},
    )


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def conditions(query: Query) -> tuple[str, list[str], dict[str, object]]:
    """Tables (`p` is posts), conditions that must all hold, and their parameters, for what a query asks for."""
    values: dict[str, object] = {}
    where: list[str] = []
    tables = "posts p"
    if query.match:
        tables = "texts_fts CROSS JOIN posts p ON p.id = texts_fts.rowid"
        where.append("texts_fts MATCH :match")
        values["match"] = f"({query.match}) NOT ({query.without})" if query.without else query.match
    elif query.without:
        where.append("p.id NOT IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH :without)")
        values["without"] = query.without
    where += _bylines(query, values)
    for place, site in enumerate(query.site):
        where.append(
            f"p.site_id IN (SELECT id FROM sites WHERE instr(folded(name || ' ' || url), :site{place}))"
        )
        values[f"site{place}"] = site
    if query.after:
        where.append("p.published >= :after")
        values["after"] = query.after
    if query.before:
        where.append("p.published < :before")
        values["before"] = query.before
    return tables, where, values


_NAMED = {
    kind: f"{kind}_id IN (SELECT target_id FROM spellings WHERE kind = '{kind}' AND {{}}"
    f" UNION ALL SELECT id FROM {table} WHERE {{}})"
    for kind, (table, _) in KINDS.items()
}
_ASKED = {"author": "person", "role": "role", "organisation": "organisation"}


def _bylines(query: Query, values: dict[str, object]) -> list[str]:
    """One byline that answers all; where two authors are asked for, or two roles, a byline each."""
    asked = {kind: getattr(query, name) for name, kind in _ASKED.items()}
    conditions = [_named(kind, name, values) for kind, names in asked.items() for name in names]
    if not conditions:
        return []
    signed = "p.id IN (SELECT post_id FROM bylines WHERE credit = 'author' AND {})"
    if all(len(names) < 2 for names in asked.values()):
        return [signed.format(" AND ".join(conditions))]
    return [signed.format(condition) for condition in conditions]


def _named(kind: str, name: str, values: dict[str, object]) -> str:
    """Keys hold folded words: each word asked for begins one of them, whichever way round a name stands.

    Any spelling of a person, role or organisation that are joined finds all of it.
    """
    parts = []
    for word in name.split():
        parameter = f"{kind}{len(values)}"
        values[parameter] = f" {word}"
        parts.append(f"instr(' ' || key, :{parameter})")
    condition = " AND ".join(parts)
    return _NAMED[kind].format(condition, condition)


def match_expression(words: str) -> str:
    """The FTS5 expression for words alone (`author:` is one of them); empty when there is none to find."""
    query = read_query(words.replace(":", " "))
    return f"({query.match}) NOT ({query.without})" if query.match and query.without else query.match
