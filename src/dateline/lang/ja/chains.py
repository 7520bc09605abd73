"""Chains: which mentions of one text are one person, body or place."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dateline.lang.ja import names
from dateline.lang.ja.scan import TOPIC, Sight
from dateline.model import Mention, Role

_STATE_OFFICES = frozenset(
    [
        "prime_minister",
        "foreign_minister",
        "defence_minister",
        "finance_minister",
        "justice_minister",
        "environment_minister",
        "agriculture_minister",
        "transport_minister",
        "health_minister",
        "education_minister",
        "interior_minister",
        "digital_minister",
        "industry_minister",
        "economic_security_minister",
        "chief_cabinet_secretary",
        "deputy_prime_minister",
        "minister",
    ]
)


_STAYS = 2
_NAMESAKES = re.compile(r"同姓同名|別人|同名の|同じ名前|名前が同じ|名前も同じ")
_NO_FIRM = (
    *(
        "新聞",
        "通信",
        "放送",
        "テレビ",
        "党",
        "省",
        "庁",
        "局",
        "大学",
        "病院",
        "センター",
        "委員会",
        "協会",
        "連盟",
        "組合",
        "機構",
    ),
    *("研究所", "裁判所", "会議所", "議会", "財団", "軍", "警", "署", "院", "会"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that can take part in an act: its extent, and the mention that stands for it (None for a group)."""

    start: int
    end: int
    mention: int | None
    kind: str
    key: str


@dataclass(slots=True)
class _Person:
    name: str
    family: str
    chain: int
    offices: dict[str, str | None] = field(default_factory=dict)
    also: set[str] = field(default_factory=set)
    last: int = -1
    places: list[int] = field(default_factory=list)

    def last_before(self, place: int) -> int:
        """Where he is named last before a place; -1 where he is not."""
        earlier = bisect_left(self.places, place)
        return self.places[earlier - 1] if earlier else -1


@dataclass(slots=True)
class Linked:
    """Mentions with chains and values, roles between them, and the phrases of each sentence."""

    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    phrases: list[list[Phrase]] = field(default_factory=list)


