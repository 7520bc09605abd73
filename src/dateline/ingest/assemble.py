"""From the parts of a page to one Article: text, blocks with their languages, disclosures, dates, class of source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.ingest.addresses import host_of, is_readable
from dateline.ingest.draft import Draft, Piece
from dateline.ingest.manners import embargo_until, version_mark
from dateline.ingest.notices import disclosed_by, wire_credit
from dateline.ingest.origin_class import classify_source
from dateline.ingest.published import infer_day, is_day, is_instant
from dateline.ingest.turns import fold_turns
from dateline.lang.identify import identify_language, normalize_code
from dateline.model import Article, Block, Disclosure, Rejected, article_id, normalize_text
from dateline.model.article import BlockKind, PublishedBasis

MAX_CHARS = 2_000_000
_MANY_BLOCKS, _RUN, _SAMPLE = 5_000, 100, 500
_EMBARGO_BLOCKS = 8  # an embargo stands at the head of a release
_DATED_BLOCKS = 300  # of an undated text's blocks, those searched for its day
_LONE = re.compile("[\ud800-\udfff]")
_LONGEST_FIELD = 300  # characters
_LONGEST_NAME = 4_000
_LONGEST_ADDRESS = 8_000
_LONGEST_ID = 500
_MAIN: tuple[BlockKind, ...] = ("headline", "standfirst", "body")


def finish_article(draft: Draft) -> Article | Rejected:
    """Put the pieces together, or say why nothing came of them (no text, too large, a language we do not read)."""
    _bound(draft)
    size = sum(len(piece.text) for piece in draft.pieces)
    if size > MAX_CHARS:
        return Rejected(draft.source, "too_large", f"{size} characters; the limit is {MAX_CHARS}: split the input")
    turns = fold_turns(draft.pieces)
    draft.pieces = draft.pieces if turns is None else turns
    text, blocks, disclosures = _lay_out(draft)
    if not any(b.kind in _MAIN for b in blocks):
        return Rejected(draft.source, "no_text", "no article text was found on the page; paste the text instead")
    if len(text) > MAX_CHARS:
        return Rejected(draft.source, "too_large", f"{len(text)} characters; the limit is {MAX_CHARS}: split the input")
    lang = _main_language(text, blocks, normalize_code(draft.lang))
    if lang is None:
        return Rejected(draft.source, "language", "not in English, Japanese, Korean or Chinese")
    headline = _first(text, blocks, "headline")
    published, basis = _publication(draft, text, blocks, lang)
    main = [text[b.start : b.end] for b in blocks if b.kind == "body"]
    wire = draft.wire or next((w for part in (*main[:2], *main[-2:]) if (w := wire_credit(part))), None)
    embargo = embargo_until([text[b.start : b.end] for b in blocks[:_EMBARGO_BLOCKS]], lang, published)
    mark = "embargo" if embargo else version_mark(headline or "", main[0] if main else "")
    source_class, side = draft.source_class, draft.official_of
    if source_class is None:
        source_class, side = classify_source(
            host=_host_of(draft), outlet=draft.outlet, headline=headline or "", disclosures=disclosures
        )
        if turns is not None and source_class in ("reporting", "unknown"):
            source_class = "transcript"
    return Article(
        id=draft.given_id or article_id(draft.source, draft.outlet, text),
        source=draft.source,
        url=draft.url,
        outlet=draft.outlet,
        lang=lang,
        headline=headline,
        standfirst=_first(text, blocks, "standfirst"),
        byline=draft.byline or _first(text, blocks, "byline"),
        published=published,
        published_basis=basis,
        updated=draft.updated,
        wire=wire,
        text=text,
        blocks=blocks,
        disclosures=disclosures,
        source_class=source_class,
        official_of=side,
        version_mark=mark,
        embargo_until=embargo,
        links=draft.links,
    )


def _bound(draft: Draft) -> None:
    """What a page says of itself at more length than any outlet does is cut; an address or a day that cannot be read is none.
    Halves of surrogate pairs, which no store and no page can hold, become U+FFFD."""
    draft.source = draft.source[:_LONGEST_NAME]
    for name in ("source", "url", "outlet", "lang", "byline", "wire", "official_of"):
        value = getattr(draft, name)
        if value:
            whole = name in ("source", "url")
            setattr(draft, name, _LONE.sub("\ufffd", value if whole else value[:_LONGEST_FIELD]))
    for piece in draft.pieces:
        piece.text = _LONE.sub("\ufffd", piece.text)
    if draft.url and (len(draft.url) > _LONGEST_ADDRESS or not is_readable(draft.url)):
        draft.url = None
    for name in ("published", "updated"):
        value = getattr(draft, name)
        if value and not (is_day(value) or is_instant(value)):
            setattr(draft, name, None)
    if draft.given_id and len(draft.given_id) > _LONGEST_ID:
        draft.given_id = None


def _lay_out(draft: Draft) -> tuple[str, tuple[Block, ...], tuple[Disclosure, ...]]:
    parts: list[str] = []
    spans: list[tuple[Piece, int, int]] = []
    at = 0
    for piece in draft.pieces:
        words = normalize_text(piece.text).strip()
        if not words:
            continue
        if parts:
            at += 2
        parts.append(words)
        spans.append((piece, at, at + len(words)))
        at += len(words)
    text = "\n\n".join(parts)
    if normalize_text(text) != text:
        # joining never composes across a blank line, so this cannot happen for NFC parts
        raise ValueError(f"{draft.source}: the joined text is not in NFC")
    langs = _languages(text, [(s, e) for _, s, e in spans])
    blocks = tuple(Block(p.kind, s, e, lang) for (p, s, e), lang in zip(spans, langs, strict=True))
    disclosures = tuple(
        Disclosure(kind, text[s:e], s, e)
        for p, s, e in spans
        if p.discloses
        for kind in disclosed_by(text[s:e]) or (p.discloses,)
    )
    return text, blocks, disclosures


def _languages(text: str, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The language of each block; of a page with blocks by the thousand, of each run of a hundred by how
    it begins."""
    step, most = (1, None) if len(spans) <= _MANY_BLOCKS else (_RUN, _SAMPLE)
    found: list[str | None] = []
    for at in range(0, len(spans), step):
        run = spans[at : at + step]
        found += [identify_language(text[run[0][0] : run[-1][1]][:most])] * len(run)
    return found


