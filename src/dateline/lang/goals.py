"""What is wished, promised or agreed, as a deed and its object ("resume talks", 報告書を公表): found in words of any
language, and the same pair for each, so that every edition says the matter and not only the field it lies in.

A pair is found only where the object is the head of its phrase and stands right beside the deed, in one clause, neither
denied nor already done. What is found so in a source may be printed, and what is printed is found so again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher, as_trie

Goal = tuple[str, str]
"""A deed and what it is done to: keys of ``pivot/goals.toml``, the object also a topic."""

_REACH = 70
_LANGS = ("en", "ja", "ko", "zh")
_EN_GAP = (
    r"(?:\s+(?!(?:to|that|which|who|of|on|in|for|with|from|against|about|by|and|or|but|while|when|not|no|after|before|until|since|during"
    r"|into|over|under|within|as|than)\b)"
    r"(?:\d[\d,.]*\d|[\w'’-]+)){0,3}?"
)
_EN_SUM = r"(?:\s+\$?[\d.,]+(?:\s+(?:million|billion|trillion))?(?:\s+\w+)?\s+(?:in|of))?"
_JA_SUM = (
    r"(?:(?:約|計)?[\d,.万億兆千百]+(?:円|ドル|ウォン|元|ユーロ|人|戸|隻|トン|台|[カか]所|頭|羽"
    r"|社|校|件|機|便|枚|棟)(?:分|相当|ずつ|以上)?|の[\d.]+(?:割|%|％))?"
)
_KO_SUM = (
    r"(?:\s?(?:약\s)?[\d,.]+[만억조천백]*\s?(?:원|달러|엔|위안|유로|명|가구|채|건|척|톤|%|곳"
    r"|개|대|마리|석|량|편)(?:씩|\s가운데|\s중)?){0,2}"
)
_JA_HOW = (
    r"(?:早期|早急な|速やかな|即時|全面的?な?|段階的な?|一部|部分|完全な?|無条件|着実な|円滑な|本格的?な?|さらなる|一層の"
    r"|共同|追加|大幅な?)"
)
_KO_HOW = (
    r"(?:조속한|조기|신속한|즉각적?인?|전면적?인?|단계적|점진적|일부|부분|완전한?|무조건|본격적?인?|추가|공동|상호|대폭"
    r"|지속적인?)"
)
"""How something is done, between the object and its deed: another noun there is the object (ビザの手数料引き下げ)."""
_JA_SAID = r"方針|考え|計画|意向|検討|必要|見通し|予定|約束|合意|要請|要求|意思|用意|可能|立場|期待|希望|加速|継続"
_KO_SAID = r"방침|계획|의향|의사|약속|합의|요청|요구|입장|필요|방안|의지|뜻|기대|희망|촉구|검토|추진|예정|제안|목표"
"""Nouns behind a deed that say that it is meant or asked for."""
_EN_AFTER = re.compile(
    r"\s*(?:[.,;:!?)”\"—–]|$)|\s+(?:by|in|on|at|for|to|of|from|with|within|before|after|until|as|and|or|between|among|this"
    r"|next|when|once|if|while|that|who|which|into|under|over|during|through|against|about|soon|again|together|early"
    r"|promptly|later|worth|near|along|across|throughout|outside|inside|off|without|despite|amid|following"
    r"|tonight|today|tomorrow|now)\b|\s+\("
)
_SPOKEN = frozenset(["announce", "order", "apply_for", "promote", "import", "export", "produce"])
"""Deeds that may have another deed for their matter (宣布将释放人质, 開示を命じる)."""
_BY_ITSELF = frozenset(["start", "continue", "resume", "open", "close", "end", "reopen"])
_JA_AFTER = r"(?:(?<=[\u3041-\u3096])|(?![\u3400-\u9fff\u30a0-\u30ff]))(?!(?:し|っ|され|させ)?て?い?[たて](?!い))"
_KO_AFTER = (
    r"(?!했|됐|하였|되었|한(?=\s)|된(?=\s)|하고 있|되고 있)"
    r"(?=하|되|할|될|해|시키|을|를|에|와|과|의|도|,|\(|\s|\.|$|기|겠|고|어|아|여|는|려|\"|”|’|')"
)
_ZH_AFTER = re.compile(r"(?:（[^）]*）)?(?:[，。；、,.;！？”’）)]|$|和|与|及|并|等|在|至|到|以|达成|形成|作出|提出)")
_DENIED = {
    "en": re.compile(
        r"\b(?:not|never|without|refus\w+|reject\w+|declin\w+|den(?:y|ied|ies)|unless|instead|oppos\w+|fail\w*|cannot"
        r"|unable)\b|n[’']t\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"^\W?(?:し|さ?せ|さ|を|は|も|には)?(?:ない|ず|ません|見送|拒|断念|反対|否定|求めない|できな)"),
    "ko": re.compile(r"^\S{0,3}\s?(?:지 않|지 못|지 말|않|못|말 것|보류|거부|반대|철회|없)"),
    "zh": re.compile(r"(?:不|未|没有?|无法|拒绝?|反对|避免|停止|推迟|暂缓|是否|已经?|曾)[^，。；]{0,2}$"),
}


_LED = re.compile(r"[将把][^，。；、将把]{0,10}$")


class _Hit(NamedTuple):
    deed: str
    thing: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def goals_in(text: str, lang: str, objects: tuple[str, ...]) -> frozenset[Goal]:
    """The deeds that words have for these objects (topics or objects of ``goals.toml``); none in another language."""
    if lang not in _LANGS:
        return frozenset()
    plain = _plain(text, lang)
    found = [hit for key in dict.fromkeys(objects) for hit in _hits(plain, lang, key)]
    whole = (h for h in found if not any(_is_part(h, other) for other in found))
    return frozenset((deed, h.thing) for h in whole if (deed := deed_done_to(h.thing, h.deed)) is not None)


@lru_cache(maxsize=8192)
def objects_in(text: str, lang: str) -> tuple[str, ...]:
    """The objects beside the topics for which a text has words, in the order of their first mention."""
    if lang not in _LANGS:
        return ()
    return tuple(dict.fromkeys(hit.value for hit in _objects(lang).find(_plain(text, lang))))


def is_named_apart(text: str, lang: str, topic: str, things: tuple[str, ...]) -> bool:
    """Whether a text names a topic otherwise than by the words of these objects (evacuation, but for an evacuation order);
    true as well where it has none of the topic's words."""
    named = _topic_named(lang, topic)
    if named is None:
        return True
    plain = _plain(text, lang)
    held = [m.span() for key in things if (words := _named(lang, key)) is not None for m in words.finditer(plain)]
    spans = [m.span() for m in named.finditer(plain)]
    return not spans or any(not any(a <= start and end <= b for a, b in held) for start, end in spans)


