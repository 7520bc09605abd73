"""Figures of facts: found, supported rightly, disputed; what did not happen, who denied what, what follows what."""

from __future__ import annotations

from collections import Counter

from matching import Gold, short
from scored import Scored

from dateline.model import Fact


def score_facts(scored: Scored) -> None:
    """Print the facts missed or with a wrong support, those falsely called corroborated, and the figures."""
    counts: Counter[str] = Counter()
    for bundle, gold in scored.gold.items():
        here = [f for f in scored.grouping.facts if scored.touches(bundle, _articles(f))]
        for want in gold["facts"]:
            _count_fact(bundle, want, [f for f in here if _tells(scored, f, want)], counts)
    found = f"found {counts['found']}/{counts['gold']} support_right {counts['right']}/{counts['found']}"
    print(f"FIGURE facts {found} corroborated_called_so {counts['called']}/{counts['corroborated']}")
    origins = (origin for gold in scored.gold.values() for origin in gold["origins"])
    origin_of = {article: number for number, origin in enumerate(origins) for article in origin}
    corroborated = [f for f in scored.grouping.facts if f.support == "corroborated"]
    false = [f for f in corroborated if len({origin_of[a] for a in _articles(f) if a in origin_of}) < 2]
    for fact in false:
        print("FALSELY_CORROBORATED", _articles(fact), short(fact.text))
    print(f"FIGURE falsely_corroborated {len(false)}/{len(corroborated)}")


def _articles(fact: Fact) -> list[str]:
    return [anchor.article for anchor in fact.anchors]


def _tells(scored: Scored, fact: Fact, gold: Gold) -> bool:
    """Whether a fact has the slots that gold names; its people may act or be acted on."""
    slots = fact.slots
    if slots is None or slots.kind not in {gold["kind"], *gold.get("accept_kinds", ())}:
        return False
    if any(name in gold and getattr(slots, name) != gold[name] for name in ("rung", "polarity", "realis")):
        return False
    if gold.get("time") and not (slots.time and (slots.time.edtf or "").startswith(gold["time"])):
        return False
    people = scored.placed.among(p.entity for p in (*slots.actors, *slots.recipients))
    return set(gold["people"]) <= people and set(gold.get("topics", ())) <= set(slots.topics)


def _count_fact(bundle: str, gold: Gold, given: list[Fact], counts: Counter[str]) -> None:
    supports = [fact.support for fact in given]
    right = bool({gold["support"], *gold.get("accept_support", ())} & set(supports))
    if gold.get("optional") and not right:
        return
    counts["gold"] += 1
    counts["found"] += bool(given)
    counts["right"] += right
    if not given:
        print("FACT_MISS", bundle, gold["kind"], gold["people"], "|", gold["text"])
    elif not right:
        print("FACT_SUPPORT_WRONG", bundle, "want", gold["support"], "given", supports, "|", gold["text"])
    if gold["support"] == "corroborated" and not gold.get("accept_support"):
        counts["corroborated"] += 1
        counts["called"] += "corroborated" in supports


def score_disputes(scored: Scored) -> None:
    """Print the disputes of figures that are missed or of a wrong class, all disputes told, and the figure."""
    counts: Counter[str] = Counter()
    for bundle, gold in scored.gold.items():
        here = [f for f in scored.grouping.facts if scored.touches(bundle, [*_articles(f), *_articles_of_values(f)])]
        for want in gold["disputes"]:
            _count_dispute(bundle, want, [f for f in here if _has_values(f, want)], counts)
    conflicts = [gold for gold in scored.golds("disputes") if gold["class"] == "conflict"]
    told = [f for f in scored.grouping.facts if f.support == "disputed"]
    numbers = [f for f in told if f.slot == "number"]
    right = [f for f in numbers if any(_has_values(f, gold) for gold in conflicts)]
    for fact in told:
        values = [(v.value, v.unit, sorted({a.article for a in v.anchors})) for v in fact.values]
        name = "DISPUTE_TOLD" if fact in right else "DISPUTE_TOLD_CHECK"
        print(name, fact.slot, fact.cause, values, short(fact.text, 60))
    found = f"found {counts['found']}/{counts['gold']} (conflicts {counts['conflicts_found']}/{counts['conflicts']})"
    classes = f"class_right {counts['class']}/{counts['gold']}"
    print(f"FIGURE disputes {found} {classes} precision_of_number_disputes {len(right)}/{len(numbers)}")


def _articles_of_values(fact: Fact) -> list[str]:
    return [anchor.article for value in fact.values for anchor in value.anchors]


def _has_values(fact: Fact, gold: Gold) -> bool:
    return set(gold["values"]) <= {value.value for value in fact.values}


def _count_dispute(bundle: str, gold: Gold, shown: list[Fact], counts: Counter[str]) -> None:
    conflict = gold["class"] == "conflict"
    accepted = gold.get("accept", ())
    found = any((f.support == "disputed") == conflict or "update" in accepted for f in shown)
    if gold.get("optional") and not found:
        return
    classed = any(f.cause in {gold["class"], *accepted} for f in shown)
    counts["gold"] += 1
    counts["found"] += found
    counts["class"] += classed
    if conflict:
        counts["conflicts"] += 1
        counts["conflicts_found"] += found
    if not found or not classed:
        name = "DISPUTE_CLASS" if shown else "DISPUTE_MISS"
        given = [(f.support, f.cause) for f in shown]
        print(name, bundle, gold["class"], gold["values"], gold["unit"], "given", given)


def score_negatives_and_threads(scored: Scored) -> None:
    """Print the non-events, denials and threads between stories that are missed, and the figure."""
    counts: Counter[str] = Counter()
    for bundle, gold in scored.gold.items():
        for want in gold["non_events"]:
            told = [f for f in _negatives(scored, want) if f.slots and f.slots.kind == want["kind"]]
            _count(counts, "non_events", bool(told), "NON_EVENT_MISS", bundle, want)
        for want in gold["denials"]:
            if not want.get("optional"):
                told = [f for f in _negatives(scored, want) if want["by"] in _actors(scored, f)]
                _count(counts, "denials", bool(told), "DENIAL_MISS", bundle, want["by"], want["of"], want["articles"])
        for want in gold["threads"]:
            _count(counts, "threads", _follows(scored, want), "THREAD_MISS", bundle, want)
    told_of = [f"{name} {counts[name]}/{counts[f'{name}_gold']}" for name in ("non_events", "denials", "threads")]
    print("FIGURE", *told_of)


def _count(counts: Counter[str], name: str, found: bool, *missed: object) -> None:
    counts[f"{name}_gold"] += 1
    counts[name] += found
    if not found:
        print(*missed)


def _negatives(scored: Scored, gold: Gold) -> list[Fact]:
    """The facts in the articles of gold that tell that something is not so."""
    negative = [f for f in scored.grouping.facts if f.slots and f.slots.polarity == "negative"]
    return [f for f in negative if set(_articles(f)) & set(gold["articles"])]


def _actors(scored: Scored, fact: Fact) -> set[str]:
    return scored.placed.among(p.entity for p in fact.slots.actors) if fact.slots else set()


def _follows(scored: Scored, gold: Gold) -> bool:
    """Whether the two articles of a thread are in one story, or the later one's story follows the earlier one's."""
    story_of = {article: story for story in scored.grouping.stories for article in story.articles}
    later, earlier = story_of.get(gold["story"]), story_of.get(gold["follows"])
    if later is None or earlier is None:
        return False
    return later.id == earlier.id or any(earlier.id in link for link in later.follows)
