"""`python -m scraper` is the command `scraper`."""

from scraper.cli import run

if __name__ == "__main__":
    run()
