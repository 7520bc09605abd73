"""Names of people in English text: found by the analyser and by their titles, repaired, and told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.lang.en import lexicon, offices
from dateline.lang.en.analyser import SYLLABLES, Parsed
from dateline.lang.en.not_people import MAKER, is_called, members_of, things_named
from dateline.lang.en.people import Person, family_first
from dateline.lang.en.places import Found
from dateline.lang.en.vouched import vouched_names
from dateline.lang.spans import Spans, Taken
from dateline.lang.terms import as_trie

_WORD = r"[A-ZÀ-Ý][\w'’-]*[\w]|[A-Z](?:\.[A-Z])*\.?"
_NAME = re.compile(
    rf"(?:{_WORD})(?:\s(?:(?:al|bin|bint|van|von|den|de|der|da|del|la|el|ibn|dos)\s)*(?:d['’])?(?:{_WORD})){{0,4}}"
)
_HYPHENED = re.compile(r"(?<![\w-])([A-Z][a-z]+) ([A-Z][a-z]{0,6}-[a-z]{1,7})(?![\w-])")
_THREE = re.compile(r"(?<![\w-])([A-Z][a-z]+) ([A-Z][a-z]+) ([A-Z][a-z]+)(?![\w-])")
_MORA = r"(?:[kstnhmrgzjdbp]?y?[aiueo]|sh[aiuo]|ch[aiueo]|ts[u]|f[u]|w[ao]|n|kk|tt|ss|pp)"
_JAPANESE = re.compile(rf"(?=.{{5}}){_MORA}{{3,7}}", re.IGNORECASE)
_PARTICLES = re.compile(r"(?<![\w’'-])(?:(?:van|von|de|der|den|del|di|da|dos|bin|ibn|ten|ter|la) )+$")
_REST = re.compile(
    r"(?: (?:van|von|de|der|den|del|di|da|dos|bin|ibn|ten|ter|la)){1,3} [A-ZÀ-Ý][\w’'-]*\w"
    r"| (?:al|el|ash|as|an|ad|ar|az|at)-[A-ZÀ-Ý][\w’'-]*\w"
)
_FIRST = re.compile(r"(?<![\w’'-])([A-ZÀ-Ý][a-zà-ÿ’'-]+) $")
_ACCENTED = re.compile(r"(?<![\w’'-])([A-ZÀ-Ý][a-z]*[à-ÿ][a-zà-ÿ]*) $")
_TRIM = re.compile(r"(?:['’]s|['’]|[,.;:])+$")


def full_names(text: str, sentences: Iterable[Parsed], found: Spans[Found]) -> list[tuple[int, int]]:
    """Spans of names, of two words and more and of one word where a title or the analyser vouches for it."""
    spans: list[tuple[int, int]] = []
    sure: list[tuple[int, int]] = []
    for sentence in sentences:
        titles = [
            f
            for f in found.over(sentence.start, sentence.end)
            if f.kind == "position" and f.start >= sentence.start and text[f.start : f.end] not in offices.verbs()
        ]
        if sentence.title_case:
            spans += _in_capitals(text, sentence, titles) + _lone_in_capitals(text, sentence)
        else:
            spans += _after_titles(text, sentence, titles)
        spans += _romanised(text, sentence)
        spans += _by_analyser(text, sentence, found)
        sure += vouched_names(text, sentence, found)
    vouched = Taken(sure)
    kept = [s for s in spans if not vouched.reaches(*s)]
    things = things_named(text, found)
    named = sorted({*sure, *_longest(text, kept, found)})
    things |= members_of(text, named)
    return [s for s in named if text[slice(*s)] not in things or is_called(text, s[0], found)]


_BESIDE = re.compile(r", ([A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){1,2})(?=, )")


_APPOSED = re.compile(
    r"(?:(?<=\bwith )|(?<=\bmet )|(?<=\band )|(?<=including )|(?<=, ))"
    r"([A-ZÀ-Ý][\w’'-]+ [A-ZÀ-Ý][\w’'-]+), (?:the |its |a )?(?:former |deputy |acting )?$"
)


_BACK = 120


def _after_body(text: str, title: Found, end: int, stop: int) -> tuple[int, int] | None:
    """The name behind ``Chairman of the Assembly of Laos``: two or three words right after a country's name."""
    if not text[title.start].isupper():
        return None
    for hit in lexicon.places().find(text, end, min(stop, end + 90)):
        lead = re.fullmatch(
            r" (?:of|for|at) (?:the )?(?:(?:[A-Z][\w’'&-]*|of|the|and|for|on) )*", text[end : hit.start]
        )
        name = re.compile(r" ([A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){1,2})\b").match(text, hit.end, stop)
        if lead is not None and name is not None:
            return name.span(1)
    return None


