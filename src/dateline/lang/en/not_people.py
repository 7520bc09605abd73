"""Names of bodies and places that look like people's, told by the words that stand around them anywhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.lang.en.places import Found
from dateline.lang.spans import Spans

MAKER = r"(?!(?:law|policy|film|peace|king|match|trouble|play)maker)\w{3,}maker"
"""What makes something and is a firm (``carmaker``): no lawmaker."""
_WORD = r"[A-ZÀ-Ý][\w’'-]*\w"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_CREDIT = re.compile(rf"^[A-ZÀ-Ý][A-ZÀ-Ý .,’'-]+,? (?:[A-Z][a-z]+\.? \d{{1,2}} )?\((?P<name>{_NAME})\)", re.MULTILINE)
_LEGAL = re.compile(
    rf"(?P<name>{_NAME}) (?:Corp|Inc|Ltd|Co|Cos|Plc|PLC|LLC|LLP|Group|Holdings|Industries|Bank|AG|SE|SA|A/S|ASA|AB|Oy|NV|GmbH"
    r"|SpA|Bhd|Pte|Pty|KK|JSC|Tbk)\b"
)
_UNIT = re.compile(
    r"\b(?:units?|arm|subsidiary|subsidiaries|division|branch(?:es)?|shares|shareholders|headquarters|employees|workers"
    rf"|factory|factories|plants?|fleet|customers|board|offices?) (?:of|at) (?:the )?(?P<name>{_NAME})"
)
_SITE = re.compile(
    rf"\b(?:island|islands|province|city|town|village|port|district|county|region|state|municipality|prefecture|coast) of (?P<a>{_WORD})"
    rf"|\b(?:[Ee]astern|[Ww]estern|[Nn]orthern|[Ss]outhern|[Cc]entral|Upper|Lower) (?P<b>{_WORD})"
    rf"|\b(?P<c>{_WORD}) (?:[Pp]rovince|[Cc]ounty|[Dd]istrict|[Pp]refecture|[Ii]slands?|[Cc]ity|[Rr]egion|[Pp]eninsula|[Ss]trait|[Bb]ay"
    r"|[Rr]iver|[Dd]am|[Aa]irport|[Mm]unicipality|[Hh]arbou?r)\b"
    rf"|\b(?:Typhoon|Hurricane|Cyclone|Storm) (?P<d>{_WORD})"
)
_TRADE = (
    r"(?:maker|company|firm|bank|airline|carrier|producer|operator|developer|group|start-?up|retailer|shipper|miner|brewer|insurer"
    r"|broker|lender|supplier|publisher|union|charity|team|club|paper|newspaper|agency)"
)
_OF_A_BODY = frozenset(
    (
        *("company_president", "executive", "chair", "vice_chair", "founder", "director", "governor", "vice_governor"),
        *(
            "mayor",
            "deputy_mayor",
            "president",
            "vice_president",
            "prime_minister",
            "king",
            "captain",
            "bank_president",
        ),
        *("university_president", "organisation_head", "commissioner", "police_chief", "engineer", "party_leader"),
    )
)


def things_named(text: str, found: Spans[Found]) -> frozenset[str]:
    """Names that the text says are a body's, a place's or a storm's: who is credited, what has a legal form, what somebody
    heads (``chief executive of Vindkraft Nord``), what lies somewhere (``Eastern Morrow``)."""
    named = {m["name"] for pattern in (_CREDIT, _LEGAL, _UNIT) for m in pattern.finditer(text)}
    named |= {word for m in _SITE.finditer(text) for word in m.groups() if word is not None}
    return frozenset(named | set(_headed(text, found)))


def members_of(text: str, named: Sequence[tuple[int, int]]) -> frozenset[str]:
    """What people are said to be of (``Noh Ha-jin of Saebyeol Cell``), among the names found: no person."""
    starts = {start: text[start:end] for start, end in named}
    ends = [end for start, end in named if " " in text[start:end]]
    behind = [end + len(m.group()) for end in ends if (m := re.match(r" of (?:the )?", text[end : end + 9]))]
    return frozenset(starts[place] for place in behind if place in starts)


def _headed(text: str, found: Spans[Found]) -> Iterator[str]:
    behind = re.compile(
        rf" (?:of|at) (?:(?:the|a|an) )?(?:(?:[A-Z][a-z]+ )?(?:[a-z-]+ ){{0,2}}{_TRADE} )?(?P<name>{_NAME})(?=[,.;:)]| [a-z]|$|['’]s)",
        re.MULTILINE,
    )
    for title in found:
        if title.kind == "position" and title.value in _OF_A_BODY:
            match = behind.match(text, title.end)
            if match is not None:
                yield match["name"]


_COMPANY = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|shareholders?|trading house|subsidiary|Steel|Motors|Pharma|Electronics|Shipping|Airlines"
    r"|Corp|Inc|Ltd|chief executive|CEO|maker|carrier|shipyard)\b"
)
_PUBLIC = re.compile(
    r"\b(?:Republic|State|Senate|Assembly|Parliament|Congress|Council|Commission|Committee|Court|Union|Federation|Association"
    r"|University|College|Bank|Party|Society|Club|League|Academy|Institute|Board|Chamber|Nations?)\b"
)


@lru_cache(4)
def _speaks_of_companies(text: str) -> bool:
    return _COMPANY.search(text) is not None


def heads_company(text: str, title: Found, places: frozenset[str]) -> bool:
    """Whether a president, or his deputy, is a company's (``president of Minato Shoji``, ``its president``): what he heads is
    neither a place nor a public body, and the text is about companies."""
    match = re.compile(rf" of (?:the )?(?P<name>{_NAME})(?=[,.;:)]| [a-z]|['’]s)").match(text, title.end)
    if (
        title.value not in ("president", "vice_president")
        or text[title.start].isupper()
        or not _speaks_of_companies(text)
    ):
        return False
    if match is None:
        lead = text[max(0, title.start - 24) : title.start]
        return re.search(r"\b(?:its|the (?:company|firm|group)[’']s|an?|senior|executive) $", lead) is not None
    named = match["name"]
    return named not in places and named.split()[0] not in places and _PUBLIC.search(named) is None


def is_called(text: str, start: int, found: Spans[Found]) -> bool:
    """Whether a title or an honorific stands right before a name (``Governor Morrow``, ``Mr Shoji``)."""
    titled = any(f.kind == "position" for f in found.ending(start - 1))
    return (
        titled
        or re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.? $", text[max(0, start - 6) : start]) is not None
    )
