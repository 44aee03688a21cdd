"""The sites that an archive holds."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from scraper.archive.facts import Facts, facts
from scraper.model.clock import iso
from scraper.model.errors import SettingsError


class StoredSite(NamedTuple):
    """A site as the archive knows it."""

    id: int
    url: str
    name: str
    language: str | None


class SiteStatus(NamedTuple):
    """How a site stands: its posts and what is known of them, its last crawl, and how many it only heard of.

    `posts` are those whose pages were read, `gone` how many of them are no longer on the site.
    """

    id: int
    url: str
    name: str
    posts: int
    dated: int
    signed: int
    with_role: int
    with_organisation: int
    last_outcome: str | None
    last_finished_at: str | None
    last_failed: int
    stubs: int
    gone: int


class Sites:
    """The table `sites`."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def facts(self, site_id: int) -> Facts:
        """What a site did so far, for a verdict on it."""
        return facts(self._db, site_id)

    def ensure(self, url: str, *, now: datetime, name: str | None = None, language: str | None = None) -> int:
        """The site at an address, made when it is new. A name or language that was missing is filled in."""
        row = self._db.execute("SELECT id, name, language FROM sites WHERE url = ?", (url,)).fetchone()
        plain = url.split("://")[-1].strip("/")
        if row is None:
            cursor = self._db.execute(
                "INSERT INTO sites (url, name, language, added_at) VALUES (?, ?, ?, ?)",
                (url, name or plain, language, iso(now)),
            )
            assert cursor.lastrowid is not None
            return cursor.lastrowid
        site_id: int = row[0]
        if name and row[1] == plain and name != plain:
            self._db.execute("UPDATE sites SET name = ? WHERE id = ?", (name, site_id))
        if language and row[2] is None:
            self._db.execute("UPDATE sites SET language = ? WHERE id = ?", (language, site_id))
        return site_id

    def all(self) -> list[StoredSite]:
        """Every site, in the order they were added."""
        return [
            StoredSite(*row)
            for row in self._db.execute("SELECT id, url, name, language FROM sites ORDER BY id")
        ]

    def named(self, word: str) -> StoredSite:
        """The site with a number, address, host or name. Raises SettingsError, one line."""
        told = word.strip().casefold()
        found = [
            site for site in self.all()
            if told in (str(site.id), site.name.casefold(), site.url, site.url.rstrip("/"), site.url.split("://")[-1].strip("/"))
        ]  # fmt: skip
        if len(found) == 1:
            return found[0]
        which = ", ".join(f"{site.id} ({site.url})" for site in (found or self.all())[:6])
        raise SettingsError(
            f"{len(found)} sites are called {word}: {which}"
            if found
            else f"no site is called {word!r}; there are: {which or 'none'}"
        )

    def status(self, site_ids: list[int] | None = None) -> list[SiteStatus]:
        """How each site stands."""
        rows = self._db.execute("""
            SELECT s.id, s.url, s.name, coalesce(sum(t.posts), 0), coalesce(sum(t.dated), 0), coalesce(sum(t.signed), 0),
                coalesce(sum(t.with_role), 0), coalesce(sum(t.with_organisation), 0),
                c.outcome, c.finished_at, coalesce(c.failed, 0), coalesce(sum(t.stubs), 0), coalesce(sum(t.gone), 0)
            FROM sites s LEFT JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE site_id = s.id)
            LEFT JOIN tallies t ON t.site_id = s.id GROUP BY s.id
            ORDER BY s.id""")
        found = [SiteStatus(*row) for row in rows]
        return found if site_ids is None else [status for status in found if status.id in site_ids]
