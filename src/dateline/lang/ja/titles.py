"""What stands around a title: how it is held, of which country or body, and where a name before it may end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja import names
from dateline.lang.ja.analyser import Token, is_given_name, is_place_name, is_word
from dateline.lang.ja.lexicon import Found, countries, short_countries
from dateline.lang.ja.offices import is_of_agency, minister_of, rank_before
from dateline.lang.ja.scan import Scan
from dateline.model.ledger import RoleStatus


@cache
def patterns() -> dict[str, str]:
    """Patterns made of the reporting table, by name."""
    table = load_table("ja", "reporting")
    status = sorted(table["status"], key=len, reverse=True)
    return {
        "honorific": "|".join(sorted(table["honorifics"], key=len, reverse=True)),
        "status": "|".join(status),
        "acting": "|".join(sorted(table["acting_after"]["terms"], key=len, reverse=True)),
        "short": "|".join(table["short_country"]),
    }


@cache
def _status_end() -> re.Pattern[str]:
    return re.compile(rf"({patterns()['status']})$")


READING = re.compile(r"[（(]([^（）()]{1,24})[）)]$")


_JOINT_BEFORE = re.compile(r"同(?=$)|(?<![ァ-ヺー])・$")  # 馳浩同県知事, 陰和俊・科学技術部長


_POST = re.compile(  # 劉勁松（リウジンソン）アジア局長
    r"[（(](?:[ァ-ヺー・＝=\s]+|[\u3400-\u9fff]{2,4})[）)]((?!人|歳)[\u3400-\u9fffァ-ヺー・]{2,10})$"
)


_SHORT_BEFORE = re.compile(r"(?<=[ァ-ヺー）)前元])([韓米中露英仏独伊豪印比加宇])$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a title: where the name may end, status, country or body, and a reading in brackets."""

    at: int
    status: RoleStatus
    of: str | None
    reading: tuple[int, int] | None


def strip_title(scan: Scan, at: int) -> Head:
    """Go left from a title over status words, short country names, bodies and bracketed readings."""
    status: RoleStatus = "current"
    of: str | None = None
    reading: tuple[int, int] | None = None
    if _takes_field(scan, at):
        before = _before_charge(scan, at)
        of, at = _owner_inside(scan, before, at), before
    for _ in range(5):
        window = scan.text[max(scan.start, at - 30) : at]
        bracket = READING.search(window)
        marked = _status_end().search(window)
        short = _SHORT_BEFORE.search(window)
        listed = _listed(scan, at) or _seat(scan, at)
        if bracket:
            reading = (at - len(bracket.group()) + 1, at - 1)
            at -= len(bracket.group())
        elif (land := _after_name().search(window)) is not None:
            of = countries()[land["land"]]
            at -= len(land["realm"])
        elif (realm := _REALM.search(window)) is not None and scan.ending_at(at - len(realm.group()), "country"):
            at -= len(realm.group())
        elif marked and not (len(marked.group()) < 2 and _part_of_name(scan, at - 1)):
            status = load_table("ja", "reporting")["status"][marked.group()]
            at -= len(marked.group())
        elif listed is not None and listed.start > scan.start:
            posted = scan.text[listed.start - 1] in "駐在"
            of = None if posted else _owner(listed)
            at = listed.start - posted
        elif (rank := rank_before().search(window)) is not None:
            at -= len(rank.group())
        elif _JOINT_BEFORE.search(window) and at - 1 > scan.start:
            at -= 1
        elif (post := _POST.search(window)) is not None:
            of = of or _owner_inside(scan, at - len(post.group(1)), at)
            at -= len(post.group(1))
        elif short:
            of = short_countries()[short.group()]
            at -= 1
        else:
            break
    return Head(at, status, of, reading)


_OF_FIELD = re.compile(  # …北米|局長, …次期戦闘機|担当官; not …区長, …社長
    r".*(?:(?<![社会市町村区船機艦])長|官|監|理事|委員|代表|補|補佐|大臣|担当相|司令|教授|助教|講師|研究員|検事|公使|領事|参事|参与|主任|マネ.*|ディレクター)"
)


def _takes_field(scan: Scan, at: int) -> bool:
    """Whether the title at ``at`` is one of those that a field or a unit may stand before."""
    title = next((f for f in scan.found if f.kind == "position" and f.start == at), None)
    return title is not None and _OF_FIELD.fullmatch(scan.text, at, title.end) is not None


