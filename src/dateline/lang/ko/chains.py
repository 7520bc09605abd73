"""Chains: which mentions of one text name the same person, body, place or office; and who holds which title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.lang.ko.analysis import Word, is_common_noun
from dateline.lang.ko.drafts import Draft
from dateline.lang.ko.foreign_names import NameHit
from dateline.lang.ko.gazetteer import Found, countries, is_term, stands_alone
from dateline.lang.ko.mentions import default_country
from dateline.lang.ko.name_shapes import hanja_surnames, is_body
from dateline.lang.ko.offices import (
    Person,
    by_land,
    by_nation,
    forms_of,
    land_before,
    namesakes,
    same_land,
    short_of,
)
from dateline.lang.ko.people import Titled
from dateline.lang.ko.tenures import Bearer, Tenure, find_tenure, since_led, since_took
from dateline.model import DateValue, Mention, Role

_ACTING = re.compile(r"\s?(?:권한대행|직무대행|직무대리|대행)")
_ELECT = re.compile(r"\s?당선인|\s?당선자|\s?내정자|\s?지명자|\s?후보자")
_HANJA = re.compile(r"\(([\u4e00-\u9fff]{2,6})[,)]")
_COLLECTIVE = re.compile(
    r"(?<![가-힣])(?:(?:양국|두\s?나라)\s(?:외교|외무|국방|통상|재무)?\s?(?:정상|장관|총리|외교장관|국방장관|외무장관)|양측|양국|양\s?정상"
    r"|두\s?(?:정상|사람|인사|지도자|나라|장관|총리|대표|의원|외교장관|국방장관|국장|청장|사령관|시장|단체장|기관장|회사|기관|도시|당)|둘(?=[은이]\s)|양\s?(?:도시|기관|회사|시장|국장|청장|사)|양당|양\s?(?:장관|총리|대표)|양자|3국|세\s?나라|양국\s?정부)"
    r"(?=[은는이가의도을를과와]|\s|,)"
)
_HE = re.compile(r"(?<![가-힣])(?P<n>그|그녀)(?=(?:는|가|의|를|에게|도|와)(?:\s|$))")
_LEADING = re.compile(r"(?:\([^)]*\))?(?:\s[가-힣]+){0,4}?(?:은|는|이|가|께서|께서는)\s")
_GENERIC = frozenset(
    ["chair", "minister", "director", "representative", "official", "senior_official", "secretary", "vice_minister"]
)
_ANYBODYS = _GENERIC | {"candidate"}


@dataclass
class SentenceParts:
    """What was found in one sentence before chains."""

    start: int
    end: int
    words: list[Word]
    terms: list[Found]
    titled: list[Titled]
    untitled: list[NameHit]
    drafts: list[Draft]
    quiet: bool = False
    day: date | None = None


@dataclass
class Linked:
    """Mentions with chains, roles, and for each mention that stands for a person that person's own first mention."""

    mentions: list[Mention]
    roles: list[Role]

    @property
    def holders(self) -> dict[int, int]:
        """The number of each title's mention, and that of the person who bears it."""
        return {role.position: role.person for role in self.roles}


def link_mentions(text: str, parts: Sequence[SentenceParts], dates: Sequence[DateValue] = ()) -> Linked:
    """Resolve the names, titles and pronouns of a text, in page order."""
    return _Linker(text, parts, dates).run()


