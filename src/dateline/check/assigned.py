"""DL503, DL321 by assignment: what two subjects of a sentence do, exchanged; a journey told the other way; another country.

Who does what is read clause by clause: the subject by its particle (Japanese, Korean) or its place before the rest (English,
Chinese), and the rest by its sense and course. Only where both subjects are in the sentence and in the sources is an
exchange called one, so that no subject has to be recognised under another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.check.case import Case, Found, cite
from dateline.check.poles import tells_of
from dateline.check.views import SentenceView, TextView
from dateline.check.words import load_poles
from dateline.lang.pivot import pivot_keys
from dateline.lang.vectors import embed_sentences

_CLAUSE = {
    "en": re.compile(r"[,;:]\s+(?:and|but|while|whereas|though)?\s*|\s(?:while|but|whereas|and|though)\s"),
    "ja": re.compile(r"[、。；]"),
    "ko": re.compile(r"(?<=지만)\s|(?<=[으했였었]나)[,\s]|(?<=며)[,\s]|(?<=[았었했였하]고)[,\s]|,\s?|(?<=는데)\s"),
    "zh": re.compile(r"[，。；]"),
}
_SUBJECT = {
    "ja": re.compile(r"^(?:[^、]*?のは)?(?P<s>[^、。「」]{1,16}?)(?:側|氏|さん)?(?:には|は|が|も|で$|だ$)"),
    "ko": re.compile(r"(?P<s>[가-힣A-Za-z0-9·]{1,24}?)(?:에게는|께서는|측은|에서는|은|는|이|가|도)(?=\s|$)"),
}
_FROM = {
    "en": re.compile(r"\b(?:from|left|leaving)\s+(?:the\s+)?$", re.IGNORECASE),
    "zh": re.compile(r"(?:从|自|离开)$"),
}
_TO = {
    "en": re.compile(r"\b(?:to|for|towards?)\s+(?:the\s+)?$", re.IGNORECASE),
    "zh": re.compile(r"(?:到|往|赴|至|向)$"),
}
_FROM_AFTER = {
    "ja": re.compile(r"^(?:港|市)?(?:から|を出|を発|発の)"),
    "ko": re.compile(r"^(?:항|시)?(?:에서\s?(?:출발|떠|온|와)|[을를]\s?(?:떠|출발)|발\s)"),
}
_TO_AFTER = {
    "ja": re.compile(r"^(?:港|市)?(?:へ|に向|行き|まで)"),
    "ko": re.compile(r"^(?:항|시)?(?:으로|로|행|까지|[을를]\s?향)"),
}
_ATTACHED = re.compile(r"の?[\u3400-\u9fff]{2}")  # a country that says whose something is
_MARGIN, _LEAD = 0.25, 0.3
_COURSE, _NEAR = 0.4, 0.55


@dataclass(frozen=True)
class Told:
    """A subject, what is told of it, and where."""

    subject: str
    rest: str
    sentence: SentenceView


def check_assigned(case: Case) -> Iterator[Found]:
    """Of two subjects each does what the sources tell of the other."""
    mine = split_subjects(case.claim)
    if len({t.subject for t in mine}) == 1:
        yield from _by_another(case, mine[0])
    if len({t.subject for t in mine}) != 2:
        return
    first, second = mine[0], next(t for t in mine if t.subject != mine[0].subject)
    near = [s for s in case.near if s.lang == case.claim.lang]
    theirs = [t for s in near for t in split_subjects(s)]
    ours = [[t for t in theirs if _is_one(t.subject, m.subject)] for m in (first, second)]
    if not all(ours) or _is_one(first.subject, second.subject):
        return
    rests = [first.rest, second.rest, *(t.rest for side in ours for t in side)]
    rows = embed_sentences(rests, [case.claim.lang] * len(rests))
    sense = rows[:2] @ rows[2:].T
    lang, count = case.claim.lang, len(ours[0])
    told = [t for side in ours for t in side]
    for i, m in enumerate((first, second)):
        for j, t in enumerate(told):
            sense[i, j] += _COURSE * _agree(m.rest, t.rest, lang)
    straight = float(sense[0, :count].max() + sense[1, count:].max())
    crossed = float(sense[0, count:].max() + sense[1, :count].max())
    if crossed >= straight + _MARGIN:
        source = ours[0][0].sentence
        yield Found("DL503", case.claim.start, case.claim.end, source.text, (cite(source, "contradicts"),))


def _by_another(case: Case, told: Told) -> Iterator[Found]:
    """Of the two subjects of the source sentence the other one does what the sentence tells of this one."""
    source = tells_of(case) if case.claim.lang in _SUBJECT else None
    theirs = split_subjects(source) if source is not None and source.lang == case.claim.lang else []
    own = [t for t in theirs if _is_one(t.subject, told.subject)]
    others = [t for t in theirs if not _is_one(t.subject, told.subject)]
    if source is None or not own or not others:
        return
    rows = embed_sentences([told.rest, *(t.rest for t in (*own, *others))], [case.claim.lang] * (1 + len(theirs)))
    sense = rows[0] @ rows[1:].T
    if float(sense[len(own) :].max()) >= float(sense[: len(own)].max()) + _MARGIN:
        yield Found("DL504", case.claim.start, case.claim.end, source.text, (cite(source, "contradicts"),))


def split_subjects(sentence: SentenceView) -> list[Told]:
    """The clauses of a sentence with a subject of their own."""
    found: list[Told] = []
    for clause in _CLAUSE.get(sentence.lang, _CLAUSE["en"]).split(sentence.text):
        pattern = _SUBJECT.get(sentence.lang)
        if pattern is not None:
            match = pattern.search(clause.strip(" 。."))
            if match:
                found.append(Told(match["s"], clause[: match.start("s")] + clause[match.end() :], sentence))
            continue
        at = sentence.text.find(clause)
        named = [m for m in sentence.mentions if m.kind != "number" and m.start - sentence.start - at in range(4)]
        if named:
            head = max(named, key=lambda m: m.end)
            found.append(Told(head.text, clause[head.end - sentence.start - at :], sentence))
    return [t for t in found if len(t.rest.strip(" 。.")) >= 2]


def _is_one(a: str, b: str) -> bool:
    """Whether two subjects are one word, or one ends or begins with the other ("전 대표", "대표")."""
    return a == b or (
        min(len(a), len(b)) >= 2 and (a.endswith(b) or b.endswith(a) or a.startswith(b) or b.startswith(a))
    )


def _agree(a: str, b: str, lang: str) -> int:
    """1 where two clauses take one course in some pair of opposite ones, -1 where they take opposite ones."""
    poles = load_poles(lang)
    mine = {name for name, pattern in poles.items() if pattern.search(a)}
    theirs = {name for name, pattern in poles.items() if pattern.search(b)}
    return 1 if mine & theirs else 0


def check_journey(case: Case) -> Iterator[Found]:
    """DL321: from A to B where the source sentence has from B to A."""
    mine = _journey(case.claim)
    if mine is None:
        return
    for sentence in case.near[:2]:
        theirs = _journey(sentence)
        if theirs is not None and mine == theirs[::-1] and mine[0] != mine[1]:
            yield Found("DL321", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))
            return


def _journey(sentence: SentenceView) -> tuple[str, str] | None:
    text, lang = sentence.article.text, sentence.lang
    ends: list[str | None] = [None, None]
    for mention in sentence.named("place"):
        before, after = text[sentence.start : mention.start], text[mention.end : sentence.end]
        for n, (ahead, behind) in enumerate(((_FROM, _FROM_AFTER), (_TO, _TO_AFTER))):
            if (lang in ahead and ahead[lang].search(before)) or (lang in behind and behind[lang].search(after)):
                ends[n] = ends[n] or (mention.value or mention.text)
    return (ends[0], ends[1]) if ends[0] and ends[1] else None


def check_lands(case: Case) -> Iterator[Found]:
    """DL321: the only country of the sentence is not the one of the source sentence that tells the matter, and the sources
    name it for other matters."""
    source = tells_of(case)
    if source is None or case.hits[0].cosine < _NEAR:
        return
    if len(case.hits) > 1 and case.hits[0].score - case.hits[1].score < _LEAD:
        return
    mine, theirs = _lands(case, case.document, case.claim), _lands(case, case.view_of(source), source)
    stated = {m.value for m in case.claim.named("place") if m.value and _is_country(m.value)}
    given = {m.value for m in source.named("place") if m.value and _is_country(m.value)}
    if len(stated) == 1 and stated == mine and len(given) == 1 and not mine & theirs:
        mention = next(m for m in case.claim.named("place") if m.value in stated)
        if not _ATTACHED.match(case.claim.article.text, mention.end):
            return
        evidence = (cite(source, "contradicts"),)
        yield Found("DL321", mention.start, mention.end, source.text, evidence)


def _is_country(key: str) -> bool:
    return len(key) == 2 and key.isupper() and key.isascii()


def _lands(case: Case, view: TextView, sentence: SentenceView) -> set[str]:
    """The countries of a sentence: those named, and those of its bodies, offices, places and persons."""
    found: set[str] = set()
    for mention in sentence.mentions:
        if mention.kind == "number":
            continue
        for key in (mention.value if mention.kind == "place" else None, mention.of):
            if key and (_is_country(key.split("/")[0]) or key in pivot_keys("places")):
                found.add(key.split("/")[0])
        figure = case.cast.figure(view, mention)
        if figure is not None:
            found |= {of.split("/")[0] for _, of, _ in figure.offices if of}
    return found
