"""The settings file: `[defaults]` for all sites, `[[site]]` for each. What is wrong is told in one line.

[defaults]
delay = 2                  # seconds between two requests to one host

[[site]]
url = "https://blog.example.org/"
name = "The blog"
max_pages = 2000
limits = { received_bytes = 5_000_000 }
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from scraper.model import urls
from scraper.model.errors import RulesError, SettingsError, URLError
from scraper.model.limits import Limits, Manners
from scraper.sites.table import Table

FILE = "scraper.toml"
MAX_FILE_BYTES = 4 * 2**20
SETTINGS = (
    "delay", "user_agent", "allow_private", "ignore_noindex", "ignore_robots", "proxy", "ca_file", "max_pages",
    "limits",
)  # fmt: skip
"""What a site or the defaults may set."""
_LIMITS = tuple(limit.name for limit in fields(Limits))


class SiteEntry(NamedTuple):
    """A site that is crawled, with all its settings in force; `origins` says of each that is set where it stands."""

    url: str
    name: str = ""
    manners: Manners = Manners()
    max_pages: int | None = None
    origins: Mapping[str, str] = {}


class Config(NamedTuple):
    """A settings file that holds together. `defaults` is what holds for a site that is not listed."""

    file: Path
    sites: tuple[SiteEntry, ...] = ()
    defaults: SiteEntry = SiteEntry("")

    def entry(self, url: str) -> SiteEntry | None:
        """The entry of the site that an address is of."""
        return next((site for site in self.sites if urls.host(site.url) == urls.host(url)), None)

    def named(self, word: str) -> SiteEntry:
        """The entry that somebody means by its name, host or address. Raises SettingsError when there is none, or several."""
        wanted = word.strip().casefold()
        found = [
            site
            for site in self.sites
            if wanted in (site.name.casefold(), site.url.casefold(), urls.host(site.url))
        ]
        found = found or [
            site for site in self.sites if wanted.rstrip("/") == site.url.casefold().rstrip("/")
        ]
        found = found or [site for site in self.sites if wanted and wanted in site.url.casefold()]
        if len(found) == 1:
            return found[0]
        problem = "several sites are" if found else "no site is"
        raise SettingsError(f"{problem} called {word!r} in {self.file}; see: scraper sites list")


def find_config(given: Path | None, *, archive: Path) -> Path:
    """The settings file: the one that is given; else `scraper.toml` beside the archive, which need not exist."""
    return given if given is not None else archive.parent / FILE


def load_config(file: Path, *, required: bool = False) -> Config:
    """What the file says; nothing where there is none, unless it is `required`. Raises SettingsError."""
    try:
        with file.open("rb") as opened:
            source = opened.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        if required:
            raise SettingsError(f"{file} does not exist; make it with: scraper sites add URL") from None
        return Config(file)
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    if len(source) > MAX_FILE_BYTES:
        raise SettingsError(f"{file} is too large for a settings file")
    return parse_config(source, file)


def parse_config(source: bytes, file: Path) -> Config:
    """The settings in a file's bytes. Raises SettingsError, naming file, key and reason, for all that does not hold."""
    import tomli  # an archive of one site needs no file

    try:
        values = tomli.loads(source.decode("utf-8-sig"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{file} is no TOML: {' '.join(str(error).split())[:200]}") from error
    try:
        return _config(values, file)
    except RulesError as error:  # the same words as for rule files
        raise SettingsError(str(error)) from error


def _config(values: dict[str, Any], file: Path) -> Config:
    top = Table(values, file, known=("defaults", "site"))
    given = _table(top, "defaults")
    defaults = _settings(SiteEntry(""), Table(given, file, "defaults", known=SETTINGS), "defaults")
    listed = top.value("site")
    if listed is not None and not isinstance(listed, list):
        top.fail("site", "must be written as [[site]]")
    sites: list[SiteEntry] = []
    for place, entry in enumerate(listed or [], 1):
        at = f"site {place}"
        if not isinstance(entry, dict):
            top.fail(at, "must be written as [[site]]")
        table = Table(entry, file, at, known=("url", "name", *SETTINGS))
        address = _address(table)
        if any(urls.host(site.url) == urls.host(address) for site in sites):
            table.fail("url", f"{urls.host(address)} is listed already; one host is one site")
        name = table.text("name", empty=True) or ""
        sites.append(_settings(defaults._replace(url=address, name=name), table, "site"))
    return Config(file, tuple(sites), defaults)


def _address(table: Table) -> str:
    url = table.text("url")
    if url is None:
        table.fail("url", 'is missing; write it as in url = "https://blog.example.org/"')
    try:
        return urls.normalise(url)
    except URLError as error:
        table.fail("url", str(error))


def _table(table: Table, key: str) -> dict[str, Any]:
    value = table.value(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        table.fail(key, f"must be a table, as in [{key}]")
    return value


def _settings(entry: SiteEntry, table: Table, origin: str) -> SiteEntry:
    """The entry with what a table sets."""
    manners, changes, origins = entry.manners, {}, dict(entry.origins)
    for key, name, sort in (
        ("delay", "delay_s", float), ("user_agent", "user_agent", str), ("allow_private", "allow_private", bool),
        ("proxy", "proxy", str), ("ca_file", "ca_file", str),
    ):  # fmt: skip
        if key in table:
            changes[name] = _value(table, key, sort)
            origins[key] = origin
    for key, name in (("ignore_noindex", "obey_directives"), ("ignore_robots", "obey_robots")):
        if key in table:
            changes[name] = not _value(table, key, bool)
            origins[key] = origin
    limits = manners.limits
    given = _table(table, "limits")
    bounds = Table(given, table.file, table.path("limits"), known=_LIMITS)
    for name in given:
        wanted = type(getattr(limits, name))
        value = _value(bounds, name, wanted)
        if value <= 0:
            bounds.fail(name, "must be more than 0")
        limits = replace(limits, **{name: value})
        origins[f"limits.{name}"] = origin
    pages = entry.max_pages
    if "max_pages" in table:
        pages = _value(table, "max_pages", int)
        if pages < 1:
            table.fail("max_pages", "must be 1 or more")
        origins["max_pages"] = origin
    manners = replace(manners, **changes, limits=limits)
    return entry._replace(manners=manners, max_pages=pages, origins=origins)


def _value(table: Table, key: str, sort: type[Any]) -> Any:
    value = table.value(key)
    if sort is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, sort) or (sort is int and isinstance(value, bool)):
        words = {str: "text in quotes", bool: "true or false", int: "a whole number", float: "a number"}
        table.fail(key, f"must be {words[sort]}")
    if sort is float and not 0 <= value < 1e9:
        table.fail(key, "must be 0 or more")
    if sort is str and (not value.strip() or any(character in value for character in "\r\n\0")):
        table.fail(key, "must be a text of one line")
    return value
