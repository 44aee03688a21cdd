"""The only socket: guards, robots, pace, retries, limits and decoding about one HTTP client."""

from scraper.fetching.client import Client
from scraper.fetching.robots import Robots

__all__ = ["Client", "Robots"]
