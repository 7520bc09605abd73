"""People: names told by family names, titles beside them, sounds of foreign names, and the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.lang.zh.dotted import DOT, DOTTED, dotted_end, dotted_start, opens_no_name, sound_run, sounds_foreign
from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.scene import (
    PREPOSITIONS,
    Scene,
    good_end,
    good_start,
    japanese_surname,
    predicate_at,
    predicates,
    tables,
)
from dateline.lang.zh.segmenter import begins_word, cut_words, is_common
from dateline.lang.zh.strange_names import bodies_told, japanese_name_end, lady_end, names_thing

_HAN = re.compile(r"[\u4e00-\u9fff]")
_JOURNEY = re.compile(
    r"[访赴抵][华中日韩朝美俄英法德印欧菲越澳台](?:期间|之际|前夕|时|后|会|出席|并|[，。])"
)  # ``副总理访华期间``
_NO_LAST = frozenset("晤指称说访赴抵吁促较则亦曾很")
_KIN = re.compile(r"夫人|妻子|丈夫|行政长官(?!办)|特首|埃米尔(?=[^·])")
HONOURS = re.compile(r"(?:拿督斯里|丹斯里|拿督|爵士)+")
_BEFORE_TERM = re.compile(r"[就现前时历新首连继出担上离卸主委责信]任$")


def name_at(scene: Scene, start: int, *, titled: bool, nation: str | None = None) -> int | None:
    """Where the name that starts at ``start`` ends, or None when nothing there can be told to be a name. ``nation``: whose
    title stands before it."""
    plain, table = scene.plain, tables()
    if (
        start >= scene.end
        or table.stop.match(plain, start)
        or not _HAN.match(plain[start])
        or _JOURNEY.match(plain, start)
        or predicate_at(plain, start)
    ):
        return None
    dotted = dotted_end(scene, start)
    if dotted is not None:
        return dotted
    strange = _strange_end(scene, start, nation) if titled else None
    if strange is not None:
        return strange
    seen = next((e for s, e in scene.seen if s == start and e - s >= 2 and plain[e - 1] not in _NO_LAST), None)
    if seen is not None and plain[seen - 1] == "会" and plain[seen : seen + 1] in ("晤", "谈", "见", "面"):
        seen -= 1
    if seen is not None and plain[seen : seen + 1] in PREPOSITIONS and plain[seen] == plain[seen + 1 : seen + 2]:
        seen += 1  # ``朴允在在记者会上``
    if seen is not None and plain.startswith("为", seen) and _APPOINTS.search(plain[max(0, start - 5) : start]):
        return seen  # ``任命甲为部长``
    surname = japanese_surname(plain, start, sure=titled)
    lengths: list[int] = []
    if surname is not None:
        k = len(surname)
        lengths = [k + 2, k + 1, k + 3] if titled or seen else [k + 2]
        over = is_common(plain[start + k : start + k + 2]) if titled else _goes_on(plain, start + k)
        if over and (seen is None or seen <= start + k + 1):
            lengths, seen = [k] if seen else [], None
        if seen is not None and seen - start > k and seen - start not in lengths and good_end(scene, seen):
            lengths.insert(0, seen - start)
        if titled or seen:
            lengths.append(k)
    elif plain[start : start + 2] in table.double:
        goes_on = plain[start + 3 : start + 4] in tuple("未不已曾将在与同向对就于据")
        over = goes_on or is_common(plain[start + 3 : start + 5]) or predicate_at(plain, start + 3)
        lengths = [3] if over else [4, 3]
    elif plain[start] in table.single:
        lengths = _short_lengths(scene, start, seen, titled=titled)
    run = sound_run(scene, start) if titled and surname is None else start
    while run - start > 4 and plain[run - 1] in _NO_LAST:
        run -= 1
    ends = good_end(scene, run) or (
        (_word_at(plain, run) or begins_word(plain[run : run + 2]))
        and not any(good_end(scene, end) for end in range(start + 2, run))
    )
    if run - start >= 4 and plain[run - 1] not in _NO_LAST and ends and not scene.overlaps(start, run):
        return run
    if (
        seen == start + 3
        and surname is None
        and not is_common(plain[seen - 1 : seen + 1])
        and plain[start] in table.single
        and _fits(scene, start, seen)
    ):
        return seen
    for length in lengths:
        end = start + length
        if _fits(scene, start, end) and (good_end(scene, end) or (titled and _word_at(scene.plain, end))):
            return end
    return _foreign_end(scene, start, seen, titled=titled) or (_unlisted_end(scene, start) if titled else None)


def _strange_end(scene: Scene, start: int, nation: str | None) -> int | None:
    """Where a name ends that its title's country tells (来栖壮介 behind 日本首相), or its second character (梁氏碧玉)."""
    plain = scene.plain
    if plain[start : start + 1] in tuple("的将已也在就与和及同向对说称表"):
        return None

    def good(end: int) -> bool:
        return good_end(scene, end)

    if (end := lady_end(plain, start, scene.end, good)) is None and nation == "JP":
        surname = japanese_surname(plain, start, sure=True)
        seen = [e for s, e in scene.seen if start < s < start + 3 and 3 <= e - start <= 6 and good(e)]
        whole = seen[0] if seen else japanese_name_end(plain, start, scene.end, good)
        end = whole if surname is None else None  # 小此木＋真白
    return None if end is None or scene.overlaps(start, end) else end


