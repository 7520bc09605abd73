"""Sentences that bear a fact out though no act was read in them: another text's, nearest in meaning, that name the same
people, agree in day, figures and sign, and have a word for what was done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.group.casting import SAME_NAME
from dateline.group.dossier import Dossier, first_day, is_day, overlap
from dateline.group.merging import Cluster
from dateline.group.signs import speaks_of
from dateline.group.slots import ENCOUNTERS
from dateline.group.speakers import BOTH_SIDES, everyone
from dateline.group.tellings import Told
from dateline.lang.compare import compare_names, compare_numbers
from dateline.lang.data import load_table
from dateline.lang.denials import denies
from dateline.lang.identify import SUPPORTED
from dateline.model import Mention, Origin, Party, Sentence, Slots, Telling

BORNE_OUT, BORNE_OUT_IN_DETAIL = 0.5, 0.4
"""Cosine of a telling's sentence and another text's, nearest to each other, above which the other says so too; and where it
has two of the act's people, or one of its figures."""
MOST_OF_IT = 0.6
"""Share of its sentence that the clause of what somebody says must be, for the sentence to stand for it."""
MOST_TEXTS = 60
"""Texts of a story beyond which nobody looks for more that say what two do."""
BY_KIND = ("meeting", "visit", "call", "signing", "agreement")
WORDS = ("statement", "pledge", "plan")
MARKED = ("asked", "undertook")
"""Rungs of words that a sentence can bear out; what is only said is any of many things."""


@dataclass(frozen=True)
class Bearing:
    """A sentence of another text that says what a cluster says."""

    dossier: Dossier
    origin: Origin
    sentence: Sentence

    @property
    def sides(self) -> frozenset[str]:
        """The sides by whose word its acts are told."""
        spans = [a.said_by for a in self.dossier.reading.acts if self.sentence.start <= a.start < self.sentence.end]
        mentions = (self.dossier.mention_of(span) for span in spans)
        return frozenset(side for m in mentions if m is not None and (side := self.dossier.side_of(m)) is not None)

    def telling(self) -> Telling:
        start, end = self.sentence.start, self.sentence.end
        lang, anchor = self.dossier.lang_at(start), self.dossier.anchor(start, end)
        return Telling(article=self.dossier.id, act=None, lang=lang, origin=self.origin.id, anchor=anchor)


def find_bearings(
    cluster: Cluster, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin], same_as: Mapping[str, str]
) -> list[Bearing]:
    """For each independent text of another origin that tells none of a cluster's acts, its sentence that says the same, if
    it has one. ``same_as`` gives the entity of those under another one."""
    slots = cluster.slots
    if len(dossiers) > MOST_TEXTS:
        return []
    if slots.kind not in BY_KIND and not (slots.kind in WORDS and slots.rung in MARKED):
        return []
    origins = {t.origin.id for t in cluster.told}
    told = [t for t in cluster.told if not t.by_machine and t.row is not None and t.block == "body"]
    found: list[Bearing] = []
    for dossier in dossiers:
        origin = origin_of[dossier.id]
        if dossier.by_machine or not origin.independent or origin.id in origins or not dossier.body:
            continue
        row = next((r for t in told if (r := _nearest_row(t, dossier, slots, same_as)) is not None), None)
        if row is not None:
            found.append(Bearing(dossier, origin, dossier.reading.sentences[row]))
    return found


def _nearest_row(one: Told, dossier: Dossier, slots: Slots, same_as: Mapping[str, str]) -> int | None:
    """The row of a text's sentence that says what a telling's sentence says."""
    assert one.row is not None
    rows, own = list(dossier.body), list(one.dossier.body)
    likeness = dossier.rows[rows] @ one.dossier.rows[one.row]
    at = int(likeness.argmax())
    back = one.dossier.rows[own] @ dossier.rows[rows[at]]
    if float(likeness[at]) < BORNE_OUT_IN_DETAIL or own[int(back.argmax())] != one.row:
        return None
    sentence = dossier.reading.sentences[rows[at]]
    inside = [m for m in dossier.reading.mentions if sentence.start <= m.start and m.end <= sentence.end]
    keys = {same_as.get(k, k) for m in inside if m.kind != "number" for k in (dossier.key_of(m),)}
    keys |= {same_as.get(k, k) for k in _named_alike(one, dossier, inside)}
    if slots.kind in BY_KIND and any(m.value == BOTH_SIDES for m in inside):
        keys |= {p.entity for p in everyone(slots)}  # "both sides" are those of the occasion
    shared = _shared_people(keys, inside, slots)
    if shared is None or not _fits(one, dossier, sentence, slots):
        return None
    parties = {p.entity for p in everyone(slots)}
    if not _acts_fit(dossier, sentence, slots, {k for k in keys if same_as.get(k, k) in parties}):
        return None
    detailed = (slots.kind in BY_KIND and shared > 1) or _figure_in_common(inside, slots)
    return rows[at] if float(likeness[at]) >= (BORNE_OUT_IN_DETAIL if detailed else BORNE_OUT) else None


