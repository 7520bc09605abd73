"""Short names: a family name with a title, or alone, and the full name that it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dateline.lang.compare import compare_names, compare_positions, has_one_holder, name_keys, position_widths
from dateline.lang.compare.foreign import foreign_keys
from dateline.lang.compare.forms import parse_form
from dateline.lang.zh.dotted import sounds_foreign
from dateline.lang.zh.script import simplify
from dateline.link.chains import Chain, chain_order
from dateline.link.cluster import PersonLinks, Thought
from dateline.link.evidence import NEAR_DAYS, Profile, days_between, fold_name

_HAN_COUNTRIES = frozenset({"KR", "KP", "JP", "CN", "TW", "HK", "MO", "SG"})
_OFFICE_DAYS = 200
_SPELLED = 4
"""Characters from which on a name in one piece that spells sounds is a foreign one (阿巴纳多尔)."""
_WHOLE = 3
_Fit = tuple[float, tuple[str, ...]]


@lru_cache(maxsize=65536)
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
        if len(form.words) == 1 and len(form.joined) >= _SPELLED and sounds_foreign(simplify(form.joined)):
            return True
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


def join_short_names(links: PersonLinks, short: Sequence[Chain], index: ShortNames) -> None:
    """Join each short name to the only person it can stand for: of the same text first, then by office, then by company.

    Where more than one person fits, none is chosen and the pairs go to review.
    """
    for chain in short:
        fitting = index.fitting(chain)
        here = [row for row in fitting if chain.article in row[0].articles]
        by_office = [row for row in fitting if row[1][0] >= 0.85]
        chosen = next((rows for rows in (here, by_office, fitting) if rows), [])
        _choose(links, chain, chosen)
    _join_equal_shorts(links, short)


class ShortNames:
    """Profiles by what a short name that stands for one must share with it: a key of the name and, beside it, the text, an
    office, days nearby (where it has no office), or the newsroom's list; or else a seat."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._beside: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._in_text: dict[str, list[int]] = defaultdict(list)
        self._fitting: dict[str, list[tuple[Profile, _Fit]]] = {}
        for index, profile in enumerate(profiles):
            for mark in _marks(profile):
                self._beside[mark].append(index)
            for article in profile.articles:
                self._in_text[article].append(index)

    def fitting(self, chain: Chain) -> list[tuple[Profile, _Fit]]:
        """The profiles that a short name can stand for, each with how surely: however they are clustered."""
        found = self._fitting.get(chain.ref)
        if found is None:
            near = ((profile, _fit(chain, profile)) for profile in self.near(chain))
            found = self._fitting[chain.ref] = [(profile, fit) for profile, fit in near if fit is not None]
        return found

    def near(self, chain: Chain) -> list[Profile]:
        """The profiles that a short name may stand for."""
        abroad = chain.country is not None and chain.country not in _HAN_COUNTRIES
        keys = name_keys(chain.name) | (foreign_keys(chain.name) if abroad else frozenset())
        beside = {"known", *(w for o in chain.offices for w in position_widths(o.position))}
        if not chain.offices:
            beside.update(_weeks_around(chain.day, NEAR_DAYS))
        seats = _seats(Profile((chain,)))
        marks = [(key, b) for key in keys for b in beside]
        marks += [(seat, week) for seat in seats for week in _weeks_around(chain.day, _OFFICE_DAYS)]
        found = {i for mark in marks for i in self._beside.get(mark, ())}
        here = (i for i in self._in_text.get(chain.article, ()) if i not in found)
        found.update(i for i in here if keys & name_keys(self._profiles[i].name))
        return [self._profiles[i] for i in sorted(found)]


def _marks(profile: Profile) -> set[tuple[str, str]]:
    """A key of the name with an office, a week or the list; a seat with a week."""
    weeks = {str(_week(day)) for day in profile.days} or {"undated"}
    beside = {w for o in profile.offices for w in position_widths(o.position)}
    beside |= {"known"} if profile.known else {*weeks, "any"}
    seats = {(seat, week) for seat in _seats(profile) for week in (*weeks, "any")}
    return {(key, b) for key in name_keys(profile.name) for b in beside} | seats


