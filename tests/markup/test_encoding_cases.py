"""Encodings, case by case: who is believed, which labels are known, and where we part with the standard."""

from __future__ import annotations

import pytest
import webencodings
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.markup.encoding import PRESCAN, declared, decode, label

SWEDISH = "Räksmörgås på ön – ”fika” €"


def test_order_of_what_is_believed() -> None:
    body = b"<meta charset=windows-1251>"
    assert decode(b"\xef\xbb\xbf" + body, "text/html; charset=koi8-r")[1] == "utf-8"
    assert decode(body, "text/html; charset=koi8-r")[1] == "koi8-r"
    assert decode(body, "text/html")[1] == "windows-1251"
    assert decode("<p>å".encode())[1] == "utf-8"
    assert decode("<p>å".encode("windows-1252"))[1] == "windows-1252"


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    (
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16le"),
        (b"\xfe\xff", "utf-16-be", "utf-16be"),
    ),
)
def test_byte_order_marks_win_and_are_left_out(mark: bytes, codec: str, name: str) -> None:
    assert decode(mark + SWEDISH.encode(codec), "text/html; charset=windows-1252") == (SWEDISH, name)


@pytest.mark.parametrize(
    "content_type",
    (
        "text/html; charset=windows-1252",
        "text/html;charset=WINDOWS-1252",
        'text/html; charset="windows-1252"',
        "text/html; charset='iso-8859-1'",
        "text/html; charset = latin1",
        "text/html; x=y; charset=us-ascii; z",
    ),
)
def test_the_header(content_type: str) -> None:
    assert decode(SWEDISH.encode("windows-1252"), content_type) == (SWEDISH, "windows-1252")


@pytest.mark.parametrize(
    "content_type",
    ("text/html; charset=", "text/html; charset=utf-7", "charset=what", "", ";;", "charset" * 999),
)
def test_a_header_that_says_nothing(content_type: str) -> None:
    assert decode(SWEDISH.encode(), content_type) == (SWEDISH, "utf-8")


@pytest.mark.parametrize(
    ("given_label", "name"),
    (
        ("UTF8", "utf-8"),
        (" utf-8\t", "utf-8"),
        ("iso-8859-1", "windows-1252"),
        ("ascii", "windows-1252"),
        ("iso-8859-9", "windows-1254"),
        ("tis-620", "windows-874"),
        ("gb2312", "gbk"),
        ("shift-jis", "shift_jis"),
        ("ks_c_5601-1987", "euc-kr"),
        ("x-user-defined", "windows-1252"),
        ("utf-7", None),
        ("utf-32", None),
        ("", None),
        ("hz-gb-2312", None),
        ("iso-2022-kr", None),
        ("x" * 5_000, None),
    ),
)
def test_labels(given_label: str, name: str | None) -> None:
    assert label(given_label) == name


@pytest.mark.parametrize(
    ("text", "charset", "codec"),
    (
        ("①㈱髙", "shift_jis", "cp932"),  # windows-31j, not JIS X 0208 alone
        ("똠방각하", "euc-kr", "cp949"),  # the unified Hangul code
        ("𠀀㐀é", "gb2312", "gb18030"),
        ("繁體中文", "big5", "big5hkscs"),
        ("Жизнь", "koi8-r", "koi8-r"),
        ("ไทย", "tis-620", "cp874"),
        ("İstanbul ş", "iso-8859-9", "cp1254"),
    ),
)
def test_labels_stand_for_what_browsers_read(text: str, charset: str, codec: str) -> None:
    assert decode(text.encode(codec), f"text/html; charset={charset}")[0] == text