def _named_alike(one: Told, dossier: Dossier, inside: Sequence[Mention]) -> set[str]:
    """The people of an act whom a sentence in another language names, by their spelling."""
    parties = [m for q in (*one.act.actors, *one.act.recipients) if (m := one.dossier.mention_of(q)) is not None]
    people = [m for m in parties if m.kind == "person"]
    if dossier.article.lang == one.dossier.article.lang:
        return set()
    return {
        one.dossier.key_of(m)
        for m in people
        for other in inside
        if other.kind == "person"
        and (found := compare_names(m.value or m.text, other.value or other.text)).relation == "equal"
        and found.score >= SAME_NAME
    }


def _shared_people(keys: Collection[str], inside: Sequence[Mention], slots: Slots) -> int | None:
    """How many of an act's parties a sentence names; None where it leaves one out."""
    countries = {(m.of or m.value or "").split("/")[0] for m in inside if m.kind != "number"}
    parties = everyone(slots) if slots.kind in BY_KIND else slots.actors
    named = [p for p in parties if p.entity in keys]
    if not parties or not all(p in named or _is_of(p, countries) for p in parties):
        return None
    return len(named)


def _is_of(party: Party, countries: Iterable[str]) -> bool:
    """Whether a country or a body that is a party is spoken of by its country."""
    return party.capacity is None and bool(party.of) and (party.of or "").split("/")[0] in set(countries)


def _fits(one: Told, dossier: Dossier, sentence: Sentence, slots: Slots) -> bool:
    """Whether nothing in a sentence speaks against its telling what an act tells: sign, time to come, day, figures."""
    lang, text = dossier.lang_at(sentence.start), dossier.article.text[sentence.start : sentence.end]
    own = one.dossier.sentence_at(one.act.start)
    if lang not in SUPPORTED or own is None:
        return False
    own_lang, own_text = one.dossier.lang_at(own.start), one.dossier.article.text[own.start : own.end]
    if any(speaks_of(kind, lang, text) != speaks_of(kind, own_lang, own_text) for kind in ("negation", "to_come")):
        return False
    if slots.polarity == "positive" and denies(lang, text):
        return False
    if slots.kind in ENCOUNTERS and speaks_of("to_come", lang, text) != (slots.realis == "planned"):
        return False
    if slots.kind in WORDS and one.act.end - one.act.start < MOST_OF_IT * len(own_text):
        return False
    if slots.kind in BY_KIND and not any(p.search(text) for p in _told(slots.kind, lang)):
        return False
    dates = dossier.dates_in(sentence.start, sentence.end)
    if slots.kind in WORDS and slots.time is not None and not any(overlap(d, slots.time) for d in dates):
        return False
    days = {first_day(d) for d in dates if is_day(d)}
    if days and is_day(slots.time) and first_day(slots.time) not in days:
        return False
    return _figures_fit(dossier, sentence, slots)


def _figures_fit(dossier: Dossier, sentence: Sentence, slots: Slots) -> bool:
    numbers = [
        (m.value or "", m.unit or "")
        for m in dossier.reading.mentions
        if m.kind == "number" and sentence.start <= m.start < sentence.end
    ]
    return not any(
        unit and compare_numbers((value, unit), (x, u)).relation == "conflict"
        for value, unit in slots.amounts
        for x, u in numbers
        if u == unit and (value, unit) not in numbers
    )


def _acts_fit(dossier: Dossier, sentence: Sentence, slots: Slots, keys: Collection[str]) -> bool:
    """Whether no act of the kind was read in a sentence, or none of other people: of those that were it is known whether
    they are the same. A call is no meeting."""
    inside = [a for a in dossier.reading.acts if sentence.start <= a.start < sentence.end]
    if slots.polarity == "negative":
        inside = [a for a in inside if a.realis != "planned"]  # what was planned is what did not come
    if slots.kind not in ENCOUNTERS:
        alike = WORDS if slots.kind in WORDS else ("signing", "agreement")
        return not any(a.kind in alike for a in inside)
    if slots.kind in ("meeting", "call") and any(
        a.kind in ("meeting", "call") and a.kind != slots.kind for a in inside
    ):
        return False
    ours = [a for a in inside if a.kind == slots.kind]
    named = [m for a in ours for q in (*a.actors, *a.recipients) if (m := dossier.mention_of(q)) is not None]
    people = {dossier.key_of(m) for m in named if m.kind == "person"}
    return people <= set(keys) and all((a.polarity, a.realis) == (slots.polarity, slots.realis) for a in ours)


def _figure_in_common(inside: Sequence[Mention], slots: Slots) -> bool:
    return any(
        (m.value, m.unit or "") in slots.amounts for m in inside if m.kind == "number" and len(m.value or "") > 1
    )


@cache
def _told(kind: str, lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load_table("compare", "encounters")["told"][kind].get(lang, ()))
