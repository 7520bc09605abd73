"""Clauses of a sentence: predicates with what their endings say, and how each is linked to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import Token

Link = Literal["end", "and", "content", "wish", "nominal", "if", "when", "noun"]
_FAMILIES = [
    "nothing",
    "meeting",
    "call",
    "visit",
    "signing",
    "agreed",
    "exchanged",
    "alike",
    "decided",
    "displeasure",
    "undertook",
    "asked",
    "would",
    "appointment",
    "said",
    "done",
    "state",
]


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


@cache
def predicates() -> dict[str, tuple[str, str]]:
    """Stem or dictionary form -> (family, detail); the first family of the order above to name a word keeps it."""
    table = load_table("ja", "rungs")
    flat: dict[str, tuple[str, str]] = {}
    for family in _FAMILIES:
        for detail, words in table[family].items():
            for word in words:
                flat.setdefault(word, (family, detail))
    return flat


@cache
def _light() -> frozenset[str]:
    return frozenset(load_table("ja", "rungs")["light"]["verbs"])


@cache
def _modal() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load_table("ja", "rungs")["modal"]
    flat = {word: kind for kind, words in table.items() for word in words}
    ordered = "|".join(sorted((re.escape(w) for w in flat), key=len, reverse=True))
    return re.compile(rf"(?:との)?({ordered})(?!の(?=[一-鿿]))"), flat


_HEDGE = re.compile(
    r"(?:もの)?と(?:み|見)られ(?:る|てい(?:る|た))?|と(?:され|伝えられ|報じられ)(?:る|た|てい(?:る|た))?|という(?=[。、」]|$)|かもしれない|と(?:の|いう)情報"
)
_CONTENT = re.compile(
    r"と(?!ともに|共に|き|ころ|りわけ|して[、も]|なる|なっ|なり)(?:の(?=[一-鿿])|して|し(?=、)|も|は)?|などと|かどうか|といった|か(?=[をにと])"
)
_WISH = re.compile(r"よう(?:に)?(?![だなとで])")
_NOMINAL = re.compile(r"(?:という)?こと(?:など)?|の(?=[はがをにも])")
_IF = re.compile(r"場合(?:は|には)?|なら(?:ば)?|際には|限り")
_WHEN = re.compile(r"(?:後|あと|のち|前|際|時|とき|直後|直前|最中)(?=[、にのはも]|$)")
_AND = re.compile(
    r"(?:が|ものの|ほか|とともに|と共に|一方(?:で)?|うえで|上で|ため(?!の)|ながら|つつ|だけでなく|けれど|のに対し|ことから|のを受け(?:て)?)、?|、"
)
_END = re.compile(r"[。！？!?」』）)\n\s]|へ?$")


def find_clauses(text: str, span: tuple[int, int], tokens: list[Token], masked: list[tuple[int, int]]) -> list[Clause]:
    """The clauses of a sentence, in order. Words inside ``masked`` spans (quotations) are not looked at."""
    clauses: list[Clause] = []
    visible = [t for t in tokens if not any(a <= t.start and t.end <= b for a, b in masked)]
    at = 0
    while at < len(visible):
        found = _predicate(text, span, visible, at)
        if found is None:
            at += 1
            continue
        clause, at = found
        if not clauses or clause.begin >= clauses[-1].end:
            clauses.append(clause)
    return clauses


@dataclass(frozen=True, slots=True)
class _Stem:
    family: str
    detail: str
    word: str
    begin: int
    end: int
    last: int
    light: bool = False


def _predicate(text: str, span: tuple[int, int], tokens: list[Token], at: int) -> tuple[Clause, int] | None:
    """The clause whose predicate begins at token ``at``, and the token after it."""
    stem = _verb_stem(text, span, tokens, at) or _noun_stem(text, span, tokens, at)
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


def _verb_stem(text: str, span: tuple[int, int], tokens: list[Token], at: int) -> _Stem | None:
    """A verb, or noun + する, or noun + を + a light verb, as one stem."""
    token = tokens[at]
    if token.pos != "動詞":
        return None
    if token.base in ("する", "できる", "いたす", "致す", "なさる") and at and tokens[at - 1].end == token.start:
        return _sahen(tokens, at)
    before = tokens[at - 1] if at else None
    if before is not None and before.text in ("て", "で") and token.detail == "非自立可能":
        return None
    if _is_particle_like(tokens, at):
        return None
    if before is not None and before.text == "を" and at >= 2:
        phrase = f"{tokens[at - 2].text}を{token.base}"
        if phrase in predicates():
            return _Stem(*predicates()[phrase], phrase, tokens[at - 2].start, token.end, at)
        thing = _longest(tokens, at - 2)
        if thing is not None and thing[0] == "nothing":
            return None
    if token.base in _light() and before is not None and before.text in ("を", "も", "は") and at >= 2:
        stem = _object_stem(tokens, at, before)
        if stem is not None:
            return stem
    if token.base == "ある" and at >= 2 and tokens[at - 1].text in ("が", "は", "も"):
        return _happening(tokens, at)
    family, detail = predicates().get(token.base, ("", ""))
    if not family:
        if token.detail == "非自立可能" and token.base not in ("行う", "始める", "続ける"):
            return None
        family, detail = "done", "other"
    return _Stem(family, detail, token.base, token.start, token.end, at)


_LIKE_PARTICLES = {
    "に": frozenset(
        [
            "つく",
            "おく",
            "よる",
            "関する",
            "めぐる",
            "巡る",
            "向ける",
            "むける",
            "対する",
            "伴う",
            "基づく",
            "沿う",
            "あたる",
            "当たる",
            "際する",
            "わたる",
            "かける",
            "加える",
            "先立つ",
            "続く",
            "応じる",
            "限る",
            "関わる",
            "合わせる",
            "あわせる",
            "対す",
            "応ずる",
        ]
    ),
    "を": frozenset(
        [
            "受ける",
            "めぐる",
            "巡る",
            "通じる",
            "通す",
            "含む",
            "含める",
            "踏まえる",
            "除く",
            "経る",
            "控える",
            "中心",
            "前",
            "機",
            "めざす",
            "背景",
            "理由",
            "対象",
        ]
    ),
    "と": frozenset(["する", "並ぶ", "比べる"]),
}


def _is_particle_like(tokens: list[Token], at: int) -> bool:
    """について, を受けて, に向けて: a verb in its joining form that only does the work of a particle."""
    token = tokens[at]
    before = tokens[at - 1].text if at else ""
    if token.base not in _LIKE_PARTICLES.get(before, frozenset()):
        return False
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if token.form.startswith("連用形"):
        return after in ("て", "、", "") or token.base in ("よる", "つく", "おく", "対する", "対す", "関する")
    return token.form.startswith("連体形") or token.base in ("よる", "関する", "対する", "対す")


def _happening(tokens: list[Token], at: int) -> _Stem | None:
    """地震があった: the noun is what happened."""
    noun = tokens[at - 2]
    if noun.text not in load_table("ja", "rungs")["happening"]["terms"]:
        return None
    return _Stem("done", "plain", noun.text, noun.start, noun.end, at)


def _object_stem(tokens: list[Token], at: int, before: Token) -> _Stem | None:
    """期待を示す, 会談を行う: the noun before を is the predicate."""
    noun = at - 2
    found = _longest(tokens, noun)
    if found is None:
        return None
    family, detail, word, begin = found
    if family in ("done", "state", "nothing"):
        return None
    return _Stem(family, detail, word, begin, tokens[noun].end, at, light=True)


def _sahen(tokens: list[Token], at: int) -> _Stem | None:
    """Noun + する. A noun between は or も and する is the same (署名はしなかった)."""
    noun = at - 1
    if tokens[noun].text in ("は", "も", "を", "に", "と") and at >= 2:
        if tokens[noun].text == "に" and tokens[at - 2].text == "明らか":
            return _Stem("said", "plain", "明らか", tokens[at - 2].start, tokens[at - 2].end, at)
        if tokens[noun].text in ("に", "と"):
            return None
        noun = at - 2
    found = _longest(tokens, noun)
    if found is None:
        if not tokens[noun].is_noun or tokens[noun].detail == "数詞":
            return None
        return _Stem("done", "other", tokens[noun].text, tokens[noun].start, tokens[noun].end, at)
    family, detail, word, begin = found
    if tokens[noun].text in ("表明", "強調", "発表") and noun >= 2 and tokens[noun - 1].text == "を":
        thing = _longest(tokens, noun - 2)
        if thing is not None and thing[0] not in ("done", "state", "nothing", "said", "visit"):
            return _Stem(thing[0], thing[1], thing[2], thing[3], tokens[noun - 2].end, at, light=True)
    return _Stem(family, detail, word, begin, tokens[noun].end, at)


def _longest(tokens: list[Token], noun: int) -> tuple[str, str, str, int] | None:
    """The longest word of the lists that ends with token ``noun``: family, detail, word and where it begins."""
    best: tuple[str, str, str, int] | None = None
    words = ""
    for index in range(noun, max(-1, noun - 4), -1):
        if index < noun and tokens[index].end != tokens[index + 1].start:
            break
        words = tokens[index].text + words
        if words in predicates():
            best = (*predicates()[words], words, tokens[index].start)
    return best


_HEAD_PARTICLES = frozenset("をにでとへがのもは、")


def _noun_stem(text: str, span: tuple[int, int], tokens: list[Token], at: int) -> _Stem | None:
    """A noun that stands for a predicate: at the end of a headline or before 、 (…と会談、), or before だ."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.pos == "形状詞" or (
        token.is_noun and token.text in predicates() and predicates()[token.text][0] == "state"
    ):
        if token.text == "明らか" and after is not None and after.text == "に":
            return None
        if after is not None and after.pos == "助動詞" and after.text not in ("に", "な"):
            return _Stem("state", "plain", token.text, token.start, token.end, at)
        return None
    if not token.is_noun and token.pos != "名詞":
        return None
    closing = after is None or after.text in ("、", "」")
    ended = after is None or after.pos == "空白" or after.text == "。" or _headline_to(tokens, at)
    if not (closing or ended):
        return _lack(tokens, at)
    found = _longest(tokens, at)
    if found is None or found[0] in ("said", "state", "nothing") or (found[0] == "done" and not ended):
        return _announced(tokens, at, found, ended)
    family, detail, word, begin = found
    first = next(i for i, t in enumerate(tokens) if t.start == begin)
    before = tokens[first - 1].text if first else ""
    if not ended and before not in _HEAD_PARTICLES - {"の", "、", "も", "は"}:
        return None
    if not ended and any(t.pos == "動詞" for t in tokens[at + 1 :]) and tokens[-1].text in ("。",):
        return None
    return _Stem(family, detail, word, begin, token.end, at)


