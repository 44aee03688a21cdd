"""Scores on labelled pages of real sites, with a floor that may not fall. Skipped where the pages are not at hand."""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from scraper import extract

SHARED = Path(__file__).parents[2].parent / "shared"
EVAL, ROLES = SHARED / "eval", SHARED / "eval-roles"

FLOORS = {
    "title": 0.891,
    "title_f1": 0.951,
    "date": 0.963,
    "date_p": 0.975,
    "auth_f1": 0.870,
    "auth_page": 0.826,
    "body_f1": 0.969,
    "seg_f1": 0.948,
}  # fmt: skip
ROLE_FLOORS = {"names_found": 0.95, "role_p": 0.95, "role_f1": 0.95, "organisation_f1": 0.91}
"""A little below what is reached. They are only ever raised."""


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.timeout(400)
@pytest.mark.skipif(not (EVAL / "scores.py").exists(), reason="the labelled pages are not here")
def test_titles_dates_authors_and_texts() -> None:
    scores = load(EVAL / "scores.py")
    pairs = []
    for row in map(json.loads, (EVAL / "gold.jsonl").read_text("utf-8").splitlines()):
        post = extract(gzip.decompress((EVAL / "pages" / row["page"]).read_bytes()), row["url"])
        names = [author.name or author.organisation for author in post.authors]
        said = {
            "title": post.title,
            "published": post.published,
            "authors": [name for name in names if name],
            "text": post.text,
        }
        pairs.append((SimpleNamespace(gold=row), said))
    reached = scores.score(pairs)
    fallen = {name: reached[name] for name, floor in FLOORS.items() if reached[name] < floor}
    assert fallen == {}


@pytest.mark.skipif(not (ROLES / "rolescore.py").exists(), reason="the labelled pages are not here")
def test_roles_and_organisations() -> None:
    rolescore = load(ROLES / "rolescore.py")
    pairs = []
    for row in map(json.loads, (ROLES / "gold.jsonl").read_text("utf-8").splitlines()):
        post = extract(gzip.decompress((ROLES / "pages" / row["page"]).read_bytes()), row["url"])
        pairs.append((row["authors"], [(a.name, a.role, a.organisation) for a in post.authors], row["url"]))
    reached = rolescore.score(pairs)
    fallen = {name: reached[name] for name, floor in ROLE_FLOORS.items() if reached[name] < floor}
    assert fallen == {}