@cache
def _topic_named(lang: str, key: str) -> re.Pattern[str] | None:
    topic = load_table(lang, "topics").get(key) if lang in _LANGS else None
    if topic is None:
        return None
    words = _any(re.sub(r"^(?:the|an?) ", "", str(t)) for t in (*topic["terms"], topic["label"]))
    return re.compile(rf"\b(?:{words})(?:s|es)?\b" if lang == "en" else words, re.IGNORECASE)


def is_turning(deed: str | None) -> bool:
    """Whether a deed ends or hinders what it is done to (cancel, suspend, ban)."""
    return deed in load_table("pivot", "goals")["turning"]["deeds"]


def stands_alone(key: str) -> bool:
    """Whether an object is a matter by itself (a refund), without a deed."""
    return key in load_table("pivot", "goals")["alone"]["objects"]


def is_object(key: str) -> bool:
    """Whether a key is an object of goals and no topic."""
    return key in load_table("pivot", "goals")["objects"]


def object_words(lang: str, key: str) -> str | None:
    """The words of an object in a language."""
    found = load_table(lang, "goals")["objects"].get(key)
    return str(found["label"]) if found else None


def deed_words(lang: str, deed: str) -> tuple[str, str]:
    """The verb (of ja its plain form, of ko its stem) and the noun of a deed."""
    found = load_table(lang, "goals")["deeds"][deed]
    return str(found["verb"]), str(found["noun"])


