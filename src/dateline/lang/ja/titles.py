"""What stands around a title: how it is held, of which country or body, and where a name before it may end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja import names
from dateline.lang.ja.analyser import is_word
from dateline.lang.ja.lexicon import Found, countries, short_countries
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
    if _OF_FIELD.match(scan.text, at):
        at = _before_charge(scan, at)
    for _ in range(5):
        window = scan.text[max(scan.start, at - 30) : at]
        bracket = READING.search(window)
        marked = _status_end().search(window)
        short = _SHORT_BEFORE.search(window)
        listed = scan.ending_at(at, "country", "body") or _seat(scan, at)
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
        elif _JOINT_BEFORE.search(window) and at - 1 > scan.start:
            at -= 1
        elif (post := _POST.search(window)) is not None:
            at -= len(post.group(1))
        elif short:
            of = short_countries()[short.group()]
            at -= 1
        else:
            break
    return Head(at, status, of, reading)


_OF_FIELD = re.compile(r"担当|長官|局長|部長|課長|室長|報道官|審議官|副大臣|次官|大臣|委員長|議長")


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


def _before_charge(scan: Scan, at: int) -> int:
    """Where a name before 防災担当相 or 防衛装備庁長官 may end: left of the nouns for the field or the office."""
    begin = at
    if any(names.cuts_through_words(scan.text, at - n, at, scan.tokens) for n in (3, 4, 5) if at - n >= scan.start):
        return at
    before = [t for t in scan.tokens if t.end <= at]
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        family = before[index - 1] if index else None
        whole = family is not None and family.end == token.start and names.is_family(family.text)
        given = len(token.text) <= 2 and token.text not in _fields() and begin < at
        if token.end == begin and whole and given:
            return begin  # 水島卓也＋外務＋報道官
        if token.text in load_table("ja", "reporting")["status"]:
            break
        field = token.is_noun and not token.is_person and not _NO_FIELD.search(token.text)
        if (
            token.end == begin
            and field
            and (len(token.text) >= 2 or token.text in ("庁", "省", "局", "部", "課", "室", "院", "会"))
        ):
            if not is_word(token.text):
                return begin
            begin = token.start
        elif token.end == begin and token.is_person:
            return begin
        else:
            break
    return at


def _seat(scan: Scan, at: int) -> Found | None:
    """A prefecture, city or state that a title follows at once (東京都知事)."""
    place = scan.ending_at(at, "place")
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


def whose_title(scan: Scan, title: Found, of: str | None) -> str:
    """What a title of many uses stands for: 代表, 総裁 and 委員長 are a party's only where the party is named."""
    words = scan.text[title.start : title.end]
    party = _is_party(of) or scan.text[title.start - 1 : title.start] == "党"
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


def of_before(scan: Scan, at: int) -> str | None:
    """The country or body that a name phrase beginning at ``at`` is introduced with: 韓国の, 自民党, 自民党の前."""
    window = scan.text[scan.start : at]
    cut = re.search(r"(?:・|の(?:前|元|新|次期|現)?)$", window)
    end = scan.start + (cut.start() if cut else len(window))
    found = scan.ending_at(end, "country", "body")
    if found is None:
        return None
    return found.key if found.kind == "country" else body_of(found)
