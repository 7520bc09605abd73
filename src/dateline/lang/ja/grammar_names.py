"""Names in Japanese: attested kanji or katakana; for Koreans else katakana from attested Hangul, never kanji guessed."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import is_word
from dateline.lang.ja.grammar_hangul import to_katakana
from dateline.lang.ja.names import is_family
from dateline.lang.render import any_form, attested, latin_form
from dateline.model import Entity

_FULL = re.compile(r"^[\u3400-\u9fff々ヶケぁ-んァ-ヴー]{3,}$|・|＝")
_HAN = re.compile(r"^[\u3400-\u9fff々〆ヶぁ-ん]+$")
_HAS_HAN = re.compile(r"[\u3400-\u9fff]")
_KATAKANA = re.compile(r"^[ァ-ヴー・＝]+$")
_HAN_USERS = frozenset(["CN", "TW", "HK", "MO", "JP"])
_BY_GIVEN_NAME = frozenset(["TH", "MY", "ID", "MN", "VN", "MM", "BN"])
_KOREAN = frozenset(["KR", "KP"])
_TWO = frozenset(["南宮", "皇甫", "諸葛", "鮮于", "司空", "西門", "独孤", "東方", "司馬", "欧陽", "上官", "夏侯"])


def full_name(entity: Entity) -> str:
    """The full name to print."""
    return (
        _han_form(entity)
        or attested(entity, "ja", full=_FULL)
        or _from_chinese(entity)
        or _from_hangul(entity)
        or latin_form(entity)
        or any_form(entity)
    )


def reading(entity: Entity) -> str | None:
    """The katakana reading that Japanese texts attest for a name printed in kanji, or None."""
    if not _HAN.match(full_name(entity)) or entity.country == "JP":
        return None
    forms = [n for n in entity.names if n.lang == "ja" and _KATAKANA.match(n.text) and "・" in n.text]
    return min(forms, key=lambda n: (-n.count, n.text)).text if forms else None


def family_name(entity: Entity) -> str | None:
    """The family name where it is sure: a short form that sources use, one kanji for Koreans and Chinese, a part of a
    katakana name, a listed Japanese family name; None for other Japanese names, whose parts no source sets apart."""
    name = full_name(entity)
    if "・" in name:
        parts = name.split("・")
        if entity.country in _BY_GIVEN_NAME:
            used = [p for p in parts if any(n.lang == "ja" and n.text == p for n in entity.names)]
            return used[0] if used else None
        return parts[0] if entity.country in _KOREAN else parts[-1]
    if not _HAN.match(name) or len(name) < 2:
        return None
    if entity.country in _KOREAN or entity.country in _HAN_USERS - {"JP"}:
        return name[:2] if name[:2] in _TWO and len(name) > 2 else name[:1]
    short = [
        n for n in entity.names if n.lang in ("ja", "zh") and name.startswith(n.text) and 0 < len(n.text) < len(name)
    ]
    if entity.country != "JP":
        return None
    if short:
        return min(short, key=lambda n: (-n.count, n.text)).text
    # the longest family name that leaves one to three characters for the given name, where it is a listed one
    heads = [name[:cut] for cut in (1, 2, 3) if 0 < len(name) - cut <= 3]
    known = [h for h in heads if h in _japanese_families() or is_family(h) or (len(h) == 2 and is_word(h))]
    return known[-1] if known and known[-1] in _japanese_families() and len(name) > 2 else None


@cache
def _japanese_families() -> frozenset[str]:
    return frozenset(str(load_table("ja", "surnames")["japan"]).split())


def _han_form(entity: Entity) -> str | None:
    forms = [n for n in entity.names if n.lang == "ja" and _HAN.match(n.text) and _HAS_HAN.search(n.text)]
    if entity.kind != "person" or not forms or max(len(n.text) for n in forms) < 2:
        return None
    whole = [n for n in forms if len(n.text) > 2]
    whole = [n for n in whole if not any(o.text != n.text and o.text.startswith(n.text) for o in whole)]
    if not whole:
        return max(forms, key=lambda n: (len(n.text), n.count, n.text)).text
    return min(whole, key=lambda n: (-n.count, -len(n.text), n.text)).text


def _from_chinese(entity: Entity) -> str | None:
    if entity.kind != "person" or entity.country not in _HAN_USERS:
        return None
    form = attested(entity, "zh", full=re.compile(r"^[\u3400-\u9fff]{3,}$"))
    return _to_japanese(form) if form and _HAN.match(form) else None


def _from_hangul(entity: Entity) -> str | None:
    if entity.kind != "person" or entity.country not in _KOREAN:
        return None
    form = attested(entity, "ko", full=re.compile(r"^[\uac00-\ud7a3]{3,}$"))
    return to_katakana(form) if form else None


_SHORT_FOR = frozenset("云叶后机采筑")


@cache
def _converters() -> tuple[object, object]:
    from opencc import OpenCC

    return OpenCC("s2t"), OpenCC("t2jp")


def _to_japanese(form: str) -> str:
    """A name in simplified characters as Japanese prints it; what is a common character of Japanese stays itself (岩, 里, 朴),
    but for the few that Chinese writes for another one (云 for 雲)."""
    simplified, japanese = _converters()
    made = str(japanese.convert(simplified.convert(form)))  # type: ignore[attr-defined]
    if len(made) != len(form):
        return made
    return "".join(c if _is_common(c) and c not in _SHORT_FOR else j for c, j in zip(form, made, strict=True))


def _is_common(char: str) -> bool:
    """Whether a character is of the first level of JIS X 0208."""
    try:
        return 0xB0 <= char.encode("euc_jp")[0] < 0xD0
    except UnicodeEncodeError:
        return False
