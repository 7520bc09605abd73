"""Mentions of one sentence: persons with their titles, bodies, places, and groups such as 両氏."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.ja import names
from dateline.lang.ja.analyser import Token, is_word
from dateline.lang.ja.lexicon import Found, short_countries
from dateline.model.ledger import RoleStatus

SightKind = Literal["person", "position", "organization", "place", "collective"]


@dataclass(frozen=True, slots=True)
class Sight:
    """Something named at ``start:end``. ``low:high`` is the phrase around it (title, 氏, reading in brackets included).

    ``key`` is the pivot key or surface; ``of`` the country or body it belongs to; ``holder`` the start of the person
    that a position is tied to; ``status`` how it is held.
    """

    kind: SightKind
    start: int
    end: int
    low: int
    high: int
    key: str
    of: str | None = None
    holder: int | None = None
    status: RoleStatus = "current"
    alias_of: int | None = None
    bare: bool = False


@dataclass(slots=True)
class _Scan:
    """One sentence being searched."""

    text: str
    start: int
    end: int
    tokens: list[Token]
    found: list[Found]
    families: frozenset[str] = frozenset()
    sights: list[Sight] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)
    runs: tuple[int, list[list[Token]]] | None = None

    def free(self, start: int, end: int) -> bool:
        for a, b in self.taken:  # noqa: SIM110 - a plain loop, asked of every noun
            if a < end and start < b:
                return False
        return True

    def ending_at(self, end: int, *kinds: str) -> Found | None:
        return next((f for f in self.found if f.end == end and f.kind in kinds), None)

    def add(self, sight: Sight) -> None:
        self.sights.append(sight)
        self.taken.append((sight.start, sight.end))


@cache
def _words() -> dict[str, str]:
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
def _honorific() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words()['honorific']})(?![名族])")


@cache
def _status_end() -> re.Pattern[str]:
    return re.compile(rf"({_words()['status']})$")


_READING = re.compile(r"[（(]([^（）()]{1,24})[）)]$")
_JOINT_BEFORE = re.compile(r"同(?=$)|(?<![ァ-ヺー])・$")  # 馳浩同県知事, 陰和俊・科学技術部長
_POST = re.compile(  # 劉勁松（リウジンソン）アジア局長
    r"[（(](?:[ァ-ヺー・＝=\s]+|[\u3400-\u9fff]{2,4})[）)]((?!人|歳)[\u3400-\u9fffァ-ヺー・]{2,10})$"
)
_SHORT_BEFORE = re.compile(r"(?<=[ァ-ヺー）)前元])([韓米中露英仏独伊豪印比加])$")
_READING_NAME = re.compile(r"[ァ-ヺー]+(?:[・\s＝=][ァ-ヺー]+)*|[ぁ-ん]+(?:[・\s][ぁ-ん]+)*")
_SECOND_OFFICE = re.compile(
    r"兼[\u3400-\u9fffァ-ヺー]{1,10}?(?:相|大臣|長官|主席|書記|委員長|議長|代表|会長|総裁|部長|大使)"
)
_KANJI_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_COLLECTIVE = re.compile(
    r"両(?:氏|者|首脳|外相|国政府|国|政府|首相|大統領|党|相|長官|議員|大臣|委員長|会長|代表|側|陣営)|双方|[3３三][カか]国(?=[はがのとも])|二人|2人(?=[はがのとも])|両人"
)
_PAIR = re.compile(
    r"(?<![\u3400-\u9fff0-9０-９])(?!中日[はがの、])([日韓米中朝台英仏独ロ露豪印比伊越]{2,4})(?=両|[23２３二三][カか]国|[はがの、とも](?!本)|政府|首脳|外相|防衛相|当局|間)"
)
_CREDIT = re.compile(
    r"[【（(][^【】（）()。、「」]{2,24}[】）)]"
)  # 【ソウル=佐伯結】: who reports, nobody of the story
_TRAVEL = re.compile(r"(?:訪|来|再訪)([日韓米中朝台英仏独ロ露豪印比伊越])(?![本国語人])")
_GENERIC = frozenset(
    [
        "lawmaker",
        "director",
        "chair",
        "vice_chair",
        "researcher",
        "professor",
        "official",
        "senior_official",
        "secretary",
        "adviser",
        "executive",
        "company_president",
        "reporter",
        "writer",
        "singer",
        "actor",
        "player",
        "coach",
        "doctor",
        "lawyer",
        "candidate",
        "representative",
        "general",
        "commander",
        "commissioner",
        "judge",
        "prosecutor",
        "bureau_director",
        "director_general",
        "delegation_head",
        "head_of_state",
        "king",
        "admiral",
        "organisation_head",
        "senator",
        "bank_president",
        "university_president",
        "party_leader",
        "minister",
        "mayor",
        "governor",
    ]
)
_SUBJECT = re.compile(r"(?:ら)?(?:は|が|によると|によれば)")
_PARTICLE = re.compile(r"は|が|を|に|と|の|も|へ|から|、|。|」|ら|と|側|$")


def find_sights(
    text: str, span: tuple[int, int], tokens: list[Token], found: list[Found], families: frozenset[str] = frozenset()
) -> list[Sight]:
    """Everything named in one sentence, in order of place. ``found`` are the terms of the word lists in it; ``families``
    short forms of names that the text gives in full elsewhere."""
    scan = _Scan(text, span[0], span[1], tokens, found, families)
    _both_named(scan)
    _titled(scan)
    _honoured(scan)
    _untitled(scan)
    _pairs(scan)
    _collectives(scan)
    _bodies(scan)
    _unknown_bodies(scan)
    _places(scan)
    _bare_titles(scan)
    credit = _CREDIT.match(text, span[0], span[1])
    kept = [s for s in scan.sights if credit is None or s.kind != "person" or s.start >= credit.end()]
    return sorted(kept, key=lambda s: (s.start, -s.end, s.kind))


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a title: where the name may end, status, country or body, and a reading in brackets."""

    at: int
    status: RoleStatus
    of: str | None
    reading: tuple[int, int] | None


