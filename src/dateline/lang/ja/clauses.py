"""Clauses of a sentence: predicates with what their endings say, and how each is linked to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import Token
from dateline.lang.ja.predicates import Stem, find_stem

Link = Literal["end", "and", "content", "wish", "nominal", "if", "when", "noun"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate: its family and detail (``rungs.toml``), the place of its stem, and what its ending says.

    ``begin:stem_end`` is the stem, ``end`` the end of the ending, ``stop`` the end of what links it to the next clause.
    """

    family: str
    detail: str
    word: str
    begin: int
    stem_end: int
    end: int
    stop: int
    link: Link
    negative: bool = False
    past: bool = False
    passive: bool = False
    desire: bool = False
    modal: str | None = None
    modal_at: tuple[int, int] | None = None
    final: bool = False
    light: bool = False
    joining: bool = False
    lacking: bool = False


@cache
def _modal() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load_table("ja", "rungs")["modal"]
    flat = {word: kind for kind, words in table.items() for word in words}
    ordered = "|".join(sorted((re.escape(w) for w in flat), key=len, reverse=True))
    return re.compile(rf"(?:と?の)?({ordered})(?!の(?=[一-鿿])|性|感(?!じ)|転換|付け)"), flat


_HEDGE = re.compile(
    r"(?:もの)?と(?:み|見)られ(?:る|てい(?:る|た))?|と(?:され|伝えられ|報じられ)(?:る|た|てい(?:る|た))?|という(?:こと(?:だ|です|である|であ))?(?=[。、」]|$)|かもしれない|(?:こと)?もあり(?:得る|うる|える)|と(?:の|いう)情報"
)
_CONTENT = re.compile(
    r"と(?!ともに|共に|き|ころ|りわけ|して[、も]|なる|なっ|なり)(?:の(?=[一-鿿])|して|し(?=、)|も|は)?|などと|かどうか|といった|か(?=[をにと])"
)
_WISH = re.compile(r"よう(?:に)?(?![だなとで])")
_NOMINAL = re.compile(r"(?:という)?こと(?:など)?|の(?=[はがをにも])")
_IF = re.compile(r"場合(?:は|には)?|なら(?:ば)?|際には|限り")
_WHEN = re.compile(r"(?:後|あと|のち|前|際|時|とき|直後|直前|最中)(?=[、にのはも]|$)")
_AND = re.compile(
    r"(?:が|ものの|ほか|とともに|と共に|一方(?:で)?|うえで|上で|ため(?!の)|ながら|つつ|だけでなく|けれど|のに対し|ことから|ところ(?=[、,で])|のを受け(?:て)?)、?|、"
)
_PLANNED_THING = re.compile(r"に(?:して|なって)い[るた](?=[一-鿿ァ-ヺ])")  # 訪れる予定にしていた学校
_NO_PLAN = re.compile(
    r"(?:は|も|が|では)(?:今のところ|現時点で|現時点では|当面|まだ|全く)?な(?:かった|い|く)"
)  # 会談する予定はない
_PLANNED_JOINTLY = re.compile(
    r"で(?=(?:大筋|基本的に|正式に|おおむね|最終)?(?:一致|合意|調整|検討|申し合わせ|協議))"
)  # …する方針で一致
_ARRANGED = re.compile(r"で(?:最終)?調整")  # …する方向で調整している
_ONLY = re.compile(  # 述べるにとどめた
    r"(?:だけ)?に(?:とど|留|止)(?:め|ま)(?:(?P<past>ました|った|た|ている|ていた|っている)|て|って|り|(?=、))"
)
_MET = frozenset(("meeting", "visit", "call", "signing", "agreed"))
_END = re.compile(r"[。！？!?」』）)\n\s＝]|へ?(?:$|＝)")


