"""Who may read: whatever Datasette's own permissions say of the database and of the tables that pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Forbidden

if TYPE_CHECKING:  # Datasette loads its plugins while its own app module is still being read
    from datasette.app import Datasette

_SHOWN = ("posts", "texts", "bylines", "captures", "bodies")


async def may_read(datasette: Datasette, actor: dict[str, Any] | None, database: str) -> None:
    """Raises Forbidden when the reader may not see the database, or one of the tables behind the pages."""
    if hasattr(datasette, "permission_allowed"):  # Datasette 0.65
        for table in _SHOWN:
            await datasette.ensure_permissions(
                actor, [("view-table", (database, table)), ("view-database", database), "view-instance"]
            )
        return
    from datasette.resources import DatabaseResource, TableResource  # Datasette 1.0

    if not await datasette.allowed(
        action="view-database", resource=DatabaseResource(database=database), actor=actor
    ):
        raise Forbidden(f"You may not read {database}")
    for table in _SHOWN:
        resource = TableResource(database=database, table=table)
        if not await datasette.allowed(action="view-table", resource=resource, actor=actor):
            raise Forbidden(f"You may not read {table} of {database}")


async def is_open_to(datasette: Datasette, actor: dict[str, Any] | None, database: str) -> bool:
    """True when the reader may read the pages of a database."""
    try:
        await may_read(datasette, actor, database)
    except Forbidden:
        return False
    return True
