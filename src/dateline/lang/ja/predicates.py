"""Predicates of a sentence: the verbs, する-nouns and bare nouns that tell something, with their family."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import Token

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


@dataclass(frozen=True, slots=True)
class Stem:
    family: str
    detail: str
    word: str
    begin: int
    end: int
    last: int
    light: bool = False


def find_stem(text: str, span: tuple[int, int], tokens: list[Token], at: int) -> Stem | None:
    """The predicate that begins at token ``at``, as a verb or as a noun that stands for one."""
    token = tokens[at]
    if token.pos == "動詞":
        return _verb_stem(text, span, tokens, at)
    return _noun_stem(text, span, tokens, at) if token.is_noun or token.pos == "形状詞" else None


def _verb_stem(text: str, span: tuple[int, int], tokens: list[Token], at: int) -> Stem | None:
    """A verb, or noun + する, or noun + を + a light verb, as one stem."""
    token = tokens[at]
    if token.pos != "動詞":
        return None
    if (unsaid := _unsaid(tokens, at)) is not None:
        return unsaid
    if _gives_as(tokens, at):
        return Stem("said", "plain", "とする", token.start, token.end, at)
    if token.base in ("する", "できる", "いたす", "致す", "なさる") and at and tokens[at - 1].end == token.start:
        return _sahen(tokens, at)
    before = tokens[at - 1] if at else None
    if before is not None and before.text in ("て", "で") and token.detail == "非自立可能":
        return None
    if token.base == "受ける" and before is not None and before.text == "を" and (call := _courtesy(tokens, at)):
        return call
    if (
        _is_compound(tokens, at)
        or _is_particle_like(tokens, at)
        or (token.text == "いう" and before is not None and before.text == "と")
    ):
        return None
    if token.base == "就く" and at >= 2 and tokens[at - 2].text in _NO_OFFICES:
        return Stem("done", "other", token.base, token.start, token.end, at)
    if token.base in ("引き続く", "引続く") and token.form.startswith("連用形"):
        return None
    if token.base == "開く" and at >= 2 and tokens[at - 2].text == "自由":  # 自由で開かれたインド太平洋
        return None
    if token.base in ("結ぶ", "交わす") and before is not None and before.text == "を" and at >= 2:
        paper = tokens[at - 2]
        if paper.text.endswith(_PAPERS):
            return Stem("signing", "sign", token.base, token.start, token.end, at)
    if before is not None and before.text == "を" and at >= 2:
        phrase = f"{tokens[at - 2].text}を{token.base}"
        if phrase in predicates():
            return Stem(*predicates()[phrase], phrase, tokens[at - 2].start, token.end, at)
        thing = _longest(tokens, at - 2)
        if thing is not None and thing[0] == "nothing":
            return None
    if token.base in ("臨む", "のぞむ") and before is not None and before.text == "に" and at >= 2:
        found = _longest(tokens, at - 2)
        if found is not None and found[0] in ("meeting", "call"):
            return Stem(*found[:3], found[3], tokens[at - 2].end, at, light=True)
    if token.base in _ONLY and before is not None and before.text == "に" and at >= 2 and tokens[at - 2].pos == "動詞":
        return None  # 述べるにとどめた: the verb before it is what was done
    if (given := _given_passive(tokens, at)) is not None:
        return given
    if token.base in _light() and before is not None and before.text in ("を", "も", "は") and at >= 2:
        stem = _object_stem(tokens, at, before)
        if stem is not None:
            return stem
    if token.base == "ある" and at >= 2 and tokens[at - 1].text in ("が", "は", "も"):
        return _happening(tokens, at)
    family, detail = predicates().get(token.base, ("", ""))
    if not family:
        if token.detail == "非自立可能" and token.base not in ("行う", "始める", "続ける", "終える", "続く"):
            return None
        family, detail = "done", "other"
    return Stem(family, detail, token.base, token.start, token.end, at)


def _is_compound(tokens: list[Token], at: int) -> bool:
    """Whether a verb is the first half of a noun (観光客の受け入れ再開)."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    joined = after is not None and after.is_noun and after.start == tokens[at].end
    return joined and at > 0 and tokens[at - 1].text == "の" and tokens[at].form.startswith("連用形")


def _courtesy(tokens: list[Token], at: int) -> Stem | None:
    """表敬を受ける, 表敬訪問を受ける: the call as its host tells it."""
    for first in (at - 2, at - 3):
        phrase = "".join(t.text for t in tokens[first : at - 1]) + "を受ける" if first >= 0 else ""
        if phrase in predicates():
            return Stem(*predicates()[phrase], phrase, tokens[first].start, tokens[at].end, at)
    return None


_PAPERS = ("条約", "協定", "契約", "覚書", "協約", "合意書", "議定書", "合意文書")
REVEALED = frozenset(("分かる", "わかる", "判明", "決まる"))  # …することが分かった
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
            "通ずる",
            "通す",
            "含む",
            "含める",
            "踏まえる",
            "もつ",
            "交える",
            "はさむ",
            "挟む",
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
    "も": frozenset(["含む", "含める"]),
}


