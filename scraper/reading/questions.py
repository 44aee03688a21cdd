"""Questions that the archive answers with one click, as Datasette's canned queries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A title, what it tells, and the SQL, whose `:names` Datasette asks the reader for."""

    title: str
    description: str
    sql: str


QUESTIONS: dict[str, Question] = {
    "search": Question(
        "Search all texts",
        "Titles, bylines and texts. All words must occur, the last one may be only begun, “words in quotes”"
        " stand together; case and accents make no difference.",
        """
select
  posts.published,
  posts.title,
  texts.byline as authors,
  snippet(texts_fts, -1, char(2), char(3), ' … ', 24) as passage,
  posts.url,
  posts.id as post_id
from texts_fts
  join posts on posts.id = texts_fts.rowid
  join texts on texts.post_id = posts.id
where texts_fts match archive_words(:words)
order by bm25(texts_fts, 8.0, 4.0, 1.0), posts.published desc
limit 200
""",
    ),
    "who_wrote_most": Question(
        "Who wrote most in a year, and in which roles?",
        "Leave the year empty for all years.",
        """
select
  person,
  count(distinct post_id) as posts,
  group_concat(distinct role) as roles,
  group_concat(distinct organisation) as organisations,
  min(published) as first_published,
  max(published) as last_published,
  person_id
from signatures
where person is not null and (:year = '' or year = cast(:year as integer))
group by person_id
order by posts desc, person
""",
    ),
    "roles_of": Question(
        "Which roles did somebody hold, and when?",
        "Part of a name is enough.",
        """
select person, role, organisation, first_published, last_published, posts, person_id
from role_history
where person like '%' || :name || '%'
order by person, first_published
""",
    ),
    "holders_of": Question(
        "Who held a role, or one like it?",
        "Part of a role is enough.",
        """
select role, person, organisation, first_published, last_published, posts, person_id
from role_history
where role like '%' || :role || '%'
order by role, first_published
""",
    ),
    "changed_role": Question(
        "Who changed role or organisation?",
        "People who signed in more than one role or for more than one organisation.",
        """
select person, role, organisation, first_published, last_published, posts, person_id
from role_history
where person_id in (select person_id from role_history group by person_id having count(*) > 1)
order by person, first_published
""",
    ),
    "incomplete": Question(
        "Which posts lack a date, a title or an author?",
        "Either the site prints none, or we failed to read it: the evidence of a post tells which.",
        """
select
  published, title,
  trim(case when published is null then 'date ' else '' end
    || case when title is null then 'title ' else '' end
    || case when id not in (select post_id from bylines where credit = 'author') then 'author' else '' end)
    as lacking,
  url,
  id as post_id
from posts
where state <> 'stub' and (published is null or title is null
  or id not in (select post_id from bylines where credit = 'author'))
order by published desc
""",
    ),
}
"""By the name in the address; in the order in which they are listed."""
