"""Which person holds which position, in which standing, since when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.en import lexicon, offices, tenures
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.mentions import Register
from dateline.lang.en.places import Found, end_of_title
from dateline.model import DateValue

_FAR = 600  # characters between a title and the name behind it
_HOPED = re.compile(
    r"\b(?:next|likely|would-be|prospective|future|aspiring|potential|possible)\s(?:[A-Z]?[\w’'-]+\s)?$", re.IGNORECASE
)
_SERVES = re.compile(
    r"(?:, who|,)? (?:has |have |had |also )*(?:been (?!the |an? |[A-Z])|currently |previously |once |long )*"
    r"(?:serv\w+|act\w+|work\w+|(?:(?<=, )|(?:was |been |is )(?:re)?)(?:appointed|named|elected|nominated|inaugurated|chosen"
    r"|sworn in)|became|took over|is|was|been|remains)"
    r"(?: as)?(?: (?:the|a|an|its|his|her))?(?: [\w'’.-]+){0,5}? "
)
_APPOSED = re.compile(r",? (?:who is |who was )?(?:the |a |an |its |his |her )?(?:[\w'’.-]+ ){0,6}|, |\s\((?:the |a )?")
_WHO = re.compile(r",? who (?:has |also |now |currently )*")
_OF_A_BODY = re.compile(
    r"(?: (?:of|for|at|to) (?:the )?[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|the|and|for|on)){0,9}){1,2} (?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?"
)
_BEFORE = re.compile(r"(?:['’]s)?(?:, | (?:[A-Z][\w.’'-]+ )?of (?:the )?[A-Z][\w ’'.-]{1,60},? |\s(?:\([A-Z]+\)\s)?)")


def tie(register: Register, sentences: Sequence[Parsed], dates: Sequence[DateValue]) -> None:
    """Fill ``register.roles``: titles before names, appositions after them, and ``served as``."""
    for sentence in sentences:
        people = register.at(sentence.start, sentence.end, "person")
        open_positions = register.at(sentence.start, sentence.end, "position")
        tenures.tie_changes(register, sentence, dates)
        tied = {id(q) for _, q, *_ in register.roles}
        open_positions = [p for p in open_positions if id(p) not in tied]
        for rule in (_title_before, _leading, _apposed, _served, _to_be):
            for position in list(open_positions):
                if _HOPED.search(register.text, max(sentence.start, position.start - 80), position.start):
                    continue
                person = rule(register, position, people, sentence)
                if person is not None:
                    open_positions.remove(position)
                    term = tenures.term_of(register, position, person, dates, sentence)
                    status = tenures.status_of(register, position, person, term)
                    for holder in (person, *_fellows(register, position, person, people)):
                        register.roles.append((holder, position, status, term.since, term.until))
        tenures.tie_replaced(register, sentence)
        tenures.tie_heirs(register, sentence)


def tie_pronouns(register: Register, sentences: Sequence[Parsed], dates: Sequence[DateValue]) -> None:
    """``She has served as foreign minister since October``, once it is known who she is."""
    for sentence in sentences:
        people = [p for p in register.at(sentence.start, sentence.start + 3, "person") if p.start == sentence.start]
        if not people or register.text[people[0].start : people[0].end] not in ("He", "She"):
            continue
        for position in register.at(sentence.start, sentence.end, "position"):
            if (
                any(p is position for _, p, *_ in register.roles)
                or _served(register, position, people, sentence) is None
            ):
                continue
            term = tenures.term_of(register, position, people[0], dates, sentence)
            status = tenures.status_of(register, position, people[0], term)
            register.roles.append((people[0], position, status, term.since, term.until))


_COUNTERPART = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|and|with|met) (?:then-|new )?(?P<whose>[A-Z][\w. ]{2,20}?) (?P<word>counterpart),? "
)


def tie_counterparts(register: Register, sentences: Sequence[Parsed]) -> None:
    """``his Norwegian counterpart B`` after ``Foreign Minister A``: B holds A's office in that country."""
    for sentence in sentences:
        for match in _COUNTERPART.finditer(register.text, sentence.start, sentence.end):
            code = lexicon.demonyms().get(match["whose"])
            person = _right_behind(register, match.end(), sentence.end)
            held = [
                p
                for h, p, status, *_ in register.roles
                if sentence.start <= h.start < match.start() and status == "current" and h is not person
            ]
            if code is None or person is None or not held:
                continue
            position = Found(match.start("word"), match.end("word"), "position", held[-1].value, of=code)
            register.found.append(position)
            register.roles.append((person, position, "current", None, None))


def _right_behind(register: Register, start: int, end: int) -> Found | None:
    """Who is named at a place, or behind a rank that stands there (``counterpart, Major General B``)."""
    rank = next((f for f in register.at(start, end, "position") if f.start == start), None)
    places = (start, rank.end + 1 if rank is not None else start)
    return next((f for f in register.at(start, end, "person") if f.start in places), None)


_OWNED = re.compile(r"(?:['’]s?|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts))(?: [a-z]+)? $")


