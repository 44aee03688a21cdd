"""The user's door: commands, printing, exit codes."""

from scraper.cli.main import main, run

__all__ = ["main", "run"]
