"""Markdown, one file a post with front matter (YAML), as static site generators and note-taking programs read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from scraper.exports.files import slug, write_whole
from scraper.exports.text import address_parts, one_line, plain
from scraper.model.errors import ExportError
from scraper.model.post import Author
from scraper.model.record import Record

_BREAKS = re.compile("[\x85\u2028\u2029\ufeff\x7f-\x9f]")
"""Line breaks and controls that YAML takes for its own, though JSON does not escape them."""


def markdown(record: Record) -> str:
    """A post as a file: front matter whose keys are always all there (`docs/exports.md`), and the text below it."""
    post = record.post
    told: dict[str, object] = {
        "id": record.id,
        "title": post.title,
        "date": str(post.published) if post.published else None,
        "modified": str(post.modified) if post.modified else None,
        "authors": [_person(author) for author in post.authors],
        "contributors": [_person(author) | {"credit": str(author.credit)} for author in post.contributors],
        "tags": list(post.tags),
        "language": post.language,
        "excerpt": post.excerpt,
        "image": post.image,
        "url": post.url,
        "site": record.site,
        "state": record.state,
    }
    head = "".join(f"{name}: {_yaml(value)}\n" for name, value in told.items())
    body = plain(post.markdown or post.text).strip("\n")
    return f"---\n{head}---\n\n{body}\n" if body else f"---\n{head}---\n"


def write_markdown(records: Iterable[Record], folder: Path) -> int:
    """Writes a file per post, as `SITE/YEAR/DAY-TITLE.md` under a folder; returns how many.

    Nothing that a page says leaves the folder or takes another post's place. Raises ExportError.
    """
    taken: set[Path] = set()
    count = 0
    for record in records:
        path = _free(folder, place(record), record.id, taken)
        if not path.parent.resolve().is_relative_to(folder.resolve()):
            raise ExportError(
                f"{path.parent} leads out of {folder}: take the link away, or name another folder"
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                f"{path.parent} cannot be made: {error.strerror}; name another folder with --output"
            ) from error
        write_whole(path, [markdown(record)])
        count += 1
    return count


def place(record: Record) -> Path:
    """Where a post's file stands, relative to the folder: `blogg-example/2019/2019-05-29-a-title.md`."""
    published = slug(str(record.post.published)[:10]) if record.post.published else ""
    title = slug(record.post.title or address_parts(record.post.url).path, otherwise="post")
    name = f"{published}-{title}" if published else title
    return Path(
        slug(address_parts(record.site_url).hostname, otherwise="site"),
        published[:4] or "undated",
        f"{name}.md",
    )


def _free(folder: Path, wanted: Path, number: int, taken: set[Path]) -> Path:
    """The place, or with the post's number where an earlier post has it; letter case makes no difference on some disks."""
    while wanted in taken:
        wanted = wanted.with_name(f"{wanted.stem}-{number}.md")
    taken.add(wanted)
    return folder / wanted


def _person(author: Author) -> dict[str, str | None]:
    return {"name": author.name, "role": author.role, "organisation": author.organisation}


def _yaml(value: object) -> str:
    """A value as YAML: JSON is YAML (1.2, section 1.3), once its line breaks are escaped."""
    if isinstance(value, str):
        value = one_line(value)
    text = json.dumps(_cleaned(value), ensure_ascii=False)
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {name: _cleaned(one) for name, one in value.items()}
    return value
