"""JSON Lines with the keys that are promised, and CSV without formulas."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.exports.jsonl import json_line
from scraper.exports.sheet import COLUMNS, sheet
from scraper.model.post import Author
from tests.exports.conftest import ANY_TEXT, record

DOCUMENT = Path(__file__).parents[2] / "docs" / "exports.md"


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_a_line_a_record_whatever_it_holds(data: st.DataObject) -> None:
    draw = lambda: data.draw(ANY_TEXT)  # noqa: E731
    one = record(
        title=draw(),
        text=draw(),
        tags=(draw(),),
        authors=(Author(draw(), draw(), draw(), raw=draw()),),
        html=draw(),
    )
    line = json_line(one)
    assert "\n" not in line and line.encode("utf-8")
    assert set(json.loads(line)) == set(json.loads(json_line(record())))
    rows = list(csv.reader(io.StringIO("".join(sheet([one])), newline="")))
    assert tuple(rows[0]) == COLUMNS and len(rows) == 2 and len(rows[1]) == len(COLUMNS)
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


def test_the_keys_are_those_of_the_document() -> None:
    words = set(re.findall(r"`(\w+)`", DOCUMENT.read_text("utf-8")))
    told = json.loads(json_line(record()))
    assert set(told) <= words
    assert set(told["authors"][0]) <= words
    assert set(COLUMNS) <= words


def test_a_row_tells_who_in_which_role() -> None:
    two = (Author("A", "vd", None), Author("B", None, "Bolaget"))
    (row,) = csv.DictReader(io.StringIO("".join(sheet([record(authors=two, title="=1+1")]))))
    assert row["authors"] == "A, vd; B, Bolaget"
    assert (row["names"], row["roles"], row["organisations"]) == ("A; B", "vd", "Bolaget")
    assert row["title"] == "'=1+1"
