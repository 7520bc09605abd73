"""The way back: a sentence of ours is read again and laid beside the facts it was made from and the readings of their
sources. It settles what the checker doubts by words alone; what it finds by values, parties and signs stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from dateline import write
from dateline.lang.events import event_form
from dateline.lang.frames import is_casualty, is_on_condition
from dateline.lang.render import words
from dateline.model import Act, Entity, Fact, Finding, Judged, Party, Quote, Reading, ReportSentence, Slots, licenses

_BY_WORDS = frozenset(["DL103", "DL601", "DL701"])
_VALUES = _BY_WORDS | {"DL203", "DL507", "DL703"}
"""What a line that only lists disputed values may have against it: it tells no act."""
_FROM_AFAR = _BY_WORDS | {"DL203", "DL703"}
"""What may be held, for want of words that compare, against what sources in other languages alone tell."""
_OF_NAMES = frozenset(["DL321", "DL322", "DL502"])
OF_READING = _BY_WORDS | {"DL101", "DL203", "DL321", "DL322", "DL502", "DL504", "DL703"}
"""What may be held against words of ours because a name, a place or a verb in them was not made out."""
_OF_CONDITION = OF_READING | {"DL506", "DL507", "DL508"}
"""What may be held against a promise told with its condition, since the words for "on conditions" are read as no condition."""
_OF_TOLL = _BY_WORDS | {"DL301", "DL302", "DL502"}
"""What may be held against the latest toll: earlier articles have another, in figures or in words."""
OF_VALUES = frozenset(["DL301", "DL302", "DL311", "DL312"])
_OFFICE, _PRESENT = "DL104", "DL105"
_SYMMETRIC = frozenset(["meeting", "call", "agreement", "signing"])
_ENOUGH = 2


class Back(Struct, frozen=True, kw_only=True):
    """A report read again, with what its names stand for and the readings of the story's articles by id."""

    text: str
    reading: Reading
    lang: str
    of_chain: Mapping[str, str]
    entities: Mapping[str, Entity]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Reading]
    titles: Sequence[str] = ()
    printed: Mapping[str, frozenset[str]] = {}


def parties_of(fact: Fact) -> Iterator[Party]:
    """All who act in a fact, are acted towards, or vouch for it."""
    if fact.slots is not None:
        yield from parties_in(fact.slots)


def parties_in(slots: Slots) -> tuple[Party, ...]:
    """All who act, are acted towards, or vouch."""
    return (*slots.actors, *slots.recipients, *((slots.said_by,) if slots.said_by else ()))


def is_settled(judged: Judged, sentence: ReportSentence, back: Back) -> bool:
    """Whether all that is held against a sentence is settled by the way back: its acts are those of its facts, and
    readings of two origins or more have them so."""
    facts = [back.facts[f] for f in sentence.facts if f in back.facts]
    if sentence.section == "disputed" and all(_are_values_there(f, back) for f in facts):
        return bool(facts) and all(f.code in _VALUES or f.code.startswith(("DL10", "DL30")) for f in judged.findings)
    doubts = [f for f in judged.findings if f.severity == "error" and not _is_own_name(f, back)]
    if any(f.code == _OFFICE for f in doubts) and facts and all(_are_in_office(f, back) for f in facts):
        doubts = [f for f in doubts if f.code not in (_OFFICE, "DL601")]  # a headline exceeds its sources by the office
        if not doubts:
            return True
    left = doubts
    if any(f.code in OF_VALUES for f in left) and has_its_values(sentence, facts, back):
        left = [f for f in left if f.code not in OF_VALUES]
    if any(f.code == _PRESENT for f in left) and facts and all(_ends_an_office(f) for f in facts):
        left = [f for f in left if f.code != _PRESENT]
    if doubts and not left:
        return True
    doubts = left
    of_reading = bool(facts) and all(f.code in OF_READING for f in doubts)
    if of_reading and not _reads_otherwise(sentence, facts, back) and all(_is_borne_out(f, back) for f in facts):
        return True
    if all(f.code in _OF_TOLL for f in doubts) and facts and all(_is_latest_toll(f, sentence, back) for f in facts):
        return True
    if all(f.code in _OF_CONDITION for f in doubts) and _is_on_condition(sentence, facts, back):
        return True
    far = all(_is_far(f, back) for f in facts) or _tells_goals(sentence, facts, back)
    if any(f.code not in (_FROM_AFAR if far else _BY_WORDS) for f in doubts):
        return False
    return _tells_its_facts(sentence, facts, back)


