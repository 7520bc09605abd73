"""Clauses of a Korean sentence: cut at connective, quotative and final endings, with their words and parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ko.analysis import Token, Word, role_of
from dateline.lang.ko.attachment import Attached, attached
from dateline.lang.ko.chains import SentenceParts
from dateline.model import Mention, Quote

_FUNCTION_VERBS = frozenset(
    [
        "대하",
        "관하",
        "관련하",
        "위하",
        "통하",
        "따르",
        "의하",
        "향하",
        "비롯하",
        "앞두",
        "맞",
        "계기",
        "걸치",
        "거치",
        "포함하",
        "둘러싸",
        "더불",
        "겸하",
        "인하",
        "대비하",
        "기념하",
        "감안하",
        "고려하",
        "즈음하",
        "맞이하",
        "한하",
        "불구하",
        "제외하",
        "이어",
        "잇",
        "토대",
        "바탕",
    ]
)
_FUNCTION_NOUNS = frozenset(
    ["관련", "위", "대", "통", "향", "비롯", "포함", "대비", "기념", "감안", "겸", "제외", "관", "의", "인"]
)
_SKIPPED = frozenset(
    [
        "게",
        "도록",
        "려고",
        "으려고",
        "려",
        "으려",
        "지",
        "고자",
        "ᆯ수록",
        "을수록",
        "다시피",
        "ᆯ지",
        "을지",
        "는지",
        "은지",
        "ᆫ지",
        "락",
    ]
)
_OPEN = {"“": "”", '"': '"', "「": "」"}
_PEOPLE = re.compile(
    r"(?:들|측|단|자|인|회|부|청|당국|군|원|위|팀|언론|매체|신문|통신|방송|단체|회사|업체|노조|조합|기업|그룹|유족|가족|주민|시민|재단|연대|은행|법원"
    r"|법인|[야여]권|[학업재정]계|정치권|진영|캠프|공사|공단|센터|본사|병원|대학|학교|[공운조항신개제선]사)(?:은|는|이|가|께서|에서는)?$"
)
_OPENING = re.compile('[“"「]')
_RANKS = {"person": 3, "position": 2, "organization": 1, "place": 0}
_TAKEN_OVER = re.compile(
    r"측|정상들|지도부|씨|내정자|지명자|후보자|당선인|당선자|권한대행|직무대행|부부|일행|내외|등(?=[은는이가을를과의]|도$|에게|$)"
)
_AFTER_QUOTE = re.compile(
    r"(?:이?라고|이?라며|이?라면서도?|고|며|면서도?|는 취지로|라는 취지로)(?![가-힣])|(?:이?라고|고)(?:만|까지)?(?=도|는|\s)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its last word: what its particle makes of it, and the party that it names (index of a mention);
    ``people`` where it is none but looks like people or a body (참석자들은, 협상팀이)."""

    start: int
    end: int
    role: str
    party: int | None
    place: int | None
    people: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """``ending`` is final, and, quote, quoteand or cond. ``quoted`` is the span inside marks that the clause gives."""

    start: int
    end: int
    ending: str
    phrases: tuple[Phrase, ...]
    quoted: tuple[int, int] | None = None
    tokens: tuple[Token, ...] = ()

    def attached(self, phrase: Phrase) -> Attached:
        """The verb that a phrase belongs to (see :mod:`dateline.lang.ko.attachment`)."""
        if phrase.role == "top":
            return "main"
        return attached(self.tokens, phrase.end, self.end, thing=phrase.party is None and not phrase.people)

    @property
    def tensed(self) -> bool:
        """Whether the clause says when: past, 겠, 예정, or a final ending."""
        last = self.tokens[-8:]
        if last and last[-1].form in ("잇", "이어"):
            return True
        return any(t.tag in ("EP", "EF") for t in last) or any(t.form in ("예정", "계획", "방침") for t in last)


def quote_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans inside double quotation marks (without the marks), in order."""
    spans: list[tuple[int, int]] = []
    at = start
    while opening := _OPENING.search(text, at, end):
        at = opening.end()
        stop = text.find(_OPEN[opening.group()], at, end)
        if stop > at:
            spans.append((at, stop))
            at = stop + 1
    return spans


def split_clauses(
    text: str, part: SentenceParts, tokens: Sequence[Token], mentions: Sequence[Mention], holders: dict[int, int]
) -> list[Clause]:
    """The clauses of a sentence, in order. ``holders`` maps a title's mention to that of the person who bears it."""
    quotes = quote_spans(text, part.start, part.end)
    near = mentions_of(part, mentions)
    named = [(m.start, m.end) for _, m in near if m.kind in ("person", "place")]
    words_ = [t for t in tokens if not any(a < t.end <= b and t.tag.startswith(("E", "JKQ")) for a, b in named)]
    cuts = _cuts(text, part, words_, quotes)
    clauses: list[Clause] = []
    start = part.start
    for stop, ending, quoted in cuts:
        if text[start:stop].strip(" ,."):
            words = [w for w in part.words if start <= w.start < stop and not _inside(w, quotes, quoted)]
            phrases = tuple(find_phrases(text, words, near, holders))
            own = tuple(t for t in words_ if start <= t.start < stop and not any(a <= t.start < b for a, b in quotes))
            clauses.append(Clause(start, stop, ending, phrases, quoted, own))
        start = stop
    return clauses


