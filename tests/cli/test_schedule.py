"""Nightly crawls: the lines for cron and systemd, and a crawl that ends when its time is over."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.sample_site.server import serve
from scraper.cli.durations import seconds_of
from scraper.cli.schedule import clock_time, crontab_line, systemd_units
from scraper.model.errors import SettingsError
from tests.cli.test_commands import scraper


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("90", 90), ("20m", 1200), ("1h30m", 5400), ("2d", 172_800), ("1H 5m", 3900)],
)
def test_durations(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@given(st.text(max_size=20))
def test_any_text_is_a_duration_or_a_settings_error(text: str) -> None:
    try:
        assert seconds_of(text) > 0
    except SettingsError as error:
        assert "1h30m" in str(error)


@pytest.mark.parametrize("text", ["24:00", "3", "3:7", "", "03:17:00"])
def test_times_that_no_day_has(text: str) -> None:
    with pytest.raises(SettingsError, match="03:17"):
        clock_time(text)


def test_a_crontab_line_survives_the_shell_and_cron() -> None:
    command = ["/opt/my tools/scraper", "crawl", "https://blog.example/?a=%20b", "--db", "/srv/it's.db"]
    line = crontab_line(command, 3, 7)
    assert line.startswith("7 3 * * *  ")
    assert shlex.split(line.split("*  ", 1)[1].replace(r"\%", "%")) == command


def test_systemd_reads_the_words_as_they_were() -> None:
    units = systemd_units(["/opt/my tools/scraper", "crawl", "https://blog.example/?a=%20b&c=$d"], 23, 5)
    assert 'ExecStart="/opt/my tools/scraper" crawl https://blog.example/?a=%%20b&c=$$d' in units
    assert "OnCalendar=*-*-* 23:05:00" in units


def test_the_command_prints_absolute_paths_and_installs_nothing(tmp_path: Path) -> None:
    done = scraper("schedule", "blog.example", "--db", "my blog.db", "--max-time", "2h", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    words = shlex.split(done.stdout.split("*  ", 1)[1])
    assert words[-6:] == [
        "https://blog.example/",
        "--db",
        str(tmp_path / "my blog.db"),
        "--quiet",
        "--max-time",
        "2h",
    ]
    assert list(tmp_path.iterdir()) == []
    assert scraper("schedule", "blog.example", "--max-time", "soon", cwd=tmp_path).returncode == 2


def test_a_crawl_that_runs_out_of_time_ends_well_and_is_gone_on_with(tmp_path: Path) -> None:
    with serve("classic") as site:
        first = scraper(
            "crawl", site.url, "--allow-private", "--delay", "0.2", "--max-time", "2s", "-q", cwd=tmp_path
        )
        assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
        status = json.loads(scraper("status", "--json", cwd=tmp_path).stdout)[0]
        assert (status["posts"] < 68, status["last_outcome"]) == (True, "interrupted")
        second = scraper("crawl", site.url, "--allow-private", "--delay", "0", "-q", cwd=tmp_path)
        assert (second.returncode, second.stderr) == (0, "")
        status = json.loads(scraper("status", "--json", cwd=tmp_path).stdout)[0]
        assert (status["posts"], status["last_outcome"]) == (68, "done")
