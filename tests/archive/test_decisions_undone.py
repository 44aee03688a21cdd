"""Whatever people decide, in whatever order: rows, spellings and bylines agree, and undoing it all restores everything."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import Archive, open_archive
from scraper.model.errors import SettingsError
from scraper.model.post import Author
from tests.archive.conftest import NOW
from tests.archive.test_settling import partition, rows, store, whole

NAMES = [
    "Y. Ganse",
    "Yasmina Ganse",
    "YASMINA GANSE",
    "Ylva Ganse",
    "Anna Ek",
    "anna ek",
    "A. Ek",
    "Bo Ek",
    "Ek, Bo",
]
names = st.sampled_from(NAMES)
STEPS = st.one_of(
    st.tuples(st.just("merge"), names, names),
    st.tuples(st.just("split"), names, names),
    st.tuples(st.just("rename"), names, st.sampled_from(["Anna Ek", "Yvonne Ganse", "Bosse Ek", "ANNA EK"])),
    st.tuples(st.just("undo"), st.just(""), st.just("")),
)


def act(archive: Archive, step: tuple[str, str, str]) -> None:
    what, one, other = step
    found = archive.decisions
    with suppress(SettingsError):
        match what:
            case "merge":
                found.merge("person", found.find("person", one), found.find("person", other), now=NOW)
            case "split":
                found.split("person", found.find("person", one), [other], now=NOW)
            case "rename":
                found.rename("person", found.find("person", one), other, now=NOW)
            case "undo":
                found.undo("person", now=NOW)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.lists(names, min_size=3, max_size=7, unique=True),
    steps=st.lists(STEPS, max_size=7),
    extra=names,
)
def test_everything_can_be_undone(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[str], steps: list[tuple[str, str, str]], extra: str
) -> None:
    path: Path = tmp_path_factory.mktemp("steps") / "a.db"
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        for place, name in enumerate(chosen):
            store(archive, site_id, f"p{place}", Author(name))
        archive.decisions.settle([site_id], now=NOW)
        before = list(archive.dump(without=frozenset({"decisions"})))
        for step in steps:
            act(archive, step)
            whole(archive)
            assert archive.decisions.settle([site_id], now=NOW) == 0, step
        while rows(archive, "SELECT 1 FROM decisions WHERE decided_by = 'person' AND undone_at IS NULL"):
            archive.decisions.undo("person", now=NOW)
            whole(archive)
        assert list(archive.dump(without=frozenset({"decisions"}))) == before

        for step in steps:  # and with a post that comes in between, nothing is lost
            act(archive, step)
        decided = partition(archive)
        store(archive, site_id, "extra", Author(extra))
        archive.decisions.settle([site_id], now=NOW)
        whole(archive)
        if extra in chosen:
            assert partition(archive) == decided
