"""Names of persons: those that a dictionary knows, and those that only their family name and title give away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import Token, is_family_name, is_given_name, is_place_name, is_word

KANJI_RUN = re.compile(r"[\u3400-\u9fff々〆ヶ𠮷]+$")
_KATAKANA_NAME = re.compile(
    r"(?:[A-Z](?:[.．・])|(?<![ァ-ヺー・])[ァ-ヺ]・)*[ァ-ヺー]{2,}(?:[・＝=‐](?:[ァ-ヺー]+|[A-Z]))*$"
)
_LATIN_PART = r"[a-z\u00df-\u024f'’]+(?:[A-Z][a-z\u00df-\u024f'’]+)?"  # Carthy, McCarthy
_LATIN_NAME = re.compile(
    rf"(?<![A-Za-z\u00c0-\u024f])[A-Z\u00c0-\u024f]{_LATIN_PART}(?:[- ][A-Za-z\u00c0-\u024f]{_LATIN_PART}|\s[A-Z]\.){{1,3}}$"
)
_KATAKANA_WORD = re.compile(r"[ァ-ヺー]+")
_BODY_WORD = re.compile(
    r".*(?:大学|大学院|高校|学校|病院|銀行|新聞|放送|財団|協会|連盟|組合|工業|電力|電機|製鉄|商事|証券|党|省|庁|州|市|県|区|町|村)"
)
_KANA_GIVEN = re.compile(r"(?<![\u3400-\u9fff々ァ-ヺー])([\u3400-\u9fff々]{2,3})(?:[ぁ-ん]{2,4}|[ァ-ヺー]{2,3})$")
_LONGEST = 14
_LONGEST_KATAKANA = 32


@dataclass(frozen=True, slots=True)
class Surnames:
    """Family names by country, and kanji words that are none."""

    japan: frozenset[str]
    korea: frozenset[str]
    china: frozenset[str]
    never: frozenset[str]

    def prefix(self, name: str) -> str | None:
        """The longest family name that ``name`` begins with, with something or nothing after it."""
        for size in (3, 2, 1):
            head = name[:size]
            listed = head in self.japan or head in self.korea or head in self.china
            if len(head) == size and (listed or (size > 1 and head not in self.never and _known_family(head))):
                return head
        return None


def _known_family(head: str) -> bool:
    """Whether two or three characters are a family name in kanji that the dictionary knows."""
    return len(head) in (2, 3) and KANJI_RUN.fullmatch(head) is not None and is_family_name(head)


def is_family(name: str) -> bool:
    """Whether ``name`` is a family name of two or more characters."""
    lists = surnames()
    listed = name in lists.japan or name in lists.china or name in lists.korea
    return len(name) > 1 and (listed or _known_family(name))


@cache
def surnames() -> Surnames:
    """The family names of the folder's list."""
    table = load_table("ja", "surnames")
    return Surnames(
        frozenset(table["japan"].split()),
        frozenset(table["korea"].split()),
        frozenset(table["china"].split()),
        frozenset(table["not_names"].split()),
    )


def split_family(name: str) -> str:
    """The family name of a full name in kanji: ``小林`` of 小林鷹之, ``金`` of 金民錫; the last part of a katakana name."""
    if "・" in name:
        return name.rsplit("・", 1)[-1]
    if re.fullmatch(r"[ァ-ヺー＝=]+", name):
        return name
    lists = surnames()
    if re.fullmatch(r"[\u3400-\u9fff][ァ-ヺー]{2,}", name):
        return name[0]  # 白ナレ
    if len(name) >= 4 and (name[:2] in lists.japan or name[:3] in lists.japan):
        return name[:3] if name[:3] in lists.japan and len(name) > 4 else name[:2]
    if len(name) == 3 and (name[0] in lists.korea or name[0] in lists.china) and name[:2] not in lists.japan:
        return name[0]
    found = lists.prefix(name)
    if found:
        return found
    return name[:2] if len(name) >= 4 else name[0] if len(name) == 3 else name


