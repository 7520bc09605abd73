"""The table-free check: numbers, names and negation as they stand on the page.

It reads no table of ``lang`` and no mention, date or act of a reading, so that one wrong table there cannot pass everything.
Its few negation marks are closed classes of grammar, kept here for that reason. It answers only where both texts are in
one language; numbers are compared across languages too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_DIGITS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_HAN_NUMBER = re.compile(r"[〇一二三四五六七八九十百千]+")
_HAN_VALUE = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_HAN_UNIT = {"十": 10, "百": 100, "千": 1000}
_SCALES = {
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "억": 10**8,
    "兆": 10**12,
    "조": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "천": 10**3,
    "千": 10**3,
    "百": 100,
    "백": 100,
}
_SMALL_SCALES = frozenset("천千百백")
_SCALE_AFTER = re.compile(
    r"[\s-]?(thousand|million|billion|trillion|bn|m(?![a-z])|[万萬만億亿억兆조천千백百])(?![가-힣])?", re.IGNORECASE
)
_UNITS_EN = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty"""
_WORD_NUMBERS = {w: i for i, w in enumerate(_UNITS_EN.split())}
_WORD_NUMBERS |= {
    w: 10 * i for i, w in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=3)
}
_NATIVE_KO = dict(
    zip(["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"], range(1, 11), strict=True)
)
_COUNT_KO = re.compile(rf"(?<![가-힣])({'|'.join(_NATIVE_KO)})\s?(?:명|번|차례|개|곳|가지|시간|나라|달|살|차|국)")
_TENTHS = re.compile(r"([1-9１-９一二三四五六七八九两])\s?[割成할](?!立|员|果|为|長|长|功|本|就|年|交|都)")
_FRACTIONS = {"half": 50, "third": 33, "quarter": 25, "fifth": 20, "tenth": 10}
_MONTHS = "Jan Feb Mar Apr May June? July? Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_LETTERS = re.compile(r"[A-Za-z]+")
_PROPER = re.compile(r"(?<![.!?\"“]\s)(?<!^)\b[A-Z][a-z\u00c0-\u024f]+(?:-[A-Za-z][a-z]+)*")
_DEMONYM = re.compile(r"(?:[A-Z][a-z]+ )?[A-Z][a-z]+(?:ese|ish|ian|ean|can|eli|aqi|ani)\b")
_SMALL = frozenset({"the", "and", "for", "with", "from", "into", "over", "after", "amid"})
_NEGATION = {
    "en": re.compile(
        r"\b(?:not(?! only| least|[^.,]{0,90}\buntil\b)|no(?! more than| less than| fewer than| later than| doubt|\.)|never|neither|"
        r"nor|none|nobody|nothing|without|cannot|fail(?:ed|s|ing)?|refus(?:e|ed|es|ing)|"
        r"den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?|declin(?:ed|es|ing) to|"
        r"cancel(?:s|led|ed|ling)?|call(?:s|ed)? off|scrap(?:s|ped)?|abandon(?:s|ed)?|postpon(?:e|ed|es|ing))\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<!少)な(?:い(?!し)|かった|く(?!な[っり])|ければ)|ませ?ん|(?<=[さらわがばたまかれえけてげべめ])ず(?=[、。にと]|$)|"
        r"見送|否定|拒否|拒ん|控え|中止|取りやめ|取り止め|撤回|延期"
    ),
    "ko": re.compile(
        r"않|못[하했해한할함]|(?<![가-힣])(?:안|못)(?=\s)|아니|없(?!이)|(?<=\s)없이|거부|부인|불발|무산|취소|연기|철회|"
        r"(?:언급|답변)을?\s?(?:피했|삼갔)"
    ),
    "zh": re.compile(
        r"没有|没|未(?!来)|不(?!断|仅|到|足|同|久|少|但|过|论|管|动产|得不)|无(?!人机|论|线)|拒绝|否认|并非|"
        r"取消|推迟|中止|搁置|撤回"
    ),
}
_BY_VERB = {
    "en": re.compile(r"(?:fail|refus|den[yi]|reject|cancel|call|scrap|abandon|postpon)\w*(?: off)?", re.IGNORECASE),
    "ja": re.compile(r"見送|否定|拒否|拒ん|控え|中止|取りやめ|取り止め|撤回|延期"),
    "ko": re.compile(r"거부|부인|불발|무산|취소|연기|철회"),
    "zh": re.compile(r"拒绝|否认|取消|推迟|中止|搁置|撤回"),
}
"""Verbs among the marks of negation: another verb may say the same, so that one side's having none proves nothing."""
_UNNAMED = {
    "en": re.compile(
        r"\b(?:not|n['’]t|nor)\s+(?:want(?:ing)? to |wish(?:ing)? to |to |be |been )*(?:named|identified|quoted|publicly)|"
        r"without (?:giving|being) (?:a name|named|identified)",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?:名前|氏名|名)を(?:明かさ|公表し|出さ)な(?:い|かった)"),
    "ko": re.compile(r"(?:이름|신원|실명)을?\s?(?:밝히지|공개하지)\s?않"),
    "zh": re.compile(r"不(?:愿|便|肯)?(?:意)?(?:具名|透露(?:姓名|身份)|公开(?:姓名|身份))|未具名"),
}
_NO_DENIAL = {
    "en": re.compile(
        r"\bcannot but\b|,\s+not(?=\s+(?:the|an?|its|his|her|their|by|for|in|from|because)\b)", re.IGNORECASE
    ),
    "ja": re.compile(
        r"な(?:ければ|くては|いと)(?:な(?:らな?[いか]|りませ)|いけ)[^、。]?|ざるを得な|かもしれな|に違いな|(?:に|ほ)かならな|"
        r"(?:だけで(?:は)?|のみで)な[くい]|に(?:すぎ|過ぎ)な|ないか(?=[と、。心懸不調検])|(?:少な|危な)[いくか]"
    ),
    "ko": re.compile(r"뿐(?:만)? ?아니|않을 ?수 ?없|않으면 ?안|[이가] ?아니라(?![고며는])|않을까|지 ?않겠느냐"),
    "zh": re.compile(r"不得不|无不|不无|不仅|不但|不只|不光|而不是|不可不|不能不"),
}
"""Phrases with a word of negation that deny nothing of the verb: it must be, it may be, not only, one thing and not another."""
_PUT_OFF = {
    "en": re.compile(r"\b(?:postpon\w+|delay\w*|put(?:s|ting)? off)\b", re.IGNORECASE),
    "ja": re.compile(r"延期|先送り|持ち越|遅れ|遅延|見送"),
    "ko": re.compile(r"연기|미루|미뤘|늦어|지연"),
    "zh": re.compile(r"推迟|延期|延后|延误|搁置"),
}
_FULLWIDTH = re.compile("[０-９]+")
_BREAK = re.compile(r"[,;:.!?、。，；：！？\n]|\b(?:but|and|while|although)\b|지만|으나|며|고(?=\s)")


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number as it stands: its value and place."""

    value: Decimal
    start: int
    end: int


@lru_cache(maxsize=4096)
def find_numbers(text: str) -> tuple[PlainNumber, ...]:
    """Numbers in digits, Han numerals, English words up to ninety and Korean counters, with their scales."""
    found: list[PlainNumber] = []
    clocks = [m.span() for m in _CLOCK.finditer(text)]
    for match in _DIGITS.finditer(_halfwidth(text)):
        if any(s <= match.start() < e for s, e in clocks) or is_code(text, match.start(), match.end()):
            continue
        value = Decimal(match.group().replace(",", ""))
        found.append(_scaled(text, value, match.start(), match.end()))
    found = _join_parts(found)
    han = ((m, _han_value(m.group())) for m in _HAN_NUMBER.finditer(text))
    found += [_scaled(text, Decimal(v), m.start(), m.end()) for m, v in han if v is not None]
    worded = ((m, _WORD_NUMBERS.get(m.group().lower())) for m in _LETTERS.finditer(text))
    found += [_scaled(text, Decimal(v), m.start(), m.end()) for m, v in worded if v is not None]
    counted = ((m, _NATIVE_KO[m.group(1)]) for m in _COUNT_KO.finditer(text))
    found += [PlainNumber(Decimal(v), m.start(1), m.end(1)) for m, v in counted]
    return tuple(sorted(found, key=lambda n: n.start))


def is_code(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a name or code (4Q, Q4, G7, COVID-19), not a number."""
    before = re.search(r"[A-Za-z]-?$", text[max(0, start - 2) : start])
    return bool(before) or bool(re.match(r"[AC-JLN-Z](?![A-Za-z])", text[end : end + 2]))


