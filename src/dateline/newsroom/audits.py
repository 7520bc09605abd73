"""Audits: any text against its sources, and single claims against theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from dateline import check, group, link, publish, read, write
from dateline.ingest.published import parse_stamp
from dateline.lang.data import load_table
from dateline.lang.identify import identify_language, normalize_code
from dateline.model import (
    SCHEMA,
    Article,
    Audit,
    Block,
    Finding,
    PairVerdict,
    Reading,
    article_id,
    normalize_text,
    summarize_verdicts,
)
from dateline.model.finding import Verdict

if TYPE_CHECKING:
    from dateline.link import Ledger


_ASKS = re.compile(r"[?？][\"'”’」』）)]*\s*$")


class Audited(Struct, frozen=True, kw_only=True):
    """An audit with the texts that it was made from, and their readings: the document's first."""

    audit: Audit
    document: Article
    sources: tuple[Article, ...]
    readings: tuple[Reading, ...]


def audit_article(document: Article, sources: Sequence[Article], *, lang: str = "en") -> Audited:
    """Read a text and its sources, link the people in them, judge every sentence, and offer lawful headlines."""
    texts = [document, *sources]
    whole = [read.read_article(a, vectors=False) for a in texts]
    opened = [check.opening(r) for r in whole]
    cut = [o is not r for o, r in zip(opened, whole, strict=True)]
    readings = [read.with_vectors(a, r) for a, r in zip(texts, opened, strict=True)]
    ledger = link.link_readings(texts, readings)
    context = check.Context(of_chain=ledger.of_chain, occupancies=ledger.occupancies)
    pairs = list(zip(sources, readings[1:], strict=True))
    audit = check.audit_text(document, readings[0], pairs, context=context, lang=lang)
    if any(cut[1:]) or cut == [True]:  # without sources the text's own body is compared
        audit = msgspec.structs.replace(audit, sentences=check.against_openings(audit.sentences, lang))
    audit = msgspec.structs.replace(
        audit, sentences=(*audit.sentences, *check.unjudged(document, whole[0], readings[0], lang))
    )
    if any(j.block == "headline" and j.verdict != "supported" for j in audit.sentences):
        offered = _lawful_headlines(document, readings, sources, ledger)
        audit = msgspec.structs.replace(audit, lawful_headlines=offered)
    return Audited(
        audit=audit, document=document, sources=tuple(sources), readings=tuple(whole if any(cut) else readings)
    )


def _lawful_headlines(
    document: Article, readings: Sequence[Reading], sources: Sequence[Article], ledger: Ledger
) -> tuple[str, ...]:
    """The round trip: check names the strongest licensed acts, write renders them, check judges the result."""
    texts = list(sources) or [document]
    own = list(readings[1:]) or [readings[0]]
    pairs = list(zip(texts, own, strict=True))
    grouping = group.group_articles(texts, own, ledger.entities, ledger.of_chain)
    slots = {
        (t.article, t.act): fact.slots
        for fact in grouping.facts
        if fact.slots
        for t in fact.tellings
        if t.act is not None
    }
    licensed = check.strongest_licensed(document, readings[0], pairs)
    wanted = [found for source, act in licensed if (found := slots.get((texts[source].id, act)))]
    lang = document.lang or "en"
    offered: list[str] = []
    for headline in write.lawful_headlines(wanted, {e.id: e for e in ledger.entities}, lang):
        trial = Article(
            id="offered", source="dateline", lang=lang, headline=headline, text=headline, published=document.published,
            blocks=(Block("headline", 0, len(headline), lang),),
        )  # fmt: skip
        judged = check.audit_text(trial, read.read_article(trial), pairs).sentences
        if headline not in offered and all(j.verdict in ("supported", "not_checked") for j in judged):
            offered.append(headline)
    return tuple(offered[:3])


class PairInput(Struct, frozen=True, kw_only=True):
    """A line of the ``check`` command."""

    id: str
    claim: str
    source: str | list[str]
    claim_lang: str | None = None
    source_lang: str | None = None
    published: str | None = None


class JudgedPair(Struct, frozen=True, kw_only=True):
    """The answer to one pair, under the id it was given; ``reason`` says why a claim was not checked."""

    id: str | int
    support: float
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    reason: str | None = None


def pair_lacks(record: Mapping[str, Any]) -> str | None:
    """What keeps a record from being a pair: ``claim`` (text) and ``source`` (text or texts), or None."""
    try:
        msgspec.convert({**record, "id": str(record.get("id"))}, PairInput)
    except msgspec.ValidationError as error:
        return str(error)
    return None


def judge_row(record: Mapping[str, Any], *, lang: str = "en") -> JudgedPair:
    """Judge a record that lacks nothing; a fault of ours becomes ``not_checked`` with its reason, and the run goes on."""
    pair = msgspec.convert({**record, "id": str(record["id"])}, PairInput)
    given = record["id"] if isinstance(record["id"], str | int) else pair.id
    try:
        found, bounded = _check_pair(pair, lang)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        reason = f"a fault of ours while checking it ({type(error).__name__}: {error}); please report it with the pair"
        return JudgedPair(id=given, support=0.0, verdict="not_checked", reason=reason)
    reasons = load_table(lang, "findings")["reasons"]
    unsaid = None if found.verdict != "not_checked" else str(reasons[bounded or _why_unchecked(pair)])
    return JudgedPair(id=given, support=found.support, verdict=found.verdict, findings=found.findings, reason=unsaid)


