"""Predicates: the verbs of the ladder with their frames, and whether one of them is really a verb where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher
from dateline.lang.zh.lexicon import alternatives, words
from dateline.model.ladder import Rung
from dateline.model.reading import ActKind, Displeasure, MeetingKind

SHORT_VISITS = frozenset({"访", "抵", "来", "赴"})
_SHORT_BAD_BEFORE = {
    "指": "食手拇无名中小戒所被意专特泛直",
    "晤": "会面首",
    "说": "小学据传胡劝解演游听论再话虽",
    "称": "名简声职俗尊堪宣自人统对并谎",
    "愿": "意志心自情请",
    "拟": "模虚草",
    "促": "督仓短敦匆",
    "盼": "期顾",
    "请": "申邀聘宴",
    "吁": "呼长",
    "赴": "奔",
    "访": "来采上回专探拜造走到出互寻",
    "抵": "大",
    "致": "一导招以极精细大引",
    "协调": "不",
    "准备": "值战想神分",
    "议定": "会",
}
_SHORT_BAD_AFTER = {
    "指": "出责示导控定向的数标挥派望引纹证明认称点甲环针教正摘战使令涉",
    "晤": "谈面",
    "说": "明法服辞客",
    "称": "赞号为呼职作得",
    "愿": "望景",
    "拟": "议人定稿",
    "促": "进使成销织请",
    "盼": "望",
    "请": "求愿柬假教辞客",
    "赴": "",
    "访": "问谈客",
    "致": "力辞函敬使命死电",
    "认为": "",
    "就职": "场业",
    "准备": "金较很充就率",
    "考虑": "到的",
    "计划": "经生免外书",
}
_NOUN_AFTER = re.compile(
    r"[的]|书|者|方案|框架|机制|成果|结果|纪要|议题|气氛|仪式|文本|草案|内容|平台|渠道|活动|日程|行程|关系|团|式|期间的|次数|记录|权|中心|办公室|委员会|大会"
)
_JOURNEY_NOUN = re.compile(
    r"行程|之行|期间|计划|安排|日程|代表?团|一行|意愿|事宜|问题|成果|之旅|之际|前夕|行动|归来|结束|的(?!中|韩|日|美|俄)|签证|游客|旅客|航班|是|具有|意义"
)
_TITLE_MARKS = re.compile(r"《[^《》]*》?")
_TALKS_NOUN = re.compile(
    r"期间|间隙|场边|上(?![海午])|框架|议程|主席国|召开|在即|日期|地点|主题|为(?:契机|主题|由)|筹备|准备|[后前时](?:续)?的|机制|级|结果|是|系|持续|定于|原定|预计|预定|计划|将[于在是]|可能|有望|旨在"
)
_NTH = re.compile(r"第[一二三四五六七八九十\d]+次$|的第[^，。]{1,4}场$|的$")
_HELD = re.compile(r"(?:举行|进行|展开|开展)了?(?:一[次场]|首次|首轮|新一轮|第[^，。]{1,3}[次轮])?[^，。；]{0,14}的?$")
_PASSES = re.compile(
    r"了|过|[^，。；]{0,24}(?:法|法案|决议案?|预算案?|声明|宣言|文件|协定|协议|条约|公报|草案|提案|议案|动议|方案|修正案|决定)(?![^，。；]{0,12}(?:会谈|举行|讨论))|[，。；！”]|$"
)
_HARM = re.compile(r"[\d一二三四五六七八九十百两数多]+(?:余|多)?人(?:不幸)?(?:死|伤|受|失|遇|重|轻|罹|丧)")
_MATTERLESS_AFTER = re.compile(r"[。；、！？」”]|$")


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a verb tells, as in ``rungs.toml``."""

    kind: ActKind
    rung: Rung
    frame: str
    meeting: MeetingKind | None = None
    displeasure: Displeasure | None = None
    plover: str | None = None
    weak: bool = False
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """A predicate found at ``start:end``."""

    start: int
    end: int
    text: str
    is_: Predicate

    @property
    def frame(self) -> str:
        return self.is_.frame


@cache
def _matcher() -> TermMatcher[Predicate]:
    table: dict[str, Predicate] = {}
    for row in cast("list[dict[str, Any]]", load_table("zh", "rungs")["predicate"]):
        fields = {key: value for key, value in row.items() if key != "words"}
        predicate = Predicate(**fields)
        for word in row["words"]:
            table.setdefault(word, predicate)
    return TermMatcher(table)


@cache
def _topic_labels() -> TermMatcher[str]:
    """The printed noun phrases of topics that hold a verb's word among others (``抗议集会``, ``议员交流``)."""
    labels = {str(entry["label"]): key for key, entry in load_table("zh", "topics").items()}
    labels |= {str(own): key for key, own in load_table("zh", "style")["topics"].items()}
    return TermMatcher({label: key for label, key in labels.items() if len(label) > 2})


