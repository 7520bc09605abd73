"""DL2xx and DL5xx: how far an act goes, who is bound, whether it happened, who did it to whom."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.check.case import Case, Found, cite, cite_span
from dateline.check.marks import states_condition, states_doubt
from dateline.check.modality import tells_past
from dateline.check.plain import count_negations
from dateline.check.poles import agree_in_course
from dateline.check.sense import is_foreign
from dateline.check.slots import Pair, fill_slots, find_pairs, is_joint, matter_keys
from dateline.check.wording import asserts_outcome, denies_by_word, denies_nearest
from dateline.check.words import load_vocabulary
from dateline.model import Act
from dateline.model.ladder import ONE_SIDED, RUNGS, licenses

_FIRM = frozenset({"agreed", "on_paper", "saw_alike"})
_ENCOUNTERS = ("meeting", "call")
_EVENTS = ("meeting", "visit", "call", "appointment")
_INTENT = frozenset({"asked", "would", "undertook"})
_NEAR = 0.55
_HARD = ("rung", "bound", "polarity", "realis", "condition", "actors", "displeasure")


def check_acts(case: Case) -> Iterator[Found]:
    """Every act of the sentence beside the source acts of the same matter: no finding when one licenses it, else the
    slots in which the nearest falls short."""
    for act in case.claim.acts:
        pairs = find_pairs(case, act)
        near = [p for p in pairs if p.affinity >= _NEAR]
        licensed = [p for p in near if _is_licensed(case, act, p)]
        if licensed:
            yield from _lost_attribution(case, act, licensed)
            continue
        if near:
            best = min(near, key=lambda p: (_shortfall(case, act, p), -_height(act, p), -p.affinity))
            yield from _explain(case, act, best)
        else:
            yield from _unmatched(case, act, pairs)


def _lost_attribution(case: Case, act: Act, licensed: list[Pair]) -> Iterator[Found]:
    """DL405, a warning, where every source act that licenses the claim's is somebody's word."""
    said = [[f for f in _explain(case, act, p) if f.code == "DL405"] for p in licensed]
    if all(said):
        yield said[0][0]


def count_licensed(case: Case) -> int:
    """How many acts of the sentence a source act of the same kind and of shared topic or parties licenses."""
    return sum(any(_carries(case, act, pair) for pair in find_pairs(case, act)) for act in case.claim.acts)


def _carries(case: Case, act: Act, pair: Pair) -> bool:
    if act.kind != pair.act.kind or act.rung != pair.act.rung or pair.affinity < _NEAR:
        return False
    claimed = fill_slots(act, case.document, case.cast)
    people = {p.entity for p in (*claimed.actors, *claimed.recipients)}
    shared = people & {p.entity for p in (*pair.source.actors, *pair.source.recipients)}
    return bool(shared or set(act.topics) & set(pair.act.topics)) and _is_licensed(case, act, pair)


def _is_licensed(case: Case, act: Act, pair: Pair) -> bool:
    return not any(not f.mild for f in _explain(case, act, pair))


def _height(act: Act, pair: Pair) -> int:
    """Against a joint act the strongest one-sided act is the telling one: what one side did undertake."""
    return RUNGS.index(pair.act.rung) if act.rung in _FIRM and pair.act.rung in ONE_SIDED else 0


def _shortfall(case: Case, act: Act, pair: Pair) -> int:
    return sum(1 for f in _explain(case, act, pair) if f.verdict)


def _unmatched(case: Case, act: Act, pairs: list[Pair]) -> Iterator[Found]:
    """An act that no source tells of this matter: DL203 an agreement or signing, DL507 an event where the nearest sentence
    has only plans, DL701 an event whose words stand in no source."""
    happened = act.polarity == "positive" and act.realis == "actual"
    start, end = _place_of(act)
    if happened and (act.rung in ("agreed", "on_paper") or act.kind in ("agreement", "signing")):
        told = any(licenses(p.act.rung, act.rung) and p.act.polarity == "positive" for p in pairs)
        if not told and not _in_words(case, act):
            evidence = tuple(cite_span(p.sentence, p.act.start, p.act.end, "context") for p in pairs[:1])
            yield Found("DL203", start, end, evidence=evidence)
        return
    if act.kind not in _EVENTS or any(p.act.kind == act.kind for p in pairs):
        return
    near = case.near[0] if case.near else None
    if happened and near is not None and near.acts and all(a.realis != "actual" for a in near.acts):
        yield Found("DL507", start, end, near.text, (cite(near, "contradicts"),))
        return
    words = [c for c in case.covered if start <= c.word.start < end and c.by != "known"]
    weight = sum(c.word.weight for c in words)
    carried = sum(c.word.weight * c.degree for c in words) >= 0.45 * weight
    if case.same_language and weight >= 0.9 and not carried and is_foreign(case, start, end):
        yield Found("DL701", start, end)


def _in_words(case: Case, act: Act) -> bool:
    """Whether a source sentence nearby has a word of such an outcome in its own language, though no act was read there."""
    level = "signed" if act.kind == "signing" else act.rung
    return any(not s.acts and asserts_outcome(s, level) for s in case.near)


def _explain(case: Case, act: Act, pair: Pair) -> Iterator[Found]:
    """The slots in which a source act does not license the claim's, as findings."""
    yield from _polarity(case, act, pair)
    yield from _reality(case, act, pair)
    yield from _reach(case, act, pair)
    yield from _doers(case, act, pair)
    yield from _scene(act, pair)


