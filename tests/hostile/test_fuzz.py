"""Any bytes under any suffix and content type; and the kept corpus, whole and damaged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fuzzing import SUFFIXES, TYPES, feed_ingest
from gauge import take
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Article, Rejected

CORPUS = sorted(p for p in (Path(__file__).parent / "corpus").iterdir() if p.is_file())
PIECES = st.sampled_from(
    [
        b"<",
        b">",
        b"&",
        b"\x00",
        b"\xff\xfe",
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"%PDF",
        b"WARC/1.0\r\n",
        b"{",
        b"[",
        b'"',
        b"]]>",
        b"<!--",
        b"<?xml",
        b"\xe2\x80\xae",
        b"Content-Length: -1",
        b"=?utf-8?b?",
        b"9" * 5_000,
        b"\r\n\r\n",
    ]
)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_the_corpus(path: Path) -> None:
    for suffix in SUFFIXES:
        feed_ingest(suffix, None, path.read_bytes())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SUFFIXES), st.sampled_from(TYPES), st.binary(max_size=400))
def test_any_bytes(suffix: str, kind: str | None, data: bytes) -> None:
    feed_ingest(suffix, kind, data)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(CORPUS),
    st.sampled_from(SUFFIXES),
    st.sampled_from(TYPES),
    st.lists(
        st.tuples(st.integers(0, 4_000), st.one_of(PIECES, st.binary(max_size=6)), st.integers(0, 40)), max_size=6
    ),
)
def test_damaged_corpus(path: Path, suffix: str, kind: str | None, changes: list[tuple[int, bytes, int]]) -> None:
    data = path.read_bytes()
    for at, put, gone in changes:
        at = at % (len(data) + 1)
        data = data[:at] + put + data[at + gone :]
    feed_ingest(suffix if changes else path.suffix, kind, data)


def test_a_mail_whose_fields_the_library_fails_on_is_read_or_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (Path(__file__).parent / "corpus" / "readout.eml").read_bytes()
    date = re.search(rb"^Date:.*$", data, re.M | re.I)
    assert date is not None
    (made, *_) = take("a.eml", data.replace(date[0], b"Date: Thu, 08 Jan 99999999999999999999 10:00:00 +0000"))
    assert isinstance(made, Article)

    def fails(*given: object, **named: object) -> None:
        raise RuntimeError("generator raised StopIteration")

    monkeypatch.setattr("email.message_from_bytes", fails)
    (made, *_) = take("a.eml", data)
    assert isinstance(made, Rejected)
    assert made.code == "broken_record"
