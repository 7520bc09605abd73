"""A report of ours is read again with its people under names that the reader is sure to know.

A reader makes out a name by its shape and what stands beside it; a rare one of another country, bare of any title, it may not
see, and then nobody does what the sentence says. Which names a report prints is known, so each is read as one of the same
length that the language's ``stand_ins.toml`` has, and put back: no offset moves, and two people stay two (delexicalisation, as
``lang/en/unfamiliar.py`` does it for the parser, where a reader has found the names itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from dateline import read
from dateline.lang.data import load_table
from dateline.lang.render import load_grammar
from dateline.model import Article, Entity, Reading

_LENGTHS = {2: "two", 3: "three", 4: "four"}


def read_with_names(document: Article, entities: Iterable[Entity], lang: str) -> Reading:
    """The reading of a text of ours in a language, whose people are known by name."""
    people = (e for e in entities if e.kind == "person")
    swaps = stand_ins(document.text, (load_grammar(lang).name(e).strip() for e in people), lang)
    if not swaps:
        return read.read_article(document)
    masked = replace(
        document, text=_swapped(document.text, swaps), headline=_swapped(document.headline or "", swaps) or None
    )
    found = read.read_article(masked)
    back = {stand_in: name for name, stand_in in swaps.items()}
    plain = msgspec.to_builtins(replace(found, vectors=b""))
    return replace(msgspec.convert(_put_back(plain, document.text, back), Reading), vectors=found.vectors)


def stand_ins(text: str, names: Iterable[str], lang: str) -> dict[str, str]:
    """For each name of a text, and each word of a name in two, one of the same length that the reader knows; none for a name
    within another, in other letters, or where the language has no more."""
    try:
        table: Mapping[str, Mapping[str, list[str]]] = load_table(lang, "stand_ins")
    except FileNotFoundError:
        return {}
    chosen: dict[str, str] = {}
    for name in sorted({n for n in names if n in text}, key=lambda n: (-len(n), n)):
        if any(name in other for other in chosen):
            continue
        first, _, last = name.partition(" ")
        if last and "first" in table and _is_in(name.replace(" ", ""), "\uac00", "\ud7a3"):
            words = [_free(text, w, table[part], chosen) for w, part in ((first, "first"), (last, "last"))]
            if words[0] and words[1]:
                chosen |= {name: f"{words[0]} {words[1]}", first: words[0], last: words[1]}
        elif not last and "names" in table and _is_in(name, "\u3400", "\u9fff"):
            stand_in = _free(text, name, table["names"], chosen)
            chosen |= {name: stand_in} if stand_in else {}
    return chosen


def _free(text: str, word: str, known: Mapping[str, list[str]], chosen: Mapping[str, str]) -> str | None:
    """The stand-in that a word has, else the first of its length that is neither in the text nor another's."""
    if word in chosen:
        return chosen[word]
    fitting = (s for s in known.get(_LENGTHS.get(len(word), ""), ()) if len(s) == len(word))
    return next((s for s in fitting if s not in text and s not in chosen.values()), None)


def _is_in(name: str, first: str, last: str) -> bool:
    return all(first <= char <= last for char in name)


def _swapped(text: str, swaps: Mapping[str, str]) -> str:
    for name, stand_in in swaps.items():
        text = text.replace(name, stand_in)
    return text


def _put_back(node: Any, text: str, back: Mapping[str, str]) -> Any:
    """What was read with the names of the text again: spans as the text has them, values by the names themselves."""
    if isinstance(node, dict):
        mended = {key: _put_back(value, text, back) for key, value in node.items()}
        if isinstance(mended.get("text"), str) and isinstance(mended.get("start"), int):
            mended["text"] = text[mended["start"] : mended["end"]]
        return mended
    if isinstance(node, list | tuple):
        return [_put_back(value, text, back) for value in node]
    return _swapped(node, back) if isinstance(node, str) else node
