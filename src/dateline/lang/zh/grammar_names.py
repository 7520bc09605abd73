"""Names in Chinese (simplified): an attested form, a Han form converted by OpenCC, else a Latin form."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.lang.render import any_form, attested, latin_form
from dateline.model import Entity

_FULL = re.compile(r"^[\u3400-\u9fff]{3,}$|·")
_IN_PARTS = re.compile(r"[·・‧•]")
_HAN = re.compile(r"^[\u3400-\u9fff々]+$")
_HAN_NAMED = frozenset(["CN", "TW", "HK", "MO", "JP", "KR", "KP"])


def full_name(entity: Entity) -> str:
    """The full name to print, always in simplified characters where it is in Han characters."""
    in_parts = any(_IN_PARTS.search(n.text) for n in entity.names if n.lang == "zh")
    found = attested(entity, "zh", full=_IN_PARTS if in_parts else _FULL)
    if found:
        return simplify(found) if in_parts or _HAN.match(found) else found
    if entity.kind == "person" and entity.country in _HAN_NAMED:
        form = attested(entity, "ja", full=re.compile(r"^[\u3400-\u9fff々]{3,}$"))
        if form and _HAN.match(form) and "々" not in form:
            return "".join(_from_japanese(c) for c in form)
    return latin_form(entity) or _in_latin(any_form(entity))


def short_name(entity: Entity) -> str | None:
    """The part of a foreign name in parts by which Chinese sources themselves call its bearer, or None."""
    parts = _IN_PARTS.split(full_name(entity))
    if len(parts) < 2:
        return None
    forms = [n for n in entity.names if n.lang == "zh" and simplify(n.text) in parts]
    return simplify(min(forms, key=lambda n: (-n.count, n.text)).text) if forms else None


def _in_latin(name: str) -> str:
    """A Korean name in Hangul romanised, for want of Han characters that a source attests; others as they stand."""
    from dateline.lang.en.grammar_names import is_hangul_name, romanise

    return romanise(name) if is_hangul_name(name) else name


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)


def simplify(text: str) -> str:
    """Traditional characters as simplified ones."""
    return str(_converter("t2s").convert(text))


def _from_japanese(char: str) -> str:
    """A Japanese character as a simplified one: directly, else by way of its traditional form (沢 澤 泽)."""
    direct = simplify(char)
    return direct if direct != char else simplify(str(_converter("jp2t").convert(char)))