def has_its_values(sentence: ReportSentence, facts: Sequence[Fact], back: Back) -> bool:
    """Whether a sentence reads back as its facts, and each day and number in it is one that a source act of a fact has in
    its own words: then another day or number elsewhere in the sources is that of something else."""
    acts = [a for a in back.reading.acts if a.start < sentence.end and sentence.start < a.end]
    known = [(f, f.slots) for f in facts if f.slots is not None and f.support != "disputed"]
    if not acts or len(known) < len(facts) or not all(any(_reads_as(a, s, back) for _, s in known) for a in acts):
        return False
    days: set[tuple[str | None, str | None]] = set()
    figures: set[str | None] = set()
    for fact, slots in known:
        for _, (reading, act) in _told_acts_of(fact, back):
            days |= {(act.time.earliest, act.time.latest)} if act.time is not None and slots.time is not None else set()
            inside = [m for m in reading.mentions if m.kind == "number" and act.start <= m.start and m.end <= act.end]
            figures |= {m.value for m in inside} & {value for value, _ in slots.amounts}
    dates = [d for d in back.reading.dates if sentence.start <= d.start < sentence.end]
    numbers = [m for m in back.reading.mentions if m.kind == "number" and sentence.start <= m.start < sentence.end]
    plain = [m for m in numbers if not any(d.start <= m.start and m.end <= d.end for d in dates)]
    return all((d.earliest, d.latest) in days for d in dates) and all(m.value in figures for m in plain)


def _reads_as(act: Act, slots: Slots, back: Back) -> bool:
    """Whether an act read back has the kind, signs and parties of slots."""
    actors = {entity_of(q, back) for q in act.actors}
    others = {entity_of(q, back) for q in act.recipients}
    same = is_of_kind(act, slots) and (act.polarity, act.realis) == (slots.polarity, slots.realis)
    return same and _are_the_parties(actors, others, slots)


def _ends_an_office(fact: Fact) -> bool:
    """Whether a fact tells that somebody lays an office down, by which he may be named."""
    ends = ("resign", "offer_resignation", "dismiss", "suspend_from_duty", "die")
    return fact.slots is not None and fact.slots.event in ends


def _is_latest_toll(fact: Fact, sentence: ReportSentence, back: Back) -> bool:
    """Whether a sentence gives a toll that an article of each origin of the fact, read by itself, has in those words, and
    that is the latest of those told, by the order of the fact's values; and no other number but those of its day."""
    slots = fact.slots
    if slots is None or not is_casualty(slots) or fact.support == "disputed" or not fact.values:
        return False
    value, unit = slots.amounts[0]
    if (fact.values[-1].value, fact.values[-1].unit) != (value, unit):
        return False
    here = [m for m in back.reading.mentions if m.kind == "number" and sentence.start <= m.start < sentence.end]
    dated = [d for d in back.reading.dates if sentence.start <= d.start < sentence.end]
    here = [m for m in here if not any(d.start <= m.start and m.end <= d.end for d in dated)]
    together = {v.value for f in sentence.facts if f in back.facts for v in back.facts[f].values[-1:]}
    if value not in {m.value for m in here} or any(m.value not in together for m in here):
        return False
    told = [t.anchor for t in fact.tellings if t.article in back.sources]
    return bool(told) and all(
        any(
            m.kind == "number" and m.value == value and a.start <= m.start < a.end
            for m in back.sources[a.article].mentions
        )
        for a in told
    )


def _is_on_condition(sentence: ReportSentence, facts: Sequence[Fact], back: Back) -> bool:
    """Whether a sentence says that a promise or agreement hangs on conditions, reads back as that very promise, and an act
    of a source has it with its condition."""
    acts = [a for a in back.reading.acts if a.start < sentence.end and sentence.start < a.end]
    if words(back.lang, "say")["condition"] not in sentence.text or not acts or not facts:
        return False
    for fact in facts:
        slots = fact.slots
        if slots is None or not is_on_condition(slots):
            return False
        told = [act for _, (_, act) in _told_acts_of(fact, back) if act.kind == slots.kind]
        if not any((act.condition or act.realis == "conditional") and act.rung == slots.rung for act in told):
            return False
        mine = frozenset(p.entity for p in (*slots.actors, *slots.recipients))
        for act in acts:
            named = {entity_of(q, back) for q in (*act.actors, *act.recipients)}
            same = act.polarity == slots.polarity and act.kind in (slots.kind, "statement")
            if (
                not same
                or not licenses(slots.rung, act.rung)
                or not named
                or not named <= mine
                or not set(act.topics) <= set(slots.topics)
            ):
                return False
    return True


