"""한국어: sentences, headlines, names, titles and dates of the Korean edition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.events import MOVES
from dateline.lang.frames import Frame, is_collective, is_of_event
from dateline.lang.goals import deed_words
from dateline.lang.ko.grammar_names import family_name, full_name, set_particles
from dateline.lang.phrasing import Clause, FrameGrammar, Parts
from dateline.lang.precision import When, ends_month, ends_year
from dateline.lang.render import Cast, Footing, Memory, country_of, fill, label, words
from dateline.model import Entity, Party

_PAST, _PAST_NO, _WILL, _WILL_NO, _DID, _DID_NO, _NOW, _AND, _HEAD_NO = range(9)


_PLANS = frozenset({"roadmap", "action_plan"})  # one side alone may announce these: 공동 is said
_AMOUNTS = {
    "sentence": re.compile(r"[년월]$"),
    "fine": re.compile(r"(?:원|달러|엔|위안|유로|파운드|루블|루피아|페소|프랑)$"),
}
"""What the amount of an event must be for its phrasing."""
_STEPS = re.compile(r"포인트$")
_GROUP = re.compile(r"\d명$")


def _subject(names: str) -> str:
    """A subject as topic; people who are only counted (선원 14명이) are none."""
    return names + ("이" if _GROUP.search(names) else "은(는)")


@cache
def _deed_nouns() -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = load_table("ko", "style")["deed_nouns"]
    return table


def _deed_noun(deed: str, thing: str) -> str:
    """The noun of a deed as one says it of a thing (금리를 인하, 병력을 감축)."""
    ways = _deed_nouns().get(deed) or [["", deed_words("ko", deed)[1]]]
    return next(noun for things, noun in ways if not things or re.fullmatch(things, thing))


class Korean(FrameGrammar):
    """The Korean grammar."""

    code = "ko"
    headline_limit = 38

    # -- names

    def name(self, entity: Entity) -> str:
        """The attested form; a body of another country with the country before it."""
        if is_collective(entity):
            return words("ko", "say")["both_sides"]
        if entity.kind == "place":
            return self.place(entity.key or "") or full_name(entity)
        if entity.kind == "organization":
            return self._body(entity.key, entity.country) or full_name(entity)
        return full_name(entity)

    def _body(self, key: str | None, country: str | None) -> str | None:
        body = label("ko", "bodies", key, country) if key else None
        if not body or not key:
            return None
        at_home = country == "KR" and key in load_table("ko", "style")["at_home"]["bodies"]
        own = country_of(key) is None and not key.isupper() and not at_home
        nation = self.country(country) if country and own else None
        return f"{nation} {body}" if nation and not body.startswith(nation) else body

    def family(self, entity: Entity) -> str | None:
        """The family name where it is sure."""
        return family_name(entity)

    def _label(self, party: Party, entity: Entity) -> str | None:
        home = country_of(party.of) or entity.country
        word = label("ko", "positions", party.capacity or "", home)
        # 외교부는 한국의 부처 이름: 다른 나라는 외교장관
        return word.replace("외교부 장관", "외교장관") if word and home != "KR" else word

    def short(self, party: Party, cast: Cast, *, full: bool) -> str:
        """김 총리, 고바야시 정조회장; without a title the full name with 씨."""
        entity = cast[party.entity]
        if entity.kind != "person":
            return self.name(entity)
        word = self._short_label(party, entity)
        family = None if full else self.family(entity)
        if not word:
            return f"{self.name(entity)} 씨"
        return f"{family or self.name(entity)} {word}"

    def _short_label(self, party: Party, entity: Entity) -> str | None:
        word = self._label(party, entity)
        if not word or party.status not in (None, "current"):
            return None
        home = country_of(party.of) or entity.country
        at_home = words("ko", "short_titles").get(party.capacity or "") if home == "KR" else None
        brief = at_home or ("장관" if word.endswith("장관") else None)
        whole = len(word) <= 6 or word.endswith("부부장")  # 부부장 alone is an office of several bodies
        return brief or (word if whole else word.split()[-1])

    def title(self, party: Party, cast: Cast) -> str:
        """김민석 국무총리; 고바야시 다카유키 일본 자민당 정조회장."""
        entity = cast[party.entity]
        name = self.name(entity)
        if entity.kind != "person":
            return name
        office = self.office(party, cast) if party.capacity else None
        if office is None:
            return name if party.capacity else f"{name} 씨"
        return f"{name} {self._with_status(office, party)}"

    @staticmethod
    def _with_status(office: str, party: Party) -> str:
        return {
            "former": f"전 {office}",
            "immediate_former": f"전 {office}",
            "acting": f"{office} 권한대행",
            "elect": f"{office} 당선인",
        }.get(party.status or "", office)

    def office(self, party: Party, cast: Cast) -> str | None:
        """일본 자민당 정조회장, 국무총리, 중국 외교부 대변인."""
        entity = cast[party.entity]
        word, of = self._label(party, entity), party.of or entity.country
        if not word:
            return None
        if not of or word.startswith(("유엔", "IAEA")):
            return word
        home = country_of(of) or entity.country
        nation = self.country(home) if home and home != "KR" else None
        body = label("ko", "bodies", of) if of != country_of(of) else None
        if body and nation and body.startswith(nation):
            nation = None
        return " ".join(p for p in (nation, body, word) if p)

    def head_names(self, parties: Sequence[Party], cast: Cast) -> tuple[str, ...]:
        """김민석 총리, 고바야시 정조회장."""
        party = parties[0]
        entity = cast[party.entity]
        word = self._short_label(party, entity) if entity.kind == "person" else None
        if not word:
            return (self.name(entity),)
        full = party.entity in self._full_names(cast)
        long = self.name(entity) if self.family(entity) is None or len(self.name(entity)) <= 4 else None
        return (self.title(party, cast), f"{long or self.name(entity)} {word}", self.short(party, cast, full=full))

    # -- words

    def join(self, names: Sequence[str]) -> str:
        """A와 B, 셋 이상은 쉼표와 가운뎃점 없이."""
        if len(names) == 2:
            return set_particles(f"{names[0]}와(과) {names[1]}")
        return ", ".join(names)

    def numeral(self, value: str) -> str:
        """1만2000, 3억."""
        if "." in value and float(value) != int(float(value)):
            return f"{float(value):g}"
        number, groups = int(float(value)), []
        if number < 0 or number >= 10**16:
            raise ValueError(f"no words for {value}")
        for size in ("", "만", "억", "조"):
            number, rest = divmod(number, 10_000)
            if rest:
                groups.append(f"{rest}{size}")
        return "".join(reversed(groups)) or "0"

    def number(self, value: str, unit: str | None) -> str | None:
        """A number with its unit; 2년 6개월."""
        years, months = divmod(int(value), 12) if unit == "months" and value.isdigit() else (0, 0)
        return f"{years}년 {months}개월" if years and months else FrameGrammar.number(self, value, unit)

    def bracketed(self, words_: str, aside: str) -> str:
        """말(덧말)."""
        return f"{words_}({aside})"

    def addressed(self, parties: Sequence[Party], cast: Cast, names: str) -> str:
        """고바야시 정조회장에게; 기관은 에."""
        return names + ("에게" if all(cast[p.entity].kind == "person" for p in parties) else "에")

    def side(self, key: str) -> str | None:
        """한국 측."""
        name = self.country(key) if country_of(key) == key else self._body(key, None)
        return f"{name} 측" if name else None

    def source(self, names: str, *, side: bool) -> str:
        """한국 측에 따르면."""
        return f"{names}에 따르면"

    def account(self, key: str, names: str) -> str:
        """한국 측에 의하면."""
        return f"{names}에 의하면"

    # -- dates

    def moment(self, when: When, memory: Memory) -> str:
        """2026년 1월 8일, then 8일; 2026년 1월."""
        first, last = when.first, when.last
        shown = memory.shown
        year = "" if shown and shown.year == first.year else f"{first.year}년 "
        month = "" if shown and not year and shown.month == first.month else f"{first.month}월 "
        if when.kind == "day":
            return f"{year}{month}{first.day}일"
        if when.kind == "by" and ends_month(last):
            return f"{last.year}년 안" if last.month == 12 else f"{last.year}년 {last.month}월 말"
        if when.kind == "by":
            return f"{last.year}년 {last.month}월 {last.day}일"
        if when.kind == "week":
            return f"{year}{first.month}월 {first.day}일 주간"
        if when.kind == "days":
            end = f"{last.day}일" if last.month == first.month else f"{last.month}월 {last.day}일"
            return f"{year}{month}{first.day}{'' if last.month == first.month else '일'}~{end}"
        if when.kind == "year":
            return f"{first.year}년"
        part = {"early": " 초순", "mid": " 중순", "late": " 하순"}.get(when.kind, "")
        return f"{year}{first.month}월{part}"

    def timed(self, when: When, words_: str) -> str:
        """With its particle."""
        if ends_year(when):
            return f"{words_}에"
        return words_ + {"day": "", "days": "", "by": "까지"}.get(when.kind, "에")

    # -- sentences

    def compose(self, frame: Frame, parts: Parts) -> str | None:
        """출처, 주어는 날짜 장소에서 ~했다."""
        phrase = self._phrase(frame, parts)
        if phrase is None:
            return None
        forms = [str(f) for f in load_table("ko", "style")["verbs"][phrase["verb"]]]
        pieces = [
            f"{parts.by}," if parts.by else "",
            parts.time if frame.fronted else "",
            _subject(parts.actors),
            "" if frame.fronted else parts.time,
            f"{parts.place}에서" if parts.place and frame.key != "visit" else "",
            "다시" if frame.restated else "",
            words("ko", "say")["condition"] if frame.conditional else "",
            fill(phrase["body"], self._values(frame, parts)) + self._ending(frame, forms, parts),
        ]
        return self.polish(" ".join(p for p in pieces if p) + ".")

    def compose_joined(self, clauses: Sequence[Clause], by: str) -> str | None:
        """한국 측에 따르면, 김 총리는 A를 언급했고, 이 장관은 B를 요청했다."""
        said = f"{by}, " if by else ""
        for n, clause in enumerate(clauses):
            phrase = self._phrase(clause.frame, clause.parts)
            if phrase is None:
                return None
            past = str(load_table("ko", "style")["verbs"][phrase["verb"]][_PAST])
            parts = clause.parts
            subject = " ".join(p for p in (_subject(parts.actors), parts.time) if p) if parts.actors else ""
            again = "다시" if clause.frame.restated else ""
            link = "" if n == 0 else ", " if parts.actors else " "
            body = fill(phrase["body"], self._values(clause.frame, parts))
            last = n == len(clauses) - 1
            said += (
                link
                + " ".join(p for p in (subject, again, body) if p)
                + (past if last else past[:-1] + ("으며" if n else "고"))
            )
        return self.polish(f"{said}.")

    def _ending(self, frame: Frame, forms: Sequence[str], parts: Parts) -> str:
        will = forms[_WILL_NO if frame.negative else _WILL]
        did = forms[_DID_NO if frame.negative else _DID]
        if frame.aspect == "actual":
            if parts.discussed:
                return (
                    f"{forms[_AND]} {parts.discussed}에 대해 논의{'한 것으로 알려졌다' if frame.reported else '했다'}"
                )
            if frame.reported:
                return f"{did} 것으로 알려졌다"
            return forms[_PAST_NO if frame.negative else _PAST]
        if frame.aspect == "likely":
            return f"{did if frame.past else will} 것으로 보인다"
        if frame.aspect == "considering":
            plain = will if frame.negative else forms[_NOW]
            said = f"{plain} 방안을 검토하고 있다"
        else:
            tail = {"planned": "예정이다", "possible": "가능성이 있다", "expected": "전망이다"}[frame.aspect]
            said = f"{will} {tail}"
        if not frame.reported:
            return said
        return said.replace("있다", "있는").replace("이다", "인").replace("예상된다", "예상되는") + " 것으로 알려졌다"

    def closed(self, text: str) -> str:
        """숨지고 -> 숨졌다 at the end."""
        for and_, end in (("지고.", "졌다."), ("치고.", "쳤다."), ("되고.", "됐다.")):
            text = text.replace(and_, end)
        return text

    def polish(self, text: str) -> str:
        """Particles by sound, single spaces."""
        return set_particles(" ".join(text.split()))

    def template(self, key: str) -> dict[str, str] | None:
        """The phrasing of a frame; most deeds share one."""
        own = FrameGrammar.template(self, key)
        deed = key.removeprefix("deed.")
        known = deed != key and deed in load_table("ko", "goals")["deeds"]
        return FrameGrammar.template(self, "deed") if own is None and known else own

    def thing(self, key: str) -> str | None:
        """The words of what a deed is done to (반덤핑 관세)."""
        return words("ko", "things").get(key) or FrameGrammar.thing(self, key)

    def _phrase(self, frame: Frame, parts: Parts) -> dict[str, str] | None:
        if frame.key == "joint.issued" and frame.document in _PLANS:
            return self.template("joint.issued.plan")
        return (None if parts.recipients else self.template(f"{frame.key}.both")) or self.template(frame.key)

    def _values(self, frame: Frame, parts: Parts) -> dict[str, str]:
        """The parts by name; an amount that its phrasing has no place for stands in brackets behind the thing."""
        values = {**parts.values(), "document": parts.document or words("ko", "say")["document"]}
        if not is_of_event(frame.key):
            return values
        name, _, deed = frame.key.removesuffix(".passive").partition(".")
        if name == "event":
            fits = _AMOUNTS.get(deed)
            return values if fits and fits.search(parts.amount) else {**values, "amount": ""}
        values["deed"] = _deed_noun(deed, frame.topics[0])
        if parts.amount and deed in MOVES:
            values["amount"] = parts.amount if _STEPS.search(parts.amount) else f"{parts.amount}로"
        elif parts.amount:
            values |= {"topics": self.bracketed(parts.topics, parts.amount), "amount": ""}
        return values

    def compose_head(self, frame: Frame, parts: Parts) -> str | None:
        """명사형, 마침표 없이."""
        phrase = self._phrase(frame, parts)
        if phrase is None or (frame.negative and frame.aspect not in ("actual", "planned")):
            return None
        parts = replace(parts, topics=self._dotted(parts.topics, frame.topics))
        values = self._values(frame, parts)
        said = fill(phrase["head"], values)
        if frame.negative:
            forms = load_table("ko", "style")["verbs"][phrase["verb"]]
            planned = frame.aspect == "planned"
            said = fill(phrase["body"], values) + (f"{forms[_WILL_NO]} 예정" if planned else str(forms[_HEAD_NO]))
        elif frame.aspect != "actual":
            tail = {
                "planned": "예정",
                "possible": "가능성",
                "expected": "전망",
                "likely": "전망",
                "considering": "검토",
            }[frame.aspect]
            said = self._nominal(said, phrase, values) + f" {tail}"
        said = f"조건부 {said}" if frame.conditional else said
        said = f"{said}…보도" if frame.reported else said
        if parts.discussed:
            said += f"…{self._dotted(parts.discussed, frame.discussed)} 논의"
        place = f"{parts.place}에서 " if parts.place and frame.key != "visit" else ""
        by = f"…{parts.by}" if parts.by else ""
        return self.polish(f"{parts.actors}, {place}{said}{by}")

    def _dotted(self, joined: str, topics: Sequence[str]) -> str:
        """The topics of a headline, with 가운뎃점 between them: a comma there ends a clause."""
        labels = [t for t in map(self.topic, topics) if t]
        return joined.replace(self.join_topics(labels), "·".join(labels), 1) if len(labels) > 1 else joined

    @staticmethod
    def _nominal(head: str, phrase: dict[str, str], values: dict[str, str]) -> str:
        """만날 예정, 밝힐 예정: a head that ends in a verb takes its future form before a noun."""
        if head.endswith(("만나", "밝혀", "맡게 돼", "열어", "보내", "뒤집어")):
            forms = load_table("ko", "style")["verbs"][phrase["verb"]]
            return fill(phrase["body"], values) + str(forms[_WILL])
        return head

    # -- notices

    def footing(self, footing: Footing) -> tuple[str, ...]:
        """「AI 재작성 기사 2건」「독립 출처 없음」 따위."""
        say = words("ko", "banner")
        unnamed = (f"이름 없는 페이지 {footing.unnamed}건",) if footing.unnamed else ()
        names = ", ".join((*footing.origin_names, *unnamed))
        if footing.rewrites and footing.rewrites == footing.articles:
            first = f"AI 재작성 기사 {footing.rewrites}건"
        else:
            first = f"기사 {footing.articles}건, 출처 {footing.origins}곳" + (f": {names}" if names else "")
            first += f"; 이 가운데 AI 재작성 {footing.rewrites}건" if footing.rewrites else ""
        if footing.named:
            first += f"; {say['named']} {', '.join(footing.named)}"
        first += f"; 독립 출처 {footing.independent}곳" if footing.independent else "; 독립 출처 없음"
        lines = [first]
        if footing.official and footing.official == footing.origins:
            lines.append(say["official_only"])
        if footing.year_inferred:
            lines.append(say["year_inferred"])
        return tuple(lines)


GRAMMAR = Korean()
