"""The views that readers start from."""

VIEWS: dict[str, str] = {
    "reading_list": """
        SELECT posts.id, posts.published, posts.title, texts.byline AS authors, posts.excerpt,
               sites.name AS site, posts.state, posts.url
        FROM posts JOIN sites ON sites.id = posts.site_id LEFT JOIN texts ON texts.post_id = posts.id
        ORDER BY posts.published DESC, posts.id
    """,
    "signatures": """
        SELECT posts.published, posts.title, people.name AS person, roles.title AS role,
               organisations.name AS organisation, posts.year, sites.name AS site, posts.url,
               posts.id AS post_id, people.id AS person_id
        FROM bylines
        JOIN posts ON posts.id = bylines.post_id
        JOIN sites ON sites.id = posts.site_id
        LEFT JOIN people ON people.id = bylines.person_id
        LEFT JOIN roles ON roles.id = bylines.role_id
        LEFT JOIN organisations ON organisations.id = bylines.organisation_id
        WHERE bylines.credit = 'author'
        ORDER BY posts.published DESC, posts.id, bylines.position
    """,
    "role_history": """
        SELECT people.name AS person, roles.title AS role, organisations.name AS organisation,
               min(posts.published) AS first_published, max(posts.published) AS last_published,
               count(*) AS posts, people.id AS person_id, roles.id AS role_id,
               organisations.id AS organisation_id
        FROM bylines
        JOIN posts ON posts.id = bylines.post_id
        JOIN people ON people.id = bylines.person_id
        LEFT JOIN roles ON roles.id = bylines.role_id
        LEFT JOIN organisations ON organisations.id = bylines.organisation_id
        WHERE bylines.credit = 'author'
        GROUP BY people.id, roles.id, organisations.id
        ORDER BY people.name, first_published
    """,
    "timeline": """
        SELECT sites.name AS site, substr(posts.published, 1, 7) AS month, count(*) AS posts
        FROM posts JOIN sites ON sites.id = posts.site_id
        WHERE length(posts.published) >= 7
        GROUP BY sites.id, month ORDER BY month DESC
    """,
    "changes": """
        SELECT revisions.seen_at AS at, 'edited' AS what, posts.title, revisions.changed, posts.url,
               posts.id AS post_id
        FROM revisions JOIN posts ON posts.id = revisions.post_id
        UNION ALL
        SELECT posts.gone_at, 'gone', posts.title, '[]', posts.url, posts.id
        FROM posts WHERE posts.gone_at IS NOT NULL
        ORDER BY at DESC
    """,
    "site_health": """
        SELECT sites.id, sites.name AS site, sites.url,
               (SELECT count(*) FROM posts WHERE site_id = sites.id) AS posts,
               (SELECT max(finished_at) FROM crawls WHERE site_id = sites.id AND outcome = 'done')
                   AS last_success,
               (SELECT outcome FROM crawls WHERE site_id = sites.id ORDER BY id DESC LIMIT 1) AS last_outcome,
               (SELECT count(*) FROM crawls WHERE site_id = sites.id AND outcome NOT IN ('done', 'running')
                   AND id > coalesce(
                       (SELECT max(id) FROM crawls WHERE site_id = sites.id AND outcome = 'done'), 0)
               ) AS failures_in_a_row
        FROM sites ORDER BY sites.name
    """,
}
