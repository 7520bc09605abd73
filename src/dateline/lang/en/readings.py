"""Names in Latin letters as English writes them: legal forms, small words, Cyrillic spelled out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dateline.lang.data import load_table


@lru_cache(maxsize=65536)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name to compare by: without accents, legal forms made one, small words left out."""
    table = load_table("en", "readings")
    letters: dict[str, str] = table["cyrillic"]
    lowered = "".join(letters.get(c, c) for c in unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFKD", lowered).replace("ł", "l").replace("ø", "o").replace("&", " ")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)
    words = " " + " ".join(re.findall(r"[^\W_]+", plain)) + " "
    for phrase, short in sorted(table["phrases"].items(), key=lambda row: -len(row[0])):
        words = words.replace(f" {phrase} ", f" {short} ")
    forms: dict[str, str] = table["words"]
    kept = tuple(w for word in words.split() if (w := forms.get(word, word)))
    return kept or tuple(words.split())


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """What spellings of one foreign sound share: Mohammed and Muhammad, Sergei and Sergey, Husayn and Hussein."""
    key = word
    for written, sound in (
        ("ph", "f"),
        ("kh", "h"),
        ("ck", "k"),
        ("q", "k"),
        ("w", "v"),
        ("j", "y"),
        ("ou", "u"),
        ("oo", "u"),
    ):
        key = key.replace(written, sound)
    key = re.sub(r"(.)\1+", r"\1", key)
    key = re.sub(r"[eiy]+", "i", key)
    key = re.sub(r"[ou]+", "u", key)
    return re.sub(r"a?i", "i", key)
