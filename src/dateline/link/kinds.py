"""One name, one kind: what one text reads as a place or a body, and more others as a person, is that person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.lang.compare import compare_names, name_keys
from dateline.lang.compare.forms import parse_form
from dateline.link.chains import Chain
from dateline.link.evidence import fold_name
from dateline.link.things import pivot_key
from dateline.model.ledger import EntityKind

_SURE = 0.8
_SHORT = 2
_NAMED = ("person", "organization", "place")


def agree_on_kinds(chains: Sequence[Chain]) -> list[Chain]:
    """The chains, those of places and bodies turned into persons where more articles have a person of just that name.

    Only whole names of two words or more, in a script with spaces, and no known place or body. A person in another script
    counts where the names surely sound alike.
    """
    doubtful = [c for c in chains if c.kind in ("place", "organization") and _is_whole(c.name) and pivot_key(c) is None]
    if not doubtful:
        return list(chains)
    people = _People(c for c in chains if c.kind == "person" and not c.bare)
    articles: dict[str, set[str]] = defaultdict(set)
    for chain in doubtful:
        articles[fold_name(chain.name)].add(chain.article)
    names = {fold_name(c.name): c.name for c in doubtful}
    turned = {form for form, name in names.items() if people.backers(name) > len(articles[form])}
    refs = {c.ref for c in doubtful if fold_name(c.name) in turned}
    return [replace(c, kind="person", key=None) if c.ref in refs else c for c in chains]


class _People:
    """The articles that have a person of each name."""

    def __init__(self, people: Iterable[Chain]) -> None:
        self._articles: dict[str, set[str]] = defaultdict(set)
        self._folded: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for person in people:
            self._articles[person.name].add(person.article)
        for name in self._articles:
            self._folded[fold_name(name)].add(name)
            for key in name_keys(name):
                self._by_key[key].add(name)

    def backers(self, name: str) -> int:
        """How many articles have a person of the name; none where no text in its own script does."""
        same = self._folded.get(fold_name(name), set())
        own = {a for n in same if name_keys(n) & name_keys(name) for a in self._articles[n]}
        if not own:
            return 0
        script, near = parse_form(name).script, {n for key in name_keys(name) for n in self._by_key.get(key, ())}
        others = [n for n in near if parse_form(n).script != script and len(n) > _SHORT]
        alike = (n for n in others if (found := compare_names(name, n)).relation == "equal" and found.score >= _SURE)
        return len(own.union(*(self._articles[n] for n in alike)))


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
