"""One name, one kind: what one text reads as a place or a body, and more others as a person, is that person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.compare import compare_names, name_keys
from dateline.lang.compare.forms import parse_form
from dateline.link.chains import Chain
from dateline.link.evidence import fold_name
from dateline.link.things import pivot_key
from dateline.model.ledger import EntityKind

_SURE = 0.8
_NAMED = ("person", "organization", "place")


def agree_on_kinds(chains: Sequence[Chain]) -> list[Chain]:
    """The chains, those of places and bodies turned into persons where more articles have a person of just that name.

    Only whole names of two words or more, in a script with spaces, and no known place or body. A person in another script
    counts where the names surely sound alike.
    """
    doubtful = [c for c in chains if c.kind in ("place", "organization") and _is_whole(c.name) and pivot_key(c) is None]
    if not doubtful:
        return list(chains)
    people = [c for c in chains if c.kind == "person" and not c.bare]
    by_key: dict[str, list[Chain]] = defaultdict(list)
    for person in people:
        for key in name_keys(person.name):
            by_key[key].append(person)
    articles: dict[str, set[str]] = defaultdict(set)
    for chain in doubtful:
        articles[fold_name(chain.name)].add(chain.article)
    names = {fold_name(c.name): c.name for c in doubtful}
    turned = {form for form, name in names.items() if _backers(name, by_key) > len(articles[form])}
    refs = {c.ref for c in doubtful if fold_name(c.name) in turned}
    return [replace(c, kind="person", key=None) if c.ref in refs else c for c in chains]


def agree_with_known(chains: Sequence[Chain], listed: Sequence[Chain]) -> list[Chain]:
    """The chains of texts, what a text took for another kind of thing than the list has it being turned into that kind."""
    kinds: dict[str, set[EntityKind]] = defaultdict(set)
    for chain in listed:
        kinds[fold_name(chain.name)].add(chain.kind)

    def settle(chain: Chain) -> Chain:
        told = kinds.get(fold_name(chain.name), set()) if chain.kind in _NAMED and pivot_key(chain) is None else set()
        if len(told) != 1 or told & {chain.kind, "position"}:
            return chain
        kind = next(iter(told))
        return replace(chain, kind=kind, key=None if kind == "person" else chain.name, bare=False)

    return [settle(c) for c in chains] if kinds else list(chains)


def _is_whole(name: str) -> bool:
    form = parse_form(name)
    return form.script in ("latin", "hangul") and len(form.words) >= 2 and not name.isupper()


def _backers(name: str, by_key: dict[str, list[Chain]]) -> int:
    """How many articles have a person of the name; none where no text in its own script does."""
    near = {c.ref: c for key in name_keys(name) for c in by_key.get(key, ())}
    own = {c.article for c in near.values() if fold_name(c.name) == fold_name(name)}
    if not own:
        return 0
    script = parse_form(name).script
    others = [c for c in near.values() if parse_form(c.name).script != script and len(c.name) > 2]
    alike = {
        c.article for c in others if (found := compare_names(name, c.name)).relation == "equal" and found.score >= _SURE
    }
    return len(own | alike)
