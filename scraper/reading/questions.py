"""Questions that the archive answers with one click, as Datasette's canned queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """A title, what it tells, and the SQL, whose `:names` Datasette asks the reader for; `example` is what to put there."""

    title: str
    description: str
    sql: str
    example: Mapping[str, str] = field(default_factory=dict)


QUESTIONS: dict[str, Question] = {
    "search": Question(
        "Search all texts",
        "What the search page finds, best first, as a table: words and filters as there, 200 posts at most.",
        """
select
  posts.published,
  posts.title,
  texts.byline as authors,
  found.value ->> 1 as passage,
  posts.url,
  posts.id as post_id
from json_each(archive_search(:words)) as found
  join posts on posts.id = found.value ->> 0
  left join texts on texts.post_id = posts.id
order by found.key
""",
        {"words": "natten"},
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
        {"year": "2019"},
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
        {"name": "Ekström"},
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
        {"role": "utvecklare"},
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
    "changed_organisation": Question(
        "Who changed organisation, and when?",
        "People who signed for one organisation and later for another: the last post for the one, the first for the other. For a while they may have signed for both.",
        """
with spans as (
  select person_id, person, organisation, min(first_published) as first, max(last_published) as last
  from role_history where organisation is not null group by person_id, organisation_id
),
ahead as (
  select *, max(last) over (partition by person_id order by first, last desc
    rows between unbounded preceding and 1 preceding) as last_before
  from spans
),
moves as (
  select person, lag(organisation) over moved as from_organisation, substr(lag(last) over moved, 1, 10) as last_for_it,
    organisation as to_organisation, substr(first, 1, 10) as first_for_it, person_id
  from ahead where last_before is null or last > last_before
  window moved as (partition by person_id order by first)
)
select * from moves where from_organisation is not null order by person, first_for_it
""",
    ),
    "spelled_in_several_ways": Question(
        "Which names, roles and organisations are printed in more than one way?",
        "Case, accents and order make no difference to who is meant; what was printed is kept.",
        """
select kind, count(*) as spellings, group_concat(printed, ' · ') as printed
from (select * from spellings order by printed)
group by kind, site_id, target_id having count(*) > 1
order by kind, spellings desc, printed
""",
    ),
    "wrote_together": Question(
        "Who wrote together?",
        "Pairs of people who signed the same posts.",
        """
select one.person, other.person as with_person, count(distinct one.post_id) as posts,
  substr(min(one.published), 1, 10) as first, substr(max(one.published), 1, 10) as last
from signatures as one join signatures as other
  on other.post_id = one.post_id and other.person_id > one.person_id
group by one.person_id, other.person_id
order by posts desc, one.person, with_person
""",
    ),
    "wrote_once": Question(
        "Who wrote only once?",
        "Guests, or names that were read wrongly: the evidence of the post tells which.",
        """
select person, role, organisation, substr(published, 1, 10) as published, title, url, post_id, person_id
from signatures
where person_id in (select person_id from signatures group by person_id having count(distinct post_id) = 1)
order by published desc, person
""",
    ),
    "newest_authors": Question(
        "Who has begun to write lately?",
        "People by the day of their first post, newest first.",
        """
select person, substr(min(published), 1, 10) as first_published, count(distinct post_id) as posts,
  group_concat(distinct organisation) as organisations, person_id
from signatures
where person is not null
group by person_id
order by first_published desc, person
limit 50
""",
    ),
    "organisations_by_year": Question(
        "Which organisations wrote how much, year by year?",
        "Posts signed for each organisation.",
        """
select organisation, year, count(distinct post_id) as posts, count(distinct person_id) as people
from signatures
where organisation is not null
group by organisation, year
order by organisation, year
""",
    ),
    "longest_silences": Question(
        "When was a site silent for longest?",
        "The longest gaps between two days with posts.",
        """
with days as (
  select distinct site_id, substr(published, 1, 10) as day from posts
  where length(published) >= 10 and state <> 'stub'
), gaps as (
  select site_id, day as silent_since, lead(day) over (partition by site_id order by day) as until from days
)
select sites.name as site, silent_since, until, cast(julianday(until) - julianday(silent_since) as integer) as days
from gaps join sites on sites.id = gaps.site_id
where until is not null
order by days desc, silent_since
limit 20
""",
    ),
    "edited_after_publication": Question(
        "Which posts were edited after they were published?",
        "Seen by us as revisions, or said by the page itself: modified on a later day than published.",
        """
select posts.title, substr(posts.published, 1, 10) as published, substr(posts.modified, 1, 10) as said_modified,
  count(revisions.id) as edits_seen, max(revisions.seen_at) as last_edit_seen, posts.url, posts.id as post_id
from posts left join revisions on revisions.post_id = posts.id and revisions.cause = 'site'
where posts.state <> 'stub'
group by posts.id
having edits_seen > 0 or substr(posts.modified, 1, 10) > substr(posts.published, 1, 10)
order by edits_seen desc, said_modified desc, posts.id
""",
    ),
    "gone": Question(
        "Which posts are gone from their sites?",
        "Seen gone twice, a day apart; what they said is kept here.",
        """
select posts.gone_at, posts.title, texts.byline as authors, substr(posts.published, 1, 10) as published,
  sites.name as site, posts.url, posts.id as post_id
from posts join sites on sites.id = posts.site_id join texts on texts.post_id = posts.id
where posts.state = 'gone'
order by posts.gone_at desc, posts.id
""",
    ),
    "where_values_come_from": Question(
        "Where do dates, titles and authors come from?",
        "By field and source: how often it was believed, how often outweighed.",
        """
select field, source, sum(chosen) as believed, sum(not chosen) as outweighed
from evidence
where field in ('title', 'published', 'authors')
group by field, source
order by field, believed desc, source
""",
    ),
}
"""By the name in the address; in the order in which they are listed."""
