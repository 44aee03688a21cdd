"""Where rules are kept: a folder `sites` of TOML files, one rule each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scraper.model.errors import RulesError
from scraper.sites.rules import Rulebook, SiteRule
from scraper.sites.table import broken, did_you_mean

FOLDER = "sites"


def find_folder(given: Path | None = None, *, archive: Path | None = None) -> Path | None:
    """The folder of rules: the one that is given; else `sites` beside the archive; else `sites` here; else None.

    Raises RulesError when the one that is given is no folder.
    """
    if given is not None:
        if not given.is_dir():
            raise RulesError(
                f"{given} is no folder; give the folder that holds the rules, one NAME.toml for each"
            )
        return given
    for folder in ([archive.parent / FOLDER] if archive is not None else []) + [Path(FOLDER)]:
        if folder.is_dir() and rule_files(folder):
            return folder
    return None


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder, by name."""
    try:
        return sorted(
            path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith(".")
        )
    except OSError as error:
        raise broken(folder, "", f"cannot be read: {error.strerror}") from error


def load_rule(file: Path) -> SiteRule:
    """The rule in a file. Raises RulesError when it does not hold or cannot be read."""
    from scraper.sites.parse import MAX_FILE_BYTES, parse_rule  # where there are rules

    try:
        with file.open("rb") as opened:
            source = opened.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise broken(file, "", f"cannot be read: {error.strerror}") from error
    return parse_rule(source, file)


def load_rules(folder: Path | None) -> Rulebook:
    """All rules of a folder; none where there is no folder. Raises RulesError at the first that does not hold."""
    return (
        Rulebook(tuple(load_rule(file) for file in rule_files(folder))) if folder is not None else Rulebook()
    )


def named_files(folder: Path, names: Sequence[str]) -> list[Path]:
    """The files of the rules with these names, all for no names. Raises RulesError for a name that is none."""
    files = {file.stem: file for file in rule_files(folder)}
    for name in names:
        if name.removesuffix(".toml") not in files:
            raise RulesError(f"{folder} holds no rule {name!r}{did_you_mean(name, files)}")
    return [files[name.removesuffix(".toml")] for name in names] if names else list(files.values())
