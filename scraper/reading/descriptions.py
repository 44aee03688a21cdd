"""What each table, view and column is, in words; and which of them a reader should see how.

Facets stand only where their column has an index. Terms in brackets are those of schema.org.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """How Datasette shows a table or view. `hidden` ones are machinery and not on the front page."""

    title: str
    description: str
    columns: dict[str, str] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    label: str | None = None
    sort: str | None = None
    sort_desc: str | None = None
    size: int | None = None
    hidden: bool = False


TABLES: dict[str, Table] = {
    "posts": Table(
        "Posts",
        "One row a post, as we know it now. Search looks in titles, bylines and texts; case and accents"
        " make no difference. The text itself is in texts, who signed it in bylines.",
        {
            "title": "As printed above the text (headline)",
            "published": "The day, or moment, that the site prints, in ISO 8601; no more precise than that "
            "(datePublished)",
            "published_precision": "How much of the date was printed: year, month, day, minute or second",
            "year": "The year of publication",
            "modified": "When the site says it was last changed (dateModified)",
            "language": "BCP 47 (inLanguage)",
            "word_count": "Words of the text (wordCount)",
            "signed": "1 where a person or an organisation signed it",
            "with_role": "1 where a byline names a role",
            "with_organisation": "1 where a byline names an organisation",
            "state": "complete; stub: known from a listing or feed only; gone: no longer on its site",
            "url": "Where it was found (url)",
            "canonical_url": "Where it says it belongs",
            "first_seen_at": "When we first had it (UTC)",
            "last_seen_at": "When we last fetched and read it (UTC)",
            "changed_at": "When we last found it edited (UTC); what it said before is in revisions",
            "read_by": "Which version of our program read this record from the page",
            "gone_at": "When we found it gone (UTC)",
            "capture_id": "The answer of the server that it was read from",
        },
        facets=("year", "site_id", "language", "state"),
        label="title",
        sort_desc="published",
        size=20,  # so wide a table is 100 KB by then
    ),
    "bylines": Table(
        "Bylines",
        "Who signed or contributed to which post, and in which role and for whom at that time.",
        {
            "position": "The order in which they are printed",
            "person_id": "The person (author); none where an organisation signs (author.name)",
            "role_id": "The role printed with the name in this post (jobTitle)",
            "organisation_id": "The organisation printed with the name in this post (affiliation)",
            "credit": "author, photographer, editor, translator, …: authors sign, all others are credited",
            "as_printed": "The whole byline as it stands on the page",
            "printed_name": "The name as spelled in this post; so the role and organisation",
        },
        facets=("person_id", "role_id", "organisation_id", "credit"),
        sort_desc="post_id",
        size=50,
    ),
    "people": Table(
        "People",
        "One row a person of a site, whatever the spelling of case, accents and order of the name. The same"
        " name may still be two persons, and on two sites it always is; every spelling met is in spellings.",
        {"name": "As first printed", "key": "What makes spellings the same"},
        label="name",
        sort="name",
    ),
    "roles": Table(
        "Roles",
        "One row a role or job title.",
        {"title": "As first printed", "key": "What makes spellings the same"},
        label="title",
        sort="title",
    ),
    "organisations": Table(
        "Organisations",
        "Bodies that people sign for, or that sign themselves.",
        {"name": "As first printed", "key": "What makes spellings the same"},
        label="name",
        sort="name",
    ),
    "sites": Table("Sites", "The sites of this archive.", {"added_at": "UTC"}, label="name"),
    "texts": Table(
        "Texts",
        "The texts of the posts: plain, as sanitised HTML and as Markdown.",
        {"byline": "The authors in one line", "text": "Paragraphs are parted by a blank line (articleBody)"},
        label="title",
        size=10,
    ),
    "tags": Table(
        "Tags", "Categories and tags, as the sites name them (keywords).", label="name", sort="name"
    ),
    "post_tags": Table("Tags of posts", "Which post has which tag.", facets=("tag_id",)),
    "revisions": Table(
        "Revisions",
        "What posts said before they were edited, or before we read them better.",
        {
            "cause": "site: the site edited it; program: the page is the same, our reading of it is not",
            "number": "1 is the first state that we had",
            "seen_at": "When the edit was found (UTC)",
            "changed": "Which fields differ from what followed",
        },
        sort_desc="seen_at",
    ),
    "events": Table(
        "Events",
        "When a post was found gone from its site, came back, or, known from a card before, was first read whole.",
        {"reason": "What was seen, in words"},
        facets=("what",),
        sort_desc="at",
    ),
    "evidence": Table(
        "Evidence",
        "Every source's word on every value of every post: those chosen, and those not.",
        {
            "value": "What was read in it; none where nothing could be",
            "raw": "As it stands in the source",
            "source": "Where it stood: visible on the page, meta, json-ld, feed, card of a listing, …",
            "locator": "Where in the source",
            "chosen": "1 for what the post's value was taken from",
            "reason": "Why it won or lost",
        },
        facets=("field", "source", "chosen"),
        size=50,
    ),
    "spellings": Table(
        "Spellings",
        "Each name, role and organisation as printed, and the row that it was taken to mean.",
        {
            "site_id": "People are told apart by site; 0: everywhere",
            "target_id": "The id in people, roles or organisations",
            "decided_by": "rule: same but for case and accents, or initials that fit one person only;"
            " typo: a rare, near spelling; or a person",
            "key": "What makes spellings the same",
        },
        facets=("kind", "decided_by"),
    ),
    "decisions": Table(
        "Decisions",
        "Which spellings were joined to which row, parted again, or renamed: by a rule, for a reason, or by a person."
        " `scraper people undo`, `roles undo` and `organisations undo` take one back.",
        {
            "row_name": "The name that was joined, parted or changed, as it was then",
            "target_id": "The row that it was joined to, or parted from",
            "reason": "Why a rule did it",
            "was": "Rows and spellings before",
            "became": "Rows and spellings after",
            "undone_at": "When it was taken back (UTC)",
        },
        facets=("kind", "what", "decided_by"),
        sort_desc="id",
    ),
    "aliases": Table(
        "Other addresses", "Further addresses and identifiers of the same post.", facets=("kind",)
    ),
    "crawls": Table(
        "Crawls",
        "One row a run over a site.",
        {"bytes": "Received", "unchanged": "Posts asked for that had not changed"},
        facets=("site_id", "outcome"),
        label="started_at",
        sort_desc="started_at",
        hidden=True,
    ),
    "failures": Table(
        "Failures", "Pages that could not be had, and why.", facets=("kind",), sort_desc="at", hidden=True
    ),
    "leads": Table(
        "Leads",
        "Every address we know of, what we expect there, and how far we are with it.",
        {"hints": "What the place that named it said of it", "reason": "Why it was left out or failed"},
        facets=("state", "kind"),
        hidden=True,
    ),
    "captures": Table(
        "Captures",
        "Every answer of a server that was kept.",
        facets=("status", "media_type"),
        label="url",
        hidden=True,
    ),
    "bodies": Table(
        "Bodies",
        "The bytes of the answers, once for each digest, compressed (zstandard).",
        label="digest",
        hidden=True,
    ),
    "tallies": Table("Tallies", "How many posts a site has of each month; kept by triggers.", hidden=True),
    "texts_waiting": Table(
        "Texts waiting", "Posts whose texts are about to come into the search index.", hidden=True
    ),
    "dictionaries": Table("Dictionaries", "What zstandard needs to unpack the bytes of a site.", hidden=True),
    "dictionary_parts": Table(
        "Parts of dictionaries", "A page of the file each; spare parts have positions below 0.", hidden=True
    ),
    "_sqlite_migrations": Table(
        "Migrations", "The steps that brought this file to its present shape.", hidden=True
    ),
    "reading_list": Table(
        "Reading list",
        "All posts with their authors, newest first: the place to begin.",
        {"authors": "Name, role, organisation; more authors behind a semicolon"},
        size=50,
    ),
    "signatures": Table(
        "Signatures",
        "One row for each author of each post, in words: who said what, when, in which role and for whom.",
        facets=("person", "role", "organisation", "year"),
        size=50,
    ),
    "role_history": Table(
        "Role history",
        "Who signed in which role for which organisation, from when to when. Posts tell it, not a register:"
        " a role may have begun before its first post.",
    ),
    "role_periods": Table(
        "Role periods",
        "As role history, but one row for each unbroken time: another role, or a silence of over a year, ends it,"
        " so that gaps and returns are seen.",
    ),
    "timeline": Table("Timeline", "Posts per site and month."),
    "changes": Table(
        "Changes", "Edited, vanished and returned posts, newest first; reread ones are our doing."
    ),
    "history": Table(
        "History",
        "Everything that happened to every post: new, completed (a stub whose page came), edited, gone, returned;"
        " reread is no doing of the site's: we read the same page better.",
        facets=("what", "site"),
        sort_desc="at",
    ),
    "stubs": Table(
        "Stubs",
        "Posts known only from a card or a feed, and why their pages have not been read.",
        facets=("site",),
    ),
    "site_health": Table(
        "Site health", "Whether each site is still being archived, and how the last crawl went."
    ),
}
"""In the order in which a reader should meet them."""
