"""The word lists of the folder as one finder: countries, places, bodies and positions in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher, flatten_terms

FoundKind = Literal["country", "place", "body", "position"]
_KANJI = re.compile(r"[\u3400-\u9fff々〆ヶ]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_AFTER_POSITION = frozenset("長相員団選室職府令制館会間級権局戦任官省庁部課")
_OTHER_OFFICE = re.compile(r"政務官|補|秘書|経験者|候補|夫人|公邸|官邸|専用機")
_AFTER_BODY = frozenset("長相員")
_AFTER_COUNTRY = re.compile(r"語|人(?!民|道|的)|系|製|紙|式|料理|国内")
_PREFECTURES = [
    "北海道",
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "茨城",
    "栃木",
    "群馬",
    "埼玉",
    "千葉",
    "東京",
    "神奈川",
    "新潟",
    "富山",
    "石川",
    "福井",
    "山梨",
    "長野",
    "岐阜",
    "静岡",
    "愛知",
    "三重",
    "滋賀",
    "京都",
    "大阪",
    "兵庫",
    "奈良",
    "和歌山",
    "鳥取",
    "島根",
    "岡山",
    "広島",
    "山口",
    "徳島",
    "香川",
    "愛媛",
    "高知",
    "福岡",
    "佐賀",
    "長崎",
    "熊本",
    "大分",
    "宮崎",
    "鹿児島",
    "沖縄",
]


@dataclass(frozen=True, slots=True)
class Found:
    """A term of the lists at ``start:end``: its kind, its pivot key, and the country or body it is of, where known."""

    kind: FoundKind
    start: int
    end: int
    key: str
    of: str | None = None


@cache
def countries() -> dict[str, str]:
    """Japanese names of countries -> ISO code: CLDR and the forms that the press prefers."""
    from babel import Locale

    names = {n: c for c, n in Locale("ja").territories.items() if len(c) == 2 and c.isalpha() and len(n) > 1}
    for code, forms in load_table("ja", "reporting")["country"].items():
        for form in forms:
            names[form] = code
    return names


@cache
def short_countries() -> dict[str, str]:
    """One-character names of countries (日, 韓, 米 ...) -> ISO code."""
    return dict(load_table("ja", "reporting")["short_country"])


@cache
def _titles() -> frozenset[str]:
    """The words of the folder's list of positions."""
    return frozenset(flatten_terms(load_table("ja", "positions")))


@cache
def _matcher() -> TermMatcher[tuple[FoundKind, str]]:
    terms: dict[str, tuple[FoundKind, str]] = {name: ("country", code) for name, code in countries().items()}
    terms.update({t: ("place", k) for t, k in flatten_terms(load_table("ja", "places")).items()})
    terms.update({f"{p}県": ("place", f"{p}県") for p in _PREFECTURES if f"{p}県" not in terms})
    terms.update({t: ("body", k) for t, k in flatten_terms(load_table("ja", "bodies")).items()})
    terms.update({t: ("position", k) for t, k in flatten_terms(load_table("ja", "positions")).items() if t != "相"})
    return TermMatcher(terms)


@dataclass(frozen=True, slots=True)
class _TopicWord:
    """The topic that a word names; one that is ambiguous counts only in context, one without a key never."""

    key: str | None
    ambiguous: bool = False


_AS_TOPIC = re.compile(
    r"(?:(?:[・、や]|など|と|及び|および|並びに)[^。、はがを「」]{1,16}){0,4}(?:など)?の?(?:各)?(?:(?:分野|領域|面(?:で|の))"
    r"|について|に関(?:し|する)|をめぐ|を巡|めぐり|への期待|に(?:言及|期待|懸念|抗議|遺憾|憂慮|賛意)|を(?:強く)?(?:非難|憂慮|協議)"
    r"|で(?:大筋|文書)?(?:合意|一致|約束|意向|認識))"
    r"|(?:(?:分野|面)?(?:で|における|での)の?|の)?(?:協力|交流|連携|協議)"
)


@cache
def _topic_matcher() -> tuple[TermMatcher[_TopicWord], re.Pattern[str]]:
    """The finder of topic words, and what right after one makes a person, a body or a quality of it."""
    table = load_table("ja", "reporting")
    words = {term: _TopicWord(key) for term, key in flatten_terms(load_table("ja", "topics")).items()}
    words |= {
        w: _TopicWord(key, ambiguous=True) for w, key in table["topic_words"]["in_context"].items() if w not in words
    }
    words |= {w: _TopicWord(None) for w in table["topic_words"]["not_topics"] if w not in words}
    return TermMatcher(words), re.compile(table["topic_after"]["pattern"])


