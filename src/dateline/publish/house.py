"""Who publishes the site, and where it stands: what the settings say, for pages, feeds and machines."""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import Struct


class House(Struct, frozen=True, kw_only=True):
    """``base_url``: the address that the site's folder is served at; without it nothing that needs a full address is made.
    ``contact``: an address (``mailto:`` or ``https:``) for complaints and replies."""

    title: str | None = None
    base_url: str | None = None
    contact: str | None = None
    publisher: str | None = None

    @property
    def root(self) -> str:
        """Where the site begins on its server."""
        return (urlsplit(self.base_url).path.rstrip("/") if self.base_url else "") + "/"

    def address(self, path: str) -> str | None:
        """The full address of a file of the site, or None without a base."""
        return None if self.base_url is None else f"{self.base_url.rstrip('/')}/{path}"