def _strip(scan: _Scan, at: int) -> _Head:
    """Go left from a title over status words, short country names, bodies and bracketed readings."""
    status: RoleStatus = "current"
    of: str | None = None
    reading: tuple[int, int] | None = None
    if _OF_FIELD.match(scan.text, at):
        at = _before_charge(scan, at)
    for _ in range(5):
        window = scan.text[max(scan.start, at - 30) : at]
        bracket = _READING.search(window)
        marked = _status_end().search(window)
        short = _SHORT_BEFORE.search(window)
        listed = scan.ending_at(at, "country", "body") or _seat(scan, at)
        if bracket:
            reading = (at - len(bracket.group()) + 1, at - 1)
            at -= len(bracket.group())
        elif marked and not _part_of_name(scan, at - len(marked.group())):
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
    return _Head(at, status, of, reading)


_OF_FIELD = re.compile(r"担当|長官|局長|部長|課長|室長|報道官|審議官")
_NO_FIELD = re.compile(r"政権|内閣|派|系|陣営|支持|側|事件|問題|研究|周辺")


def _before_charge(scan: _Scan, at: int) -> int:
    """Where a name before 防災担当相 or 防衛装備庁長官 may end: left of the nouns for the field or the office."""
    begin = at
    for token in reversed([t for t in scan.tokens if t.end <= at]):
        field = token.is_noun and not token.is_person and not _NO_FIELD.search(token.text)
        if token.end == begin and field and (len(token.text) >= 2 or token.pos == "接尾辞"):
            if not is_word(token.text):
                return begin
            begin = token.start
        elif token.end == begin and token.is_person:
            return begin
        else:
            break
    return at


def _seat(scan: _Scan, at: int) -> Found | None:
    """A prefecture, city or state that a title follows at once (東京都知事)."""
    place = scan.ending_at(at, "place")
    return place if place is not None and scan.text[at - 1] in "都道府県市区町村州" else None


