"""The shape of names in Hangul: what may be a Korean, Japanese or other name, and what is a place, a body or a plain word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ko.analysis import Word, is_common_noun
from dateline.lang.ko.gazetteer import is_term
from dateline.lang.ko.unlisted import is_unlisted_body

HANGUL = re.compile(r"[가-힣]+")
COMMON_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차우구민진지엄채원천방"
)
SHORT_FIRST = frozenset(
    [
        "조",
        "존",
        "짐",
        "팀",
        "밥",
        "빌",
        "톰",
        "린",
        "댄",
        "벤",
        "숀",
        "켄",
        "론",
        "잭",
        "폰",
        "판",
        "데",
        "디",
        "알",
        "엘",
        "반",
        "본",
        "르",
        "라",
        "아",
        "우",
        *"칼샘맷닉릭롭잔얀폴휴루마레델",
    ]
)
COUNTRIES = re.compile(r"[한일중미북러남](?:·[한일중미북러남]){1,2}")
AFTER_PLACE = ("서", "에서", "의", "에", "와", "과", "시", "현", "성", "주", "행")
JA_VOWELS = frozenset("ㅏㅣㅜㅔㅗㅑㅠㅛㅡㅐ")
BODY_ENDINGS = [
    "당",
    "부",
    "처",
    "청",
    "원",
    "회",
    "사",
    "대",
    "대학교",
    "은행",
    "그룹",
    "전자",
    "신문",
    "방송",
    "통신",
    "연구소",
    "재단",
    "협회",
    "연맹",
    "센터",
    "법원",
    "검찰",
    "경찰",
    "본부",
    "위원회",
    "도",
    "시",
    "군",
    "구",
    "현",
    "주",
    "국",
    "학교",
    "병원",
    "팀",
    "측",
    "정부",
    "의회",
    "언론",
    "매체",
]


@cache
def surnames(kind: str) -> frozenset[str]:
    """A list of names as a set: ``korean_one``, ``korean_two``, ``japanese`` ..."""
    return frozenset(str(load_table("ko", "names")[kind]).split())


def is_body(word: str) -> bool:
    """Whether a word ends as the names of companies, parties, unions and institutes do (한빛반도체, 선수협), and is no name."""
    return (len(word) > 3 or word[-1] in "당협") and len(word) > 2 and word.endswith(endings("body_ends"))


@cache
def endings(kind: str) -> tuple[str, ...]:
    return tuple(sorted(surnames(kind)))


def country_pair(word: str) -> bool:
    """한일, 한·중, 한미일."""
    return word in load_table("ko", "countries")["pairs"]["words"] or COUNTRIES.fullmatch(word) is not None


def place_like(word: str) -> bool:
    return word[-1] in "시군구읍면동리도산강천역항섬당부처청원법전군국인어교성"


@cache
def hanja_surnames() -> dict[str, str]:
    """Family names in Hanja, and their sounds: 李 -> 이."""
    return {pair[0]: pair[1] for pair in str(load_table("ko", "names")["hanja_surnames"]).split()}


def japanese_family(text: str, word: Word) -> bool:
    """Whether a word that no list knows has the sound of a Japanese family name (다나카와, whose end is no particle)."""
    form, stem = text[word.start : word.end], text[word.start : word.stem_end]
    noun = word.tokens[0] if word.tokens else None
    if word.particle and noun is not None and noun.tag == "NNG" and noun.known:
        return False  # 무게는
    listed = stem in surnames("japanese") or is_term(form) or is_term(stem) or form in surnames("not_names")
    return len(form) >= 3 and not listed and all(map(japanese_syllable, form)) and not is_common(form, word)


def is_japanese_pair(text: str, family: Word, given: Word) -> bool:
    """Whether a given name of three syllables or more that the list has follows what sounds like a Japanese family name,
    though it may be a word as well (고토 겐지)."""
    first, second = text[family.start : family.end], text[given.start : given.stem_end]
    if text[family.end : given.start] != " " or len(second) < 3:
        return False
    coined = bool(given.tokens) and not given.tokens[0].known and second.endswith(_GIVEN_ENDS)
    if second not in surnames("japanese_given") and not (coined and all(map(japanese_syllable, second))):
        return False
    listed = is_term(first) or first in surnames("not_names")
    return 2 <= len(first) <= 5 and not listed and all(map(japanese_syllable, first)) and not _ends_in_particle(family)


_GIVEN_ENDS = ("타로", "지로", "이치", "스케", "히코", "히로", "유키", "노부", "아키", "노리", "미치", "오미", "하루")


def _ends_in_particle(word: Word) -> bool:
    """Whether a known noun and its particle make the word (무게는)."""
    noun = word.tokens[0] if word.tokens else None
    return bool(word.particle) and noun is not None and noun.tag == "NNG" and noun.known


def plain_words(parsed: Word) -> bool:
    """Whether a word is made of two or more words that the dictionary knows (상무위원)."""
    if len(parsed.tokens) == 1 and parsed.tokens[0].tag == "NNP":
        return False
    return all(t.known and t.end - t.start > 1 for t in parsed.tokens)


def is_titled_name(word: str, parsed: Word) -> bool:
    """Whether a word before a title is a name that the analyser took for two nouns (길+정훈): no word of the dictionary."""
    tags = [(t.tag, t.end - t.start) for t in parsed.tokens if t.end <= parsed.start + 3]
    behind = [("NNG", 2), ("MM", 1)]  # 국도/현
    apart = len(word) == 3 and word[2] in "현준민훈호온전순" and tags == behind
    apart = apart or (
        len(word) == 3 and tags in ([("NNG", 1), ("NNG", 2)], [("NNG", 1), ("NNP", 2)], [("NNP", 1), ("NNG", 2)])
    )
    return (
        apart
        and has_korean_shape(word)
        and word[0] not in "총각전현신양주본여반대제첫"
        and word[-1] not in "부처청원국"
    )


def is_plain_noun(word: Word) -> bool:
    """Whether a noun that the dictionary has and its particle make the word (승선원이 검사를)."""
    noun = word.tokens[0] if word.tokens else None
    if noun is None or word.particle == "랑":
        return False
    return noun.known and noun.tag == "NNG" and noun.end == word.stem_end and noun.end - noun.start > 1


def named_again(text: str, word: str, title: str) -> bool:
    """Whether an everyday word before a title is a name, as its family name with the same title shows elsewhere (새강가스
    봉선화 대표 … 봉 대표)."""
    if len(word) != 3 or not has_korean_shape(word) or is_term(word) or word in surnames("not_names"):
        return False
    if word[0] in surnames("weak_one"):
        return False
    return (
        re.search(rf"(?<![가-힣]){word[0]}\s(?:전\s)?{re.escape(title[-2:])}(?:은|는|이|가|의|에게|과|와|도|,)", text)
        is not None
    )


def is_name_beside(word: str, parsed: Word, *, led: bool = False) -> bool:
    """Whether a word right before a title is a Korean name though the analyser takes it apart (염가/온, 채/이든, 나/도/연): three
    syllables that begin with a family name and end as given names do, none of them a particle, an adjective or a body.
    ``led``: a title stands before it."""
    if len(word) != 3 or not has_korean_shape(word) or word in surnames("not_names") or is_term(word):
        return False
    row = [t for t in parsed.tokens if t.start < parsed.start + 3]
    if not row or is_unlisted_body(word, parsed) or (len(row) == 1 and row[0].known and row[0].tag != "NNP"):
        return False
    if len(row) == 1:
        return not row[0].known or not is_district(word, parsed)
    sounds = word[2] in surnames("name_ends") and not is_common_noun(word)
    if row[-1].tag == "XSN" or any(t.tag.startswith(("VV", "VA", "VX", "XSV", "XSA", "ETM", "EF", "EP")) for t in row):
        return False
    closed = bool(parsed.particle) and parsed.particle != "랑" and not led
    return sounds and not closed and not (row[0].end - row[0].start == 2 and row[0].tag in ("NNP", "NP", "MM", "NR"))


def is_korean_full(word: str, parsed: Word) -> bool:
    if not has_korean_shape(word) or is_common(word, parsed) or is_district(word, parsed):
        return False
    if parsed.tokens[0].tag != "NNP" and is_unlisted_body(word, parsed):
        return False
    if len(word) == 3 and word[2] in "서시의에와과" and is_term(word[:2]):
        return False  # 부산서
    if len(word) == 2:
        return any(t.tag == "NNP" for t in parsed.tokens)
    torn = len(parsed.tokens) > 2 and parsed.tokens[2].start < parsed.start + len(word)
    if len(word) == 3 and (word[0] in COMMON_SURNAMES or torn or not parsed.tokens[0].known):
        return True
    return (
        any(t.tag == "NNP" for t in parsed.tokens)
        and len(word) <= 4
        and (len(word) == 3 or word[:2] in surnames("korean_two"))
    )


def is_district(word: str, parsed: Word) -> bool:
    """진도군, 서초구: a place by its last morpheme."""
    last = [t for t in parsed.tokens if t.end == parsed.start + len(word)]
    if len(parsed.tokens) == 1 and len(word) > 2 and parsed.tokens[0].tag == "NNP" and parsed.tokens[0].known:
        return word[-1] in "시군구"
    return bool(last) and last[0].start > parsed.start and last[0].form in ("시", "군", "구", "도") and last[0].known


def is_foreign_word(word: str, parsed: Word) -> bool:
    """Whether a word may be part of a foreign name: nothing that the dictionary knows as an everyday word."""
    if not 2 <= len(word) <= 8 or not HANGUL.fullmatch(word.replace("·", "")):
        return False
    if word in surnames("not_names") or is_term(word) or is_common(word, parsed) or place_like_long(word):
        return False
    if (len(word) > 3 and word.endswith(endings("companies"))) or is_unlisted_body(word, parsed):
        return False  # 우진전선 나도운 대표, 위성개발단 염가온 단장
    if len(word) > 3 and _ends_in_noun(word, parsed):
        return False  # 새온소재 하경섭 대표
    if (
        (is_district(word, parsed) or word.endswith(("국", "청", "처", "회")))
        or (len(word) > 3 and word.endswith(("시", "군", "구", "남도", "북도", "자치도")))
        or any(word.endswith(a) and is_term(word[: -len(a)]) for a in AFTER_PLACE)
    ):
        return False
    return any(t.tag == "NNP" or (t.tag == "NNG" and not t.known) for t in parsed.tokens)


def _ends_in_noun(word: str, parsed: Word) -> bool:
    """Whether a word is a coined or known root with a noun of the dictionary of two syllables behind it (새온/소재, 한빛/철도),
    and does not begin as a Chinese name does (왕지하오)."""
    if word[0] in surnames("chinese_one") or word[:2] in surnames("chinese_two"):
        return False
    row = [t for t in parsed.tokens if t.end <= parsed.start + len(word)]
    if len(row) < 2 or row[-1].end != parsed.start + len(word):
        return False
    last, rest = row[-1], row[:-1]
    noun = last.tag == "NNG" and last.known and last.end - last.start == 2
    return noun and all(t.tag in ("NNG", "NNP") and t.end - t.start == 2 for t in rest) and rest[0].known


def place_like_long(word: str) -> bool:
    if word in ("행정부", "정부", "내각"):
        return True
    return (len(word) >= 3 and any(word.endswith(e) for e in BODY_ENDINGS if len(e) > 1)) or word.endswith(
        ("당", "부처", "위", "청", "현")
    )


def has_korean_shape(word: str) -> bool:
    if not HANGUL.fullmatch(word):
        return False
    if len(word) in (3, 4, 5) and word[:2] in surnames("korean_two"):
        return True
    return (len(word) in (2, 3) and word[0] in surnames("korean_one")) or (
        len(word) == 4 and word[0] in COMMON_SURNAMES
    )


def is_common(word: str, parsed: Word) -> bool:
    """Whether the analyser reads the word as everyday vocabulary."""
    if word in surnames("not_names") or is_term(word):
        return True
    tags = [t.tag for t in parsed.tokens if t.end <= parsed.start + len(word)]
    if not tags or any(t == "NNP" for t in tags):
        return False
    if len(tags) > 1 and len(word) > 3 and not parsed.tokens[0].known:
        return False  # 간조리/그
    if _is_coined_name(word, parsed):
        return False
    if len(tags) == len(word) > 3 and all(t in ("NNG", "NNB", "MM", "XPN", "XSN", "NR") for t in tags):
        return False  # 시/파/세/웃
    if len(tags) == 1:
        return parsed.tokens[0].known and tags[0] in ("NNG", "MM", "MAG", "MAJ", "NP", "NNB", "NR")
    if "ETM" in tags[:-1]:
        return False  # an adnominal ending inside one written word: the analyser has torn an unknown name apart
    if any(t.startswith(("VV", "VA", "VX", "XSV", "XSA", "EF", "EC", "ETM", "VCP")) for t in tags):
        return (
            len(word) != 3 or word[0] not in COMMON_SURNAMES or any(t.startswith(("XSV", "XSA", "VCP")) for t in tags)
        )
    return all(t in ("NNG", "XSN", "XPN", "MM", "NNB", "SN") for t in tags) and not (
        len(word) == 3 and word[0] in COMMON_SURNAMES and len(tags) >= 3
    )


def _is_coined_name(word: str, parsed: Word) -> bool:
    """Whether three syllables that begin with a family name are an unknown root and an ending (도규/한), or three nouns of
    one syllable (종/하/윤)."""
    if len(word) != 3 or word[0] not in surnames("korean_one") or word[0] in "전현":
        return False
    tokens = [t for t in parsed.tokens if t.start < parsed.start + 3]
    root = tokens[0]
    coined = not root.known and root.tag in ("NNG", "NNP") and root.end - root.start == 2
    single = len(tokens) == 3 and all(t.tag == "NNG" for t in tokens) and word[0] not in surnames("weak_one")
    return coined or single


def japanese_given(word: str) -> bool:
    return word in surnames("japanese_given") or (2 <= len(word) <= 5 and all(map(japanese_syllable, word)))


@cache
def japanese_syllable(syllable: str) -> bool:
    """Whether a syllable occurs in Japanese names by the official transcription (open, or with ㄴ or ㅅ below)."""
    code = ord(syllable) - 0xAC00
    if not 0 <= code < 11172:
        return False
    vowel = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"[code % 588 // 28]
    return (vowel in JA_VOWELS or syllable == "와") and code % 28 in (0, 4, 19)


_LED = frozenset(
    ["company_president", "executive", "chair", "vice_chair", "representative", "party_leader", "founder", "engineer"]
)
_TAUGHT = frozenset(["professor", "university_president", "researcher"])


def is_employer(text: str, words: Sequence[Word], index: int, title: str) -> bool:
    """Whether a word between a name and a title is the firm or the university (선우담 가람소재 대표, 유다온 새솔대 교수)."""
    if index == 0 or text[words[index - 1].end : words[index].start] != " " or words[index - 1].particle:
        return False
    word, prior = text[words[index].start : words[index].end], text[words[index - 1].start : words[index - 1].end]
    named = is_korean_full(prior, words[index - 1]) or prior in surnames("chinese")
    if title in _TAUGHT:
        return named and len(word) > 2 and word.endswith(("대", "대학교", "대학"))
    firm = len(word) > 3 or (len(word) == len(prior) == 3 and word[0] not in COMMON_SURNAMES)  # 옥하람 새별셀 대표
    return title in _LED and named and firm


def torn(word: Word) -> bool:
    """Whether the analyser has broken an unknown word into single syllables (라제시)."""
    verbal = any(t.tag.startswith(("XSV", "XSA", "EP", "EF", "VCP")) for t in word.tokens)  # 방문해
    return word.end - word.start > 2 and len(word.tokens) >= word.end - word.start and not verbal


def chinese_name(form: str, word: Word) -> bool:
    """Whether a word that no dictionary knows begins with a Chinese family name as Hangul writes it (가오밍더)."""
    unknown = len(word.tokens) == 1 and not word.tokens[0].known and word.tokens[0].tag in ("NNP", "NNG")
    family = form[:2] in surnames("chinese_two") or form[0] in surnames("chinese_two")
    return unknown and family and 3 <= len(form) <= 5 and not is_korean_three(form)


def chinese_after(stem: str, word: Word) -> bool:
    """Whether what follows a Chinese title is a Chinese name as Hangul writes it (대변인 추란은)."""
    family = (
        stem[:1] in surnames("chinese_two")
        or stem[:1] in surnames("chinese_one")
        or stem[:2] in surnames("chinese_two")
    )
    listed = stem in surnames("not_names") or is_term(stem)
    coined = bool(word.tokens) and (word.tokens[0].tag == "NNP" or not word.tokens[0].known)
    return family and 2 <= len(stem) <= 5 and coined and not listed and word.tokens[0].end >= word.start + len(stem)


def is_korean_three(form: str) -> bool:
    """Whether a form of three syllables may as well be a Korean name."""
    return len(form) == 3 and has_korean_shape(form)


def half_torn(word: Word) -> bool:
    """Whether the analyser has read a foreign word as a determiner or a single syllable and a noun (이/고리)."""
    tags = [(t.tag, t.end - t.start) for t in word.tokens]
    nouns = all(tag in ("NNG", "NNB", "MM", "NR") and size < 3 for tag, size in tags)
    return len(tags) == 2 and not word.particle and nouns and min(size for _, size in tags) == 1 and tags[0][1] == 1


def sounds_on(text: str, word: Word) -> bool:
    """Whether what looks like a particle is the end of a foreign name (카를로, 파블로)."""
    stem = text[word.start : word.stem_end]
    return word.particle in ("로", "도", "이", "나", "라") and len(stem) > 1 and not is_term(stem)


def vietnamese_row(text: str, words: Sequence[Word], last: int) -> bool:
    """Whether three short words in a row begin with a family name that only Vietnamese bear (쩐 꽝 민, 응우옌 반 득)."""
    if last < 2 or not (
        text[words[last - 2].end : words[last - 1].start] == " "
        and text[words[last - 1].end : words[last].start] == " "
    ):
        return False
    row = [text[w.start : w.end] for w in words[last - 2 : last + 1]]
    return row[0] in _ONLY_VIETNAMESE and all(len(w) <= 3 and HANGUL.fullmatch(w) for w in row)


_ONLY_VIETNAMESE = frozenset(
    ["응우옌", "쩐", "팜", "부이", "레", "호앙", "후인", "즈엉", "응오", "딘", "보", "도", "당", "부"]
)


_MIDDLE_NAMES = frozenset(["티", "반", "득", "민", "꽝", "쑤언"])


def vietnamese(text: str, words: Sequence[Word], last: int) -> int:
    """Where a Vietnamese name begins whose last word is ``last``: at the family name up to three words before it."""
    at = first = last
    while at > 0 and last - at < 3 and text[words[at - 1].end : words[at].start] == " ":
        at -= 1
        form = text[words[at].start : words[at].end]
        if not HANGUL.fullmatch(form) or len(form) > 3:
            break
        if form in surnames("vietnamese") and form not in _MIDDLE_NAMES:
            first = at
    return first


def is_ministry(word: Word, form: str, title: str) -> bool:
    """Whether a word before a minister's title is a ministry of no list (투자부 장관)."""
    if title not in ("장관", "차관", "부장관", "처장", "청장") or not form.endswith(("부", "처", "청", "성")):
        return False
    last = word.tokens[-1] if word.tokens else None
    return len(form) > 2 and last is not None and last.form == form[-1] and len(word.tokens) > 1


def one_syllable(nation: str | None, word: str, size: int) -> bool:
    """Whether a given name of one syllable follows a Japanese family name: of a Japanese, or by both their sounds (도미카와 준)."""
    return japanese_syllable(word) and (nation == "JP" or (nation is None and size > 2 and word in _GIVEN_OF_ONE))


_GIVEN_OF_ONE = frozenset("준료쇼진렌겐신고레이켄유류간")