def find_clauses(text: str, span: tuple[int, int], tokens: list[Token], masked: list[tuple[int, int]]) -> list[Clause]:
    """The clauses of a sentence, in order. Words inside ``masked`` spans (quotations) are not looked at."""
    clauses: list[Clause] = []
    visible = [t for t in tokens if not any(a <= t.start and t.end <= b for a, b in masked)] if masked else tokens
    at = 0
    while at < len(visible):
        token = visible[at]
        if not token.is_noun and token.pos not in ("動詞", "形状詞"):
            at += 1
            continue
        found = _predicate(text, span, visible, at)
        if found is None:
            at += 1
            continue
        clause, at = found
        last = clauses[-1] if clauses else None
        if last is None or clause.begin >= (last.stop if last.modal == "hedge" else last.end):
            clauses.append(clause)
    return clauses


def _predicate(text: str, span: tuple[int, int], tokens: list[Token], at: int) -> tuple[Clause, int] | None:
    """The clause whose predicate begins at token ``at``, and the token after it."""
    stem = find_stem(text, span, tokens, at)
    if stem is None:
        return None
    last, facts = _ending(tokens, stem.last)
    end = tokens[last].end
    return _linked(text, span, stem, end, facts, tokens[last]), last + 1


@dataclass(frozen=True, slots=True)
class _Facts:
    negative: bool = False
    past: bool = False
    passive: bool = False
    desire: bool = False
    wish: bool = False
    conditional: bool = False
    joining: bool = False


def _ending(tokens: list[Token], last: int) -> tuple[int, _Facts]:
    """Go right over the auxiliaries of a predicate; what they say."""
    seen: list[Token] = [tokens[last]] if tokens[last].pos == "動詞" else []
    at = last
    while at + 1 < len(tokens):
        token = tokens[at + 1]
        previous = tokens[at]
        helper = token.pos == "助動詞" or (
            token.pos == "助詞"
            and token.text in ("て", "で", "ば", "ながら", "つつ")
            and previous.pos in ("動詞", "助動詞", "形容詞")
            and (token.detail == "接続助詞")
        )
        helper = helper or (
            token.pos in ("動詞", "形容詞")
            and token.detail == "非自立可能"
            and previous.text in ("て", "で", "に")
            and previous.detail == "接続助詞"
        )
        helper = helper or (
            token.pos == "形容詞" and token.base in ("ない", "無い") and previous.pos in ("動詞", "助動詞", "形容詞")
        )
        helper = helper or (token.pos == "接尾辞" and token.detail == "動詞的")
        denied = token.text in ("は", "も") and previous.text in ("で", "て") and _denies(tokens, at + 2)
        if not (helper or denied):
            break
        seen.append(token)
        at += 1
    bases = [t.base for t in seen]
    texts = "".join(t.text for t in seen)
    final = seen[-1] if seen else tokens[last]
    return at, _Facts(
        negative=any(b in ("ない", "無い", "ぬ", "ず", "まい", "ん") for b in bases),
        past=any(
            t.base in ("た", "だ")
            and t.form.startswith(("終止形", "連体形", "仮定形"))
            and t.text in ("た", "だ", "たら")
            for t in seen
            if t.pos == "助動詞" and _past_form(t, seen)
        ),
        passive=any(b in ("れる", "られる") for b in bases),
        desire=any(b in ("たい",) for b in bases),
        wish="てほしい" in texts or "てもらいたい" in texts or "ていただきたい" in texts,
        conditional=texts.endswith(("ば", "たら", "なら")),
        joining=final.form.startswith("連用形") or texts.endswith(("て", "で", "ず")),
    )


def _denies(tokens: list[Token], at: int) -> bool:
    """Whether token ``at`` is ない, as in べきではない, してはいない."""
    return at < len(tokens) and tokens[at].base in ("ない", "無い", "いる")


def _past_form(token: Token, seen: list[Token]) -> bool:
    """Whether だ is the past ending (読んだ), not the copula."""
    if token.base == "た":
        return True
    index = seen.index(token)
    return index > 0 and seen[index - 1].pos == "動詞" and token.text == "だ"


