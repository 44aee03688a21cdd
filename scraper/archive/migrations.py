"""How an archive of any age becomes one of today: named steps, only ever added to."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from scraper.archive.indexing import WAITING
from scraper.archive.people import key_of
from scraper.archive.schema import SEARCH, TABLES
from scraper.archive.steps import KEEPING, MEMORY, PEOPLE, QUICK, READING
from scraper.archive.tallies import COUNT_ALL, TALLIES
from scraper.archive.views import VIEWS

APPLICATION_ID = 0x53435241  # "SCRA": marks a file as one of ours (PRAGMA application_id)

migrations = Migrations("scraper")


@migrations()
def m001_tables(db: Database) -> None:
    """The house as it was first laid."""
    _run(db, TABLES)


@migrations()
def m002_search(db: Database) -> None:
    """Full text over title, byline and text."""
    _run(db, SEARCH)


@migrations()
def m003_views(db: Database) -> None:
    """What readers start from."""
    _renew_views(db)


@migrations()
def m004_memory(db: Database) -> None:
    """Events in a post's life, and what a lead must remember to be asked seldom and believed late."""
    _run(db, MEMORY)
    _renew_views(db)


@migrations()
def m005_keeping(db: Database) -> None:
    """Bodies packed with dictionaries, who read which record, and whether an edit was the site's or ours."""
    _run(db, KEEPING)
    _renew_views(db)


@migrations()
def m007_people(db: Database) -> None:
    """Joins that are recorded and can be undone; roles by the time in which they were held."""
    _run(db, PEOPLE)
    for site_id, kind, printed in db.execute("SELECT site_id, kind, printed FROM spellings").fetchall():
        db.execute(
            "UPDATE spellings SET key = ? WHERE site_id = ? AND kind = ? AND printed = ?",
            (key_of(kind, printed), site_id, kind, printed),
        )
    _renew_views(db)


@migrations()
def m008_reading(db: Database) -> None:
    """Pages about people, organisations, roles and sites are answered from indexes alone."""
    _run(db, READING)


@migrations()
def m009_quick(db: Database) -> None:
    """What is asked for every new post, and at the start of every crawl, is found without a search."""
    _run(db, QUICK)


@migrations()
def m010_tallies(db: Database) -> None:
    """What a post has is noted on it, and posts are counted by site and month as they come."""
    _run(db, TALLIES)
    db.execute(COUNT_ALL)
    _renew_views(db)


@migrations()
def m011_waiting(db: Database) -> None:
    """Texts come into the search index together, once a transaction."""
    _run(db, WAITING)


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
