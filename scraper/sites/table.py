"""A table of a TOML file, read key by key. What is wrong is told in one line: file, key, reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from scraper.model.errors import RulesError

MAX_ENTRIES = 200
_SORTS = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table",
          date: "a date", datetime: "a date and time"}  # fmt: skip


def broken(file: Path, key: str, reason: str) -> RulesError:
    """The error of a rule file, in one line whatever the file says."""
    where = f"{file}: {key}" if key else str(file)
    return RulesError(" ".join(f"{where}: {reason}".split())[:600])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean title?` when one of the known words is near, else nothing."""
    near = get_close_matches(word[:80], list(known), 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""


class Table:
    """A table, where it stands (`at`, such as `fields.title`), and what may stand in it (`known`)."""

    def __init__(self, values: Mapping[str, Any], file: Path, at: str = "", *, known: Iterable[str]) -> None:
        """Raises RulesError for a key that is not known."""
        self._values, self.file, self.at = values, file, at
        known = list(known)
        for key in values:
            if key not in known:
                listed = ", ".join(known)
                self.fail(key, f"unknown key{did_you_mean(key, known) or f'; the keys here are {listed}'}")

    def fail(self, key: str, reason: str) -> NoReturn:
        """Raises the RulesError that says where and why."""
        raise broken(self.file, self.path(key), reason)

    def path(self, key: str) -> str:
        """A key with the tables about it: `fields.title.selector`."""
        return ".".join(part for part in (self.at, key) if part)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def value(self, key: str) -> Any:
        """A value as TOML reads it; None where the key is absent."""
        return self._values.get(key)

    def text(self, key: str, *, empty: bool = False) -> str | None:
        """A text; None where the key is absent. Only with `empty` may it be blank."""
        value = self._values.get(key)
        if value is None:
            return None
        return self._text(key, value, empty=empty)

    def texts(self, key: str) -> tuple[str, ...] | None:
        """A list of texts, or one text as a list of one; None where the key is absent."""
        value = self._values.get(key)
        if value is None:
            return None
        entries = self.entries(key) if isinstance(value, list) else [value]
        return tuple(self._text(key, entry) for entry in entries)

    def entries(self, key: str) -> list[Any]:
        """A list; empty where the key is absent."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self.fail(key, f"must be a list, not {_sort(value)}")
        if len(value) > MAX_ENTRIES:
            self.fail(key, f"a list has at most {MAX_ENTRIES} entries")
        return value

    def table(self, key: str, *, known: Iterable[str]) -> Table:
        """The table under a key; an empty one where the key is absent."""
        return self.inner(key, self._values.get(key, {}), known=known)

    def inner(self, key: str, value: Any, *, known: Iterable[str]) -> Table:
        """A value as a table that stands under a key."""
        if not isinstance(value, dict):
            self.fail(key, f"must be a table, not {_sort(value)}")
        return Table(value, self.file, self.path(key), known=known)

    def day(self, key: str) -> date | None:
        """A date, bare or as text; None where the key is absent."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(self._text(key, value))
        except ValueError:
            self.fail(key, f"{value!r} is no date; write it as 2019-05-29")

    def _text(self, key: str, value: Any, *, empty: bool = False) -> str:
        if not isinstance(value, str):
            self.fail(key, f"must be text in quotation marks, not {_sort(value)}")
        if not value.strip() and not empty:
            self.fail(key, "is empty")
        return value.strip()


def _sort(value: Any) -> str:
    return _SORTS.get(type(value), type(value).__name__)