def _linked(text: str, span: tuple[int, int], stem: Stem, end: int, facts: _Facts, last: Token) -> Clause:
    """Classify what follows the ending."""
    limit = span[1]
    modal: str | None = None
    modal_at: tuple[int, int] | None = None
    stop = end
    pattern, kinds = _modal()
    only = _ONLY.match(text, stop, limit)
    if only:
        facts, stop = replace(facts, past=bool(only["past"]), joining=not only["past"]), only.end()
    hedge = _HEDGE.match(text, stop, limit)
    if hedge:
        modal, modal_at, stop = "possible" if "あり" in hedge.group() else "hedge", hedge.span(), hedge.end()
    noun = pattern.match(text, stop, limit) if not facts.joining else None
    if noun:
        modal, modal_at, stop = kinds[noun.group(1)], noun.span(1), noun.end()
        copula = re.compile(
            r"が(?:ある|高い|出て|強まって)|を(?=[^。、]{0,14}(?:示|明らか|表明|固め|伝え|確認|発表|述べ|強調|持って))|(?:だった|である|だ|となった|となって|にある|に(?=ない)|で(?=、))?"
        ).match(text, stop, limit)
        stop = copula.end() if copula else stop
        denied = _NO_PLAN.match(text, noun.end(), limit) if kinds[noun.group(1)] in ("planned", "expected") else None
        if denied:
            facts, stop = replace(facts, negative=True), denied.end()
        if _PLANNED_THING.match(text, stop, limit):
            return _build(stem, facts, (end, stop), "noun", (modal, modal_at), False)
        arranged = _ARRANGED.match(text, stop, limit)
        if arranged:
            return _build(stem, facts, (end, stop), "and", (modal, modal_at), False)
        joint = _PLANNED_JOINTLY.match(text, stop, limit)
        if joint:
            return _build(stem, facts, (end, joint.end()), "nominal", (None, None), False)
        if copula and copula.group() == "を":
            return _build(stem, facts, (end, stop), "content", (modal, modal_at), False)
        hedge = _HEDGE.match(text, stop, limit)
        stop = hedge.end() if hedge else stop
    link, after = _link_after(text, limit, stop, facts, modal)
    if link == "and" and not facts.past and stem.family not in _MET and text.startswith("ため", stop):
        link = "noun"  # 衝突を避けるため、…: what for
    stop = after
    final = link == "end"
    return _build(stem, facts, (end, stop), link, (modal, modal_at), final)


def _link_after(text: str, limit: int, at: int, facts: _Facts, modal: str | None) -> tuple[Link, int]:
    if facts.conditional and modal is None:
        return "if", at
    if _END.match(text, at, limit) or at >= limit:
        return "end", at
    rules: tuple[tuple[Link, re.Pattern[str]], ...] = (
        ("if", _IF),
        ("wish", _WISH),
        ("nominal", _NOMINAL),
        ("when", _WHEN),
        ("and", _AND),
        ("content", _CONTENT),
    )
    for link, pattern in rules:
        match = pattern.match(text, at, limit)
        if match and match.end() > at:
            return link, match.end()
    if facts.joining or modal is not None:
        return "and", at
    return "noun", at


def _build(
    stem: Stem,
    facts: _Facts,
    extent: tuple[int, int],
    link: Link,
    modal: tuple[str | None, tuple[int, int] | None],
    final: bool,
) -> Clause:
    lacking = stem.detail.startswith("lack:")
    planned = stem.detail.startswith("plan:") and modal[0] is None
    return Clause(
        family=stem.family,
        detail=stem.detail.removeprefix("lack:").removeprefix("plan:"),
        word=stem.word,
        begin=stem.begin,
        stem_end=stem.end,
        end=extent[0],
        stop=extent[1],
        link=link,
        negative=facts.negative or lacking,
        past=facts.past or lacking,
        passive=facts.passive,
        desire=facts.desire or facts.wish,
        modal="planned" if planned else modal[0],
        modal_at=modal[1],
        final=final,
        light=stem.light,
        joining=facts.joining,
        lacking=lacking,
    )
