"""The body's blocks as Markdown (CommonMark, with GitHub's tables). The same blocks give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from scraper.extraction.inline import BREAK, Run
from scraper.extraction.render import caption_of
from scraper.extraction.structure import HEADINGS, Placed, columns, picture_source
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Picture

__all__ = ["markdown_of"]

_SPECIAL = re.compile(
    r"\\|`|\*|\[|\]|_(?:(?<![^\W_]_)|(?![^\W_]))|<(?=[A-Za-z/!?])|~(?:(?=~)|(?<=~~))|&(?=#?\w{1,31};)",
    re.ASCII,
)
"""Each branch begins with one sign, so that the rest of a text is passed over at a glance."""
_LINE_START = re.compile(r"[#>+\-=~]|\d{1,9}[.)](?=\s|$)")
_MARKS = {"strong": "**", "em": "*"}
_HARD_BREAK = "\\\n"


def markdown_of(things: Sequence[Placed], base: str = "", *, captions: Sequence[Block] = ()) -> str:
    """CommonMark of a text, with every character escaped that would mean something."""
    writer = _Writer(base, captions)
    for table, group in groupby(things, key=_table_of):
        together = list(group)
        if table is None or not writer.table(table, together):
            for one in together:
                writer.write(one)
    return "".join(writer.parts)


def _table_of(one: Placed) -> Box | None:
    return next((box for box in one.path if box.tag == "table"), None)


class _Writer:
    """Gathers the lines; knows which list entries have had their bullet."""

    def __init__(self, base: str, captions: Sequence[Block]) -> None:
        self.base = base
        self.captions = captions
        self.parts: list[str] = []
        self.last: tuple[Box, ...] = ()
        self.bullets: dict[Box, str] = {}
        self.counts: dict[Box | None, int] = {}

    def write(self, one: Placed) -> None:
        """One block or picture."""
        lines = (
            self._picture(one.thing) if isinstance(one.thing, Picture) else self._block(one.thing, one.runs)
        )
        if lines:
            self._append(lines, one.path)

    def _append(self, text: str, path: tuple[Box, ...]) -> None:
        first, rest, blank = self._prefixes(path)
        if self.parts:
            tight = bool(path and self.last) and path[-1].tag == self.last[-1].tag == "li"
            self.parts.append("\n" if tight and path[-1] is not self.last[-1] else f"\n{blank}\n")
        indented = ("\n").join(rest + line if line else rest.rstrip() for line in text.split("\n"))
        self.parts.append(first + indented[len(rest) :])
        self.last = path

    def _prefixes(self, path: tuple[Box, ...]) -> tuple[str, str, str]:
        """What stands before the first line, before the others, and on the blank line above."""
        first = rest = blank = ""
        for box in path:
            if box.tag == "blockquote":
                first, rest = first + "> ", rest + "> "
                blank = rest if box in self.last else blank
            elif box.tag == "li":
                bullet = self.bullets.get(box)
                if bullet is None:
                    bullet = self.bullets[box] = self._bullet(box)
                    first += bullet
                else:
                    first += " " * len(bullet)
                rest += " " * len(bullet)
        return first, rest, blank.rstrip()

    def _bullet(self, box: Box) -> str:
        parent = box.parent
        if parent is None or parent.tag != "ol":
            return "- "
        self.counts[parent] = self.counts.get(parent, 0) + 1
        return f"{self.counts[parent]}. "

    def _block(self, block: Block, runs: Sequence[Run]) -> str:
        tag = block.box.tag
        if tag == "pre":
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
            return f"{fence}\n{block.text}\n{fence}"
        if tag in HEADINGS:
            line = _inline([Run(" " if run.text == BREAK else run.text, run.href) for run in runs])
            return "#" * HEADINGS[tag] + " " + line.rstrip("#").strip() if line else ""
        return "\n".join(map(_escaped_start, _inline(runs).split("\n")))

    def _picture(self, picture: Picture) -> str:
        source = picture_source(picture, self.base)
        if not source:
            return ""
        alt = _escape(clean(picture.attributes.get("alt") or ""))
        caption = caption_of(picture, self.captions)
        image = f"![{alt}]({_target(source)})"
        return f"{image}{_HARD_BREAK}{_escape(caption)}" if caption else image

    def table(self, table: Box, things: Sequence[Placed]) -> bool:
        """Writes a table of rows and cells; False where it has but one column, or more than cells."""
        rows: dict[Box, dict[Box, list[str]]] = {}
        for one in things:
            place = one.path.index(table)
            row = next((box for box in one.path[place:] if box.tag == "tr"), None)
            cell = next((box for box in one.path[place:] if box.tag in ("td", "th")), None)
            if row is None or cell is None or isinstance(one.thing, Picture) or one.thing.tag == "pre":
                return False
            runs = [Run(" ") if run.text == BREAK else run for run in one.runs]
            rows.setdefault(row, {}).setdefault(cell, []).append(_inline(runs).replace("|", "\\|"))
        if max((len(cells) for cells in rows.values()), default=0) < 2:
            return False
        places = columns(things)
        width = max(places.values()) + 1
        lines = []
        for cells in rows.values():
            texts = [""] * width
            for cell, told in cells.items():
                texts[places[cell]] = " ".join(told)
            lines.append("| " + " | ".join(texts) + " |")
        lines.insert(1, "|" + " --- |" * width)
        self._append("\n".join(lines), things[0].path[: things[0].path.index(table)])
        return True


def _marked(runs: Sequence[Run]) -> list[Run]:
    """The runs with the styles that Markdown knows; alike neighbours joined, for their marks would run together."""
    joined: list[Run] = []
    for run in runs:
        styles = run.styles and tuple(style for style in run.styles if style in _MARKS or style == "code")
        last = joined[-1] if joined else None
        alike = last is not None and last.href == run.href and last.styles == styles
        if last is not None and alike and BREAK not in (last.text, run.text):
            joined[-1] = Run(last.text + run.text, run.href, styles)
        else:
            joined.append(Run(run.text, run.href, styles))
    return joined


def _inline(all_runs: Sequence[Run]) -> str:
    written: list[str] = []
    runs = _marked(all_runs) if len(all_runs) > 1 else all_runs
    for place, run in enumerate(runs):
        if run.text == BREAK:
            written.append(_HARD_BREAK)
            continue
        core = run.text.strip(" ")
        if not core:
            written.append(run.text)
            continue
        text = f"`{core}`" if "code" in run.styles and "`" not in core else _escape(core)
        if text[0] != "`" and core[0].isalnum() and core[-1].isalnum():
            for style in run.styles:
                mark = _MARKS.get(style, "")
                text = f"{mark}{text}{mark}"
        if run.href:
            text = f"[{text}]({_target(run.href)})"
        elif text.endswith("!") and place + 1 < len(runs) and runs[place + 1].href and run.text[-1] != " ":
            text = text[:-1] + "\\!"
        written.append(run.text[: len(run.text) - len(run.text.lstrip(" "))] + text)
        written.append(" " if run.text.endswith(" ") else "")
    return "".join(written)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escaped_start(line: str) -> str:
    match = _LINE_START.match(line)
    return f"{line[: match.end() - 1]}\\{line[match.end() - 1 :]}" if match else line


def _target(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
