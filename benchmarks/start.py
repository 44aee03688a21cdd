"""Starting and installing: what `scraper --help` takes beyond Python itself, and how much an installation weighs.

python -m benchmarks.start            the start
python -m benchmarks.start FOLDER     and the weight of `pip install FOLDER` in an environment of its own
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.run import measured, middle

ROUNDS = 9
PIP = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence")


def installed_mb(project: Path) -> dict[str, float]:
    """MB in site-packages after `pip install`, without pip itself, by package; compiled Python included."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(Path(folder, "bin", "pip")), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-c", str(project / "constraints.txt"), str(project)], check=True)
        (packages,) = Path(folder, "lib").glob("python*/site-packages")
        sizes: dict[str, float] = {}
        for entry in packages.iterdir():
            if not entry.name.startswith(PIP):
                files = [entry] if entry.is_file() else entry.rglob("*")
                sizes[entry.name] = sum(file.stat().st_size for file in files if file.is_file()) / 2**20
        return sizes


def main(project: Path | None = None) -> dict[str, float]:
    """Prints the figures; returns the ratios that are recorded."""
    bare = middle([measured(["this"]) for _ in range(ROUNDS)])
    shown = middle([measured(["scraper", "--help"]) for _ in range(ROUNDS)])
    print(
        f"scraper --help: {shown.cpu_s:.3f} s, {shown.cpu_s / bare.cpu_s:.1f} times an empty program ({bare.cpu_s:.3f} s)"
    )
    if project is not None:
        sizes = installed_mb(project)
        print(f"installed: {sum(sizes.values()):.0f} MB")
        for name, size in sorted(sizes.items(), key=lambda pair: -pair[1])[:12]:
            print(f"{size:8.1f} {name}")
    return {"start: --help / an empty program": shown.cpu_s / bare.cpu_s}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
