"""How a desk is run."""

from __future__ import annotations

from msgspec import Struct

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class DeskSettings(Struct, frozen=True, kw_only=True):
    """``site``: the folder that the site is published to. ``key``: what signs ``name`` in as admin where there are no
    users yet, None to have no such key. ``hosts``: the host names that the desk answers to. ``secure``: it is reached by
    https, so that its cookies are never sent otherwise. ``attempts``: how often a name, and an
    address, may fail to sign in."""

    site: str = "site"
    key: str | None = None
    name: str = "editor"
    hosts: tuple[str, ...] = (*LOOPBACK, "[::1]")
    secure: bool = False
    attempts: tuple[str, ...] = ("5/minute", "30/hour")