def _is_part(hit: _Hit, other: _Hit) -> bool:
    """Whether another hit has a longer name that holds this one's object."""
    return (hit.start, hit.end) != (other.start, other.end) and other.start <= hit.start and hit.end <= other.end


def _plain(text: str, lang: str) -> str:
    if lang != "zh":
        return text
    from dateline.lang.zh.script import simplify

    return simplify(text)


def _hits(text: str, lang: str, key: str) -> Iterator[_Hit]:
    """Each mention of an object that has its deed beside it."""
    named, deeds = _named(lang, key), _deeds(lang)
    if named is None:
        return
    for match in named.finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        found = _deed_after(lang, after) if lang in ("ja", "ko") else _deed_around(lang, key, before, after)
        if found is not None:
            yield _Hit(deeds[found.lower()], key, start, end)


def _deed_after(lang: str, after: str) -> str | None:
    match = _behind(lang).match(after)
    if match is None or _DENIED[lang].search(after[match.end() : match.end() + 12]):
        return None
    rest = match.end()
    more = _again(lang).match(after, rest) or _modifies(lang).match(after, rest)
    return None if more else match.group("d")  # 輸入禁止を解除: the ban is lifted, nothing is banned


def _deed_around(lang: str, key: str, before: str, after: str) -> str | None:
    ahead = _ahead(lang).search(before)
    while ahead is not None and not may_be_done(_deeds(lang)[ahead["d"].lower()], key) and not _goes_on(lang, ahead):
        nearer = _ahead(lang).search(before, ahead.end("d"))
        if nearer is None:
            break
        ahead = nearer  # 为发射保险提供补贴: what is launched is no subsidy
    if ahead is not None and _goes_on(lang, ahead) and _deeds(lang)[ahead["d"].lower()] in _SPOKEN:
        ahead = _ahead(lang).search(before, ahead.end("d"))  # what is announced is the deed behind
    if ahead is not None and (_EN_AFTER if lang == "en" else _ZH_AFTER).match(after):
        near = before[max(0, ahead.start() - (28 if lang == "en" else 6)) : ahead.start()]
        near += before[ahead.end("d") :] if lang == "en" else ""
        turned = _turned(lang).search(
            before, max(0, ahead.start() - 24) if lang == "en" else ahead.end("d"), ahead.end()
        )
        inner = turned is not None and turned.start() != ahead.start()  # lift the ban on imports, 停止限制进口
        return None if inner or _DENIED[lang].search(near) or _goes_on(lang, ahead) else ahead.group("d")
    later = _behind(lang).match(after)
    if later is None and lang == "zh" and (led := _LED.search(before)) is not None:
        later = None if _DENIED["zh"].search(before[: led.start()]) else _led().match(after)
        return later.group("d") if later is not None else None
    if later is None or (lang == "zh" and (_DENIED["zh"].search(before[-6:]) or _turned("zh").search(before[-14:]))):
        return None
    return later.group("d")


def _goes_on(lang: str, ahead: re.Match[str]) -> bool:
    """Whether a deed is only the course of another one before the object (继续搜寻失踪者, resume issuing visas)."""
    deeds = load_table("pivot", "goals")["courses"]["deeds"]
    return (
        _deeds(lang)[ahead.group("d").lower()] in deeds
        and _doing(lang).search(ahead[0], ahead.end("d") - ahead.start()) is not None
    )


def deed_done_to(thing: str, deed: str) -> str | None:
    """The deed that a word of a deed means beside a thing (one launches a rocket, but launches talks only in the sense of
    starting them); None where that cannot be done to it."""
    otherwise, tried = load_table("pivot", "goals")["otherwise"], [deed]
    for meant in tried:
        if may_be_done(meant, thing):
            return meant
        tried += [other for other in otherwise.get(meant, ()) if other not in tried]
    return None


