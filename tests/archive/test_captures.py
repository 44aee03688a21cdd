"""Answers are kept with their bytes, each byte string once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import Archive
from scraper.model.capture import Capture
from scraper.model.errors import ArchiveDamaged
from tests.archive.conftest import NOW

CAPTURE = Capture(
    "https://blogg.example/ett/",
    "https://blogg.example/ett/",
    200,
    {"content-type": "text/html; charset=utf-8", "etag": '"ä"', "date": "Sun, 01 Mar 2026 12:00:00 GMT"},
    b"<p>ett</p>" * 500,
    NOW,
    (),
    12,
)


def test_what_goes_in_comes_out(archive: Archive) -> None:
    capture_id = archive.captures.store(CAPTURE)
    assert archive.captures.get(capture_id) == CAPTURE
    assert archive.captures.latest("http://www.blogg.example/ett") == CAPTURE
    assert archive.captures.latest("https://blogg.example/annat") is None


def test_the_newest_answer_wins_and_bytes_are_kept_once(archive: Archive) -> None:
    archive.captures.store(CAPTURE)
    archive.captures.store(CAPTURE._replace(url="https://blogg.example/tva/"))
    newer = CAPTURE._replace(status=404, body=b"")
    archive.captures.store(newer)
    assert archive.captures.latest(CAPTURE.url) == newer
    lines = [line for line in archive.dump() if line.startswith("bodies ")]
    assert len(lines) == 2 and len(archive.captures.body(CAPTURE.digest)) == 5_000


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=5_000))
def test_any_bytes(archive: Archive, body: bytes) -> None:
    capture = CAPTURE._replace(body=body)
    archive.captures.store(capture)
    assert archive.captures.body(capture.digest) == body


def test_damaged_bytes_are_told(archive: Archive) -> None:
    archive.captures.store(CAPTURE)
    archive._db.execute("UPDATE bodies SET data = x'00112233'")
    with pytest.raises(ArchiveDamaged):
        archive.captures.body(CAPTURE.digest)
    with pytest.raises(ArchiveDamaged):
        archive.captures.body("0" * 64)
