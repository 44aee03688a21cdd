"""What a person knows of a site, as TOML: rules that overrule the generic extractor, field by field.

What reads and tests rules is loaded when it is first used: most crawls have none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scraper.sites.rules import FIELDS, PARTS, Place, Rulebook, RuleTest, SiteRule

if TYPE_CHECKING:
    from scraper.sites.expect import Failure, failures
    from scraper.sites.folder import find_folder, load_rule, load_rules, named_files

__all__ = [
    "FIELDS", "PARTS", "Failure", "Place", "RuleTest", "Rulebook", "SiteRule", "failures", "find_folder", "load_rule", "load_rules",
    "named_files",
]  # fmt: skip

_HOMES = {"Failure": "expect", "failures": "expect"}
_IN_FOLDER = ("find_folder", "load_rule", "load_rules", "named_files")


def __getattr__(name: str) -> Any:
    if name in _HOMES or name in _IN_FOLDER:
        return getattr(import_module(f"scraper.sites.{_HOMES.get(name, 'folder')}"), name)
    raise AttributeError(f"module 'scraper.sites' has no attribute {name!r}")
