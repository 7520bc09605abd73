"""Whom the words of a clause stand for: the mention of a token, groups without a name, ``both sides``."""

from __future__ import annotations

import re
from typing import Any

from dateline.lang.en import lexicon
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.mentions import Register, owners_behind
from dateline.lang.en.places import Found

_COLLECTIVE = re.compile(
    r"^(?:both|they|the (?:two|pair|sides|parties|leaders|ministers|countries|nations|duo|officials"
    r"|delegations|presidents|premiers|chancellors|governors|mayors|envoys|ambassadors|generals|admirals)"
    r"|two (?:sides|leaders|countries|ministers)"
    r"|the two\b.*|both (?:sides|parties|leaders|countries|nations|ministers|men|officials|governments)"
    r"|all (?:sides|parties)|each other)\b",
    re.IGNORECASE,
)


def find_mention(scene: Scene, sentence: Parsed, token: Any) -> Found | None:
    """The mention that a token stands for: it, the name beside its title, or the collective that it names."""
    register = scene.register
    offset = sentence.start + token.idx
    found = register.covering(offset)
    if found is not None and found.kind == "position":
        named = next(
            (h for h, p, *_ in register.roles if p is found and sentence.start <= h.start < sentence.end), None
        )
        named = named or _named_behind(scene, found)
        return named or (found if not _NOT_IN_OFFICE.search(register.text[: found.start][-40:]) else None)
    if found is not None and found.kind == "place" and _ends_a_name(register, sentence, token):
        return None
    if found is not None:
        return found
    if token.lower_ in _SEATS and (place := _named_seat(scene, sentence, token)) is not None:
        return place
    beside = register.covering(offset + len(token.text) + 1)
    if (
        token.pos_ == "NOUN"
        and beside is not None
        and beside.kind == "person"
        and beside.start == offset + len(token.text) + 1
    ):
        return beside  # ``the lobbyist A``
    start = sentence.start + token.left_edge.idx
    proper = not token.text[:1].islower()  # in ``Lind administration officials`` Lind is not who is meant
    inside = [f for f in register.at(start, offset + len(token.text), "person") if abs(f.end - offset) <= 2]
    if inside and proper:
        return inside[-1]
    for child in token.children:
        if child.dep_ == "appos" or (child.dep_ in ("compound", "flat") and proper):
            near = register.covering(sentence.start + child.idx)
            if near is not None and (near.kind == "person" or child.dep_ == "appos"):
                return near
    return _of_the_name(scene, sentence, token)


_SEATS = frozenset(("city", "province", "prefecture", "county", "state", "town"))


def _named_seat(scene: Scene, sentence: Parsed, token: Any) -> Found | None:
    """``the city of Minato``: the place, for its government."""
    behind = [
        o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj"
    ]
    found = [scene.register.covering(sentence.start + o.idx) for o in behind]
    return next((f for f in found if f is not None and f.kind == "place"), None)


def _of_the_name(scene: Scene, sentence: Parsed, token: Any) -> Found | None:
    """``another officer of the same name, A,``: A."""
    for name in (
        n for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for n in c.children if n.lower_ == "name"
    ):
        for child in name.children:
            near = scene.register.covering(sentence.start + child.idx) if child.dep_ == "appos" else None
            if near is not None and near.kind == "person":
                return near
    return None


_NOT_IN_OFFICE = re.compile(
    r"\b(?:former|ex|next|likely|incoming|future|would-be|prospective|late|then|potential|possible|onetime|one-time)[ -]"
    r"(?:[A-Z][\w.]+ )?$",
    re.IGNORECASE,
)


def _ends_a_name(register: Register, sentence: Parsed, token: Any) -> bool:
    """``Reform UK``: the country at the end of a body's name is not the body."""
    return any(
        c.dep_ == "compound" and c.tag_ == "NNP" and register.covering(sentence.start + c.idx) is None
        for c in token.children
    )


