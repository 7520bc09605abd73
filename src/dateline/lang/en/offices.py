"""Offices that no list names, told by a word for a rank (``head``, ``chief``) and the words of a body around it.

``head of the Maritime Safety Agency``, ``environment agency chief``, ``who heads the energy committee``: the last word of the
body's name says what its head is. The same words make a listed title the right one: the ``president`` of an authority is no
head of state, the ``chair`` of a committee its chair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.en import lexicon

_WORD = re.compile(r"(?P<gap> ?)(?P<word>[A-Za-zÀ-ÿ&][\w’'&-]*(?:\.[A-Z]\b\.?)*)")
_OF = re.compile(r" (?:of|at|for) (?:the |its |his |her |their |a |an )?")
_OWNED = re.compile(r"['’]s$|^[a-z]\w*s['’]$")
_MOST = 14


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a text, without the country that owns it: its words, and what its head is."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office found by its form: its words, its pivot key, and the body behind it where that is named."""

    start: int
    end: int
    key: str
    body: Body | None = None


def find(text: str, start: int, end: int) -> Iterator[Office]:
    """Every such office in ``text[start:end]``."""
    for match in _ranks().finditer(text, start, end):
        deputy = match["deputy"] is not None
        behind = body_behind(text, match.end(), end)
        if behind is not None:
            yield Office(match.start(), match.end(), _key(behind.head, deputy), behind)
            continue
        first = _before(text, match.start(), start)
        if first is not None:
            if text[first.start : first.end] == "Commission":
                first = Body(first.start, first.end, "organisation_head")  # of the European Union
            named = text[first.start].isupper() or is_tabled(text, first)
            yield Office(
                match.start() if named else first.start, match.end(), _key(first.head, deputy), first if named else None
            )
        elif _heads_matter(text, match.start(), match.end(), end):
            yield Office(match.start(), match.end(), "executive" if _of_firms(text) else "director")
    for match in _GENERAL_STAFF.finditer(text, start, end):
        yield Office(match.start(), match.end(), "chief_of_general_staff")
    for match in _verbs().finditer(text, start, end):
        body = _body_at(text, match.end(), end)
        if body is not None:
            yield Office(*match.span("verb"), body.head, body)


def bodies(text: str, start: int, end: int) -> Iterator[Body]:
    """Public bodies by their own names (``Japan Aerospace Research Institute``), from the words that end them."""
    for match in _named().finditer(text, start, end):
        begin, stop = match.span("name")
        first = text[begin:stop].split()[0]
        if begin == start and first in _OPENERS:
            begin += len(first) + 1
        if " " in text[begin:stop] and not is_tabled(
            text, body := Body(begin, stop, str(_tail(text, *match.span("tail"))))
        ):
            yield body


_GENERAL_STAFF = re.compile(
    r"\b[Cc]hief of (?:the )?(?:[A-Z][\w.]+(?: [A-Z][\w.]+)?['’]s )?"
    r"(?:(?:armed|forces['’]?|army|air|force|naval|navy|defen[cs]e|general) )+[Ss]taff\b",
    re.IGNORECASE,
)
_OPENERS = frozenset(
    (
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "With",
        "And",
        "But",
        "When",
        "While",
        "After",
        "If",
        "As",
    )
)


@cache
def _named() -> re.Pattern[str]:
    tails = "|".join(sorted(w.capitalize() for w in load_table("en", "offices")["named"].split()))
    return re.compile(
        rf"(?<![\w’'-])(?P<name>(?:[A-ZÀ-Ý][\w&-]+ ){{1,5}}(?P<tail>{tails})"
        rf"(?: (?:of|for) (?:the )?[A-ZÀ-Ý][\w-]+(?: [A-ZÀ-Ý][\w-]+)?)?)(?![\w-])"
    )


def settled(text: str, key: str, start: int, stop: int, end: int) -> str:
    """The key of a listed title in the light of the body that it stands before or behind."""
    table = _settled()
    if key not in table:
        return key
    led = re.search(r"([a-z-]+) $", text[max(0, start - 20) : start])
    if key == "finance_minister" and text[start:stop].lower() == "finance chief" and _of_firms(text):
        return "executive"
    if key == "chair" and re.search(r"\b(?:committee|commission|panel)['’]s $", text[max(0, start - 16) : start]):
        return "committee_chair"
    if key == "head_of_state" and led is not None and led[1].rsplit("-", 1)[-1] in _words("led"):
        return "organisation_head"
    floor = max(text.rfind(mark, 0, start) for mark in (". ", "\n", ", ", "; ")) + 1
    body = body_behind(text, stop, end) or _before(text, start, max(floor, start - 90), capitals=True)
    return table[key].get(body.head, key) if body is not None else key


def body_behind(text: str, start: int, end: int) -> Body | None:
    """The body after ``of``, ``at`` or ``for`` right behind a title."""
    lead = _OF.match(text, start, end)
    return _body_at(text, lead.end(), end) if lead is not None else None


