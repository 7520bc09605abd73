"""Bodies and places of a sentence: those of the lists, and those that their last word gives away."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import Token, is_word
from dateline.lang.ja.lexicon import Found, short_countries
from dateline.lang.ja.scan import Scan, Sight, noun_runs

_COINED = re.compile(r"[ァ-ヺー]{3,}")
_FIRMS = frozenset(("電機", "重工", "重工業", "造船", "製薬", "物産", "商事"))
SUBJECT = re.compile(r"(?:ら)?(?:は|が|によると|によれば)")
_AGENT = re.compile(
    r"(?:に(?:よって|より)?)(?=[^、。はがを]{0,14}(?:逮捕|拘束|保護|起訴|摘発|救助|救出|罷免|解任|告発|呼び出|承認|可決|否決)さ?れ)"
)


def add_bodies(scan: Scan) -> None:
    """Add the bodies and places of a sentence."""
    _bodies(scan)
    _agencies(scan)
    _unknown_bodies(scan)
    _places(scan)


@cache
def organisations() -> tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]]:
    """A pattern of the bodies of the list, longest first, and the endings of bodies and of places."""
    table = load_table("ja", "organisations")
    bodies, places = (tuple(sorted(table[k], key=len, reverse=True)) for k in ("body_endings", "place_endings"))
    known = "|".join(re.escape(b) for b in sorted(table["bodies"], key=len, reverse=True))
    return re.compile(known), bodies, places


_AGENCY = re.compile(r"(?<![\u3400-\u9fff々ァ-ヺー])[\u3400-\u9fff々ァ-ヺー]{2,9}庁(?=[はがのをにとも、）によでへ])")


_BRANCH_END = re.compile(r"[局部会台関管](?=[はがをのにとも、）])")


@cache
def _branch() -> re.Pattern[str]:
    ends = "|".join(load_table("ja", "organisations")["branch_endings"])
    return re.compile(rf"(?<![\u3400-\u9fff々])[\u3400-\u9fff々0-9]{{2,5}}(?:{ends})(?=[はがのをにとも、）])")


def _agencies(scan: Scan) -> None:
    """Agencies and branches of the state that no list has (金融庁, 関東財務局)."""
    never = str(load_table("ja", "organisations")["no_agencies"]).split()
    own = load_table("ja", "offices")["of_japan"]["agencies"]
    if scan.text.find("庁", scan.start, scan.end) < 0 and _BRANCH_END.search(scan.text, scan.start, scan.end) is None:
        return
    for pattern in (_AGENCY, _branch()):
        for match in pattern.finditer(scan.text, scan.start, scan.end):
            words = match.group()
            if scan.free(*match.span()) and not words.endswith(tuple(never)):
                land = next((f.key for f in scan.found if f.kind == "country" and f.start == match.start()), None)
                of = (
                    land
                    or _of_before_plain(scan, match.start())
                    or ("JP" if words in own or pattern is not _AGENCY else None)
                )
                scan.add(Sight("organization", *match.span(), *match.span(), words, of))


_SEATED = re.compile(
    r"(?P<seat>[\u3400-\u9fff々]{2,5}?|ソウル[中東西南北]?[央部]?)(?<!最)(?:"
    r"(?P<police>(?:[県府道]警(?:察本部|本部)?(?:捜査(?:第)?[一二三四1-4１-４]課|組織犯罪対策課|生活安全課|[\u3400-\u9fff]{1,4}署)?|(?:(?:地方)?警察庁|海洋警察署|(?<!海洋)警察署|市警察?(?:本部)?|公安(?:分)?局))(?![察官報告備戒護]))"
    r"|(?P<of_law>(?:地検|高検|区検)(?:特捜部|特別刑事部|刑事部|公安部|[\u3400-\u9fff]{2,4}(?:支庁|支部))?|(?:地方|高等)検察庁|(?:市|省|区|県)?(?:人民)?検察院)"
    r"|(?P<court>(?:地裁|高裁|簡裁|家裁)(?:[\u3400-\u9fff]{2,4}(?:支部|支院))?|(?:地方|高等|行政)法院|(?:市|省)?(?:第[一二三]|高級|中級|初級)?人民法院))"
    r"(?![察官報告備戒護])"
)
_OF_PREFECTURE = re.compile(r"[県府道]警")
_BRANCH_OF = re.compile(
    r"捜査(?:第)?[一二三四1-4１-４]課|組織犯罪対策(?:第)?[一二三四1-4１-４]?課|公安部|[\u3400-\u9fff]{1,4}署(?=[はがにの])"
)
_OFFICE_OF = re.compile(r"[\u3400-\u9fff]{2,10}(?:事務所|支部|支局|総局)(?=[はがの])")
_SEATED_KEYS = {"police": "police", "of_law": "prosecution", "court": "court"}


def add_seated(scan: Scan) -> None:
    """Police, prosecutors and courts by their seat (長野県警, 高松地検, 福岡高裁)."""
    starts = {t.start for t in scan.tokens}
    for match in _SEATED.finditer(scan.text, scan.start, scan.end):
        if match.start() in starts and scan.free(*match.span()):
            key = _SEATED_KEYS[str(match.lastgroup)]
            scan.add(Sight("organization", *match.span(), *match.span(), key, _land_of_seat(scan, match)))


def _land_of_seat(scan: Scan, match: re.Match[str]) -> str | None:
    """The country of a seat: Japan has the police of prefectures and courts in the towns of the list (水原地検 is Korea's)."""
    seat = next((f for f in scan.found if f.kind in ("place", "country") and f.start == match.start()), None)
    if seat is not None and "/" in seat.key and seat.key[:2] != "JP":
        return seat.key.split("/")[0]
    words = match.group()
    if "公安" in words or "人民" in words or words.endswith("検察院"):
        return "CN"
    if words.startswith("ソウル") or (match["police"] and re.search(r"警察庁|海洋警察署", words)):
        return "KR"
    of_japan = _OF_PREFECTURE.search(words) or match["seat"] in load_table("ja", "organisations")["court_seats"]
    return "JP" if of_japan else None


def _bodies(scan: Scan) -> None:
    for found in [f for f in scan.found if f.kind == "body"]:
        if not scan.free(found.start, found.end):
            continue
        start, of = found.start, found.of
        words = scan.text[found.start : found.end]
        country = scan.ending_at(found.start, "country")
        short = scan.text[found.start - 1] if found.start > scan.start else ""
        named = "/" in found.key or found.key.isupper()
        if country is not None and scan.free(country.start, country.end):
            start, of = country.start, country.key
        elif short in short_countries() and short not in "日中朝北台加比" and not _in_word(scan, found.start - 1):
            start, of = found.start - 1, short_countries()[short]
        elif not named:
            of = _of_before_plain(scan, found.start) or of
        branch = (_BRANCH_OF if found.key == "police" else _OFFICE_OF).match(scan.text, found.end, scan.end)
        stop = branch.end() if branch else found.end
        vague = found.key in ("military", "government", "parliament", "police", "court") and start == found.start
        if vague and stop == found.end and not _plain_body(scan, found, words, of):
            continue
        key = found.key
        scan.add(Sight("organization", start, stop, start, stop, key, None if named else of))


def _of_before_plain(scan: Scan, at: int) -> str | None:
    """The country that introduces a body with の (韓国の国家情報院)."""
    if at - 1 <= scan.start or scan.text[at - 1] != "の":
        return None
    country = scan.ending_at(at - 1, "country")
    return country.key if country else None


def _plain_body(scan: Scan, found: Found, words: str, of: str | None) -> bool:
    """Whether a body of the vaguest kind (政府, 国会, 警察, 軍) is meant as a body here: only as a subject."""
    if words == "軍" or scan.text[found.start - 1 : found.start] == "両":
        return False
    before = next((t for t in scan.tokens if t.end == found.start), None)
    if before is not None and before.is_noun:
        return False
    credited = scan.text[found.start - 1 : found.start] == "＝" and found.end == scan.end
    acts = credited or SUBJECT.match(scan.text, found.end) or _AGENT.match(scan.text, found.end, scan.end)
    return bool(acts) or (of is not None and found.of is None)


def _in_word(scan: Scan, at: int) -> bool:
    """Whether the character at ``at`` is part of a word that began earlier."""
    return any(t.start < at < t.end or (t.start == at and t.end > at + 1 and t.pos != "名詞") for t in scan.tokens)


def _unknown_bodies(scan: Scan) -> None:
    """Bodies of no list: a run of nouns with a proper name in it that ends in a word for a body; and bare known ones."""
    known, endings, _ = organisations()
    for run in noun_runs(scan):
        start, end = run[0].start, run[-1].end
        listed = known.match(scan.text, start, end)
        if listed and (listed.end() == end or not scan.text[listed.end()].isalpha() or listed.end() - start >= 3):
            stop = listed.end()
            if stop in {t.end for t in run}:
                scan.add(Sight("organization", start, stop, start, stop, listed.group()))
            continue
        stop_at = _body_end(scan.text, run, endings)
        if stop_at is not None:
            name = scan.text[start:stop_at]
            scan.add(Sight("organization", start, stop_at, start, stop_at, name, _country_in(scan, start)))


_TWO_LANDS = ("日韓", "韓日", "日中", "日米", "中日", "米")
_WORLDWIDE = ("国際", "世界", "全国", "全日本", "アジア", "欧州")


def _body_end(text: str, run: list[Token], endings: tuple[str, ...]) -> int | None:
    """Where the body ends in a run of nouns, or None when the run names none."""
    for index in range(len(run) - 1, -1, -1):
        token = run[index]
        if not token.text.endswith(endings):
            continue
        before = run[:index]
        coined = index > 0 and _is_coined(run[index - 1].text, token.text)
        proper = coined or any(t.detail == "固有名詞" or t.text in _TWO_LANDS for t in before)
        if token.detail == "固有名詞" and token.name == "一般" and len(token.text) >= 4:
            proper = True
        if len(before) > 1 and before[0].text in _WORLDWIDE:
            proper = True  # 国際柔道連合
        if proper and not any(t.is_person for t in before):
            return token.end
        if token.text == "党" and before and before[-1].end == token.start and _names_party(before):
            return token.end
    return None


_NO_PARTY = frozenset("与野政新両同各全他自徒悪小大本前旧我親反複数主要最")


def _names_party(before: list[Token]) -> bool:
    """Whether the nouns before 党 are a party's name (民和党), not a kind of party (与党, 主要政党)."""
    name = "".join(t.text for t in before)
    return 2 <= len(name) <= 6 and name[-1] not in _NO_PARTY and name[0] not in _NO_PARTY


def _is_coined(word: str, ending: str) -> bool:
    """Whether a word in katakana before ``ending`` is a firm's name."""
    return _COINED.fullmatch(word) is not None and (ending in _FIRMS or not is_word(word))


def _country_in(scan: Scan, start: int) -> str | None:
    country = next((f for f in scan.found if f.kind == "country" and f.start == start), None)
    return country.key if country else None


def _places(scan: Scan) -> None:
    for found in [f for f in scan.found if f.kind in ("country", "place")]:
        if not scan.free(found.start, found.end):
            continue
        of = found.key if found.kind == "country" else found.key.split("/")[0]
        if found.kind == "place" and "/" not in found.key:
            of = "JP"
        elif of == "X":
            of = ""
        scan.add(Sight("place", found.start, found.end, found.start, found.end, found.key, of))
    _, _, endings = organisations()
    for run in noun_runs(scan):
        _unknown_place(scan, run, endings)


def _unknown_place(scan: Scan, run: list[Token], endings: tuple[str, ...]) -> None:
    """A place of no list: a name of a place that the analyser knows, alone or with 州, 市, 空港 and the like."""
    for index in range(len(run)):
        token = run[index]
        if (index and token.text in endings) or (index and token.text in ("検問所", "炭鉱", "空港")):
            start = run[0].start
            size = token.end - start
            if 3 <= size <= 14 and (run[0].detail == "固有名詞" or token.text in ("検問所", "炭鉱", "空港", "州")):
                scan.add(Sight("place", start, token.end, start, token.end, scan.text[start : token.end]))
            return
    first = run[0]
    if (
        first.name == "地名"
        and len(first.text) >= 2
        and (len(run) == 1 or run[1].text in ("沖", "中部", "北部", "南部", "東部", "西部", "市内", "郊外", "周辺"))
    ):
        scan.add(Sight("place", first.start, first.end, first.start, first.end, first.text))
