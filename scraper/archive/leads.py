"""Leads: every address we know of, why, and how far we have come with it. Kept before they are fetched,
so that a killed run loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from sqlite_utils import Database

from scraper.model.capture import Validators
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import key

_COLUMNS = (
    "url, kind, found_in, hints, guid, lastmod, state, reason, tries, etag, last_modified,"
    " visited_lastmod, id"
)


@dataclass(frozen=True, slots=True)
class StoredLead:
    """A lead as the archive knows it. `visited_lastmod` is the lastmod that held at the last visit."""

    lead: Lead
    state: str
    reason: str
    tries: int
    validators: Validators
    visited_lastmod: str | None
    id: int

    @property
    def url(self) -> str:
        """The address that is fetched."""
        return self.lead.url

    @property
    def changed(self) -> bool:
        """True when feed or sitemap have said something new since the last visit."""
        return self.lead.lastmod is not None and self.lead.lastmod != self.visited_lastmod


class Leads:
    """The table `leads`."""

    def __init__(self, database: Database) -> None:
        self._db = database.conn

    def add(self, site_id: int, leads: Iterable[Lead]) -> int:
        """Keeps leads, merging what is said of a known one; returns how many were new.

        A row that says the same already is not written.
        """
        new = 0
        for lead in leads:
            url_key = key(lead.url)
            row = self._db.execute(
                "SELECT id, kind, hints, guid, lastmod, state FROM leads WHERE site_id = ? AND url_key = ?",
                (site_id, url_key),
            ).fetchone()
            if row is None:
                new += 1
                self._db.execute(
                    "INSERT INTO leads (site_id, url, url_key, kind, found_in, hints, guid, lastmod)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        site_id,
                        lead.url,
                        url_key,
                        lead.kind,
                        lead.found_in,
                        _hints(lead.hints),
                        lead.guid,
                        lead.lastmod,
                    ),
                )
                continue
            self._merge(row, lead)
        return new

    def _merge(self, row: Any, lead: Lead) -> None:
        lead_id, kind, hints, guid, lastmod, state = row
        known = _read_hints(hints)
        merged = _merged(known, lead.hints)
        better = (
            lead.kind
            if kind in (LeadKind.OTHER, LeadKind.LISTING) and lead.kind is LeadKind.POST and lead.hints
            else kind
        )
        new = (better, _hints(merged), guid or lead.guid, max(lead.lastmod or "", lastmod or "") or None)
        if new != (kind, hints, guid, lastmod):
            self._db.execute(
                "UPDATE leads SET kind = ?, hints = ?, guid = ?, lastmod = ? WHERE id = ?", (*new, lead_id)
            )
            if better != kind and state in ("done", "skipped"):  # it was read as something else: look again
                self._db.execute("UPDATE leads SET state = 'queued' WHERE id = ?", (lead_id,))

    def get(self, site_id: int, url: str) -> StoredLead | None:
        """The lead of an address."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM leads WHERE site_id = ? AND url_key = ?", (site_id, key(url))
        ).fetchone()
        return _stored(row) if row else None

    def of(self, site_id: int, kind: LeadKind | None = None, state: str | None = None) -> list[StoredLead]:
        """Leads of a site, of one kind and in one state where these are given, in the order of finding."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM leads WHERE site_id = :site AND (:kind IS NULL OR kind = :kind)"
            " AND (:state IS NULL OR state = :state) ORDER BY id",
            {"site": site_id, "kind": kind, "state": state},
        )
        return [_stored(row) for row in rows]

    def rekind(self, site_id: int, url: str, kind: LeadKind) -> None:
        """Notes that an address turned out to be something else than was thought."""
        self._db.execute(
            "UPDATE leads SET kind = ? WHERE site_id = ? AND url_key = ?", (kind, site_id, key(url))
        )

    def settle(
        self,
        site_id: int,
        url: str,
        state: str,
        *,
        validators: Validators | None = None,
        reason: str = "",
        lastmod: str | None = None,
    ) -> None:
        """Notes how a visit ended: `done`, `failed`, `skipped`, `gone`, or `queued` again.

        Nothing is written when the row says so already.
        """
        row = self._db.execute(
            "SELECT id, state, reason, etag, last_modified, visited_lastmod, tries FROM leads"
            " WHERE site_id = ? AND url_key = ?",
            (site_id, key(url)),
        ).fetchone()
        if row is None:
            return
        lead_id, tries, old = row[0], row[6], tuple(row[1:6])
        etag, last_modified = (
            (validators.etag, validators.last_modified) if validators is not None else (row[3], row[4])
        )
        new = (state, reason[:300], etag, last_modified, lastmod if lastmod is not None else row[5])
        tries = tries + 1 if state == "failed" else 0
        if new != old or tries != row[6]:
            self._db.execute(
                "UPDATE leads SET state = ?, reason = ?, etag = ?, last_modified = ?, visited_lastmod = ?,"
                " tries = ? WHERE id = ?",
                (*new, tries, lead_id),
            )


def _merged(known: tuple[Evidence, ...], said: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Per source and field the newest word, each in its place; the same word stays with where it was first found."""
    merged = {(hint.source, hint.field): hint for hint in known}
    for hint in said:
        old = merged.get((hint.source, hint.field))
        if old is None or (old.raw, old.value) != (hint.raw, hint.value):
            merged[hint.source, hint.field] = hint
    return tuple(merged.values())


def _hints(hints: tuple[Evidence, ...]) -> str:
    rows = [list(astuple(hint))[:5] for hint in hints]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _read_hints(text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(*row) for row in json.loads(text))


def _stored(row: Any) -> StoredLead:
    url, kind, found_in, hints, guid, lastmod, state, reason, tries, etag, last_modified, visited, lead_id = (
        row
    )
    lead = Lead(url, LeadKind(kind), found_in, _read_hints(hints), guid, lastmod)
    return StoredLead(lead, state, reason, tries, Validators(etag, last_modified), visited, lead_id)
