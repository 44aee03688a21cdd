"""The line of day, author and counts that the themes of widespread systems print about a post, in many languages."""

from __future__ import annotations

import pytest

from tests.extraction.signed import SITE, names, page


@pytest.mark.parametrize(
    ("lang", "line", "want"),
    [
        ("fi", "Lähettänyt <span>Aili Mäki</span> / <span>3.5.2023 klo 9.15</span>", "Aili Mäki"),
        ("pl", "<span>Autor: Ewa Lis</span> <span>Opublikowano: 7 maja 2022, 14:05</span>", "Ewa Lis"),
        ("cs", "<span>7. května 2022</span> | <b>Jana Malá</b> | <span>Aktualizováno 9. 5. 2022</span>", "Jana Malá"),
        ("tr", "<span>Haber: Ece Ak</span> <span>Giriş Tarihi: 05.11.2022 18:22</span> <span>Güncelleme Tarihi:"
               " 06.11.2022</span>", "Ece Ak"),
        ("ar", "<span>كتب: سمير حداد</span> <span>الأحد، ١٢ مارس ٢٠٢٣ ١٠:٤٥ ص</span>", "سمير حداد"),
        ("fa", "<span>نویسنده: لیلا راد</span> <span>۲۰ اردیبهشت ۱۴۰۲ - ۰۰:۱۵</span> <span>کد خبر: ۱۲۳</span>", "لیلا راد"),
        ("hi", "<span>लेखक: मीना राव</span> <span>प्रकाशित: 18 जुलाई 2023, 11:20 AM</span>", "मीना राव"),
        ("th", "<span>โดย: สมชาย ดีงาม</span> <span>เผยแพร่: 4 ส.ค. 2566 09:12</span>", "สมชาย ดีงาม"),
        ("uk", "<span>Олена Гай</span> <span>23 серпня 2023, 17:40</span> <span>Переглядів: 340</span>", "Олена Гай"),
        ("zh", "<span>2020-09-17 08:42</span> <span>记者：周敏</span> <span>字号：<a>大</a> <a>小</a></span>", "周敏"),
        ("id", "<span>Penulis: Dewi Sari</span> | <span>Editor: Budi Utomo</span>", "Dewi Sari"),
    ],
)  # fmt: skip
def test_a_name_ends_where_a_label_a_day_or_a_count_begins(lang: str, line: str, want: str) -> None:
    assert names(f"<div class=meta>{line}</div>", lang=lang) == [want]


def test_a_table_of_place_and_day_signs_nothing() -> None:
    assert names("<p>Ort Kvarnhem<br>Datum 28.01.2022</p>", head="", lang="de") == []


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("<span class=user-info__author><a class=username href=/u/b>bjork</a><time>6 maj 2023 kl. 00:40</time></span>",
         "bjork"),
        ("<ul class=head><li><span class=user-name>Berta Ek</span></li><li>6 maj 2023</li></ul>", "Berta Ek"),
    ],
)  # fmt: skip
def test_an_account_beside_its_day_right_above_the_headline_signs(line: str, want: str) -> None:
    post = page(title="", above=f"{line}<h1>En titel om huset</h1>", head="")
    assert [author.name for author in post.authors] == [want]


def test_the_account_that_is_logged_in_signs_nothing() -> None:
    account = "<div class=user-options><div class=username><p>Edit Profile</p></div><p>Log out</p></div>"
    menu = "".join(f"<p>Rubrik {number} i menyn</p>" for number in range(8))
    assert page(title="", above=f"{account}{menu}<h1>En titel om huset</h1>", head="").authors == ()


def test_a_paper_beside_the_day_is_no_pen_name() -> None:
    assert names("<p class=time-author>30/10/23 | KvarnInsider</p>", head="") == []


def test_a_first_name_of_machines_is_the_printed_names() -> None:
    head = f'{SITE}<meta name="author" content="Berta">'
    assert names("<div class=post-meta>3 maj 2023 · 3 min · Berta Ek</div>", head=head) == ["Berta Ek"]
    two = "<p>Av Berta Ek och Berta Al</p>"
    assert names(two, head=head) == ["Berta Ek", "Berta Al"]


def test_a_blogs_name_before_a_colon_is_none_of_the_title() -> None:
    head = '<title>Kvarnblogg: Hjulet snurrar</title><meta property="og:title" content="Kvarnblogg: Hjulet snurrar">'
    above = "<a href='/'>Kvarnblogg</a><h3 class=post-title>Hjulet snurrar</h3>"
    assert page(above, head=f'<meta property="og:site_name" content="Kvarnblogg">{head}', title="").title == (
        "Hjulet snurrar"
    )
    kept = "<title>Kvarnhem: hjulet snurrar igen</title>"
    assert page(head=kept, title="Kvarnhem: hjulet snurrar igen").title == "Kvarnhem: hjulet snurrar igen"


@pytest.mark.parametrize(
    "said",
    ["Kvarnblogg: Hjulet snurrar | Kvarnblogg", "Kvarnblogg：Hjulet snurrar"],
)  # fmt: skip
def test_a_blogs_name_is_cut_off_at_both_ends_of_what_only_the_head_says(said: str) -> None:
    site = '<meta property="og:site_name" content="Kvarnblogg">'
    assert page(head=f"{site}<title>{said}</title>", title="").title == "Hjulet snurrar"


@pytest.mark.parametrize("said", ["Kvarnblogg: |", "Kvarnblogg: ", ": ", "Kvarnblogg:"])
def test_a_title_of_a_name_and_nothing_else_is_read(said: str) -> None:
    page(head=f'<meta property="og:site_name" content="Kvarnblogg"><title>{said}</title>', title="")
