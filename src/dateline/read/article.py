"""Reading one article: every language reads its own blocks, and the parts are put together here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

import msgspec

from dateline.lang.orders import is_order
from dateline.lang.pack import Passage, load_pack
from dateline.lang.resolve import Reference
from dateline.model import (
    Act,
    Article,
    Block,
    Claim,
    DateValue,
    Mention,
    Quotation,
    Quote,
    Reading,
    Role,
    Sentence,
    Signal,
)
from dateline.read.stretches import LONGEST_RUN, without_endless_runs

VERSION = "6"
MAX_READ = 40_000  # characters of an article that are read, a CJK one counting as two; the rest stands in its text
LEAST_COST = 20  # characters that a line counts as at least: each is parsed by itself
MOST_STOPS = 2_000  # of an article that are read up to: each sentence is parsed by itself, as each line is
_LONGEST_SAYING = 62
_SHOWN = 60
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_STOP = re.compile(r"[。！？]+|[.!?]+(?=\s)")
_IN_LINE = re.compile(r"[^\n]")
_UNDATED_KINDS = frozenset({"teaser", "caption", "notice", "comment"})
_DATED_KINDS = frozenset({"meeting", "visit", "call", "signing", "agreement"})
_QUESTION_ENDS = ("?", "\uff1f", "?\u201d", '?"', "?\u2019", "\uff1f\u300d", "\uff1f\u201d")


def read_article(article: Article, *, vectors: bool = True) -> Reading:
    """Read every block of ``article`` in its own language.

    Relative dates are resolved against the publication time; those of teasers, captions and notices stay unresolved,
    since they belong to other pages. With ``vectors=False`` sentence vectors are left out. Of an article beyond
    MAX_READ or MOST_STOPS, and of what runs on without a stop, the beginning is read. Raises ValueError that names the
    article when a language pack hands back words that do not stand where it says.
    """
    parts = list(_parts_to_read(article))
    text = _without_the_rest(article, parts)
    passages = [(lang, _read_language(article, text, lang, parts)) for lang in _languages(article)]
    merged = _merge([passage for _, passage in passages])
    orders = [s for s in merged.sentences if is_order(text[s.start : s.end], _lang_of(article, s))]
    merged = _without_acts_in(merged, orders)
    _hold_to_account(article, merged)
    return Reading(
        article=article.id,
        sentences=merged.sentences,
        mentions=merged.mentions,
        dates=merged.dates,
        quotations=merged.quotations,
        acts=merged.acts,
        roles=merged.roles,
        claims=tuple(_claims(article.text, merged, orders)),
        signals=(*_signals(article, merged), *_unread(article, parts)),
        vectors=_embed(article, merged.sentences) if vectors else b"",
    )


def _languages(article: Article) -> list[str]:
    found = {lang for block in article.blocks if (lang := block.lang or article.lang)}
    return sorted(found)


def _parts_to_read(article: Article) -> Iterator[tuple[int, Block]]:
    """Each block with its place, cut where it runs on, until enough is read."""
    left, stops = MAX_READ, MOST_STOPS
    for index, block in enumerate(article.blocks):
        if block.kind == "byline":
            continue
        weight = 2 if _WIDE.search(article.text, block.start, min(block.end, block.start + LONGEST_RUN)) else 1
        for start, end in without_endless_runs(article.text, block.start, block.end):
            stop = min(end, start + left // weight)
            ends = [m.end() for m in islice(_STOP.finditer(article.text, start, stop), stops + 1)]
            stop, stops = (stop, stops - len(ends)) if len(ends) <= stops else (ends[stops - 1] if stops else start, 0)
            left -= max(weight * (stop - start), LEAST_COST)
            if stop > start:
                yield index, msgspec.structs.replace(block, start=start, end=stop)


def _without_the_rest(article: Article, parts: list[tuple[int, Block]]) -> str:
    """The article's text with space where its blocks are not read, so that every place stays."""
    text, at, kept = article.text, 0, []
    read = [(part.start, part.end) for _, part in parts]
    bylines = [(b.start, b.end) for b in article.blocks if b.kind == "byline"]
    if len(read) + len(bylines) == len(article.blocks) and all(b == article.blocks[i] for i, b in parts):
        return text
    for start, end in sorted((*read, *bylines)):
        if start >= at:
            kept += [_IN_LINE.sub(" ", text[at:start]), text[start:end]]
            at = end
    return "".join(kept) + _IN_LINE.sub(" ", text[at:])


