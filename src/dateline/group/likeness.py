"""How like two articles are in the event they tell: by meaning, words, people, places and days.

The score is on one scale for pairs of one language and across languages, so that one threshold serves both. It is made of
the two articles alone: what else is at hand, and in which order it came, changes no score.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.accidents import ANY
from dateline.group.profiles import SCALE, WORD_SCALE, Profile
from dateline.group.scenes import (
    WORD_BINS,
    common_ground,
    marks_shared,
    other_country,
    other_figures,
    other_scene,
    other_town,
    same_scene,
    swapped_countries,
    topics_shared,
)
from dateline.group.slots import ENCOUNTERS
from dateline.model import Party, Slots

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]

ACROSS = 0.8
"""Brings the likeness of meaning of two languages to the scale of words and meaning within one (see ``linkage.JOIN``)."""
WORDS = 0.5
"""What words in common count within a language; meaning counts the rest, and some more for what words cannot show."""
SAME_LEAD = 0.5
"""Likeness of meaning of two leads (0..1) below which shared words are page furniture."""
SAME_ACCIDENT, RUNNING_DAYS = 1.3, 3
"""How much more alike two reports on one kind of accident in one country are, and the days over which such news runs."""
OTHER_ACCIDENT = 0.75
"""How much less alike two reports on accidents of different kinds are."""
KNOWN = 0.15
"""Share of people in common (see ``shared_people``) from which a report may take up another's accident."""
GAIN, FLOOR = 0.65, 0.03
"""Bring the product of matter and of all else to the scale on which ``JOIN`` stands; reports of one event may have hardly a
word or a meaning in common where the rest agrees."""
FADING, FADED, YEAR, YEAR_FADING = 0.4, 45, 300, 0.5
"""How fast likeness fades with the days between two reports (as a power of the days and one), the days after which it fades
no more (what is told again is told at any time), and by how much beyond a year."""
LONG, SHORT_LEAD, LONG_LEAD = 0.55, 2, 4
"""What reports are more alike (as the logarithm of a factor) whose leads both have ``LONG_LEAD`` sentences: the more is told,
the less two reports of one event agree in all of it. Nothing is gained at ``SHORT_LEAD``."""
CROSS, CROSS_LONG, CROSS_TOPICS, MARKS, TOPICS = 0.22, 0.16, 0.28, 0.26, 0.3
"""As logarithms of factors, what is gained across languages and there by the topics in common (by the logarithm of how rare
they are), within one by the rarest words in common, and by a share of one in all topics."""
GROUND, FIGURES, ELSEWHERE, OTHER_TOWN, NO_NAMES = 0.15, 0.25, 0.55, 0.35, 0.28
"""The same for all countries in common and for a figure in common; and what is lost where each names other countries, other
towns of one country, or other names. Fitted by logistic regression on pairs of feed items, of ECB+ and of older bundles."""
OTHER_SCENE = 0.5
"""The same where both tell of one kind of deed, each of another place."""
TEMPLATE, ALIKE = 3.0, 0.25
"""By how much the likeness of words beyond ``ALIKE`` tells against two reports that name other places or names: that they
tell of two events in the words of such events."""
PEOPLE_POWER = 1.5
"""How much more people weigh than their factor says."""
OFTEN, MANY = 4, 6
"""Mentions beyond which somebody is no more of an article's matter, and mentions of people from which an article is about people."""


def meaning_between(ours: Sequence[Profile], theirs: Sequence[Profile]) -> Values:
    """For each of ours (a row) and each of theirs 0..1: the mean, over the sentences of both leads, of each one's closest
    sentence on the other side."""
    found = np.zeros((len(ours), len(theirs)))
    here, there = [k for k, p in enumerate(ours) if p.lead], [k for k, p in enumerate(theirs) if p.lead]
    if not here or not there:
        return found
    mine, starts, lengths = _leads([ours[k] for k in here])
    others, their_starts, their_lengths = _leads([theirs[k] for k in there])
    steps = others @ mine.T
    from_theirs = np.add.reduceat(np.maximum.reduceat(steps, starts, axis=1).astype(np.float64), their_starts, axis=0)
    from_ours = np.add.reduceat(np.maximum.reduceat(steps, their_starts, axis=0).astype(np.float64), starts, axis=1)
    both = from_theirs / their_lengths[:, None] + from_ours / lengths
    found[np.ix_(here, there)] = both.T / (2 * SCALE * SCALE)
    return found


