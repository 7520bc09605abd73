"""Connections to public addresses only, and for so long only: the name is resolved once, judged, and that very address
is connected to; every read and write ends by the deadline."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import typing

import httpcore


class PrivateAddress(httpcore.ConnectError):
    """The name leads to an address that is not on the public internet."""


class PublicBackend(httpcore.NetworkBackend):
    """A network backend for httpcore that refuses loopback, private, link-local and reserved addresses.

    Because the address judged is the address connected to, a name that resolves differently a moment later gains nothing.
    """

    def __init__(self, allowed: frozenset[str] = frozenset(), deadline: float | None = None) -> None:
        """``allowed``: addresses that are let through all the same (a test's own loopback server). ``deadline``: the
        moment on the monotonic clock after which nothing is read or written any more."""
        self._inner = httpcore.SyncBackend()
        self._allowed = allowed
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: typing.Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve ``host``, refuse it when any of its addresses is not public, and connect to the first that answers."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not addresses:
            raise httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            if address not in self._allowed and not is_public(address):
                raise PrivateAddress(f"{host} leads to {address}, which is not a public address")
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout, local_address, socket_options)

    def _connect(
        self, address: str, port: int, timeout: float | None, local: str | None, options: typing.Any
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(address, port, time_left(self._deadline, timeout), local, options)
        return TimedStream(stream, self._deadline)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: typing.Iterable[typing.Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: pages do not lie on local sockets."""
        raise PrivateAddress("local sockets are not fetched from")

    def sleep(self, seconds: float) -> None:
        """Wait between attempts."""
        self._inner.sleep(seconds)


class TimedStream(httpcore.NetworkStream):
    """A stream whose every read and write ends by one deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float | None) -> None:
        """Wrap ``inner``; ``deadline`` is on the monotonic clock, None for none."""
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most ``max_bytes``. Raises httpcore.ReadTimeout at the deadline."""
        return self._inner.read(max_bytes, time_left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of ``buffer``. Raises at the deadline."""
        self._inner.write(buffer, time_left(self._deadline, timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The stream inside TLS, under the same deadline."""
        inner = self._inner.start_tls(ssl_context, server_hostname, time_left(self._deadline, timeout))
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> typing.Any:
        """What the stream beneath knows of itself."""
        return self._inner.get_extra_info(info)


def time_left(deadline: float | None, timeout: float | None) -> float | None:
    """The shorter of a timeout and what is left until the deadline. Raises httpcore.ReadTimeout when nothing is."""
    if deadline is None:
        return timeout
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this page is over")
    return left if timeout is None else min(timeout, left)


# beside what the library knows: IPv4 inside IPv6 (mapped addresses are unwrapped), site-local, the registry's protocol
# assignments and the relays of 6to4, which some of its versions call global
_INWARD = tuple(
    ipaddress.ip_network(n)
    for n in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10", "192.0.0.0/24", "192.88.99.0/24")
)


def is_public(address: str) -> bool:
    """Whether an IP address is globally reachable (IANA special-purpose registries), mapped and NAT64 forms unwrapped."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.sixtofour is not None or ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in inward for inward in _INWARD)
