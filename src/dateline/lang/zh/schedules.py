"""What is to happen on a day and has no doer in the text: launches, hearings, recalls, openings (``案件将于4月9日首次开庭``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.zh.lexicon import find_topics, words
from dateline.model import Act, DateValue, Mention, Quote

_MARK = re.compile(
    r"预计|定于|拟于|预定|计划|暂定|将于|将在|料将|可望|有望|安排在|定在|推迟[到至]|延期?至|改[到至期于]|提前[到至]|[将拟](?=\d|[今明后本下])"
)
_PUT_OFF = re.compile(r"推迟|延期|延至|改")
_DEED = re.compile(
    r"发射|升空|着陆|降落|登陆|起飞|首飞|试飞|下水|交船|交付|入列|服役|退役|对接|返回|进入|开庭|宣判|审理|开审|公布|发布|揭晓|举行|召开|开幕|闭幕|开工|动工"
    r"|竣工|完工|完成|建成|落成|投产|通车|通航|开通|运营|营运|启用|启动|开放|上市|开售|开业|开学|复课|复航|复工|恢复|重启|表决|投票|审议|付诸|公投|实施|施行|生效"
    r"|结束|持续|截止|到期|抵达|抵港|召回|回收|演习|首映|播出|开播|出版|停运|关闭|解除|拆除|开始|展开|揭牌|揭幕|签署|发放|支付|泄洪|加注|转运|换届|提交|送审|投入|启程|启航|开航|起航|出航|离港|靠港|返港|下线|发售|发行|首航|复飞|停飞|停航|停课|移交|移送|归还|举办|接受|表决|测试|试验|检修|上会|验收"
)
_ADVERBS = "|".join(re.escape(w) for w in words("adverbs") if len(w) > 1 or w in "已还也仍均都并但而")
_HEAD = re.compile(
    rf"(?:{_ADVERBS}|[，：“「『”」』\s]|\d+[年月日号]|据[^，]{{0,12}}(?:消息|介绍)|(?:并|还|也)?(?:说|称|表示|透露|宣布|指出|介绍)|此次|本次|上述|该)*"
)
_OPENING = re.compile(r"(?:如果|若(?!干)|一旦|只要|除非|假如|倘若|原定|原计划|原拟|本应|此前预计|曾)")
_SOMEBODY = re.compile(
    r"(?:双方|两国|两人|二人|他们|她们|他|她|我们|我方|我|公司|政府|当局|官员|代表团|部门|方面|团队|警方|检方|法院|军方|专家|人士|市民|居民|者|们|方|人)$"
)
_PARTY_OPENS = re.compile(
    r"[他她我你]|双方|两[国人]|公司|政府|当局|警方|检方|法院|军方|部门|该[国党]|集团|团队|据|由于|因|随着|如果"
)
_MEANT = re.compile(r"原定|原计划|原拟|本应|此前预计|原本")
_SOON = re.compile(r"[\d一二两三四五六七八九十]+个?(?:天|日|周|星期|月|年|小时)(?:之?内)")
_NOT_DONE = re.compile(r"不会|不再|未|没有|取消|不能|无法|并非|否认|是否|何时")


def find_schedules(
    text: str,
    plain: str,
    bare: str,
    mentions: Sequence[Mention],
    dates: Sequence[DateValue],
    clauses: Sequence[tuple[int, int]],
) -> list[Act]:
    """An act for each clause that says on which day, or until when, something without a doer is to happen. ``bare`` is the
    text with every name blotted out."""
    found: list[Act] = []
    before = (0, 0)
    for start, end in clauses:
        inside = [d for d in dates if start <= d.start and d.end <= end]
        goes_on = start - before[1] <= 1 and _is_about_thing(plain, mentions, *before)
        act = _scheduled(text, plain, bare, mentions, inside, (start, end), goes_on=goes_on)
        found += [act] if act is not None else []
        before = (start, end)
    return found


def _scheduled(
    text: str,
    plain: str,
    bare: str,
    mentions: Sequence[Mention],
    dates: Sequence[DateValue],
    span: tuple[int, int],
    *,
    goes_on: bool,
) -> Act | None:
    start, end = span
    mark = _MARK.search(bare, start, end)
    if (
        mark is None
        or _MEANT.search(bare, start, mark.end())
        or _OPENING.match(bare, start, end)
        or bare.count("“", start, end) != bare.count("”", start, end)
    ):
        return None
    head = _HEAD.match(bare, start, mark.start())
    begin = _thing_start(dates, head.end() if head is not None else start, mark.start())
    due = next((d for d in dates if d.end > mark.start() and d.earliest), None)
    if (due is None and _SOON.search(bare, mark.end(), end) is None) or _NOT_DONE.search(bare, begin, end):
        return None
    if _PUT_OFF.match(mark.group()) is None and _DEED.search(bare, mark.end(), end) is None:
        return None
    if not _is_thing(plain, mentions, begin, mark.start()) and not (goes_on and begin == mark.start()):
        return None
    finish = end
    while finish > begin and plain[finish - 1] in "，。；！”」":
        finish -= 1
    names = [(m.start, m.end) for m in mentions]
    return Act(
        kind="other", rung="would", realis="planned", time=due, matter=Quote.cut(text, begin, finish), start=start, end=end,
        topics=find_topics(plain, start, end, names),
    )  # fmt: skip


def _thing_start(dates: Sequence[DateValue], begin: int, end: int) -> int:
    """Behind the dates that stand before what is to happen."""
    for date in dates:
        if date.start == begin and date.end < end:
            begin = date.end
    return begin


def _is_party(mention: Mention) -> bool:
    """Whether a mention is somebody who can plan: a person, an office, a body, a country; no reservoir and no bridge."""
    country = len(mention.value or "") == 2 and (mention.value or "").isupper()
    return mention.kind in ("person", "position", "organization") or (mention.kind == "place" and country)


def _is_about_thing(plain: str, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether the clause before tells of a thing, with nobody in it who could go on as the doer."""
    somebody = any(
        start <= m.start and m.end <= end and m.kind in ("person", "position", "organization") for m in mentions
    )
    return end - start > 3 and not somebody and _PARTY_OPENS.match(plain, start) is None


def _is_thing(plain: str, mentions: Sequence[Mention], begin: int, end: int) -> bool:
    """Whether what stands before the mark is a thing, not somebody who plans: no person, office, body or country ends it,
    and none opens it but as the owner of the thing."""
    words = plain[begin:end].rstrip("已还也仍均都现 ")
    named = re.sub(r"[^\u4e00-\u9fff]", "", words)
    if len(named) < 2 and "”" not in words:
        return False
    last = begin + len(words)
    party = next((m for m in mentions if m.end == last and _is_party(m)), None)
    if party is not None or _SOMEBODY.search(words):
        return False
    return not any(m.kind == "person" and begin <= m.start < last for m in mentions)
