"""Firms and unions that a text gives away: フォルクマン社, 半導体大手リンド, 日本製機の笹川正樹社長, 港湾労連."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.lang.ja.lexicon import countries
from dateline.lang.ja.scan import Scan, Sight

_NAME = r"[ァ-ヺー][ァ-ヺー・]{2,15}|[A-Z][A-Za-z&]{1,14}(?:[ ・][A-Z][A-Za-z]{1,14})?"
_FIRM = (
    re.compile(rf"(?<![ァ-ヺーA-Za-z・])(?P<n>{_NAME})社(?=[はがをにとのもへ、。）]|側|$)"),
    re.compile(
        r"(?:大手|メーカー|企業|財閥|スタートアップ|商社|[\u3400-\u9fff]{2}会社)[の、]?"
        rf"(?P<n>{_NAME})(?=[はがをにとのも、（]|$)"
    ),
    re.compile(
        r"(?:^|[、。「\s]|(?<=[はがとでに]))(?P<n>[\u3400-\u9fffァ-ヺーA-Za-z・]{3,12})の"
        r"(?:[\u3400-\u9fff々]{3,5}|[ァ-ヺー・＝]{3,18})(?:代表取締役)?(?:副?社長|CEO|最高経営責任者|頭取)",
        re.MULTILINE,
    ),
    re.compile(  # 鉄道大手の東都電鉄は
        r"(?:大手|メーカー)[の、]?(?P<n>[\u3400-\u9fffァ-ヺー]{1,7}(?:電鉄|鉄道|電機|電力|工業|製作所|製薬|薬品|食品|化学|建設|不動産|自動車|重工|海運|汽船|航空|製鉄"
        r"|製紙|証券|生命|損保|物産|商事|商会|産業|興業|乳業|製菓|酒造|水産|運輸|倉庫|百貨店|電子|光学|精工|素材|製鋼))(?=[はがをにとのも、（])"
    ),
    re.compile(  # 赤城食品（前橋市）は
        r"(?<![\u3400-\u9fffァ-ヺーA-Za-z・])(?P<n>(?:[\u3400-\u9fff々]{0,4}[ァ-ヺーA-Za-z・]{2,12}|[\u3400-\u9fff々]{2,4})[\u3400-\u9fff]{0,6})"
        r"（(?:本社・|本社、)?[\u3400-\u9fff々ァ-ヺー・]{1,10}[市区町村]）(?=[はがのをでにと、])"
    ),
)
_BY_END = re.compile(  # トキワ航空は, ナギサ食品が
    r"(?<![\u3400-\u9fffァ-ヺーA-Za-z・])(?P<n>[ァ-ヺー]{2,8}(?:食品|航空|道路|鉄道|電鉄|電機|電力|工業|製作所|製薬|薬品|化学|建設|不動産|自動車"
    r"|重工|海運|汽船|商船|製鉄|製紙|証券|生命|損保|物産|商事|商会|産業|興業|乳業|製菓|酒造|水産|運輸|倉庫|百貨店|電子|光学|精工|素材|製鋼|石油|ガス"
    r"|通商|銀行|信用金庫|ホールディングス|グループ|エナジー))(?=[はがもにを](?!い)|、|$)",
    re.MULTILINE,
)
_OF_FIRMS = re.compile(
    r"同社|社長|会長|経営|最高経営責任者|CEO|株価|上場|本社|破産|民事再生|会社更生|メーカー|大手|会社"
)
_UNION = re.compile(
    r"(?<![\u3400-\u9fffァ-ヺー・])(?!同|各|新|主要|両|大手|全労組)(?P<n>[\u3400-\u9fff々ァ-ヺー・]{2,12}(?:労働組合(?:連合会?)?|労組|労連))(?=[はがをにとのも、（）]|$)",
    re.MULTILINE,
)
_NO_FIRM = re.compile(
    r".*(?:同社|両社|各社|子会社|親会社|会社|企業|大手|メーカー|部門"
    r"|[署校院園館駅所]|事務所|工場|協会|連盟|会議所|政府|省|庁|局|大学|研究所|出身|元|前|氏)$"
)
_RUN = re.compile(r"[ァ-ヺーA-Za-z\u3400-\u9fff]")


def find_firms(text: str) -> frozenset[str]:
    """The names of firms and unions that words around them give away somewhere in a text."""
    found: set[str] = {match["n"] for match in _UNION.finditer(text)}
    for pattern in (*_FIRM, _BY_END) if _OF_FIRMS.search(text) else _FIRM:
        for match in pattern.finditer(text):
            name = match["n"].strip("・")
            if name not in countries() and not _NO_FIRM.fullmatch(name) and len(name) >= 2:
                found.add(name)
    return frozenset(found)


def add_firms(scan: Scan, firms: frozenset[str]) -> None:
    """Add the firms of the text that a sentence names, each as a word of its own."""
    for start, end in sorted(_places(scan, firms)):
        if scan.free(start, end):
            stop = end + (re.match(r"社(?![長員内宅外])", scan.text[end : end + 2]) is not None)
            scan.add(Sight("organization", start, stop, start, stop, scan.text[start:end]))


def _places(scan: Scan, firms: frozenset[str]) -> Iterator[tuple[int, int]]:
    for name in firms:
        at = scan.text.find(name, scan.start, scan.end)
        while at >= 0:
            end = at + len(name)
            before, after = scan.text[at - 1 : at], scan.text[end : end + 1]
            led = at == scan.start or not _RUN.match(before) or not _same_script(before, name[0])
            if led and (after == "社" or not _RUN.match(after)):
                yield at, end
            at = scan.text.find(name, end, scan.end)


def _same_script(one: str, other: str) -> bool:
    kana = "ァ" <= one <= "ー", "ァ" <= other <= "ー"
    return kana[0] == kana[1] and one.isascii() == other.isascii()