def _found(code: str, act: Act, pair: Pair, *, mild: bool = False) -> Found:
    start, end = _place_of(act)
    other = pair.act
    words = pair.sentence.article.text[other.start : other.end]
    evidence = (cite_span(pair.sentence, other.start, other.end, "contradicts"),)
    return Found(code, start, end, words, evidence, mild=mild)


def _place_of(act: Act) -> tuple[int, int]:
    return act.start, act.end


def _polarity(case: Case, act: Act, pair: Pair) -> Iterator[Found]:
    """DL501, where the words deny on one side only (a denial may be read as an act of its own or as a negative one) and do
    not take one course ("did not accept", "rejected")."""
    if act.polarity == pair.act.polarity or _said_by_others(case, act, pair):
        return
    sides = (case.claim, pair.sentence)
    apart = len({bool(count_negations(s.text, s.lang)) or denies_by_word(s) for s in sides}) == 2
    apart = apart and (case.claim.lang == pair.sentence.lang or denies_nearest(case.claim, pair.sentence))
    if (
        apart
        and _share_matter(case, act, pair)
        and pair.sentence in case.near[:2]
        and not agree_in_course(case.claim, pair.sentence)
    ):
        yield _found("DL501", act, pair)


def _said_by_others(case: Case, act: Act, pair: Pair) -> bool:
    """Whether both are words, each of other persons: what one denies does not reverse what another says."""
    if any(a.kind not in ("statement", "plan", "pledge") for a in (act, pair.act)):
        return False
    mine = {p.entity for p in fill_slots(act, case.document, case.cast).actors}
    return _are_persons(case, mine, {p.entity for p in pair.source.actors})


def _reality(case: Case, act: Act, pair: Pair) -> Iterator[Found]:
    """DL505 to DL507: what is lost of a plan, a condition or a hedge."""
    other = pair.act
    if other.realis == "conditional" or other.condition is not None:
        if act.realis != "conditional" and act.condition is None and not states_condition(case.claim):
            yield _found("DL505", act, pair, mild=other.condition is None)
    elif other.realis == "possible" and act.realis in ("actual", "planned") and act.hedge is None:
        yield _found("DL506", act, pair, mild=states_doubt(case.claim))
    elif other.realis == "planned" and act.realis == "actual" and act.rung not in ONE_SIDED:
        near = pair.sentence in case.near[:2]  # an earlier plan of what has come about since stands farther off
        told = near and (act.kind != "other" or (tells_past(case.claim) and pair.sentence in case.near[:1]))
        yield _found("DL507", act, pair, mild=not (told and _meets(case, act, pair)))
    elif other.hedge is not None and act.hedge is None and act.realis == "actual":
        yield _found("DL506", act, pair, mild=True)
    if other.said_by is not None and act.said_by is None and act.kind not in ("meeting", "visit"):
        yield _found("DL405", act, pair, mild=True)


