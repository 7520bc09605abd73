"""What spares linking comparisons loses none: names are compared once for all profiles, and forms by the periods they are in."""

from __future__ import annotations

from itertools import product

from dateline.lang.compare import compare_names, name_keys
from dateline.link.evidence import LIKELY
from dateline.link.known_forms import SURE, FormIndex, KnownForm

NAMES = (
    "Han Do-yoon", "한도윤", "韓度潤", "ハン・ドユン", "Do-yoon Han", "Okabe Masato", "岡部正人", "岡部", "오카베 마사토", "Okabe",
    "Marit Lindqvist", "마리트 린드크비스트", "林奎斯特", "マリット・リンドクビスト", "Liu Wenbo", "刘文博", "劉文博", "류원보", "Chen",
)  # fmt: skip
DAYS = ("2025-01-05", "2025-06-30", "2026-03-04", None, "2031-01-01", "2026-03-05T10:00:00+09:00"[:10])


def test_a_country_moves_no_score_across_the_bar() -> None:
    def likely(a: str, b: str, country: str | None) -> bool:
        found = compare_names(a, b, country=country)
        return found.relation == "equal" and found.score >= LIKELY

    found = {(a, b): likely(a, b, None) for a, b in product(NAMES, NAMES)}
    assert len(set(found.values())) == 2
    for (a, b), alike in found.items():
        assert {likely(a, b, country) for country in ("KR", "KP", "JP", "CN", "TW", "NZ")} == {alike}, (a, b)


def test_forms_by_period_are_those_of_all_that_are_near() -> None:
    forms = [
        KnownForm(name, "en", f"e{n % 7}", (), days, False)
        for n, name in enumerate(NAMES)
        for days in [((), ("2026-03-04",), ("2025-01-02", "2025-12-30"), ("2025-06-01",))[n % 4]]
    ]
    index = FormIndex(forms)
    heard = 0
    for name, day in product(NAMES, DAYS):
        sure = {
            f.entity
            for f in forms
            if f.is_near(day) and name_keys(name) & name_keys(f.text) and (like := compare_names(name, f.text))
            if like.relation == "equal" and like.score >= SURE
        }
        assert {f.entity for f in index.sounding_like(name, day)} == sure, (name, day)
        heard += len(sure)
    assert heard > len(NAMES)
    assert FormIndex(f for f in forms if not f.days).sounding_like("Han Do-yoon", "2026-03-04")
