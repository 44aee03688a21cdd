"""A page in, a post out: the sources speak, the policies choose, and everything said is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from scraper.extraction.body import Body, after_title, before_bios, find_body, without
from scraper.extraction.cards import card_blocks, elsewhere
from scraper.extraction.claimed import claimed, credits_below
from scraper.extraction.claims import Choice, Claim, printed
from scraper.extraction.collector import held_off
from scraper.extraction.draft import Draft
from scraper.extraction.evidence import evidence_of
from scraper.extraction.kind import kind_of
from scraper.extraction.own_names import OwnNames, site_names
from scraper.extraction.page import Page
from scraper.extraction.pictures import pictures_of
from scraper.extraction.policies import authors as authors_policy
from scraper.extraction.policies import published as published_policy
from scraper.extraction.policies import title as title_policy
from scraper.extraction.printing import Printed
from scraper.extraction.render import excerpt_of, plain_text
from scraper.extraction.sources import (
    address,
    agencies,
    bylines,
    date_lines,
    extras,
    headings,
    jsonld,
    meta,
    microdata,
    roles,
    scripts,
    signatures,
    site_rule,
)  # fmt: skip
from scraper.extraction.sources import hints as hints_source
from scraper.extraction.sources.linked_data import read_linked_data
from scraper.extraction.stage import stage_of
from scraper.fields.bylines.author_notes import note_openings
from scraper.fields.dates import guess_order, site_zone
from scraper.fields.languages import detect_language, language_of
from scraper.markup.encoding import as_utf8
from scraper.model.dates import DateStamp, Zone
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Credit, Post
from scraper.sites import Rulebook


@held_off()
def extract(
    html: bytes,
    url: str = "",
    *,
    content_type: str = "",
    fetched_at: datetime | None = None,
    hints: Sequence[Evidence] = (),
    language: str | None = None,
    rules: Rulebook | None = None,
) -> Post:
    """The post on a page. Total: any bytes give a Post, never an exception.

    `content_type` is the header as received; `fetched_at` (aware) is what relative dates count from;
    `hints` are what the feed, card or sitemap said; `language` (BCP 47) is for pages that declare none;
    of the site rules in `rules` the one for this page is believed before anything else, field by field.
    """
    return extract_page(
        Page(as_utf8(html, content_type), url, fetched_at=fetched_at),
        hints=hints,
        language=language,
        rules=rules,
    )


@held_off()
def extract_page(
    page: Page,
    *,
    hints: Sequence[Evidence] = (),
    language: str | None = None,
    rules: Rulebook | None = None,
) -> Post:
    """The post on a page that is parsed already. What a rule removes is hidden in the page."""
    ruling = site_rule.read(page, rules, hints)
    data = read_linked_data(page)
    claims: list[Claim] = [
        *ruling.claims, *headings.claims(page), *meta.claims(page), *jsonld.claims(page, data), *microdata.claims(page), *address.claims(page),
    ]  # fmt: skip
    names = site_names(page)
    own = OwnNames(page, data)
    said_title = ruling.choice("title")
    titles = _of("title", claims)
    title = said_title or title_policy.choose(page, titles, names)
    headline = printed(title.value)
    said = jsonld.article_body(data, page)
    body = find_body(page.layout, title=headline, article_body=said, url=page.url)
    body = ruling.body(body)
    opening = plain_text(body.blocks[:12])
    language = ruling.language or page.declared_language or language or detect_language(opening)
    spoken = ruling.language or (language and language_of(opening, language))
    tongues = tuple(
        dict.fromkeys((language, spoken))
    )  # who signs may do so in the site's own, below a text in another
    claims += hints_source.claims(hints, language=language)
    claims += headings.lines_above(page, body.start, language=language)
    if said_title is None and len(more := _of("title", claims)) > len(titles):
        title = title_policy.choose(page, more, names)
    body = after_title(body, printed(title.value))
    stage = stage_of(title, body)
    order = guess_order(language, page.host, [claim.raw for claim in claims if claim.field == "published"])
    printed_claims = [
        *date_lines.claims(page, stage, language=language, order=order),
        *bylines.claims(page, stage, own, language=language),
        *(claim for tongue in tongues for claim in signatures.claims(page, stage, own, language=tongue)),
        *(claim for tongue in tongues for claim in agencies.claims(page, stage, own, language=tongue)),
    ]
    claims += _outside_cards(printed_claims, body, page)
    if not any(
        claim.stamp and claim.field == "published" and claim.source in ("meta", "json-ld", "microdata")
        for claim in claims
    ):
        claims += scripts.claims(page)

    published = ruling.choice("published") or published_policy.choose(
        _of("published", claims),
        _of("modified", claims),
        now=page.fetched_at,
        zone=ruling.zone or site_zone(page.host, language) or _zone_of(claims, page),
    )
    modified = ruling.choice("modified") or _latest(_of("modified", claims))
    authors = ruling.choice("authors") or authors_policy.choose(page, _of("authors", claims), own)
    people = authors.value if isinstance(authors.value, tuple) else ()
    signed = people
    for tongue in tongues:
        signed = roles.beside(page, stage, signed, data, own, cards=body.cards, language=tongue)
    body = without(body, claimed(body, (title, published, authors, credits_below(claims))))
    signers = tuple(author.name for author in people if author.name)
    body = before_bios(body, (*signers, *(note_openings(signers, language) if len(signers) == 1 else ())))
    text = plain_text(body.blocks)
    chosen_title = printed(title.value)
    draft = Draft(
        page, data, stage, chosen_title, text, published, authors, claims, body.cards, language
    )  # fmt: skip
    kind, why = kind_of(draft)
    choices = {"title": title, "published": published, "modified": modified, "authors": authors}
    if spoken and spoken != language:
        claims.append(Claim("language", spoken, spoken, "visible", "words of the text"))
        choices["language"] = Choice(spoken, (claims[-1],), "the text is plainly in another than is declared")
    choices |= ruling.choices("text", "tags", "image", "language")
    return Post(
        url=page.url,
        canonical_url=extras.canonical(page),
        title=chosen_title,
        published=published.value if isinstance(published.value, DateStamp) else None,
        modified=modified.value if isinstance(modified.value, DateStamp) else None,
        authors=signed,
        contributors=_contributors(claims, signed),
        excerpt=page.meta("og:description", "description", "twitter:description")[:400] or excerpt_of(text),
        text=text,
        language=spoken,
        tags=ruling.tags or extras.tags(page, data, stage),
        image=ruling.image or extras.image(page, data),
        site_name=page.site_name,
        kind=kind,
        evidence=(*evidence_of(claims, choices), *ruling.missed, why),
        rendering=Printed(body, pictures_of(page.layout, body), page.base),
    )


def _outside_cards(claims: list[Claim], body: Body, page: Page) -> list[Claim]:
    """The claims that stand in no card of another post."""
    asked = {index for claim in claims for index in claim.blocks if body.foreign[index]}
    cards = body.cards
    if asked:
        cards |= card_blocks(page.layout, page.url, elsewhere(body.foreign, asked))
    return [claim for claim in claims if not cards.issuperset(claim.blocks or (-1,))]


def _of(field: str, claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.field == field]


def _zone_of(claims: Iterable[Claim], page: Page) -> tzinfo | None:
    """The clock that the page itself names, asked only where a day depends on it: a moment of the night in UTC."""
    moments = [claim.stamp.moment for claim in claims if claim.stamp and claim.stamp.zone is Zone.UTC]
    return scripts.zone(page) if any(moment and moment.hour < 12 for moment in moments) else None


def _latest(claims: list[Claim]) -> Choice:
    """The last change: machines know it best, so the latest of what they say."""
    stamped = [claim for claim in claims if claim.stamp]
    if not stamped:
        return Choice(None)
    winner = max(stamped, key=lambda claim: (claim.stamp.day, len(str(claim.stamp))) if claim.stamp else ())
    return Choice(winner.stamp, (winner,), "the latest that is said")


def _contributors(claims: list[Claim], authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Photographers, translators and editors, each once, who are not the authors themselves."""
    names = {author.name for author in authors}
    found: dict[tuple[str | None, Credit], Author] = {}
    for claim in claims:
        if claim.field not in ("authors", "contributors"):
            continue
        for author in claim.authors:
            if author.credit is not Credit.AUTHOR and author.name and author.name not in names:
                found.setdefault((author.name, author.credit), author)
    return tuple(found.values())[:20]
