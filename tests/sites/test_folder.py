"""Where rules are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.model.errors import RulesError
from scraper.sites import find_folder, load_rules, named_files

RULE = 'zone = "UTC"\n[match]\nhosts = ["blog.example"]\n'


def folder(at: Path, *names: str) -> Path:
    at.mkdir(parents=True)
    for name in names:
        (at / name).write_text(RULE, encoding="utf-8")
    return at


def test_rules_beside_the_archive_come_before_those_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = folder(tmp_path / "here/sites", "a.toml"), folder(tmp_path / "there/sites", "b.toml")
    given = folder(tmp_path / "given", "c.toml")
    monkeypatch.chdir(tmp_path / "here")
    assert find_folder() == Path("sites")
    assert find_folder(archive=tmp_path / "there/blog.db") == there
    assert find_folder(archive=tmp_path / "nowhere/blog.db") == Path("sites")
    assert find_folder(given, archive=tmp_path / "there/blog.db") == given
    (here / "a.toml").unlink()
    assert find_folder() is None, "a folder of that name without rules is somebody else's"
    assert not load_rules(None)


def test_rules_are_loaded_by_name_and_others_files_left_alone(tmp_path: Path) -> None:
    rules = folder(tmp_path / "sites", "b.toml", "a.toml", ".c.toml", "README.md")
    assert [rule.name for rule in load_rules(rules).rules] == ["a", "b"]
    assert [file.name for file in named_files(rules, ["b"])] == ["b.toml"]
    with pytest.raises(RulesError, match="no rule 'bb'; did you mean b"):
        named_files(rules, ["bb"])


def test_what_cannot_be_read_is_a_rules_error(tmp_path: Path) -> None:
    rules = folder(tmp_path / "sites")
    (rules / "a.toml").mkdir()
    with pytest.raises(RulesError, match=r"a\.toml: cannot be read"):
        load_rules(rules)
    with pytest.raises(RulesError, match="no folder"):
        find_folder(tmp_path / "missing")
