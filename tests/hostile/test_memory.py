"""A small edition of `benchmarks/memory.py`: what a crawl holds does not grow with the pages that it has seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = 42
SCRIPT = """
import sys
from benchmarks.memory import measure
if __name__ == "__main__":
    seen = []
    stored = measure(int(sys.argv[1]), lambda what, size: seen.append(size))
    print(stored, *seen)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_stays_flat(tmp_path: Path) -> None:
    """Twenty-eight pages of 300 KB more: to keep nothing but their bytes would be 8 MB; half of that is left to chance."""
    script = tmp_path / "measured.py"
    script.write_text(SCRIPT)
    command = [sys.executable, str(script), str(PAGES)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, check=True, env={"PYTHONPATH": str(ROOT)}
    )
    stored, *seen = map(int, done.stdout.split())
    assert stored == PAGES
    warm = seen[len(seen) // 3]
    assert max(seen) - warm < 4 * 10**6
    assert max(seen) < 300 * 10**6