def _reads_otherwise(sentence: ReportSentence, facts: Sequence[Fact], back: Back) -> bool:
    """Whether the sentence, read back, tells an act that none of its facts is: of another kind or sign, further, elsewhere."""
    slots = [f.slots for f in facts if f.slots is not None]
    acts = (a for a in back.reading.acts if a.start < sentence.end and sentence.start < a.end)
    acts = (a for a in acts if not any(_is_goal(a, f, back) for f in facts))
    return any(not any(_may_be(act, back, one) for one in slots) for act in acts)


def _may_be(act: Act, back: Back, slots: Slots) -> bool:
    same = is_of_kind(act, slots) and (act.polarity, act.realis) == (slots.polarity, slots.realis)
    place = _place_of(act, back)
    return same and licenses(slots.rung, act.rung) and (place is None or slots.place is None or place == slots.place)


def _are_in_office(fact: Fact, back: Back) -> bool:
    """Whether the story's own articles give each party of a fact the very office that the report prints, whatever word the
    language has for it (a chancellor is a 首相)."""
    slots = fact.slots
    if slots is None:
        return False
    parties = (*slots.actors, *slots.recipients, *((slots.said_by,) if slots.said_by else ()))
    return all(_holds(p, back) for p in parties if p.capacity)


def _holds(party: Party, back: Back) -> bool:
    for reading in back.sources.values():
        for role in reading.roles:
            person, office = reading.mentions[role.person], reading.mentions[role.position]
            if back.of_chain.get(f"{reading.article}#{person.chain}") != party.entity or office.value != party.capacity:
                continue
            if office.of is None or party.of is None or office.of.split("/")[0] == party.of.split("/")[0]:
                return True
    return False


def _is_borne_out(fact: Fact, back: Back) -> bool:
    """Whether the readings of two origins each have the whole act that the sentence was made from: then a doubt that comes
    of reading our own words (a name that is not seen as one) is settled without reading them."""
    slots = fact.slots
    if slots is None or fact.support != "corroborated" or slots.hedge or slots.conditional or slots.said_by:
        return False
    acts = [(origin, act) for origin, act in _told_acts_of(fact, back) if _is_the_act(act[1], act[0], slots, back)]
    if len({origin for origin, _ in acts}) < _ENOUGH:
        return False
    dated = slots.time is None or any(
        a.time and (a.time.earliest, a.time.latest) == (slots.time.earliest, slots.time.latest) for _, (_, a) in acts
    )
    placed = slots.place is None or any(_place_in(a, r) == slots.place for _, (r, a) in acts)
    return dated and placed


def _told_acts_of(fact: Fact, back: Back) -> Iterator[tuple[str, tuple[Reading, Act]]]:
    for telling in fact.tellings:
        reading = back.sources.get(telling.article)
        if reading is not None and telling.act is not None and telling.act < len(reading.acts):
            yield telling.origin, (reading, reading.acts[telling.act])


def _is_the_act(act: Act, reading: Reading, slots: Slots, back: Back) -> bool:
    """Whether a source's act goes as far, with the same sign, matter and parties."""
    if (act.polarity, act.realis) != (slots.polarity, slots.realis) or act.hedge or act.condition:
        return False
    if not is_of_kind(act, slots) or not licenses(act.rung, slots.rung, source_weak=act.weak, claim_weak=slots.weak):
        return False
    actors = {_entity_in(q, reading, back) for q in act.actors}
    others = {_entity_in(q, reading, back) for q in act.recipients}
    about = event_form(slots) is not None or set(slots.topics) <= set(act.topics)
    return _are_the_parties(actors, others, slots) and about


