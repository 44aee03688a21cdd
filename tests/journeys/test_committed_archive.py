"""archive.db at the top holds what today's code makes of the sample site."""

from __future__ import annotations

from pathlib import Path

from fixtures.demo import build, content

TOP = Path(__file__).parents[2]


def test_the_committed_archive_is_what_todays_code_builds(tmp_path: Path) -> None:
    new = tmp_path / "archive.db"
    assert build(new, quiet=True) == 0
    built, committed = content(new), content(TOP / "archive.db")
    assert built is not None
    assert built == committed, (
        "the code reads the sample site differently now: run `make archive.db` and look at what changed"
    )