def _goes_on(plain: str, place: int) -> bool:
    """Whether what follows a family name alone is no given name (``佐藤近来``, ``佐藤则说``)."""
    return plain[place : place + 1] in tuple("则说称也还亦就在与和同向对将于近并又") or is_common(
        plain[place : place + 2]
    )


def _unlisted_end(scene: Scene, start: int) -> int | None:
    """After a title: characters that no dictionary knows as words are a name (``事务次官船越健一``)."""
    if opens_no_name(scene.plain[start : start + 1] or "的"):
        return None
    goes_on = tables().follow.match(scene.plain, start) is not None
    for length in (4, 3, 2):
        end = start + length
        if not _fits(scene, start, end) or not good_end(scene, end):
            continue
        name = scene.plain[start:end]
        told = (length == 4 and _GIVEN_JP.search(name) is not None) or _is_rare_name(name)
        if told or not (goes_on or _has_words(name)):
            return end
    return None


_GIVEN_JP = re.compile(r"(?:[一太次三四五]郎|[美惠幸佳纪由真]子|之[介助]|[一]?[郎雄夫辅彦]|[美香织奈菜])$")
_RARE = frozenset("时明居古易文卓")


def _is_rare_name(name: str) -> bool:
    """Whether three characters are a rare family name and a given name that is a common word (``时敬业``)."""
    return len(name) == 3 and name[0] in _RARE and [len(w) for w in cut_words(name)] == [1, 2]


def _seen(scene: Scene, start: int, end: int) -> bool:
    return (start, end) in scene.seen and scene.plain[end - 1] not in _NO_LAST


def _word_at(plain: str, place: int) -> bool:
    """Whether a common word of two or more characters begins here."""
    first = next(iter(cut_words(plain[place : place + 4])), "")
    return len(first) >= 2 and is_common(first)


def _has_words(text: str) -> bool:
    return any(len(word) >= 2 and is_common(word) for word in cut_words(text))


def _short_lengths(scene: Scene, start: int, seen: int | None, *, titled: bool) -> list[int]:
    """Chinese and Korean names: three characters, or two where a word that follows names begins after the second."""
    if seen is not None and seen - start == 4 and is_common(scene.plain[start + 2 : seen]):
        return [2, 3]
    if seen is not None and seen - start in (2, 3, 4) and good_end(scene, seen):
        return [seen - start, 3, 2]
    if not titled and seen is None:
        return []
    third = scene.plain[start + 2 : start + 3]
    doubled = scene.plain[start + 3 : start + 4] == third
    if third in PREPOSITIONS and not doubled and good_end(scene, start + 2):
        return [2, 3]
    return [3, 2]


def _fits(scene: Scene, start: int, end: int) -> bool:
    words = scene.plain[start:end]
    if (len(words) == 2 and words[1] in PREPOSITIONS) or (
        len(words) == 3 and words[2] in _NO_LAST and not _seen(scene, start, end)
    ):
        return False
    if len(words) == 2 and not _seen(scene, start, end) and words[0] in tables().single and is_common(words):
        return False
    if tables().inside.search(words) or predicates().search(words, 1) or re.search(r"[与就向将被把给对]", words[1:]):
        return False
    return end <= scene.end and len(_HAN.findall(words)) == end - start and not scene.overlaps(start, end)


def _foreign_end(scene: Scene, start: int, seen: int | None, *, titled: bool) -> int | None:
    fits = seen is not None and _fits(scene, start, seen) and good_end(scene, seen)
    if seen is not None and fits and (titled or sounds_foreign(scene.plain[start:seen])):
        return seen
    if not titled:
        return None
    run = sound_run(scene, start)
    for end in range(run, start + 1, -1):
        if good_end(scene, end) and not scene.overlaps(start, end):
            return end
    return None


