"""Links to what else somebody wrote: that they are told from names, and whom they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import extract
from scraper.fields.bylines import leads_to_more, whose

LINKS = [
    "View all posts by {}", "View all of {}'s posts.", "All {}’s stories", "{}'s articles", "Se alle indlæg af {}",
    "Visa alla inlägg av {} →", "Vis alle innlegg av {}", "Näytä kaikki kirjoittajan {} artikkelit", "Alle Beiträge von {} anzeigen",
    "Alle berichten van {} bekijken", "Voir tous les articles de {}", "Ver todas las entradas de {}", "Mostra tutti gli articoli di {}",
    "Ver todos os posts de {}", "Zobacz wszystkie wpisy autora {}", "Zobrazit všechny příspěvky od {}", "Показать все записи автора {}",
    "Переглянути всі записи автора {}", "{} の記事をすべて見る", "查看{}的所有文章", "{} tarafından yazılan tüm yazıları göster",
]  # fmt: skip
PROSE = "<p>The ferry ran again on Sunday, and everybody who had waited for it since March was on the quay before noon.</p>"


@pytest.mark.parametrize("link", LINKS)
def test_whom_a_link_to_more_names(link: str) -> None:
    text = link.format("Ottilie Brandvold")
    assert leads_to_more(text)
    assert whose(text) == "Ottilie Brandvold"


@pytest.mark.parametrize(
    "link", [*LINKS, "View more posts", "View archive →", "Fler inlägg", "Weitere Artikel"]
)
@pytest.mark.parametrize("marks", ["", "author-link"])
def test_a_link_to_more_is_no_author(link: str, marks: str) -> None:
    def authors(name: str) -> set[str | None]:
        page = (
            f"<title>The ferry</title><article><h1>The ferry</h1><p>3 May 2021</p>{PROSE * 4}"
            f"<div><a class='{marks}' rel=author href=/author/7/>{link.format(name)}</a></div></article>"
        )
        return {author.name or author.organisation for author in extract(page.encode()).authors}

    assert authors("Ottilie Brandvold") <= {"Ottilie Brandvold"}
    assert authors("Redaktionen") <= {"Redaktionen"}


@pytest.mark.parametrize(
    "text",
    [
        "Ottilie Brandvold",
        "Thomas More",
        "See Ottilie Brandvold",
        "The posts on the quay",
        "",
        "Alle von Ottilie",
    ],
)
def test_other_lines_are_none(text: str) -> None:
    assert not leads_to_more(text)


@given(st.text(max_size=200))
def test_any_text_is_one_or_none(text: str) -> None:
    assert leads_to_more(text) in (True, False)
    assert whose(text) is None or len(whose(text) or "") <= 120