def looks_japanese(name: str) -> bool:
    """Whether a name in kanji begins with a Japanese family name of two or more characters."""
    lists = surnames()
    if any(name[:n] in lists.japan for n in (2, 3) if len(name) >= n):
        return True
    if len(name) >= 4 and is_given_name(name[2:]) and name[:2] not in lists.china and name[:2] not in lists.korea:
        return True  # 水俣健太
    foreign = [name[:1] in lists.china, name[:1] in lists.korea] if len(name) < 4 else []
    if all(foreign) and foreign:
        return False
    return any(name[:n] not in lists.never and _known_family(name[:n]) for n in (2, 3))  # 葛飾誠


def cuts_through_words(text: str, begin: int, high: int, tokens: list[Token]) -> bool:
    """Whether ``text[begin:high]`` is a family name of two characters or more with a given name, where the analyser cut the
    family name in two (高遠航 read as 高 + 遠航): what it took for words is none."""
    name = text[begin:high]
    family = surnames().prefix(name) if KANJI_RUN.fullmatch(name) else None
    if family is None or len(family) < 2 or not 1 <= len(name) - len(family) <= 2:
        return False
    cut = begin + len(family)
    return any(t.start == begin for t in tokens) and any(t.start < cut < t.end <= high for t in tokens)


def family_forms(full: Iterable[str]) -> frozenset[str]:
    """The short forms that full names in kanji of one text may go by: two or three characters, one of a foreign name."""
    return frozenset(
        n[:k]
        for n in full
        if 3 <= len(n) <= 6 and KANJI_RUN.fullmatch(n)
        for k in ((1, 2, 3) if len(n) == 3 and not looks_japanese(n) else (2, 3))
        if k <= len(n) - 1
    )


def short_name_before(text: str, low: int, high: int, families: frozenset[str]) -> tuple[int, int] | None:
    """A short form of a name met in full elsewhere that ends at ``high`` and stands as a word of its own, or None."""
    for size in (3, 2, 1):
        start = high - size
        if start >= low and text[start:high] in families and not (start > low and KANJI_RUN.search(text[start - 1])):
            return start, high
    return None


def name_before(text: str, low: int, high: int, tokens: list[Token]) -> tuple[int, int] | None:
    """The name that ends at ``high`` and does not begin before ``low``, or None.

    Taken: katakana names; a run of kanji that begins with a known family name; a run that the analyser takes for a
    person's name; a run of stray characters of a name's length that no dictionary word explains.
    """
    window = text[max(low, high - _LONGEST) : high]
    base = high - len(window)
    latin = _LATIN_NAME.search(text[max(low, high - 40) : high])
    if latin is not None:
        return high - len(latin.group()), high
    long_base = max(low, high - _LONGEST_KATAKANA)
    katakana = _KATAKANA_NAME.search(text[long_base:high])
    if katakana:
        return _katakana(katakana, long_base, high, tokens)
    known = _known_name(tokens, low, high)
    kana = _KANA_GIVEN.search(window)
    if kana is not None and is_family(kana[1]):
        return base + kana.start(), high  # 倉橋このみ専務
    run = KANJI_RUN.search(window)
    if run is None:
        return known
    start = base + run.start()
    for begin in _starts(start, high, tokens):
        name = text[begin:high]
        if cuts_through_words(text, begin, high, tokens):
            return begin, high
        if _plausible(name, begin, high, tokens):
            return _with_family(begin, start, tokens), _without_noun(begin, high, tokens)
    return known


def name_with_reading(text: str, low: int, at: int) -> tuple[int, int] | None:
    """The name in kanji that ends at ``at``, where a reading of a family and a given name in brackets follows: whatever
    the analyser makes of its characters (都賢俊（ト・ヒョンジュン）外相)."""
    if not _READ_ALOUD.match(text, at):
        return None
    run = KANJI_RUN.search(text[max(low, at - 5) : at])
    if run is None or not 2 <= len(run.group()) <= 4 or run.group() in surnames().never:
        return None
    return at - len(run.group()), at


_READ_ALOUD = re.compile(r"[（(](?:[ァ-ヺー]+[・＝ 　][ァ-ヺー・]+|[ぁ-んー]+[・ 　][ぁ-んー]+)[）)、]")


