"""Firms and unions that a text gives away: フォルクマン社, 半導体大手リンド, 日本製機の笹川正樹社長, 港湾労連."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import is_word
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
_TABLE = load_table("ja", "organisations")["firms"]
_TRADES, _SURE_TRADES, _KINDS = ("|".join(_TABLE[k]) for k in ("trades", "sure_trades", "kinds"))
_GOES_ON = r"(?=[はがもにを](?!い)|の[\u3400-\u9fff]{2,7}(?:社長|会長|代表)|、|（|$|と[\u3400-\u9fffァ-ヺー]|から|側)"
_APART = r"(?<![\u3400-\u9fffァ-ヺーA-Za-z・])"
_BY_END = re.compile(rf"{_APART}(?P<n>[ァ-ヺー]{{2,8}}(?:{_TRADES})){_GOES_ON}", re.MULTILINE)  # トキワ航空は
_BY_TRADE = re.compile(  # 葛葉索道製作所は
    rf"{_APART}(?P<n>(?!{_KINDS})[\u3400-\u9fff々]{{2,6}}(?:{_SURE_TRADES})){_GOES_ON}", re.MULTILINE
)
_FAILED = re.compile(  # 響和電音は20日、東京地裁に自己破産を申請した
    rf"{_APART}(?P<n>[\u3400-\u9fff々ァ-ヺーA-Za-z・]{{3,12}})[はが][^。]{{0,30}}(?:(?:自己)?破産|民事再生|会社更生)[^。]{{0,16}}(?:申請|申し立て)"
)
_DEALER = re.compile(
    rf"(?:{'|'.join(_TABLE['dealers'])})の(?P<n>[ァ-ヺー][ァ-ヺー・]{{2,15}}[\u3400-\u9fff]{{0,4}})(?=[はが])"
)
_QUOTED = re.compile(  # 運行会社「ヘマル・ロープウェイ」の
    r"(?:会社|企業|メーカー|大手|商社|財閥|チェーン|スタートアップ|[造売業]元|新党|与党|野党|政党|団体|連合)の?"
    r"「(?P<n>[\u3400-\u9fff々ァ-ヺーA-Za-z・ ]{2,20})」(?!と(?:い|し|呼))"
)
_OF_FIRMS = re.compile(
    r"同社|社長|会長|経営|最高経営責任者|CEO|株価|上場|本社|破産|民事再生|会社更生|メーカー|大手|会社"
)
_UNION = re.compile(
    r"(?<![\u3400-\u9fffァ-ヺー・])(?!同|各|新|主要|両|大手|全労組)(?P<n>[\u3400-\u9fff々ァ-ヺー・]{2,12}の?(?:労働組合(?:連合会?)?|労組|労連|(?:乗務員|職員|教員|操縦士|運転士|看護師|医師|脚本家|俳優)組合))(?=[はがをにとのも、（）]|$)",
    re.MULTILINE,
)
_SURE = (_UNION, _QUOTED, _BY_TRADE, _FAILED, _DEALER)
_NO_FIRM = re.compile(
    r".*(?:同社|両社|各社|子会社|親会社|会社|企業|大手|メーカー|部門"
    r"|[署校院園館駅]|(?<!製作|鉄工|工作|造船)所|事務所|工場|協会|連盟|会議所|政府|省|庁|局|大学|研究所|出身|元|前|氏)$"
)
_RUN = re.compile(r"[ァ-ヺーA-Za-z\u3400-\u9fff]")


def find_firms(text: str) -> dict[str, str]:
    """The names of firms and unions that words around them give away somewhere in a text, with each one's full form."""
    full = _find_names(text)
    shorts = {short: name for name in sorted(full) for short in _shorts(text, name, full)}
    return {name: name for name in sorted(full)} | shorts


def _shorts(text: str, name: str, full: frozenset[str]) -> Iterator[str]:
    """Shorter forms in which a text goes on about a firm (葛葉索道製作所: 葛葉索道, 葛葉の), each only of one firm."""
    for size in range(2, len(name) - 1):
        short, rest = name[:size], name[size:]
        if not re.fullmatch(rf"(?:{_TRADES}|[\u3400-\u9fff]{{2}}(?:{_TRADES}))", rest) or short in countries():
            continue
        others = [n for n in full if n != name and n.startswith(short)]
        alone = rf"(?<![\u3400-\u9fff々ァ-ヺー]){short}"
        goes_on = r"(?:側|の(?:広報|担当|責任|社長|会長|株)|は「)" if is_word(short) else r"(?:[はがのをにともへ、]|側)"
        elsewhere = is_word(short) and re.search(rf"{alone}(?:[市駅港町県で湾]|・)", text)
        if not others and not elsewhere and re.search(alone + goes_on, text):
            yield short


def _find_names(text: str) -> frozenset[str]:
    found: set[str] = {match["n"] for pattern in _SURE for match in pattern.finditer(text)}
    for pattern in (*_FIRM, _BY_END) if _OF_FIRMS.search(text) else _FIRM:
        for match in pattern.finditer(text):
            name = match["n"].strip("・")
            if name not in countries() and not _NO_FIRM.fullmatch(name) and len(name) >= 2:
                found.add(name)
    return frozenset(found)


def add_firms(scan: Scan, firms: Mapping[str, str]) -> None:
    """Add the firms of the text that a sentence names, each as a word of its own, in their full form."""
    for start, end in sorted(_places(scan, firms), key=lambda place: (place[0], -place[1])):
        if scan.free(start, end):
            stop = end + (re.match(r"社(?![長員内宅外])", scan.text[end : end + 2]) is not None)
            low, high = (start - 1, end + 1) if scan.text[start - 1 : start] == "「" and stop == end else (start, stop)
            scan.add(Sight("organization", start, stop, low, high, firms[scan.text[start:end]]))


def _places(scan: Scan, firms: Mapping[str, str]) -> Iterator[tuple[int, int]]:
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
