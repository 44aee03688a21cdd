"""Entries put into the settings file and taken out of it; comments and order of the others stay (tomlkit)."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import tomlkit
from tomlkit.items import AoT

from scraper.model import urls
from scraper.model.errors import SettingsError
from scraper.settings.config import load_config, parse_config

_HEAD = "# The sites that `scraper crawl` visits; what may be set: docs/cron.md"


def add_sites(file: Path, sites: Iterable[tuple[str, str, dict[str, object]]]) -> list[str]:
    """Adds (address, name, settings) where the host is not listed yet; returns the addresses that are new.

    The file is made when there is none. Raises SettingsError, and leaves the file as it was, when it does not hold together.
    """
    known = {urls.host(site.url) for site in load_config(file).sites}
    document = _read(file)
    listed = document.get("site")
    if not isinstance(listed, AoT):
        listed = tomlkit.aot()
        document["site"] = listed
    added: list[str] = []
    for url, name, settings in sites:
        address = urls.normalise(url)
        if urls.host(address) in known:
            continue
        known.add(urls.host(address))
        entry = tomlkit.table()
        entry["url"] = address
        if name:
            entry["name"] = one_line(name)
        for key, value in settings.items():
            entry[key] = value
        entry.add(tomlkit.nl())  # an empty line before the next one
        listed.append(entry)
        added.append(address)
    if added:
        _write(file, document)
    return added


def remove_site(file: Path, url: str) -> None:
    """Takes out the entry with this address."""
    document = _read(file)
    listed = document.get("site", [])
    for place, entry in enumerate(list(listed)):
        if urls.normalise(str(entry["url"])) == url:
            del listed[place]
            break
    if not len(listed):
        document.pop("site", None)
    _write(file, document)


def one_line(text: str) -> str:
    """A name from the web as it may stand in a file: one line, printable, of modest length."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]


def _read(file: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.parse(_HEAD + "\n\n")
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file} cannot be read: {' '.join(str(error).split())[:200]}") from error


def _write(file: Path, document: tomlkit.TOMLDocument) -> None:
    """Whole or not at all: what is written is read first, and put in the place of the old file in one step."""
    text = tomlkit.dumps(document)
    parse_config(text.encode(), file)
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as opened:
                opened.write(text)
            Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}") from error
