"""The user's door: commands, printing, exit codes."""

from scraper.cli.main import main

__all__ = ["main"]
