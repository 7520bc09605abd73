"""Noun phrases of a clause: who stands there, behind which preposition, joined to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lang.zh.lexicon import alternatives, words
from dateline.lang.zh.offices import is_field, is_unbroken, leads_to_title
from dateline.lang.zh.predicates import holds_verb, topic_labels
from dateline.lang.zh.titles import OFFICE_FIELD
from dateline.model import DateValue, Mention

_SAME_PHRASE = re.compile(
    r"(?:的|前|原|前任|代理|临时|候任|当选|新任|时任|现任|籍|兼|常务|首席|驻.{0,3}|新当选|级|一名|一位|多名|某|高级|"
    r"拿督斯里|丹斯里|拿督| )?"
)
_FIELD = re.compile(OFFICE_FIELD)
_COMING = r"(?:正在)?(?:来|访|赴|前来).?(?:进行)?(?:国事|正式|工作|友好)*(?:访问|(?:出席|参加)[^，。；的]{2,12})?的"
_JOIN = re.compile(r"(、|和|与|同|及|以及|跟|，以及)(?:其)?(夫人|妻子|丈夫|女儿|儿子)?")
_ASIDE = re.compile(r"^[（(][^（）()]*[）)]")  # ``甲（57岁）和乙（49岁）``
_BODY = re.compile(
    r"(?:^|(?<=[、和与同及跟由向对在驻以名位兼]))"
    r"((?:对外|[^、，。；：（）和与同及跟由向对在于给被将把就从据的了曾已拟\d日“”「」 ]){1,16}"
    r"[会部局署院厅委办室处司组党社军府校台站所省市区州县盟联队团网军商厂])$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Mentions that name one party. ``head`` is the index of the mention that counts; ``before`` the preposition or the
    joining word right before the phrase; ``joined`` whether that word ties it to the phrase before."""

    start: int
    end: int
    head: int
    kind: str
    before: str
    joined: bool


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(受到|获得|获|代表|偕同|偕|携同|陪同|随同|率领|率|带领|{alternatives('preposition')})(?:包括)?(?:各国|两国|双方|多国|有关|一些|其他|部分|当地|该国|各方|多位|多名|数名|市|州|省|县|区)?"
        rf"(?:{alternatives('visiting')}|{_COMING})*(?:[前原])?$"
    )


@cache
def _visiting() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('visiting')}|{_COMING}|前|原)*$")


_FRIENDS = re.compile(r"我?友邦$|(?:邻国|盟国)$")
_TWO_FIELDS = re.compile(
    r"(?:^|(?<=[与同、和]))([\u4e00-\u9fff]{2,5}及[\u4e00-\u9fff]{2,8}|(?<=[与同、和])(?:(?![和与同及跟由向对在于给被将把就从据的了])[\u4e00-\u9fff]){2,6})$"
)


def find_phrases(plain: str, start: int, end: int, mentions: Sequence[Mention], row: Sequence[int]) -> list[Phrase]:
    """The noun phrases of a clause, in order."""
    groups: list[list[int]] = []
    topics = [(start + a, start + b) for a, b in topic_labels(plain[start:end])]
    for index in row:
        mention = mentions[index]
        if not (start <= mention.start and mention.end <= end) or mention.kind == "number":
            continue
        if any(a <= mention.start and mention.end <= b and b - a > mention.end - mention.start for a, b in topics):
            continue  # ``议员交流``, ``解散议会``: nobody who acts
        if len(mention.text) == 1 and re.compile(_COMING).match(plain, mention.start - 1, end):
            continue
        if groups and (_same(plain, mentions, groups[-1], index) or _same_holder(plain, mentions, groups[-1], index)):
            groups[-1].append(index)
        else:
            groups.append([index])
    phrases: list[Phrase] = []
    for group in groups:
        first, head = mentions[group[0]].start, _head(plain, mentions, group)
        left = phrases[-1].end if phrases else start
        status = _status().search(plain[left:first]) or _FRIENDS.search(plain[left:first])
        first = left + status.start() if status is not None else first
        if mentions[head].kind == "person":
            titled = any(mentions[i].kind == "position" for i in group)
            first = _body_start(plain, left, first, titled=titled)
        gap = _ASIDE.sub("", plain[left:first]).strip(" ")
        joint = _JOIN.fullmatch(_visiting().sub("", gap)) if phrases else None
        joined = joint is not None or (bool(phrases) and _letters(mentions, phrases[-1], group[0], gap))
        found = _before().search(gap)
        before = ("和" if joint[2] else joint[1]) if joint else "" if joined else found[1] if found else ""
        phrases.append(Phrase(first, mentions[group[-1]].end, head, mentions[head].kind, before, joined))
    return phrases