def find_topics(text: str, start: int, end: int) -> tuple[str, ...]:
    """Keys of the topics named in ``text[start:end]``, in order of first mention.

    What stands after the word decides: 建設的, 環境相 and 文化庁 name no topic; 教育や文化の分野で does.
    """
    matcher, other = _topic_matcher()
    seen: dict[str, None] = {}
    for hit in matcher.find(text, start, end):
        word = hit.value
        if word.key is None or _joined(text, hit.start, hit.end) or other.match(text, hit.end):
            continue
        if not word.ambiguous or _AS_TOPIC.match(text, hit.end):
            seen.setdefault(word.key)
    return tuple(seen)


def find_terms(text: str, start: int, end: int, cuts: frozenset[int]) -> list[Found]:
    """Terms of the lists in ``text[start:end]``, leftmost longest; ``cuts`` are the word boundaries of the analyser.

    A term inside a longer word (首相 in 首相官邸, 元首 in 元首相, 議員 in 議員団) is not taken.
    """
    found: list[Found] = []
    at = start
    while at < end:
        hit = next(_matcher().find(text, at, end), None)
        if hit is None:
            break
        entry = _accept(text, (hit.start, hit.end), hit.value, cuts, end)
        if entry is None:
            entry = _shorter(text, (hit.start, hit.end), cuts, end)
        if entry is None:
            at = hit.start + 1
            continue
        found.append(entry)
        at = entry.end
    return found


def _shorter(text: str, span: tuple[int, int], cuts: frozenset[int], end: int) -> Found | None:
    """A shorter term at the same place, where the longest did not fit."""
    for stop in range(span[1] - 1, span[0], -1):
        hit = next(_matcher().find(text, span[0], stop), None)
        if hit is None or hit.start != span[0]:
            return None
        entry = _accept(text, (hit.start, hit.end), hit.value, cuts, end)
        if entry is not None:
            return entry
    return None


def _accept(
    text: str, span: tuple[int, int], value: tuple[FoundKind, str], cuts: frozenset[int], end: int
) -> Found | None:
    start, stop = span
    kind, key = value
    words = text[start:stop]
    after = text[stop] if stop < end else ""
    glued = kind == "position" and _AFTER_NAME.search(text, max(0, start - 24), start) is not None
    if (_joined(text, start, stop) and not glued) or (kind == "position" and after in _AFTER_POSITION and after):
        return None
    if kind == "position" and (_OTHER_OFFICE.match(text, stop) or text[start - 1 : start] == "副"):
        return None
    if kind == "body" and after in _AFTER_BODY and after and not text.startswith("長官", stop):
        return None
    if kind == "country" and _AFTER_COUNTRY.match(text, stop):
        return None
    if kind == "position" and start not in cuts and start + 1 in cuts and words[1:] in _titles():
        return None  # 直道＋知事
    sure = len(words) >= 3 and kind != "position"
    if _KANJI.match(words[0]) and start not in cuts and not (sure or (kind == "position" and len(words) >= 3)):
        return None
    if _KANJI.match(words[-1]) and stop not in cuts and stop != end and not sure:
        return None
    if len(words) == 1 and (start not in cuts or stop not in cuts):
        return None
    return Found(kind, start, stop, key, _of(kind, words))


_AFTER_NAME = re.compile(r"[ァ-ヺー]{2,}[・＝][ァ-ヺー]{2,}$")  # サルセンビン＋エネルギー相


def _of(kind: FoundKind, words: str) -> str | None:
    table = load_table("ja", "reporting")
    if kind == "position":
        return _country_key(table["office_of"].get(words))
    if kind == "body":
        return _country_key(table["body_of"].get(words))
    return None


def _country_key(value: str | None) -> str | None:
    return None if value is None or value.startswith("X/") else value


def _joined(text: str, start: int, stop: int) -> bool:
    """Whether a term in katakana or Latin letters goes on beyond its ends."""
    before = text[start - 1] if start else ""
    after = text[stop] if stop < len(text) else ""
    if _KATAKANA.match(text[start]) and before and _KATAKANA.match(before):
        return True
    if _KATAKANA.match(text[stop - 1]) and after and _KATAKANA.match(after):
        return True
    if text[start].isascii() and text[start].isalnum() and before.isascii() and before.isalnum():
        return True
    return text[stop - 1].isascii() and text[stop - 1].isalnum() and after.isascii() and after.isalnum()
