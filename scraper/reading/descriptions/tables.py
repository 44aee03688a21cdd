"""The tables that readers look into."""

from __future__ import annotations

from scraper.reading.descriptions.table import Table, same
from scraper.reading.words import SOURCES, told

READERS: dict[str, Table] = {
    "posts": Table(
        "Posts",
        "One row a post, as we know it now. Search looks in titles, bylines and texts; case and accents"
        " make no difference. The text itself is in texts, who signed it in bylines.",
        same(
            "site_id", "published", "year", "language", "excerpt", "state", "url_key", "capture_id",
            title="As printed above the text (headline)",
            published_precision="How much of the date was printed: year, month, day, minute or second",
            modified="When the site says it was last changed (dateModified)",
            image="The address of its picture (image)",
            word_count="Words of the text (wordCount)",
            signed="1 where a person or an organisation signed it",
            with_role="1 where a byline names a role",
            with_organisation="1 where a byline names an organisation",
            url="Where it was found (url)",
            canonical_url="Where it says it belongs",
            first_seen_at="When we first had it (UTC)",
            last_seen_at="When we last fetched and read it (UTC)",
            changed_at="When we last found it edited (UTC); what it said before is in revisions",
            gone_at="When we found it gone (UTC)",
            digest="Of what it says, so that a change is noticed",
            read_by="Which version of our program read this record from the page",
        ),
        facets=("year", "site_id", "language", "state"),
        label="title",
        sort_desc="published",
        size=20,  # so wide a table is 100 KB by then
    ),
    "bylines": Table(
        "Bylines",
        "Who signed or contributed to which post, and in which role and for whom at that time.",
        same(
            "post_id",
            position="The order in which they are printed",
            person_id="The person (author); none where an organisation signs (author.name)",
            role_id="The role printed with the name in this post (jobTitle)",
            organisation_id="The organisation printed with the name in this post (affiliation)",
            credit="author, photographer, editor, translator, …: authors sign, all others are credited",
            as_printed="The whole byline as it stands on the page",
            printed_name="The name as spelled in this post",
            printed_role="The role as spelled in this post",
            printed_organisation="The organisation as spelled in this post",
        ),
        facets=("person_id", "role_id", "organisation_id", "credit"),
        sort_desc="post_id",
        size=50,
    ),
    "people": Table(
        "People",
        "One row a person of a site, whatever the spelling of case, accents and order of the name. The same"
        " name may still be two persons, and on two sites it always is; every spelling met is in spellings.",
        same("site_id", "key", name="As first printed"),
        label="name",
        sort="name",
    ),
    "roles": Table(
        "Roles", "One row a role or job title.", same("key", title="As first printed"), label="title", sort="title"
    ),
    "organisations": Table(
        "Organisations",
        "Bodies that people sign for, or that sign themselves.",
        same("key", name="As first printed"),
        label="name",
        sort="name",
    ),
    "sites": Table(
        "Sites",
        "The sites of this archive.",
        {"name": "As scraper.toml or the site itself calls it", "added_at": "When it was first crawled (UTC)"} | same("language"),
        label="name",
    ),
    "texts": Table(
        "Texts",
        "The texts of the posts: plain, as sanitised HTML and as Markdown.",
        same(
            "post_id",
            byline="The authors in one line",
            text="Paragraphs are parted by a blank line (articleBody)",
            html="Sanitised: nothing in it runs",
        ),
        label="title",
        size=10,
    ),
    "tags": Table("Tags", "Categories and tags, as the sites name them (keywords).", same("key"), label="name", sort="name"),
    "post_tags": Table("Tags of posts", "Which post has which tag.", same("post_id", tag_id="The tag"), facets=("tag_id",)),
    "revisions": Table(
        "Revisions",
        "What posts said before they were edited, or before we read them better.",
        same(
            "post_id", "capture_id", "published",
            number="1 is the first state that we had",
            seen_at="When the edit was found (UTC)",
            byline="The authors in one line",
            changed="Which fields differ from what followed",
            cause="site: the site edited it; program: the page is the same, our reading of it is not",
        ),
        sort_desc="seen_at",
    ),
    "events": Table(
        "Events",
        "When a post was found gone from its site, came back, or, known from a card before, was first read whole.",
        same("post_id", "at", "what", "reason"),
        facets=("what",),
        sort_desc="at",
    ),
    "evidence": Table(
        "Evidence",
        "Every source's word on every value of every post: those chosen, and those not.",
        same(
            "post_id",
            position="The order in which it was found",
            field="What it is about: title, published, authors, …",
            value="What was read in it; none where nothing could be",
            raw="As it stands in the source",
            source=told(SOURCES),
            locator="Where in the source",
            chosen="1 for what the post's value was taken from",
            reason="Why it won or lost",
        ),
        facets=("field", "source", "chosen"),
        size=50,
    ),
    "spellings": Table(
        "Spellings",
        "Each name, role and organisation as printed, and the row that it was taken to mean.",
        same(
            "key",
            site_id="People are told apart by site; 0: everywhere",
            kind="person, role or organisation",
            printed="As a page prints it",
            target_id="The id in people, roles or organisations",
            decided_by="rule: same but for case and accents, or initials that fit one person only;"
            " typo: a rare, near spelling; or a person",
        ),
        facets=("kind", "decided_by"),
    ),
    "decisions": Table(
        "Decisions",
        "Which spellings were joined to which row, parted again, or renamed: by a rule, for a reason, or by a person."
        " `scraper people undo`, `roles undo` and `organisations undo` take one back.",
        {
            "at": "When (UTC)",
            "kind": "person, role or organisation",
            "what": "join, part: by a rule; merge, split, rename: by a person",
            "decided_by": "rule, typo (a rule about slips) or person",
            "reason": "Why a rule did it",
            "row_id": "The number of the row that was joined, parted or renamed",
            "row_name": "The name that was joined, parted or changed, as it was then",
            "row_key": "What makes its spellings the same",
            "target_id": "The row that it was joined to, or parted from",
            "was": "Rows and spellings before",
            "became": "Rows and spellings after",
            "undone_at": "When it was taken back (UTC)",
        },
        facets=("kind", "what", "decided_by"),
        sort_desc="id",
    ),
    "aliases": Table(
        "Other addresses",
        "Further addresses and identifiers of the same post.",
        same("post_id", "url_key", kind="guid: what the feed calls it; redirect: leads there; canonical, copy: a page that says the same"),
        facets=("kind",),
    ),
}  # fmt: skip
