"""What an article is about, in a compact form that two articles are compared by: small enough to keep a whole archive at
hand, and made of nothing but the article, its reading and its links, so that what is compared never changes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from dateline.group.accidents import ANY, find_accident
from dateline.group.dossier import PROPER, Dossier, first_day, is_day, last_day
from dateline.group.scenes import WORD_BINS, Scene, occasions, set_scene, word_bin
from dateline.group.shingles import Shingles, band_keys, proper_text, sampled, sentence_keys, shingle
from dateline.group.slots import ENCOUNTERS, resolve_act
from dateline.lang.compare.bearings import rubric_length
from dateline.lang.rarity import count_tokens, word_rarity
from dateline.lang.vectors import DIMENSION, embed_sentences
from dateline.model import Act, DateValue, Slots

if TYPE_CHECKING:
    import numpy.typing as npt

    from dateline.lang.vectors import FloatRows

LEAD = 5
"""Body sentences that count as the lead: news says first what it is about (inverted pyramid)."""
SCALE = 400
"""Steps of a unit in which vectors are kept. Whole numbers below 2**24 add up exactly in any order, so that a likeness does
not depend on what it was computed beside; a component of a sentence vector never reaches 127 / 400."""
WORD_SCALE = 1000
"""Steps of a unit in the word vectors."""
BACKGROUND_DAYS = 10
"""Days before publication beyond which an encounter told after the first sentence is not the news."""
LEAD_ACTS, TERMS = 6, 5
"""Acts of the lead that are looked at, and words under whose pairs an article is found again after a long time."""


class Profile(Struct, frozen=True, kw_only=True, gc=False):
    """One article. ``day`` and ``event`` are ordinals of the days of publication and of the event, 0 where unknown.

    ``lead`` holds the sentence vectors of headline, standfirst and the first body sentences and ``centre`` their mean, as
    steps of ``1 / SCALE`` in a byte; ``bins`` and ``weights`` are the words. ``people`` counts the people and offices of
    the article proper, those of the lead twice; ``scene`` is where the lead has it happen and what else it is told apart by.
    ``terms`` are keys for the pairs of its weightiest words. ``shingles`` are
    hashes of the body's stretches (one in ``sample``), ``bands`` and ``sentences`` the keys that its copies meet under.
    """

    article: str
    lang: str | None
    published: str | None
    day: int
    event: int
    lead: bytes
    centre: bytes
    bins: bytes
    weights: bytes
    people: dict[str, int]
    scene: Scene = Scene()
    accident: tuple[str, ...]
    lead_acts: tuple[Slots, ...]
    undertakings: tuple[Slots, ...]
    planned: bool | None
    terms: tuple[int, ...]
    shingles: bytes
    shingle_count: int
    sample: int
    bands: tuple[int, ...]
    sentences: tuple[int, ...]

    @property
    def order(self) -> tuple[int, str]:
        """By day of publication, the undated first."""
        return self.day, self.article

    @property
    def places(self) -> tuple[str, ...]:
        """The cities and the like that the lead names."""
        return self.scene.places

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that the lead names."""
        return self.scene.countries

    @property
    def occasions(self) -> frozenset[str]:
        """Under which reports of one accident, or of one deed of which there is one at a time, meet."""
        kinds = (kind for kind in self.accident if kind != ANY)
        return occasions(self.scene) | {f"{kind}!{country}" for kind in kinds for country in self.countries}

    @property
    def lead_length(self) -> int:
        """The number of sentences of the lead."""
        return len(self.lead) // DIMENSION

    def stretches(self) -> Shingles:
        """The sampled shingles of the body."""
        return Shingles(np.frombuffer(self.shingles, dtype=np.uint32), self.shingle_count, self.sample)

    def lead_rows(self) -> npt.NDArray[np.int8]:
        """One row a sentence of the lead, in steps."""
        return np.frombuffer(self.lead, dtype=np.int8).reshape(-1, DIMENSION)


def lead_sentences(dossier: Dossier) -> list[int]:
    """Indices of the sentences of headline, standfirst and the first few of the body."""
    body = set(dossier.body)
    return [i for i in dossier.proper if i not in body] + list(dossier.body[:LEAD])


def make_profile(dossier: Dossier) -> Profile:
    """Profile an article from its headline, standfirst and body; teasers, captions and notices never count."""
    kept = lead_sentences(dossier)
    lead = to_steps(_lead_rows(dossier, kept)) if kept else np.zeros((0, DIMENSION), dtype=np.int8)
    bins, weights = _words(dossier)
    acts = _lead_acts(dossier, kept)
    whole = shingle(proper_text(dossier))
    kept_shingles = sampled(whole)
    return Profile(
        article=dossier.id,
        lang=dossier.article.lang,
        published=dossier.article.published,
        day=_ordinal(dossier.day),
        event=_ordinal(_event_day(dossier, kept, acts)),
        lead=lead.tobytes(),
        centre=_centre(lead).tobytes(),
        bins=bins.tobytes(),
        weights=weights.tobytes(),
        terms=_terms(bins, weights),
        people=_people(dossier, kept),
        scene=set_scene(dossier, kept),
        accident=tuple(sorted(find_accident(dossier))),
        lead_acts=acts,
        undertakings=_undertakings(dossier),
        planned=acts[0].realis == "planned" if acts else None,
        shingles=kept_shingles.hashes.tobytes(),
        shingle_count=whole.count,
        sample=kept_shingles.sample,
        bands=band_keys(whole),
        sentences=sentence_keys(dossier),
    )