def _leads(profiles: Sequence[Profile]) -> tuple[npt.NDArray[np.float32], Counts, Counts]:
    """The sentences of all leads in rows, where each lead starts and how many it has."""
    lengths = np.array([p.lead_length for p in profiles])
    rows = np.frombuffer(b"".join(p.lead for p in profiles), dtype=np.int8).reshape(int(lengths.sum()), -1)
    return rows.astype(np.float32), np.cumsum(lengths) - lengths, lengths


def words_between(ours: Sequence[Profile], theirs: Sequence[Profile]) -> Values:
    """For each of ours (a row) and each of theirs the cosine of the word vectors."""
    found = np.zeros((len(ours), len(theirs)))
    there = [k for k, p in enumerate(theirs) if p.bins]
    if not there:
        return found
    lengths = np.array([len(theirs[k].bins) // 2 for k in there])
    bins = np.frombuffer(b"".join(theirs[k].bins for k in there), dtype=np.uint16)
    weights = np.frombuffer(b"".join(theirs[k].weights for k in there), dtype=np.uint16)
    dense = np.zeros((len(ours), WORD_BINS), dtype=np.int64)
    for row, profile in zip(dense, ours, strict=True):
        row[np.frombuffer(profile.bins, dtype=np.uint16)] = np.frombuffer(profile.weights, dtype=np.uint16)
    sums = np.add.reduceat(dense[:, bins] * weights, np.cumsum(lengths) - lengths, axis=1)
    found[:, there] = sums / (WORD_SCALE * WORD_SCALE)
    return found


def words_with(a: Profile, others: Sequence[Profile]) -> Values:
    """For each of the others the cosine of its word vector with that of one article."""
    found: Values = words_between([a], others)[0]
    return found


def matter_between(ours: Sequence[Profile], theirs: Sequence[Profile]) -> Values:
    """For each of ours (a row) and each of theirs how like they are in matter, whatever their people and days: 0..1."""
    meaning = ACROSS * meaning_between(ours, theirs)
    same = np.array([[p.lang == q.lang for q in theirs] for p in ours], dtype=bool)
    if not same.any():
        return meaning
    mixed = WORDS * words_between(ours, theirs) + (1 - 0.75 * WORDS) * meaning
    return np.where(same, mixed, meaning)


def matter_with(a: Profile, others: Sequence[Profile]) -> Values:
    """For each of the others how like it is in matter to one article."""
    found: Values = matter_between([a], others)[0]
    return found


def score_with(a: Profile, others: Sequence[Profile], matter: Values) -> Values:
    """For each of the others, 0..1 and a little beyond: how far it tells the same event. ``matter`` is that of
    :func:`matter_with`."""
    rows = zip(others, matter.tolist(), _templates(a, others), strict=True)
    return np.array([_score(a, b, m, template) for b, m, template in rows])


def kinship(ours: Sequence[Profile], theirs: Sequence[Profile]) -> float:
    """How far two groups are of one matter, whatever the days of their events: the mean, over the articles of both, of each
    one's likest on the other side, on the scale of :func:`score_with`."""
    matter = matter_between(ours, theirs)
    kin = [
        [
            _timeless(a, b, m, template)
            for b, m, template in zip(theirs, row.tolist(), _templates(a, theirs), strict=True)
        ]
        for a, row in zip(ours, matter, strict=True)
    ]
    return round(_both_ways(np.array(kin)), 9)


def _templates(a: Profile, others: Sequence[Profile]) -> list[float]:
    """For each of the others how much its words, as those of such events, tell against one event (as the logarithm of a
    factor)."""
    contrasts = [_contrast(a, b) for b in others]
    told_apart = [k for k, contrast in enumerate(contrasts) if contrast and others[k].lang == a.lang]
    words = np.zeros(len(others))
    if told_apart:
        words[told_apart] = words_with(a, [others[k] for k in told_apart])
    return [TEMPLATE * c * max(0.0, w - ALIKE) for c, w in zip(contrasts, words.tolist(), strict=True)]


def _score(a: Profile, b: Profile, matter: float, template: float) -> float:
    value = _timeless(a, b, matter, template) * _encounter_factor(a, b) * _day_factor(a, b) * _fading(a, b)
    if a.accident or b.accident:
        known = bool(a.accident and b.accident) and (shared_people(a, b) or 0.0) >= KNOWN
        value *= _accident_factor(a, b, known=known)
    return round(value * min(a.scene.digest, b.scene.digest), 9)


def _timeless(a: Profile, b: Profile, matter: float, template: float) -> float:
    value = GAIN * (max(0.0, matter) + FLOOR) * math.exp(_setting(a, b) - template)
    return value * math.pow(_people_factor(a, b, shared_people(a, b)), PEOPLE_POWER)


def _setting(a: Profile, b: Profile) -> float:
    """What places, names, figures and the kind of deed say for or against one event, as the logarithm of a factor."""
    one, two = a.scene, b.scene
    said = GROUND * common_ground(one, two)
    if other_country(one, two):
        said -= ELSEWHERE
    elif other_town(one, two):
        said -= OTHER_TOWN
    rare, share = topics_shared(one, two)
    said += TOPICS * share + LONG * _told_at_length(a, b)
    if a.lang != b.lang:
        said += CROSS + CROSS_LONG * _told_at_length(a, b) + CROSS_TOPICS * math.log1p(rare)
    else:
        said += MARKS * math.log1p(marks_shared(one, two))
    if other_scene(one, two):
        said -= OTHER_SCENE
    if not set(one.figures).isdisjoint(two.figures):
        said += FIGURES
    if _other_names(a, b):
        said -= NO_NAMES
    gap = days_between(a.day, b.day)
    if gap is not None and gap <= 1:
        said += same_scene(one, two, (a.lang, b.lang))
    return said


def _told_at_length(a: Profile, b: Profile) -> float:
    """Whether both leads are long: 0..1."""
    shorter = min(a.lead_length, b.lead_length)
    return min(1.0, max(0.0, (shorter - SHORT_LEAD) / (LONG_LEAD - SHORT_LEAD)))


def _contrast(a: Profile, b: Profile) -> float:
    """How surely two reports that are alike in words tell of two events: other countries, towns, or names; half as surely
    where each has a country more; on other days also other figures."""
    one, two = a.scene, b.scene
    if other_country(one, two) or other_town(one, two) or _other_names(a, b):
        return 1.0
    if days_between(a.day, b.day) and other_figures(one, two) and not _names_shared(a, b):
        return 1.0
    return 0.5 if swapped_countries(one, two) else 0.0


def _other_names(a: Profile, b: Profile) -> bool:
    """Whether two texts in one language have names, and neither any that the other has, nor a country or place in common."""
    one, two = a.scene, b.scene
    if a.lang != b.lang or not one.names or not two.names:
        return False
    if not set(one.countries).isdisjoint(two.countries) or not set(one.places).isdisjoint(two.places):
        return False
    return not _names_shared(a, b)


def _names_shared(a: Profile, b: Profile) -> bool:
    return _holds_any(b.bins, a.scene.names) or _holds_any(a.bins, b.scene.names)


def _holds_any(bins: bytes, wanted: Sequence[int]) -> bool:
    """Whether the bins (in order) hold some of those wanted."""
    held = memoryview(bins).cast("H")
    for word in wanted:
        at = bisect_left(held, word)
        if at < len(held) and held[at] == word:
            return True
    return False


def _people_factor(a: Profile, b: Profile, shared: float | None) -> float:
    """People in common draw together; none in common set apart, the more the more often people are named at all."""
    if shared is None:
        return 1.0
    least = 1 - 0.25 * min(1.0, min(_mass(a.people), _mass(b.people)) / MANY)
    return least + (1.25 - least) * min(1.0, shared / 0.6)


def mutual(a: Sequence[Profile], b: Sequence[Profile]) -> tuple[float, float]:
    """How like two groups are in matter, whatever their days, and in people: the mean over the articles of both of each
    one's likest on the other side."""
    matter = matter_between(a, b)
    people = np.array([[shared_people(x, y) or 0.0 for y in b] for x in a])
    return _both_ways(matter), _both_ways(people)


def _both_ways(values: Values) -> float:
    return float(values.max(axis=0).mean() + values.max(axis=1).mean()) / 2


def is_one_text(a: Profile, b: Profile) -> bool:
    """Whether two articles with the same words tell one event: their leads mean the same (a page's formulas are no lead),
    and they tell of days, or came out, near each other (yearly reports repeat their words; so do daily ones of many matters)."""
    apart = days_between(a.event, b.event)
    published = days_between(a.day, b.day)
    if published and min(a.scene.digest, b.scene.digest) < 1.0:
        return False
    if apart > 3 if apart is not None else published is not None and published > 30:
        return False
    return float(meaning_between([a], [b])[0, 0]) >= SAME_LEAD


def shared_people(a: Profile, b: Profile) -> float | None:
    """The share of the people (and offices) of the article with fewer that the other has too, by how often each is named;
    None where either has none. Across languages only what was linked compares."""
    ours, theirs = a.people, b.people
    if a.lang != b.lang:
        ours, theirs = _linked(ours), _linked(theirs)
    if not ours or not theirs:
        return None
    if len(theirs) < len(ours):
        ours, theirs = theirs, ours
    shared = sum(min(n, theirs[k], OFTEN) for k, n in ours.items() if k in theirs)
    return shared / min(_mass(ours), _mass(theirs))


def _mass(people: dict[str, int]) -> int:
    return sum(min(n, OFTEN) for n in people.values())


def _linked(people: dict[str, int]) -> dict[str, int]:
    """Those who are more than a spelling."""
    return {k: n for k, n in people.items() if not k.startswith("person:")}


def days_between(a: int, b: int) -> int | None:
    """The days between two ordinals; None where either is 0, not known."""
    return abs(a - b) if a and b else None


def _fading(a: Profile, b: Profile) -> float:
    """The longer between two reports, the likelier they tell of two events."""
    published = days_between(a.day, b.day) or 0
    fading = math.pow(1 + min(published, FADED), -FADING)
    return fading * YEAR_FADING if published > YEAR else fading


def _day_factor(a: Profile, b: Profile) -> float:
    """Days of the event that differ set articles apart: by one little (a day's error is common), by a year wholly."""
    apart = days_between(a.event, b.event)
    if apart is None or apart == 1:
        return 1.0
    return 1.15 if apart == 0 else 0.88 if apart <= 3 else 0.65 if apart <= 60 else 0.4


def _accident_factor(a: Profile, b: Profile, *, known: bool) -> float:
    """One kind of accident in one country, told of the same days, is one accident, however its figures grew from one
    report to the next and whichever day a follow-up counts on. A follow-up that names no kind must share people
    (``known``) with the other."""
    if other_accidents(a.accident, b.accident):
        return OTHER_ACCIDENT
    kinds = set(a.accident).intersection(b.accident)
    bare = known and ANY in kinds and (a.accident == (ANY,) or b.accident == (ANY,))
    if not bare and not kinds - {ANY}:
        return 1.0
    if other_town(a.scene, b.scene) or other_country(a.scene, b.scene):
        return 1.0
    published = days_between(a.day, b.day)
    apart = days_between(a.event, b.event) or 0
    if published is None or published > RUNNING_DAYS or apart > RUNNING_DAYS:
        return 1.0
    return SAME_ACCIDENT / (0.8 if apart > 1 else 1.0)


def other_accidents(a: Collection[str], b: Collection[str]) -> bool:
    """Whether two reports tell of accidents of which no kind is the same."""
    ours, theirs = set(a) - {ANY}, set(b) - {ANY}
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _encounter_factor(a: Profile, b: Profile) -> float:
    """Who met whom outranks what was talked of: the same two people pull together, others apart; an announcement is not
    the event that it announces."""
    if not a.lead_acts or not b.lead_acts:
        return 1.0
    factor = 1.0
    first, second = _pairs(a), _pairs(b)
    if first and second:
        one_tongue = a.lang == b.lang
        shared = max(_parties_shared(p, q, one_tongue=one_tongue) for p in first for q in second)
        # With one in common the other may be the same too, under a name that was not linked across languages.
        factor = 1.2 if shared == 2 else 0.65 if shared == 0 else 0.75 if one_tongue else 1.0
    if a.planned != b.planned:
        gap = days_between(a.day, b.day)
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
