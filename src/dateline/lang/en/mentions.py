"""All mentions of an article's English blocks: people, bodies, positions, places, numbers; with roles and chains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from dateline.lang.en import lexicon, names, offices
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.not_people import MAKER, heads_company
from dateline.lang.en.numbers import find_numbers
from dateline.lang.en.people import People
from dateline.lang.en.places import Found, country_before, end_of_title, scan
from dateline.lang.spans import Spans, Taken
from dateline.model import DateValue, Mention, Quote, Role

_ORG_TAIL = re.compile(r"^(?:the|The|a|A|an)\s+")
_NEVER_ORG = frozenset(["AI", "COVID", "PM", "FM", "MP", "GDP", "Cabinet"])


@dataclass(slots=True)
class Register:
    """Everything found in the text so far, in the making."""

    text: str
    found: Spans[Found] = field(default_factory=Spans)
    people: People = field(default_factory=People)
    roles: list[tuple[Found, Found, str, str | None, str | None]] = field(default_factory=list)
    numbers: list[Mention] = field(default_factory=list)

    def at(self, start: int, end: int, *kinds: str) -> list[Found]:
        """What lies wholly within ``start:end``, of the kinds given (all where none is)."""
        return [f for f in self.found.within(start, end) if not kinds or f.kind in kinds]

    def covering(self, offset: int) -> Found | None:
        """What stands over one offset, the person first."""
        over = self.found.over(offset, offset + 1)
        over.sort(key=lambda f: ("person", "position", "organization", "place").index(f.kind))
        return over[0] if over else None

    def quote(self, item: Found) -> Quote:
        """The words of something found."""
        return Quote(self.text[item.start : item.end], item.start, item.end)

    def named(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where titles, people and bodies stand in a stretch, or reach into it: words in them name no topic."""
        return [(f.start, f.end) for f in self.found.over(start, end) if f.kind != "place"]

    def sort(self) -> None:
        """Bring what was found into the order of the text."""
        self.found.sort(lambda f: (f.start, f.end, f.kind))

    def position_of(self, person: int) -> list[Found]:
        """Positions that the text ties to a person."""
        return [position for holder, position, *_ in self.roles if holder.holder == person]


def collect(text: str, sentences: Sequence[Parsed], dates: Sequence[DateValue]) -> Register:
    """Find the names in the sentences; chains, roles and pronouns come after (``chains.py``, ``roles.py``)."""
    register = Register(text)
    for block_start, block_end in _stretches(sentences):
        register.found.extend(scan(text, block_start, block_end))
    _settle_presidents(register)
    spans = names.full_names(text, sentences, register.found)
    spans += _named_again(
        text, sentences, [text[a:b] for a, b in spans], [*spans, *((f.start, f.end) for f in register.found)]
    )
    _add_people(register, spans)
    taken = Taken([*((f.start, f.end) for f in register.found), *((d.start, d.end + 1) for d in dates)])
    called = names.single_names(register.people.persons)
    for sentence in sentences:
        for span in names.short_names(text, sentence.start, sentence.end, called, taken):
            register.found.append(Found(*span, "person", text[slice(*span)]))
    for sentence in sentences:
        _add_sites(register, sentence)
        _add_named(register, sentence)
        _add_firms(register, sentence)
    bodies = [f.value for f in register.found if f.kind == "organization" and text[f.start : f.end] == f.value]
    named = [(f.start, f.end) for f in register.found]
    for start, end in _named_again(text, sentences, bodies, named):
        register.found.append(Found(start, end, "organization", text[start:end]))
    register.sort()
    _add_numbers(register, sentences, dates)
    return register


def _stretches(sentences: Sequence[Parsed]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in sentences]


def _settle_presidents(register: Register) -> None:
    """The president of a company is no head of state."""
    places = frozenset(register.text[f.start : f.end] for f in register.found if f.kind == "place")
    known = places | frozenset(lexicon.country_names())
    for item in register.found:
        if item.kind == "position" and heads_company(register.text, item, known):
            item.value = "company_president" if item.value == "president" else "executive"


