"""What holds for all tests: hypothesis gives each example the time that it takes, since machines are busy and tests assert no times."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", settings.default, deadline=None)
settings.load_profile("house")