def topic_labels(plain: str) -> list[tuple[int, int]]:
    """Where printed noun phrases of topics stand."""
    return [(hit.start, hit.end) for hit in _topic_labels().find(plain)]


@lru_cache(maxsize=65536)
def names_topic(word: str) -> bool:
    """Whether a word is all of a topic's printed name (``判决``)."""
    return any(entry["label"] == word for entry in load_table("zh", "topics").values())


def opens_with_topic(words: str) -> bool:
    """Whether a matter begins with the printed name of a topic (``停火``, ``供应链``), not with a deed."""
    return any(words.startswith(entry["label"]) for entry in load_table("zh", "topics").values())


def _within_topic(plain: str, start: int, end: int) -> bool:
    """Whether the word is only a part of a topic's name."""
    if end - start < 2:
        return False
    near = _topic_labels().find(plain, max(0, start - 10), min(len(plain), end + 10))
    return any(hit.start <= start and end <= hit.end and hit.end - hit.start > end - start for hit in near)


def holds_verb(words: str) -> bool:
    """Whether a verb of two characters or more stands in the words."""
    return any(len(hit.text) > 1 for hit in _matcher().find(words))


_ISSUED = re.compile(r"(?:发表|发布|签署)了?(?=《[^《》]{0,30}(?:联合声明|联合公报|共同声明|联合新闻公报|联合宣言)》)")


_CALLED = re.compile(r"(?:通|打)了?[^，。；的]{1,12}?(?:分钟|小时|次)的?电话")


