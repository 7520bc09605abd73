"""Which tellings say the same: acts with the same parties, rung, polarity, matter, time and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from dateline.group.dossier import is_day, last_day
from dateline.group.happenings import is_happening, joined_parties, same_happening
from dateline.group.matters import nearest, same_matter, told_alike
from dateline.group.signs import has_negation
from dateline.group.slots import ENCOUNTERS
from dateline.group.speakers import (
    everyone,
    is_joint,
    may_be_one,
    same_addressees,
    same_speakers,
    same_voice,
    who_spoke,
)
from dateline.group.tellings import Told, covers, fullness, join_parties, likeness_of_words, same_parties
from dateline.lang.compare import compare_dates, compare_numbers, compare_places
from dateline.lang.pivot import pivot_keys
from dateline.model import Mention, Party, Slots

PROMISES = ("pledge", "plan")
"""Acts whose time is a due date: two are at one time when they are due on one day, however early each may begin."""
WORDS = ("pledge", "plan", "statement")
"""Kinds of act that are words: what one text has as a promise or a plan another has as a statement of the same rung."""
MEANT = ("would", "undertook")
SAID_PLAINLY, SAID_IN_ONE_LANGUAGE, ON_ONE_TOPIC = 0.45, 0.65, 0.2
"""Cosine of two sentences, nearest to each other, above which what one text has as only said is what another has as asked or
promised; the same within one language, and where they have a topic in common."""
OF_BODIES = 0.6
"""The same of two signings by bodies whose names do not compare."""
Bucket = tuple[str, str, str, str]


@dataclass
class Cluster:
    """Tellings that say the same, the best first, and the slots they have together."""

    slots: Slots
    told: list[Told] = field(default_factory=list)

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(t.article for t in self.told)

    def add(self, told: Told) -> None:
        self.told.append(told)
        self.slots = join_slots(self.slots, told.slots)


def bucket_of(slots: Slots) -> Bucket:
    """What two acts must have alike before anything else is compared. An encounter's rung follows from its realis, and
    what somebody means to do is a plan, a promise or a statement as texts have it."""
    realis = "actual" if slots.realis == "actual" else "planned" if slots.realis == "planned" else "possible"
    if slots.kind in ENCOUNTERS:
        return slots.kind, slots.polarity, realis, ""
    if is_happening(slots):
        return "event", slots.polarity, realis, f"{slots.event} {slots.thing or ''}"
    if slots.kind in WORDS and slots.rung in MEANT:
        stated = slots.realis in ("actual", "planned") or (slots.kind == "pledge" and slots.realis == "conditional")
        return "word", slots.polarity, "actual" if stated else "possible", slots.rung
    return slots.kind, slots.polarity, realis, slots.rung


def merge_tellings(told: Sequence[Told]) -> list[Cluster]:
    """Clusters of tellings. ``told`` comes best and fullest first, so that the vaguer ones find the facts they belong to.

    A telling that fits several facts equally says nothing that these do not: it is left out.
    """
    buckets: dict[Bucket, list[Told]] = defaultdict(list)
    for one in told:
        if one.slots.actors or one.slots.recipients or is_happening(one.slots):
            buckets[bucket_of(one.slots)].append(one)
    merged: list[Cluster] = []
    for key in sorted(buckets):
        clusters: list[Cluster] = []
        ordered = sorted(buckets[key], key=lambda t: (t.by_machine, _plainness(t), -len(everyone(t.slots)), t.order))
        for one in _without_unions(ordered):
            fits = [c for c in clusters if says_same(one, c)]
            if not fits:
                clusters.append(Cluster(one.slots, [one]))
            elif len(fits) == 1 or not _vague(one.slots):
                max(fits, key=lambda c: (_closeness(one, c), -clusters.index(c))).add(one)
        merged.extend(clusters)
    return _without_plain(merged)


def _plainness(told: Told) -> int:
    """Of words of one rung a promise comes before a plan, and that before a statement."""
    return WORDS.index(told.slots.kind) if told.slots.kind in WORDS else 0


def _without_plain(clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters with what a text has only as said put to what another has as asked, meant, promised or denied, where the
    two sentences say the same: "said" leaves open how far somebody went, and "it is not so, he said" is a denial."""
    plain = [c for c in clusters if _is_said(c) and c.slots.polarity == "positive"]
    marked = [c for c in clusters if c.slots.kind in WORDS and c.slots.rung in ("asked", *MEANT)]
    marked += [c for c in clusters if _is_said(c) and c.slots.polarity == "negative"]
    for cluster in plain:
        for one in list(cluster.told):
            fits = [c for c in marked if one.article not in c.articles and _is_plainly(one, c)]
            if fits:
                cluster.told.remove(one)
                max(fits, key=lambda c: (_closeness(one, c), -clusters.index(c))).told.append(one)
    return [c for c in clusters if c.told]


