"""What a person decides: it holds for good, says what is wrong in one line, and can be taken back exactly."""

from __future__ import annotations

import pytest

from scraper.archive import Archive
from scraper.archive.journal import Kind
from scraper.model.errors import SettingsError
from scraper.model.post import Author
from tests.archive.conftest import NOW
from tests.archive.test_settling import RIGHT, SLIP, people, roles, rows, signed, store, whole

CONTENT = frozenset({"decisions"})


@pytest.fixture
def settled(archive: Archive, site_id: int) -> Archive:
    """Y. Ganse is Yasmina; two Eks; a role with a slip; the last number of each kind taken."""
    for place, name in enumerate(
        ["Y. Ganse", "Yasmina Ganse", "Jasmin Ganse", "Anna Ek", "ANNA EK", "Bo Ek"]
    ):
        store(archive, site_id, f"p{place}", Author(name, "skribent", "Bolaget"))
    signed(archive, site_id, RIGHT, 6)
    signed(archive, site_id, SLIP, 1)
    archive.decisions.settle([site_id], now=NOW)
    return archive


def merge(archive: Archive, one: str, into: str, kind: Kind = "person") -> int:
    found = archive.decisions
    return found.merge(kind, found.find(kind, one), found.find(kind, into), now=NOW).decision


def test_merged_people_stay_merged_when_met_again(settled: Archive, site_id: int) -> None:
    merge(settled, "Jasmin Ganse", "Yasmina Ganse")
    assert people(settled)["Yasmina Ganse"] == {"Yasmina Ganse", "Jasmin Ganse", "Y. Ganse"}
    store(settled, site_id, "later", Author("JASMIN GANSE"), Author("Jasmin Ganse"))
    settled.decisions.settle([site_id], now=NOW)
    assert "JASMIN GANSE" in people(settled)["Yasmina Ganse"]
    assert len(settled.search.posts("author:jasmin")) == 4
    assert rows(settled, "SELECT decided_by FROM spellings WHERE printed = 'Jasmin Ganse'") == [("person",)]
    whole(settled)


def test_initials_come_when_all_they_fit_are_one_person(settled: Archive, site_id: int) -> None:
    store(settled, site_id, "another", Author("Yasmine Ganse"))
    settled.decisions.settle([site_id], now=NOW)
    before = list(settled.dump(without=CONTENT))
    assert people(settled)["Y. Ganse"] == {"Y. Ganse"}
    merge(settled, "Yasmine Ganse", "Yasmina Ganse")
    assert people(settled)["Yasmina Ganse"] == {"Yasmina Ganse", "Yasmine Ganse", "Y. Ganse"}
    settled.decisions.undo("person", now=NOW)
    assert list(settled.dump(without=CONTENT)) == before


@pytest.mark.parametrize("kind", ["person", "role", "organisation"])
def test_undo_restores_exactly(settled: Archive, kind: Kind) -> None:
    before = list(settled.dump(without=CONTENT))
    names = {
        "person": ("Anna Ek", "Bo Ek"),
        "role": ("skribent", RIGHT),
        "organisation": ("Bolaget", RIGHT.upper()),
    }
    one, other = names[kind]
    found = settled.decisions
    done = [merge(settled, one, other, kind)]
    merged = list(settled.dump(without=CONTENT))
    done.append(found.rename(kind, found.find(kind, other), "Någon annan", now=NOW).decision)
    done.append(found.split(kind, found.find(kind, "Någon annan"), [one], now=NOW).decision)
    assert done == sorted(set(done))
    whole(settled)
    found.undo(kind, now=NOW)
    found.undo(kind, now=NOW)
    assert list(settled.dump(without=CONTENT)) == merged
    found.undo(kind, now=NOW)
    assert list(settled.dump(without=CONTENT)) == before
    with pytest.raises(SettingsError, match=r"nobody decided on \w+ yet"):
        found.undo(kind, now=NOW)


