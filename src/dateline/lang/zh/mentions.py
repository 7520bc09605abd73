"""Mentions: positions, bodies, places and people of every sentence, settled against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.lang.data import load_table
from dateline.lang.zh.dotted import is_part_of_name, sounds_foreign
from dateline.lang.zh.known_names import Longer, Names, is_part
from dateline.lang.zh.latin import find_latin, short_latin
from dateline.lang.zh.lexicon import Found, Term, find_letters, terms
from dateline.lang.zh.people import find_people, first_form, short_form, spread_names
from dateline.lang.zh.place_endings import places_by_ending, split_places
from dateline.lang.zh.scene import Scene, is_family_name, japanese_surname
from dateline.lang.zh.strange_names import before_verb, names_firm, without_verbs
from dateline.lang.zh.things import is_deed_to_thing
from dateline.lang.zh.titles import join_bodies, own_positions, status_words, statuses

_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_TITLE = re.compile(
    r"会谈|会晤|会(?!见|面|晤|谈)|峰会|外交|层面|级|选举|大选|职务|职位|制|府|室|团|处|性|席会|们会|会议|人数|作|选|令(?!狐)|争|行动|席位|权力|任期"
)
_PLACE_TAIL = re.compile(
    r"(?:特别行政区|特别市|广域市|直辖市|县(?!长)|市(?!长)|省(?!长)|州(?!长)|[\u4e00-\u9fff]{0,2}(?:口岸|煤矿|机场|核电站|火车站)|道(?!歉|义|路|德|理|具|教)|府(?!邸|上)|港(?!口|商)|地区)"
)
_BODY_TAIL = re.compile(
    r"(?:公司|集团|大学|学院|银行|协会|委员会|研究所|研究院|研究中心|基金会|联盟|通讯社|电视台|日报|新闻社|工会|商会|俱乐部|医院|法院|党|部|省|厅|局|院|署|军|社|联合会|议会|组织|机构)$"
)
_VERB_TAIL = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:商定|会谈|会晤|举行|签署|达成|宣布|会见|表示|会面|抵达|访问)$")
_AUDIENCE = re.compile(r"(?:觐见|晋见|谒见)$")  # whom one has an audience with is a monarch (``苏丹``), no country
_FIELDS = re.compile(r"(?:国际|经济|贸易|商务|通商|文化|安全|人权|难民|联络|特别|常驻)+$")
_ISLAND = re.compile(r"岛(?!国|内|上|屿)")
_JOINED_POLICE = re.compile(r"[与和及][\u4e00-\u9fff]{2,5}?[局厅署](?=[局厅署]长|发言人|副)")  # ``警察与边防局``
_VISITED = re.compile(r"(?:(?<!专)访问|出访|到访|前往|飞抵|抵达|转赴|赶赴)了?$")
_LEADS_TO_PLACE = re.compile(r"(?:抵达|前往|飞抵|赶赴|位于|[在赴抵])了?$")
_STATE = re.compile(r"国(?=外长|总统|总理|首相|外交|国防|政府|议会|副|驻|大使|总领事|代表团)")
_OFFICES = {"市": "mayor", "州": "governor", "省": "governor"}
_NOT_BODY = frozenset(
    {
        "当局",
        "工兵",
        "政府",
        "航空公司",
        "公司",
        "集团",
        "大学",
        "双方",
        "官员",
        "议会",
        "军方",
        "警方",
        "学校",
        "医院",
        "本公司",
        "内部",
        "北部",
        "南部",
        "东部",
        "西部",
        "中部",
        "全部",
        "干部",
        "总部",
        "社",
    }
)
_NOT_PLACE = frozenset(
    {
        "东部",
        "西部",
        "南部",
        "北部",
        "中部",
        "当地",
        "两国",
        "双边",
        "国内",
        "国外",
        "海外",
        "全国",
        "本国",
        "全球",
        "世界",
        "我国",
        "该国",
        "各国",
        "国际",
        "半岛",
        "边境",
        "境内",
        "沿海",
        "海上",
        "东",
        "西",
        "南",
        "北",
        "首都",
        "走廊",
        "航线",
        "海域",
        "港口",
        "海峡",
    }
)


def _is_foreign_party(plain: str, name: str) -> bool:
    """Whether the name of a party that several countries have is meant of another: the text does not speak of the one
    that the tables have it for."""
    needs: Mapping[str, list[str]] = load_table("zh", "gazetteer")["party_of"]
    return name in needs and not any(word in plain for word in needs[name])


def _is_post(plain: str, start: int, place: int) -> bool:
    """``辞去外长职务``: the title of a post that somebody takes or leaves."""
    before = plain[max(start, place - 24) : place]
    return (
        plain.startswith(("职务", "职位"), place)
        and re.search(r"辞去|免去|卸任|担任|出任|接任|解除|接替", before) is not None
    )


def _tabled(plain: str, start: int, end: int) -> list[Found]:
    found: list[Found] = []
    for hit in terms().find(plain, start, end):
        term: Term = hit.value
        if term.kind == "position" and plain.startswith(("办公室", "办公厅"), hit.end):
            field = _FIELDS.search(plain[start : hit.start])
            first = start + field.start() if field is not None else hit.start
            found.append(Found(first, hit.end + 3, "organization", plain[first : hit.end + 3], term.of))
            continue
        if term.kind == "position" and hit.text[-1] == "长" and _LONG.match(plain, hit.end - 1):
            continue
        if term.kind == "position" and hit.text == "厅长" and plain.startswith("官", hit.end):
            found.append(Found(hit.start + 1, hit.end + 1, "position", "minister"))
            continue
        if term.kind == "organization" and _is_foreign_party(plain, hit.text):
            found.append(Found(hit.start, hit.end, "organization", hit.text))
            continue
        if term.kind == "position" and _NOT_TITLE.match(plain, hit.end) and not _is_post(plain, start, hit.end):
            continue
        if (
            term.kind == "position"
            and len(hit.text) == 2
            and hit.text in ("代表", "主席", "委员", "将军", "主任")
            and plain[hit.end : hit.end + 1] in "了着"
        ):
            continue
        if hit.text == "行长" and plain[hit.start - 1 : hit.start] == "执":
            continue
        if hit.text == "国会" and plain[hit.end : hit.end + 1] in ("谈", "晤", "见", "面"):
            continue
        if (
            term.kind == "organization"
            and hit.text[-1] in "院署局"
            and plain[hit.end : hit.end + 2] in ("长官", "院长")
        ):
            continue
        if term.kind == "organization" and (title := _title_inside(plain, hit.start, hit.end, end)) is not None:
            found.extend(title)
            continue
        if hit.text == "当局" or (hit.text == "政府" and plain[hit.start - 1 : hit.start] in tuple("国各方党反亲")):
            continue
        finish = hit.end
        if hit.text in ("警察", "联邦警察") and re.compile(r"[局厅署队](?!长)").match(plain, hit.end):
            finish += 1
        if hit.text == "警察" and (joined := _JOINED_POLICE.match(plain, hit.end, end)) is not None:
            finish = joined.end()
        if (
            term.value in ("court", "prosecution", "police")
            and (branch := _BRANCH.match(plain, finish, end)) is not None
        ):
            finish = branch.end()
        country = term.kind == "place" and len(term.value) == 2 and term.value.isascii()
        if country and _ISLAND.match(plain, hit.end):
            found.append(Found(hit.start, hit.end + 1, "place", plain[hit.start : hit.end + 1]))
            continue
        if country and hit.text[-1] != "国" and _STATE.match(plain, hit.end):
            finish += 1
        if term.kind == "position" and hit.text.endswith("部长") and plain.startswith("官", finish):
            finish += 1
        if plain[max(0, hit.start - 2) : hit.end] in ("国务委员", "行政长官"):
            continue
        if term.kind == "position" and plain[hit.start - 1 : hit.start] == "副":
            found.append(Found(hit.start - 1, hit.end, "position", "official"))
            continue
        if term.kind == "place" and not (len(term.value) == 2 and term.value.isascii()):
            tail = _PLACE_TAIL.match(plain, hit.end, end)
            finish = (
                tail.end()
                if tail is not None and (hit.text[-1] not in "县市省州道府岛" or tail.group()[-1] in "岸矿场站")
                else hit.end
            )
        more = _NAME_GOES_ON.match(plain, hit.end, end) if term.kind == "place" and not country else None
        if more is not None and sounds_foreign(hit.text + more.group()):
            continue  # ``安东尼奥·席尔瓦``
        if term.kind == "place" and hit.text[-1] in _OFFICES and plain[hit.end : hit.end + 1] == "长":
            finish = hit.end - 1
            found.append(Found(finish, finish + 2, "position", _OFFICES[hit.text[-1]], term.of))
        found.append(Found(hit.start, finish, term.kind, term.value, term.of))
    return found


_BRANCH = re.compile(r"(?:[\u4e00-\u9fff]{2,3}?)(?:支院|支部|支厅|支庭|分院|分庭|分局|分署|分处)")
_NAME_GOES_ON = re.compile(r"[\u4e00-\u9fff]{1,3}(?=·)")
_LONG = re.compile(r"长(?:期|远|效|途|久|年累月|时间|(?=达[\d一二三四五六七八九十两数]))")


def _title_inside(plain: str, start: int, finish: int, end: int) -> list[Found] | None:
    """``美国国防部`` + ``长`` is no ministry: the country, and the title that goes on past the body's name (or, where no
    table has one, the whole of it: ``国税厅长``)."""
    if plain[finish : finish + 1] != "长" or _LONG.match(plain, finish):
        return None
    whole = next((h for h in terms().find(plain, finish - 1, min(end, finish + 1)) if h.start == finish - 1), None)
    for place in range(start, finish - 1):
        hit = next((h for h in terms().find(plain, place, min(end, finish + 2)) if h.start == place), None)
        if hit is None or hit.value.kind != "position" or hit.end <= finish:
            continue
        return _behind_country(plain, start, Found(place, hit.end, "position", hit.value.value, hit.value.of))
    if whole is None or whole.value.kind != "position" or plain[finish + 1 : finish + 2] == "官":
        return None
    country = next((h for h in terms().find(plain, start, finish - 1) if h.value.kind == "place"), None)
    begin = country.end if country is not None and country.start == start else start
    title = Found(begin, finish + 1, "position", whole.value.value, whole.value.of)
    return _behind_country(plain, start, title)


def _behind_country(plain: str, start: int, title: Found) -> list[Found]:
    """The title, and the country that opens the body's name where it stands right before it."""
    country = next((h for h in terms().find(plain, start, title.start)), None) if title.start > start else None
    if country is None or country.end != title.start or country.value.kind != "place":
        return [title]
    return [Found(start, title.start, "place", country.value.value, country.value.of), title]