def _is_said(cluster: Cluster) -> bool:
    return cluster.slots.kind == "statement" and cluster.slots.rung == "raised"


def _is_plainly(one: Told, cluster: Cluster) -> bool:
    """Whether a telling of what was said is of the same words as a cluster of a higher rung."""
    a, b = one.slots, cluster.slots
    if b.polarity == "negative" and not has_negation(one):
        return False
    if a.displeasure or not _time_fits(a, b) or not _place_fits(a, b):
        return False
    if (
        not same_speakers(a, b)
        or not numbers_fit(a, b)
        or (a.topics and b.topics and not set(a.topics) & set(b.topics))
    ):
        return False
    on_topic = bool(set(a.topics) & set(b.topics))

    def least(other: Told) -> float:
        one_lang = one.dossier.lang_at(one.act.start) == other.dossier.lang_at(other.act.start)
        return ON_ONE_TOPIC if on_topic else SAID_IN_ONE_LANGUAGE if one_lang else SAID_PLAINLY

    return any(likeness_of_words(one, other) >= least(other) and nearest(one, other) for other in cluster.told)


def _vague(slots: Slots) -> bool:
    return (slots.kind in ENCOUNTERS or is_joint(slots)) and len(everyone(slots)) < 2


def _without_unions(told: Sequence[Told]) -> list[Told]:
    """Leave out encounters of three or more that other tellings show to be several ("met separately with X")."""
    kept: list[Told] = []
    for one in told:
        parties = everyone(one.slots)
        if one.slots.kind in ("meeting", "call") and len(parties) > 2:
            parts = [
                o.slots
                for o in told
                if o is not one
                and len(everyone(o.slots)) < len(parties)
                and len(everyone(o.slots)) > 1
                and covers(parties, everyone(o.slots))
                and _time_fits(o.slots, one.slots)
            ]
            together = [p for slots in parts for p in everyone(slots)]
            if len(parts) > 1 and covers(together, parties):
                continue
        kept.append(one)
    return kept


def says_same(one: Told, cluster: Cluster) -> bool:
    """Whether a telling says what the cluster says, no slot contradicting."""
    a, b = one.slots, cluster.slots
    if not _time_fits(a, b) or not _place_fits(a, b):
        return False
    if a.kind in ENCOUNTERS:
        return same_encounter(a, b)
    if is_happening(a):
        return numbers_fit(a, b) and same_happening(a, b, lambda: any(told_alike(one, o) for o in cluster.told))
    if not numbers_fit(a, b) or (a.displeasure and b.displeasure and a.displeasure != b.displeasure):
        return False
    if one.by_machine and is_joint(a) and not covers(everyone(b), everyone(a), joint=True):
        return False  # a machine's text adds nobody to what the sources tell
    if same_speakers(a, b):
        in_words = a.displeasure != b.displeasure  # one text has the speaker's displeasure, the other only what he said
        return any(told_alike(one, o) for o in cluster.told) if in_words else same_matter(one, b, cluster.told)
    if _is_of_one_day(a, b) and _is_of_bodies(one):
        return any(
            _is_of_bodies(o) and likeness_of_words(one, o) >= OF_BODIES and nearest(one, o) for o in cluster.told
        )
    if not may_be_one(a, b) or (a.recipients and b.recipients and not same_addressees(a.recipients, b.recipients)):
        return False
    return same_matter(one, b, cluster.told) and any(told_alike(one, o) for o in cluster.told)


def _is_of_one_day(a: Slots, b: Slots) -> bool:
    """Whether two signings are of one day and of as many parties."""
    return a.kind == "signing" and is_day(a.time) and is_day(b.time) and len(everyone(a)) == len(everyone(b))


