"""`python -m fuzz [SECONDS] [TARGET …]`: looks for bytes that break a promise of a parser (needs the extra `fuzz`).

Each target gets its share of SECONDS (3600), one after the other, in a process of its own. What was found lies under
`.fuzz/TARGET/findings/`, one file a finding, tried once more without instrumentation before it counts. What is slow
(more than a second of CPU) or large (256 MB more at once) is a finding as much as an exception is. Findings become
tests: mend the parser and move the file to `tests/fuzz/findings/TARGET/`.
"""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

HOME = Path(".fuzz")
MAX_BYTES = 20_000
MAX_S = 1.0
MAX_GROWN_BYTES = 256 * 2**20
MAX_RESIDENT_MB = 2_048
HANG_S = 30


class TooMuch(Exception):
    """An input that cost more time or memory than any may."""


def held(target: Callable[[bytes], None], data: bytes) -> None:
    """Runs a target on an input. Raises what it raises, and TooMuch when it took more than any input may."""
    before, begun = _peak_bytes(), time.thread_time()
    target(data)
    took, grown = time.thread_time() - begun, _peak_bytes() - before
    if took > MAX_S:
        raise TooMuch(f"{took:.1f} s of CPU for {len(data)} bytes")
    if grown > MAX_GROWN_BYTES:
        raise TooMuch(f"{grown / 2**20:.0f} MB for {len(data)} bytes")


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def one(name: str, seconds: int) -> None:
    """Fuzzes one target in this process; goes on after a finding, and keeps one input for each place."""
    import atheris

    with atheris.instrument_imports(include=["scraper", "feedparser", "protego"]):
        from fuzz.targets import TARGETS
    from fuzz.seeds import seeds

    target, findings, corpus = TARGETS[name], HOME / name / "findings", HOME / name / "corpus"
    for folder in (findings, corpus):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds(name):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    seen: set[str] = set()

    def tried(data: bytes) -> None:
        try:
            held(target, data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
            if place not in seen:
                seen.add(place)
                (findings / place).write_bytes(data)

    options = [
        f"-max_total_time={seconds}", f"-max_len={MAX_BYTES}", f"-timeout={HANG_S}",
        f"-rss_limit_mb={MAX_RESIDENT_MB}", f"-artifact_prefix={findings}/", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], tried)
    atheris.Fuzz()


def confirmed(name: str) -> list[str]:
    """The findings of a target that hold without instrumentation, a line each."""
    from fuzz.targets import TARGETS

    lines = []
    for file in sorted((HOME / name / "findings").glob("*")):
        try:
            held(TARGETS[name], file.read_bytes())
        except Exception as error:
            lines.append(f"{file}: {type(error).__name__}: {error}"[:300])
    return lines


def main() -> int:
    """Fuzzes all targets or those that are named; 1 when anything was found."""
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
        return 0
    from fuzz.targets import TARGETS

    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
    names = sys.argv[2:] or list(TARGETS)
    found: list[str] = []
    for name in names:
        end = time.monotonic() + seconds / len(names)
        log = HOME / name / "log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w") as output:
            while (
                left := end - time.monotonic()
            ) > 1:  # a crash of the whole process is followed by the rest
                command = [sys.executable, "-m", "fuzz", "--one", name, str(int(left))]
                subprocess.run(command, stdout=output, stderr=output, check=False)
        runs = [
            line.split()[-1]
            for line in log.read_text(errors="replace").splitlines()
            if "executed_units" in line
        ]
        lines = confirmed(name)
        found += lines
        print(
            f"{name}: {' + '.join(runs) or 'no'} inputs, {len(lines)} findings",
            *lines,
            sep="\n  ",
            flush=True,
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
