"""What a person knows of a site, as TOML: rules that overrule the generic extractor, field by field."""

from scraper.sites.expect import Failure, failures
from scraper.sites.folder import find_folder, load_rule, load_rules, named_files
from scraper.sites.rules import FIELDS, PARTS, Place, Rulebook, RuleTest, SiteRule

__all__ = [
    "FIELDS", "PARTS", "Failure", "Place", "RuleTest", "Rulebook", "SiteRule", "failures", "find_folder", "load_rule", "load_rules",
    "named_files",
]  # fmt: skip
