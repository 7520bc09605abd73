"""What stands hundreds of times on a page, as markup: names, marks of support, passages. Every word is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from markupsafe import Markup

from dateline.publish.plain import has_han, lang_by_script, plain
from dateline.publish.quoting import Passage

_HYPHENATED = re.compile(r"(?:\b[A-Z]\w{1,11} )?\b\w{1,12}-\w{1,12}\b|\([\u3040-\u9fff\uac00-\ud7a3·]{1,8}\)")

_QUOTED = re.compile("(?<=[“‘「『])[^“”‘’「」『』]+(?=[”’」』])")


@lru_cache(maxsize=65_536)
def safe(words: str) -> str:
    """Words as they may stand in markup; outlets, days and links come again and again."""
    return escape(plain(words))


def foreign(words: str, tag: str | None) -> Markup:
    """Words apart from the text around them, with their language where it is another."""
    return Markup(_foreign(words, tag))  # escaped below


def _foreign(words: str, tag: str | None) -> str:
    lang = f' lang="{safe(tag)}"' if tag else ""
    return f"<bdi{lang}>{safe(words)}</bdi>"


def unbroken(words: str) -> Markup:
    """Words in which no line ends within a short hyphenated one, nor before it after a capital, nor within a name in brackets
    in its own script, which has its language where the script tells it: Han Se-rin stays whole."""
    return Markup(_HYPHENATED.sub(_whole, safe(words)))  # escaped before


def _whole(found: re.Match[str]) -> str:
    tag = lang_by_script(found[0]) if found[0].startswith("(") else None
    lang = f' lang="{tag}"' if tag else ""
    return f'<span class="whole"{lang}>{found[0]}</span>'


def with_names(words: str, names: Sequence[tuple[str, str]]) -> Markup:
    """Words in which some names have the language tag that is given with each; the longest of those that begin in one place."""
    if not names:
        return Markup(safe(words))
    pattern, tags = _pattern_of(tuple(names))
    return Markup(pattern.sub(lambda f: f'<bdi lang="{tags[f[0]]}">{f[0]}</bdi>', safe(words)))  # escaped before


@lru_cache(maxsize=1024)
def _pattern_of(names: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    tags = {safe(name): safe(tag) for name, tag in names if plain(name).strip()}
    found = "|".join(re.escape(name) for name in sorted(tags, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![A-Za-z])(?:{found})(?![A-Za-z])"), tags


def with_quoted(words: str, page: str, document: str) -> Markup:
    """Words of the page in which others are quoted: what stands in quotation marks has its language, by its script, where that
    is not the page's. ``document`` is the language that is quoted from, which tells Chinese characters' by."""

    def marked(found: re.Match[str]) -> str:
        tag = _tag_of(found[0], page, document)
        return found[0] if tag == page else f'<span lang="{tag}">{found[0]}</span>'

    return Markup(_QUOTED.sub(marked, safe(words)))  # escaped before


def _tag_of(words: str, page: str, document: str) -> str:
    """The language of words by their script; the page's for digits and signs alone."""
    return lang_by_script(words, (document, page)) or (page if not has_han(words) else "zh-Hans")


def support(mark: str, words: str, kind: str) -> Markup:
    """The support of a sentence: its shape, which screen readers skip, and its words; nothing where there are none."""
    if not words:
        return Markup()
    shape = f'<span aria-hidden="true">{safe(mark)}</span>'
    return Markup(f'<span class="mark {safe(kind)}">{shape}&nbsp;{safe(words)}</span>')


def passages(items: Iterable[Passage], t: Mapping[str, Any]) -> Markup:
    """The passages that something rests on: the words, or that they may not be shown, whose they are, and the link."""
    rows = "".join(f"<li>\n{_words(p, t)}\n{_from(p, t)}\n</li>\n" for p in items)
    return Markup(f'<ul class="passages">\n{rows}</ul>\n')


def _words(passage: Passage, t: Mapping[str, Any]) -> str:
    if passage.words:
        return f'<q lang="{safe(passage.lang)}">{safe(passage.words)}</q>'
    return f'<span class="quiet">{safe(str(t["withheld_words"]))}</span>'


def _from(passage: Passage, t: Mapping[str, Any]) -> str:
    origin = f" · {with_names(passage.origin, passage.names)}" if passage.origin else ""
    link = ""
    if passage.href:
        opens = safe(str(t["open_source"]))
        named = f'aria-label="{opens}: {safe(passage.outlet)}"'
        link = f' <a class="open" href="{safe(passage.href)}" rel="noreferrer" {named}>{opens}</a>'
    name = _foreign(passage.outlet, passage.outlet_lang)
    side = f" · {safe(passage.side)}" if passage.side else ""
    lang = safe(str(t.get(f"in_{passage.lang[:2]}", passage.lang)))
    place = str(t["place_at"]).format_map({"a": passage.start + 1, "b": passage.end})
    return f'<span class="from">{name} · {safe(passage.day)} · {lang}{origin}{side} · {place}{link}</span>'