def has_source_act(fact: Fact, back: Back) -> bool:
    """Whether the reading of a source has the very event of a fact, with its parties; one whom a text names by his office alone
    is whom the story has in it."""
    slots = fact.slots
    if slots is None:
        return False
    for _, (reading, act) in _told_acts_of(fact, back):
        signs = (act.polarity, act.realis) == (slots.polarity, slots.realis) and not act.hedge and not act.condition
        doers = not slots.actors or _are_of(act.actors, slots.actors, reading, back)
        if is_of_kind(act, slots) and signs and doers and _are_of(act.recipients, slots.recipients, reading, back):
            return True
    return False


def _are_of(quotes: Sequence[Quote], parties: Sequence[Party], reading: Reading, back: Back) -> bool:
    named = [_entity_in(q, reading, back) for q in quotes]
    found, wanted = {e for e in named if e is not None}, {p.entity for p in parties}
    return found <= wanted and len(wanted - found) == named.count(None)


def is_of_kind(act: Act, slots: Slots) -> bool:
    """Whether an act is of the kind that slots have, or, of an event, tells that very event of the same thing."""
    if event_form(slots) is not None:
        return (act.event, act.thing) == (slots.event, slots.thing)
    return act.kind == slots.kind


def _entity_in(quote: Quote, reading: Reading, back: Back) -> str | None:
    """The entity that words of a source name: by the chain of the mention, else a country by its key."""
    for mention in reading.mentions:
        if (mention.start, mention.end) == (quote.start, quote.end):
            found = back.of_chain.get(f"{reading.article}#{mention.chain}")
            return found or (mention.value if mention.kind == "place" else None)
    return None


def _place_in(act: Act, reading: Reading) -> str | None:
    if act.place is None:
        return None
    span = (act.place.start, act.place.end)
    return next((m.value for m in reading.mentions if m.kind == "place" and (m.start, m.end) == span), None)


def told_acts(sentence: ReportSentence, back: Back) -> frozenset[tuple[object, ...]]:
    """What a sentence tells as acts read back: kind, rung, signs, who, to whom, day, place and matter of each."""
    return frozenset(
        (
            *(act.kind, act.rung, act.polarity, act.realis),
            act.hedge is None,
            act.condition is None,
            (act.event, act.thing),
            frozenset(entity_of(q, back) or q.text for q in act.actors),
            frozenset(entity_of(q, back) or q.text for q in act.recipients),
            (entity_of(act.said_by, back) or act.said_by.text) if act.said_by else None,
            (act.time.earliest, act.time.latest) if act.time else None,
            _place_of(act, back),
            frozenset(act.topics),
        )
        for act in back.reading.acts
        if act.start < sentence.end and sentence.start < act.end
    )


def _place_of(act: Act, back: Back) -> str | None:
    if act.place is None:
        return None
    span = (act.place.start, act.place.end)
    named = (m.value for m in back.reading.mentions if m.kind == "place" and (m.start, m.end) == span)
    return next(named, None) or act.place.text


def _is_own_name(finding: Finding, back: Back) -> bool:
    """Whether a finding on a place or an opposite lies within a name or title that the grammar printed."""
    if finding.code not in _OF_NAMES:
        return False
    for title in back.titles:
        at = back.text.find(title)
        while at >= 0:
            if at <= finding.start and finding.end <= at + len(title):
                return True
            at = back.text.find(title, at + 1)
    return False


def _tells_its_facts(sentence: ReportSentence, facts: Sequence[Fact], back: Back) -> bool:
    acts = [a for a in back.reading.acts if a.start < sentence.end and sentence.start < a.end]
    if not acts or not facts:
        return False
    return all(any(_is_told(act, fact, sentence, back) for fact in facts) for act in acts)


def _is_told(act: Act, fact: Fact, sentence: ReportSentence, back: Back) -> bool:
    slots = fact.slots
    if _is_goal(act, fact, back):
        return _is_far(fact, back) or fact.support == "corroborated"
    if slots is None or not is_of_kind(act, slots) or not (fact.support == "corroborated" or _is_far(fact, back)):
        return False
    if (act.polarity, act.realis) != (slots.polarity, slots.realis) or not licenses(slots.rung, act.rung):
        return False
    if event_form(slots) is None and not set(act.topics) <= set(slots.topics):
        return False
    actors = {entity_of(q, back) for q in act.actors}
    others = {entity_of(q, back) for q in act.recipients}
    if slots.kind in _SYMMETRIC:  # who is named in a joint act is one of its parties, whatever part was read
        actors |= {p.entity for p in (*slots.actors, *slots.recipients) if is_named(p.entity, sentence, back)}
    if None in actors | others or not actors | others or not _are_the_parties(actors, others, slots):
        return False
    return len(set(_origins_with(act, fact, back))) >= (_ENOUGH if fact.support == "corroborated" else 1)