@cache
def _status() -> re.Pattern[str]:
    return re.compile(r"(?:前任?|原|时任|现任|新任|候任|当选|代理|已故前|临时)(?![往来])$")


def _body_start(plain: str, left: int, first: int, *, titled: bool) -> int:
    """Where a title that no table has begins (``行政长官某某``), or a title's unknown body (``中财办`` of
    ``、中财办主任某某``); ``first`` where there is none."""
    councillor = re.search(r"国务委员[、兼]$|(?:特别行政区|特区)?(?:行政长官|特首)$", plain[left:first])
    if councillor is not None:
        return left + councillor.start()
    tail = plain[first] if re.compile("[部局厅院处司署]长").match(plain, first) else ""
    body = _BODY.search(plain[left:first] + tail) or _TWO_FIELDS.search(plain[left:first]) if titled else None
    return first if body is None or holds_verb(body[1]) else left + body.start(1)


def _same_holder(plain: str, mentions: Sequence[Mention], group: Sequence[int], index: int) -> bool:
    """Whether a titled name goes on with the phrase so far: over a body that no table has (``某国国民议会议长某某``), or
    over the holder's next post (``国务委员、公安部部长某某``)."""
    last, gap = mentions[group[-1]], plain[mentions[group[-1]].end : mentions[index].start]
    if any(mentions[i].kind == "person" for i in group) or len(gap) > 20:
        return False
    if not _leads_to_person(plain, mentions, index):
        return False
    if last.kind == "position":
        own = gap[:1] in ("、", "兼") and (
            _is_body(gap[1:]) or (mentions[index].kind == "position" and is_unbroken(gap[1:]))
        )
        return gap in ("、", "兼") or own
    if last.kind not in ("place", "organization") or mentions[index].kind != "position":
        return False
    opens = re.compile(r"委员会|议会|法院|[部局厅院处司署会党](?=长|主席|首)").match(plain, mentions[index].start)
    return _is_body(gap + opens.group() if opens else gap)


def _is_body(words: str) -> bool:
    return _BODY.fullmatch(words) is not None and not holds_verb(words)


def _leads_to_person(plain: str, mentions: Sequence[Mention], index: int) -> bool:
    """Whether the mention opens an unbroken run that ends in a title and a name."""
    titled = False
    for here, after in zip(mentions[index:], mentions[index + 1 :], strict=False):
        if here.kind == "person":
            return titled
        titled = titled or here.kind == "position"
        gap = plain[here.end : after.start]
        on = (
            here.kind in ("place", "organization")
            and after.kind == "position"
            and leads_to_title(plain, here.end, after.start)
        )
        if gap and not on and not (here.kind == "position" and gap in ("、", "兼", " ")) and not _is_body(gap):
            return False
        if after.kind == "person":
            return titled and gap.strip() == "" and here.kind == "position"
    return False


def _letters(mentions: Sequence[Mention], last: Phrase, index: int, gap: str) -> bool:
    """``中日韩``: countries of one character in a row are joined, as are the two of ``智利秘鲁``."""
    here = mentions[index]
    if gap == "" and last.kind == here.kind == "place" and len(mentions[last.head].text) > 1 < len(here.text):
        return {len(str(mentions[last.head].value)), len(str(here.value))} == {2} and mentions[last.head].of != here.of
    return gap == "" and last.kind == "place" and len(mentions[last.head].text) == 1 and len(mentions[index].text) == 1