def _owner(found: Found) -> str | None:
    """What a title belongs to that follows a country, a body or a place."""
    if found.kind == "country":
        return found.key
    return None if found.kind == "place" else _body_of(found)


def _part_of_name(scan: _Scan, at: int) -> bool:
    """Whether a status character is the last one of a given name that the analyser knows (朴正元 and the like)."""
    return any(t.is_person and t.start < at < t.end for t in scan.tokens)


def _body_of(found: Found) -> str | None:
    """What a position belongs to when it stands right after a body: the body when it is named, else its country."""
    named = "/" in found.key or found.key.isupper()
    return found.key if named else found.of


def _name_before(scan: _Scan, low: int, high: int) -> tuple[int, int] | None:
    return names.short_name_before(scan.text, low, high, scan.families) or names.name_before(
        scan.text, low, high, scan.tokens
    )


_BOTH = re.compile(
    r"(?<=[々\u3400-\u9fffァ-ヺー])(?:の(?:各|[三四五])|の?[両3-5３-５])(?:氏|首脳|首相|大統領|外相|総理|長官|大臣|代表|党首|知事|議員)"
)


def _both_named(scan: _Scan) -> None:
    """柏木、崔両氏: names in a list that one word for all of them follows."""
    for both in _BOTH.finditer(scan.text, scan.start, scan.end):
        at = both.start()
        while True:
            name = _name_before(scan, scan.start, at)
            if (
                name is None
                or not scan.free(*name)
                or _is_listed_place(scan, name)
                or _is_pair(scan.text[slice(*name)])
            ):
                break
            if any(t.start <= name[0] and name[1] <= t.end and t.pos == "接頭辞" for t in scan.tokens):
                break
            scan.add(Sight("person", *name, *name, scan.text[slice(*name)]))
            if scan.text[name[0] - 1] not in "、・と" or name[0] - 1 <= scan.start:
                break
            at = name[0] - 1


def _is_pair(words: str) -> bool:
    """Whether a run is made of short names of countries only (日韓)."""
    return all(c in short_countries() for c in words)


def _titled(scan: _Scan) -> None:
    """Name + title, with all that may stand between."""
    for title in [f for f in scan.found if f.kind == "position"]:
        if _is_seat(scan, title):
            continue
        head = _strip(scan, title.start)
        low = max([scan.start, *(b for a, b in scan.taken if b <= head.at)])
        name = _name_before(scan, low, head.at)
        if name is None or not scan.free(*name) or _is_listed_place(scan, name):
            continue
        if _organisations()[0].fullmatch(scan.text, *name):
            continue
        acting = re.compile(_words()["acting"]).match(scan.text, title.end)
        high = acting.end() if acting else title.end
        second = _SECOND_OFFICE.match(scan.text, high)
        high = second.end() if second else high
        honour = re.compile(r"ら|夫妻").match(scan.text, high)
        reading = (
            _READING.search(scan.text[: high + 26][high:].split("）")[0] + "）")
            if scan.text[high : high + 1] in "（("
            else None
        )
        if reading is not None:
            high = scan.text.index("）", high) + 1 if "）" in scan.text[high : high + 26] else high
        high = honour.end() if honour and honour.group() == "夫妻" else high
        of = head.of or _of_before(scan, name[0]) or title.of
        title = replace(title, key=_whose(scan, title, of))
        of = _of_state(title.key, of)
        if of is not None and "/" in of and not of.startswith("JP") and names.looks_japanese(scan.text[slice(*name)]):
            of = None  # 民進党 is a party of Japan as well
        scan.add(Sight("person", *name, name[0], high, scan.text[slice(*name)], None))
        scan.add(
            Sight(
                "position",
                title.start,
                title.end,
                name[0],
                high,
                title.key,
                of,
                name[0],
                "acting" if acting else head.status,
            )
        )
        _alias(scan, head.reading, name[0])


