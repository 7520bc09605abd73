"""JSON Lines and JSON: records with a text, or articles of our own wire form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dateline.ingest.assemble import finish_article
from dateline.ingest.decode import load_json
from dateline.ingest.draft import Draft, Piece
from dateline.ingest.manners import version_mark
from dateline.ingest.notices import kind_of_line
from dateline.ingest.published import parse_stamp
from dateline.ingest.wire_form import fault_of
from dateline.lang.identify import identify_language, normalize_code
from dateline.model import SCHEMA, Article, Block, Disclosure, Rejected, article_id, decode, normalize_text
from dateline.model.article import DisclosureKind

_TEXT_FIELDS = ("text", "body", "content", "content_text", "article_text")
_TITLE_FIELDS = ("headline", "title")
_CLASSES = frozenset(["official", "state_media", "wire", "reporting", "opinion", "transcript", "ai_rewrite", "unknown"])
_OWN_WORDS: dict[str | None, DisclosureKind] = {
    "ai_text": "ai_text",
    "ai_image": "ai_image",
    "correction": "correction",
}
_NOTICE_LIMIT = 300
MOST_BROKEN = 20_000  # records of one file that cannot be read, after which it is given up


def read_lines(source: str, text: str, given_published: str | None) -> Iterator[Article | Rejected]:
    """One article or rejection a line. A broken line is set aside with its number; the others go on, until too many are."""
    lines = ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())
    yield from _until_too_broken(source, (_read_line(f"{source}#{n}", n, line, given_published) for n, line in lines))


def read_list(source: str, records: Sequence[Any], given_published: str | None) -> Iterator[Article | Rejected]:
    """One article or rejection of each value of a JSON list, until too many are broken."""
    made = (read_record(f"{source}#{n}", record, given_published) for n, record in enumerate(records, start=1))
    yield from _until_too_broken(source, made)


def _read_line(name: str, number: int, line: str, given_published: str | None) -> Article | Rejected:
    try:
        record = load_json(line)
    except (ValueError, RecursionError) as error:
        return Rejected(name, "broken_record", f"line {number} is not JSON ({error}); mend or remove the line")
    return read_record(name, record, given_published)


def _until_too_broken(source: str, records: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
    broken = 0
    for made in records:
        yield made
        broken += isinstance(made, Rejected) and made.code in ("broken_record", "empty")
        if broken > MOST_BROKEN:
            yield Rejected(source, "too_large", f"more than {MOST_BROKEN} of its records are broken: mend the file")
            return


def read_record(name: str, record: Any, given_published: str | None) -> Article | Rejected:
    """An article from one record: our wire form (with ``blocks``), or any object with a text."""
    if not isinstance(record, dict):
        return Rejected(name, "broken_record", "not a JSON object; one object a line is expected")
    set_aside = _passed_on(record)
    if set_aside is not None:
        return set_aside
    version = record.get("schema", SCHEMA)
    if not isinstance(version, int) or version > SCHEMA:
        return Rejected(name, "future_schema", f"schema {version!r} is newer than {SCHEMA}: upgrade Dateline")
    text = next((record[f] for f in _TEXT_FIELDS if isinstance(record.get(f), str)), None)
    if text is None:
        return Rejected(name, "broken_record", f"no text: one of {', '.join(_TEXT_FIELDS)} is needed")
    if not text.strip():
        return Rejected(name, "empty", "the text is empty")
    if record.get("blocks"):
        return _own_wire_form(name, record)
    return _plain_record(name, record, normalize_text(text), given_published)


def _passed_on(record: dict[str, Any]) -> Rejected | None:
    """The rejection that an earlier stage wrote into the stream, or None."""
    try:
        return msgspec.convert(record.get("rejected"), Rejected)
    except msgspec.ValidationError:
        return None


def _own_wire_form(name: str, record: dict[str, Any]) -> Article | Rejected:
    try:
        article = decode(
            json.dumps({**record, "source": record.get("source") or name, "id": record.get("id") or ""}), Article
        )
    except ValueError as error:
        return Rejected(name, "broken_record", f"{error}")
    if article.text != normalize_text(article.text):
        return Rejected(name, "broken_record", "the text is not in Unicode NFC, so its offsets cannot be trusted")
    fault = fault_of(article)
    if fault is not None:
        return Rejected(name, "broken_record", fault)
    if article.id:
        return article
    return msgspec.structs.replace(article, id=article_id(article.source, article.outlet, article.text))


def _plain_record(name: str, record: dict[str, Any], text: str, given_published: str | None) -> Article | Rejected:
    def field(*names: str) -> str | None:
        return next(
            (str(record[n]) for n in names if isinstance(record.get(n), str | int) and str(record[n]).strip()), None
        )

    title = field(*_TITLE_FIELDS)
    source_class = record.get("source_class")
    draft = Draft(
        field("source") or name,
        pieces=[Piece("body", text)],
        url=field("url", "link"),
        outlet=field("outlet", "publisher", "site", "source_name"),
        lang=field("lang", "language"),
        byline=field("byline", "author"),
        published=parse_stamp(field("published", "date", "published_at", "datePublished", "date_published")),
        updated=parse_stamp(field("updated", "modified", "date_modified")),
        wire=field("wire", "agency", "credit"),
        given_id=field("id")
        or article_id(field("source") or name, field("outlet", "publisher", "site", "source_name"), text),
        given_published=given_published,
        source_class=source_class if source_class in _CLASSES else None,
        official_of=field("official_of"),
    )
    made = finish_article(draft)
    if isinstance(made, Rejected):
        return made
    return _as_written(made, text, title, draft.lang)


def _as_written(article: Article, text: str, title: str | None, lang: str | None) -> Article:
    """The article with the record's text untouched, a body block a line (offsets given by others must keep holding);
    only a line that says that a machine wrote the text is told apart."""
    blocks: list[Block] = []
    disclosures: list[Disclosure] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            kind = kind_of_line(line.strip()) if len(line) < _NOTICE_LIMIT else None
            spoken = identify_language(line) or normalize_code(lang) or article.lang
            blocks.append(Block("notice" if kind in _OWN_WORDS else "body", at, end, spoken))
            if kind in _OWN_WORDS:
                disclosures.append(Disclosure(_OWN_WORDS[kind], line, at, end))
        at = end + 1
    rewritten = any(d.kind == "ai_text" for d in disclosures)
    return msgspec.structs.replace(
        article,
        text=text,
        blocks=tuple(blocks),
        disclosures=tuple(disclosures),
        headline=title,
        source_class="ai_rewrite" if rewritten else article.source_class,
        version_mark=article.version_mark or version_mark(title or "", ""),
    )
