"""How posts of organisations are signed: a letter's end, a dash, brackets, cells with labels, notes, and whom to ask."""

from __future__ import annotations

import pytest

from tests.extraction.signed import PROSE, page

Person = tuple[str | None, str | None, str | None]
FRENCH = (
    f"<p>{'Une phrase sur la maison, sur la cour et sur tous ceux qui habitent dans le quartier. ' * 4}</p>"
    * 5
)


@pytest.mark.parametrize(
    ("lang", "below", "want"),
    [
        ("sv", "<p>Varma hälsningar från<br>Rebecka Åström<br>verksamhetsledare</p>", ("Rebecka Åström", "verksamhetsledare", None)),
        ("sv", "<p>Hälsningar<br>Kommundirektör Birgitta Fälldin</p>", ("Birgitta Fälldin", "Kommundirektör", None)),
        ("sv", "<p>Umedalen den 3 februari 2017</p><p>Hanna Grahn<br>kyrkoherde i Umedalens församling</p>", ("Hanna Grahn", "kyrkoherde", "Umedalens församling")),
        ("sv", "<p>/ Oskar Lindh, CTO</p>", ("Oskar Lindh", "CTO", None)),
        ("sv", "<p>[Fredrik Ohlin, ombudsman]</p>", ("Fredrik Ohlin", "ombudsman", None)),
        ("sv", "<p>Vid pennan: Emelie Hjort, undersköterska på Ekbacken</p>", ("Emelie Hjort", "undersköterska", "Ekbacken")),
        ("sv", "<p>Gästbloggare: Camilla Strid, rektor på Björkskolan i Härnösand</p>", ("Camilla Strid", "rektor", "Björkskolan i Härnösand")),
        ("sv", "<p>Ulrika Zetterberg<br>Barn- och utbildningschef<br>Näsviks kommun</p>", ("Ulrika Zetterberg", "Barn- och utbildningschef", "Näsviks kommun")),
        ("sv", "<p>Göran Hellström (L), gruppledare och 2:e vice ordförande i kommunstyrelsen</p>", ("Göran Hellström", "gruppledare och 2:e vice ordförande i kommunstyrelsen", None)),
        ("sv", "<p>PATRIK NYDAHL<br>NÄRINGSPOLITISK CHEF, HANDELSKAMMAREN</p>", ("Patrik Nydahl", "NÄRINGSPOLITISK CHEF", "HANDELSKAMMAREN")),
        ("sv", "<p>Skribent: Viktor Nässén<br>Titel: universitetslektor i produktdesign<br>Senast ändrad: 16 mars 2022</p>", ("Viktor Nässén", "universitetslektor i produktdesign", None)),
        ("sv", "<p>Henrik Falkman<br>Utvecklingsingenjör, Vattenbolaget<br>Telefon: 010-333 44 55<br>E-post: h@example.org</p>", ("Henrik Falkman", "Utvecklingsingenjör", "Vattenbolaget")),
        ("sv", "<p><b>Minna Rautio</b><br>ordförande i Kraft Ungdom</p>", ("Minna Rautio", "ordförande", "Kraft Ungdom")),
        ("no", "<p>Eirik Solbakken / sivilingeniør, Byggforsk Nord</p>", ("Eirik Solbakken", "sivilingeniør", "Byggforsk Nord")),
        ("da", "<p>Af Mette Kjærgaard, direktør i Fonden Grønne Byer</p>", ("Mette Kjærgaard", "direktør", "Fonden Grønne Byer")),
        ("da", "<p>Venlig hilsen<br>Søren Brandt Lauridsen<br>Overlæge, ph.d.</p>", ("Søren Brandt Lauridsen", "Overlæge", None)),
        ("de", "<p>Herzlichst<br>Ihre Petra Lohmann<br>Vorstandsmitglied</p>", ("Petra Lohmann", "Vorstandsmitglied", None)),
        ("de", "<p>– Lena Hofstätter, Head of Engineering @ Softwerk Nord</p>", ("Lena Hofstätter", "Head of Engineering", "Softwerk Nord")),
        ("de", "<table><tr><td>Autorin:</td><td>Dr. Friederike Sanders</td></tr><tr><td>Funktion:</td><td>Referentin</td></tr><tr><td>Einrichtung:</td><td>Moorinstitut</td></tr></table>", ("Friederike Sanders", "Referentin", "Moorinstitut")),
        ("es", "<dl><dt>Autora</dt><dd>Lucía Montalbán</dd><dt>Cargo</dt><dd>Coordinadora</dd></dl>", ("Lucía Montalbán", "Coordinadora", None)),
        ("de", "<h3>Über den Autor</h3><p>Matthias Brenner ist Senior Manager bei Brandt Beratung. Er berät Banken.</p>", ("Matthias Brenner", "Senior Manager", "Brandt Beratung")),
        ("en", "<p>Kind regards,</p><p>Dr Simon Oyelaran<br>Chief Executive</p>", ("Simon Oyelaran", "Chief Executive", None)),
        ("en", "<p>Nadia Ferreira is Head of Research at Open Ledger Labs. Follow her on Twitter.</p>", ("Nadia Ferreira", "Head of Research", "Open Ledger Labs")),
        ("fr", "<p>Sophie Marchand, secrétaire générale du Syndicat des transports</p>", ("Sophie Marchand", "secrétaire générale", "Syndicat des transports")),
        ("it", "<p>Il sindaco<br>Giovanni Morandi</p>", ("Giovanni Morandi", "sindaco", None)),
        ("da", "<p><b>Om forfatteren</b><br>Jeppe Holmgaard er seniorkonsulent ved Teknologihuset.</p>", ("Jeppe Holmgaard", "seniorkonsulent", "Teknologihuset")),
        ("de", "<p>gez. Bernhard Ostler<br>1. Bürgermeister</p>", ("Bernhard Ostler", "1. Bürgermeister", None)),
        ("ja", "<p>みどり財団 事務局長 佐藤 美咲</p>", ("佐藤 美咲", "事務局長", "みどり財団")),
    ],
)  # fmt: skip
def test_a_signature_is_read_without_what_stands_about_it_and_is_no_text(
    lang: str, below: str, want: Person
) -> None:
    prose = FRENCH if lang == "fr" else PROSE  # where a body begins is told by the language of the text
    post = page("", below, lang=lang, head="", prose=prose)
    assert [(a.name, a.role, a.organisation) for a in post.authors] == [want]
    assert (post.text or "").endswith(prose[-13:-5])


