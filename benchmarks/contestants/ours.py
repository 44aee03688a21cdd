"""Ours, as from the command line: discovery, guards, robots.txt, record with evidence, bytes, search."""

from __future__ import annotations

import sys

from scraper.cli import run

if __name__ == "__main__":
    sys.argv[1:] = [
        "crawl",
        *sys.argv[1].split(","),
        "--db",
        sys.argv[2],
        "--delay",
        "0",
        "--allow-private",
        "--quiet",
    ]
    run()
