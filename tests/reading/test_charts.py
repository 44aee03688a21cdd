"""Charts: what is drawn, that each is named, and that nothing in them can run."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from scraper.reading.charts import HEIGHT, bars, span, spark


def _tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_bars_are_stacked_to_scale() -> None:
    svg = bars(["2019", "2020"], [{"2019": 3, "2020": 1}, {"2020": 2}], title="Posts")
    first, second = (
        path.get("d") or "" for path in _tree(svg).iter("path") if path.get("class") in ("s0", "s1")
    )
    heights = [float(h) for h in re.findall(r"v([\d.]+)", first + second)]
    assert heights[0] == 3 * heights[1] and heights[2] == 2 * heights[1]
    tops = [float(y) for y in re.findall(r"M[\d.]+ ([\d.]+)", first + second)]
    assert tops[1] + heights[1] == HEIGHT and tops[2] + heights[2] == tops[1]


def test_columns_lead_where_they_should() -> None:
    svg = bars(
        ["2019-01", "2019-02"],
        [{"2019-01": 1}],
        title="x",
        links={"2019-01": "/a?b=1&c=2", "2019-02": "/no"},
        here="2019-01",
    )
    (link,) = _tree(svg).iter("a")
    assert (link.get("href"), link.get("class")) == ("/a?b=1&c=2", "hit here")


@given(st.text(max_size=40).filter(lambda text: text.isprintable()))
def test_no_text_breaks_out(text: str) -> None:
    slots = ["2019"]
    for svg in (
        bars(slots, [{"2019": 1}], title=text, links={"2019": text}, hints={"2019": text}),
        spark(slots, {"2019": 1}, title=text),
        span(2019, 2020, 2019, 2021, title=text),
    ):
        assert {element.tag for element in _tree(svg).iter()} <= {"svg", "title", "path", "text", "a", "rect"}


def test_nothing_to_draw_is_drawn_as_nothing() -> None:
    for svg in (bars([], [], title="x"), bars(["2019"], [{}], title="x"), spark([], {}, title="x")):
        assert _tree(svg).tag == "svg"
