"""OPML 2.0, the format in which feed readers hand lists of sites to each other (http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import SubElement, indent, tostring

from scraper.markup.xml import Element, read_xml
from scraper.model import urls
from scraper.model.errors import ParseError, SettingsError, URLError
from scraper.settings.config import SiteEntry


def read_opml(body: bytes, file: Path) -> list[tuple[str, str]]:
    """(address, name) of each outline that leads to a site: its `htmlUrl`, else its `xmlUrl`; in order, a host once.

    Outlines without an http(s) address are folders, and passed over. Raises SettingsError for what is no OPML.
    """
    found: dict[str, tuple[str, str]] = {}

    def end(path: list[Element]) -> None:
        outline = path[-1]
        if outline.name.lower() != "outline":
            return
        said = {name.lower(): value for name, value in outline.attributes.items()}
        for address in (said.get("htmlurl"), said.get("xmlurl"), said.get("url")):
            try:
                url = urls.normalise((address or "").strip())
            except URLError:
                continue
            found.setdefault(urls.host(url), (url, said.get("title") or said.get("text") or ""))
            return

    try:
        root = read_xml(body, end, restart=found.clear)
    except ParseError as error:
        raise SettingsError(f"{file} is no OPML: {error}") from error
    if root.lower() != "opml":
        raise SettingsError(f"{file} is no OPML: its root is <{root[:40]}>")
    return list(found.values())


def write_opml(sites: Iterable[tuple[SiteEntry, str | None]]) -> str:
    """OPML of sites, each with the address of its feed where one is known."""
    root = Node("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Sites kept by scraper"
    body = SubElement(root, "body")
    for site, feed in sites:
        name = site.name or urls.host(site.url)
        outline = {"text": name, "title": name, "htmlUrl": site.url}
        if feed:
            outline |= {"type": "rss", "xmlUrl": feed}
        SubElement(body, "outline", outline)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
