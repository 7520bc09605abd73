"""Web addresses as pages write them: hosts that can be told, and none where an address is no address."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str | None) -> str | None:
    """The host of an address in small letters; None for none and for what is no address."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether two addresses are of one site, by the last two labels of their hosts."""
    hosts = [(host_of(url) or "").split(".")[-2:] for url in (one, other)]
    return hosts[0] == hosts[1]
