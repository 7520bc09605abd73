"""Origins: the reporting that articles rest on. Pick-ups, translations and rewrites of one text are one origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise

from dateline.group.copies import (
    EDITED,
    Alignment,
    align,
    group_pairs,
    has_nothing_new,
    is_picked_up,
    is_translation,
    shared_quotes,
)
from dateline.group.credits import (
    Credit,
    agency_label,
    bears_out,
    find_credit,
    find_names_credited,
    names_release,
    names_reporter,
    same_agency,
)
from dateline.group.dossier import Dossier, fold, instant
from dateline.group.folding import Folding, label
from dateline.group.relays import find_relay
from dateline.group.rewrites import after, is_made_from, rehome_rewrites
from dateline.group.shingles import share_within
from dateline.group.stories import earliest, mint
from dateline.model import Act, Mention, Origin, Placement
from dateline.model.story import OriginKind

RESTS_ON = 0.8
"""Share of an article that must stand in, or run along, an official text for it to rest on that text alone, and only
where all its attributed statements are that office's."""
DIGEST, DIGEST_TRANSLATED = 0.6, 0.5
"""Mean cosine of the sentences of a text, each with its counterpart in an official text, from which it is a digest of that
one; the same across languages."""
VOUCHED = 3
"""Acts that a text which opens with a side's release tells by that side's word, so that it is a digest of the release even
where its sentences are not the release's."""
SAME_REPORT_DAYS, PICKED_UP = 2, 0.5
"""Days within which texts that credit one agency may be one report of it, and the share of the shorter text that must then run
along the other; what else the agency has later is another report."""
PAIRS_FULL = 60
"""Articles of a story up to which every pair is aligned; beyond that only neighbours by day of publication."""


def fold_origins(
    story: str, dossiers: Sequence[Dossier], copies: Mapping[tuple[str, str], float]
) -> tuple[list[Origin], list[Placement]]:
    """The origins of one story's articles and the placement of each, with reasons in words. ``copies`` maps pairs of
    article ids to the share of words in common."""
    folding = _find_credits(dossiers)
    people = [i for i, d in enumerate(dossiers) if not d.by_machine]
    _fold_copies(folding, copies)
    _fold_credits(folding)
    _fold_sides(folding)
    _fold_outlets(folding, people)
    _fold_translations(folding, people)
    _fold_readouts(folding, people)
    groups = group_pairs(len(dossiers), folding.pairs)
    homes = rehome_rewrites(folding, groups)
    made = [_make_origin(folding, group) for group in homes]
    placements = [_place(story, folding, origin, i) for origin, group in zip(made, homes, strict=True) for i in group]
    return sorted(made, key=lambda o: o.id), sorted(placements, key=lambda p: p.article)


def _find_credits(dossiers: Sequence[Dossier]) -> Folding:
    """The credit of each article: an agency's, else that of an outlet of the same story, else the report that it says it
    retells; an outlet that others credit is the agency itself."""
    outlets = sorted({d.article.outlet for d in dossiers if d.article.outlet and d.article.source_class != "official"})
    named = {d.id: find_names_credited(d) for d in dossiers}
    found = [find_credit(d) or _credit_borne_out(d, dossiers, named) for d in dossiers]
    retold = _find_retold(dossiers, found, outlets)
    found = [retold.get(i, credit) for i, credit in enumerate(found)]
    given = [c for c in found if c is not None]
    for i, dossier in enumerate(dossiers):
        if found[i] is None and dossier.article.outlet in outlets:
            own = Credit(dossier.article.outlet, dossier.article.outlet, known=False)
            others = (*given, *(Credit(o, o, known=False) for o in outlets if o != own.agency))
            found[i] = own if any(bears_out(c, own.agency) for c in others) else None
    return Folding(dossiers, found, frozenset(retold))