def _whose(scan: _Scan, title: Found, of: str | None) -> str:
    """What a title of many uses stands for: 代表, 総裁 and 委員長 are a party's only where the party is named."""
    words = scan.text[title.start : title.end]
    party = (of is not None and "/" in of) or scan.text[title.start - 1 : title.start] == "党"
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


_OF_STATE = ("_minister", "president", "chancellor", "chief_cabinet_secretary")


def _of_state(key: str, of: str | None) -> str | None:
    """An office of state belongs to the country, whatever party its holder is introduced with."""
    if of is None or "/" not in of or not key.endswith(_OF_STATE) or key.startswith("party"):
        return of
    return of.split("/")[0] if len(of.split("/")[0]) == 2 else None


def _is_seat(scan: _Scan, title: Found) -> bool:
    """Whether what stands before 知事 or 市長 is the place governed (バイエルン州知事, 岐阜県知事), no name."""
    words = scan.text[title.start : title.end]
    before = next((t for t in scan.tokens if t.end == title.start), None)
    if title.key not in ("governor", "mayor") or before is None or before.is_person:
        return False
    return words[0] in "州県府道" or before.name == "地名"


def _is_listed_place(scan: _Scan, name: tuple[int, int]) -> bool:
    """Whether what looks like a name is a country, a place or a body of the lists (韓国大統領, 神奈川県知事)."""
    for f in scan.found:
        if f.kind in ("country", "body") and f.start <= name[0] and f.end >= name[1]:
            return True
        if f.kind == "place" and (f.start, f.end) == name:
            words = scan.text[f.start : f.end]
            return not (names.looks_japanese(words) or words in names.surnames().japan)
    return False


def _of_before(scan: _Scan, at: int) -> str | None:
    """The country or body that a name phrase beginning at ``at`` is introduced with: 韓国の, 自民党, 自民党の前."""
    window = scan.text[scan.start : at]
    cut = re.search(r"(?:・|の(?:前|元|新|次期|現)?)$", window)
    end = scan.start + (cut.start() if cut else len(window))
    found = scan.ending_at(end, "country", "body")
    if found is None:
        return None
    return found.key if found.kind == "country" else _body_of(found)


def _alias(scan: _Scan, reading: tuple[int, int] | None, owner: int) -> None:
    """A reading in brackets is the same person, and so is a short name in kanji after one in katakana."""
    if reading is None or not scan.free(*reading):
        return
    katakana = _READING_NAME.fullmatch(scan.text, owner, reading[0] - 1)
    kanji = katakana and _KANJI_NAME.fullmatch(scan.text[slice(*reading)])
    if kanji or _READING_NAME.fullmatch(scan.text[slice(*reading)]):
        scan.add(Sight("person", *reading, *reading, scan.text[slice(*reading)], alias_of=owner))


def _honoured(scan: _Scan) -> None:
    """Name + 氏, さん, 容疑者; a title right before with の belongs to it (自民党政調会長の小林鷹之氏)."""
    for match in _honorific().finditer(scan.text, scan.start, scan.end):
        if match.start() == scan.start or not scan.free(*match.span()):
            continue
        head = _strip(scan, match.start())
        low = max([scan.start, *(b for a, b in scan.taken if b <= head.at)])
        name = _name_before(scan, low, head.at)
        if name is None or not scan.free(*name) or scan.text[slice(*name)] in ("同", "両"):
            continue
        high = match.end()
        tail = re.compile(r"[（(][^（）()]{1,20}[）)]").match(scan.text, high)
        scan.add(Sight("person", *name, name[0], tail.end() if tail else high, scan.text[slice(*name)]))
        _alias(scan, head.reading, name[0])
        _title_before(scan, name[0])


