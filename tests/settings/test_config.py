"""`scraper.toml`: what it sets, what is wrong with it in one line, and entries put in and taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model.errors import SettingsError
from scraper.model.limits import Limits
from scraper.settings import load_config
from scraper.settings.config import parse_config
from scraper.settings.edit import add_sites, remove_site
from scraper.settings.opml import read_opml, write_opml

FILE = Path("scraper.toml")
WHOLE = b"""
[defaults]
delay = 2
limits = { redirects = 3 }

[[site]]
url = "https://a.example/blogg"
name = "A"

[[site]]
url = "https://b.example/"
delay = 0.5
allow_private = true
ignore_noindex = true
max_pages = 40
limits = { received_bytes = 1_000_000 }
"""


def test_a_site_goes_before_the_defaults() -> None:
    config = parse_config(WHOLE, FILE)
    first, second = config.sites
    assert (first.url, first.name, first.manners.delay_s, first.manners.limits.redirects) == (
        "https://a.example/blogg", "A", 2.0, 3,
    )  # fmt: skip
    assert (second.manners.delay_s, second.manners.allow_private, second.manners.obey_directives) == (
        0.5,
        True,
        False,
    )
    assert second.manners.limits == Limits(redirects=3, received_bytes=1_000_000)
    assert second.max_pages == 40
    assert second.origins == {
        "delay": "site", "limits.redirects": "defaults", "allow_private": "site", "ignore_noindex": "site",
        "limits.received_bytes": "site", "max_pages": "site",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[site]]\nurl = 'https://a.example/'\ndealy = 2", "site 1.dealy: unknown key; did you mean delay?"),
        ("[default]\ndelay = 2", "default: unknown key; did you mean defaults?"),
        ("[[site]]\nname = 'A'", "site 1.url: is missing"),
        ("[[site]]\nurl = 'ftp://a.example/'", "site 1.url:"),
        ("[[site]]\nurl = 5", "site 1.url:"),
        ("[site]\nurl = 'https://a.example/'", "site: must be written as [[site]]"),
        ("[defaults]\ndelay = '2'", "defaults.delay: must be a number"),
        ("[defaults]\ndelay = -1", "defaults.delay: must be 0 or more"),
        ("[defaults]\ndelay = nan", "defaults.delay: must be 0 or more"),
        ("[defaults]\nallow_private = 1", "defaults.allow_private: must be true or false"),
        ("[defaults]\nmax_pages = 0", "defaults.max_pages: must be 1 or more"),
        ("[defaults.limits]\nredirect = 1", "defaults.limits.redirect: unknown key; did you mean redirects?"),
        ("[defaults.limits]\nredirects = 0", "must be more than 0"),
        ("[defaults]\nuser_agent = 'a\\\\nb'\nproxy = \"x\\ny\"", "must be a text of one line"),
        (
            "[[site]]\nurl = 'https://a.example/x'\n[[site]]\nurl = 'https://A.example/y'",
            "one host is one site",
        ),
        ("delay = ", "is no TOML"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        parse_config(text.encode(), FILE)
    assert said in str(error.value) and "scraper.toml" in str(error.value)
    assert "\n" not in str(error.value)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_file_is_settings_or_a_settings_error(source: bytes) -> None:
    try:
        parse_config(source, FILE)
    except SettingsError as error:
        assert "\n" not in str(error)


def test_entries_come_and_go_and_comments_stay(tmp_path: Path) -> None:
    file = tmp_path / "scraper.toml"
    file.write_text("# mine\n[defaults]\ndelay = 3  # slowly\n")
    sites = [("https://a.example/", "A", {}), ("https://b.example/", "B", {"delay": 0.5})]
    assert add_sites(file, sites) == ["https://a.example/", "https://b.example/"]
    assert add_sites(file, [("https://a.example/other", "again", {})]) == []
    assert '\n\n[[site]]\nurl = "https://b.example/"' in file.read_text()
    config = load_config(file)
    assert [(site.url, site.name, site.manners.delay_s) for site in config.sites] == [
        ("https://a.example/", "A", 3.0), ("https://b.example/", "B", 0.5),
    ]  # fmt: skip
    remove_site(file, config.named("a.example").url)
    remove_site(file, config.named("B").url)
    assert load_config(file).sites == ()
    assert "# mine" in file.read_text() and "# slowly" in file.read_text()
    assert list(tmp_path.iterdir()) == [file]


@given(name=st.text(max_size=60))
def test_no_name_from_the_web_breaks_the_file(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("names") / "scraper.toml"
    add_sites(file, [("https://a.example/", name, {})])
    add_sites(file, [("https://b.example/", '"\n[[site]]\nurl = "https://evil.example/"', {})])
    assert [site.url for site in load_config(file).sites] == ["https://a.example/", "https://b.example/"]


def test_a_file_that_does_not_hold_is_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "scraper.toml"
    file.write_text("[defaults]\ndealy = 2\n")
    with pytest.raises(SettingsError, match="did you mean delay"):
        add_sites(file, [("https://a.example/", "", {})])
    assert file.read_text() == "[defaults]\ndealy = 2\n"


def test_sites_are_named_by_what_is_clear() -> None:
    config = parse_config(WHOLE, FILE)
    assert (
        config.named("a.example").name
        == config.named("https://a.example/blogg").name
        == config.named("a").name
    )
    with pytest.raises(SettingsError, match="several sites"):
        config.named("example")
    with pytest.raises(SettingsError, match="no site"):
        config.named("c.example")


OPML = b"""<?xml version="1.0"?><opml version="1.0"><body>
<outline text="Folder"><outline title="A &amp; B" htmlUrl="https://a.example/" xmlUrl="https://a.example/feed"/>
<outline text="Only a feed" XMLURL="https://b.example/feed.xml"/><outline text="none" xmlUrl="javascript:alert(1)"/>
<outline text="A again" htmlUrl="https://a.example/"/></outline></body></opml>"""


def test_opml_goes_in_and_out() -> None:
    found = read_opml(OPML, FILE)
    assert found == [("https://a.example/", "A & B"), ("https://b.example/feed.xml", "Only a feed")]
    sites = parse_config(WHOLE, FILE).sites
    out = write_opml([(site, "https://a.example/f?a=1&b=<2>") for site in sites])
    assert read_opml(out.encode(), FILE) == [
        ("https://a.example/blogg", "A"),
        ("https://b.example/", "b.example"),
    ]


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\x00\xff", b"<rss><channel/></rss>"])
def test_what_is_no_opml_is_told(body: bytes) -> None:
    with pytest.raises(SettingsError, match="is no OPML"):
        read_opml(body, FILE)
