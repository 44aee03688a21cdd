"""A little internet on loopback: names and public addresses that lead to servers of a test, by way of the system's own calls.

Our code looks names up and connects as it always does, with every guard in place; what stands in is the name server
(`socket.getaddrinfo`) and the wire (`socket.create_connection`), so that no packet leaves the machine.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import Any

import pytest


@dataclass
class Internet:
    """`names` says what a name resolves to, one list after the other, the last for ever; `hosts` where addresses lead."""

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    hosts: dict[str, int] = field(default_factory=dict)
    """public address → port on loopback"""
    asked: list[str] = field(default_factory=list)
    """The names that were looked up, in order."""
    called: list[str] = field(default_factory=list)
    """The addresses that somebody tried to connect to, in order."""

    def add(self, name: str, port: int) -> str:
        """Gives a server on loopback a name and a public address; returns its URL without the last slash."""
        address = f"93.184.216.{len(self.hosts) + 1}"
        self.names[name], self.hosts[address] = [[address]], port
        return f"http://{name}"

    def rule(self, patch: pytest.MonkeyPatch) -> None:
        """Puts it in place of the real one."""

        def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
            self.asked.append(host)
            answers = self.names.get(host, [[host]] if host[0].isdigit() or ":" in host else [])
            if not answers:
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
            addresses = answers.pop(0) if len(answers) > 1 else answers[0]
            return [
                (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
                for one in addresses
            ]

        def create(
            address: tuple[str, int], timeout: float | None = None, *_: Any, **__: Any
        ) -> socket.socket:
            self.called.append(address[0])
            if address[0] not in self.hosts:
                raise ConnectionRefusedError(f"nobody at {address[0]}")
            made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            made.settimeout(timeout)
            made.connect(("127.0.0.1", self.hosts[address[0]]))
            return made

        patch.setattr(socket, "getaddrinfo", resolve)
        patch.setattr(socket, "create_connection", create)
