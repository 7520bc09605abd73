"""Persons: chains of many texts that name one person, found by name, office, country, company and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.lang.compare import Comparison, compare_names, compare_positions, has_one_holder, name_keys
from dateline.lang.compare.forms import parse_form
from dateline.lang.zh.readings import fold_han
from dateline.link.chains import Chain, chain_order
from dateline.link.cluster import Clusters
from dateline.link.evidence import SAME, Opinion, Profile, is_near_miss, judge_profiles
from dateline.link.judging import make_judgement
from dateline.model import Judgement

_HAN_COUNTRIES = frozenset({"KR", "KP", "JP", "CN", "TW", "HK", "MO", "SG"})


@dataclass
class PersonLinks:
    """What was found: the clusters, the judgements, the pairs to review, and the chains whose form is a mistake."""

    clusters: Clusters
    judgements: list[Judgement] = field(default_factory=list)
    review: list[Judgement] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)

    def join(self, a: str, b: str, score: float, why: tuple[str, ...]) -> bool:
        """Join two chains and write down the judgement, unless they are one or must stay apart."""
        if not self.clusters.join(a, b):
            return False
        self.judgements.append(make_judgement(a, b, same=True, score=score, why=why))
        return True


def link_persons(chains: Sequence[Chain], told: Sequence[Judgement]) -> PersonLinks:
    """Cluster person chains (in canonical order). ``told`` are the judgements of people in force; they come first."""
    links = PersonLinks(Clusters(c.ref for c in chains))
    _apply_told(links, told, {c.ref for c in chains})
    named = [c for c in chains if not c.bare]
    full = [c for c in named if not is_partial(c.name, c.country)]
    _join_profiles(links, full)
    short = [c for c in named if is_partial(c.name, c.country)]
    _join_short_names(links, short, full)
    _flag_wrong_forms(links, full)
    _join_bare_titles(links, [c for c in chains if c.bare], named)
    return links


def _apply_told(links: PersonLinks, told: Sequence[Judgement], refs: set[str]) -> None:
    rows = [j for j in told if j.a in refs and j.b in refs]
    for judgement in sorted((j for j in rows if j.same), key=lambda j: (j.a, j.b, j.id)):
        links.clusters.join(judgement.a, judgement.b)
    for judgement in sorted((j for j in rows if not j.same), key=lambda j: (j.a, j.b, j.id)):
        links.clusters.keep_apart(judgement.a, judgement.b)


def is_partial(name: str, country: str | None = None) -> bool:
    """Whether a form is only part of a name: one Latin or kana word, one Hangul syllable, a family name in kanji.

    The one-word Hangul or Han form of a person from a ``country`` that uses neither is a family name, too.
    """
    form = parse_form(name)
    if len(form.words) == 1 and country and country not in _HAN_COUNTRIES:
        return True
    if form.script in ("latin", "kana"):
        return len(form.words) == 1
    if form.script == "hangul":
        return len(form.joined) == 1 or (len(form.words) == 1 and not _may_be_korean(name))
    if form.script in ("han", "mixed"):
        return len(form.joined) == 1 or _is_family_name(form.joined) or not _has_family_name(name)
    return False


def _has_family_name(name: str) -> bool:
    """Whether Han characters can be a full name of Korea, China or Japan; if not, they spell a foreign name's sound."""
    from dateline.lang.compare.japanese import read_japanese
    from dateline.lang.compare.syllables import chinese, korean

    if len(parse_form(name).words) > 1:
        return True
    return bool(korean().read(name) or chinese().read(name) or read_japanese(name))


def _may_be_korean(name: str) -> bool:
    from dateline.lang.compare.syllables import korean

    return any(sequence.given for sequence in korean().read(name))


def _is_family_name(text: str) -> bool:
    """A two-character word that Japanese knows as a family name and that is no full Korean or Chinese name."""
    from dateline.lang.ja.readings import is_known

    return len(text) == 2 and is_known(text, True)


def _fold_name(name: str) -> str:
    form = parse_form(name)
    if form.script in ("han", "mixed"):
        return fold_han(form.joined)
    return " ".join(sorted(form.words)) if form.script == "latin" else form.joined


def build_profiles(chains: Sequence[Chain]) -> list[Profile]:
    """Group chains of one written name that agree on country, walk of life and seats."""
    groups: dict[tuple[object, ...], list[Chain]] = defaultdict(list)
    for chain in chains:
        probe = Profile((chain,))
        seats = tuple(sorted({(o.position, o.of or "") for o in chain.offices if has_one_holder(o.position)}))
        groups[(_fold_name(chain.name), chain.country or "", tuple(sorted(probe.walks)), seats)].append(chain)
    return sorted((Profile(tuple(g)) for g in groups.values()), key=lambda p: chain_order(p.chains[0]))


