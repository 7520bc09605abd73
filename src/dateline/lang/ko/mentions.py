"""Bodies, places and loose titles of one sentence, from the tables and from the shape of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from dateline.lang.data import load_table
from dateline.lang.ko.analysis import Token, Word, is_common_noun
from dateline.lang.ko.drafts import Draft
from dateline.lang.ko.firms import find_firms, find_unions
from dateline.lang.ko.gazetteer import Found, Term, ambiguous, countries, find_terms, is_term, stands_alone, term_of
from dateline.lang.ko.institutions import find_institutions
from dateline.lang.ko.name_shapes import has_korean_shape, japanese_syllable, surnames
from dateline.lang.ko.office_kinds import of_compound, of_organisation
from dateline.model.reading import MentionKind

_POSTED = re.compile(
    r"주(?P<at>[한일중미러영북]|유엔|대만|[가-힣]{2,6})\s?(?P<of>[가-힣]{2,6}?)?\s?(?P<t>대사관|대사|총영사관|총영사)(?=[은는이가을를과와의에도,.\s]|$)"
)
_BODY = re.compile(
    r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z]{2,10}(?:협회|연맹|위원회|은행|그룹|전자|재단|연구소|연구원|대학교|공사|공단|노조|사령부|신문|일보|중공업|"
    r"항공|지방의회|지방법원|검찰청|지검|지법|고법|고검|소방본부|경찰서|병원|학회|연합회|상공회의소|진흥원|개발원|유신회|신당|대사관|방송|통신)"
)
_SITE = re.compile(
    r"(?<![가-힣])(?P<n>[가-힣]{2,6})\s?(?P<s>탄광|검문소|국제공항|공항|해협|반도|지구|원전|광장|기지|군도|제도|열도|사원|신사|공단|역|항|현|주|섬)(?![가-힣]{3})"
)
_PLAIN_BODY = frozenset(
    [
        "중앙은행",
        "시중은행",
        "이동통신",
        "무선통신",
        "외신방송",
        "생방송",
        "재방송",
        "특별위원회",
        "대학병원",
        "종합병원",
        "초청",
    ]
)
_KOREAN_BY_DEFAULT = frozenset(
    [
        "외교부",
        "국방부",
        "법무부",
        "교육부",
        "환경부",
        "국회",
        "검찰",
        "경찰",
        "경찰청",
        "정부",
        "여당",
        "야당",
        "제1야당",
        "대법원",
        "기상청",
        "소방당국",
        "소방청",
        "법원",
        "헌법재판소",
        "헌재",
        "국세청",
        "해양경찰청",
        "한국은행",
        "한국은행 금융통화위원회",
        "금융통화위원회",
        "금통위",
        "당국",
        "해군",
        "공군",
        "국방부",
        "중앙은행",
    ]
)
_PAIRED = re.compile(r"(?:^|[^가-힣])[한일중미북러](?:·?[한일중미북러]){1,2}\s$")
_TWO_LANDS = re.compile(
    r"(?:^|[^가-힣])([가-힣]{2,7})[과와]\s([가-힣]{2,7}?)(?:의)?\s(?:양국\s)?$"
)  # 한국과 캐나다 정상은
_PAIR_CUE = re.compile(
    r"\s?(?:[가-힣]{2,4}\s[가-힣]{0,4}(?:회담|협상|협의)"
    r"|양국|정상|두 나라|3국|외교|외무|국방|당국|양측|정부|의원|재무|통상)"
)


_OF_MONEY = re.compile(r"(?:달러|[원엔]|유로|위안|상당|규모|기금)(?:\([A-Z]+\))?(?:의|짜리)?\s$")  # 8천만 달러의 차관
_HANDED_OVER = re.compile(r"(?:범죄인|신병|유해|시신)\s?$")


def find_sentence_terms(text: str, start: int, end: int, words: Sequence[Word]) -> list[Found]:
    """The terms of the tables in one sentence, without those whose everyday meaning is the likelier."""
    posted = [_posted(text, m) for m in _POSTED.finditer(text, start, end)]
    found: list[Found] = [p for p in posted if p is not None]
    for hit in find_terms(text, start, end):
        if any(p.start < hit.end and hit.start < p.end for p in found[: len(posted)]):
            continue
        if hit.text in ambiguous() and not _meant(text, hit):
            continue
        if hit.text == "인도" and _HANDED_OVER.search(text, max(0, hit.start - 4), hit.start):
            continue
        if hit.term.kind == "position" and len(hit.text) == 1:
            continue
        if hit.text == "차관" and _is_loan(text, hit):
            continue
        if hit.text == "검사" and _INSPECTION.match(text, hit.end):
            continue
        if hit.term.kind == "position" and text.startswith(("급", "하고 있", "하며", "하는 "), hit.end):
            continue  # 국장급 협의체, 업무를 관장하고 있다
        found.append(of_organisation(text, _whole_title(text, words, hit)) if hit.term.kind == "position" else hit)
    return sorted(found, key=lambda f: f.start)


_INSPECTION = re.compile(
    r"(?:를|도)\s(?:거부|받|실시|하|마|통과|진행|시행|벌|의뢰|거|확대|강화)|\s?(?:결과|대상|항목|장비|기관|비용)"
)
_LENT = re.compile(
    r"\s?(?:\d|협정|계약|사업|공여|형식|한도|약정)|(?:을|를)?\s(?:제공|지원|도입|공여|상환|승인|빌려|들여)"
)


def _is_loan(text: str, hit: Found) -> bool:
    """차관 3억달러, 8천만 달러의 차관, 차관을 제공: a loan, no vice minister."""
    return bool(_OF_MONEY.search(text, max(0, hit.start - 12), hit.start)) or _LENT.match(text, hit.end) is not None


def _whole_title(text: str, words: Sequence[Word], hit: Found) -> Found:
    """국방부장관, 국가정보원장, 경제부시장: a title that ends a compound is the whole word, of the more telling kind where
    the tables know it with a space."""
    word = next((w for w in words if w.start < hit.start < w.end), None)
    if word is None or hit.start - word.start < 2:
        return hit
    form = text[word.start : hit.end]
    for cut in range(2, len(form) - 1):
        whole = term_of(f"{form[:cut]} {form[cut:]}")
        if whole is not None and whole.kind == "position":
            return Found(word.start, hit.end, form, whole)
    if hit.text == "부장관" and len(form) > 4:
        hit = Found(hit.start + 1, hit.end, "장관", Term("position", "minister", hit.term.of))  # 외교통상부장관
    prefix = text[word.start : hit.start]
    before = [t for t in word.tokens if t.start < hit.start]
    nouns = bool(before) and all(t.tag in ("NNG", "NNP", "XPN", "SL", "SN", "XSN", "MAG") for t in before)
    named = len(prefix) == 3 and has_korean_shape(prefix) and not is_term(prefix) and not is_common_noun(prefix)
    if not nouns or named:
        return hit
    return Found(word.start, hit.end, form, of_compound(hit, prefix))


def _posted(text: str, match: re.Match[str]) -> Found | None:
    """주일 한국대사, 주중 일본대사관: the country is the one that sends."""
    at = load_table("ko", "countries")["posted"].get("주" + match["at"]) or countries().get(match["at"])
    if at is None and match["at"] != "유엔":
        return None
    of = countries().get(match["of"] or "")
    if match["of"] and of is None:
        return None
    kinds = {"대사": ("position", "ambassador"), "총영사": ("position", "consul_general")}
    kind, key = kinds.get(match["t"], ("organization", "embassy_body"))
    return Found(match.start(), match.end("t"), text[match.start() : match.end("t")], Term(kind, key, of or "KR"))


def _meant(text: str, hit: Found) -> bool:
    """An ambiguous word is the place only where somebody is or goes, or with its country before it."""
    before = text[max(0, hit.start - 8) : hit.start].rstrip()
    if hit.term.kind == "place":
        land = before.removesuffix("의")
        own = any(land.endswith(n) for n, code in countries().items() if code == hit.term.key.split("/")[0])
        gone_to = text.startswith(("에서", "를 방문", "을 방문", "를 찾"), hit.end)
        return own or (gone_to and hit.text != "나라")  # 나라 is a country first of all
    if hit.text == "대신":
        return text[hit.start - 1 : hit.start].isalnum() or _of_cabinet(text, hit)
    if hit.text != "정상":
        return False
    joined = _TWO_LANDS.search(text[max(0, hit.start - 18) : hit.start])
    return bool(_PAIRED.search(text[max(0, hit.start - 6) : hit.start])) or (
        joined is not None and {joined[1], joined[2]} <= set(countries())
    )


_CABINET = re.compile(r"(?:^|[^가-힣])(?P<name>[가-힣]{3,6})\s$")
_DOES = re.compile(r"(?:은|이|과|의|에게|도|을)(?![가-힣])")


def _of_cabinet(text: str, hit: Found) -> bool:
    """히라노세 대신은: a Japanese minister, by a name that is no word and the particle after the title."""
    name = _CABINET.search(text[max(0, hit.start - 8) : hit.start])
    if name is None or _DOES.match(text, hit.end) is None or is_term(name["name"]):
        return False
    return all(map(japanese_syllable, name["name"])) and not is_common_noun(name["name"])


def find_bodies_and_places(
    text: str, start: int, end: int, words: Sequence[Word], terms: Sequence[Found]
) -> list[Draft]:
    """Drafts for bodies and places: table terms (a kind of body with its country before it is one mention), countries
    inside compounds (한일 양국, 방미), and unknown ones by their endings."""
    drafts: list[Draft] = []
    skip: set[int] = set()
    for index, found in enumerate(terms):
        term = found.term
        if index in skip or term.kind == "position":
            if term.kind == "position":
                drafts.extend(_nested(text, found, terms[index - 1] if index else None))
            continue
        following = terms[index + 1] if index + 1 < len(terms) else None
        if term.kind == "place" and following is not None and _joins(text, found, following):
            skip.add(index + 1)
            if following.text == "정부" and _after_country(text, terms[index - 1] if index else None, found):
                land = term.key.split("/")[0]  # 한국과 필리핀 정부는: two countries
                drafts.append(Draft(found.start, following.end, "place", land, land, found.text))
                continue
            drafts.append(_body(text, found.start, following, term.key.split("/")[0]))
        elif term.kind == "organization":
            drafts.append(_body(text, found.start, found, None))
        else:
            of = None if term.key.startswith("X/") else term.key.split("/")[0]
            if not _people_of(text, found):
                drafts.append(Draft(found.start, found.end, "place", term.key, of, found.text))
    unions = find_unions(text, (start, end))
    drafts = [d for d in drafts if not any(u.start <= d.start < u.end for u in unions)] + unions
    drafts.extend(find_institutions(text, (start, end), [(d.start, d.end) for d in drafts]))
    drafts.extend(_compounds(text, start, end, drafts))
    drafts.extend(_shaped(text, start, end, words, drafts))
    drafts.extend(_listed(text, start, end, drafts))
    drafts.extend(find_firms(text, (start, end), words, [(d.start, d.end) for d in drafts]))
    drafts.extend(_parties_of_no_list(text, start, end, drafts))
    drafts.extend(_located(text, words, drafts))
    return sorted(drafts, key=lambda d: (d.start, -d.end))


def _people_of(text: str, found: Found) -> bool:
    """일본인, 한국어, 중국식: no place."""
    return bool(re.match(r"(?:인(?![이])|어|식|계|제)(?![가-힣]{3})", text[found.end : found.end + 4]))


def _joins(text: str, place: Found, body: Found) -> bool:
    key = body.term.key
    if body.term.kind != "organization" or "/" in key or key.isupper() or "/" in place.term.key:
        return False
    return text[place.end : body.start] == " " and body.term.of in (None, place.term.key, "KR")


def _after_country(text: str, before: Found | None, place: Found) -> bool:
    """Whether a country stands joined by 와/과 right before a country."""
    land = before is not None and before.term.kind == "place" and "/" not in before.term.key
    return before is not None and land and text[before.end : place.start] in ("과 ", "와 ")


def _body(text: str, start: int, found: Found, country: str | None) -> Draft:
    of = country or found.term.of
    return Draft(start, found.end, "organization", found.term.key, of, found.text)


def _nested(text: str, found: Found, before: Found | None) -> list[Draft]:
    """The body that a title names (외교부 in 외교부 장관)."""
    head, _, rest = found.text.partition(" ")
    if not rest or not is_term(head):
        return []
    inner = next(iter(find_terms(text, found.start, found.start + len(head))), None)
    if inner is None or inner.term.kind != "organization":
        return []
    of = inner.term.of or found.term.of
    start = found.start
    if before is not None and before.term.key in countries().values() and text[before.end : start] == " ":
        of = before.term.key
    return [Draft(start, inner.end, "organization", inner.term.key, of, inner.text)]


def default_country(surface: str) -> str | None:
    """Whose a body is that a Korean text names without a country."""
    return "KR" if surface in _KOREAN_BY_DEFAULT else None


@cache
def _compound_regex() -> re.Pattern[str]:
    table = load_table("ko", "countries")
    pairs = "|".join(sorted(table["pairs"]["words"], key=len, reverse=True))
    visits = "|".join(table["visits"])
    dotted = "[한일중미북러](?:[·\\-][한일중미북러]){1,2}"
    return re.compile(rf"(?<![가-힣·])(?:(?P<v>{visits})|(?P<p>{pairs}|{dotted}))")


def _compounds(text: str, start: int, end: int, taken: Sequence[Draft]) -> list[Draft]:
    table = load_table("ko", "countries")
    drafts: list[Draft] = []
    for match in _compound_regex().finditer(text, start, end):
        if any(d.start < match.end() and match.start() < d.end for d in taken):
            continue
        if match["v"]:
            if not re.match(r"[가-힣]{3}", text[match.end() : match.end() + 3]) or text[match.end()] in "해했한하":
                drafts.append(_country(text, match.end() - 1, match.end(), table["visits"][match["v"]]))
        elif _PAIR_CUE.match(text, match.end(), end):
            inside = [at for at in range(match.start(), match.end()) if text[at] in table["syllables"]]
            drafts.extend(_country(text, at, at + 1, table["syllables"][text[at]]) for at in inside)
    return drafts


def _country(text: str, start: int, end: int, code: str) -> Draft:
    return Draft(start, end, "place", code, code, text[start:end])


def _listed(text: str, start: int, end: int, taken: Sequence[Draft]) -> list[Draft]:
    drafts: list[Draft] = []
    for kind in ("organizations", "places"):
        for match in _list_regex(kind).finditer(text, start, end):
            if any(d.start < match.end() and match.start() < d.end for d in (*taken, *drafts)):
                continue
            if stands_alone(text, match.start(), match.end(), start, end):
                name: MentionKind = "organization" if kind == "organizations" else "place"
                drafts.append(Draft(match.start(), match.end(), name, match.group(), None, match.group()))
    return drafts


@cache
def _list_regex(kind: str) -> re.Pattern[str]:
    return re.compile(r"(?<![가-힣A-Za-z])(?:" + "|".join(sorted(surnames(kind), key=len, reverse=True)) + ")")


def _shaped(text: str, start: int, end: int, words: Sequence[Word], taken: Sequence[Draft]) -> list[Draft]:
    drafts: list[Draft] = []

    def free(a: int, b: int) -> bool:
        return not any(d.start < b and a < d.end for d in (*taken, *drafts))

    for match in _SITE.finditer(text, start, end):
        proper = any(t.tag == "NNP" for w in words for t in w.tokens if t.start == match.start())
        spaced = text[match.end("n")] == " "
        if spaced and match["s"] in ("역", "항", "현", "주", "섬", "지구"):
            continue
        if proper and free(match.start(), match.end()) and stands_alone(text, match.start(), match.end(), start, end):
            drafts.append(Draft(match.start(), match.end(), "place", match.group(), None, match.group()))
    for match in _BODY.finditer(text, start, end):
        proper = any(
            t.tag == "NNP" and t.start < match.end() for w in words if w.start == match.start() for t in w.tokens
        )
        alone = stands_alone(text, match.start(), match.end(), start, end)
        if proper and alone and match.group() not in _PLAIN_BODY and free(match.start(), match.end()):
            drafts.append(Draft(match.start(), match.end(), "organization", match.group(), None, match.group()))
    return drafts


_PARTY = re.compile(
    r"(?<![가-힣A-Za-z])(?P<n>[가-힣]{2,7}당)"
    r"(?=(?:은|는|이|가|과|와|의|을|에|도|측|\s?(?:대표|원내대표|의원|후보|대변인))(?![가-힣]{2}))"
)
_NO_PARTY = re.compile(
    r".*(?:거대|집권|야|여|양|다수|소수|보수|진보|범|군소|신생|제1야|연립여|식|성|강|마|해|담|수|배|일인)당|기독교당"
)


def _parties_of_no_list(text: str, start: int, end: int, taken: Sequence[Draft]) -> list[Draft]:
    """Parties of no list (새미래당)."""
    found = (m.span("n") for m in _PARTY.finditer(text, start, end) if not _NO_PARTY.fullmatch(m["n"]))
    return [
        Draft(a, b, "organization", text[a:b], None, text[a:b])
        for a, b in found
        if b - a > 2 and term_of(text[a:b]) is None and not any(d.start < b and a < d.end for d in taken)
    ]


_SITES = ("주", "시", "섬", "군", "성", "현", "마을", "지구", "항")
_GONE_TO = re.compile(
    r"\s(?:(?:긴급|전격|다시|공식|직접)\s)?(?:방문[해한했하할]|찾을\s(?:예정|계획)|찾아가?\s|찾은\s|떠나|떠났|출발해)"
)


def _of_no_word(tokens: Sequence[Token]) -> bool:
    """Whether what somebody goes to is no word of the dictionary (오/송을 방문할)."""
    apart = len(tokens) == 2 and all(t.tag in ("NNG", "NNP", "NNB") and t.end - t.start == 1 for t in tokens)
    return apart or (len(tokens) == 1 and tokens[0].tag == "NNG" and not tokens[0].known)


def _located(text: str, words: Sequence[Word], taken: Sequence[Draft]) -> list[Draft]:
    """A proper noun before 에서 that no table knows is a place."""
    drafts: list[Draft] = []
    for before, word in pairwise(words):
        coined = (
            bool(before.tokens) and before.tokens[0].tag == "NNP" and len(before.tokens) == 1 and not before.particle
        )
        sited = text[word.start : word.stem_end] in _SITES and text[before.end : word.start] == " "
        gone = word.particle == "에서" or _GONE_TO.match(text, word.end) is not None
        if coined and sited and gone and not any(d.start < word.end and before.start < d.end for d in taken):
            name = text[before.start : word.stem_end]
            drafts.append(Draft(before.start, word.stem_end, "place", name, None, name))  # 오르홍 주를 방문해
    for word in words:
        tokens = [t for t in word.tokens if t.start < word.stem_end]
        goal = word.particle in ("를", "을") and _GONE_TO.match(text, word.end) is not None
        if (
            (word.particle == "에서" or goal)
            and tokens
            and word.stem_end - word.start >= 2
            and ((len(tokens) == 1 and tokens[0].tag == "NNP") or (goal and _of_no_word(tokens)))
        ):
            name = text[word.start : word.stem_end]
            if name not in surnames("not_names") and not any(d.start < word.end and word.start < d.end for d in taken):
                drafts.append(Draft(word.start, word.stem_end, "place", name, None, name))
    return drafts
