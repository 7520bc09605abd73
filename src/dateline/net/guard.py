"""Connections to public addresses only: the name is resolved once, judged, and that very address is connected to."""

from __future__ import annotations

import ipaddress
import socket
import typing

import httpcore


class PrivateAddress(httpcore.ConnectError):
    """The name leads to an address that is not on the public internet."""


class PublicBackend(httpcore.NetworkBackend):
    """A network backend for httpcore that refuses loopback, private, link-local and reserved addresses.

    Because the address judged is the address connected to, a name that resolves differently a moment later gains nothing.
    """

    def __init__(self, allowed: frozenset[str] = frozenset()) -> None:
        """``allowed``: addresses that are let through all the same (a test's own loopback server)."""
        self._inner = httpcore.SyncBackend()
        self._allowed = allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: typing.Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve ``host``, refuse it when any of its addresses is not public, and connect to the first."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if address not in self._allowed and not is_public(address):
                raise PrivateAddress(f"{host} leads to {address}, which is not a public address")
        return self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: typing.Iterable[typing.Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: pages do not lie on local sockets."""
        raise PrivateAddress("local sockets are not fetched from")

    def sleep(self, seconds: float) -> None:
        """Wait between attempts."""
        self._inner.sleep(seconds)


def is_public(address: str) -> bool:
    """Whether an IP address is globally reachable (IANA special-purpose registries), mapped and NAT64 forms unwrapped."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.sixtofour is not None or ip.teredo is not None or ip in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return ip.is_global and not ip.is_multicast
