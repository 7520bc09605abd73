"""Which office a title is where its word names several: 대표, 총재, 장관 of an agency, 사장 of a Chinese ministry."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.lang.ko.analysis import is_common_noun
from dateline.lang.ko.foreign_names import NameHit
from dateline.lang.ko.gazetteer import Found, Term, countries
from dateline.lang.ko.name_shapes import endings, has_korean_shape
from dateline.lang.ko.owners import FORMER

_AGENCY = re.compile(r"[가-힣]{2,}청(?:의)?$")
_MINISTRY = re.compile(r"[가-힣]{2,}(?:부|위원회|총국|국)(?:의)?$")
_ORGANISATION = re.compile(
    r"(?:은행|기구|협회|협의회|연맹|연합|연합회|재단|공사|공단|위원회|연구원|연구소|적십자|적십자사|적십자회|기금|학회|조합)(?:의)?$"
)
_NO_PARTY = re.compile(
    r"(?:원|처|청|부|기구|협회|협의회|연맹|연합|연합회|재단|공사|공단|위원회|회의|사무국|적십자사?|노조|연대|기금|학회)(?:의)?$"
)
_MINISTERS = {
    "환경": "environment_minister", "농업": "agriculture_minister", "농림": "agriculture_minister", "교통": "transport_minister",
    "보건": "health_minister", "교육": "education_minister", "문화": "culture_minister", "노동": "labour_minister",
    "과학": "science_minister", "에너지": "energy_minister", "디지털": "digital_minister", "수산": "fisheries_minister",
}  # fmt: skip
_FIELD = re.compile(rf"({'|'.join(_MINISTERS)})[가-힣]*부(?:의)?$")
_FIRM = re.compile(
    r"(?:업체|기업|회사|그룹|스타트업|(?:부품|제조|개발|운영|건설|통신|항공|조선|제약|운용|투자|유통|해운|여행|보험|정유|철강|엔진)사)(?:인)?\s"
    r"(?:[가-힣A-Za-z0-9&-]+\s?){1,3}?(?:의\s)?$"
)
_CREW = re.compile(r"[가-힣]+대(?:의)?$")
_FROM_CHINA = ("CN", "TW")


def settled(text: str, name: NameHit, title: Found, of: str | None) -> tuple[Found, str | None]:
    """A title beside a name with the office that the body named next to them makes of it, and whose it is."""
    body = _body_beside(text, name, title)
    key, land = title.term.key, (of or "").split("/")[0]
    if title.text == "대표":
        firm = _FIRM.search(text, max(0, name.start - 30), name.start) is not None
        beside = name.end + 1 < title.start or text[name.start - 1 : name.start] == " "
        between = name.end + 1 < title.start and len(body) > 2 and body[-1] not in "계족자민단원측국부생들당회의"
        firm = firm or (between and not is_common_noun(body) and _PEOPLES.search(body) is None)
        key = "company_president" if firm else _head_of_what(text, key, body if beside else "", of)
    elif title.text.endswith("총재") and key in ("party_leader", "party_vice_president"):
        key = _governor(title.text, key, body, of)
    elif title.text == "정책실장" and _NO_PARTY.search(body) and not body.startswith("대통령"):
        key = "director"
    elif title.text == "사무총장" and _NO_PARTY.search(body):
        key = "organisation_head"
    elif title.text == "장관" and _AGENCY.search(body):
        key = "commissioner"
    elif title.text == "장관" and key == "minister" and (field := _FIELD.match(body)) is not None:
        key = _MINISTERS[field[1]]
    elif title.text.endswith("사장") and key == "company_president" and land == "CN" and _MINISTRY.search(body):
        key = "director_general"
    elif title.text == "차장" and land in _FROM_CHINA and body.endswith(("부", "부의")):
        key = "vice_minister"
    elif title.text == "대장" and _CREW.search(body):
        key = "commander"
    if of is None:
        of = next((code for land, code in countries().items() if len(land) > 1 and body.startswith(land)), None)
    if of is None and _is_korean(text, name) and _serves_korea(title.text, key, body):
        of = "KR"
    return (title if key == title.term.key else replace(title, term=replace(title.term, key=key))), of


_STATE = re.compile(
    r"(?:[가-힣]{2,}(?:부|처|청)|육군|해군|공군|해병대|국회|여당|야당|합참|감사원|경찰청|대검|검찰)(?:의)?$"
)
_SERVANTS = frozenset(
    [
        "director_general",
        "bureau_director",
        "director",
        "commander",
        "committee_chair",
        "spokesperson",
        "general",
        "admiral",
        "lawmaker",
    ]
)


def _serves_korea(title: str, key: str, body: str) -> bool:
    """Whether an office that a text gives no country to is of the state whose language it is in: told by its own word, or by
    a ministry, an agency or a force beside it."""
    if key == "commissioner":
        return title.endswith(("청장", "처장"))
    return key in _SERVANTS and _STATE.fullmatch(body) is not None


def _body_beside(text: str, name: NameHit, title: Found) -> str:
    """The last word between a name and its title, else the last one before the name."""
    between = re.sub(r"\([^)]*\)", " ", text[name.end : title.start]).split() if name.end <= title.start else []
    between = [w for w in between if w not in FORMER]
    if between:
        return between[-1]
    before = re.split(r"[\n.,“”\"]", text[max(0, name.start - 40) : min(name.start, title.start)])[-1].split()
    return before[-1] if before else ""


def _head_of_what(text: str, key: str, body: str, of: str | None) -> str:
    """A party's leader only where the text has a party; a company's head by its name; any other's a representative."""
    if body.endswith(endings("companies")) or _is_firm(body):
        return "company_president"
    if _PEOPLES.search(body):
        return "representative"
    if not _PARTY.search(text):
        return "representative" if body or _SOME_FIRM.search(text) is None else "company_president"
    return "representative" if of is not None and "/" not in of and of != "KR" else key


