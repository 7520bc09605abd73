"""English: sentences, headlines, names, titles and dates of the English edition (AP manners, British spelling of labels)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.lang.data import load_table
from dateline.lang.en.grammar_names import family_name, full_name
from dateline.lang.events import MOVES, STEP
from dateline.lang.frames import Frame, is_collective, is_of_event, is_spoken
from dateline.lang.phrasing import Clause, FrameGrammar, Parts
from dateline.lang.precision import When, ends_month, ends_year
from dateline.lang.render import Cast, Footing, Memory, country_name, country_of, fill, label, words
from dateline.model import Entity, Party, Slots

_VERB = re.compile(r"<([^|>]+)\|([^|>]+)\|([^|>]+)>")
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_NAMES = (*_LONG, "November", "December")
_FORMAL = re.compile(
    r"^(president|vice_president|prime_minister|deputy_prime_minister|chancellor|king|emperor|crown_prince|senator"
    r"|governor|mayor|speaker_of_parliament|vice_speaker|special_envoy|ambassador|.*_minister|.*_secretary|state_secretary)$"
)
_SMALL = frozenset(["of", "and", "the", "for", "on"])
_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "do",
        "for",
        "go",
        "he",
        "her",
        "him",
        "i",
        "in",
        "it",
        "me",
        "no",
        "of",
        "on",
        "or",
        "she",
        "so",
        "the",
        "they",
        "to",
        "us",
        "we",
        "you",
    ]
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONE_TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_COUNTABLE = frozenset(
    [
        "memorandum",
        "treaty",
        "peace_treaty",
        "joint_statement",
        "joint_document",
        "agreement_text",
        "roadmap",
        "action_plan",
    ]
)


def spelled(number: int) -> str:
    """A number from 20 to 99 in words, as a sentence begins with it."""
    tens, ones = _TENS[number // 10 - 2], number % 10
    return f"{tens}-{_ONE_TO_NINE[ones]}" if ones else tens


class English(FrameGrammar):
    """The English grammar."""

    code = "en"
    headline_limit = 110

    # -- names

    def name(self, entity: Entity) -> str:
        """The form that English texts use most, else a Latin form."""
        if is_collective(entity):
            return words("en", "say")["both_sides"]
        if entity.kind == "place":
            return self.place(entity.key or "") or full_name(entity)
        if entity.kind == "organization":
            return self._body(entity.key, entity.country) or full_name(entity)
        return full_name(entity)

    def family(self, entity: Entity) -> str | None:
        """The family name, or None where the order of the name is not sure."""
        return family_name(entity)

    def short(self, party: Party, cast: Cast, *, full: bool) -> str:
        """The family name alone; the full name where two share it, or where it is a word of its own (He, You, An)."""
        entity = cast[party.entity]
        if entity.kind != "person":
            return self.name(entity)
        family = None if full else self.family(entity)
        return family if family and family.lower() not in _WORDS else self.name(entity)

    def title(self, party: Party, cast: Cast) -> str:
        """ "South Korean Prime Minister Kim Min-seok"."""
        entity = cast[party.entity]
        if entity.kind != "person" or not party.capacity:
            return self.name(entity)
        return self._titled(party, entity, country=True) or self.name(entity)

    def _titled(self, party: Party, entity: Entity, *, country: bool) -> str | None:
        of = party.of or entity.country
        word = label("en", "positions", party.capacity or "", country_of(of))
        if not word:
            return None
        if _FORMAL.match(party.capacity or ""):
            word = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in word.split())
        word = {"acting": f"acting {word}", "elect": f"{word}-elect"}.get(party.status or "", word)
        owner = self._owner(of, entity.country, party.capacity or "") if country else self._bare_owner(of)
        former = "former" if party.status in ("former", "immediate_former") else ""
        return " ".join(p for p in (former, owner, word, self.name(entity)) if p)

    def _owner(self, of: str | None, country: str | None, capacity: str) -> str:
        """What stands before a title: a country's adjective, or whose body it is."""
        if not of or capacity.startswith(("un_", "iaea_")):
            return ""
        home = country_of(of)
        if of == home:
            return self.adjective(of) or ""
        body = label("en", "bodies", of)
        if not body:
            return self.adjective(home or country) or ""
        if home:
            nation = country_name("en", home) or ""
            return f"{nation}'s {body}".strip() if nation else body
        nation = self.adjective(country) or "" if "/" not in of and of.islower() else ""
        return f"{nation} {body}".strip()

    @staticmethod
    def _bare_owner(of: str | None) -> str:
        return (label("en", "bodies", of) or "") if of and country_of(of) != of else ""

    def adjective(self, country: str | None) -> str | None:
        """A country's adjective: the house form, the first demonym, else the possessive of its name."""
        if not country:
            return None
        own = words("en", "adjectives").get(country)
        if own:
            return own
        found = load_table("en", "countries").get("demonyms", {}).get(country)
        if found:
            return str(found[0])
        name = country_name("en", country)
        return f"{name}'s" if name else None

    def _body(self, key: str | None, country: str | None) -> str | None:
        body = label("en", "bodies", key) if key else None
        if not body or not key:
            return None
        if country_of(key) or not country or key.isupper() or "/" in key:
            return f"the {body}" if " " in body else body
        many = re.fullmatch(words("en", "plurals")["words"], body) is not None
        return f"{'' if many else 'the '}{self.adjective(country)} {body}"

    def office(self, party: Party, cast: Cast) -> str | None:
        """ "policy chief of Japan's Liberal Democratic Party"."""
        entity = cast[party.entity]
        of = party.of or entity.country
        word = label("en", "positions", party.capacity or "", country_of(of))
        if not word or not of:
            return None
        home = country_of(of)
        if of == home:
            return f"{self.adjective(of)} {word}"
        body = label("en", "bodies", of)
        nation = country_name("en", home) if home else None
        return None if not body else f"{word} of {nation + chr(39) + 's' if nation else 'the'} {body}"

    def by_office(self, party: Party, cast: Cast) -> str | None:
        """ "the Japanese industry minister"."""
        found = super().by_office(party, cast)
        return f"the {found}" if found else None

    def head_names(self, parties: Sequence[Party], cast: Cast) -> tuple[str, ...]:
        """Full title, title without the country, name."""
        party = parties[0]
        entity = cast[party.entity]
        if entity.kind != "person" or not party.capacity:
            return (self.name(entity),)
        forms = (self.title(party, cast), self._titled(party, entity, country=False), self.name(entity))
        return tuple(f for f in forms if f)

    # -- words

    def join(self, names: Sequence[str]) -> str:
        """A, B and C."""
        if len(names) < 2:
            return "".join(names)
        return ", ".join(names[:-1]) + " and " + names[-1]

    def numeral(self, value: str) -> str:
        """One to nine in words, thousands with commas, millions and billions in words."""
        number = float(value)
        if number == int(number) and 0 <= number < 10:
            return _ONE_TO_NINE[int(number)]
        for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
            if abs(number) >= size and abs(number * 1000 / size) % 1 == 0:
                return f"{number / size:g} {word}"
        return f"{int(number):,}" if number == int(number) else f"{number:g}"

    def measured(self, figure: str, unit_words: str) -> str:
        """ "11 lawmakers", "one person"."""
        if figure != "one":
            return f"{figure} {unit_words}"
        return f"one {'person' if unit_words == 'people' else unit_words.removesuffix('s')}"

    def number(self, value: str, unit: str | None) -> str | None:
        """A number with its unit; dollars in figures."""
        if unit == "USD":
            try:
                figure = self.numeral(value)
            except ValueError:
                return None
            return f"${value if figure in _ONE_TO_NINE else figure}"
        return super().number(value, unit)

    def bracketed(self, words_: str, aside: str) -> str:
        """Words (aside)."""
        return f"{words_} ({aside})"

    def with_amount(self, slots: Slots, thing: str, amount: str) -> str:
        """Interest rates to 2.25 percent, by 0.25 percentage points."""
        if slots.event not in MOVES:
            return super().with_amount(slots, thing, amount)
        return f"{thing} {'by' if slots.amounts[0][1] == STEP else 'to'} {amount}"

    def addressed(self, parties: Sequence[Party], cast: Cast, names: str) -> str:
        """Nobody is addressed in these frames: English reports a hope or a request by its matter."""
        return names

    def topic(self, key: str) -> str | None:
        """A topic; documents that are counted take their article."""
        found = super().topic(key)
        if found and key in _COUNTABLE and not found.startswith(("a ", "an ", "the ")):
            return f"{'an' if found[0] in 'aeiou' else 'a'} {found}"
        return found

    def side(self, key: str) -> str | None:
        """ "the South Korean side"."""
        if country_of(key) == key:
            return f"the {self.adjective(key)} side" if self.adjective(key) else None
        return self._body(key, None)

    def source(self, names: str, *, side: bool) -> str:
        """ "according to the South Korean side"."""
        return f"according to {names}"

    def account(self, key: str, names: str) -> str:
        """ "South Korea said"."""
        return f"{country_name('en', key) or names} said"

    # -- dates

    def moment(self, when: When, memory: Memory) -> str:
        """ "Jan. 8, 2026", "January 2026", "Jan. 13-14"."""
        first, last = when.first, when.last
        year = "" if memory.shown and memory.shown.year == first.year else f"{first.year}"
        day = f"{_MONTHS[first.month - 1]} {first.day}"
        comma = f", {year}" if year else ""
        if when.kind == "day":
            return day + comma
        if when.kind == "by":
            return self._deadline(last)
        if when.kind == "week":
            return f"the week of {day}{comma}"
        if when.kind == "days":
            end = f"{last.day}" if last.month == first.month else f"{_MONTHS[last.month - 1]} {last.day}"
            return f"{day}-{end}{comma}" if last.month == first.month else f"{day} to {end}{comma}"
        if when.kind == "year":
            return str(first.year)
        part = {"early": "early ", "mid": "mid-", "late": "late "}.get(when.kind, "")
        return f"{part}{_NAMES[first.month - 1]}{' ' + year if year else ''}"

    @staticmethod
    def _deadline(last: date) -> str:
        if not ends_month(last):
            return f"{_MONTHS[last.month - 1]} {last.day}, {last.year}"
        return f"{last.year}" if last.month == 12 else f"the end of {_NAMES[last.month - 1]} {last.year}"

    def timed(self, when: When, words_: str) -> str:
        """With its preposition."""
        if ends_year(when):
            return f"within {words_}"
        preposition = {"day": "on", "days": "on", "by": "by"}.get(when.kind, "in")
        return f"{preposition} {words_}"

    # -- sentences

    def compose(self, frame: Frame, parts: Parts) -> str | None:
        """Subject, verb, matter, place, time, source."""
        frame = replace(frame, several=frame.several or self._is_plural(parts.actors))
        verb = self._verb(frame, parts)
        if verb is None:
            return None
        event = not is_spoken(frame.key) and not frame.fronted
        where = f" in {parts.place}" if parts.place and frame.key != "visit" else ""
        when = f" {parts.time}" if parts.time and event else ""
        comma = "," if re.search(r", \d{4}$", when) else ""
        talk = f"{comma} and discussed {parts.discussed}" if parts.discussed else ""
        condition = f", {words('en', 'say')['condition']}" if frame.conditional else ""
        by = f", {parts.by}" if parts.by else ""
        front = f"{parts.time[0].upper()}{parts.time[1:]}, " if parts.time and not event else ""
        text = f"{front}{parts.actors} {verb}{where}{when}{talk}{condition}{by}."
        return self.polish(text)

    def compose_joined(self, clauses: Sequence[Clause], by: str) -> str | None:
        """ "According to the South Korean side, Kim referred to A and made a request regarding B, and Lee ..."."""
        said = ""
        for n, clause in enumerate(clauses):
            parts = clause.parts
            frame = replace(clause.frame, several=clause.frame.several or self._is_plural(parts.actors))
            verb = self._verb(frame, parts)
            if verb is None:
                return None
            own = f"{parts.actors} {verb}" if parts.actors else verb
            last = n == len(clauses) - 1
            link = (" and " if not parts.actors and n == 1 else ", and ") if last else ", "
            said = f"{said}{link}{own}" if n else own
        time = clauses[0].parts.time
        front = f"{by}, " if by else ""
        front += f"{time}, " if time else ""
        return self.polish(f"{front}{said}.")

    def polish(self, text: str) -> str:
        """A capital and no figure at the start, and single full stops."""
        text = re.sub(r"^[2-9]\d(?= [a-z])", lambda m: spelled(int(m.group())), text)
        text = re.sub(r"\.\.$", ".", re.sub(r"  +", " ", text)).strip()
        return text[:1].upper() + text[1:]

    @staticmethod
    def _is_plural(actors: str) -> bool:
        """Whether a subject is plural by its last word ("South Korean companies")."""
        return re.search(rf"\b(?:{words('en', 'plurals')['words']})$", actors) is not None

    def _verb(self, frame: Frame, parts: Parts) -> str | None:
        template = self._phrase(frame, parts)
        if template is None:
            return None
        values = {**parts.values(), "document": parts.document or words("en", "say")["document"]}
        past, base = (self._inflect(fill(template, values), i, several=frame.several) for i in (0, 1))
        be, no = ("are" if frame.several else "is"), ("not " if frame.negative else "")
        if frame.aspect == "actual":
            said = self._denied(base, past) if frame.negative else past
            said = f"again {said}" if frame.restated else said
            return f"reportedly {said}" if frame.reported else said
        if frame.aspect == "likely" and frame.past:
            return f"probably {self._denied(base, past) if frame.negative else past}"
        ahead = f"will {base}" if is_of_event(frame.key) else f"{be} scheduled to {base}"
        said = {
            "planned": f"will not {base}" if frame.negative else ahead,
            "possible": f"may {no}{base}",
            "expected": f"{be} {no}expected to {base}",
            "likely": f"{be} {no}likely to {base}",
            "considering": f"{be} considering whether {no}to {base}",
        }[frame.aspect]
        return f"reportedly {said}" if frame.reported else said

    def _phrase(self, frame: Frame, parts: Parts) -> str | None:
        anew = self.template(f"{frame.key}.anew") if frame.fronted and parts.recipients else None
        found = anew or (None if parts.recipients else self.template(f"{frame.key}.both")) or self.template(frame.key)
        return found["say"] if found else None

    @staticmethod
    def _denied(base: str, past: str) -> str:
        """ "did not meet", "was not arrested"."""
        be, _, rest = past.partition(" ")
        return f"{be} not {rest}" if be in ("was", "were") else f"did not {base}"

    @staticmethod
    def _inflect(text: str, form: int, *, several: bool = False) -> str:
        said = _VERB.sub(lambda m: m.group(form + 1), text)
        return re.sub(r"^was\b", "were", said) if several else said

    def compose_head(self, frame: Frame, parts: Parts) -> str | None:
        """Present tense, no date."""
        template = self._phrase(frame, parts)
        if template is None:
            return None
        values = {**parts.values(), "document": parts.document or words("en", "say")["document"]}
        filled = fill(template, values)
        frame = replace(frame, several=frame.several or self._is_plural(parts.actors))
        base = self._inflect(filled, 1)
        present = re.sub(r"^be\b", "are", base) if frame.several else self._inflect(filled, 2)
        if frame.key.endswith(".passive"):
            present = re.sub(r"^(?:is|are) ", "", present)
        no = "not " if frame.negative else ""
        said = self._denied(base, self._inflect(filled, 0, several=frame.several)) if frame.negative else present
        if frame.aspect != "actual":
            said = {
                "planned": f"{no}to {base}",
                "possible": f"may {no}{base}",
                "expected": f"expected {no}to {base}",
                "likely": f"likely {no}to {base}",
                "considering": f"considering whether {no}to {base}",
            }[frame.aspect]
        if frame.reported:
            said = f"reportedly {said}"
        where = f" in {parts.place}" if parts.place and frame.key != "visit" else ""
        talk = f", {'discuss' if frame.several else 'discusses'} {parts.discussed}" if parts.discussed else ""
        condition = ", with conditions" if frame.conditional else ""
        tellers = parts.by.removeprefix("the ").replace(" and the ", " and ")
        by = f", {tellers} {'say' if ' and ' in tellers else 'says'}" if tellers else ""
        head = f"{parts.actors.removeprefix('the ')} {said}{where}{talk}{condition}{by}"
        return head[:1].upper() + head[1:]

    # -- notices

    def footing(self, footing: Footing) -> tuple[str, ...]:
        """ "two AI rewrites; origin named: the Prime Minister's Office; none independent"."""
        say = words("en", "banner")
        pages = self._count(footing.articles, "article")
        origins = self._count(footing.origins, "origin")
        names = self.join((*footing.origin_names, *self._unnamed(footing)))
        if footing.rewrites and footing.rewrites == footing.articles:
            first = self._count(footing.rewrites, "AI rewrite")
        else:
            first = f"{pages}, {origins}" + (f": {names}" if names else "")
            if footing.rewrites:
                first += f"; of these {self._count(footing.rewrites, 'AI rewrite')}"
        if footing.named:
            first += f"; {say['named']} {self.join(footing.named)}"
        first += f"; {self._independent(footing)}"
        lines = [first[:1].upper() + first[1:]]
        if footing.official and footing.official == footing.origins:
            lines.append(say["official_only"])
        if footing.year_inferred:
            lines.append(say["year_inferred"])
        return tuple(lines)

    def _unnamed(self, footing: Footing) -> tuple[str, ...]:
        return (self._count(footing.unnamed, "unnamed page"),) if footing.unnamed else ()

    @staticmethod
    def _count(number: int, noun: str) -> str:
        figure = _ONE_TO_NINE[number] if 0 < number < 10 else str(number)
        return f"{figure} {noun}{'' if number == 1 else 's'}"

    def _independent(self, footing: Footing) -> str:
        if not footing.independent:
            return "none independent"
        return f"{_ONE_TO_NINE[footing.independent] if footing.independent < 10 else footing.independent} independent"


GRAMMAR = English()
