"""Many events from a few: the articles and readings of bundles told again of other people and days, without reading anew.

Each variant of a bundle gives its Korean and Japanese people other names (in every script that its texts use), moves all days
by whole weeks and turns the sentence vectors by a rotation of its own, so that within a variant all is as alike as before, and
nothing across. Offsets move with the names; every quote still holds.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dateline import link
from dateline.lang.compare.forms import parse_form, script_of
from dateline.lang.vectors import pack_vectors, unpack_vectors
from dateline.model import Article, Entity, Reading, article_id

CASTS = 10
"""Sets of people in office among whom the variants of a bundle change; who holds none is new in each."""
CHANGED = 0.6
"""Share of letters of Hangul and Han, and of long words in letters, that a variant writes otherwise."""
SCRIPTS = ("latin", "hangul", "han", "kana")
Parts = tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """A name in every script: family and given parts."""

    family: Parts
    given: tuple[Parts, ...]
    country: str

    def form(self, like: str) -> str:
        """The name as a form is written: its script, whole or the family name alone."""
        script = script_of(like)
        at = SCRIPTS.index("han" if script == "mixed" else script)
        parts = parse_form(like).words
        whole = len(parts) > 1 or (script != "latin" and len(like) > (2 if self.country == "KR" else 3))
        if not whole:
            return self.family[at]
        given = [part[at] for part in self.given]
        if script == "latin":
            if self.country == "KR":
                return f"{self.family[0]} {'-'.join(given).capitalize()}"
            return f"{''.join(given).capitalize()} {self.family[0]}"
        between = " " if script == "hangul" and self.country == "JP" else "・" if script == "kana" else ""
        return self.family[at] + between + "".join(given)


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


def draw_person(country: str, rng: np.random.Generator) -> Person:
    """Somebody of a country, at random."""
    table = _names()[country]
    given = tuple(tuple(parts[int(rng.integers(len(parts)))]) for parts in (table["first"], table["second"]))
    return Person(tuple(table["families"][int(rng.integers(len(table["families"])))]), given, country)


@dataclass(frozen=True)
class Bundle:
    """The articles of one event with their readings, the people who may be renamed (with all their names), whom each chain
    names, and who holds an office."""

    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]
    people: Mapping[str, Entity]
    of_chain: Mapping[str, str]
    officials: frozenset[str]

    @classmethod
    def of(cls, articles: Sequence[Article], readings: Sequence[Reading]) -> Bundle:
        """A bundle of articles that were read."""
        ledger = link.link_readings(articles, readings)
        people = {e.id: e for e in ledger.entities if e.kind == "person" and e.country in _names()}
        officials = frozenset(o.entity for o in ledger.occupancies)
        return cls(tuple(articles), tuple(readings), people, ledger.of_chain, officials)

    def first_day(self) -> date:
        """The first day of publication."""
        return min(date.fromisoformat(a.published[:10]) for a in self.articles if a.published)

    def vary(self, number: int, cast: int, weeks: int) -> Iterator[tuple[Article, Reading]]:
        """The bundle as another event, of the office-holders of a cast, ``weeks`` later."""
        rng, staff = np.random.default_rng(number), np.random.default_rng(cast)
        people = {
            e: draw_person(self.people[e].country or "", staff if e in self.officials else rng)
            for e in sorted(self.people)
        }
        turn = rng.permutation(512), rng.choice(np.array([-1.0, 1.0], dtype=np.float32), 512)
        for article, reading in zip(self.articles, self.readings, strict=True):
            told = _Told(article, reading, timedelta(weeks=weeks))
            told.reword(number)
            told.rename(
                {
                    c: ([n.text for n in self.people[e].names], people[e])
                    for c, e in self.of_chain.items()
                    if e in people
                }
            )
            yield told.again(f"{article.source}#{number}", turn)


class _Told:
    """One article told again."""

    def __init__(self, article: Article, reading: Reading, later: timedelta) -> None:
        self._article, self._reading, self._later = article, reading, later
        self._written = self._text = article.text
        self._starts: list[int] = [0]
        self._shifts: list[tuple[int, int]] = [(0, 0)]
        self._forms: dict[str, str] = {}

    def reword(self, number: int) -> None:
        """Write some words otherwise, letter for letter; names, days and what makes an act doubtful stay."""
        reading = self._reading
        kept = [(m.start, m.end) for m in reading.mentions] + [(d.start, d.end) for d in reading.dates]
        kept += [(q.start, q.end) for a in reading.acts for q in (a.hedge, a.condition, a.said_by) if q is not None]
        letters = list(self._article.text)
        for start, end in _changeable(self._article.text):
            if not any(s < end and start < e for s, e in kept):
                letters[start:end] = _other_word("".join(letters[start:end]), number)
        self._written = "".join(letters)

    def rename(self, people: Mapping[str, tuple[Sequence[str], Person]]) -> None:
        """Give people other names: by chain all names of each, and who he is now."""
        pieces, at, moved = [], 0, 0
        for mention in sorted(self._reading.mentions, key=lambda m: m.start):
            names, person = people.get(f"{self._article.id}#{mention.chain}", ((), None))
            if person is None or mention.kind != "person":
                continue
            if mention.value and _is_form_of(mention.value, names):
                self._forms[mention.value] = person.form(mention.value)
            if mention.start < at or not _is_form_of(mention.text, names):
                continue
            new = self._forms[mention.text] = person.form(mention.text)
            pieces += [self._written[at : mention.start], new]
            at = mention.end
            self._starts += [mention.start + 1, mention.end]
            self._shifts.append((mention.start + moved, mention.start + moved + len(new)))
            moved += len(new) - len(mention.text)
            self._shifts.append((moved, moved))
        self._text = "".join((*pieces, self._written[at:]))

    def _at(self, position: int, *, end: bool) -> int:
        """Where a position has gone; one amid a name to the name's start or end."""
        number = bisect_right(self._starts, position) - 1
        shift = self._shifts[number]
        return shift[end] if number % 2 else position + shift[0]

    def _moved(self, value: Any) -> Any:
        """A part of a reading with its places, words and days moved."""
        if isinstance(value, tuple):
            return tuple(map(self._moved, value))
        if isinstance(value, str):
            return self._forms.get(value, value)
        if not isinstance(value, msgspec.Struct):
            return value
        fields: dict[str, Any] = {name: self._moved(getattr(value, name)) for name in value.__struct_fields__}
        if "start" in fields and "end" in fields:
            start, end = self._at(fields["start"], end=False), self._at(fields["end"], end=True)
            fields |= {"start": start, "end": end}
            if "text" in fields:
                fields["text"] = self._text[start:end]
        for name in ("earliest", "latest", "edtf", "timex3", "since", "until"):
            if isinstance(fields.get(name), str):
                fields[name] = self._later_day(fields[name])
        return type(value)(**fields)

    def _later_day(self, told: str) -> str:
        try:
            return (date.fromisoformat(told[:10]) + self._later).isoformat() + told[10:]
        except ValueError:
            return told

    def again(self, source: str, turn: tuple[Any, Any]) -> tuple[Article, Reading]:
        """The article and its reading."""
        old = self._article
        blocks = tuple(self._moved(b) for b in old.blocks)
        heads = {
            old.text[b.start : b.end]: self._text[n.start : n.end] for b, n in zip(old.blocks, blocks, strict=True)
        }
        article = msgspec.structs.replace(
            old,
            id=article_id(source, old.outlet, self._text),
            source=source,
            text=self._text,
            blocks=blocks,
            headline=heads.get(old.headline or "", old.headline),
            standfirst=heads.get(old.standfirst or "", old.standfirst),
            published=self._later_day(old.published) if old.published else None,
            disclosures=tuple(self._moved(d) for d in old.disclosures),
        )
        parts = {
            name: self._moved(getattr(self._reading, name))
            for name in Reading.__struct_fields__
            if name not in ("article", "vectors")
        }
        places, signs = turn
        rows = unpack_vectors(self._reading.vectors)[:, places] * signs if self._reading.vectors else None
        return article, Reading(article=article.id, vectors=b"" if rows is None else pack_vectors(rows), **parts)


def _is_form_of(text: str, names: Sequence[str]) -> bool:
    """Whether words for somebody are one of the names or a part of it, and no pronoun or title."""
    script = script_of(text)
    if script == "latin":
        return any(set(parse_form(text).words) & set(parse_form(n).words) for n in names if script_of(n) == script)
    return script in (*SCRIPTS, "mixed") and any(text in n or n in text for n in names)


_WORD = re.compile(r"[a-z]{6,}|[가-힣一-鿿]")


def _changeable(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _WORD.finditer(text)]


def _other_word(word: str, number: int) -> str:
    """A word as a variant has it: as it was, or with all its letters moved on in their alphabet."""
    seed = zlib.crc32(f"{word}{number}".encode())
    if seed % 1000 >= CHANGED * 1000:
        return word
    first, size = (ord("a"), 26) if word.isascii() else (0xAC00, 11172) if word >= "가" else (0x4E00, 20902)
    return "".join(chr(first + (ord(c) - first + 1 + number % (size - 1)) % size) for c in word)
