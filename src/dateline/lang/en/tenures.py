"""Offices over time: since when and until when somebody holds one, in which standing, and the verbs by which offices change hands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.lang.en.analyser import Parsed
from dateline.lang.en.mentions import Register
from dateline.lang.en.places import Found, end_of_title
from dateline.lang.tenure import ends_of
from dateline.model import DateValue

_DAY = r"(?: on| in| at| early| late| earlier| mid-?)*(?: the)? ?$"
_POST = r"(?:office|power|(?:the|his|her) (?:post|office|job|role|position|presidency))"
_ENTERED = re.compile(
    rf"\b(?:took (?:over|(?:up )?{_POST})|assumed {_POST}|came (?:to|into) {_POST}|entered office"
    r"|(?:was|been|were) (?:sworn in|inaugurated|appointed|named|confirmed)|became|began (?:the job|(?:his|her) term)"
    r"|(?<=, )(?:appointed|named|sworn in|confirmed))(?: (?:to|as) [^,;.]{1,40}?)?" + _DAY
)
_BY_TITLE = re.compile(
    r"\b(?:(?:will |is to |is set to |is due to )become|became|took (?:office|over) as"
    r"|(?:was|been) (?:re)?(?:appointed|named|confirmed|sworn in)(?: as)?"
    r"|(?:, |^)(?:appointed|named|sworn in as)|assumed (?:office|the post|the role) (?:as|of)"
    r"|has served as|(?:succeeded|replaced) [\w. ’'-]{3,40} as)(?: (?:the|a|an|its|his|her|their))?(?: [\w.’'-]+){0,3}? ?$"
)
_WILL_ENTER = re.compile(
    r"\b(?:will|is to|is due to|is set to|is scheduled to|takes?|would) ?(?:take (?:office|over|power|up)"
    r"|be (?:sworn in|inaugurated)|assume (?:office|the (?:post|presidency)|power)|office)" + _DAY
)
_GONE = r"(?:sacked|dismissed|ousted|fired|removed|voted out|replaced)"
_LEFT = re.compile(
    rf"\b(?:left {_POST}|stepped (?:down|aside)|resigned|was {_GONE}|retired|quit)(?: from {_POST})?" + _DAY
)
_SINCE = re.compile(r"\b(?:since|from) (?:early |late |mid-)?$")
_UNTIL = re.compile(r"\b(?:until|till)(?: the)? ?(?:early |late |mid-)?$")
_NEXT_EVENT = re.compile(r"[,;] .*\b(?:and|said|but|after|when|while)\b")
_REACH = 70


class Term(NamedTuple):
    """Since when and until when, in EDTF; ``left`` and ``ahead``: the words say that it is over, or not begun."""

    since: str | None = None
    until: str | None = None
    left: bool = False
    ahead: bool = False


def term_of(register: Register, position: Found, person: Found, dates: Sequence[DateValue], sentence: Parsed) -> Term:
    """What the words behind a title and its holder say of the time in office."""
    edge = max(position.end, person.end)
    since = until = None
    left = ahead = False
    for value in dates:
        if not edge <= value.start < sentence.end or not value.edtf or value.start - edge > _REACH + 40:
            continue
        between = register.text[edge : value.start]
        if register.at(edge, value.start, "position") or len(between) > _REACH or _NEXT_EVENT.search(between):
            break
        first, last = ends_of(value)
        slashed = "/" in value.edtf
        if _UNTIL.search(between):
            until = last
        elif _WILL_ENTER.search(between):
            since, ahead = first, True
        elif _LEFT.search(between) and not register.at(edge, value.start, "person"):
            until, left = last, True
        elif _SINCE.search(between) or re.search(r"\bfrom [^,;.]{2,20} to $", between):
            if until is None and since is None and first != last and slashed:
                since, until = first, last
            elif since is None:
                since = first
            else:
                until = last
        elif re.search(r"\bbetween [^,;.]{2,20} and $", between):
            until = last
        elif re.search(r"\bbetween $", between) and not slashed:
            since = first
        elif slashed and re.search(r"\bbetween $|\($", between):
            since, until = first, last
        elif _ENTERED.search(between) or _by_title(register, position, sentence, between):
            since = first
    return Term(since, until, left, ahead)


def _by_title(register: Register, position: Found, sentence: Parsed, between: str) -> bool:
    """``became prime minister of Poland in May``: the verb stands before the title, the day right behind it."""
    head = register.text[max(sentence.start, position.start - 60) : position.start]
    return re.fullmatch(
        r"(?: (?:of|for|at) [^,;.]{2,40}?)?(?:,? (?:in|on|last|earlier|this|late|early|the))* ?", between
    ) is not None and (_BY_TITLE.search(head) is not None)


_FORMER = re.compile(
    r"\b(?:[Ff]ormer|[Ee]x|[Oo]netime|[Oo]ne-time)[ -]"
    r"(?:(?!(?:to|of|on|in|with|at|by|for|from|and|met|meets|said|told)\b)[\w’'.&-]+[ -]){0,5}$"
    r"|\b(?:[Tt]hen|previously|[Oo]nce|[Ll]ate|[Pp]ast)[ -](?:[A-Z][\w’'.-]+ ){0,3}$"
)
_NEWCOMER = re.compile(r"\b(?:incoming|designate)\b")


def status_of(register: Register, position: Found, person: Found, term: Term) -> str:
    """``current``, ``former``, ``immediate_former``, ``acting`` or ``elect``, by the words around a title."""
    text, start = register.text, position.start
    words = re.split(r"[,;:()]|\.(?= )|\band\b", text[max(0, start - 60) : start])[-1]
    before = words.lower()
    gap = text[person.end : start].lower() if person.end <= start else ""
    if end_of_title(text, position.end) > position.end or _NEWCOMER.search(before) or term.ahead:
        return "elect"
    if _FORMER.search(words):
        return "former"
    if re.search(r"\b(?:immediate past|predecessor)\b", before):
        return "immediate_former"
    if re.search(r"\b(?:acting|interim|caretaker)\b", before) or text[start : position.end].lower().startswith(
        "interim"
    ):
        return "acting"
    if re.search(r"\b(?:will|is to|is due to|is set to) (?:become|be|take over|serve)\b", gap):
        return "elect"
    begun = re.search(r"\bhas\b|appointed|named|elected|sworn|became|chosen|picked|selected|re-elected|confirmed", gap)
    if term.left or (term.until is not None and not begun and not re.search(r"\b(?:is|will|remains)\b", gap)):
        return "former"
    if re.search(r"\b(?:was|had served|had been|served|previously|once)\b", gap) and not begun:
        return "former"
    return "current"


_QUIT = re.compile(
    rf"(?:,? who)?(?: has| had)? (?:resigned|stepped down|quit|retired|was {_GONE}|left {_POST})"
    r"(?: (?:on|in|last|earlier|this) [\w ]{2,20}?)? as (?:the |its |his |her )?(?:[\w’'.-]+ ){0,4}"
)
_NAMED = re.compile(r" (?:as |to be |to serve as )?(?:the |its |his |her |a )?(?:new |next )?(?:[A-Z][\w’'.-]+ ){0,2}")
_NAMES = re.compile(
    r"\b(?:named|appointed|picked|nominated|chose|tapped|confirmed|installed|promoted|swore in)"
    r" (?:(?:former|veteran|lawmaker|diplomat|[a-z]+ist|[a-z]+er) )*$"
)
_TAKES_OVER = re.compile(r",? (?:who )?(?:succeeded|replaced|took over from|succeeding|replacing) ")


def tie_changes(register: Register, sentence: Parsed, dates: Sequence[DateValue]) -> None:
    """Offices laid down, given and handed on: ``A resigned as P``, ``A named B P``, ``A succeeded B as P``."""
    people = register.at(sentence.start, sentence.end, "person")
    for position in register.at(sentence.start, sentence.end, "position"):
        before = [p for p in people if p.end <= position.start]
        if not before:
            continue
        last, text = before[-1], register.text
        gap = text[last.end : position.start]
        if _QUIT.fullmatch(gap):
            until = next(
                (
                    ends_of(d)[1]
                    for d in dates
                    if d.edtf and last.end <= d.start < sentence.end and d.start - position.end < 40
                ),
                None,
            )
            register.roles.append((last, position, "former", None, until))
            continue
        naming = _NAMES.search(text[sentence.start : last.start])
        if naming and _NAMED.fullmatch(gap) and not _open(text[sentence.start : sentence.start + naming.start()]):
            register.roles.append((last, position, "current", _day_behind(register, position, dates, sentence), None))
            continue
        first = before[-2] if len(before) > 1 else None
        if first is None or not re.fullmatch(
            r" (?:as|in the post of|at the helm of) (?:the |its )?(?:[\w’'.-]+ ){0,3}", gap
        ):
            continue
        if _TAKES_OVER.fullmatch(text[first.end : last.start]):
            register.roles.append((first, position, "current", _day_behind(register, position, dates, sentence), None))
            register.roles.append((last, position, "former", None, None))


_HANDS_ON = re.compile(
    r"\b(?:handed|passed|ceded)(?: over)? (?:the|his|her) (?:job|post|office|role|reins|position)(?: over)? to (?:[a-z]+ )*$"
)


def tie_heirs(register: Register, sentence: Parsed) -> None:
    """``A, who was P until Friday, handed the job to B``: B holds it now."""
    for person in register.at(sentence.start, sentence.end, "person"):
        positions = register.at(sentence.start, person.start, "position")
        if positions and _HANDS_ON.search(register.text[sentence.start : person.start]):
            register.roles.append((person, positions[-1], "current", None, None))


def _open(words: str) -> bool:
    """Whether a clause tells what may or will be done, or was not."""
    return (
        re.search(r"\b(?:will|would|may|might|could|to|not|never|if|expected|reportedly|plans?|likely)\b[^,;]*$", words)
        is not None
    )


def _day_behind(register: Register, position: Found, dates: Sequence[DateValue], sentence: Parsed) -> str | None:
    for value in dates:
        if position.end <= value.start < sentence.end and value.edtf:
            between = register.text[position.end : value.start]
            if re.fullmatch(
                r"(?: (?:of|for) [A-Z][\w ’'-]{1,30}?)?(?:,? (?:on|in|last|earlier|late|early))* ?", between
            ):
                return ends_of(value)[0]
    return None


def tie_replaced(register: Register, sentence: Parsed) -> None:
    """``A was appointed P, replacing B``: B held it before."""
    people = register.at(sentence.start, sentence.end, "person")
    for holder, position, status, *_ in list(register.roles):
        if status != "current" or not sentence.start <= holder.start < position.end <= sentence.end:
            continue
        for person in people:
            gap = register.text[position.end : person.start] if person.start > position.end else ""
            if re.fullmatch(r"[^.;]{0,40}?,? (?:replacing|succeeding|taking over from) ", gap):
                register.roles.append((person, position, "former", None, None))
