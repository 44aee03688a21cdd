"""Leads: every address we know of, why, and how far we have come with it. Kept before they are fetched,
so that a killed run loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from scraper.archive.hints import merge_hints, read_hints, write_hints
from scraper.archive.stored_leads import COLUMNS, Doubt, Listed, Schedule, StoredLead, stored_lead
from scraper.model.capture import Validators
from scraper.model.clock import iso
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import key


class Leads:
    """The table `leads`."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, site_id: int, leads: Iterable[Lead]) -> int:
        """Keeps leads, merging what is said of a known one; returns how many were new.

        A row that says the same already is not written.
        """
        new, named = 0, [(key(lead.url), lead) for lead in leads]
        rows = self._rows(site_id, [url_key for url_key, _ in named])
        for url_key, lead in named:
            row = rows.get(url_key)
            if row is None:
                new += 1
                self._db.execute(
                    "INSERT INTO leads (site_id, url, url_key, kind, found_in, hints, guid, lastmod, fingerprint)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        site_id,
                        lead.url,
                        url_key,
                        lead.kind,
                        lead.found_in,
                        write_hints(lead.hints),
                        lead.guid,
                        lead.lastmod,
                        lead.fingerprint,
                    ),
                )
            elif not self._merge(row, lead):
                continue
            rows |= self._rows(site_id, [url_key])  # the same address may be named again
        return new

    def _rows(self, site_id: int, url_keys: list[str]) -> dict[str, Any]:
        """By key, what is known of those addresses that are: a sitemap names thousands, and asks once."""
        found = self._db.execute(
            "SELECT url_key, id, kind, hints, guid, lastmod, fingerprint, state FROM leads"
            " WHERE site_id = ? AND url_key IN (SELECT value FROM json_each(?))",
            (site_id, json.dumps(url_keys)),
        )
        return {url_key: row for url_key, *row in found}

    def _merge(self, row: Any, lead: Lead) -> bool:
        """Adds what is said of a known lead; False when all of it was known."""
        lead_id, kind, hints, guid, lastmod, fingerprint, state = row
        merged, said = hints, write_hints(lead.hints)
        if lead.hints and said != hints:
            merged = write_hints(merge_hints(read_hints(hints), lead.hints))
        better = (
            lead.kind
            if kind in (LeadKind.OTHER, LeadKind.LISTING) and lead.kind is LeadKind.POST and lead.hints
            else kind
        )
        new = (
            better,
            merged,
            guid or lead.guid,
            max(lead.lastmod or "", lastmod or "") or None,
            lead.fingerprint or fingerprint,
        )
        if new == (kind, hints, guid, lastmod, fingerprint):
            return False
        self._db.execute(
            "UPDATE leads SET kind = ?, hints = ?, guid = ?, lastmod = ?, fingerprint = ? WHERE id = ?",
            (*new, lead_id),
        )
        if better != kind and state in ("done", "skipped"):  # it was read as something else: look again
            self._db.execute("UPDATE leads SET state = 'queued' WHERE id = ?", (lead_id,))
        return True

    def add_unknown(self, site_id: int, leads: Iterable[Lead]) -> int:
        """Keeps those leads whose addresses nobody has named yet; returns how many."""
        return self.add(site_id, [lead for lead in leads if not self.known(site_id, lead.url)])

    def known(self, site_id: int, url: str) -> bool:
        """True for an address that somebody has named."""
        found = self._db.execute(
            "SELECT 1 FROM leads WHERE site_id = ? AND url_key = ?", (site_id, key(url))
        ).fetchone()
        return found is not None

    def listed_in(self, site_id: int, sitemap: str) -> dict[str, Listed]:
        """By address, the posts that a sitemap listed when it was read last."""
        rows = self._db.execute(
            "SELECT url, url_key, hints FROM leads WHERE site_id = ? AND listed_in = ? AND kind = 'post'",
            (site_id, sitemap),
        )
        return {url: Listed(url_key, hints) for url, url_key, hints in rows}

    def list_in(self, site_id: int, sitemap: str, now: set[str]) -> tuple[list[StoredLead], list[StoredLead]]:
        """Notes by their keys which leads a sitemap lists; returns those it listed before and lists no more, and those
        that are gone and that it lists again."""
        gone = self._db.execute(
            f"SELECT url_key, {COLUMNS} FROM leads WHERE site_id = ? AND state = 'gone' AND listed_in IS NULL",
            (site_id,),
        ).fetchall()
        before = self._db.execute(
            "SELECT url_key, url FROM leads WHERE site_id = ? AND listed_in = ? ORDER BY id",
            (site_id, sitemap),
        ).fetchall()
        listed = {url_key for url_key, _ in before}
        self._db.executemany(
            "UPDATE leads SET listed_in = ? WHERE site_id = ? AND url_key = ?",
            [(sitemap, site_id, url_key) for url_key in sorted(now - listed)],
        )
        self._db.executemany(
            "UPDATE leads SET listed_in = NULL WHERE site_id = ? AND url_key = ?",
            [(site_id, url_key) for url_key in sorted(listed - now)],
        )
        vanished = (self.get(site_id, url) for url_key, url in before if url_key not in now)
        return (
            [lead for lead in vanished if lead is not None],
            [stored_lead(row[1:]) for row in gone if row[0] in now],
        )

    def get(self, site_id: int, url: str) -> StoredLead | None:
        """The lead of an address."""
        row = self._db.execute(
            f"SELECT {COLUMNS} FROM leads WHERE site_id = ? AND url_key = ?", (site_id, key(url))
        ).fetchone()
        return stored_lead(row) if row else None

    def of(self, site_id: int, kind: LeadKind | None = None, state: str | None = None) -> list[StoredLead]:
        """Leads of a site, of one kind and in one state where these are given, in the order of finding."""
        rows = self._db.execute(
            f"SELECT {COLUMNS} FROM leads WHERE site_id = :site AND (:kind IS NULL OR kind = :kind)"
            " AND (:state IS NULL OR state = :state) ORDER BY id",
            {"site": site_id, "kind": kind, "state": state},
        )
        return [stored_lead(row) for row in rows]

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
        fingerprint: str | None = None,
        answered_by: str | None = None,
        idle: bool | None = None,
        schedule: Schedule | None = None,
    ) -> None:
        """Notes how a visit ended: `done`, `failed`, `skipped`, `gone`, or `queued` again.

        `idle` says whether a visit that was called for found nothing; `schedule` when it was and when the next is due.
        What is left out stays as it was, and nothing is written when the row says so already. A doubt is settled
        by any end but `failed`.
        """
        row = self._db.execute(
            "SELECT id, state, reason, etag, last_modified, visited_lastmod, visited_fingerprint, answered_by,"
            " idle, doubt, tries, visited_at, next_visit_at FROM leads WHERE site_id = ? AND url_key = ?",
            (site_id, key(url)),
        ).fetchone()
        if row is None:
            return
        lead_id, old = row[0], tuple(row[1:])
        tries = row[10] + 1 if state == "failed" else 0
        new = (
            state,
            reason[:300],
            *((validators.etag, validators.last_modified) if validators is not None else row[3:5]),
            lastmod if lastmod is not None else row[5],
            fingerprint if fingerprint is not None else row[6],
            answered_by if validators is not None else row[7],
            row[8] if idle is None else row[8] + 1 if idle else 0,
            row[9] if state == "failed" else None,
            tries,
            *((iso(schedule.visited_at), iso(schedule.next_visit_at)) if schedule else row[11:13]),
        )
        if new != old:
            self._db.execute(
                "UPDATE leads SET state = ?, reason = ?, etag = ?, last_modified = ?, visited_lastmod = ?,"
                " visited_fingerprint = ?, answered_by = ?, idle = ?, doubt = ?, tries = ?, visited_at = ?,"
                " next_visit_at = ? WHERE id = ?",
                (*new, lead_id),
            )

    def doubt(self, site_id: int, url: str, doubt: Doubt, *, reason: str, schedule: Schedule) -> None:
        """Notes what a visit saw that contradicts what is stored, and when to look again. The rest stays as it was."""
        self._db.execute(
            "UPDATE leads SET doubt = ?, doubt_since = ?, doubt_digest = ?, reason = ?, visited_at = ?,"
            " next_visit_at = ? WHERE site_id = ? AND url_key = ?",
            (
                doubt.kind, doubt.since, doubt.digest, reason[:300], iso(schedule.visited_at),
                iso(schedule.next_visit_at), site_id, key(url),
            ),
        )  # fmt: skip
