"""Names that a short text uses without saying whose they are, found with the help of its sources.

A claim such as "Han pledged more" gives a reader of names nothing to go by; the sources do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.check.identity import SAME_NAME, same_name
from dateline.check.views import EVIDENCE_BLOCKS, TextView
from dateline.model import Mention, Reading

_PROPER = re.compile(r"(?<![\w.])[A-Z][a-z\u00c0-\u024f]{2,}(?:-[A-Za-z]+)?(?!\w)|[\u30a1-\u30faー]{3,}")


def borrow_names(document: TextView, sources: Sequence[TextView]) -> Reading:
    """The document's reading, with person mentions added where a name of the sources stands that it had not recognised,
    and a body or place corrected to a person where a source has that very name as a person's."""
    text = document.article.text
    mentions = list(document.reading.mentions)
    places = {m.text for view in sources for m in view.reading.mentions if m.kind == "place"}
    chain = max((m.chain for m in mentions if m.chain is not None), default=-1) + 1
    for form, value in sorted(_forms(sources).items(), key=lambda item: (-len(item[0]), item[0])):
        if value is None:
            continue
        if form not in text:
            chain += 1
            continue
        edge = r"(?<!\w)" if form.isascii() else ""
        tail = r"(?!\w)" if form.isascii() else ""
        for match in re.finditer(edge + re.escape(form) + tail, text):
            start, end = match.span()
            touching = [i for i, m in enumerate(mentions) if m.start < end and start < m.end and m.kind != "number"]
            if not touching:
                mentions.append(Mention(text=form, start=start, end=end, kind="person", value=value, chain=chain))
                continue
            held = mentions[touching[0]]
            misread = held.kind == "organization" or (held.kind == "place" and form not in places)
            if misread and (held.start, held.end) == (start, end):
                mentions[touching[0]] = msgspec.structs.replace(held, kind="person", value=value)
        chain += 1
    mentions += _borrow_abroad(document, sources, mentions, chain)
    return msgspec.structs.replace(document.reading, mentions=tuple(mentions))


def _borrow_abroad(
    document: TextView, sources: Sequence[TextView], mentions: list[Mention], chain: int
) -> list[Mention]:
    """Persons of sources in another language whose names stand in the text by sound or script ("Sato" for 佐藤). A name that
    was read as a body's is corrected; one that may be two persons' is left."""
    text, added = document.article.text, list[Mention]()
    names = {
        (m.value or m.text): None
        for view in sources
        if view.article.lang != document.article.lang
        for m in view.reading.mentions
        if m.kind == "person" and m.text == (m.value or m.text)
    }
    if not names:
        return []
    for match in _PROPER.finditer(text):
        start, end = match.span()
        held = [i for i, m in enumerate(mentions) if m.start < end and start < m.end and m.kind != "number"]
        bare = len(held) == 1 and (mentions[held[0]].start, mentions[held[0]].end) == (start, end)
        if held and not (bare and mentions[held[0]].kind == "organization"):
            continue
        alike = [name for name in names if same_name(match.group(), name, None) >= SAME_NAME]
        if len(alike) != 1:
            continue
        mention = Mention(text=match.group(), start=start, end=end, kind="person", value=match.group(), chain=chain)
        chain += 1
        if held:
            mentions[held[0]] = mention
        else:
            added.append(mention)
    return added


def _forms(sources: Sequence[TextView]) -> dict[str, str | None]:
    """Forms of the persons of the sources -> their full name; None where two persons share the form."""
    found: dict[str, str | None] = {}
    for view in sources:
        spans = [(s.start, s.end) for s in view.sentences if s.block in EVIDENCE_BLOCKS]
        for mention in view.reading.mentions:
            if mention.kind != "person" or not mention.value:
                continue
            if not any(s <= mention.start < e for s, e in spans):
                continue
            for form in _parts(mention):
                if found.setdefault(form, mention.value) != mention.value:
                    found[form] = None
    return found


def _parts(mention: Mention) -> set[str]:
    """The full name, the form used, and in Latin letters the first and last word."""
    value = mention.value or mention.text
    parts = {value}
    if mention.text in value:
        parts.add(mention.text)
    words = value.split()
    if value.isascii() and len(words) > 1:
        parts |= {words[0], words[-1]}
    return {p for p in parts if len(p) >= (3 if p.isascii() else 2)}
