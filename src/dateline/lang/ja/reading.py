"""Reading the Japanese blocks of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from dateline.lang.ja.acts import ActReader
from dateline.lang.ja.analyser import Token, analyse, boundaries
from dateline.lang.ja.chains import Linked, link_sights
from dateline.lang.ja.clauses import find_clauses
from dateline.lang.ja.dates import find_dates
from dateline.lang.ja.firms import find_firms
from dateline.lang.ja.lexicon import find_terms
from dateline.lang.ja.mentions import find_sights
from dateline.lang.ja.names import family_forms
from dateline.lang.ja.numbers import find_numbers
from dateline.lang.ja.quotations import Quoted, find_quoted
from dateline.lang.ja.scan import Known, Sight
from dateline.lang.ja.sentences import split_sentences
from dateline.lang.ja.strangers import find_strangers
from dateline.lang.ja.telling import SentenceView
from dateline.lang.ja.tenures import TERM_WORDS
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.lang.tenure import settle_terms
from dateline.model import Act, Block, DateValue, Mention, Quotation, Quote, Role, Sentence

_SENTENCE = re.compile(r"(?:懲役|禁錮|禁固|拘禁刑|執行猶予|刑期)$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """One sentence after its own search."""

    sentence: Sentence
    tokens: list[Token]
    sights: list[Sight]
    dates: tuple[DateValue, ...]
    quoted: list[Quoted]


def read_blocks(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> Passage:
    """All that the Japanese blocks of an article say. Offsets are into ``text``; chains and role indices are local."""
    seen: list[_Seen] = []
    dates: list[DateValue] = []
    event: date | None = None
    firms = find_firms(text)
    for (index, block), reference in zip(blocks, references, strict=True):
        found = find_dates(text, block.start, block.end, reference, event=event)
        event = _last_day(found) or event
        dates.extend(found)
        for start, end in split_sentences(text, block.start, block.end):
            inside = tuple(d for d in found if start <= d.start and d.end <= end)
            seen.append(_search(text, Sentence(start, end, index), inside, firms))
    seen = _again(text, seen, firms)
    linked = link_sights(text, [s.sights for s in seen])
    days = {index: reference.day for (index, _), reference in zip(blocks, references, strict=True)}
    acts, quotations = _acts(text, seen, linked, days)
    mentions, roles = _with_numbers(text, seen, linked)
    roles = settle_terms(text, mentions, roles, acts, TERM_WORDS)
    return Passage(
        sentences=tuple(s.sentence for s in seen),
        mentions=mentions,
        dates=tuple(d for d in dates if not any(_names(s, d) for each in seen for s in each.sights)),
        quotations=tuple(quotations),
        acts=tuple(acts),
        roles=roles,
    )


def _last_day(dates: Sequence[DateValue]) -> date | None:
    for value in reversed(dates):
        if value.earliest and value.latest and value.earliest[:10] == value.latest[:10]:
            return date.fromisoformat(value.earliest[:10])
    return None


def _again(text: str, seen: Sequence[_Seen], firms: Mapping[str, str]) -> list[_Seen]:
    """The same sentences searched with the full names of the whole text known, so that their short forms are found too."""
    families = family_forms(s.key for each in seen for s in each.sights if s.kind == "person" and s.alias_of is None)
    known = Known(families, firms)
    return [
        replace(each, sights=_sights(text, each.sentence, each.tokens, each.dates, known))
        if any(f in text[each.sentence.start : each.sentence.end] for f in families)
        else each
        for each in seen
    ]


def _sights(
    text: str, sentence: Sentence, tokens: list[Token], dates: tuple[DateValue, ...], known: Known
) -> list[Sight]:
    start, end = sentence.start, sentence.end
    singles = {f for f in known.families if len(f) == 1}
    cuts = boundaries(tokens)
    if singles:
        cuts |= {t.start + 1 for t in tokens if len(t.text) == 2 and t.text[0] in singles}  # 奉社＋長
    found = find_terms(text, start, end, cuts)
    sights = find_sights(text, (start, end), tokens, found, known, dates)
    return [s for s in sights if not any(d.start < s.end and s.start < d.end and not _names(s, d) for d in dates)]


def _names(sight: Sight, date: DateValue) -> bool:
    """Whether what looks like a time is the beginning of a name (十時麻衣)."""
    return sight.kind == "person" and sight.start == date.start and date.end < sight.end


def _search(text: str, sentence: Sentence, dates: tuple[DateValue, ...], firms: Mapping[str, str]) -> _Seen:
    start, end = sentence.start, sentence.end
    tokens = analyse(text, start, end)
    sights = _sights(text, sentence, tokens, dates, Known(firms=firms))
    dates = tuple(d for d in dates if not any(_names(s, d) for s in sights))
    return _Seen(sentence, tokens, sights, dates, find_quoted(text, start, end))


def _acts(
    text: str, seen: Sequence[_Seen], linked: Linked, days: Mapping[int, date | None]
) -> tuple[list[Act], list[Quotation]]:
    """Acts sentence by sentence, and quotations with their speakers."""
    reader = ActReader()
    acts: list[Act] = []
    quotations: list[Quotation] = []
    block: int | None = None
    for each, phrases in zip(seen, linked.phrases, strict=True):
        start, end = each.sentence.start, each.sentence.end
        if block is not None and each.sentence.block > block + 1:
            reader = ActReader()
        block = each.sentence.block
        masked = [(q.start - 1, q.end + 1) for q in each.quoted]
        clauses = find_clauses(text, (start, end), each.tokens, masked)
        outside = [p for p in phrases if not any(a < p.start and p.end < b for a, b in masked)]
        strangers = find_strangers(each.tokens, each.dates, masked)
        view = SentenceView(
            text, start, end, linked.mentions, outside, clauses, each.dates, each.quoted, strangers, days[block]
        )
        told = reader.read(view)
        acts.extend(told)
        quotations.extend(_quotations(text, each, told))
    return acts, quotations


def _quotations(text: str, each: _Seen, acts: Sequence[Act]) -> list[Quotation]:
    found: list[Quotation] = []
    for quoted in each.quoted:
        if not quoted.speech:
            continue
        act = next(
            (a for a in acts if a.matter and a.matter.start >= quoted.start and a.matter.end <= quoted.end), None
        )
        if act is None and quoted.cue is None:
            continue
        speaker = act.actors[0] if act is not None and len(act.actors) == 1 else None
        cue = Quote.cut(text, *quoted.cue) if quoted.cue else None
        found.append(
            Quotation(
                text=text[quoted.start : quoted.end],
                start=quoted.start,
                end=quoted.end,
                direct=True,
                speaker=speaker,
                cue=cue,
            )
        )
    for act in acts:
        if act.kind not in ("statement", "pledge") or act.matter is None or len(act.actors) != 1:
            continue
        if any(q.start <= act.matter.start < q.end for q in found) or not text[act.matter.end :].startswith("と"):
            continue
        found.append(
            Quotation(
                text=act.matter.text,
                start=act.matter.start,
                end=act.matter.end,
                direct=False,
                speaker=act.actors[0],
            )
        )
    return sorted(found, key=lambda q: q.start)


def _is_term(text: str, date: DateValue) -> bool:
    """Whether a span of time is the length of a sentence (懲役2年, 2年の刑): a number, and no time."""
    led = _SENTENCE.search(text, max(0, date.start - 5), date.start) or text.startswith("の刑", date.end)
    return (date.timex3 or "").startswith("P") and bool(led)


def _with_numbers(text: str, seen: Sequence[_Seen], linked: Linked) -> tuple[tuple[Mention, ...], tuple[Role, ...]]:
    """Names and numbers in order of place, with the roles' indices moved accordingly."""
    taken_names = [(m.start, m.end) for m in linked.mentions]
    numbers: list[Mention] = []
    for each in seen:
        start, end = each.sentence.start, each.sentence.end
        dates = [d for d in each.dates if not _is_term(text, d)]
        taken = [(d.start, d.end) for d in dates] + [t for t in taken_names if start <= t[0] < end]
        numbers.extend(find_numbers(text, start, end, taken))
    everything = [*linked.mentions, *numbers]
    order = sorted(range(len(everything)), key=lambda i: (everything[i].start, everything[i].end, everything[i].kind))
    place = {old: new for new, old in enumerate(order)}
    roles = tuple(structs.replace(r, person=place[r.person], position=place[r.position]) for r in linked.roles)
    return tuple(everything[i] for i in order), roles
