"""Where a crawl begins and how it behaves: the command line before the site's entry before the defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from scraper.crawl import Start
from scraper.model.errors import SettingsError
from scraper.model.limits import Manners
from scraper.model.urls import host
from scraper.settings import Config


class Said(NamedTuple):
    """What the command line says; None and False where it says nothing."""

    delay_s: float | None = None
    allow_private: bool = False
    proxy: str | None = None
    ca_file: str | None = None
    ignore_noindex: bool = False
    max_pages: int | None = None

    def over(self, manners: Manners) -> Manners:
        """Manners as they are, but for what the command line says."""
        return replace(
            manners,
            delay_s=manners.delay_s if self.delay_s is None else self.delay_s,
            allow_private=manners.allow_private or self.allow_private,
            proxy=self.proxy or manners.proxy,
            ca_file=self.ca_file or manners.ca_file,
            obey_directives=manners.obey_directives and not self.ignore_noindex,
        )

    @property
    def settings(self) -> dict[str, object]:
        """The same as an entry of the settings file; what is not said is not in it."""
        said = {
            "delay": self.delay_s, "allow_private": self.allow_private or None, "proxy": self.proxy, "ca_file": self.ca_file,
            "ignore_noindex": self.ignore_noindex or None, "max_pages": self.max_pages,
        }  # fmt: skip
        return {key: value for key, value in said.items() if value is not None}


def starts_of(addresses: Sequence[str], config: Config, said: Said, *, listed: bool) -> list[Start]:
    """The addresses, each with the settings of its site; with none, and `listed`, all sites of the settings file.

    Raises SettingsError when there is nothing to crawl, and for two places of one host, which is one site.
    """
    starts = []
    if not addresses and listed:
        if not config.sites:
            raise SettingsError(
                "nothing to crawl: give an address, as in: scraper crawl https://blog.example.org/"
                f" or list sites in {config.file} with: scraper sites add URL"
            )
        addresses = [site.url for site in config.sites]
    hosts: dict[str, str] = {}
    for address in addresses:
        if (other := hosts.setdefault(host(address), address)) != address:
            raise SettingsError(
                f"{other} and {address} lie on one host, which is one site: begin with one of them, and with the"
                " other in a crawl of its own"
            )
        entry = config.entry(address) or config.defaults
        starts.append(Start(address, said.over(entry.manners), said.max_pages or entry.max_pages))
    return starts
