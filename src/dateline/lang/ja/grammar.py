"""日本語: sentences, headlines, names, titles and dates of the Japanese edition (新聞の文体)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.data import load_table
from dateline.lang.frames import Frame, is_collective
from dateline.lang.goals import deed_words
from dateline.lang.ja.grammar_names import family_name, full_name, reading
from dateline.lang.phrasing import Clause, FrameGrammar, Parts
from dateline.lang.precision import When, ends_month, ends_year
from dateline.lang.render import Cast, Footing, Memory, country_of, fill, label, words
from dateline.model import Entity, Party

_KANA = re.compile(r"[ァ-ヺ][ャュョァィゥェォ]?ー?")  # ノ, チェ: too short to stand alone
_COUNTED = re.compile(r"(?:約|議員|兵士|学生)?[0-9]")
_TO_A_LEVEL = frozenset(["deed.raise", "deed.reduce", "deed.maintain"])
_PAST, _PAST_NO, _PLAIN, _PLAIN_NO, _AND, _WITHOUT = range(6)


class Japanese(FrameGrammar):
    """The Japanese grammar."""

    code = "ja"
    headline_limit = 34

    # -- names

    def name(self, entity: Entity) -> str:
        """The attested form; a body of a country with the country before it."""
        if is_collective(entity):
            return words("ja", "say")["both_sides"]
        if entity.kind == "place":
            return self.place(entity.key or "") or full_name(entity)
        if entity.kind == "organization":
            return self._body(entity.key, entity.country) or full_name(entity)
        return full_name(entity)

    def _body(self, key: str | None, country: str | None) -> str | None:
        body = label("ja", "bodies", key, country) if key else None
        if not body or not key:
            return None
        nation = self.country(country) if country and country_of(key) is None and not key.isupper() else None
        nation = None if country == "JP" and body != "国会" else nation
        if nation and body == "国会":
            return f"{nation}の{body}"
        return f"{nation}{body}" if nation and not body.startswith(nation) else body

    def family(self, entity: Entity) -> str | None:
        """The family name where it is sure."""
        return family_name(entity)

    def short(self, party: Party, cast: Cast, *, full: bool) -> str:
        """金首相, 小林氏; the full name where two share the family name."""
        entity = cast[party.entity]
        if entity.kind != "person":
            return self.name(entity)
        suffix = self._suffix(party, entity)
        return self._called(entity, suffix, full=full) + suffix

    def _called(self, entity: Entity, suffix: str, *, full: bool) -> str:
        """The family name where it can be nothing else with that word after it (韓首相 may be the head of a government)."""
        family = None if full else self.family(entity)
        if family is None or _KANA.fullmatch(family):
            return self.name(entity)
        land = family in load_table("ja", "reporting")["short_country"]
        prefix = entity.country == "JP" and len(family) == 1  # 原文化相, 森大統領
        return self.name(entity) if suffix != "氏" and (land or prefix) else family

    def _suffix(self, party: Party, entity: Entity) -> str:
        word = self._label(party, entity)
        return word if word and len(word) <= 3 and party.status in (None, "current") else "氏"

    def _label(self, party: Party, entity: Entity) -> str | None:
        if party.capacity == "party_leader" and party.of and "/" in party.of:
            titles = words("ja", "party_leaders")
            return titles.get(party.of, titles["any"])
        if party.capacity == "minister":
            return "大臣"  # 閣僚 is no title
        return label("ja", "positions", party.capacity or "", country_of(party.of) or entity.country)

    def title(self, party: Party, cast: Cast) -> str:
        """韓国の金民錫（キム・ミンソク）首相, 自民党の小林鷹之政調会長."""
        entity = cast[party.entity]
        if entity.kind != "person":
            return self.name(entity)
        sound = reading(entity)
        name = f"{self.name(entity)}（{sound}）" if sound else self.name(entity)
        return self._owner(party, entity) + _with_title(name, self._title_word(party, entity))

    def _title_word(self, party: Party, entity: Entity) -> str:
        word = self._label(party, entity)
        if not word:
            return "氏"
        return {
            "former": f"元{word}",
            "immediate_former": f"前{word}",
            "acting": f"{word}代行",
            "elect": f"次期{word}",
        }.get(party.status or "", word)

    def _owner(self, party: Party, entity: Entity) -> str:
        """韓国の, 自民党の, 韓国・共に民主党の; nothing for Japan's own offices."""
        of = party.of or entity.country
        word = self._label(party, entity) or ""
        if not of or not word or word.startswith(("米", "国連", "IAEA")):
            return ""
        home = country_of(of) or entity.country
        nation = self.country(home) if home and home != "JP" else None
        if of == country_of(of):
            return f"{nation}の" if nation else ""
        body = label("ja", "bodies", of)
        if not body:
            return f"{nation}の" if nation else ""
        if country_of(of) is None:
            return f"{nation or ''}{body}の"
        return f"{nation}・{body}の" if nation else f"{body}の"

    def office(self, party: Party, cast: Cast) -> str | None:
        """自民党政調会長, 韓国首相."""
        entity = cast[party.entity]
        word, of = self._label(party, entity), party.of or entity.country
        if not word or not of:
            return None
        if of == country_of(of):
            return word if of == "JP" else f"{self.country(of)}{word}"
        body = label("ja", "bodies", of)
        nation = self.country(country_of(of)) if country_of(of) not in (None, "JP") else None
        return None if not body else f"{nation + '・' if nation else ''}{body}{word}"

    def head_names(self, parties: Sequence[Party], cast: Cast) -> tuple[str, ...]:
        """首相 and the like by family name, else the full name with 氏 or the title."""
        party = parties[0]
        entity = cast[party.entity]
        if entity.kind != "person":
            return (self.name(entity),)
        full = party.entity in self._full_names(cast)
        word = self._label(party, entity)
        title = self._title_word(party, entity) if word else "氏"
        family = self._called(entity, title, full=full)
        if title[0] in "元前" and len(family) == 1:
            family = self.name(entity)  # 森元首相 may be 森元 or 森
        named = family + title if family != self.name(entity) else _with_title(family, title)
        return (self._owner(party, entity) + named, named, self.short(party, cast, full=full))

    # -- words

    def join(self, names: Sequence[str]) -> str:
        """AとB、三つ以上は読点."""
        return "と".join(names) if len(names) < 3 else "、".join(names)

    def join_topics(self, topics: Sequence[str]) -> str:
        """AやB."""
        return "や".join(topics) if len(topics) < 3 else "、".join(topics)

    def numeral(self, value: str) -> str:
        """1万2000, 3億; decimals as they are."""
        return _by_myriads(value, ("", "万", "億", "兆"))

    def bracketed(self, words_: str, aside: str) -> str:
        """語（注）."""
        return f"{words_}（{aside}）"

    def addressed(self, parties: Sequence[Party], cast: Cast, names: str) -> str:
        """小林氏に."""
        return f"{names}に"

    def side(self, key: str) -> str | None:
        """韓国側."""
        name = self.country(key) if country_of(key) == key else self._body(key, None)
        return f"{name}側" if name else None

    def source(self, names: str, *, side: bool) -> str:
        """韓国側によると."""
        return f"{names}によると"

    def account(self, key: str, names: str) -> str:
        """韓国側によれば."""
        return f"{names}によれば"

    # -- dates

    def moment(self, when: When, memory: Memory) -> str:
        """2026年1月8日, later 8日; 2026年1月."""
        first, last = when.first, when.last
        shown = memory.shown
        year = "" if shown and shown.year == first.year else f"{first.year}年"
        month = "" if shown and not year and shown.month == first.month else f"{first.month}月"
        if when.kind == "day":
            return f"{year}{month}{first.day}日"
        if when.kind == "by" and ends_month(last):
            return f"{last.year}年内" if last.month == 12 else f"{last.year}年{last.month}月末"
        if when.kind == "by":
            return f"{last.year}年{last.month}月{last.day}日"
        if when.kind == "week":
            return f"{year}{first.month}月{first.day}日の週"
        if when.kind == "days":
            end = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
            return f"{year}{month}{first.day}{'' if last.month == first.month else '日'}～{end}"
        if when.kind == "year":
            return f"{first.year}年"
        part = {"early": "上旬", "mid": "中旬", "late": "下旬"}.get(when.kind, "")
        return f"{year}{first.month}月{part}"

    def timed(self, when: When, words_: str) -> str:
        """With its particle."""
        if ends_year(when):
            return f"{words_}に"
        return words_ + {"day": "", "days": "", "by": "までに"}.get(when.kind, "に")

    # -- sentences

    def compose(self, frame: Frame, parts: Parts) -> str | None:
        """出典、主語は日付、場所で～した。"""
        phrase = self._phrase(frame, parts)
        if phrase is None:
            return None
        forms = [str(f) for f in load_table("ja", "style")["verbs"][phrase["verb"]]]
        body = fill(phrase["body"], self._values(frame, parts))
        again = "改めて" if frame.restated else ""
        condition = words("ja", "say")["condition"] if frame.conditional else ""
        place = f"{parts.place}で" if parts.place and frame.key != "visit" else ""
        ahead = "に" if frame.aspect != "actual" and parts.time.endswith("日") else "、"
        time = parts.time + ("" if parts.time.endswith(("に", "まで")) or not parts.time else ahead)
        by = f"{parts.by}、" if parts.by else ""
        if frame.key.endswith(".passive") and _COUNTED.match(parts.actors):
            when = f"{parts.time}、" if parts.time else ""
            return f"{by}{when}{place}{parts.actors}が{condition}{body}{self._ending(frame, forms, parts)}。"
        front, time = (f"{parts.time}、", "") if frame.fronted and parts.time else ("", time)
        return f"{by}{front}{parts.actors}は{time}{place}{again}{condition}{body}{self._ending(frame, forms, parts)}。"

    def compose_joined(self, clauses: Sequence[Clause], by: str) -> str | None:
        """韓国側によると、金首相はAに言及し、李氏はBを要請した。"""
        said: list[str] = []
        for n, clause in enumerate(clauses):
            phrase = self._phrase(clause.frame, clause.parts)
            if phrase is None:
                return None
            forms = [str(f) for f in load_table("ja", "style")["verbs"][phrase["verb"]]]
            time = f"{clause.parts.time}、" if clause.parts.time else ""
            subject = f"{clause.parts.actors}は{time}" if clause.parts.actors else ""
            again = "改めて" if clause.frame.restated else ""
            body = fill(phrase["body"], self._values(clause.frame, clause.parts))
            said.append(f"{subject}{again}{body}{forms[_PAST if n == len(clauses) - 1 else _AND]}")
        return f"{by}、{'、'.join(said)}。" if by else f"{'、'.join(said)}。"

    def _ending(self, frame: Frame, forms: Sequence[str], parts: Parts) -> str:
        past = forms[_PAST_NO if frame.negative else _PAST]
        plain = forms[_PLAIN_NO if frame.negative else _PLAIN]
        if frame.aspect == "actual":
            said = f"{forms[_AND]}、{parts.discussed}について協議した" if parts.discussed else past
        elif frame.aspect == "likely":
            said = f"{past if frame.past else plain}とみられる"
        else:
            tail = {
                "planned": "予定だ",
                "possible": "可能性がある",
                "expected": "見通しだ",
                "considering": "ことを検討している",
            }[frame.aspect]
            said = plain + tail
        return f"{said}という" if frame.reported else said

    def _phrase(self, frame: Frame, parts: Parts) -> dict[str, str] | None:
        thing = frame.topics[0] if frame.topics else ""
        found = _worded(frame.key, thing, parts.actors) or self.template(f"{frame.key}.{thing}")
        return found or (None if parts.recipients else self.template(f"{frame.key}.both")) or self.template(frame.key)

    def template(self, key: str) -> dict[str, str] | None:
        """The phrasing of a frame; that of a deed from its verb where the table has none."""
        found = super().template(key)
        deed = key.removeprefix("deed.")
        if found is not None or deed == key or deed not in load_table("ja", "goals")["deeds"]:
            return found
        verb, noun = deed_words("ja", deed)
        return _deed_frame(verb.removesuffix("する"), "する") if verb.endswith("する") else _deed_frame("", verb, noun)

    @staticmethod
    def _values(frame: Frame, parts: Parts) -> dict[str, str]:
        amount = parts.amount.replace("年間", "年").replace("カ月間", "カ月")
        if frame.key in _TO_A_LEVEL and amount and not amount.endswith("ポイント"):
            amount += "に"  # 2.25%に引き上げ, 0.25ポイント引き上げ
        return {**parts.values(), "amount": amount, "document": parts.document or words("ja", "say")["document"]}

    def compose_head(self, frame: Frame, parts: Parts) -> str | None:
        """体言止め、句点なし."""
        phrase = self._phrase(frame, parts)
        if phrase is None:
            return None
        active = self.template(frame.key.removesuffix(".passive")) if _COUNTED.match(parts.actors) else None
        if frame.key.endswith(".passive") and active is not None and not frame.negative:
            phrase, parts = active, replace(parts, actors="", recipients=parts.actors)  # 94人を救助
        values = self._values(frame, parts)
        said = fill(phrase["head"], values)
        if frame.negative:
            forms = load_table("ja", "style")["verbs"][phrase["verb"]]
            planned = frame.aspect == "planned"
            said = fill(phrase["body"], values) + str(forms[_PLAIN_NO] if planned else forms[_WITHOUT])
        said += {
            "planned": "予定" if frame.negative else "へ",
            "possible": "の可能性",
            "expected": "の見通し",
            "likely": "か",
            "considering": "を検討",
        }.get(frame.aspect, "")
        if frame.negative and frame.aspect not in ("actual", "planned"):
            return None
        said = f"条件付きで{said}" if frame.conditional else said
        said = f"{said}と報道" if frame.reported else said
        if parts.discussed:
            said += f"、{parts.discussed}を協議"
        place = f"{parts.place}で" if parts.place and frame.key != "visit" else ""
        link = "" if not parts.actors else "、" if parts.recipients or not frame.several else "が"
        by = f"＝{parts.by}" if parts.by else ""
        return f"{parts.actors}{link}{place}{said}{by}"

    # -- notices

    def footing(self, footing: Footing) -> tuple[str, ...]:
        """「AIによる書き直し2件」「独立した出所なし」など."""
        say = words("ja", "banner")
        unnamed = (f"名前のないページ{footing.unnamed}件",) if footing.unnamed else ()
        names = "、".join((*footing.origin_names, *unnamed))
        if footing.rewrites and footing.rewrites == footing.articles:
            first = f"AIによる書き直し{footing.rewrites}件"
        else:
            first = f"記事{footing.articles}件、出所{footing.origins}件" + (f"：{names}" if names else "")
            first += f"。うちAIによる書き直し{footing.rewrites}件" if footing.rewrites else ""
        if footing.named:
            first += f"。{say['named']}{'、'.join(footing.named)}"
        first += f"。独立した出所{footing.independent}件" if footing.independent else "。独立した出所なし"
        lines = [first]
        if footing.official and footing.official == footing.origins:
            lines.append(say["official_only"])
        if footing.year_inferred:
            lines.append(say["year_inferred"])
        return tuple(lines)