def group_of(scene: Scene, sentence: Parsed, token: Any) -> Found | None:
    """A group without a name (``Egyptian and Turkish mediators``, ``the opposition``): a mention by its own words."""
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in lexicon.words_of("groups"):
        return None
    if token.lower_ == "counterpart":
        place = sentence.span(token.i, token.i)
        behind = _named_behind(scene, Found(*place, "position", "counterpart")) or _apposed_to(scene, place[1])
        if behind is not None:
            return behind
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    named = scene.register.covering(sentence.start + following.idx) if following is not None else None
    if named is not None and named.kind in ("person", "organization"):
        return named  # ``the militant group Hezbollah``
    first = token.left_edge.i
    while first < token.i and token.doc[first].dep_ in ("det", "poss", "case", "punct", "advmod", "predet"):
        first += 1
    if any(t.is_quote or t.text in "'’‘" for t in token.doc[first : token.i]):
        first = token.i
    start, end = sentence.span(first, token.i)
    inside = [f for f in scene.register.at(start, end) if f.kind in ("person", "organization", "position")]
    if inside or any(t.pos_ in ("VERB", "CCONJ") and t.dep_ == "ROOT" for t in token.doc[first : token.i]):
        return None
    known = next((f for f in scene.collectives if f.end == end and f.start >= start), None)
    if known is None:
        known = Found(start, end, "organization", scene.register.text[start:end])
        scene.collectives.append(known)
    return known


_JOINT = re.compile(
    r"(?:,|,? and|,? &)(?: (?:counterpart|the|of|former|acting|visiting|his|her|then|[A-Z][\w.’'-]*|['’]s))* "
)


def joined_before(scene: Scene, sentence: Parsed, token: Any, last: Found) -> list[Found]:
    """People named before ``last`` in one noun phrase with it (``Minister A and Minister B``), where the parser took
    them for one name."""
    register = scene.register
    inside = register.at(sentence.start + token.left_edge.idx, last.start, "person", "organization")
    found: list[Found] = []
    after = last
    for item in reversed(inside):
        gap = register.text[item.end : after.start]
        for known in register.at(item.end, after.start):
            words = register.text[known.start : known.end]
            gap = gap.replace(words + " ", "", 1) if known.kind != "person" else gap
        if item.kind == "organization" and (item is not inside[-1] or last.kind != "person" or gap == ", "):
            continue  # whose title follows (``A and the LDP's chief B``)
        if last.kind not in ("person", "position", "organization") or not _JOINT.fullmatch(gap):
            break
        found.insert(0, item)
        after = item
    return found


def joined_to_name(sentence: Parsed, token: Any, item: Found) -> list[Any]:
    """What is joined by ``and`` to the name behind a title, where the parser takes the title for the head."""
    if item.kind != "person" or item.start <= sentence.start + token.idx:
        return []
    last = [t for t in sentence.doc if item.start <= sentence.start + t.idx < item.end]
    return [t for t in (last[-1].conjuncts if last else ()) if t.i > last[-1].i and t.pos_ == "PROPN"]


def begins_title(scene: Scene, sentence: Parsed, token: Any) -> bool:
    """Whether a token is the adjective before a title (``South Korean Oceans and Fisheries Minister A``), which the parser
    may take for a party of its own."""
    if token.i + 1 >= len(token.doc) or not token.text[:1].isupper():
        return False
    following = scene.register.covering(sentence.start + token.doc[token.i + 1].idx)
    return following is not None and following.kind == "position"


_TITLE_OF = re.compile(
    r"(?: (?:of|for|at|from|in) (?:the )?[A-Z][\w &.’'-]{1,60}?)?, | and (?:the )?(?:[A-Z][\w.]+ ){0,2}"
)


def without_appositions(scene: Scene, found: list[Found]) -> list[Found]:
    """``the President of Korea, B, at the palace`` is one party: the title goes with the name, the site goes; so does the
    first title of ``president and CEO B``."""
    text = scene.register.text
    sites = [f for f in found if f.kind != "person" and re.search(r", (?:at|in) (?:the )?$", text[: f.start][-12:])]
    kept = [f for f in found if f not in sites or len(found) == 1]
    kept = [f for f in kept if not _counterpart_of(text, f, kept)]
    return [f for f in kept if f.kind != "position" or not any(_is_title_of(scene, f, p) for p in kept)]


