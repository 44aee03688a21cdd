"""What a query asks for, as conditions in SQL: of the index, and of posts."""

from __future__ import annotations

from scraper.archive.people import KINDS
from scraper.archive.query import Query

INDEXED = "texts_fts CROSS JOIN posts p ON p.id = texts_fts.rowid"
"""The index asked first. CROSS JOIN keeps the order (https://www.sqlite.org/optoverview.html): the other one asks every post."""

NEWEST = "p.published DESC NULLS LAST, p.id DESC"


def matching(query: Query) -> str:
    """The FTS5 expression of all words, wanted and unwanted; empty where none is wanted."""
    return f"({query.match}) NOT ({query.without})" if query.match and query.without else query.match


def conditions(query: Query) -> tuple[str, list[str], dict[str, object]]:
    """Tables (`p` is posts), conditions that must all hold, and their parameters, for all that a query asks for."""
    if not query.match:
        return "posts p", *of_posts(query)
    where, values = of_posts(
        query, "+texts_fts.rowid"
    )  # told before the post is looked up; + keeps it from leading
    return INDEXED, ["texts_fts MATCH :match", *where], values | {"match": matching(query)}


def of_posts(query: Query, post_id: str = "p.id") -> tuple[list[str], dict[str, object]]:
    """The conditions that need no index, and their parameters: signatures (of `post_id`), sites and days; words only where none is wanted."""
    signed, values = signatures(query)
    where = [f"{post_id} IN ({select})" for select in signed]
    if query.without and not query.match:
        where.append("p.id NOT IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH :without)")
        values["without"] = query.without
    for place, site in enumerate(query.site):
        where.append(
            f"p.site_id IN (SELECT id FROM sites WHERE instr(folded(name || ' ' || url), :site{place}))"
        )
        values[f"site{place}"] = site
    if query.after:
        where.append("p.published >= :after")
        values["after"] = query.after
    if query.before:
        where.append("p.published < :before")
        values["before"] = query.before
    return where, values


def where_all(conditions: list[str]) -> str:
    """The WHERE of conditions that must all hold; empty for none."""
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


_NAMED = {
    kind: f"{kind}_id IN (SELECT target_id FROM spellings WHERE kind = '{kind}' AND {{}}"
    f" UNION ALL SELECT id FROM {table} WHERE {{}})"
    for kind, (table, _) in KINDS.items()
}
_ASKED = {"author": "person", "role": "role", "organisation": "organisation"}


def signatures(query: Query) -> tuple[list[str], dict[str, object]]:
    """SELECTs of the posts with one byline that answers all, and their parameters; none where nothing is asked of bylines.

    Where two authors are asked for, or two roles, one SELECT each. To all of them a condition can be added with AND.
    """
    values: dict[str, object] = {}
    asked = {kind: getattr(query, name) for name, kind in _ASKED.items()}
    conditions = [_named(kind, name, values) for kind, names in asked.items() for name in names]
    if not conditions:
        return [], {}
    signed = "SELECT post_id FROM bylines WHERE credit = 'author' AND {}"
    if all(len(names) < 2 for names in asked.values()):
        return [signed.format(" AND ".join(conditions))], values
    return [signed.format(condition) for condition in conditions], values


def _named(kind: str, name: str, values: dict[str, object]) -> str:
    """Keys hold folded words: each word asked for begins one of them, whichever way round a name stands.

    Any spelling of a person, role or organisation that are joined finds all of it.
    """
    parts = []
    for word in name.split():
        parameter = f"{kind}{len(values)}"
        values[parameter] = f" {word}"
        parts.append(f"instr(' ' || key, :{parameter})")
    condition = " AND ".join(parts)
    return _NAMED[kind].format(condition, condition)