def _name_before(scene: Scene, end: int) -> int | None:
    """Where the name that ends right before a title starts: ``高市首相``, ``金总理``, ``李在明总统``."""
    plain, table = scene.plain, tables()
    for s, e in scene.seen:
        if e == end and e - s >= 2 and not scene.overlaps(s, e) and not table.stop.match(plain, s):
            return s
    for length in (4, 3, 5, 2):
        start = end - length
        if start < scene.start or not _fits(scene, start, end) or table.stop.search(plain, start, end):
            continue
        if predicate_at(plain, start):
            continue
        surname = japanese_surname(plain, start, sure=True)
        if surname is not None and len(surname) in (length, length - 1, length - 2) and good_start(scene, start):
            return start
        if length == 3 and plain[start] in table.single and good_start(scene, start):
            return start
    start = end
    while start > scene.start and plain[start - 1] in table.sounds and not scene.overlaps(start - 1, end):
        start -= 1
    for place in range(start, end - 1):
        if end - place <= 6 and end - place >= 2 and good_start(scene, place) and not table.stop.match(plain, place):
            return place
    single = end - 1
    if plain[single] == plain[end] or _BEFORE_TERM.search(plain, max(scene.start, single - 1), end):
        return None
    if (
        single >= scene.start
        and plain[single] in table.single
        and good_start(scene, single)
        and _fits(scene, single, end)
    ):
        return single
    return None


_SPEAKS = re.compile(
    r"(?:(?<=[，。；：！？”」 ])|^)([\u4e00-\u9fff]{2,5}?)"
    r"(?=表示|指出|强调|认为|透露|坦言|宣布|警告|重申|谈到|会见|[称说][，,：:“「]"
    r"|(?:将?于?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?就任)",
    re.MULTILINE,
)
_NOT_NAMED = re.compile(
    r"[方国府部省局社院报台会团党委厅办网处媒军者们人员家市县区所署司队则也还亦又就并再仍均已曾都]$|^[他她它我你们这那该其本此双两各有]"
)


_APPOINTS = re.compile(r"(?:任命|委任|提名|推选|选举|推举|指定)了?$")
_NAMED_TO = re.compile(
    r"(?:任命|委任|提名|推选|选举|推举)了?(?=(?![一二三四五六七八九十两多数])[\u4e00-\u9fff·]{2,14}为[\u4e00-\u9fff])"
)  # ``提名甲为部长``
_ONLY_PEOPLE = re.compile(
    r"(?:[自从于曾]|\d{1,2}[月日号]|\d{4}年|[今昨去前]年|当天|[起中初底])*"
    r"(?:当选|辞去|辞任|宣誓就|出任|获任|接任|卸任|担任|就任|表示|指出|强调|坦言|[说称][，：“「])"
)


def _vouched_end(scene: Scene, start: int) -> int | None:
    """Whom the network sees and who does what only people do, though no table has the family name (``橘五郎说``)."""
    end = next((e for s, e in scene.seen if s == start and 2 < e - s <= 5), None)
    if end is None or scene.overlaps(start, end) or not _ONLY_PEOPLE.match(scene.plain, end, scene.end):
        return None
    name = scene.plain[start:end]
    common = is_common(name) or _has_words(name) or _NOT_NAMED.search(name) or tables().stop.match(name)
    return None if common else end


def _speaker_end(scene: Scene, start: int) -> int | None:
    """Who heads a clause as the subject of a verb of saying, where no dictionary knows the word (``川普表示``)."""
    match = _SPEAKS.match(scene.plain, start, scene.end)
    if match is None or _NOT_NAMED.search(match[1]) or scene.overlaps(*match.span(1)):
        return None
    name = match[1]
    if re.search(r"[未不没仍已并再也还均都拟将会曾正但而却又则即最就]", name):
        return None
    if is_common(name) or _has_words(name) or tables().follow.match(name) or tables().stop.match(name):
        return None
    return (
        match.end(1)
        if len(name) == 2 or sounds_foreign(name) or name[0] in tables().single or name[:2] in tables().double
        else None
    )