def _without_overlaps(found: Sequence[Found]) -> list[Found]:
    """The longest of those that overlap; in page order."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start - f.end, f.start, f.kind)):
        if not any(k.start < item.end and k.end > item.start for k in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: f.start)


def _name_spans(plain: str, seen: Sequence[tuple[int, int, str]], tabled: Sequence[Found]) -> list[Found]:
    """Gazetteer hits that are really the start of a Japanese name (``石川`` in ``石川优一``) are left out."""
    people = [(s, e) for s, e, label in seen if label == "PERSON"]
    return [
        t for t in tabled
        if not (t.kind == "place" and any(s == t.start and e > t.end and japanese_surname(plain, s) for s, e in people))
        and not (t.kind == "place" and any(s < t.start and t.end <= e and sounds_foreign(plain[s:e]) for s, e in people))
    ]  # fmt: skip


def _seen_names(plain: str, seen: Sequence[tuple[int, int, str]], kept: Sequence[Found]) -> list[Found]:
    """Bodies and places that the network saw and no table has."""
    found: list[Found] = []
    for start, end, label in seen:
        words = plain[start:end]
        inside = [k for k in kept if k.start < end and k.end > start]
        if label == "LOC":
            head = max((k.end for k in inside if k.start <= start and k.kind == "place"), default=start)
            head += head > start and end - head > 3 and plain[head] in "省市州县"
            end = start + len(_VERB_TAIL.sub("", plain[start:end]))
            inside = [k for k in inside if k.end > head]
            head += plain[head : head + 1] in ("在", "从") and end - head > 2
            words = plain[head:end]
            if (
                not inside
                and not words.endswith(("范围内", "各地", "境内", "全国"))
                and len(words) >= 2
                and words not in _NOT_PLACE
                and words[-1] != "国"
                and _HAN.match(words)
                and not words.endswith(("方", "府"))
                and not is_deed_to_thing(words)
            ):
                country = next((k.of for k in kept if k.end == head and k.kind == "place"), None)
                found += [Found(head + a, head + b, "place", words[a:b], country) for a, b in split_places(words)]
        elif (
            label == "ORG"
            and words not in _NOT_BODY
            and len(words) >= 3
            and not any(k.kind in ("person", "position") for k in inside)
        ):
            if not inside and not (_BODY_TAIL.search(words) or sounds_foreign(words) or names_firm(words)):
                continue
            if not inside and sounds_foreign(words) and _LEADS_TO_PLACE.search(plain[max(0, start - 3) : start]):
                found.append(Found(start, end, "place", words))
                continue
            if not inside or (
                _BODY_TAIL.search(words)
                and all(k.start >= start and k.end <= end for k in inside)
                and not any(k.kind == "organization" for k in inside)
            ):
                found.append(
                    Found(start, end, "organization", words, next((k.of for k in inside if k.kind == "place"), None))
                )
    return found


def find_names(plain: str, sentences: Sequence[tuple[int, int]], masks: Sequence[tuple[int, int]]) -> list[list[Found]]:
    """For each sentence its names in page order, not overlapping. ``masks`` are stretches where nobody is looked for."""
    from dateline.lang.zh.network import tag_texts

    tagged = tag_texts([plain[s:e] for s, e in sentences])
    result: list[list[Found]] = []
    for (start, end), spans in zip(sentences, tagged, strict=True):
        seen = [
            (a, b, _label(plain, a, b, label))
            for a, b, label in _apart(plain, [(start + a, start + b, label) for a, b, label in spans])
            if not _masked(a, b, masks)
        ]
        result.append(_read_sentence(plain, start, end, seen, masks))
    return _spread(plain, sentences, result, masks)


def _apart(plain: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The network's spans, two people whom it took for one (``水野春人与埃莱娜·迪朗``) apart."""
    found: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        if (cut := _PAST_NAME.search(plain, start + 2, end)) is not None:
            end = cut.start()
        joined = plain.find("与", start + 2, end - 2) if label == "PERSON" else -1
        found += [(start, end, label)] if joined < 0 else [(start, joined, label), (joined + 1, end, label)]
    by_start = {start: label for start, _, label in found}
    return [
        (start, end, "PERSON" if label == "LOC" and _acts(plain, start, end, by_start) else label)
        for start, end, label in found
    ]