_KIND_OF_STATE = r"(?:(?:人民|民主|社会主義|連邦|イスラム|多民族)*共和国|首長国連邦|連邦|王国|公国|合衆国|国)"
_REALM = re.compile(rf"(?<=[ァ-ヺー]){_KIND_OF_STATE}$")


@cache
def _after_name() -> re.Pattern[str]:
    """A country between a foreign name in katakana and the title, as ministries write it (・フィリピン共和国外務大臣)."""
    lands = sorted((name for name in countries() if re.match(r"[ァ-ヺー]", name)), key=len, reverse=True)
    land = "|".join(lands)
    return re.compile(
        rf"(?<![ァ-ヺー])(?!(?:{land})・)[ァ-ヺー・＝]*[ァ-ヺー](?P<realm>・(?P<land>{land}){_KIND_OF_STATE}?)$"
    )


@cache
def _fields() -> frozenset[str]:
    return frozenset(str(load_table("ja", "reporting")["fields"]).split())


_NO_FIELD = re.compile(r"政権|内閣|派|系|陣営|支持|側|事件|問題|研究|周辺")


_KATAKANA = re.compile(r"[ァ-ヺー]+")
_HONOURS = frozenset(("氏", "さん", "容疑者", "被告"))
_UNITS = frozenset("府庁省局部課室院会州署隊処係班大市県区")
_SCHOOLS = frozenset(("大", "大学", "大学院", "高", "高校"))


def _before_charge(scan: Scan, at: int) -> int:
    """Where a name before 防災担当相 or 防衛装備庁長官 may end: left of the nouns for the field or the office; ``at`` itself
    where only such nouns stand there."""
    if any(names.cuts_through_words(scan.text, at - n, at, scan.tokens) for n in (3, 4, 5) if at - n >= scan.start):
        return at
    if _is_full_name(scan, at):
        return at  # 稚内剛＋助教
    begin = at
    before = [t for t in scan.tokens if t.start < at]
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        swallowed = token.end > at == begin and token.is_noun  # 管理部＋長
        if token.text in _HONOURS or not (token.end == begin or swallowed):
            break
        if _ends_name(before, index, begin < at):
            return begin
        if not _is_of_charge(token):
            if _may_end_name(token):
                return begin
            break
        if not (is_word(token.text) or swallowed):
            return begin
        begin = token.start
    school = any(t.end == at and t.text in _SCHOOLS for t in before)
    return begin if school else at  # 金沢大＋教授: no name


def _ends_name(before: list[Token], index: int, moved: bool) -> bool:
    """Whether a word left of a title is the end of a name: a given name behind a family name (水島＋卓也), a person's name, a
    part of a foreign one (ヘザー・＋ドラモンド), or what says how an office is held."""
    token, left = before[index], before[index - 1] if index else None
    if token.text in load_table("ja", "reporting")["status"]:
        return True
    if moved and _is_given(left, token):
        return True
    if token.is_person:
        school = moved and before[index + 1].text in _SCHOOLS and token.part != "名"
        return not school
    return left is not None and left.text in "・＝" and _KATAKANA.fullmatch(token.text) is not None


def _is_full_name(scan: Scan, at: int) -> bool:
    """Whether the run of kanji that ends at ``at`` is a family name, or a place that may be one, and a given name, by the
    dictionary."""
    run = names.KANJI_RUN.search(scan.text[scan.start : at])
    word = run.group() if run is not None else ""
    if not 2 <= len(word) <= 5 or word[-2:] in _fields() or word[-1] in _UNITS:
        return False
    if len(word) <= 3 and _is_foreign_name(scan, word, at):
        return True
    return any(
        (names.is_family(word[:n]) or is_place_name(word[:n])) and len(word) - n <= 2 and is_given_name(word[n:])
        for n in (2, 3)
        if n < len(word)
    )


def _is_foreign_name(scan: Scan, word: str, at: int) -> bool:
    """Whether a whole run is a Chinese or Korean family name and no word behind it (殷若楠)."""
    lists = names.surnames()
    if (word[0] not in lists.china and word[0] not in lists.korea) or word in lists.never:
        return False
    rest = [t for t in scan.tokens if t.start < at and t.end > at - len(word) + 1]
    return not any(len(t.text) > 1 and t.detail != "固有名詞" and is_word(t.text) for t in rest)