def _add_people(register: Register, spans: list[tuple[int, int]]) -> None:
    full = {s: None for s in spans if len(register.text[slice(*s)].split()) > 1}
    for start, end in full:
        _drop_under(register, start, end)
        index = register.people.add(register.text[start:end])
        register.found.append(Found(start, end, "person", register.text[start:end], holder=index))
    known = {w for p in register.people.persons for w in p.words()}
    for start, end in spans:
        words = register.text[start:end]
        if (start, end) in full or words in known:
            continue
        _drop_under(register, start, end)
        index = register.people.add(words)
        register.found.append(Found(start, end, "person", words, holder=index))


def _drop_under(register: Register, start: int, end: int) -> None:
    register.found.drop(start, end, lambda f: f.kind != "position")


_SITE = re.compile(
    r"(?<![\w-])((?:[A-Z][\w’'-]+ ){1,2}(?:coal mine|mine|crossing|mountain pass|dam|shrine|temple)\b"
    r"|(?:[A-Z][\w’'-]+)(?= (?:region|province|prefecture|peninsula|district|county)\b))"
)


def _add_sites(register: Register, sentence: Parsed) -> None:
    """Places told by the common word after their name (``Rafah crossing``)."""
    for match in _SITE.finditer(register.text, sentence.start, sentence.end):
        words = match.group().split()
        if sentence.title_case or words[0] in lexicon.words_of("never") or words[0] in lexicon.demonyms():
            continue
        if any(f.kind != "place" for f in register.found.over(*match.span())):
            continue
        _drop_under(register, match.start(), match.end())
        register.found.append(Found(match.start(), match.end(), "place", match.group()))


