"""How like two articles are in the event they tell: by meaning, words, people, places and days.

The score is on one scale for pairs of one language and across languages, so that one threshold serves both.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.accidents import ANY, find_accident
from dateline.group.dossier import PROPER, Dossier, first_day, is_day, last_day
from dateline.group.slots import ENCOUNTERS, resolve_act
from dateline.model import Act, DateValue, Party, Slots

if TYPE_CHECKING:
    from dateline.lang.vectors import FloatRows

LEAD = 5
"""Body sentences that count as the lead: news says first what it is about (inverted pyramid)."""
ACROSS = 0.8
"""Brings the likeness of meaning of two languages to the scale of words and meaning within one (see ``stories.JOIN``)."""
SAME_LEAD = 0.5
"""Likeness of meaning of two leads (0..1) below which shared words are page furniture."""
BINS = 4096
"""Width of the hashed word vectors (feature hashing; Weinberger et al. 2009)."""
SAME_ACCIDENT, RUNNING_DAYS = 1.3, 3
"""How much more alike two reports on one kind of accident in one country are, and the days over which such news runs."""
OTHER_ACCIDENT = 0.75
"""How much less alike two reports on accidents of different kinds are."""
BACKGROUND_DAYS = 10
"""Days before publication beyond which an encounter told after the first sentence is not the news."""
KNOWN = 0.15
"""Share of people in common (see ``shared_people``) from which a report may take up another's accident."""
_TOKEN = re.compile(r"[a-z0-9]+|[\u3041-\u30ff\u3400-\u9fff]+|[\uac00-\ud7a3]+")
_LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True)
class Profile:
    """What an article is about, as its lead tells it. ``people`` and ``places`` count entities of the article proper,
    those of the lead twice."""

    dossier: Dossier
    people: Mapping[str, int]
    places: frozenset[str]
    tokens: Mapping[str, int]

    @cached_property
    def lead(self) -> FloatRows:
        """The vectors of headline, standfirst and the first body sentences."""
        rows, kept = self.dossier.rows, lead_sentences(self.dossier)
        return rows[kept] if kept else rows[:0]

    @cached_property
    def lead_acts(self) -> tuple[Slots, ...]:
        """Encounters, signings and agreements told in the lead, as slots."""
        sentences = [self.dossier.reading.sentences[i] for i in lead_sentences(self.dossier)]
        end = max((s.end for s in sentences), default=0)
        kept = [a for a in self.dossier.reading.acts if a.start < end and _tells_event(self.dossier, a)]
        first = sentences[min(1, len(sentences) - 1)].end if sentences else 0
        told = [(a.start < first, resolve_act(self.dossier, a)) for a in kept[:6]]
        return tuple(s for leading, s in told if leading or not _is_background(self.dossier, s))

    @cached_property
    def day(self) -> DateValue | None:
        """The day of the event: that of the first event told in the lead, else the first day that the lead names."""
        for slots in self.lead_acts:
            if is_day(slots.time) and slots.realis == "actual":
                return slots.time
        for index in lead_sentences(self.dossier)[:3]:
            sentence = self.dossier.reading.sentences[index]
            found = [d for d in self.dossier.dates_in(sentence.start, sentence.end) if is_day(d)]
            if found:
                return found[0]
        return None

    @cached_property
    def undertakings(self) -> tuple[Slots, ...]:
        """Signings planned, held or called off on a day of their own, anywhere in the article proper."""
        acts = (a for a in self.dossier.reading.acts if a.kind in ("signing", "plan"))
        kept = [resolve_act(self.dossier, a) for a in acts if self.dossier.block_at(a.start).kind in PROPER]
        return tuple(s for s in kept if is_day(s.time) and (s.kind == "signing" or s.realis == "planned"))

    @cached_property
    def accident(self) -> frozenset[str]:
        """The kinds of accident that the lead tells of."""
        return find_accident(self.dossier)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries whose places the lead names."""
        sentences = [self.dossier.reading.sentences[i] for i in lead_sentences(self.dossier)]
        end = max((s.end for s in sentences), default=0)
        places = [m for m in self.dossier.reading.mentions if m.kind == "place" and m.start < end]
        return frozenset(c for m in places if (c := m.of or m.value) and len(c) == 2 and c.isupper())

    @cached_property
    def planned(self) -> bool | None:
        """Whether the first event of the lead is still to come; None where the lead tells none."""
        return self.lead_acts[0].realis == "planned" if self.lead_acts else None


def _is_background(dossier: Dossier, slots: Slots) -> bool:
    """Whether something done lies so long before publication that it is told for background."""
    apart = _days_apart(dossier.day, last_day(slots.time))
    return slots.realis == "actual" and apart is not None and apart > BACKGROUND_DAYS


def _tells_event(dossier: Dossier, act: Act) -> bool:
    return act.kind in (*ENCOUNTERS, "signing", "agreement") and dossier.block_at(act.start).kind in PROPER


def lead_sentences(dossier: Dossier) -> list[int]:
    """Indices of the sentences of headline, standfirst and the first few of the body."""
    head = [i for i in dossier.proper if i not in set(dossier.body)]
    return head + list(dossier.body[:LEAD])


def make_profile(dossier: Dossier) -> Profile:
    """Profile an article from its headline, standfirst and body; teasers, captions and notices never count."""
    lead = {dossier.reading.sentences[i].start for i in lead_sentences(dossier)}
    people: Counter[str] = Counter()
    places: set[str] = set()
    for mention in dossier.reading.mentions:
        if dossier.block_at(mention.start).kind not in PROPER:
            continue
        sentence = dossier.sentence_at(mention.start)
        leading = sentence is not None and sentence.start in lead
        if dossier.is_person(mention) or mention.kind == "position":
            people[dossier.key_of(mention)] += 2 if leading else 1
            capacity, of, _ = dossier.office_of(mention)
            if capacity and of and mention.kind == "person":
                people[f"{capacity}@{of}"] += 1
        elif mention.kind == "place" and leading and mention.value and "/" in mention.value:
            places.add(mention.value)
    text = " ".join(dossier.article.text[b.start : b.end] for b in dossier.blocks if b.kind in PROPER)
    return Profile(dossier, dict(people), frozenset(places), Counter(_tokens(text)))


def _tokens(text: str) -> list[str]:
    """Words where words are spaced, pairs of characters where they are not."""
    found: list[str] = []
    for run in _TOKEN.findall(text.casefold()):
        if _LATIN.match(run):
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(max(1, len(run) - 1)))
    return found


class Likeness:
    """Scores pairs of a set of articles. Rare words and rare people count more than common ones (idf over the set)."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = profiles
        total = len(profiles)
        words = Counter(t for p in profiles for t in p.tokens)
        people = Counter(k for p in profiles for k in p.people)
        self._rarity = {k: math.log(1 + total / n) for k, n in people.items()}
        self._words = np.zeros((total, BINS), dtype=np.float32)
        for row, profile in zip(self._words, profiles, strict=True):
            for token, count in profile.tokens.items():
                row[zlib.crc32(token.encode()) % BINS] += (1 + math.log(count)) * math.log(1 + total / words[token])
        self._words /= np.maximum(np.linalg.norm(self._words, axis=1, keepdims=True), 1e-9)
        # In a small set every word is rare, so shared words say little there.
        self._trust = 0.5 * min(1.0, total / 40)

    def centres(self) -> FloatRows:
        """One unit row an article: the mean of its lead's vectors (zero where there is none)."""
        rows = np.zeros((len(self.profiles), 512), dtype=np.float32)
        for index, profile in enumerate(self.profiles):
            if len(profile.lead):
                rows[index] = profile.lead.mean(axis=0)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(norms, 1e-9), dtype=np.float32)

    def score(self, i: int, j: int) -> float:
        """0..1 and a little beyond: how far two articles tell one event."""
        a, b = self.profiles[i], self.profiles[j]
        value = self._meaning_and_words(i, j)
        value *= self._people_factor(i, j) * _place_factor(a, b) * _day_factor(a, b)
        known = a.accident and b.accident and (self.shared_people(i, j) or 0.0) >= KNOWN
        return value * _encounter_factor(a, b) * _accident_factor(a, b, known=bool(known))

    def mutual(self, a: Sequence[int], b: Sequence[int]) -> tuple[float, float]:
        """How like two groups are in matter, whatever their days, and in people: the mean over the articles of both of
        each one's likest on the other side."""
        matter = np.array([[self._meaning_and_words(i, j) for j in b] for i in a])
        people = np.array([[self.shared_people(i, j) or 0.0 for j in b] for i in a])
        return _both_ways(matter), _both_ways(people)

    def one_text(self, i: int, j: int) -> bool:
        """Whether two articles with the same words tell one event: their leads mean the same (a page's formulas are no
        lead), and they tell of days, or came out, near each other (yearly reports repeat their words)."""
        a, b = self.profiles[i], self.profiles[j]
        if _mutual(a.lead, b.lead) < SAME_LEAD:
            return False
        apart = _days_apart(first_day(a.day), first_day(b.day))
        published = _days_apart(a.dossier.day, b.dossier.day)
        return apart <= 3 if apart is not None else published is None or published <= 30

    def _meaning_and_words(self, i: int, j: int) -> float:
        a, b = self.profiles[i], self.profiles[j]
        meaning = ACROSS * _mutual(a.lead, b.lead)
        if a.dossier.article.lang != b.dossier.article.lang:
            return meaning
        words = float(self._words[i] @ self._words[j])
        return self._trust * words + (1 - 0.75 * self._trust) * meaning

    def shared_people(self, i: int, j: int) -> float | None:
        """The weight of the people (and offices) two articles share, by the article that has less; None without any."""
        across = not _one_tongue(self.profiles[i], self.profiles[j])
        a, b = (
            {
                k: self._rarity[k] * min(n, 4)
                for k, n in self.profiles[x].people.items()
                if not (across and _unlinked(k))
            }
            for x in (i, j)
        )
        if not a or not b:
            return None
        shared = sum(min(weight, b[k]) for k, weight in a.items() if k in b)
        return shared / max(1e-9, min(sum(a.values()), sum(b.values())))

    def _people_factor(self, i: int, j: int) -> float:
        shared = self.shared_people(i, j)
        return 1.0 if shared is None else 0.75 + 0.5 * min(1.0, shared / 0.6)