def _is_of_bodies(one: Told) -> bool:
    """Whether all parties of a telling are bodies: their names in two languages nobody may know to be one."""
    mentions = [one.dossier.mention_of(q) for q in (*one.act.actors, *one.act.recipients)]
    return bool(mentions) and all(m is not None and _is_body(m) for m in mentions)


def _is_body(mention: Mention) -> bool:
    """Whether a mention is of a body, or of a house that goes by its name (a museum), and of no country or town."""
    if mention.kind == "place":
        return mention.value not in pivot_keys("places") and len(mention.value or "") > 2
    return mention.kind == "organization"


def same_encounter(a: Slots, b: Slots) -> bool:
    """The same people, or some of them where time or place say that it is the same occasion."""
    ours, theirs = everyone(a), everyone(b)
    if a.kind == "visit":
        return same_parties(a.actors, b.actors) and _occasion(a, b) is not False
    if min(len(ours), len(theirs)) >= 2:
        return covers(ours, theirs, joint=True) or covers(theirs, ours, joint=True)
    return (covers(ours, theirs) or covers(theirs, ours)) and _occasion(a, b) is True


def _occasion(a: Slots, b: Slots) -> bool | None:
    """Whether time and place positively agree (True), disagree (False), or do not say (None)."""
    if not _time_fits(a, b) or not _place_fits(a, b):
        return False
    timed = a.time is not None and b.time is not None
    placed = a.place is not None and b.place is not None
    return True if timed or placed else None


def _time_fits(a: Slots, b: Slots) -> bool:
    if a.kind in PROMISES and last_day(a.time) is not None and last_day(a.time) == last_day(b.time):
        return True
    return a.time is None or b.time is None or compare_dates(a.time, b.time).relation != "conflict"


def _place_fits(a: Slots, b: Slots) -> bool:
    ours, theirs = place_of(a), place_of(b)
    return ours is None or theirs is None or compare_places(ours, theirs).relation != "conflict"


def place_of(slots: Slots) -> str | None:
    """Where an act took place. Nobody in a country's office pays that country a visit: there the country is only his
    office's."""
    home = slots.kind == "visit" and any(p.capacity and p.of == slots.place for p in slots.actors)
    return None if home else slots.place


def numbers_fit(a: Slots, b: Slots) -> bool:
    """No single number of a unit against another single number of it."""
    return conflicting_number(a, b) is None


def conflicting_number(a: Slots, b: Slots) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The pair of amounts of one unit that contradict each other, where each act has just one of that unit."""
    for value, unit in a.amounts:
        ours = [x for x in a.amounts if x[1] == unit]
        theirs = [x for x in b.amounts if x[1] == unit]
        alone = bool(unit) and len(ours) == 1 and len(theirs) == 1
        if alone and compare_numbers((value, unit), theirs[0]).relation == "conflict":
            return ours[0], theirs[0]
    return None


def _closeness(one: Told, cluster: Cluster) -> tuple[int, float]:
    shared = len(set(one.slots.topics) & set(cluster.slots.topics))
    exact = int(same_parties(everyone(one.slots), everyone(cluster.slots)))
    return shared + 2 * exact, max(likeness_of_words(one, other) for other in cluster.told)


def join_slots(a: Slots, b: Slots) -> Slots:
    """The slots of ``a``, filled from ``b`` where ``a`` is silent; where both speak, the finer date and place, and the
    weaker wording (a hedge or a condition in either stays)."""
    joint = is_joint(a) or a.kind in ("meeting", "call")
    roles = joined_parties(a, b) if is_happening(a) else _joined_roles(a, b, joint=joint)
    journey = _whole_journey(a, b)
    if journey is not None:
        a, b = replace(a, place=journey.place, time=journey.time), replace(b, place=journey.place, time=journey.time)
    return replace(
        a,
        actors=roles[0],
        recipients=roles[1],
        bound=_joined_bound(a, b, {p.entity for side in roles for p in side}),
        place=_finer_place(place_of(a), place_of(b)) or a.place,
        time=b.time if a.time is None or (b.time is not None and is_day(b.time) and not is_day(a.time)) else a.time,
        topics=tuple(sorted({*a.topics, *b.topics})),
        amounts=a.amounts or b.amounts,
        said_by=a.said_by,
        weak=a.weak or b.weak,
        conditional=a.conditional or b.conditional,
        meeting=a.meeting or b.meeting,
        plover=a.plover or b.plover,
    )


def _whole_journey(a: Slots, b: Slots) -> Slots | None:
    """Of two planned visits of which one is to last some days and the other, on one of them, is a leg of it, the first."""
    if a.kind != "visit" or a.realis != "planned" or a.place is None or b.place is None:
        return None
    return next((x for x, y in ((a, b), (b, a)) if x.time and not is_day(x.time) and is_day(y.time)), None)


def _joined_bound(a: Slots, b: Slots, parties: set[str]) -> tuple[str, ...]:
    """Whom the act binds: in a joint act all whom either telling binds, as far as they are parties to it."""
    if not is_joint(a) or not a.bound:
        return a.bound or b.bound
    return tuple(dict.fromkeys((*a.bound, *(e for e in b.bound if e in parties))))


def _joined_roles(a: Slots, b: Slots, *, joint: bool) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients of both; a party that stands on one side in ``a`` stays there. Where one telling has a country
    and the other its minister, the minister spoke."""
    if a.kind in WORDS and not is_joint(a) and not same_parties(a.actors, b.actors) and same_voice(a, b):
        spoke = who_spoke(a.actors, b.actors)
        a, b = replace(a, actors=spoke), replace(b, actors=spoke)
    actors = join_parties(a.actors, [p for p in b.actors if not covers(a.recipients, [p], joint=joint)], joint=joint)
    known = [p for p in b.recipients if not covers(actors, [p], joint=joint)]
    if not joint and a.recipients and same_addressees(a.recipients, b.recipients):
        named = max(
            a.recipients, b.recipients, key=lambda ps: (sum(p.capacity is not None for p in ps), ps is a.recipients)
        )
        return actors, named
    recipients = join_parties(a.recipients, known, joint=joint)
    filled = join_parties(recipients, [p for p in b.actors if covers(recipients, [p], joint=joint)], joint=joint)
    return join_parties(actors, [p for p in b.recipients if covers(actors, [p], joint=joint)], joint=joint), filled