def _title_before(register: Register, position: Found, people: list[Found], sentence: Parsed) -> Found | None:
    if register.text[position.start : position.end] in offices.verbs():
        return None
    behind = [p for p in people if 0 <= p.start - position.end <= _FAR]
    beside: dict[int, list[Found]] = {}
    if behind:
        for other in register.at(position.end, max(p.start for p in behind), "position"):
            beside.setdefault(other.end + 1, []).append(other)
        owned = _OWNED.search(register.text[sentence.start : position.start]) is not None
    for person in behind:
        gap = register.text[end_of_title(register.text, position.end) : person.start]
        if re.fullmatch(r" (?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?", gap):
            return person
        closed = register.text[person.end : person.end + 1] == "," and register.text[position.end - 1] != "s"
        if closed and re.fullmatch(r" of (?:the )?[A-Z][\w ’']{2,60}, ", gap):
            return person
        if register.text[position.start].isupper() and _OF_A_BODY.fullmatch(gap):
            return person
        listed = gap == ", " and register.text[max(0, position.start - 2) : position.start] == ", "
        if listed and register.text[position.start].isupper() and register.text[person.end : person.end + 1] == ",":
            return person
        others = beside.get(person.start, ())
        if _and_also(register, position, person, others) or _with_rank(register, position, person, others):
            return person
        if gap == ", " and owned and register.text[position.start].islower() and register.text[person.end] == ",":
            return person
    return None


def _fellows(register: Register, position: Found, first: Found, people: list[Found]) -> list[Found]:
    """``special envoys A, B and C``: a title in the plural before the first name is that of all."""
    text, fellows, edge = register.text, list[Found](), first.end
    if position.end > first.start or text[position.end - 1] != "s":
        return []
    for person in people:
        if person.start > edge and re.fullmatch(r",? and |, ", text[edge : person.start]):
            fellows.append(person)
            edge = person.end
    return fellows


def _and_also(register: Register, position: Found, person: Found, others: Sequence[Found]) -> bool:
    """``General Secretary and President A``: one person, two offices."""
    text = register.text
    named = text[position.start].isupper() and not re.search(r"\b[Tt]he $", text[: position.start][-4:])
    return named and any(
        text[second.end : person.start] == " " and re.fullmatch(r" and (?:State )?", text[position.end : second.start])
        for second in others
    )


def _with_rank(register: Register, position: Found, person: Found, others: Sequence[Found]) -> bool:
    """``Mali's security minister, Colonel A,``: an office, and a rank right before the name."""
    text = register.text
    return text[person.end : person.end + 1] in (",", ".") and any(
        text[position.end : rank.start] == ", " and text[rank.end : person.start] == " " and text[rank.start].isupper()
        for rank in others
    )


def _leading(register: Register, position: Found, people: list[Found], sentence: Parsed) -> Found | None:
    """``A former economic security minister, Kobayashi ...`` at the start of a sentence."""
    head = register.text[sentence.start : position.start]
    if not re.fullmatch(r"(?:(?:An?|The|Its|Once an?|Currently) )?(?:[\w'’.-]+ ){0,5}", head) or "," in head:
        return None
    if re.search(
        r"\b(?:according|to|by|with|from|of|for|in|at|as|said|after|when|while|against|about|like|unlike|his|her)\b",
        head,
        re.I,
    ):
        return None
    for person in people:
        if person.start >= position.end:
            gap = register.text[position.end : person.start]
            return person if re.fullmatch(r"(?: (?:of|at|in|for|from) [\w ’'.-]{1,60})?, ", gap) and head else None
    return None


def _apposed(register: Register, position: Found, people: list[Found], sentence: Parsed) -> Found | None:
    before = [p for p in people if p.end <= position.start]
    if not before:
        return None
    person = before[-1]
    gap = register.text[person.end : position.start]
    if register.text[position.start : position.end] in offices.verbs():
        return person if _WHO.fullmatch(gap) else None
    if not gap.startswith((",", " (")) or not _APPOSED.fullmatch(gap):
        return None
    if re.search(r"\b(?:and|but|or|said|says|told|with|while|after|by|as|when|against|met|his|her|to|than)\b", gap):
        return None
    after = register.text[position.end : position.end + 24]
    if re.match(r" (?:said|says|told|added|confirmed|announced|wrote)\b", after):
        return None  # ``..., a ministry spokesman said``: who tells it
    if re.match(r"(?:s\b| and (?:the |a )?[A-Z]| [A-Z][a-z]+(?: [A-Z]|,| (?:said|met|and)))", after):
        return None
    plural = register.text[position.end - 1] == "s" and position.value not in ("head_of_state",)
    return None if plural else person


_WILL_BE = re.compile(
    r",?(?: who)? (?:will|is to|is due to|is set to) (?:become|be(?:come)? (?:named|appointed|sworn in as)|take over as|serve as)"
    r"(?: (?:the|its|his|her))?(?: new)?(?: [\w'’.-]+){0,3} "
)


def _to_be(register: Register, position: Found, people: list[Found], sentence: Parsed) -> Found | None:
    """``A will become president of B on July 1``."""
    before = [p for p in people if p.end <= position.start]
    if not before or register.text[position.end - 1] == "s":
        return None
    return before[-1] if _WILL_BE.fullmatch(register.text[before[-1].end : position.start]) else None


def _served(register: Register, position: Found, people: list[Found], sentence: Parsed) -> Found | None:
    before = [p for p in people if p.end <= position.start]
    if not before:
        return None
    gap = register.text[before[-1].end : position.start]
    if re.search(
        r"\b(?:not|by|with|that|met|of|to|in|at|for|\w+ing)\b",
        re.sub(r"serving|acting|sworn in", "", gap),
    ):
        return None
    if register.text[position.end - 1] == "s":
        return None
    return before[-1] if _SERVES.fullmatch(gap) else None