def _after_titles(text: str, sentence: Parsed, titles: Sequence[Found]) -> list[tuple[int, int]]:
    spans = []
    for title in titles:
        end = title.end
        match = re.compile(rf"\s(?=[A-ZÀ-Ý])(?:Ma\.\s)?{_NAME.pattern}").match(text, end, sentence.end)
        if match and not text[end : end + 2].startswith(("'", "’")):
            spans.append(_clean(text, match.start() + 1, match.end()))
        behind = _after_body(text, title, end, sentence.end)
        if behind is not None:
            spans.append(_clean(text, *behind))
        before = _APPOSED.search(text, max(sentence.start, title.start - _BACK), title.start)
        if before is not None and before[1].split()[0] not in lexicon.demonyms():
            spans.append(_clean(text, *before.span(1)))
        beside = _BESIDE.match(text, end, sentence.end)
        if beside and text[title.start].islower() and beside[1].split()[0] not in lexicon.demonyms():
            spans.append(_clean(text, beside.start(1), beside.end(1)))
    return [s for s in spans if s[1] > s[0]]


def _in_capitals(text: str, sentence: Parsed, titles: Sequence[Found]) -> list[tuple[int, int]]:
    """A name after a title where every word has a capital: it ends before a verb, a comma or ``and``."""
    from dateline.lang.en.headline_verbs import verb_forms

    spans = []
    for title in titles:
        end = title.end
        words = re.findall(r"\S+", text[end : sentence.end])[:4]
        taken = 0
        for word in words:
            plain = re.sub(r"(?:['’]s|[,.:;])+$", "", word)
            if (
                not re.fullmatch(r"[A-Z][\w’'-]+", plain)
                or plain.lower() in verb_forms()
                or plain in lexicon.words_of("never")
            ):
                break
            taken += 1
            if plain != word:
                break
        else:
            continue
        if 1 <= taken <= 3 and text[end : end + 1] == " ":
            match = re.compile(rf"\s(?:\S+\s+){{{taken - 1}}}\S+").match(text, end, sentence.end)
            if match:
                start = match.start() + 1
                stop = start + len(re.sub(r"(?:['’]s|[,.:;])+$", "", text[start : match.end()]))
                spans.append((start, stop))
    return spans


_LONE = re.compile(r"(?<![\w-])[A-Z][a-z]{2,}(?=(?:,|['’]s| and| &| To\b| [A-Z]?[a-z]+))")
_COMMON = frozenset(
    (
        "Song",
        "Sun",
        "Moon",
        "Son",
        "Won",
        "Fang",
        "Long",
        "Ban",
        "Gong",
        "Wan",
        "Tan",
        "Bang",
        "Bong",
        "Hung",
        "Chin",
        "Sung",
        "Sin",
        "Tang",
        "Gang",
        "Kid",
    )
)