def _find_retold(
    dossiers: Sequence[Dossier], credits: Sequence[Credit | None], outlets: Sequence[str]
) -> dict[int, Credit]:
    """The reports that articles without a credit say they retell: wholly by their words, or as far as half of them runs
    along a text of that outlet or agency."""
    retold: dict[int, Credit] = {}
    for i, dossier in enumerate(dossiers):
        relay = find_relay(dossier, outlets) if credits[i] is None else None
        if relay is None:
            continue
        others = [(d, theirs) for d, theirs in zip(dossiers, credits, strict=True) if d is not dossier]
        sources = [
            d
            for d, theirs in others
            if bears_out(relay.credit, d.article.outlet or "") or (theirs and same_agency(theirs, relay.credit))
        ]
        if (relay.whole and sources) or any(_runs_half_along(dossier, source) for source in sources):
            retold[i] = relay.credit
        elif relay.whole:
            own = [d for d, theirs in others if theirs is None and _may_be_retold(d, dossier)]
            outlet = own[0].article.outlet if len(own) == 1 and not relay.credit.known else None
            retold[i] = Credit(outlet, relay.credit.words, known=False) if outlet else relay.credit
    return retold


def _may_be_retold(source: Dossier, text: Dossier) -> bool:
    """Whether a text in another language may be what a text retells that names its source in its own script."""
    if source.article.lang == text.article.lang or source.by_machine or source.article.source_class == "official":
        return False
    return not after(source, text) and is_made_from(text, [source], align(text, source).matched)


def _runs_half_along(text: Dossier, source: Dossier) -> bool:
    along = align(text, source)
    half = PICKED_UP * len(text.body)
    return max(along.matched, along.nearest) >= half or share_within(text, source) >= PICKED_UP


def _credit_borne_out(
    dossier: Dossier, dossiers: Sequence[Dossier], named: Mapping[str, Sequence[Credit]]
) -> Credit | None:
    """A name in the place of a credit that is another article's outlet, or stands in that place in another outlet's text.
    ``named`` has by article the names in such places."""
    own = dossier.article.outlet or ""
    for credit in named[dossier.id]:
        if own and bears_out(credit, own):
            continue
        for other in dossiers:
            outlet = other.article.outlet or ""
            if other is dossier or not outlet or fold(outlet) == fold(own) or other.article.source_class == "official":
                continue
            if bears_out(credit, outlet):
                return Credit(outlet, credit.words, known=False)
            if any(same_agency(credit, c) for c in named[other.id]):
                return credit
    return None


def _alike(folding: Folding, i: int, j: int) -> bool:
    """Machine texts fold among themselves only; they join a human text's origin one by one (``_rehome_rewrites``)."""
    return folding.dossiers[i].by_machine == folding.dossiers[j].by_machine


def _fold_copies(folding: Folding, copies: Mapping[tuple[str, str], float]) -> None:
    at = {d.id: i for i, d in enumerate(folding.dossiers)}
    for (a, b), share in sorted(copies.items()):
        if a in at and b in at and _alike(folding, at[a], at[b]):
            if not _carries(folding.dossiers[at[a]], folding.dossiers[at[b]]):
                continue
            quotes = shared_quotes(folding.dossiers[at[a]], folding.dossiers[at[b]])
            extra = f", shared quotes {quotes}," if quotes else ""
            folding.join(at[a], at[b], f"same words ({share:.0%}){extra} as")


def _carries(a: Dossier, b: Dossier) -> bool:
    """Whether shared words make two texts one. A report that holds a readout and more is the reporter's own; it is the
    office's only where it is nothing but the readout."""
    if (a.article.source_class == "official") == (b.article.source_class == "official"):
        return True
    report, readout = (b, a) if a.article.source_class == "official" else (a, b)
    return share_within(report, readout) >= RESTS_ON


def _fold_credits(folding: Folding) -> None:
    """Whatever several pages of one story credit to one agency in the same days is that agency's one reporting."""
    credited: list[tuple[int, Credit]] = []
    for i, credit in enumerate(folding.credits):
        if credit is None:
            continue
        folding.note(i, f"credit: {credit.words}")
        if not folding.dossiers[i].by_machine and folding.dossiers[i].article.source_class != "official":
            credited.append((i, credit))
    for (i, a), (j, b) in combinations(credited, 2):
        if same_agency(a, b) and _one_report(folding.dossiers[i], folding.dossiers[j]):
            folding.join(i, j, f"both credit {agency_label(a)}, as does")
    for i, a in credited:
        if i in folding.retold:
            sources = [j for j, b in credited if j not in folding.retold and same_agency(a, b)]
            _fold_retelling(folding, i, sources)