def _title_before(scan: _Scan, at: int) -> None:
    """A title that introduces the name at ``at``: 自民党政調会長の, 前首相の, or with a comma."""
    window = scan.text[scan.start : at]
    cut = re.search(r"(?:の|で|、|である)$", window)
    if cut is None:
        return
    end = scan.start + cut.start()
    title = scan.ending_at(end, "position")
    if title is None or not scan.free(title.start, title.end):
        return
    head = _strip(scan, title.start)
    of = head.of or _of_before(scan, title.start) or title.of
    scan.add(Sight("position", title.start, title.end, head.at, title.end, title.key, of, at, head.status))


def _untitled(scan: _Scan) -> None:
    for start, end in names.full_names(scan.text, scan.tokens):
        if not scan.free(start, end) or _is_listed_place(scan, (start, end)):
            continue
        tail = re.compile(r"[（(]([^（）()]{1,24})[）)]").match(scan.text, end)
        high = tail.end() if tail else end
        scan.add(Sight("person", start, end, start, high, scan.text[start:end]))
        if tail:
            _alias(scan, tail.span(1), start)
        _title_before(scan, start)


def _pairs(scan: _Scan) -> None:
    """日韓両国, 日中韓は: each character is a country; 訪日: the country gone to."""
    for match in _PAIR.finditer(scan.text, scan.start, scan.end):
        if not scan.free(*match.span()):
            continue
        for at in range(*match.span()):
            code = short_countries()[scan.text[at]]
            scan.add(Sight("place", at, at + 1, at, at + 1, code, code))
    for match in _TRAVEL.finditer(scan.text, scan.start, scan.end):
        at = match.start(1)
        if scan.free(at, at + 1):
            code = short_countries()[scan.text[at]]
            scan.add(Sight("place", at, at + 1, match.start(), match.end(), code, code))


def _collectives(scan: _Scan) -> None:
    for match in _COLLECTIVE.finditer(scan.text, scan.start, scan.end):
        if scan.free(*match.span()):
            scan.add(Sight("collective", *match.span(), *match.span(), match.group()))


def _bodies(scan: _Scan) -> None:
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
        vague = found.key in ("military", "government", "parliament", "police", "court") and start == found.start
        if vague and not _plain_body(scan, found, words, of):
            continue
        key = found.key
        scan.add(Sight("organization", start, found.end, start, found.end, key, None if named else of))


def _of_before_plain(scan: _Scan, at: int) -> str | None:
    """The country that introduces a body with の (韓国の国家情報院)."""
    if at - 1 <= scan.start or scan.text[at - 1] != "の":
        return None
    country = scan.ending_at(at - 1, "country")
    return country.key if country else None


def _plain_body(scan: _Scan, found: Found, words: str, of: str | None) -> bool:
    """Whether a body of the vaguest kind (政府, 国会, 警察, 軍) is meant as a body here: only as a subject."""
    if words == "軍" or scan.text[found.start - 1 : found.start] == "両":
        return False
    before = next((t for t in scan.tokens if t.end == found.start), None)
    if before is not None and before.is_noun:
        return False
    return bool(_SUBJECT.match(scan.text, found.end)) or (of is not None and found.of is None)


def _in_word(scan: _Scan, at: int) -> bool:
    """Whether the character at ``at`` is part of a word that began earlier."""
    return any(t.start < at < t.end or (t.start == at and t.end > at + 1 and t.pos != "名詞") for t in scan.tokens)


@cache
def _organisations() -> tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]]:
    """A pattern of the bodies of the list, longest first, and the endings of bodies and of places."""
    table = load_table("ja", "organisations")
    bodies, places = (tuple(sorted(table[k], key=len, reverse=True)) for k in ("body_endings", "place_endings"))
    known = "|".join(re.escape(b) for b in sorted(table["bodies"], key=len, reverse=True))
    return re.compile(known), bodies, places


def _noun_runs(scan: _Scan) -> list[list[Token]]:
    """Nouns side by side, numbers left out."""
    if scan.runs is not None and scan.runs[0] == len(scan.taken):
        return scan.runs[1]
    runs: list[list[Token]] = []
    end = -1
    for token in scan.tokens:
        if (
            not (token.is_noun or token.pos == "接頭辞")
            or token.detail == "数詞"
            or not scan.free(token.start, token.end)
        ):
            continue
        if token.start == end:
            runs[-1].append(token)
        else:
            runs.append([token])
        end = token.end
    scan.runs = (len(scan.taken), runs)
    return runs


