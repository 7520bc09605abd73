"""Pages of the web as inputs."""

from __future__ import annotations

from collections.abc import Callable

from dateline.ingest import RawInput
from dateline.model import Rejected


def page_fetcher() -> Callable[[str], RawInput | Rejected]:
    """A fetch function on one client, so that robots rules and pacing hold over the whole run."""
    from dateline.net import Client, Refused

    client = Client()

    def fetch(url: str) -> RawInput | Rejected:
        found = client.fetch(url)
        if isinstance(found, Refused):
            return Rejected(url, found.code, found.reason)
        return RawInput(
            name=url, data=found.data, url=found.url, content_type=found.content_type, reserved=found.reserved
        )

    return fetch