def _fold_retelling(folding: Folding, i: int, sources: Sequence[int]) -> None:
    """Join a text that says whose report it retells with that report: of several, the one that it runs along most, the
    latest before it."""
    ours = folding.dossiers[i]
    near = [j for j in sources if 0 <= (_days_between(folding.dossiers[j], ours) or 0) <= SAME_REPORT_DAYS]
    ranked = {
        j: (align(ours, folding.dossiers[j]).matched, folding.dossiers[j].article.published or "", -j) for j in near
    }
    if ranked:
        folding.join(i, max(ranked, key=lambda j: ranked[j]), "retells, by its own words, the report of")


def _days_between(earlier: Dossier, later: Dossier) -> int | None:
    if earlier.day is None or later.day is None:
        return None
    return (date.fromisoformat(later.day) - date.fromisoformat(earlier.day)).days


def _one_report(a: Dossier, b: Dossier) -> bool:
    """Whether two texts of an agency are one report of it: of one day, or of the next days (a page may pick it up late) where
    half of the shorter runs along the other. Else the agency has reported anew."""
    apart = abs(_days_between(a, b) or 0)
    if apart == 0:
        return True
    along = align(a, b)
    return apart <= SAME_REPORT_DAYS and along.matched >= 2 and along.coverage >= PICKED_UP


def _fold_sides(folding: Folding) -> None:
    """What one side put out on one event in one day, or again in the next days, is one origin, in however many texts and
    languages."""
    by_side: dict[str, list[int]] = {}
    for i, dossier in enumerate(folding.dossiers):
        if dossier.article.source_class == "official" and not dossier.by_machine:
            side = dossier.article.official_of or dossier.article.outlet or dossier.article.source
            folding.note(i, f"official text of {side}")
            by_side.setdefault(side, []).append(i)
    for side, members in sorted(by_side.items()):
        for i, j in combinations(members, 2):
            if _one_report(folding.dossiers[i], folding.dossiers[j]):
                folding.join(i, j, f"texts of one side ({side}), with")


def _fold_outlets(folding: Folding, people: Sequence[int]) -> None:
    """What one outlet wrote on one event on one day is one reporting. What it took from an agency is the agency's."""
    by_day: dict[tuple[str, str], list[int]] = {}
    for i in people:
        dossier, credit = folding.dossiers[i], folding.credits[i]
        if dossier.article.source_class == "official" or not dossier.article.outlet or dossier.day is None:
            continue
        agency = credit.agency if credit is not None else ""
        by_day.setdefault((fold(dossier.article.outlet), f"{dossier.day} {agency}"), []).append(i)
    for members in by_day.values():
        for i, j in pairwise(members):
            folding.join(i, j, "the same outlet on the same day as")


def _fold_translations(folding: Folding, people: Sequence[int]) -> None:
    for i, j in _neighbours(folding.dossiers, people):
        a, b = folding.dossiers[i], folding.dossiers[j]
        if _rivals(folding, i, j):
            continue
        if a.article.lang == b.article.lang:
            later, earlier = (a, b) if instant(a.article.published) > instant(b.article.published) else (b, a)
            shared = share_within(later, earlier) if _is_unsigned(folding, i, j) else 0.0
            if shared < EDITED:
                continue
            alignment = align(a, b)
            if is_picked_up(alignment, shared, nothing_new=has_nothing_new(later, earlier)):
                folding.join(i, j, f"{_run_along(alignment)}, in much the same words: the text, edited, of")
            continue
        alignment = align(a, b)
        credited = folding.credits[i] is not None and folding.credits[j] is not None
        unsigned = _is_unsigned(folding, i, j)
        if is_translation(a, b, alignment, credited=credited, unsigned=unsigned):
            folding.join(i, j, f"{_run_along(alignment)}: a translation, with")


