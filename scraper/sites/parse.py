"""The text of a rule file → a SiteRule. docs/site-rules.md says what may stand in it. Reads no file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo, available_timezones

import tomli

from scraper.fields.dates import parse_machine_date
from scraper.fields.languages import normalise_language
from scraper.markup.select import SelectorError, check_selector
from scraper.model import urls
from scraper.model.errors import URLError
from scraper.sites.patterns import PatternError, check_pattern
from scraper.sites.rules import FIELDS, PARTS, Expected, Person, Place, RuleTest, SiteRule
from scraper.sites.table import Table, broken, did_you_mean

MAX_FILE_BYTES = 256 * 1024
_KEYS = ("match", "fields", "remove", "valid_from", "valid_until", "valid_by", "zone", "language", "test")
_EXPECTED = (
    "title",
    "published",
    "modified",
    "authors",
    "tags",
    "image",
    "language",
    "text_has",
    "text_lacks",
)
_SPANS = ("capture", "publication")


def parse_rule(source: bytes, file: Path) -> SiteRule:
    """The rule in a file's bytes; `file` gives it its name and stands in messages.

    Raises RulesError, and nothing else, for whatever does not hold: the message names file, key and reason.
    """
    if len(source) > MAX_FILE_BYTES:
        raise broken(file, "", f"a rule file has at most {MAX_FILE_BYTES // 1024} KiB")
    try:
        values = tomli.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise broken(file, "", "is not in UTF-8; save it anew as UTF-8") from error
    except (ValueError, RecursionError) as error:  # ValueError: TOMLDecodeError, and numbers of 5,000 digits
        raise broken(file, "", f"is no TOML: {error}") from error
    table = Table(values, file, known=_KEYS)
    match = table.table("match", known=("hosts", "paths"))
    rule = SiteRule(
        name=file.stem,
        file=file,
        hosts=_hosts(match),
        paths=_paths(match),
        places=_places(table),
        remove=tuple(_selector(table, "remove", selector) for selector in table.texts("remove") or ()),
        valid_from=table.day("valid_from"),
        valid_until=table.day("valid_until"),
        by_publication=_one_of(table, "valid_by", _SPANS) == "publication",
        zone=_zone(table),
        language=_language(table),
    )
    if rule.valid_from and rule.valid_until and rule.valid_from > rule.valid_until:
        table.fail("valid_until", f"{rule.valid_until} is before valid_from, {rule.valid_from}")
    tests = tuple(
        _test(table, place, entry, rule) for place, entry in enumerate(table.entries("test"), start=1)
    )
    if not (rule.places or rule.remove or rule.zone or rule.language):
        table.fail("fields", "is missing, and so is all else that a rule may say: name at least one selector")
    return rule._replace(tests=tests)


def _hosts(match: Table) -> tuple[str, ...]:
    hosts = match.texts("hosts")
    if not hosts:
        match.fail(
            "hosts", 'is missing, so that the rule matches no page; write hosts = ["blog.example.org"]'
        )
    return tuple(_host(match, written) for written in hosts)


def _host(match: Table, written: str) -> str:
    host = "" if any(mark in written for mark in "/?#@[\\") else urls.host(f"http://{written}/")
    if not host or not any(char not in "*." for char in host):
        match.fail(
            "hosts", f"{written!r} is no host; write blog.example.org or *.example.org, without https://"
        )
    return host.removeprefix("www.")


def _paths(match: Table) -> tuple[str, ...]:
    paths = match.texts("paths") or ()
    for path in paths:
        if not path.startswith(("/", "*")):
            match.fail("paths", f"{path!r} does not begin with / or *")
        if any(mark in path for mark in "?#["):
            match.fail(
                "paths", f"{path!r} is more than a path; * stands for anything, queries are not looked at"
            )
    return tuple(unquote(path) for path in paths)


def _places(table: Table) -> dict[str, Place]:
    fields = table.table("fields", known=FIELDS)
    return {field: _place(fields, field) for field in FIELDS if field in fields}


def _place(fields: Table, field: str, *, part: bool = False) -> Place:
    """A place, written as a table or, when it is a selector alone, as text."""
    value = fields.value(field)
    if isinstance(value, str):
        value = {"selector": value}
    people = field == "authors" and not part
    keys = ["selector", "attribute", "pattern"] if field != "text" else ["selector"]
    table = fields.inner(field, value, known=[*keys, *PARTS] if people else keys)
    parts = {name: _place(table, name, part=True) for name in PARTS if people and name in table}
    if parts and "name" not in parts:
        table.fail("name", "is missing; a role or an organisation belongs to somebody with a name")
    for key in ("attribute", "pattern"):
        if parts and key in table:
            table.fail(key, "belongs to name, role and organisation here, not to what holds them")
    selector = table.text("selector")
    if selector is None and not (part and ("attribute" in table or "pattern" in table)) and not parts:
        table.fail("selector", "is missing")
    if selector is not None:
        _selector(table, "selector", selector)
    pattern = table.text("pattern")
    if pattern is not None:
        try:
            check_pattern(pattern, of_people=people)
        except PatternError as error:
            table.fail("pattern", str(error))
    return Place(selector or "", table.text("attribute") or "", pattern or "", parts)


def _selector(table: Table, key: str, selector: str) -> str:
    try:
        check_selector(selector)
    except SelectorError as error:
        table.fail(key, str(error))
    return selector


def _one_of(table: Table, key: str, known: tuple[str, ...]) -> str | None:
    word = table.text(key)
    if word is not None and word not in known:
        table.fail(key, f"{word!r} is neither {' nor '.join(known)}{did_you_mean(word, known)}")
    return word


def _zone(table: Table) -> str | None:
    zone = table.text("zone")
    if zone is None:
        return None
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        near = did_you_mean(zone, available_timezones())
        table.fail("zone", f"{zone!r} is no time zone{near or '; write one as Europe/Stockholm'}")
    return zone


def _language(table: Table) -> str | None:
    written = table.text("language")
    language = normalise_language(written) if written is not None else None
    if written is not None and language is None:
        table.fail("language", f"{written!r} is no language tag; write one as sv or pt-BR")
    return language


def _test(table: Table, place: int, entry: Any, rule: SiteRule) -> RuleTest:
    key = f"test[{place}]"
    test = table.inner(key, entry, known=("url", "page", "captured", "expect"))
    url = test.text("url")
    if url is None:
        test.fail("url", "is missing; it is the address of the page, or the one that a stored page came from")
    try:
        url = urls.normalise(url)
    except URLError as error:
        test.fail("url", str(error))
    if not rule.matches(url):
        test.fail("url", f"no match: {url} lies on none of the hosts and paths of this rule")
    page = test.text("page")
    if page is not None and "\0" in page:
        test.fail("page", "is no file name")
    expect = test.table("expect", known=_EXPECTED)
    expected = _expected(expect)
    if expected == Expected():
        test.fail("expect", f"is missing; say what is to be read on the page: {', '.join(_EXPECTED)}")
    return RuleTest(
        label=page or url, url=url, expected=expected,
        page=rule.file.parent / page if page else None, captured=test.day("captured"),
    )  # fmt: skip


def _expected(expect: Table) -> Expected:
    people = [_person(expect, entry) for entry in expect.entries("authors")]
    return Expected(
        title=expect.text("title", empty=True),
        published=_stamp(expect, "published"),
        modified=_stamp(expect, "modified"),
        authors=tuple(people) if "authors" in expect else None,
        tags=expect.texts("tags"),
        image=expect.text("image", empty=True),
        language=expect.text("language", empty=True),
        text_has=expect.texts("text_has") or (),
        text_lacks=expect.texts("text_lacks") or (),
    )


def _stamp(expect: Table, key: str) -> str | None:
    """A date as a DateStamp prints it; an empty text says that there is none."""
    value = expect.value(key)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    text = expect.text(key, empty=True)
    if text:
        stamp = parse_machine_date(text)
        if stamp is None:
            expect.fail(key, f"{text!r} is no date; write it as 2019-05-29 or 2019-05-29T08:15:00+02:00")
        return str(stamp)
    return text


def _person(expect: Table, entry: Any) -> Person:
    if isinstance(entry, str):
        return Person(name=" ".join(entry.split()))
    table = expect.inner("authors", entry, known=PARTS)
    return Person(*(table.text(part, empty=True) for part in PARTS))