def _weeks_around(day: str | None, days: int) -> list[str]:
    """The weeks with a day so near, and whatever has none; all where there is no day."""
    if day is None:
        return ["any"]
    reach = -(-days // 7)
    return ["undated", *(str(_week(day) + n) for n in range(-reach, reach + 1))]


def _week(day: str) -> int:
    return date.fromisoformat(day).toordinal() // 7


def _choose(links: PersonLinks, chain: Chain, chosen: Sequence[tuple[Profile, _Fit]]) -> None:
    roots = {links.clusters.find(p.ref) for p, _ in chosen}
    if len(roots) == 1:
        target, (score, why) = min(chosen, key=lambda row: (-row[1][0], chain_order(row[0].chains[0])))
        links.join(target.ref, chain.ref, score, why)
        return
    for target, (score, why) in chosen[:3]:
        reasons = (*why, "more than one person fits")
        links.review.append(Thought(target.ref, chain.ref, False, min(score, 0.5), reasons))


def _fit(short: Chain, full: Profile) -> _Fit | None:
    """Whether a family name (with its titles) can stand for a full name, and how surely."""
    name = compare_names(short.name, full.name)
    if name.relation not in ("wider", "narrower", "equal") or name.score < 0.35:
        return _fit_exonym(short, full)
    if short.country and full.country and short.country != full.country:
        return None
    if full.known and len(short.name) >= _WHOLE and fold_name(short.name) == fold_name(full.name):
        return 0.86, (f"the newsroom's list has {short.name}",)
    probe = Profile((short,))
    agreed = _shared_office(probe, full)
    said = f"{short.name} is part of {full.name}"
    apart = days_between(probe.days, full.days)
    if short.article in full.articles:
        clash = bool(probe.offices and full.offices) and not agreed and _all_conflict(probe, full)
        return None if clash else (0.9 if agreed else 0.8, (said, "in the same text"))
    if agreed and apart <= _OFFICE_DAYS:
        return 0.88, (said, agreed)
    if short.offices or apart > NEAR_DAYS:
        return None
    if probe.partners & full.partners:
        return 0.75, (said, "the same partners, days apart")
    if full.country is not None and full.country not in _HAN_COUNTRIES:
        return 0.7, (said, "nobody else of that name, days apart")
    return None


def _fit_exonym(short: Chain, full: Profile) -> _Fit | None:
    """A foreign name whose usual form in another script does not follow its sound, by a seat with one holder."""
    probe = Profile((short,))
    if full.country is None or full.country in _HAN_COUNTRIES or short.article in full.articles:
        return None
    if parse_form(short.name).script == parse_form(full.name).script or days_between(probe.days, full.days) > NEAR_DAYS:
        return None
    seats = sorted(set(_seats(probe)) & set(_seats(full)))
    return (0.72, (f"{short.name} and {full.name} in two scripts", f"both {seats[0]}, days apart")) if seats else None


def _seats(profile: Profile) -> tuple[str, ...]:
    """The current offices with one holder, as blocking keys."""
    held = [o for o in profile.offices if o.of and o.status == "current" and has_one_holder(o.position)]
    return tuple(f"{o.position} of {o.of}" for o in held)


def _shared_office(a: Profile, b: Profile) -> str:
    for first in a.offices:
        for second in b.offices:
            found = compare_positions((first.position, first.of), (second.position, second.of))
            known = first.of is not None or second.of is not None or a.country == b.country
            if not (first.may_be_at(b.days) and second.may_be_at(a.days)):
                continue
            if found.relation in ("equal", "narrower", "wider") and known:
                return f"both {second.position} of {second.of or first.of or 'somebody'}"
    return ""


def _all_conflict(a: Profile, b: Profile) -> bool:
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
                groups[(fold_name(chain.name), office.position, office.of)].append(chain)
    for (name, position, of), members in sorted(groups.items()):
        for other in members[1:]:
            if days_between(Profile((members[0],)).days, Profile((other,)).days) <= _OFFICE_DAYS:
                links.join(members[0].ref, other.ref, 0.8, (f"{name}, {position} of {of}, in both",))
