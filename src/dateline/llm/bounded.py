"""A client for a model's server that takes no endless answer: so many bytes, so many seconds, nothing packed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 4_000_000


def bounded_client(seconds: float) -> httpx.Client:
    """A client whose answers end within ``seconds`` of their first byte, header and all, and hold MOST_BYTES at most; a
    longer one raises an error of the transport."""
    import httpcore
    import httpx

    class Link(httpcore.NetworkStream):
        """A connection on which an answer, once it has begun, ends in time, however slowly it drips."""

        def __init__(self, inner: httpcore.NetworkStream) -> None:
            self._inner = inner
            self._until: float | None = None

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            left = seconds if self._until is None else self._until - time.monotonic()
            if left <= 0:
                raise httpcore.ReadTimeout(f"the answer is not complete within {seconds:g} seconds")
            part = self._inner.read(max_bytes, left if timeout is None else min(left, timeout))
            if self._until is None:
                self._until = time.monotonic() + seconds
            return part

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._until = None  # another request on the same connection
            self._inner.write(buffer, timeout)

        def close(self) -> None:
            self._inner.close()

        def start_tls(self, *args: Any, **options: Any) -> httpcore.NetworkStream:
            return Link(self._inner.start_tls(*args, **options))

        def get_extra_info(self, info: str) -> Any:
            return self._inner.get_extra_info(info)

    class Backend(httpcore.SyncBackend):
        def connect_tcp(self, *args: Any, **options: Any) -> httpcore.NetworkStream:
            return Link(super().connect_tcp(*args, **options))

    class Body(httpx.SyncByteStream):
        def __init__(self, inner: httpx.SyncByteStream) -> None:
            self._inner = inner

        def __iter__(self) -> Iterator[bytes]:
            taken = 0
            for part in self._inner:
                taken += len(part)
                if taken > MOST_BYTES:
                    raise httpx.ReadError(f"the answer is longer than {MOST_BYTES} bytes")
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

    transport = Transport()
    transport._pool._network_backend = Backend()  # there is no other way to it
    return httpx.Client(
        transport=transport, timeout=seconds, headers={"Accept-Encoding": "identity"}, follow_redirects=False
    )