def _counterpart_of(text: str, item: Found, kept: list[Found]) -> bool:
    """``A, his Vietnamese counterpart,``: the words behind a name say who he is."""
    if not text[item.start : item.end].endswith("counterpart"):
        return False
    return any(p.kind == "person" and re.fullmatch(r", (?:his|her|their|its) ", text[p.end : item.start]) for p in kept)


_TWO_PEOPLES = re.compile(
    r"(?<![\w-])(?!The |Both )(?P<a>(?:[A-Z][\w.]+ )?[A-Z][\w.]+) and (?P<b>(?:[A-Z][\w.]+ )?[A-Z][\w.]+) "
    r"(?:(?:foreign|defen[cs]e|finance|trade|transport|vice|deputy|senior|top|prime) )*$"
)


def of_two_countries(scene: Scene, item: Found, sentence_start: int) -> list[Found]:
    """``the Dutch and Belgian governments``, ``Japanese and Chinese vice ministers``: one party for each country."""
    text = scene.register.text
    if item.kind not in ("organization", "position") or text[item.end - 1] != "s":
        return [item]
    owners = owners_behind(scene.register, item) if item.kind == "position" else []
    if len(owners) == 2:
        return owners
    if item.value.endswith(" counterparts"):
        item.start, item.value = item.end - len("counterparts"), "counterparts"
    floor = max(sentence_start, item.start - 60)
    lead = _TWO_PEOPLES.search(text[floor : item.start])
    codes = [lexicon.demonyms().get(lead[g]) for g in ("a", "b")] if lead is not None else []
    if lead is None or None in codes or codes[0] == codes[1]:
        return [item]
    start = floor + lead.start("a")
    item.of = codes[1]
    known = next((f for f in scene.collectives if f.start == start), None)
    if known is None:
        known = Found(start, start + len(lead["a"]), item.kind, item.value, of=codes[0])
        scene.collectives.append(known)
    return [known, item]


def _is_title_of(scene: Scene, position: Found, person: Found) -> bool:
    text = scene.register.text
    if person.kind != "person" or person.start <= position.end or text[position.end - 1] == "s":
        return False
    gap = text[position.end : person.start]
    for title in scene.register.at(position.end, person.start, "position"):
        gap = gap.replace(text[title.start : title.end] + " ", "", 1)
    joined = gap.startswith(" and") and not scene.register.at(position.end, person.start, "position")
    return not joined and _TITLE_OF.fullmatch(gap) is not None


def _named_behind(scene: Scene, position: Found) -> Found | None:
    """``his counterpart from Seoul, A,``: whom a title stands for whose name follows it."""
    text = scene.register.text
    if text[position.end - 1] == "s":
        return None
    gap = re.compile(r" (?:of|for|at|from|in) (?:the )?[A-Z][\w &.’'-]{1,40}?, (?=[A-Z])").match(text, position.end)
    named = scene.register.covering(gap.end()) if gap is not None else None
    apposed = named is not None and named.kind == "person" and gap is not None and named.start == gap.end()
    return named if apposed and named is not None and text[named.end : named.end + 1] in (",", ".", "") else None


def _apposed_to(scene: Scene, end: int) -> Found | None:
    """``her counterpart, A,``: A."""
    named = scene.register.covering(end + 2) if scene.register.text.startswith(", ", end) else None
    return named if named is not None and named.kind == "person" and named.start == end + 2 else None


