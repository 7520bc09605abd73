"""Readings made whole: people whom a text names and its reading missed, found by the names that other texts have, and
namesakes whom it took for one.

Only whole names, standing free in the text, of people in the news of those days; a part of a name only beside one of the
person's titles. What a reading has is kept, but for a name that it cut short or took for a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from dateline.lang.compare.forms import parse_form, script_of
from dateline.link.known import Known
from dateline.link.known_forms import FormIndex, KnownForm, known_forms
from dateline.link.linking import link_readings
from dateline.link.namesakes import split_namesakes
from dateline.model import Article, Judgement, Mention, Quote, Reading, Role

_PAIR = re.compile(r"(?<![^\W\d_])[A-Z][a-z]+(?:-[A-Za-z][a-z]+)? [A-Z][a-z]+(?:-[A-Za-z][a-z]+)?(?![^\W\d_])")
_DOTTED = re.compile(
    r"(?<![ァ-ヺー・＝])[ァ-ヺー]{2,}(?:[・＝][ァ-ヺー]{2,})+(?![ァ-ヺー・＝])|[\u4e00-\u9fff]{2,5}(?:·[\u4e00-\u9fff]{2,6})+"
)
_HANGUL = re.compile(r"(?<![가-힣])(?:[가-힣]{2,6} )?[가-힣]{2,5}(?:\(\d{2}\))? ?$")
_HAN_LONGEST, _HAN_SHORTEST = 4, 3
_GAP = 12
_SYLLABLES = 5


class Found(NamedTuple):
    """A name found at a place in a text, and whose it is."""

    start: int
    end: int
    form: KnownForm


def complete_readings(
    articles: Sequence[Article],
    readings: Mapping[str, Reading],
    judgements: Sequence[Judgement] = (),
    known: Sequence[Known] = (),
) -> dict[str, Reading]:
    """The readings by article, with mentions (and roles, where a title stands beside) of people whom other texts name.

    Deterministic, and of a second pass over the same texts nothing new comes.
    """
    apart = {a.id: split_namesakes(a, readings[a.id]) for a in articles if a.id in readings}
    ordered = [apart[a.id] for a in articles if a.id in apart]
    ledger = link_readings(articles, ordered, judgements, known)
    index = FormIndex(known_forms(ledger.entities, ledger.occupancies, articles, known))
    here: dict[str, dict[str, int]] = defaultdict(dict)
    for ref, entity in ledger.of_chain.items():
        article_id, _, chain = ref.rpartition("#")
        here[article_id].setdefault(entity, int(chain))
    return {
        **readings,
        **{a.id: complete_reading(a, apart[a.id], index, here[a.id]) for a in articles if a.id in apart},
    }


def langs_of(article: Article) -> list[str]:
    """The languages of an article's blocks."""
    return sorted({b.lang or article.lang or "" for b in article.blocks} or {article.lang or ""})


def complete_reading(article: Article, reading: Reading, index: FormIndex, here: Mapping[str, int]) -> Reading:
    """The reading with what the forms of the index find in its text. ``here``: the chains of the text by whom they name."""
    day = article.published[:10] if article.published else None
    found: list[Found] = []
    for form in (f for lang in langs_of(article) for f in index.standing_in(article.text, lang, day)):
        found.extend(Found(s, s + len(form.text), form) for s in _occurrences(article.text, form.text))
    kept = _Draft(article, reading, here)
    for item in sorted(found, key=lambda f: (f.form.part, f.start - f.end, f.start)):
        kept.take(item)
    for start, end in unread_spans(article, reading):
        people = index.sounding_like(article.text[start:end], day)
        if len(people) == 1:
            kept.take(Found(start, end, people[0]), sounded=True)
    return kept.reading()


