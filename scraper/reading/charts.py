"""Charts as SVG, drawn by drawsvg: shapes with classes, for colours stand in the style sheet; no script, no style.

drawsvg escapes text but not attributes, so attributes are numbers, our own class names, or addresses escaped here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import count

import drawsvg
from markupsafe import Markup

WIDTH = 720
HEIGHT = 180
_TOP = 28
"""Free above the highest bar, for the number of the scale."""
_WIDEST = 60
_AXIS = 26
_LABELS = 6
"""Labels that stand beside each other on a telephone."""
MOST_SERIES = 6

_numbers = count()


class _Link(drawsvg.DrawingParentElement):  # type: ignore[misc]
    """A link; drawsvg has none of its own."""

    TAG_NAME = "a"


def bars(
    slots: Sequence[str],
    series: Sequence[Mapping[str, float]],
    *,
    title: str,
    links: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
    here: str = "",
) -> Markup:
    """Stacked bars: a slot a bar (a month, a year), a mapping a series. `links` lead from a slot's whole column;
    `here` is the slot that is shown already.

    `title` says in words what is drawn. At most 7 series have colours of their own.
    """
    drawing = drawsvg.Drawing(WIDTH, HEIGHT + _AXIS)
    totals = {slot: sum(one.get(slot, 0) for one in series) for slot in slots}
    top = _nice(max(totals.values(), default=0))
    step = min(_WIDEST, WIDTH / max(1, len(slots)))
    wide = step * 0.8 if step > 3 else step
    for share in (0, 0.5, 1):
        drawing.append(_line(0, HEIGHT - share * (HEIGHT - _TOP), WIDTH, "grid"))
    drawing.append(_text(_plain(top), 0, _TOP - 6, "top"))
    base = dict.fromkeys(slots, 0.0)
    for place, one in enumerate(series):
        path = []
        for at, slot in enumerate(slots):
            height = one.get(slot, 0) / top * (HEIGHT - _TOP)
            if height > 0:
                y = HEIGHT - base[slot] - height
                path.append(f"M{_n(at * step)} {_n(y)}h{_n(wide)}v{_n(height)}h-{_n(wide)}z")
                base[slot] += height
        if path:
            drawing.append(drawsvg.Path("".join(path), class_=f"s{min(place, MOST_SERIES)}"))
    for slot, place in _labels(slots):
        drawing.append(_text(slot[:4], place * step, HEIGHT + 20, "tick"))
    for at, slot in enumerate(slots):
        if links and slot in links and totals[slot]:
            link = _Link(href=escape(links[slot]), class_="hit here" if slot == here else "hit")
            column = drawsvg.Rectangle(_n(at * step), 0, _n(step), HEIGHT)
            column.append_title((hints or {}).get(slot) or f"{slot}: {_plain(totals[slot])}")
            link.append(column)
            drawing.append(link)
    return _svg(drawing, title, "chart")


def spark(slots: Sequence[str], numbers: Mapping[str, float], *, title: str) -> Markup:
    """A small chart: one bar a slot, nothing else."""
    drawing = drawsvg.Drawing(240, 40)
    top = max((numbers.get(slot, 0) for slot in slots), default=0) or 1
    step = 240 / max(1, len(slots))
    path = []
    for at, slot in enumerate(slots):
        height = numbers.get(slot, 0) / top * 38
        if height:
            path.append(f"M{_n(at * step)} {_n(40 - height)}h{_n(step * 0.75)}V40h-{_n(step * 0.75)}z")
    drawing.append(_line(0, 39.5, 240, "grid"))
    drawing.append(drawsvg.Path("".join(path) or "M0 40", class_="s0"))
    return _svg(drawing, title, "spark")


def span(first: float, last: float, since: float, until: float, *, title: str, colour: int = 0) -> Markup:
    """One line of a timeline: a bar from `first` to `last` on an axis from `since` to `until` (years, with fractions)."""
    drawing = drawsvg.Drawing(WIDTH, 24)
    scale = WIDTH / max(0.01, until - since)
    left = (first - since) * scale
    wide = max(10.0, (last - first) * scale)
    drawing.append(_line(0, 12, WIDTH, "grid"))
    drawing.append(
        drawsvg.Rectangle(
            _n(min(left, WIDTH - wide)), 3, _n(wide), 18, rx=4, class_=f"s{min(colour, MOST_SERIES)}"
        )
    )
    return _svg(drawing, title, "span")


def axis(since: int, until: int) -> Markup:
    """The years beneath a timeline; for the eye only."""
    drawing = drawsvg.Drawing(WIDTH, _AXIS)
    years = [str(year) for year in range(since, until)]
    for year, place in _labels(years):
        drawing.append(_text(year, place * WIDTH / max(1, until - since), 20, "tick"))
    return _svg(drawing, "", "axis")


def _labels(slots: Sequence[str]) -> list[tuple[str, int]]:
    """The first slot of each year, or of every so many years."""
    starts = [
        (slot, place)
        for place, slot in enumerate(slots)
        if place == 0 or slot[:4] != slots[place - 1][:4]
    ]  # fmt: skip
    every = -(-len(starts) // _LABELS)
    kept = starts[::every] if every else starts
    return [one for one in kept if one[1] <= len(slots) * 0.95 or len(kept) == 1]


def _svg(drawing: drawsvg.Drawing, title: str, kind: str) -> Markup:
    """As an element of a page: no declaration, no size of its own, and a name for those who cannot see it."""
    text = str(drawing.as_svg(header=""))
    body = text[text.index("</defs>") + len("</defs>") :]
    box = f'viewBox="0 0 {drawing.width} {drawing.height}" class="{kind}"'
    if not title:
        return Markup(f'<svg {box} aria-hidden="true">{body}')
    name = f"c{next(_numbers) % 1_000_000}"
    return Markup(f'<svg {box} role="group" aria-labelledby="{name}"><title id="{name}">{{}}</title>').format(
        title
    ) + Markup(body)


def _line(x: float, y: float, to: float, kind: str) -> drawsvg.Line:
    return drawsvg.Line(_n(x), _n(y), _n(to), _n(y), class_=kind)


def _text(text: str, x: float, y: float, kind: str) -> drawsvg.Text:
    return drawsvg.Text(text, 13, _n(x), _n(y), class_=kind)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _plain(number: float) -> str:
    return f"{number:,.10g}" if number != int(number) else f"{int(number):,}"


def _nice(top: float) -> float:
    """The next number that ends well: 1, 2, 4, 6, 10, 20, 40, …"""
    if top <= 1:
        return 1
    power = 1.0
    while power * 10 < top:
        power *= 10
    return next(power * step for step in (1, 2, 4, 6, 8, 10) if power * step >= top)