def find_verbs(plain: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> list[Verb]:
    """The verbs of a clause, outside names; single characters only where no longer word has them."""
    issued = _issued(plain, start, end)
    tabled = [v for v in _tabled_verbs(plain, start, end, names) if _is_apart(v, issued)]
    return sorted([*tabled, *issued], key=lambda v: v.start) if issued else tabled


def first_verb(plain: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> Verb | None:
    """The first of the verbs of a clause; the others are not looked for."""
    issued = _issued(plain, start, end)
    tabled = next((v for v in _tabled_verbs(plain, start, end, names) if _is_apart(v, issued)), None)
    return min([*([tabled] if tabled is not None else []), *issued], key=lambda v: v.start, default=None)


def _issued(plain: str, start: int, end: int) -> list[Verb]:
    issued = [
        Verb(m.start(), m.end(), m.group(), next(h.value for h in _matcher().find("发表联合声明")))
        for m in _ISSUED.finditer(plain, start, end)
    ]
    issued += [
        Verb(m.start(), m.end(), m.group(), next(h.value for h in _matcher().find("通电话")))
        for m in _CALLED.finditer(plain, start, end)
    ]
    return issued


def _is_apart(verb: Verb, others: Sequence[Verb]) -> bool:
    return not any(verb.start < o.end and o.start < verb.end for o in others)


def _tabled_verbs(plain: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> Iterator[Verb]:
    titles = [m.span() for m in _TITLE_MARKS.finditer(plain, start, end)]
    for hit in _matcher().find(plain, start, end):
        if any(a < hit.end and b > hit.start for a, b in names) or any(a < hit.start < b for a, b in titles):
            continue
        before, after = plain[hit.start - 1 : hit.start] if hit.start else "", plain[hit.end : hit.end + 1]
        if before and before in _SHORT_BAD_BEFORE.get(hit.text, ""):
            continue
        if after and after in _SHORT_BAD_AFTER.get(hit.text, ""):
            continue
        if hit.text == "通过" and before not in ("获", "被") and not _PASSES.match(plain, hit.end, end):
            continue
        if hit.text in _CHOOSES and not _chosen(plain, hit.end, end, names):
            continue
        if hit.text == "致" and not _HARM.match(plain, hit.end, end):
            continue
        if _within_topic(plain, hit.start, hit.end):
            continue
        if hit.value.frame == "visit" and after == "的":
            continue
        if hit.text in ("访", "抵", "来") and not any(a == hit.end for a, _ in names):
            continue
        yield Verb(hit.start, hit.end, hit.text, hit.value)


_TALKS_HELD = re.compile(
    r"了?(?=[^，。；■“”]{1,18}?(?:谈判|磋商|会谈|会晤|对话|协商|会议)(?:[，。；]|$|并|时|后|期间))(?![^，。；]{0,18}(?:军|演习|记者会|发布会|仪式))"
)


def as_talks(plain: str, verb: Verb) -> Verb:
    """``举行`` with a round of talks behind it (``举行第二轮渔业谈判``) is a verb of talking, where two parties hold it."""
    if verb.text not in ("举行", "进行", "展开", "开展", "召开") or _TALKS_HELD.match(plain, verb.end) is None:
        return verb
    talks = next(h.value for h in _matcher().find("举行会谈"))
    return Verb(verb.start, verb.end, verb.text, talks)


_CHOOSES = frozenset({"选举", "推选", "推举", "选出"})


def _chosen(plain: str, place: int, end: int, names: Sequence[tuple[int, int]]) -> bool:
    """Whether behind a word of choosing stands a name and what it is chosen for (``选举甲为议长``)."""
    first = next((b for a, b in names if a == place + (plain[place : place + 1] == "了")), None)
    return first is not None and re.compile(r"[^，。；]{0,24}?(?:为|担任|出任)").match(plain, first, end) is not None


def is_noun(plain: str, verb: Verb, end: int) -> bool:
    """Whether the word is used as a noun: ``访问的成果``, ``签署仪式``, ``会谈纪要``, ``会晤期间``."""
    if verb.frame == "talks" and _TALKS_NOUN.match(plain, verb.end, end):
        return True
    return _NOUN_AFTER.match(plain, verb.end, end) is not None


def is_held(plain: str, start: int, verb: Verb) -> bool:
    """``举行了富有成果的会晤``: the word after ``的`` is what was held."""
    return verb.frame in ("talks", "meet", "joint") and _HELD.search(plain[start : verb.start]) is not None


def is_counted(plain: str, verb: Verb) -> bool:
    """``会谈后的第二次会晤``, ``此次访问``: a name for the event, not the telling of it."""
    return _NTH.search(plain[max(0, verb.start - 8) : verb.start]) is not None


def is_journey_noun(plain: str, place: int) -> bool:
    """``访华行程``, ``访韩期间``: behind the place stands what makes the journey a noun."""
    return _JOURNEY_NOUN.match(plain, place) is not None


def lacks_matter(plain: str, verb: Verb, end: int) -> bool:
    """Whether nothing follows that a wish or a plan could be about."""
    return verb.end >= len(plain) or _MATTERLESS_AFTER.match(plain, verb.end, end) is not None


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(rf"({alternatives('negation')})(?:{alternatives('adverbs')})?$")


def is_negated(plain: str, start: int, place: int) -> bool:
    """Whether a negation stands right before ``place`` in the clause that starts at ``start``."""
    window = plain[max(start, place - 9) : place]
    found = _negation().search(window)
    offset = max(start, place - 9)
    if found is None:
        found, offset = _far_negation().search(plain[start:place]), start
    if found is None:
        return False
    tail = plain[offset + found.start(1) :]
    return not any(tail.startswith(word) for word in words("not_negation"))


@cache
def _far_negation() -> re.Pattern[str]:
    """A negation before a phrase with a preposition: ``尚未就时间达成一致``."""
    listed = alternatives("negation")
    return re.compile(rf"({listed})(?:{alternatives('adverbs')})?(?:就|与|同|和|对|向|在|为|于|从)[^，。；]*$")


@cache
def _planned() -> re.Pattern[str]:
    listed = "|".join(re.escape(w) for w in words("planned") if w not in ("将", "会", "能"))
    return re.compile(
        rf"(?:{listed})|原定|原计划|原拟|本应|本打算|将(?=另|择|适时|尽快|进一步|如期|派|率|就|围绕|按|逐步|启程|动身|重点|深入|协商|讨论|商定|商讨|签署|会见|会谈|拜会|于|在|与|同|和|对|向|就|从|自|会|再|继续|共同|首次|正式|分别|出席|应邀|率|前往|赴|访|抵|举行|举办|召开|由|作为|陆续|很快|一同|一起|联合|成为|有|为|通过|\d|本|下|明|今|$)"
        rf"|(?<![都机社工协委员事议大国学商金合公教峰分总席董])会(?!同(?=[^，。]*[与\u4e00-\u9fff]))(?=$|再|继续|在|与|同|对|向)|(?<![未没不才氢核性职])能(?=够?$)"
    )


def is_planned(plain: str, start: int, place: int, *, person: bool = False) -> bool:
    """Whether what stands between ``start`` and the verb at ``place`` puts it into the future (``将`` as a mark of the
    object, ``将利率提高``, does not; before a verb of meeting, going or signing, ``person``, it is none)."""
    words = plain[start:place]
    return _planned().search(words) is not None or (person and _WILL_DO.search(words) is not None)


_WILL_DO = re.compile(r"(?<![必即])[将擬拟](?!军|来(?![访华])|其|此)")


_POSSIBLE = re.compile(r"(?<!不)可能|也许|或许|恐(?![怖慌惧吓龙袭])怕?将?|或(?=将|会|于|在|$)|料将|有可能")


def is_possible(plain: str, start: int, place: int) -> bool:
    return _POSSIBLE.search(plain[start:place]) is not None
