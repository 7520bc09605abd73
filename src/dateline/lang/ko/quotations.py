"""Quotations: words in marks and indirect speech, each with its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lang.ko.chains import Linked, SentenceParts
from dateline.model import Quotation


def find_quotations(text: str, parts: Sequence[SentenceParts], linked: Linked) -> tuple[Quotation, ...]:
    """The quotations of the sentences given."""
    return ()
