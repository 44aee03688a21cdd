"""Encodings as the WHATWG standard decides them."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
import webencodings
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.markup.encoding import declared, decode

SHARED = Path(__file__).parents[2].parent / "shared" / "conformance" / "html5lib-encoding.tar.gz"


@pytest.mark.parametrize(
    ("body", "content_type", "text", "name"),
    [
        ("Åkesson".encode(), "", "Åkesson", "utf-8"),
        (b"\xef\xbb\xbf\xc3\x85", "text/html; charset=iso-8859-1", "Å", "utf-8"),
        ("Åke".encode("latin-1"), "text/html; charset=ISO-8859-1", "Åke", "windows-1252"),
        ("“Åke”".encode("cp1252"), "", "“Åke”", "windows-1252"),
        (
            b"<meta charset='windows-1251'>\xcf\xf0\xe8",
            "",
            "<meta charset='windows-1251'>При",
            "windows-1251",
        ),
        (
            b'<meta http-equiv=Content-Type content="text/html; charset=shift_jis">\x93\xfa',
            "",
            None,
            "shift_jis",
        ),
        ("hej".encode("utf-16"), "", "hej", "utf-16le"),
        ("é".encode(), "text/html; charset=utf-7", "é", "utf-8"),
        (b"<meta charset=utf-16>\xc3\xa5", "", "<meta charset=utf-16>å", "utf-8"),
        (
            b'<?xml version="1.0" encoding="iso-8859-2"?>\xb1',
            "",
            '<?xml version="1.0" encoding="iso-8859-2"?>ą',
            "iso-8859-2",
        ),
        (b"<!-- <meta charset=koi8-r> --><p>", "", None, "utf-8"),
        (
            b"<meta charset=utf-8>H\xe5rda m\xe5nader \xe4r \xf6ver",
            "",
            "<meta charset=utf-8>Hårda månader är över",
            "windows-1252",
        ),
        (
            "<meta charset=gb2312>促进航天技术更好惠及人民".encode(),
            "",
            "<meta charset=gb2312>促进航天技术更好惠及人民",
            "utf-8",
        ),
        ("<meta charset=gb2312>促进航天".encode("gb2312"), "", "<meta charset=gb2312>促进航天", "gbk"),
        (b"", "", "", "utf-8"),
    ],
)
def test_bytes_are_read_as_the_standard_says(
    body: bytes, content_type: str, text: str | None, name: str
) -> None:
    read, encoding = decode(body, content_type)
    assert encoding == name
    assert text is None or read == text


@pytest.mark.skipif(not SHARED.exists(), reason="the conformance data is not here")
def test_conformance() -> None:
    wrong = []
    with tarfile.open(SHARED) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            for case in file.read().split(b"#data\n")[1:] if file else ():
                data, found, wanted = case.partition(b"\n#encoding\n")
                if (
                    not found or b"document.write" in data
                ):  # a declaration that a script writes: no script runs here
                    continue
                label = webencodings.lookup(wanted.split(b"\n")[0].decode().strip())
                got = (
                    decode(data)[1]
                    if data.startswith((b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe"))
                    else declared(data) or "windows-1252"
                )
                if label is not None and got != label.name:
                    wrong.append((data[:80], label.name, got))
    assert wrong == []


@given(st.binary(max_size=500), st.text(max_size=60))
@settings(deadline=None)
def test_any_bytes_are_text(body: bytes, content_type: str) -> None:
    text, name = decode(body, content_type)
    assert isinstance(text, str)
    assert webencodings.lookup(name) is not None
