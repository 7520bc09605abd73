"""Reading costs by the length of a text, whatever it is made of: four times as much text, not sixteen times the work."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from dateline.model import Article, Block
from dateline.read import read_article
from dateline.read.article import MOST_STOPS

Made = Callable[[random.Random], str]
_SYLLABLES = (
    "ka",
    "ri",
    "mel",
    "san",
    "dor",
    "vi",
    "len",
    "tan",
    "bra",
    "kel",
    "sha",
    "ne",
    "gor",
    "lin",
    "par",
    "wes",
)
_GIVEN = "明伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛"


def _name(made: random.Random) -> str:
    return " ".join("".join(made.choices(_SYLLABLES, k=n)).capitalize() for n in (2, 3))


def _chinese(made: random.Random) -> str:
    return made.choice("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗") + "".join(made.choices(_GIVEN, k=2))


def _japanese(made: random.Random) -> str:
    return made.choice(("田中", "鈴木", "佐藤", "高橋", "渡辺", "伊藤", "山本")) + "".join(
        made.choices("一二健美直陽誠恵大", k=2)
    )


DEARER = 9
"""Times the work that four times the text may be: by its square it would be sixteen."""
MADE_OF: dict[str, tuple[str, int, Made]] = {
    "honorifics": ("en", 2_000, lambda r: f"{r.choice(('Mr.', 'Dr.', 'Prof.', 'Gov.'))} {_name(r)} "),
    "names that met": ("en", 2_000, lambda r: f"{_name(r)} met {_name(r)}. "),
    "headlines": ("en", 2_000, lambda r: f"{_name(r)} Meets {_name(r)}\n"),
    "speeches in one breath": ("zh", 1_200, lambda r: f"{_chinese(r)}说：“重要。”"),
    "names, each said to speak": ("zh", 2_000, lambda r: f"{_chinese(r)}说，{_chinese(r)}表示支持。"),
    "a list of names": ("zh", 2_500, lambda r: f"1. {_chinese(r)}（韩国）\n"),
    "a list": ("ja", 2_500, lambda r: f"・{_japanese(r)}（{r.randint(20, 80)}）\n"),
    "officials": ("ja", 2_000, lambda r: f"韓国の{_japanese(r)}外相は会談した。"),
    "doctors": (
        "ko",
        1_000,
        lambda r: f"{''.join(r.choices('김이박최정강조윤장임', k=3))} 의원은 “중요하다”고 말했다. ",
    ),
}


def _text(what: str, size: int) -> str:
    made, parts, length = random.Random(what), list[str](), 0
    while length < size:
        parts.append(MADE_OF[what][2](made))
        length += len(parts[-1])
    return "".join(parts)


def _article(text: str, lang: str) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("body", at, at + len(line), lang))
        at += len(line) + 1
    return Article(id="a1", source="s", lang=lang, text=text, published="2026-01-08T10:00:00Z", blocks=tuple(blocks))


def _cost(what: str, size: int, tries: int) -> float:
    article, taken = _article(_text(what, size), MADE_OF[what][0]), list[float]()
    for _ in range(tries):
        start = time.process_time()
        read_article(article, vectors=False)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("what", MADE_OF)
def test_four_times_the_text_is_not_much_more_than_four_times_the_work(what: str) -> None:
    size = MADE_OF[what][1]
    _cost(what, 200, 1)  # tables and analysers load once a process
    small = _cost(what, size, 2)
    for _ in range(3):  # a busy processor makes one of them dearer now and then; a square never passes
        grown = _cost(what, 4 * size, 1)
        if grown < DEARER * small:
            return
        small = max(small, _cost(what, size, 1))
    assert grown < DEARER * small


def test_of_sentences_of_a_letter_the_first_thousands_are_read_and_the_rest_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dateline.read.article.MOST_STOPS", 300)
    text = "A! " * 350
    reading = read_article(_article(text, "en"), vectors=False)
    assert len(reading.sentences) == 300
    (signal,) = reading.signals
    assert (signal.code, signal.start) == ("read_in_part", 899)


def test_what_stops_less_often_than_that_is_read_whole() -> None:
    text = "Yes. " * (MOST_STOPS - 1) + "Yes"
    reading = read_article(_article(text, "en"), vectors=False)
    assert reading.signals == ()
    assert reading.sentences[-1].end == len(text)