def _finer_place(a: str | None, b: str | None) -> str | None:
    if a is None or b is None:
        return a or b
    return b if compare_places(b, a).relation == "narrower" else a


def split_topics(cluster: Cluster) -> list[Cluster]:
    """One cluster for the topics that several independent origins have, one for each other set of origins: so that a
    topic which one source alone has does not pass as corroborated."""
    if (
        cluster.slots.kind in (*ENCOUNTERS, "signing")
        or is_happening(cluster.slots)
        or len({t.slots.topics for t in cluster.told}) == 1
    ):
        return [cluster]
    holders: dict[str, frozenset[str]] = {}
    told = {topic for t in cluster.told for topic in t.slots.topics}
    for topic in (t for t in cluster.slots.topics if t in told):  # a topic that joining made has no telling of its own
        holders[topic] = frozenset(
            t.origin.id for t in cluster.told if topic in t.slots.topics and not t.by_machine and t.origin.independent
        )
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for topic, origins in holders.items():
        groups[("several",) if len(origins) > 1 else tuple(sorted(origins))].append(topic)
    if len(groups) < 2:
        return [cluster]
    return [_part(cluster, topics) for _, topics in sorted(groups.items(), key=lambda g: (-len(g[0]), g[0]))]


def _part(cluster: Cluster, topics: Iterable[str]) -> Cluster:
    kept = set(topics)
    told = [t for t in cluster.told if kept & set(t.slots.topics)]
    slots = told[0].slots
    for one in told[1:]:
        slots = join_slots(slots, one.slots)
    return Cluster(replace(slots, topics=tuple(sorted(kept))), told)


def drop_loud_headlines(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Leave out what only headlines and standfirsts claim over a body that does not: a source's body outranks them.
    (Who met whom may stand in a standfirst alone.)"""
    kept: list[Cluster] = []
    for cluster in clusters:
        inside = [t for t in cluster.told if t.block == "body" or not t.dossier.has_body]
        standfirst = any(t.block == "standfirst" for t in cluster.told)
        if inside or (standfirst and cluster.slots.kind in ENCOUNTERS):
            kept.append(cluster)
    return kept


def fullest(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Clusters in the order of how much they say, best telling first inside each."""
    ordered = list(clusters)
    for cluster in ordered:
        cluster.told.sort(key=lambda t: t.order)
    return sorted(ordered, key=lambda c: (-fullness(c.slots), c.told[0].order))