def _is_unsigned(folding: Folding, i: int, j: int) -> bool:
    """Whether the later of two articles (either, where that is not known) names neither an agency nor a reporter."""
    x, y = (instant(folding.dossiers[k].article.published) for k in (i, j))
    later = (i, j) if not x or not y or (x[:10] == y[:10] and len(x) != len(y)) or x == y else (i,) if x > y else (j,)
    return any(folding.credits[k] is None and not names_reporter(folding.dossiers[k]) for k in later)


def _rivals(folding: Folding, i: int, j: int) -> bool:
    """Two that credit agencies known to differ, or are two sides' own texts, are never one text. (Those that credit one
    agency were joined before; a name that is in no table may be the other's in another language.)"""
    a, b = folding.credits[i], folding.credits[j]
    sides = {folding.dossiers[x].article.official_of for x in (i, j)} - {None}
    official = folding.dossiers[i].article.source_class == "official"
    other = folding.dossiers[j].article.source_class == "official"
    known = a is not None and b is not None and (a.known or b.known)
    return known or len(sides) == 2 or official != other


def _neighbours(dossiers: Sequence[Dossier], members: Sequence[int]) -> list[tuple[int, int]]:
    if len(members) <= PAIRS_FULL:
        return [(i, j) for x, i in enumerate(members) for j in members[x + 1 :]]
    ordered = sorted(members, key=lambda i: (dossiers[i].article.published or "9999", dossiers[i].id))
    return [(min(i, j), max(i, j)) for x, i in enumerate(ordered) for j in ordered[x + 1 : x + 30]]


def _run_along(alignment: Alignment) -> str:
    words = f"{alignment.matched} sentences run along each other ({alignment.coverage:.0%})"
    return words if alignment.figures is None else f"{words}, numbers and dates in order ({alignment.figures:.0%})"


def _fold_readouts(folding: Folding, people: Sequence[int]) -> None:
    """An article that has nothing but what one office put out is that office's origin, where the text is at hand; two
    that both say so of a release that is not at hand, and run along each other, are one."""
    official = [i for i in people if folding.dossiers[i].article.source_class == "official"]
    rest = [i for i in people if i not in official and folding.credits[i] is None]
    for i in rest:
        for j in official:
            found = align(folding.dossiers[i], folding.dossiers[j])
            side = folding.dossiers[j].article.official_of
            covered = found.matched / max(1, len(folding.dossiers[i].body))
            if covered >= RESTS_ON and found.matched >= 3 and _rests_only_on(folding.dossiers[i], side):
                folding.join(i, j, f"{_run_along(found)} and every statement is that office's: rests on")
                break
            if _is_digest(folding, i, j, found):
                folding.join(i, j, f"{_run_along(found)} and nothing else is told: rests on")
                break
            cue = _opens_with_release(folding.dossiers[i], folding.dossiers[j])
            if cue and (
                found.matched >= max(2, PICKED_UP * len(folding.dossiers[i].body)) or _speaks_for(folding.dossiers[i])
            ):
                folding.join(i, j, f"opens with that side's release ({cue}), {_run_along(found)}: rests on")
                break
    released = {i: cue for i in rest if (cue := names_release(folding.dossiers[i]))}
    for i, j in _neighbours(folding.dossiers, sorted(released)):
        a, b = folding.dossiers[i], folding.dossiers[j]
        same = vouching_offices(a) & vouching_offices(b)
        found = align(a, b)
        if len(same) == 1 and found.coverage >= 0.8 and found.matched >= 3:
            folding.join(i, j, f"both rest on a release ({released[i]}); {_run_along(found)}, with")


def _is_digest(folding: Folding, i: int, j: int, found: Alignment) -> bool:
    """Whether a text names no reporter, came out after an official one, within days of it, and has nothing but what stands
    there in the same order."""
    text, official = folding.dossiers[i], folding.dossiers[j]
    after_days = _days_between(official, text)
    if names_reporter(text) or after_days is None or not 0 <= after_days <= SAME_REPORT_DAYS:
        return False
    whole = found.paired == len(text.body) >= (3 if text.article.lang == official.article.lang else 4)
    return whole and found.likeness >= (DIGEST if text.article.lang == official.article.lang else DIGEST_TRANSLATED)


def vouching_offices(dossier: Dossier) -> frozenset[str]:
    """The bodies, offices and people by whose word the body tells its acts, as entity keys."""
    found = (dossier.mention_of(act.said_by) for act in body_acts(dossier))
    return frozenset(dossier.key_of(m) for m in found if m is not None)