def _unknown_bodies(scan: _Scan) -> None:
    """Bodies of no list: a run of nouns with a proper name in it that ends in a word for a body; and bare known ones."""
    known, endings, _ = _organisations()
    for run in _noun_runs(scan):
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


def _body_end(text: str, run: list[Token], endings: tuple[str, ...]) -> int | None:
    """Where the body ends in a run of nouns, or None when the run names none."""
    for index in range(len(run) - 1, -1, -1):
        token = run[index]
        if not token.text.endswith(endings):
            continue
        before = run[:index]
        proper = any(t.detail == "固有名詞" or t.text in ("日韓", "韓日", "日中", "日米", "中日", "米") for t in before)
        if token.detail == "固有名詞" and token.name == "一般" and len(token.text) >= 4:
            proper = True
        if proper and not any(t.is_person for t in before):
            return token.end
    return None


def _country_in(scan: _Scan, start: int) -> str | None:
    country = next((f for f in scan.found if f.kind == "country" and f.start == start), None)
    return country.key if country else None


def _places(scan: _Scan) -> None:
    for found in [f for f in scan.found if f.kind in ("country", "place")]:
        if not scan.free(found.start, found.end):
            continue
        of = found.key if found.kind == "country" else found.key.split("/")[0]
        if found.kind == "place" and "/" not in found.key:
            of = "JP"
        elif of == "X":
            of = ""
        scan.add(Sight("place", found.start, found.end, found.start, found.end, found.key, of))
    _, _, endings = _organisations()
    for run in _noun_runs(scan):
        _unknown_place(scan, run, endings)


def _unknown_place(scan: _Scan, run: list[Token], endings: tuple[str, ...]) -> None:
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


def _bare_titles(scan: _Scan) -> None:
    """Titles without a name: taken when they stand for somebody (首相は, 外務省報道官は, 韓国大統領が)."""
    for title in [f for f in scan.found if f.kind == "position"]:
        if not scan.free(title.start, title.end):
            continue
        same = scan.text[title.start - 1 : title.start] == "同"
        if title.key in _GENERIC and not same and not _SUBJECT.match(scan.text, title.end):
            body = scan.ending_at(title.start, "body", "country")
            if body is None or scan.text[title.end : title.end + 1] != "、" or scan.text[scan.end - 1] == "。":
                continue
        if not _PARTICLE.match(scan.text, title.end) or title.key == "head_of_state":
            continue
        head = _strip(scan, title.start)
        before = next((t for t in scan.tokens if t.end == head.at), None)
        inside = before is not None and before.is_noun and before.text not in ("同", "両")
        if inside and head.of is None and not same and scan.ending_at(head.at, "country", "body") is None:
            continue
        of = head.of or _listed_before(scan, title.start) or title.of
        low = min(head.at, title.start) - (1 if same else 0)
        start = title.start - 1 if same else title.start
        scan.add(Sight("position", start, title.end, low, title.end, title.key, of, status=head.status, bare=True))
    for match in re.compile(r"同(?:氏|相|議員|長官|会長|知事|市長)").finditer(scan.text, scan.start, scan.end):
        if scan.free(*match.span()):
            scan.add(Sight("person", *match.span(), *match.span(), match.group(), bare=True))


def _listed_before(scan: _Scan, at: int) -> str | None:
    """A country or body right before a bare title, with or without の, at the sentence's start too."""
    end = at - 1 if at > scan.start and scan.text[at - 1] == "の" else at
    found = scan.ending_at(end, "country", "body")
    if found is None or (found.start > scan.start and scan.text[found.start - 1] in "と・"):
        return None
    return found.key if found.kind == "country" else _body_of(found)
