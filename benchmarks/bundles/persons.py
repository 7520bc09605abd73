"""Figures of linking: pairs of chains in one entity, people split over entities, forms that a text got wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

from people import forms_in
from scored import Scored

from dateline.model import Entity

Members = Mapping[str, list[tuple[str, str]]]


def score_persons(scored: Scored) -> None:
    """Print the pairs that are one person rightly, wrongly or not at all, and the figure."""
    groups = _members(scored)
    pairs, right = _pairs_within(groups)
    _print_merges(scored, groups)
    hit, total = _pairs_found(scored)
    _print_strays(scored, groups)
    _print_wrong_forms(scored)
    p, r = right / pairs if pairs else 1, hit / total
    told = f"({pairs - right} wrong pairs of {pairs}; {hit} of {total} gold pairs)"
    print(f"FIGURE person_links P {p:.3f} R {r:.3f} {told}; mixed chains {len(scored.placed.mixed)}")


def _members(scored: Scored) -> Members:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for ref, who in scored.placed.who.items():
        if entity := scored.ledger.of_chain.get(ref):
            groups[entity].append((ref, who))
    return dict(groups)


def _article(ref: str) -> str:
    return ref.split("#")[0]


def _names(entity: Entity) -> list[str]:
    return sorted({name.text for name in entity.names})


def _pairs_within(groups: Members) -> tuple[int, int]:
    """How many pairs of chains are in one entity, and how many of them rightly; one person twice in one text is no pair."""
    pairs = right = 0
    for members in groups.values():
        for (ref, who), (other, whom) in combinations(members, 2):
            if _article(ref) != _article(other) or who != whom:
                pairs += 1
                right += who == whom
    return pairs, right


def _print_merges(scored: Scored, groups: Members) -> None:
    for entity, members in sorted(groups.items()):
        kinds = Counter(who for _, who in members)
        if len(kinds) > 1:
            print("WRONG_MERGE", dict(kinds), _names(scored.ledger.entity(entity)), [ref for ref, _ in members])
    for mixed in scored.placed.mixed:
        print("WRONG_MERGE_IN_TEXT", *mixed)


def _pairs_found(scored: Scored) -> tuple[int, int]:
    """How many pairs of articles that name one person share an entity of that person, of how many."""
    given: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ref, who in scored.placed.who.items():
        if entity := scored.ledger.of_chain.get(ref):
            given[who][_article(ref)].add(entity)
    hit = total = 0
    for who, articles in sorted(_named_in(scored).items()):
        held = {article: given[who].get(article, set()) for article in sorted(articles)}
        for one, other in combinations(held.values(), 2):
            total += 1
            hit += bool(one & other)
        _print_splits(scored, who, held, given[who])
    return hit, total


def _named_in(scored: Scored) -> dict[str, set[str]]:
    """The articles whose text has a form of each person."""
    found: dict[str, set[str]] = defaultdict(set)
    for article, bundle in scored.bundle_of.items():
        if article in scored.articles:
            text = scored.articles[article].text
            for who, forms in forms_in(scored.gold[bundle], article).items():
                if any(form in text for form in forms):
                    found[who].add(article)
    return found


def _print_splits(scored: Scored, who: str, held: Mapping[str, set[str]], given: Mapping[str, set[str]]) -> None:
    if missing := [article for article, entities in held.items() if not entities]:
        print("PERSON_NOT_READ", who, missing)
    entities = sorted({entity for found in given.values() for entity in found})
    if len(entities) > 1:
        parts = [
            (_names(scored.ledger.entity(entity)), sorted(a for a, found in given.items() if entity in found))
            for entity in entities
        ]
        print("SPLIT_PERSON", who, parts)


def _print_strays(scored: Scored, groups: Members) -> None:
    """Chains of no known person in the entity of one, and entities of nobody known."""
    placed = scored.placed
    for entity in sorted(groups):
        odd = [
            (ref, sorted(placed.texts[ref]))
            for ref, of in scored.ledger.of_chain.items()
            if of == entity and ref not in placed.who and ref in placed.texts
        ]
        if odd:
            print("UNMATCHED_CHAIN_IN_ENTITY", sorted({who for _, who in groups[entity]}), odd)
    for other in scored.ledger.entities:
        here = any(_article(ref) in scored.bundle_of for ref in other.members)
        if other.kind == "person" and other.id not in groups and here:
            print("OTHER_PERSON", _names(other), list(other.members[:4]))


def _print_wrong_forms(scored: Scored) -> None:
    """What became of each form that a text of the set got wrong."""
    for gold in scored.gold.values():
        for wrong in gold.get("wrong_forms", ()):
            print("WRONG_FORM", wrong["form"], _fate(scored, wrong["form"], wrong["person"]))


def _fate(scored: Scored, form: str, person: str) -> str:
    flagged = [e for e in scored.ledger.entities if form in {name.text for name in e.wrong_forms}]
    plain = [e for e in scored.ledger.entities if form in _names(e) and e not in flagged]
    if flagged:
        return "flagged"
    if any(person in scored.placed.among([e.id]) for e in plain):
        return "MERGED SILENTLY"
    return "apart" if plain else "not read"
