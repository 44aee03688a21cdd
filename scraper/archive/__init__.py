"""The only SQL: one SQLite file that holds pages, records and where each value came from."""

from scraper.archive.open import Archive, open_archive

__all__ = ["Archive", "open_archive"]
