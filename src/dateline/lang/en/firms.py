"""What ``the company``, ``the carmaker``, ``the ministry`` mean: the one body of that sort that the text has named so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.en import offices
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.mentions import Register
from dateline.lang.en.not_people import MAKER
from dateline.lang.en.places import Found, country_before

_FIRM = re.compile(
    rf"company|firm|airline|carrier|operator|maker|manufacturer|retailer|lender|insurer|utility|conglomerate|startup|{MAKER}"
    r"|shipbuilder|steelmaker|broadcaster|publisher|brewer|miner|shipper"
)
_PUBLIC = re.compile(
    r"\b(?:Ministry|Department|Commission|Committee|Council|Court|Parliament|Assembly|Senate|Police|Agency|Authority|Office"
    r"|University|College|School|Hospital|Union|Federation|Association|Party|League|Club|Church|Institute|Foundation|Society"
    r"|Alliance|Coalition|Front|Movement|Bureau|Board|Administration|Service|Government|Army|Navy|Times|Post|News|Daily|Herald"
    r"|Gazette|Tribune|Journal)\b"
)


def resolve(register: Register, sentences: Sequence[Parsed]) -> None:
    """Definite descriptions of bodies become mentions of the body; those that may mean two stay nobody."""
    for sentence in sentences:
        if sentence.title_case or sentence.kind == "headline":
            continue
        for token in sentence.doc:
            start, end = sentence.span(token.i, token.i)
            if register.covering(start) is not None:
                continue
            if token.lower_ == "cabinet" and token.dep_ in ("nsubj", "pobj") and _acts(token):
                of, _ = country_before(register.text, start, sentence.start)
                register.found.append(Found(start, end, "organization", "government", of=of))
                continue
            meant = _meant(register, token.lower_, start) if _is_definite(token) else None
            if meant is not None:
                register.found.append(Found(start, end, "organization", meant.value, of=meant.of))
    register.sort()


def _is_definite(token: Any) -> bool:
    """``the company``: with no other word before it, and not the first half of another noun."""
    left = [c.lower_ for c in token.children if c.i < token.i]
    behind = any(c.dep_ in ("prep", "relcl", "appos", "acl") and c.i == token.i + 1 for c in token.children)
    return token.tag_ == "NN" and left == ["the"] and token.dep_ not in ("compound", "poss", "nmod") and not behind


def _acts(token: Any) -> bool:
    """``the cabinet approved``, ``approved by Japan's cabinet``: it decides, and that is the government."""
    determined = any(c.dep_ in ("det", "poss") for c in token.children)
    return determined and (token.dep_ == "nsubj" or token.head.dep_ == "agent")


def _meant(register: Register, noun: str, before: int) -> Found | None:
    known = [f for f in register.found if f.kind == "organization" and f.end <= before]
    if noun == "ministry":
        options = [f for f in known if f.value.endswith("_ministry")]
    elif noun == "union":
        options = [f for f in known if re.search(r"\bUnion$", f.value)]
    elif noun == "bank":
        options = [f for f in known if f.value == "central_bank" or f.value.endswith(" Bank")]
    elif _FIRM.fullmatch(noun):
        options = [f for f in known if _is_firm(f)]
    else:
        return None
    distinct = {(f.value, f.of) for f in options}
    return options[0] if len(distinct) == 1 else None


def _is_firm(item: Found) -> bool:
    named = item.value[:1].isupper() and item.value not in load_table("en", "bodies") and item.value != "both_sides"
    return named and _PUBLIC.search(item.value) is None and not offices.is_public(item.value)
