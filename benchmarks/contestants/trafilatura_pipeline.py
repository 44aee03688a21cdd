"""trafilatura's own pipeline: its download, its extraction with metadata, and a row in SQLite.

Its search for sitemaps refuses addresses of this machine, so the sitemap is read by hand.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from copy import deepcopy

from trafilatura import bare_extraction, fetch_url
from trafilatura.settings import DEFAULT_CONFIG


def main(url: str, db: str) -> None:
    """Commits once: the cheapest way there is."""
    connection = sqlite3.connect(db)
    connection.execute(
        "CREATE TABLE posts (url TEXT PRIMARY KEY, title TEXT, date TEXT, author TEXT, text TEXT)"
    )
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["SSRF_PROTECTION"] = "off"
    sitemap = fetch_url(f"{url}sitemap.xml", config=config) or ""
    for address in re.findall(r"<loc>([^<]+)</loc>", sitemap):
        page = fetch_url(address, config=config)
        post = bare_extraction(page, url=address, with_metadata=True) if page else None
        if post is not None and not isinstance(post, dict):
            row = (address, post.title, post.date, post.author, post.text)
            connection.execute("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?)", row)
    connection.commit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