def _is_given(family: Token | None, token: Token) -> bool:
    """Whether a word after a family name, or after a place that may be one, is a given name."""
    if family is None or family.end != token.start or len(token.text) > 2 or token.text in _fields():
        return False
    return names.is_family(family.text) or (is_place_name(family.text) and is_given_name(token.text))


def _is_of_charge(token: Token) -> bool:
    """Whether a word may say what an office is charged with, or of which unit it is."""
    if token.text in _UNITS:
        return True
    return token.is_noun and len(token.text) >= 2 and _NO_FIELD.search(token.text) is None


def _may_end_name(token: Token) -> bool:
    """Whether what stands before the words for a charge may be the end of a name: a stray character, a word of no list, a
    name in kana, a point between a name and an office."""
    return token.is_noun or token.pos == "接頭辞" or token.text in "・）)"


_DIVISION = ("課", "室", "担")
_LEAST_OF_BODY = 4


def _owner_inside(scan: Scan, low: int, at: int) -> str | None:
    """Whose an office is by the words between a name and its title (韓国食品医薬品安全|処長, 水産庁資源管理|部長); what a
    division deals with (中国|課長) says nothing."""
    for found in scan.found:
        if found.kind not in ("country", "body") or not low <= found.start <= found.end <= at:
            continue
        if found.kind == "body":
            if (of := body_of(found)) is not None:
                return of
        elif at - found.end >= _LEAST_OF_BODY and not scan.text.startswith(_DIVISION, at):
            return found.key
    return None


def _listed(scan: Scan, at: int) -> Found | None:
    """A country or body right before a title; the last character of a given name is none (…立軍)."""
    found = scan.ending_at(at, "country", "body")
    short = found is not None and found.end - found.start == 1
    inside = short and any(t.end == at - 1 and (t.is_person or len(t.text) == 1) for t in scan.tokens)
    return None if inside else found


def _seat(scan: Scan, at: int) -> Found | None:
    """A prefecture, city or state that a title follows at once (東京都知事) or begins in (香川県議)."""
    place = scan.ending_at(at, "place")
    if scan.text[at] in "都道府県市区町村" and scan.text[at + 1 : at + 2] == "議":
        begin = next((f for f in scan.found if f.kind == "place" and f.start < at == f.end - 1), None)
        token = next((t for t in scan.tokens if t.end == at and t.name == "地名"), None)
        if begin is not None or token is not None:
            return Found("place", begin.start if begin else token.start if token else at, at, "")
    return place if place is not None and scan.text[at - 1] in "都道府県市区町村州" else None


def _owner(found: Found) -> str | None:
    """What a title belongs to that follows a country, a body or a place."""
    if found.kind == "country":
        return found.key
    return None if found.kind == "place" else body_of(found)


def _part_of_name(scan: Scan, at: int) -> bool:
    """Whether a status character is the last one of a given name that the analyser knows (朴正元 and the like); after a
    whole family name it is none (水野元官房長官)."""
    inside = [t for t in scan.tokens if t.is_person and t.start < at < t.end]
    return any(not names.is_family(scan.text[t.start : at]) for t in inside)


def body_of(found: Found) -> str | None:
    """What a position belongs to when it stands right after a body: the body when it is named, else its country."""
    named = "/" in found.key or found.key.isupper()
    return found.key if named else found.of


def whose_title(scan: Scan, title: Found, of: str | None, name: int) -> str:
    """What a title of many uses stands for: 代表, 総裁 and 委員長 are a party's only where the party is named, 長官 is an
    agency's where one stands before it or before the name at ``name``."""
    words = scan.text[title.start : title.end]
    if title.key == "minister" and words == "長官":
        agency = is_of_agency(scan.text[scan.start : title.start], scan.text[scan.start : name])
        return "commissioner" if agency else title.key
    if words == "部長" and (of or "").split("/")[0] in ("CN", "TW"):
        return minister_of(words, scan.text[name : title.start])
    if title.key == "policy_chief_presidential" and _FIELD_BEFORE.search(scan.text[name : title.start]):
        return "director"  # 水産政策室長
    if words in ("事務総長", "副総裁") and not _is_party(of):
        return "organisation_head" if words == "事務総長" else "senior_official"
    party = _is_party(of) or scan.text[title.start - 1 : title.start] == "党"
    party = party or _OF_PARTY.search(scan.text, scan.start, name) is not None
    if words not in ("代表", "総裁", "委員長") or party:
        return "party_leader" if party and words in ("総裁", "委員長") else title.key
    if words == "委員長":
        return "committee_chair"
    if words == "総裁":
        return (
            "central_bank_governor"
            if re.search(r"銀|FRB|金融", scan.text[scan.start : scan.end])
            else "organisation_head"
        )
    return "trade_representative" if re.search(r"通商代表部|USTR", scan.text) else "representative"