def _join_profiles(links: PersonLinks, full: Sequence[Chain]) -> None:
    profiles = build_profiles(full)
    for profile in profiles:
        for chain in profile.chains[1:]:
            links.join(profile.ref, chain.ref, 0.97, (f"the same name, {profile.name}, with nothing against it",))
    opinions = [
        (o, a, b) for a, b in _candidate_pairs(profiles) if (o := judge_profiles(a, b)) is not None and not o.near_miss
    ]
    for _, a, b in (row for row in opinions if row[0].apart):
        links.clusters.keep_apart(a.ref, b.ref)
    for opinion, a, b in sorted(opinions, key=lambda row: (-row[0].score, row[1].ref, row[2].ref)):
        if opinion.score >= SAME and not opinion.apart:
            links.join(a.ref, b.ref, opinion.score, opinion.why)
    _review(links, opinions)


def _review(links: PersonLinks, opinions: Sequence[tuple[Opinion, Profile, Profile]]) -> None:
    """What was not joined although the names agree: unsure, or contradicted by a country or an office."""
    for opinion, a, b in sorted(opinions, key=lambda row: (-row[0].score, row[1].ref, row[2].ref)):
        if links.clusters.find(a.ref) == links.clusters.find(b.ref):
            continue
        judgement = make_judgement(a.ref, b.ref, same=False, score=opinion.score, why=opinion.why)
        (links.judgements if opinion.apart else links.review).append(judgement)


def _candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[Profile, Profile]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in name_keys(profile.name):
            blocks[key].append(index)
    pairs = {(i, j) for members in blocks.values() for k, i in enumerate(members) for j in members[k + 1 :]}
    return [(profiles[i], profiles[j]) for i, j in sorted(pairs)]


# --- a family name with a title ---


def _join_short_names(links: PersonLinks, short: Sequence[Chain], full: Sequence[Chain]) -> None:
    blocks: dict[str, list[Chain]] = defaultdict(list)
    for chain in full:
        for key in name_keys(chain.name):
            blocks[key].append(chain)
    for chain in short:
        near = {c.ref: c for key in name_keys(chain.name) for c in blocks.get(key, ())}
        fitting = [(c, w) for c in sorted(near.values(), key=chain_order) if (w := _fits_short(chain, c)) is not None]
        here = [(c, w) for c, w in fitting if c.article == chain.article]
        chosen = (
            here
            if len({links.clusters.find(c.ref) for c, _ in here}) == 1
            else [(c, w) for c, w in fitting if w[0] >= 0.8]
        )
        roots = {links.clusters.find(c.ref) for c, _ in chosen}
        if len(roots) == 1:
            target, (score, why) = min(chosen, key=lambda row: (-row[1][0], chain_order(row[0])))
            links.join(target.ref, chain.ref, score, why)
        elif len(roots) > 1:
            for target, (score, why) in chosen[:3]:
                reasons = (*why, "more than one person fits")
                links.review.append(
                    make_judgement(target.ref, chain.ref, same=False, score=min(score, 0.5), why=reasons)
                )
    _join_equal_shorts(links, short)


def _fits_short(short: Chain, full: Chain) -> tuple[float, tuple[str, ...]] | None:
    """Whether a family name (with its titles) can stand for a full name, and how surely."""
    name = compare_names(short.name, full.name)
    if name.relation not in ("wider", "narrower", "equal") or name.score < 0.35:
        return None
    if short.country and full.country and short.country != full.country:
        return None
    agreed = _shared_office(short, full)
    said = f"{short.name} is part of {full.name}"
    if short.article == full.article:
        clash = short.offices and full.offices and not agreed and _all_conflict(short, full)
        return None if clash else (0.9 if agreed else 0.8, (said, "in the same text"))
    if agreed and _near_in_time(short, full):
        return 0.88, (said, agreed)
    if not short.offices and _within(short, full, 10):
        if short.partners & full.partners:
            return 0.75, (said, "the same partners, days apart")
        if not _is_east_asian(full):
            return 0.7, (said, "nobody else of that name, days apart")
    return None


def _is_east_asian(chain: Chain) -> bool:
    """Whether a name is of a country where many share a family name, or may be."""
    return chain.country is None or chain.country in _HAN_COUNTRIES


def _near_in_time(a: Chain, b: Chain) -> bool:
    return _within(a, b, 200)


