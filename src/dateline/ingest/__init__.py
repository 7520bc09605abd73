"""Ingest: bytes in, articles or rejections out. One module a format; expected failures are values with a reason."""

from dateline.ingest.extract import VERSION, Settings, extract_input
from dateline.ingest.inputs import RawInput, gather_inputs
from dateline.ingest.versions import settle_versions

__all__ = ["VERSION", "RawInput", "Settings", "extract_input", "gather_inputs", "settle_versions"]
