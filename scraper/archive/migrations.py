"""How an archive of any age becomes one of today: named steps, only ever added to.

sqlite-utils carries them out, and keeps a table of those that an archive has had.
"""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection
from typing import TYPE_CHECKING

from scraper.archive.indexing import WAITING
from scraper.archive.people import key_of
from scraper.archive.schema import SEARCH, TABLES
from scraper.archive.steps import KEEPING, MEMORY, PEOPLE, QUICK, READING
from scraper.archive.tallies import COUNT_ALL, TALLIES
from scraper.archive.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x53435241  # "SCRA": marks a file as one of ours (PRAGMA application_id)

_SET = "scraper"


def m001_tables(db: Database) -> None:
    """The house as it was first laid."""
    _run(db, TABLES)


def m002_search(db: Database) -> None:
    """Full text over title, byline and text."""
    _run(db, SEARCH)


def m003_views(db: Database) -> None:
    """What readers start from."""
    _renew_views(db)


def m004_memory(db: Database) -> None:
    """Events in a post's life, and what a lead must remember to be asked seldom and believed late."""
    _run(db, MEMORY)
    _renew_views(db)


def m005_keeping(db: Database) -> None:
    """Bodies packed with dictionaries, who read which record, and whether an edit was the site's or ours."""
    _run(db, KEEPING)
    _renew_views(db)


def m007_people(db: Database) -> None:
    """Joins that are recorded and can be undone; roles by the time in which they were held."""
    _run(db, PEOPLE)
    for site_id, kind, printed in db.execute("SELECT site_id, kind, printed FROM spellings").fetchall():
        db.execute(
            "UPDATE spellings SET key = ? WHERE site_id = ? AND kind = ? AND printed = ?",
            (key_of(kind, printed), site_id, kind, printed),
        )
    _renew_views(db)


def m008_reading(db: Database) -> None:
    """Pages about people, organisations, roles and sites are answered from indexes alone."""
    _run(db, READING)


def m009_quick(db: Database) -> None:
    """What is asked for every new post, and at the start of every crawl, is found without a search."""
    _run(db, QUICK)


def m010_tallies(db: Database) -> None:
    """What a post has is noted on it, and posts are counted by site and month as they come."""
    _run(db, TALLIES)
    db.execute(COUNT_ALL)
    _renew_views(db)


def m011_waiting(db: Database) -> None:
    """Texts come into the search index together, once a transaction."""
    _run(db, WAITING)


STEPS: tuple[Callable[[Database], None], ...] = (
    m001_tables,
    m002_search,
    m003_views,
    m004_memory,
    m005_keeping,
    m007_people,
    m008_reading,
    m009_quick,
    m010_tallies,
    m011_waiting,
)
"""In order. A step is known by the name of its function."""
NAMES = tuple(step.__name__ for step in STEPS)


def applied(db: Connection) -> set[str]:
    """The names of the steps that an archive has had, of newer programs as well."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return set()
    had = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,))
    return {row[0] for row in had}


def pending(db: Connection) -> list[str]:
    """The names of the steps that an archive has yet to have."""
    had = applied(db)
    return [name for name in NAMES if name not in had]


def apply(db: Connection, *, before: str | None = None) -> None:
    """Carries out what is pending, each step all or nothing; those `before` the one with a name, if it is given."""
    from sqlite_utils import Database, Migrations  # takes as long to load as all else of the archive

    migrations = Migrations(_SET)
    for step in STEPS:
        migrations()(step)
    migrations.apply(Database(db, execute_plugins=False), stop_before=before)


def _renew_views(db: Database) -> None:
    """Views hold nothing: a step that changes one makes them all anew."""
    for name, sql in VIEWS.items():
        db.execute(f"DROP VIEW IF EXISTS {name}")
        db.execute(f"CREATE VIEW {name} AS {sql}")


def _run(db: Database, script: str) -> None:
    """Each statement by itself: executescript would end the transaction that the migration runs in."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if line.rstrip().endswith(";") and _whole(statement):
            db.execute(statement)
            statement = ""


def _whole(statement: str) -> bool:
    return "CREATE TRIGGER" not in statement or statement.rstrip().endswith("END;")
