"""Chinese dates: what news is read for, and the wider grammar of everyday lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lang.resolve import Reference
from dateline.lang.zh import PACK
from dateline.model import DateValue

REFERENCE = Reference.at("2026-03-12")
EVERYDAY = Reference.at("2026-03-12T10:00:00", manner="everyday")


def find(words: str, reference: Reference) -> tuple[DateValue, ...]:
    return PACK.find_dates(words, 0, len(words), reference)


@pytest.mark.parametrize(
    ("words", "text", "timex3", "earliest", "latest"),
    [
        ("会谈定于15日举行", "15日", "2026-03-15", "2026-03-15", "2026-03-15"),
        ("他8日（周日）抵达", "8日（周日）", "2026-03-08", "2026-03-08", "2026-03-08"),
        ("会议3月5日星期四召开", "3月5日星期四", "2026-03-05", "2026-03-05", "2026-03-05"),
        (
            "2025年9月15日14时30分签字",
            "2025年9月15日14时30分",
            "2025-09-15T14:30",
            "2025-09-15T14:30:00",
            "2025-09-15T14:30:00",
        ),
        ("今晚6点会面", "今晚6点", "2026-03-12T18", "2026-03-12T18:00:00", "2026-03-12T18:00:00"),
        (
            "北京时间3月10日20时",
            "3月10日20时",
            "2026-03-10T20",
            "2026-03-10T20:00:00+08:00",
            "2026-03-10T20:00:00+08:00",
        ),
        ("2025年前三季度增长", "2025年前三季度", "2025-Q1/2025-Q3", "2025-01-01", "2025-09-30"),
        ("上世纪80年代初建成", "上世纪80年代初", "198X", "1980-01-01", "1989-12-31"),
        ("1990年代的协议", "1990年代", "199X", "1990-01-01", "1999-12-31"),
        ("3日至5日访问", "3日至5日", "2026-03-03/2026-03-05", "2026-03-03", "2026-03-05"),
        ("本月下旬访问", "本月下旬", "2026-03", "2026-03-21", "2026-03-31"),
        ("去年夏天开馆", "去年夏天", "2025-SU", "2025-06-01", "2025-08-31"),
    ],
)
def test_news(words: str, text: str, timex3: str, earliest: str, latest: str) -> None:
    found = find(words, REFERENCE)
    assert [(d.text, d.timex3, d.earliest, d.latest) for d in found] == [(text, timex3, earliest, latest)]


@pytest.mark.parametrize(
    "words", ["一点也不好", "二十一世纪海上丝绸之路", "三号线与五号楼", "他排第二", "12/1", "15号会馆", "夏天"]
)
def test_what_is_no_date_in_news(words: str) -> None:
    assert find(words, REFERENCE) == ()


def test_the_farmers_calendar_is_not_placed_in_the_common_one() -> None:
    assert [(d.text, d.earliest) for d in find("农历八月十五团聚", REFERENCE)] == [("农历八月十五", None)]


@pytest.mark.parametrize(
    ("words", "timex3", "mod", "earliest", "latest"),
    [
        ("前1周", "2026-03-05/2026-03-11", None, "2026-03-05", "2026-03-11"),
        ("未来三天", "2026-03-13/2026-03-15", None, "2026-03-13", "2026-03-15"),
        ("2分钟前", "2026-03-12T09:58:00", None, "2026-03-12T09:58:00", "2026-03-12T09:58:00"),
        ("一年半以前", "2024-09-12", "APPROX", "2024-09-12", "2024-09-12"),
        ("18年10月1日", "2018-10-01", None, "2018-10-01", "2018-10-01"),
        ("康熙二十年9月", "1681-09", None, "1681-09-01", "1681-09-30"),
        ("国庆节前一天", "2025-09-30", None, "2025-09-30", "2025-09-30"),
        ("2015年2月1日或之后", "2015-02-01", "ON_OR_AFTER", "2015-02-01", None),
        ("2015年之前", "2015", "BEFORE", None, "2014-12-31"),
        ("自2018年以来", "2018", "ON_OR_AFTER", "2018-01-01", None),
        ("截至6月30日", "2025-06-30", "ON_OR_BEFORE", None, "2025-06-30"),
        ("三月和五月之间", "2026-03/2026-05", None, "2026-03-01", "2026-05-31"),
        ("从今天到周日", "2026-03-12/2026-03-15", None, "2026-03-12", "2026-03-15"),
        ("今年的最后3天", "2026-12-29/2026-12-31", None, "2026-12-29", "2026-12-31"),
        ("明年第九个月", "2027-09", None, "2027-09-01", "2027-09-30"),
        ("四月的最后一个星期一", "2026-04-27", None, "2026-04-27", "2026-04-27"),
        ("2026年第10周", "2026-W10", None, "2026-03-02", "2026-03-08"),
        (
            "明天下午三点到五点",
            "2026-03-13T15:00/2026-03-13T17:00",
            None,
            "2026-03-13T15:00:00",
            "2026-03-13T17:00:00",
        ),
        ("下午五点一刻到六点", "T17:15/T18", None, None, None),
        ("差五分八点", "T07:55", None, None, None),
        ("8天又二十个小时", "P8DT20H", None, None, None),
        ("一个半月", "P1.5M", None, None, None),
        ("每隔一天", "P2D", None, None, None),
        ("每周二下午", "XXXX-WXX-2TAF", None, None, None),
        ("每月15号", "XXXX-XX-15", None, None, None),
    ],
)
def test_everyday_lines(words: str, timex3: str, mod: str | None, earliest: str | None, latest: str | None) -> None:
    line = f"我们{words}，好吗"
    found = find(line, EVERYDAY)
    assert [(d.timex3, d.mod, d.earliest, d.latest) for d in found] == [(timex3, mod, earliest, latest)]
    assert line[found[0].start : found[0].end] == found[0].text


_WORDS = """
年 月 日 号 周 星期 一 二 三 十 百 千 零 两 半 几 第 前 后 上 下 个 这 本 去年 今年 明天 昨晚
天 小时 分钟 点 时 刻 上午 晚上 至 到 从 自 之前 以后 以来 起 之间 和 或 及 的 每 隔 世纪 年代
初 末 底 中旬 上半年 季度 2019 31 30 2 29 0 99999 / - . ： 最后 过去 未来 农历
正月 元旦 国庆 康熙 元 北京时间 （ ） 周末 内 左右
""".split()  # noqa: SIM905  # a table of words reads better as one


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9), st.sampled_from(["news", "everyday"]))
def test_any_words_give_lawful_dates(words: list[str], manner: str) -> None:
    line = "".join(words)
    last = 0
    for value in find(line, Reference.at("2016-02-29T23:30:00+09:00", manner=manner)):  # type: ignore[arg-type]
        assert line[value.start : value.end] == value.text
        assert value.start >= last
        assert not (value.earliest and value.latest) or value.earliest[:10] <= value.latest[:10]
        last = value.end