def _named_again(
    text: str, sentences: Sequence[Parsed], forms: Sequence[str], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where the names of several words that the analyser found in one place stand elsewhere (a headline)."""
    found: list[tuple[int, int]] = []
    over = Taken(taken)
    told = _by_first_word(text, sentences)
    for form in sorted({f for f in forms if " " in f and f[:1].isupper()}, key=lambda f: (-len(f), f)):
        pattern = re.compile(rf"(?<![\w-]){re.escape(form)}(?![\w-])")
        for base, words in told.get(re.split(r"\W", form, maxsplit=1)[0], ()):
            for match in pattern.finditer(words) if form in words else ():
                start, end = base + match.start(), base + match.end()
                if not over.reaches(start, end):
                    over.add(start, end)
                    found.append((start, end))
    return found


def _by_first_word(text: str, sentences: Sequence[Parsed]) -> dict[str, list[tuple[int, str]]]:
    """The sentences, with where they begin, by each word that stands in them."""
    told: dict[str, list[tuple[int, str]]] = {}
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        for word in dict.fromkeys(["", *re.findall(r"\w+", words)]):
            told.setdefault(word, []).append((sentence.start, words))
    return told


def _add_named(register: Register, sentence: Parsed) -> None:
    """Bodies and places that only the analyser knows."""
    for entity in sentence.doc.ents:
        if entity.label_ not in ("ORG", "GPE", "LOC", "FAC") or sentence.title_case:
            continue
        start, end = sentence.start + entity.start_char, sentence.start + entity.end_char
        words = register.text[start:end]
        lead = _ORG_TAIL.match(words)
        start += lead.end() if lead else 0
        words = re.sub(r"(?:['’]s|['’])$", "", register.text[start:end])
        end = start + len(words)
        over = register.found.over(start, end)
        cut_short = len(over) == 1 and over[0].kind == "organization" and over[0].end == end and start < over[0].start
        if (
            cut_short
            and entity.label_ == "ORG"
            and over[0].value == register.text[over[0].start : end]
            and words[0].isupper()
        ):
            over[0].start, over[0].value = start, words  # ``Trade, Industry`` + ``and Startups Committee``
            register.found.moved(over[0])
            continue
        if over or not _named_fits(words):
            continue
        kind = "organization" if entity.label_ == "ORG" else "place"
        register.found.append(Found(start, end, kind, words))


def _add_firms(register: Register, sentence: Parsed) -> None:
    """Firms told by the last word of their name, where the analyser saw nothing or took them for people."""
    if sentence.title_case:
        return
    for match in _CALLED_FIRM.finditer(register.text, sentence.start, sentence.end):
        if not register.found.over(*match.span(1)):
            register.found.append(Found(*match.span(1), "organization", match[1]))
    for match in _FIRM.finditer(register.text, sentence.start, sentence.end):
        words = match.group().split()
        common = lexicon.words_of("never") | set(lexicon.demonyms())
        if words[-1] not in lexicon.words_of("firm_tails") or words[0] in common:
            continue
        if not register.found.over(*match.span()):
            register.found.append(Found(match.start(), match.end(), "organization", match.group()))


_CALLED_FIRM = re.compile(
    rf"\b(?:airline|carrier|company|lender|retailer|miner|shipbuilder|broadcaster|insurer|manufacturer|developer|{MAKER}"
    r"|operator) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?![\w’'-])"
)
_FIRM = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?: (?:& )?[A-Z][\w’'-]+){1,3}(?![\w’'-])")


def _named_fits(words: str) -> bool:
    if len(words) < 2 or "\n" in words or not words[0].isupper() or words in _NEVER_ORG:
        return False
    parts = words.split()
    of_a_people = words in lexicon.demonyms() or words.removesuffix("s") in _shared_demonyms()
    if of_a_people or any(ch in words for ch in '"“”'):
        return False
    return not (len(parts) == 1 and parts[0] in lexicon.words_of("never"))


@cache
def _shared_demonyms() -> frozenset[str]:
    """What two countries of one name call their own (``Korean``, of North and South Korea)."""
    return frozenset(d.split()[-1] for d in lexicon.demonyms() if " " in d)


def _add_numbers(register: Register, sentences: Sequence[Parsed], dates: Sequence[DateValue]) -> None:
    taken = Taken((d.start, d.end) for d in dates)
    for item in register.found:
        if item.kind != "position":
            taken.add(item.start, item.end)
    for sentence in sentences:
        register.numbers += find_numbers(register.text, sentence.start, sentence.end, taken)


_SEATS = {
    "Kremlin": "RU", "White House": "US", "Downing Street": "GB", "Blue House": "KR", "Cheong Wa Dae": "KR",
    "State Department": "US", "Pentagon": "US", "BOJ": "JP", "BOK": "KR", "PBOC": "CN",
}  # fmt: skip


def _seat(words: str) -> str | None:
    """The country of a body by its own name (``Bank of Japan``)."""
    return _SEATS.get(words) or next(
        (c for n, c in lexicon.country_names().items() if words.endswith(f" of {n}")), None
    )


def assign_of(register: Register, sentences: Sequence[Parsed]) -> None:
    """To whom bodies and positions belong: from the words before them (``Japan's``, ``South Korean``, ``LDP``) and after
    them (``of``, ``at``)."""
    for sentence in sentences:
        inside = register.at(sentence.start, sentence.end)
        for item in inside:
            if item.kind == "organization" and "/" not in item.value and item.value.islower():
                item.of = country_before(register.text, item.start, sentence.start)[0] or _after(register, item, inside)
                item.of = item.of or _seat(register.text[item.start : item.end]) or _korean(register, item)
            elif item.kind == "organization" and item.of is None and offices.is_public(item.value):
                item.of = country_before(register.text, item.start, sentence.start)[0]
                item.of = item.of or offices.country_of(register.text, item.start, item.end)
            elif item.kind == "organization" and len(item.value.split("/")[0]) == 2 and "/" in item.value:
                item.of = item.value.split("/")[0]
        for item in inside:
            if item.kind == "position":
                _assign_position(register, item, inside, sentence.start)


_OWNERS = re.compile(r" of (?:the )?$|, (?:the )?$|,? and (?:the )?$")


def owners_behind(register: Register, item: Found) -> list[Found]:
    """The countries that a title in the plural names behind it: ``the ministers of Peru and Chile``."""
    found: list[Found] = []
    edge = item.end
    for place in register.at(item.end, min(len(register.text), item.end + 120), "place"):
        if not _OWNERS.fullmatch(register.text[edge : place.start]) or (
            not found and " of " not in register.text[edge : place.start]
        ):
            break
        found.append(place)
        edge = place.end
    return found


def _korean(register: Register, item: Found) -> str | None:
    """``Korea Coast Guard``: a body that goes by the bare name is the South's."""
    return "KR" if re.search(r"(?<!North )(?<!South )\bKorea $", register.text[: item.start][-12:]) else None


def _assign_position(register: Register, item: Found, inside: list[Found], floor: int) -> None:
    _deputy(register, item)
    if register.text[item.start : item.end] in offices.verbs():
        item.of = offices.owner_behind(register.text, item.end)
        for headed in [b for b in inside if b.kind == "organization" and item.end < b.start < item.end + 25][:1]:
            _upgrade(item, headed)
        return
    if item.value == "chief_of_general_staff" and (of := offices.owner_within(register.text[item.start : item.end])):
        item.of = of
        return
    if register.text[item.end - 1] == "s" and len(owners_behind(register, item)) > 1:
        return  # ``the presidents of Peru and Chile, A and B``: not both are Peru's
    body = _body_before(register, item, inside) or _body_after(register, item, inside)
    country, _ = country_before(register.text, item.start, floor)
    if body is not None:
        if register.text[body.end : body.end + 2] not in ("'s", "’s") or body.end < item.start:
            _upgrade(item, body)  # (the head of the UN's office in Lima is not the UN's)
        item.of = _owner(body) or country
        return
    if item.value == "head_of_state" and _PARTY_BEHIND.match(register.text, item.end):
        item.value = "party_leader"
    country = country or _country_of_matter(register, item, floor)
    item.of = country or _after(register, item, inside) or _shared(register, item, inside) or _american(register, item)
    if item.of is None and item.value == "central_bank_governor":
        item.of = _seat(register.text[item.start : item.end].rsplit(" ", 1)[0])


_PUBLIC = ("commissioner", "organisation_head", "director_general", "committee_chair", "police_chief", "commander")
_ON_WHAT = re.compile(r"(?<=['’]s) (?:[a-z-]+ ){1,2}$")


def _country_of_matter(register: Register, item: Found, floor: int) -> str | None:
    """``Italy's space commissioner``, ``Norway's river police chief``: what the office is for stands between."""
    words = _ON_WHAT.search(register.text, max(floor, item.start - 30), item.start)
    if words is None or not (item.value in _PUBLIC or item.value.endswith("minister")):
        return None
    return country_before(register.text, words.start() + 1, floor)[0]


OF_STATE = (
    "foreign_minister",
    "defence_minister",
    "finance_minister",
    "trade_minister",
    "prime_minister",
    "president",
)


_PARTY_BEHIND = re.compile(r" of (?:the |his |her |its )?(?:[a-z-]+ ){0,3}(?:[A-Z][\w’'-]+ ){0,4}[Pp]arty\b")
_DEPUTY = re.compile(r"\b(?:[Dd]eputy|[Vv]ice|[Jj]unior|[Aa]ssistant)[ -]$")
_DEPUTIES = {"foreign_minister": "vice_foreign_minister", "prime_minister": "deputy_prime_minister"}


def _deputy(register: Register, item: Found) -> None:
    """``Deputy Trade Minister``: not the minister."""
    match = _DEPUTY.search(register.text, max(0, item.start - 10), item.start)
    if match is None:
        return
    if item.value.endswith("minister"):
        item.start, item.value = match.start(), _DEPUTIES.get(item.value, "vice_minister")
        register.found.moved(item)
    elif (under := offices.under(item.value)) is not None:
        item.start, item.value = match.start(), under
        register.found.moved(item)


def _american(register: Register, item: Found) -> str | None:
    """A bare ``Secretary of State`` is America's in a text that speaks of America."""
    bare = item.value in ("state_secretary", "defence_secretary") and register.text[item.start].isupper()
    if not bare or register.text[item.end : item.end + 5] == " for ":
        return None
    return "US" if _speaks_of_america(register.text) else None


@lru_cache(4)
def _speaks_of_america(text: str) -> bool:
    return re.search(r"\bU\.?S\.?\b|United States|State Department|American", text) is not None


def _owner(body: Found) -> str | None:
    if body.value == "JP/ldp_policy_council":
        return "JP/ldp"
    if "/" in body.value or body.value.isupper():
        return body.value
    return body.of


def _upgrade(item: Found, body: Found) -> None:
    """A general word for an office becomes the particular one where its body says so."""
    heads = {"chair", "party_leader", "representative", "head_of_state", "organisation_head", "president", "director"}
    party = _is_party(body)
    if body.value == "JP/ldp_policy_council" and item.value in heads:
        item.value = "party_policy_chief"
    elif party and item.value in ("chair", "head_of_state", "president", "representative"):
        item.value = "party_leader"
    elif party and item.value == "organisation_head":
        item.value = "party_secretary_general"
    elif party and item.value == "spokesperson":
        item.value = "party_spokesperson"
    elif party and item.value == "vice_president":
        item.value = "party_vice_president"
    elif body.value in ("central_bank", "US/fed") and item.value in (
        "governor",
        "chair",
        "president",
        "bank_president",
    ):
        item.value = "central_bank_governor"
    elif body.value == "UN" and item.value == "organisation_head":
        item.value = "un_secretary_general"
    elif body.value == "UN/iaea" and item.value == "director_general":
        item.value = "iaea_director_general"
    elif body.value == "joint_chiefs" and item.value == "chair":
        item.value = "joint_chiefs_chairman"
    elif body.value == "delegation" and item.value in heads:
        item.value = "delegation_head"
    elif body.value == "parliamentary_league" and item.value in heads:
        item.value = "parliamentary_league_chair"


def _is_party(body: Found) -> bool:
    named = ("ldp", "cdp", "komeito", "ishin", "dpfp", "jcp", "dp", "ppp", "rebuilding", "wpk", "cpc", "dpp", "kmt")
    by_name = body.value in ("ruling_party", "opposition_party") or body.value.endswith((" Party", " party"))
    return by_name or body.value.split("/")[-1] in (
        *named,
        "republican",
        "democratic",
    )


_JOIN_BEFORE = re.compile(
    r"(?:['’]s?)?(?:\s\([A-Z]+\))?(?:['’]s)?[\s-]+(?:(?:then|new|former|ex|acting|interim|deputy|senior"
    r"|first|vice|top|chief|outgoing)[- ]+)*"
)


def _body_before(register: Register, item: Found, inside: list[Found]) -> Found | None:
    for body in reversed(inside):
        if body.kind == "organization" and body.end <= item.start:
            gap = register.text[body.end : item.start]
            return (
                body if _JOIN_BEFORE.fullmatch(gap) or (body.value == "EU" and re.fullmatch(r" [a-z]+ ", gap)) else None
            )
    return None


_JOIN_AFTER = re.compile(r",? (?:of|at|for|in|from) (?:the |its |his )?(?:[\w.’'-]+ ){0,7}(?:\([A-Z]+\) )?")


def _body_after(register: Register, item: Found, inside: list[Found]) -> Found | None:
    """The last body of the chain that follows: ``of Japan's Liberal Democratic Party's Policy Research Council``."""
    best: Found | None = None
    edge = item.end
    for body in inside:
        if body.kind != "organization" or body.start < edge:
            continue
        gap = register.text[edge : body.start]
        joined = (
            _JOIN_AFTER.fullmatch(gap)
            if best is None
            else re.fullmatch(r"(?:['’]s)? ?\(|\)?(?:['’]s)? (?:\(\w+\) )?", gap)
        )
        if not joined:
            break
        if best is None or not gap.endswith("("):
            best = body
        edge = body.end
    return best


def _after(register: Register, item: Found, inside: list[Found]) -> str | None:
    for place in inside:
        if place.kind == "place" and place.start >= item.end:
            gap = register.text[end_of_title(register.text, item.end) : place.start]
            code = place.value.split("/")[0]
            if (
                re.fullmatch(r"(?: [A-Z][\w’'-]+){0,4} of (?:the )?(?:Republic of )?| for (?:the )?", gap)
                and len(code) == 2
                and "/" not in place.value
            ):
                if item.value in OF_STATE and register.text[place.end : place.end + 2] in ("'s", "’s"):
                    item.value = "organisation_head"  # of some body of that country
                return code if item.value not in ("ambassador", "special_envoy") else None
            return None
    return None


def _shared(register: Register, item: Found, inside: list[Found]) -> str | None:
    """``South Korean Prime Minister A and Foreign Minister B``: both are South Korean."""
    before = [f for f in inside if f.kind == "position" and f.end <= item.start and f.of]
    if not before or not register.text[item.start].isupper():
        return None
    gap = register.text[before[-1].end : item.start]
    if re.fullmatch(r"(?: [A-Z][\w’'-]+){1,4},? and (?:[\w-]+ )?|,? and ", gap) and len(before[-1].of or "") == 2:
        return before[-1].of
    return None


def as_role(person: int, position: int, status: str, since: str | None, until: str | None) -> Role:
    """A role from its parts."""
    return Role(person=person, position=position, status=status, since=since, until=until)  # type: ignore[arg-type]
