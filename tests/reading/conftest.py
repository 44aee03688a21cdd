"""Asking pages of a Datasette in the same process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from scraper.reading import plugin

Ask = Callable[..., Any]


@pytest.fixture(scope="package", autouse=True)
def loaded() -> Iterator[None]:
    """As the entry point does where the project is installed."""
    mine = not pm.is_registered(plugin)
    if mine:
        pm.register(plugin, "scraper.reading.plugin under test")
    yield
    if mine:
        pm.unregister(plugin)


def asker(*files: Path, **settings: Any) -> Ask:
    """A function from an address to the response, each from a Datasette of its own."""

    def ask(address: str, **arguments: Any) -> Any:
        async def answer() -> Any:
            datasette = Datasette([str(file) for file in files], **settings)
            try:
                return await datasette.client.get(address, **arguments)
            finally:
                for database in datasette.databases.values():
                    database.close()
                if datasette.executor:
                    datasette.executor.shutdown()

        return asyncio.run(answer())

    return ask