class _Linker:
    """Goes through a text's sights in order and allots chains."""

    def __init__(self, text: str, sights: Sequence[Sequence[Sight]]) -> None:
        self._text = text
        self._sights = sights
        self._chains: dict[tuple[str, ...], int] = {}
        self._people: list[_Person] = []
        self._by_name: dict[str, list[_Person]] = {}
        self._has_namesakes = _NAMESAKES.search(text) is not None
        self._spent: dict[int, _Person] = {}
        self._bodies: dict[str, str] = {}
        self._seats: dict[str, str] = {}
        self._firm: tuple[str, int, str | None] | None = None
        self._named: list[tuple[str, tuple[str, int, str | None]]] = []
        self._turn = 0
        self._topic: tuple[int, int, _Person] | None = None
        self.linked = Linked()

    def run(self) -> Linked:
        self._meet_people()
        for group in self._sights:
            self._sentence(group)
        return self.linked

    def _chain(self, *key: str) -> int:
        return self._chains.setdefault(key, len(self._chains))

    def _meet_people(self) -> None:
        """First the full names, then the short ones: a headline may use a short form before the body gives the name."""
        named = [s for g in self._sights for s in g if s.kind == "person" and not s.bare and s.alias_of is None]
        aliases = [s for g in self._sights for s in g if s.alias_of is not None]
        offices = {s.holder: s for g in self._sights for s in g if s.kind == "position" and s.is_beside}
        begun = _beginnings({s.key for s in named})
        for full in (True, False):
            for sight in sorted(named, key=lambda s: s.start):
                family = names.split_family(sight.key)
                if (family != sight.key and sight.key not in begun) is not full:
                    continue
                office = offices.get(sight.start)
                person = self._known(sight, office) if not full else self._exact(sight.key, office)
                if person is None:
                    person = _Person(sight.key, family, self._chain("person", sight.key, str(sight.start)))
                    self._people.append(person)
                    self._by_name.setdefault(person.name, []).append(person)
                if (
                    office is not None
                    and _ministry(person, office.key) is None
                    and person.offices.get(office.key) is None
                ):
                    person.offices[office.key] = office.of
                self._spend(sight.start, person)
                if full:
                    person.also.update(names.split_family(a.key) for a in aliases if a.alias_of == sight.start)

    def _spend(self, place: int, person: _Person) -> None:
        """Note whom the name at a place means."""
        if (other := self._spent.get(place)) is not None:
            other.places.remove(place)
        self._spent[place] = person
        insort(person.places, place)

    def _exact(self, name: str, office: Sight | None) -> _Person | None:
        """Who goes by a full name: of two whom the text says to be namesakes the one who holds the office, else the last."""
        same = self._by_name.get(name, [])
        if not same or not self._has_namesakes:
            return same[0] if same else None
        if office is not None:
            return next((p for p in same if not p.offices or office.key in p.offices), None)
        return max(same, key=lambda p: p.places[-1] if p.places else -1)

    def _known(self, sight: Sight, office: Sight | None) -> _Person | None:
        """The person that a short form means: the same family name, an office that fits, the nearest before."""
        options = [
            p
            for p in self._people
            if sight.key in (p.family, p.name) or sight.key in p.also or _part(p.name, sight.key)
        ]
        options = options or [p for p in self._people if _begins(p.name, sight.key)]
        if office is not None:
            fitting = [p for p in options if _holds(p, office)]
            if fitting:
                options = fitting
            else:
                options = [p for p in options if not p.offices or p.name == sight.key]
        if len(options) < 2:
            return options[0] if options else None
        return max(options, key=lambda p: p.last_before(sight.start))

    def _sentence(self, group: Sequence[Sight]) -> None:
        phrases: list[Phrase] = []
        at: dict[int, int] = {}
        base = len(self.linked.mentions)
        self._turn += 1
        if self._topic is not None and self._turn - self._topic[0] <= _STAYS:
            at[TOPIC] = self._topic[1]
        for sight in group:
            index = len(self.linked.mentions)
            mention = self._mention(sight)
            if mention is None:
                if sight.kind == "collective":
                    phrases.append(Phrase(sight.low, sight.high, None, "collective", sight.key))
                continue
            self.linked.mentions.append(mention)
            if sight.kind == "person":
                at[sight.start] = index
            if sight.holder is None and sight.alias_of is None:
                phrases.append(Phrase(sight.low, sight.high, index, sight.kind, str(mention.value)))
        self._tie(group, at, base)
        self._note_topic(group, at)
        self.linked.phrases.append(phrases)

    def _note_topic(self, group: Sequence[Sight], at: dict[int, int]) -> None:
        """Keep the person whom the sentence is about; one about somebody else too leaves none."""
        led = [s for s in group if s.kind == "person" and self._text[s.high : s.high + 1] in ("は", "が", "も")]
        people = {self._spent[s.start].name for s in group if s.kind == "person" and s.start in self._spent}
        if len(people) > 1 or (people and not led):
            self._topic = None
        elif led and led[0].start in at and led[0].start in self._spent:
            self._topic = self._turn, at[led[0].start], self._spent[led[0].start]

    def _tie(self, group: Sequence[Sight], at: dict[int, int], base: int) -> None:
        """Roles of the sentence just added."""
        for index, mention in enumerate(self.linked.mentions[base:], start=base):
            for sight in group:
                if sight.kind != "position" or sight.holder not in at or sight.holder is None:
                    continue
                if (mention.start, mention.end, mention.kind) == (sight.start, sight.end, "position"):
                    role = Role(
                        person=at[sight.holder],
                        position=index,
                        status=sight.status,
                        since=sight.since,
                        until=sight.until,
                    )
                    self.linked.roles.append(role)

    def _mention(self, sight: Sight) -> Mention | None:
        if sight.kind == "person":
            return self._person(sight)
        if sight.kind == "position":
            return self._position(sight)
        if sight.kind == "collective":
            return None
        of = sight.of or None
        if sight.kind == "organization" and sight.bare:
            same = self._same_body(sight)
            return None if same is None else self._make(sight, *same)
        if sight.kind == "organization" and "/" not in sight.key and not sight.key.isupper() and sight.key.isascii():
            of = self._body_country(sight, of)
        seat = self._seat_of(sight) if sight.key in ("police", "prosecution", "court") else ""
        chain = self._chain(sight.kind, sight.key, of or "", seat)
        if sight.kind == "organization":
            self._named.append((self._text[sight.start : sight.end], (sight.key, chain, of)))
        if sight.kind == "organization" and not (sight.key.isascii() or sight.key.endswith(_NO_FIRM)):
            self._firm = sight.key, chain, of
        return self._make(sight, sight.key, chain, of)

    def _same_body(self, sight: Sight) -> tuple[str, int, str | None] | None:
        """The firm last named for 同社, the last body of such a name for 同連盟."""
        kind = self._text[sight.start + 1 : sight.end]
        if kind == "社":
            return self._firm
        return next((body for words, body in reversed(self._named) if words.endswith(kind)), None)

    def _seat_of(self, sight: Sight) -> str:
        """Which police, prosecutors or court of several: that of the words, else of the last such words (地検は)."""
        words = self._text[sight.start : sight.end]
        if len(words) > 2:
            self._seats[sight.key] = words
        return self._seats.get(sight.key, "")

    def _body_country(self, sight: Sight, of: str | None) -> str | None:
        """A body without a country takes that of its last full mention; 外務省 alone is Japan's."""
        words = self._text[sight.start : sight.end]
        if of is not None and len(words) > 2 and sight.key != "government":
            self._bodies[sight.key] = of
            return of
        if of is None:
            of = self._bodies.get(sight.key) or ("JP" if words == "外務省" else None)
        return of

    def _person(self, sight: Sight) -> Mention | None:
        person = self._spent.get(sight.start)
        if sight.alias_of is not None:
            person = self._spent.get(sight.alias_of)
        if person is None and sight.bare:
            person = max((p for p in self._people if p.last >= 0), key=lambda p: p.last, default=None)
        if person is None:
            return None
        person.last = sight.start
        return self._make(sight, person.name, person.chain, None)

    def _position(self, sight: Sight) -> Mention:
        of = sight.of or None
        if sight.holder is not None:
            person = self._spent.get(sight.holder)
            if sight.holder == TOPIC and self._topic is not None:
                person = self._topic[2]
            ministry = _ministry(person, sight.key) if person is not None else None
            sight = replace(sight, key=ministry or sight.key)
            if of is None and person is not None:
                of = person.offices.get(sight.key) or _implied(person.name, sight.key)
            return self._make(sight, sight.key, self._chain("position", sight.key, of or ""), of)
        person = self._holder(sight, of)
        if person is None:
            return self._make(sight, sight.key, self._chain("position", sight.key, of or ""), of)
        person.last = sight.start
        of = of or person.offices.get(sight.key) or _implied(person.name, sight.key)
        return self._make(sight, sight.key, person.chain, of)

    def _holder(self, sight: Sight, of: str | None) -> _Person | None:
        """The person that a bare title stands for; none when two people of the text hold such an office."""
        if sight.status != "current":
            return None
        options = [p for p in self._people if sight.key in p.offices and _agree(p.offices[sight.key], of)]
        before = [p for p in options if p.last >= 0]
        if self._text[sight.start] == "同":
            return max(before, key=lambda p: p.last, default=None)
        if of is not None and len(options) > 1:
            options = [p for p in options if p.offices[sight.key] == of] or options
        return options[0] if len(options) == 1 and before else None

    def _make(self, sight: Sight, value: str, chain: int, of: str | None) -> Mention:
        return Mention(
            text=self._text[sight.start : sight.end],
            start=sight.start,
            end=sight.end,
            kind="organization" if sight.kind == "collective" else sight.kind,
            value=value,
            chain=chain,
            of=of,
        )


