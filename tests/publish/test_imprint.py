"""Pictures: what is written into the file, what is taken out of it, and what is no picture."""

from __future__ import annotations

import struct

import pytest
from edition import PLACE, make_png
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.publish.imprint import IPTC, imprint, size_of, suffix_of


def segment(mark: int, body: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body


def jpeg() -> bytes:
    size = segment(0xC0, struct.pack(">BHHB", 8, 20, 30, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34\xff\x00\x56\xff\xd9"
    return b"\xff\xd8" + segment(0xE1, b"Exif\x00\x00" + PLACE) + segment(0xDB, b"\x00" * 65) + size + scan


@pytest.mark.parametrize(("data", "suffix", "size"), [(make_png(3, 2), "png", (3, 2)), (jpeg(), "jpg", (30, 20))])
def test_the_file_says_how_it_was_made_and_no_longer_where(data: bytes, suffix: str, size: tuple[int, int]) -> None:
    assert (suffix_of(data), size_of(data)) == (suffix, size)
    assert PLACE in data
    made = imprint(data, caption="Ferries <at> dawn", credit="Ada Fell", by_machine=True)
    assert PLACE not in made
    assert f"{IPTC}trainedAlgorithmicMedia".encode() in made
    assert b"Ferries &lt;at&gt; dawn" in made
    assert b"Ada Fell" in made
    assert (suffix_of(made), size_of(made)) == (suffix, size)
    assert imprint(made, caption="Ferries <at> dawn", credit="Ada Fell", by_machine=True) == made
    assert b"DigitalSourceType>" not in imprint(data, caption="x", credit="y", by_machine=False)
    kept = data[data.index(b"IDAT") : data.index(b"IEND")] if suffix == "png" else data[data.index(b"\xff\xda") :]
    assert kept in made


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.integers(0, len(make_png(3, 2)) - 1).map(lambda n: make_png(3, 2)[:n]),
        st.integers(0, 40).map(lambda n: jpeg()[:n]),
    )
)
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"broken|neither"):
        imprint(data, caption="x", credit="y", by_machine=False)