@pytest.mark.parametrize(
    "below",
    [
        "<h3>För mer information</h3><p>Mats Olander, kökschef, 070-111 22 33</p>",
        "<p><b>Kontaktpersoner:</b></p><p>Anita Wiklund<br>hälsodirektör<br>070-444 55 66</p>",
        "<p>– Mats Olander i köket</p>",
        "<p>JUST SAY NO<br>The many appointees who defied the president</p>",
    ],
)
def test_whom_to_ask_and_what_is_called_out_signs_nothing(below: str) -> None:
    assert [a.name for a in page("", below, head="").authors if a.name] == []


def test_the_last_paragraph_about_somebody_of_whom_the_text_speaks_is_text() -> None:
    about = "<p>Nadia Ferreira is Head of Research at Open Ledger Labs.</p>"
    said = f"<p>{'We spoke with Nadia Ferreira about it. ' * 6}</p>"
    post = page(said, about, lang="en", head="")
    assert (post.authors, (post.text or "")[-5:]) == ((), "Labs.")


def test_a_heading_of_the_text_that_begins_like_one_of_contacts_ends_nothing() -> None:
    text = f"<h2>Kontakt med naturen</h2>{PROSE[: PROSE.index('</p>') + 4]}<p>Anna Ek<br>ekolog, Ödegård</p>"
    assert [(a.name, a.role, a.organisation) for a in page("", text, head="").authors] == [
        ("Anna Ek", "ekolog", "Ödegård")
    ]


def test_who_took_the_picture_is_named_below_the_text() -> None:
    post = page("", "<p>Emma Hjort, ekolog, Ödegård</p><p>Foto: Jan Stolte</p>", head="")
    assert [(a.name, a.credit.value) for a in post.contributors] == [("Jan Stolte", "photographer")]


def test_the_foot_of_the_page_is_no_line_of_a_signature() -> None:
    post = page(
        "", "<p>Komminister Johan Ternström</p></main><div><p>Sankt Lars församling</p></div>", head=""
    )
    assert [(a.name, a.role, a.organisation) for a in post.authors] == [
        ("Johan Ternström", "Komminister", None)
    ]


def test_a_card_that_begins_with_its_day_behind_a_signature_is_another_post() -> None:
    cards = "".join(
        f"<div><p>{day} oktober 2019</p><h3><a href=/{day}>Inlägg {day}</a></h3><p>{'Ord om annat ' * 18}...</p>"
        f"<p>{name}<br>förvaltare på Almen</p></div>"
        for day, name in ((15, "Jesper Lind"), (8, "Nora Åkerlund"))
    )
    signature = "<p>Anneli Gustavsson<br>projektledare, Almen</p>"
    post = page("<p>22 oktober 2019</p>", signature + cards, head="")
    assert [a.name for a in post.authors] == ["Anneli Gustavsson"]
    assert (post.text or "").count("\n\n") == PROSE.count("<p>") - 1
