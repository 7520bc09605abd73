"""Chains: which mentions of one text are one thing (full names, short forms, titles, pronouns)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from msgspec import structs

from dateline.lang.zh.latin import short_latin
from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.namesakes import is_other, namesakes
from dateline.lang.zh.people import first_form, short_form
from dateline.lang.zh.roles import pair_roles
from dateline.lang.zh.script import is_traditional
from dateline.lang.zh.tenures import Tenure, find_tenures, term_beside
from dateline.model import DateValue, Mention, Role
from dateline.model.ledger import RoleStatus

_OF_SEVERAL = re.compile(r"[两三四五六七八九十各多]国$")  # ``两国防长``: not the one named before
_PRONOUN = re.compile(
    r"(?<![其吉])[他她](?![们国人乡杀山])|(?<=[同与])其(?=举行|进行|会[谈晤面]|通话|通电话|交换|讨论|就|共)"
)
_SAYS = re.compile(r"[^，。]{0,8}(?:表示|指出|强调|介绍|[说称])")
_KINDS = {"person", "organization", "place"}
_OPENING = 3  # characters by which a longer name may be opened


@dataclass(slots=True)
class Cast:
    """The mentions of the blocks of one text, with chains, in page order; ``rows`` are mention indices by sentence."""

    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)

    def of_kind(self, row: Sequence[int], *kinds: str) -> list[int]:
        return [i for i in row if self.mentions[i].kind in kinds]


def short_forms(names: Iterable[str]) -> dict[str, list[str]]:
    """Every form that a name may be cut short to, with the names of the text that it may stand for."""
    found: dict[str, list[str]] = {}
    for name in names:
        forms = {short_form(name), first_form(name), _family_part(name), *short_latin(name)}
        if "·" not in name:
            forms.add(name[0])
        for form in forms - {None, name}:
            found.setdefault(str(form), []).append(name)
    return found


def _family_part(full: str) -> str | None:
    """The two characters that open a longer name (a Japanese family name that no table has)."""
    return full[:2] if 3 < len(full) <= 5 and not re.search(r"[·•‧・．.A-Za-z]", full) else None


def build_cast(
    text: str,
    plain: str,
    rows: Sequence[Sequence[Found]],
    sentences: Sequence[tuple[int, int]],
    dates: Sequence[DateValue] = (),
) -> Cast:
    """Give every name its chain, add the pronouns, and tie people to the titles beside them."""
    builder = _Builder(text, plain, rows, dates)
    for row, (start, end) in zip(rows, sentences, strict=True):
        builder.add_sentence(list(row), start, end)
    builder.join_early_titles()
    builder.place_spokespeople()
    builder.restore_script(rows)
    return builder.cast


class _Builder:
    def __init__(self, text: str, plain: str, rows: Sequence[Sequence[Found]], dates: Sequence[DateValue]) -> None:
        self.text, self.plain, self.dates = text, plain, dates
        self.cast = Cast()
        self.names = list(
            dict.fromkeys(f.value for row in rows for f in row if f.kind == "person" and len(f.value) >= 2)
        )
        self.shorts = short_forms(self.names)
        self.openings: dict[str, list[str]] = {}
        for name in self.names:
            for size in range(1, min(_OPENING, len(name)) + 1):
                self.openings.setdefault(name[:size], []).append(name)
        self.chains: dict[tuple[str, str, str | None], int] = {}
        self.holders: dict[str, dict[tuple[int, str | None], None]] = {}
        self.offices: dict[int, dict[tuple[str, str | None], int]] = {}
        self.told: dict[tuple[str, str | None], int] = {}
        self.surname_titles = self._surname_titles(rows)
        self.twice = namesakes(plain, rows)
        self.last_of: dict[str, int] = {}
        self.subject: tuple[int, str] | None = None
        self.count = self.base = 0
        self.alone: list[int] = []

    def _surname_titles(self, rows: Sequence[Sequence[Found]]) -> dict[str, set[str]]:
        """Which titles each full name is seen with: tells two people of one family name apart."""
        seen: dict[str, set[str]] = {}
        for row in rows:
            for person, position in pair_roles(self.plain, row):
                if len(row[person].value) >= 2:
                    seen.setdefault(row[person].value, set()).add(row[position].value)
        return seen

    def add_sentence(self, row: list[Found], start: int, end: int) -> None:
        for match in _PRONOUN.finditer(self.plain, start, end):
            if not any(f.start < match.end() and f.end > match.start() for f in row):
                row.append(Found(match.start(), match.end(), "person", match.group()))
        row.sort(key=lambda f: f.start)
        pairs = pair_roles(self.plain, row)
        dates = [d for d in self.dates if start <= d.start < end]
        tenures = find_tenures(self.plain, row, dates)
        base = self.base = len(self.cast.mentions)
        titled = {position for _, position in pairs} | {t.position for t in tenures}
        for index, item in enumerate(row):
            title = next((row[p].value for q, p in pairs if q == index), None)
            self._add(item, title, bare=item.kind == "position" and index not in titled)
        self.cast.rows.append(list(range(base, len(self.cast.mentions))))
        for person, position in pairs:
            if not any((t.person, t.position) == (person, position) for t in tenures):
                tenures.append(term_beside(self.plain, row, person, position, dates))
        for tenure in sorted(set(tenures), key=lambda t: (t.person, t.position)):
            self._tie(base, row[tenure.position], tenure)
        self._note_subject(base, row)

    def _add(self, item: Found, title: str | None, *, bare: bool) -> None:
        value, chain = item.value, None
        of = item.of
        if item.kind == "person":
            value, chain = self._person(item, title)
        elif item.kind in _KINDS:
            chain = self._chain(item.kind, value, item.of if item.kind == "organization" else None)
        elif (
            bare
            and item.status == "current"
            and not _OF_SEVERAL.search(self.plain[max(0, item.start - 2) : item.start])
        ):
            chain, of = self._bare_title(item)
        if chain is None:
            chain = self._fresh()
            if bare and item.status == "current" and not _OF_SEVERAL.search(self.plain[: item.start][-2:]):
                self.alone.append(len(self.cast.mentions))
        self.cast.mentions.append(
            Mention(text=self.text[item.start : item.end], start=item.start, end=item.end, kind=item.kind, value=value, chain=chain, of=of)
        )  # fmt: skip

    def _person(self, item: Found, title: str | None) -> tuple[str, int | None]:
        if item.value in ("他", "她", "其"):
            return self._pronoun(item)
        full = self.shorts.get(item.value, ())
        value = full[0] if len(full) == 1 else item.value
        if value == item.value and len(item.value) <= _OPENING and title is not None:
            known = self.openings.get(value, ())
            fits = [n for n in known if n != value and title in self.surname_titles.get(n, ())]
            value = fits[0] if len(fits) == 1 else value
        return value, self._chain("person", value, self._which(value, title, item.start))

    def _which(self, name: str, title: str | None, place: int) -> str | None:
        """Of two people of one name the one with this title, else the one named last; None where only one bears it."""
        if name not in self.twice:
            return None
        other = is_other(self.plain, place)
        number = 1 if other else self.twice[name].get(title or "", self.last_of.get(name, 0))
        self.last_of[name] = number
        return f"#{number}"

    def _pronoun(self, item: Found) -> tuple[str, int | None]:
        """At the head of a clause the subject so far; elsewhere the last other person of the sentence."""
        people = [m for m in self.cast.mentions[self.base :] if m.kind == "person" and m.chain is not None]
        first = (int(people[0].chain or 0), str(people[0].value)) if people else self.subject
        heading = re.search(
            r"(?:^|[，。；：“”「」\s！？])(?:但|而|因此|同时|此外|不过|对此|随后)?$",
            self.plain[max(0, item.start - 4) : item.start],
        )
        if heading is None and (partner := self._other_of_before(item, people)) is not None:
            return partner
        if heading is None and people:
            others = [m for m in people if first is not None and m.chain != first[0]]
            first = (int(others[-1].chain or 0), str(others[-1].value)) if others else first
        return (first[1], first[0]) if first is not None else (item.value, None)

    def _other_of_before(self, item: Found, people: Sequence[Mention]) -> tuple[str, int] | None:
        """``甲成功访华，乙同他会谈``: behind a preposition the last person of the clauses before, not the subject of this one."""
        if not re.search(r"[同与和跟对向]$", self.plain[: item.start][-1:]):
            return None
        opening = max(self.plain.rfind(c, 0, item.start) for c in "，；。：")
        earlier = [m for m in people if m.end <= opening and not _SAYS.match(self.plain, m.end)]
        here = {m.chain for m in people if m.start > opening}
        if not earlier and len(here) == 1 and self.subject is not None and self.subject[0] not in here:
            return self.subject[1], self.subject[0]  # ``甲抵达。乙将同其会谈``
        if not here or not earlier or earlier[-1].chain in here or earlier[-1].chain is None:
            return None
        return str(earlier[-1].value), earlier[-1].chain

    def _bare_title(self, item: Found) -> tuple[int | None, str | None]:
        """``总统表示``: the one person who was given this title before, of the same country where both say one."""
        holders = self.holders.get(item.value, {})
        fits = {chain: of for chain, of in holders if item.of is None or of is None or of == item.of}
        if len(fits) == 1:
            chain = next(iter(fits))
            return chain, item.of or fits[chain]
        return None, item.of

    def restore_script(self, rows: Sequence[Sequence[Found]]) -> None:
        """Names as values are written as the text writes them, also in traditional characters."""
        written: dict[str, str] = {}
        for item in (f for row in rows for f in row):
            if self.plain[item.start : item.end] == item.value:
                written.setdefault(item.value, self.text[item.start : item.end])
        for index, mention in enumerate(self.cast.mentions):
            value = written.get(str(mention.value), mention.value)
            if value != mention.value:
                self.cast.mentions[index] = structs.replace(mention, value=value)

    def place_spokespeople(self) -> None:
        """The bare ``外交部发言人`` of a mainland text that speaks of 中方 is China's, unless another country's ministry of
        that kind is in the text."""
        mentions = self.cast.mentions
        if is_traditional(self.text, self.plain) or not re.search(r"中方|例行记者会", self.plain):
            return
        for index, (body, post) in enumerate(pairwise(mentions)):
            ministry = body.kind == "organization" and body.value in ("foreign_ministry", "defence_ministry")
            if not ministry or body.of or post.of or post.value != "spokesperson" or body.end != post.start:
                continue
            if not any(m.value == body.value and m.of not in (None, "CN") for m in mentions):
                mentions[index], mentions[index + 1] = _replace(body, "CN"), _replace(post, "CN")

    def join_early_titles(self) -> None:
        """A title that stands alone before the text names who holds it (in a headline) joins that person's chain."""
        for index in self.alone:
            mention = self.cast.mentions[index]
            item = Found(mention.start, mention.end, "position", str(mention.value), mention.of)
            chain, of = self._bare_title(item)
            if chain is not None:
                self.cast.mentions[index] = _replace(mention, of, chain)

    def _tie(self, base: int, found: Found, tenure: Tenure) -> None:
        status = cast("RoleStatus", tenure.status or found.status)
        person, position = base + tenure.person, base + tenure.position
        holder, title = self.cast.mentions[person], self.cast.mentions[position]
        state = self._country_of(holder.chain, "president", stated=False)
        if title.text == "主席" and not title.of and state:
            title = structs.replace(title, value="president", of=state)
            self.cast.mentions[position] = title
        of = title.of or self._country_of(holder.chain, title.value, stated=True)
        self.cast.mentions[position] = _replace(title, of)
        self.cast.roles.append(
            Role(person=person, position=position, status=status, since=tenure.since, until=tenure.until)
        )
        if status != "former" and holder.chain is not None and title.value is not None:
            told = self.told.setdefault((title.value, of), len(self.told))
            self.holders.setdefault(title.value, {})[holder.chain, of] = None
            self.offices.setdefault(holder.chain, {})[title.value, of] = told

    def _country_of(self, chain: int | None, office: str | None, *, stated: bool) -> str | None:
        """The country for which somebody holds an office, by what the text told first of the office."""
        held = self.offices.get(chain, {}) if chain is not None else {}
        told = [(at, of) for (value, of), at in held.items() if value == office and (of or not stated)]
        return min(told)[1] if told else None

    def _note_subject(self, base: int, row: Sequence[Found]) -> None:
        """Who ``他`` of the next sentence is: the first person of this one that is not inside a phrase of place or aim."""
        for offset, item in enumerate(row):
            if item.kind != "person" or item.value in ("他", "她", "其"):
                continue
            head = offset
            while head > 0 and row[head - 1].end == row[head].start and row[head - 1].kind != "person":
                head -= 1
            before = self.plain[max(0, row[head].start - 2) : row[head].start]
            speaks = re.match(r"[说称]|表示", self.plain[item.end : item.end + 2]) is not None
            if not speaks and re.search(r"[与和同向对就由给、]$|(?<![岁任选职])的$", before):
                continue  # but ``现年62岁的甲`` is who the sentence is about
            mention = self.cast.mentions[base + offset]
            if mention.chain is not None:
                self.subject = (mention.chain, str(mention.value))
            return

    def _chain(self, kind: str, value: str, of: str | None) -> int:
        key = (kind, value, of)
        if key not in self.chains:
            self.chains[key] = self._fresh()
        return self.chains[key]

    def _fresh(self) -> int:
        self.count += 1
        return self.count - 1


def _replace(mention: Mention, of: str | None, chain: int | None = None) -> Mention:
    return Mention(
        text=mention.text, start=mention.start, end=mention.end, kind=mention.kind, value=mention.value,
        chain=mention.chain if chain is None else chain, unit=mention.unit, of=of,
    )  # fmt: skip
