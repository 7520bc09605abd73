"""Ingest: bytes in, articles or rejections out. One module a format; expected failures are values with a reason."""

from dateline.ingest.extract import VERSION, Settings, extract_input
from dateline.ingest.inputs import RawInput, gather_inputs
from dateline.ingest.versions import Edit, edits_of, page_address, settle_versions

__all__ = [
    "VERSION",
    "Edit",
    "RawInput",
    "Settings",
    "edits_of",
    "extract_input",
    "gather_inputs",
    "page_address",
    "settle_versions",
]
