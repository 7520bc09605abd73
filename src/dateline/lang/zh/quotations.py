"""Quotations: words in marks with the speaker and the verb beside them; indirect speech comes from the acts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.zh.clauses import Told
from dateline.model import Quotation, Quote

_MARKS = re.compile(r"“([^“”\n]+)”|「([^「」\n]+)」|『([^『』\n]+)』|\"([^\"\n]+)\"")
_SPEECH_BEFORE = re.compile(
    r"(?:说|表示|称|指出|强调|道|写道|认为|宣布|说明|回应|重申|呼吁|介绍|透露|坦言|直言)[^，。；“”「」]{0,6}[：:，,]?\s*$"
)
_SPEECH_AFTER = re.compile(r"[，,]?[^，。；“”「」]{0,24}?(?:说|表示|称|指出|强调)")
_WORDS_OF = re.compile(r"[，,]?(?:这|以上)(?:就)?是[^，。；“”「」]{2,30}(?:的话|所说|说的话?)")


def find_quotations(
    text: str, plain: str, sentences: Sequence[tuple[int, int]], told: Sequence[Told]
) -> tuple[Quotation, ...]:
    """Direct quotations (three words or more in marks beside a verb of saying), then indirect ones with a speaker."""
    found: list[Quotation] = []
    for start, end in sentences:
        direct: list[tuple[int, int]] = []
        for match in _MARKS.finditer(plain, start, end):
            inner = match.start() + 1, match.end() - 1
            speech = next(
                (t for t in told if t.start <= match.start() and t.end >= match.end() - 1 and t.speaker), None
            )
            spoken = (
                _WORDS_OF.match(plain, match.end(), end)
                or _SPEECH_BEFORE.search(plain, start, match.start())
                or (inner[1] - inner[0] >= 10 and _SPEECH_AFTER.match(plain, match.end(), end))
            )
            if not spoken and not (speech and inner[1] - inner[0] >= 6):
                continue
            direct.append((match.start(), match.end()))
            found.append(
                Quotation(
                    text=text[inner[0] : inner[1]], start=inner[0], end=inner[1], direct=True,
                    speaker=speech.speaker if speech else None, cue=speech.cue if speech else None,
                )
            )  # fmt: skip
        for item in told:
            if not start <= item.start < end or item.speaker is None or item.content is None:
                continue
            a, b = item.content
            if a < b and not any(x <= a + 1 and y >= b - 1 for x, y in direct):
                found.append(
                    Quotation(text=text[a:b], start=a, end=b, direct=False, speaker=item.speaker, cue=item.cue)
                )
    return tuple(sorted(found, key=lambda q: (q.start, q.end, not q.direct)))


def cut(text: str, start: int, end: int) -> Quote:
    """A quote of the text."""
    return Quote.cut(text, start, end)
