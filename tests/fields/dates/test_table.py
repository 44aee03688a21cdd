"""Every line of `fixtures/tables/dates.jsonl` is read as it says.

A line: `raw`; `as` "machine" for what machines write; else `language`, `host` and `samples` (the page's other dates,
which tell the order of numbers) and `captured` (for relative dates). `value` in ISO 8601, as precise as was printed;
null where nothing may be read.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.fields.dates import guess_order, parse_date, parse_machine_date
from scraper.model.dates import DateStamp, Precision, Zone

TABLE = Path(__file__).parents[3] / "fixtures" / "tables" / "dates.jsonl"
LINES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def read(line: dict[str, Any]) -> DateStamp | None:
    if line.get("as") == "machine":
        return parse_machine_date(line["raw"])
    language, captured = line.get("language"), line.get("captured")
    return parse_date(
        line["raw"],
        language=language,
        now=datetime.fromisoformat(captured) if captured else None,
        order=guess_order(language, line.get("host", ""), line.get("samples", ())),
    )


@pytest.mark.parametrize("line", LINES, ids=[f"{at}:{line['raw'][:40]}" for at, line in enumerate(LINES, 1)])
def test_a_line_of_the_table_is_read_as_it_says(line: dict[str, Any]) -> None:
    stamp = read(line)
    assert (str(stamp) if stamp else None) == line["value"]
    if stamp:
        assert stamp.precision is precision_of(line["value"])
        assert stamp.zone is zone_of(line["value"])


def precision_of(value: str) -> Precision:
    clock = value[11:16] and value[16:17]
    sizes = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
    return sizes.get(len(value)) or (Precision.SECOND if clock == ":" else Precision.MINUTE)


def zone_of(value: str) -> Zone:
    behind = value[16:]
    return Zone.UTC if behind.endswith("Z") else Zone.OFFSET if "+" in behind or "-" in behind else Zone.NONE


def test_the_table_is_as_large_as_it_is_meant_to_be() -> None:
    languages = {line["language"].split("-")[0] for line in LINES if line.get("language") and line["value"]}
    assert len(LINES) >= 600
    assert len(languages) >= 90
    assert sum(line["value"] is None for line in LINES) >= 90
    assert sum("captured" in line for line in LINES) >= 100
    assert len({json.dumps(line, sort_keys=True) for line in LINES}) == len(LINES), "a line stands twice"
