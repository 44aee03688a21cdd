"""Regular expressions of site rules. The only module that knows RE2.

People write the patterns, and pages that nobody has seen are read with them. RE2 takes time in proportion to
the text, whatever the pattern; Python's own `re` may take years (`(a+)+b`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import re2

__all__ = ["MAX_INPUT", "MAX_PATTERN", "PatternError", "apply", "check_pattern"]

MAX_PATTERN = 300
MAX_INPUT = 2_000
"""Characters of a text that a pattern is applied to."""
_ENGLISH_ONLY = re.compile(r"(?<!\\)(?:\\\\)*\\([wWbB])")
_PERSON = frozenset(("name", "role", "organisation"))


class PatternError(ValueError):
    """A text that is no pattern, or one that keeps nothing; the message says why."""


def check_pattern(pattern: str, *, of_people: bool = False) -> None:
    r"""Raises PatternError when the text is no pattern that `apply` can use.

    A pattern has one group, or, when it is `of_people`, groups named `name`, `role` and `organisation`, of which
    `name` is one. `\w` and `\b` are refused: in RE2 they know the letters of English only.
    """
    compiled = _compile(pattern)
    names = set(compiled.groupindex)
    if names and (not of_people or not names <= _PERSON or "name" not in names):
        raise PatternError(
            "the groups of a pattern for people are called name, role and organisation, and name is one of them"
            if of_people else "groups have names only in a pattern for authors"
        )  # fmt: skip
    if not names and compiled.groups != 1:
        raise PatternError(
            "a pattern has one group, in round brackets, about what is to be kept; write (?:…) for others"
        )


def apply(pattern: str, text: str) -> dict[str, str]:
    """What the groups of a pattern keep of a text, trimmed: by name, or under `""` where the group has none.

    Empty when the pattern is not found, or keeps nothing. Raises PatternError for a pattern that is none.
    """
    match = _compile(pattern).search(text[:MAX_INPUT])
    if match is None:
        return {}
    kept = match.groupdict() or {"": match.group(1) or ""}
    return {name: value.strip() for name, value in kept.items() if value and value.strip()}


@lru_cache(maxsize=1024)
def _compile(pattern: str) -> Any:
    if len(pattern) > MAX_PATTERN:
        raise PatternError(f"a pattern has at most {MAX_PATTERN} characters")
    if (found := _ENGLISH_ONLY.search(pattern)) is not None:
        raise PatternError(
            rf"\{found[1]} knows the letters of English only; write [\pL\pN] for a letter or digit of any language"
        )
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeError, ValueError) as error:
        said = error.args[0] if error.args else ""
        reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise PatternError(f"{pattern!r} is no regular expression that RE2 reads: {reason}") from error