def _meets(case: Case, act: Act, pair: Pair) -> bool:
    """Whether two acts of two languages share more than the sense of their sentences: a topic, a party, a number."""
    if case.claim.lang == pair.sentence.lang:
        return True
    claimed = fill_slots(act, case.document, case.cast)
    people = {p.entity for p in (*claimed.actors, *claimed.recipients)}
    shared = people & {p.entity for p in (*pair.source.actors, *pair.source.recipients)}
    return bool(shared or set(claimed.topics) & set(pair.source.topics)) or pair.sentence in case.near[:1]


def _reach(case: Case, act: Act, pair: Pair) -> Iterator[Found]:
    """DL201, DL202, DL204, DL205: rung, parties bound, displeasure, kind of meeting."""
    rung = pair.slot("rung")
    denied = all(count_negations(s.text, s.lang) for s in (case.claim, pair.sentence))
    if rung is not None and not rung.licensed and rung.relation == "narrower" and not denied:
        joint = act.rung in _FIRM or is_joint(act, case.document)
        if pair.act.rung in ONE_SIDED and joint:
            yield _found("DL202", act, pair, mild=act.rung == "exchanged")
        elif act.rung != "exchanged":
            # Outlets swap "saw alike" and "agreed" for one item: a warning, no error (LADDER).
            swapped = (pair.act.rung, act.rung) in (("saw_alike", "agreed"), ("raised", "asked"))
            loose = act.rung in ("raised", "asked", "would") and case.claim.lang != pair.sentence.lang
            yield _found("DL201", act, pair, mild=swapped or loose)
    if act.rung == "done" and act.kind == "other" and pair.act.rung in _INTENT and _wants(case, act, pair):
        yield _found("DL507", act, pair)
    displeasure = pair.slot("displeasure")
    if displeasure is not None and displeasure.relation == "narrower" and pair.act.displeasure:
        yield _found("DL204", act, pair)
    meeting = pair.slot("meeting")
    if meeting is not None and not meeting.licensed and pair.act.meeting:
        yield _found("DL205", act, pair)


def _wants(case: Case, act: Act, pair: Pair) -> bool:
    """Whether the source only wants, plans or promises what the claim tells as done: the words of its matter recur."""
    matter = matter_keys(pair.sentence, pair.act)
    mine = matter_keys(case.claim, act)
    alike = sum(any(k[:5] == m[:5] for k in mine) for m in matter) if case.claim.lang == pair.sentence.lang else 0
    told = act.realis == "actual" and act.polarity == "positive" and bool(act.actors) and tells_past(case.claim)
    return told and bool(matter) and alike * 2 >= len(matter)


