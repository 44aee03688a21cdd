"""The archive's views: questions that are asked so often that they have a name.

Views hold nothing, so they are no matter of migrations: a file whose views differ from these gets them anew.
"""

from __future__ import annotations

_BYLINE = """(
        SELECT group_concat(line, '; ') FROM (
            SELECT coalesce(people.name, organisations.name)
                || CASE WHEN roles.title IS NULL AND (people.name IS NULL OR organisations.name IS NULL) THEN ''
                   ELSE ' (' || coalesce(roles.title, '')
                        || CASE WHEN roles.title IS NULL OR people.name IS NULL OR organisations.name IS NULL
                           THEN '' ELSE ', ' END
                        || CASE WHEN people.name IS NULL THEN '' ELSE coalesce(organisations.name, '') END || ')'
                   END AS line
            FROM bylines
            LEFT JOIN people ON people.id = bylines.person_id
            LEFT JOIN roles ON roles.id = bylines.role_id
            LEFT JOIN organisations ON organisations.id = bylines.organisation_id
            WHERE bylines.post_id = posts.id AND bylines.credit = 'author'
            ORDER BY bylines.position
        )
    )"""

VIEWS: dict[str, str] = {
    # A post a line, newest first: the view to begin with.
    "reading_list": f"""
SELECT
    posts.published,
    posts.title,
    {_BYLINE} AS authors,
    coalesce(sites.name, sites.url) AS site,
    posts.year,
    posts.language,
    posts.word_count,
    posts.state,
    posts.url,
    posts.id AS post_id
FROM posts JOIN sites ON sites.id = posts.site_id
ORDER BY posts.published DESC, posts.id DESC
""",
    # Who signed in which role, for whom, from when to when: as the posts tell, not as a register would.
    "role_history": """
SELECT
    people.name AS person,
    roles.title AS role,
    organisations.name AS organisation,
    min(bylines.published) AS first_published,
    max(bylines.published) AS last_published,
    count(DISTINCT bylines.post_id) AS posts,
    coalesce(sites.name, sites.url) AS site,
    people.id AS person_id
FROM bylines
JOIN people ON people.id = bylines.person_id
JOIN sites ON sites.id = people.site_id
LEFT JOIN roles ON roles.id = bylines.role_id
LEFT JOIN organisations ON organisations.id = bylines.organisation_id
GROUP BY people.id, bylines.role_id, bylines.organisation_id
ORDER BY people.name, first_published
""",
    # Posts per site and month; posts without a month are counted under none.
    "timeline": """
SELECT
    coalesce(sites.name, sites.url) AS site,
    CASE WHEN posts.published_precision = 'year' THEN NULL ELSE substr(posts.published, 1, 7) END AS month,
    posts.year,
    count(*) AS posts,
    sum(posts.word_count) AS words,
    sites.id AS site_id
FROM posts JOIN sites ON sites.id = posts.site_id
GROUP BY sites.id, month, posts.year
ORDER BY month DESC, site
""",
    # Edits and deletions, newest first.
    "changes": """
SELECT
    revisions.replaced_at AS at,
    'edited' AS what,
    posts.title,
    revisions.changed AS fields,
    revisions.title AS former_title,
    posts.url,
    posts.id AS post_id
FROM revisions JOIN posts ON posts.id = revisions.post_id
UNION ALL
SELECT posts.gone_at, 'gone', posts.title, NULL, NULL, posts.url, posts.id
FROM posts WHERE posts.state = 'gone'
ORDER BY 1 DESC
""",
    # Whether each site is still being archived: for whoever looks after the cron line.
    "site_health": """
SELECT
    coalesce(sites.name, sites.url) AS site,
    (SELECT max(finished_at) FROM crawls WHERE site_id = sites.id AND outcome IN ('done', 'partial'))
        AS last_success_at,
    (SELECT outcome FROM crawls WHERE site_id = sites.id ORDER BY id DESC LIMIT 1) AS last_outcome,
    (SELECT count(*) FROM crawls WHERE site_id = sites.id AND outcome IN ('failed', 'interrupted')
        AND id > coalesce((SELECT max(id) FROM crawls WHERE site_id = sites.id
                           AND outcome IN ('done', 'partial')), 0)) AS failures_in_a_row,
    (SELECT failed FROM crawls WHERE site_id = sites.id ORDER BY id DESC LIMIT 1) AS failed_pages,
    (SELECT count(*) FROM leads WHERE site_id = sites.id AND state = 'queued') AS waiting,
    (SELECT min(next_visit_at) FROM leads WHERE site_id = sites.id) AS next_visit_at,
    (SELECT count(*) FROM posts WHERE site_id = sites.id) AS posts,
    sites.url,
    sites.id AS site_id
FROM sites
ORDER BY site
""",
}
"""Name to SELECT, in the order in which a reader should see them."""
