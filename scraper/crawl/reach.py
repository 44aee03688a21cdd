"""How far a site's listings and feeds are followed: pages behind pages, archives by date, guesses, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.crawl.found import Found
from scraper.crawl.notes import Notes
from scraper.crawl.outcome import Visit
from scraper.crawl.paging import Paging
from scraper.discovery.guesses import following_page, second_pages
from scraper.model.lead import Lead, LeadKind

MIN_CARDS = 2
MIN_GUESSED = 5
"""Cards of a listing that may well have a second page."""
GUESSED = "guessed from the page before"
_PAGED = frozenset(("html", "feed", "rest"))


class Reach:
    """Decides, for one crawl of one site, which of a document's listings and further pages are worth a visit."""

    def __init__(self, notes: Notes, most_listings: int) -> None:
        self._notes = notes
        self._most = most_listings
        self._paging = Paging()
        self._listings = 0
        self._broadest: tuple[int, str] = (0, "")
        self._guessed: set[str] = set()
        self._archives: list[Lead] = []
        self._given: set[str] = set()

    @property
    def is_paged(self) -> bool:
        """True when a page behind some listing was found."""
        return self._listings > 0

    def pages_behind(self, visit: Visit, found: Found, *, new: int, first: bool) -> list[Lead]:
        """The listings and further pages of feeds that a document leads to and that are worth a visit.

        `new` is how many of its posts were unknown; on a later crawl a page without any ends it. On the `first`, what
        one source shows must not end the others, so that a page counts by what pages of its own kind have shown.
        """
        lead, kind = visit.job.lead, found.kind
        trap = self._paging.stop(kind, found.posts) if kind in _PAGED else ""
        goes_on = not trap and (new > 0 or first)
        self._notes.left(found.left, lead.url)
        if kind == "html" and found.cards > self._broadest[0] and lead.url not in self._given:
            self._broadest = (found.cards, visit.capture.final_url if visit.capture else lead.url)
        behind = [source for source in found.sources if source.kind is LeadKind.LISTING]
        if kind == "html" and found.cards < MIN_CARDS:
            behind = []
        elif not behind and (guess := self._following(visit)):
            behind = [Lead(guess, LeadKind.LISTING, GUESSED)]
        if found.next_feed:
            behind.append(
                Lead(found.next_feed, LeadKind.REST if kind == "rest" else LeadKind.LISTING, lead.url)
            )
        if trap:
            self._notes.left({source.url: trap for source in behind}, lead.url)
        if not goes_on:
            return []
        self._archives += found.archives
        room = max(0, self._most - self._listings)
        self._notes.left(
            {source.url: "trap: too many pages of listings" for source in behind[room:]}, lead.url
        )
        self._listings += len(behind[:room]) if kind == "html" else 0
        return behind[:room]

    def _following(self, visit: Visit) -> str | None:
        """Behind a page that was guessed rightly: the one with the next number."""
        job = visit.job
        guessed = (job.probe and job.lead.kind is LeadKind.LISTING) or job.lead.found_in == GUESSED
        return following_page(job.lead.url) if guessed else None

    def guesses(self) -> list[Lead]:
        """The usual second pages of the broadest listing, where nothing led on from any; each once."""
        cards, url = self._broadest
        if cards < MIN_GUESSED or self.is_paged or url in self._guessed:
            return []
        self._guessed.add(url)
        return [Lead(guess, LeadKind.LISTING, url) for guess in second_pages(url)]

    def proves(self, found: Found) -> bool:
        """True when a guessed page is one of a listing's: it has cards, and others than those that were seen."""
        return (
            found.kind == "html"
            and found.cards >= MIN_CARDS
            and not self._paging.would_stop("html", found.posts)
        )

    def archives(self) -> Sequence[Lead]:
        """Archives by date that were seen since the last call."""
        found, self._archives = self._archives, []
        self._given.update(lead.url for lead in found)
        return found
