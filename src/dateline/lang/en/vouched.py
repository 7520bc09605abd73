"""Names of people that no analyser saw, made known by the words around them: a verb that only people do, an office in
apposition, a title that ends in ``-elect``, ``replacing``."""

from __future__ import annotations

import re

from dateline.lang.en import lexicon, offices
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.places import Found, end_of_title
from dateline.lang.spans import Spans

_NAME = r"[A-ZÀ-Ý][a-zà-ÿ’'-]+(?: (?:[A-Z]\.|[A-ZÀ-Ý][\w’'-]*\w)){0,2} [A-ZÀ-Ý][\w’'-]*\w"
_DOES = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME})(?=,? (?:who )?(?:(?:was|is|has been|had been|will be|to be) )?"
    r"(?:(?:re)?(?:appointed|elected)|named|sworn in|nominated|inaugurated)\b"
    r"|,? (?:who )?(?:resigned|stepped down|took office|took over|succeeded|was born|flew|told reporters|died|wept|retired"
    r"|was (?:killed|arrested|jailed|sentenced|detained|charged|indicted|acquitted|convicted)"
    r"|(?:will |would |is to |is due to |is set to )?(?:resigns?|retires?|step(?:s)? down|tak(?:e|es) office|tak(?:e|es) over)"
    r"|became (?:the )?(?:[a-z]+ ){0,2}(?:president|chief|chair|head|director|minister|mayor|governor)|quit (?:his|her|as))\b"
    r"|, (?:aged )?\d{2},|, who\b)"
)
_FOLLOWS = re.compile(rf"\b(?:replac(?:ing|ed|es)|succeed(?:ing|ed|s)|taking over from) (?P<name>{_NAME})(?![\w-])")
_NAMED = re.compile(
    rf"\b(?:named|appointed|nominated|tapped|swore in|picked|chose|hired|promoted|dismissed|sacked) "
    rf"(?P<name>{_NAME})(?= (?:as|to)\b)"
)
_MADE = re.compile(rf"\b(?:named|appointed|nominated) (?P<name>{_NAME}) $")
_BACK = 160
_APPOSED = re.compile(
    rf"(?:^|(?<=[.,;\"”] )|(?<=\band )|(?<=\bwith )|(?<=\bby ))(?P<name>{_NAME}), (?:the |its |who is )?$"
)

_APPOSED_FAR = re.compile(
    rf"(?:^|(?<=[.;:\"”] )|(?<=\band )|(?<=\bwith )|(?<=\bby )|(?<=\bmet )|(?<=\bfor )|(?<=\btold )|(?<=\bfrom )|(?<=\bsaid )"
    rf"|(?<=\bof )|(?<=\bto )|(?<=\bagainst )|(?<=\bincluding )|(?<=\barrested ))(?P<name>{_NAME}),(?P<words>(?: [\w.’'-]+){{1,7}}) $"
)
_CLOSES = re.compile(r"(?: (?:of|at|for|in) [^,.;:]{2,70})?(?:,|\.$)")
_VERBAL = re.compile(
    r"\b(?:said|says|told|and|but|where|when|while|with|by|after|before|as|met|\w+ing|has|had|was|is)\b"
    r"|(?<=\w )(?:the|an?|its|his|her|their)\b"
)


def vouched_names(text: str, sentence: Parsed, found: Spans[Found]) -> list[tuple[int, int]]:
    """Spans of names in a sentence that is no headline."""
    if sentence.title_case:
        return []
    spans = [
        m.span("name") for rule in (_DOES, _FOLLOWS, _NAMED) for m in rule.finditer(text, sentence.start, sentence.end)
    ]
    for title in found.over(sentence.start, sentence.end):
        if title.kind != "position" or not sentence.start <= title.start < sentence.end:
            continue
        named = re.compile(rf" (?P<name>{_NAME})(?![\w-])").match(text, end_of_title(text, title.end), sentence.end)
        if named is not None and (end_of_title(text, title.end) > title.end or _like_a_city(named["name"])):
            spans.append(named.span("name"))
        floor = max(sentence.start, title.start - _BACK)
        lead = ("" if floor == sentence.start else "-") + text[floor : title.start]
        before = _MADE.search(lead) or _APPOSED.search(lead) or _introduced(text, sentence, title, lead)
        if before is not None:
            base = title.start - len(lead)
            spans.append((base + before.start("name"), base + before.end("name")))
    return [s for s in spans if _is_name(text[slice(*s)], s, found) and not text.endswith("the ", 0, s[0])]


def _introduced(text: str, sentence: Parsed, title: Found, lead: str) -> re.Match[str] | None:
    """``A, the agency's West Africa bureau chief,``: words between the comma and a title that closes the apposition."""
    if _CLOSES.match(text, end_of_title(text, title.end), sentence.end) is None:
        return None
    found = _APPOSED_FAR.search(lead)
    if found is None or _VERBAL.search(found["words"]) is not None or re.search(r"['’]s\b", found["name"]):
        return None
    return found


def _like_a_city(words: str) -> bool:
    """``Milan Horak``: a given name that is a city's, right behind a title."""
    return words.split()[0] in lexicon.cities() and words.split()[1] not in lexicon.words_of("never")


def _is_name(words: str, span: tuple[int, int], found: Spans[Found]) -> bool:
    parts = words.split()
    common = lexicon.words_of("never") | lexicon.words_of("honorifics") | set(lexicon.demonyms())
    if parts[-1] in lexicon.words_of("firm_tails") or offices.is_body_word(parts[-1].lower()):
        return False
    if any(p in common for p in parts) or words in lexicon.country_names() or words in lexicon.cities():
        return False
    if any(p.lower() in lexicon.words_of("groups") or p in lexicon.words_of("firms") for p in parts):
        return False
    return all(f.kind == "place" and f.start == span[0] and f.end < span[1] for f in found.over(*span))
