"""Words of dates and what they stand for."""

from __future__ import annotations

from typing import Literal

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
YEARS = {
    "一昨年": -2,
    "おととし": -2,
    "昨年": -1,
    "去年": -1,
    "今年": 0,
    "ことし": 0,
    "本年": 0,
    "来年": 1,
    "再来年": 2,
}
MONTHS = {"先々月": -2, "先月": -1, "前月": -1, "今月": 0, "本月": 0, "来月": 1, "再来月": 2}
WEEKS = {"先々週": -2, "先週": -1, "前週": -1, "今週": 0, "来週": 1, "再来週": 2}
DAYS = {
    "一昨日": -2,
    "おととい": -2,
    "昨日": -1,
    "きのう": -1,
    "昨夜": -1,
    "昨晩": -1,
    "本日": 0,
    "今日": 0,
    "きょう": 0,
    "今朝": 0,
    "けさ": 0,
    "今夜": 0,
    "今晩": 0,
    "明日": 1,
    "あす": 1,
    "あした": 1,
    "明後日": 2,
    "あさって": 2,
}
EVENT_DAYS = {"同日": 0, "当日": 0, "翌日": 1, "前日": -1, "翌々日": 2}
MONTH_PARTS: dict[str, Literal["START", "MID", "END", "AFTER", "ON_OR_BEFORE"]] = {
    "上旬": "START",
    "初旬": "START",
    "初め": "START",
    "はじめ": "START",
    "頭": "START",
    "中旬": "MID",
    "半ば": "MID",
    "なかば": "MID",
    "下旬": "END",
    "末": "END",
    "内": "ON_OR_BEFORE",
    "中": "ON_OR_BEFORE",
    "後半": "END",
    "前半": "START",
}
YearPart = Literal[
    "START", "MID", "END", "ON_OR_BEFORE", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "SP", "SU", "FA", "WI", "FY"
]
YEAR_PARTS: dict[str, YearPart] = {
    "前半": "H1",
    "後半": "H2",
    "上半期": "H1",
    "下半期": "H2",
    "上期": "H1",
    "下期": "H2",
    "初め": "START",
    "はじめ": "START",
    "初頭": "START",
    "半ば": "MID",
    "末": "END",
    "春": "SP",
    "夏": "SU",
    "秋": "FA",
    "冬": "WI",
    "度": "FY",
    "中": "ON_OR_BEFORE",
    "内": "ON_OR_BEFORE",
    "第1四半期": "Q1",
    "第2四半期": "Q2",
    "第3四半期": "Q3",
    "第4四半期": "Q4",
    "1〜3月期": "Q1",
    "4〜6月期": "Q2",
    "7〜9月期": "Q3",
    "10〜12月期": "Q4",
}
PARTS_OF_DAY = {
    "未明": "TNI",
    "早朝": "TMO",
    "朝": "TMO",
    "午前": "TMO",
    "昼": "TMI",
    "正午": "T12:00",
    "午後": "TAF",
    "夕方": "TEV",
    "夕": "TEV",
    "夜": "TNI",
    "深夜": "TNI",
    "晩": "TNI",
}
WEEKDAYS = "月火水木金土日"