def _worded(key: str, thing: str, actors: str) -> dict[str, str] | None:
    """What desks say of a deed where it is done to such a thing, by such a body (予算案を可決した衆院)."""
    deed = key.removeprefix("deed.")
    for row in load_table("ja", "style")["wordings"] if deed != key else ():
        if row["deed"] == deed and re.fullmatch(row["things"], thing) and re.search(row.get("by", "$"), actors):
            frame = _deed_frame(row["noun"], row.get("verb", "する"))
            return {k: v.replace("{topics}", row.get("object", "{topics}")) for k, v in frame.items()}
    return None


def _deed_frame(noun: str, verb: str, head: str = "") -> dict[str, str]:
    """製品を回収＋する, 製品を＋引き渡す; at a headline's end its noun."""
    return {"body": f"{{topics}}を{noun}", "verb": verb, "head": f"{{topics}}を{noun or head}"}


def _with_title(name: str, title: str) -> str:
    """欧陽景・元外相: 元 and 前 set apart from a full name in kanji, which could go on with them."""
    return f"{name}・{title}" if title[0] in "元前" and "\u3400" <= name[-1] <= "\u9fff" else name + title


def _by_myriads(value: str, sizes: Sequence[str]) -> str:
    """A decimal cut into groups of four digits (1万2000); fractions below ten thousand keep their point."""
    if "." in value and float(value) != int(float(value)):
        return f"{float(value):g}"
    number, groups = int(float(value)), []
    if number < 0 or number >= 10**16:
        raise ValueError(f"no words for {value}")
    for size in sizes:
        number, rest = divmod(number, 10_000)
        if rest:
            groups.append(f"{rest}{size}")
    return "".join(reversed(groups)) or "0"


GRAMMAR = Japanese()