def _is_particle_like(tokens: list[Token], at: int) -> bool:
    """について, を受けて, に向けて: a verb in its joining form that only does the work of a particle."""
    token = tokens[at]
    before = tokens[at - 1].text if at else ""
    if (
        token.base in ("めぐる", "巡る")
        and token.form.startswith("連用形")
        and at
        and (before == "を" or tokens[at - 1].is_noun)
    ):
        return True  # 関税をめぐり協議, 関税めぐり協議
    if token.base not in _LIKE_PARTICLES.get(before, frozenset()):
        return False
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if token.form.startswith("連用形"):
        return after in ("て", "、", "") or token.base in ("よる", "つく", "おく", "対する", "対す", "関する")
    return token.form.startswith("連体形") or token.base in ("よる", "関する", "対する", "対す")


_ONLY = frozenset(("とどめる", "留める", "とどまる", "留まる", "止める"))
_SPOKEN = frozenset(("said", "asked", "displeasure", "undertook"))


def _unsaid(tokens: list[Token], at: int) -> Stem | None:
    """回答を控えた, 規模には明言を避けた, コメントを拒否した: what somebody does not say."""
    table = load_table("ja", "rungs")["silent"]
    verb = tokens[at]
    by_noun = verb.base == "する" and at >= 3
    place = at - 1 if by_noun else at
    if tokens[place].base not in table["verbs"] or place < 2 or tokens[place - 1].text not in ("を", "は", "も"):
        return None
    noun = tokens[place - 2]
    if noun.text not in table["words"]:
        return None
    return Stem("said", "silent", noun.text, noun.start, noun.end, at, light=True)


_NO_OFFICES = ("帰途", "帰路", "家路", "途", "床", "眠り", "食卓", "席")  # 帰国の途に就く
_TO_THE_END = frozenset(("た", "て", "いる", "い", "ます", "まし", "おり", "。", "」"))


def _gives_as(tokens: list[Token], at: int) -> bool:
    """「…」とした, …はなかったとしている: what somebody gives as a fact, at the end of a sentence."""
    if tokens[at].base != "する" or at < 2 or tokens[at - 1].text != "と":
        return False
    said = tokens[at - 2].text == "」" or tokens[at - 2].pos in ("助動詞", "動詞", "形容詞")
    return said and all(t.text in _TO_THE_END for t in tokens[at + 1 :])


def _given_passive(tokens: list[Token], at: int) -> Stem | None:
    """Xから、謝意が述べられた: the noun before が is what was said; who said it stands before から."""
    if at < 2 or tokens[at - 1].text != "が" or tokens[at].base not in _light() or at + 1 >= len(tokens):
        return None
    found = _longest(tokens, at - 2) if tokens[at + 1].base in ("れる", "られる") else None
    if found is None or found[0] not in _SPOKEN:
        return None
    detail = found[1] if found[0] == "displeasure" else "given"
    return Stem(found[0], detail, found[2], found[3], tokens[at - 2].end, at, light=True)


def _happening(tokens: list[Token], at: int) -> Stem | None:
    """地震があった: the noun is what happened; 聶部長から、…する旨の約束があった: it is what was said."""
    noun = tokens[at - 2]
    if noun.text in load_table("ja", "rungs")["given"]["words"] and tokens[at - 1].text == "が":
        family, detail = predicates().get(noun.text, ("asked", "ask"))
        detail = detail if family == "displeasure" else "given"
        return Stem(family, detail, noun.text, noun.start, noun.end, at, light=True)
    if noun.text not in load_table("ja", "rungs")["happening"]["terms"]:
        return None
    return Stem("done", "plain", noun.text, noun.start, noun.end, at)


def _object_stem(tokens: list[Token], at: int, before: Token) -> Stem | None:
    """期待を示す, 会談を行う: the noun before を is the predicate."""
    noun = at - 2
    found = _longest(tokens, noun)
    if found is None:
        return None
    family, detail, word, begin = found
    if family in ("done", "state", "nothing"):
        return None
    return Stem(family, detail, word, begin, tokens[noun].end, at, light=True)


def _sahen(tokens: list[Token], at: int) -> Stem | None:
    """Noun + する. A noun between は or も and する is the same (署名はしなかった)."""
    noun = at - 1
    if tokens[noun].text in ("は", "も", "を", "に", "と") and at >= 2:
        if tokens[noun].text == "に" and tokens[at - 2].text == "明らか":
            return Stem("said", "plain", "明らか", tokens[at - 2].start, tokens[at - 2].end, at)
        if tokens[noun].text == "と" and tokens[at - 2].text == "こと":
            return Stem("decided", "plain", "こととする", tokens[at - 2].start, tokens[at].end, at)
        if tokens[noun].text in ("に", "と"):
            return _measure_taken(tokens, noun)
        noun = at - 2
    found = _longest(tokens, noun)
    if tokens[noun].text == "予定" and noun >= 2 and tokens[noun - 1].text == "を":
        thing = _longest(tokens, noun - 2)
        if thing is not None and thing[0] in ("visit", "meeting", "call", "signing"):
            return Stem(thing[0], "plan:" + thing[1], thing[2], thing[3], tokens[noun - 2].end, at, light=True)
    if found is None:
        if not tokens[noun].is_noun or tokens[noun].detail == "数詞":
            return None
        return Stem("done", "other", tokens[noun].text, tokens[noun].start, tokens[noun].end, at)
    family, detail, word, begin = found
    if tokens[noun].text in ("表明", "強調", "発表") and noun >= 2 and tokens[noun - 1].text == "を":
        thing = _longest(tokens, noun - 2)
        if thing is not None and thing[0] not in ("done", "state", "nothing", "said", "visit"):
            return Stem(thing[0], thing[1], thing[2], thing[3], tokens[noun - 2].end, at, light=True)
    return Stem(family, detail, word, begin, tokens[noun].end, at)


