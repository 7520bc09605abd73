"""Police, prosecutors, courts, coast guards and fire brigades of a place, by how their names end (경남경찰청, 창원지검 통영지청)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ko.drafts import Draft

_SEATED = re.compile(
    r"(?<![가-힣])(?:"
    r"(?P<coast_guard_agency>(?:[가-힣]{2,5})?(?:해양경찰서|지방해양경찰청|해경)|해양경찰)"
    r"|(?P<police>[가-힣]{2,8}(?:경찰청|경찰서))"
    r"|(?P<prosecution>[가-힣]{2,5}(?:지검|고검|지방검찰청|고등검찰청)(?:\s[가-힣]{2,4}지청)?|[가-힣]{2,4}지청)"
    r"|(?P<court>[가-힣]{2,6}(?:지법|고법|지방법원|고등법원|행정법원|가정법원|회생법원)(?:\s[가-힣]{2,4}지원)?"
    r"(?:\s(?:형사|민사|행정|합의|파산)[가-힣]{0,2}\d+(?:-\d+)?부)?)"
    r"|(?P<fire_agency>[가-힣]{2,6}(?:소방서|소방본부)|소방본부)"
    r")(?:은|는|이|가|과|와|의|을|를|에|에서|에서는|에게|로부터|도|측|은|\s|,|\(|\)|·|…|$)"
)
_ABROAD = ("중국", "일본", "미국", "현지", "관할", "경찰", "지방", "해당", "인근")


def find_institutions(text: str, span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> list[Draft]:
    """Drafts for the institutions of a place that a sentence names; all are Korean, as their names are."""
    found: list[Draft] = []
    for match in _SEATED.finditer(text, *span):
        kind = match.lastgroup or ""
        low, high = match.span(kind)
        if match[kind].startswith(_ABROAD) or any(a < high and low < b for a, b in taken):
            continue
        found.append(Draft(low, high, "organization", kind, "KR", text[low:high]))
    return found
