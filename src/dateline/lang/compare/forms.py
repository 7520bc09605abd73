"""A name as written: its script and its parts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Script = Literal["latin", "hangul", "han", "kana", "mixed", "other"]
_SEPARATORS = re.compile(r"[\s·・･‧•=＝゠,，、/_.．]+")
_HYPHENS = re.compile(r"[-‐‑‒–’'ʼ`´]+")


@dataclass(frozen=True, slots=True)
class Form:
    """``words`` are the parts between spaces and dots; ``parts`` also splits at hyphens. Both are NFKC and lower case.

    ``surname_first`` is set by a comma ("KIM, Min-seok").
    """

    text: str
    script: Script
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    surname_first: bool

    @property
    def joined(self) -> str:
        """All letters run together."""
        return "".join("".join(word) for word in self.parts)


@lru_cache(maxsize=65536)
def parse_form(name: str) -> Form:
    """Read a written name. Never raises; a name of no known script is ``other``."""
    text = unicodedata.normalize("NFKC", name).strip()
    comma = bool(re.match(r"^[^,，]+[,，]\s*[^,，]+$", text))
    words = tuple(word for word in _SEPARATORS.split(text.casefold()) if word)
    parts = tuple(tuple(p for p in _HYPHENS.split(word) if p) for word in words)
    parts = tuple(word for word in parts if word)
    return Form(text, script_of(text), tuple("".join(word) for word in parts), parts, comma)


def script_of(text: str) -> Script:
    """The script of the letters of a text; ``mixed`` is kanji with kana."""
    kinds = {_kind(c) for c in text if c.isalpha() or c in "々ー"}
    kinds.discard("mark")
    if kinds == {"han", "kana"}:
        return "mixed"
    if len(kinds) == 1:
        only = kinds.pop()
        return only if only in ("latin", "hangul", "han", "kana") else "other"  # type: ignore[return-value]
    return "other"


def _kind(character: str) -> str:
    if "가" <= character <= "힣":
        return "hangul"
    if character == "ー":
        return "mark"
    if "ぁ" <= character <= "ヿ":
        return "kana"
    if (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or character in "々〆"
        or character > "\U0001ffff"
    ):
        return "han"
    if character < "\u0250" or "\u1e00" <= character <= "\u1eff":
        return "latin"
    return "other"