_PAST_NAME = re.compile(r"未[就与向对]|强烈")
_POSTS = re.compile(
    r"(?:[自从于曾]|\d{1,2}[月日号]|\d{4}年|[今昨去前]年|当天|[起中初底])*(?:当选|辞去|辞任|宣誓就|出任|获任|接任|卸任|担任|就任)"
)
_DOES = re.compile(
    r"(?:[未不已也曾将]|可能)?(?:表示|谈到|指出|强调|会见|抗议|谴责|兑现|就任|作出承诺)|[就对](?![在是近外面])"
)


def _acts(plain: str, start: int, end: int, labels: Mapping[int, str]) -> bool:
    """Whether a name of three characters that the network takes for a place does what only people do."""
    if end - start <= 5 and sounds_foreign(plain[start:end]) and _POSTS.match(plain, end):
        return True
    if end - start != 3 or not is_family_name(plain[start]) or _PLACE_END.search(plain[start:end]):
        return False
    if plain.startswith(("会见", "接见"), start - 2):
        return True
    with_person = plain[end : end + 1] == "与" and labels.get(end + 1) == "PERSON"
    return with_person or (_DOES.match(plain, end) or _POSTS.match(plain, end)) is not None


_PLACE_END = re.compile(r"[市县省州岛港山河湖区镇村乡道府湾峡江海洋城里角原]$")