def find_people(scene: Scene) -> list[Found]:
    """The people named in a sentence, by titles first, then by the network and by family names."""
    found: list[Found] = []
    titles = [f for f in scene.taken if f.kind == "position"]
    kin = [m.end() for m in _KIN.finditer(scene.plain, scene.start, scene.end)]
    nations = {_past_honours(scene, t.end): t.of for t in titles if not _generic(scene, t)}
    kin += [m.end() for m in _NAMED_TO.finditer(scene.plain, scene.start, scene.end)]
    for place in sorted({*nations, *kin}):
        end = name_at(_with(scene, found), place, titled=True, nation=nations.get(place))
        if end is not None:
            found.append(_person(scene, place, end))
    for title in titles:
        now = _with(scene, found)
        named = now.ends_taken(title.start) or scene.plain[title.start - 1 : title.start] == "为"
        named = named or any(f.start == title.end for f in found)  # ``甲公司董事长乙``
        start = _name_before(now, title.start) if not named else None
        if start is not None and not any(f.end > start and f.start < title.start for f in found):
            found.append(_person(scene, start, title.start))
    for start in _other_starts(scene):
        now = _with(scene, found)
        if now.overlaps(start, start + 1):
            continue
        end = name_at(now, start, titled=False) or _speaker_end(now, start) or _vouched_end(now, start)
        if end is not None and not now.overlaps(start, end):
            found.append(_person(scene, start, end))
    told = [f for f in bodies_told(found, titles) if not names_thing(scene.plain, f.start, f.end)]
    return [f for f in told if HONOURS.fullmatch(f.value) is None]


def _past_honours(scene: Scene, place: int) -> int:
    """Where the name begins behind honours (``首相拿督斯里某某``)."""
    honours = HONOURS.match(scene.plain, place, scene.end)
    return honours.end() if honours is not None else place


def _generic(scene: Scene, title: Found) -> bool:
    """A title of many people (``两国领导人``), behind which a name stands only where the network sees one."""
    return title.value in ("head_of_state", "official", "senior_official", "representative") and not any(
        start == title.end for start, _ in scene.seen
    )


def _other_starts(scene: Scene) -> list[int]:
    starts: set[int] = set()
    for begin, end in scene.seen:
        inside = [f.end for f in scene.taken if f.start >= begin and f.end <= end]
        starts.add(max(inside, default=begin))
    for match in DOTTED.finditer(scene.plain, scene.start, scene.end):
        seen = next((s for s, e in scene.seen if match.start() <= s < match.end()), None)
        starts.add(dotted_start(scene, match.start(), match.end()) if seen is None else seen)
    starts.update(m.start(1) for m in _SPEAKS.finditer(scene.plain, scene.start, scene.end))
    for place in range(scene.start, scene.end - 3):
        if good_start(scene, place) and japanese_surname(scene.plain, place):
            starts.add(place)
    return sorted(starts)


def _with(scene: Scene, found: Iterable[Found]) -> Scene:
    return Scene(scene.plain, scene.start, scene.end, (*scene.taken, *found), scene.seen)


def _person(scene: Scene, start: int, end: int) -> Found:
    if end - start > 3 and scene.plain.endswith("博士", start, end):
        end -= 2
    return Found(start, end, "person", scene.plain[start:end])


def spread_names(plain: str, scene: Scene, names: Sequence[str]) -> list[Found]:
    """Further places in a sentence of names that the text has elsewhere: whole names, longest first."""
    found: list[Found] = []
    for name in names:
        place = plain.find(name, scene.start, scene.end)
        while place >= 0:
            end = place + len(name)
            now = _with(scene, found)
            whole = not name.isascii() or not _letters_around(plain, place, end)
            whole = whole and not DOT.search(plain[max(0, place - 1) : place] + plain[end : end + 1])
            if (
                whole
                and not now.overlaps(place, end)
                and (len(name) > 2 or (good_end(now, end) and good_start(now, place)))
            ):
                found.append(Found(place, end, "person", name))
            place = plain.find(name, end, scene.end)
    return found


def _letters_around(plain: str, start: int, end: int) -> bool:
    return re.search(r"[A-Za-z-]", plain[max(0, start - 1) : start] + plain[end : end + 1]) is not None


def first_form(name: str) -> str | None:
    """The first part of ``X·Y``, which later mentions of people of some countries go by."""
    first = DOT.split(name)[0] if DOT.search(name) and not name[:1].isascii() else ""
    return first if len(first) >= 2 else None


def short_form(name: str) -> str | None:
    """The form that later mentions go by: a Japanese family name, the last part of ``X·Y``; None where there is none."""
    if name[:1].isascii():
        return None
    if DOT.search(name):
        last = DOT.split(name)[-1]
        return last if len(last) >= 2 else None
    surname = japanese_surname(name, 0, sure=True)
    if surname is None and len(name) == 4 and name[:2] not in tables().double and not sounds_foreign(name):
        return name[:2]
    return surname if surname is not None and len(name) > len(surname) else None