@lru_cache(maxsize=65536)
def may_be_done(deed: str, thing: str) -> bool:
    """Whether a deed is one that is done to such things: one pays costs, never a bill of parliament."""
    table = load_table("pivot", "goals")
    only, fits = table["only"].get(deed), table["fits"].get(thing)
    return (only is None or re.fullmatch(only, thing) is not None) and (fits is None or deed in fits)


@cache
def _doing(lang: str) -> re.Pattern[str]:
    """A deed in the form in which it follows the word for its course."""
    if lang == "en":
        return re.compile(rf"\b(?:{_any(f for f in _deeds(lang) if f.split()[0].endswith('ing'))})\b", re.IGNORECASE)
    return re.compile(_any(_deeds(lang)))


@cache
def _turned(lang: str) -> re.Pattern[str]:
    """A deed that ends or hinders what it is done to: beside another deed it turns that into its opposite."""
    forms = _any(f for f, deed in _deeds(lang).items() if deed in load_table("pivot", "goals")["turning"]["deeds"])
    return re.compile(rf"\b(?:{forms})\b" if lang == "en" else forms, re.IGNORECASE)


@cache
def _ahead(lang: str) -> re.Pattern[str]:
    """A deed before its object, at the end of the words before it; the one farthest from it governs (公布调查报告)."""
    forms = _any(f for f in _deeds(lang) if not f.startswith("be "))
    if lang == "en":
        return re.compile(rf"\b(?P<d>{forms})\b{_EN_SUM}(?:\s+(?:the|an?)\b)?{_EN_GAP}\s+$", re.IGNORECASE)
    return re.compile(
        rf"(?P<d>{forms})(?![了过后商额税站者线率]|国[^家内际]|[组团](?!织)|员(?!工))(?:(?!后|并|将|于|因|拟|计划|承诺|表示|同意|要求|希望)[^，。；、：“”]){{0,8}}?$"
    )


@cache
def _behind(lang: str) -> re.Pattern[str]:
    """A deed after its object, from the start of the words after it."""
    forms = _any(_deeds(lang))
    if lang == "en":
        return re.compile(rf"\s+(?:(?:will|would|should|must|can|to)\s+)?(?P<d>{_en_behind()})", re.IGNORECASE)
    if lang == "ja":
        gap = rf"(?:（[^）]*）)?{_JA_SUM}(?:を[^、。がはを「」]{{0,12}}?|の(?:{_JA_HOW})?)?"
        return re.compile(rf"{gap}(?P<d>{forms}){_JA_AFTER}")
    if lang == "ko":
        between = r"[을를](?:\s(?!\S*[을를은는이가](?:\s|$))[^\s,.]+(?=\s)){0,5}?"
        gap = (
            rf"들?(?:\([^)]*\))?(?:[을를](?:\([^)]*\))?{_KO_SUM}|{_KO_SUM}{between}|{between}|의?(?:\s?{_KO_HOW})*)\s?"
        )
        return re.compile(rf"{gap}(?:재|조기|전면|공동|추가|긴급|부분)??(?P<d>{forms}){_KO_AFTER}")
    return re.compile(rf"的(?P<d>{forms})")


def _en_behind() -> str:
    """What is done to a thing, or what a thing is said to do itself (the talks will resume): nothing follows."""
    done = _any(form for form in _deeds("en") if form.startswith("be "))
    goes = _any(form for form, deed in _deeds("en").items() if deed in _BY_ITSELF and " " not in form)
    may = "|".join(rf"(?<={word}\s)" for word in ("will", "would", "should", "must", "can"))
    return rf"{done}\b|(?:{may}){goes}\b(?={_EN_AFTER.pattern})"


