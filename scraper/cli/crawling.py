"""`scraper crawl`: settings in, progress on the terminal, a summary out."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

from scraper import __version__
from scraper.archive import Archive, open_archive
from scraper.cli.starts import Said, starts_of
from scraper.cli.watching import json_log
from scraper.crawl import Report, crawl
from scraper.crawl.quiet import compact_quietly
from scraper.fetching.ping import ping
from scraper.model.clock import Clock
from scraper.model.errors import ArchiveError, FetchError, ScraperError, SettingsError, URLError
from scraper.model.limits import Manners
from scraper.model.urls import normalise
from scraper.settings import find_config, load_config
from scraper.sites import find_folder, load_rules

MAX_SHOWN = 10
MAX_ROWS = 40


def run_crawl(
    urls: list[str],
    *,
    db: Path,
    said: Said | None = None,
    manners: Manners | None = None,
    config: Path | None = None,
    file: Path | None = None,
    max_seconds: float | None = None,
    quiet: bool = False,
    as_json: bool = False,
    clock: Clock | None = None,
    rules: Path | None = None,
    log_json: str | None = None,
) -> int:
    """Crawls, prints what came of it, and returns the exit code.

    What is `said` goes before the settings file; `manners` take the place of both.
    """
    gc.freeze()  # the modules that are loaded by now: nothing in them is garbage, not even at the end
    said = said or Said()
    settings = load_config(find_config(config, archive=db), required=config is not None)
    only = _listed(file) if file else []
    starts = starts_of([address_of(url) for url in urls], settings, said, listed=not only)
    if manners is not None:
        starts = [start._replace(manners=manners) for start in starts]
    rulebook = load_rules(find_folder(rules, archive=db))
    clock = clock or Clock()
    begun = clock.monotonic()
    with json_log(log_json) as watch, open_archive(db) as archive, archive.lock():
        with ExitStack() as shown:
            live = None
            if sys.stderr.isatty() and not (quiet or as_json or log_json == "-"):
                from scraper.cli.live import live_view  # where somebody looks on

                live = live_view(shown)
            report = crawl(
                archive,
                starts,
                manners=manners or said.over(settings.defaults.manners),
                only=only,
                version=__version__,
                max_pages=said.max_pages or settings.defaults.max_pages,
                max_seconds=max_seconds,
                clock=clock,
                progress=live.tick if live else None,
                watch=watch,
                rules=rulebook,
            )
            if not (report.signal or report.out_of_time):
                rested_s = min(report.paused_s, clock.monotonic() - begun)
                _pack_quietly(archive, rested_s, clock)
        _complain(report)
        if as_json:
            print(json.dumps(_as_json(report, archive), ensure_ascii=False, indent=2))
        elif not quiet:
            print_summary(report, archive)
    return report.exit_code


def _pack_quietly(archive: Archive, rested_s: float, clock: Clock) -> None:
    """Packs pages in the time that is left. Trouble with that is told, and is none of the crawl's."""
    try:
        compact_quietly(archive, rested_s=rested_s, monotonic=clock.monotonic)
    except ArchiveError as error:
        print(f"scraper: packing pages: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("scraper: packing pages: stopped; scraper compact goes on with it", file=sys.stderr)


@contextmanager
def pinged(url: str | None, manners: Manners) -> Iterator[Callable[[int], None]]:
    """Tells a health-check service that a run began, and how it ends: by the exit code that is given, or as failed.

    A service that does not answer is one line on standard error, and changes nothing.
    """
    codes: list[int] = []

    def tell(word: str) -> None:
        if url is None:
            return
        try:
            ping(url, word, manners)
        except FetchError as error:
            print(f"scraper: --ping {url}: {error}", file=sys.stderr)

    if url is not None:
        normalise(url)  # a mistake in the address is told before the run
    tell("start")
    try:
        yield codes.append
    except ScraperError as error:
        tell(str(error.exit_code))
        raise
    except BaseException:
        tell("fail")
        raise
    tell(str(codes[-1]) if codes and codes[-1] else "")


def address_of(url: str) -> str:
    """An address as typed: `blog.example.org` means https."""
    try:
        return normalise(url)
    except URLError:
        if "://" not in url and "." in url.split("/")[0] and " " not in url:
            return normalise("https://" + url)
        raise


def _listed(file: Path) -> list[str]:
    """The addresses in a file, one a line; empty lines and those that begin with # are passed over."""
    try:
        lines = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise SettingsError(
            f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is no text'}"
        ) from error
    found = [line.strip() for line in lines.splitlines() if line.strip() and not line.startswith("#")]
    if not found:
        raise SettingsError(f"{file} lists no addresses; write one a line")
    return [normalise(url) for url in found]


def _complain(report: Report) -> None:
    """One line per problem on standard error."""
    for site in report.sites:
        shown = site.failures[:MAX_SHOWN]
        for url, kind, message in shown:
            print(f"scraper: {url}: {kind}: {message}", file=sys.stderr)
        if len(site.failures) > len(shown):
            print(
                f"scraper: {site.url}: and {len(site.failures) - len(shown)} more, in the table failures",
                file=sys.stderr,
            )
    if report.signal:
        print(
            "scraper: interrupted; what was fetched is kept, and the next crawl goes on from here",
            file=sys.stderr,
        )


COUNTED = ("new", "changed", "gone", "unchanged", "failed", "skipped", "requests")
COLUMNS = ("new", "changed", "gone", "failed", "posts", "dated", "signed", "role", "org.")
"""Of the table of several sites."""
KNOWN = ("posts", "dated", "signed", "with_role", "with_organisation")


def print_summary(report: Report, archive: Archive) -> None:
    """What the crawl brought and what is known of the posts: a list for one site, a table for several."""
    from rich.console import Console  # where somebody reads
    from rich.table import Table

    from scraper.cli.printable import safe
    from scraper.cli.tables import print_table

    console = Console()
    status = {row.id: row for row in archive.sites.status()}
    rows = [
        (status[site.site_id].name, site.outcome, [getattr(site.counts, name) for name in COUNTED],
         [getattr(status[site.site_id], name) for name in KNOWN])
        for site in report.sites
    ]  # fmt: skip
    if len(rows) == 1:
        name, outcome, counts, known = rows[0]
        console.print(f"{safe(name)}: {outcome}", soft_wrap=True, highlight=False)
        table = Table(show_header=False)
        table.add_column()
        table.add_column(justify="right")
        for label, value in (*zip(COUNTED, counts, strict=True), *zip(KNOWN, known, strict=True)):
            if label == "posts":
                table.add_section()
            table.add_row(label.replace("_", " ") if label != "posts" else "posts in the archive", str(value))
        console.print(table)
        return
    listed = [
        {"site": name, "outcome": outcome} | dict(zip(COLUMNS, _columns(counts, known), strict=True))
        for name, outcome, counts, known in rows
    ]
    total = [sum(column) for column in zip(*(_columns(c, k) for _, _, c, k in rows), strict=True)]
    sums = dict(zip(COLUMNS, total, strict=True))
    print_table([*listed[:MAX_ROWS], {"site": f"{len(rows)} sites", "outcome": ""} | sums], gap=1)


def _columns(counts: list[int], known: list[int]) -> list[int]:
    new, changed, gone, _, failed, *_ = counts
    return [new, changed, gone, failed, *known]


def _as_json(report: Report, archive: Archive) -> dict[str, object]:
    status = {row.id: row for row in archive.sites.status()}
    sites = [
        {
            "url": site.url, "outcome": site.outcome, "counts": asdict(site.counts), "site": status[site.site_id]._asdict(),
            "failures": [{"url": url, "kind": kind, "message": message} for url, kind, message in site.failures],
        }
        for site in report.sites
    ]  # fmt: skip
    return {"exit_code": report.exit_code, "sites": sites}