def _is_goal(act: Act, fact: Fact, back: Back) -> bool:
    """Whether an act read back is the deed that a fact's actor announces, means or promises (宣布推迟会谈)."""
    if act.event is None or fact.slots is None or event_form(fact.slots) is not None or act.polarity != "positive":
        return False
    if act.realis != "planned" and not write.is_announced(fact):
        return False
    doers = {entity_of(q, back) for q in act.actors}
    return (act.event, act.thing) in write.goals_of(fact) and doers <= {p.entity for p in fact.slots.actors}


def _tells_goals(sentence: ReportSentence, facts: Sequence[Fact], back: Back) -> bool:
    """Whether all that is read in a sentence is what its facts' actors announce, which the words of the sources have."""
    acts = [a for a in back.reading.acts if a.start < sentence.end and sentence.start < a.end]
    return bool(acts) and all(any(_is_goal(a, f, back) for f in facts) for a in acts)


def _is_far(fact: Fact, back: Back) -> bool:
    """Whether one origin tells a fact, and in other languages only, so that its words cannot be found beside ours; the
    edition in its own language is held to them."""
    return fact.support == "single_origin" and all(t.lang and t.lang != back.lang for t in fact.tellings)


def is_named(entity: str, sentence: ReportSentence, back: Back) -> bool:
    """Whether a sentence prints a name by which the report's grammar names an entity."""
    text = sentence.text.casefold()
    return any(form.casefold() in text for form in back.printed.get(entity, ()))


def _are_the_parties(actors: set[str | None], others: set[str | None], slots: Slots) -> bool:
    mine, theirs = {p.entity for p in slots.actors}, {p.entity for p in slots.recipients}
    if slots.kind in _SYMMETRIC:
        return actors | others == mine | theirs
    if event_form(slots) == "patient":
        return (not mine or actors <= mine) and others == theirs
    return actors == mine and others <= theirs


def _origins_with(act: Act, fact: Fact, back: Back) -> Iterator[str]:
    """The origins whose reading has the act so: as far, with the same sign and matter."""
    for telling in fact.tellings:
        reading = back.sources.get(telling.article)
        if reading is None or telling.act is None or telling.act >= len(reading.acts):
            continue
        theirs = reading.acts[telling.act]
        kinds = (theirs.kind, act.kind) if act.event is None else (theirs.event, act.event)
        same = kinds[0] == kinds[1] and (theirs.polarity, theirs.realis) == (act.polarity, act.realis)
        about = act.event is not None or set(act.topics) <= set(theirs.topics)
        if same and licenses(theirs.rung, act.rung) and about:
            yield telling.origin


def entity_of(quote: Quote, back: Back) -> str | None:
    """The entity that words of the report name: by the chain of the mention, else by a name printed so."""
    for mention in back.reading.mentions:
        if (mention.start, mention.end) != (quote.start, quote.end):
            continue
        found = back.of_chain.get(f"{back.reading.article}#{mention.chain}")
        if found is not None:
            return found
        keyed = [e.id for e in back.entities.values() if e.kind == mention.kind == "place" and e.key == mention.value]
        if len(keyed) == 1:
            return keyed[0]
    named = {e.id for e in back.entities.values() if any(n.text == quote.text for n in e.names)}
    named = named or {e for e, forms in back.printed.items() if quote.text in forms}
    return next(iter(named)) if len(named) == 1 else None


def _are_values_there(fact: Fact, back: Back) -> bool:
    """Whether every value of a disputed number stands, as a number read, in a sentence that is its anchor."""
    if fact.slot not in ("number", "amount") or len(fact.values) < _ENOUGH:
        return False
    return all(
        any(
            m.kind == "number" and m.value == value.value and anchor.start <= m.start and m.end <= anchor.end
            for anchor in value.anchors
            if anchor.article in back.sources
            for m in back.sources[anchor.article].mentions
        )
        for value in fact.values
    )
