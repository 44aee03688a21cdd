"""Datasette on one archive, read-only, on this machine alone: what `scraper serve` starts."""

from __future__ import annotations

import os
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from scraper.archive import open_archive
from scraper.model.errors import SettingsError

HOST = "127.0.0.1"


class _Server(uvicorn.Server):
    """uvicorn, which tells when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, and then the word."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(db: Path, *, port: int, open_browser: bool, told: Callable[[str], object]) -> None:
    """Serves until it is interrupted. `told` is called with the address of the front page as soon as that answers.

    Raises ArchiveError when the file is no archive or of another version, SettingsError when the port is taken. Port 0
    takes any that is free.
    """
    open_archive(db, create=False, read_only=True).close()
    listening = _listen(port)
    datasette = _datasette(db)
    name = next(name for name in datasette.databases if not name.startswith("_"))
    address = f"http://{HOST}:{listening.getsockname()[1]}{datasette.urls.database(name)}/-/"

    def ready() -> None:
        told(address)
        if open_browser:
            webbrowser.open(address)

    with listening:
        server = _Server(uvicorn.Config(datasette.app(), log_level="warning", lifespan="on"), ready)
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:
            pass  # how it is meant to end


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise SettingsError(
            f"port {port} is taken or not allowed ({os.strerror(error.errno or 0)}); name another: scraper serve --port {port + 1 if port < 65535 else 8001}"
        ) from error


def _datasette(db: Path) -> Any:
    """An archive that cannot have its -shm file beside it (a read-only disk) is opened as one that does not change."""
    from scraper.reading import plugin

    if not pm.is_registered(plugin):
        pm.register(plugin, "scraper.reading.plugin")
    still = not os.access(db.resolve().parent, os.W_OK) and not db.with_name(f"{db.name}-wal").exists()
    return Datasette([] if still else [str(db)], immutables=[str(db)] if still else [])