class _Linker:
    def __init__(self, text: str, parts: Sequence[SentenceParts], dates: Sequence[DateValue]) -> None:
        self.text = text
        self.parts = parts
        self.dates = dates
        self.people: list[Person] = []
        self.rows: list[tuple[Mention, object]] = []
        self.spans: list[tuple[int, int]] = []
        self.titles: list[tuple[int, int, Tenure]] = []

    def run(self) -> Linked:
        self._collect_full()
        self._collect_short()
        for part in self.parts:
            self._place_drafts(part)
        self._repeats()
        self._loose_titles()
        self._pronouns()
        return self._number()

    # names -------------------------------------------------------------------------------------------------------

    def _names(self) -> list[tuple[SentenceParts, NameHit, Titled | None]]:
        rows: list[tuple[SentenceParts, NameHit, Titled | None]] = []
        for part in self.parts:
            rows.extend((part, t.name, t) for t in part.titled)
            taken = [(t.name.start, t.name.end) for t in part.titled]
            rows.extend((part, n, None) for n in part.untitled if not any(a < n.end and n.start < b for a, b in taken))
        return sorted(rows, key=lambda r: (r[1].start, r[1].end))

    def _collect_full(self) -> None:
        self.by_hit: dict[tuple[int, int], Person] = {}
        rows = self._names()
        beside = [(self.text[h.start : h.end], f.text) for _, h, t in rows if t is not None for f, _ in t.titles]
        self.twice = namesakes(self.text, beside)
        ends = self._ends_of_names(rows)
        for _, hit, titled in rows:
            if hit.kind != "full":
                continue
            name = self.text[hit.start : hit.end]
            if " " not in name and name in ends:
                continue
            if name in self.twice and titled is None:
                continue  # 하도원은: one of the two
            same = [p for p in self.people if p.name == name]
            person = next((p for p in same if name not in self.twice or _bears_one(p, titled)), None)
            if person is None:
                person = Person(name, nation=hit.nation, first=hit.start, nth=len(same))
                self.people.append(person)
            self._bind(person, hit, titled)

    def _ends_of_names(self, rows: Sequence[tuple[SentenceParts, NameHit, Titled | None]]) -> set[str]:
        """The first and last words of the text's longer names, which look like names too (아구스 of 아구스 위라완)."""
        longer = [self.text[h.start : h.end].split() for _, h, _ in rows if " " in self.text[h.start : h.end]]
        return {word for words in longer for word in (words[0], words[-1])}

    def _collect_short(self) -> None:
        rows = self._names()
        for _, hit, titled in (*(r for r in rows if not r[1].weak), *(r for r in rows if r[1].weak)):
            if (hit.start, hit.end) in self.by_hit:
                continue
            person = self._match_short(hit, titled)
            if person is None:
                if hit.weak:
                    continue
                form = self.text[hit.start : hit.end]
                person = Person(hanja_surnames().get(form, form), nation=hit.nation, first=hit.start)
                self.people.append(person)
            self._bind(person, hit, titled)

    def _bind(self, person: Person, hit: NameHit, titled: Titled | None) -> None:
        self.by_hit[(hit.start, hit.end)] = person
        for found, of in titled.titles if titled else ():
            if person.bears(found.term.key, found.text) is None:
                person.titles.append((found.term.key, found.text, of))

    def _match_short(self, hit: NameHit, titled: Titled | None) -> Person | None:
        form = self.text[hit.start : hit.end]
        fitting = [p for p in self.people if p.name != form and short_of(form, p)] or [
            p for p in self.people if p.name == hanja_surnames().get(form, form)
        ]
        if not fitting:
            return None
        if titled and titled.titles:
            found, of = titled.titles[0]
            named = [p for p in fitting if p.bears(found.term.key, found.text) is not None and same_land(p, found, of)]
            if named:
                before = [p for p in named if p.first <= hit.start] or named
                return before[0] if len(before) == 1 else None  # 김 의원 where two are: nobody's
            if len(form) == 1 and form not in hanja_surnames():
                loose = [p for p in fitting if not p.titles or (found.term.key in _ANYBODYS and len(fitting) == 1)]
                loose = loose or [p for p in fitting if p.first < hit.start and self._newly(p, hit, found)]
                return loose[0] if len(loose) == 1 else None
        return fitting[0] if len(fitting) == 1 else None

    def _newly(self, person: Person, hit: NameHit, found: Found) -> bool:
        """Whether the text puts a person into a new office (새 대표로 선출, 구 신임 대사)."""
        if self.text[hit.end : found.start].strip() == "신임":
            return True
        put = re.compile(
            rf"{re.escape(found.text)}(?:에|로|으로)\s(?:[가-힣0-9]+\s){{0,4}}?(?:선출|임명|내정|지명|취임|발탁|추대|선임)"
        )
        return put.search(self.text, max(0, person.first - 40), person.first + 160) is not None

    # mentions ----------------------------------------------------------------------------------------------------

    def _free(self, start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in self.spans)

    def _add(self, mention: Mention, key: object) -> None:
        self.rows.append((mention, key))

    def _person(self, start: int, end: int, person: Person) -> None:
        self._add(Mention(text=self.text[start:end], start=start, end=end, kind="person", value=person.name), person)
        self.spans.append((start, end))

    def _place_drafts(self, part: SentenceParts) -> None:
        if part.quiet:
            return
        for titled in part.titled:
            person = self.by_hit.get((titled.name.start, titled.name.end))
            if person is None:
                continue
            self._person(titled.name.start, titled.name.end, person)
            for found, of in titled.titles:
                self._title(found, of, person, titled)
        for hit in part.untitled:
            person = self.by_hit.get((hit.start, hit.end))
            if person is not None and self._free(hit.start, hit.end):
                self._person(hit.start, hit.end, person)
        people = self._person_spans()
        for draft in part.drafts:
            if not any(a < draft.end and draft.start < b for a, b in people):
                of = draft.of or self._body_country(draft)
                value = draft.value
                self._add(
                    Mention(
                        text=self.text[draft.start : draft.end],
                        start=draft.start,
                        end=draft.end,
                        kind=draft.kind,
                        value=value,
                        of=of,
                    ),
                    (draft.kind, value, of),
                )
        for match in _COLLECTIVE.finditer(self.text, part.start, part.end):
            self._add(
                Mention(
                    text=match.group(), start=match.start(), end=match.end(), kind="organization", value="both_sides"
                ),
                ("organization", "both_sides", None),
            )
            self.spans.append((match.start(), match.end()))
        for match in _HANJA.finditer(self.text, part.start, part.end):
            owner = next((m for m, k in self.rows if m.end == match.start() and m.kind == "person"), None)
            if owner is not None:
                person = next(p for p in self.people if p.name == owner.value)
                self._person(match.start(1), match.end(1), person)

    def _person_spans(self) -> list[tuple[int, int]]:
        return [(m.start, m.end) for m, _ in self.rows if m.kind == "person"]

    def _body_country(self, draft: Draft) -> str | None:
        if draft.kind != "organization" or "/" in draft.value or draft.value.isupper():
            return None
        known = [m.of for m, _ in self.rows if m.kind == "organization" and m.value == draft.value and m.of]
        plain = default_country(draft.surface)
        return known[-1] if known and plain not in known else plain

    def _title(self, found: Found, of: str | None, person: Person, titled: Titled) -> None:
        key = person.bears(found.term.key, found.text) or found.term.key
        key = by_land(key, found.text, of)
        land = of if of != found.term.of or of is None else by_nation(person, found, of)
        land = land or next((o for k, _, o in person.titles if k == found.term.key and o), None)
        if land is None and key != found.term.key:
            land = next((o for k, _, o in person.titles if k == key and o), None)
        land = land or by_nation(person, found, None)
        key = by_land(key, found.text, land)
        status = titled.status
        if _ACTING.match(self.text, found.end):
            status = "acting"
        elif _ELECT.match(self.text, found.end):
            status = "elect"
        mention = Mention(text=found.text, start=found.start, end=found.end, kind="position", value=key, of=land)
        low = max([p.start for p in self.parts if p.start <= titled.name.start], default=0)
        since = None
        if status == "current":
            since = since_led(self.text, low, titled.name.start, self.dates) or since_took(
                self.text, found.end, self.dates
            )
        held = Tenure(titled.name.start, status, since)  # type: ignore[arg-type]
        self.titles.append((titled.name.start, found.start, held))
        self._add(mention, ("position", key, land))
        self.spans.append((found.start, found.end))

    def _repeats(self) -> None:
        """Names that come again without a title."""
        forms: dict[str, Person] = {}
        for person in self.people:
            for form in forms_of(person) if person.name not in self.twice else ():
                forms.setdefault(form, person)
        given = {p.name.split()[0]: p for p in self.people if " " in p.name and len(p.name.split()[0]) > 1}
        given = {form: p for form, p in given.items() if form not in forms}
        forms.update(given)
        if not forms:
            return
        pattern = re.compile("|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f))))
        for part in self.parts:
            if part.quiet:
                continue
            for match in pattern.finditer(self.text, part.start, part.end):
                if not self._free(match.start(), match.end()):
                    continue
                if any(d.start <= match.start() and match.end() < d.end for d in part.drafts):
                    continue
                titled = any(f.start == match.end() + 1 and f.term.kind == "position" for f in part.terms)
                if (is_common_noun(match.group()) or match.group() in given) and not titled:
                    continue  # 후세 사장, but not 후세에; 밤방 장관
                if stands_alone(self.text, match.start(), match.end(), part.start, part.end):
                    self._person(match.start(), match.end(), forms[match.group()])
        people = self._person_spans()
        self.rows = [
            (m, k)
            for m, k in self.rows
            if m.kind in ("person", "position") or not any(a <= m.start and m.end <= b for a, b in people)
        ]

    def _loose_titles(self) -> None:
        first = self.parts[0] if self.parts else None
        head = first if first is not None and not self.text[: first.end].endswith(("다.", "다", "요.")) else None
        for part in self.parts:
            if part.quiet:
                continue
            bearers = self._bearers(part) if any(f.term.kind == "position" for f in part.terms) else []
            for found in part.terms:
                if found.term.kind != "position" or not self._free(found.start, found.end):
                    continue
                if not _starts_word(part.words, found.start):
                    continue
                of = land_before(self.text, part.terms, found) or found.term.of
                held = find_tenure(self.text, (part.start, part.end), found, bearers, self.dates)
                if held is not None and found.term.key != "candidate":
                    self._tenure(found, of, held)
                    continue
                if (beside := self._beside(found)) is not None:
                    self._tenure(found, of, Tenure(beside, "current"))
                    continue
                person = self._holder(found, of, part.words) or (self._named_below(found, of) if part is head else None)
                key = person.bears(found.term.key, found.text) if person else None
                value = by_land(key or found.term.key, found.text, of)
                mention = Mention(
                    text=found.text, start=found.start, end=found.end, kind="position", value=value, of=of
                )
                self._add(mention, person or ("position", value, of))
                self.spans.append((found.start, found.end))

    def _beside(self, found: Found) -> int | None:
        """Where the name begins that a title follows which was read as a name only by its other uses (바트볼드 장관)."""
        held = {t for _, t, _ in self.titles}
        for mention, key in self.rows:
            if isinstance(key, Person) and mention.kind == "person" and mention.end == found.start - 1:
                return mention.start if found.start not in held and self.text[mention.end] == " " else None
        return None

    def _bearers(self, part: SentenceParts) -> list[Bearer]:
        """The persons named in a sentence, in order, with what makes them its topic or subject."""
        found: list[Bearer] = []
        named = [(m, k) for m, k in self.rows if m.kind == "person" and part.start <= m.start < part.end]
        for mention, key in sorted(named, key=lambda r: r[0].start):
            if isinstance(key, Person):
                led = _LEADING.match(self.text, mention.end, part.end)
                high = led.end() if led else mention.end
                found.append(Bearer(mention.start, mention.start, high, led is not None))
        return found

    def _tenure(self, found: Found, of: str | None, held: Tenure) -> None:
        """A title that the sentence ties to somebody named elsewhere in it."""
        person = next(k for m, k in self.rows if m.start == held.holder and isinstance(k, Person))
        land = of or by_nation(person, found, None)
        key = person.bears(found.term.key, found.text) or found.term.key
        land = land or next((o for k, _, o in person.titles if k == key and o), None)
        value = by_land(key, found.text, land)
        mention = Mention(text=found.text, start=found.start, end=found.end, kind="position", value=value, of=land)
        self.titles.append((held.holder, found.start, held))
        self._add(mention, ("position", value, land))
        self.spans.append((found.start, found.end))

    def _holder(self, found: Found, of: str | None, words: Sequence[Word]) -> Person | None:
        """The one person named before who bears the title and was named last, if no other bears it too."""
        if found.text == "정상" or not re.match(
            r"(?:은|는|이|가|께서|께|에게|도|의|와|과|을|를)(?:\s|는|$)", self.text[found.end : found.end + 3]
        ):
            return None
        fitting: list[Person] = []
        for mention, key in sorted(self.rows, key=lambda r: r[0].start):
            if mention.start >= found.start or not isinstance(key, Person):
                continue
            if key.bears(found.term.key, found.text) and same_land(key, found, of) and key not in fitting:
                fitting.append(key)
        if _of_another(self.text, words, found.start):
            return None
        surname = _surname_before(self.text, found.start)
        if surname is not None:
            fitting = [p for p in fitting if p.name.startswith(surname)]
        return fitting[0] if len(fitting) == 1 else None

    def _named_below(self, found: Found, of: str | None) -> Person | None:
        """The one person of the text who bears a title that the headline gives with its country, but no name."""
        if of is None:
            return None
        fitting = [
            p
            for p in self.people
            if any(f.endswith(found.text) and o and o.split("/")[0] == of.split("/")[0] for _, f, o in p.titles)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _pronouns(self) -> None:
        for number, part in enumerate(self.parts):
            if part.quiet:
                continue
            for match in _HE.finditer(self.text, part.start, part.end):
                person = self._antecedent(number, match.start())
                if person is not None:
                    self._person(match.start("n"), match.end("n"), person)

    def _antecedent(self, number: int, at: int) -> Person | None:
        for part in [self.parts[number], *reversed(self.parts[max(0, number - 3) : number])]:
            inside = [
                (m, k)
                for m, k in sorted(self.rows, key=lambda r: r[0].start)
                if part.start <= m.start < min(part.end, at) and isinstance(k, Person)
            ]
            subjects = [k for m, k in inside if _is_subject(self.text, part, m)]
            if subjects:
                return subjects[0]
            if len({id(k) for _, k in inside}) == 1:
                return inside[0][1]
            if inside:
                return None
        return None

    def _number(self) -> Linked:
        ordered = sorted(self.rows, key=lambda r: (r[0].start, -r[0].end, r[0].kind))
        chains: dict[object, int] = {}
        mentions: list[Mention] = []
        for mention, key in ordered:
            name = ("person", key.name, key.nth) if isinstance(key, Person) else key
            chain = chains.setdefault(name, len(chains))
            mentions.append(_with_chain(mention, chain))
        at = {(m.start, m.kind): i for i, m in enumerate(mentions)}
        roles = [
            Role(
                person=at[(p, "person")],
                position=at[(t, "position")],
                status=held.status,
                since=held.since,
                until=held.until,
            )
            for p, t, held in self.titles
            if (p, "person") in at and (t, "position") in at
        ]
        return Linked(mentions, roles)


_DETERMINERS = frozenset("이그저두세각전현양첫당제총본신부")


def _bears_one(person: Person, titled: Titled | None) -> bool:
    """Whether somebody bears one of the titles that stand beside a name."""
    return titled is not None and any(person.bears(f.term.key, f.text) is not None for f, _ in titled.titles)


def _with_chain(mention: Mention, chain: int) -> Mention:
    return Mention(
        text=mention.text,
        start=mention.start,
        end=mention.end,
        kind=mention.kind,
        value=mention.value,
        chain=chain,
        unit=mention.unit,
        of=mention.of,
    )


def _of_another(text: str, words: Sequence[Word], start: int) -> bool:
    """Whether a name that could not be read stands right before a title (벤츠 회장): the title is its bearer's."""
    before = next((w for w in words if w.end == start - 1 and text[w.end : start] == " "), None)
    if before is None or before.particle or not before.tokens or text[before.start : before.end] in countries():
        return False
    last = before.tokens[-1]
    torn = (
        len(before.tokens) > 1
        and before.end - before.start > 2
        and all(t.tag in ("NNG", "NNP", "MM", "XSN", "NNB", "XPN") for t in before.tokens)
    )
    if torn and not is_term(text[before.start : before.end]) and not is_body(text[before.start : before.end]):
        return last.form not in ("측", "들", "당시", "소속", "출신")  # 바트볼드 장관은
    return last.tag == "NNP" or (last.tag == "NNG" and not last.known)


def _surname_before(text: str, start: int) -> str | None:
    """The one syllable that stands as a word of its own before a title (탄 장관): a family name, known to us or not, so
    that the title is nobody else's. Determiners (이 장관 apart, 두 장관, 전 장관) are none."""
    found = re.search(r"(?:^|[^가-힣])([가-힣])\s$", text[max(0, start - 3) : start])
    return found[1] if found and found[1] not in _DETERMINERS else None


def _starts_word(words: Sequence[Word], start: int) -> bool:
    return any(w.start == start for w in words)


def _is_subject(text: str, part: SentenceParts, mention: Mention) -> bool:
    """Whether a name or the title after it carries a subject particle."""
    tail = text[mention.end : min(part.end, mention.end + 30)]
    return bool(re.match(r"(?:\([^)]*\))?(?:\s[가-힣]+){0,4}?(?:은|는|이|가|께서|께서는)\s", tail)) and not bool(
        re.match(r"(?:와|과|을|를|에게|의)\s", tail)
    )