_PARTY = re.compile(
    r"[가-힣]{1,7}(?<![식성강마])당(?:은|이|의|과|와|을|에|도|,|·|\s)|국민의힘|여당|야당|원내|의원|총선|대선|경선|전당대회|최고위"
)
_PEOPLES = re.compile(
    r"(?:연대|협회|협의회|연합|연합회|연맹|단체|노조|모임|"
    r"재단|센터|위원회|학회|조합|포럼|네트워크|[가-힣]측|대표단)(?:의)?$"
)
_FIRM_ENDS = re.compile(
    r"[가-힣A-Z]{2,}(?:소재|부품|상사|가스|전력|에너지|화장품|바이오|제지|조명|시멘트|물류|수산|농산|관광|여행|교육|개발|투자|금융|미디어|기획|디자인|엔지니어링|이엔지|솔루션|네트웍스|"
    r"랩|랩스|컴퍼니|코퍼레이션|인터내셔널|코리아|재팬|글로벌|푸드|푸드시스템|팜|메디컬|메디텍|텍|스튜디오|픽처스|게임|모터스|항운|선박|상선|해운)(?:의)?$"
)


_SOME_FIRM = re.compile(
    rf"(?<![가-힣])[가-힣]{{2,5}}(?:{'|'.join(map(re.escape, endings('companies')))})(?:은|는|이|가|의|과|와|에|\s)"
)


def _is_firm(body: str) -> bool:
    """Whether the name of a body ends as those of firms do that no list has (새온소재, 가람물류)."""
    return _FIRM_ENDS.fullmatch(body) is not None


def _governor(title: str, key: str, body: str, of: str | None) -> str:
    """총재 and 부총재 of a bank or of an organisation lead no party."""
    if _ORGANISATION.search(body) is None or (of is not None and "/" in of):
        return key
    if title.endswith("부총재"):
        return "vice_chair"
    return "central_bank_governor" if body in ("중앙은행", "국립은행", "국가은행", "준비은행") else "organisation_head"


_LED = re.compile(rf"{_ORGANISATION.pattern[:-1]}\s(?:새\s|신임\s|전\s|현\s|차기\s)?$")


def of_organisation(text: str, title: Found) -> Found:
    """총재 right behind an organisation that is no party (태권도연합회 새 총재에 …), as that of one."""
    if title.text not in ("총재", "부총재") or _LED.search(text, max(0, title.start - 24), title.start) is None:
        return title
    key = "vice_chair" if title.text == "부총재" else "organisation_head"
    return replace(title, term=replace(title.term, key=key))


def of_compound(title: Found, prefix: str) -> Term:
    """The office of a title that ends a longer word: 수석대표 leads no party, 수산정책실장 no president's staff."""
    key = title.term.key
    if title.text == "대표" and not prefix.endswith(("당", "원내")):
        key = {"공동": "company_president", "각자": "company_president", "수석": "delegation_head"}.get(
            prefix, "representative"
        )
    elif key == "policy_chief_presidential" and title.text == "정책실장":
        key = "director"
    return title.term if key == title.term.key else replace(title.term, key=key)


def _is_korean(text: str, name: NameHit) -> bool:
    form = text[name.start : name.end]
    return name.nation in (None, "KR") and len(form) == 3 and has_korean_shape(form)
