"""Sentences about authors: `Anna Ek is a senior editor at Kvarnbladet.`"""

from __future__ import annotations

import re
from collections.abc import Collection

from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.roles import is_organisation, is_role, split_role
from scraper.model.post import Author

MAX_BIO = 600
_IS = re.compile(
    r"^(?P<name>(?:[^.!?\n]|(?<=\b\w)\.|(?<=Jr)\.|(?<=Sr)\.|(?<=Dr)\.|(?<=St)\.){3,60}?),?\s+(?:is|was|är|er|on|ist|war|arbeitet als|schreibt als|works as|serves as|est|es|è|é|jest|je|byl|byla|är verksam som|arbetar som|jobber som|arbejder som|is currently|ist seit \d{4}|has been)\s+"
    r"(?:(?:a|an|the|en|ett|ein|eine|der|die|een|un|une|uno|una|um|uma|currently|also|our)\s+)*(?P<rest>[^\n]{4,260})",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?:A|An|The)\s+(?P<rest>[^\n]{4,200})")
_END = re.compile(
    r"(?<=[\w)”\"])[.!?](?=\s|$)(?<!\bU\.S\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bProf\.)(?<!\bInc\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\b[A-Z]\.)"
)
_CLAUSE = re.compile(
    r"\s*(?:,?\s+(?:who|where|which|whose|based|specialising|specializing|focusing|covering|reporting|currently|since|and (?:is|has|was|the|a|an|writes|author)|with \d|with over|with more|"
    r"som|där|der|die|und (?:schreibt|arbeitet|lebt|berichtet|leitet)|mit|wo|seit|qui|où|que|donde|che|dove|kde|który|która|living|lives|in [A-Z]\w+(?: City)?$)\b.*|;.*|\s+–\s.*|\s+@.*|\s+\(@.*)$",
    re.IGNORECASE | re.DOTALL,
)


def read_bio(
    text: str, *, language: str | None = None, known_names: Collection[str] = ()
) -> tuple[Author, ...]:
    """The people whom biographical sentences introduce; empty when the text is none. Never raises."""
    head, _, behind = text.partition("\n")
    if behind.strip() and is_person_name(clean_name(head), language=language):
        text = behind  # the name stands above its own biography
    text = " ".join(text[:MAX_BIO].split())
    people: list[Author] = []
    for sentence in _END.split(text)[:8]:
        person = _sentence(sentence.strip(), language, known_names)
        if person is not None:
            people.append(person)
        elif not people:
            return ()
    return tuple(people)


def _sentence(sentence: str, language: str | None, known: Collection[str]) -> Author | None:
    match = _IS.match(sentence)
    if match is None:
        return None
    name = clean_name(match["name"])
    if name not in known and not is_person_name(name, language=language):
        return None
    rest = _CLAUSE.sub("", match["rest"]).strip(" ,.")
    rest = re.sub(r"^(?:(?:a|an|the|eine?|en|ett)\s+)", "", rest, flags=re.IGNORECASE)
    if not is_role(rest[:120], language=language):
        return None
    role, organisation = _role_and_body(rest, language)
    if not role or len(role) > 90:
        return None
    return Author(name, role, organisation)


def _role_and_body(rest: str, language: str | None) -> tuple[str | None, str | None]:
    """`senior researcher with the Harbour Observatory`, in whichever language the preposition is."""
    for pattern in (
        r"\s+(?:at|with|for|bei|beim|på|vid|hos|chez|presso|bij)\s+(?:the\s+|der\s+|dem\s+|la\s+|le\s+)?(?=[A-ZÅÄÖÉÜ0-9])",
        r"\s+of\s+the\s+(?=[A-Z])",
        r",\s+(?=[A-Z])",
    ):
        parts = re.split(pattern, rest, maxsplit=1)
        if len(parts) == 2 and is_role(parts[0], language=language):
            organisation = re.split(r",\s|\s+in\s+(?=[A-Z])|\s+and\s+(?=[a-z])", parts[1], maxsplit=1)[
                0
            ].strip(" ,.")
            if (
                organisation
                and len(organisation) < 90
                and (pattern.startswith(r"\s+(?:at") or is_organisation(organisation))
            ):
                return parts[0].strip(" ,"), organisation
    role, organisation = split_role(rest, language=language)
    return role, organisation
