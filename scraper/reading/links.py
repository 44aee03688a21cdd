"""The addresses of the reading pages of one archive. They are stable: what is here once stays."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below `base`, which is Datasette's address of the database with `/-` behind."""

    base: str

    @property
    def front(self) -> str:
        """The archive's front page."""
        return f"{self.base}/"

    @property
    def tables(self) -> str:
        """Datasette's own page of the database."""
        return self.base.removesuffix("/-")

    def page(self, name: str, **query: object) -> str:
        """A page without a number: `search`, `changes`, `health`, `people`, …; empty parameters are left out."""
        asked = {key: value for key, value in query.items() if value not in (None, "", 0)}
        return f"{self.base}/{name}" + (f"?{urlencode(asked, quote_via=quote)}" if asked else "")

    def post(self, post_id: int) -> str:
        """A post in its reading view."""
        return f"{self.base}/posts/{post_id}"

    def revision(self, post_id: int, number: int) -> str:
        """What an edit changed."""
        return f"{self.base}/posts/{post_id}/revisions/{number}"

    def page_of(self, post_id: int, number: int | None = None) -> str:
        """The page as it was, in a frame; that of a revision with its number."""
        return f"{self.base}/posts/{post_id}/page" + (f"/{number}" if number else "")

    def stored(self, post_id: int, number: int | None = None) -> str:
        """The bytes of the page as it was, for the frame."""
        return f"{self.base}/posts/{post_id}/stored" + (f"/{number}" if number else "")

    def of(self, kind: str, row_id: int, **query: object) -> str:
        """The page of a `person`, `organisation`, `role`, `tag` or `site`."""
        return self.page(f"{PLURALS[kind]}/{row_id}", **query)


PLURALS = {
    "person": "people", "organisation": "organisations", "role": "roles", "tag": "tags", "site": "sites",
}  # fmt: skip


def web(url: object) -> str:
    """The address itself when it leads to the web; empty for every other (`javascript:`, `data:`, …)."""
    text = str(url or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.netloc else ""
