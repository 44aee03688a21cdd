"""Who is whom by rule: initials, slips, and the same result in whatever order posts come."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import Archive, open_archive
from scraper.model.dates import DateStamp
from scraper.model.post import Author
from tests.archive.conftest import NOW, post_at


def store(archive: Archive, site_id: int, slug: str, *authors: Author, day: str = "2019-05-01") -> int:
    post = post_at(slug, authors=authors, contributors=(), published=DateStamp(day))
    return archive.posts.insert(site_id, post, digest=slug, now=NOW)


def rows(archive: Archive, sql: str, *values: object) -> list[Any]:
    return [tuple(row) for row in archive._db.execute(sql, values).fetchall()]


def people(archive: Archive) -> dict[str, set[str]]:
    """Name → all spellings that are printed beside posts of the person."""
    found: dict[str, set[str]] = {}
    for name, printed in rows(
        archive, "SELECT name, printed_name FROM bylines JOIN people ON people.id = person_id"
    ):
        found.setdefault(name, set()).add(printed)
    return found


def partition(archive: Archive) -> set[frozenset[str]]:
    return {frozenset(spellings) for spellings in people(archive).values()}


def whole(archive: Archive) -> None:
    """Bylines and spellings agree, and no row is left that nobody means."""
    for kind, table, printed in (
        ("person", "people", "name"), ("role", "roles", "role"), ("organisation", "organisations", "organisation"),
    ):  # fmt: skip
        assert not rows(
            archive,
            f"SELECT * FROM bylines b JOIN posts p ON p.id = b.post_id JOIN spellings s ON s.kind = '{kind}'"
            f" AND s.printed = b.printed_{printed} AND s.site_id IN (0, p.site_id) WHERE b.{kind}_id <> s.target_id",
        )
        assert not rows(
            archive, f"SELECT id FROM {table} EXCEPT SELECT target_id FROM spellings WHERE kind = '{kind}'"
        )


def test_case_accents_order_and_initials_are_one_row(archive: Archive, site_id: int) -> None:
    for place, name in enumerate(
        ["Y. Ganse", "YASMINA GANSE", "Ganse, Yasmina", "Yasmína Ganse", "Ganse, Y."]
    ):
        store(archive, site_id, f"p{place}", Author(name))
    archive.decisions.settle([site_id], now=NOW)
    assert len(rows(archive, "SELECT * FROM people")) == 1
    assert len(partition(archive)) == 1
    assert {by for (by,) in rows(archive, "SELECT decided_by FROM spellings")} == {"rule"}
    (decision,) = archive.decisions.log("person", limit=9)
    assert (decision["what"], decision["decided_by"], decision["name"]) == ("join", "rule", "Y. Ganse")
    assert decision["reason"] == "Y. Ganse fits Yasmína Ganse, and nobody else on the site"
    whole(archive)


def test_initials_are_parted_again_when_a_second_person_comes(archive: Archive, site_id: int) -> None:
    store(archive, site_id, "a", Author("Y. Ganse"))
    store(archive, site_id, "b", Author("Yasmina Ganse"))
    (first,) = rows(archive, "SELECT person_id FROM bylines WHERE printed_name = 'Y. Ganse'")
    archive.decisions.settle([site_id], now=NOW)
    assert partition(archive) == {frozenset({"Y. Ganse", "Yasmina Ganse"})}
    store(archive, site_id, "c", Author("Ylva Ganse"))
    archive.decisions.settle([site_id], now=NOW)
    assert people(archive) == {name: {name} for name in ("Y. Ganse", "Yasmina Ganse", "Ylva Ganse")}
    assert rows(archive, "SELECT person_id FROM bylines WHERE printed_name = 'Y. Ganse'") == [
        first
    ]  # as before
    assert [told["what"] for told in archive.decisions.log("person", limit=9)] == ["part", "join"]
    whole(archive)


def test_initials_fit_people_of_their_own_site_only(archive: Archive, site_id: int) -> None:
    other = archive.sites.ensure("https://nytt.example/", now=NOW)
    store(archive, site_id, "a", Author("Y. Ganse"))
    store(archive, other, "b", Author("Yasmina Ganse"))
    archive.decisions.settle([site_id, other], now=NOW)
    assert len(partition(archive)) == 2


NAMES = ["Y. Ganse", "Y GANSE", "Yasmina Ganse", "Ganse, Yasmina", "Ylva Ganse", "K. Ek", "Karin Ek"]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_posts_makes_no_difference(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    orders = [chosen, data.draw(st.permutations(chosen))]
    results = []
    for order in orders:
        path: Path = tmp_path_factory.mktemp("order") / "archive.db"
        with open_archive(path) as archive:
            site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
            for place, name in enumerate(order):
                store(archive, site_id, f"p{place}", Author(name))
                archive.decisions.settle([site_id], now=NOW)
            assert archive.decisions.settle([site_id], now=NOW) == 0  # nothing is left to settle
            whole(archive)
            results.append(partition(archive))
    assert results[0] == results[1]


def signed(
    archive: Archive, site_id: int, role: str, count: int, *, name: str = "Ebba Lind", year: int = 2019
) -> None:
    for place in range(count):
        slug = f"{role}-{name}-{year}-{place}".replace(" ", "-")
        store(archive, site_id, slug, Author(name, role, role.upper()), day=f"{year}-{place + 1:02}-15")


RIGHT, SLIP = "ansvarig för Allmännyttans labb", "ansvarig för Allmänyttans labb"


def roles(archive: Archive) -> list[str]:
    return sorted(title for (title,) in rows(archive, "SELECT title FROM roles"))


def test_a_rare_slip_by_the_same_person_is_joined(archive: Archive, site_id: int) -> None:
    signed(archive, site_id, SLIP, 2)
    signed(archive, site_id, RIGHT, 7)
    archive.decisions.settle([site_id], now=NOW)
    assert roles(archive) == [RIGHT]
    assert rows(archive, "SELECT name FROM organisations") == [(RIGHT.upper(),)]
    assert rows(archive, "SELECT decided_by FROM spellings WHERE printed = ?", SLIP) == [("typo",)]
    assert rows(archive, "SELECT count(*) FROM role_history") == [(1,)]
    assert rows(archive, "SELECT DISTINCT printed_role FROM bylines ORDER BY 1") == [(RIGHT,), (SLIP,)]
    (decision,) = archive.decisions.log("role", limit=9)
    assert decision["reason"] == f"{SLIP} (2) is one slip from {RIGHT} (7), by the same people"
    store(archive, site_id, "later", Author("Ebba Lind", SLIP.upper()))  # met again, in capitals
    assert roles(archive) == [RIGHT]
    whole(archive)


def test_without_evidence_near_spellings_stay_apart(archive: Archive, site_id: int) -> None:
    signed(archive, site_id, RIGHT, 7)
    signed(archive, site_id, SLIP, 2, name="Nils Ek")  # another person
    signed(archive, site_id, "kommunikatör", 3)
    signed(archive, site_id, "kommunikatörs", 2)  # not rare
    signed(archive, site_id, "samordnare", 9)
    signed(archive, site_id, "samordnaren", 1, year=2012)  # long before
    archive.decisions.settle([site_id], now=NOW)
    assert len(roles(archive)) == 6


def test_a_slip_that_becomes_common_is_parted_again(archive: Archive, site_id: int) -> None:
    signed(archive, site_id, SLIP, 2)
    signed(archive, site_id, RIGHT, 6)
    archive.decisions.settle([site_id], now=NOW)
    assert roles(archive) == [RIGHT]
    signed(archive, site_id, SLIP, 4, year=2020)
    archive.decisions.settle([site_id], now=NOW)
    assert roles(archive) == sorted([RIGHT, SLIP])
    assert rows(archive, "SELECT decided_by FROM spellings WHERE printed = ?", SLIP) == [("rule",)]
    whole(archive)


def test_a_row_that_was_joined_leaves_its_number_to_nobody(archive: Archive, site_id: int) -> None:
    signed(archive, site_id, RIGHT, 7)
    signed(archive, site_id, SLIP, 1)
    ((number,),) = rows(archive, "SELECT id FROM roles WHERE title = ?", SLIP)
    archive.decisions.settle([site_id], now=NOW)
    signed(archive, site_id, "en annan", 1)
    assert rows(archive, "SELECT id FROM roles WHERE title = 'en annan'") == [(number + 1,)]


def test_a_search_finds_a_person_under_every_spelling(archive: Archive, site_id: int) -> None:
    signed(archive, site_id, RIGHT, 7)
    signed(archive, site_id, SLIP, 1)
    archive.decisions.settle([site_id], now=NOW)
    assert (
        len(archive.search.posts("role:allmanyttans")) == len(archive.search.posts("role:allmannyttans")) == 8
    )
    assert [row["posts"] for row in archive.lists.roles("allmanyttans", limit=9)] == [8]


@pytest.mark.parametrize("order", list(permutations(["2018-01-01", "2018-02-01", "2019-06-01"])))
def test_periods_tell_gaps_and_returns(archive: Archive, site_id: int, order: tuple[str, ...]) -> None:
    for day in order:
        store(archive, site_id, day, Author("Ebba Lind", "redaktör", "Bolaget"), day=day)
    store(archive, site_id, "b", Author("Ebba Lind", "vd", "Bolaget"), day="2019-07-01")
    store(archive, site_id, "c", Author("Ebba Lind", "redaktör", "Bolaget"), day="2019-08")
    store(archive, site_id, "d", Author("Ebba Lind"), day="2019-07-15")  # says nothing of her role
    assert [
        (row["role"], row["first"], row["last"], row["posts"])
        for row in archive.lists.periods("ebba", limit=9)
    ] == [
        ("redaktör", "2018-01-01", "2018-02-01", 2),
        ("redaktör", "2019-06-01", "2019-06-01", 1),
        ("vd", "2019-07-01", "2019-07-01", 1),
        ("redaktör", "2019-08", "2019-08", 1),
    ]
