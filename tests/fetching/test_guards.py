from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.fetching.guards import check_url, is_public
from scraper.model.errors import Refused

NOT_PUBLIC = (
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16",
    "169.254.169.254", "172.16.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.51.100.7", "203.0.113.9", "224.0.0.251", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "100::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "febf::1",
    "fec0::1", "ff02::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "93.184.216.34", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450:400f::200e",
          "::ffff:1.1.1.1", "64:ff9b::101:101")  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_the_public_web(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_private_addresses_written_into_an_url(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(Refused, match=r"allow-private|never asked"):
        check_url(f"http://{host}/", allow_private=False)


@pytest.mark.parametrize(
    "url",
    (
        "http://0x7f.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.1./",
        "http://localhost/", "http://LOCALHOST:8080/", "http://a.localhost./", "http://printer.local/",
        "http://metadata.google.internal/", "http://router.home.arpa/", "http://①②⑦.0.0.1/", "http:\\\\127.0.0.1",
        "http://%31%32%37.0.0.1/", "https://[::ffff:7f00:1]/", "http://[::1]:22/",
    ),
)  # fmt: skip
def test_disguises(url: str) -> None:
    with pytest.raises(Refused):
        check_url(url, allow_private=False)


@pytest.mark.parametrize(
    "url",
    (
        "file:///etc/passwd", "ftp://example.org/", "data:text/html,x", "javascript:alert(1)", "gopher://example.org/",
        "http://user@example.org/", "http://user:word@example.org/", "http://:word@example.org/", "//example.org/",
        "", "http://", "example.org", "http://exa mple.org/",
    ),
)  # fmt: skip
def test_what_is_never_followed(url: str) -> None:
    with pytest.raises(Refused):
        check_url(url, allow_private=True)


@pytest.mark.parametrize(
    "host",
    (
        "169.254.169.254", "0xa9.254.43518", "[::ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "169.254.170.2",
        "100.100.100.200", "168.63.129.16", "[fd00:ec2::254]", "[fd20:ce::254]",
    ),
)  # fmt: skip
def test_what_clouds_tell_their_machines_is_asked_by_nobody(host: str) -> None:
    with pytest.raises(Refused, match="never asked"):
        check_url(f"http://{host}/", allow_private=True)


def test_allow_private_lets_pass() -> None:
    check_url("http://127.0.0.1:8000/", allow_private=True)
    check_url("http://localhost/", allow_private=True)


def test_ordinary_addresses_pass() -> None:
    check_url("https://example.org/2019/05/29/en-dag?x=1#y", allow_private=False)
    check_url("https://blåbär.example.org:8443/", allow_private=False)


@settings(deadline=None)
@given(st.text() | st.text().map(lambda text: "http://" + text))
def test_any_text_passes_or_is_refused(text: str) -> None:
    try:
        check_url(text, allow_private=False)
    except Refused:
        pass


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_a_wrapped_address_is_no_more_public_than_what_it_wraps(address: object) -> None:
    for wrapped in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(ip_address(wrapped)) == is_public(ip_address(str(address)))
    assert not is_public(ip_address(f"::{address}")) or is_public(ip_address(str(address)))
