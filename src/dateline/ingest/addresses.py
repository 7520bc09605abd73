"""Web addresses as pages write them: hosts that can be told, and none where an address is no address."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str | None) -> str | None:
    """The host of an address in small letters; None for none and for what is no address."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def is_readable(url: str) -> bool:
    """Whether an address can be taken apart: it is of the web and has a host, or is of another kind."""
    try:
        parts = urlsplit(url)
        return parts.scheme not in ("http", "https") or (
            bool(parts.hostname) and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return False


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether two addresses are of one site, by the last two labels of their hosts."""
    hosts = [(host_of(url) or "").split(".")[-2:] for url in (one, other)]
    return hosts[0] == hosts[1]