def _read_language(article: Article, text: str, lang: str, parts: list[tuple[int, Block]]) -> Passage:
    blocks: list[tuple[int, Block]] = []
    references: list[Reference] = []
    for index, block in parts:
        if (block.lang or article.lang) == lang:
            blocks.append((index, block))
            references.append(_reference(article, block))
    return load_pack(lang).read_blocks(text, blocks, references)


def _reference(article: Article, block: Block) -> Reference:
    if block.kind in _UNDATED_KINDS:
        return Reference(None, "unknown")
    if article.published_basis == "inferred":
        return Reference.at(article.published, basis="inferred")
    return Reference.at(article.published)


def _merge(passages: list[Passage]) -> Passage:
    """One passage in text order: chains renumbered so that languages do not collide, role indices carried along."""
    mentions: list[tuple[Mention, int]] = []
    roles: list[tuple[int, Role]] = []
    chain_base = 0
    for passage in passages:
        offset = len(mentions)
        for index, mention in enumerate(passage.mentions):
            chain = None if mention.chain is None else mention.chain + chain_base
            mentions.append((msgspec.structs.replace(mention, chain=chain), offset + index))
        roles.extend((offset, role) for role in passage.roles)
        chain_base += 1 + max((m.chain for m in passage.mentions if m.chain is not None), default=-1)
    ordered = sorted(mentions, key=lambda pair: (pair[0].start, pair[0].end, pair[0].kind))
    place_of = {old: new for new, (_, old) in enumerate(ordered)}
    return Passage(
        sentences=tuple(sorted((s for p in passages for s in p.sentences), key=lambda s: (s.start, s.end))),
        mentions=_join_keyed_chains([m for m, _ in ordered]),
        dates=tuple(sorted((d for p in passages for d in p.dates), key=lambda d: (d.start, d.end))),
        quotations=tuple(sorted((q for p in passages for q in p.quotations), key=lambda q: (q.start, q.end))),
        acts=tuple(
            sorted((_with_its_day(a) for p in passages for a in p.acts), key=lambda a: (a.start, a.end, a.kind))
        ),
        roles=tuple(
            msgspec.structs.replace(r, person=place_of[base + r.person], position=place_of[base + r.position])
            for base, r in roles
        ),
    )


def _lang_of(article: Article, sentence: Sentence) -> str:
    return article.blocks[sentence.block].lang or article.lang or ""


def _without_acts_in(passage: Passage, sentences: list[Sentence]) -> Passage:
    """The passage without what is told in these sentences."""
    if not sentences:
        return passage
    acts = tuple(a for a in passage.acts if not any(s.start <= a.start < s.end for s in sentences))
    return replace(passage, acts=acts)


def _with_its_day(act: Act) -> Act:
    """A statement is made on a day: a year or a half-year in its sentence is what it is about (昨年度、…と述べた)."""
    time = act.time
    if time is None or act.kind != "statement" or not time.earliest or not time.latest:
        return act
    days = date.fromisoformat(time.latest[:10]) - date.fromisoformat(time.earliest[:10])
    return msgspec.structs.replace(act, time=None) if days.days > _LONGEST_SAYING else act


def _signals(article: Article, passage: Passage) -> Iterator[Signal]:
    """Days on which something is told to have happened although the page is dated before them: the page's date is wrong,
    not the text."""
    if article.published is None or article.published_basis == "inferred":
        return
    days: dict[tuple[int, int], DateValue] = {}
    for act in passage.acts:
        if act.time is not None and act.realis == "actual" and act.kind in _DATED_KINDS:
            days.setdefault((act.time.start, act.time.end), act.time)
    for time in days.values():
        if time.earliest is not None and time.earliest[:10] > article.published[:10]:
            reason = f"told as done on {time.earliest[:10]}, on a page dated {article.published[:10]}"
            yield Signal(code="told_before_it_happened", text=time.text, start=time.start, end=time.end, reason=reason)