@pytest.mark.parametrize(
    ("head", "name"),
    (
        (b"<meta charset=iso-8859-2>", "iso-8859-2"),
        (b'<META  CHARSET = "ISO-8859-2" />', "iso-8859-2"),
        (b"<meta/charset='iso-8859-2'>", "iso-8859-2"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso-8859-2"),
        (b'<meta content="text/html; charset=iso-8859-2" http-equiv=content-type>', "iso-8859-2"),
        (b'<meta http-equiv=content-type content="charset charset=iso-8859-2">', "iso-8859-2"),
        (b'<meta name=x content="text/html; charset=iso-8859-2">', None),
        (b"<!-- <meta charset=koi8-r> --><meta charset=iso-8859-2>", "iso-8859-2"),
        (b"<!--><meta charset=iso-8859-2>", "iso-8859-2"),
        (b"<!-- <meta charset=iso-8859-2>", None),
        (b"<p title='<meta charset=koi8-r>'><meta charset=iso-8859-2>", "iso-8859-2"),
        (b"</p x='<meta charset=koi8-r>'><meta charset=iso-8859-2>", "iso-8859-2"),
        (b"<!x <meta charset=koi8-r> <meta charset=iso-8859-2>", "iso-8859-2"),
        (b"<metacharset=iso-8859-2>", None),
        (b"<meta charset=nonsense><meta charset=iso-8859-2>", "iso-8859-2"),
        (b"<meta charset=koi8-r charset=iso-8859-2>", "koi8-r"),
        (b"<meta charset=iso-8859-2", None),
        (b"<meta charset=utf-16be>", "utf-8"),
        (b"<meta charset=utf-7>", None),
        (b"<meta charset=x-user-defined>", "windows-1252"),
        (b"\n<?xml version='1.0' encoding=\"utf-16\"?><html>", "utf-8"),
        (b"<?xml version='1.0' encoding='koi8-r'?><meta charset=iso-8859-2>", "iso-8859-2"),
        (b"<?xml version='1.0'?><html>", None),
        (b"<\x00?\x00x\x00m\x00l\x00", "utf-16le"),
        (b"\x00<\x00?\x00x\x00m\x00l", "utf-16be"),
        (b"<style>" + b"x" * 3_000 + b"</style><meta charset=iso-8859-2>", "iso-8859-2"),
        (b"x" * PRESCAN + b"<meta charset=iso-8859-2>", None),
        (b"", None),
    ),
)
def test_what_a_document_declares(head: bytes, name: str | None) -> None:
    assert declared(head) == name


def test_xml_is_read_by_its_own_declaration() -> None:
    body = b"<?xml version='1.0' encoding='koi8-r'?><meta charset='iso-8859-2'/>"
    assert decode(body, "application/xhtml+xml")[1] == "koi8-r"
    assert decode(body, "text/html")[1] == "iso-8859-2"


@pytest.mark.parametrize("text", ("déjà vu", "naïve – “quoted”", "Où est-ce ? À Nîmes, bientôt.", "£5"))
def test_windows_1252_that_calls_itself_utf8(text: str) -> None:
    assert decode(text.encode("windows-1252"), "text/html; charset=utf-8") == (text, "windows-1252")


@pytest.mark.parametrize(
    "body",
    (
        "Привет, как дела".encode("windows-1251"),  # long runs: some other alphabet
        "Καλημέρα".encode("iso-8859-7"),
        SWEDISH.encode() * 20 + b" \xe5 ",  # UTF-8 with a stray letter
        b"caf\x81 \x8d",  # bytes that windows-1252 leaves empty
        b"\xef\xbb\xbfcaf\xe9 au lait",  # the mark leaves no doubt
        "Ingen vet när det tar slut å".encode()[:-1],  # cut off within a letter
    ),
)
def test_broken_utf8_stays_utf8(body: bytes) -> None:
    text, name = decode(body, "text/html; charset=utf-8")
    assert name == "utf-8"
    assert "\ufffd" in text


def test_an_undeclared_page_that_is_cut_off_within_a_letter() -> None:
    assert decode((SWEDISH * 9 + "å").encode()[:-1])[1] == "utf-8"


SCRAPS = (
    *(
        b"<",
        b">",
        b"<meta ",
        b"charset=",
        b'"',
        b"'",
        b"<!--",
        b"-->",
        b"<?xml encoding='",
        b"content=",
        b"/",
    ),
    *(
        b"http-equiv=content-type ",
        b"utf-16",
        b"gbk",
        b"hz-gb-2312",
        b"iso-2022-jp",
        b"\xff",
        b"\x1b$B",
        b" ",
    ),
)
markup = st.lists(st.sampled_from(SCRAPS) | st.binary(max_size=4), max_size=40).map(b"".join)


@settings(deadline=None, max_examples=300)
@given(st.binary() | markup, st.sampled_from(tuple(webencodings.LABELS)).map("charset={}".format))
def test_any_bytes_under_any_label_become_text(body: bytes, content_type: str) -> None:
    for text, name in (decode(body, content_type), decode(body)):
        assert isinstance(text, str)
        assert webencodings.lookup(name) is not None


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    (
        b"<",
        b"<a ",
        b'<a x="',
        b"<a x='\" ",
        b"<meta ",
        b"<!--",
        b'<a a=\'""b',
        b"charset ",
        b"<?xml ",
        b"\xe5 ",
        b"a=",
    ),
)
def test_every_page_comes_to_an_end(piece: bytes) -> None:
    for body in (piece * (2**20 // len(piece)), b"<meta charset " + piece * 200_000):
        assert decode(body, "text/html; charset" + " " * 5_000)[1]
