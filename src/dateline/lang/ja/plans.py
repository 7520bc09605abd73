"""Plans that no verb of anybody's tells: 打ち上げは25日の予定, and what a body announced that it will do on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ja.analyser import is_deed
from dateline.lang.ja.lexicon import find_topics
from dateline.lang.ja.parties import Parties, quotes_of
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.telling import SentenceView
from dateline.lang.ja.when import is_ahead
from dateline.model import Act, Quote

_AHEAD = re.compile(
    r"(?:午前|午後)?(?:[0-9０-９]{1,2}時)?(?:ごろ|頃|すぎ|以降|前後|まで|中|夜|朝)*(?:に(?:も)?(?:なる|終える|終わる)?|の)?"
    r"(?:予定|見通し|見込み|運び|計画)(?!を|に|は|が)"
)
_THING = re.compile(r"(?:^|[、。」）\s])(?P<thing>[^、。はが\s]{2,28})は、?(?:[^、。はがをにで]{1,12}の)?$")
_EVENT = re.compile(r"(?:式|式典|公判|投票|投開票|選|大会|会議|会合|演習|工事|飛行|航海|期限|開幕|開通)$")
_WORD = re.compile(r"[\u3400-\u9fff々ァ-ヺーぁ-ん]{2,5}$")


def scheduled(view: SentenceView, groups: Sequence[Group], acts: Sequence[Act], parties: Parties) -> list[Act]:
    """採決は12日の見通し, 打ち上げは25日午前の予定だ: a deed, a day to come and a word for a plan, without a verb."""
    for day in view.dates:
        thing = _THING.search(view.text[view.start : day.start])
        if thing is None or not is_ahead(view, day) or _AHEAD.match(view.text, day.end, view.end) is None:
            continue
        low = view.start + thing.start("thing")
        high = view.start + thing.end("thing")
        told = any(a.time is not None and a.time.start == day.start and a.kind != "statement" for a in acts)
        if told or not _is_event(view.text[low:high]):
            return []
        doer = next(
            (g for g in groups if g.low == low and g.particle == "の" and g.kind != "place" and g.members), None
        )
        return [
            Act(
                kind="other", rung="would", realis="planned", time=day,
                actors=quotes_of(view, parties.who(view, doer)) if doer is not None else (),
                topics=find_topics(view.text, low, high), matter=Quote.cut(view.text, low, high),
                start=view.start, end=view.end,
            )
        ]  # fmt: skip
    return []


def _is_event(words: str) -> bool:
    """Whether words end in a noun for a deed or for an event."""
    last = _WORD.search(words)
    if last is None:
        return False
    return _EVENT.search(words) is not None or any(is_deed(last.group()[k:]) for k in range(len(last.group()) - 1))