def _both_ways(values: FloatRows) -> float:
    return float(values.max(axis=0).mean() + values.max(axis=1).mean()) / 2


def _one_tongue(a: Profile, b: Profile) -> bool:
    return a.dossier.article.lang == b.dossier.article.lang


def _unlinked(key: str) -> bool:
    """Whether a key is only a spelling, which says nothing across languages."""
    return key.startswith("person:")


def _mutual(a: FloatRows, b: FloatRows) -> float:
    """The mean, over the sentences of both leads, of each one's closest sentence on the other side."""
    if not len(a) or not len(b):
        return 0.0
    return _both_ways(a @ b.T)


def _place_factor(a: Profile, b: Profile) -> float:
    if not a.places or not b.places:
        return 1.0
    return 1.05 if a.places & b.places else 0.85


def _day_factor(a: Profile, b: Profile) -> float:
    """Days of the event that differ set articles apart: by one little (a day's error is common), by a year wholly."""
    published = _days_apart(a.dossier.day, b.dossier.day)
    factor = 1.0 if published is None or published <= 30 else 0.95 if published <= 300 else 0.75
    apart = _days_apart(first_day(a.day), first_day(b.day))
    if apart is None:
        return factor
    if apart == 0:
        return factor * 1.08
    if apart <= 1:
        return factor
    return factor * (0.8 if apart <= 3 else 0.6 if apart <= 60 else 0.4)


