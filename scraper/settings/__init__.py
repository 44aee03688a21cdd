"""`scraper.toml`: which sites to crawl, and how to behave towards each."""

from scraper.settings.config import Config, SiteEntry, find_config, load_config

__all__ = ["Config", "SiteEntry", "find_config", "load_config"]
