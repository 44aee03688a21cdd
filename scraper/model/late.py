"""Patterns that are made when something is first looked for with them: a night's few pages ask for half of all that there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, AnyStr, cast


def late(make: Callable[..., re.Pattern[AnyStr]], *given: Any) -> re.Pattern[AnyStr]:
    """What `make(*given)` gives, to be used as if it were made already: `_HAN = late(re.compile, r"[\\u4e00-\\u9fff]+")`.

    Worth it where making takes a fifth of a millisecond and most pages do not ask. Its methods and attributes are all there;
    functions of `re` want a real pattern.
    """
    return cast("re.Pattern[AnyStr]", _Late(make, given))


class _Late:
    def __init__(self, make: Callable[..., re.Pattern[Any]], given: tuple[Any, ...]) -> None:
        self._make, self._given = make, given

    @cached_property
    def _made(self) -> re.Pattern[Any]:
        return self._make(*self._given)

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not here yet: each method of the pattern once."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found
