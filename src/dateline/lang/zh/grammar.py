"""中文（简体）: sentences, headlines, names, titles and dates of the Chinese edition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.events import MOVES, STEP
from dateline.lang.frames import Frame, is_collective, is_of_event
from dateline.lang.phrasing import Clause, FrameGrammar, Parts
from dateline.lang.precision import When, ends_month, ends_year
from dateline.lang.render import Cast, Footing, Memory, country_of, fill, label, words
from dateline.lang.zh.grammar_names import full_name, short_name
from dateline.model import Entity, Party, Slots


class Chinese(FrameGrammar):
    """The Chinese grammar."""

    code = "zh"
    headline_limit = 32

    # -- names

    def name(self, entity: Entity) -> str:
        """The attested form; a body of a country with the country before it."""
        if is_collective(entity):
            return words("zh", "say")["both_sides"]
        if entity.kind == "place":
            return self.place(entity.key or "") or full_name(entity)
        if entity.kind == "organization":
            return self._body(entity.key, entity.country) or full_name(entity)
        found = full_name(entity)
        return f" {found} " if entity.kind == "person" and found.isascii() else found

    def polish(self, text: str) -> str:
        """One space around names in Latin letters, none beside punctuation."""
        return re.sub(r" ?([，。：；、（）“”]) ?", r"\1", re.sub(r" +", " ", text)).strip()

    def _body(self, key: str | None, country: str | None) -> str | None:
        body = label("zh", "bodies", key, country) if key else None
        if not body or not key:
            return None
        nation = self.country(country) if country and country_of(key) is None and not key.isupper() else None
        return f"{nation}{body}" if nation and not body.startswith(nation) else body

    def family(self, entity: Entity) -> str | None:
        """Chinese editions print full names at every mention."""
        return None

    def _label(self, party: Party, entity: Entity) -> str | None:
        return label("zh", "positions", party.capacity or "", country_of(party.of) or entity.country)

    def short(self, party: Party, cast: Cast, *, full: bool) -> str:
        """金民锡; 拜登 for 乔·拜登, where sources call him so."""
        entity = cast[party.entity]
        found = None if full or entity.kind != "person" else short_name(entity)
        return found or self.name(entity)

    def title(self, party: Party, cast: Cast) -> str:
        """韩国总理金民锡, 日本自民党政调会长小林鹰之."""
        entity = cast[party.entity]
        office = self.office(party, cast) if entity.kind == "person" and party.capacity else None
        if office is None:
            return self.name(entity)
        office = {
            "former": f"前{office}",
            "immediate_former": f"前{office}",
            "acting": f"代理{office}",
            "elect": f"候任{office}",
        }.get(party.status or "", office)
        return f"{office}{self.name(entity)}"

    def office(self, party: Party, cast: Cast) -> str | None:
        """日本自民党政调会长, 韩国总理."""
        entity = cast[party.entity]
        word, of = self._label(party, entity), party.of or entity.country
        if not word:
            return None
        if not of or word.startswith(("联合国", "国际")):
            return word
        home = country_of(of) or entity.country
        nation = self.country(home) if home else None
        if nation and of == country_of(of) and party.capacity in _OF_FIRMS:
            return f"{nation}企业{word}"  # no country has a 社长
        body = label("zh", "bodies", of) if of != country_of(of) else None
        if body and ((nation and body.startswith(nation)) or word.startswith(body)):
            body, nation = (body, None) if nation and body.startswith(nation) else (None, nation)
        return "".join(p for p in (nation, body, word) if p)

    def head_names(self, parties: Sequence[Party], cast: Cast) -> tuple[str, ...]:
        """Title and name, else the name."""
        party = parties[0]
        return (self.title(party, cast), self.name(cast[party.entity]))

    # -- words

    def join(self, names: Sequence[str]) -> str:
        """A与B、C和D."""
        if len(names) < 3:
            return "与".join(names)
        return "、".join(names[:-1]) + "和" + names[-1]

    def join_topics(self, topics: Sequence[str]) -> str:
        """A和B."""
        return "、".join(topics[:-1]) + "和" + topics[-1] if len(topics) > 1 else "".join(topics)

    def numeral(self, value: str) -> str:
        """1.2万, 3500亿."""
        number = float(value)
        for size, word in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
            if abs(number) >= size and round(number / size, 4) * size == number:
                return f"{number / size:.12g}{word}"
        return f"{int(number)}" if number == int(number) else f"{number:g}"

    def bracketed(self, words_: str, aside: str) -> str:
        """词（注）."""
        return f"{words_}（{aside}）"

    def with_amount(self, slots: Slots, thing: str, amount: str) -> str:
        """利率0.25个百分点；上调到的水平另有句式。"""
        if slots.event not in MOVES:
            return super().with_amount(slots, thing, amount)
        return f"{thing}{amount}" if slots.amounts[0][1] == STEP else thing

    def addressed(self, parties: Sequence[Party], cast: Cast, names: str) -> str:
        """向小林鹰之."""
        return f"向{names}"

    def side(self, key: str) -> str | None:
        """韩方."""
        own = words("zh", "side").get(key)
        if own:
            return own
        name = self.country(key) if country_of(key) == key else self._body(key, None)
        return f"{name}方面" if name else None

    def source(self, names: str, *, side: bool) -> str:
        """据韩方消息, 据韩国外交部称."""
        return f"据{names}{'消息' if side else '称'}"

    def account(self, key: str, names: str) -> str:
        """据韩方介绍."""
        return f"据{names}介绍"

    # -- dates

    def moment(self, when: When, memory: Memory) -> str:
        """2026年1月8日, then 8日; 2026年1月."""
        first, last = when.first, when.last
        shown = memory.shown
        year = "" if shown and shown.year == first.year else f"{first.year}年"
        month = "" if shown and not year and shown.month == first.month else f"{first.month}月"
        if when.kind == "day":
            return f"{year}{month}{first.day}日"
        if when.kind == "by" and ends_month(last):
            return f"{last.year}年内" if last.month == 12 else f"{last.year}年{last.month}月底"
        if when.kind == "by":
            return f"{last.year}年{last.month}月{last.day}日"
        if when.kind == "week":
            return f"{year}{first.month}月{first.day}日当周"
        if when.kind == "days":
            end = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
            return f"{year}{month}{first.day}日至{end}"
        if when.kind == "year":
            return f"{first.year}年"
        part = {"early": "上旬", "mid": "中旬", "late": "下旬"}.get(when.kind, "")
        return f"{year}{first.month}月{part}"

    def timed(self, when: When, words_: str) -> str:
        """As it stands before the verb."""
        return f"{words_}前" if when.kind == "by" and not ends_year(when) else words_

    # -- sentences

    def compose(self, frame: Frame, parts: Parts) -> str | None:
        """据某方，主语时间在地点做某事。"""
        phrase = self._phrase(frame, parts)
        if phrase is None:
            return None
        said = self._said(frame, phrase["say"], parts)
        if frame.key == "visit" and frame.aspect == "actual" and not frame.negative:
            said = said.replace("访问", "访问了", 1)  # 不加“了”与计划无别
        place = f"在{parts.place}" if parts.place and frame.key != "visit" else ""
        again = "再次" if frame.restated else ""
        condition = words("zh", "say")["condition"] if frame.conditional else ""
        front = f"{parts.by}，" if parts.by else ""
        front += "据报道，" if frame.reported else ""
        talk = f"，并讨论了{parts.discussed}" if parts.discussed else ""
        lead = self._lead(frame)
        time = parts.time
        if frame.aspect != "actual" and not frame.negative and time:
            time, lead = "", f"{lead}于{time}"
        if time and (frame.fronted or parts.actors[:1].isdigit()):  # ``2026年1月8日，14人获救``
            front, time = f"{front}{time}，", ""
        return self.polish(f"{front}{parts.actors}{time}{lead}{place}{again}{condition}{said}{talk}。")

    def compose_joined(self, clauses: Sequence[Clause], by: str) -> str | None:
        """据韩方消息，某人谈到甲，并就乙提出请求，另一人谈到丙。"""
        said = f"{by}，" if by else ""
        for n, clause in enumerate(clauses):
            phrase = self._phrase(clause.frame, clause.parts)
            if phrase is None:
                return None
            parts = clause.parts
            link = "" if n == 0 else "，" if parts.actors else "，并"
            again = "再次" if clause.frame.restated else ""
            said += f"{link}{parts.actors}{parts.time}{again}{self._said(clause.frame, phrase['say'], parts)}"
        return self.polish(f"{said}。")

    def _said(self, frame: Frame, template: str, parts: Parts, *, head: bool = False) -> str:
        """The predicate, with 未 right before its verb where the act is denied, and 了 where it is done."""
        denied = frame.negative and (frame.aspect == "actual" or (frame.aspect == "likely" and frame.past))
        happened = frame.aspect == "actual" and not frame.negative and not head
        told = template.replace("^", "未" if denied else "").replace("~", "了" if happened else "")
        return fill(told, self._values(parts))

    @staticmethod
    def _lead(frame: Frame) -> str:
        no = "不" if frame.negative else ""
        if no and frame.aspect == "planned" and is_of_event(frame.key):
            return "不会"
        if frame.aspect == "actual":
            return ""
        if frame.aspect == "likely" and frame.past:
            return "可能" if frame.negative else "可能已"
        return {
            "planned": f"将{no}",
            "possible": f"可能{no}",
            "expected": f"预计{no}将" if not no else "预计不会",
            "likely": f"很可能{no}",
            "considering": f"正考虑{no}",
        }[frame.aspect]

    def _phrase(self, frame: Frame, parts: Parts) -> dict[str, str] | None:
        """The phrasing of a frame; of a deed the one that its thing has, where it has one of its own (``征收关税``)."""
        own = (
            self.template(f"{frame.key}.{frame.topics[0]}") if frame.key.startswith("deed.") and frame.topics else None
        )
        if parts.amount.endswith("%") and (level := self.template(f"{frame.key}.to")) is not None:
            return level  # 把利率上调至2.25%
        both = None if parts.recipients else self.template(f"{frame.key}.both")
        return own or both or self.template(frame.key)

    @staticmethod
    def _values(parts: Parts) -> dict[str, str]:
        return {**parts.values(), "document": parts.document or words("zh", "say")["document"]}

    def compose_head(self, frame: Frame, parts: Parts) -> str | None:
        """不加句号。"""
        phrase = self._phrase(frame, parts)
        if phrase is None:
            return None
        said = self._said(frame, phrase["say"], parts, head=True)
        place = f"在{parts.place}" if parts.place and frame.key != "visit" else ""
        talk = f" 讨论{parts.discussed}" if parts.discussed else ""
        condition = words("zh", "say")["condition"] if frame.conditional else ""
        front = f"{parts.by}：" if parts.by else ""
        reported = "据报" if frame.reported else ""
        return self.polish(f"{front}{parts.actors}{reported}{self._lead(frame)}{place}{condition}{said}{talk}")

    # -- notices

    def footing(self, footing: Footing) -> tuple[str, ...]:
        """两篇AI改写；无独立来源 等."""
        say = words("zh", "banner")
        unnamed = (f"未署名页面{footing.unnamed}个",) if footing.unnamed else ()
        names = "、".join((*footing.origin_names, *unnamed))
        if footing.rewrites and footing.rewrites == footing.articles:
            first = f"AI改写{footing.rewrites}篇"
        else:
            first = f"报道{footing.articles}篇，来源{footing.origins}个" + (f"：{names}" if names else "")
            first += f"；其中AI改写{footing.rewrites}篇" if footing.rewrites else ""
        if footing.named:
            first += f"；{say['named']}{'、'.join(footing.named)}"
        first += f"；独立来源{footing.independent}个" if footing.independent else "；无独立来源"
        lines = [first]
        if footing.official and footing.official == footing.origins:
            lines.append(say["official_only"])
        if footing.year_inferred:
            lines.append(say["year_inferred"])
        return tuple(lines)


_OF_FIRMS = frozenset({"company_president", "executive"})
GRAMMAR = Chinese()
