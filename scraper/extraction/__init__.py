"""A page to a post: sources make claims, policies choose, and everything said is kept as evidence."""

from scraper.extraction.extract import extract

__all__ = ["extract"]