def _katakana(match: re.Match[str], base: int, high: int, tokens: list[Token]) -> tuple[int, int] | None:
    name = match.group()
    land = next((n for n in _lands() if name.startswith(f"{n}・") and "・" not in name[len(n) + 1 :]), "")
    name = name[len(land) + 1 :] if land else name
    if name in load_table("ja", "reporting")["not_persons"] or len(name) < 2:
        return None
    begin = high - len(name)
    if len(name) <= 5 and "・" not in name and _one_before(tokens, begin):
        return begin - 1, high  # 白ナレ
    family = next((t for t in tokens if t.end == begin and t.is_person and t.part == "姓"), None)
    given = next((t for t in tokens if t.start == begin and t.end == high), None)
    if family is not None and (given is None or not given.is_person):
        return family.start, family.end
    return (family.start if family is not None else begin), high


def _one_before(tokens: list[Token], at: int) -> bool:
    """Whether a Korean family name of one character stands as a word of its own right before a name in katakana."""
    index = next((i for i, t in enumerate(tokens) if t.end == at and len(t.text) == 1), None)
    if index is None or tokens[index].text not in surnames().korea or tokens[index].text in surnames().never:
        return False
    return index == 0 or not (tokens[index - 1].is_noun and tokens[index - 1].end == at - 1)


@cache
def _lands() -> tuple[str, ...]:
    """Countries in katakana that the press puts before a name (アメリカ・トランプ大統領)."""
    table = load_table("ja", "reporting")["country"]
    return tuple(n for forms in table.values() for n in forms if re.fullmatch(r"[ァ-ヺー]+", n))


def _starts(start: int, high: int, tokens: list[Token]) -> list[int]:
    """Where a name that ends at ``high`` may begin: the run's start, then word boundaries inside it."""
    return [t.start for t in tokens if start <= t.start < high]


def _without_noun(begin: int, high: int, tokens: list[Token]) -> int:
    """The end of a name that a common noun follows before the title (…純球団代表)."""
    last = next((t for t in tokens if t.end == high and t.start > begin), None)
    inner = [t for t in tokens if begin <= t.start and t.end <= high]
    if last is not None and len(last.text) >= 2 and _BODY_WORD.fullmatch(last.text) and not last.is_person:
        return last.start
    if last is None or len(inner) < 3 or len(last.text) < 2 or last.is_person or last.detail != "普通名詞":
        return high
    return last.start


def _with_family(begin: int, start: int, tokens: list[Token]) -> int:
    """A given name alone takes the word before it in the same run as its family name (rare ones are common nouns too)."""
    given = next((t for t in tokens if t.start == begin), None)
    before = next((t for t in tokens if t.end == begin), None)
    if given is None or given.part != "名" or before is None or len(before.text) > 3:
        return begin
    if before.is_person and before.part == "姓":
        return before.start  # 一ノ瀬＋椿
    if before.start < start:
        return begin
    if 1 < begin - start < 4 and all(len(t.text) == 1 for t in tokens if start <= t.start < begin):
        return start  # 十＋時＋恵: nobody is called by the given name and a title
    return begin if before.text in surnames().never or before.pos != "名詞" else before.start


def _plausible(name: str, begin: int, high: int, tokens: list[Token]) -> bool:
    lists = surnames()
    inside = [t for t in tokens if t.start >= begin and t.end <= high]
    words = [t for t in inside if len(t.text) >= 2 and t.pos == "名詞" and not t.is_person and t.detail != "固有名詞"]
    if name in lists.never or len(name) > 6:
        return False
    if inside and inside[0].pos == "接頭辞" and not _stray_foreign(name, inside, lists):
        return False
    if _BODY_WORD.fullmatch(name) and not is_family_name(name) and not any(t.is_person for t in inside):
        return False
    family = lists.prefix(name)
    if family and len(name) - len(family) <= 3:
        if len(family) == 1 and any(is_word(t.text) for t in words) and name not in lists.japan:
            return _word_for_given(inside, lists)
        return not (len(inside) == 1 and words and inside[0].text == name != family)
    if inside and inside[0].is_person and inside[0].start == begin:
        return not words
    if _placelike(name, inside, lists):
        return True
    if 2 <= len(name) <= 4 and not words and not any(t.name == "地名" for t in inside):
        return len(name) >= 3 and len(inside) >= 2 and inside[0].text not in lists.never
    return False


