"""Hand-made articles with their readings, so that grouping is tested without any language pack."""

from __future__ import annotations

import re
from typing import Any

from dateline.model import (
    Act,
    Article,
    Block,
    DateValue,
    Mention,
    Quotation,
    Quote,
    Reading,
    Role,
    Sentence,
    article_id,
)

_SENTENCE = re.compile(r"[^\n]*?(?:[.!?](?=\s|$)|。|(?=\n|$))")


class Paper:
    """An article being written: text first, then who is named in it and what they do. Chains go by entity id."""

    def __init__(self, lang: str, published: str | None, /, outlet: str = "Harbour Gazette", **fields: Any) -> None:
        self.lang, self.published, self.outlet, self.fields = lang, published, outlet, fields
        self.text = ""
        self.blocks: list[Block] = []
        self.mentions: list[Mention] = []
        self.dates: list[DateValue] = []
        self.acts: list[Act] = []
        self.roles: list[Role] = []
        self.quotations: list[Quotation] = []
        self.chains: dict[str, int] = {}

    def block(self, kind: str, text: str) -> Paper:
        start = len(self.text) + (1 if self.text else 0)
        self.text += ("\n" if self.text else "") + text
        self.blocks.append(Block(kind, start, start + len(text), self.lang))  # type: ignore[arg-type]
        return self

    def quote(self, words: str, within: str | None = None) -> Quote:
        base = self.text.index(within) if within else 0
        start = self.text.index(words, base)
        return Quote.cut(self.text, start, start + len(words))

    def name(self, words: str, entity: str, kind: str = "person", **fields: Any) -> Paper:
        """Every occurrence of the words names the entity."""
        chain = self.chains.setdefault(entity, len(self.chains))
        value = fields.pop("value", words)
        for found in re.finditer(re.escape(words), self.text):
            if any(m.start < found.end() and found.start() < m.end for m in self.mentions):
                continue
            span = {"text": words, "start": found.start(), "end": found.end()}
            self.mentions.append(Mention(**span, kind=kind, value=value, chain=chain, **fields))  # type: ignore[arg-type]
        return self

    def office(self, person: str, words: str, key: str, of: str, status: str = "current") -> Paper:
        """The person named holds the office that the words name."""
        start = self.text.index(words)
        chain = self.chains[person]
        self.mentions.append(
            Mention(text=words, start=start, end=start + len(words), kind="position", value=key, of=of, chain=chain)
        )
        holder = next(i for i, m in enumerate(self.mentions) if m.chain == chain and m.kind == "person")
        self.roles.append(Role(person=holder, position=len(self.mentions) - 1, status=status))  # type: ignore[arg-type]
        return self

    def number(self, words: str, value: str, unit: str) -> Paper:
        start = self.text.index(words)
        self.mentions.append(
            Mention(text=words, start=start, end=start + len(words), kind="number", value=value, unit=unit)
        )
        return self

    def date(self, words: str, first: str, last: str | None = None, basis: str = "explicit") -> DateValue:
        start = self.text.index(words)
        last = last or first
        edtf = first if first == last else f"{first}/{last}"
        value = DateValue(
            text=words, start=start, end=start + len(words), edtf=edtf, earliest=first, latest=last, basis=basis
        )  # type: ignore[arg-type]
        self.dates.append(value)
        return value

    def act(self, kind: str, rung: str, clause: str, **slots: Any) -> Paper:
        """An act told in a clause; actors, recipients, bound, place, said_by are words of the text."""
        base = self.text.index(clause)
        for slot in ("actors", "recipients", "bound"):
            slots[slot] = tuple(self._span(w, base) for w in slots.get(slot, ()))
        for slot in ("place", "said_by", "hedge"):
            if slots.get(slot):
                slots[slot] = self._span(slots[slot], base)
        self.acts.append(Act(kind=kind, rung=rung, start=base, end=base + len(clause), **slots))  # type: ignore[arg-type]
        return self

    def _span(self, words: str, base: int) -> Quote:
        start = self.text.find(words, base)
        start = start if start >= 0 else self.text.index(words)
        return Quote.cut(self.text, start, start + len(words))

    def say(self, words: str) -> Paper:
        start = self.text.index(words)
        self.quotations.append(Quotation(text=words, start=start, end=start + len(words), direct=True))
        return self

    def done(self) -> tuple[Article, Reading]:
        source = self.fields.pop("source", f"{self.outlet}/{self.published}")
        article = Article(
            id=article_id(source, self.outlet, self.text),
            source=source,
            outlet=self.outlet,
            lang=self.lang,
            published=self.published,
            text=self.text,
            blocks=tuple(self.blocks),
            **self.fields,
        )
        sentences = [
            Sentence(b.start + m.start(), b.start + m.end(), i)
            for i, b in enumerate(self.blocks)
            for m in _SENTENCE.finditer(self.text[b.start : b.end])
            if m.group().strip()
        ]
        reading = Reading(
            article=article.id,
            sentences=tuple(sentences),
            mentions=tuple(self.mentions),
            dates=tuple(self.dates),
            quotations=tuple(self.quotations),
            acts=tuple(self.acts),
            roles=tuple(self.roles),
        )
        return article, reading


def links(papers: list[tuple[Paper, Article]]) -> dict[str, str]:
    """``article#chain`` -> entity, as link would give it."""
    return {f"{article.id}#{chain}": entity for paper, article in papers for entity, chain in paper.chains.items()}