def _within(a: Chain, b: Chain, days: int) -> bool:
    """Whether two texts are at most so many days apart, as far as their dates are known."""
    return not (a.day and b.day) or abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days) <= days


def _shared_office(a: Chain, b: Chain) -> str:
    for first in a.offices:
        for second in b.offices:
            found = compare_positions((first.position, first.of), (second.position, second.of))
            known = first.of is not None or second.of is not None or a.country == b.country
            if found.relation in ("equal", "narrower", "wider") and known:
                return f"both {second.position} of {second.of or first.of or 'somebody'}"
    return ""


def _all_conflict(a: Chain, b: Chain) -> bool:
    return all(
        compare_positions((x.position, x.of), (y.position, y.of)).relation == "conflict"
        for x in a.offices
        for y in b.offices
    )


def _join_equal_shorts(links: PersonLinks, short: Sequence[Chain]) -> None:
    """Family names that no full name explains: one person where name, office and what it is of agree."""
    groups: dict[tuple[str, str, str], list[Chain]] = defaultdict(list)
    for chain in short:
        for office in chain.offices:
            if office.of and has_one_holder(office.position):
                groups[(_fold_name(chain.name), office.position, office.of)].append(chain)
    for (name, position, of), members in sorted(groups.items()):
        for other in members[1:]:
            if _near_in_time(members[0], other):
                links.join(members[0].ref, other.ref, 0.8, (f"{name}, {position} of {of}, in both",))


# --- forms that some text used by mistake ---


def _flag_wrong_forms(links: PersonLinks, full: Sequence[Chain]) -> None:
    """A name one character or syllable off, in the same office, on the same day, with the same partners, is a slip.

    The form that fewer chains support is the wrong one; with equal support nobody can tell, and the pair goes to review.
    """
    support: dict[str, int] = defaultdict(int)
    for chain in full:
        support[links.clusters.find(chain.ref)] += 1
    slips: list[tuple[int, Profile, Profile, Comparison, str]] = []
    for a, b in _candidate_pairs(build_profiles(full)):
        name = compare_names(a.name, b.name)
        office = _one_seat(a, b) if is_near_miss(name) else ""
        if not office:
            continue
        x, y = support[links.clusters.find(a.ref)], support[links.clusters.find(b.ref)]
        right, wrong = (a, b) if x >= y else (b, a)
        slips.append((abs(x - y), right, wrong, name, office))
    for margin, right, wrong, name, office in sorted(slips, key=lambda s: (-s[0], s[1].ref, s[2].ref)):
        why = (f"{wrong.name} beside {right.name}: {', '.join(name.why)}", office)
        if margin == 0 or not right.partners & wrong.partners or not set(right.days) & set(wrong.days):
            links.review.append(make_judgement(right.ref, wrong.ref, same=False, score=0.45, why=why))
            continue
        if links.join(right.ref, wrong.ref, 0.8, (*why, "the same day and partners: taken for a wrong form")):
            links.wrong.update(dict.fromkeys((c.ref for c in wrong.chains), right.name))


def _one_seat(a: Profile, b: Profile) -> str:
    for first, _ in a.offices:
        for second, _ in b.offices:
            if (
                first.position == second.position
                and first.of == second.of
                and first.of
                and has_one_holder(first.position)
            ):
                return f"both {first.position} of {first.of}"
    return ""


# --- a title alone ---


def _join_bare_titles(links: PersonLinks, bare: Sequence[Chain], named: Sequence[Chain]) -> None:
    """A title of an office with one holder stands for the person of the same text or day who alone is called by it."""
    holders: dict[tuple[str, str], list[Chain]] = defaultdict(list)
    for chain in named:
        for office in chain.offices:
            if office.of and office.status in ("current", "acting") and has_one_holder(office.position):
                holders[(office.position, office.of)].append(chain)
    for chain in bare:
        if not chain.offices:
            continue
        office = chain.offices[0]
        if not office.of or not has_one_holder(office.position):
            continue
        near = [
            c
            for c in holders.get((office.position, office.of), ())
            if c.article == chain.article or _same_month(c, chain)
        ]
        here = [c for c in near if c.article == chain.article] or near
        if here and len({links.clusters.find(c.ref) for c in near}) == 1:
            why = (f"the only {office.position} of {office.of} named then is {here[0].name}",)
            links.join(here[0].ref, chain.ref, 0.8, why)


def _same_month(a: Chain, b: Chain) -> bool:
    return bool(a.day and b.day) and _within(a, b, 31)
