"""`scraper sites add|list|show|remove|import|export`: the list of sites in `scraper.toml`."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scraper.archive import open_archive
from scraper.cli.crawling import address_of
from scraper.cli.options import DEFAULT_DB
from scraper.cli.printable import safe
from scraper.cli.probing import Findings, probe
from scraper.cli.starts import Said
from scraper.exports.sheet import author_text
from scraper.model import urls
from scraper.model.errors import SettingsError
from scraper.model.lead import LeadKind
from scraper.model.limits import Limits
from scraper.settings import Config, SiteEntry, find_config, load_config
from scraper.settings.edit import add_sites, one_line, remove_site
from scraper.settings.opml import read_opml, write_opml
from scraper.sites import find_folder, load_rules

MAX_OPML_BYTES = 20 * 2**20


def run_add(given: Sequence[str], *, db: Path, config: Path | None, name: str, said: Said, look: bool) -> int:
    """Looks at sites, lists those that can be read (all of them without a `look`), and returns the exit code."""
    file = find_config(config, archive=db)
    code = 0
    for url in [address_of(url) for url in given]:
        known = load_config(file)
        if (entry := known.entry(url)) is not None:
            print(f"{entry.url} is listed in {file} already")
            continue
        called = name
        if look:
            if sys.stderr.isatty():
                print(f"looking at {url} …", file=sys.stderr)
            found = probe(url, said.over(known.defaults.manners), load_rules(find_folder(None, archive=db)))
            if found.problem:
                problem = f"{found.problem}; not listed (list it all the same with --no-probe)"
                print(f"scraper: {url}: {problem}", file=sys.stderr)
                code = 1
                continue
            _print_findings(url, found)
            called = name or found.name
        add_sites(file, [(url, called, said.settings)])
        print(f"{url} is listed in {file}; crawl with: {_crawl_command(db, config)}")
    return code


def _crawl_command(db: Path, config: Path | None) -> str:
    """The command that crawls what was listed, into the archive that was named."""
    options = [] if db == DEFAULT_DB else ["--db", str(db)]
    options += ["--config", str(config)] if config else []
    return shlex.join(["scraper", "crawl", *options])


def _print_findings(url: str, found: Findings) -> None:
    console = Console(highlight=False)
    console.print(f"[bold]{safe(one_line(found.name))}[/bold]  [dim]{safe(url)}[/dim]", soft_wrap=True)
    for label, value in (
        ("feeds", "\n".join(found.feeds)), ("sitemaps", "\n".join(found.sitemaps)), ("listings", "\n".join(found.listings[:3])),
        ("language", found.language or ""), ("posts", f"{found.posts} announced so far"),
    ):  # fmt: skip
        for place, line in enumerate((value or "–").split("\n")):
            console.print(f"  [dim]{label if not place else '':<10}[/dim] {safe(line)}", soft_wrap=True)
    table = Table(header_style="bold")
    for column in ("published", "title", "authors"):
        table.add_column(column, overflow="fold")
    for post in found.samples:
        people = "\n".join(author_text(author) for author in post.authors)
        table.add_row(str(post.published or "–")[:10], safe(post.title or "–"), safe(people or "–"))
    console.print(table)


def run_list(*, db: Path, config: Path | None, as_json: bool) -> None:
    """Prints the sites that are listed."""
    found = _config(db, config, required=False)
    if as_json:
        print(json.dumps([{"url": s.url, "name": s.name} for s in found.sites], ensure_ascii=False, indent=2))
        return
    if not found.sites:
        print(f"no site is listed in {found.file}; add one with: scraper sites add URL", file=sys.stderr)
        return
    table = Table(header_style="bold")
    for column in ("site", "address", "set for it"):
        table.add_column(column, overflow="fold")
    for site in found.sites:
        own = ", ".join(sorted(key for key, origin in site.origins.items() if origin == "site"))
        table.add_row(safe(site.name or urls.host(site.url)), safe(site.url), own or "–")
    Console().print(table)


def run_show_site(word: str, *, db: Path, config: Path | None, as_json: bool) -> None:
    """Prints all settings and limits in force for one site."""
    found = _config(db, config, required=True)
    site = found.named(word)
    rows = settings_in_force(site)
    if as_json:
        values = {name: {"value": value, "from": origin} for name, value, origin in rows}
        print(
            json.dumps({"url": site.url, "name": site.name, "settings": values}, ensure_ascii=False, indent=2)
        )
        return
    table = Table(
        title=f"{site.name or urls.host(site.url)}  {site.url}", title_justify="left", header_style="bold"
    )
    for column in ("setting", "value", "from"):
        table.add_column(column, overflow="fold")
    for name, value, origin in rows:
        shown = (
            "–"
            if value is None
            else f"{value:_}"
            if isinstance(value, int) and not isinstance(value, bool)
            else str(value)
        )
        table.add_row(name, safe(shown), origin)
    Console().print(table)


def settings_in_force(site: SiteEntry) -> list[tuple[str, object, str]]:
    """(setting, value, where it is set: `site`, `defaults` or `built in`) of everything that can be set for a site."""
    manners = site.manners
    values: dict[str, object] = {
        "delay": manners.delay_s, "user_agent": manners.user_agent, "allow_private": manners.allow_private,
        "ignore_noindex": not manners.obey_directives, "ignore_robots": not manners.obey_robots,
        "proxy": manners.proxy, "ca_file": manners.ca_file, "max_pages": site.max_pages,
    }  # fmt: skip
    limits = asdict(manners.limits)
    values |= {f"limits.{limit.name}": limits[limit.name] for limit in fields(Limits)}
    return [(name, value, site.origins.get(name, "built in")) for name, value in values.items()]


def run_remove(word: str, *, db: Path, config: Path | None) -> None:
    """Takes a site out of the list."""
    found = _config(db, config, required=True)
    site = found.named(word)
    remove_site(found.file, site.url)
    print(f"{site.url} is no longer listed in {found.file}; what is archived of it stays")


def run_import(file: Path, *, db: Path, config: Path | None) -> None:
    """Lists the sites of an OPML file."""
    try:
        with file.open("rb") as opened:
            body = opened.read(MAX_OPML_BYTES)
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    found = read_opml(body, file)
    target = find_config(config, archive=db)
    added = add_sites(target, [(url, name, {}) for url, name in found])
    print(f"{len(added)} of {len(found)} sites of {file} are new in {target}")


def run_export(*, db: Path, config: Path | None) -> None:
    """Prints the list as OPML, with feeds from the archive where there is one."""
    found = _config(db, config, required=True)
    feeds: dict[str, str] = {}
    if db.exists():
        with open_archive(db, create=False, read_only=True) as archive:
            for site in archive.sites.all():
                known = archive.leads.of(site.id, LeadKind.FEED, "done")
                if known:
                    feeds[urls.host(site.url)] = known[0].url
    print(write_opml((site, feeds.get(urls.host(site.url))) for site in found.sites), end="")


def _config(db: Path, config: Path | None, *, required: bool) -> Config:
    return load_config(find_config(config, archive=db), required=required or config is not None)