def test_spellings_of_one_key_can_be_parted(settled: Archive, site_id: int) -> None:
    found = settled.decisions
    found.split("person", found.find("person", "Anna Ek"), ["ANNA EK"], now=NOW)
    found.settle([site_id], now=NOW)
    assert people(settled)["ANNA EK"] == {"ANNA EK"} and people(settled)["Anna Ek"] == {"Anna Ek"}
    store(settled, site_id, "later", Author("anna ek"), Author("ANNA EK"))
    found.settle([site_id], now=NOW)
    assert people(settled)["Anna Ek"] == {"Anna Ek", "anna ek"}
    found.undo("person", now=NOW)
    assert people(settled)["Anna Ek"] == {"Anna Ek", "ANNA EK", "anna ek"}
    whole(settled)


def test_what_a_rule_joined_and_a_person_parted_stays_parted(settled: Archive, site_id: int) -> None:
    found = settled.decisions
    (by_rule,) = [told["id"] for told in found.log("person", limit=9)]
    found.undo("person", by_rule, now=NOW)
    assert people(settled)["Y. Ganse"] == {"Y. Ganse"}
    assert found.settle([site_id], now=NOW) == 0
    store(settled, site_id, "later", Author("Y GANSE"))
    assert people(settled)["Y. Ganse"] == {"Y. Ganse", "Y GANSE"}
    found.undo("person", now=NOW)  # undoing the undoing: the rule's again
    assert "Y. Ganse" in people(settled)["Yasmina Ganse"] and "Y GANSE" in people(settled)["Yasmina Ganse"]
    (by_typo,) = [told["id"] for told in found.log("role", limit=9)]
    found.undo("role", by_typo, now=NOW)
    assert SLIP in roles(settled) and found.settle([site_id], now=NOW) == 0
    whole(settled)


def test_a_new_name_is_met_under_both(settled: Archive, site_id: int) -> None:
    found = settled.decisions
    found.rename("person", found.find("person", "Bo Ek"), "Bosse Ekh", now=NOW)
    store(settled, site_id, "later", Author("BO EK"), Author("Bosse EKH"))
    found.settle([site_id], now=NOW)
    assert people(settled)["Bosse Ekh"] == {"Bo Ek", "BO EK", "Bosse EKH"}
    with pytest.raises(SettingsError, match="join them with: scraper people merge"):
        found.rename("person", found.find("person", "Bosse Ekh"), "anna ek", now=NOW)
    whole(settled)


def test_people_of_two_sites_are_one_when_a_person_says_so(settled: Archive, site_id: int) -> None:
    other = settled.sites.ensure("https://nytt.example/", now=NOW)
    store(settled, other, "there", Author("Anna Ek"))
    with pytest.raises(SettingsError) as error:
        settled.decisions.find("person", "Anna Ek")
    assert "2 people are called Anna Ek" in str(error.value) and "nytt.example" in str(error.value)
    ids = [str(row[0]) for row in rows(settled, "SELECT id FROM people WHERE name = 'Anna Ek' ORDER BY id")]
    merge(settled, ids[1], ids[0])
    store(settled, other, "again", Author("Anna Ek"))
    assert rows(settled, "SELECT count(*) FROM bylines WHERE person_id = ?", int(ids[0])) == [(4,)]
    settled.decisions.undo("person", now=NOW)
    assert rows(settled, "SELECT count(*) FROM bylines WHERE person_id = ?", int(ids[0])) == [(2,)]
    whole(settled)


