"""Types of events: which one a clause tells (逮捕, 辞任), or which deed was done to what (予算案を可決).

A clause's words up to its verb, in dictionary form, are looked up in ``events.toml`` and ``goals.toml``. What stands before
such a word as part of a longer one makes another word of it (誤認逮捕), unless it is a party's name (三上容疑者逮捕).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.events import Form, form_of
from dateline.lang.goals import deed_done_to
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.telling import SentenceView, Told
from dateline.lang.terms import flatten_terms

_INNER = re.compile(r"[\u3400-\u9fff々ァ-ヺー]")
_BARE = re.compile(r"[\u3400-\u9fff々ァ-ヺーぁ-ん]+")
_OBJECT = re.compile(r"(?P<p>を|[はがも])(?:、)?(?P<how>(?:[^、。はがを「」]|(?<=[0-9０-９])、(?=反対)){0,30})$")
_SUM = re.compile(
    r"(?:(?:約|計|およそ|最大|延べ)?[0-9０-９.,．，万億兆千百]+[^0-9０-９、。ぁ-ん「」]{0,4}?(?:分|相当|以上|余り)?)$"
)
_NAMED = re.compile(r"「[^「」]{1,30}」$")
_ALSO_DEEDS = ("release", "evacuate", "search")
_COUNTED = re.compile(r"[0-9０-９一二三四五六七八九十百千]+(?:人|名)")
_DECIDED = re.compile(r"の?(?P<deed>据え置き|引き上げ|引き下げ|利上げ|利下げ|[\u3400-\u9fff]{2})を[^。、はがを]{0,10}$")
_MANNER = re.compile(r"^(?:一時|全面|完全|即時|無期限|正式|自主|緊急)(?=[\u3400-\u9fff]{2})")
_MEASURES_OF = re.compile(r"(?:（[^（）]{1,12}）)?の?(?:暫定|追加|関連)?措置$")  # 反ダンピング（不当廉売）の暫定措置
_PASSED = re.compile(r"可決[、・]$|可決し、?$")
_PARTLY = re.compile(r"一部|部分|段階|暫定|半数|ほぼ|事実上|実質")
_REACH = 80


@dataclass(frozen=True, slots=True)
class Naming:
    """An event's key, what its deed was done to, and where its words begin. ``received``: the subject had it done to him;
    ``denied``: the words themselves say that it was not done (不起訴); ``to``: who has it stands before に."""

    event: str
    begin: int
    thing: str | None = None
    received: bool = False
    denied: bool = False
    to: bool = False

    @property
    def form(self) -> Form | None:
        """Whom the event has: a patient, an actor alone, or a thing."""
        return form_of(self.event, self.thing)


@dataclass(frozen=True, slots=True)
class _Word:
    event: str
    pattern: re.Pattern[str]
    kind: str
    to: bool
    plain: bool


@cache
def _words() -> tuple[_Word, ...]:
    """The patterns of all events; those that ask for more words come first."""
    table = load_table("ja", "events")
    before = "|".join(sorted(table["before"]["prefixes"], key=len, reverse=True))
    found: list[tuple[int, _Word]] = []
    for event, entry in table.items():
        if event not in load_table("pivot", "events"):
            continue
        for kind in ("words", "received", "denied"):
            for words in entry.get(kind, ()):
                plain = _BARE.fullmatch(words) is not None
                pattern = re.compile(rf"(?:{before})?(?:{words})(?:処分)?$" if plain else rf"(?:{words})$")
                rank = len(words) if plain else _REACH
                found.append((-rank, _Word(event, pattern, kind, bool(entry.get("to")), plain)))
    return tuple(word for _, word in sorted(found, key=lambda f: f[0]))


def name_event(view: SentenceView, told: Told) -> Naming | None:
    """The event that a clause tells, or None where its words are those of none."""
    clause = told.clause
    low = max(view.start, clause.begin - _REACH)
    before = view.text[low : clause.begin]
    phrase = before + _dictionary_word(clause)
    for word in _words():
        match = word.pattern.search(phrase)
        if match is None or (word.plain and _is_inner(view, low + match.start())):
            continue
        if _crosses(view, clause, low + match.start()):
            continue
        return (word.event in _ALSO_DEEDS and _deed_to_all(view, told)) or Naming(
            word.event, low + match.start(), received=word.kind == "received", denied=word.kind == "denied", to=word.to
        )
    return _name_deed(view, told)


def _deed_to_all(view: SentenceView, told: Told) -> Naming | None:
    """The deed done to a thing or to people of a kind (乗組員を釈放), where none of them is counted."""
    deed = _name_deed(view, told)
    counted = deed is not None and _COUNTED.search(view.text, deed.begin, told.clause.begin)
    return None if counted else deed


def _dictionary_word(clause: Clause) -> str:
    return "" if clause.word == "こととする" else clause.word


def _is_inner(view: SentenceView, at: int) -> bool:
    """Whether words at ``at`` go on a longer word; a party named right before them is none (容疑者逮捕)."""
    if at <= view.start or not _INNER.match(view.text[at - 1]):
        return False
    return not any(p.end == at and p.kind in ("person", "position", "organization") for p in view.phrases)


def _crosses(view: SentenceView, clause: Clause, begin: int) -> bool:
    """Whether another clause ends between the words of an event and their verb."""
    return any(begin < c.begin < clause.begin and c.link not in ("noun",) for c in view.clauses)


# -- deeds


@cache
def _deeds() -> dict[str, tuple[str, ...]]:
    """Words of deeds as a clause has them, noun of a する-verb or dictionary form -> the deeds that each may mean, first the
    one that we print by it."""
    more, table = load_table("ja", "events")["deeds"], load_table("ja", "goals")["deeds"]
    flat: dict[str, tuple[str, ...]] = {}
    printed = [(w, deed) for deed, found in table.items() for w in (found["verb"].removesuffix("する"), found["noun"])]
    read = [(w, deed) for deed, found in table.items() for w in (*more.get(deed, ()), *found["read"])]
    for word, deed in (*printed, *read):
        known = flat.get(word, ())
        flat[word] = known if deed in known else (*known, deed)
    return flat


def _deeds_of(word: str) -> tuple[str, ...]:
    """The deeds of a verb: a noun as it is listed, a verb also by the stem that is listed (引き上げ in 引き上げる)."""
    word = _MANNER.sub("", word)
    found = _deeds().get(word, ())
    for size in (1, 2):
        stem = word[:-size]
        if not found and len(stem) >= 2 and not _INNER.match(word[-1]):
            found = _deeds().get(stem, ())
    return found


@cache
def _things() -> dict[str, tuple[str, ...]]:
    """Words of what deeds are done to -> the topics, objects and bodies that they may name."""
    flat: dict[str, tuple[str, ...]] = {}

    def add(term: object, key: str) -> None:
        known = flat.get(str(term), ())
        flat[str(term)] = known if key in known else (*known, key)

    for term, key in flatten_terms(load_table("ja", "bodies")).items():
        if key in load_table("ja", "events")["bodies"]["keys"]:
            add(term, key)
    for key, entry in load_table("ja", "goals")["objects"].items():
        for term in (*entry["terms"], entry["label"]):
            add(term, key)
    for key, terms in load_table("ja", "events")["things"].items():
        for term in terms:
            add(term, key)
    house = load_table("ja", "style").get("topics", {})
    for key, entry in load_table("ja", "topics").items():
        for term in (*entry["terms"], entry["label"], house.get(key, entry["label"])):
            add(term, key)
    return flat


def _name_deed(view: SentenceView, told: Told) -> Naming | None:
    """A deed and what it was done to: the head of the phrase before を, of a passive the one before が or は."""
    clause = told.clause
    alone = load_table("ja", "events")["alone"]["words"].get(clause.word)
    if alone is not None and not _is_inner(view, clause.begin):
        return Naming(str(alone[0]), clause.begin, thing=str(alone[1]))
    for deed, words in load_table("ja", "events")["with_object"].items():
        led = re.search(words + "$", view.text[max(view.start, clause.begin - _REACH) : clause.begin] + clause.word)
        if led is not None and (product := _product(view, told)) is not None:
            return Naming(deed, clause.begin, thing=product)
    low = max(view.start, clause.begin - _REACH)
    words, deeds = view.text[low : clause.begin], _deeds_of(clause.word)
    if clause.word == "成立" and (both := _PASSED.search(words)) is not None:
        deeds, words = ("approve",), words[: both.start()]  # 法案を可決、成立した
    match = _OBJECT.search(words)
    if not deeds or match is None or (match["p"] != "を") is not clause.passive or _PARTLY.search(match["how"]):
        return None
    if any(c.begin < clause.begin and low + match.end("p") < c.end for c in view.clauses):
        return None
    return _deed_on(view, told, deeds, low, low + match.start())


def name_decided(view: SentenceView, told: Told) -> Naming | None:
    """The deed that a noun names of which one decides (政策金利の据え置きを決めた)."""
    clause = told.clause
    low = max(view.start, clause.begin - _REACH)
    match = _DECIDED.search(view.text[low : clause.begin])
    if match is None or clause.passive:
        return None
    return _deed_on(view, told, _deeds_of(match["deed"]), low, low + match.start(), word=match["deed"])


def _deed_on(
    view: SentenceView, told: Told, deeds: tuple[str, ...], low: int, end: int, *, word: str = ""
) -> Naming | None:
    """The first of some deeds that may be done to what the words up to ``end`` name."""
    start, things = _things_before(view, low, end)
    clause, word = told.clause, word or told.clause.word
    of_products = set(deeds) & set(load_table("ja", "events")["of_products"]["deeds"])
    if not things and of_products and not clause.passive and (product := _product(view, told)) is not None:
        things = (product,)
    pairs = ((meant, thing) for deed in deeds for thing in things if (meant := _meant(word, thing, deed)))
    return next((Naming(meant, start, thing=thing) for meant, thing in pairs), None)


def _meant(word: str, thing: str, deed: str) -> str | None:
    """The deed that a word means beside a thing: what is held (選挙) is 実施 too, what is not is carried out; what was to be
    held and is 中止 is called off, and no work is stopped."""
    may_be_held = thing == "visit_object" or deed_done_to(thing, "hold") == "hold"
    if word == "中止" and may_be_held:
        return "cancel"
    if word in load_table("ja", "events")["deeds"]["hold"] and may_be_held:
        return "hold"
    if deed == "announce" and thing == "casualties":
        return None  # 死者を66人と発表した: a figure is given, nothing is announced
    found = deed_done_to(thing, deed)
    return found if found == deed and word != "行う" else None


def _things_before(view: SentenceView, low: int, end: int) -> tuple[int, tuple[str, ...]]:
    """What the longest listed words that a phrase ends with name, a sum or a name in brackets aside, and where they begin."""
    words = view.text[low:end]
    for pattern in (_SUM, _NAMED, _SUM):
        words = pattern.sub("", words)
    of_what = _MEASURES_OF.sub("", words)
    for phrase in dict.fromkeys((of_what, words)):
        for at in range(max(0, len(phrase) - 14), len(phrase)):
            if found := _things().get(phrase[at:]):
                return low + at, found
    return end, ()


def _product(view: SentenceView, told: Told) -> str | None:
    """What a firm recalls or puts on sale is a product, whatever its name."""
    subject = told.part.subject or told.part.speaker
    firm = subject is not None and any(
        view.mentions[i].kind == "organization" and view.mentions[i].value == view.mentions[i].text.removesuffix("社")
        for i in subject.members
    )
    return str(load_table("ja", "events")["of_products"]["thing"]) if firm else None