_OF_PARTY = re.compile(r"[^与野両同各政]党の(?:前|元|新)?$")
_FIELD_BEFORE = re.compile(r"(?<!府)(?<!室)(?<!台)(?:[\u3400-\u9fff]{2}|[）)])$")


def _is_party(of: str | None) -> bool:
    """Whether a key is a party's (自民党, 日本維新の会, 国民の力), not a commission's or a council's."""
    label = str(load_table("ja", "bodies").get(of or "", {}).get("label", ""))
    return label.endswith(("党", "の会", "の力"))


_OF_STATE = ("_minister", "president", "chancellor", "chief_cabinet_secretary")


def of_state(key: str, of: str | None) -> str | None:
    """An office of state belongs to the country, whatever party its holder is introduced with."""
    if of is None or "/" not in of or not key.endswith(_OF_STATE) or key.startswith("party"):
        return of
    return of.split("/")[0] if len(of.split("/")[0]) == 2 else None


_INTRODUCES = re.compile(r"(?:・|の(?:前|元|新|次期|現)?)$")


def of_before(scan: Scan, at: int) -> str | None:
    """The country or body that a name phrase beginning at ``at`` is introduced with: 韓国の, 自民党の前."""
    cut = _INTRODUCES.search(scan.text[scan.start : at])
    found = scan.ending_at(scan.start + cut.start() if cut else at, "country", "body")
    if found is None:
        return None
    return found.key if found.kind == "country" else body_of(found)


def land_before(scan: Scan, at: int) -> str | None:
    """The country that the body has in its name which introduces a name phrase at ``at``: 韓国外交部の, 米食品医薬品局の,
    台湾の国家安全会議の; Japan of an agency that only Japan has."""
    cut = _INTRODUCES.search(scan.text[scan.start : at])
    if cut is None:
        return None
    end = scan.start + cut.start()
    run = _RUN.search(scan.text[scan.start : end])
    low = scan.start + run.start() if run else end
    if low > scan.start and scan.text[low - 1] == "の" and _STATE_BODY.search(scan.text[low:end]):
        whose = scan.ending_at(low - 1, "country")
        if whose is not None:
            return whose.key  # 台湾の国家安全会議の
    letter = short_countries().get(scan.text[low : low + 1], "")
    if letter and scan.text[low] not in "日中朝北台加比" and _STATE_BODY.search(scan.text[low + 1 : end]):
        return letter  # 米食品医薬品局の
    first = next((f for f in scan.found if f.kind == "country" and f.start == low and f.end < end), None)
    if first is not None and not _FIRM.search(scan.text[first.end : end]):
        return first.key
    return "JP" if _own_agencies().search(scan.text[low:end]) else None


_RUN = re.compile(r"[\u3400-\u9fffァ-ヺー・]+(?:（[^（）]{1,16}）)?$")
_STATE_BODY = re.compile(
    r"[\u3400-\u9fffァ-ヺー]{2,}(?:[庁省局署隊軍]|委員会|会議|本部|議会|国会|当局|司令部)(?:（[^（）]{1,16}）)?$"
)
_FIRM = re.compile(
    r"電力|銀行|新聞|放送|製鉄|航空|鉄道|大学|自動車|商事|工業|電機|電子|日報|通信|生命|証券|党|協会|連盟|財団|社$"
)


@cache
def _own_agencies() -> re.Pattern[str]:
    """Agencies that only Japan has under this very name, at the end of words."""
    return re.compile("(?:" + "|".join(load_table("ja", "offices")["of_japan"]["agencies"]) + ")$")
