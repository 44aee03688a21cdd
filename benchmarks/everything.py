"""`make bench`: all benchmarks, one after the other, and their ratios; `make bench-check`: whether one has become worse.

    python -m benchmarks.everything [--check | --record] [PAGES]

Ratios are to others that ran at the same time on the same machine, or of a large thing to a small one; less is better.
Each benchmark is a process of its own, for who is measured inherits the size of who starts it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

RECORDED = Path(__file__).with_name("recorded.json")
WORSE = 1.2
"""A ratio that is this many times the recorded one has become worse."""
BENCHMARKS = ("extraction", "start", "crawl", "nights", "scale")
_PROGRAM = """
import json, sys
from importlib import import_module
ratios = import_module("benchmarks." + sys.argv[1]).main()
open(sys.argv[2], "w").write(json.dumps(ratios))
"""


def run() -> dict[str, float]:
    """Runs all; returns all ratios."""
    found: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        for name in BENCHMARKS:
            print(f"\n== {name}\n", flush=True)
            file = Path(folder, f"{name}.json")
            subprocess.run([sys.executable, "-c", _PROGRAM, name, str(file)], check=True)
            found |= json.loads(file.read_text())
    return found


def worse(found: dict[str, float], recorded: dict[str, float]) -> list[str]:
    """A line for each ratio that has become worse by more than a fifth, and for each that is not measured any more."""
    return [
        f"{name}: {found.get(name, float('nan')):.2f}, recorded {before:.2f}"
        for name, before in recorded.items()
        if not found.get(name, float("inf")) <= before * WORSE
    ]


def main(arguments: list[str]) -> int:
    """Prints the tables and the ratios; 1 when `--check` finds one that is worse."""
    pages = [argument for argument in arguments if not argument.startswith("--")]
    if pages:
        subprocess.run([sys.executable, "-m", "benchmarks", *pages], check=True)
    found = run()
    recorded = json.loads(RECORDED.read_text())["ratios"] if RECORDED.exists() else {}
    print(f"\n{'ratio (less is better)':48}{'now':>9}{'recorded':>10}")
    for name, ratio in found.items():
        print(f"{name:48}{ratio:9.2f}" + (f"{recorded[name]:10.2f}" if name in recorded else ""))
    if "--record" in arguments:
        told = {
            "at": f"{datetime.now(UTC):%Y-%m-%d}",
            "ratios": {name: round(ratio, 3) for name, ratio in found.items()},
        }
        RECORDED.write_text(json.dumps(told, indent=2) + "\n")
    lines = worse(found, recorded) if "--check" in arguments else []
    for line in lines:
        print(f"worse by more than a fifth: {line}", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
