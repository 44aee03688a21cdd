"""An archive of many made-up posts, written through the archive's own door, so that it is what a crawl would leave.

    python -m benchmarks.many_posts many.db --posts 100000 --sites 10

The same numbers make the same archive. Names, days and words are drawn with the lopsidedness of real sites: a few people
write most, years differ, and some posts are edited, gone, stubs or without a date.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scraper.archive import Archive, open_archive
from scraper.model.capture import Capture
from scraper.model.dates import DateStamp
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Post, Rendered

NOW = datetime(2026, 1, 15, 3, 0, tzinfo=UTC)
_SYLLABLES = (
    "ka lo mi ren sta vik und bor tal ne fri hav sol gran ud ber mar lin os ek dal holm by sjö ström".split()
)
_BATCH = 2_000


class Maker:
    """Makes posts; every choice comes from one seeded source."""

    def __init__(self, seed: int, people: int) -> None:
        self._random = random.Random(seed)
        words = [self._word() for _ in range(6_000)]
        self._words, self._weights = words, [1 / (place + 8) for place in range(len(words))]
        self._roles = [
            f"{self._word()}{tail}"
            for tail in ("chef", "ansvarig", "utvecklare", "forskare", "rådgivare")
            for _ in range(16)
        ]
        self._organisations = [
            f"{self._word().capitalize()} {tail}"
            for tail in ("AB", "kommun", "förbundet", "högskola")
            for _ in range(12)
        ]
        self._people = [f"{self._word().capitalize()} {self._word().capitalize()}" for _ in range(people)]
        self._share = [1 / (place + 3) for place in range(people)]
        self._tags = [self._word() for _ in range(60)]

    def _word(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=self._random.choice((2, 2, 3))))

    def text(self, words: int) -> str:
        """Paragraphs of made-up words, the frequent ones frequent."""
        drawn = self._random.choices(self._words, self._weights, k=words)
        return "\n\n".join(" ".join(drawn[at : at + 50]).capitalize() + "." for at in range(0, words, 50))

    def post(self, url: str, day: date) -> Post:
        """A post of a day; its authors hold the role and organisation of their year."""
        pick = self._random
        title = " ".join(pick.choices(self._words, self._weights, k=5)).capitalize()
        authors = []
        for who in dict.fromkeys(
            pick.choices(range(len(self._people)), self._share, k=pick.choice((1, 1, 1, 1, 2)))
        ):
            era = day.year // (3 + who % 4)
            role = self._roles[(who * 7 + era) % len(self._roles)]
            organisation = self._organisations[(who * 5 + era // 2) % len(self._organisations)]
            name = self._people[who]
            authors.append(Author(name, role, organisation, raw=f"{name}, {role} på {organisation}"))
        text = self.text(pick.choice((120, 200, 300)))
        stamp = None if pick.random() < 0.01 else DateStamp(day.isoformat())
        said = "; ".join(author.raw for author in authors)
        return Post(
            url=url, canonical_url=url, title=title, published=stamp, authors=tuple(authors), text=text, excerpt=text[:200],
            language="sv", tags=tuple(dict.fromkeys(pick.choices(self._tags, k=2))),
            rendering=Rendered("".join(f"<p>{part}</p>" for part in text.split("\n\n")), text),
            evidence=(
                Evidence("title", title, title, "visible", "h1", True, "the printed headline"),
                Evidence("title", f"{title} | Site", f"{title} | Site", "meta", "og:title", False, "outweighed"),
                Evidence("published", day.isoformat(), day.isoformat(), "meta", "article:published_time", stamp is not None, ""),
                Evidence("authors", said, said, "signature", "p", True, "with role"),
            ),
        )  # fmt: skip


def fill(archive: Archive, *, posts: int, sites: int, people: int = 400, seed: int = 1) -> None:
    """Fills an empty archive: `posts` posts over `sites` sites, newest first as a crawl finds them, over 20 years."""
    maker = Maker(seed, people)
    pick = random.Random(seed + 1)
    each = -(-posts // sites)
    for site in range(sites):
        left = min(each, posts - site * each)
        site_id = archive.sites.ensure(
            f"https://site{site}.example/", now=NOW, name=f"Site {site}", language="sv"
        )
        page = archive.captures.store(
            Capture(
                f"https://site{site}.example/",
                f"https://site{site}.example/",
                200,
                {"content-type": "text/html"},
                b"<p>hej",
                NOW,
            )
        )
        for start in range(0, left, _BATCH):
            with archive.atomic():
                for number in range(start, min(start + _BATCH, left)):
                    day = NOW.date() - timedelta(days=int(number / max(1, left) * 7300))
                    post = maker.post(f"https://site{site}.example/{number}/", day)
                    state = "stub" if pick.random() < 0.01 else "complete"
                    capture = None if state == "stub" else page
                    digest = f"{site}-{number}"
                    post_id = archive.posts.insert(
                        site_id, post, digest=digest, now=NOW, capture_id=capture, state=state
                    )
                    seen = NOW + timedelta(minutes=number)
                    if state == "complete" and pick.random() < 0.02:
                        edited = maker.post(post.url, day)
                        archive.posts.revise(
                            post_id,
                            edited,
                            digest=digest + "b",
                            changed=("title", "text"),
                            now=seen,
                            capture_id=page,
                        )
                    elif pick.random() < 0.01:
                        archive.posts.gone(post_id, now=seen, reason="404 twice, a day apart")


def main() -> None:
    """Writes the archive and says how long it took."""
    parser = argparse.ArgumentParser(description="An archive of many made-up posts.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--sites", type=int, default=10)
    parser.add_argument("--people", type=int, default=400)
    asked = parser.parse_args()
    if asked.path.exists():
        parser.error(f"{asked.path} exists; name a new file")
    began = time.perf_counter()
    with open_archive(asked.path) as archive:
        fill(archive, posts=asked.posts, sites=asked.sites, people=asked.people)
    took = time.perf_counter() - began
    print(f"{asked.posts:,} posts in {took:.0f} s, {asked.path.stat().st_size / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
