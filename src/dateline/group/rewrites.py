"""Machine rewrites: which of the origins at hand each was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.group.copies import align
from dateline.group.credits import agency_label, same_agency
from dateline.group.dossier import Dossier
from dateline.group.folding import Folding, label
from dateline.group.shingles import share_within

REWRITTEN = 0.35
"""Share of a machine rewrite's sentences that must run along a text for it to count as made from it. Lower than for a
translation: that it was made from some text is known, and only which one is asked."""
REWRITTEN_FIGURES, SAME_FIGURES = 0.3, 0.5
"""The same share where so many of the rewrite's numbers and dates stand in the text as well."""
OWN_FIGURES, OWN_WORDS = 0.5, 2.0
"""What a rewrite's numbers, and its runs of letters in common, count beside its sentences in finding the text that it was
made from: a rewrite in the language of its source keeps many of its words."""


def rehome_rewrites(folding: Folding, groups: Iterable[Sequence[int]]) -> list[list[int]]:
    """Give every machine text the origin of the text that it was made from, where that is at hand."""
    human = [list(g) for g in groups if not folding.dossiers[g[0]].by_machine]
    homes: dict[int, int] = {}
    alone: list[list[int]] = []
    for group in groups:
        if not folding.dossiers[group[0]].by_machine:
            continue
        left = []
        for i in group:
            home = _source_of_rewrite(folding, i, human)
            if home is None:
                folding.note(i, "machine rewrite; its source is not among the articles")
                left.append(i)
            else:
                homes[i] = home
        if left:
            alone.append(left)
    for i, home in homes.items():
        human[home].append(i)
    return [sorted(g) for g in (*human, *alone)]


def _source_of_rewrite(folding: Folding, i: int, human: Sequence[Sequence[int]]) -> int | None:
    """The group that a machine text was made from: the one it links to, else the one it credits, else the closest."""
    rewrite, scored = folding.dossiers[i], []
    for number, group in enumerate(human):
        for j in group:
            source = folding.dossiers[j]
            if source.article.url and source.article.url in rewrite.article.links:
                folding.note(i, f"machine rewrite that links to {label(source)}")
                return number
            credit, theirs = folding.credits[i], folding.credits[j]
            if credit is not None and theirs is not None and same_agency(credit, theirs):
                folding.note(i, f"machine rewrite that credits {agency_label(credit)}")
                return number
        sources = [folding.dossiers[j] for j in group if not after(folding.dossiers[j], rewrite)]
        closest = max(sources, key=lambda d: (align(rewrite, d).matched, d.id), default=None)
        if closest is not None:
            matched = align(rewrite, closest).matched
            share, figures = matched / max(1, len(rewrite.body)), _figures_from(rewrite, sources)
            if is_made_from(rewrite, sources, matched):
                words = max(share_within(rewrite, d) for d in sources)
                scored.append((share + OWN_FIGURES * figures + OWN_WORDS * words, -number, closest, share))
    if not scored:
        return None
    _, number, closest, share = max(scored, key=lambda s: s[:2])
    folding.note(i, f"machine rewrite: {share:.0%} of its sentences run along {label(closest)}")
    return -number


def is_made_from(text: Dossier, sources: Sequence[Dossier], matched: int) -> bool:
    """Whether so many of a text's sentences have a counterpart in the sources that it is made from one of them."""
    share = matched / max(1, len(text.body))
    return share >= REWRITTEN or (share >= REWRITTEN_FIGURES and _figures_from(text, sources) >= SAME_FIGURES)


def _figures_from(rewrite: Dossier, sources: Sequence[Dossier]) -> float:
    """The share of a rewrite's numbers and dates that one of the texts of an origin has: a sum in dollars is from whoever
    gave it in dollars."""
    ours, *theirs = (
        {m.value for m in d.reading.mentions if m.kind == "number"} | {x.edtf for x in d.reading.dates if x.edtf}
        for d in (rewrite, *sources)
    )
    return len(ours & set().union(*theirs)) / len(ours) if ours else 0.0


def after(source: Dossier, rewrite: Dossier) -> bool:
    """Whether a text came out on a later day than the rewrite, both days being known."""
    if "inferred" in (source.article.published_basis, rewrite.article.published_basis):
        return False
    return bool(source.day and rewrite.day and source.day > rewrite.day)
