"""Who deals with whom: asks, gives, blames, names, beats. One direction for active and passive, giving and receiving.

Each language lists the same families of verbs with the way they go (``lang/<code>/dealings.toml``), so that "A asked B", "B was
asked by A", "A's request to B" and "Bへの要請" are one deal. Parts are read off particles or word order, not off an analyser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.lang.data import load_table

Span = tuple[int, int]
_LONGEST = 90  # letters of a party in front of its verb, no more
_VERBS, _NOUNS = ("forward", "backward"), ("noun",)


@dataclass(frozen=True, slots=True)
class Deal:
    """A family of verbs, where the verb stands in the sentence, and the two parties as stretches of it."""

    family: str
    at: Span
    giver: Span | None
    taker: Span | None


@dataclass(frozen=True, slots=True)
class _Form:
    family: str
    manner: str
    pattern: re.Pattern[str]
    target: str


@lru_cache(maxsize=8192)
def read_deals(text: str, lang: str) -> tuple[Deal, ...]:
    """The deals that a sentence tells, in the order of their verbs."""
    if "quotes" in _marks(lang):
        text = _marks(lang)["quotes"].sub(lambda m: "□" * len(m.group()), text)
    read = _by_particles if "np" in _marks(lang) else _by_order
    found: dict[tuple[str, Span], Deal] = {}
    for form in _forms(lang):
        for match in form.pattern.finditer(text):
            deal = read(text, lang, form, match.span())
            if deal is not None and (deal.giver or deal.taker):
                found.setdefault((deal.family, match.span()), deal)
    return tuple(sorted(found.values(), key=lambda d: (d.at, d.family)))


@cache
def _forms(lang: str) -> tuple[_Form, ...]:
    whole: dict[str, Any] = load_table(lang, "dealings")
    table, (edge, tail) = whole["families"], whole["edges"]
    return tuple(
        _Form(name, manner, re.compile(f"{edge}(?:{'|'.join(words)}){tail}"), str(family.get("target", "object")))
        for name, family in table.items()
        for manner in (*_NOUNS, *_VERBS)
        if (words := family.get(manner))
    )


@cache
def _marks(lang: str) -> dict[str, re.Pattern[str]]:
    table: dict[str, Any] = load_table(lang, "dealings")
    return {name: re.compile(pattern, re.MULTILINE) for name, pattern in (table.get("marks") or table["order"]).items()}


@cache
def _marked(lang: str, mark: str) -> re.Pattern[str]:
    """A party with a particle behind it."""
    marks = _marks(lang)
    edge = r"(?<![가-힣A-Za-z0-9])" if lang == "ko" else ""
    return re.compile(f"{edge}(?P<np>{marks['np'].pattern}){marks['honour'].pattern}{marks[mark].pattern}")


def _last(text: str, lang: str, mark: str, end: int) -> Span | None:
    """The last party before a place that has a particle."""
    found = None
    for match in _marked(lang, mark).finditer(text, 0, end):
        found = match.span("np")
    return found


def _within(text: str, lang: str, mark: str, end: int) -> Span | None:
    """The last marked party of the same clause."""
    pattern = _marks(lang).get("clause")
    breaks = [m.end() for m in pattern.finditer(text, 0, end)] if pattern is not None else []
    found = _last(text, lang, mark, end)
    return found if found is not None and (not breaks or found[0] >= breaks[-1]) else None


def _by_particles(text: str, lang: str, form: _Form, at: Span) -> Deal | None:
    """Japanese and Korean."""
    marks, left, right = _marks(lang), text[: at[0]], text[at[1] :]
    if form.manner == "noun":
        owner = _owner(text, lang, at[0])
        after = marks["noun_after"].match(right)
        if owner is None or not after or marks["passive"].match(right):
            return None
        return Deal(form.family, at, owner, None)
    passive = form.manner == "forward" and bool(marks["passive"].match(right))
    topic = _last(text, lang, "topic", at[0])
    subject = _last(text, lang, "subject", at[0])
    if subject is None or (topic and "embedded" in marks and marks["embedded"].search(text, subject[1], at[0])):
        subject = topic
    if passive or form.manner == "backward":
        giver = _last(text, lang, "source", at[0]) or (_last(text, lang, "agent", at[0]) if passive else None)
        if form.manner == "backward" and form.target == "object":
            giver = _last(text, lang, "object", at[0])
        taker = subject
        giver, taker = _fill_cleft(text, lang, at[1], giver, taker, first="taker")
        return Deal(form.family, at, giver, None if taker == giver else taker)
    if not passive and marks["nominal"].match(right):
        return None  # a demand that is met or refused: no one asks here
    dative, direct = (_within(text, lang, mark, at[0]) for mark in ("dative", "object"))
    taker = (dative if form.target == "dative" else direct) or None
    owner = _owner(text, lang, at[0]) if not left.endswith(("を", "을 ", "를 ")) else None
    giver = subject if subject != taker else topic
    if giver is None and owner is not None and owner != taker:
        giver = owner
    if _nothing_between(text, lang, at[0]):
        giver = _fill_relative(text, lang, at[1], None, passive=passive) or giver
    giver, taker = _fill_cleft(text, lang, at[1], giver, taker, first="giver")
    return Deal(form.family, at, giver, taker)


def _nothing_between(text: str, lang: str, at: int) -> bool:
    """Whether no subject stands in front of a verb: then what it is told of may stand behind it."""
    return _last(text, lang, "subject", at) is None and _last(text, lang, "topic", at) is None


def _fill_cleft(
    text: str, lang: str, at: int, giver: Span | None, taker: Span | None, *, first: str
) -> tuple[Span | None, Span | None]:
    """The party behind "it was ... who" in the part that nobody in front of the verb has."""
    marks = _marks(lang)
    opening = marks["cleft"].match(text[at:])
    match = marks["cleft_np"].match(text[at + opening.end() :]) if opening else None
    if opening is None or match is None:
        return giver, taker
    start = at + opening.end()
    held = (start + match.start("np"), start + match.end("np"))
    if first == "giver":
        return (held, taker) if giver is None else (giver, held)
    return (giver, held) if giver is not None else (held, taker)


def _fill_relative(text: str, lang: str, at: int, giver: Span | None, *, passive: bool) -> Span | None:
    """Who asked, in "the union that asked for it": the party behind the verb, where none stands in front of it."""
    pattern = _marks(lang).get("relative")
    match = pattern.match(text[at:]) if pattern is not None and giver is None and not passive else None
    return (at + match.start("np"), at + match.end("np")) if match else giver


def _owner(text: str, lang: str, at: int) -> Span | None:
    """Whose request it is: the party in front of the noun."""
    marks = _marks(lang)
    match = re.search(f"(?P<np>{marks['np'].pattern}){marks['honour'].pattern}{marks['genitive'].pattern}", text[:at])
    return match.span("np") if match else None


def _by_order(text: str, lang: str, form: _Form, at: Span) -> Deal | None:
    """English and Chinese."""
    return _english(text, form, at) if lang == "en" else _chinese(text, form, at)


def _english(text: str, form: _Form, at: Span) -> Deal | None:
    marks = _marks("en")
    left, right = text[: at[0]], text[at[1] :]
    if form.manner == "noun":
        owner = marks["genitive"].search(left)
        giver = owner.span("np") if owner else _after(text, at[1], "by_noun")
        taker = _after(text, at[1], "to_noun") if not owner or "to" in right[:4] else None
        return Deal(form.family, at, giver, taker) if giver and not marks["auxiliary"].search(left) else None
    if marks["noun"].search(left):
        return None
    agent = _after(text, at[1], "by")
    passive = marks["passive"].search(left)
    if passive or (agent and re.match(r"\s+by\b", right) and marks["participle"].search(text[slice(*at)])):
        subject = _before(text, passive.start() if passive else at[0])
        to = _after(text, at[1], "to")
        patient = to if to and form.family in ("give", "pay", "lend", "sell", "tell") else subject
        pair = (agent, patient)
    else:
        subject = _before(text, at[0])
        to = _after(text, at[1], "to") or _after(text, at[1], "from_", optional=True)
        direct = _chunk(text, at[1])
        pair = (subject, to if to and form.family in ("give", "pay", "lend", "sell", "tell") else direct)
    giver, taker = pair if form.manner == "forward" else pair[::-1]
    if form.manner == "backward":
        giver = _after(text, at[1], "from_", optional=True) or (
            giver if re.search(r"to$|on$", text[slice(*at)]) else None
        )
    return Deal(form.family, at, giver, taker)


def _after(text: str, at: int, mark: str, *, optional: bool = False) -> Span | None:
    """The party behind a preposition behind a place."""
    pattern = _marks("en").get(mark)
    match = pattern.match(text[at:]) if pattern is not None else None
    return _chunk(text, at + match.end()) if match else None


def _chunk(text: str, at: int) -> Span | None:
    """The words from a place up to the end of their phrase."""
    start = at + len(text[at:]) - len(text[at:].lstrip())
    match = _marks("en")["end"].search(text, start)
    end = match.start() if match else len(text)
    while end > start and text[end - 1] in " '’":
        end -= 1
    return (start, end) if 0 < end - start <= _LONGEST else None


def _before(text: str, at: int) -> Span | None:
    """The subject in front of a verb: the phrase from the last break, without helping verbs and what hangs on it."""
    marks = _marks("en")
    helping = marks["auxiliary"].search(text[:at])
    end = helping.start() if helping else len(text[:at].rstrip())
    stretch = text[:end].rstrip(" ,")
    apposed = text[:end].rstrip().endswith(",")
    if apposed and "," in stretch:
        stretch = stretch[: stretch.rindex(",")]
    breaks = [m.end() for m in marks["start"].finditer(stretch)]
    start = breaks[-1] if breaks else 0
    words = stretch[start:]
    start += len(words) - len(words.lstrip())
    trimmed = marks["trim"].search(stretch, start)
    if trimmed and trimmed.start() > start:
        return start, len(stretch[: trimmed.start()].rstrip())
    return (start, len(stretch)) if 0 < len(stretch) - start <= _LONGEST else None


def _chinese(text: str, form: _Form, at: Span) -> Deal | None:
    marks = _marks("zh")
    breaks = [m.end() for m in marks["start"].finditer(text[: at[0]])]
    start = breaks[-1] if breaks else 0
    if form.manner == "noun":
        return _chinese_noun(text, form, at, start)
    start = max([start, *(m.end() for f in _forms("zh") for m in f.pattern.finditer(text, start, at[0]))])
    left = text[start : at[0]]
    bare = marks["adverbs"].sub("", left)
    if (passive := marks["passive"].search(bare)) is not None:
        by = _place(text, start, passive.group("np"))
        return Deal(form.family, at, by, _subject(text, start, bare[: passive.start()]))
    towards = marks["towards"].search(bare)
    source = marks["from"].search(bare)
    if towards is not None:
        subject = _subject(text, start, bare[: towards.start("v")])
        pair = (subject, _place(text, start, towards.group("np")))
    elif source is not None and form.manner == "backward":
        subject = _subject(text, start, bare[: source.start("v")])
        return Deal(form.family, at, _place(text, start, source.group("np")), subject)
    else:
        pair = (_subject(text, start, bare), _object(text, at[1]))
    giver, taker = pair if form.manner == "forward" else pair[::-1]
    return Deal(form.family, at, giver, taker)


def _chinese_noun(text: str, form: _Form, at: Span, start: int) -> Deal | None:
    marks, left = _marks("zh"), text[: at[0]]
    answering = marks["answering"].search(left)
    if answering is not None:
        return Deal(form.family, at, answering.span("np"), _subject(text, start, left[start : answering.start()]))
    owner = marks["genitive"].search(left[start:])
    return Deal(form.family, at, (start + owner.start("np"), start + owner.end("np")), None) if owner else None


def _subject(text: str, start: int, words: str) -> Span | None:
    """Who acts in a Chinese clause: its words without adverbs, or, where it has none, the head of the clause before."""
    bare = _marks("zh")["adverbs"].sub("", words.strip().removesuffix("是"))
    return _place(text, start, bare) if len(bare) >= 1 else None


def _place(text: str, start: int, words: str) -> Span | None:
    at = text.find(words, start) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _object(text: str, at: int) -> Span | None:
    match = _marks("zh")["end"].search(text, at)
    end = match.start() if match else len(text)
    return (at, end) if 0 < end - at <= 20 else None


def iter_parties(deals: tuple[Deal, ...]) -> Iterator[Span]:
    """All parties of some deals."""
    for deal in deals:
        yield from (span for span in (deal.giver, deal.taker) if span is not None)
