"""Places, bodies and positions found by the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.lang.en import analyser, lexicon, offices

_ANY_CASE_TITLES = re.compile(
    r"(?:general|king|chair|forward|actor|secretary|director|doctor|writer|author|leader|expert)s?$"
)


@dataclass(slots=True)
class Found:
    """Something found in the text: a mention in the making. ``of`` and ``chain`` are filled in later."""

    start: int
    end: int
    kind: str
    value: str
    of: str | None = None
    chain: int | None = None
    holder: int | None = None


_TO_BE = re.compile(r"-(?:elect|designate)\b", re.IGNORECASE)


def end_of_title(text: str, end: int) -> int:
    """Where a title ends with its ``-elect`` or ``-designate``."""
    match = _TO_BE.match(text, end)
    return match.end() if match is not None else end


def scan(text: str, start: int, end: int) -> list[Found]:
    """Places, bodies and positions in ``text[start:end]`` by the tables; where they overlap, the longer one stays."""
    found = [Found(h.start, h.end, "place", h.value) for h in lexicon.places().find(text, start, end)]
    found += [
        Found(h.start, h.end, "organization", h.value)
        for h in lexicon.bodies().find(text, start, end)
        if _body_fits(h.text)
    ]
    found += [
        Found(h.start, h.end, "position", h.value)
        for h in lexicon.positions().find(text, start, end)
        if _position_fits(text, h.start, h.end)
    ]
    found += _offices(text, start, end)
    for title in [f for f in found if f.kind == "position"]:
        body = offices.body_behind(text, title.end, end)
        if (
            body is not None
            and " " in text[body.start : body.end]
            and text[body.start].isupper()
            and not offices.is_tabled(text, body)
        ):
            found.append(Found(body.start, body.end, "organization", text[body.start : body.end]))
    found.sort(key=lambda f: (-(f.end - f.start), f.start, f.kind))
    kept: list[Found] = []
    for item in found:
        if not any(k.start < item.end and item.start < k.end for k in kept):
            kept.append(item)
    for item in kept:
        if item.kind == "position":
            item.value = offices.settled(text, item.value, item.start, item.end, end)
        if item.kind == "position":
            _of_portfolio(text, item, start)
        if item.kind == "position" and item.value.endswith("minister"):
            more = _portfolio().match(text, item.end, end)
            item.end = more.end() if more is not None else item.end
        if item.kind == "place":
            item.of = lexicon.cities().get(item.value) or lexicon.capital_of(item.value)
            item.of = item.of or (item.value if "/" not in item.value else _country(item.value))
    return sorted(kept, key=lambda f: f.start)


def _offices(text: str, start: int, end: int) -> list[Found]:
    """Offices told by their form, and the bodies behind them that no table has."""
    found: list[Found] = []
    for office in offices.find(text, start, end):
        found.append(Found(office.start, office.end, "position", office.key))
        body = office.body
        if body is not None and text[body.start].isupper() and not offices.is_tabled(text, body):
            found.append(Found(body.start, body.end, "organization", text[body.start : body.end]))
    named = () if analyser.is_title_case(text[start:end]) else offices.bodies(text, start, end)
    return [*found, *(Found(b.start, b.end, "organization", text[b.start : b.end]) for b in named)]


@cache
def _portfolio() -> re.Pattern[str]:
    """What else a minister is in charge of (``Minister of Industry`` + ``and Mineral Resources``)."""
    word = "(?:" + "|".join(sorted(lexicon.words_of("portfolios"))) + r")\b"
    return re.compile(
        rf"(?:,? and|,)(?: the)?(?: {word}){{1,3}}(?:(?:,? and|,)(?: {word}){{1,3}})*(?= [A-Z]|[.,;]| (?:of|said|met|on|at|in)\b)"
    )


@cache
def _portfolios_before() -> re.Pattern[str]:
    word = "(?:" + "|".join(sorted(lexicon.words_of("portfolios"))) + ")"
    return re.compile(
        rf"(?<![\w’'-])(?P<first>{word})(?:(?:,|,? and| &)? {word})*(?P<joint>,|,? and| &)? $", re.IGNORECASE
    )


def _of_portfolio(text: str, item: Found, floor: int) -> None:
    """``development minister``, ``Trade and Tourism Minister``, ``Health Secretary A``: a title begins with what it is for."""
    bare = item.value in ("minister", "secretary")
    known = item.value.endswith("_minister") and item.value.count("_") == 1
    words = text[item.start : item.end].lower()
    if not ((bare and words in ("minister", "secretary")) or (known and words.endswith(" minister"))):
        return
    lead = _portfolios_before().search(text, max(floor, item.start - 70), item.start)
    if lead is None or (known and lead["joint"] is None):
        return
    if item.value == "secretary" and not (
        text[lead.start()].isupper() and re.match(r" [A-Z]", text[item.end : item.end + 2])
    ):
        return
    item.start = lead.start()
    item.value = lexicon.terms_of("positions").get(f"{lead['first'].lower()} minister", "minister")


def _country(place: str) -> str | None:
    code = place.split("/")[0]
    return code if len(code) == 2 else None


def _body_fits(words: str) -> bool:
    if words.lower() in _abbreviations():
        return words in lexicon.body_terms()
    return words[0].isupper() or words.islower() or " " in words


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(t.lower() for t in lexicon.body_terms() if lexicon.holds_case(t))


def _position_fits(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    if len(words) <= 3 and not words.isupper() and not words.endswith("."):
        return words.lower() not in ("pm", "fm", "mp")
    if words.lower() in ("general", "official", "officials", "judge", "king", "player", "forward"):
        after = text[end : end + 2]
        if words.lower() == "general":
            return _is_general(text, start, end)
        if words.lower() in ("official", "forward", "general"):
            return bool(re.match(r"(?:\s[A-Z]|[,.;]|\s(?:said|told|from|at|who|in|of)\b)", text[end : end + 8]))
        return bool(after)
    if text[end : end + 1] == "-" and words.lower() != "president" and end_of_title(text, end) == end:
        return False
    if words.lower() in ("chair", "leader", "director", "secretary") and re.match(r"(?:ship|ial)", text[end : end + 4]):
        return False
    return not (words.lower() == "chairs" and re.search(r"[A-Z]\w+ $", text[max(0, start - 12) : start]))


_NO_GENERAL = re.compile(
    r" (?:Motors|Electric|Mills|Dynamics|Assembly|Staff|Secretar|Hospital|Council|Court|Counsel|"
    r"Auth|Admin|Depart|Elec|Affairs)"
)


def _is_general(text: str, start: int, end: int) -> bool:
    """``General A``, ``the general``: not ``General Motors``, ``in general``, ``the general public``."""
    if text[start].isupper() and re.match(r" [A-Z]", text[end : end + 2]):
        return _NO_GENERAL.match(text, end) is None
    return re.search(r"\b(?:[Tt]he|[Aa]|retired|-star|army|his|her|its) $", text[max(0, start - 9) : start]) is not None


def country_before(text: str, start: int, floor: int) -> tuple[str | None, int]:
    """The country named by the adjective or possessive that ends right before ``start``, and where its words begin."""
    window = text[max(floor, start - 60) : start]
    base = start - len(window)
    best: tuple[str | None, int] = (None, start)
    for matcher in (lexicon.adjectives(), lexicon.places()):
        for hit in matcher.find(window):
            rest = window[hit.end :]
            if re.fullmatch(
                r"(?:['’]s?)?[\s-]+(?:(?:then|new|newly|former|ex|acting|interim|current|outgoing|incoming|senior|top"
                r"|ruling|late|deputy|main|"
                r"governing|conservative|first|vice|special|visiting|opposition|longtime|elected|appointed|chief|state|"
                r"national|central|own)[- ]+)*",
                rest,
            ):
                code = hit.value.split("/")[0]
                if len(code) == 2:
                    best = (code, base + hit.start)
    return best
