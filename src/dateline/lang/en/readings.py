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
    plain = re.sub(r"(?<=\b\w)[./](?=\w\b)|(?<=\w)['’ʼ](?=\w)", "", plain)
    words = " " + " ".join(re.findall(r"[^\W_]+", plain)) + " "
    for phrase, short in sorted(table["phrases"].items(), key=lambda row: -len(row[0])):
        words = words.replace(f" {phrase} ", f" {short} ")
    forms: dict[str, str] = table["words"]
    behind: dict[str, str] = {**forms, **table["behind"]}
    kept = tuple(w for i, word in enumerate(words.split()) if (w := (behind if i else forms).get(word, word)))
    return kept or tuple(words.split())


def company_words(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of a company's name (as ``plain_words`` gives them) without its legal form; None where it has none."""
    table = load_table("en", "readings")["legal_forms"]
    kept = tuple(w for w in words if w not in table["anywhere"])
    while len(kept) > 1 and kept[-1] in table["last"]:
        kept = kept[:-1]
    return kept if kept and len(kept) < len(words) else None


def is_short_for(word: str, name: str) -> bool:
    """Whether a word is a usual short form of a given name: Ted, Theodore."""
    return name in load_table("en", "readings")["given_names"].get(word, ())


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