def _accident_factor(a: Profile, b: Profile, *, known: bool) -> float:
    """One kind of accident in one country, told of the same days, is one accident, however its figures grew from one
    report to the next and whichever day a follow-up counts on. A follow-up that names no kind must share people
    (``known``) with the other."""
    if other_accidents(a.accident, b.accident):
        return OTHER_ACCIDENT
    bare = known and ANY in a.accident & b.accident and (a.accident == {ANY} or b.accident == {ANY})
    if not bare and not (a.accident & b.accident) - {ANY}:
        return 1.0
    if a.places and b.places and not a.places & b.places:
        return 1.0
    if a.countries and b.countries and not a.countries & b.countries:
        return 1.0
    published = _days_apart(a.dossier.day, b.dossier.day)
    apart = _days_apart(first_day(a.day), first_day(b.day)) or 0
    if published is None or published > RUNNING_DAYS or apart > RUNNING_DAYS:
        return 1.0
    return SAME_ACCIDENT / (0.8 if apart > 1 else 1.0)


def other_accidents(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two reports tell of accidents of which no kind is the same."""
    ours, theirs = a - {ANY}, b - {ANY}
    return bool(ours and theirs) and not ours & theirs


def _days_apart(a: str | None, b: str | None) -> int | None:
    if a is None or b is None:
        return None
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)


def _encounter_factor(a: Profile, b: Profile) -> float:
    """Who met whom outranks what was talked of: the same two people pull together, others apart; an announcement is not
    the event that it announces."""
    factor = 1.0
    first, second = _pairs(a), _pairs(b)
    if first and second:
        one_tongue = _one_tongue(a, b)
        shared = max(_parties_shared(p, q, one_tongue=one_tongue) for p in first for q in second)
        # With one in common the other may be the same too, under a name that was not linked across languages.
        factor = 1.2 if shared == 2 else 0.65 if shared == 0 else 0.75 if one_tongue else 1.0
    if a.planned is not None and b.planned is not None and a.planned != b.planned:
        gap = _days_apart(a.dossier.day, b.dossier.day)
        factor *= 0.75 if gap is None or gap >= 2 else 0.95
    return factor


def _pairs(profile: Profile) -> list[tuple[Party, Party]]:
    """The pairs of parties that the lead has meeting, visiting or calling."""
    found: list[tuple[Party, Party]] = []
    for slots in profile.lead_acts:
        if slots.kind in ENCOUNTERS:
            found.extend(combinations((*slots.actors, *slots.recipients), 2))
    return found


def _parties_shared(a: tuple[Party, Party], b: tuple[Party, Party], *, one_tongue: bool) -> int:
    """How many of two parties are, or may be by their office, among two others."""

    def same(p: Party, q: Party) -> bool:
        if p.entity == q.entity:
            return True
        office = p.capacity is not None and p.capacity == q.capacity and (p.of == q.of or p.of is None or q.of is None)
        return office and not (one_tongue and _is_named(p) and _is_named(q))

    straight = same(a[0], b[0]) + same(a[1], b[1])
    return max(straight, same(a[0], b[1]) + same(a[1], b[0]))


def same_two(a: Slots, b: Slots) -> bool:
    """Whether two encounters are, or may be by their offices, of the same two parties."""
    ours, theirs = (*a.actors, *a.recipients), (*b.actors, *b.recipients)
    pairs = ((p, q) for p in combinations(ours, 2) for q in combinations(theirs, 2))
    return any(_parties_shared(p, q, one_tongue=False) == 2 for p, q in pairs)


def _is_named(party: Party) -> bool:
    return "@" not in party.entity and party.capacity != party.entity
