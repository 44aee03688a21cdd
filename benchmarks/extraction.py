"""Extraction of the pages that the full crawl fetches, beside trafilatura (`python -m benchmarks` reads any pages)."""

from __future__ import annotations

from statistics import fmean

from benchmarks.__main__ import OURS, best_of, readers, timed
from benchmarks.site import blog_of

PAGES = 100


def main() -> dict[str, float]:
    """Prints means; returns the ratio that is recorded."""
    blog = blog_of("https://blog.example", PAGES)
    pages = [answer[0] for entry in blog.posts.values() if (answer := blog.answer(entry.path)) is not None]
    taken = {name: fmean(best_of(rounds)) for name, rounds in timed(pages, readers()).items()}
    for name, seconds in taken.items():
        print(f"{name:34}{1000 * seconds:9.2f} ms a page")
    return {"extraction: CPU / trafilatura's": taken[OURS] / taken["trafilatura"]}


if __name__ == "__main__":
    main()