def _why_unchecked(pair: PairInput) -> str:
    texts = [pair.source] if isinstance(pair.source, str) else pair.source
    if not any(text.strip() for text in texts):
        return "no_source"
    if not pair.claim.strip():
        return "no_sentence"
    if _ASKS.search(pair.claim):
        return "question"
    spoken = normalize_code(pair.claim_lang) or identify_language(pair.claim)
    return "language" if spoken is None and any(c.isalpha() for c in pair.claim) else "empty"


def check_pair(pair: PairInput, *, lang: str = "en") -> PairVerdict:
    """Judge one claim against its source texts."""
    return _check_pair(pair, lang)[0]


def _check_pair(pair: PairInput, lang: str) -> tuple[PairVerdict, str | None]:
    """The verdict, and why there is none where the claim or its source is longer than what is compared."""
    texts = [text for text in ([pair.source] if isinstance(pair.source, str) else pair.source) if text.strip()]
    claim = _bare_article("claim", pair.claim, pair.claim_lang, pair.published)
    sources = [_bare_article(f"source{n}", t, pair.source_lang, pair.published) for n, t in enumerate(texts)]
    whole = read.read_article(claim, vectors=False)
    opened = check.opening(whole)
    taken = [_read_once(source) for source in sources]
    readings = [read.with_vectors(claim, opened), *(reading for reading, _ in taken)]
    ledger = link.link_readings([claim, *sources], readings)
    context = check.Context(of_chain=ledger.of_chain, occupancies=ledger.occupancies)
    pairs = list(zip(sources, readings[1:], strict=True))
    verdict = check.check_claim(claim, readings[0], pairs, context=context, lang=lang)
    missing = any(cut for _, cut in taken) and verdict.verdict not in ("supported", "not_checked")
    why = "sources_too_long" if missing else None
    why = "too_long" if opened is not whole and verdict.verdict == "supported" else why
    if why is not None:
        return PairVerdict(id=pair.id, support=0.0, verdict="not_checked"), why
    return msgspec.structs.replace(verdict, id=pair.id), None


@lru_cache(maxsize=64)
def _read_once(source: Article) -> tuple[Reading, bool]:
    """As much of a source as claims are compared with, and whether it has more; many claims of a batch rest on one."""
    whole = read.read_article(source, vectors=False)
    opened = check.opening(whole)
    return read.with_vectors(source, opened), opened is not whole


def _bare_article(name: str, text: str, lang: str | None, published: str | None) -> Article:
    """A text with nothing known of it but its words: all of it body, a block a line."""
    text = normalize_text(text)
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("body", at, at + len(line), normalize_code(lang) or identify_language(line)))
        at += len(line) + 1
    main = normalize_code(lang) or identify_language(text)
    return Article(
        id=article_id(name, None, text),
        source=name,
        lang=main,
        text=text,
        blocks=tuple(blocks),
        published=parse_stamp(published),
    )


def audit_wire(audited: Audited) -> bytes:
    """The audit as one JSON object: the document, each sentence with verdict and findings, and the counts."""
    built: dict[str, Any] = {
        "schema": SCHEMA,
        "document": msgspec.to_builtins(audited.document),
        "sources": [source.id for source in audited.sources],
        "sentences": msgspec.to_builtins(audited.audit.sentences),
        "summary": summarize_verdicts(audited.audit.sentences),
        "lawful_headlines": list(audited.audit.lawful_headlines),
    }
    return msgspec.json.encode(built)


def audit_html(audited: Audited, lang: str) -> bytes:
    """The audit as a page: the text with what fails marked in words, and the passages beside it."""
    return publish.audit_page(audited.audit, audited.document, audited.sources, lang, readings=audited.readings)


def audit_words(text: str, sources: Sequence[str], *, lang: str = "en") -> Audited:
    """Audit a text as it was pasted: of several lines the first is its headline where it ends like one. A text too short to
    tell its language is taken to be in that of the messages."""

    def taken(name: str, words: str) -> Article:
        return _bare_article(name, words, None if identify_language(words) else lang, None)

    held = [taken(f"source {n}", s) for n, s in enumerate(sources, start=1)]
    return audit_article(_headed(taken("text", text)), held, lang=lang)


def _headed(article: Article) -> Article:
    """The article with its first line as headline, where more follows and the line does not end as a sentence does."""
    if len(article.blocks) < 2:
        return article
    first = article.blocks[0]
    words = article.text[first.start : first.end].strip()
    if len(words) > 160 or words[-1:] in ".。!?！？":
        return article
    head = Block("headline", first.start, first.end, first.lang)
    return msgspec.structs.replace(article, headline=words, blocks=(head, *article.blocks[1:]))
