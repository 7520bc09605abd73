"""Slips: forms of a name that some text used by mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.lang.compare import Comparison, compare_names, has_one_holder
from dateline.link.chains import Chain
from dateline.link.cluster import PersonLinks
from dateline.link.evidence import Profile, build_profiles, candidate_pairs, is_near_miss
from dateline.link.judging import make_judgement


def flag_wrong_forms(links: PersonLinks, full: Sequence[Chain]) -> None:
    """A name one character or syllable off, in the same office, on the same day, with the same partners, is a slip.

    The form that fewer chains support is the wrong one; with equal support nobody can tell, and the pair goes to review.
    """
    support: dict[str, int] = defaultdict(int)
    for chain in full:
        support[links.clusters.find(chain.ref)] += 1
    slips: list[tuple[int, Profile, Profile, Comparison, str]] = []
    for a, b in candidate_pairs(build_profiles(full)):
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
    for first in a.offices:
        for second in b.offices:
            if (
                first.position == second.position
                and first.of == second.of
                and first.of
                and has_one_holder(first.position)
            ):
                return f"both {first.position} of {first.of}"
    return ""