_MEASURES = frozenset(("不起訴", "免職", "停職", "除名"))


def _measure_taken(tokens: list[Token], at: int) -> Stem | None:
    """停職処分に＋する, 不起訴と＋する: the noun says what was done."""
    if at >= 1 and tokens[at - 1].text in _MEASURES:
        return Stem("done", "plain", tokens[at - 1].text, tokens[at - 1].start, tokens[at - 1].end, at + 1)
    if at < 2 or tokens[at - 1].text != "処分" or not tokens[at - 2].is_noun:
        return None
    word = tokens[at - 2].text + tokens[at - 1].text
    return Stem("done", "plain", word, tokens[at - 2].start, tokens[at - 1].end, at + 1)


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


def _noun_stem(text: str, span: tuple[int, int], tokens: list[Token], at: int) -> Stem | None:
    """A noun that stands for a predicate: at the end of a headline or before 、 (…と会談、), or before だ."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.pos == "形状詞" or (
        token.is_noun and token.text in predicates() and predicates()[token.text][0] == "state"
    ):
        if token.text == "明らか" and after is not None and after.text == "に":
            return None
        if after is not None and after.pos == "助動詞" and after.text not in ("に", "な"):
            return Stem("state", "plain", token.text, token.start, token.end, at)
        return None
    if not token.is_noun and token.pos != "名詞":
        return None
    closing = after is None or after.text in ("、", "」")
    ended = after is None or after.pos == "空白" or after.text in ("。", "＝") or _headline_to(tokens, at)
    ended = ended or _foreseen(tokens, at)
    if not (closing or ended):
        return _lack(tokens, at)
    if token.text in _CALLED_OFF and at:
        return _called_off(tokens, at)
    found = _longest(tokens, at)
    if found is None or found[0] in ("said", "state", "nothing") or (found[0] == "done" and not ended):
        return _announced(tokens, at, found, ended)
    family, detail, word, begin = found
    first = next(i for i, t in enumerate(tokens) if t.start == begin)
    before = tokens[first - 1].text if first else ""
    if not ended and before not in _HEAD_PARTICLES - {"の", "、", "も", "は"}:
        return None
    goes_on = any(t.pos == "動詞" for t in tokens[at + 1 :]) and tokens[-1].text in ("。",)
    together = before == "と" and family in ("meeting", "call")  # Bと会談、…で一致した
    if not ended and goes_on and not together:
        return None
    return Stem(family, detail, word, begin, token.end, at)


_CALLED_OFF = frozenset(("見送り", "延期", "中止", "取りやめ", "取り止め", "断念", "キャンセル"))


def _called_off(tokens: list[Token], at: int) -> Stem | None:
    """会談見送り, 訪日を延期 at the end of a headline."""
    noun = at - 2 if tokens[at - 1].text in ("を", "は", "、") and at >= 2 else at - 1
    found = _longest(tokens, noun)
    if found is None or found[0] not in ("meeting", "visit", "call", "signing", "agreed"):
        return None
    return Stem(found[0], "lack:" + found[1], found[2], found[3], tokens[noun].end, at)


def _headline_to(tokens: list[Token], at: int) -> bool:
    """訪日へ, 会談へ at the end of a headline."""
    return at + 1 < len(tokens) and tokens[at + 1].text == "へ" and _is_last(tokens, at + 1)


def _is_last(tokens: list[Token], at: int) -> bool:
    """Whether token ``at`` is a headline's last, or only who says it comes after it (…会談へ＝韓国側)."""
    return at + 1 == len(tokens) or tokens[at + 1].text == "＝"


def _foreseen(tokens: list[Token], at: int) -> bool:
    """会談の可能性, 訪問の見通し at the end of a headline."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "の" or not _is_last(tokens, at + 2):
        return False
    modal = load_table("ja", "rungs")["modal"]
    return tokens[at + 2].text in (*modal["possible"], *modal["expected"], "予定")


def _announced(tokens: list[Token], at: int, found: tuple[str, str, str, int] | None, ended: bool) -> Stem | None:
    """共同声明 … 発表 and other words of saying at a headline's end."""
    if found is None or found[0] != "said" or not ended:
        return None
    return Stem(*found[:3], found[3], tokens[at].end, at)


def _lack(tokens: list[Token], at: int) -> Stem | None:
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
    return Stem(found[0], "lack:" + found[1], found[2], found[3], tokens[at].end, last)
