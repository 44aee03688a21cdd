"""Blocks that were found in the text and are none of it: the headline, the date line, bylines and signatures."""

from __future__ import annotations

from collections.abc import Iterable

from scraper.extraction.body import Body
from scraper.extraction.claims import Choice, Claim, letters_named
from scraper.markup.layout import Block


def claimed(body: Body, choices: Iterable[Choice]) -> frozenset[int]:
    """The indexes of the body's blocks that are what was chosen for a field, and little else."""
    inside = {block.index: block for block in body.blocks}
    found: set[int] = set()
    for choice in choices:
        for claim in choice.winners:
            for index in claim.blocks:
                block = inside.get(index)
                if block is not None and (claim.source in ("signature", "agency") or _is_all(block, claim)):
                    found.add(index)
    return frozenset(found)


def credits_below(claims: Iterable[Claim]) -> Choice:
    """The lines below the text that name who took its pictures, or looked over it."""
    return Choice(None, tuple(claim for claim in claims if claim.how == "credit end"))


def _is_all(block: Block, claim: Claim) -> bool:
    """True for a block that is what was claimed and little else: a byline is names, a bio begins with one."""
    if not claim.authors:
        return len(block.text) < min(2 * len(claim.raw) + 40, 300)
    if len(block.text) < 2 * letters_named(block.text, claim.authors) + 70:
        return True
    bio = claim.how.startswith(("bio", "box")) and len(block.text) < 300
    return bio and block.text.startswith(tuple(author.name for author in claim.authors if author.name))
