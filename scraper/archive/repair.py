"""What can be done about what `verify` finds, without making anything worse.

Nothing is written to a file whose own pages are damaged. What is worked out from what else the archive knows is
written back; a body that can be had again is dropped and its address queued; bytes that are nowhere else are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from scraper.archive.dictionaries import Dictionaries
from scraper.archive.people import Names
from scraper.archive.transactions import Atomic
from scraper.archive.verify import DEAD_SPELLINGS, LOST_POSTS, Problem
from scraper.model import urls

_QUEUED = (
    "UPDATE leads SET state = 'queued', reason = 'the archive was damaged', etag = NULL, last_modified = NULL,"
    " next_visit_at = NULL WHERE "
)
_NAMES = (
    ("person", "people", "person_id", "printed_name"), ("role", "roles", "role_id", "printed_role"),
    ("organisation", "organisations", "organisation_id", "printed_organisation"),
)  # fmt: skip


class Repair:
    """Repairs of one archive. The caller holds its lock, and looks again afterwards: what is still there was not mended."""

    def __init__(self, db: Connection, dictionaries: Dictionaries, atomic: Atomic) -> None:
        self._db = db
        self._atomic = atomic
        self._dictionaries = dictionaries

    def mend(self, problems: Iterable[Problem]) -> bool:
        """Does what can be done, all or nothing. False when the file itself is damaged: then nothing is done."""
        found = list(problems)
        if any(problem.of_the_file for problem in found):
            return False
        checks = {problem.check for problem in found}
        with self._atomic():
            if "file" in checks:
                self._db.execute("REINDEX")
            if "dictionary" in checks:
                for number in self._dictionaries.numbers():
                    self._dictionary(number)
            for problem in found:
                if problem.check == "body":
                    self._body(problem.where)
            if "key" in checks or "orphan" in checks:
                self._db.execute(f"DELETE {DEAD_SPELLINGS}")
            if "key" in checks:
                for (digest,) in self._db.execute(
                    "SELECT DISTINCT digest FROM captures WHERE digest NOT IN (SELECT digest FROM bodies)"
                ).fetchall():
                    self._body(digest)
                self._sites()
                self._crawls()
                self._answers()
                self._bylines()
            if "orphan" in checks:
                self._db.execute(
                    f"{_QUEUED} id IN ({LOST_POSTS.format(columns='id')})"
                )  # a crawl reads them again
                self._db.execute(
                    "UPDATE posts SET read_by = NULL WHERE id NOT IN (SELECT post_id FROM texts)"
                )  # `scraper replay` reads them again
            if "search" in checks or "file" in checks:
                self._db.execute("INSERT INTO texts_fts (texts_fts) VALUES ('rebuild')")
                self._db.execute("DELETE FROM texts_waiting")
        return True

    def _dictionary(self, number: int) -> None:
        kept = self._dictionaries.look(number, thoroughly=True)
        if kept.problems and kept.dictionary is not None:
            self._dictionaries.renew(number, kept.dictionary)

    def _body(self, digest: str) -> None:
        """Drops a damaged or lost body where all its addresses can be asked again, and queues them."""
        captures = self._db.execute(
            "SELECT id, url_key, url FROM captures WHERE digest = ?", (digest,)
        ).fetchall()
        if not captures or not all(self._can_be_had(*capture) for capture in captures):
            return
        for capture_id, url_key, _ in captures:
            self._db.execute("UPDATE posts SET capture_id = NULL WHERE capture_id = ?", (capture_id,))
            self._db.execute("DELETE FROM captures WHERE id = ?", (capture_id,))
            self._db.execute(f"{_QUEUED} url_key = ?", (url_key,))
        self._db.execute("DELETE FROM bodies WHERE digest = ?", (digest,))

    def _can_be_had(self, capture_id: int, url_key: str, url: str) -> bool:
        """True for the newest answer of an address that is asked again, and that was there when it was last asked."""
        newer = "SELECT 1 FROM captures WHERE url_key = ? AND id > ?"
        former = "SELECT 1 FROM revisions WHERE capture_id = ?"
        gone = "SELECT 1 FROM posts WHERE (capture_id = ? OR url_key = ?) AND state = 'gone'"
        if (
            self._db.execute(newer, (url_key, capture_id)).fetchone()
            or self._db.execute(former, (capture_id,)).fetchone()
            or self._db.execute(gone, (capture_id, url_key)).fetchone()
        ):
            return False
        lead = self._db.execute(
            "SELECT 1 FROM leads WHERE url_key = ? AND state <> 'gone'", (url_key,)
        ).fetchone()
        return lead is not None or urls.path(url) == "/robots.txt"

    def _sites(self) -> None:
        """Sites whose rows are lost, made anew from the addresses of their leads and posts."""
        lost = self._db.execute(
            "SELECT site_id, url FROM (SELECT site_id, url FROM leads UNION ALL SELECT site_id, url FROM posts)"
            " WHERE site_id NOT IN (SELECT id FROM sites) GROUP BY site_id"
        ).fetchall()
        for site_id, url in lost:
            home = urls.origin(url) + "/"
            self._db.execute(
                "INSERT OR IGNORE INTO sites (id, url, name, added_at) VALUES (?, ?, ?,"
                " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                (site_id, home, home.split("://")[-1].strip("/")),
            )
        self._db.execute("UPDATE dictionaries SET site_id = NULL WHERE site_id NOT IN (SELECT id FROM sites)")

    def _crawls(self) -> None:
        """Crawls whose rows are lost, as far as what failed in them tells."""
        self._db.execute(
            "INSERT INTO crawls (id, site_id, started_at, outcome, version)"
            " SELECT failures.crawl_id, leads.site_id, min(failures.at), 'interrupted', '' FROM failures"
            " JOIN leads ON leads.url = failures.url WHERE crawl_id NOT IN (SELECT id FROM crawls)"
            " GROUP BY failures.crawl_id"
        )

    def _answers(self) -> None:
        """Posts and revisions whose answer is lost: the newest that is there for the address, or none."""
        lost = "capture_id NOT IN (SELECT id FROM captures)"
        self._db.execute(
            f"{_QUEUED} url_key IN (SELECT url_key FROM posts WHERE {lost} AND state <> 'gone'"
            " AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.url_key = posts.url_key))"
        )
        self._db.execute(
            "UPDATE posts SET capture_id = (SELECT max(id) FROM captures WHERE captures.url_key = posts.url_key"
            f" AND status = 200) WHERE {lost}"
        )
        self._db.execute(f"UPDATE revisions SET capture_id = NULL WHERE {lost}")

    def _bylines(self) -> None:
        """People, roles and organisations whose rows are lost, made anew from what is printed; tags are read again."""
        names = Names(self._db)
        for kind, table, column, printed in _NAMES:
            rows = self._db.execute(
                f"SELECT post_id, position, {printed}, site_id FROM bylines JOIN posts ON posts.id = post_id"
                f" WHERE {column} NOT IN (SELECT id FROM {table})"
            ).fetchall()
            for post_id, position, name, site_id in rows:
                self._db.execute(
                    f"UPDATE bylines SET {column} = ? WHERE post_id = ? AND position = ?",
                    (names.ensure(kind, name, site_id=site_id), post_id, position),
                )
        lost = "tag_id NOT IN (SELECT id FROM tags)"
        self._db.execute(
            f"UPDATE posts SET read_by = NULL WHERE id IN (SELECT post_id FROM post_tags WHERE {lost})"
        )
        self._db.execute(f"DELETE FROM post_tags WHERE {lost}")
