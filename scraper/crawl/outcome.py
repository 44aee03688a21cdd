"""One visit: what is asked, and what came of it. It is fetched in its host's thread, then read (see `pages`).

Values only, so that threads share nothing (but `Reading.known`) and processes can be handed all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.crawl.found import Found
from scraper.crawl.known import Known
from scraper.discovery.scope import SiteScope
from scraper.model.capture import Capture, Validators
from scraper.model.errors import FetchError, ParseError
from scraper.model.lead import Lead
from scraper.model.post import Post
from scraper.sites import Rulebook

if TYPE_CHECKING:
    from scraper.fetching.client import Client
    from scraper.markup.layout import Layout

NOTHING_KNOWN = Validators()
Why = Literal["new", "called", "turn", "probe"]
NO_RULES = Rulebook()


class Job(NamedTuple):
    """A lead to visit, with the validators of the last visit, and why.

    `new`: it was never read; `called`: feed or sitemap say that it changed; `turn`: nobody does, but it is its turn;
    `probe`: a guess at a well-known path, whose absence is no failure. `address` is what answered last time, where
    redirects led there from the lead's own address: the validators are those of that one.
    """

    lead: Lead
    validators: Validators = NOTHING_KNOWN
    wants_post: bool = True
    why: Why = "new"
    address: str | None = None

    @property
    def probe(self) -> bool:
        """True for a guess."""
        return self.why == "probe"


class Visit(NamedTuple):
    """What came of a job: an answer or an error; a post and what the document leads to, where it was read.

    `related` are the leads of dated cards on a post's own page.
    """

    job: Job
    capture: Capture | None = None
    error: FetchError | ParseError | None = None
    post: Post | None = None
    found: Found | None = None
    related: tuple[Lead, ...] = ()
    layout: Layout | None = None
    """The page as a reader sees it, where this process has read it."""
    asks: frozenset[str] = frozenset()
    """What the page asks of robots: `noindex`, `noarchive`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the pages of a site are read. `agent` is whom a page's wishes to robots are for; None: nobody asks for them.

    `known` is what no card need tell of.
    """

    scope: SiteScope
    language: str | None
    agent: str | None
    rules: Rulebook = NO_RULES
    known: Known = field(default_factory=Known)


def fetched(client: Client, job: Job) -> Visit:
    """Fetches a lead. Expected trouble is part of the value; anything else is a bug and raised."""
    try:
        return Visit(job, _fetch(client, job))
    except FetchError as error:
        return Visit(job, error=error)


def is_readable(visit: Visit) -> bool:
    """True for a visit that brought a document."""
    return visit.capture is not None and visit.capture.ok


def _fetch(client: Client, job: Job) -> Capture:
    """The answer for a lead; where the address that answered last time fails, the lead's own is asked anew."""
    if job.address is None:
        return client.fetch(job.lead.url, validators=job.validators)
    try:
        capture = client.fetch(job.address, validators=job.validators)
        if capture.ok or capture.not_modified:
            return capture._replace(url=job.lead.url)
    except FetchError:
        pass
    return client.fetch(job.lead.url)