def _label(plain: str, start: int, end: int, label: str) -> str:
    """The network's label; what starts with a Japanese family name and has no tail of a body or place is a person."""
    surname = japanese_surname(plain, start)
    if label in ("ORG", "LOC") and surname and len(surname) == end - start:
        return "O"
    if label in ("ORG", "LOC") and surname and len(surname) < end - start <= 5:
        words = plain[start:end]
        if not _BODY_TAIL.search(words) and not _PLACE_TAIL.search(words[len(surname) :]):
            return "PERSON"
    return label


def _masked(start: int, end: int, masks: Sequence[tuple[int, int]]) -> bool:
    return any(a < end and b > start for a, b in masks)


def _read_sentence(
    plain: str, start: int, end: int, seen: list[tuple[int, int, str]], masks: Sequence[tuple[int, int]]
) -> list[Found]:
    tabled = [
        t for t in (*_tabled(plain, start, end), *find_letters(plain, start, end)) if not _masked(t.start, t.end, masks)
    ]
    tabled = _without_overlaps(_name_spans(plain, seen, tabled))
    extra = _seen_names(plain, [s for s in seen if s[2] in ("ORG", "LOC")], tabled)
    heads = {t.end for t in tabled if t.kind == "position"}
    extra = [
        x for x in extra if not (x.start in heads and (x.kind == "place" or sounds_foreign(plain[x.start : x.end])))
    ]
    extra = [x for x in extra if not is_part_of_name(plain, x.start)]
    tabled = [t for t in tabled if not (t.kind == "place" and _AUDIENCE.search(plain[max(0, t.start - 2) : t.start]))]
    known = _without_overlaps([*tabled, *(x for x in extra if x.kind == "place")])
    extra += [
        x
        for x in places_by_ending(plain, start, end, known, [(a, b) for a, b, label in seen if label == "PERSON"])
        if not _masked(x.start, x.end, masks)
    ]
    places = _without_overlaps([*tabled, *extra])
    joined = own_positions(plain, join_bodies(plain, places))
    joined = sorted(
        (*joined, *(x for x in find_latin(plain, start, end, joined) if not _masked(x.start, x.end, masks))),
        key=lambda f: f.start,
    )
    people_seen = tuple(
        (a, b)
        for a, b in _trim_people(plain, seen, joined)
        if not (_VISITED.search(plain[max(0, a - 3) : a]) and sounds_foreign(plain[a:b]) and "·" not in plain[a:b])
    )  # ``邀请他访问普拉亚``: a place
    scene = Scene(plain, start, end, tuple(joined), people_seen)
    people = [before_verb(plain, p) for p in find_people(scene) if not _masked(p.start, p.end, masks)]
    settled = [_status_past_name(plain, j, people) for j in joined if not _stands_for(plain, j, people, joined)]
    return sorted((*settled, *people), key=lambda f: f.start)