def mentions_of(part: SentenceParts, mentions: Sequence[Mention]) -> list[tuple[int, Mention]]:
    """The mentions of a sentence that may be a party or a place, each with its number in the text."""
    return [(i, m) for i, m in enumerate(mentions) if part.start <= m.start < part.end and m.kind in _RANKS]


def _inside(word: Word, quotes: Sequence[tuple[int, int]], quoted: tuple[int, int] | None) -> bool:
    return quoted is not None and quoted[0] <= word.start < quoted[1]


def _cuts(
    text: str, part: SentenceParts, tokens: Sequence[Token], quotes: Sequence[tuple[int, int]]
) -> list[tuple[int, str, tuple[int, int] | None]]:
    cuts: list[tuple[int, str, tuple[int, int] | None]] = []
    said = [q for q in quotes if _AFTER_QUOTE.match(text, q[1] + 1, part.end)]
    for quote in said:
        tail = _AFTER_QUOTE.match(text, quote[1] + 1, part.end)
        assert tail is not None
        ending = "quote" if tail.group().endswith(("고", "취지로")) else "quoteand"
        cuts.append((tail.end(), ending, quote))
    last = part.start
    for index, token in enumerate(tokens):
        if any(a <= token.start < b for a, b in quotes) or token.start < last:
            continue
        ending_ = _ending(tokens, index)
        if ending_ is None:
            continue
        stop = token.end
        if text[stop : stop + 1] == "고" and ending_ == "final":
            stop, ending_ = stop + 1, "quote"
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is not None and (following.form, following.tag, following.start) == ("도", "JX", stop):
            stop = following.end  # 사과하면서도
        if any(a - 1 <= stop <= b + 1 for a, b in said):
            continue
        if not any(abs(c[0] - stop) < 2 for c in cuts):
            cuts.append((stop, ending_, None))
    cuts.sort(key=lambda c: c[0])
    if not cuts or (cuts[-1][0] < part.end and text[cuts[-1][0] : part.end].strip(" .\"”’'?!)")):
        cuts.append((part.end, "final", None))
    return cuts


def _ending(tokens: Sequence[Token], index: int) -> str | None:
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.form in ("잇", "이어") and index > 1 and tokens[index - 1].form == "데" and tokens[index - 2].tag == "ETM":
        return "and"
    if token.form == "대하" and index > 2 and tokens[index - 1].form == "데" and tokens[index - 2].tag == "ETM":
        said = any(t.tag == "JKQ" or t.form.endswith("고") for t in tokens[max(0, index - 7) : index - 2])
        if said:
            return "and"  # …라고 말한 데 대해, B는 …
    if token.form in ("뒤", "후", "직후") and index and tokens[index - 1].tag == "ETM":
        return "and"
    if _stops(tokens, index) or _hides_ending(tokens, index):
        return "and"
    if token.tag == "EF":
        if following is not None and following.tag == "JKQ":
            return None
        return "final"
    if token.tag == "JKQ":
        closes = index and tokens[index - 1].tag.startswith(("E", "S", "V"))
        return "quote" if closes else None  # 마러라고: no words said
    if token.tag != "EC":
        return None
    form = token.form
    if form.endswith(("다고", "라고", "자고", "냐고")):
        return "quote"
    if form.endswith(("다며", "라며", "다면서", "라면서", "자며", "자면서")):
        return "quoteand"
    if form in _SKIPPED or (following is not None and following.tag.startswith("VX")):
        return None
    if form.endswith("면") and form not in ("려면", "으려면"):
        verb = _verb(tokens, index)
        return None if verb in ("따르", "의하") else "cond"
    if _verb(tokens, index) in _FUNCTION_VERBS or _function_noun(tokens, index):
        return None
    return "and"


