"""DOCX and HWPX: packed XML documents, read under limits; their paragraphs in order.

Office Open XML (ECMA-376) keeps its text in ``word/document.xml``, HWPX (KS X 6101) in ``Contents/section*.xml``. What
else a package holds (pictures, macros, outside references) is not opened.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from dateline.ingest.draft import Draft
from dateline.ingest.dump import read_dump
from dateline.ingest.published import parse_stamp
from dateline.model import Rejected

MAX_MEMBER = 20_000_000
MAX_TEXT = 3_000_000  # characters of all parts together
MAX_MEMBERS = 5_000
_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml", re.A)
_SEPARATE = frozenset(["p"])
_BREAKS = {"br": "\n", "cr": "\n", "lineBreak": "\n", "tab": "\t"}
_LEFT_OUT = frozenset(
    ["del", "moveFrom", "instrText", "footnotePr", "secPr", "linesegarray", "ctrl", "pict", "shapeComment"]
)
_MOST_NESTED = 200


class BadPackage(ValueError):
    """The package cannot be opened, breaks a limit, or holds no document."""


# what the standard library raises on packages whose directory lies, beside its own error
_FAULTS = (
    BadPackage, zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, KeyError, IndexError, OverflowError,
)  # fmt: skip


def read_document(source: str, data: bytes) -> Draft | Rejected:
    """The text of a DOCX or HWPX file as a page without markup; a title in a style of that name is its headline."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if len(names) > MAX_MEMBERS:
                raise BadPackage(f"the package has {len(names)} parts; the limit is {MAX_MEMBERS}")
            if "word/document.xml" in names:
                parts, core = ["word/document.xml"], "docProps/core.xml"
            else:
                found = sorted((int(m[1]), m[0]) for name in names if (m := _SECTION.fullmatch(name)))
                parts, core = [name for _, name in found], "Contents/content.hpf"
            if not parts:
                return Rejected(source, "binary", "a package without a document: give DOCX, HWPX, PDF, HTML or text")
            paragraphs = list(_all_paragraphs(package, parts))
            stamp = _stamp(_tree(package, core)) if core in names else None
    except _FAULTS as error:
        return Rejected(source, "archive", f"{error}: save the document again, or paste its text")
    draft = read_dump(source, "\n".join(paragraphs))
    draft.last_resort = stamp
    return draft


def _all_paragraphs(package: zipfile.ZipFile, parts: list[str]) -> Iterator[str]:
    size = 0
    for part in parts:
        for words in _paragraphs(_tree(package, part)):
            size += len(words)
            if size > MAX_TEXT:
                raise BadPackage(f"more than {MAX_TEXT} characters of text")
            yield words


def _tree(package: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    with package.open(name) as member:
        data = member.read(MAX_MEMBER + 1)
    if len(data) > MAX_MEMBER:
        raise BadPackage(f"{name} unpacks to more than {MAX_MEMBER} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadPackage(f"{name} is no XML ({error})") from error
    if tree is None:
        raise BadPackage(f"{name} is no XML")
    return tree


def _paragraphs(tree: Any) -> Iterator[str]:
    """The words of each paragraph, those of a table's cells among them; deleted text and field codes left out."""
    for element in tree.iter("{*}p"):
        words = "".join(_runs(element, 0)).strip()
        yield from (line.strip() for line in words.split("\n") if line.strip())


def _runs(element: Any, depth: int) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name in _BREAKS:
            yield _BREAKS[name]
        elif name == "t":
            yield child.text or ""
            yield from _inside_text(child)
        elif name not in _SEPARATE and name not in _LEFT_OUT and depth < _MOST_NESTED:
            yield from _runs(child, depth + 1)


def _inside_text(element: Any) -> Iterator[str]:
    """HWPX keeps tabs, breaks and change marks inside its text elements."""
    for child in element:
        yield _BREAKS.get(child.tag.rpartition("}")[2], "") if isinstance(child.tag, str) else ""
        yield child.tail or ""


def _stamp(tree: Any) -> str | None:
    """When the document says it was last saved, or else made."""
    for name in ("modified", "ModifiedDate", "created", "CreatedDate"):
        for element in tree.iter("{*}" + name, "{*}meta"):
            if element.tag.endswith("}meta") and element.get("name") != name:
                continue
            if stamp := parse_stamp(element.text):
                return stamp
    return None
