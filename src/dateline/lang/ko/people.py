"""Names of people in Korean text: Korean, Japanese, Chinese and other names in Hangul, found by their titles and shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.lang.ko.analysis import Word, fits, is_common_noun
from dateline.lang.ko.foreign_names import NameHit, adjacent, foreign_after, foreign_name, stems
from dateline.lang.ko.gazetteer import Found, is_term
from dateline.lang.ko.name_shapes import (
    COMMON_SURNAMES,
    COUNTRIES,
    HANGUL,
    SHORT_FIRST,
    chinese_after,
    chinese_name,
    country_pair,
    half_torn,
    hanja_surnames,
    has_korean_shape,
    is_body,
    is_common,
    is_district,
    is_foreign_word,
    is_japanese_pair,
    is_korean_full,
    is_name_beside,
    is_plain_noun,
    is_titled_name,
    japanese_family,
    japanese_given,
    named_again,
    one_syllable,
    place_like,
    plain_words,
    surnames,
    vietnamese,
    vietnamese_row,
)
from dateline.lang.ko.office_kinds import settled
from dateline.lang.ko.owners import FORMER, OF_FIRMS, belongs, belongs_left, land_of_body, skip_back, stands_between

_LATIN_NAME = re.compile(r"(?<![A-Za-z가-힣])[A-Z][a-zß-ÿ'’]+(?:[- ][A-Za-zß-ÿ][a-zß-ÿ'’]+|\s[A-Z]\.){1,3}$")
_BODIES_HEADS = frozenset(
    [
        "chair",
        "vice_chair",
        "company_president",
        "executive",
        "representative",
        "party_leader",
        "director",
        "coach",
        "official",
        "reporter",
    ]
)
_OF_PLACES = frozenset(["mayor", "deputy_mayor", "governor", "vice_governor", "council_chair", "secretary"])
_UNITS = (
    "부", "처", "청", "위원회", "당", "연구원", "대", "대학교", "은행", "국", "실", "과",
    "연맹", "시", "도", "군", "구", "회", "단체", "조합", "노조",
)  # fmt: skip
_ABROAD = {
    "미": "US", "일": "JP", "중": "CN", "러": "RU", "영": "GB", "독": "DE", "불": "FR",
    "美": "US", "日": "JP", "中": "CN", "露": "RU", "英": "GB", "獨": "DE", "佛": "FR", "韓": "KR", "北": "KP",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Titled:
    """A name with the titles beside it: positions as ``(found, of)``, and the status (current, former, acting ...)."""

    name: NameHit
    titles: tuple[tuple[Found, str | None], ...]
    status: str = "current"


def find_titled(text: str, words: Sequence[Word], terms: Sequence[Found]) -> list[Titled]:
    """Names beside titles in one sentence; titles without a name are left to the chains."""
    groups: dict[tuple[int, int], tuple[NameHit, list[tuple[Found, str | None]], str]] = {}
    for found in terms:
        if found.term.kind != "position" or _VACANT.match(text, found.end):
            continue
        hit = _before(text, words, terms, found)
        if hit is None or (hit[0].weak and hit[0].end - hit[0].start == 1):
            hit = _after(text, words, terms, found) or hit
        if hit is None or (found.term.key == "captain" and text[hit[0].end - 1] == "호"):
            continue  # 신라호 선장
        name, of, status = hit
        key = (name.start, name.end)
        found, of = settled(text, name, found, of)
        row = groups.setdefault(key, (name, [], status))
        row[1].append((found, of))
    return [Titled(name, tuple(titles), status) for name, titles, status in groups.values()]


_VACANT = re.compile(r"\s(?:보궐\s?)?(?:선거|경선|자리|공석)")  # 시장 선거에서: nobody's title


def find_untitled(text: str, words: Sequence[Word], terms: Sequence[Found]) -> list[NameHit]:
    """Names that their own shape gives away: with 씨, an age or Hanja in brackets, a Japanese full name, a Korean full name
    that the analyser takes for a proper noun."""
    taken = [(f.start, f.end) for f in terms]
    found: list[NameHit] = []
    for index, word in enumerate(words):
        if any(a < word.end and word.start < b for a, b in taken):
            continue
        hit = _untitled(text, words, index)
        if hit is not None:
            found.append(hit)
    return found


_HANJA_NAME = re.compile(r"\([\u4e00-\u9fff]{2,4}\)\s")
_SOMEBODY = re.compile(r"[가-힣]모(?:씨)?(?=[은는이가을를과와의도]?(?:\s?씨|\(|[^가-힣]|$))")
_WITH_SSI = re.compile(r"(?P<n>[가-힣]{2,4}?)씨(?=$|[은는이가를와의도])")
_MARKED = re.compile(
    r"\s?씨(?=[은는이가를와의도]?(?![가-힣])|에게|와의|로부터|처럼|측)|\((?:\d{2}|[\u4e00-\u9fff]{2,6})\)"
)
_SURNAME_SSI = re.compile(r"([가-힣])\s?씨(?=[은는이가을를과와의도,.\s]|에게|$)")


def _untitled(text: str, words: Sequence[Word], index: int) -> NameHit | None:
    word = words[index]
    ahead = text[word.start : word.end + 2]
    if "모" in ahead and _SOMEBODY.match(text, word.start):
        return None
    if ("씨" in ahead or ahead[-2:-1] == "(" or ahead[-1:] == "(") and (
        marked := _marked(text, words, index)
    ) is not None:
        return marked
    stem, size = stems(text, word)
    before = words[index - 1] if index else None
    if (
        before is not None
        and stem in surnames("japanese_given")
        and (_after_family(text, before, word) or (len(stem) > 2 and is_japanese_pair(text, before, word)))
    ):
        return NameHit(before.start, word.start + size, "full", "JP")
    if size >= 3 and stem in surnames("chinese"):
        return NameHit(word.start, word.start + size, "full", "CN")
    if before is not None and text[before.start : before.end] in surnames("callings") and adjacent(text, before, word):
        return foreign_after(text, words, index)
    first = word.tokens[0] if word.tokens else None
    whole = first is not None and first.tag == "NNP" and (first.start, first.end) == (word.start, word.start + 3)
    if first is None or not whole or first.end > word.end:
        return None
    if word.particle in ("를", "을") and _VISITED.match(text, word.end):
        return None  # 서귀포를 방문해
    headed = _FORMER_HEAD.match(text, word.end)
    beside = before is not None and not (first.known or headed) and _noun_beside(text, before, word)
    if not beside and _is_korean_alone(text, word, first.end):
        return NameHit(word.start, first.end, "full")
    return None


_VISITED = re.compile(r"\s(?:[가-힣]{2}\s)?(?:방문|찾[아은는았]|떠나|떠났)")


def _after_family(text: str, before: Word, word: Word) -> bool:
    """Whether a Japanese family name stands right before a word."""
    return adjacent(text, before, word) and text[before.start : before.end] in surnames("japanese")


def _marked(text: str, words: Sequence[Word], index: int) -> NameHit | None:
    """A name by what follows it: 씨, an age or Hanja in brackets."""
    word = words[index]
    short = _SURNAME_SSI.match(text, word.start)
    if short and short[1] in surnames("korean_one"):
        return NameHit(word.start, word.start + 1, "short", None, True)
    whole = text[word.start : word.end]
    glued = _WITH_SSI.match(whole)
    mark = _MARKED.match(text, word.end)
    if not glued and not mark:
        return None
    bare = glued["n"] if glued else whole
    cue = "(" if mark and mark.group().startswith("(") and not glued else "씨"
    if cue == "씨" and index and len(bare) > 1 and _after_family(text, words[index - 1], word):
        return NameHit(words[index - 1].start, word.start + len(bare), "full", "JP")  # 모리사와 하루토 씨
    shaped = has_korean_shape(bare) and (cue == "씨" or len(bare) == 3)
    plain = is_common_noun(bare) or bare in surnames("not_names") if cue == "씨" else is_common(bare, word)
    if len(bare) >= 2 and (shaped or bare in surnames("chinese")) and not plain:
        return NameHit(word.start, word.start + len(bare), "full")
    if index and (stranger := _marked_stranger(text, words, index, bare)) is not None:
        return stranger
    if cue == "(" and index and japanese_given(bare):
        before = words[index - 1]
        if _after_family(text, before, word):
            return NameHit(before.start, word.end, "full", "JP")
    return None


def _marked_stranger(text: str, words: Sequence[Word], index: int, bare: str) -> NameHit | None:
    """A name of two words or more that 씨 or an age follows (마스 비르크홀름 씨, 오토베 히나타(29) 씨)."""
    before, word = words[index - 1], words[index]
    if not adjacent(text, before, word) or before.particle or len(bare) != word.end - word.start:
        return None
    if japanese_family(text, before) and japanese_given(bare) and not is_common(bare, word):
        return NameHit(before.start, word.end, "full")
    if not is_foreign_word(bare, word):
        return None
    found = foreign_name(text, words, index, None)
    return found if found.kind == "full" else None


def _noun_beside(text: str, before: Word, word: Word) -> bool:
    """Whether a bare noun stands right before an unknown word (선사 오르달): what it names may be no person."""
    nouns = bool(before.tokens) and before.tokens[-1].tag in ("NNG", "NNP")
    return nouns and not before.particle and adjacent(text, before, word)


_FORMER_HEAD = re.compile(
    r"\s(?:전|현|前|現)\s[가-힣]{1,12}[장관원사수자석](?:[은는이가을를의]|\s|,)"
)  # 하은서 전 국립중앙박물관장을


def _is_korean_alone(text: str, word: Word, stop: int) -> bool:
    name = text[word.start : stop]
    rest = text[stop : word.end]
    if rest and (rest not in _AGENTIVE or not fits(name, rest)):
        return False
    marked = re.match(r"[,·(]|\s?[\"“‘']", text[word.end : word.end + 2]) or _FORMER_HEAD.match(text, word.end)
    if not rest and not marked:
        return False
    listed = name in surnames("not_names") or name in surnames("organizations") or name in surnames("places")
    event = name[-1] in "식회안단권계업물률료량액" and is_common_noun(name[:-1])  # 서명식, 고도계
    return name[0] in COMMON_SURNAMES and not listed and not event and not is_term(name) and not place_like(name)


_AGENTIVE = frozenset(
    ["은", "는", "이", "가", "을", "를", "과", "와", "에게", "의", "도", "께", "에게는", "께서", "께서는"]
)


def _before(
    text: str, words: Sequence[Word], terms: Sequence[Found], title: Found
) -> tuple[NameHit, str | None, str] | None:
    glued = _glued(text, words, title)
    if glued is not None:
        return (*_owner(text, terms, glued, title), "current") if glued.start >= 0 else None
    of, status, cursor = None, "current", title.start
    if (joined := _JOINED.search(text, max(0, cursor - 12), cursor)) is not None and not is_term(joined["left"]):
        cursor = joined.start("left")  # 출입국·외국인정책본부장
    if numbered := _NUMBERED.search(text[max(0, cursor - 3) : cursor]):
        cursor -= len(numbered.group()) if numbered.end() == min(3, cursor) else 0
    for _ in range(6):
        cursor = skip_back(text, cursor)
        modifier = next((t for t in terms if t.end == cursor and t.start < cursor), None)
        if modifier is not None:
            of = of or belongs(modifier, title)
            cursor = modifier.start
            continue
        index = next((i for i, w in enumerate(words) if w.end == cursor), None)
        if index is None:
            return None
        word = text[words[index].start : words[index].end]
        if word in FORMER:
            status = FORMER[word]
            cursor = words[index].start
            continue
        if (
            word in surnames("fields")
            or word.endswith("담당")
            or word in ("겸", "신임")
            or re.fullmatch(r"[A-Z]{2,6}|\d세", word)
        ):
            cursor = words[index].start - (text[words[index].start - 1] == "·")
            continue
        if country_pair(word):
            cursor = words[index].start
            continue
        if word in _ABROAD and index and adjacent(text, words[index - 1], words[index]):
            of = of or _ABROAD[word]
            cursor = words[index].start
            continue
        if stands_between(text, words, index, title):
            cursor = words[index].start
            continue
        of = of or land_of_body(text, words, terms, index)
        name = _name_ending(text, words, index, of or title.term.of, title)
        if name is None and len(word) > 2 and word != "행정부" and word.endswith(_UNITS):
            cursor = words[index].start
            continue
        if name is None:
            return None
        of = of or belongs_left(text, terms, name.start, title)
        return name, of or title.term.of, status
    return None


_JOINED = re.compile(r"(?<![가-힣·])(?P<left>(?:[가-힣]{2,8}·)*[가-힣]{2,8})·$")


def _owner(text: str, terms: Sequence[Found], name: NameHit, title: Found) -> tuple[NameHit, str | None]:
    return name, belongs_left(text, terms, name.start, title) or title.term.of


_NUMBERED = re.compile(r"제?\d{1,2}")  # 3차장검사


def _glued(text: str, words: Sequence[Word], title: Found) -> NameHit | None:
    """A name written together with its title (김총리); a hit with start -1 says that the title is part of another word."""
    word = next((w for w in words if w.start <= title.start < w.end), None)
    if word is None or word.start == title.start or _NUMBERED.fullmatch(text, word.start, title.start):
        return None
    prefix = text[word.start : title.start]
    if prefix in hanja_surnames():
        return NameHit(word.start, title.start, "short", None, True)
    if len(prefix) == 1 and prefix in surnames("korean_one") and (prefix == "이" or prefix not in surnames("weak_one")):
        return NameHit(word.start, title.start, "short")
    if len(prefix) == 3 and has_korean_shape(prefix) and prefix not in surnames("not_names") and not is_term(prefix):
        return NameHit(word.start, title.start, "full") if prefix[0] in COMMON_SURNAMES else NameHit(-1, -1, "none")
    return NameHit(-1, -1, "none")


def _name_ending(text: str, words: Sequence[Word], index: int, nation: str | None, title: Found) -> NameHit | None:
    """The name whose last word is ``words[index]``."""
    last = words[index]
    word = text[last.start : last.end]
    latin = _LATIN_NAME.search(text[words[max(0, index - 4)].start : last.end])
    if latin is not None and " " in latin.group():
        return NameHit(last.end - len(latin.group()), last.end, "full", nation)
    if word in hanja_surnames():
        return NameHit(last.start, last.end, "short", nation, True)
    if not HANGUL.fullmatch(word.replace("·", "")):
        return None
    viet = nation == "VN" or (nation is None and len(word) <= 2 and vietnamese_row(text, words, index))
    if viet and (first := vietnamese(text, words, index)) < index:
        return NameHit(words[first].start, last.end, "full", nation)
    if word in surnames("chinese"):
        return NameHit(last.start, last.end, "full", "CN")
    if last.particle and is_term(text[last.start : last.stem_end]) and last.stem_end - last.start > 1:
        return None
    if _HANJA_NAME.match(text, last.end) and not (is_term(word) or is_district(word, last) or japanese_given(word)):
        return NameHit(last.start, last.end, "full", nation)  # 런정페이(任正非) 회장
    if (
        nation in ("CN", "TW", "HK")
        and len(word) == 2
        and word[0] in surnames("chinese_one")
        and not is_common(word, last)
    ):
        return NameHit(last.start, last.end, "full", nation)
    if nation is None and title.text in _OF_BEIJING and chinese_name(word, last):
        return NameHit(last.start, last.end, "full", "CN")
    if title.text in _OF_BEIJING and len(word) == 2 and word in surnames("chinese_two"):
        return NameHit(last.start, last.end, "short", nation, True)
    before = words[index - 1] if index and adjacent(text, words[index - 1], last) else None
    prior = text[before.start : before.end] if before else ""
    if before and (prior in surnames("japanese") or is_japanese_pair(text, before, last)) and japanese_given(word):
        return NameHit(before.start, last.end, "full", "JP")
    japanese = nation == "JP" or re.match(
        r"\([\u4e00-\u9fff]{1,3}\s[\u4e00-\u9fff]{1,3}[,)]", text[last.end : last.end + 9]
    )
    if before and japanese and japanese_family(text, before) and japanese_given(word):
        return NameHit(before.start, last.end, "full", "JP")
    family = before is not None and (prior in surnames("japanese") or japanese_family(text, before))
    if before and len(word) == 1 and family and one_syllable(nation, word, len(prior)):
        return NameHit(before.start, last.end, "full", "JP")
    if COUNTRIES.fullmatch(word):
        return None
    if len(word) == 1 and nation not in (None, "KR", "CN", "KP", "TW") and before is not None:
        longer = foreign_name(text, words, index, nation)
        return longer if longer.kind == "full" else None
    if len(word) == 1:
        if not any(word in surnames(kind) for kind in ("korean_one", "chinese_one", "vietnamese")):
            return NameHit(last.start, last.end, "short", nation, True) if word not in _NO_NAMES else None
        foreign_one = word not in surnames("korean_one") and nation != "CN"
        if foreign_one or title.term.key == "reporter":
            return NameHit(last.start, last.end, "short", nation, True)
        return NameHit(last.start, last.end, "short", nation, _weak(word, title) and not _of_state(text, word, title))
    stem = text[last.start : last.stem_end]
    if (
        word in surnames("not_names")
        or is_term(word)
        or (last.particle and (is_term(stem) or last.particle == "의" or len(last.particle) > 1 or is_plain_noun(last)))
    ):
        return None
    return _ending_by_shape(text, words, index, nation, title)


def _ending_by_shape(text: str, words: Sequence[Word], index: int, nation: str | None, title: Found) -> NameHit | None:
    """The name whose last word is ``words[index]``, where no list and no nation settles what it is."""
    last = words[index]
    word = text[last.start : last.end]
    before = words[index - 1] if index and adjacent(text, words[index - 1], last) else None
    prior = text[before.start : before.end] if before else ""
    if word in surnames("japanese") and not (before and not before.particle and is_foreign_word(prior, before)):
        return NameHit(last.start, last.end, "short", "JP")
    if word in surnames("korean_two") and nation in (None, "KR", "KP"):
        return NameHit(last.start, last.end, "short", nation)
    unknown = before is not None and nation is None and not before.particle and japanese_family(text, before)
    if before is not None and unknown and japanese_given(word):
        listed = word in surnames("japanese_given")  # else it may be an Italian: 마리오 드라기
        return NameHit(before.start, last.end, "full", "JP" if listed else None)
    foreign = before is not None and not before.particle and len(prior) > 1 and is_foreign_word(prior, before)
    foreign = foreign or (prior in SHORT_FIRST and prior in ("알", "엘", "반", "데", "폰", "판"))
    native = len(word) == 3 and word[0] in surnames("korean_one") and word[1:] in surnames("native_given")
    if native and title.text in _NATIVE_TITLES:
        return NameHit(last.start, last.end, "full", nation)
    of_state = title.text in _SPOKEN_FOR or title.term.key in ("judge", "prosecutor", "lawyer", "professor", "doctor")
    of_state = of_state and (before is None or any(t.tag == "ETM" for t in before.tokens[-1:]))
    if of_state and is_titled_name(word, last):
        return NameHit(last.start, last.end, "full", nation)
    short_foreign = foreign and len(word) == 2 and len(prior) > 2 and not is_body(prior)  # 잉그리드 한센
    native_end = word[-1] in surnames("name_ends") or word[-1] in surnames("name_ends_too")  # no 마렉 노바첵
    korean = not foreign or (word[0] in COMMON_SURNAMES and nation in (None, "KR") and not short_foreign and native_end)
    if korean and (is_korean_full(word, last) or is_name_beside(word, last) or named_again(text, word, title.text)):
        return NameHit(last.start, last.end, "full", nation)
    abroad = nation not in (None, "KR") and len(word) >= 3 and not plain_words(last)
    abroad = abroad or (foreign and nation not in (None, "KR", "CN", "JP") and len(prior) > 2 and half_torn(last))
    if (
        title.term.key in _OF_PLACES
        and nation in (None, "KR", "CN")
        and before
        and not before.particle
        and is_korean_full(prior, before)
    ):
        return NameHit(before.start, before.end, "full", nation)  # 왕용리 취안저우 시장: a place before the title
    if not is_foreign_word(word, last) and not (abroad and (half_torn(last) or not is_common(word, last))):
        return None
    leads = title.term.key in OF_FIRMS and len(word) > 2
    found = foreign_name(text, words, index, nation, leads_firm=leads)
    alone = found.kind == "short" and title.term.key in _BODIES_HEADS  # 엔비전 CEO: a company as well as a man
    return replace(found, weak=True) if alone else found


_NO_NAMES = frozenset("이그저두세네각전현양첫당제총본신부새옛타헌맨온뭇갓약단")
_SPOKEN_FOR = frozenset(["장관", "차관", "총리", "대통령", "의원", "대사", "국회의장"])
_STATE = frozenset(["대통령", "총리", "국무총리", "장관", "외교장관", "국방장관"])
_STATE_SURNAMES = frozenset("구반여주제방위공국사")
_SUBJECT = re.compile(r"(?:은|는|이|가|과|와|에게|을|를)\s")


def _of_state(text: str, word: str, title: Found) -> bool:
    """Whether a family name that is also a word stands before an office of state that acts (구 대통령은)."""
    return word in _STATE_SURNAMES and title.text in _STATE and _SUBJECT.match(text, title.end) is not None


def _weak(word: str, title: Found) -> bool:
    if word == "이":
        return title.term.key in ("official", "senior_official", "researcher", "lawyer", "doctor", "player", "reporter")
    return word in surnames("weak_one") and (
        word
        in ("전", "현", "신", "양", "주", "총", "본", "각", "두", "여", "반", "대", "제", "부", "첫", "한", "구", "당")
        and (word != "한" or title.term.key in ("official", "senior_official", "lawmaker", "professor", "researcher"))
    )


_OF_BEIJING = frozenset(
    ["부장", "부부장", "주임", "서기", "총리", "부총리", "주석", "외교부장", "상무부장", "국방부장"]
)
_NATIVE_TITLES = frozenset(
    ["의원", "장관", "차관", "총리", "대통령", "대법관", "대사", "부사장", "사장", "후보", "후보자"]
)


_AGED = re.compile(r"\((?:\d{2}|[\u4e00-\u9fff]{2,4})\)")


def _after(
    text: str, words: Sequence[Word], terms: Sequence[Found], title: Found
) -> tuple[NameHit, str | None, str] | None:
    """A name that follows its title (외교부 장관 홍길동은)."""
    if title.end >= len(text) or text[title.end] not in " " or title.term.key in ("reporter",):
        return None
    index = next((i for i, w in enumerate(words) if w.start == title.end + 1), None)
    if index is None or any(t.start == words[index].start for t in terms):
        return None
    word = words[index]
    stem, size = stems(text, word)
    of = belongs_left(text, terms, title.start, title) or title.term.of
    if text[word.start : word.end] in surnames("japanese") and index + 1 < len(words):
        given, length = stems(text, words[index + 1])
        if adjacent(text, word, words[index + 1]) and japanese_given(given):
            return NameHit(word.start, words[index + 1].start + length, "full", "JP"), of, "current"
    if foreign := foreign_after(text, words, index):
        return foreign, of, "current"
    if of in ("CN", "TW", "HK") and word.particle in _AGENTIVE and chinese_after(stem, word):
        return NameHit(word.start, word.start + size, "full", "CN"), of, "current"
    proper = any(
        (t.tag == "NNP" or not t.known) and t.start == word.start and t.end - t.start >= 3 for t in word.tokens
    )
    coined = bool(word.tokens) and word.tokens[0].tag == "NNP" and not word.tokens[0].known
    family = stem[:1] in COMMON_SURNAMES or (coined and stem[:1] in surnames("korean_one"))
    shared = text.count(stem) > 1 and word.particle in _AGENTIVE and is_name_beside(stem, word, led=True)
    if shared:
        return NameHit(word.start, word.start + size, "full"), of, "current"  # 감독 한누리는
    sited = place_like(stem) and not (stem[-1] in "원성동리교인" and is_korean_full(stem, word))  # 단장 하도원은
    shaped = len(stem) == 3 and family and not is_common(stem, word) and not sited
    marked = _AGED.match(text, word.end) is not None
    if proper and shaped and word.end < len(text) and (word.particle in _AGENTIVE or marked):
        return NameHit(word.start, word.start + size, "full"), of, "current"
    return None