def _hides_ending(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb stands there without an ending that the analyser saw: the stem has swallowed it (만나 무역에 대해 …),
    or it was taken for the particle 하고 (통화하고 …)."""
    token = tokens[index]
    if token.tag == "JC" and token.form == "하고":
        return index > 0 and tokens[index - 1].form in _left_out()
    return token.form == "만나" and index + 1 < len(tokens) and tokens[index + 1].start > token.end


def _stops(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun stands for a clause whose verb is left out (베이징을 방문, …)."""
    if not 0 < index < len(tokens) - 1 or tokens[index + 1].form != ",":
        return False
    if tokens[index].form in str(load_table("ko", "verbs")["left_out_events"]).split():
        before = next((t for t in reversed(tokens[:index]) if not t.tag.startswith(("NN", "XPN"))), None)
        return before is not None and before.tag in ("JX", "JKS", "JKO", "JKB")
    return tokens[index].form in _left_out() and tokens[index - 1].tag in ("JKO", "JKB", "JC")


@cache
def _left_out() -> frozenset[str]:
    return frozenset(str(load_table("ko", "verbs")["left_out"]).split())


def _verb(tokens: Sequence[Token], index: int) -> str:
    for token in reversed(tokens[max(0, index - 3) : index]):
        if token.tag.startswith(("VV", "VA", "VX", "XSV")):
            return token.form
    return ""


def _function_noun(tokens: Sequence[Token], index: int) -> bool:
    for at in range(index - 1, max(-1, index - 4), -1):
        if tokens[at].tag.startswith("XSV"):
            return at > 0 and tokens[at - 1].form in _FUNCTION_NOUNS
    return False


def find_phrases(
    text: str, words: Sequence[Word], mentions: Sequence[tuple[int, Mention]], holders: dict[int, int]
) -> list[Phrase]:
    found: list[Phrase] = []
    for index, word in enumerate(words):
        party, place, particle = _party(text, word, mentions, holders)
        bare_tail = text[word.start : word.end] == word.particle or role_of(text[word.start : word.end]) not in (
            "other",
            "bare",
        )
        if party is None and place is None and index and (text[word.start - 1] in ")’'”\"" and bare_tail):
            particle = text[word.start : word.end]
            before = found[-1] if found else None
            anchor = _before_bracket(text, word.start, found) or before
            if anchor is not None:
                found.append(Phrase(anchor.start, word.end, role_of(particle), anchor.party, anchor.place))
                continue
        if text[word.start : word.end] == "역시" and found and found[-1].party is not None and found[-1].role == "bare":
            found[-1] = Phrase(found[-1].start, word.end, "top", found[-1].party, found[-1].place)
            continue
        if text[word.start : word.end] == "경우" and found and found[-1].party is not None and found[-1].role == "gen":
            found[-1] = Phrase(found[-1].start, word.end, "top", found[-1].party, None)
            continue
        side = _TAKEN_OVER.match(text, word.start, word.end)
        if party is None and side and found and found[-1].end + 1 == word.start and found[-1].party is not None:
            rest = text[side.end() : word.end]
            role = "loc" if rest.startswith("에서") else role_of(rest)
            found[-1] = Phrase(found[-1].start, word.end, role, found[-1].party, found[-1].place)
            continue
        people = party is None and _PEOPLE.search(text, word.start, word.end) is not None
        found.append(Phrase(word.start, word.end, role_of(particle), party, place, people))
    return found


def _before_bracket(text: str, at: int, found: Sequence[Phrase]) -> Phrase | None:
    if text[at - 1] != ")":
        return None
    opening = text.rfind("(", 0, at)
    return next((p for p in reversed(found) if p.end <= opening), None)


def _party(
    text: str, word: Word, mentions: Sequence[tuple[int, Mention]], holders: dict[int, int]
) -> tuple[int | None, int | None, str]:
    """The mention that the word ends in, as a party and as a place, and the particle after it."""
    best: tuple[int, Mention] | None = None
    for index, mention in mentions:
        if not word.start < mention.end <= word.end:
            continue
        if mention.kind == "place" and mention.end - mention.start == 1 and text[mention.start - 1] in "방대주친반":
            continue  # 방한, 대미: a country inside another word does nothing
        if best is None or (mention.end, _RANKS[mention.kind]) > (best[1].end, _RANKS[best[1].kind]):
            best = index, mention
    if best is None:
        return None, None, word.particle
    number, named = best
    particle = text[named.end : word.end]
    for extra in ("권한대행", "직무대행", "님", "측"):
        particle = particle.removeprefix(extra)
    if named.kind == "place":
        return number, number, particle
    return holders.get(number, number), None, particle


def quote_of(mention: Mention) -> Quote:
    """The span of a mention."""
    return Quote(mention.text, mention.start, mention.end)