def country_of(text: str, start: int, end: int) -> str | None:
    """The country in a body's own name (``Japan Coast Guard``, ``Civil Aviation Authority of Vietnam``)."""
    words = text[start:end]
    names = {**lexicon.demonyms(), **lexicon.country_names()}
    for form, code in names.items():
        if words.startswith((form + " ", form + "'s ", form + "’s ")) or words.endswith(f" of {form}"):
            return code
    return "KR" if words.startswith("Korea ") else None


def owner_behind(text: str, start: int) -> str | None:
    """The country whose body is headed, right behind ``who heads``."""
    lead = re.compile(r" (?:the )?").match(text, start)
    words = text[lead.end() : lead.end() + 60] if lead is not None else ""
    names = {**lexicon.demonyms(), **lexicon.country_names()}
    return next((code for form, code in names.items() if re.match(rf"{re.escape(form)}(?:['’]s)? ", words)), None)


def owner_within(words: str) -> str | None:
    """The country that a title names inside (``chief of Armenia's general staff``)."""
    names = {**lexicon.demonyms(), **lexicon.country_names()}
    return next((code for form, code in names.items() if f" {form}'s " in words or f" {form}’s " in words), None)


def is_public(words: str) -> bool:
    """Whether a body's name says that it is a public one."""
    last = words.lower().split()
    return any(_tails().get(w) in _PUBLIC for w in last) and not any(_tails().get(w) in _PRIVATE for w in last[-1:])


def under(key: str) -> str | None:
    """What the deputy of somebody who holds a listed office is; None where the word before it says nothing of the kind."""
    found = load_table("en", "offices")["under"].get(key)
    return None if found is None else str(found)


def is_body_word(word: str) -> bool:
    """Whether a common noun is a kind of body (``agency``, ``lender``)."""
    return word in _tails()


_PUBLIC = (
    "minister",
    "organisation_head",
    "committee_chair",
    "chair",
    "bureau_director",
    "commander",
    "police_chief",
    "director",
)
_PRIVATE = ("company_president", "bank_president")


def is_tabled(text: str, body: Body) -> bool:
    """Whether the table of bodies knows what a name ends in."""
    hits = [h for h in lexicon.bodies().find(text, body.start, body.end) if h.value != "government"]
    return any(h.end == body.end or text.startswith((" of ", " for "), h.end) for h in hits)


def _key(head: str, deputy: bool) -> str:
    return str(load_table("en", "offices")["deputy"].get(head, head)) if deputy else head


@cache
def _tails() -> dict[str, str]:
    table = load_table("en", "offices")["tails"]
    return {word: key for key, words in table.items() for word in words.split()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("en", "offices")[name].split())


@cache
def _ranks() -> re.Pattern[str]:
    ranks, deputies = "|".join(sorted(_words("ranks"))), "|".join(sorted(_words("deputies")))
    return re.compile(rf"(?<![\w’'-])(?:(?P<deputy>{deputies})[ -])?(?:{ranks})(?![\w’'-])", re.IGNORECASE)


@cache
def verbs() -> frozenset[str]:
    """The verbs behind ``who`` that say that somebody is first."""
    return frozenset(load_table("en", "offices")["verbs"].split("|"))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        rf",? who (?:has |also |now |currently )*(?P<verb>{load_table('en', 'offices')['verbs']}) (?:the |a |an )?"
    )


@cache
def _settled() -> dict[str, dict[str, str]]:
    """What a listed title becomes by what is headed: from the key of the title to that of the body's head to the right key."""
    heads = dict.fromkeys(
        ("organisation_head", "committee_chair", "director", "bureau_director", "police_chief"), "organisation_head"
    )
    lead = {**heads, "company_president": "company_president", "university_president": "university_president"}
    lead |= {"bank_president": "bank_president", "party_leader": "party_leader", "school_head": "school_head"}
    second = dict.fromkeys(heads, "senior_official") | {"company_president": "executive", "bank_president": "executive"}
    staff = {"commander": "chief_of_general_staff"}
    return {
        "president": lead,
        "vice_president": {**second, "party_leader": "party_vice_president", "university_president": "professor"},
        "general_secretary": {"organisation_head": "organisation_head", "chair": "organisation_head"},
        "head_of_state": {**heads, "organisation_head": "organisation_head", "company_president": "executive"},
        "finance_minister": {},
        "chair": {"committee_chair": "committee_chair", "company_president": "company_president"},
        "chief_of_staff": staff,
    }


