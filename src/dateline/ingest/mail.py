"""EML: a readout or release as it was mailed. The message is an article; attached documents are articles of their own."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from dateline.ingest.decode import Undecodable, decode_text
from dateline.ingest.draft import Draft, Piece
from dateline.ingest.dump import read_dump
from dateline.ingest.html import TooDeep, read_html
from dateline.ingest.inputs import RawInput
from dateline.ingest.printed import join_lines
from dateline.ingest.published import parse_mail_date
from dateline.model import Rejected

MAX_PARTS = 200
_MOST_MARKS = 5_000  # lines that may open a part: the parser asks every open part about each line
_LONGEST_FIELD = 20_000  # bytes: the parser of structured fields takes the square of their length
_FIELD = re.compile(rb"^(?:from|subject|date|content-[a-z-]+):[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
_DOCUMENTS = (".pdf", ".docx", ".hwpx")
_FAULTS = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, StopIteration, AssertionError)
"""What the standard library raises on some malformed header fields."""
_REPLY = ("Re:", "RE:", "Fw:", "FW:", "Fwd:", "FWD:")


def looks_like_mail(head: str) -> bool:
    """Whether a text begins with the header fields of a message (RFC 5322)."""
    fields = {line.split(":", 1)[0].lower() for line in head.split("\n\n", 1)[0].split("\n") if ":" in line}
    return "from" in fields and "subject" in fields and ("date" in fields or "mime-version" in fields)


def read_mail(source: str, data: bytes) -> Iterator[Draft | Rejected | RawInput]:
    """The message as a draft, then each attached document as an input of its own."""
    if data.count(b"\n--") > _MOST_MARKS:
        yield Rejected(source, "too_large", f"more than {_MOST_MARKS} lines that open a part: paste its text instead")
    elif any(len(field[0]) > _LONGEST_FIELD for field in _FIELD.finditer(data)):
        yield Rejected(
            source, "too_large", f"a header field of more than {_LONGEST_FIELD} bytes: paste its text instead"
        )
    else:
        try:
            yield from _read_parts(source, data)
        except RecursionError:
            yield Rejected(source, "too_deep", "messages in messages without an end: paste its text instead")


def _read_parts(source: str, data: bytes) -> Iterator[Draft | Rejected | RawInput]:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except RecursionError:
        raise
    except (*_FAULTS, RuntimeError) as error:  # the latter where it is raised within the parser's generator
        yield Rejected(source, "broken_record", f"its header fields cannot be read ({error}): paste its text instead")
        return
    parts = [part for _, part in zip(range(MAX_PARTS), _leaves(message), strict=False)]
    attached = [part for part in parts if (_file_name(part) or "").lower().endswith(_DOCUMENTS)]
    yield _message_draft(source, message, [part for part in parts if part not in attached])
    for number, part in enumerate(attached, start=1):
        content = _payload(part)
        if content:
            yield RawInput(name=f"{source}#{number}/{_file_name(part)}", data=content)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _message_draft(source: str, message: EmailMessage, parts: list[EmailMessage]) -> Draft | Rejected:
    try:
        plain = next((_words(p) for p in parts if _kind(p) == "text/plain" and _words(p).strip()), None)
        markup = next((_words(p) for p in parts if _kind(p) == "text/html"), None)
        if plain is not None:
            draft = read_dump(source, "\n".join(join_lines(_unquoted(plain))))
        elif markup is not None:
            draft = read_html(source, markup, None)
        else:
            draft = Draft(source)
    except Undecodable as error:
        return Rejected(source, "encoding", str(error))
    except TooDeep as error:
        return Rejected(source, error.code, f"{error}; save the message as text")
    except RecursionError as error:
        return Rejected(source, "too_deep", f"{error}; save the message as text")
    _fill(draft, message)
    return draft


def _fill(draft: Draft, message: EmailMessage) -> None:
    subject = _header(message, "subject")
    while subject.startswith(_REPLY):
        subject = subject.split(":", 1)[1].strip()
    if subject:
        for piece in draft.pieces:
            piece.kind = "body" if piece.kind == "headline" else piece.kind
        draft.pieces = [p for p in draft.pieces if p.text != subject]
        draft.pieces.insert(0, Piece("headline", subject))
    name, address = parseaddr(_header(message, "from"))
    draft.outlet = draft.outlet or name or address.rpartition("@")[2] or None
    host = address.rpartition("@")[2]
    draft.host = host or None
    stamp = parse_mail_date(_header(message, "date"))
    if stamp:
        draft.published, draft.published_basis = stamp, "metadata"


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except _FAULTS:
        return ""


def _file_name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except _FAULTS:
        return None


def _kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except _FAULTS:
        return "text/plain"


def _words(part: EmailMessage) -> str:
    content = _payload(part)
    return decode_text(content, _charset(part)) if content else ""


def _payload(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return content if isinstance(content, bytes) else b""


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except _FAULTS:
        return None


def _unquoted(text: str) -> list[str]:
    """The lines of a message without quoted replies and without its signature."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((i for i, line in enumerate(lines) if line.rstrip("\r") == "-- "), len(lines))
    return [line for line in lines[:end] if not line.startswith(">")]