def _lone_in_capitals(text: str, sentence: Parsed) -> list[tuple[int, int]]:
    """Single East Asian family names in a headline that stand before a verb, a comma or ``and``."""
    from dateline.lang.en.headline_verbs import verb_forms

    spans = []
    for match in _LONE.finditer(text, sentence.start, sentence.end):
        word = match.group()
        known = (word in lexicon.words_of("family_first") and word not in _COMMON) or _JAPANESE.fullmatch(word)
        after = re.match(r"(?:,|['’]s| and| &| To\b| to\b| ([A-Za-z]+))", text[match.end() : sentence.end])
        fits = after is not None and (after[1] is None or after[1].lower() in verb_forms())
        if known and fits and word.lower() not in verb_forms() and word not in lexicon.words_of("never"):
            spans.append((match.start(), match.end()))
    return spans


def _romanised(text: str, sentence: Parsed) -> list[tuple[int, int]]:
    family = lexicon.words_of("family_first")
    spans = [
        (m.start(), m.end())
        for m in _HYPHENED.finditer(text, sentence.start, sentence.end)
        if m[1] in family and all(SYLLABLES.fullmatch(p) for p in m[2].split("-"))
    ]
    if not sentence.title_case:
        spans += [
            (m.start(), m.end())
            for m in _THREE.finditer(text, sentence.start, sentence.end)
            if family_first(m.group().split()) and not set(m.group().split()) & lexicon.words_of("never")
        ]
        spans += _two_romanised(sentence)
    return spans


def _two_romanised(sentence: Parsed) -> list[tuple[int, int]]:
    """``Xi Jinping`` where the analyser saw proper names but no person."""
    spans = []
    for token in sentence.doc[:-1]:
        given = token.nbor()
        if token.tag_ != "NNP" or given.tag_ != "NNP" or token.text in _COMMON or not given.text[0].isupper():
            continue
        edge = given.i + 1 < len(sentence.doc) and sentence.doc[given.i + 1].tag_ == "NNP"
        before = (
            token.i > 0 and sentence.doc[token.i - 1].tag_ == "NNP" and sentence.doc[token.i - 1].ent_type_ == "PERSON"
        )
        if not edge and not before and len(given.text) > 3 and family_first([token.text, given.text]):
            spans.append(sentence.span(token.i, given.i))
    return spans


def _by_analyser(text: str, sentence: Parsed, found: Spans[Found]) -> list[tuple[int, int]]:
    spans = []
    for entity in sentence.doc.ents:
        start, end = sentence.start + entity.start_char, _with_family(sentence, entity)
        if entity.label_ != "PERSON" or re.match(
            r" (?:coal mine|mine|crossing|dam|shrine|temple|region|province)\b", text[end : end + 14]
        ):
            continue
        for title in found.over(start, end):
            if title.kind == "position" and title.start <= start < title.end < end:
                start = title.end
        start, end = _clean(text, start, end)
        if " " not in text[start:end] and re.search(
            r"\b(?:in|near|(?:port|city|town|island) of|(?:flew|fl(?:y|ies)|travel\w*|went|go(?:es)?|head\w*|return\w*|left|trip|visit"
            r"|tour) (?:to|for))\s$",
            text[sentence.start : start],
        ):
            continue
        if end > start and not (sentence.title_case and len(text[start:end].split()) < 2):
            spans.append((start, end))
    return spans + _lone_subjects(sentence)


def _with_family(sentence: Parsed, entity: Any) -> int:
    """The end of a name in the article, with the family name that the analyser cut off (``Akane`` + ``Tobita``)."""
    head = entity.root.head
    cut = len(entity) == 1 and entity.root.dep_ == "compound" and head.i == entity.end and head.pos_ == "PROPN"
    whole = cut and not head.ent_type_ and head.text[:1].isupper() and head.text[1:].islower()
    return sentence.span(head.i, head.i)[1] if whole else sentence.start + int(entity.end_char)