def _halfwidth(text: str) -> str:
    return _FULLWIDTH.sub(lambda digits: unicodedata.normalize("NFKC", digits.group()), text)


def _scaled(text: str, value: Decimal, start: int, end: int) -> PlainNumber:
    match = _SCALE_AFTER.match(text, end)
    if match is None:
        return PlainNumber(value, start, end)
    value *= _SCALES[match.group(1).lower()]
    more = _SCALE_AFTER.match(text, match.end()) if match.group(1) in _SMALL_SCALES else None
    if match.group(1) in "万萬" and text[match.end() : match.end() + 1] in ("亿", "億"):
        more = _SCALE_AFTER.match(text, match.end())
    if more is not None and more.group(1) in _SCALES and not more.group().startswith(" "):
        return PlainNumber(value * _SCALES[more.group(1)], start, more.end())
    return PlainNumber(value, start, match.end())


def _join_parts(found: Sequence[PlainNumber]) -> list[PlainNumber]:
    """Numbers written in parts made one: 1천860만, then 1만8千 and 8억6천만."""
    scaled: list[PlainNumber] = []
    for number in found:
        last = scaled[-1] if scaled else None
        thousands = last is not None and last.value < 10**4 and last.value % 1000 == 0 and _touch(last, number)
        if last is not None and thousands and (scale := _scale_of(number.value)) > last.value > 0:
            scaled[-1] = PlainNumber(last.value * scale + number.value, last.start, number.end)
        else:
            scaled.append(number)
    joined: list[PlainNumber] = []
    for number in scaled:
        last = joined[-1] if joined else None
        if last is not None and _touch(last, number) and last.value > number.value >= 100:
            joined[-1] = PlainNumber(last.value + number.value, last.start, number.end)
        else:
            joined.append(number)
    return joined


