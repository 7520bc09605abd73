"""Whose office a title is: persons with the titles they bear, and the country or body that the words around a title name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lang.ko.gazetteer import Found
from dateline.lang.ko.name_shapes import (
    COMMON_SURNAMES,
    hanja_surnames,
    has_korean_shape,
    japanese_syllable,
    surnames,
)


@dataclass
class Person:
    """Somebody of this text: the fullest form of the name, and the titles borne; ``nth`` tells namesakes apart."""

    name: str
    titles: list[tuple[str, str, str | None]] = field(default_factory=list)
    nation: str | None = None
    first: int = 0
    nth: int = 0

    def bears(self, key: str, surface: str) -> str | None:
        """The key of the title that the words stand for (총리 for 국무총리, 회장 for 정조회장), or None."""
        for held, _, _ in self.titles:
            if held == key:
                return held
        for held, form, _ in self.titles:
            if surface == "대표" and form in ("대표이사", "공동대표", "상임대표"):
                return held
            rest = form[: -len(surface)]
            lower = rest in ("부", "차") or rest.endswith((" 부", " 차"))  # 부회장 is no 회장
            if form.endswith(surface) and not lower:
                return held
        return None


def same_land(person: Person, found: Found, of: str | None) -> bool:
    if of is None:
        return True
    held = [o for k, f, o in person.titles if (k == found.term.key or f.endswith(found.text)) and o]
    return not held or any(o.split("/")[0] == of.split("/")[0] for o in held)


_OF_STATE = re.compile(
    r"president$|prime_minister|minister|chief_cabinet|general_secretary|state_affairs|speaker_of|national_security"
)


def by_nation(person: Person, found: Found, implied: str | None) -> str | None:
    """Whose minister somebody is that only the name tells: 외무상 is Japanese, but North Korean with a Korean name."""
    korean = len(person.name) in (2, 3) and has_korean_shape(person.name) and person.nation in (None, "KR", "JP")
    korean = korean and person.name not in surnames("japanese") and len(person.name) == 3
    if len(person.name) == 4 and person.name[:2] in surnames("korean_two") and person.nation in (None, "KR"):
        return implied or ("KR" if _OF_STATE.search(found.term.key) else None)
    if (
        implied == "JP"
        and found.text in ("외무상", "국방상", "재정상")
        and korean
        and person.name[0] in COMMON_SURNAMES
        and not all(map(japanese_syllable, person.name))  # 하토리 외무상
    ):
        return "KP"
    if implied is not None or not _OF_STATE.search(found.term.key):
        return implied
    if person.nation in ("JP", "CN"):
        return person.nation
    only_korean = person.name[0] not in surnames("chinese_one") and not all(map(japanese_syllable, person.name))
    return "KR" if korean and (person.name[0] in COMMON_SURNAMES or only_korean) else None


def by_land(key: str, surface: str, of: str | None) -> str:
    """Titles that name different offices in different countries."""
    land = (of or "").split("/")[0]
    if surface == "국방장관" and land == "US":
        return "defence_secretary"
    if surface in ("재무장관",) and land == "US":
        return "treasury_secretary"
    if surface == "총리" and land in ("DE", "AT"):
        return "chancellor"
    return key


_MINISTRY_BETWEEN = re.compile(r"(?: |의 )(?:[가-힣]{2,12}(?:부|처|청|성|원|위원회)\s)?")


def land_before(text: str, terms: Sequence[Found], found: Found) -> str | None:
    for other in terms:
        if other.end <= found.start and _MINISTRY_BETWEEN.fullmatch(text, other.end, found.start):
            if other.term.kind == "organization":
                return other.term.key if "/" in other.term.key else other.term.of or land_before(text, terms, other)
            if other.term.kind == "place" and not other.term.key.startswith("X/"):
                return other.term.key.split("/")[0]
    return None


_NAMESAKES = re.compile(r"동명이인|동명의|이름(?:이|도|까지)\s(?:같|똑같)|같은 이름|이름만 같|동성동명")


def namesakes(text: str, titled: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The names that two people of a text bear: it says that somebody bears another's name (이름이 같은, 두 홍길동), and the
    name stands with two titles of which neither is a part of the other. ``titled``: each name with a title beside it."""
    forms: dict[str, set[str]] = {}
    for name, title in titled:
        forms.setdefault(name, set()).add(title)
    twice = [n for n, t in forms.items() if any(not a.endswith(b) and not b.endswith(a) for a in t for b in t)]
    told = _NAMESAKES.search(text) is not None
    return frozenset(n for n in twice if told or re.search(rf"(?<![가-힣])두 {n}(?![가-힣]{{2}})", text))


def short_of(form: str, person: Person) -> bool:
    """Whether a form may be a short one of somebody's name."""
    form = hanja_surnames().get(form, form)
    if " " in person.name:
        return form in (person.name.split()[0], person.name.split()[-1])
    if len(form) == 1:
        return person.name.startswith(form) and len(person.name) > 1
    chinese = person.nation in ("CN", "TW", "HK") and form in surnames("chinese_two")
    return person.name.startswith(form) and (chinese or form in surnames("korean_two"))


def forms_of(person: Person) -> list[str]:
    """The forms of a name that are safe without a title."""
    if len(person.name) < 2 or person.name in surnames("not_names"):
        return []
    forms = [person.name]
    if " " in person.name:
        first, last = person.name.split()[0], person.name.split()[-1]
        short = first if first in surnames("japanese") or person.nation == "JP" else last
        if len(short) >= 2:
            forms.append(short)
    return forms