def is_collective(sentence: Parsed, token: Any) -> bool:
    """Whether a token is the head of ``both sides``, ``the two leaders``, ``they`` and the like."""
    if token.pos_ not in ("NOUN", "PRON", "NUM", "DET"):
        return False
    words = sentence.doc[token.left_edge.i : token.i + 1].text
    if token.lower_ not in (
        *("sides", "parties", "leaders", "ministers", "countries", "nations", "two", "both", "they", "pair", "duo"),
        *(
            "men",
            "officials",
            "governments",
            "neighbors",
            "neighbours",
            "delegations",
            "presidents",
            "diplomats",
            *(
                "women",
                "chiefs",
                "commanders",
                "bosses",
                "rivals",
                "negotiators",
                "executives",
                "premiers",
                "chancellors",
            ),
            *("officers", "judges", "lawmakers", "directors", "heads", "politicians", "commissioners", "secretaries"),
            *("governors", "mayors", "envoys", "ambassadors", "generals", "admirals"),
            "other",
            "allies",
        ),
    ):
        return False
    return bool(_COLLECTIVE.match(words)) and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def collective_actors(scene: Scene, sentence: Parsed, token: Any) -> list[Found]:
    """Those whom a collective means: the parties told last, by their nearest earlier mentions; else itself."""
    offset = sentence.start + token.idx
    if token.lower_ in ("countries", "nations", "governments", "neighbors", "neighbours", "allies"):
        parties = _last_countries(scene, offset)
    else:
        parties = [p for q in scene.parties if (p := _nearest(scene, q, offset)) is not None]
        parties = parties or _two_just_named(scene, sentence, offset)
    if len(parties) >= 2 and offset - min(p.start for p in parties) < 2500 and _fits(scene, token, parties):
        return parties
    start, end = sentence.span(token.left_edge.i, token.i)
    known = next((f for f in scene.collectives if f.start == start), None)
    if known is None and token.lower_ not in ("they",):
        known = Found(start, end, "organization", "both_sides")
        scene.collectives.append(known)
    return [known] if known is not None else []


def _two_just_named(scene: Scene, sentence: Parsed, before: int) -> list[Found]:
    """The two people of this sentence so far and the one before it, where there are exactly two and both hold an office."""
    text = scene.register.text
    floor = max(text.rfind(stop, 0, max(0, sentence.start - 3)) for stop in (". ", "\n", '." ', ".” "))
    last: dict[int, Found] = {}
    for item in scene.register.at(max(floor, 0), before, "person"):
        if item.holder is not None:
            last[item.holder] = item
    held = all(scene.register.position_of(holder) for holder in last)
    return sorted(last.values(), key=lambda f: f.start) if len(last) == 2 and held else []


_OFFICES = {
    "ministers": "minister", "presidents": "president", "leaders": "", "diplomats": "minister", "premiers": "prime_minister",
    "chancellors": "chancellor", "governors": "governor", "mayors": "mayor", "envoys": "envoy", "ambassadors": "ambassador",
    "generals": "", "admirals": "",
}  # fmt: skip


def _fits(scene: Scene, token: Any, parties: list[Found]) -> bool:
    """Whether ``both ministers`` can mean those parties: their known offices must not say otherwise."""
    office = _OFFICES.get(token.lower_)
    if not office:
        return True
    for party in parties:
        held = scene.register.position_of(party.holder) if party.holder is not None else []
        if held and not any(office in h.value for h in held):
            return False
    return True


def _nearest(scene: Scene, party: Found, before: int) -> Found | None:
    same = [
        f
        for f in scene.register.found
        if f.end <= before
        and f.kind == party.kind
        and (
            (f.holder == party.holder and party.holder is not None)
            or (party.holder is None and f.value == party.value and f.of == party.of)
        )
    ]
    return max(same, key=lambda f: f.start) if same else None


def _last_countries(scene: Scene, before: int) -> list[Found]:
    seen: dict[str, Found] = {}
    for item in sorted(scene.register.found, key=lambda f: -f.start):
        named = "/" not in item.value or lexicon.capital_of(item.value) is not None
        if item.end <= before and item.kind == "place" and item.of and named and before - item.start < 700:
            seen.setdefault(item.of, item)
    ordered = sorted(seen.values(), key=lambda f: f.start)
    return ordered if len(ordered) == 2 else []
