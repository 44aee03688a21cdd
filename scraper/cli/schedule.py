"""`scraper schedule`: what to put in a crontab or into systemd. Prints, and installs nothing."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from scraper.model.errors import SettingsError
from scraper.settings import find_config, load_config

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def clock_time(text: str) -> tuple[int, int]:
    """(hour, minute) of `03:17`. Raises SettingsError."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise SettingsError(f"{text!r} is no time of the day; write it as in 03:17")
    return int(match[1]), int(match[2])


def crawl_command(
    urls: Sequence[str], *, db: Path, max_time: str | None, config: Path | None = None
) -> list[str]:
    """The crawl as cron runs it: absolute paths, for its working directory and PATH are others.

    Without addresses it is the sites of the settings file. Raises SettingsError when that lists none.
    """
    if not urls and not load_config(find_config(config, archive=db), required=True).sites:
        raise SettingsError("nothing to schedule: give an address, or list sites with: scraper sites add URL")
    command = [*_program(), "crawl", *urls, "--db", str(db.resolve()), "--quiet"]
    if config is not None:
        command += ["--config", str(config.resolve())]
    return command + (["--max-time", max_time] if max_time else [])


def _program() -> list[str]:
    """How this very program was called."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return [sys.executable, "-m", "scraper"]
    found = str(called.resolve()) if called.is_file() else shutil.which("scraper")
    return [found or "scraper"]


def crontab_line(command: Sequence[str], hour: int, minute: int) -> str:
    """One line for `crontab -e` (crontab(5): a bare `%` would end the command)."""
    return f"{minute} {hour} * * *  " + shlex.join(command).replace("%", r"\%")


def systemd_units(command: Sequence[str], hour: int, minute: int) -> str:
    """A service and its timer (systemd.service(5), systemd.timer(5)), each with the name of its file above it."""
    return f"""# ~/.config/systemd/user/scraper.service
[Unit]
Description=Keep blogs and news sites with scraper
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={" ".join(map(_quoted, command))}
# 75: another run holds the archive, and does the work
SuccessExitStatus=75

# ~/.config/systemd/user/scraper.timer
[Unit]
Description=Run scraper every night

[Timer]
OnCalendar=*-*-* {hour:02}:{minute:02}:00
RandomizedDelaySec=10m
Persistent=true

[Install]
WantedBy=timers.target
"""


def _quoted(word: str) -> str:
    """A word of ExecStart: `%` and `$` mean something there, quotes and backslashes everywhere."""
    word = word.replace("%", "%%").replace("$", "$$")
    if re.fullmatch(r"[A-Za-z0-9_@%+=:,./~?&$#-]+", word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
