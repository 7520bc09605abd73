"""DL503, DL504 by dealings: who asked, gave, blamed, named or beat whom, told the other way round or of somebody else.

A sentence and the source sentence of its matter are compared in the families of verbs that both have (``deals``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.check.case import Case, Found, cite
from dateline.check.compared import read_compared
from dateline.check.deals import Deal, Span, read_deals
from dateline.check.views import SentenceView, TextView
from dateline.lang.data import load_table

_PARTIES = ("person", "organization", "place", "position")
_NEAR = 3
_WORD = re.compile(r"[^\W_]+")
_LEAST = 2
_CODE = 2  # letters of the code of a country


@dataclass(frozen=True, slots=True)
class Party:
    """Who is meant by some words: the ids of who is named in them, and their head."""

    ids: frozenset[str]
    persons: frozenset[str]
    head: str
    lang: str


@dataclass(frozen=True, slots=True)
class Dealing:
    """A deal with its parties made out."""

    family: str
    giver: Party | None
    taker: Party | None


def check_dealings(case: Case) -> Iterator[Found]:
    """The parties of a dealing change places (DL503), or another one who is named beside them has the part (DL504)."""
    mine = _make_out(case, case.document, case.claim)
    if not mine or read_compared(case.claim.text, case.claim.lang) is not None:
        return  # what goes either way is compared there, not dealt
    families = {d.family for d in mine}
    theirs = [(s, d) for s in case.corpus.sentences for d in _dealings_of(case, s, families)]
    near = [h.sentence for h in case.hits[:_NEAR]]
    for deal in mine:
        same = [(s, d) for s, d in theirs if d.family == deal.family]
        if any(_agrees(deal, d) for _, d in same):
            continue
        for sentence, other in ((s, d) for s, d in same if s in near):
            if (code := _conflict(case, deal, sentence, other)) is not None:
                evidence = (cite(sentence, "contradicts"),)
                yield Found(code, case.claim.start, case.claim.end, sentence.text, evidence)
                return


def _dealings_of(case: Case, sentence: SentenceView, families: set[str]) -> list[Dealing]:
    deals = [d for d in read_deals(sentence.text, sentence.lang) if d.family in families]
    return [_resolve(case, case.view_of(sentence), sentence, d) for d in deals]


def _make_out(case: Case, view: TextView, sentence: SentenceView) -> list[Dealing]:
    return [_resolve(case, view, sentence, d) for d in read_deals(sentence.text, sentence.lang)]


def _resolve(case: Case, view: TextView, sentence: SentenceView, deal: Deal) -> Dealing:
    parties = [_party(case, view, sentence, s) if s else None for s in (deal.giver, deal.taker)]
    return Dealing(deal.family, *parties)


def _party(case: Case, view: TextView, sentence: SentenceView, span: Span) -> Party | None:
    """Whom a stretch of a sentence names; None for a pronoun that stands for nobody known."""
    start, end = (sentence.start + n for n in span)
    if any(d.start < end and start < d.end and d.end >= end - 1 for d in sentence.dates):
        return None
    ids: set[str] = set()
    persons: set[str] = set()
    for mention in sentence.mentions:
        if mention.kind not in _PARTIES or not (start <= mention.start and mention.end <= end):
            continue
        figure = case.cast.figure(view, mention)
        if figure is None:
            continue
        ids |= {figure.id.split(":")[0] if figure.kind == "organization" else figure.id}
        ids |= {of.split("/")[0] for _, of, _ in figure.offices if of}
        ids |= {(mention.of or "").split("/")[0]} - {""}
        persons |= {figure.id} if figure.kind == "person" else set()
    head = _head_of(sentence.text[slice(*span)], sentence.lang)
    if not ids and (not head or head in _pronouns(sentence.lang)):
        return None
    return Party(frozenset(ids), frozenset(persons), head, sentence.lang)


def _head_of(words: str, lang: str) -> str:
    """The word that says who or what: the last one in English, before "of"; elsewhere what stands behind の, 의 or 的."""
    table = load_table(lang, "dealings")["head"]
    if lang == "en":
        before = re.split(table["of"], words.strip())[0]
        found = [w for w in _WORD.findall(before.casefold().replace("’s", "").replace("'s", "")) if w]
        return found[-1] if found else ""
    bare = re.split(table["of"], words.strip())[-1].strip()
    return re.sub(table["tail"], "", re.sub(table["drop"], "", bare) if table["drop"] else bare)


@cache
def _pronouns(lang: str) -> frozenset[str]:
    table = load_table(lang, "dealings").get("pronouns", "")
    return frozenset(str(table).split())


def _same(a: Party | None, b: Party | None) -> bool | None:
    """Whether two parties are one; None where that cannot be told."""
    if a is None or b is None:
        return None
    if a.ids & b.ids:
        return True
    if a.lang == b.lang and a.head and b.head and _alike(a.head, b.head, a.lang):
        return True
    if a.persons and b.persons:
        return False
    lands = [{i for i in p.ids if len(i) == _CODE and i.isupper() and i.isascii()} for p in (a, b)]
    if all(lands) and not lands[0] & lands[1]:
        return False
    if a.lang != b.lang or bool(a.persons) != bool(b.persons):
        return None if not (a.ids and b.ids) or bool(a.persons) != bool(b.persons) else False
    return False


def _alike(a: str, b: str, lang: str) -> bool:
    if a == b:
        return True
    if lang == "en":
        return min(len(a), len(b)) >= 4 and (a.rstrip("s") == b.rstrip("s"))
    short, long = sorted((a, b), key=len)
    side = load_table(lang, "dealings")["head"]["side"]
    if side and short.endswith(side) and len(short) == _LEAST and not long.endswith(side):
        return long.startswith(short[0])  # 塔方 for 塔维亚
    return len(short) >= _LEAST and (long.endswith(short) or long.startswith(short))


def _agrees(mine: Dealing, theirs: Dealing) -> bool:
    """Whether some part is the same and none surely another."""
    parts = [_same(mine.giver, theirs.giver), _same(mine.taker, theirs.taker)]
    return True in parts and False not in parts


def _conflict(case: Case, mine: Dealing, sentence: SentenceView, theirs: Dealing) -> str | None:
    straight = [_same(mine.giver, theirs.giver), _same(mine.taker, theirs.taker)]
    crossed = [_same(mine.giver, theirs.taker), _same(mine.taker, theirs.giver)]
    pairs = ((mine.giver, theirs.taker), (mine.taker, theirs.giver))
    named = any(_share_ids(*pair) for pair in pairs)
    # Two words may mean one party ("the crew", "passengers"): they do not speak against names that are exchanged.
    apart = any(_same(a, b) is False and bool((a and a.ids) or (b and b.ids)) for a, b in pairs)
    if True in crossed and True not in straight and not apart and (named or False not in crossed):
        return "DL503" if named or False in straight else None
    if straight.count(False) == 1:
        other, given = (mine.giver, theirs.giver) if straight[0] is False else (mine.taker, theirs.taker)
        assert other is not None
        assert given is not None
        sure = bool(other.ids and given.ids) if True in straight else bool(other.persons and given.persons)
        return "DL504" if sure and _is_beside(case, other, sentence) else None
    return None


def _share_ids(a: Party | None, b: Party | None) -> bool:
    return a is not None and b is not None and bool(a.ids & b.ids)


def _is_beside(case: Case, party: Party, sentence: SentenceView) -> bool:
    """Whether the source sentence names the party too, in another part."""
    view = case.view_of(sentence)
    named = {f.id for m in sentence.mentions if (f := case.cast.figure(view, m)) is not None}
    if party.ids & named:
        return True
    return party.lang == sentence.lang and len(party.head) >= _LEAST and party.head in sentence.text.casefold()
