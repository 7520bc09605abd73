"""Bodies, places and unheld positions: by pivot key, and by their written form where they have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.lang.compare.forms import parse_form
from dateline.lang.pivot import pivot_keys
from dateline.lang.zh.readings import fold_han
from dateline.link.chains import Chain, country_of
from dateline.link.cluster import Clusters, claim_known
from dateline.model import Judgement

_TABLES = {"organization": "bodies", "place": "places", "position": "positions"}


def link_things(chains: Sequence[Chain], told: Sequence[Judgement]) -> Clusters:
    """Cluster chains of bodies, places and positions (in canonical order); people's judgements in ``told`` come first."""
    clusters = Clusters(c.ref for c in chains)
    refs = {c.ref for c in chains}
    for judgement in told:
        if judgement.same and {judgement.a, judgement.b} <= refs:
            clusters.join(judgement.a, judgement.b)
    for judgement in told:
        if not judgement.same and {judgement.a, judgement.b} <= refs:
            clusters.keep_apart(judgement.a, judgement.b)
    claim_known(clusters, chains)
    groups: dict[tuple[str, ...], list[Chain]] = defaultdict(list)
    for chain in chains:
        groups[thing_key(chain)].append(chain)
    for members in groups.values():
        for other in members[1:]:
            clusters.join(members[0].ref, other.ref)
    return clusters


def pivot_key(chain: Chain) -> str | None:
    """The chain's pivot key (or ISO country), or None when its value is only a written form."""
    value = chain.key or ""
    if value in pivot_keys(_TABLES.get(chain.kind, "bodies")):
        return value
    return value if chain.kind == "place" and country_of(value) == value else None


def thing_key(chain: Chain) -> tuple[str, ...]:
    """What makes two chains one thing: kind, key and owner, or kind and folded form."""
    key = pivot_key(chain)
    if key is not None:
        owner = "" if "/" in key or chain.kind == "place" else (chain.of or "")
        # a body of nobody named ("the foreign ministry") is not taken for that of another text
        return (
            chain.kind,
            key,
            owner or ("" if "/" in key or chain.kind == "place" or key.isupper() else chain.article),
        )
    form = parse_form(chain.name)
    return (chain.kind, "form", fold_han(form.joined) or chain.name)
