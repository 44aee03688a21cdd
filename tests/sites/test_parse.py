"""Rule files: what they say, and the one line that tells what is wrong with them."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model.errors import RulesError
from scraper.sites import FIELDS, Place, SiteRule
from scraper.sites.parse import parse_rule

FILE = Path("sites/blog.toml")
MATCH = '[match]\nhosts = ["blog.example"]\n'


def parse(text: str) -> SiteRule:
    return parse_rule(text.encode(), FILE)


def test_a_rule_says_what_its_file_says() -> None:
    rule = parse("""
        valid_from = 2014-01-01
        valid_until = "2016-12-31"
        valid_by = "publication"
        zone = "Europe/Stockholm"
        language = "sv_se"
        remove = ".share"
        match = { hosts = ["www.Blög.example", "*.blog.example"], paths = ["/%C3%A5r/*"] }
        [fields]
        title = "h1"
        published = { selector = "time", attribute = "datetime" }
        authors = { selector = ".by", name = "b", role = { pattern = ", (.+)" } }
        [[test]]
        url = "http://a.blog.example/år/1"
        page = "pages/1.html"
        captured = 2020-01-01
        expect = { published = 2014-05-01, authors = ["Anna Ek", { role = "" }], text_has = "ord" }
    """)
    assert (rule.name, rule.hosts, rule.paths) == (
        "blog",
        ("xn--blg-tna.example", "*.blog.example"),
        ("/år/*",),
    )
    assert (rule.valid_from, rule.valid_until, rule.by_publication) == (
        date(2014, 1, 1),
        date(2016, 12, 31),
        True,
    )
    assert (rule.zone, rule.language, rule.remove) == ("Europe/Stockholm", "sv-SE", (".share",))
    assert rule.places["title"] == Place("h1")
    assert rule.places["authors"].parts == {"name": Place("b"), "role": Place(pattern=", (.+)")}
    (one,) = rule.tests
    assert (one.page, one.captured) == (Path("sites/pages/1.html"), date(2020, 1, 1))
    assert one.expected.published == "2014-05-01"
    assert one.expected.authors is not None
    assert [(person.name, person.role) for person in one.expected.authors] == [("Anna Ek", None), (None, "")]


def test_rules_travel_to_other_processes() -> None:
    rule = parse(MATCH + '[fields]\ntitle = { selector = "h1", pattern = "(.+)" }')
    assert pickle.loads(pickle.dumps(rule)) == rule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = x", ("is no TOML", "line 1")),
        ("[" * 5_000, ("is no TOML",)),
        (f"a = {'9' * 5_000}", ("is no TOML",)),
        ("[fields]\ntitle = 'h1'", ("match.hosts", "matches no page")),
        ("[match]\nhosts = []", ("match.hosts", "matches no page")),
        ("[match]\nhosts = ['https://blog.example/']", ("match.hosts", "is no host")),
        ("[match]\nhosts = ['*']", ("match.hosts", "is no host")),
        ("match = 'blog.example'", ("match", "must be a table, not text")),
        ("[match]\nhosts = ['blog.example']\npaths = ['post']", ("match.paths", "does not begin with /")),
        ("[match]\nhosts = ['blog.example']\npaths = ['/?p=1']", ("match.paths", "more than a path")),
        (MATCH, ("fields", "at least one selector")),
        ("feilds = 1\n" + MATCH, ("feilds", "unknown key; did you mean fields?")),
        (MATCH + "[fields]\ntitel = 'h1'", ("fields.titel", "did you mean title?")),
        (MATCH + "[fields]\nxyzzy = 'h1'", ("fields.xyzzy", "the keys here are title, published")),
        (MATCH + "[fields]\ntitle = { selektor = 'h1' }", ("fields.title.selektor", "did you mean selector?")),
        (MATCH + "[fields]\ntitle = 7", ("fields.title", "must be a table, not a number")),
        (MATCH + "[fields]\ntitle = { attribute = 'x' }", ("fields.title.selector", "is missing")),
        (MATCH + "[fields]\ntitle = 'h1['", ("fields.title.selector", "bracket is not closed")),
        (MATCH + "[fields]\ntitle = 'h1 >'", ("fields.title.selector", "no CSS selector")),
        (MATCH + "[fields]\ntitle = ''", ("fields.title.selector", "is empty")),
        (MATCH + "[fields]\ntext = { selector = 'p', attribute = 'x' }", ("fields.text.attribute", "unknown key")),
        (MATCH + "[fields]\ntitle = { selector = 'h1', pattern = '(' }", ("fields.title.pattern", "missing )")),
        (MATCH + "[fields]\ntitle = { selector = 'h1', pattern = 'a' }", ("fields.title.pattern", "one group")),
        (MATCH + r"[fields]" "\n" r"title = { selector = 'h1', pattern = '(\w+)' }", ("title.pattern", "English")),
        (MATCH + f"[fields]\ntitle = {{ selector = 'h1', pattern = '({'a' * 400})' }}", ("title.pattern", "300")),
        (MATCH + "[fields]\ntitle = { selector = 'h1', pattern = '(?P<role>a)' }", ("title.pattern", "for authors")),
        (MATCH + "[fields]\nauthors = { selector = 'p', pattern = '(?P<role>a)' }", ("authors.pattern", "name is one")),
        (MATCH + "[fields]\nauthors = { role = 'i' }", ("fields.authors.name", "is missing")),
        (MATCH + "[fields]\nauthors = { name = 'b', pattern = '(a)' }", ("fields.authors.pattern", "belongs to name")),
        ("remove = ['a', '::']\n" + MATCH, ("remove", "no CSS selector")),
        ("zone = 'Europe/Stokholm'\n" + MATCH, ("zone", "did you mean Europe/Stockholm?")),
        ("zone = '../../etc/passwd'\n" + MATCH, ("zone", "no time zone")),
        ("language = 'svenskaspråket'\n" + MATCH, ("language", "no language tag")),
        ("valid_from = 'May 2014'\n" + MATCH, ("valid_from", "no date; write it as 2019-05-29")),
        ("valid_from = 2014\n" + MATCH, ("valid_from", "not a number")),
        ("valid_from = 2015-01-01\nvalid_until = 2014-01-01\n" + MATCH, ("valid_until", "before valid_from")),
        ("valid_by = 'published'\n" + MATCH, ("valid_by", "neither capture nor publication")),
        ("zone = 'UTC'\ntest = 1\n" + MATCH, ("test", "must be a list")),
        ("zone = 'UTC'\n" + MATCH + "[[test]]\nexpect = { title = 'x' }", ("test[1].url", "is missing")),
        ("zone = 'UTC'\n" + MATCH + "[[test]]\nurl = 'blog.example/1'", ("test[1].url", "no web address")),
        ("zone = 'UTC'\n" + MATCH + "[[test]]\nurl = 'http://b.example/1'", ("test[1].url", "no match")),
        ("zone = 'UTC'\n" + MATCH + "[[test]]\nurl = 'http://blog.example/1'", ("test[1].expect", "is missing")),
        ("zone = 'UTC'\n" + MATCH + "[[test]]\nurl = 'http://blog.example/1'\nexpect = { published = 'x' }",
         ("test[1].expect.published", "no date")),
        ("zone = 'UTC'\n" + MATCH + "[[test]]\nurl = 'http://blog.example/1'\nexpect = { titel = 'x' }",
         ("test[1].expect.titel", "did you mean title?")),
        ('"a\\nb" = 1', ("unknown key",)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_one_line_with_file_key_and_reason(
    text: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(RulesError) as caught:
        parse(text)
    message = str(caught.value)
    assert message.startswith(f"{FILE}: ")
    assert "\n" not in message
    for word in words:
        assert word in message


def test_a_file_in_another_encoding_says_so() -> None:
    with pytest.raises(RulesError, match="UTF-8"):
        parse_rule("zone = 'Åre'".encode("latin-1"), FILE)
    with pytest.raises(RulesError, match="KiB"):
        parse_rule(b"#" * 300_000, FILE)


_SCALARS = st.one_of(
    st.text(max_size=20), st.integers(), st.booleans(), st.floats(allow_nan=False), st.just("2019-05-29"), st.just("h1"),
    st.sampled_from(["(a)", "blog.example", "http://blog.example/", "UTC", "sv", ".a > b", "*", "a ~ b", ":nth-child(2)"]),
)  # fmt: skip
_KEYS = st.one_of(
    st.sampled_from(
        ["match", "hosts", "paths", "fields", *FIELDS, "selector", "attribute", "pattern", "name", "role", "remove", "zone",
         "language", "valid_from", "valid_by", "test", "url", "page", "expect", "text_has", "captured"]
    ),
    st.text(max_size=5),
)  # fmt: skip
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return _quoted(value) if isinstance(value, str) else str(value).lower()


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text if not 0xD800 <= ord(char) < 0xE000) + '"'


@given(st.dictionaries(_KEYS, _VALUES, max_size=6), st.booleans())
def test_any_toml_is_a_rule_or_a_rules_error(values: dict[str, object], matched: bool) -> None:
    if matched:
        values = {**values, "match": {"hosts": ["blog.example"]}}
    source = "\n".join(f"{_quoted(key)} = {_toml(value)}" for key, value in values.items())
    _rule_or_error(source.encode())


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
)
def test_any_bytes_are_a_rule_or_a_rules_error(source: bytes) -> None:
    _rule_or_error(source)


@given(
    st.sampled_from(["selector", "pattern"]),
    st.text(alphabet="abp1 .#:>+~,*()[]{}='\"\\?|^$-é\n", max_size=40),
)
def test_any_selector_and_pattern_holds_or_is_a_rules_error(key: str, text: str) -> None:
    place = {"selector": "p", "pattern": "(a)", key: text}
    values = {"match": {"hosts": ["blog.example"]}, "fields": {"title": place}}
    _rule_or_error("\n".join(f"{name} = {_toml(value)}" for name, value in values.items()).encode())


def _rule_or_error(source: bytes) -> None:
    try:
        assert isinstance(parse_rule(source, FILE), SiteRule)
    except RulesError as error:
        assert "\n" not in str(error)
        assert str(error).startswith(str(FILE))