def _headline_to(tokens: list[Token], at: int) -> bool:
    """訪日へ, 会談へ at the end of a headline."""
    return at + 2 == len(tokens) and tokens[at + 1].text == "へ"


def _announced(tokens: list[Token], at: int, found: tuple[str, str, str, int] | None, ended: bool) -> _Stem | None:
    """共同声明 … 発表 and other words of saying at a headline's end."""
    if found is None or found[0] != "said" or not ended:
        return None
    return _Stem(*found[:3], found[3], tokens[at].end, at)


def _lack(tokens: list[Token], at: int) -> _Stem | None:
    """署名はなかった, 合意に至らず, 会談は見送られた: the noun is the act, what follows says that it did not happen."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.text not in ("は", "も", "に", "が", "を") or at + 2 >= len(tokens):
        return None
    skip = 1 if after.text == "に" and tokens[at + 2].text in ("は", "も") else 0
    rest = "".join(t.text for t in tokens[at + 2 + skip : at + 6 + skip])
    if not rest.startswith(tuple(load_table("ja", "rungs")["failed"]["terms"])):
        return None
    found = _longest(tokens, at)
    if found is None or found[0] not in ("meeting", "visit", "call", "signing", "agreed", "alike"):
        return None
    last = min(at + 2 + skip, len(tokens) - 1)
    while last + 1 < len(tokens) and tokens[last + 1].text == "に" and tokens[last].is_noun:
        last += 1
    if tokens[last].is_noun and last + 1 < len(tokens) and tokens[last + 1].pos == "動詞":
        last += 1
    return _Stem(found[0], "lack:" + found[1], found[2], found[3], tokens[at].end, last)


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
        if not helper:
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


def _past_form(token: Token, seen: list[Token]) -> bool:
    """Whether だ is the past ending (読んだ), not the copula."""
    if token.base == "た":
        return True
    index = seen.index(token)
    return index > 0 and seen[index - 1].pos == "動詞" and token.text == "だ"


def _linked(text: str, span: tuple[int, int], stem: _Stem, end: int, facts: _Facts, last: Token) -> Clause:
    """Classify what follows the ending."""
    limit = span[1]
    modal: str | None = None
    modal_at: tuple[int, int] | None = None
    stop = end
    pattern, kinds = _modal()
    hedge = _HEDGE.match(text, stop, limit)
    if hedge:
        modal, modal_at, stop = "hedge", hedge.span(), hedge.end()
    noun = pattern.match(text, stop, limit) if not facts.joining else None
    if noun:
        modal, modal_at, stop = kinds[noun.group(1)], noun.span(1), noun.end()
        copula = re.compile(
            r"が(?:ある|高い|出て|強まって)|を(?=[^。、]{0,14}(?:示|明らか|表明|固め|伝え|確認|発表|述べ|強調|持って))|(?:だった|である|だ|となった|となって|にある|に(?=ない)|で(?=、))?"
        ).match(text, stop, limit)
        stop = copula.end() if copula else stop
        if copula and copula.group() == "を":
            return _build(stem, facts, (end, stop), "content", (modal, modal_at), False)
        hedge = _HEDGE.match(text, stop, limit)
        stop = hedge.end() if hedge else stop
    link, stop = _link_after(text, limit, stop, facts, modal)
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
    stem: _Stem,
    facts: _Facts,
    extent: tuple[int, int],
    link: Link,
    modal: tuple[str | None, tuple[int, int] | None],
    final: bool,
) -> Clause:
    lacking = stem.detail.startswith("lack:")
    return Clause(
        family=stem.family,
        detail=stem.detail.removeprefix("lack:"),
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
        modal=modal[0],
        modal_at=modal[1],
        final=final,
        light=stem.light,
    )
