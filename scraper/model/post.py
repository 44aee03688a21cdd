"""A post and its authors: what extraction returns and the archive stores."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from scraper.model.dates import DateStamp
from scraper.model.evidence import Evidence


class Credit(StrEnum):
    """What somebody did for a post. Only AUTHOR signs it (schema.org author, editor, translator, …)."""

    AUTHOR = "author"
    PHOTOGRAPHER = "photographer"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    ILLUSTRATOR = "illustrator"
    INTERVIEWEE = "interviewee"
    CONTRIBUTOR = "contributor"


class PageKind(StrEnum):
    """What a page is, as far as the page itself tells."""

    POST = "post"
    PAGE = "page"  # about, contact, a product: text that is no dated post
    LISTING = "listing"  # front page, archive, tag, category, author, search
    LOCKED = "locked"  # asks for the password of what would stand here
    OTHER = "other"  # attachment, login, error, empty


@dataclass(frozen=True, slots=True)
class Author:
    """Who is credited for a post, and as what. An agency is an organisation without a name.

    `name`, `role` and `organisation` are as printed, trimmed; None where none is printed.
    `raw` is the whole byline as it stands on the page.
    """

    name: str | None
    role: str | None = None
    organisation: str | None = None
    credit: Credit = Credit.AUTHOR
    raw: str = ""


class Rendering(Protocol):
    """A text as HTML and as Markdown; may be written only when asked for."""

    @property
    def html(self) -> str:
        """Sanitised, with absolute links."""

    @property
    def markdown(self) -> str:
        """CommonMark."""


class Rendered(NamedTuple):
    """A rendering that is written already."""

    html: str = ""
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as its page tells it. None means unknown; an empty tuple means known to be none.

    `authors` holds only Credit.AUTHOR; everybody else who is credited stands in `contributors`.
    `text` is plain text, blocks parted by a blank line; `html` is the same, sanitised, with absolute
    links; `markdown` the same again. `language` is BCP 47. `image` and `canonical_url` are absolute.
    `evidence` is every source's word on every field, winners and losers.
    """

    url: str
    canonical_url: str | None = None
    title: str | None = None
    published: DateStamp | None = None
    modified: DateStamp | None = None
    authors: tuple[Author, ...] = ()
    contributors: tuple[Author, ...] = ()
    excerpt: str | None = None
    text: str = ""
    language: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    site_name: str | None = None
    kind: PageKind = PageKind.POST
    evidence: tuple[Evidence, ...] = ()
    rendering: Rendering = field(default=Rendered(), repr=False, compare=False)

    @property
    def html(self) -> str:
        """The text as HTML, sanitised, with absolute links."""
        return self.rendering.html

    @property
    def markdown(self) -> str:
        """The text as CommonMark."""
        return self.rendering.markdown
