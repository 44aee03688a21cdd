from __future__ import annotations

import socket
import ssl
from collections.abc import Callable

import httpcore
import pytest

from scraper.fetching.client import Client
from scraper.fetching.network import Deadline, GuardedBackend
from scraper.model.errors import NetworkError, Refused
from tests.fetching.rough_server import RoughServer, answer


def nobody() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def backend(*, allow_private: bool, trusted: tuple[str, ...] = ()) -> GuardedBackend:
    return GuardedBackend(Deadline(), nobody, allow_private=allow_private, trusted=trusted)


def test_a_name_that_leads_to_this_machine_is_refused_before_any_connection(server: RoughServer) -> None:
    """The check that a redirect, a lying name server or DNS rebinding cannot get round."""
    with pytest.raises(Refused, match="private network"):
        backend(allow_private=False).connect_tcp("localhost", server.port, 1.0)
    assert server.connections == 0


def test_a_private_address_is_connected_to_when_that_was_asked_for(server: RoughServer) -> None:
    for made in (backend(allow_private=True), backend(allow_private=False, trusted=("localhost",))):
        stream = made.connect_tcp("localhost", server.port, 1.0)
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", server.port)
        stream.close()


def test_no_socket_files() -> None:
    with pytest.raises(httpcore.ConnectError):
        backend(allow_private=True).connect_unix_socket("/run/anything")


def test_a_deadline_shortens_time_outs_and_ends_them() -> None:
    deadline = Deadline()
    assert deadline.cap(5.0) == 5.0
    assert deadline.cap(None) is None
    assert not deadline.passed
    deadline.start(100.0)
    assert deadline.cap(5.0) == 5.0
    assert 0 < (deadline.cap(None) or 0) <= 100.0
    deadline.start(-1.0)
    assert deadline.passed
    with pytest.raises(httpcore.ReadTimeout):
        deadline.cap(5.0)


def test_a_name_that_does_not_exist(make_client: Callable[..., Client]) -> None:
    client = make_client(tries=3)
    with pytest.raises(NetworkError, match=r"cannot be resolved|cannot be reached"):
        client.fetch("http://no-such-name.invalid/")


@pytest.mark.parametrize("host", ("a" * 64 + ".invalid", "xn--a.invalid", "a..b.invalid"))
def test_names_that_cannot_exist(make_client: Callable[..., Client], host: str) -> None:
    with pytest.raises((NetworkError, Refused)):
        make_client().fetch(f"http://{host}/")


def test_connection_refused(make_client: Callable[..., Client]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NetworkError, match="cannot be reached"):
        make_client().fetch(f"http://127.0.0.1:{port}/")


def test_a_private_address_in_the_url_is_refused(
    make_client: Callable[..., Client], server: RoughServer
) -> None:
    for url in (server.url("/"), f"http://localhost:{server.port}/", f"http://0x7f.1:{server.port}/"):
        with pytest.raises(Refused, match="allow-private"):
            make_client(allow_private=False).fetch(url)
    assert server.connections == 0


def test_ipv6(make_client: Callable[..., Client]) -> None:
    try:
        server = RoughServer(address="::1")
    except OSError:
        pytest.skip("no IPv6 on this machine")
    try:
        assert make_client().fetch(server.on("/six", answer(200, b"six"))).body == b"six"
        with pytest.raises(Refused):
            make_client(allow_private=False).fetch(server.url("/six"))
    finally:
        server.close()


def test_one_connection_serves_many_requests(client: Client, server: RoughServer) -> None:
    url = server.on("/", answer(200, b"page"))
    for _ in range(5):
        assert client.fetch(url).body == b"page"
    assert server.connections == 1
    assert client.requests == 5
    assert client.received_bytes == 20
