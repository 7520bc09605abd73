"""Acts with their names resolved: what the same act in any language has in common."""

from __future__ import annotations

from functools import cache

from dateline.group.dossier import Dossier, is_day, last_day
from dateline.lang.data import load_table
from dateline.lang.pivot import pivot_keys
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.model import Act, DateValue, Mention, Party, Quote, Slots
from dateline.model.story import PartyRole

ENCOUNTERS = ("meeting", "visit", "call")
SHORT_NAME = 16
"""Characters before a title in which one word of a name stands."""


def resolve_act(dossier: Dossier, act: Act) -> Slots:
    """The slots of an act. Nothing is inferred that the act or its sentence does not say."""
    actors = _parties(dossier, act.actors, act, "visitor" if act.kind == "visit" else None)
    recipients = _parties(dossier, act.recipients, act, "host" if act.kind == "visit" else None)
    known = {p.entity for p in actors}
    bound = tuple(dict.fromkeys(k for q in act.bound if (k := _key(dossier, q)) is not None))
    said_by = _party(dossier, act.said_by, None) if act.said_by else None
    return Slots(
        kind=act.kind,
        rung=act.rung,
        polarity=act.polarity,
        realis=act.realis,
        weak=act.weak,
        restated=act.restated,
        meeting=act.meeting,
        displeasure=act.displeasure,
        actors=actors,
        recipients=tuple(p for p in recipients if p.entity not in known),
        bound=bound,
        said_by=said_by,
        place=_place(dossier, act),
        time=_act_time(dossier, act),
        topics=tuple(sorted(set(act.topics))),
        amounts=_amounts(dossier, act),
        conditional=act.realis == "conditional" or act.condition is not None,
        hedge=_hedge(dossier, act),
        plover=act.plover,
        event=act.event,
        thing=act.thing,
    )


def _parties(dossier: Dossier, spans: tuple[Quote, ...], act: Act, role: PartyRole | None) -> tuple[Party, ...]:
    """The parties at the spans, each once; a meeting's are participants until somebody is known as host or visitor."""
    usual: PartyRole | None = "participant" if act.kind in ("meeting", "call") else role
    found: dict[str, Party] = {}
    for span in spans:
        party = _party(dossier, span, usual)
        if party is not None:
            found.setdefault(party.entity, party)
    return tuple(found.values())


def _party(dossier: Dossier, span: Quote, role: PartyRole | None) -> Party | None:
    mention = dossier.mention_of(span)
    if mention is None:
        return None
    mention = _named_before(dossier, mention) or mention
    capacity, of, status = dossier.office_of(mention)
    entity = dossier.entities.get(dossier.key_of(mention))
    if mention.kind == "person" and entity is not None and entity.kind in ("place", "organization"):
        return None  # link found that it names nobody
    if mention.kind in ("organization", "place") and of is None:
        of = mention.of or (entity.country if entity else None)
    return Party(entity=dossier.key_of(mention), capacity=capacity, of=of, role=role, status=status)


def _key(dossier: Dossier, span: Quote) -> str | None:
    mention = dossier.mention_of(span)
    return dossier.key_of(_named_before(dossier, mention) or mention) if mention else None