def _same(plain: str, mentions: Sequence[Mention], group: Sequence[int], index: int) -> bool:
    last, here = mentions[group[-1]], mentions[index]
    gap = plain[last.end : here.start]
    if any(mentions[i].kind == "person" for i in group):
        return here.kind == "position" and gap == ("" if last.kind == "person" else "兼")
    if last.kind == "position" and here.kind == "position" and gap in ("、", "兼"):
        return True
    if gap == "驻" and last.kind == "place":
        return here.kind == "place"
    if last.kind == "place" and here.kind == "place":
        return gap == "" and last.of == here.of and len(last.text) > 1
    if re.fullmatch(r"[两三四五双]国|双方|各国", gap):
        return last.kind == "place" and here.kind in ("position", "organization")
    if gap == "的":
        return last.kind in ("place", "organization") and here.kind in ("person", "position")
    if last.kind == "position" and here.kind in ("place", "organization"):
        return False
    if (
        last.kind in ("place", "organization")
        and here.kind == "position"
        and (_FIELD.fullmatch(gap) or (gap and len(gap) <= 20 and leads_to_title(plain, last.end, here.start)))
    ):
        return True
    if last.kind == "place" and here.kind == "organization" and gap:
        return is_field(gap) and _leads_to_person(plain, mentions, index)
    return _SAME_PHRASE.fullmatch(gap) is not None


def _head(plain: str, mentions: Sequence[Mention], group: Sequence[int]) -> int:
    if len(group) == 2 and mentions[group[0]].kind == "place":
        between = plain[mentions[group[0]].end : mentions[group[1]].start]
        if re.fullmatch(r"[三四五六七八]国", between):
            return group[0]  # ``甲国、乙国和丙国三国总理``: the countries
    if (
        mentions[group[0]].kind == "place"
        and len(mentions[group[0]].text) == 1
        and len(group) == 2
        and mentions[group[1]].start - mentions[group[0]].end == 2
    ):
        return group[0]
    before = mentions[group[0] - 1] if group[0] else None
    if (
        before is not None
        and before.end == mentions[group[0]].start
        and before.kind == mentions[group[0]].kind == "place"
        and len(before.text) == len(mentions[group[0]].text) == 1
    ):
        return group[0]  # ``中美元首``: the heads of both
    people = [i for i in group if mentions[i].kind == "person"]
    if people and mentions[group[-1]].kind in ("person", "position"):
        return people[-1]
    return group[-1]


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile(
        rf"{alternatives('adverbs')}|[（(][^（）()]*[）)]|等人?|(?:一行|等)?\d+名?人|[两三四五]国(?:政府|军方|海军)?|双方|[了着过，“：:　 ]"
    )


def is_adverbial(plain: str, start: int, end: int, dates: Sequence[DateValue], *, adverbs_only: bool = False) -> bool:
    """Whether nothing but adverbs, dates and (unless ``adverbs_only``) phrases with prepositions stands there."""
    place = start
    while place < end:
        date = next((d for d in dates if d.start == place), None)
        if date is not None:
            place = date.end + (plain[date.end : date.end + 1] == "起")  # ``20日起在全国``
            continue
        if plain[place] in "将把" and not adverbs_only:
            return True
        match = _adverb().match(plain, place, end)
        if match is not None:
            place = match.end()
            continue
        if plain.startswith("当地时间", place):
            place += 4
            continue
        return not adverbs_only and any(plain.startswith(word, place) for word in words("preposition"))
    return True


def joined_after(phrases: Sequence[Phrase], index: int) -> list[int]:
    """The phrases joined to the one at ``index``, with it (``甲、乙和丙``)."""
    found = [index]
    for later in range(index + 1, len(phrases)):
        if not phrases[later].joined:
            break
        found.append(later)
    return found
