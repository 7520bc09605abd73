"""DL104 by who holds what: a title tied to a name by "is" alone, and a title other than the one that the sources give.

The reading ties a title that stands against a name; a sentence may also say it ("The foreign minister is ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from dateline.check.case import Case, Found, cite_span
from dateline.check.identity import Figure
from dateline.check.names import compare_office
from dateline.check.views import SentenceView, TextView
from dateline.lang.compare import compare_positions
from dateline.lang.data import load_table
from dateline.model import Mention

_MANNERS = ("title_name", "name_title")


def check_holders(case: Case) -> Iterator[Found]:
    """A title that the sentence gives by "is", where the sources give the person another or somebody else this one."""
    tied = {case.document.reading.mentions[r.position].start for r in case.document.reading.roles}
    for person, title in read_copulas(case.claim):
        figure = case.cast.figure(case.document, person)
        if figure is None:
            continue
        found = list(compare_office(case, figure, title, "current")) if title.start not in tied else []
        yield from found or _not_given(case, figure, title)


def _not_given(case: Case, figure: Figure, title: Mention) -> Iterator[Found]:
    """A title that is all that the sentence says of a person, while the sources give this person others alone."""
    held = list(_titles_of(case, figure))
    office = (title.value or "", title.of)
    stands = {compare_positions(office, (m.value or "", m.of)).relation for _, m in held}
    wide = title.value in _wide() or any(m.value in _wide() for _, m in held)
    if (
        not held
        or wide
        or not title.value
        or stands & {"equal", "narrower", "wider"}
        or _is_beside(case, figure, title)
    ):
        return
    sentence, other = held[0]
    evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
    yield Found("DL104", title.start, title.end, other.text, evidence)


def _is_beside(case: Case, figure: Figure, title: Mention) -> bool:
    """Whether a source sentence that names the person has the title too, tied to nobody else there."""
    for sentence in case.corpus.sentences:
        view = case.view_of(sentence)
        named = {f.id for m in sentence.named("person") if (f := case.cast.figure(view, m)) is not None}
        if named == {figure.id} and any(m.value == title.value for m in sentence.named("position")):
            return True
    return False


def check_houses(case: Case) -> Iterator[Found]:
    """A title of another body than the one that all sources have beside this person, where they know both bodies."""
    for person in case.claim.named("person"):
        figure = case.cast.figure(case.document, person)
        mine = _house(case, case.document, case.claim, person)
        if figure is None or mine is None or not (mine in case.known_ids or mine in case.source_text):
            continue
        theirs = {
            house: s
            for s in case.corpus.sentences
            for m in s.named("person")
            if (f := case.cast.figure(case.view_of(s), m)) is not None and f.id == figure.id
            if (house := _house(case, case.view_of(s), s, m)) is not None
        }
        if theirs and not any(mine in house or house in mine for house in theirs):
            house, sentence = next(iter(theirs.items()))
            yield Found(
                "DL104",
                person.start,
                person.end,
                house,
                (cite_span(sentence, sentence.start, sentence.end, "contradicts"),),
            )
            return


def _house(case: Case, view: TextView, sentence: SentenceView, person: Mention) -> str | None:
    """The id of the body that stands against a person's name or title: "東雲化成の八代社長", "Ro, president of Aldgate"."""
    table, text = load_table(sentence.lang, "copulas"), sentence.article.text
    bodies = [m for m in sentence.named("organization") if (f := case.cast.figure(view, m)) is not None and f.id]
    for body in bodies:
        gap = text[body.end : person.start] if body.end <= person.start else text[person.end : body.start]
        pattern = table["body_name"] if body.end <= person.start else table["name_body"]
        if pattern and re.fullmatch(pattern, gap):
            figure = case.cast.figure(view, body)
            return figure.id if figure is not None else None
    return None


def read_copulas(sentence: SentenceView) -> Iterator[tuple[Mention, Mention]]:
    """Persons with the titles that a form of "is" gives them (``lang/<code>/copulas.toml``)."""
    table, text = load_table(sentence.lang, "copulas"), sentence.article.text
    named = [m for m in sentence.mentions if m.kind in ("person", "position")]
    for first, second in permutations(named, 2):
        if first.end > second.start or first.kind == second.kind:
            continue
        manner = _MANNERS[first.kind == "person"]
        closed = re.match(table["end"], text[second.end : sentence.end])
        if closed and re.search(table[manner], text[first.end : second.start]):
            yield (first, second) if first.kind == "person" else (second, first)


def check_other_title(case: Case) -> Iterator[Found]:
    """A title beside a name that no source has at all, where all sources give this person other ones of the same class."""
    mentions = case.document.reading.mentions
    given = {m.value for view in case.sources for m in view.reading.mentions if m.kind == "position"}
    for role in case.document.reading.roles:
        person, title = mentions[role.person], mentions[role.position]
        figure = case.cast.figure(case.document, person)
        if figure is None or title.value in given or not case.claim.start <= title.start < case.claim.end:
            continue
        held = list(_titles_of(case, figure))
        stated = title.text.casefold() in case.source_text.casefold()
        if held and not stated and title.value in _apart() and all(m.value in _apart() for _, m in held):
            sentence, other = held[0]
            evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
            yield Found("DL104", title.start, title.end, other.text, evidence)
            return


def _titles_of(case: Case, figure: Figure) -> Iterator[tuple[SentenceView, Mention]]:
    """The titles that the sources give a person, and where."""
    for view in case.sources:
        mentions = view.reading.mentions
        for role in view.reading.roles:
            other, title = case.cast.figure(view, mentions[role.person]), mentions[role.position]
            sentence = next((s for s in view.evidence if s.start <= title.start < s.end), None)
            if sentence is not None and other is not None and other.id == figure.id and title.value:
                yield sentence, title


@cache
def _wide() -> frozenset[str]:
    return frozenset(str(load_table("compare", "titles")["wide"]).split())


@cache
def _apart() -> frozenset[str]:
    return frozenset(str(load_table("compare", "titles")["apart"]).split())