def _unread(article: Article, parts: list[tuple[int, Block]]) -> Iterator[Signal]:
    """Where the first words stand that are not read, in an article beyond the bound."""
    read: dict[int, list[tuple[int, int]]] = {}
    for index, part in parts:
        read.setdefault(index, []).append((part.start, part.end))
    for index, block in enumerate(article.blocks):
        at = block.start
        for start, end in (*sorted(read.get(index, ())), (block.end, block.end)):
            if block.kind != "byline" and article.text[at:start].strip():
                stop = min(start, at + _SHOWN)
                reason = (
                    f"too long: of {len(article.text)} characters those from here on, or some of them, are not read"
                )
                yield Signal(code="read_in_part", text=article.text[at:stop], start=at, end=stop, reason=reason)
                return
            at = end


def _join_keyed_chains(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Give places and bodies with one pivot key one chain, also across the languages of a mixed page."""
    first: dict[tuple[str, str, str | None], int] = {}
    renamed: dict[int, int] = {}
    for mention in mentions:
        if mention.kind in ("place", "organization") and mention.value and mention.chain is not None:
            chain = first.setdefault((mention.kind, mention.value, mention.of), mention.chain)
            if chain != mention.chain:
                renamed[mention.chain] = chain
    return tuple(
        msgspec.structs.replace(m, chain=renamed[m.chain]) if m.chain in renamed and m.chain is not None else m
        for m in mentions
    )


def _claims(text: str, passage: Passage, orders: list[Sentence]) -> Iterator[Claim]:
    """A claim for each clause that tells acts, and one for each further sentence that asserts something."""
    asserts_nothing = {(s.start, s.end) for s in orders}
    told: dict[tuple[int, int], list[int]] = {}
    for index, act in enumerate(passage.acts):
        told.setdefault((act.start, act.end), []).append(index)
    covered: list[tuple[int, int]] = []
    found: list[Claim] = []
    for (start, end), acts in told.items():
        said_by = passage.acts[acts[0]].said_by
        found.append(Claim(text=text[start:end], start=start, end=end, acts=tuple(acts), said_by=said_by))
        covered.append((start, end))
    for sentence in passage.sentences:
        words = text[sentence.start : sentence.end]
        inside = any(start < sentence.end and end > sentence.start for start, end in covered)
        if inside or (sentence.start, sentence.end) in asserts_nothing:
            continue
        if not words.rstrip().endswith(_QUESTION_ENDS):
            speaker = _speaker_of(sentence, passage.quotations)
            found.append(Claim(text=words, start=sentence.start, end=sentence.end, said_by=speaker))
    yield from sorted(found, key=lambda c: (c.start, c.end))


def _speaker_of(sentence: Sentence, quotations: tuple[Quotation, ...]) -> Quote | None:
    for quotation in quotations:
        if quotation.start >= sentence.start and quotation.end <= sentence.end and quotation.speaker:
            return quotation.speaker
    return None


def _hold_to_account(article: Article, passage: Passage) -> None:
    spans: list[tuple[str, int, int]] = [(m.text, m.start, m.end) for m in passage.mentions]
    spans += [(d.text, d.start, d.end) for d in passage.dates]
    spans += [(q.text, q.start, q.end) for q in passage.quotations]
    for act in passage.acts:
        quotes = (
            *act.actors,
            *act.recipients,
            *act.bound,
            act.place,
            act.condition,
            act.hedge,
            act.said_by,
            act.matter,
        )
        spans += [(q.text, q.start, q.end) for q in quotes if q is not None]
    for words, start, end in spans:
        if article.text[start:end] != words:
            raise ValueError(f"article {article.id}: {words!r} does not stand at {start}:{end}")


def with_vectors(article: Article, reading: Reading) -> Reading:
    """A reading that was made without them, with the vectors of its sentences."""
    return msgspec.structs.replace(reading, vectors=_embed(article, reading.sentences))


def _embed(article: Article, sentences: tuple[Sentence, ...]) -> bytes:
    from dateline.lang.vectors import embed_sentences, pack_vectors

    texts = [article.text[s.start : s.end] for s in sentences]
    langs = [article.blocks[s.block].lang or article.lang for s in sentences]
    return pack_vectors(embed_sentences(texts, langs))