def _begins(name: str, short: str) -> bool:
    """Whether a name in kanji begins with ``short`` and goes on for a given name's length."""
    sure = len(short) >= 2 or short in names.surnames().japan
    return sure and "・" not in name and name.startswith(short) and 1 <= len(name) - len(short) <= 3


def _beginnings(keys: Iterable[str]) -> frozenset[str]:
    """What names go on from for a given name's length: all such beginnings."""
    return frozenset(key[:-n] for key in keys for n in (1, 2, 3) if len(key) > n and _begins(key, key[:-n]))


def _ministry(person: _Person, office: str) -> str | None:
    """The office of one who is called plain minister or 代表 (岸本大臣, 尹長官, 聶部長), where the text told it in full."""
    if office in _CALLED_VICE:
        held = [o for o in person.offices if o in _CALLED_VICE[office]]
        return held[0] if len(held) == 1 else None
    if office not in ("minister", "representative", "committee_chair", "organisation_head", "bureau_director"):
        return None
    if office in ("committee_chair", "organisation_head"):
        held = [o for o in person.offices if o in ("party_leader", "state_affairs_chairman")]
        return held[0] if len(held) == 1 else None
    full = _CALLED_MINISTER if office in ("minister", "bureau_director") else ("party_leader", "_representative")
    held = [o for o in person.offices if o.endswith(full)]
    return held[0] if len(held) == 1 else None


_CALLED_VICE = {  # 次官, 審議官
    "vice_minister": (
        "vice_foreign_minister",
        "vice_defence_minister",
        "first_vice_minister",
        "deputy_foreign_minister",
    ),
    "deputy_minister": ("deputy_foreign_minister", "vice_foreign_minister"),
}
_CALLED_MINISTER = (  # 大臣, 長官, 部長
    *("_minister", "commissioner", "chief_cabinet_secretary", "police_chief", "chief_justice"),
    *("state_secretary", "defence_secretary", "treasury_secretary", "commerce_secretary"),
)


def _holds(person: _Person, office: Sight) -> bool:
    key = _ministry(person, office.key) or office.key
    return key in person.offices and _agree(person.offices[key], office.of)


def _part(name: str, short: str) -> bool:
    """Whether ``short`` is a part of a katakana name."""
    return "・" in name and (short in name.split("・") or name.endswith(f"・{short}"))


def _agree(known: str | None, given: str | None) -> bool:
    return known is None or given is None or known == given


def _implied(name: str, office: str) -> str | None:
    """A Japanese name with an office of state and no country belongs to Japan, in Japanese text."""
    of_state = office in _STATE_OFFICES or office.endswith("_minister")
    return "JP" if of_state and names.looks_japanese(name) else None


def link_sights(text: str, sights: Sequence[Sequence[Sight]]) -> Linked:
    """Chains, values and roles for the sights of all sentences of a text, in order."""
    return _Linker(text, sights).run()