def _named_before(dossier: Dossier, mention: Mention) -> Mention | None:
    """The person of whose name one word stands right before a title that was read by itself ("Rahmat, the minister" where
    a text has the family name last), where the text has one such person."""
    if mention.kind != "position" or dossier.is_person(mention):
        return None
    before = dossier.article.text[max(0, mention.start - SHORT_NAME) : mention.start].rstrip().rsplit(None, 1)
    word = before[-1] if before else ""
    found = {
        dossier.key_of(m): m
        for m in dossier.reading.mentions
        if m.kind == "person" and len(word) > 1 and word in (m.value or "").split() and word != m.value
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _place(dossier: Dossier, act: Act) -> str | None:
    """The pivot key of the act's place; for a venue without a key, the country that it is known to lie in."""
    mention = dossier.mention_of(act.place)
    if mention is None or mention.kind != "place":
        return None
    for key in (mention.value, mention.of):
        if key is not None and (key in pivot_keys("places") or (len(key) == 2 and key.isascii() and key.isupper())):
            return key
    return None


def _act_time(dossier: Dossier, act: Act) -> DateValue | None:
    """The act's own time, else its sentence's. What is told as agreed or signed was not done on a day still to come: such
    a time is that of what was agreed."""
    own = act.time if act.time is not None and act.time.earliest else None
    if own is not None and act.kind in ("agreement", "signing") and act.realis == "actual" and not is_day(own):
        last = last_day(own)
        if last is not None and dossier.day is not None and last > dossier.day:
            own = None
    return own if own is not None else _time(dossier, act)


def _time(dossier: Dossier, act: Act) -> DateValue | None:
    """The one day that the act's clause, else its sentence, names. Two days, or none, decide nothing.

    Only what happens at a time (no hope, no plan) takes the time of its sentence, an event that of its clause; what did not
    happen takes none of it, since that is the day on which somebody said so."""
    dated = act.kind in (*ENCOUNTERS, "signing", "agreement", "appointment")
    if not (dated or act.event) or act.realis not in ("actual", "planned"):
        return None
    sentence = dossier.sentence_at(act.start) if act.polarity == "positive" and dated else None
    for start, end in ((act.start, act.end), (sentence.start, sentence.end) if sentence else (0, 0)):
        found = {d.edtf: d for d in dossier.dates_in(start, end) if is_day(d) and not _of_a_journey(dossier, act, d)}
        if len(found) == 1 and len(dossier.dates_in(start, end)) == 1:
            return next(iter(found.values()))
    return None


def _of_a_journey(dossier: Dossier, act: Act, day: DateValue) -> bool:
    """Whether a day is that of another event of the sentence (who arrived on Wednesday; and will sign on the 10th)."""
    return any(
        other.time is not None and (other.time.start, other.time.end) == (day.start, day.end)
        for other in dossier.reading.acts
        if act.kind != other.kind and (other.kind in ("other", "visit") or other.realis != act.realis)
    )


def _amounts(dossier: Dossier, act: Act) -> tuple[tuple[str, str], ...]:
    inside = (
        (m.value, m.unit or "")
        for m in dossier.reading.mentions
        if m.kind == "number" and m.value is not None and act.start <= m.start and m.end <= act.end
        if not _counts_parties(dossier, m)
    )
    return tuple(dict.fromkeys(inside))


def _counts_parties(dossier: Dossier, number: Mention) -> bool:
    """Whether a number says only how many take part: "the two sides", "three ministers" beside a title or a body."""
    if number.value not in ("2", "3", "4"):
        return False
    if number.unit in load_table("compare", "refused")["taking_part"]["units"] and number.value == "2":
        return True
    text = dossier.article.text
    return any(
        m.kind in ("position", "organization")
        and m.start < number.end + 2
        and number.start <= m.start
        and m.end > number.end
        for m in dossier.reading.mentions
        if not text[number.end : m.start].strip()
    )


def _hedge(dossier: Dossier, act: Act) -> str | None:
    """The pivot key of the act's hedge; ``possible`` where its words are not in the language's table."""
    if act.hedge is None:
        return None
    lang = dossier.lang_at(act.start)
    if lang is not None:
        hit = next(iter(_hedges(lang).find(act.hedge.text)), None)
        if hit is not None:
            return hit.value
    return "possible"


@cache
def _hedges(lang: str) -> TermMatcher[str]:
    try:
        table = load_table(lang, "hedges")
    except FileNotFoundError:
        table = {}
    return TermMatcher(flatten_terms({k: v for k, v in table.items() if isinstance(v, dict)}), fold=True)
