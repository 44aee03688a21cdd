"""What a site calls itself on its pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.discovery.site_names import site_name
from scraper.markup.dom import parse

URL = "https://kvarnstiftelsen.example/nyheter/"


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<meta property="og:site_name" content=" Kvarnstiftelsen "><title>Nyheter | Annat</title>', "Kvarnstiftelsen"),
        ('<meta name="application-name" content="Kvarnen i dag"><title>Nyheter</title>', "Kvarnen i dag"),
        ("<title>Nyheter – Stiftelsen Kvarnen</title><a href=/>Stiftelsen Kvarnen</a>", "Stiftelsen Kvarnen"),
        ("<title>Stiftelsen Kvarnen: Nyheter</title><a href=/><img alt='Stiftelsen Kvarnen'></a>", "Stiftelsen Kvarnen"),
        ("<title>Stiftelsen Kvarnen</title><a href='https://kvarnstiftelsen.example'>STIFTELSEN KVARNEN</a>", "STIFTELSEN KVARNEN"),
        ("<title>Hem | Stiftelsen Kvarnen</title><a href=/>Hem</a><a href=/><b>Stiftelsen</b> Kvarnen</a>", "Stiftelsen Kvarnen"),
        ("<title>首页 - 水车基金会</title><a href=/>首页</a><a href=/>水车基金会</a>", "水车基金会"),
        # "Home" names nobody; nor does a link to another page, one that the title does not know, a fragment, or another site
        ("<title>Accueil | Fondation du Moulin</title><a href=/>Accueil</a>", None),
        ("<title>Nyheter – Kvarnen</title><a href=/nyheter/>Nyheter</a>", None),
        ("<title>Nyheter – Kvarnen</title><a href=/>Till vår framsida</a>", None),
        ("<title>Nyheter – Kvarnen</title><a href='#'>Kvarnen</a>", None),
        ("<title>Nyheter – Kvarnen</title><a href='https://kvarnen.example/'>Kvarnen</a>", None),
        ("<a href=/></a>", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_site_is_called_what_its_pages_declare_or_what_title_and_link_agree_on(
    html: str, name: str | None
) -> None:
    assert site_name(parse(html), URL) == name


@given(st.text(alphabet="ab |–-:·<>/'\"=ÅÄ漢\0 ", max_size=60))
def test_any_page_has_a_name_or_none(inner: str) -> None:
    page = parse(
        f"<title>{inner}</title><a href='/'>{inner}</a><base href='{inner}'><a href='{inner}'>{inner}</a>"
    )
    said = site_name(page, URL)
    assert said is None or said.strip() == said != ""
