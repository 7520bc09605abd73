"""Topics of a stretch of English: words of the table, two kinds of one thing joined by ``and``, and no homographs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.en import lexicon
from dateline.lang.terms import TermMatcher

_JOINED = re.compile(
    r"(?<![\w-])(?P<kinds>[\w-]+(?:, [\w-]+){0,3}),? (?:and|or|as well as) (?P<rest>[\w-]+ [\w-]+(?: [\w-]+)?)"
)

_PARTNER = re.compile(r"(?: in principle)?(?: with [^,.;\n]{2,90}?)? (?:on|over|regarding) (?=\w)")


def find(text: str, start: int, end: int, names: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The topics named in ``text[start:end]``, in the order of their first naming; words inside ``names`` (titles, people,
    bodies) name none."""
    return _ordered(_named(text, start, end, names))


def about(text: str, start: int, end: int, names: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The topics of the words that an act is about: those named there, and what is the whole of one of its members by the
    label that reports print (``the fire``, ``the media``, ``the United Nations``)."""
    hits = [*_named(text, start, end, names), *_members(text[start:end], start)]
    lead = _PARTNER.match(text, end)
    rest = text[lead.end() if lead is not None else end :].split("\n")[0]
    more = _listed().match(rest) if lead is not None or rest.startswith((",", " and ")) else None
    if more is not None:
        hits += _members(more[0], len(text) - len(text[lead.end() if lead is not None else end :]))
    return _ordered(hits)


def _members(words: str, offset: int) -> Iterator[tuple[int, str]]:
    for match in _member().finditer(words):
        yield offset + match.start("label"), _labels()[match["label"].lower()]


def _ordered(hits: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for _, key in sorted(hits, key=lambda hit: hit[0])))


@cache
def _labels() -> dict[str, str]:
    """The topic of each label as reports print it."""
    own = load_table("en", "style")["topics"]
    return {own.get(key, entry["label"]).lower(): key for key, entry in load_table("en", "topics").items()}


@cache
def _member() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, sorted(_labels(), key=len, reverse=True)))
    lead = r"(?:\A|(?<=\bto )|(?<=\bfor )|(?<=\bon )|(?<=\bover )|(?<=\bregarding )|(?<=, )|(?<=\band ))"
    return re.compile(rf"{lead}(?P<label>{labels})(?=\Z|[.,]| and | with )", re.IGNORECASE)


@cache
def _listed() -> re.Pattern[str]:
    """A list of labels and nothing else, as far as it goes."""
    labels = "|".join(map(re.escape, sorted(_labels(), key=len, reverse=True)))
    return re.compile(rf"(?:(?:,? and |, )?(?:{labels})(?=\Z|[.,]| and ))+", re.IGNORECASE)


def _named(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    hits = [
        (hit.start, hit.value)
        for hit in matcher().find(text, start, end)
        if hit.value
        and not _other_head().match(text, hit.end)
        and not any(a <= hit.start and hit.end <= b for a, b in names)
    ]
    return [*hits, *_joined(text, start, end)]


@cache
def _other_head() -> re.Pattern[str]:
    """A noun behind a topic that is a thing of another kind (a rescue drill rescues nobody)."""
    return re.compile(rf" (?:{'|'.join(load_table('en', 'senses')['heads'])})s?\b", re.IGNORECASE)


@cache
def matcher() -> TermMatcher[str]:
    """Words for topics, letter case ignored; what means something else (``wage war``) stands for none."""
    other = {form: "" for term in load_table("en", "senses")["other"] for form in lexicon.with_plurals(term)}
    return TermMatcher(_terms() | other, words=True, fold=True)


@cache
def _terms() -> dict[str, str]:
    """Every term; a label without its article is one of them, but not where only the article makes it a name."""
    terms = lexicon.terms_of("topics")
    for key, entry in load_table("en", "topics").items():
        if not entry.get("printed_only") and not re.match(r"(?:the|an?)\s\w+$", entry["label"]):
            terms.setdefault(re.sub(r"^(?:the|an?)\s", "", entry["label"]), key)
    return terms


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """``economic and youth cooperation`` is economic cooperation too: the head belongs to every kind before it."""
    for match in _JOINED.finditer(text, start, end):
        heads = match["rest"].split()[1:]
        for kind in re.finditer(r"[\w-]+", match["kinds"]):
            found = (_terms().get(f"{kind.group()} {head}".lower()) for head in heads)
            key = next((k for k in found if k), None)
            if key is not None:
                yield match.start() + kind.start(), key
