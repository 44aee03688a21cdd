"""The conductor: what to visit, what to store, many fetchers and one writer."""

from scraper.crawl.run import Report, Start, crawl

__all__ = ["Report", "Start", "crawl"]
