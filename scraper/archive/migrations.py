"""How a file of any age becomes one of today: named steps, applied once, in order.

Append only: a step that has been released is never edited, renamed or removed. A later step changes the tables
and `schema.py` with it; a test compares a file that went through all steps with `schema.py` itself, so the first
step must then get a copy of the tables as they were.
"""

from __future__ import annotations

from sqlite3 import complete_statement

from sqlite_utils import Database, Migrations

from scraper.archive.schema import APPLICATION_ID, FULL_TEXT, MACHINERY, READERS
from scraper.archive.views import VIEWS


def _first_tables(db: Database) -> None:
    run_script(db, READERS + MACHINERY + FULL_TEXT)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


STEPS = (("001_first_tables", _first_tables),)
"""All steps, oldest first."""

MIGRATIONS = Migrations("scraper.archive")
for _name, _step in STEPS:
    MIGRATIONS(name=_name)(_step)


def run_script(db: Database, script: str) -> None:
    """Each statement by itself, inside the caller's transaction (`executescript` would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            db.execute(statement)
            statement = ""


def is_ours(db: Database) -> bool:
    """True when this file was made by us, or was begun by us and never finished."""
    steps = db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [MIGRATIONS.migrations_table]).fetchone()
    if not steps:
        return False
    others = db.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> ?",
        [MIGRATIONS.migrations_table],
    ).fetchone()
    return not others or bool(MIGRATIONS.applied(db))


def unknown_steps(db: Database) -> list[str]:
    """Steps that were applied to this file and that this program does not know: it is newer than we are."""
    return sorted({step.name for step in MIGRATIONS.applied(db)} - {name for name, _ in STEPS})


def pending_steps(db: Database) -> list[str]:
    """Steps that this file still lacks, in order."""
    return [step.name for step in MIGRATIONS.pending(db)]


def stale_views(db: Database) -> list[str]:
    """Views that are missing or that differ from ours."""
    stored = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
    return [name for name, select in VIEWS.items() if stored.get(name) != _create_view(name, select)]


def renew_views(db: Database) -> None:
    """Make every view anew that is missing or differs."""
    with db.atomic():
        for name in stale_views(db):
            db.execute(f'DROP VIEW IF EXISTS "{name}"')
            db.execute(_create_view(name, VIEWS[name]))


def _create_view(name: str, select: str) -> str:
    return f'CREATE VIEW "{name}" AS {select.strip()}'