def _doers(case: Case, act: Act, pair: Pair) -> Iterator[Found]:
    """DL406, DL503, DL504, DL508: who did it."""
    claimed = fill_slots(act, case.document, case.cast)
    mine = {p.entity for p in claimed.actors}
    theirs = {p.entity for p in pair.source.actors}
    reached = {p.entity for p in pair.source.recipients}
    symmetric = act.kind in ("meeting", "call", "agreement", "signing") or act.rung in ("exchanged", *_FIRM)
    view = case.view_of(pair.sentence)
    told = act.kind in ("statement", "pledge", "plan")
    if told and is_joint(act, case.document) and not is_joint(pair.act, view) and not symmetric and len(theirs) <= 1:
        yield _found("DL508", act, pair, mild=not _is_same_matter(case, pair))
        return
    if act.kind in _ENCOUNTERS and _met_another(case, act, pair):
        yield _found("DL504", act, pair)
        return
    if not mine or not theirs or mine <= theirs or symmetric or not _share_matter(case, act, pair):
        return
    actors = pair.slot("actors")
    if actors is None or actors.licensed:
        return
    recipients = {p.entity for p in claimed.recipients}
    if mine & reached and (recipients & theirs or (not recipients and act.kind == pair.act.kind)):
        yield _found("DL503", act, pair)
    elif mine & theirs and told:
        yield _found("DL508", act, pair, mild=len(mine) <= len(theirs))
    elif (
        not mine & reached
        and _are_persons(case, mine, theirs)
        and _is_same_matter(case, pair)
        and _are_known(case, mine)
        and not mine <= _named_in(case, pair)
    ):
        yield _found("DL406" if act.kind == "statement" else "DL504", act, pair)


def _met_another(case: Case, act: Act, pair: Pair) -> bool:
    """Whether an encounter of two known persons is another one in the source, where both its parties are known too and the
    sentence does not name who is missing."""
    claimed = fill_slots(act, case.document, case.cast)
    mine, theirs = (
        {p.entity for p in (*slots.actors, *slots.recipients)} & case.cast.persons for slots in (claimed, pair.source)
    )
    made_out = len(theirs) == len(pair.act.actors) + len(pair.act.recipients) == 2
    return len(mine) == 2 and made_out and mine != theirs and not mine <= _named_in(case, pair)


def _share_matter(case: Case, act: Act, pair: Pair) -> bool:
    """Whether two acts of one language have any word of their matter in common, or a topic."""
    if case.claim.lang != pair.sentence.lang or set(act.topics) & set(pair.act.topics):
        return True
    mine, theirs = matter_keys(case.claim, act), matter_keys(pair.sentence, pair.act)
    synonyms = load_vocabulary(case.claim.lang).synonyms
    groups = frozenset(g for k in theirs for g in synonyms.get(k, ()))
    return not mine or not theirs or any(k in theirs or groups & synonyms.get(k, frozenset()) for k in mine)


def _are_persons(case: Case, mine: set[str], theirs: set[str]) -> bool:
    """Whether both sides name persons: a country, its office and its official may stand for one another."""
    return all(ids & case.cast.persons for ids in (mine, theirs)) and not mine & theirs


def _is_same_matter(case: Case, pair: Pair) -> bool:
    return pair.affinity >= 0.75 and bool(case.near) and pair.sentence in case.near[:2]


def _named_in(case: Case, pair: Pair) -> set[str]:
    """The ids of all whom the source sentence names: it may tell of each of them."""
    view = case.view_of(pair.sentence)
    return {f.id for m in pair.sentence.mentions if (f := case.cast.figure(view, m)) is not None}


def _are_known(case: Case, ids: set[str]) -> bool:
    """Whether the sources know these parties, so that a mismatch is no failure to recognise a name."""
    known = case.known_ids
    return ids <= known


def _scene(act: Act, pair: Pair) -> Iterator[Found]:
    """DL311, DL321 at the act itself: the day and place of this act, not of another in the same source."""
    if (act.kind, act.realis) != (pair.act.kind, pair.act.realis):
        return
    if act.kind not in ("meeting", "visit", "call", "signing"):
        return
    time, place = pair.slot("time"), pair.slot("place")
    if time is not None and time.relation == "conflict" and act.time and pair.act.time:
        evidence = (cite_span(pair.sentence, pair.act.time.start, pair.act.time.end, "contradicts"),)
        yield Found("DL311", act.time.start, act.time.end, pair.act.time.text, evidence)
    if place is not None and place.relation == "conflict" and act.place and pair.act.place:
        evidence = (cite_span(pair.sentence, pair.act.place.start, pair.act.place.end, "contradicts"),)
        yield Found("DL321", act.place.start, act.place.end, pair.act.place.text, evidence)