def _body_at(text: str, start: int, end: int) -> Body | None:
    """The body whose name begins at ``start``, behind the country or the body that owns it."""
    words = _run(text, start, end)
    owned = [i for i, (a, b) in enumerate(words) if _OWNED.search(text[a:b])]
    words = words[owned[-1] + 1 :] if owned else words
    joint = next((i for i, (a, b) in enumerate(words) if text[a:b].lower() in _words("joints")), len(words))
    tail = next((i for i in range(joint - 1, -1, -1) if _tail(text, *words[i]) is not None), None)
    if tail is None:
        return _by_name(text, words, joint) if not owned else None
    last = tail if joint < len(words) and tail != joint - 1 else _extended(text, words, joint, tail)
    first = 0 if text[words[0][0]].isupper() else tail
    first = 1 if first == 0 and tail > 0 and text[slice(*words[0])] in lexicon.demonyms() else first
    return Body(words[first][0], words[last][1], str(_tail(text, *words[tail])))


def _by_name(text: str, words: list[tuple[int, int]], joint: int) -> Body | None:
    """A body that goes by letters (``head of FIFA``)."""
    if joint != 1 or len(words) < 1:
        return None
    start, end = words[0]
    word = text[start:end]
    known = word in lexicon.country_names() or word in lexicon.demonyms()
    return Body(start, end, "organisation_head") if word.isupper() and len(word) > 2 and not known else None


def _extended(text: str, words: list[tuple[int, int]], joint: int, tail: int) -> int:
    """The last word of a name that goes on behind ``of`` (``Office of Border and Ocean Affairs``)."""
    last = tail
    for index in range(joint, len(words)):
        a, b = words[index]
        if text[a].isupper():
            last = index
            if text[a:b] in lexicon.country_names():
                break
        elif text[a:b].lower() not in _words("joints"):
            break
    return last


def _run(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words from ``start`` on that may be a body's name: to the next stop or mark."""
    words: list[tuple[int, int]] = []
    place = start
    while len(words) < _MOST:
        match = _WORD.match(text, place, end)
        if match is None or (words and not match["gap"]) or match["word"].lower() in _words("stops"):
            break
        words.append(match.span("word"))
        place = match.end()
    while words and text[slice(*words[-1])].lower() in _words("joints"):
        words.pop()
    return words


def _tail(text: str, start: int, end: int) -> str | None:
    word = text[start:end]
    return _tails().get(word) or _tails().get(word.lower())


_LEAD = re.compile(r"(?:[\w’'&-]+ ){1,7}$")


def _before(text: str, start: int, floor: int, *, capitals: bool = False) -> Body | None:
    """The body right before a rank (``environment agency`` chief, ``Maritime Safety Agency`` boss)."""
    lead = _LEAD.search(text, max(floor, start - 90), start)
    if lead is None:
        return None
    words = [m.span() for m in re.finditer(r"[\w’'&-]+", text[: lead.end()][lead.start() :])]
    words = [(a + lead.start(), b + lead.start()) for a, b in words]
    key = _tail(text, *words[-1])
    if key is None or (capitals and not text[words[-1][0]].isupper()):
        return None
    first = len(words) - 1
    upper = text[words[-1][0]].isupper()
    while first > 0 and _goes_before(text, *words[first - 1], upper=upper):
        first -= 1
    return Body(words[first][0], words[-1][1], key)


def _goes_before(text: str, start: int, end: int, *, upper: bool) -> bool:
    """Whether a word is part of the name before a rank: of the same case, no owner, no adjective of a country."""
    word = text[start:end]
    if _OWNED.search(word) or word in lexicon.demonyms() or word in lexicon.country_names():
        return False
    if word.lower() in _words("stops") or word.lower() in (
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "former",
        "and",
        "of",
        "new",
    ):
        return False
    return word[0].isupper() if upper else word.islower() and word not in _words("deputies")


_REGION = re.compile(r" of (?P<what>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?= (?:for|at) )")
_MATTER = re.compile(r" of (?!the |an? )(?P<what>[a-z]+(?: (?:and )?[a-z]+){0,4})")
_NAME = r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'.-]+)+"


def _heads_matter(text: str, start: int, stop: int, end: int) -> bool:
    """``Annelies A, head of safety at B``, ``its chief of research, A,``: beside a name only."""
    match = _MATTER.match(text, stop, end) or _REGION.match(text, stop, end)
    if match is None or match["what"].split()[0] in _words("nobody"):
        return False
    before = re.search(
        rf"{_NAME},? (?:the |its |an? |[\w’' ]{{2,40}}['’]s )?(?:\w+ )?$", text[max(0, start - 90) : start]
    )
    return (
        before is not None
        or re.compile(rf"[\w ,]{{0,60}}, {_NAME}(?:,| (?:said|told|resigned))").match(text, match.end(), end)
        is not None
    )


@cache
def _firms() -> re.Pattern[str]:
    words = [w for w, key in _tails().items() if key in _PRIVATE]
    tails = sorted(lexicon.words_of("firm_tails"))
    return re.compile(
        rf"\b(?:{'|'.join(words)})\b|\b[A-Z]\w+ (?:{'|'.join(tails)})\b|\b[Cc]hief executive\b|\bshareholders?\b"
    )


def _of_firms(text: str) -> bool:
    return _firms().search(text) is not None
