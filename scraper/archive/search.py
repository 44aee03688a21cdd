"""Search over title, byline and text, and by who, in which role, where and when. No query is malformed."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from scraper.archive.beginnings import bounded
from scraper.archive.conditions import INDEXED, conditions, matching, where_all
from scraper.archive.frequent import MANY, Chosen, Frequent, are_frequent
from scraper.archive.indexing import index_waiting
from scraper.archive.query import Query, read_query
from scraper.archive.ranking import best, by_date, newest
from scraper.archive.window import SNIPPET, passages
from scraper.model.errors import ArchiveError

MARK_START, MARK_END = "\x02", "\x03"
MOST = 1_000_000
Order = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found; `state` is `complete`, `stub` or `gone`.

    `snippet` is a passage of its text, the words marked with \\x02 and \\x03; its beginning where only title or byline have them.
    """

    id: int
    url: str
    title: str | None
    published: str | None
    byline: str | None
    snippet: str
    state: str


class Found(NamedTuple):
    """A page of hits. `total` posts answer, or `more` than that.

    `frequent`: very many posts have the words, so the best are those that have them in the title; with `newest` as well, simply
    the newest. `whole`: single letters, and a last word that is frequent or begins very much, were looked for as whole words.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    frequent: bool = False
    newest: bool = False
    whole: bool = False


def find(
    db: sqlite3.Connection,
    text: str,
    *,
    order: Order = "relevance",
    limit: int = 20,
    offset: int = 0,
    many: int = MANY,
) -> Found:
    """Posts that answer what somebody typed (`query.read_query` has the syntax), best or newest first.

    The connection knows `folded` (`people.fold`). Never raises for any text, but sqlite3.OperationalError (interrupted) when
    whoever called lets it take no longer.
    """
    typed = read_query(text)
    if not typed:
        return Found()
    limit, offset = max(0, min(limit, MOST)), max(0, offset)
    try:
        query = bounded(db, typed, many)
        page = _chosen(db, query, order, limit, offset, many)
        hits = tuple(_told(db, query, page.ids))
        return Found(hits, page.total, page.more, page.frequent, page.newest, query != typed)
    except (sqlite3.OperationalError, ArchiveError) as error:
        if "interrupted" in str(error):  # it took too long, which is no answer
            raise
        return Found()


class Search:
    """The table `texts_fts`, with all that stands around it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def find(self, text: str, *, limit: int = 20, order: Order = "relevance") -> Found:
        """Posts that answer what somebody typed. Case and accents make no difference. Never raises for any text."""
        self._index()
        return find(self._db, text, limit=limit, order=order)

    def posts(self, text: str, *, limit: int = 20, order: Order = "relevance") -> list[Hit]:
        """The hits of `find`."""
        return list(self.find(text, limit=limit, order=order).hits)

    def newest(self, *, limit: int) -> list[Hit]:
        """All posts, newest first."""
        return _told(self._db, Query(), by_date(self._db, Query(), limit))

    def is_common(self, site_id: int, block: str, *, besides: int, least: int = 2) -> bool:
        """True when a block of text stands in at least `least` other posts of a site. Never raises for any text."""
        # Long words are rare: a phrase of all words would have the index walk through those that stand everywhere.
        words = sorted(dict.fromkeys(re.findall(r"\w+", block)), key=len, reverse=True)[:6]
        if not words:
            return False
        self._index()
        wanted = " AND ".join(f'"{word}"' for word in words)
        try:
            found = self._db.execute(
                f"SELECT count(*) FROM (SELECT 1 FROM {INDEXED} CROSS JOIN texts t ON t.post_id = p.id"
                " WHERE texts_fts MATCH ? AND p.site_id = ? AND p.id <> ? AND instr(t.text, ?) LIMIT ?)",
                (f"text : ({wanted})", site_id, besides, block, least),
            ).fetchone()
        except (sqlite3.OperationalError, ArchiveError):
            return False
        return int(found[0]) >= least

    def _index(self) -> None:
        if self._db.in_transaction:
            index_waiting(self._db)


def match_expression(words: str) -> str:
    """The FTS5 expression for words alone (`author:` is one of them); empty when there is none to find."""
    return matching(read_query(words.replace(":", " ")))


def found_as_json(db: sqlite3.Connection, text: str, *, limit: int = 200) -> str:
    """The best posts that answer what somebody typed, for SQL (`json_each`): a list of lists of id and passage."""
    return json.dumps([(hit.id, hit.snippet) for hit in find(db, text, limit=limit).hits])


def _chosen(db: sqlite3.Connection, query: Query, order: Order, limit: int, offset: int, many: int) -> Chosen:
    """The posts of a page, in order."""
    if are_frequent(db, query, many):
        frequent = Frequent(db, query, many)
        if query.match and order == "relevance":
            return frequent.titles_first(limit, offset)
        return frequent.newest_first(limit, offset)
    if query.match:
        return Chosen(*(newest if order == "date" else best)(db, query, limit, offset))
    if query.signed and (signed := Frequent(db, query, many).signed_by_many(limit, offset)):
        return signed
    tables, where, values = conditions(query)
    (total,) = db.execute(f"SELECT count(*) FROM {tables}{where_all(where)}", values).fetchone()
    return Chosen(by_date(db, query, limit, offset), int(total))


def _told(db: sqlite3.Connection, query: Query, ids: list[int]) -> list[Hit]:
    """The hits of a page, with passages: these are cut for no others."""
    begun = "*" in matching(query)
    chosen = "IN (SELECT value FROM json_each(:chosen))"
    snippet, tables, where = "coalesce(p.excerpt, '')", "posts p", [f"p.id {chosen}"]
    if query.match and not begun:
        snippet = f"coalesce(nullif({SNIPPET}, ''), p.excerpt, '')"
        tables, where = INDEXED, ["texts_fts MATCH :match", f"texts_fts.rowid {chosen}"]
    rows = db.execute(
        f"SELECT p.id, p.url, p.title, p.published, t.byline, {snippet}, p.state"
        f" FROM {tables} LEFT JOIN texts t ON t.post_id = p.id{where_all(where)}",
        {"match": matching(query), "chosen": json.dumps(ids)},
    )
    hits = {row[0]: Hit(*row) for row in rows}
    if begun:
        passage = passages(db, ids, matching(query))
        hits |= {
            number: replace(hits[number], snippet=cut)
            for number, cut in passage.items()
            if cut and number in hits
        }
    return [hits[number] for number in ids if number in hits]