def _occurrences(text: str, form: str) -> Iterator[int]:
    """Where a form stands free: no letter of its script on either side, but what follows a name in Hangul or Han."""
    script, start = script_of(form), text.find(form)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(form) : start + len(form) + 1]
        free = not (before and script_of(before) == script and script != "han") and before != "・"
        if script in ("latin", "kana"):
            free = free and not (after and (script_of(after) == script or after in "・ー-’"))
        if free:
            yield start
        start = text.find(form, start + len(form))


def unread_spans(article: Article, reading: Reading) -> list[tuple[int, int]]:
    """Stretches that may be names: two words with capitals, parts with a dot between; in Hangul and Han what stands beside
    a title."""
    text = article.text
    sure = (m for m in reading.mentions if m.kind != "number" and not _is_doubtful(m))
    taken = [(m.start, m.end) for m in sure]

    def is_free(start: int, end: int) -> bool:
        return not any(s < end and start < e for s, e in taken)

    found = [m.span() for pattern in (_PAIR, _DOTTED) for m in pattern.finditer(text)]
    for mention in reading.mentions:
        if mention.kind in ("position", "organization"):
            found.extend(_before(text, mention.start))
        if mention.kind == "position":
            found.extend(_behind(text, mention.end))
    return sorted({span for span in found if is_free(*span)}, key=lambda s: (s[0] - s[1], s[0]))


def _before(text: str, start: int) -> Iterator[tuple[int, int]]:
    line = text[max(0, start - 24) : start]
    match = _HANGUL.search(line)
    if match:
        words = re.sub(r"(?:\(\d{2}\))? ?$", "", match.group())
        first = max(0, start - 24) + match.start()
        yield first, first + len(words)
        if " " in words:
            yield first + words.index(" ") + 1, first + len(words)


def _behind(text: str, end: int) -> Iterator[tuple[int, int]]:
    for length in range(_HAN_LONGEST, _HAN_SHORTEST - 1, -1):
        if script_of(text[end : end + length]) == "han" and len(text) >= end + length:
            yield end, end + length


def _is_doubtful(mention: Mention) -> bool:
    """Whether a reading has a place or a body there that it knows by its form alone."""
    return mention.kind in ("place", "organization") and mention.value == mention.text


def _is_telling(name: str) -> bool:
    """Whether a name is long enough to be known by its sound: two words, and five syllables where it is not in letters."""
    form = parse_form(name)
    return len(form.words) > 1 and (form.script == "latin" or len(form.joined) >= _SYLLABLES)


