"""Who signs with functions that no list knows, in the forms that organisations of the north print; and who does not sign."""

from __future__ import annotations

import pytest

from tests.extraction.signed import page

Person = tuple[str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("lang", "below", "want"),
    [
        ("no", "<p>Odd Roar Vik – båtsmann</p>", [("Odd Roar Vik", "båtsmann", None)]),
        ("de", "<p>Marlene Köppke<br>Stabsstelle Klimaschutz</p>", [("Marlene Köppke", "Stabsstelle Klimaschutz", None)]),
        ("sv", "<p>Hamnkapten<br>Rolf Sandelin</p>", [("Rolf Sandelin", "Hamnkapten", None)]),
        ("de", "<p>Euer Obmann für Bienenschutz<br>Friedhelm Stratmann</p>", [("Friedhelm Stratmann", "Obmann für Bienenschutz", None)]),
        ("da", "<p>Mvh. formanden<br>Jens-Ole Friis</p>", [("Jens-Ole Friis", "formanden", None)]),
        ("no", "<p>Hilsen gjengen v/ Kari Tveit, løypeansvarlig</p>", [("Kari Tveit", "løypeansvarlig", None)]),
        ("fi", "<p>Kisaterveisin sihteeri Hannu Salo</p>", [("Hannu Salo", "sihteeri", None)]),
        ("sv", "<div><h4>Rickard Sahlén</h4><p>anläggningsstrateg</p><p>r.s@example.org</p></div>", [("Rickard Sahlén", "anläggningsstrateg", None)]),
        ("no", "<div><span>Eivind Tangerud</span><span>programansvarlig</span></div>", [("Eivind Tangerud", "programansvarlig", None)]),
        ("is", "<p>Höfundur er Ásgeir Þór Magnússon, jöklafari hjá Veðurfélaginu.</p>", [("Ásgeir Þór Magnússon", "jöklafari", "Veðurfélaginu")]),
        ("da", "<p>Skribenten, Malene Toft, er projektmager hos Naturfonden.</p>", [("Malene Toft", "projektmager", "Naturfonden")]),
        ("en", "<p>May your hives be heavy,</p><p>Hilary Moncrieff<br>Swarm Warden</p>", [("Hilary Moncrieff", "Swarm Warden", None)]),
    ],
)  # fmt: skip
def test_who_signs_is_told_by_form(lang: str, below: str, want: list[Person]) -> None:
    post = page("", below, lang=lang, head="")
    assert [(a.name, a.role, a.organisation) for a in post.authors] == want
    assert (post.text or "").endswith("just nu.")


@pytest.mark.parametrize(
    ("lang", "above", "below", "want"),
    [
        ("de", "<p>Von Henning Rick</p>", "<p>Der Autor ist Deichgraf bei der Stiftung Marsch.</p>", ("Henning Rick", "Deichgraf", "Stiftung Marsch")),
        ("en", "<p>By Callum Reyes</p>", "<p>Callum is a paramedic at Coast Ambulance Trust.</p>", ("Callum Reyes", "paramedic", "Coast Ambulance Trust")),
        ("da", "<p>Skrevet af</p><p>Hanne Brøgger</p>", "", ("Hanne Brøgger", None, None)),
        ("sv", "<p class=byline>Klara Ekebjär, läsfrämjare, och Nils Bo, vandringsledare, Kvarnstiftelsen</p>", "", ("Klara Ekebjär", "läsfrämjare", "Kvarnstiftelsen")),
    ],
)  # fmt: skip
def test_the_author_is_called_so_in_a_note(lang: str, above: str, below: str, want: Person) -> None:
    post = page(above, below, lang=lang, head="")
    assert [(a.name, a.role, a.organisation) for a in post.authors][:1] == [want]
    assert (post.text or "").endswith("just nu.")


@pytest.mark.parametrize(
    "below",
    [
        "<p>– Vi ser det varje dag, säger fältmästare Bo Tangen.</p>",
        "<p>WikiLeaks founder Julian Ek (AFP)</p>",
        "<p>Beitragsbild: Stefan Mang</p>",
        "<p>Ihr Tierpark-Team</p>",
        "<p>(Maurice Ek – Schauspieler und Chansonnier)</p>",
        "<p>Kontaktinformation</p><p>Överläkare Siri Nygård<br>siri@example.org</p>",
    ],
)
def test_who_is_quoted_shown_or_asked_signs_nothing(below: str) -> None:
    assert [a.name for a in page("", below, head="").authors if a.name] == []
