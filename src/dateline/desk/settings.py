"""How a desk is run."""

from __future__ import annotations

from msgspec import Struct

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class DeskSettings(Struct, frozen=True, kw_only=True):
    """``site``: the folder that the site is published to. ``key``: what signs ``name`` in as admin where there are no
    users yet, None to have no such key. ``hosts``: the host names that the desk answers to. ``secure``: it is reached by
    https, so that its cookies are never sent otherwise. ``attempts``: how often a name, and an
    address, may fail to sign in. ``pace``: how often an address may ask for anything, and ``audits`` for an audit; a desk
    that others can reach has both."""

    site: str = "site"
    key: str | None = None
    name: str = "editor"
    hosts: tuple[str, ...] = (*LOOPBACK, "[::1]")
    secure: bool = False
    attempts: tuple[str, ...] = ("5/minute", "30/hour")
    pace: tuple[str, ...] = ()
    audits: tuple[str, ...] = ()


EXPOSED_PACE = ("600/minute",)
EXPOSED_AUDITS = ("20/minute", "200/hour")
"""What holds where others than this machine can reach the desk."""