def _lead_rows(dossier: Dossier, kept: list[int]) -> FloatRows:
    """The vectors of the lead's sentences, the headline's without the name of its rubric."""
    rows, first = dossier.rows[kept], dossier.reading.sentences[kept[0]]
    skipped = rubric_length(dossier.article.headline or "")
    headline = dossier.article.text[first.start : first.end]
    if not skipped or not headline.startswith(dossier.article.headline or "") or len(headline) <= skipped:
        return rows
    rows = rows.copy()
    rows[0] = embed_sentences([headline[skipped:]], [dossier.lang_at(first.start)])[0]
    return rows


def to_steps(rows: FloatRows) -> npt.NDArray[np.int8]:
    """Unit rows in steps of ``1 / SCALE``."""
    return np.asarray(np.clip(np.rint(rows * SCALE), -127, 127), dtype=np.int8)


def _centre(lead: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """The direction of the lead's mean (zero where there is none)."""
    total = lead.sum(axis=0, dtype=np.int64).astype(np.float64)
    norm = float(np.sqrt((total * total).sum()))
    return np.asarray(np.clip(np.rint(total * (SCALE / max(norm, 1e-9))), -127, 127), dtype=np.int8)


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day[:10]).toordinal() if day else 0


def _people(dossier: Dossier, lead: Iterable[int]) -> dict[str, int]:
    starts = {dossier.reading.sentences[i].start for i in lead}
    people: Counter[str] = Counter()
    for mention in dossier.reading.mentions:
        if dossier.block_at(mention.start).kind not in PROPER:
            continue
        sentence = dossier.sentence_at(mention.start)
        leading = sentence is not None and sentence.start in starts
        if dossier.is_person(mention) or mention.kind == "position":
            people[dossier.key_of(mention)] += 2 if leading else 1
            capacity, of, _ = dossier.office_of(mention)
            if capacity and of and mention.kind == "person":
                people[f"{capacity}@{of}"] += 1
    return dict(people)


def _words(dossier: Dossier) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    """The hashed word vector: the bins that are not empty, and their weights (rare words count more) in steps."""
    text = " ".join(dossier.article.text[b.start : b.end] for b in dossier.blocks if b.kind in PROPER)
    row: dict[int, float] = {}
    for token, count in count_tokens(text).items():
        place = word_bin(token)
        row[place] = row.get(place, 0.0) + (1 + math.log(count)) * word_rarity(token, dossier.article.lang)
    bins = sorted(row)
    values = np.array([row[b] for b in bins], dtype=np.float64)
    values *= WORD_SCALE / max(float(np.sqrt((values * values).sum())), 1e-9)
    return np.array(bins, dtype=np.uint16), np.rint(values).astype(np.uint16)


def _terms(bins: npt.NDArray[np.uint16], weights: npt.NDArray[np.uint16]) -> tuple[int, ...]:
    """A key for each pair of the weightiest words."""
    best = sorted(bins[np.lexsort((bins, -weights.astype(np.int32)))[:TERMS]].tolist())
    return tuple(a * WORD_BINS + b for a, b in combinations(best, 2))


def _lead_acts(dossier: Dossier, lead: Iterable[int]) -> tuple[Slots, ...]:
    """Encounters, signings and agreements told in the lead, as slots."""
    sentences = [dossier.reading.sentences[i] for i in lead]
    end = max((s.end for s in sentences), default=0)
    kept = [a for a in dossier.reading.acts if a.start < end and _tells_event(dossier, a)]
    first = sentences[min(1, len(sentences) - 1)].end if sentences else 0
    told = [(a.start < first, resolve_act(dossier, a)) for a in kept[:LEAD_ACTS]]
    return tuple(s for leading, s in told if leading or not _is_background(dossier, s))


def _tells_event(dossier: Dossier, act: Act) -> bool:
    return act.kind in (*ENCOUNTERS, "signing", "agreement") and dossier.block_at(act.start).kind in PROPER


def _is_background(dossier: Dossier, slots: Slots) -> bool:
    """Whether something done lies so long before publication that it is told for background."""
    last = _ordinal(last_day(slots.time))
    apart = abs(_ordinal(dossier.day) - last) if last and dossier.day else 0
    return slots.realis == "actual" and apart > BACKGROUND_DAYS


def _event_day(dossier: Dossier, lead: list[int], acts: Iterable[Slots]) -> str | None:
    """The day of the event: that of the first event told in the lead, else the first day that the lead names."""
    for slots in acts:
        if is_day(slots.time) and slots.realis == "actual":
            return first_day(slots.time)
    for index in lead[:3]:
        sentence = dossier.reading.sentences[index]
        found: list[DateValue] = [d for d in dossier.dates_in(sentence.start, sentence.end) if is_day(d)]
        if found:
            return first_day(found[0])
    return None


def _undertakings(dossier: Dossier) -> tuple[Slots, ...]:
    """Signings planned, held or called off on a day of their own, anywhere in the article proper."""
    acts = (a for a in dossier.reading.acts if a.kind in ("signing", "plan"))
    kept = [resolve_act(dossier, a) for a in acts if dossier.block_at(a.start).kind in PROPER]
    return tuple(s for s in kept if is_day(s.time) and (s.kind == "signing" or s.realis == "planned"))