def _main_language(text: str, blocks: Sequence[Block], declared: str | None) -> str | None:
    counts: Counter[str] = Counter()
    for block in blocks:
        if block.kind in _MAIN and block.lang:
            counts[block.lang] += (block.end - block.start) * (1 if block.lang == "en" else 3)
    if counts:
        return counts.most_common(1)[0][0]
    main = " ".join(text[b.start : b.end] for b in blocks if b.kind in _MAIN)
    return identify_language(main) or (declared if len(main) < 20 else None)


def _host_of(draft: Draft) -> str | None:
    return host_of(draft.url) if draft.url else draft.host


def _first(text: str, blocks: Sequence[Block], kind: BlockKind) -> str | None:
    return next((text[b.start : b.end] for b in blocks if b.kind == kind), None)


def _publication(
    draft: Draft, text: str, blocks: Sequence[Block], lang: str
) -> tuple[str | None, PublishedBasis | None]:
    if draft.published:
        return draft.published, draft.published_basis or "metadata"
    if draft.given_published:
        return draft.given_published, "given"
    own = [(text[b.start : b.end], b.lang or lang) for b in blocks if b.kind in _MAIN][:_DATED_BLOCKS]
    weak = [(text[b.start : b.end], b.lang or lang) for b in blocks if b.kind not in _MAIN][:_DATED_BLOCKS]
    inferred = infer_day(own, weak) or draft.last_resort
    return (inferred, "inferred") if inferred else (None, None)
