"""Words of a source made safe to show: no control characters, none that turn the direction of what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff"
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]"  # by these two names that look alike are two
)
_ESCAPED = re.compile(r"\\(?:[bf]|u00[01][0-9a-f])")
_BY_SCRIPT = (
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[A-Za-z]{2}"), "en"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2c00-\U0010ffff]")


def plain(words: str) -> str:
    """The words without control characters (XML forbids most) and without characters that turn or are
    not seen (UAX 9, UTR 36)."""
    return words if words.isprintable() else _CONTROLS.sub("", words)


def json_text(value: object, *, indent: int = 0) -> str:
    """JSON without controls, in which no character can end a script element or open one. ``indent`` 0 is one line."""
    made = msgspec.json.encode(value).decode()
    if "\\" in made and _ESCAPED.search(made):
        made = msgspec.json.encode(_without_controls(value)).decode()
    made = plain(made).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return msgspec.json.format(made, indent=indent) if indent else made


def _without_controls(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _without_controls(inner) for key, inner in value.items()}
    return [_without_controls(inner) for inner in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=16_384)
def web_address(address: str | None) -> str | None:
    """The address when it is one of the web, else None: no ``javascript:``, no ``data:``, no path of a machine."""
    if address and address.startswith(("http://", "https://")) and not re.search(r"[\s<>\"\\]", address):
        return plain(address)
    return None


def is_latin(words: str) -> bool:
    """Whether all letters are Latin: such a name carries no mark of a foreign language."""
    return not _OTHER_SCRIPT.search(words)


def has_han(words: str) -> bool:
    """Whether there are Chinese characters among them."""
    return _HAN.search(words) is not None


def lang_by_script(words: str, near: Iterable[str | None] = ()) -> str | None:
    """The language that words are in by their script; of Chinese characters alone the first of the languages (or tags) ``near``
    that is written in them. None where that tells nothing."""
    for pattern, lang in _BY_SCRIPT:
        if pattern.search(words):
            return lang
    return next((one for one in near if one and one.startswith(("ja", "zh"))), None) if has_han(words) else None
