"""Text that was set for paper or a narrow screen: PDF pages and hard-wrapped mail, put back into paragraphs."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial

from dateline.ingest.draft import Draft
from dateline.ingest.dump import read_dump, width
from dateline.ingest.published import parse_stamp
from dateline.model import Rejected

MAX_PAGES = 400
MAX_SECONDS = 6.0
MAX_STREAM = 4_000_000
_STOP = re.compile(r"[.!?。！？…:：][\"'”’」』）)]*$")
_STARTS = re.compile(
    r"(?:[-•·*‣–○●◯□■◇◆▶※△▲☐①-⑳]|\(?\d{1,3}[.)]|[가-하A-Z][.)])\s?\S|[<（(【\[][^>）)】\]]{1,24}[>）)】\]]|[^\s:：]{1,24}[:：]\s"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s)?\d{1,4}(?:\s?/\s?\d{1,4})?[-–—\s]*", re.I)


def read_pdf(source: str, data: bytes) -> Draft | Rejected:
    """The text of a PDF file, its lines put back into paragraphs, running heads and page numbers left out.

    A file without a text layer, one that is locked, and one that takes too long each give their reason.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    deadline = time.monotonic() + MAX_SECONDS
    pages: list[list[str]] = []
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Rejected(source, "not_allowed", "the PDF is locked by a password: unlock it first")
        count = len(reader.pages)
        if count > MAX_PAGES:
            return Rejected(source, "too_large", f"{count} pages; the limit is {MAX_PAGES}: split the file")
        for page in reader.pages:
            if time.monotonic() > deadline:
                return _too_slow(source)
            content = page.get_contents()
            if content is not None and len(content.get_data()) > MAX_STREAM:
                return Rejected(source, "too_large", "a page of drawings: paste its text instead")
            words = page.extract_text(visitor_operand_before=partial(_in_time, deadline))
            pages.append([line.rstrip() for line in words.split("\n")])
        told = reader.metadata
        made = told.get("/ModDate") or told.get("/CreationDate") if told is not None else None
    except TimeoutError:
        return _too_slow(source)
    except DependencyError:
        return Rejected(source, "not_allowed", "the PDF is encrypted: save it without encryption first")
    except (PyPdfError, DeprecationError, *_FAULTS) as error:
        return Rejected(source, "archive", f"a broken PDF ({type(error).__name__}: {error}): paste its text instead")
    lines = _without_running_heads(pages)
    if not any(line.strip() for line in lines):
        return Rejected(source, "no_text", "the PDF has no text layer (a scan?): paste its text instead")
    draft = read_dump(source, "\n".join(join_lines(lines)))
    draft.last_resort = _stamp(str(made)) if made else None
    return draft


_FAULTS = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError, AssertionError,
    ZeroDivisionError, OverflowError, NotImplementedError, MemoryError, StopIteration, ImportError,
)  # fmt: skip


def _in_time(deadline: float, *_: object) -> None:
    """Called before each operator of a page: forms may draw forms, so that little says much."""
    if time.monotonic() > deadline:
        raise TimeoutError


def _too_slow(source: str) -> Rejected:
    return Rejected(source, "timeout", f"not read within {MAX_SECONDS:g} seconds: paste its text instead")


def _stamp(raw: str) -> str | None:
    """``D:20260108173300+09'00'`` as ISO."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?(Z|[+-]\d\d'?\d\d)?", raw)
    if found is None:
        return None
    day = f"{found[1]}-{found[2]}-{found[3]}"
    clock = f"T{found[4]}:{found[5]}:{found[6]}{(found[7] or '').replace(chr(39), '')}" if found[4] else ""
    return parse_stamp(day + clock)


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """All lines, without page numbers and without the first and last lines that pages share; a page break is no
    paragraph's end."""
    edges = Counter(line for page in pages for line in {*_edge(page)} if line)
    out: list[str] = []
    for page in pages:
        edge = _edge(page)
        for line in page:
            shared = line.strip() in edge and len(pages) > 2 and edges[line.strip()] > len(pages) / 2
            if not shared and not (line.strip() in edge and _PAGE_NUMBER.fullmatch(line)):
                out.append(line)
    return out


def _edge(page: Sequence[str]) -> list[str]:
    told = [line.strip() for line in page if line.strip()]
    return [*told[:2], *told[-2:]]


def join_lines(lines: Sequence[str]) -> list[str]:
    """Paragraphs from lines that were broken at a margin.

    A paragraph ends at an empty line, at a line well short of the margin, and before a line that begins like a list's
    item or a speaker's turn. Chinese and Japanese lines meet without a space, others with one; a hyphen at the end of a
    line before a small letter goes.
    """
    widths = sorted(width(line.strip()) for line in lines if line.strip())
    margin = widths[-1 - len(widths) // 10] if widths else 0.0
    out: list[str] = []
    open_line = False
    for raw in lines:
        line = raw.strip()
        if not line:
            open_line = False
            continue
        if open_line and not _STARTS.match(line):
            out[-1] = _joined(out[-1], line)
        else:
            out.append(line)
        full = width(line) >= 0.8 * margin and margin >= 40
        open_line = full and not (_STOP.search(line) and width(line) < 0.93 * margin)
    return out


def _joined(before: str, after: str) -> str:
    if before.endswith("-") and after[:1].islower():
        return before[:-1] + after
    if _WIDE.match(before[-1:]) and _WIDE.match(after[:1]):
        return before + after
    if before[-1:] in "、。，．「『（" or after[:1] in "、。，．」』）":
        return before + after
    return f"{before} {after}"