def body_acts(dossier: Dossier) -> list[Act]:
    return [a for a in dossier.reading.acts if dossier.block_at(a.start).kind == "body"]


def _opens_with_release(dossier: Dossier, official: Dossier) -> str | None:
    """The words in the first two sentences by which a text says that it tells what a body of an official text's side put
    out, where nobody of another side, and nobody without an office, speaks in it."""
    opening, side, office = dossier.body[:2], official.article.official_of, official.article.outlet
    cue = names_release(dossier, opening)
    if cue is None or side is None:
        return None
    start, end = dossier.reading.sentences[opening[0]].start, dossier.reading.sentences[opening[-1]].end
    inside = [m for m in dossier.reading.mentions if start <= m.start < end]
    named = any(m.kind in ("organization", "place", "position") and _is_of(dossier, m, side) for m in inside)
    named = named or bool(office and office in dossier.article.text[start:end])
    ours = all(_is_of(dossier, m, side) or m.text == office for m in _voices(dossier))
    return cue if named and ours else None


def _is_of(dossier: Dossier, mention: Mention, side: str) -> bool:
    return _same_side(dossier.side_of(mention) or mention.value, side)


def _voices(dossier: Dossier) -> list[Mention]:
    """Those by whose word the body tells its acts."""
    return [m for a in body_acts(dossier) if (m := dossier.mention_of(a.said_by)) is not None]


def _speaks_for(dossier: Dossier) -> bool:
    """Whether a text tells by somebody's word as often as ``VOUCHED``, or by that or a release in every sentence."""
    vouched = [a for a in body_acts(dossier) if dossier.mention_of(a.said_by) is not None]
    rows = {i: dossier.reading.sentences[i] for i in dossier.body}
    by_word = {i for i, s in rows.items() if any(s.start <= a.start < s.end for a in vouched)}
    every = all(i in by_word or names_release(dossier, (i,)) for i in rows)
    return len(vouched) >= VOUCHED or (every and len(rows) > 1)


def _same_side(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a.split("/")[0] == b.split("/")[0]


def _rests_only_on(dossier: Dossier, side: str | None) -> bool:
    """Whether all by whose word the body speaks are bodies of the side, and one is. (Somebody who told the reporter
    something gave more than a readout.)"""
    voices = _voices(dossier)
    if side is None or not voices or any(m.kind != "organization" for m in voices):
        return False
    sides = [dossier.side_of(m) for m in voices]
    return all(_same_side(s, side) for s in sides)


def _make_origin(folding: Folding, group: Sequence[int]) -> Origin:
    members = [folding.dossiers[i] for i in group]
    human = [i for i in group if not folding.dossiers[i].by_machine]
    official = [folding.dossiers[i] for i in human if folding.dossiers[i].article.source_class == "official"]
    credited = Counter(agency_label(c) for i in human if (c := folding.credits[i]) is not None)
    first = earliest([folding.dossiers[i] for i in human] or members)
    kind: OriginKind
    name, of = first.article.outlet, None
    if not human:
        kind = "ai_rewrite"
    elif official:
        kind, name, of = "official", earliest(official).article.outlet, earliest(official).article.official_of
    elif credited:
        kind, name = "wire", min(credited, key=lambda a: (-credited[a], a))
    else:
        kind = "reporting"
    return Origin(
        id=mint("o", first.id),
        kind=kind,
        independent=kind != "ai_rewrite",
        name=name or first.article.source,
        of=of,
        articles=tuple(sorted(d.id for d in members)),
    )


def _place(story: str, folding: Folding, origin: Origin, i: int) -> Placement:
    dossier = folding.dossiers[i]
    why = folding.why.get(i, [])
    if not why:
        why = [f"no other article here carries the text of {label(dossier)}: its own reporting"]
    return Placement(
        article=dossier.id,
        story=story,
        origin=origin.id,
        origin_kind="ai_rewrite" if dossier.by_machine else origin.kind,
        independent=origin.independent and not dossier.by_machine,
        why=tuple(why[:8]),
    )
