"""Who is who between the text judged and its sources: chains of mentions brought to common ids.

The ids serve one audit only. Where ``link`` has already judged (``Context.of_chain``), its entity decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dateline.check.overseas import same_overseas
from dateline.check.views import Same, TextView
from dateline.lang.compare import compare_names, compare_positions
from dateline.lang.compare.places import stands_for_government
from dateline.lang.pivot import pivot_keys
from dateline.lang.zh.readings import fold_han
from dateline.model import Mention, Occupancy, Quote, Slots
from dateline.model.story import Party

SAME_NAME = 0.6
Office = tuple[str, str | None]


@dataclass(slots=True)
class Figure:
    """One chain of one text: a person, body or place, with the forms and offices that the text gives it."""

    text: int
    chain: int
    kind: str
    value: str
    of: str | None
    forms: tuple[str, ...]
    offices: tuple[tuple[str, str | None, str], ...]
    spans: tuple[tuple[int, int], ...]
    id: str = ""


@dataclass
class Cast:
    """All figures of all texts with their ids, and the offices that the record gives them. ``-1`` is the text judged."""

    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)
    occupancies: tuple[Occupancy, ...] = ()
    known: frozenset[str] | None = None
    """The ids of all that the evidence of the sources names, once asked for."""
    filled: dict[int, tuple[Slots, frozenset[str]]] = field(default_factory=dict)
    """The acts of the evidence as they were compared so far, by their place among them: slots, and words of the matter."""

    def figure(self, view: TextView, quote: Quote | Mention) -> Figure | None:
        """The figure whose mention stands at a span of a text."""
        mention = view.by_span.get((quote.start, quote.end))
        if mention is None or mention.chain is None:
            return None
        return self.figures.get((view.source, mention.chain))

    def party(self, view: TextView, quote: Quote) -> Party | None:
        """The slot of an act as a party, or None when the slot names nobody that can be resolved."""
        figure = self.figure(view, quote)
        if figure is None:
            return None
        office = figure.offices[0] if figure.offices else None
        return Party(entity=figure.id, capacity=office[0] if office else None, of=office[1] if office else figure.of)

    @cached_property
    def persons(self) -> frozenset[str]:
        """The ids of all persons. Asked for only when every text has been taken in."""
        return frozenset(f.id for f in self.figures.values() if f.kind == "person")

    def of_text(self, text: int) -> list[Figure]:
        """The figures of one text."""
        return [f for (owner, _), f in self.figures.items() if owner == text]


def resolve_cast(document: TextView, sources: Sequence[TextView], of_chain: Mapping[str, str]) -> Cast:
    """Give every chain an id, equal ids for one person, body or place. The ledger's entity decides, where it has one; a
    chain of the document whose entity is in no source may still be somebody whom the ledger did not know there."""
    held, known = _cast_sources(tuple(map(Same, sources))) if not of_chain else _cast(sources, of_chain)
    cast, entities = Cast(dict(held)), {f.id for f in known}
    for figure in _figures(document):
        given = _given(document, figure, of_chain)
        _take_in(figure, given if given in entities else None, cast.figures, known)
        if given and figure.id not in entities and not _has_own_key(figure):
            figure.id = given
    _tie_titles(document, cast.figures)
    return cast


Figures = dict[tuple[int, int], Figure]


@lru_cache(maxsize=16)
def _cast_sources(sources: tuple[Same[TextView], ...]) -> tuple[Figures, list[Figure]]:
    """The figures of the last sources are kept: many claims are judged against one source."""
    return _cast([s.held for s in sources], {})


def _cast(sources: Sequence[TextView], of_chain: Mapping[str, str]) -> tuple[Figures, list[Figure]]:
    """The figures of the sources. Those that the ledger knows come first, so that one it left out is found to be one of
    them."""
    figures: Figures = {}
    known: list[Figure] = []
    all_ = [(figure, _given(view, figure, of_chain)) for view in sources for figure in _figures(view)]
    for figure, given in sorted(all_, key=lambda pair: pair[1] is None):
        _take_in(figure, given, figures, known)
        known.append(figure)
    for view in sources:
        _tie_titles(view, figures)
    return figures, known


def _given(view: TextView, figure: Figure, of_chain: Mapping[str, str]) -> str | None:
    return of_chain.get(f"{view.article.id}#{figure.chain}")


def _take_in(figure: Figure, given: str | None, figures: Figures, known: Sequence[Figure]) -> None:
    """Give a figure its id, that of the one of those ``known`` that it is, and put it in its place."""
    twin = next((f for f in known if _is_namesake_in_office(figure, f)), None) if given else None
    given = twin.id if twin is not None else given
    match = None if given else _best_match(figure, known)
    figure.id = given or (match.id if match else f"{figure.kind[0]}{len(known)}:{_key(figure)}")
    if _has_own_key(figure):
        figure.id = _key(figure) if _has_pivot_key(figure) else given or _key(figure)
    figures[figure.text, figure.chain] = figure


def _is_namesake_in_office(a: Figure, b: Figure) -> bool:
    """Whether two persons have one full name and one office: one person, though the ledger would not say so."""
    return a.kind == b.kind == "person" and a.value == b.value and len(a.value) > 2 and _same_office(a, b)


def _has_own_key(figure: Figure) -> bool:
    return figure.kind in ("organization", "place")


def _tie_titles(view: TextView, figures: Figures) -> None:
    """Chains of titles become the figures of those who hold them."""
    for title, person in _holders(view).items():
        if (holder := figures.get((view.source, person))) is not None:
            figures.setdefault((view.source, title), holder)


def _has_pivot_key(figure: Figure) -> bool:
    """Whether its key is one in every language, whatever the ledger calls it: a country, a known place or body."""
    if figure.kind == "place":
        return figure.value in pivot_keys("places") or (len(figure.value) == 2 and figure.value.isupper())
    return figure.value in pivot_keys("bodies")


def _key(figure: Figure) -> str:
    if figure.kind == "place":
        return stands_for_government(figure.value) or figure.value
    if figure.kind == "organization" and figure.of:
        return figure.of if figure.value == "government" else f"{figure.of}:{figure.value}"
    proper = next((f for f in figure.forms if f != figure.value and sum(w[:1].isupper() for w in f.split()) > 1), None)
    if figure.kind == "organization" and proper:
        return f"{figure.value}:{proper.casefold()}"
    return figure.value


def _figures(view: TextView) -> list[Figure]:
    """The chains of a text, persons before bodies and places, in order of appearance."""
    chains: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(view.reading.mentions):
        if mention.chain is not None:
            chains.setdefault(mention.chain, []).append((index, mention))
    offices, holders = _offices(view), _holders(view)
    found: list[Figure] = []
    for chain, members in chains.items():
        if chain in holders:
            continue
        named = [m for _, m in members if m.kind != "position"]
        head = max(named or [m for _, m in members], key=lambda m: len(m.value or m.text))
        held = dict.fromkeys(o for i, _ in members for o in offices.get(i, ()))
        held |= dict.fromkeys((m.value or m.text, m.of, "current") for _, m in members if m.kind == "position")
        found.append(
            Figure(
                text=view.source,
                chain=chain,
                kind=head.kind,
                value=head.value or head.text,
                of=head.of,
                forms=_full_forms([f for m in named for f in (m.value, m.text) if f]),
                offices=tuple(held),
                spans=tuple((m.start, m.end) for _, m in members),
            )
        )
    return found


def _holders(view: TextView) -> dict[int, int]:
    """Chains of titles that roles give to a person -> the chain of that person."""
    mentions = view.reading.mentions
    found: dict[int, int] = {}
    for role in view.reading.roles:
        title, person = mentions[role.position].chain, mentions[role.person].chain
        if title is not None and person is not None and title != person:
            found.setdefault(title, person)
    return found


def _full_forms(forms: Sequence[str]) -> tuple[str, ...]:
    """The distinct forms of a name, without those that are a part of another ("Han" of "Han Doyun")."""
    return tuple(dict.fromkeys(f for f in forms if not any(f != other and f in other for other in forms)))


def _offices(view: TextView) -> dict[int, list[tuple[str, str | None, str]]]:
    """Mention index of a person -> the offices that roles tie to it."""
    found: dict[int, list[tuple[str, str | None, str]]] = {}
    for role in view.reading.roles:
        position = view.reading.mentions[role.position]
        if position.value:
            found.setdefault(role.person, []).append((position.value, position.of, role.status))
    return found


def _best_match(figure: Figure, known: Sequence[Figure]) -> Figure | None:
    """The figure of the sources that this one is. A bare office is a person only where one person alone holds it."""
    if figure.kind == "position":
        holders = {f.id: f for f in known if f.kind == "person" and _same_office(figure, f)}
        return next(iter(holders.values())) if len(holders) == 1 else None
    best: tuple[float, Figure | None] = (0.0, None)
    for other in known:
        score = same_figure(figure, other)
        if score > best[0]:
            best = (score, other)
    return best[1] if best[0] >= SAME_NAME else None


def same_figure(a: Figure, b: Figure) -> float:
    """How likely two figures are one: persons by name, bodies and places by key."""
    if a.kind != b.kind:
        return 0.0
    if a.kind != "person":
        return 1.0 if _key(a) == _key(b) else 0.0
    country = next((o for _, o, _ in (*a.offices, *b.offices) if o), None)
    pairs = [(x, y) for x in a.forms[:3] for y in b.forms[:3]]
    score = max((same_name(x, y, country) or same_overseas(x, y) for x, y in pairs), default=0.0)
    return min(1.0, score + (0.15 if score > 0.3 and _same_office(a, b) else 0.0))


def _same_office(a: Figure, b: Figure) -> bool:
    for key, of, _ in a.offices:
        for other, other_of, _ in b.offices:
            if compare_positions((key, of), (other, other_of)).relation in ("equal", "narrower", "wider"):
                return True
    return False


@lru_cache(maxsize=65536)
def same_name(a: str, b: str, country: str | None) -> float:
    """The likelihood that two forms name one person; a part of a full name in the same script counts."""
    if a == b:
        return 1.0
    left, right = _tokens(a), _tokens(b)
    if a.isascii() and b.isascii() and left and right:
        short, long = sorted((left, right), key=len)
        if set(short) <= set(long):
            return 0.9
        if {w[0] for w in left}.isdisjoint(w[0] for w in right):
            return 0.0
    elif not a.isascii() and not b.isascii() and _same_script(a, b):
        short_text, long_text = sorted((a, b), key=len)
        if len(short_text) < len(long_text) and (long_text.startswith(short_text) or long_text.endswith(short_text)):
            return 0.9
    found = compare_names(a, b, country=country)
    by_spelling = any("~" in reason for reason in found.why)
    if found.relation == "conflict" or (by_spelling and near_miss(a, b)):
        return 0.0
    return max(found.score, 0.65) if found.relation in ("narrower", "wider") else found.score


def _tokens(name: str) -> list[str]:
    """The words of a Latin name, without short titles in capitals ("PM Kim")."""
    words = name.replace("-", " ").split()
    kept = [w for w in words if not (w.isupper() and 2 <= len(w) <= 3)] or words
    return [w.casefold() for w in kept]


def _same_script(a: str, b: str) -> bool:
    hangul = ["\uac00" <= text[0] <= "\ud7a3" for text in (a, b)]
    return hangul[0] == hangul[1]


def near_miss(a: str, b: str) -> bool:
    """Whether two different forms in one script are one slip apart: one character of a name in Han or Hangul of three or
    more, one letter of a Latin name of six or more."""
    if a == b or a.isascii() != b.isascii():
        return False
    if a.isascii():
        from rapidfuzz.distance import DamerauLevenshtein

        return min(len(a), len(b)) >= 6 and DamerauLevenshtein.distance(a.casefold(), b.casefold()) == 1
    slips = len(a) == len(b) >= 3 and sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return slips and fold_han(a) != fold_han(b)
