"""Which addresses we go to: public ones, by http and https, without credentials."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import can_ada

from scraper.model.errors import Refused

Address = IPv4Address | IPv6Address

# Python calls some of these global, depending on its version; none of them is the public web
# (IANA special-purpose address registries, RFC 6890).
_NOT_PUBLIC: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598; some clouds keep their metadata here
        "168.63.129.16/32",  # a cloud's host agent: public by number, private by meaning
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.88.99.0/24",  # 6to4 relay anycast, RFC 7526
        "198.18.0.0/15",  # benchmarks, RFC 2544
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
        "64:ff9b:1::/48",  # NAT64 of the local network, RFC 8215
        "100::/64",  # discard only, RFC 6666
        "2001::/32",  # Teredo tunnels, RFC 4380
        "2002::/16",  # 6to4 tunnels, RFC 3056: they end at whatever IPv4 address is written in them
        "5f00::/16",  # segment routing, RFC 9602
        "fec0::/10",  # site-local, RFC 3879
        "ff00::/8",  # multicast
    )
)
_NEVER = tuple(
    ip_network(block)
    for block in (
        "169.254.0.0/16",  # link-local, RFC 3927: here clouds tell a machine its credentials
        "100.100.100.200/32",
        "168.63.129.16/32",
        "fd00:ec2::/64",
        "fd20:ce::/64",
    )
)
"""Not even where private networks are allowed: nobody keeps a site there, and one request can give away a machine."""
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa")


def is_public(address: Address) -> bool:
    """True for an address of the public internet, whatever form it is wrapped in."""
    if isinstance(address, IPv6Address):
        inner = _within(address)
        if inner is not None:
            return is_public(inner)
    if any(address in block for block in _NOT_PUBLIC if block.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def _within(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped, compatible or NAT64 address stands for; None for any other.

    The well-known NAT64 prefix is judged by what it wraps and not shut out: behind DNS64, every
    site that has IPv4 only is reached through it (RFC 6147).
    """
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def check_url(url: str, *, allow_private: bool) -> None:
    """Raises Refused for another scheme, for credentials, and for a private address written out.

    The host is read as browsers read it, so `0x7f.1` and `2130706433` are 127.0.0.1.
    """
    try:
        parsed = can_ada.parse(url)
    except ValueError as error:
        raise Refused(f"{url[:200]!r} is no address", url=url) from error
    if parsed.protocol not in ("http:", "https:"):
        scheme = str(parsed.protocol)[:20]
        raise Refused(f"scheme {scheme!r} is not followed, only http and https", url=url)
    if parsed.username or parsed.password:
        raise Refused("an address with a user name or password in it is not followed", url=url)
    name = str(parsed.hostname).strip("[]").rstrip(".")
    if not allow_private and (name == "localhost" or name.endswith(_PRIVATE_NAMES)):
        raise Refused(private_message(name), url=url)
    try:
        address = ip_address(name)
    except ValueError:
        return
    check_address(address, name=name, allow_private=allow_private, url=url)


def check_address(address: Address, *, name: str, allow_private: bool, url: str = "") -> None:
    """Raises Refused when a resolved address is not public, and for those of a cloud's own services in any case."""
    inner = _within(address) or address if isinstance(address, IPv6Address) else address
    if any(inner in block for block in _NEVER if block.version == inner.version):
        raise Refused(
            f"{name} is where clouds keep what only their machines may know; it is never asked", url=url
        )
    if not allow_private and not is_public(address):
        raise Refused(private_message(name), url=url)


def private_message(name: str) -> str:
    """What the user is told, and what they can do about it."""
    return f"{name} is on this machine or a private network; --allow-private lets it pass"
