"""What was fetched, read: a post and what its page leads to, or a document that leads to posts. Pure."""

from __future__ import annotations

from datetime import datetime

from scraper.crawl.listings import read_page, related_leads
from scraper.crawl.outcome import Job, Reading, Visit
from scraper.crawl.sources import read_document
from scraper.discovery.kinds import what_is
from scraper.extraction.extract import extract_page
from scraper.extraction.page import Page
from scraper.fetching.directives import directives
from scraper.markup.encoding import as_utf8
from scraper.markup.walk import lay_out
from scraper.model.capture import Capture
from scraper.model.errors import ParseError
from scraper.model.evidence import Evidence
from scraper.model.lead import LeadKind


def read(visit: Visit, reading: Reading, now: datetime) -> Visit:
    """What was fetched, with what it says. Trouble as in `fetched`."""
    job, capture = visit.job, visit.capture
    if capture is None or not capture.ok:
        return visit
    try:
        if job.wants_post and job.lead.kind in (LeadKind.POST, LeadKind.OTHER):
            return _read_post(job, capture, reading, now)
        return Visit(job, capture, found=read_document(capture, reading.scope, now=now))
    except ParseError as error:
        return Visit(job, capture, error=error)


def _read_post(job: Job, capture: Capture, reading: Reading, now: datetime) -> Visit:
    kind = what_is(capture.body, capture.media_type)
    if kind != "html" and capture.body.strip():
        return Visit(job, capture, error=ParseError(f"no web page, but {capture.media_type or kind}"))
    hints: tuple[Evidence, ...] = job.lead.hints
    page = Page(as_utf8(capture.body, capture.content_type), capture.final_url, fetched_at=now)
    # Before a rule hides a part of it, for what is no text may still lead on; and where links are asked for, with its menus.
    layout = lay_out(page.tree) if job.lead.kind is LeadKind.OTHER else page.layout
    post = extract_page(page, hints=hints, language=reading.language, rules=reading.rules)
    asks = frozenset[str]()
    if reading.agent is not None:
        asks = directives(capture.headers.get("x-robots-tag", ""), page.metas, reading.agent)
    if job.lead.kind is LeadKind.OTHER:
        found = read_page(page.tree, layout, capture, reading.scope, now=now)
        return Visit(job, capture, post=post, found=found, layout=layout, asks=asks)
    said = page.declared_language
    related = related_leads(layout, capture, reading.scope, language=said, now=now, known=reading.known)
    return Visit(job, capture, post=post, related=related, layout=layout, asks=asks)