def test_what_a_later_decision_changed_is_not_undone(settled: Archive) -> None:
    first = merge(settled, "Anna Ek", "Bo Ek")
    merge(settled, "Bo Ek", "Yasmina Ganse")
    with pytest.raises(SettingsError, match="undo that one first"):
        settled.decisions.undo("person", first, now=NOW)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda found: found.find("person", "Nobody"), "no person is called 'Nobody'; list them with: scraper people Nobody$"),
        (lambda found: found.find("person", "9999"), "no person is called '9999'; list them with: scraper people$"),
        (lambda found: found.find("role", "99"), "no role is called '99'"),
        (lambda found: found.find("role", "9" * 30), "no role is called '999"),
        (lambda found: found.find("role", "²"), "no role is called"),
        (lambda found: found.split("person", found.find("person", "Bo Ek"), [], now=NOW), "name some of them"),
        (lambda found: found.split("person", found.find("person", "Bo Ek"), ["Bo Ek"], now=NOW), "not all"),
        (lambda found: found.split("person", found.find("person", "Bo Ek"), ["X"], now=NOW), "no spelling of Bo Ek"),
        (lambda found: found.rename("person", found.find("person", "Bo Ek"), "  ", now=NOW), "cannot be empty"),
        (lambda found: found.undo("person", 99, now=NOW), "there is no decision 99"),
        (lambda found: found.merge("person", found.find("person", "Bo Ek"), found.find("person", "bo ek"), now=NOW), "already"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_in_one_line(settled: Archive, act: object, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as error:
        act(settled.decisions)  # type: ignore[operator]
    assert "\n" not in str(error.value)


def test_likely_doubles_have_reasons(archive: Archive, site_id: int) -> None:
    for place, names in enumerate(
        [
            ("Thomas Lindqvist",), ("Tomas Lindkvist",), ("Anna Ekberg",), ("Anna Ekbergh",),
            ("Bo Sten", "Bo Stenn"),  # they sign together
            ("A. Ekberg",), ("Anders Ekberg",), ("Karin Maria Alm",), ("Karin Alm",), ("Redaktion 11",), ("Redaktion 12",),
        ]
    ):  # fmt: skip
        store(archive, site_id, f"p{place}", *map(Author, names))
    store(archive, site_id, "x", Author("Lisa Berg", "vd", "Bolaget"), day="2017-01-01")
    store(archive, site_id, "y", Author("Lisa Dahl", "vd", "Bolaget"), day="2018-01-01")
    archive.decisions.settle([site_id], now=NOW)
    found = {
        frozenset((row["person"], row["other"])): row["reasons"] for row in archive.lists.doubles(limit=99)
    }
    assert found == {
        frozenset(("Thomas Lindqvist", "Tomas Lindkvist")): "sound alike",
        frozenset(("Anna Ekberg", "Anna Ekbergh")): "one letter's difference, sound alike",
        frozenset(("A. Ekberg", "Anna Ekberg")): "A. Ekberg may be Anna Ekberg",
        frozenset(("A. Ekberg", "Anders Ekberg")): "A. Ekberg may be Anders Ekberg",
        frozenset(("Karin Maria Alm", "Karin Alm")): "same first and last name",
        frozenset(("Lisa Berg", "Lisa Dahl")): "same given name, role and organisation, one after the other",
    }
    merge(archive, "Anna Ekbergh", "Anna Ekberg")
    archive.decisions.undo("person", now=NOW)
    merge(archive, "Karin Alm", "Karin Maria Alm")
    archive.decisions.split(
        "person", archive.decisions.find("person", "Karin Maria Alm"), ["Karin Alm"], now=NOW
    )
    told = [row["reasons"] for row in archive.lists.doubles(limit=99)]
    assert len(told) == 5 and "same first and last name" not in told


def test_namesakes_on_two_sites_are_likely_doubles(archive: Archive, site_id: int) -> None:
    other = archive.sites.ensure("https://annan.example/", now=NOW)
    for site in (site_id, other):
        for name in ("Anna Ek", "Redaktionen", "B. Sten"):
            store(archive, site, f"p{site}-{name[0]}", Author(name, "vd", "Bolaget"))
    (row,) = archive.lists.doubles(limit=99)
    assert (row["person"], row["other"]) == ("Anna Ek", "Anna Ek")
    assert row["reasons"] == "same name on blogg.example and annan.example, same role and organisation"


def test_what_a_rule_parted_and_a_person_joined_stays_joined(settled: Archive, site_id: int) -> None:
    found = settled.decisions
    store(settled, site_id, "ylva", Author("Ylva Ganse"))
    found.settle([site_id], now=NOW)
    parted = found.log("person", limit=1)[0]
    assert (parted["what"], parted["name"]) == ("part", "Y. Ganse")
    before = list(settled.dump(without=CONTENT))
    found.undo("person", parted["id"], now=NOW)
    assert "Y. Ganse" in people(settled)["Yasmina Ganse"]
    assert found.settle([site_id], now=NOW) == 0
    whole(settled)
    found.undo("person", now=NOW)
    assert list(settled.dump(without=CONTENT)) == before
