"""Persons: chains of many texts that name one person, found by name, office, country, company and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence, Set

from dateline.link.bare_titles import join_bare_titles
from dateline.link.chains import Chain, with_aliases
from dateline.link.cluster import Clusters, PersonLinks, Thought, claim_known
from dateline.link.evidence import (
    SAME,
    Opinion,
    Profile,
    build_profiles,
    candidate_pairs,
    compare_offices,
    find_namesakes,
    fold_name,
)
from dateline.link.seats import join_by_seat
from dateline.link.seen import Seen
from dateline.link.short_names import ShortNames, is_partial, join_short_names
from dateline.link.slips import flag_wrong_forms
from dateline.model import Judgement


def link_persons(chains: Sequence[Chain], told: Sequence[Judgement], seen: Seen) -> PersonLinks:
    """Cluster person chains (in canonical order). ``told`` are the judgements of people in force; they come first. ``seen``
    has what was found out about chains that were linked before."""
    asked = _Asked(chains, seen)
    links, rivals = _link(asked, told, ())
    return _link(asked, told, rivals)[0] if rivals else links


class _Asked:
    """Chains that are to be linked, with what is thought of them however they are clustered."""

    def __init__(self, chains: Sequence[Chain], seen: Seen) -> None:
        self.chains = chains
        self.named = [c for c in chains if not c.bare]
        self.full = [c for c in self.named if c.known or not is_partial(c.name, c.country)]
        forms = [*self.full, *with_aliases(self.full)]
        self.namesakes = find_namesakes(forms)
        self.profiles = build_profiles(forms, self.namesakes, seen.profile)
        self.opinions = [
            (o, a, b) for a, b in candidate_pairs(self.profiles, seen.pairs) if (o := seen.opinion(a, b)) is not None
        ]
        self.found = build_profiles(self.full, make=seen.profile)
        self.short = [c for c in self.named if not c.known and is_partial(c.name, c.country)]
        self.index = ShortNames(self.found)


def _link(
    asked: _Asked, told: Sequence[Judgement], rivals: Sequence[tuple[str, str]]
) -> tuple[PersonLinks, tuple[tuple[str, str], ...]]:
    """The links, ``rivals`` kept apart, and the pairs that they join although nobody can tell which of the two is right."""
    chains = asked.chains
    links = PersonLinks(Clusters(c.ref for c in chains))
    _apply_told(links, told, {c.ref for c in chains})
    for a, b in rivals:
        links.clusters.keep_apart(a, b)
    claim_known(links.clusters, chains)
    _join_profiles(links, asked, frozenset(ref for pair in rivals for ref in pair))
    join_short_names(links, asked.short, asked.index)
    unsure = flag_wrong_forms(links, asked.full, asked.found)
    if unsure and not rivals:
        return links, unsure  # all is linked once more
    join_by_seat(links, asked.named)
    join_bare_titles(links, [c for c in chains if c.bare], asked.named)
    return links, unsure


def _apply_told(links: PersonLinks, told: Sequence[Judgement], refs: set[str]) -> None:
    rows = [j for j in told if j.a in refs and j.b in refs]
    for judgement in sorted((j for j in rows if j.same), key=lambda j: (j.a, j.b, j.id)):
        links.clusters.join(judgement.a, judgement.b)
    for judgement in sorted((j for j in rows if not j.same), key=lambda j: (j.a, j.b, j.id)):
        links.clusters.keep_apart(judgement.a, judgement.b)


def _join_profiles(links: PersonLinks, asked: _Asked, rivals: frozenset[str]) -> None:
    doubled, profiles = asked.namesakes, asked.profiles
    for pair in (pair for pairs in doubled.values() for pair in pairs):
        links.clusters.keep_apart(*pair)
    for profile in profiles:
        why = (f"the same name, {profile.name}, with nothing against it",)
        for chain in profile.chains[1:]:
            links.join(profile.ref, chain.ref, 0.97, why)
    listed = {form for form, n in Counter(fold_name(p.name) for p in profiles if p.known).items() if n > 1}
    opinions = [(_doubted(o, a, b, (listed, doubled), rivals), a, b) for o, a, b in asked.opinions]
    for _, a, b in (row for row in opinions if row[0].apart):
        links.clusters.keep_apart(a.ref, b.ref)
    opinions.sort(key=lambda row: (-row[0].score, row[1].ref, row[2].ref))
    for opinion, a, b in opinions:
        if opinion.score >= SAME and not opinion.apart:
            links.join(a.ref, b.ref, opinion.score, opinion.why)
    _review(links, opinions)


def _doubted(
    opinion: Opinion, a: Profile, b: Profile, namesakes: tuple[Set[str], Container[str]], rivals: frozenset[str]
) -> Opinion:
    """The opinion, lowered where a form has a rival as good, or where the list or one text has two people of one name
    (``namesakes``: of the list, of a text) and no office says which."""
    if opinion.apart:
        return opinion
    if {a.ref, b.ref} & rivals:
        return Opinion(min(opinion.score, 0.5), (*opinion.why, "another form of the name is as well attested"))
    names = {fold_name(a.name), fold_name(b.name)}
    listed = names & namesakes[0] and a.known != b.known
    told_apart = any(name in namesakes[1] for name in names)
    if (listed or told_apart) and compare_offices(a, b)[0] != "same":
        where = "the list" if listed else "a text"
        return Opinion(min(opinion.score, 0.5), (*opinion.why, f"{where} has more than one person of the name"))
    return opinion


def _review(links: PersonLinks, opinions: Sequence[tuple[Opinion, Profile, Profile]]) -> None:
    """What was not joined although the names agree: unsure, or contradicted by a country or an office. The surest first."""
    for opinion, a, b in opinions:
        if links.clusters.find(a.ref) == links.clusters.find(b.ref):
            continue
        thought = Thought(a.ref, b.ref, False, opinion.score, opinion.why)
        (links.judgements if opinion.apart else links.review).append(thought)
