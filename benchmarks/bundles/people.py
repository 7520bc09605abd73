"""Who is who: the person of gold that each chain of mentions, and so each entity, stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching import Gold

from dateline.link import Ledger
from dateline.model import Article, Mention, Reading

NEAR = 25


@dataclass(frozen=True, slots=True)
class Placed:
    """``who``: the person of a chain (``article#chain``); ``texts``: the names of every chain of a person; ``mixed``: chains
    of several people as (article, people, names); ``of_entity``: how many chains of whom an entity holds."""

    who: Mapping[str, str]
    texts: Mapping[str, set[str]]
    mixed: Sequence[tuple[str, list[str], list[str]]]
    of_entity: Mapping[str, Counter[str]]

    def among(self, entities: Iterable[str]) -> set[str]:
        """The people of gold that these entities hold."""
        return {who for entity in entities for who in self.of_entity.get(entity, ())}


def forms_in(gold: Gold, article: str) -> dict[str, list[str]]:
    """The forms (of two characters or more) of the people that an article may name: of two people with one full name only
    the one whom gold puts there."""
    limits = {who: articles for pair in gold.get("same_name", ()) for who, articles in pair["articles"].items()}
    return {
        who: [form for form in forms if len(form) > 1]
        for who, forms in gold["people"].items()
        if not limits.get(who) or article in limits[who]
    }


def place_chains(
    cast: Mapping[str, Gold], articles: Mapping[str, Article], readings: Mapping[str, Reading], ledger: Ledger
) -> Placed:
    """The person of each chain in the articles of ``cast`` (their gold); prints the names that were read with a wrong span."""
    who: dict[str, str] = {}
    texts: dict[str, set[str]] = {}
    mixed: list[tuple[str, list[str], list[str]]] = []
    for article, reading in readings.items():
        if article not in cast:
            continue
        for chain, named in _chains_of_people(reading).items():
            ref = f"{article}#{chain}"
            texts[ref] = {m.text for m in named}
            meant = _people_named(cast[article], article, texts[ref])
            meant, told = _told_apart(cast[article], articles[article].text, named, meant)
            if len(told) > 1 and len(named) > 2:
                mixed.append((article, sorted(told), sorted(texts[ref])))
            if len(meant) == 1:
                who[ref] = next(iter(meant))
            elif meant:
                mixed.append((article, sorted(meant), sorted(texts[ref])))
    of_entity: dict[str, Counter[str]] = defaultdict(Counter)
    for ref, person in who.items():
        if entity := ledger.of_chain.get(ref):
            of_entity[entity][person] += 1
    return Placed(who, texts, mixed, dict(of_entity))


def _chains_of_people(reading: Reading) -> dict[int, list[Mention]]:
    """The names of people, by chain, in the order of the chains' first mentions of any kind."""
    chains: dict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.chain is not None:
            chains[mention.chain].extend([mention] if mention.kind == "person" else [])
    return {chain: named for chain, named in chains.items() if named}


def _people_named(gold: Gold, article: str, texts: set[str]) -> set[str]:
    """The people that the names of a chain may mean: by a whole form, else by a form inside a name (told as a wrong span),
    else the only one whose form begins or ends with a name."""
    people = forms_in(gold, article)
    if whole := {who for who, forms in people.items() if texts & set(forms)}:
        return whole
    if inside := {who for who, forms in people.items() if any(form in text for form in forms for text in texts)}:
        print("NAME_SPAN_WRONG", article, sorted(texts), sorted(inside))
        return inside
    parts = {
        who
        for who, forms in people.items()
        for text in texts
        if (len(text) > 1 or text in gold["people"][who]) and any(f.startswith(text) or f.endswith(text) for f in forms)
    }
    return parts if len(parts) == 1 else set()


def _told_apart(gold: Gold, text: str, named: Sequence[Mention], meant: set[str]) -> tuple[set[str], set[str]]:
    """Of people with one name those with the most cues near the names (twice where a cue follows), and all that have any."""
    cues = {who: words for pair in gold.get("same_name", ()) for who, words in pair.get("cues", {}).items()}
    cued = meant & set(cues)
    if len(meant) < 2 or not cued:
        return meant, set()
    seen: Counter[str] = Counter()
    for mention in named:
        around = text[max(0, mention.start - NEAR) : mention.end + NEAR]
        after = text[mention.end : mention.end + NEAR]
        for who in cued:
            seen[who] += sum(cue in around for cue in cues[who]) + 2 * sum(cue in after for cue in cues[who])
    most = max(seen.values())
    return {who for who, count in seen.items() if count and count == most} or meant, {w for w in cued if seen[w]}
