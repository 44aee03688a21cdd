"""A Scrapy spider with a filter by lastmod: posts whose sitemap entry says the same as last time are not fetched."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from scrapy.crawler import CrawlerProcess

from benchmarks.contestants.scrapy_title import QUIET, TitleSpider


class NightlySpider(TitleSpider):
    """The filter is `sitemap_filter` and the table behind it."""

    name = "nightly"

    def __init__(self, url: str, db: str) -> None:
        super().__init__(url, db)
        self.db.execute("CREATE TABLE IF NOT EXISTS seen (url TEXT PRIMARY KEY, lastmod TEXT)")
        self.seen = dict(self.db.execute("SELECT url, lastmod FROM seen"))

    def sitemap_filter(self, entries: Any) -> Iterator[Any]:
        for entry in entries:
            if self.seen.get(entry["loc"]) != entry.get("lastmod"):
                self.db.execute(
                    "INSERT OR REPLACE INTO seen VALUES (?, ?)", (entry["loc"], entry.get("lastmod"))
                )
                yield entry


if __name__ == "__main__":
    process = CrawlerProcess(QUIET)
    process.crawl(NightlySpider, *sys.argv[1:3])
    process.start()