def _word_for_given(inside: list[Token], lists: Surnames) -> bool:
    """A Chinese or Korean family name that the analyser knows as one, with a given name that is a word too (謝俊傑)."""
    if len(inside) != 2 or not inside[0].is_person or len(inside[1].text) != 2:
        return False
    foreign = inside[0].text in lists.china or inside[0].text in lists.korea
    given = inside[1].text
    return foreign and given not in lists.never and not _BODY_WORD.fullmatch(given) and not is_family_name(given)


def _stray_foreign(name: str, inside: list[Token], lists: Surnames) -> bool:
    """A Chinese or Korean name of which the analyser makes stray characters (温＋兆＋鴻)."""
    foreign = name[0] in lists.china or name[0] in lists.korea
    return foreign and name[0] not in _BEFORE_NOUNS and len(name) == 3 and all(len(t.text) == 1 for t in inside)


_BEFORE_NOUNS = "元全新各両同前旧名"
_AREAS = "東西南北中央港緑泉本新"


def _placelike(name: str, inside: list[Token], lists: Surnames) -> bool:
    """A family name that is known as a place only, with a given name of one stray character or two (鳴瀬敬), or with one
    that the dictionary knows, wherever the analyser cuts (伊香保＋修)."""
    if not inside or not 3 <= len(name) <= 5 or KANJI_RUN.fullmatch(name) is None:
        return False
    for size in (3, 2):
        family, given = name[:size], name[size:]
        if 1 <= len(given) <= 2 and given not in _AREAS and is_place_name(family) and is_given_name(given):
            return given not in lists.never
    first, given = inside[0], name[len(inside[0].text) :]
    place = first.name == "地名" and first.part == "一般" and len(first.text) == 2 and len(inside) >= 2
    return (
        place and given not in lists.never and all(len(t.text) == 1 and t.text not in lists.never for t in inside[1:])
    )


def _known_name(tokens: list[Token], low: int, high: int) -> tuple[int, int] | None:
    """A run of words that the analyser takes for a person's name and that ends at ``high`` (kana given names too)."""
    begin = None
    for token in reversed([t for t in tokens if low <= t.start and t.end <= high]):
        if token.end != (high if begin is None else begin) or not token.is_person:
            break
        begin = token.start
    return None if begin is None else (begin, high)


def full_names(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Names without a title: family and given name side by side, whole names that the dictionary knows, and katakana
    names in two parts that hold a known personal name."""
    found: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        if not token.is_person or (found and token.start < found[-1][1]):
            continue
        if (
            index
            and tokens[index - 1].is_noun
            and tokens[index - 1].end == token.start
            and not _boundary(tokens[index - 1])
        ):
            continue
        stop = _untitled_end(text, tokens, index)
        if stop:
            found.append((token.start, stop))
    return found


def _boundary(token: Token) -> bool:
    return token.name in ("地名",) or token.text in surnames().never or len(token.text) >= 2


def _untitled_end(text: str, tokens: list[Token], index: int) -> int | None:
    token = tokens[index]
    if token.text.startswith("在") and len(token.text) > 1:
        return None  # 在福岡中国総領事館
    following = tokens[index + 1 : index + 4]
    if "・" in token.text or (len(token.text) >= 3 and KANJI_RUN.fullmatch(token.text)):
        return token.end if surnames().prefix(token.text) or "・" in token.text else None
    if following and following[0].text == "・":
        match = re.compile(r"[ァ-ヺー]+(?:[・＝][ァ-ヺー]+)+").match(text, token.start)
        return match.end() if match else None
    if (
        following
        and following[0].is_person
        and following[0].start == token.end
        and token.text in _families(token)
        and not _KATAKANA_WORD.fullmatch(token.text + following[0].text)
    ):
        stop = following[0].end
        if len(following) > 1 and len(following[0].text) == 1 and _tail(following[1], stop):
            stop = following[1].end
        return stop
    return None


def _families(token: Token) -> frozenset[str]:
    lists = surnames()
    if len(token.text) >= 2:
        return frozenset({token.text})
    return lists.korea | lists.china | lists.japan


def _tail(token: Token, at: int) -> bool:
    """Whether a stray character goes on with the given name (鷹 + 之)."""
    return (
        token.start == at
        and len(token.text) == 1
        and bool(KANJI_RUN.fullmatch(token.text))
        and token.text not in "氏元前"
    )