def _mislabelled(token: Any) -> bool:
    """A family name at the head of a text that the analyser took for a body or a people (``Han pledged ...``): it alone
    is the subject of a verb of the ladder, and no firm goes by it."""
    from dateline.lang.en.frames import lemma_of, listed, verb_frames

    if token.ent_type_ not in ("ORG", "NORP", "GPE", "LOC", "PRODUCT") or token.text in lexicon.words_of("firms"):
        return False
    alone = token.i + 1 < len(token.doc) and not token.doc[token.i + 1].ent_type_
    verb = lemma_of(token.head)
    return alone and token.i == 0 and (verb in verb_frames() or verb in listed("speech", "plain"))


def _lone_subjects(sentence: Parsed) -> list[tuple[int, int]]:
    """A single family name as the subject of a verb, where the analyser saw no name at all."""
    spans = []
    for token in sentence.doc:
        if token.pos_ != "PROPN" or token.dep_ != "nsubj" or sentence.title_case or token.n_lefts:
            continue
        if token.ent_type_ and not _mislabelled(token):
            continue
        if token.text in lexicon.words_of("family_first") or _JAPANESE.fullmatch(token.text):
            spans.append(sentence.span(token.i, token.i))
    return spans


def _clean(text: str, start: int, end: int) -> tuple[int, int]:
    """Without titles, possessives and words that never belong to a name; empty where nothing is left."""
    honorifics, never = lexicon.words_of("honorifics"), lexicon.words_of("never")
    match = _NAME.search(text, start, end)
    rest = _REST.match(text, match.end()) if match else None
    if match is None:
        return start, start
    begin, stop = match.start(), rest.end() if rest else match.end()
    words = [(m.start() + begin, m.end() + begin) for m in re.finditer(r"\S+", text[begin:stop])]
    while words and (text[slice(*words[0])] in honorifics or text[slice(*words[0])].strip(".,") in never):
        words.pop(0)
    first = _FIRST.search(text, max(0, begin - 16), begin) if words and text[slice(*words[0])] in _INNER else None
    if first is not None and first[1] not in never | honorifics:
        words.insert(0, first.span(1))  # Rangi + Te Aomarama
    given = _ACCENTED.search(text, max(0, begin - 16), begin) if words else None
    if given is not None and given[1] not in never | honorifics and given[1] not in lexicon.cities():
        words.insert(0, given.span(1))  # Iván + Tobar
    particles = _PARTICLES.search(text, max(0, begin - 14), begin)
    if words and particles and particles.end() == words[0][0]:
        words[0] = (particles.start(), words[0][1])  # ``von der Leyen``
    kept: list[tuple[int, int]] = []
    for a, b in words:
        if text[a:b].strip(".,'’") in never:
            break
        kept.append((a, b))
    if not kept:
        return start, start
    begin, stop = kept[0][0], kept[-1][1]
    trimmed = _TRIM.sub("", text[begin:stop])
    if re.search(r"\b(?:Jr|Sr)$", trimmed) and text[begin + len(trimmed) : begin + len(trimmed) + 1] == ".":
        trimmed += "."
    return begin, begin + len(trimmed)