def _stands_for(plain: str, item: Found, people: Sequence[Found], names: Sequence[Found]) -> bool:
    """Whether ``代表`` is a verb (``甲代表乙方表示慰问``): a name before it and somebody after it."""
    return (
        plain[item.start : item.end] == "代表"
        and any(p.end == item.start for p in people)
        and any(n.start == item.end for n in (*names, *people))
    )


def _status_past_name(plain: str, item: Found, people: Sequence[Found]) -> Found:
    """A title after a name takes its status from before the name (the ``原`` of ``石原会长`` is part of a name)."""
    before = next((p for p in people if p.end == item.start), None)
    if item.kind != "position" or before is None:
        return item
    prefix = re.search(rf"({status_words()})$", plain[max(0, before.start - 4) : before.start])
    return replace(item, status=statuses()[prefix[1]] if prefix is not None else "current")


def _trim_people(
    plain: str, seen: Sequence[tuple[int, int, str]], joined: Sequence[Found]
) -> tuple[tuple[int, int], ...]:
    """The network's people without the titles and countries that it took along."""
    trimmed: list[tuple[int, int]] = []
    for start, end, label in seen:
        if label != "PERSON":
            continue
        start = max((j.end for j in joined if j.start >= start and j.end < end), default=start)
        if plain[start] in "同与和向由据" and end - start > 2:
            start += 1
        if end - start >= 2 and not any(j.start < end and j.end > start for j in joined):
            trimmed.append((start, end))
    return tuple(trimmed)


def _spread(
    plain: str, sentences: Sequence[tuple[int, int]], found: list[list[Found]], masks: Sequence[tuple[int, int]]
) -> list[list[Found]]:
    """Names that one sentence gives in full are found in the others too, also by their short form."""
    found = without_verbs(found)
    known = {f.value for row in found for f in row if f.kind == "person" and len(f.value) >= 2}
    longer = Longer(plain, known)
    found = [[f for f in row if f.kind != "person" or not longer.cuts(f)] for row in found]
    full = sorted(
        {f.value for row in found for f in row if f.kind == "person" and len(f.value) >= 2}, key=lambda n: (-len(n), n)
    )
    short = sorted({s for name in full for s in _short_forms(name) if s not in full}, key=lambda n: (-len(n), n))
    names = {name: rank for rank, name in reversed([*enumerate((*full, *short))])}
    spread, whole = Names(names), Names(full)
    result: list[list[Found]] = []
    for (start, end), row in zip(sentences, found, strict=True):
        kept = [f for f in row if not (f.kind != "person" and (f.value in names or is_part(plain, f, whole)))]
        scene = Scene(plain, start, end, tuple(kept), ())
        here = sorted(spread.standing(plain, start, end), key=names.__getitem__)
        more = [f for f in spread_names(plain, scene, here) if not _masked(f.start, f.end, masks)]
        result.append(sorted((*kept, *more), key=lambda f: f.start))
    return result


def _short_forms(name: str) -> tuple[str, ...]:
    short = tuple(s for s in (short_form(name), first_form(name)) if s is not None)
    return short or short_latin(name)
