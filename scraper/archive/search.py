"""Full-text search over title, byline and text. No query is malformed: every word is quoted."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from scraper.model.errors import ArchiveError

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
MARK_START, MARK_END = "\x02", "\x03"


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
    """The table `texts_fts`."""

    def __init__(self, database: Database) -> None:
        self._db = database.conn

    def posts(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Posts with all the words, best first; "words in quotes" stand together; the last may be cut off.

        Case and accents make no difference. Never raises for any words.
        """
        query = match_expression(words)
        if not query:
            return []
        try:
            rows = self._db.execute(
                "SELECT p.id, p.url, p.title, p.published, t.byline,"
                f" snippet(texts_fts, -1, '{MARK_START}', '{MARK_END}', ' … ', 24), p.state"
                " FROM texts_fts JOIN posts p ON p.id = texts_fts.rowid JOIN texts t ON t.post_id = p.id"
                " WHERE texts_fts MATCH ? ORDER BY bm25(texts_fts, 8.0, 4.0, 1.0), p.published DESC LIMIT ?",
                (query, max(0, min(limit, 1000))),
            ).fetchall()
        except sqlite3.OperationalError:
            return []
        return [Hit(*row) for row in rows]

    def is_common(self, site_id: int, block: str, *, besides: int, least: int = 2) -> bool:
        """True when a block of text stands in at least `least` other posts of a site. Never raises for any text."""
        words = re.findall(r"\w+", block)[:16]
        if not words:
            return False
        try:
            found = self._db.execute(
                "SELECT count(*) FROM (SELECT 1 FROM texts_fts JOIN posts p ON p.id = texts_fts.rowid"
                " JOIN texts t ON t.post_id = p.id WHERE texts_fts MATCH ? AND p.site_id = ? AND p.id <> ?"
                " AND instr(t.text, ?) LIMIT ?)",
                (f'text : "{" ".join(words)}"', site_id, besides, block, least),
            ).fetchone()
        except (sqlite3.OperationalError, ArchiveError):
            return False
        return int(found[0]) >= least


def match_expression(words: str) -> str:
    """The FTS5 expression for what a person typed; empty when there is no word in it."""
    parts: list[str] = []
    tokens = list(_TOKEN.finditer(words[:500].replace("\x00", " ")))
    for place, token in enumerate(tokens):
        phrase, word = token[1], token[2]
        text = (phrase if phrase is not None else word).replace('"', " ")
        text = " ".join(re.findall(r"\w+", text))
        if text:
            last = place == len(tokens) - 1 and phrase is None
            parts.append(f'"{text}"' + (" *" if last else ""))
    return " ".join(parts)
