"""What tells one event from another of its kind: where it was, who and what is named, its figures, and what kind of deed it
was; each from the first sentences of one article alone."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from dateline.group.dossier import Dossier
from dateline.lang.compare.bearings import (
    bearings_in,
    capital_after,
    capital_key,
    city_key,
    country_rarity,
    deeds_in,
    home_of,
    is_bulletin,
    rubric_length,
    single_deeds,
    speaks_of_capital,
    topic_rarity,
    topics_in,
)
from dateline.lang.pivot import pivot_keys
from dateline.lang.rarity import count_tokens, word_rarity
from dateline.model import Mention, Sentence

WORD_BINS = 4096
"""Width of the hashed word vectors (feature hashing; Weinberger et al. 2009)."""
NAMES, MARKS, TOPICS, TOPIC_SENTENCES = 16, 14, 12, 8
"""Words of names, rarest words, and topics that are kept of an article, and sentences in which topics are looked for."""
NAME_RARITY, FIRST_RARITY, TITLE_RARITY = 3.0, 6.5, 7.0
"""Rarity (see ``lang.rarity``) from which a capitalised word is taken for a name: amid a sentence, at its beginning, and in
a headline that capitalises most words."""
MARK_RARITY, DEED_RARITY = 3.0, 1.0
KNOWN_RARITY, COUNTRY_DEED, TOWN_DEED = 5.0, 1.8, 1.0
"""The rarity of a country that is not often in the news, and how much more alike (as the logarithm of a factor) reports of
one day are on a deed of which such a country, or a town, has one at a time."""
SPREADING = frozenset(("outbreak", "election"))
"""Deeds that go from one country to another, or are told from abroad."""
BULLETIN, RUBRIC = 0.25, 0.7
"""How much less alike to anything is a page of many short pieces of news, and one under a rubric that often tells of two."""
MUCH = 4.0
"""How rare topics in common are together from which their share tells all that it can."""
SELDOM = 3.0
"""The rarity of a country from which reports are looked up by it."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_POSSESSIVE = re.compile(r"['’]s$")


class Scene(Struct, frozen=True, gc=False):
    """Of an article's lead ``countries`` and ``places`` (cities and the like, ``UA/kyiv``, or as written); of its headline
    and first sentence ``where`` (countries and places) and ``deeds``. ``names`` are the bins of words of names, ``marks``
    those of the rarest words with how rare they are, ``figures`` hashes of numbers, ``topics`` keys that all languages
    share, and how much rarer than common words each is in news (in sixteenths), ``mass`` the sum of that. All are in order.
    ``digest`` is how much less alike to anything a page is that tells of several matters."""

    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    names: tuple[int, ...] = ()
    marks: dict[int, int] = {}
    figures: tuple[int, ...] = ()
    topics: dict[str, int] = {}
    mass: int = 0
    digest: float = 1.0


def word_bin(token: str) -> int:
    """The bin of a word."""
    return zlib.crc32(token.encode()) % WORD_BINS


def set_scene(dossier: Dossier, lead: Sequence[int]) -> Scene:
    """The scene of an article by the sentences of its lead (indices, see ``profiles.lead_sentences``)."""
    sentences = [dossier.reading.sentences[i] for i in lead]
    first = sentences[:2]
    topics = _topics(dossier)
    where, geo = _where(dossier, first), _where(dossier, sentences)
    deeds = {deed for s in first for deed in deeds_in(dossier.article.text[s.start : s.end])}
    head = dossier.article.headline or ""
    return Scene(
        countries=tuple(sorted(g for g in geo if "/" not in g)),
        places=tuple(sorted(g for g in geo if "/" in g)),
        where=tuple(sorted(where)),
        deeds=tuple(sorted(deeds)),
        names=_names(dossier, sentences),
        marks=_marks(dossier, sentences[:3]),
        figures=_figures(dossier, sentences[:3]),
        topics=topics,
        mass=sum(topics.values()),
        digest=BULLETIN if is_bulletin(head) else RUBRIC if rubric_length(head) else 1.0,
    )


def _where(dossier: Dossier, sentences: Sequence[Sentence]) -> set[str]:
    """Countries and places that some sentences name, by their words and by what the reading found there."""
    text = dossier.article.text
    found = {g for s in sentences for g in bearings_in(text[s.start : s.end], dossier.lang_at(s.start))}
    for mention in _mentions(dossier, sentences):
        of = (mention.of or "").split("/")[0]
        if len(of) == 2 and of.isupper() and of not in ("EU", "UN"):
            found.add(of)
            if mention.kind == "place" and mention.value != of:
                found.add(_place_key(mention, of))
            elif mention.kind == "place" and (capital := capital_after(text, mention.end, of)):
                found.add(capital)
    lands = {g for g in found if "/" not in g}
    if len(lands) == 1 and any(speaks_of_capital(text[s.start : s.end]) for s in sentences):
        found |= {capital for land in lands if (capital := capital_key(land))}
    return found


def _place_key(mention: Mention, country: str) -> str:
    value = mention.value or mention.text
    if value in pivot_keys("places"):
        return value
    return city_key(country, mention.text) if mention.text.isascii() else f"{country}/{mention.text}"


def _mentions(dossier: Dossier, sentences: Sequence[Sentence]) -> list[Mention]:
    spans = [(s.start, s.end) for s in sentences]
    end = max((e for _, e in spans), default=0)
    return [m for m in dossier.reading.mentions if m.start < end and any(s <= m.start < e for s, e in spans)]


def _names(dossier: Dossier, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """The bins of words of names: capitalised words where a script has capitals, else what the reading takes for names."""
    found: dict[str, float] = {}
    for sentence in sentences:
        found |= dict(_capitalised(dossier.article.text[sentence.start : sentence.end]))
    bodies = pivot_keys("bodies")
    for mention in _mentions(dossier, sentences):
        value = mention.value or mention.text
        country = len(value) == 2 and value.isascii() and value.isupper()
        if mention.kind not in ("person", "place", "organization") or mention.text.isascii() or country:
            continue
        if value not in bodies and value.split("/")[-1] not in bodies:
            for token in count_tokens(mention.text):
                found[token] = word_rarity(token, dossier.article.lang)
    kept = sorted((w for w in found if len(w) > 1), key=lambda w: (-found[w], w))[:NAMES]
    return tuple(sorted({word_bin(w) for w in kept}))


def _capitalised(sentence: str) -> Iterable[tuple[str, float]]:
    words = _WORD.findall(sentence)
    long = [w for w in words if len(w) > 3]
    title = sum(w[0].isupper() for w in long) > 0.7 * len(long)
    for number, word in enumerate(words):
        if word[0].isupper() and word.isascii():
            low = _POSSESSIVE.sub("", word.casefold())
            rarity = word_rarity(low, "en")
            if rarity >= (FIRST_RARITY if number == 0 else TITLE_RARITY if title else NAME_RARITY):
                yield from ((token, rarity) for token in count_tokens(low))


def _marks(dossier: Dossier, sentences: Sequence[Sentence]) -> dict[int, int]:
    """The rarest words of some sentences: their bins, and by how much they are rarer than common words, in sixteenths."""
    found: dict[str, float] = {}
    for sentence in sentences:
        lang = dossier.lang_at(sentence.start)
        for token in count_tokens(dossier.article.text[sentence.start : sentence.end]):
            found[token] = word_rarity(token, lang)
    kept = sorted((t for t in found if found[t] > MARK_RARITY), key=lambda t: (-found[t], t))[:MARKS]
    return dict(sorted({word_bin(t): round(16 * (found[t] - MARK_RARITY)) for t in kept}.items()))


def _topics(dossier: Dossier) -> dict[str, int]:
    """The topics of the first sentences, the rarest kept, and the kinds of deed, as rare as ``DEED_RARITY``."""
    found: dict[str, float] = {}
    for sentence in (dossier.reading.sentences[i] for i in dossier.proper[:TOPIC_SENTENCES]):
        words = dossier.article.text[sentence.start : sentence.end]
        found |= {t: topic_rarity(t) - MARK_RARITY for t in topics_in(words, dossier.lang_at(sentence.start))}
        found |= dict.fromkeys((f"deed:{deed}" for deed in deeds_in(words)), DEED_RARITY)
    kept = sorted((t for t in found if found[t] > 0), key=lambda t: (-found[t], t))[:TOPICS]
    return {t: round(16 * found[t]) for t in sorted(kept)}


def _figures(dossier: Dossier, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    numbers = (m for m in _mentions(dossier, sentences) if m.kind == "number")
    return tuple(sorted({zlib.crc32((m.value or m.text).encode()) for m in numbers}))


@cache
def _single(reach: str) -> frozenset[str]:
    return single_deeds(reach)


def common_ground(a: Scene, b: Scene) -> float:
    """The share of countries in common, rare ones counting more: 0..1."""
    if a.countries == b.countries:
        return 1.0 if a.countries else 0.0
    shared = set(a.countries).intersection(b.countries)
    if not shared:
        return 0.0
    return _rarity(shared) / _rarity(shared.union(a.countries, b.countries))


def _rarity(countries: Iterable[str]) -> float:
    return math.fsum(sorted(map(country_rarity, countries)))


def other_country(a: Scene, b: Scene) -> bool:
    """Whether both name countries, and none in common."""
    return bool(a.countries and b.countries) and set(a.countries).isdisjoint(b.countries)


def other_town(a: Scene, b: Scene) -> bool:
    """Whether both name places of one country, none of them in common; capitals, which stand for governments, do not count."""
    if not a.places or not b.places or not set(a.places).isdisjoint(b.places):
        return False
    ours, theirs = _lands_of_towns(a), _lands_of_towns(b)
    return not ours.isdisjoint(theirs)


def _lands_of_towns(scene: Scene) -> set[str]:
    return {land for place in scene.places if capital_key(land := place.split("/")[0]) != place}


def other_scene(a: Scene, b: Scene) -> bool:
    """Whether both tell of a deed of one kind that is in one place, and each of another country, or of another town."""
    deeds = set(a.deeds).intersection(b.deeds) - SPREADING
    if not deeds & (_single("country") | _single("town")) or not a.where or not b.where:
        return False
    if set(a.where).isdisjoint(b.where):
        return True
    towns = [{w for w in scene.where if "/" in w} for scene in (a, b)]
    return bool(deeds & _single("town") and towns[0] and towns[1] and towns[0].isdisjoint(towns[1]))


def swapped_countries(a: Scene, b: Scene) -> bool:
    """Whether each names a country that the other does not."""
    ours, theirs = set(a.countries), set(b.countries)
    return bool(ours - theirs and theirs - ours)


def other_figures(a: Scene, b: Scene) -> bool:
    """Whether both have figures, at most a third of them in common."""
    shared = len(set(a.figures).intersection(b.figures))
    return bool(a.figures and b.figures) and 3 * shared <= min(len(a.figures), len(b.figures))


def marks_shared(a: Scene, b: Scene) -> float:
    """How much rarer than common words the rarest words of two texts in one language are that they have in common."""
    shared = a.marks.keys() & b.marks.keys()
    return sum(b.marks[mark] for mark in shared) / 16 if shared else 0.0


def topics_shared(a: Scene, b: Scene) -> tuple[float, float]:
    """How much rarer than common words the topics are that two articles have in common, and their share of all that the
    article with less of them has (0..1; less where that is next to nothing)."""
    topics = a.topics.keys() & b.topics.keys()
    if not topics:
        return 0.0, 0.0
    shared, least = sum(b.topics[topic] for topic in topics) / 16, min(a.mass, b.mass) / 16
    return shared, min(1.0, shared / MUCH) * shared / least if least > 1 else 0.0


def occasions(scene: Scene) -> frozenset[str]:
    """Under which reports of one deed meet, of which a country or a town has one at a time."""
    lands = [w for w in scene.where if "/" not in w and country_rarity(w) >= SELDOM]
    towns = [w for w in scene.where if "/" in w]
    found = {f"{deed}@{land}" for deed in scene.deeds if deed in _single("country") for land in lands}
    return frozenset(found | {f"{deed}@{town}" for deed in scene.deeds if deed in _single("town") for town in towns})


def same_scene(a: Scene, b: Scene, langs: tuple[str | None, str | None]) -> float:
    """How surely two reports of one day tell of one deed, since there is but one of its kind at a time: in a country, the
    surer the more rarely it is in the news, or in a town. 0 where nothing says so."""
    deeds = set(a.deeds).intersection(b.deeds)
    if not deeds:
        return 0.0
    where = set(a.where).intersection(b.where)
    lands = {w for w in where if "/" not in w}
    if not (a.where or b.where) and langs[0] == langs[1] and (home := home_of(langs[0])):
        lands = {home}
    known = max(map(country_rarity, lands), default=0.0) / KNOWN_RARITY
    sure = COUNTRY_DEED * known if deeds & _single("country") else 0.0
    if deeds & _single("town") and any("/" in w for w in where):
        sure = max(sure, TOWN_DEED)
    return sure