def _longest(text: str, spans: list[tuple[int, int]], found: Spans[Found]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    over = Taken()
    for start, end in sorted(set(spans), key=lambda s: (-(s[1] - s[0]), s[0])):
        if over.reaches(start, end) or not _plausible(text, start, end, found):
            continue
        over.add(start, end)
        kept.append((start, end))
    return sorted(kept)


_A_FIRM = re.compile(
    rf"\b(?:airline|carrier|company|firm|bank|lender|startup|start-up|operator|maker|{MAKER}|retailer|miner|shipbuilder|utility"
    r"|broadcaster|newspaper|agency|insurer|supplier|manufacturer|developer|brewer|refiner|giant|ship|ferry|vessel|tanker"
    r"|trawler|village|town|city|port|island) $",
    re.IGNORECASE,
)


_COMPANY = re.compile(
    rf"\b(?:airline|carrier|lender|start-?up|retailer|shipbuilder|broadcaster|newspaper|insurer|manufacturer|{MAKER}) $"
)


def _names_firm(text: str, start: int, end: int, found: Spans[Found]) -> bool:
    """``Borealis Shipping``: the last word says what trade it is in, and neither title nor honorific stands before."""
    words = text[start:end].split()
    if len(words) < 2 or words[-1] not in lexicon.words_of("firm_tails"):
        return False
    titled = any(f.kind == "position" for at in (start - 1, start) for f in found.ending(at))
    space = text.rfind(" ", 0, start)
    before = text[text.rfind(" ", 0, max(space, 0)) + 1 : space]
    return not titled and (space < 0 or before not in lexicon.words_of("honorifics"))


def _plausible(text: str, start: int, end: int, found: Spans[Found]) -> bool:
    words = text[start:end].split()
    lead = text[max(0, start - 24) : start]
    alone = len(words) == 1 and (_A_FIRM.search(lead) or re.search(r"\bthe $", lead))
    if alone or _COMPANY.search(lead) or _names_firm(text, start, end, found):
        return False
    if any(ch.isdigit() for ch in text[start:end]) or "\n" in text[start:end] or len(words) > 5:
        return False
    if any(w.isupper() and len(w) > 3 for w in words) and not all(w.isupper() for w in words):
        return False
    for item in found.over(start, end):
        inside = item.start <= start and end <= item.end
        if inside or item.kind == "organization" or (item.kind == "place" and item.start == start and len(words) < 3):
            return False
    if {words[0], text[start:end]} & set(lexicon.demonyms()) or text[start:end] in lexicon.country_names():
        return False
    return len(text[start:end]) > 1


def short_names(text: str, start: int, end: int, called: re.Pattern[str] | None, taken: Taken) -> list[tuple[int, int]]:
    """Single names (``called``) of people known from this text, standing alone in ``text[start:end]``."""
    return [
        (m.start(), m.end())
        for m in (called.finditer(text, start, end) if called is not None else ())
        if not taken.reaches(*m.span()) and not _ARTICLE.match(text, m.start()) and not names_firm_behind(text, m.end())
    ]


def names_firm_behind(text: str, end: int) -> bool:
    """Whether the word behind a family name makes it a firm's (``Tomikawa Steel``)."""
    word = re.compile(r" ([A-Z][A-Za-z]+)").match(text, end)
    return word is not None and word[1] in lexicon.words_of("firm_tails")


# "An earthquake", beside "An added": the article stands before a vowel, and what is told of Mr. An mostly ends in "ed".
_ARTICLE = re.compile(r"An (?=[aeiou])(?!also\b|is\b|asks\b|urges\b)(?!\w+ed\b)")


_INNER = frozenset(
    ("Te", "Al", "El", "De", "Van", "Von", "Bin", "Ben", "Le", "La", "Da", "Dos", "Del", "Abu", "Ter", "Den")
)


def single_names(people: Sequence[Person]) -> re.Pattern[str] | None:
    """The single names of people with these full ones; None where there is none."""
    names = sorted({w for p in people for w in _callable_by(p)})
    if not names:
        return None
    return re.compile(rf"(?<![\w-]){as_trie(names)}" r"(?![\w])(?!-[a-z]{2,}\b(?<!-led))")


def _callable_by(person: Person) -> list[str]:
    words = person.words()
    names = [person.family()]
    if len(words) > 2 and words[-2] in _INNER:
        names.append(" ".join(words[-2:]))  # Te Aomarama, Al Harthy
    if len(words) == 3 and not family_first(words) and words[1] not in _INNER and len(words[1]) > 2:
        names.append(words[1])  # Rodrigo + Paz + Pereira is Paz
    if len(words) > 1 and not family_first(words):
        names.append(words[0])
    elif len(words) == 2 and "-" in words[1]:
        names.append(words[1])
    return [n for n in names if len(n) > 1 and n[0].isupper()]
