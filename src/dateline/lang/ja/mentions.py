"""Mentions of one sentence: persons with their titles, bodies, places, and groups such as 両氏."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja import names
from dateline.lang.ja.analyser import Token, is_word
from dateline.lang.ja.bodies import SUBJECT, add_bodies, add_seated, organisations
from dateline.lang.ja.firms import add_firms
from dateline.lang.ja.lexicon import Found, short_countries
from dateline.lang.ja.offices import find_offices, minister_of
from dateline.lang.ja.scan import NOTHING, Known, Scan, Sight
from dateline.lang.ja.tenures import tie_terms
from dateline.lang.ja.titles import (
    READING,
    body_of,
    land_before,
    of_before,
    of_state,
    patterns,
    strip_title,
    whose_title,
)
from dateline.model import DateValue


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(rf"(?:{patterns()['honorific']})(?![名族])")


_LATIN_WORD = r"[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f.'’-]+"
_READING_NAME = re.compile(
    r"[ァ-ヺー]+(?:[・\s＝=][ァ-ヺー]+)*|[ぁ-ん]+(?:[・\s][ぁ-ん]+)*|[가-힣]{2,5}"
    rf"|{_LATIN_WORD}(?: (?:(?:de|da|van|von|der|bin|al|el|[A-Z]\.) )?{_LATIN_WORD}){{1,3}}"
)
_SECOND_OFFICE = re.compile(
    r"兼[\u3400-\u9fffァ-ヺー]{1,10}?(?:相|大臣|長官|主席|書記|委員長|議長|代表|会長|総裁|部長|大使|社長|頭取|CEO|最高経営責任者)"
)
_KANJI_START = re.compile(r"[\u3400-\u9fffぁ-ん]")  # 防衛大臣 is Japan's only before a name in kanji
_KANJI_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_COLLECTIVE = re.compile(
    r"両(?:副?[\u3400-\u9fff]{0,2}(?:議長|局長|次官|部長|大使|知事|市長|会長|社長|総裁)|氏|者|首脳|外相|国政府|国|政府|首相|大統領|党|相|長官|議員|大臣|委員長|会長|代表|側|陣営)|双方|[3３三][カか]国(?=[はがのとも])|二人|(?<![0-9０-９])2人(?=[はがのとも])|両人"
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
_PARTICLE = re.compile(r"は|が|を|に|と|の|も|へ|から|、|。|」|ら|と|側|$")


def find_sights(
    text: str,
    span: tuple[int, int],
    tokens: list[Token],
    found: list[Found],
    known: Known = NOTHING,
    dates: Sequence[DateValue] = (),
) -> list[Sight]:
    """Everything named in one sentence, in order of place. ``found`` are the terms of the word lists in it; ``known``
    what the whole text tells of names."""
    listed = [*found, *_strange_ministers(text, span, found)]
    scan = Scan(text, *span, tokens, [*listed, *find_offices(text, span, tokens, found)], known.families)
    if known.firms:
        add_firms(scan, known.firms)
    add_seated(scan)
    _both_named(scan)
    _titled(scan, listed)
    _honoured(scan)
    _untitled(scan)
    _pairs(scan)
    _collectives(scan)
    _same_firm(scan)
    add_bodies(scan)
    tie_terms(scan, dates)
    _bare_titles(scan, listed)
    credit = _CREDIT.match(text, span[0], span[1])
    kept = [s for s in scan.sights if credit is None or s.kind != "person" or s.start >= credit.end()]
    return sorted(kept, key=lambda s: (s.start, -s.end, s.kind))


_STRANGE = re.compile(r"(?<=[ァ-ヺー）)])(?!首|外)[\u3400-\u9fff・]{2,9}相(?=[はがをにとのもへで、（らと]|$)")


def _strange_ministers(text: str, span: tuple[int, int], found: Sequence[Found]) -> list[Found]:
    """Titles in …相 of no list, after a name in katakana (バトボルド産業鉱物資源相)."""
    return [
        Found("position", *m.span(), minister_of(m.group(), ""))
        for m in _STRANGE.finditer(text, *span)
        if not any(f.kind == "position" and f.end == m.end() for f in found)
    ]


def _name_before(scan: Scan, low: int, high: int) -> tuple[int, int] | None:
    read = names.name_with_reading(scan.text, low, high)
    found = _plain_name_before(scan, low, high)
    return read if read is not None and (found is None or found[1] - found[0] == 1) else found  # 白雲河（ペク・ウンハ）


def _plain_name_before(scan: Scan, low: int, high: int) -> tuple[int, int] | None:
    return (
        names.short_name_before(scan.text, low, high, scan.families)
        or names.name_before(scan.text, low, high, scan.tokens)
        or _introduced_name(scan, low, high)
    )


_FROM_EAST_ASIA = frozenset(("CN", "TW", "HK", "KR", "KP"))


_CALLED = re.compile(r"容疑者|被告|氏")


def _introduced_name(scan: Scan, low: int, high: int) -> tuple[int, int] | None:
    """台湾の潘書恒＋部長: a run as long as a name that begins with a Chinese or Korean family name, right after whose
    country it is or right before 氏, 容疑者 or 被告, whatever words the analyser makes of it."""
    run = names.KANJI_RUN.search(scan.text[low:high])
    if run is not None and len(run.group()) == 3 and _CALLED.match(scan.text, high) and not is_word(run.group()):
        word, lists = run.group(), names.surnames()
        called = (word[0] in lists.china or word[0] in lists.korea) and word not in lists.never
        return (low + run.start(), high) if called else None  # 杜暁光被告
    if run is None or not 2 <= len(run.group()) <= 4 or scan.text[low + run.start() - 1] != "の":
        return None
    word, lists = run.group(), names.surnames()
    family = word[0] in lists.china or word[0] in lists.korea or word[:2] in lists.china
    known = family and word not in lists.never and len(word) - (word[:2] in lists.china) <= 3
    return (low + run.start(), high) if known and of_before(scan, low + run.start()) in _FROM_EAST_ASIA else None


_BOTH = re.compile(
    r"(?<=[々\u3400-\u9fffァ-ヺー])(?:の(?:各|[三四五])|の?[両3-5３-５])(?:氏|首脳|首相|大統領|外相|総理|長官|大臣|代表|党首|知事|議員)"
)


def _both_named(scan: Scan) -> None:
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


@cache
def _private() -> frozenset[str]:
    """Titles whose holders serve no state, whatever country the body has in its name."""
    return frozenset(load_table("ja", "offices")["private"]["titles"])


def _titled(scan: Scan, listed: Sequence[Found]) -> None:
    """Name + title, with all that may stand between."""
    for title in [f for f in scan.found if f.kind == "position"]:
        party = scan.text.startswith("党", title.start) and not scan.text.startswith("党首", title.start)
        if party or _is_seat(scan, title):
            continue
        head = strip_title(scan, title.start)
        low = max([scan.start, *(b for a, b in scan.taken if b <= head.at)])
        name = _name_before(scan, low, head.at)
        if name is None or not scan.free(*name) or _is_listed_place(scan, name):
            continue
        if name[1] - name[0] == 1 and title not in listed and scan.text[slice(*name)] not in scan.families:
            continue  # 夏＋隊長
        if organisations()[0].fullmatch(scan.text, *name) or scan.text[name[1] - 1] == "党":
            continue
        acting = re.compile(patterns()["acting"]).match(scan.text, title.end)
        high = acting.end() if acting else title.end
        second = _SECOND_OFFICE.match(scan.text, high)
        high = second.end() if second else high
        honour = re.compile(r"ら|夫妻").match(scan.text, high)
        reading = (
            READING.search(scan.text[: high + 26][high:].split("）")[0] + "）")
            if scan.text[high : high + 1] in "（("
            else None
        )
        if reading is not None:
            high = scan.text.index("）", high) + 1 if "）" in scan.text[high : high + 26] else high
        high = honour.end() if honour and honour.group() == "夫妻" else high
        own = title.of if title.of not in ("JP", "CN") or _KANJI_START.match(scan.text, name[0]) else None
        of = head.of or of_before(scan, name[0]) or own
        if of is None and title.key not in _private():
            of = land_before(scan, name[0])
        title = replace(title, key=whose_title(scan, title, of, name[0]))
        of = of_state(title.key, of)
        if of is not None and "/" in of and not of.startswith("JP") and names.looks_japanese(scan.text[slice(*name)]):
            of = None  # 民進党 is a party of Japan as well
        if of is None and _OWN_MINISTRY.search(scan.text, scan.start, name[0]):
            of = "JP" if names.looks_japanese(scan.text[slice(*name)]) else None
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


_OWN_MINISTRY = re.compile(r"(?<![\u3400-\u9fffァ-ヺー])[\u3400-\u9fff]{2,5}[省庁]の(?:前|元)?$")


def _is_seat(scan: Scan, title: Found) -> bool:
    """Whether what stands before 知事 or 市長 is the place governed (バイエルン州知事, 岐阜県知事), no name."""
    words = scan.text[title.start : title.end]
    before = next((t for t in scan.tokens if t.end == title.start), None)
    if title.key not in ("governor", "mayor") or before is None or before.is_person:
        return False
    if before.text in names.surnames().korea or names.short_name_before(
        scan.text, scan.start, title.start, scan.families
    ):
        return False
    if before.text in names.surnames().japan and scan.ending_at(title.start, "place") is None:
        return False  # 柏木知事: a place too small to be governed
    return words[0] in "州県府道" or before.name == "地名"


def _is_listed_place(scan: Scan, name: tuple[int, int]) -> bool:
    """Whether what looks like a name is a country, a place or a body of the lists (韓国大統領, 神奈川県知事)."""
    for f in scan.found:
        if f.kind in ("country", "body") and f.start <= name[0] and f.end >= name[1]:
            return True
        if f.kind == "place" and (f.start, f.end) == name:
            words = scan.text[f.start : f.end]
            return not (names.looks_japanese(words) or words in names.surnames().japan)
    return False


def _alias(scan: Scan, reading: tuple[int, int] | None, owner: int) -> None:
    """A reading in brackets is the same person, and so is a short name in kanji after one in katakana."""
    if reading is None or not scan.free(*reading):
        return
    katakana = _READING_NAME.fullmatch(scan.text, owner, reading[0] - 1)
    kanji = katakana and _KANJI_NAME.fullmatch(scan.text[slice(*reading)])
    if kanji or _READING_NAME.fullmatch(scan.text[slice(*reading)]):
        scan.add(Sight("person", *reading, *reading, scan.text[slice(*reading)], alias_of=owner))


def _honoured(scan: Scan) -> None:
    """Name + 氏, さん, 容疑者; a title right before with の belongs to it (自民党政調会長の小林鷹之氏)."""
    for match in _honorific().finditer(scan.text, scan.start, scan.end):
        if match.start() == scan.start or not scan.free(*match.span()):
            continue
        head = strip_title(scan, match.start())
        low = max([scan.start, *(b for a, b in scan.taken if b <= head.at)])
        name = _name_before(scan, low, head.at)
        if name is None or not scan.free(*name) or scan.text[slice(*name)] in ("同", "両"):
            continue
        high = match.end()
        tail = re.compile(r"[（(][^（）()]{1,20}[）)]").match(scan.text, high)
        scan.add(Sight("person", *name, name[0], tail.end() if tail else high, scan.text[slice(*name)]))
        _alias(scan, head.reading, name[0])
        _title_before(scan, name[0])


def _title_before(scan: Scan, at: int) -> None:
    """A title that introduces the name at ``at``: 自民党政調会長の, 前首相の, or with a comma."""
    window = scan.text[scan.start : at]
    cut = re.search(r"(?:の|で|、|である)$", window)
    if cut is None:
        return
    end = scan.start + cut.start()
    end -= len(m.group()) if (m := _IN_LETTERS.search(scan.text[scan.start : end])) else 0
    second = _SECOND_BEFORE.search(scan.text[scan.start : end])
    title = scan.ending_at(scan.start + second.start() if second else end, "position")
    if title is None or not scan.free(title.start, title.end):
        return
    head = strip_title(scan, title.start)
    of = head.of or of_before(scan, title.start) or title.of
    key = whose_title(scan, title, of, title.start)
    scan.add(Sight("position", title.start, title.end, head.at, title.end, key, of_state(key, of), at, head.status))


_IN_LETTERS = re.compile(r"（[A-Z]{2,5}）$")  # 最高経営責任者（CEO）の
_SECOND_BEFORE = re.compile(r"兼[\u3400-\u9fffァ-ヺー・]{1,14}(?:相|大臣|長官|代表|会長|局長|委員長)$")


def _untitled(scan: Scan) -> None:
    for start, end in names.full_names(scan.text, scan.tokens):
        if not scan.free(start, end) or _is_listed_place(scan, (start, end)):
            continue
        tail = re.compile(r"[（(]([^（）()]{1,24})[）)]").match(scan.text, end)
        high = tail.end() if tail else end
        scan.add(Sight("person", start, end, start, high, scan.text[start:end]))
        if tail:
            _alias(scan, tail.span(1), start)
        _title_before(scan, start)


def _pairs(scan: Scan) -> None:
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


def _collectives(scan: Scan) -> None:
    for match in _COLLECTIVE.finditer(scan.text, scan.start, scan.end):
        if scan.free(*match.span()):
            scan.add(Sight("collective", *match.span(), *match.span(), match.group()))


_SAME_BODY = re.compile(
    r"(?<![\u3400-\u9fff])同(?:社|党|省|庁|署|連盟|協会|委員会|組合|労組|財団|機構|銀行|大学|地検|地裁|高裁|県警|府警|道警)(?=[はがもにのを、])"
)


def _same_firm(scan: Scan) -> None:
    """同社: the firm last named; 同連盟, 同党: the last such body."""
    for match in _SAME_BODY.finditer(scan.text, scan.start, scan.end):
        if scan.free(*match.span()):
            scan.add(Sight("organization", *match.span(), *match.span(), match.group(), bare=True))


def _bare_titles(scan: Scan, listed: Sequence[Found]) -> None:
    """Titles of the lists without a name: taken when they stand for somebody (首相は, 外務省報道官は, 韓国大統領が)."""
    for title in [f for f in listed if f.kind == "position"]:
        if not scan.free(title.start, title.end):
            continue
        same = scan.text[title.start - 1 : title.start] == "同"
        seated = title.key in ("governor", "mayor") and scan.ending_at(title.start - 1, "place") is not None
        if title.key in _GENERIC and not (same or seated) and not SUBJECT.match(scan.text, title.end):
            body = scan.ending_at(title.start, "body", "country")
            if body is None or scan.text[title.end : title.end + 1] != "、" or scan.text[scan.end - 1] == "。":
                continue
        if not _PARTICLE.match(scan.text, title.end) or title.key == "head_of_state":
            continue
        if scan.text[title.start - 3 : title.start] in ("両国の", "各国の", "双方の", "両社の"):
            continue
        head = strip_title(scan, title.start)
        before = next((t for t in scan.tokens if t.end == head.at), None)
        inside = before is not None and before.is_noun and before.text not in ("同", "両")
        if inside and head.of is None and not same and scan.ending_at(head.at, "country", "body") is None:
            continue
        of = head.of or _listed_before(scan, title.start) or title.of
        low = min(head.at, title.start) - (1 if same else 0)
        start = title.start - 1 if same else title.start
        key = whose_title(scan, title, of, low) if title.key == "minister" else title.key
        scan.add(Sight("position", start, title.end, low, title.end, key, of, status=head.status, bare=True))
    for match in re.compile(r"同(?:氏|相|議員|長官|会長|知事|市長)").finditer(scan.text, scan.start, scan.end):
        if scan.free(*match.span()):
            scan.add(Sight("person", *match.span(), *match.span(), match.group(), bare=True))


def _listed_before(scan: Scan, at: int) -> str | None:
    """A country or body right before a bare title, with or without の, at the sentence's start too."""
    end = at - 1 if at > scan.start and scan.text[at - 1] == "の" else at
    found = scan.ending_at(end, "country", "body")
    if found is None or (found.start > scan.start and scan.text[found.start - 1] in "と・"):
        return None
    return found.key if found.kind == "country" else body_of(found)