class _Draft:
    """A reading being completed."""

    def __init__(self, article: Article, reading: Reading, here: Mapping[str, int]) -> None:
        self._text = article.text
        self._reading = reading
        self._mentions = list(reading.mentions)
        self._next = max((m.chain for m in reading.mentions if m.chain is not None), default=-1) + 1
        self._chains = dict(here)
        self._added: list[Mention] = []
        self._moved: dict[tuple[int, int], Quote] = {}
        self._turned: set[int] = set()

    def take(self, found: Found, *, sounded: bool = False) -> None:
        """Add a mention for a name found, or widen or narrow the one that the reading has there."""
        start, end, form = found
        inside = [i for i, m in enumerate(self._mentions) if m.start < end and start < m.end and m.kind != "number"]
        if any(m.start < end and start < m.end for m in self._added):
            return
        title = self._title_beside(start, end)
        if (form.part or (sounded and not _is_telling(self._text[start:end]))) and (
            title is None or not form.fits((title.value or "", title.of))
        ):
            return
        if not inside:
            self._add(start, end, form)
        elif len(inside) == 1 and not form.part:
            self._settle(inside[0], start, end, form)

    def _add(self, start: int, end: int, form: KnownForm) -> None:
        chain = self._chain_of(form)
        there = (m.value for m in (*self._mentions, *self._added) if m.kind == "person" and m.chain == chain)
        value = next(there, None) or self._text[start:end]
        self._added.append(
            Mention(text=self._text[start:end], start=start, end=end, kind="person", value=value, chain=chain)
        )

    def _chain_of(self, form: KnownForm) -> int:
        known = self._chains.get(form.entity)
        if known is None:
            known, self._next = self._next, self._next + 1
            self._chains[form.entity] = known
        return known

    def _settle(self, index: int, start: int, end: int, form: KnownForm) -> None:
        """A mention that is part of the name, or has more than the name: a person's is mended, a place's becomes one."""
        old = self._mentions[index]
        if (old.start, old.end) == (start, end) and old.kind == "person":
            return
        held = {r.person for r in self._reading.roles} | {r.position for r in self._reading.roles}
        within = start <= old.start and old.end <= end
        full = len(parse_form(self._text[start:end]).words) > 1
        if old.kind == "person" and (within or (full and old.start <= start and old.end == end)):
            self._mend(index, start, end)
        elif within and index not in held and _is_doubtful(old):
            self._turned.add(index)
            self._mentions[index] = structs.replace(
                old, text=self._text[start:end], start=start, end=end, kind="person", value=form.text, of=None,
                chain=self._chain_of(form),
            )  # fmt: skip

    def _mend(self, index: int, start: int, end: int) -> None:
        old = self._mentions[index]
        words = self._text[start:end]
        if parse_form(old.value or "").joined == parse_form(words).joined or _is_longer(old.value or "", words):
            return
        self._moved[(old.start, old.end)] = Quote(words, start, end)
        for i, m in enumerate(self._mentions):
            if i == index:
                self._mentions[i] = structs.replace(m, text=words, start=start, end=end, value=words)
            elif m.chain == old.chain and m.kind == "person" and m.value == old.value:
                self._mentions[i] = structs.replace(m, value=words)

    def _title_beside(self, start: int, end: int) -> Mention | None:
        """The title in front of a name or behind it, with nothing between but spaces, brackets and other mentions."""
        for mention in sorted(self._mentions, key=lambda m: abs(m.start - end)):
            if mention.kind != "position" or not mention.value:
                continue
            gap = (mention.end, start) if mention.end <= start else (end, mention.start)
            if 0 <= gap[1] - gap[0] <= _GAP and self._is_bare(*gap):
                return mention
        return None

    def _is_bare(self, start: int, end: int) -> bool:
        covered = [(m.start, m.end) for m in self._mentions if m.start >= start and m.end <= end]
        rest = (c for i, c in enumerate(self._text[start:end], start) if not any(s <= i < e for s, e in covered))
        return all(c in " ()·,0123456789" for c in rest)

    def reading(self) -> Reading:
        """The reading with what was found, its mentions in the order of the text."""
        if not self._added and self._mentions == list(self._reading.mentions):
            return self._reading
        rows = [*self._mentions, *self._added]
        order = sorted(range(len(rows)), key=lambda i: (rows[i].start, rows[i].end, i))
        at = {old: new for new, old in enumerate(order)}
        roles = [structs.replace(r, person=at[r.person], position=at[r.position]) for r in self._reading.roles]
        taken = {r.position for r in self._reading.roles}
        for i in (*sorted(self._turned), *range(len(self._mentions), len(rows))):
            title = self._title_beside(rows[i].start, rows[i].end)
            position = self._mentions.index(title) if title is not None else -1
            if position >= 0 and position not in taken:
                roles.append(Role(person=at[i], position=at[position]))
        acts = tuple(
            structs.replace(
                a,
                actors=self._settled(a.actors),
                recipients=self._settled(a.recipients),
                bound=self._settled(a.bound),
                said_by=self._settled((a.said_by,))[0] if a.said_by else None,
            )
            for a in self._reading.acts
        )
        return structs.replace(self._reading, mentions=tuple(rows[i] for i in order), roles=tuple(roles), acts=acts)

    def _settled(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        return tuple(self._moved.get((q.start, q.end), q) for q in quotes)


def _is_longer(old: str, new: str) -> bool:
    """Whether a chain already goes by a form that has all of the new one's words and more, apart from titles in front."""
    a, b = parse_form(old).words, parse_form(new).words
    return len(a) > len(b) and a[: len(b)] == b
