"""A Scrapy spider that does the least: sitemap, the title by CSS, a row in SQLite."""

from __future__ import annotations

import sqlite3
import sys
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.spiders import SitemapSpider

QUIET = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False}


class TitleSpider(SitemapSpider):
    """Commits once, at the end: the cheapest way there is."""

    name = "titles"

    def __init__(self, url: str, db: str) -> None:
        super().__init__()
        self.sitemap_urls = [f"{url}sitemap.xml"]
        self.db = sqlite3.connect(db)
        self.db.execute("CREATE TABLE IF NOT EXISTS posts (url TEXT PRIMARY KEY, title TEXT)")

    def parse(self, response: Any) -> None:
        row = (response.url, response.css("h1::text").get())
        self.db.execute("INSERT OR REPLACE INTO posts VALUES (?, ?)", row)

    def closed(self, reason: str) -> None:
        """Called by Scrapy at the end."""
        self.db.commit()
        self.db.close()


if __name__ == "__main__":
    process = CrawlerProcess(QUIET)
    process.crawl(TitleSpider, *sys.argv[1:3])
    process.start()