def _touch(a: PlainNumber, b: PlainNumber) -> bool:
    return 0 <= b.start - a.end <= 1


def _scale_of(value: Decimal) -> int:
    """The largest East Asian scale of four digits that a value is a multiple of, 0 where it is of none."""
    return next((n for n in (10**12, 10**8, 10**4) if value >= n and value % (n // 10**4) == 0), 0)


def _han_value(text: str) -> int | None:
    """The value of a Han numeral, positional (二〇二六) or with units (二十一)."""
    if not any(c in _HAN_UNIT for c in text):
        return int("".join(str(_HAN_VALUE[c]) for c in text))
    total, current = 0, 0
    for char in text:
        if char in _HAN_UNIT:
            total += (current or 1) * _HAN_UNIT[char]
            current = 0
        else:
            current = _HAN_VALUE[char]
    return total + current


def missing_numbers(claim: str, source: str) -> tuple[PlainNumber, ...]:
    """Numbers in digits that the claim gives and the source does not, in no notation.

    Only numbers that stand in digits in the claim count: words such as "one" are too often no numbers.
    """
    have = {n.value for n in find_numbers(source)}
    have |= {Decimal(i) for i in _named_months(source)} | set(shares(source))
    have |= {Decimal(int(n.value)) for n in find_numbers(source) if n.value == n.value.to_integral()}
    return tuple(
        n
        for n in find_numbers(claim)
        if any(c.isdigit() for c in claim[n.start : n.end]) and n.value not in have and not _composed(n.value, have)
    )


@lru_cache(maxsize=64)
def shares(text: str) -> tuple[Decimal, ...]:
    """The per cents that a text gives as tenths (九割, 两成, 8할) or as fractions in words."""
    tenths = [m.group(1) for m in _TENTHS.finditer(text)]
    values = [10 * (int(t) if t.isdigit() else _HAN_VALUE.get(t, 2)) for t in tenths]
    values += [share for word, share in _FRACTIONS.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    return tuple(map(Decimal, values))


@lru_cache(maxsize=64)
def _named_months(text: str) -> tuple[int, ...]:
    """The months that an English text names."""
    return tuple(i for i, m in enumerate(_MONTHS, start=1) if re.search(rf"\b{m}", text))


def is_year(number: PlainNumber) -> bool:
    """Whether a number can be a year of our time."""
    return 1900 <= number.value <= 2100 and number.value == number.value.to_integral_value()


def _composed(value: Decimal, have: set[Decimal]) -> bool:
    """Whether the value is a sum of scaled parts the source gives (3조 5000억)."""
    parts = sorted((h for h in have if h >= 1000), reverse=True)
    return any(a + b == value for i, a in enumerate(parts) for b in parts[i + 1 :])


def missing_names(claim: str, source: str) -> tuple[str, ...]:
    """Capitalised Latin words inside the claim (not at its start) that stand nowhere in the source. A line with capitals
    throughout is a title and tells nothing by them."""
    lowered = source.lower()
    words = [w for w in re.findall(r"\b[A-Za-z]{3,}", claim) if w not in _SMALL]
    if all(w[0].isupper() for w in words):
        return ()
    return tuple(
        m.group()
        for m in _PROPER.finditer(claim)
        if m.group().lower() not in lowered and not _DEMONYM.match(claim, m.start())
    )


def _marks(text: str, lang: str, *, verbs: bool) -> Iterator[re.Match[str]]:
    """The marks of negation, with or without the verbs among them; that a source will not be named denies nothing."""
    pattern = _NEGATION.get(lang)
    unnamed = [m.span() for table in (_UNNAMED, _NO_DENIAL) if lang in table for m in table[lang].finditer(text)]
    for match in pattern.finditer(text) if pattern is not None else ():
        by_verb = lang in _BY_VERB and _BY_VERB[lang].fullmatch(match.group()) is not None
        if (verbs or not by_verb) and not any(s <= match.start() < e for s, e in unnamed):
            yield match


def negated_spans(text: str, lang: str, *, verbs: bool = True) -> tuple[tuple[int, int], ...]:
    """The stretches of a sentence that a negation governs: after it in English and Chinese, before it in Japanese and
    Korean, up to the next break. Without ``verbs`` such as "refused" and "cancelled" are no negation."""
    spans: list[tuple[int, int]] = []
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    for match in _marks(text, lang, verbs=verbs):
        after = next((s for s, _ in breaks if s >= match.end()), len(text))
        if lang in ("en", "zh"):
            spans.append((match.end(), min(after, match.end() + (60 if lang == "en" else 20))))
        else:
            before = max((e for _, e in breaks if e <= match.start()), default=0)
            spans.append((max(before, match.start() - 14), match.start()))
    return tuple(spans)


def puts_off(text: str, lang: str) -> bool:
    """Whether a sentence tells of a delay: what was put off was not done."""
    return lang in _PUT_OFF and bool(_PUT_OFF[lang].search(text))


def names_month(month: int, text: str) -> bool:
    """Whether a text names a month of the year, in words or in figures with the sign for it."""
    return bool(re.search(rf"\b{_MONTHS[month - 1]}|(?<!\d){month}\s?[月월]", text))


def count_negations(text: str, lang: str, *, verbs: bool = True) -> int:
    """How many negation marks a sentence has, with or without the verbs among them."""
    return sum(1 for _ in _marks(text, lang, verbs=verbs))


def to_decimal(value: str | None) -> Decimal | None:
    """A plain decimal, or None."""
    try:
        return Decimal(value) if value is not None else None
    except InvalidOperation:
        return None
