"""Slips: forms of a name that some text used by mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.lang.compare import Comparison, compare_names, has_one_holder
from dateline.link.chains import Chain
from dateline.link.cluster import PersonLinks, Thought
from dateline.link.evidence import Profile, fold_name, is_near_miss, near_misses


def flag_wrong_forms(
    links: PersonLinks, full: Sequence[Chain], profiles: Sequence[Profile]
) -> tuple[tuple[str, str], ...]:
    """A name one character or syllable off, in the same office, on the same day, with the same partners, is a slip.

    The form that fewer chains support is the wrong one; with equal support nobody can tell, and the pair goes to review.
    Forms that a third script made one already are told apart by how often each is written. Given back are the pairs of
    them that are written as often.
    """
    written = Counter(fold_name(c.name) for c in full)
    together = Counter(links.clusters.find(c.ref) for c in full)
    slips: list[tuple[int, Profile, Profile, Comparison, str]] = []
    for a, b in near_misses(profiles):
        name = compare_names(a.name, b.name)
        if not is_near_miss(name):
            continue
        roots = links.clusters.find(a.ref), links.clusters.find(b.ref)
        if roots[0] == roots[1]:
            x, y = written[fold_name(a.name)], written[fold_name(b.name)]
        else:
            x, y = together[roots[0]], together[roots[1]]
        office = _one_seat(a, b, roots[0] == roots[1])
        if not office:
            continue
        right, wrong = (a, b) if x >= y else (b, a)
        slips.append((abs(x - y), right, wrong, name, office))
    slips.sort(key=lambda s: (-s[0], s[1].ref, s[2].ref))
    unsure = [slip for slip in slips if not _flag(links, *slip)]
    for _, right, wrong, name, office in unsure:
        if links.clusters.find(right.ref) != links.clusters.find(wrong.ref):
            why = _reasons(right, wrong, name, office)
            links.review.append(Thought(right.ref, wrong.ref, False, 0.45, why))
    one = links.clusters.find
    return tuple((a.ref, b.ref) for margin, a, b, *_ in unsure if margin == 0 and one(a.ref) == one(b.ref))


def _reasons(right: Profile, wrong: Profile, name: Comparison, office: str) -> tuple[str, ...]:
    return f"{wrong.name} beside {right.name}: {', '.join(name.why)}", office


def _flag(links: PersonLinks, margin: int, right: Profile, wrong: Profile, name: Comparison, office: str) -> bool:
    """Take ``wrong`` for a slip of ``right`` where day and partners bear it out; False where they do not."""
    one = links.clusters.find(right.ref) == links.clusters.find(wrong.ref)
    company = bool(right.partners & wrong.partners) and bool(set(right.days) & set(wrong.days))
    if margin == 0 or not (one or company):
        return False
    told = "the same day and partners" if company else "one person by another script"
    why = (*_reasons(right, wrong, name, office), f"{told}: taken for a wrong form")
    if one and wrong.ref not in links.wrong:
        links.judgements.append(Thought(right.ref, wrong.ref, True, 0.8, why))
    if one or links.join(right.ref, wrong.ref, 0.8, why):
        links.wrong.update(dict.fromkeys((c.ref for c in wrong.chains), right.name))
        return True
    return False


def _is_telling(position: str) -> bool:
    """Whether a title says more than that somebody is of some rank."""
    return position not in ("official", "senior_official", "representative", "executive", "director", "secretary")


def _one_seat(a: Profile, b: Profile, one: bool) -> str:
    """The office with one holder that both have; who is ``one`` by another script need not be told of which country, and
    any office of both will do."""
    for first in a.offices:
        for second in b.offices:
            if one and first.position == second.position and _is_telling(first.position):
                return f"both {first.position}"
            ofs = {o.of for o in (first, second) if o.of}
            named = len(ofs) == 1 and (one or first.of == second.of)
            if first.position == second.position and named and has_one_holder(first.position):
                return f"both {first.position} of {min(ofs)}"
    return ""
