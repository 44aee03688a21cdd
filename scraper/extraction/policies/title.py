"""The title: the headline as a reader sees it, without the site's name.

Policy, in words: the printed headline wins, and what the head says only tells which of the printed
headings it is. A heading gains by standing as h1, by agreeing with `og:title`, `<title>` or the
JSON-LD headline, and loses by standing in a foreign place (navigation, cards, sidebar), by being the
site's name, and by standing far down. Where nothing printed will do, the head's own title is taken, with
the site's name cut off.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scraper.extraction.claims import Choice, Claim
from scraper.extraction.page import Page
from scraper.extraction.title_forms import HeadTitles, pieces_of, text_key, weight

_HEADINGS = frozenset(("h1", "h2", "h3"))
_CHARACTERS = 4
"""A word of Chinese or Japanese has so many at most."""
_PRIOR = {
    "h1": 3.0, "h2": 1.5, "h3": 0.7, "h4": 0.3, "h5": 0.1, "h6": 0.1, "marked": 1.2, "line": 0.6,
}  # fmt: skip


def choose(page: Page, claims: Sequence[Claim], names: Collection[str]) -> Choice:
    """The title among its claims; see the module's policy. `names` are the site's own. Never raises."""
    head = [claim for claim in claims if claim.source != "visible" and claim.text]
    printed = [claim for claim in claims if claim.source == "visible" and claim.text]
    names = frozenset(names) | _trailing_names(head, printed, names)
    said = HeadTitles(head, names)
    headlines = {
        claim.text
        for claim in printed
        if claim.how == "h1" or (claim.how == "h1?" and text_key(claim.text) in said.keys)
    }
    beside = any(claim.how in _HEADINGS and said.exactly(text_key(claim.text)) >= 1.0 for claim in printed)
    best: tuple[float, Claim, str] | None = None
    for order, claim in enumerate(printed):
        alone = len(headlines) == 1 and claim.how in ("h1", "h1 part") and not _leads_on(page, claim)
        strange = beside and said.is_strange(text_key(claim.raw), alone=len(headlines) == 1)
        score = _score(claim, order, said, names, alone=alone and not strange)
        if strange and claim.how == "h1":
            score -= 1.2  # the site's name, its section, or a part of the text
        if best is None or score > best[0]:
            best = (score, claim, claim.text)
    for claim in head:
        for variant in said.forms[claim.text].variants:
            score = _head_score(variant, weight(claim), said, names)
            if best is None or score > best[0]:
                best = (score, claim, variant)
    if best is None:
        return Choice(None)
    _, winner, text = best
    agreeing = [c for c in claims if c is not winner and text_key(c.text) == text_key(text)]
    reason = (
        f"the printed headline ({winner.how})"
        if winner.source == "visible"
        else f"no better printed headline; {winner.how}"
    )
    if agreeing:
        reason += ", agrees with " + ", ".join(sorted({f"{c.source} {c.how}" for c in agreeing}))
    return Choice(text, (winner, *agreeing), reason)


def _leads_on(page: Page, claim: Claim) -> bool:
    return any(page.layout.blocks[index].link_chars for index in claim.blocks)


def _trailing_names(
    head: Sequence[Claim], printed: Sequence[Claim], names: Collection[str]
) -> frozenset[str]:
    """What `<title>` ends with, where the longer piece before it is printed as a heading: the site's name, not the post's.

    Not so behind one of the `names` that the site is known by.
    """
    headings = {text_key(claim.text) for claim in printed if claim.how in _HEADINGS}
    found = set()
    for claim in head:
        if claim.how == "title-element" and len(pieces := pieces_of(claim.text)) > 1:
            first, last = text_key(pieces[0]), text_key(pieces[-1])
            if first in headings and first not in names and len(first) > len(last):
                found.add(last)
    return frozenset(found)


def _score(claim: Claim, order: int, said: HeadTitles, names: Collection[str], *, alone: bool) -> float:
    """`alone` for the page's one headline that leads nowhere, if it is an h1."""
    text = claim.text
    how, part = claim.how.removesuffix(" part"), claim.how.endswith(" part")
    foreign = how.endswith("?")
    score = _PRIOR.get(how.rstrip("?"), 0.0) - (1.2 if foreign else 0.0)
    key = text_key(text)
    if key in names or len(key) < 3:
        return -5.0
    score += min(said.agreement(key), 4.5)
    if part and said.exactly(key) >= 1.5 and text_key(claim.raw) not in said.keys:
        score += 0.5  # the rest is a kicker, a label or a date
    elif part:
        score -= 0.8
        if any(forms.keys[:1] == (key,) for forms in said.forms.values()):
            score += -1.0 if text_key(claim.raw) in said.keys else 1.0
    if how == "h1" and alone and (not part or said.exactly(key) >= 1.5):
        score += 1.5  # what the head says beside it is for search engines
    score -= min(1.5, order * 0.06)
    if len(text) > 220 or _is_a_word(text):
        score -= 0.7
    return score


def _head_score(variant: str, weight: float, said: HeadTitles, names: Collection[str]) -> float:
    key = text_key(variant)
    if key in names or len(key) < 3:
        return -5.0
    return min(said.agreement(key), 4.5) * 0.8 + 0.3 * weight - (0.7 if _is_a_word(variant) else 0.0)


def _is_a_word(text: str) -> bool:
    """True for one word: a name, a label. Where words are not parted by blanks, a few characters make a headline."""
    return len(text.split()) < 2 and not (len(text) > _CHARACTERS and text[0] >= "\u2e80")