@cache
def _led() -> re.Pattern[str]:
    """A deed behind an object that is led by 将 or 把 (将制裁延长六个月)."""
    forms = _any(_deeds("zh"))
    return re.compile(rf"(?:全面|大幅|逐步)?(?P<d>{forms})(?=[至到为，。；、约近]|[\d一二两三四五六七八九十]|$)")


@cache
def _again(lang: str) -> re.Pattern[str]:
    """A second deed right behind the first, done to that one."""
    forms = _any(form for form, deed in _deeds(lang).items() if deed not in _SPOKEN)
    return re.compile(rf"(?:[を을를][^、。,.がは「」]{{0,14}}?|[の의]\s?[^、。,.\s]{{0,3}}?|\s?)(?:{forms})")


@cache
def _modifies(lang: str) -> re.Pattern[str]:
    """A noun behind a deed's word, which only says what kind it is of (家賃規制の法案を, 임대료 규제 법안을)."""
    if lang == "ja":
        return re.compile(rf"の(?!{_JA_SAID})[\u3400-\u9fff\u30a0-\u30ff]{{2,8}}を")
    return re.compile(rf"\s(?!\S*(?:{_KO_SAID}))[가-힣]{{2,8}}[을를이가은는](?:\s|$)")


@cache
def _deeds(lang: str) -> Mapping[str, str]:
    """The words of deeds; those that we print come first where two deeds share one."""
    table = load_table(lang, "goals")["deeds"]
    printed = {str(f).lower(): deed for deed, found in table.items() for f in (found["verb"], found["noun"])}
    printed = {f.removeprefix("the ").removeprefix("an ").removeprefix("a "): deed for f, deed in printed.items()}
    if lang == "en":
        printed |= {f"be {_participle(str(found['verb']))}": deed for deed, found in table.items()}
    if lang == "ko":
        printed = {f.removesuffix("하"): deed for f, deed in printed.items()}
    return {str(f).lower(): deed for deed, found in table.items() for f in found["read"]} | printed


def _participle(verb: str) -> str:
    head, _, rest = verb.partition(" ")
    past = str(
        load_table("en", "goals")["participles"].get(head) or (f"{head}d" if head.endswith("e") else f"{head}ed")
    )
    return f"{past} {rest}".strip()


@cache
def _objects(lang: str) -> TermMatcher[str]:
    ends = ("", "s", "es") if lang == "en" else ("",)
    keys = reversed(load_table(lang, "goals")["objects"])
    terms = {t + end: key for key in keys for t in _terms(lang, key) for end in ends}
    return TermMatcher(terms, words=lang == "en", fold=lang == "en")


@cache
def _named(lang: str, key: str) -> re.Pattern[str] | None:
    terms = _any(_terms(lang, key))
    return re.compile(rf"\b(?:{terms})(?:s|es)?\b" if lang == "en" else terms, re.IGNORECASE) if terms else None


@cache
def _terms(lang: str, key: str) -> tuple[str, ...]:
    own = load_table(lang, "goals")["objects"].get(key)
    if own is not None:
        return tuple(own["terms"])
    topic = load_table(lang, "topics").get(key)
    if topic is None:
        return ()
    house = load_table(lang, "style").get("topics", {}).get(key, topic["label"])
    bare = (re.sub(r"^(?:the|an?) ", "", str(t)) for t in (*topic["terms"], topic["label"], house))
    terms = tuple(t for t in dict.fromkeys(bare) if t not in _object_terms(lang))
    ends = re.compile(rf"[の을를의]?\s?(?:{_any(_deeds(lang))})$") if lang in ("ja", "ko") else None
    return tuple(
        t for t in terms if ends is None or not any(t.startswith(u) and ends.fullmatch(t, len(u)) for u in terms)
    )


@cache
def _object_terms(lang: str) -> frozenset[str]:
    """The words of objects: what has a name of its own is no topic's (an evacuation order, and evacuation)."""
    return frozenset(str(t) for found in load_table(lang, "goals")["objects"].values() for t in found["terms"])


def _any(words: Iterable[str]) -> str:
    return as_trie(sorted(set(words)))
