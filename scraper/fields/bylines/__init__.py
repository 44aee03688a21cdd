"""Bylines as they are printed: names, roles, organisations and credits, told apart by words that are data."""

from scraper.fields.bylines.bodies import is_agency, is_body, is_organisation
from scraper.fields.bylines.more import leads_to_more, whose
from scraper.fields.bylines.names import clean_name, is_login, is_person_name
from scraper.fields.bylines.noise import without_noise
from scraper.fields.bylines.parse import parse_byline
from scraper.fields.bylines.roles import is_role, says_no_role
from scraper.fields.bylines.said import Said, said_of
from scraper.fields.bylines.splitting import split_role

__all__ = [
    "Said",
    "clean_name",
    "is_agency",
    "is_body",
    "is_login",
    "is_organisation",
    "is_person_name",
    "is_role",
    "leads_to_more",
    "parse_byline",
    "said_of",
    "says_no_role",
    "split_role",
    "whose",
    "without_noise",
]  # fmt: skip
