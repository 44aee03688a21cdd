"""The views that readers start from."""

HISTORY = (
    """
        SELECT posts.first_seen_at AS at, 'new' AS what, posts.title, '[]' AS changed, '' AS reason,
               NULL AS revision, sites.name AS site, posts.state, posts.url, posts.id AS post_id
        FROM posts JOIN sites ON sites.id = posts.site_id
    """,
    """
        SELECT revisions.seen_at AS at, iif(revisions.cause = 'program', 'reread', 'edited') AS what, posts.title, revisions.changed, '' AS reason,
               revisions.number AS revision, sites.name AS site, posts.state, posts.url, posts.id AS post_id
        FROM revisions JOIN posts ON posts.id = revisions.post_id JOIN sites ON sites.id = posts.site_id
    """,
    """
        SELECT events.at, events.what, posts.title, '[]' AS changed, events.reason, NULL AS revision,
               sites.name AS site, posts.state, posts.url, posts.id AS post_id
        FROM events JOIN posts ON posts.id = events.post_id JOIN sites ON sites.id = posts.site_id
    """,
)
"""What happened to posts, each sort by itself: found, edited, gone and returned."""

VIEWS: dict[str, str] = {
    "reading_list": """
        SELECT posts.id, posts.published, posts.title, texts.byline AS authors, posts.excerpt,
               sites.name AS site, posts.state, posts.url
        FROM posts JOIN sites ON sites.id = posts.site_id LEFT JOIN texts ON texts.post_id = posts.id
        ORDER BY posts.published DESC, posts.id
    """,
    "signatures": """
        SELECT posts.published, posts.title, people.name AS person, roles.title AS role,
               organisations.name AS organisation, posts.year, sites.name AS site, posts.state, posts.url,
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
    "role_periods": """
        SELECT people.name AS person, roles.title AS role, organisations.name AS organisation,
               first_published, last_published, posts, signed.person_id, role_id, organisation_id
        FROM (
            SELECT person_id, role_id, organisation_id, published AS first_published,
                   max(published) OVER period AS last_published, count(*) OVER period AS posts,
                   row_number() OVER (PARTITION BY person_id, number ORDER BY published, post_id, position) AS place
            FROM (
                SELECT *, sum(begins) OVER (PARTITION BY person_id ORDER BY published, post_id, position) AS number
                FROM (
                    SELECT person_id, role_id, organisation_id, published, post_id, position,
                           CASE WHEN role_id IS lag(role_id) OVER signed
                                 AND organisation_id IS lag(organisation_id) OVER signed
                                 AND julianday(substr(published || '-01-01', 1, 10))
                                     - julianday(substr(lag(published) OVER signed || '-01-01', 1, 10)) <= 365
                                THEN 0 ELSE 1 END AS begins
                    FROM bylines JOIN posts ON posts.id = post_id
                    WHERE +credit = 'author' AND published IS NOT NULL AND person_id IS NOT NULL
                      AND (role_id IS NOT NULL OR organisation_id IS NOT NULL)
                    WINDOW signed AS (PARTITION BY person_id ORDER BY published, post_id, position)
                )
            )
            WINDOW period AS (PARTITION BY person_id, number)
        ) AS signed
        JOIN people ON people.id = signed.person_id
        LEFT JOIN roles ON roles.id = role_id
        LEFT JOIN organisations ON organisations.id = organisation_id
        WHERE place = 1
        ORDER BY people.name, people.id, first_published
    """,
    "timeline": """
        SELECT sites.name AS site, tallies.month, tallies.posts + tallies.stubs AS posts, tallies.stubs
        FROM tallies JOIN sites ON sites.id = tallies.site_id
        WHERE length(tallies.month) = 7 AND tallies.posts + tallies.stubs > 0
        ORDER BY tallies.month DESC
    """,
    "history": " UNION ALL ".join(HISTORY),
    "changes": """
        SELECT at, what, title, changed, reason, revision, site, url, post_id
        FROM history WHERE what NOT IN ('new', 'completed') ORDER BY at DESC
    """,
    "stubs": """
        SELECT posts.id, posts.published, posts.title, texts.byline AS authors, posts.excerpt,
               sites.name AS site, leads.state AS visit, leads.reason, posts.url
        FROM posts JOIN sites ON sites.id = posts.site_id LEFT JOIN texts ON texts.post_id = posts.id
        LEFT JOIN leads ON leads.site_id = posts.site_id AND leads.url_key = posts.url_key
        WHERE posts.state = 'stub' ORDER BY posts.published DESC, posts.id
    """,
    "site_health": """
        SELECT sites.id, sites.name AS site, sites.url,
               (SELECT coalesce(sum(tallies.posts), 0) FROM tallies WHERE site_id = sites.id) AS posts,
               (SELECT coalesce(sum(tallies.stubs), 0) FROM tallies WHERE site_id = sites.id) AS stubs,
               (SELECT coalesce(sum(tallies.gone), 0) FROM tallies WHERE site_id = sites.id) AS gone,
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
