"""Which addresses we go to: public ones, by http and https, without credentials."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import can_ada

from scraper.model.errors import Refused

Address = IPv4Address | IPv6Address

# Python calls these global; they are not the public web (IANA special-purpose registries, RFC 6890).
_NOT_PUBLIC: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(block)
    for block in (
        "192.88.99.0/24",  # 6to4 relay anycast, RFC 7526
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "ff00::/8",
        "fec0::/10",  # site-local, RFC 3879
        "100::/64",  # discard only, RFC 6666
    )
)
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


def is_public(address: Address) -> bool:
    """True for an address of the public internet, whatever form it is wrapped in."""
    inner = _unwrapped(address)
    if inner is not address:
        return is_public(inner)
    if any(address in block for block in _NOT_PUBLIC if block.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def _unwrapped(address: Address) -> Address:
    """The IPv4 address within a mapped, 6to4, Teredo or NAT64 address; else the address itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address.sixtofour:
            return address.sixtofour
        if address.teredo:
            return address.teredo[1]
        if any(address in block for block in _NAT64) or (int(address) >> 32 == 0 and int(address) > 1):
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def check_url(url: str, *, allow_private: bool) -> None:
    """Raises Refused for another scheme, for credentials, and for a private address written out."""
    try:
        parsed = can_ada.parse(url)
    except ValueError as error:
        raise Refused(f"{url[:200]!r} is no address", url=url) from error
    if parsed.protocol not in ("http:", "https:"):
        raise Refused(f"scheme {str(parsed.protocol)[:20]!r} is not followed, only http and https", url=url)
    if parsed.username or parsed.password:
        raise Refused("an address with a user name or password in it is not followed", url=url)
    if allow_private:
        return
    name = str(parsed.hostname).strip("[]").rstrip(".")
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        raise Refused(private_message(name), url=url)
    try:
        address = ip_address(name)
    except ValueError:
        return
    check_address(address, name=name, url=url)


def check_address(address: Address, *, name: str, url: str = "") -> None:
    """Raises Refused when a resolved address is not public."""
    if not is_public(address):
        raise Refused(private_message(name), url=url)


def private_message(name: str) -> str:
    """What the user is told, and what they can do about it."""
    return f"{name} is on this machine or a private network; --allow-private lets it pass"
