"""A client for a model's server that takes no endless answer: so many bytes, so many seconds, nothing packed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 4_000_000


def bounded_client(seconds: float) -> httpx.Client:
    """A client whose answers end within ``seconds`` of their first byte and hold MOST_BYTES at most; a longer one raises an
    error of the transport."""
    import httpx

    class Body(httpx.SyncByteStream):
        def __init__(self, inner: httpx.SyncByteStream) -> None:
            self._inner = inner

        def __iter__(self) -> Iterator[bytes]:
            until, taken = time.monotonic() + seconds, 0
            for part in self._inner:
                taken += len(part)
                if taken > MOST_BYTES:
                    raise httpx.ReadError(f"the answer is longer than {MOST_BYTES} bytes")
                if time.monotonic() > until:
                    raise httpx.ReadTimeout(f"the answer is not complete within {seconds:g} seconds")
                yield part

        def close(self) -> None:
            self._inner.close()

    class Transport(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            response = super().handle_request(request)
            if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
                response.close()
                raise httpx.DecodingError("the answer is packed, which was not asked for")
            assert isinstance(response.stream, httpx.SyncByteStream)
            response.stream = Body(response.stream)
            return response

    return httpx.Client(
        transport=Transport(), timeout=seconds, headers={"Accept-Encoding": "identity"}, follow_redirects=False
    )
